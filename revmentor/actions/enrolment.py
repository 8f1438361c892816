"""Take the people of a sheet into a file and its programme, in one commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Role
from revmentor.model.goal import Goal
from revmentor.model.import_row import Newcomer
from revmentor.model.participation import Participation
from revmentor.model.programme import Programme
from revmentor.model.rating import Rating
from revmentor.rules.goals import levels
from revmentor.rules.programme_view import View, current, skill_name
from revmentor.store.transaction import Transaction

USUAL_TARGET = 3
"""Routine tasks mostly alone: the level a wish becomes a goal with, until somebody changes it."""


@dataclass
class Enrolled:
    """What taking a sheet in added, and who stood there already (and was left as it is)."""

    programme: str
    begun: bool
    people: int = 0
    already: tuple[str, ...] = ()
    mentors: int = 0
    seniors: int = 0
    goals: int = 0


def first_monday(today: date) -> date:
    """Return the Monday two to three weeks ahead: time to write down the starting point."""
    return today + timedelta(days=21 - today.weekday())


def take_in(tx: Transaction, newcomers: Sequence[Newcomer]) -> Enrolled:
    """Add the people, let them take part, and turn what they wish into goals.

    A file without a programme gets one with the usual defaults. People already in the file are left
    as they are. What a mentor teaches becomes an offer and a starting level, what a senior gives an
    offer, what either wishes to learn a goal with level 3 (or the standard level) as its target.
    """
    programme = _programme(tx)
    view = tx.view_of(programme.id)
    already = _standing(tx, newcomers)
    people = [each.person for each in newcomers if each.person.id not in already]
    parts = _new_parts(view, newcomers)
    goals = [goal for newcomer, role in parts for goal in _goals(tx, view, newcomer, role)]
    tx.put(*people, *(_part(tx, view, newcomer, role) for newcomer, role in parts), *goals)
    mentors = [newcomer for newcomer, role in parts if role == "mentor"]
    for mentor in mentors:
        tx.put(*_levels(tx, view, mentor))
    enrolled = Enrolled(
        programme.name,
        begun=programme.id not in tx.standing.programmes,
        people=len(people),
        already=already,
        mentors=len(mentors),
        seniors=len(parts) - len(mentors),
        goals=len(goals),
    )
    if tx.is_empty:
        return enrolled
    what = ngettext("{n} person taken in", "{n} people taken in", enrolled.people)
    return tx.commit_as(what, enrolled, brought_in=True)


def _standing(tx: Transaction, newcomers: Sequence[Newcomer]) -> tuple[str, ...]:
    """Return who of a sheet is in the file already."""
    return tuple(each.person.id for each in newcomers if each.person.id in tx.standing.people)


def _new_parts(view: View, newcomers: Sequence[Newcomer]) -> list[tuple[Newcomer, Role]]:
    """Return the roles in which somebody of a sheet does not take part yet."""
    return [
        (newcomer, role)
        for newcomer in newcomers
        for role in newcomer.roles
        if (newcomer.person.id, role) not in view.participations
    ]


def _programme(tx: Transaction) -> Programme:
    """Return the programme people come into; one is begun where there is none."""
    standing = tx.view.programme if tx.programme_id else current(tx.standing)
    if standing is not None:
        return tx.open_view_of(standing.id).programme
    programme = tx.new(
        Programme,
        name=_("Reverse mentoring {year}").format(year=tx.today.year),
        starts_on=first_monday(tx.today),
        weeks=24,
    )
    tx.put(programme)
    return programme


def _part(tx: Transaction, view: View, newcomer: Newcomer, role: Role) -> Participation:
    offers = tuple(newcomer.teaches) if role == "mentor" else newcomer.exchanges
    if role == "senior" and "mentor" in newcomer.roles:
        offers = ()
    return tx.new(
        Participation,
        programme_id=view.programme.id,
        person_id=newcomer.person.id,
        role=role,
        offers=offers,
    )


def _goals(tx: Transaction, view: View, newcomer: Newcomer, role: Role) -> Iterator[Goal]:
    programme, person_id = view.programme, newcomer.person.id
    has_goal = {goal.skill_id for goal in view.goals_of(person_id)}
    for skill_id in newcomer.learns if role == "senior" else newcomer.exchanges:
        if skill_id not in has_goal:
            yield tx.new(
                Goal,
                programme_id=programme.id,
                person_id=person_id,
                text=skill_name(view.skills[skill_id]),
                skill_id=skill_id,
                target=max(USUAL_TARGET, programme.standard_level.get(skill_id, 0)),
                set_on=tx.today,
            )


def _levels(tx: Transaction, view: View, newcomer: Newcomer) -> Iterator[Rating]:
    person_id = newcomer.person.id
    for skill_id, level in newcomer.teaches.items():
        if view.rating(person_id, skill_id, "baseline"):
            continue
        if levels.refusal(view, person_id, "baseline", tx.today, None, tx.today):
            continue
        yield tx.new(
            Rating,
            programme_id=view.programme.id,
            person_id=person_id,
            skill_id=skill_id,
            level=level,
            moment="baseline",
            rated_by="coordinator",
            on=tx.today,
            evidence=_("as written in the sheet of people"),
        )
