"""The beginning of a programme: the launch list, its events, and what was changed in it since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.model.programme import (
    ChangeMade,
    EventKind,
    LaunchItem,
    PassedItem,
    Programme,
    ProgrammeEvent,
)
from revmentor.store.transaction import Transaction


def pass_item(tx: Transaction, item: LaunchItem, *, reason: str | None) -> Programme:
    """Let a line of the launch list pass that does not stand, with the reason; again replaces it.

    Without a reason a line that was let pass is open again.
    """
    programme = tx.open_view.programme
    others = [each for each in programme.launch_passed if each.item != item]
    name = labels.launch_items()[item]
    if reason:
        others.append(PassedItem(item=item, reason=reason, on=tx.today))
        return _put(tx, _("{line}: let pass").format(line=name), launch_passed=tuple(others))
    if len(others) == len(programme.launch_passed):
        raise Refused(_("Write down why it may be let pass."), field="reason")
    return _put(tx, _("{line}: open again").format(line=name), launch_passed=tuple(others))


def add_event(
    tx: Transaction,
    kind: EventKind,
    *,
    on: date,
    at: str | None = None,
    held: bool = False,
    there: Sequence[str] = (),
    decided: str | None = None,
) -> Programme:
    """Plan a day of the programme, or write down one that was held."""
    programme = tx.open_view.programme
    event = ProgrammeEvent(
        id=tx.next_inner_id("events"),
        kind=kind,
        on=on,
        at=at,
        held=held,
        there=tuple(there),
        decided=decided,
    )
    return _put_event(tx, event, programme.events)


def edit_event(tx: Transaction, event_id: str, **changes: Any) -> Programme:
    """Change an event: its day, or that it was held, with who was there and what was decided."""
    programme = tx.open_view.programme
    event = msgspec.structs.replace(_event(programme, event_id), **changes)
    return _put_event(tx, event, [each for each in programme.events if each.id != event_id])


def remove_event(tx: Transaction, event_id: str) -> Programme:
    """Take an event out that is not to be."""
    programme = tx.open_view.programme
    event = _event(programme, event_id)
    left = tuple(each for each in programme.events if each.id != event_id)
    what = _("{event} removed").format(event=labels.event_kinds()[event.kind])
    return _put(tx, what, events=left)


def note_change(tx: Transaction, *, on: date, what: str | None, why: str | None) -> Programme:
    """Write down what was changed in the programme on a day, and why."""
    if not what:
        raise Refused(_("Say what was changed, in a few words."), field="what")
    tx.refuse_future(on)
    made = [*tx.open_view.programme.changes_made, ChangeMade(on=on, what=what, why=why)]
    ordered = tuple(sorted(made, key=lambda each: each.on))
    return _put(tx, _("change of the programme written down"), changes_made=ordered)


def _put_event(
    tx: Transaction, event: ProgrammeEvent, others: Iterable[ProgrammeEvent]
) -> Programme:
    if event.held:
        tx.refuse_future(event.on)
    elif event.there or event.decided:
        raise Refused(
            _("Who was there and what was decided is written down once it was held."), field="held"
        )
    name = labels.event_kinds()[event.kind]
    what = _("{event} held on {day}") if event.held else _("{event} planned for {day}")
    by_day = sorted([*others, event], key=lambda each: (each.on, each.id))
    return _put(tx, what.format(event=name, day=plain_date(event.on)), events=tuple(by_day))


def _event(programme: Programme, event_id: str) -> ProgrammeEvent:
    for each in programme.events:
        if each.id == event_id:
            return each
    raise Refused(_("There is no entry “{id}” in this file.").format(id=event_id))


def _put(tx: Transaction, what: str, **changes: Any) -> Programme:
    programme = msgspec.structs.replace(tx.open_view.programme, **changes)
    tx.put(programme)
    return tx.commit_as(what, programme)
