"""Indicators: hard and soft numbers of the firm, with their readings over time."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from revmentor.actions.programmes import open_view
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.indicator import Indicator, Reading
from revmentor.store.workspace import Workspace

Kind = Literal["hard", "soft"]
Better = Literal["up", "down"]


def get(workspace: Workspace, indicator_id: str) -> Indicator:
    """Return an indicator; raises :class:`Refused` for an unknown id."""
    try:
        return workspace.snapshot.indicators[indicator_id]
    except KeyError:
        raise Refused(
            _("There is no indicator “{id}” in this file.").format(id=indicator_id)
        ) from None


def add(
    workspace: Workspace,
    programme_id: str,
    *,
    name: str | None,
    kind: Kind = "hard",
    unit: str | None = None,
    better: Better = "up",
    target: float | None = None,
    people: bool | None = None,
) -> Indicator:
    """Add an indicator; its first reading will be its starting point."""
    open_view(workspace, programme_id)
    indicator = Indicator(
        id=workspace.new_id("indicators"),
        programme_id=programme_id,
        name=_named(name),
        kind=kind,
        unit=unit,
        better=better,
        target=target,
        people=people,
    )
    workspace.commit(_("indicator added: {name}").format(name=indicator.name), put=[indicator])
    return indicator


def edit(
    workspace: Workspace,
    indicator_id: str,
    *,
    name: str | None,
    kind: Kind,
    unit: str | None,
    better: Better,
    target: float | None,
    people: bool | None = None,
) -> Indicator:
    """Change what an indicator is; its readings stay."""
    old = get(workspace, indicator_id)
    open_view(workspace, old.programme_id)
    indicator = msgspec.structs.replace(
        old, name=_named(name), kind=kind, unit=unit, better=better, target=target, people=people
    )
    workspace.commit(_("indicator changed: {name}").format(name=indicator.name), put=[indicator])
    return indicator


def read(
    workspace: Workspace, indicator_id: str, *, on: date, value: float, today: date
) -> Indicator:
    """Write down a reading; a second one of the same day takes the place of the first.

    A closed programme takes readings of days after its closing: they stand beside the evaluation,
    which stays as it is.
    """
    old = get(workspace, indicator_id)
    closed_on = workspace.view(old.programme_id).programme.closed_on
    if closed_on and on <= closed_on:
        raise Refused(
            _("The programme was closed on {day}; a reading is now of a day after it.").format(
                day=plain_date(closed_on)
            ),
            field="on",
        )
    if on > today:
        raise Refused(
            _("{day} has not come yet; a reading is of a day that was.").format(day=plain_date(on)),
            field="on",
        )
    others = [each for each in old.readings if each.on != on]
    readings = sorted([*others, Reading(on=on, value=value)], key=lambda each: each.on)
    indicator = msgspec.structs.replace(old, readings=tuple(readings))
    workspace.commit(_("reading of {name}").format(name=indicator.name), put=[indicator])
    return indicator


def remove(workspace: Workspace, indicator_id: str) -> Indicator:
    """Take an indicator out with its readings, and return what it was."""
    old = get(workspace, indicator_id)
    open_view(workspace, old.programme_id)
    workspace.commit(_("indicator removed: {name}").format(name=old.name), remove=[old])
    return old


def _named(name: str | None) -> str:
    if not name:
        raise Refused(_("Write what is counted."), field="name")
    return name
