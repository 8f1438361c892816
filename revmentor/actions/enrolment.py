"""Take the people of a sheet into a file and its programme, in one commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, get_args

import msgspec

from revmentor.actions.people import end_stay
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Record, Role
from revmentor.model.case import Case
from revmentor.model.goal import Goal
from revmentor.model.import_row import Newcomer, RowOutcome
from revmentor.model.participation import Participation, Recruiting
from revmentor.model.programme import Programme
from revmentor.model.rating import Rating
from revmentor.model.skill import Skill
from revmentor.model.text import shown
from revmentor.rules.differences import changed_fields
from revmentor.rules.goals import levels
from revmentor.rules.launch import recruiting
from revmentor.rules.programme_view import View, current, skill_name
from revmentor.store.transaction import Transaction

USUAL_TARGET = 3
"""Routine tasks mostly alone: the level a wish becomes a goal with, until somebody changes it."""
_MOST = 4000
"""The letters of the longest text of a case."""
_RANK_WEIGHTS = (3, 2)
"""What the first wishes of an order weigh; the others weigh as every goal does."""


class Enrolled(msgspec.Struct):
    """What taking a sheet in added and changed, row by row."""

    programme: str
    begun: bool
    outcomes: tuple[RowOutcome, ...] = ()
    people: int = 0
    mentors: int = 0
    seniors: int = 0
    goals: int = 0

    @property
    def changed(self) -> int:
        """How many people of the file the sheet changed."""
        return sum(1 for outcome in self.outcomes if outcome.state == "changed")

    @property
    def already(self) -> tuple[str, ...]:
        """Who of the sheet stood in the file, just as the sheet says."""
        return tuple(each.person_id for each in self.outcomes if each.state == "same")


def first_monday(today: date) -> date:
    """Return the Monday two to three weeks ahead: time to write down the starting point."""
    return today + timedelta(days=21 - today.weekday())


def take_in(tx: Transaction, newcomers: Sequence[Newcomer]) -> Enrolled:
    """Bring the people of a sheet in, as :func:`enrol` says, in one commit."""
    return finish(tx, enrol(tx, newcomers))


def enrol(
    tx: Transaction,
    newcomers: Sequence[Newcomer],
    *,
    new_skills: Sequence[Skill] = (),
    columns: Mapping[str, str] | None = None,
    settled: Mapping[str, str] | None = None,
) -> Enrolled:
    """Put the people of a sheet in, change those who are here, and turn wishes into goals.

    A file without a programme gets one with the usual defaults. What a mentor teaches becomes an
    offer and, where a level is said, a starting level, what a senior gives an offer, what either
    wishes to learn a goal with level 3 (or the standard level) as its target; a starting level and
    a goal that stand are left alone. ``columns`` is what the firm's headings hold, and
    ``settled`` what was answered about its sheets, kept for the next one. Nothing is written
    before :func:`finish`.
    """
    programme = _programme(tx)
    tx.put(*new_skills)
    _remember(tx, columns=columns, settled=settled)
    before, standing = tx.view_of(programme.id), tx.standing.people
    tx.put(*(each.person for each in newcomers if standing.get(each.person.id) != each.person))
    tx.put(*(record for each in newcomers for record in _enrolled(tx, before, each)))
    for newcomer in newcomers:
        if newcomer.leaves_on is not None:
            end_stay(tx, newcomer.person.id, on=newcomer.leaves_on, reason=None)
    return _told(tx, programme, before, newcomers)


def _remember(tx: Transaction, **known: Mapping[str, str] | None) -> None:
    """Keep with the firm what is known of its sheets, where that is other than what it keeps."""
    firm = tx.standing.firm
    other = {
        name: dict(each)
        for name, each in known.items()
        if each is not None and dict(each) != dict(getattr(firm, name))
    }
    if other:
        tx.set_firm(msgspec.structs.replace(firm, **other))


def leave_open(tx: Transaction, source: str, doubts: Sequence[str]) -> None:
    """Put the doubts that a sheet leaves open on the coordinator's list, as one case."""
    programme = _programme(tx)
    text = ngettext(
        "{{source}}: {n} doubt stayed open.", "{{source}}: {n} doubts stayed open.", len(doubts)
    ).format(source=shown(source))
    whole = "\n".join([text, *doubts])
    case = tx.new(
        Case, programme_id=programme.id, opened_on=tx.today, due_on=tx.today, text=whole[:_MOST]
    )
    tx.put(case)


def finish(tx: Transaction, enrolled: Enrolled) -> Enrolled:
    """Write what was enrolled; a sheet that changes nothing writes nothing."""
    if tx.is_empty:
        return enrolled
    if enrolled.people or not enrolled.changed:
        what = ngettext("{n} person taken in", "{n} people taken in", enrolled.people)
    else:
        what = ngettext("{n} person changed", "{n} people changed", enrolled.changed)
    return tx.commit_as(what, enrolled, brought_in=True)


def _enrolled(tx: Transaction, before: View, newcomer: Newcomer) -> Iterator[Record]:
    """Yield what lets somebody take part as the sheet says: roles, goals and starting levels."""
    for role in newcomer.roles:
        yield from _goals(tx, before, newcomer, role)
        standing = _standing(before, newcomer, role)
        part = _part(tx, before, newcomer, role, standing)
        if part != standing:
            yield part
        if role == "mentor":
            yield from _levels(tx, before, newcomer)


def _standing(before: View, newcomer: Newcomer, role: Role) -> Participation | None:
    """Return the participation that the sheet adds to: in the role, or in the one it replaces."""
    own = before.participations.get((newcomer.person.id, role))
    if own is not None or not newcomer.replaces_role:
        return own
    parts = before.participations.items()
    return next((part for (who, _role), part in parts if who == newcomer.person.id), None)


def _told(
    tx: Transaction, programme: Programme, before: View, newcomers: Sequence[Newcomer]
) -> Enrolled:
    """Return what came of each row, and how much in all."""
    after = tx.view_of(programme.id)
    new_parts = after.participations.keys() - before.participations.keys()
    return Enrolled(
        programme.name,
        begun=programme.id not in tx.standing.programmes,
        outcomes=tuple(_outcome(tx, before, after, each) for each in newcomers),
        people=sum(1 for each in newcomers if each.person.id not in tx.standing.people),
        mentors=sum(1 for _who, role in new_parts if role == "mentor"),
        seniors=sum(1 for _who, role in new_parts if role == "senior"),
        goals=len(tx.snapshot.goals) - len(tx.standing.goals),
    )


def _outcome(tx: Transaction, before: View, after: View, newcomer: Newcomer) -> RowOutcome:
    person_id = newcomer.person.id
    was, now = tx.standing.people.get(person_id), tx.snapshot.people[person_id]
    if was is None:
        return RowOutcome(newcomer.row, person_id, "new")
    changes = changed_fields(was, now)
    roles = _roles(before, person_id), _roles(after, person_id)
    if roles[0] != roles[1]:
        changes["roles"] = roles
    for role in newcomer.roles:
        old = before.participations.get((person_id, role))
        if old is not None:
            changes |= _changed(old, after.participations[person_id, role])
    goals = _goal_skills(before, person_id), _goal_skills(after, person_id)
    if goals[0] != goals[1]:
        changes["goals"] = goals
    rated = _rated_skills(before, newcomer), _rated_skills(after, newcomer)
    if rated[0] != rated[1]:
        changes["levels"] = rated
    return RowOutcome(newcomer.row, person_id, "changed" if changes else "same", changes)


def _changed(old: Participation, new: Participation) -> dict[str, tuple[object, object]]:
    """Return what a sheet changed of a participation, what came of asking in plain values."""
    changes = changed_fields(old, new)
    if changes.pop("recruiting", None):
        for name in ("state", "ask_again_on"):
            was, now = (getattr(each.recruiting, name, None) for each in (old, new))
            if was != now:
                changes["recruiting" if name == "state" else name] = (was, now)
    return changes


def _roles(view: View, person_id: str) -> list[str]:
    return [role for role in sorted(get_args(Role)) if (person_id, role) in view.participations]


def _goal_skills(view: View, person_id: str) -> list[str]:
    return [goal.skill_id for goal in view.goals_of(person_id) if goal.skill_id]


def _rated_skills(view: View, newcomer: Newcomer) -> list[str]:
    """Return of which skills that somebody teaches a starting level stands."""
    person_id = newcomer.person.id
    return [each for each in newcomer.teaches if view.rating(person_id, each, "baseline")]


def _programme(tx: Transaction) -> Programme:
    """Return the programme people come into; one is begun where there is none."""
    standing = tx.view.programme if tx.programme_id else current(tx.snapshot)
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


def _part(
    tx: Transaction, view: View, newcomer: Newcomer, role: Role, standing: Participation | None
) -> Participation:
    """Return a participation as the sheet leaves it: what it says is added to what stands."""
    part = standing or tx.new(
        Participation, programme_id=view.programme.id, person_id=newcomer.person.id, role=role
    )
    said: dict[str, Any] = {
        "role": role,
        "offers": _united(part.offers, _offers(newcomer, role)),
        "prefers": _united(part.prefers, newcomer.prefers),
        "avoids": _united(part.avoids, newcomer.avoids),
        "offers_said": newcomer.offers_said or part.offers_said,
        "wishes_said": newcomer.wishes_said or part.wishes_said,
    }
    if newcomer.recruiting:
        said["recruiting"] = _recruiting(tx, view, part, newcomer)
    if role == "mentor":
        said["slot"] = newcomer.slot or part.slot
        if newcomer.max_seniors is not None:
            said["max_seniors"] = newcomer.max_seniors
    return msgspec.structs.replace(part, **said)


def _recruiting(tx: Transaction, view: View, part: Participation, newcomer: Newcomer) -> Recruiting:
    """Return what came of asking somebody: as it stands where the sheet says the same.

    A “not now” whose day is over was said on a day that nobody knows.
    """
    state, again = newcomer.recruiting or "invited", newcomer.ask_again_on
    standing = part.recruiting
    if standing and standing.state == state and again in {None, standing.ask_again_on}:
        return standing
    recruiting.refuse_in_a_pair(view, part, state)
    is_over = again is not None and again <= tx.today
    day = again if is_over else recruiting.day_to_ask_again(state, again, tx.today)
    return Recruiting(
        state=state,
        on=None if is_over else tx.today,
        ask_again_on=day,
        readiness=standing.readiness if standing else {},
    )


def _offers(newcomer: Newcomer, role: Role) -> tuple[str, ...]:
    if role == "mentor":
        return tuple(newcomer.teaches)
    if "mentor" in newcomer.roles:
        return ()
    return _united(newcomer.exchanges, tuple(newcomer.teaches))


def _united(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _goals(tx: Transaction, view: View, newcomer: Newcomer, role: Role) -> Iterator[Goal]:
    """Yield what is wished as goals; those of a person in both roles are a senior's."""
    programme, person_id = view.programme, newcomer.person.id
    has_goal = {goal.skill_id for goal in view.goals_of(person_id)}
    for rank, skill_id in enumerate(_wishes(newcomer, role)):
        if skill_id not in has_goal:
            ranks = _RANK_WEIGHTS if newcomer.are_ranked else ()
            yield tx.new(
                Goal,
                programme_id=programme.id,
                person_id=person_id,
                text=skill_name(tx.skills[skill_id]),
                skill_id=skill_id,
                target=max(USUAL_TARGET, programme.standard_level.get(skill_id, 0)),
                weight=ranks[rank] if rank < len(ranks) else 1,
                set_on=tx.today,
            )


def _wishes(newcomer: Newcomer, role: Role) -> tuple[str, ...]:
    if role == "senior":
        return newcomer.learns
    of_a_mentor = () if "senior" in newcomer.roles else newcomer.learns
    return _united(newcomer.exchanges, of_a_mentor)


def _levels(tx: Transaction, view: View, newcomer: Newcomer) -> Iterator[Rating]:
    person_id = newcomer.person.id
    for skill_id, level in newcomer.teaches.items():
        if level is None or view.rating(person_id, skill_id, "baseline"):
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
