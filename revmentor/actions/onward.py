"""The next programme, begun from one that is closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import Record, Role
from revmentor.model.errors import Refused
from revmentor.model.participation import Participation
from revmentor.model.programme import Programme
from revmentor.rules.goals import levels
from revmentor.rules.programme_view import View
from revmentor.rules.results import next_programme
from revmentor.store.workspace import Workspace


def begin_next(
    workspace: Workspace,
    programme_id: str,
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
    view = workspace.view(programme_id)
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
    last = next_programme.last_rated(view, [*seniors, *mentors])
    if last and starts_on < last:
        raise Refused(
            _("A level was seen on {day}; the next programme begins from it, not before.").format(
                day=plain_date(last)
            ),
            field="starts_on",
        )
    people = workspace.snapshot.people
    for each in (*seniors, *mentors):
        if each in people and people[each].left_on is not None:
            raise Refused(
                _("{name} has left the firm.").format(name=view.name(each)),
                field="seniors" if each in seniors else "mentors",
            )
    if not name:
        raise Refused(_("A programme needs a name."), field="name")
    if not seniors and not mentors:
        raise Refused(_("Tick at least one person."), field="seniors")
    if both := [each for each in mentors if each in seniors]:
        raise Refused(
            _("{name} is ticked on both sides; choose one of them here.").format(
                name=view.name(both[0])
            ),
            field="mentors",
        )
    programme = msgspec.structs.replace(
        old,
        id=workspace.new_id("programmes"),
        name=name,
        starts_on=starts_on,
        closed_on=None,
        lessons=None,
        decision=None,
        follow_ups=(),
        costs=msgspec.structs.replace(old.costs, external=0.0) if old.costs else None,
        extra={},
    )
    maker = _Maker(workspace, view, programme)
    roles: list[tuple[str, Role]] = [(each, "mentor") for each in mentors]
    roles += [(each, "senior") for each in seniors]
    records = [record for who, role in roles for record in maker.of_person(who, role)]
    workspace.commit(
        _("programme {name} begun from {old}").format(name=name, old=old.name),
        put=[programme, *maker.goals_of(None), *records],
    )
    return programme


class _Maker:
    """Makes the records that go along."""

    def __init__(self, workspace: Workspace, view: View, programme: Programme) -> None:
        self.workspace, self.view, self.programme = workspace, view, programme
        self.given: dict[str, int] = {}
        self.offers = {each.person_id: each.offers for each in next_programme.candidates(view)}

    def new_id(self, table: str) -> str:
        taken = self.given.get(table, 0)
        self.given[table] = taken + 1
        return self.workspace.new_id(table, taken)

    def of_person(self, person_id: str, role: Role) -> Iterator[Record]:
        before = self.view.participations.get((person_id, role))
        yield Participation(
            id=self.new_id("participations"),
            programme_id=self.programme.id,
            person_id=person_id,
            role=role,
            min_seniors=before.min_seniors if before else None,
            max_seniors=before.max_seniors if before else None,
            slot=before.slot if before else None,
            offers=before.offers if before else self.offers.get(person_id, ()),
            avoids=before.avoids if before else (),
        )
        yield from self.levels_of(person_id)
        if before:
            yield from self.goals_of(person_id, role)

    def levels_of(self, person_id: str) -> Iterator[Record]:
        for rating in next_programme.levels_now(self.view, person_id).values():
            yield msgspec.structs.replace(
                rating,
                id=self.new_id("ratings"),
                programme_id=self.programme.id,
                moment="baseline",
                extra={},
            )

    def goals_of(self, person_id: str | None, role: Role | None = None) -> Iterator[Record]:
        """Yield the goals that were not reached; of the programme all of them, to be read anew."""
        for goal in self.view.goals_of(person_id):
            reached = goal.attainment is not None and goal.attainment >= 0
            if person_id and reached:
                continue
            of_role = not (person_id and goal.skill_id) or (
                levels.goal_role(self.view, person_id, goal.skill_id) == role
            )
            if not of_role:
                continue
            partly = goal.attainment_said == "partly"
            yield msgspec.structs.replace(
                goal,
                id=self.new_id("goals"),
                programme_id=self.programme.id,
                starting_point=(goal.attainment_note if partly else None) or goal.starting_point,
                baseline_score=-1 if partly else goal.baseline_score,
                due_on=None,
                attainment=None,
                attainment_on=None,
                attainment_note=None,
                attainment_said=None,
                extra={},
            )
