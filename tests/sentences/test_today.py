"""Today and the journey: each sentence where it is true, and a near case where it is not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from revmentor.exchange.status import status_text
from revmentor.model.base import Role
from revmentor.model.case import Case as FollowedCase
from revmentor.model.firm import ClosedDays, Firm
from revmentor.model.goal import Goal
from revmentor.model.pair import Charter, StandIn
from revmentor.model.participation import Acknowledgement, Recruiting
from revmentor.model.programme import ProgrammeEvent
from revmentor.model.pulse import Pulse
from revmentor.model.session import Step
from revmentor.rules import journey
from tests.sentences.table import AFTER, FORMS, STANDARD, Case, Sentence, both, case, empty, start
from tests.support.firm import (
    FIRM,
    MENTORS,
    PROGRAMME,
    SENIORS,
    START,
    TODAY,
    day,
    goal,
    pair,
    part,
    person,
    reflection,
    session,
)

WORDS = frozenset(
    {
        # how far a step is, and how much an item wants a person
        "not begun", "under way", "done", "needs you",
        "Talk now", "Look into it", "Not logged", "Due", "To know",
        # headings
        "Baselines", "Case", "Coming", "Evaluation", "Follow-up", "Goals", "Last step", "Launch",
        "Needs you", "Pairs", "People", "Privacy", "Programme", "Pulse", "Recruiting",
        "Sessions",
        "Steps tried", "This week", "To close", "Worth an eye",
        # of a file without a programme
        "There is no programme yet. Begin one in the application, or import a sheet of people.",
        # the path of a new firm: what each step is for
        "what it is for, the level for all, each person’s goals",
        "what each senior can do today, written down before",
        "who teaches whom: proposed, and yours to change",
        "half an hour a week, logged in a minute",
        "what changed for both sides, and the report",
        "there is none yet; it begins with a name and a first day",
    }
)  # fmt: skip


def tell(one: Case) -> str:
    """What ``status`` prints of a case, and what the steps of the journey lack."""
    view = one.view
    lacks = [text for step in journey.steps(view, one.on) for text in step.lacks]
    return "\n".join([status_text(view, FIRM.name, one.on, with_notes=True).text, *lacks])


# -- records ---------------------------------------------------------------------------------------


def slip(who: str) -> Pulse:
    """A slip of the first round."""
    return Pulse(id=f"slip-{who}", programme_id=PROGRAMME, person_id=who, on=day(4))


HEARD = Acknowledgement(on=START)
SIGNED = Charter(mentor_on=START, senior_on=START)
MONDAY = START


def pairs(*seniors: str, mentor: str = "giulia") -> list[Any]:
    return [pair(mentor, who, charter=SIGNED) for who in seniors]


ALL_PAIRED = [*pairs("anna", "bruno", "carla"), *pairs("dario", "elena", mentor="luca")]
AWAY = pair(
    "giulia",
    "anna",
    stand_ins=(StandIn(mentor_id="luca", start=day(13), end=day(15, 6)),),
)
STARTS = [
    *map(start, SENIORS),
    *(start(who, 5, skill) for who in MENTORS for skill in ("video-meetings", "spreadsheets")),
]


def agreed(*seniors: str, done: Any = "pending", **fields: Any) -> list[Any]:
    """Steps agreed on in week 1 that nobody asked about: one for each name."""
    steps = tuple(Step(senior_id=who, text=f"try {n}", done=done) for n, who in enumerate(seniors))
    there = dict.fromkeys(seniors)
    return [
        *(pair("giulia", who) for who in there),
        session("giulia", day(1), *there, steps=steps, **fields),
    ]


def followed(**fields: Any) -> FollowedCase:
    given = {"id": "c", "opened_on": day(3), "text": "never free", "pair_id": "giulia-anna"}
    return FollowedCase(**{"programme_id": PROGRAMME, **given, **fields})


def logged(*weeks: int, mentor: str = "giulia", **fields: Any) -> list[Any]:
    return [session(mentor, day(week), "anna", **fields) for week in weeks]


def closed(*records: Any, days: int) -> Case:
    return case(
        start("anna"), *records, on=AFTER + timedelta(days=days), closed_on=AFTER,
        standard_level=STANDARD,
    )  # fmt: skip


def in_order(*, on: date = TODAY, **lacking: Any) -> Case:
    """A programme with its goals, all heard, all rated and paired, but for what is said."""
    unheard, without_goal = lacking.get("unheard", ""), lacking.get("without_goal", "")
    sides: tuple[tuple[Role, tuple[str, ...]], ...] = (("mentor", MENTORS), ("senior", SENIORS))
    heard = {
        (who, role): part(who, role, acknowledged=None if who == unheard else HEARD)
        for role, people in sides
        for who in people
    }
    goals: list[Goal] = [
        goal(who, id=f"g-{who}", text="one") for who in (*MENTORS, *SENIORS) if who != without_goal
    ]
    if lacking.get("common", True):
        goals.append(goal(None, id="g"))
    records = [*STARTS, *ALL_PAIRED, *heard.values(), *goals]
    return case(*records, on=on, standard_level=lacking.get("standard", STANDARD))


def at_closing(*forms: Any, **fields: Any) -> Case:
    given = {"lessons": "begin earlier", "decision": "repeat", **fields}
    return case(*forms, on=day(25), **given)


def week_two(*records: Any, until: date) -> Case:
    """The first Monday, a week before the firm is closed from Monday until a day."""
    firm = Firm(name=FIRM.name, closed_days=(ClosedDays(start=day(2), end=until),))
    every = (*pairs("anna"), *records)
    return case(*every, on=MONDAY, firm=firm)


WEDNESDAY = [*pairs("bruno", mentor="luca"), part("luca", "mentor", slot="wed-09:30")]

INCLUSION = goal("anna", "inclusion-sustainability", attainment=0, attainment_on=TODAY)

NEEDS = [
    Sentence(
        "nothing is missing: close it",
        "To close: nothing is missing: close it",
        at_closing(*FORMS),
        at_closing(*FORMS[1:]),
    ),
    Sentence("{n} final form", "1 final form", at_closing(*FORMS[1:]), at_closing(*FORMS)),
    Sentence(
        "{n} final rating",
        "To close: 1 final rating",
        at_closing(*FORMS, start("anna"), standard_level=STANDARD),
        at_closing(*FORMS, *both("anna"), standard_level=STANDARD),
        but_not="To close: 1 final rating",
    ),
    Sentence(
        "{n} topic at the end",
        "To close: 1 topic at the end",
        at_closing(*FORMS, INCLUSION, reflection("anna")),
        at_closing(*FORMS, INCLUSION, reflection("anna"), reflection("anna", "final")),
    ),
    Sentence(
        "{n} goal to judge",
        "1 goal to judge",
        at_closing(*FORMS, goal("anna")),
        at_closing(*FORMS, goal("anna", attainment=0, attainment_on=TODAY)),
    ),
    Sentence(
        "the lessons learned",
        "To close: the lessons learned",
        at_closing(*FORMS, lessons=None),
        at_closing(*FORMS),
    ),
    Sentence(
        "the decision", "To close: the decision", at_closing(*FORMS, decision=None),
        at_closing(*FORMS),
    ),
    Sentence(
        "60 days after {{name}}: ask {n} senior what is still used",
        "60 days after Common floor: ask 1 senior what is still used",
        closed(days=61),
        closed(person("anna", left_on=day(20)), days=61),
    ),
    Sentence(
        "six months after {{name}}: ask {n} senior what is still used",
        "six months after Common floor: ask 1 senior what is still used",
        closed(days=200),
        closed(days=400),
    ),
    Sentence(
        "{n} to ask about: {{who}}",
        "Steps tried: 1 to ask about: Anna",
        case(*agreed("anna")),
        case(*agreed("anna", done="no")),
    ),
    Sentence(
        "{names} and {n} more",
        "Steps tried: 6 to ask about: Anna, Bruno, Carla, Dario and 1 more",
        case(*agreed("anna", "bruno", "carla", "dario", "elena", "anna")),
        case(*agreed("anna", "anna", "anna", "anna", "anna", "bruno")),
    ),
    Sentence(
        "{n} person has no full starting point",
        "7 people have no full starting point",
        case(standard_level=STANDARD),
        in_order(),
    ),
    Sentence(
        ", to be written before the first session",
        "7 people have no full starting point, to be written before the first session",
        case(standard_level=STANDARD, on=START - timedelta(days=1)),
        case(standard_level=STANDARD, on=START),
    ),
    Sentence(
        "{n} senior has no mentor; a plan is proposed on Pairs",
        "Pairs: 5 seniors have no mentor; a plan is proposed on Pairs",
        case(*STARTS, standard_level=STANDARD),
        case(*STARTS, *pairs("anna"), standard_level=STANDARD),
    ),
    Sentence("has no mentor", "Elena Pezzini: has no mentor", case(*ALL_PAIRED[:-1]),
             case(*ALL_PAIRED)),
    Sentence(
        "has {n} senior",
        "Luca Bianchi: has 1 senior, agreed were at least 2",
        case(*ALL_PAIRED[:-1]),
        case(*ALL_PAIRED),
    ),
    Sentence(
        ", agreed were at least {least}",
        "Giulia Ferrante: has 1 senior, agreed were at least 2",
        case(*pairs("anna")),
        case(*pairs("anna"), part("giulia", "mentor", min_seniors=1)),
    ),
    Sentence(
        "{text} (since {day})",
        "Giulia & Anna: never free (since Mon 16 Feb)",
        case(*pairs("anna"), followed()),
        case(*pairs("anna"), followed(due_on=TODAY + timedelta(days=1))),
    ),
    Sentence(
        "again, a new pairing is the way out: {text}",
        "Giulia & Anna: again, a new pairing is the way out: never free (since Mon 16 Feb)",
        case(*pairs("anna"), followed(), followed(id="b", opened_on=day(1), closed_on=day(2))),
        # the other one was opened and closed while this one stood: nothing came back
        case(*pairs("anna"), followed(), followed(id="b", opened_on=day(4), closed_on=day(5))),
    ),
    Sentence(
        "nobody of {of} has answered yet",
        "Pulse, round 1: nobody of 2 has answered yet",
        case(*pairs("anna"), on=day(4)),
        case(*pairs("anna"), on=day(3)),
    ),
    Sentence(
        "Pulse, round {n}",
        "Pulse, round 1: 1 of 2 in; Giulia has not answered",
        case(*pairs("anna"), slip("anna"), on=day(4)),
        case(*pairs("anna"), slip("anna"), slip("giulia"), on=day(4)),
    ),
    Sentence(
        "{n} of {of} in",
        "Pulse, round 1: 1 of 6 in",
        case(*pairs(*SENIORS), slip("anna"), on=day(4)),
        case(*pairs(*SENIORS), on=day(4)),
    ),
    Sentence(
        "{{told}}; {{names}} has not answered",
        "1 of 3 in; Giulia and Bruno have not answered",
        case(*pairs("anna", "bruno"), slip("anna"), on=day(4)),
        case(*pairs("anna", "bruno"), *map(slip, ("anna", "bruno", "giulia")), on=day(4)),
    ),
    Sentence(
        "{n} earlier slot not logged, on {{day}}",
        "Giulia Ferrante: 1 earlier slot not logged, on Mon 2 Feb",
        case(*pairs("anna"), on=day(2)),
        case(*pairs("anna"), *logged(1), on=day(2)),
    ),
]  # fmt: skip


def tries(who: str, **fields: Any) -> Any:
    """A step that a senior agreed on in the first week."""
    step = Step(senior_id=who, text="a chart", **fields)
    return session("giulia", day(1), who, id=f"with-{who}", steps=(step,))


LOST = [
    Sentence(
        "{name} was to try “{step}”, and nobody asked what came of it",
        "Last step: Anna was to try “a chart”, and nobody asked what came of it",
        case(pair("giulia", "anna", until_on=day(2)), tries("anna"), on=day(3)),
        case(pair("giulia", "anna", until_on=day(2)), tries("anna", done="no"), on=day(3)),
    ),
    Sentence(
        "{n} that nobody asked about: {who}",
        "Last step: 2 that nobody asked about: Anna and Bruno",
        case(*(pair("giulia", who, until_on=day(2)) for who in ("anna", "bruno")),
             tries("anna"), tries("bruno"), on=day(3)),
        case(*(pair("giulia", who, until_on=day(2)) for who in ("anna", "bruno")),
             tries("anna"), tries("bruno", decision="later"), on=day(3)),
    ),
]  # fmt: skip

WEEK = [
    Sentence(
        "group of {n}",
        "Giulia Ferrante: Mon 2 Feb · group of 2",
        case(*pairs("anna", "bruno"), formats=("group",), on=MONDAY),
        case(*pairs("anna"), formats=("group",), on=MONDAY),
    ),
    Sentence(
        "{what}, no reason yet",
        "Mon 2 Feb · Anna, no reason yet",
        case(*pairs("anna"), *logged(1, status="missed"), on=MONDAY),
        case(*pairs("anna"), *logged(1, status="missed", reason="a fair"), on=MONDAY),
    ),
    Sentence(
        "first week from {day}",
        "first week from Monday 2 February 2026",
        case(on=START - timedelta(days=1)),
        case(on=START),
    ),
    Sentence(
        "mid-point, from {day}",
        "mid-point, from Monday 27 April 2026",
        case(on=day(12, 6)),
        case(on=day(13)),
    ),
    Sentence(
        "last week ends on {day}: final ratings and forms of both sides",
        "last week ends on Sunday 19 July 2026: final ratings and forms of both sides",
        case(on=day(13)),
        case(on=day(12, 6)),
    ),
    Sentence(
        "{name} stands in for {mentor} from {start} to {end}",
        "Luca Bianchi stands in for Giulia Ferrante from 27 Apr to 17 May",
        case(AWAY, on=day(11)),
        case(AWAY, on=day(10, 6)),
    ),
    Sentence(
        "{name} stands in for {mentor} from {start} to {end}",
        "Luca Bianchi stands in for Giulia Ferrante from 27 Apr to 17 May",
        case(AWAY, on=day(15, 6)),
        case(AWAY, on=day(16)),
    ),
    Sentence(
        "for {absent}",
        "Luca Bianchi: Mon 27 Apr · Anna · for Giulia",
        case(AWAY, on=day(13)),
        case(AWAY, on=day(16)),
    ),
    Sentence(
        "next week {n} slot, on {{day}}",
        "next week 1 slot, on Mon 9 Feb",
        case(*pairs("anna"), on=MONDAY),
        case(*pairs("anna"), *logged(2, status="cancelled"), on=MONDAY),
    ),
    Sentence(
        "next week has no slots: closed days",
        "next week has no slots: closed days",
        week_two(*WEDNESDAY, until=day(2, 4)),
        # Luca's slot is there, and was cancelled beforehand
        week_two(*WEDNESDAY, session("luca", day(2, 2), "bruno", status="cancelled"), until=day(2)),
    ),
    Sentence(
        "next week {n} pulse slip to hand out (revmentor paper prints it)",
        "next week 2 pulse slips to hand out (revmentor paper prints them)",
        case(*pairs("anna"), on=day(3)),
        case(on=day(3)),
    ),
]

JOURNEY = [
    Sentence(
        "starts in {n} day", "starts in 1 day", case(on=START - timedelta(days=1)), case(on=START)
    ),
    Sentence("week {week} of {weeks}", "week 12 of 24", case(), case(on=day(25))),
    Sentence("closing", "· closing ·", case(on=day(25)), case(on=day(24))),
    Sentence(
        "closed", "· closed ·", case(closed_on=TODAY), case(on=day(25)), but_not="· closed ·"
    ),
    Sentence("nobody takes part yet", "Goals: nobody takes part yet", empty(), case()),
    Sentence(
        "nobody takes part any more",
        "Goals: nobody takes part any more",
        case(*(part(who, "mentor", status="withdrawn") for who in MENTORS),
             *(part(who, "senior", status="withdrawn") for who in SENIORS)),
        empty(),
    ),
    Sentence(
        "no goal of the programme yet", "no goal of the programme yet", in_order(common=False),
        in_order(),
    ),
    Sentence("no standard level yet", "no standard level yet", in_order(standard={}), in_order()),
    Sentence(
        "{n} person without a goal", "1 person without a goal", in_order(without_goal="anna"),
        in_order(),
    ),
    Sentence(
        "{n} person has not acknowledged the goals",
        "1 person has not acknowledged the goals",
        in_order(unheard="anna"),
        in_order(),
    ),
    Sentence("{{k}} of {n} person has goals", "0 of 7 people have goals", case(), empty()),
    Sentence("{n} starting point missing", "4 starting points missing", case(), in_order()),
    Sentence("{{k}} of {n} person rated", "0 of 2 people rated", case(), empty()),
    Sentence("nothing to rate", "Baselines: nothing to rate", empty(), case(*both("anna"))),
    Sentence(
        "{n} senior without a mentor", "5 seniors without a mentor", case(), case(*ALL_PAIRED)
    ),
    Sentence(
        "{n} mentor has fewer seniors than agreed",
        "1 mentor has fewer seniors than agreed",
        case(*pairs("anna")),
        case(*ALL_PAIRED),
    ),
    Sentence("{{k}} of {n} senior placed", "0 of 5 seniors placed", case(), empty()),
    Sentence("no senior to place", "Pairs: no senior to place", empty(), case()),
    Sentence(
        "{n} slot not logged",
        "1 slot not logged",
        case(*pairs("anna"), on=START),
        case(*pairs("anna"), on=START - timedelta(days=1)),
    ),
    Sentence(
        "{{k}} of {n} session held", "1 of 1 session held", case(*pairs("anna"), *logged(1)),
        case(*pairs("anna")),
    ),
    Sentence(
        "no session held", "Sessions: no session held", case(*pairs("anna")),
        case(*pairs("anna"), *logged(1, status="missed")),
    ),
    Sentence(
        "{{k}} of {n} final rating",
        "1 of 2 final ratings",
        case(*both("anna"), start("bruno"), standard_level=STANDARD),
        case(standard_level=STANDARD),
    ),
]  # fmt: skip

WEEK_FIVE = day(5)


def asked(who: str, state: Any, on: date | None = WEEK_FIVE, again: date | None = None) -> Any:
    return part(who, "senior", recruiting=Recruiting(state=state, on=on, ask_again_on=again))


STATUS = [
    Sentence(
        "Nothing wants you this week.",
        "Nothing wants you this week.",
        case(closed_on=TODAY),
        case(),
    ),
    Sentence(
        "{n} thing needs you",
        "1 thing needs you",
        closed(days=61),
        closed(days=59),
    ),
    Sentence(
        "{n} worth an eye",
        "4 worth an eye",
        case(*pairs("anna", "bruno"), on=START),
        in_order(on=START),
    ),
    Sentence(
        "{n} slot to log",
        "1 slot to log",
        case(*pairs("anna"), on=START),
        case(*pairs("anna"), on=START - timedelta(days=1)),
        but_not="to log",
    ),
]


RECRUITING = [
    Sentence(
        "said “not now” on {day}: ask again",
        "Anna De Luca: said “not now” on Mon 2 Mar: ask again",
        case(asked("anna", "not_now", again=day(9)), on=day(9)),
        case(asked("anna", "not_now", again=day(9)), on=day(8, 6)),
    ),
    Sentence(
        "said “not now”: ask again",
        "Anna De Luca: said “not now”: ask again",
        case(asked("anna", "not_now", None, day(9)), on=day(9)),
        case(asked("anna", "no", None), on=day(9)),
    ),
    Sentence(
        "{n} invitation without an answer: {{names}}",
        "2 invitations without an answer: Anna and Bruno",
        case(asked("anna", "invited"), asked("bruno", "invited"), on=day(6)),
        case(asked("anna", "invited"), asked("bruno", "invited"), on=day(5, 6)),
    ),
    Sentence(
        "{names} and {n} more",
        "Anna, Dario, Elena, Carla and 1 more",
        case(*(asked(who, "invited") for who in SENIORS)),
        case(*(asked(who, "invited") for who in SENIORS[:4])),
    ),
]

FRIDAY = day(4, 4)


def circle(on: date, **fields: Any) -> dict[str, Any]:
    return {"events": (ProgrammeEvent(id="ev", kind="mentor_circle", on=on, **fields),)}


def unclear(question: str) -> Acknowledgement:
    return Acknowledgement(on=START, understood=False, question=question)


BEGINNING = [
    Sentence(
        "was planned for {day}: was it held, and what was decided?",
        "Mentor circle: was planned for Fri 27 Feb: was it held, and what was decided?",
        case(on=day(5), **circle(FRIDAY)),
        case(on=day(5), **circle(FRIDAY, held=True)),
    ),
    Sentence(
        "asked when hearing the goals: “{question}”",
        "Anna De Luca: asked when hearing the goals: “why me?”",
        case(part("anna", "senior", acknowledged=unclear("why me?"))),
        case(part("anna", "senior", acknowledged=Acknowledgement(on=START, question="why me?"))),
    ),
    Sentence(
        "{n} of {of} stand",
        "Launch: 1 of 6 stand · open: Standard level 0 of 1; ",
        case(*pairs("anna"), on=START),
        case(*pairs("anna"), *logged(1), on=START),
        but_not="Launch: ",
    ),
    Sentence(
        "{event}: {day}",
        "Mentor circle: Friday 27 February 2026 14:00",
        case(on=day(2), **circle(FRIDAY, at="14:00")),
        case(on=day(1), **circle(FRIDAY, at="14:00")),
        but_not="27 February",
    ),
]

SENTENCES = [
    *LOST,
    *RECRUITING,
    *BEGINNING,
    Sentence(
        "pauses since {day}: ask whether it goes on",
        "pauses since Mon 2 Mar: ask whether it goes on",
        case(part("giulia", "mentor", status="paused", status_on=day(5)), on=day(9)),
        case(part("giulia", "mentor", status="paused", status_on=day(5)), on=day(8)),
    ),
    Sentence(
        "pauses: ask whether it goes on",
        "pauses: ask whether it goes on",
        case(part("giulia", "mentor", status="paused")),
        case(part("giulia", "mentor", status="withdrawn")),
    ),
    *NEEDS,
    *WEEK,
    *JOURNEY,
    *STATUS,
]


def test_after_the_last_week_nobody_is_to_be_paired_any_more() -> None:
    assert "has no mentor" in tell(case(*ALL_PAIRED[:-1], on=day(24)))
    after = tell(case(*ALL_PAIRED[:-1], on=day(25)))
    assert "has no mentor" not in after
    assert "agreed were at least" not in after
