"""The sponsor's page: each sentence where it is true, and a near case where it is not."""

from __future__ import annotations

from typing import Any

from revmentor.exchange.report.page import report_of
from revmentor.model.edition import Edition
from revmentor.model.indicator import Indicator, Reading
from revmentor.model.programme import Costs
from revmentor.rules.results import sponsor
from tests.sentences.table import Case, Sentence, case
from tests.sentences.test_report import on_the_first_sheet
from tests.support.firm import PROGRAMME, TODAY, day, form, goal

WORDS = frozenset(
    {
        # headings
        "First", "How many", "In short", "Indicator", "It is", "Last",
        "Numbers of the firm, first reading to last", "On", "People", "Target", "Unit",
        "What changed for the firm", "What it took",
        "In the words of those who took part", "What all did together", "{side}, in fives",
        "{what}: {n}", "Goals", "Lessons",
        # what stands on every first sheet, whatever the records are
        "Seen at both moments: {n}.", "Slots that came round: {slots}.",
        "hours of both sides together", "seniors better than at the start",
        "A full block is five people; what is dashed may hold nobody.",
        # the rule, which is public, and what is true of any result
        "People are told in fives: “10 or more” is 10 to 14, “15 or more” 15 to 19, “fewer than 5” "
        "may be nobody; a side of fewer than 10 is not counted. Fewer are too few to tell without "
        "telling on somebody.",
        "Without a group to compare with, no result is known to come from the programme.",
        "Better, the same, lower: a person’s mean level difference over the skills that one kind "
        "of rater saw at both moments, in levels a skill.",
        # what stands on every page, whatever the records are
        "for the sponsor: people in fives",
        "Slots that came round: {slots}; held: {held}; hours of both sides: {hours}.",
        # refusals: tests/rules/results/test_sponsor.py
        "{name} is closed: its sponsor gets the closed evaluation.",
        "{name} begins on {day}: there is nothing to tell its sponsor yet.",
        "{name} is not closed. Its sponsor gets the closed evaluation, or one edition of the "
        "mid-point, which then stands: make that one first.",
        "The mid-point was told to the sponsor on {day}, and that edition stands: a second one "
        "would tell who changed between the two.",
    }
)  # fmt: skip


def tell(one: Case) -> str:
    """Everything that stands on the sponsor's page: closed, else an edition of the day."""
    view = one.view
    if not sponsor.has_edition(view):
        told = sponsor.mid_point_edition(view, one.on, with_names=False)
        fields = {**one.fields, "mid_point_edition": told}
        view = Case(one.records, one.on, fields).view
    report = report_of(view, "sponsor", one.on)
    lines = [report.title, report.about, *on_the_first_sheet(report.first)]
    for section in report.sections:
        lines += [section.title, *section.lines, section.small]
        lines += [" > ".join(quote) for quote in section.quotes]
        lines += [f"| {' | '.join(row)} |" for table in section.tables for row in table.rows]
    released = report_of(view, "sponsor", one.on, with_names=True)
    lines += [*released.first.decided, *(line for each in released.sections for line in each.lines)]
    return "\n".join(lines)


def kept(*values: float, people: int | None = 6, **fields: Any) -> Indicator:
    readings = tuple(Reading(on=day(n + 1), value=value) for n, value in enumerate(values))
    return Indicator(
        id="i", programme_id=PROGRAMME, name="scrap", readings=readings, people=people, **fields
    )


def closed(*records: Any, **fields: Any) -> Case:
    return case(*records, closed_on=TODAY, **fields)


OLD = Edition(kind="mid_point", on=TODAY, counts=(), slots=0, held=0, hours=0)
"""An edition from before it told of give-backs and steps."""

RELEASED = [
    Sentence(
        "Each stands here because those whose it is said that it may be told.",
        "Each stands here because those whose it is said that it may be told.",
        closed(form("anna", "senior", story="We found it.", consent="without_name")),
        closed(form("anna", "senior", story="We found it.")),
    ),
    Sentence(
        "What the programme set out to do. Which of it was reached is not counted here: a goal "
        "that is for everybody would tell of the few who are not there.",
        "What the programme set out to do. Which of it was reached is not counted here: a goal "
        "that is for everybody would tell of the few who are not there.",
        closed(goal(None, id="g", text="No more paper", attainment=-1, attainment_on=TODAY)),
        closed(goal("anna", id="g", text="No more paper", attainment=0, attainment_on=TODAY)),
    ),
    Sentence(
        "It cost between {low} and {high}, by the hours as they are told and what an hour costs.",
        "It cost between €0 and €200, by the hours as they are told and what an hour costs.",
        closed(costs=Costs(mentor_hour=20, senior_hour=40)),
        closed(),
    ),
    Sentence(
        "For all seniors: {skills}.", "For all seniors: Running remote meetings.",
        closed(standard_level={"video-meetings": 3}), closed(),
    ),
    Sentence(
        "Sessions of {{minutes}} minutes, every week.", "Sessions of 30 minutes, every 2 weeks.",
        closed(every_weeks=2), closed(), but_not="every 2 weeks",
    ),
    Sentence(
        "Sessions in which seniors gave something back: {back}; agreed steps that were tried: "
        "{steps}.",
        "Sessions in which seniors gave something back: fewer than 5; agreed steps that were "
        "tried: fewer than 5.",
        closed(),
        case(mid_point_edition=OLD),
    ),
]  # fmt: skip

SENTENCES = [
    *RELEASED,
    Sentence("{n} or more", "| 5 or more |", closed(), case(), but_not="| 5 or more |"),
    Sentence(
        "fewer than {n}", "took part | fewer than 10", closed(), case(kept(3)),
        but_not="were in the firm at the end | fewer than 5",
    ),
    Sentence(
        "{moment}, {day}", "the closed programme, 24 Apr 2026", closed(), case(),
        but_not="the closed programme",
    ),
    Sentence(
        "What was measured on fewer than five people, or where nobody says on how many, is too "
        "little to tell without telling on somebody.",
        "What was measured on fewer than five people, or where nobody says on how many, is too "
        "little to tell without telling on somebody.",
        closed(kept(3, people=4)),
        closed(kept(3, people=5)),
    ),
    Sentence(
        "Indicator {n} ({kind})", "| Indicator 1 (counted or measured) |", closed(kept(3)),
        closed(kept(3, people=None)),
    ),
    Sentence(
        "{n} person or more", "| 5 people or more |", closed(kept(3)), closed(kept(3, people=4))
    ),
    Sentence("not known", "| not known |", closed(kept(3.125)), closed(kept(3.125, 3.5))),
    Sentence(
        "not told", "| not told |", closed(kept(3, 4)), closed(kept(3.125, 3.5))
    ),
]  # fmt: skip


def test_a_number_that_is_nobody_is_told_as_it_was_typed() -> None:
    told = tell(closed(kept(3.125, 3.126)))
    assert "| 3.125 | 3.126 |" in told
    assert "| better |" in told
