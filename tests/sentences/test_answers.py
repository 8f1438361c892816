"""Answers: each sentence where it is true, and a near case where it is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec

from revmentor.exchange.answers.forms import form_answers
from revmentor.model.own_question import OwnQuestion
from revmentor.model.pulse import Pulse
from revmentor.rules.replies.came_in import form_keys
from screens.evaluation.answer_lines import lines_of
from tests.sentences.table import Case, Sentence, case
from tests.support.firm import FIRM, PROGRAMME, SENIORS, day, form, pair, reply, talk

ASKED, FIRST = day(12), day(8)
ASKING = msgspec.structs.replace(
    FIRM, questions=(OwnQuestion(id="q1", form="pulse", words="What helps?", kind="text"),)
)
WORDS = frozenset(
    {
        # headings
        "Against round {n}", "Mentors", "Seniors", "From {firm}",
        # parts of a line
        "bars: 3 2 1 0 · agree: 3 or 2", "bars: 5 4 3 2 1 · agree: 5 or 4", "mentors: {text}",
        "{k} of {n}", "of {n}", "{n} senior", "{n} mentor",
    }
)  # fmt: skip


def tell(one: Case) -> str:
    """What every form of Answers shows of a case, its details too."""
    view = one.view
    every = [form_answers(view, key, one.on) for key in form_keys(view, one.on)]
    lines = [each for answers in every for each in lines_of(view, answers, 200)]
    return "\n".join(str(part) for each in lines for part in (each.shown, *each.details))


def slip(who: str, on: Any = ASKED, **fields: Any) -> Pulse:
    answers = {each: fields.pop(each) for each in list(fields) if each.startswith("P")}
    return Pulse(
        id=f"{who}-{on}", programme_id=PROGRAMME, person_id=who, on=on, answers=answers, **fields
    )


def page(who: str, **fields: Any) -> Any:
    return reply(who, form="pulse", edition="round-3", asked_on=ASKED, **fields)


TWO = (pair("giulia", "anna"), pair("giulia", "bruno"))
BOTH = (slip("anna", FIRST, P1=1), slip("anna", P1=3))

SENTENCES = [
    Sentence("{count} agree", "1 of 3 agree",
             case(*TWO, slip("anna", P1=3), slip("bruno", P1=1), slip("carla", P1=0)),
             case(*TWO, *(slip(who, P1=3) for who in SENIORS[:4])), but_not="1 of 3 agree"),
    Sentence("{n} said {mark}", "1 said 4", case(form("anna", "senior", answers={"useful": 4})),
             case(slip("anna", P1=3))),
    Sentence("nobody answered", "nobody answered", case(form("anna", "senior", own_gain="ease")),
             case(slip("anna", **{f"P{n}": 3 for n in range(1, 8)}, fit="good"))),
    Sentence("round {n}: {k} of {of} agreed", "round 2: 0 of 1 agreed", case(*TWO, *BOTH),
             case(*TWO, BOTH[1])),
    Sentence("{n} in both: {up} higher, {down} lower", "1 in both: 1 higher, 0 lower",
             case(*TWO, *BOTH), case(*TWO, slip("bruno", FIRST, P1=1), slip("anna", P1=3))),
    Sentence("nobody in both", "round 2: 0 of 1 agreed · nobody in both",
             case(*TWO, slip("bruno", FIRST, P1=1), slip("anna", P1=3)), case(*TWO, *BOTH)),
    Sentence("higher {what}", "Against round 2: higher “We met as planned” (seniors: 1 higher",
             case(*TWO, *BOTH), case(*TWO, slip("anna", FIRST, P1=3), slip("anna", P1=3))),
    Sentence("lower {what}", "Against round 2: lower “We met as planned” (seniors: 0 higher, 1",
             case(*TWO, slip("anna", FIRST, P1=3), slip("anna", P1=2)), case(*TWO, *BOTH),
             but_not="Against round 2: lower"),
    Sentence("“{text}” ({side}: {up} higher, {down} lower, of {n})",
             "“We met as planned” (seniors: 1 higher, 0 lower, of 1)", case(*TWO, *BOTH),
             case(*TWO, slip("anna", FIRST, P1=3), slip("anna", P1=3))),
    Sentence("nothing moved of what was answered both times",
             "Against round 2: nothing moved of what was answered both times",
             case(*TWO, slip("anna", FIRST, P1=3), slip("anna", P1=3)), case(*TWO, *BOTH)),
    Sentence("To call · {n}", "To call · 1", case(*TWO, slip("anna", wants_talk=True)),
             case(*TWO, slip("anna", wants_talk=False))),
    Sentence("asked to talk", "asked to talk", case(*TWO, slip("anna", wants_talk=True)),
             case(*TWO, slip("anna", P7=2))),
    Sentence("talked on {day}", "asked to talk, talked on 24 Apr 2026",
             case(*TWO, slip("anna", wants_talk=True), talk("anna", day(12, 4), f"anna-{ASKED}")),
             case(*TWO, slip("anna", wants_talk=True))),
    Sentence("says that the match is not right", "says that the match is not right",
             case(*TWO, slip("anna", fit="not_for_me")), case(*TWO, slip("anna", fit="unsure"))),
    Sentence("does not dare to say it all", "does not dare to say it all",
             case(*TWO, slip("anna", P3=1)), case(*TWO, slip("anna", P3=2))),
    Sentence("says that it weighs too much", "says that it weighs too much",
             case(*TWO, slip("anna", P7=2)), case(*TWO, slip("anna", P7=1))),
    Sentence("Not yet · {n}", "Not yet · 3", case(*TWO),
             case(*TWO, *map(slip, ("anna", "bruno", "giulia")))),
    Sentence("Did not answer · {n}", "Did not answer · 3", case(*TWO),
             case(pair("giulia", "anna", ASKED))),
    Sentence("{n} was given a page, {{day}}", "1 was given a page, Mon 20 Apr",
             case(*TWO, page("anna")), case(*TWO)),
    Sentence("{n} reminded on {{day}}", "1 reminded on Tue 21 Apr: Anna De Luca",
             case(*TWO, page("anna", reminded_on=ASKED + timedelta(days=1))),
             case(*TWO, page("anna"))),
    Sentence("{n} by slip or in a talk", "2 by slip or in a talk",
             case(*TWO, page("anna")),
             case(pair("giulia", "anna", ASKED), page("anna"), page("giulia", role="mentor"))),
    Sentence("Comments · {n} (confidential)", "Comments · 1 (confidential)",
             case(*TWO, slip("anna", comment="too early")), case(*TWO, slip("anna", P1=3))),
    Sentence("{question} · {n} (confidential)", "What helps? · 1 (confidential)",
             case(*TWO, slip("anna", own={"q1": "a quieter room"}), firm=ASKING),
             case(*TWO, slip("anna", comment="too early"), firm=ASKING),
             but_not="What helps?"),
    Sentence("may be told: {consent}", "(may be told: yes, with my name)",
             case(form("anna", "senior", story="It works", consent="with_name")),
             case(form("anna", "senior", story="It works"))),
    Sentence("not asked whether it may be told", "(not asked whether it may be told)",
             case(form("anna", "senior", story="It works")),
             case(form("anna", "senior", story="It works", consent="no"))),
]  # fmt: skip
