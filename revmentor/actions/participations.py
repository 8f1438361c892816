"""Who takes part, as mentor or as senior, and whether the goals were heard and understood."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from revmentor.actions.programmes import open_view
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import Record, Role
from revmentor.model.errors import Refused
from revmentor.model.participation import Acknowledgement, Participation, ParticipationStatus
from revmentor.rules.pairing import pair_endings
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace


def find(view: View, person_id: str, role: Role) -> Participation:
    """Return a person's participation in a role; raises :class:`Refused` where there is none."""
    part = view.participations.get((person_id, role))
    if part is None:
        raise Refused(
            _("{name} does not take part in this role.").format(name=view.name(person_id))
        )
    return part


def enrol(
    workspace: Workspace, programme_id: str, person_id: str, role: Role, **fields: Any
) -> Participation:
    """Let a person take part in a role. One person may hold both."""
    view = open_view(workspace, programme_id)
    if (person_id, role) in view.participations:
        raise Refused(
            _("{name} already takes part in this role.").format(name=view.name(person_id)),
            field="role",
        )
    part = Participation(
        id=workspace.new_id("participations"),
        programme_id=programme_id,
        person_id=person_id,
        role=role,
        **fields,
    )
    _least_within_most(view, part)
    workspace.commit(_("{name} takes part").format(name=view.name(person_id)), put=[part])
    return part


def _least_within_most(view: View, part: Participation) -> None:
    if part.role != "mentor":
        return
    of_all = view.programme.seniors_per_mentor
    most = of_all.max if part.max_seniors is None else min(part.max_seniors, of_all.max)
    least = of_all.min if part.min_seniors is None else part.min_seniors
    if most and least > most:
        text = (
            _("{name} cannot have at least {least} seniors and at most {most}.")
            if part.min_seniors
            else _(
                "At least {least} are agreed for all mentors. Where {name} takes {most} at most, "
                "give an own least number too."
            )
        )
        raise Refused(
            text.format(name=view.name(part.person_id), least=least, most=most), field="min_seniors"
        )


def edit(
    workspace: Workspace, programme_id: str, person_id: str, role: Role, **changes: Any
) -> Participation:
    """Change offers, places, slot, wishes of a participation."""
    view = open_view(workspace, programme_id)
    part = msgspec.structs.replace(find(view, person_id, role), **changes)
    most = part.max_seniors
    if role == "mentor" and most is not None and len(view.group_of(person_id)) > most:
        raise Refused(
            _("{name} has {n} seniors now; end a pair first.").format(
                name=view.name(person_id), n=len(view.group_of(person_id))
            ),
            field="max_seniors",
        )
    _least_within_most(view, part)
    workspace.commit(_("{name} changed").format(name=view.name(person_id)), put=[part])
    return part


def drop(workspace: Workspace, programme_id: str, person_id: str, role: Role) -> Participation:
    """Take back a participation in which nothing happened yet; later one withdraws."""
    view = open_view(workspace, programme_id)
    part = find(view, person_id, role)
    used = any(person_id in {pair.mentor_id, pair.senior_id} for pair in view.pairs)
    if used or person_id in view.first_session:
        raise Refused(
            _("{name} was already paired; choose withdraw, so that the history stays.").format(
                name=view.name(person_id)
            )
        )
    workspace.commit(
        _("{name} no longer takes part").format(name=view.name(person_id)), remove=[part]
    )
    return part


def set_status(
    workspace: Workspace,
    programme_id: str,
    person_id: str,
    role: Role,
    status: ParticipationStatus,
    *,
    on: date,
    reason: str | None = None,
    today: date | None = None,
) -> Participation:
    """Pause, withdraw or bring back a person. Withdrawing ends the open pairs on that day.

    With ``today`` a day in the future is refused: what is written has happened.
    """
    view = open_view(workspace, programme_id)
    part = find(view, person_id, role)
    if status != "active" and not reason:
        raise Refused(_("Write down why, in a few words without fault."), field="status_reason")
    changed = msgspec.structs.replace(
        part, status=status, status_on=on, status_reason=reason if status != "active" else None
    )
    put: list[Record] = []
    gone: list[Record] = []
    if status == "withdrawn":
        mine = [
            pair
            for pair in view.open_pairs
            if (pair.mentor_id if role == "mentor" else pair.senior_id) == person_id
        ]
        try:
            put, gone = pair_endings.ended(view, mine, on, reason or "", today)
        except Refused as error:
            raise Refused(str(error), field="status_on") from error
    person = workspace.snapshot.people[person_id]
    if status == "active" and person.left_on:
        put.append(msgspec.structs.replace(person, left_on=None, left_reason=None))
    verbs = {
        "active": _("{name} is back"),
        "paused": _("{name} paused"),
        "withdrawn": _("{name} withdrew"),
    }
    workspace.commit(
        verbs[status].format(name=view.name(person_id)),
        put=[changed, *put],
        remove=gone,
    )
    return changed


def acknowledge(
    workspace: Workspace,
    programme_id: str,
    person_id: str,
    *,
    on: date,
    today: date,
    understood: bool = True,
    question: str | None = None,
) -> list[Participation]:
    """Write down that a person heard the goals, whether they were understood, and the question."""
    view = open_view(workspace, programme_id)
    if on > today:
        raise Refused(
            _("The goals cannot be acknowledged in the future; today is {day}.").format(
                day=plain_date(today)
            ),
            field="on",
        )
    heard = Acknowledgement(on=on, understood=understood, question=question)
    parts = [
        msgspec.structs.replace(part, acknowledged=heard)
        for (who, _role), part in view.participations.items()
        if who == person_id
    ]
    if not parts:
        raise Refused(_("{name} does not take part.").format(name=view.name(person_id)))
    workspace.commit(_("goals acknowledged by {name}").format(name=view.name(person_id)), put=parts)
    return parts
