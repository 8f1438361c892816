"""People of the firm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from revmentor.actions.programmes import open_view
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Record, Role
from revmentor.model.errors import Refused
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.rules import integrity
from revmentor.rules.pairing import pair_endings
from revmentor.store.workspace import Workspace


def get(workspace: Workspace, person_id: str) -> Person:
    """Return a person; raises :class:`Refused` for an unknown id."""
    try:
        return workspace.snapshot.people[person_id]
    except KeyError:
        raise Refused(_("There is nobody “{id}” in this file.").format(id=person_id)) from None


def add(
    workspace: Workspace,
    *,
    name: str,
    programme_id: str = "",
    roles: Sequence[Role] = (),
    **fields: Any,
) -> Person:
    """Add a person, who may take part in a programme at once. Two people may share a name."""
    if programme_id and roles:
        open_view(workspace, programme_id)
    person = Person(id=workspace.new_id("people"), name=name, **fields)
    parts = [
        Participation(
            id=workspace.new_id("participations", taken),
            programme_id=programme_id,
            person_id=person.id,
            role=role,
        )
        for taken, role in enumerate(roles if programme_id else ())
    ]
    workspace.commit(_("{name} added").format(name=name), put=[person, *parts])
    return person


def edit(workspace: Workspace, person_id: str, **changes: Any) -> Person:
    """Change what is known of a person."""
    person = msgspec.structs.replace(get(workspace, person_id), **changes)
    workspace.commit(_("{name} changed").format(name=person.name), put=[person])
    return person


def leave(
    workspace: Workspace,
    person_id: str,
    *,
    on: date,
    reason: str | None,
    today: date | None = None,
) -> Person:
    """Write down that a person left the firm; the open pairs end on that day, history stays."""
    person = get(workspace, person_id)
    if person.joined_on and on < person.joined_on:
        raise Refused(_("Nobody leaves before joining."), field="left_on")
    left = msgspec.structs.replace(person, left_on=on, left_reason=reason)
    put: list[Record] = [left]
    gone: list[Record] = []
    for programme in workspace.snapshot.programmes.values():
        if programme.closed_on is None:
            view = workspace.view(programme.id)
            mine = [p for p in view.open_pairs if person_id in {p.mentor_id, p.senior_id}]
            ended, removed = pair_endings.ended(view, mine, on, _("left the firm"), today)
            put += ended
            gone += removed
    workspace.commit(_("{name} left the firm").format(name=person.name), put=put, remove=gone)
    return left


def remove(workspace: Workspace, person_id: str) -> Person:
    """Take out a person about whom nothing else is written; anybody else leaves or withdraws.

    Wishes of others about the person, and the person as somebody's manager, go with it.
    """
    person = get(workspace, person_id)
    held = 0
    changed: list[Record] = []
    for table, records in workspace.snapshot.tables():
        for record in records.values():
            fields = {
                path.split("[")[0]
                for path, where, target in integrity.references(record)
                if (where, target) == ("people", person_id)
            }
            if not fields:
                continue
            if table == "people" and isinstance(record, Person):
                changed.append(msgspec.structs.replace(record, manager_id=None))
            elif fields <= {"prefers", "avoids"} and isinstance(record, Participation):
                changed.append(_without(record, person_id))
            else:
                held += 1
    if held:
        raise Refused(
            ngettext("{n} entry hangs on {{name}}.", "{n} entries hang on {{name}}.", held).format(
                name=person.name
            )
            + " "
            + _("Write down that the person left or withdrew instead; the history stays.")
        )
    workspace.commit(_("{name} removed").format(name=person.name), put=changed, remove=[person])
    return person


def _without(part: Participation, person_id: str) -> Participation:
    return msgspec.structs.replace(
        part,
        prefers=tuple(each for each in part.prefers if each != person_id),
        avoids=tuple(each for each in part.avoids if each != person_id),
    )
