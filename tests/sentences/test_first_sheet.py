"""The first sheet and what is new after it: each sentence where it is true, and a near case."""

from __future__ import annotations

from typing import Any

from revmentor.model.programme import Costs
from revmentor.model.session import Exchange
from revmentor.model.success import Success
from tests.sentences.table import GIULIA, Sentence, both, case, end, learns, met, start
from tests.sentences.test_report import ALL_RATED, tell, ten
from tests.support.firm import PROGRAMME, TODAY, day, form, pair

__all__ = ["SENTENCES", "WORDS", "tell"]

WORDS = frozenset(
    {
        # headings
        "Every goal", "Every person and skill: {side}", "How far", "How far the goals were reached",
        "How this was counted, and how far it can be relied on", "In their own words",
        "It came back: a circle is a pair", "Lowest and highest", "One voice", "Said", "Statement",
        "The standard level", "The weeks", "What was decided",
        "Every person and skill, how it was counted, and all that was written: in the appendix",
        "What mentors can do: average level from start to end, of 0 to 6",
        "What seniors can do: average level from start to end, of 0 to 6",
        "{side}, from start to end: a column is a person, a box a skill",
        "{side}: 1 is not at all, 5 fully; how many gave each mark, of {of} people",
        # what a look in a drawing means
        "down (under the line)", "held", "in more than half of the sessions", "in none", "in some",
        "lost", "no end", "not logged", "the same", "up",
        "○ start, ● end; the upright line is the standard level. In brackets: people. A skill of "
        "fewer than five people has no average.",
        # shares in words: tests/exchange/test_plain_words.py
        "all", "eight in ten", "four in ten", "half", "hardly any", "nine in ten", "one in ten",
        "seven in ten", "six in ten", "three in ten", "two in ten",
        # what a name becomes: tests/rules/results/test_released.py
        "somebody",
    }
)  # fmt: skip

NEGOTIATION = (Exchange(skill_id="negotiation"),)


def success(**consents: Any) -> Success:
    return Success(
        id="s1", programme_id=PROGRAMME, on=TODAY, text="The first call", person_ids=("anna",),
        consents=consents,
    )  # fmt: skip


def story(**fields: Any) -> Any:
    return form("anna", "senior", story="We found the drawings.", **fields)


FACTS = [
    Sentence(
        "of {n} senior better",
        "1 of 2 seniors better | 1 the same, 0 lower.",
        learns(*both("anna"), *both("bruno", 2, 2)),
        learns(start("anna")),
    ),
    Sentence(
        "{same} the same, {lower} lower.",
        "1 of 2 seniors better | 0 the same, 1 lower.",
        learns(*both("anna"), *both("bruno", 2, 1)),
        learns(start("anna"), start("bruno")),
    ),
    Sentence(
        "seniors better",
        "– seniors better | Nobody has a start and an end to compare.",
        learns(start("anna")),
        learns(*both("anna")),
        but_not="– seniors better",
    ),
    Sentence(
        "Nobody has a start and an end to compare.",
        "– mentors better | Nobody has a start and an end to compare.",
        case(),
        learns(*ALL_RATED),
    ),
    Sentence("mentors better", "– mentors better", case(), learns()),
    Sentence(
        "of {n} mentor better",
        "1 of 1 mentor better | Typically 2 levels more a skill.",
        case(*GIULIA, end("giulia", skill="negotiation")),
        case(*GIULIA),
    ),
    Sentence("{n} has no end.", "0 lower. Typically 2 levels more a skill. 1 has no end.",
             learns(*both("anna"), start("bruno")), learns(*both("anna"), *both("bruno"))),
    Sentence(
        "of {n} at the standard level",
        "1 of 2 at the standard level",
        learns(*both("anna"), *both("bruno", 1, 2)),
        learns(start("anna")),
    ),
    Sentence(
        "at the standard level",
        "– at the standard level | Nobody is rated at the end in all of it.",
        learns(start("anna", 3)),
        learns(*both("anna")),
        but_not="– at the standard level",
    ),
    Sentence(
        "Nobody is rated at the end in all of it.",
        "Nobody is rated at the end in all of it.",
        learns(start("anna", 3)),
        learns(*both("anna", 1, 2)),
    ),
    Sentence(
        "{n} stood there at the start.",
        "2 of 2 at the standard level | 1 stood there at the start.",
        learns(*both("anna"), *both("bruno", 3, 3)),
        learns(start("anna", 3)),
        but_not="1 stood there at the start.",
    ),
    Sentence(
        "of {n} slot held",
        "1 of 1 slot held",
        case(*met(minutes=25), on=day(1)),
        case(pair("giulia", "anna"), on=day(1, -3)),
    ),
    Sentence("sessions held", "– sessions held | No slot has come round yet.",
             case(), case(*met(), on=day(1)), but_not="– sessions held"),
    Sentence("No slot has come round yet.", "No slot has come round yet.", case(),
             case(*met(), on=day(1))),
    Sentence(
        "{lost} lost, {open} not logged.",
        "0 of 1 slot held | 0 hours of both sides. 0 lost, 1 not logged.",
        case(pair("giulia", "anna"), on=day(1)),
        case(on=day(1)),
    ),
    Sentence(
        "{hours} hours of both sides.",
        "2 hours of both sides.",
        case(*met(minutes=60)),
        case(*met(minutes=60), costs=Costs(mentor_hour=20, senior_hour=40)),
    ),
    Sentence(
        "{hours} hours of both sides, {total} in all.",
        "2 hours of both sides, €60 in all.",
        case(*met(minutes=60), costs=Costs(mentor_hour=20, senior_hour=40)),
        case(*met(minutes=60)),
    ),
]  # fmt: skip

CHANGES = [
    Sentence("Typically no level more.", "Typically no level more.",
             learns(*both("anna", 2, 2)), learns(*both("anna", 2, 3))),
    Sentence("Typically one level more a skill.", "Typically one level more a skill.",
             learns(*both("anna", 2, 3)), learns(*both("anna", 2, 2))),
    Sentence("Typically {change} levels more a skill.", "Typically 2 levels more a skill.",
             learns(*both("anna")), learns(*both("anna", 2, 3))),
    Sentence("Typically {change} levels fewer a skill.", "Typically 2 levels fewer a skill.",
             learns(*both("anna", 3, 1)), learns(*both("anna", 2, 1))),
    Sentence("Typically one level fewer a skill.", "Typically one level fewer a skill.",
             learns(*both("anna", 2, 1)), learns(*both("anna", 1, 2))),
    Sentence(
        "{side}: {better} of {n} stand higher than at the start, {same} the same, {lower} lower.",
        "Seniors: 1 of 2 stand higher than at the start, 1 the same, 0 lower.",
        learns(*both("anna"), *both("bruno", 2, 2)),
        learns(start("anna")),
    ),
    Sentence(
        "{side}: nobody has a starting point; that is a finding.",
        "Seniors: nobody has a starting point; that is a finding.",
        learns(end("anna")), learns(start("anna")),
        but_not="Seniors: nobody has a starting point; that",
    ),
    Sentence(
        "{side}: nobody has an end to compare.",
        "Seniors: nobody has an end to compare.",
        learns(start("anna")), learns(*both("anna")),
    ),
    Sentence(
        "{n} more has no end, and may stand anywhere.",
        "1 more has no end, and may stand anywhere.",
        learns(*both("anna"), start("bruno")), learns(*both("anna"), *both("bruno")),
    ),
    Sentence(
        "{n} people are few: what was seen fits anything between about {low} and {high} of such "
        "groups.",
        "10 people are few: what was seen fits anything between about seven in ten and all of such "
        "groups.",
        learns(*ten()), learns(*ten(9)),
    ),
]  # fmt: skip

DRAWN = [
    Sentence(
        "{n} person with a starting point, {{ended}} with an end. Skills: {{up}} up, {{same}} the "
        "same, {{down}} down, {{no_end}} without an end.",
        "2 people with a starting point, 1 with an end. Skills of all of them: 1 up, 0 the same, 0 "
        "down, 1 without an end.",
        learns(*both("anna"), start("bruno")),
        learns(),
    ),
    Sentence(
        "{skill}: from {before} to {after} on average, {n} people",
        "Running remote meetings: from 1 to 3 on average, 5 people",
        learns(*ALL_RATED),
        learns(*ALL_RATED[:-1]),
    ),
    Sentence(
        "In {{with_any}} of {n} week a session was held.",
        "In 1 of 2 weeks a session was held.",
        case(*met(), on=day(2)),
        case(on=day(2)),
    ),
    Sentence(
        "Of {n} pair that met, in {{regular}} something came back in more than half of the "
        "sessions, in {{some}} in some, in {{none}} in none.",
        "Of 1 pair that met, in 1 something came back in more than half of the sessions, in 0 in "
        "some, in 0 in none.",
        case(*met(received=NEGOTIATION)),
        case(*met(attendance={"anna": "absent"})),
    ),
    Sentence(
        "Something came back in {{sessions}} of {n} session held.",
        "Something came back in 1 of 1 session held.",
        case(*met(received=NEGOTIATION)),
        case(*met(status="missed")),
    ),
    Sentence("In most pairs: {skills}.", "In most pairs: Negotiating contracts.",
             case(*met(received=NEGOTIATION)), case(*met(received=(Exchange(text="a story"),)))),
    Sentence("No session was held; nothing could come back.",
             "No session was held; nothing could come back.",
             case(*met(status="missed")), case(*met())),
    Sentence("Nothing is decided yet.", "Nothing is decided yet.", case(),
             case(decision="repeat", closed_on=TODAY)),
]  # fmt: skip

WRITTEN = [
    Sentence("Somebody who took part", "Somebody who took part > We found the drawings.",
             case(story(consent="without_name")), case(story(consent="with_name"))),
    Sentence("A success of {names}", "A success of Anna De Luca > The first call",
             case(success(anna="with_name")), case(success(anna="without_name"))),
    Sentence("A success", "A success > The first call",
             case(success(anna="without_name")), case(success(anna="no"))),
    Sentence(
        "{n} story or success is not told: its owner did not say that it may be.",
        "1 story or success is not told: its owner did not say that it may be.",
        case(story()),
        case(story(consent="without_name")),
    ),
    Sentence("Next step of {name}", "Next step of Anna De Luca > share the calendar",
             case(form("anna", "senior", next_step="share the calendar")), case(story())),
    Sentence(
        "{gains} of {of} say what they gained, {steps} name a next step.",
        "0 of 7 say what they gained, 1 name a next step.",
        case(form("anna", "senior", next_step="share the calendar")),
        case(story()),
    ),
    Sentence("Final forms answered: {ways}.", "Final forms answered: on paper 1.",
             case(story(method="paper")), case(story())),
    Sentence("Used, and by how many: {tools}.", "Used, and by how many: Teams (1).",
             case(form("anna", "senior", answers={"tools_used": "Teams"})),
             case(form("anna", "senior", answers={"tools_used": "none"}))),
]  # fmt: skip

SENTENCES = [*FACTS, *CHANGES, *DRAWN, *WRITTEN]
