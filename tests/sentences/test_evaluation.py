"""The Evaluation: each sentence over a table or under it, and a near case where it is not said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

from textual.content import Content

from revmentor.app.app import RevmentorApp
from revmentor.model.base import Role
from revmentor.model.programme import FollowUp
from revmentor.model.rating import Moment
from revmentor.model.session import Exchange, Step
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes
from screens.evaluation import details, summary
from tests.sentences.table import (
    AFTER,
    FORMS,
    GIULIA,
    Case,
    Sentence,
    both,
    case,
    empty,
    end,
    goals,
    learns,
    met,
    seen_by,
    start,
)
from tests.support.firm import (
    MENTORS,
    SENIORS,
    START,
    TODAY,
    day,
    form,
    goal,
    pair,
    person,
    rating,
)

WORDS = frozenset({"end", "now", "start", "not said"})


def tell(one: Case) -> str:
    """All that the Evaluation says over its tables and under each of their lines."""
    return "\n".join(content.plain for content in _all(one))


def _all(one: Case) -> Iterator[Content]:
    host, view = RevmentorApp(today=one.on), one.view
    sides: tuple[Role, ...] = ("senior", "mentor")
    moments: tuple[Moment, ...] = ("final", "checkpoint")
    for role, moment in product(sides, moments):
        yield from summary.of_levels(view, role, moment)
        for row in level_changes.changes(view, role, moment):
            yield from details.of_levels(host, view, role, row.person_id, row.skill_id, moment)
    yield from summary.of_exchange(view)
    yield from summary.of_goals(view)
    yield from summary.of_forms(host, view)
    yield from summary.of_closing(host, view)
    yield from _lines(host, view)


def _lines(host: RevmentorApp, view: View) -> Iterator[Content]:
    for one in view.snapshot.goals.values():
        yield from details.of_goal(view, one)
    for two in view.pairs:
        yield from details.of_pair(view, two)
    for who in view.seniors:
        yield from details.of_form(host, view, who, "senior")


# -- records ---------------------------------------------------------------------------------------


def half_way(who: str, level: int = 2, **fields: Any) -> Any:
    return rating(who, "video-meetings", level, "checkpoint", on=TODAY, **fields)


def answered(who: str, role: Any = "senior", **answers: Any) -> Any:
    return form(who, role, answers=answers)


def later(days: int, *follow_ups: FollowUp) -> Case:
    return learns(
        start("anna"), start("bruno"), on=AFTER + timedelta(days=days), closed_on=AFTER,
        follow_ups=follow_ups,
    )  # fmt: skip


def heard(kind: Any, days: int, **still_using: bool) -> FollowUp:
    return FollowUp(kind=kind, on=AFTER + timedelta(days=days), still_using=still_using)


STARTS = [start(who) for who in SENIORS]
STORY = (Exchange(text="a story"),)

OVER = [
    Sentence(
        "Nobody has a starting point in something to learn",
        "Nobody has a starting point in something to learn",
        learns(start("anna"), start("giulia", 4)),
        learns(start("anna"), *GIULIA),
    ),
    Sentence(
        "No end to compare for {n} person",
        "No end to compare for 1 person",
        learns(*seen_by("mentor")),
        learns(*seen_by("coordinator")),
    ),
    Sentence(
        "No checkpoint to compare for {n} person",
        "No checkpoint to compare for 1 person",
        learns(start("anna"), half_way("anna", rated_by="self")),
        learns(start("anna"), half_way("anna")),
    ),
    Sentence(
        "{better} better, {same} the same, {worse} lower, of {n}",
        "1 better, 0 the same, 0 lower, of 1",
        learns(*both("anna")),
        learns(start("anna")),
    ),
    Sentence("{n} not compared", "1 not compared: 1 to 2 of 2 better",
             learns(*both("bruno"), *seen_by("mentor")),
             learns(*both("bruno"), *seen_by("coordinator")), but_not="1 not compared: 1 to 2"),
    Sentence("{low} to {high} of {of} better", "0 to 1 of 2 better",
             learns(*both("bruno", 2, 2), start("anna")),
             learns(*both("bruno"), *both("anna")), but_not="0 to 1 of 2 better"),
    Sentence("median {n} levels a skill", "median 2 levels a skill", learns(*both("anna")),
             learns(start("anna"))),
    Sentence("{n} down in a skill", "1 down in a skill", learns(*both("anna", 3, 2)),
             learns(*both("anna", 2, 2))),
    Sentence(
        "No session was held so far; the mid-point is week {week}",
        # the week in which Today has the mid-point begin
        "No session was held so far; the mid-point is week 13",
        case(*met(status="moved")),
        case(*met()),
    ),
    Sentence(
        "{{held}} of {n} session held so far; the mid-point is week {{week}}",
        "0 of 1 session held so far; the mid-point is week 13",
        case(*met(status="missed")),
        case(),
    ),
    Sentence("No session was held", "No session was held", case(pair("giulia", "anna")),
             case(*met())),
    Sentence("{n} give-back", "1 give-back in 1 session; in 1 of 1 pair",
             case(*met(received=STORY)), case(pair("giulia", "anna"))),
    Sentence(" in {n} session; ", "0 give-backs in 1 session; in 0 of 1 pair", case(*met()),
             case(*met(status="missed"))),
    Sentence("in {{k}} of {n} pair", "in 0 of 2 pairs", case(*met(), pair("luca", "bruno")),
             case(pair("giulia", "anna"))),
    Sentence("Mentors, better now", "Mentors, better now: explaining 1 of 1",
             case(answered("luca", "mentor", confidence_before=2, confidence_after=3)),
             case(answered("luca", "mentor", confidence_before=2))),
    Sentence("Seniors, better now", "Seniors, better now: at ease 0 of 1 (1 lower)",
             case(answered("anna", ease_before=3, ease_after=2)),
             case(answered("anna", ease_before=3))),
    Sentence("{what} {k} of {n}", "at ease 1 of 1",
             case(answered("anna", ease_before=3, ease_after=4)),
             case(answered("anna", ease_before=3)), but_not="at ease"),
    Sentence("{n} lower", "(1 lower)",
             case(answered("anna", ease_before=3, ease_after=2)),
             case(answered("anna", ease_before=3, ease_after=3)), but_not="(1 lower)"),
    Sentence("No goal was written down", "No goal was written down", case(), case(goal("anna"))),
    Sentence("{n} of {of} judged", "0 of 1 judged", case(*goals(1, 1, None)), case(),
             but_not="0 of 1 judged"),
    Sentence("{n} of {of} judged, {reached} of them reached", "1 of 1 judged, 0 of them reached",
             case(*goals(1, 1, -1)), case(*goals(1, 1, None))),
    Sentence("Over {goals} goals of {people} people the mean T is {t}: probably too easy.",
             "Over 10 goals of 5 people the mean T is 74.8: probably too easy.",
             case(*goals(2, 5, 2)), case(*goals(2, 5, 0))),
    Sentence("Over {goals} goals of {people} people the mean T is {t}: probably too hard.",
             "Over 10 goals of 5 people the mean T is 25.2: probably too hard.",
             case(*goals(2, 5, -2)), case(*goals(3, 3, -2))),
    Sentence("{n} of {of} forms are here", "1 of 7 forms are here", case(form("anna", "senior")),
             empty()),
    Sentence("{answers} shows every answer", "j shows every answer", case(form("anna", "senior")),
             empty()),
    Sentence("{n} of {of} agreed steps tried", "1 of 1 agreed steps tried",
             case(*met(steps=(Step(senior_id="anna", text="dictate", done="yes"),))),
             case(*met(steps=(Step(senior_id="anna", text="dictate", decision="later"),)))),
    Sentence("median {n} minutes a week saved ({k} of {of} said)",
             "median 20 minutes a week saved (1 of 5 said)",
             case(answered("anna", minutes_saved=20)), case(answered("anna", minutes_saved="?"))),
    Sentence("{n} of {of} used a tool in the week before", "0 of 1 used a tool in the week before",
             case(answered("anna", tools_used="none")), case(answered("anna", tools_used=" "))),
    Sentence("{n} certificate", "1 certificate", learns(end("anna", rated_by="certificate")),
             learns(start("anna", rated_by="certificate")), but_not="1 certificate"),
    Sentence("In the firm on {day}: {counts}", "In the firm on 19 Jul 2026: 5 of 5 seniors",
             case(*(person(who, left_on=START) for who in MENTORS), on=day(25)), case()),
    Sentence("Missing to close: {list}", "Missing to close: the decision",
             case(*FORMS, lessons="begin earlier"),
             case(*FORMS, lessons="begin earlier", decision="stop")),
    Sentence("Nothing is missing: {close} closes the programme",
             "Nothing is missing: a c closes the programme",
             case(*FORMS, lessons="begin earlier", decision="stop"),
             case(*FORMS[1:], lessons="begin earlier", decision="stop")),
    Sentence("60 days later {n} of {of} still use it",
             "60 days later 1 of 1 still use it · 1 not reached",
             later(70, heard("60_days", 65, anna=True)), later(70, heard("60_days", 65))),
    Sentence("Six months later {n} of {of} still use it", "Six months later 1 of 2 still use it",
             later(200, heard("6_months", 190, anna=True, bruno=False)),
             later(200, heard("6_months", 190))),
    Sentence("{when}: nobody answered", "60 days later: nobody answered · 2 not reached",
             later(70, heard("60_days", 65)), later(70, heard("60_days", 65, anna=False))),
    Sentence("{n} not reached", "1 not reached", later(70, heard("60_days", 65, anna=True)),
             later(70, heard("60_days", 65, anna=True, bruno=True))),
    Sentence("A follow-up waits: {follow_up} writes down who still uses it",
             "A follow-up waits: a w writes down who still uses it", later(70), later(59)),
]  # fmt: skip

UNDER = [
    Sentence("no starting point", "no starting point", learns(end("anna"), *STARTS[1:]),
             learns(*STARTS)),
    Sentence("another rater’s and not compared", ", another rater’s and not compared",
             learns(*seen_by("mentor")), learns(*seen_by("coordinator"))),
    Sentence("{level} on {day}, {who}", "1 on 26 Jan 2026, coordinator", learns(start("anna")),
             learns()),
    Sentence("seen afterwards the start was {level}", "seen afterwards the start was 0",
             learns(*both("anna"), rating("anna", "video-meetings", 0, "then", rated_by="self")),
             learns(*both("anna"))),
    Sentence("no end yet: enter and a digit rate it, {tasks} ticks the tasks",
             "no end yet: enter and a digit rate it, t ticks the tasks", learns(start("anna")),
             learns(start("anna"), closed_on=TODAY)),
    Sentence("no checkpoint yet: enter and a digit rate it, {tasks} ticks the tasks",
             "no checkpoint yet: enter and a digit rate it, t ticks the tasks",
             learns(start("anna")),
             learns(*(each for who in SENIORS for each in (start(who), half_way(who))))),
    Sentence("no end was written down", "no end was written down",
             learns(start("anna"), closed_on=TODAY), learns(start("anna"))),
    Sentence("the own rating is the same as that of others",
             "the own rating is the same as that of others",
             learns(start("anna"), start("anna", rated_by="self")), learns(start("anna"))),
    Sentence("the own rating is {n} above that of others",
             "the own rating is 2 above that of others",
             learns(start("anna"), start("anna", 3, rated_by="self")),
             learns(start("anna"), start("anna", rated_by="self"))),
    Sentence("the own rating is {n} below that of others",
             "the own rating is 1 below that of others",
             learns(start("anna"), start("anna", 0, rated_by="self")),
             learns(start("anna"), start("anna", rated_by="self"))),
    Sentence("{name}: {rated} of {of} goals judged; T stands from three on",
             "Anna De Luca: 2 of 2 goals judged; T stands from three on", case(*goals(2, 1, 0)),
             case(*goals(3, 1, 0))),
    Sentence("{name}: T {t}, {rated} of {of} goals judged (50 is as agreed)",
             "Anna De Luca: T 50, 3 of 3 goals judged (50 is as agreed)", case(*goals(3, 1, 0)),
             case(*goals(2, 1, 0))),
    Sentence("no final form was written down", "no final form was written down",
             case(closed_on=TODAY), case()),
    Sentence("no final form yet: enter or {final_form} writes it down",
             "no final form yet: enter or f writes it down", case(), case(closed_on=TODAY)),
    Sentence("{name} gained", "Anna gained", case(pair("giulia", "anna")), case()),
    Sentence("as {name} saw it", "as Giulia saw it", case(pair("giulia", "anna")), case()),
]  # fmt: skip

MEANING = [
    Sentence("better, lower: mean change over the skills that one kind of rater saw twice",
             "better, lower: mean change over the skills that one kind of rater saw twice",
             learns(*both("anna")), learns(start("anna"))),
]  # fmt: skip

SENTENCES = [*OVER, *UNDER, *MEANING]


def test_the_line_shows_the_two_ratings_that_are_compared() -> None:
    told = tell(learns(*both("anna"), end("anna", 5, rated_by="self")))
    assert "1 on 26 Jan 2026, coordinator → 3 on 24 Apr 2026, coordinator · " in told


def test_an_arrow_leads_from_a_start_to_an_end_only() -> None:
    told = tell(learns(start("anna"), start("anna", 3, rated_by="self")))
    assert "→ the own rating" not in told
