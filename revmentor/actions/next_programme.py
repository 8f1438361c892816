"""The next programme, begun from one that is closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import Record, Role
from revmentor.model.errors import Refused
from revmentor.model.goal import Goal
from revmentor.model.participation import Participation
from revmentor.model.programme import Programme
from revmentor.rules.goals import levels
from revmentor.rules.programme_view import View
from revmentor.rules.results import next_programme
from revmentor.store.transaction import Transaction


def begin_next(
    tx: Transaction,
    *,
    name: str,
    starts_on: date,
    seniors: Sequence[str],
    mentors: Sequence[str],
) -> Programme:
    """Begin a programme from a closed one, in one commit: its rules, people and levels kept.

    Each person's last level in a skill is the new starting point, with the day and the rater it
    was seen by. Goals not reached in a role go along with it. Who was a senior and is a mentor now
    offers the digital skills held well enough to show others. Refused while the old one is open,
    with nobody, for somebody on both lists, and where the new one would begin before the old one
    ended or before a level that goes along was seen.
    """
    view, old = tx.view, tx.view.programme
    _refuse_start(view, starts_on, [*seniors, *mentors])
    _refuse_people(view, seniors, mentors)
    if not name:
        raise Refused(_("A programme needs a name."), field="name")
    programme = tx.copy(
        old,
        name=name,
        starts_on=starts_on,
        closed_on=None,
        lessons=None,
        decision=None,
        follow_ups=(),
        costs=msgspec.structs.replace(old.costs, external=0.0) if old.costs else None,
        extra={},
    )
    tx.put(programme, *_goals(tx, view, programme, None))
    for person_id in mentors:
        tx.put(*_of_person(tx, view, programme, person_id, "mentor"))
    for person_id in seniors:
        tx.put(*_of_person(tx, view, programme, person_id, "senior"))
    what = _("programme {name} begun from {old}").format(name=name, old=old.name)
    return tx.commit_as(what, programme)


def _refuse_start(view: View, starts_on: date, people: Sequence[str]) -> None:
    old = view.programme
    if old.closed_on is None:
        raise Refused(_("Close {name} first; the next begins from its end.").format(name=old.name))
    if starts_on <= old.closed_on:
        raise Refused(
            _("{name} was closed on {day}; the next begins after it.").format(
                name=old.name, day=plain_date(old.closed_on)
            ),
            field="starts_on",
        )
    last = next_programme.last_rated(view, people)
    if last and starts_on < last:
        raise Refused(
            _("A level was seen on {day}; the next programme begins from it, not before.").format(
                day=plain_date(last)
            ),
            field="starts_on",
        )


def _refuse_people(view: View, seniors: Sequence[str], mentors: Sequence[str]) -> None:
    _refuse_departed(view, seniors, field="seniors")
    _refuse_departed(view, mentors, field="mentors")
    if not seniors and not mentors:
        raise Refused(_("Tick at least one person."), field="seniors")
    _refuse_on_both_sides(view, seniors, mentors)


def _refuse_departed(view: View, people: Sequence[str], *, field: str) -> None:
    for person_id in people:
        person = view.snapshot.people.get(person_id)
        if person is not None and person.left_on is not None:
            text = (
                _("{name} has left the firm.")
                if person.has_left_by(view.today)
                else _("{name} leaves the firm on {day}.")
            )
            told = text.format(name=view.name(person_id), day=plain_date(person.left_on))
            raise Refused(told, field=field)


def _refuse_on_both_sides(view: View, seniors: Sequence[str], mentors: Sequence[str]) -> None:
    if both := [each for each in mentors if each in seniors]:
        raise Refused(
            _("{name} is ticked on both sides; choose one of them here.").format(
                name=view.name(both[0])
            ),
            field="mentors",
        )


def _of_person(
    tx: Transaction, view: View, programme: Programme, person_id: str, role: Role
) -> Iterator[Record]:
    """Yield the part of a person in the new programme, the levels, and the goals of the role."""
    before = view.participations.get((person_id, role))
    offers = {each.person_id: each.offers for each in next_programme.candidates(view)}
    yield tx.new(
        Participation,
        programme_id=programme.id,
        person_id=person_id,
        role=role,
        min_seniors=before.min_seniors if before else None,
        max_seniors=before.max_seniors if before else None,
        slot=before.slot if before else None,
        offers=before.offers if before else offers.get(person_id, ()),
        avoids=before.avoids if before else (),
    )
    for rating in next_programme.levels_now(view, person_id).values():
        yield tx.copy(rating, programme_id=programme.id, moment="baseline", extra={})
    if before:
        yield from _goals(tx, view, programme, person_id, role)


def _goes_along(view: View, person_id: str, role: Role | None, goal: Goal) -> bool:
    """Tell whether a person's goal was not reached, and is one of a role."""
    if goal.attainment is not None and goal.attainment >= 0:
        return False
    return not goal.skill_id or levels.goal_role(view, person_id, goal.skill_id) == role


def _goals(
    tx: Transaction,
    view: View,
    programme: Programme,
    person_id: str | None,
    role: Role | None = None,
) -> Iterator[Goal]:
    """Yield the goals that were not reached; of the programme all of them, to be read anew."""
    for goal in view.goals_of(person_id):
        if person_id and not _goes_along(view, person_id, role, goal):
            continue
        partly = goal.attainment_said == "partly"
        yield tx.copy(
            goal,
            programme_id=programme.id,
            starting_point=(goal.attainment_note if partly else None) or goal.starting_point,
            baseline_score=-1 if partly else goal.baseline_score,
            due_on=None,
            attainment=None,
            attainment_on=None,
            attainment_note=None,
            attainment_said=None,
            extra={},
        )
