"""The page of a person: each sentence where it is true, and a near case where it is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from revmentor.content.person_words import wording
from revmentor.model.case import Case as FollowedCase
from revmentor.model.pair import Charter, StandIn
from revmentor.model.participation import Acknowledgement
from revmentor.model.pulse import Pulse
from revmentor.model.session import Exchange, Step
from revmentor.rules.people.naming import ByName, ByRole
from revmentor.rules.people.page import person_page
from revmentor.rules.people.subject import Subject
from tests.sentences.table import STANDARD, Case, Sentence, both, case, end, start
from tests.support.firm import (
    PROGRAMME,
    START,
    TODAY,
    day,
    form,
    goal,
    pair,
    part,
    person,
    rating,
    replied,
    reply,
    session,
    talk,
)

WORDS = frozenset(
    {
        # headings of sections and of the table
        "Final form", "Final form as a {role}", "As the other side saw it", "Needs you", "Pairs",
        "Cases and talks", "Successes", "At the sign-up", "Forms asked", "Senior", "Seniors",
        "Levels", "Sessions", "Last step", "Came back", "Own growth", "Goals", "Trying", "Pulse",
        "Given and received", "Note", "Own questions",
        # what stands before the words of a person
        "used last week", "minutes saved a week", "own gain", "the other side’s", "{name} gained",
        "would recommend it", "would do it again", "next step", "story", "pause", "stand-in",
        "hopes", "fears",
        "offers", "wishes", "load", "starting point", "will be seen", "of the verdict", "teaches",
        "asked", "taught", "received", "learned", "gave back", "in words", "said {day}",
        "note, {day}", "talk, {day}", "round {n}",
        # answers, days and pieces
        "not said", "yes", "no", "{mark} of 5", "{n} of 10",
        "{start} to {end}",
        "since {day}", "until {day}", "asked {day}", "in {day}, {way}", "next: {step}",
        "open since {day}", "{hours} hours", "{hours} hours a month", "last {day}", "start {start}",
        "kept, not used", "somebody", "with {n} senior", "left the firm on {day}",
        "{hours} agreed at most", "{hours} a month as logged in four weeks",
        "no final form was written down", "{n} quick help", "{held} of {of} held",
    }
)  # fmt: skip


def tell(one: Case) -> str:
    """The pages of a senior and of a mentor, and of the senior as she is given it."""
    view = one.view
    words = wording(view)
    whose = [each for each in ("anna", "giulia") if each in view.snapshot.people]
    pages = [
        person_page(Subject(view, each, one.on, naming, words))
        for each in whose
        for naming in (ByName(view), ByRole(view, each))
    ]
    lines: list[str] = []
    for page in pages:
        lines += [*page.facts, page.beside]
        for section in page.sections:
            lines += [f"{section.title}: {each.label}: {each.text}" for each in section.lines]
            rows = section.table.rows if section.table else ()
            lines += [" | ".join(row) for row in rows]
    return "\n".join(lines)


WITH_GIULIA = pair("giulia", "anna")
AWAY = pair("giulia", "anna", stand_ins=(StandIn(mentor_id="luca", start=day(13), end=day(15, 6)),))
TAKEN = pair(
    "luca", "carla", stand_ins=(StandIn(mentor_id="giulia", start=day(13), end=day(15, 6)),)
)
PULSE_DAY = day(4, 4)


def pulse(**fields: Any) -> list[Any]:
    given = {"id": "pu", "person_id": "anna", "on": PULSE_DAY, **fields}
    return [WITH_GIULIA, Pulse(programme_id=PROGRAMME, **given)]


def met(*more: Any, **fields: Any) -> Case:
    return case(WITH_GIULIA, session("giulia", day(2), "anna", **fields), *more)


def stepped(done: Any = "pending", *, again: bool = False) -> Case:
    later = session("giulia", day(3), "anna", steps=(Step(senior_id="anna", text="more"),))
    first = (Step(senior_id="anna", text="a mail", done=done),)
    return met(*([later] if again else []), steps=first)


def heard(*, understood: bool | None) -> Case:
    said = None if understood is None else Acknowledgement(on=START, understood=understood)
    return case(part("anna", "senior", acknowledged=said),
                part("giulia", "mentor", acknowledged=said))  # fmt: skip


def learns(*records: Any, **fields: Any) -> Case:
    return case(*records, standard_level=STANDARD, **fields)


def followed(**fields: Any) -> list[Any]:
    given = {"id": "c", "opened_on": day(3), "text": "never free", "person_id": "anna", **fields}
    return [FollowedCase(programme_id=PROGRAMME, **given)]


def signed(*, mentor: bool, senior: bool) -> Case:
    charter = Charter(mentor_on=START if mentor else None, senior_on=START if senior else None)
    return case(pair("giulia", "anna", charter=charter))


def gave(*others: str) -> Case:
    return case(
        WITH_GIULIA,
        *(pair("giulia", each) for each in others),
        session("giulia", day(2), "anna", *others, received=(Exchange(skill_id="negotiation"),)),
    )


LEFT = pair("giulia", "anna", until_on=day(6), end_reason="moved")
HALFWAY = rating("anna", "video-meetings", 2, "checkpoint", on=day(12))
ANOTHERS = [start("anna", rated_by="self"), end("anna", rated_by="mentor")]

SENTENCES = [
    Sentence("{n} of {of} reached", "1 of 2 reached",
             case(*both("anna"), standard_level={"video-meetings": 3, "spreadsheets": 3}),
             case(standard_level={})),
    Sentence("goal {level} reached", "goal 3 reached", learns(*both("anna")),
             learns(*both("anna", last=2))),
    Sentence("goal {level}", "start 1 · goal 3", learns(start("anna")), case(standard_level={}),
             but_not="goal 3"),
    Sentence("not rated yet", "not rated yet", learns(), learns(start("anna"))),
    Sentence("no level asked for yet", "Levels: : no level asked for yet", case(),
             learns(start("anna")), but_not="Levels: : no level asked for yet"),
    Sentence("start {start}, end {now}", "start 1, end 3", learns(*both("anna")),
             learns(start("anna"))),
    Sentence("start {start}, half-way {now}", "start 1, half-way 2",
             learns(start("anna"), HALFWAY), learns(*both("anna"), HALFWAY)),
    Sentence("another rater’s end, not compared", "another rater’s end, not compared",
             learns(*ANOTHERS), learns(*both("anna"))),
    Sentence("seen afterwards the start was {level}", "seen afterwards the start was 2",
             learns(*both("anna"), rating("anna", "video-meetings", 2, "then", on=TODAY)),
             learns(*both("anna"))),
    Sentence("no own goal yet", "Goals: : no own goal yet", case(),
             case(goal("anna", "spreadsheets"), goal("giulia", "negotiation"))),
    Sentence("heard on {day}, understood", "heard on 2 Feb 2026, understood",
             heard(understood=True), heard(understood=False)),
    Sentence("heard on {day}, not understood yet", "heard on 2 Feb 2026, not understood yet",
             heard(understood=False), heard(understood=True)),
    Sentence("the goals were not gone through together yet",
             "the goals were not gone through together yet",
             heard(understood=None), heard(understood=True)),
    Sentence("none yet", "Sessions: : none yet", case(WITH_GIULIA), met(),
             but_not="Sessions: : none yet"),
    Sentence("excused {n} time", "excused 1 time", met(attendance={"anna": "excused"}), met()),
    Sentence("{hours} hours, and {prepared} of preparation", "0.5 hours, and 0.2 of preparation",
             met(minutes=30, preparation_minutes=10), met(minutes=30)),
    Sentence("next {day}", "next Mon 27 Apr",
             case(part("giulia", "mentor", slot="mon-09:00"), WITH_GIULIA),
             case(part("giulia", "mentor", slot="mon-09:00"), LEFT)),
    Sentence("{n} of {of} steps were tried", "1 of 1 steps were tried", stepped("yes"), stepped()),
    Sentence("{n} of {of} steps before it were tried", "1 of 1 steps before it were tried",
             stepped("yes", again=True), stepped("yes")),
    Sentence("in {n} session with a give-back others were there too",
             "in 1 session with a give-back others were there too", gave("bruno"), gave()),
    Sentence("nothing yet", "| nothing yet |", met(), gave()),
    Sentence("{name}, until {day}", "Anna De Luca, until 9 Mar 2026", case(LEFT),
             case(WITH_GIULIA)),
    Sentence("with {name} since {day}", "with Giulia Ferrante since 2 Feb 2026", case(WITH_GIULIA),
             case(LEFT)),
    Sentence("your mentor", "with your mentor since 2 Feb 2026", case(WITH_GIULIA), case()),
    Sentence("a senior of yours", "Pairs: a senior of yours: since", case(WITH_GIULIA), case()),
    Sentence("a colleague", "stand-in: a colleague, 27 Apr 2026 to 17 May 2026", case(AWAY),
             case(WITH_GIULIA)),
    Sentence("in the place of {name}, {days}",
             "Carla Russo: in the place of Luca Bianchi, 27 Apr 2026 to 17 May 2026",
             case(TAKEN), case(pair("luca", "carla"))),
    Sentence("takes no part in this programme", "takes no part in this programme",
             replace(case(), of_nobody=True, records=(person("anna"),)), case()),
    Sentence("charter signed by both", "charter signed by both", signed(mentor=True, senior=True),
             signed(mentor=True, senior=False)),
    Sentence("charter signed by the {side} only", "charter signed by the mentor only",
             signed(mentor=True, senior=False), signed(mentor=True, senior=True)),
    Sentence("charter not signed yet", "charter not signed yet", case(WITH_GIULIA),
             signed(mentor=True, senior=False)),
    Sentence("no reason given", "no reason given", case(pair("giulia", "anna", until_on=day(6))),
             case(LEFT)),
    Sentence("asked not to be paired with this one again",
             "asked not to be paired with this one again",
             case(pair("giulia", "anna", until_on=day(6), not_again=("anna",))),
             case(LEFT)),
    Sentence("asked to talk on {day}, and nobody wrote down a talk yet",
             "asked to talk on 27 Feb 2026, and nobody wrote down a talk yet",
             case(*pulse(wants_talk=True)),
             case(*pulse(wants_talk=True), talk("anna", day(6), "pu"))),
    Sentence("talked", "talk, 27 Feb 2026: talked",
             case(*pulse(wants_talk=True), talk("anna", PULSE_DAY, "pu")),
             case(*pulse(wants_talk=True), talk("anna", PULSE_DAY, "pu", note="the pace"))),
    Sentence("in, {day}", "round 1: in, 27 Feb 2026", case(*pulse()), case(WITH_GIULIA)),
    Sentence("not in", "Pulse: round 1: not in", case(WITH_GIULIA),
             case(*pulse(), *pulse(id="pg", person_id="giulia")),
             but_not="Pulse: round 1: not in"),
    Sentence("before the first", "before the first: in, 3 Feb 2026",
             case(*pulse(on=day(1, 1))), case(*pulse())),
    Sentence("asked to talk: {answer}", "asked to talk: yes", case(*pulse(wants_talk=True)),
             case(*pulse(wants_talk=False)), but_not="asked to talk: yes"),
    Sentence("weighs too much: {answer}", "weighs too much: yes",
             case(*pulse(answers={"P7": 2})), case(*pulse(answers={"P7": 1})),
             but_not="weighs too much: yes"),
    Sentence("the match: {answer}", "the match: not for me", case(*pulse(fit="not_for_me")),
             case(*pulse(fit="good")), but_not="the match: not for me"),
    Sentence("may be told: {answer}", "“a call” · may be told: yes, with my name",
             case(form("anna", "senior", story="a call", consent="with_name")),
             case(form("anna", "senior", own_gain="a call", consent="with_name"))),
    Sentence("reminded {day}", "reminded 9 Feb 2026", case(reply("anna", reminded_on=day(2))),
             case(reply("anna"))),
    Sentence("answered in another way", "answered in another way",
             case(form("anna", "senior"), reply("anna", form="final", edition="end")),
             case(reply("anna", form="final", edition="end"))),
    Sentence("would rather talk", "would rather talk",
             case(reply("anna", received=(replied(day(2), wants_talk=True),))),
             case(reply("anna", received=(replied(day(2)),)))),
    Sentence("{n} earlier reply is kept", "1 earlier reply is kept",
             case(reply("anna", received=(replied(day(2)), replied(day(3))))),
             case(reply("anna", received=(replied(day(2)),)))),
]  # fmt: skip
