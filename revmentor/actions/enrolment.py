"""Take the people of a sheet into a file and its programme, in one commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from revmentor.actions.programmes import open_view
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Record, Role
from revmentor.model.goal import Goal
from revmentor.model.import_row import Newcomer
from revmentor.model.participation import Participation
from revmentor.model.programme import Programme
from revmentor.model.rating import Rating
from revmentor.rules.goals import levels
from revmentor.rules.programme_view import View, name_of
from revmentor.store.workspace import Workspace

USUAL_TARGET = 3
"""Routine tasks mostly alone: the level a wish becomes a goal with, until somebody changes it."""


@dataclass(frozen=True)
class Enrolled:
    """What taking a sheet in added, and who stood there already (and was left as it is)."""

    people: int
    already: tuple[str, ...]
    mentors: int
    seniors: int
    goals: int
    programme: str
    begun: bool


def first_monday(today: date) -> date:
    """Return the Monday two to three weeks ahead: time to write down the starting point."""
    return today + timedelta(days=21 - today.weekday())


def take_in(
    workspace: Workspace,
    newcomers: Sequence[Newcomer],
    *,
    today: date,
    programme_id: str = "",
    dry_run: bool = False,
) -> Enrolled:
    """Add the people, let them take part, and turn what they wish into goals.

    A file without a programme gets one with the usual defaults. People already in the file are left
    as they are. What a mentor teaches becomes an offer and a starting level, what a senior gives an
    offer, what either wishes to learn a goal with level 3 (or the standard level) as its target.
    """
    standing = (
        workspace.view(programme_id).programme if programme_id else workspace.current_programme()
    )
    maker = _Maker(workspace, standing, today)
    for newcomer in newcomers:
        maker.add(newcomer)
    if dry_run:
        workspace.check(put=maker.records)
    elif maker.records:
        workspace.commit(
            ngettext("{n} person taken in", "{n} people taken in", maker.people),
            put=maker.records,
            brought_in=True,
        )
    return Enrolled(
        maker.people,
        tuple(maker.already),
        maker.roles["mentor"],
        maker.roles["senior"],
        maker.goals,
        maker.programme.name,
        standing is None,
    )


class _Maker:
    """Collects the records of one sheet."""

    def __init__(self, workspace: Workspace, standing: Programme | None, today: date) -> None:
        self.workspace = workspace
        self.today = today
        self.records: list[Record] = []
        self.given: dict[str, int] = {}
        self.people = self.goals = 0
        self.roles: dict[Role, int] = {"mentor": 0, "senior": 0}
        self.already: list[str] = []
        self.view: View | None = None
        if standing is None:
            self.programme = Programme(
                id=self.new_id("programmes"),
                name=_("Reverse mentoring {year}").format(year=today.year),
                starts_on=first_monday(today),
                weeks=24,
            )
            self.records.append(self.programme)
        else:
            self.view = open_view(workspace, standing.id)
            self.programme = standing

    def new_id(self, table: str) -> str:
        taken = self.given.get(table, 0)
        self.given[table] = taken + 1
        return self.workspace.new_id(table, taken)

    def add(self, newcomer: Newcomer) -> None:
        person = newcomer.person
        if person.id in self.workspace.snapshot.people:
            self.already.append(person.id)
        else:
            self.people += 1
            self.records.append(person)
        for role in newcomer.roles:
            if self.view is None or (person.id, role) not in self.view.participations:
                self.roles[role] += 1
                self.records.extend(self._part(newcomer, role))

    def _part(self, newcomer: Newcomer, role: Role) -> Iterator[Record]:
        person_id = newcomer.person.id
        offers = tuple(newcomer.teaches) if role == "mentor" else newcomer.exchanges
        if role == "senior" and "mentor" in newcomer.roles:
            offers = ()
        yield Participation(
            id=self.new_id("participations"),
            programme_id=self.programme.id,
            person_id=person_id,
            role=role,
            offers=offers,
        )
        wishes = newcomer.learns if role == "senior" else newcomer.exchanges
        for skill_id in wishes:
            if self._has_goal(person_id, skill_id):
                continue
            self.goals += 1
            yield Goal(
                id=self.new_id("goals"),
                programme_id=self.programme.id,
                person_id=person_id,
                text=name_of(self.workspace.skills[skill_id]),
                skill_id=skill_id,
                target=max(USUAL_TARGET, self.programme.standard_level.get(skill_id, 0)),
                set_on=self.today,
            )
        if role == "mentor":
            yield from self._levels(newcomer)

    def _has_goal(self, person_id: str, skill_id: str) -> bool:
        goals = self.view.goals_of(person_id) if self.view else []
        return any(goal.skill_id == skill_id for goal in goals)

    def _levels(self, newcomer: Newcomer) -> Iterator[Record]:
        for skill_id, level in newcomer.teaches.items():
            person_id = newcomer.person.id
            old = self.view.rating(person_id, skill_id, "baseline") if self.view else None
            if old or (
                self.view
                and levels.refusal(self.view, person_id, "baseline", self.today, None, self.today)
            ):
                continue
            yield Rating(
                id=self.new_id("ratings"),
                programme_id=self.programme.id,
                person_id=person_id,
                skill_id=skill_id,
                level=level,
                moment="baseline",
                rated_by="coordinator",
                on=self.today,
                evidence=_("as written in the sheet of people"),
            )
