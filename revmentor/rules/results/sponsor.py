"""What the sponsor is told: one edition, from which page, drawing, CSV and JSON are made.

Everybody who took part on a side is the whole, and who was seen at both moments means one thing.
A programme has two editions at most: one of the mid-point, which stands as it was told, and one of
the closed programme. What comes after the closing is in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.edition import (
    Direction,
    Edition,
    EditionKind,
    ToldCost,
    ToldCount,
    ToldIndicator,
    Topic,
)
from revmentor.model.errors import Refused
from revmentor.model.goal import Goal
from revmentor.model.indicator import Reading
from revmentor.model.rating import Moment
from revmentor.rules.programme_view import View
from revmentor.rules.results import (
    cost,
    findings,
    follow_ups,
    level_changes,
    released,
    side_changes,
)
from revmentor.rules.results.final_forms import forms_of
from revmentor.rules.results.findings import IndicatorChange
from revmentor.rules.results.privacy import (
    LEAST,
    in_fives,
    in_steps,
    may_be_told,
    step_of,
    whole_in_fives,
)
from revmentor.rules.results.sides import SIDES, people_of
from revmentor.rules.results.standard import standard_level

_GLAD = 9
"""From this score of ten on somebody would recommend the programme gladly."""


def has_edition(view: View) -> bool:
    """Tell whether the sponsor can be told without making an edition first."""
    return bool(view.programme.closed_on or view.programme.mid_point_edition)


def edition_on(view: View, today: date, *, with_names: bool) -> Edition:
    """Return the edition that is there, else the one of the mid-point that could be made today.

    Raises :class:`Refused` before the first day.
    """
    if has_edition(view):
        return edition(view, with_names=with_names)
    return mid_point_edition(view, today, with_names=with_names)


def edition(view: View, *, with_names: bool) -> Edition:
    """Return what the sponsor is told now: of the closed programme, else the mid-point's edition.

    ``with_names`` releases the typed words: names of programme and indicators, lessons, goals and
    cost; the mid-point's stands as it was told. Raises :class:`Refused` where neither is there.
    """
    closed_on = view.programme.closed_on
    if closed_on:
        return _edition(view, "closed", closed_on, with_names=with_names)
    if standing := view.programme.mid_point_edition:
        return standing
    raise Refused(
        _(
            "{name} is not closed. Its sponsor gets the closed evaluation, or one edition of the "
            "mid-point, which then stands: make that one first."
        ).format(name=view.programme.name)
    )


def mid_point_edition(view: View, today: date, *, with_names: bool) -> Edition:
    """Return a new edition of the mid-point; raises :class:`Refused` where one was told already.

    A second one of another day would tell by its difference what changed between the two.
    """
    if view.programme.closed_on:
        raise Refused(
            _("{name} is closed: its sponsor gets the closed evaluation.").format(
                name=view.programme.name
            )
        )
    if standing := view.programme.mid_point_edition:
        raise Refused(
            _(
                "The mid-point was told to the sponsor on {day}, and that edition stands: a second "
                "one would tell who changed between the two."
            ).format(day=plain_date(standing.on))
        )
    if today < view.programme.starts_on:
        raise Refused(
            _("{name} begins on {day}: there is nothing to tell its sponsor yet.").format(
                name=view.programme.name, day=plain_date(view.programme.starts_on)
            )
        )
    return _edition(view, "mid_point", today, with_names=with_names)


def _edition(view: View, kind: EditionKind, on: date, *, with_names: bool) -> Edition:
    logged, spent = findings.fidelity(view, on), findings.effort(view)
    hours = in_fives(int(spent.mentor_hours + spent.senior_hours)).low
    is_released = with_names and kind == "closed"
    indicators = [each for each in findings.indicators(view) if may_be_told(each.indicator)]
    return Edition(
        kind=kind,
        on=on,
        title=view.programme.name if with_names else None,
        counts=tuple(count for role in SIDES for count in _counts(view, role, kind, on)),
        slots=in_fives(logged.slots).low,
        held=in_fives(logged.held).low,
        hours=hours,
        indicators=tuple(_told(each, with_names=with_names) for each in indicators),
        kept_back=len(indicators) < len(findings.indicators(view)),
        give_backs=in_fives(level_changes.sessions_with_give_back(view)).low,
        steps_tried=in_fives(findings.steps_tried(view).tried).low,
        goals=_goals(view) if is_released else (),
        lessons=_lessons(view) if is_released else None,
        cost=_cost(view, hours) if is_released else None,
    )


def _goals(view: View) -> tuple[str, ...]:
    """Return all of the programme's own goals, and of none whether it was reached.

    A goal can be that all reach a level: where it were missing, the few who are not there are told.
    """
    return tuple(released.nameless(view, each.text) for each in view.goals_of(None))


def _lessons(view: View) -> str | None:
    lessons = view.programme.lessons
    return released.nameless(view, lessons) if lessons else None


def _is_reached(goal: Goal) -> bool:
    return goal.attainment is not None and goal.attainment >= 0


def _cost(view: View, hours: int) -> ToldCost | None:
    costs = view.programme.costs
    return cost.as_told(costs, hours) if costs else None


def _counts(view: View, role: Role, kind: EditionKind, on: date) -> Iterator[ToldCount]:
    """Yield every number of people of a side; each counts people whom it is good to be among."""
    end: Moment = "final" if kind == "closed" else "checkpoint"
    changed = side_changes.side_summary(view, role, end).counts
    low, high = whole_in_fives(len(people_of(view, role)))
    yield ToldCount(role=role, topic="took_part", at_least=low, under=high)
    yield _count(role, "seen_twice", changed.pairs)
    yield _count(role, "better", changed.improved)
    if kind == "mid_point":
        return
    if role == "senior" and view.programme.standard_level:
        yield _count(role, "at_standard_level", len(standard_level(view).reached))
    reached = [who for who in people_of(view, role) if any(map(_is_reached, view.goals_of(who)))]
    yield _count(role, "reached_goal", len(reached))
    scores = [form.would_recommend or 0 for form in forms_of(view, role)]
    yield _count(role, "recommends", sum(score >= _GLAD for score in scores))
    yield _count(role, "stayed", len(follow_ups.retention(view, role, on).stayed))


def _count(role: Role, topic: Topic, n: int) -> ToldCount:
    low, high = in_fives(n)
    return ToldCount(role=role, topic=topic, at_least=low, under=high)


def _told(change: IndicatorChange, *, with_names: bool) -> ToldIndicator:
    """Return an indicator as it is told: numbers that could be people are rounded down."""
    indicator = change.indicator
    people = indicator.people or 0
    step = step_of([each.value for each in change.readings], people)
    readings = tuple(_reading(each, step) for each in change.readings)
    return ToldIndicator(
        kind=indicator.kind,
        better=indicator.better,
        name=indicator.name if with_names else None,
        unit=indicator.unit if with_names else None,
        people=people - people % LEAST,
        in_steps=step is not None,
        readings=readings,
        target=indicator.target if step is None else None,
        direction=_direction(change, readings, step),
    )


def _direction(
    change: IndicatorChange, readings: Sequence[Reading], step: float | None
) -> Direction | None:
    """Return which way the numbers went as they are told; those of one step do not say."""
    if step is None or len(readings) < 2:
        return change.direction
    moved = readings[-1].value - readings[0].value
    return findings.direction_of(change.indicator.better, moved) if moved else None


def _reading(reading: Reading, step: float | None) -> Reading:
    if step is None:
        return reading
    return Reading(on=reading.on, value=in_steps(reading.value, step))


def released_words(edition: Edition) -> Sequence[str]:
    """Return the words that somebody typed and that stand on the sponsor's page, in its order."""
    of_indicators = ((each.name, each.unit) for each in edition.indicators)
    words = (
        edition.title,
        *(word for both in of_indicators for word in both),
        *edition.goals,
        edition.lessons,
    )
    return [word for word in words if word]


def rule() -> str:
    """Return the public rule by which the sponsor's numbers are told."""
    return _(
        "People are told in fives: “10 or more” is 10 to 14, “15 or more” 15 to 19, “fewer than 5” "
        "may be nobody; a side of fewer than 10 is not counted. Fewer are too few to tell without "
        "telling on somebody."
    )
