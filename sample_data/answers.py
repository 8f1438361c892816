"""The story of what people answered: sign-up, the firm's own questions, each senior's gain.

Hand-written tables; every person in them is invented.
"""

from __future__ import annotations

from typing import NamedTuple

from revmentor.model.own_question import OwnQuestion

OWN_QUESTIONS = (
    OwnQuestion(
        id="heard-of",
        form="signup",
        words="How did you hear of the programme?",
        kind="choice",
        choices=("from my line manager", "from a colleague", "on the notice board"),
    ),
    OwnQuestion(
        id="fits-in",
        form="pulse",
        words="My slot fits in with deliveries and shifts.",
        kind="mark",
    ),
    OwnQuestion(
        id="habit",
        form="final",
        words="Which habit of the firm would you change after these months?",
        kind="text",
    ),
)
"""What the firm asks besides: one of some choices, a mark from 0 to 3, in words."""

SIGNED_UP = {
    "01-08": "V001 V002 V005 V009 V027 V034 V040",
    "01-09": "V004 V010 V012 V015 V017 V036 V044",
    "01-12": "V003 V007 V008 V011 V013 V016 V031",
    "01-13": "V006 V014 V018",
}
"""Who signed up on which day."""

HEARD_OF = {
    0: "V003 V005 V006 V007 V010 V013 V016 V017 V031 V034",
    1: "V002 V009 V011 V015 V018 V036 V044",
    2: "V012 V027 V040",
}
"""How people heard of the programme, by the number of the choice."""

HOPES = {
    "V001": "To write to a customer myself again, and to hear what is too slow here.",
    "V002": "To start a call without ringing for help.",
    "V005": "Fewer telephone calls about drawings.",
    "V008": "To see what I booked without asking the office.",
    "V009": "To reach customers abroad without boarding a plane.",
    "V012": "To get my Friday mornings back.",
    "V013": "To know what is behind a link before I open it.",
    "V015": "To throw away three of my four diaries.",
    "V017": "That carriers and we look at the same list.",
    "V027": "To understand why our offers cost what they cost.",
    "V034": "To hear the reasons behind the figures I report.",
    "V036": "To stand beside the machine when my drawing becomes a part.",
    "V040": "To know the plant from more than the personnel files.",
    "V044": "To tell my shift why one order hurries and another does not.",
}
FEARS = {
    "V003": "To ask in front of juniors what everybody else has known for years.",
    "V006": "That between two ERP releases there is no week for it.",
    "V007": "One thing more on the worst days at the bays.",
    "V008": "To hold up the others: I type with two fingers.",
    "V013": "That it ends up in my appraisal.",
    "V014": "Not to follow when it goes fast.",
    "V027": "That somebody at the top has no time, and nobody says so.",
    "V031": "That the help desk goes on ringing during the slot.",
    "V036": "To have to tell a head of department that something is wrong.",
}
"""What people hoped and feared when they signed up."""

FITS_IN = {
    3: "V001 V002 V005 V008 V009 V027 V034 V040",
    2: "V003 V004 V010 V011 V014 V015 V018 V044",
    1: "V006 V007 V036",
    0: "V013 V031",
}
FITS_IN_ROUND = ("04-20", "04-24")
"""Whether the slot fits in, by the mark, and the days of the pulse on which people said so."""

HABITS = {
    "V001": "That I read everything before it leaves the house.",
    "V002": "Printing what is signed on screen.",
    "V003": "Two sets of figures for one meeting.",
    "V005": "Ringing somebody up with a question that others have too.",
    "V009": "Flying out before we have talked by video.",
    "V012": "The whiteboard that only my office can see.",
    "V034": "Reports that nobody asks a question about.",
    "V036": "Drawings released on Friday at five.",
    "V040": "Telling newcomers everything on the first day.",
    "V044": "Saying “urgent” without saying why.",
}
"""The final form: the habit to change."""


class Asked(NamedTuple):
    """Pages: the day they went out, and the day on which who was missing was reminded."""

    on: str
    reminded: str = ""


PULSE_PAGES = {3: Asked("04-20", "04-27"), 4: Asked("05-18"), 5: Asked("06-15")}
"""The rounds of the pulse that were answered on pages; before, there were slips."""
LEVELS_ASKED = "01-26"
FINAL_ASKED = Asked("07-06", "07-20")

NO_FINAL_PAGE = ("V011", "V016", "V018")
"""Who was not asked for a final form: on leave, out of the programme, out of the firm."""
IN_A_TALK = ("V027",)
"""Whose final form was written down in a talk."""

GAINED_BY = {
    "V034": {
        "V003": "A sales meeting with one set of figures, and he opens it himself.",
        "V010": "The delays on Monday in two clicks; the look-ups are still to come.",
    },
    "V036": {
        "V004": "Adverts in half the time; she builds the table with a hint or two.",
        "V006": "Too little: we met too seldom.",
        "V012": "A board that all of production reads.",
    },
    "V040": {
        "V005": "The form for change requests, which will stay.",
        "V007": "Little that lasts beside the new warehouse system; I gained more than she did.",
        "V015": "One calendar, which others now ask her about.",
    },
    "V044": {
        "V008": "He books on the terminal and now corrects me.",
        "V014": "Orders from the telephone, when the machine lets him.",
    },
}
"""What each senior gained, as the mentor saw it."""

TALKS = (
    (
        "04-28",
        "V015",
        "She wants fewer subjects and her own orders on the table. Agreed with Chiara: shorter, "
        "from the next session on.",
    ),
)
"""A talk with somebody who had asked for one: when, with whom, what came of it."""


def fits_in(person_id: str, on: str) -> dict[str, int]:
    """Return what somebody's pulse of a day says to the firm's own question."""
    first, last = FITS_IN_ROUND
    marks = [mark for mark, who in FITS_IN.items() if person_id in who.split()]
    return {"fits-in": marks[0]} if marks and first <= on <= last else {}


def heard_of(person_id: str) -> dict[str, str]:
    """Return how somebody heard of the programme, in the words of the choice."""
    choices = OWN_QUESTIONS[0].choices
    numbers = [number for number, who in HEARD_OF.items() if person_id in who.split()]
    return {"heard-of": choices[numbers[0]]} if numbers else {}


def habit(person_id: str) -> dict[str, str]:
    """Return the habit that somebody would change."""
    return {"habit": HABITS[person_id]} if person_id in HABITS else {}
