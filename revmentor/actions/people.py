"""People of the firm."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from revmentor.model.errors import Refused
from revmentor.model.people import Person
from revmentor.store.workspace import Workspace
from revmentor.words import _, ngettext

_HELD_BY = {
    "participations": "person_id",
    "goals": "person_id",
    "ratings": "person_id",
    "pairs": "mentor_id",
    "sessions": "mentor_id",
    "evaluations": "person_id",
    "pulses": "person_id",
}


def get(workspace: Workspace, person_id: str) -> Person:
    """Return a person; raises :class:`Refused` for an unknown id."""
    try:
        return workspace.snapshot.people[person_id]
    except KeyError:
        raise Refused(_("There is nobody “{id}” in this file.").format(id=person_id)) from None


def add(workspace: Workspace, *, name: str, **fields: Any) -> Person:
    """Add a person. Two people may share a name; each has an own id."""
    person = Person(id=workspace.new_id("people"), name=name, **fields)
    workspace.commit(_("{name} added").format(name=name), put=[person])
    return person


def edit(workspace: Workspace, person_id: str, **changes: Any) -> Person:
    """Change what is known of a person."""
    person = msgspec.structs.replace(get(workspace, person_id), **changes)
    workspace.commit(_("{name} changed").format(name=person.name), put=[person])
    return person


def leave(workspace: Workspace, person_id: str, *, on: date, reason: str | None) -> Person:
    """Write down that a person left the firm; the open pairs end on that day, history stays."""
    person = get(workspace, person_id)
    if person.joined_on and on < person.joined_on:
        raise Refused(_("Nobody leaves before joining."), field="left_on")
    left = msgspec.structs.replace(person, left_on=on, left_reason=reason)
    ended = [
        msgspec.structs.replace(pair, until_on=max(on, pair.from_on), end_reason=_("left the firm"))
        for pair in workspace.snapshot.pairs.values()
        if pair.until_on is None and person_id in {pair.mentor_id, pair.senior_id}
    ]
    workspace.commit(_("{name} left the firm").format(name=person.name), put=[left, *ended])
    return left


def remove(workspace: Workspace, person_id: str) -> Person:
    """Take out a person about whom nothing else is written; anybody else leaves or withdraws."""
    person = get(workspace, person_id)
    held = sum(
        getattr(record, field) == person_id
        for table, field in _HELD_BY.items()
        for record in workspace.snapshot.table(table).values()
    )
    if held:
        raise Refused(
            ngettext("{n} entry hangs on {{name}}.", "{n} entries hang on {{name}}.", held).format(
                name=person.name
            )
            + " "
            + _("Write down that the person left or withdrew instead; the history stays.")
        )
    managed = [
        msgspec.structs.replace(other, manager_id=None)
        for other in workspace.snapshot.people.values()
        if other.manager_id == person_id
    ]
    workspace.commit(_("{name} removed").format(name=person.name), put=managed, remove=[person])
    return person
