"""The story around the sessions: who was asked to take part, the programme's own days, messages.

Hand-written tables; every person in them is invented.
"""

from __future__ import annotations

from typing import NamedTuple

from revmentor.model.base import Role
from revmentor.model.participation import RecruitingState
from revmentor.model.programme import EventKind, LaunchItem

INVITED_ON = "01-07"


class OnlyAsked(NamedTuple):
    """Somebody who was invited and takes no part: what was answered, when, when to ask again."""

    person: str
    name: str
    email: str
    department: str
    job_title: str
    site: str
    manager: str
    role: Role
    answer: RecruitingState
    answered: str
    ask_again: str = ""


ONLY_ASKED = (
    OnlyAsked(
        "V019",
        "Silvano Grassi",
        "s.grassi@valdarco.example",
        "Produzione",
        "Capoturno fresatura",
        "Brescia",
        "V012",
        "senior",
        "not_now",
        "01-13",
        "09-07",
    ),
    OnlyAsked(
        "V022",
        "Patrizia Zorzi",
        "p.zorzi@valdarco.example",
        "Acquisti",
        "Buyer",
        "Brescia",
        "V018",
        "senior",
        "no",
        "01-14",
    ),
    OnlyAsked(
        "V046",
        "Davide Lombardi",
        "d.lombardi@valdarco.example",
        "Ufficio tecnico",
        "Programmatore CAM junior",
        "Brescia",
        "V005",
        "mentor",
        "not_now",
        "01-26",
        "09-07",
    ),
)
"""Not in the participants sheet, as they do not take part."""

READINESS = {
    "V001": "11111111",
    "V002": "11111111",
    "V003": "11111011",
    "V005": "11111111",
    "V006": "11110111",
    "V009": "11111111",
    "V012": "11111111",
    "V013": "11101111",
    "V015": "11111111",
    "V017": "11111111",
    "V018": "11111111",
    "V027": "11111111",
    "V031": "11110111",
    "V034": "11111111",
    "V036": "11101111",
    "V040": "11111111",
    "V044": "11111111",
}
"""The readiness list, from its first question to its last (1: yes), of who answered it."""


class EventRow(NamedTuple):
    """A day of the programme itself: since when it was planned, who stayed away, what was decided.

    It is held once its day has come.
    """

    kind: EventKind
    on: str
    at: str
    planned: str
    decided: str
    away: tuple[str, ...] = ()


EVENTS = (
    EventRow(
        "briefing",
        "01-26",
        "16:00",
        "01-14",
        "A question about the laptop waits for the session or goes into the channel; nobody is "
        "called out of a meeting for it. What is said in a session stays there.",
        ("V003", "V014", "V018"),
    ),
    EventRow(
        "kick_off",
        "01-28",
        "09:00",
        "01-14",
        "Each pair begins with the senior's own work, not with the tool. Levels go into nobody's "
        "appraisal. Whoever loses a slot tells Ornella why, the same day.",
        ("V014",),
    ),
    EventRow(
        "mentor_circle",
        "03-12",
        "12:30",
        "02-27",
        "Nobody takes the mouse: whoever is stuck hears which key it is. Sara gives Niccolò her "
        "practice sheets.",
        ("V031",),
    ),
    EventRow(
        "mentor_circle",
        "04-30",
        "12:30",
        "04-17",
        "The question for the give-back goes to the senior the day before. Chiara, Luca and "
        "Sara come to other groups as guests.",
    ),
    EventRow(
        "mentor_circle",
        "06-11",
        "12:30",
        "05-29",
        "The last sessions repeat the tasks of the start, and nobody practises them beforehand.",
        ("V036",),
    ),
)

PASSED: tuple[tuple[LaunchItem, str, str], ...] = (
    (
        "heard",
        "01-30",
        "Łukasz was on shift at the kick-off: he hears the goals at the machine, on Thursday.",
    ),
    (
        "charters",
        "01-30",
        "Ettore and Łukasz sign in the first week; Piero wants to read it again.",
    ),
)
"""Lines of the launch list that were let pass: which, when, why."""

CHANGES_MADE = (
    (
        "03-25",
        "Amadou goes on with two seniors; nobody joins on the way",
        "Whoever comes in now would find a group with habits of its own.",
    ),
    (
        "04-13",
        "The pulse is answered on a page of one's own, on paper where there is no e-mail",
        "The slips stayed in the overalls: both times 15 came back.",
    ),
    (
        "04-29",
        "A session may take a quarter of an hour, at the senior's desk",
        "A short one that takes place is worth more than a long one that is put off.",
    ),
    (
        "07-06",
        "The last round of the pulse is left out",
        "The final form comes in the same weeks and asks for more.",
    ),
)
"""What was changed in the programme: when, what, why."""

_BY_VIDEO = "Link in the invitation; a headset from the help desk at both ends"
_AT_THE_DESK = "At the senior's desk, on the senior's own laptop"

EQUIPMENT = {
    "V001": _BY_VIDEO + "; LinkedIn password with him, not with the office",
    "V002": _BY_VIDEO,
    "V003": _BY_VIDEO + "; reading rights on the sales dashboard",
    "V004": _BY_VIDEO + "; practice copy of the absences without names",
    "V005": _BY_VIDEO,
    "V006": _AT_THE_DESK,
    "V007": "Tablet of the loading bay, on a stand; link in the invitation",
    "V008": "Terminal at lathe 4, with a login of his own",
    "V009": "Room with the large screen in Modena; tripod and microphone for the plant visits",
    "V010": _AT_THE_DESK + "; last year's offers as a practice copy",
    "V011": _AT_THE_DESK + "; reading rights on the scrap figures",
    "V012": "Meeting room of production, with the projector",
    "V013": _AT_THE_DESK + "; second factor on the office telephone",
    "V014": "A company telephone in a cover that takes oil",
    "V015": "Her desk in Modena, second screen from the store",
    "V016": _AT_THE_DESK,
    "V017": "Camera on the shipping office's PC",
    "V018": "Room with the large screen in Modena",
}
"""What each pair needs and has, by its senior."""
EQUIPPED_LATER = {"V008": "02-02", "V014": "02-05", "V017": "02-03"}
"""Where something was still lacking when the pairs were made."""

MENTORS = "V027 V031 V034 V036 V040 V044"
SENIORS = (
    "V001 V002 V003 V004 V005 V006 V007 V008 V009 V010 V011 V012 V013 V014 V015 V016 V017 V018"
)

MESSAGES = (
    ("invitation", INVITED_ON, f"{SENIORS} {MENTORS} V019 V022 V046"),
    ("line_manager", "01-15", "V001 V002 V003 V004 V005 V006 V007 V012"),
    ("pairing_mentor", "01-29", MENTORS),
    ("pairing_senior", "01-29", SENIORS),
    ("not_answered", "04-27", "V012 V017"),
    (
        "mid_point",
        "04-27",
        "V001 V002 V003 V004 V005 V006 V007 V008 V009 V010 V011 V012 V013 V014 V015 V017 V018 "
        + MENTORS,
    ),
    (
        "final_form",
        "07-06",
        "V001 V002 V003 V004 V005 V006 V007 V008 V009 V010 V012 V013 V014 V015 V017 " + MENTORS,
    ),
    ("not_answered", "07-20", "V006 V031"),
    (
        "thanks",
        "07-24",
        "V001 V002 V003 V004 V005 V006 V007 V008 V009 V010 V012 V013 V014 V015 V017 " + MENTORS,
    ),
)
"""Who was told what: the message, the day, the people."""
