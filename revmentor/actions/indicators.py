"""Indicators: hard and soft numbers of the firm, with their readings over time."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.indicator import Indicator, Reading
from revmentor.rules.programme_view import View
from revmentor.rules.results import privacy
from revmentor.store.transaction import Transaction


def add(tx: Transaction, *, name: str | None, **fields: Any) -> Indicator:
    """Add an indicator; its first reading will be its starting point."""
    tx.refuse_closed()
    _refuse_people(fields.get("people"), tx.view)
    indicator = tx.new(Indicator, name=_named(name), **fields)
    tx.put(indicator)
    return tx.commit_as(_("indicator added: {name}").format(name=indicator.name), indicator)


def edit(tx: Transaction, indicator_id: str, *, name: str | None, **changes: Any) -> Indicator:
    """Change what an indicator is; its readings stay."""
    old = tx.get_open(Indicator, indicator_id)
    _refuse_people(changes.get("people"), tx.view_of(old.programme_id))
    indicator = msgspec.structs.replace(old, name=_named(name), **changes)
    tx.put(indicator)
    return tx.commit_as(_("indicator changed: {name}").format(name=indicator.name), indicator)


def record_reading(tx: Transaction, indicator_id: str, *, on: date, value: float) -> Indicator:
    """Record a reading; a second one of the same day takes the place of the first.

    A closed programme takes readings of days after its closing: they stand beside the evaluation,
    which stays as it is.
    """
    old = tx.get(Indicator, indicator_id)
    closed_on = tx.view_of(old.programme_id).programme.closed_on
    if closed_on and on <= closed_on:
        raise Refused(
            _("The programme was closed on {day}; a reading is now of a day after it.").format(
                day=plain_date(closed_on)
            ),
            field="on",
        )
    tx.refuse_future(on)
    others = [each for each in old.readings if each.on != on]
    readings = sorted([*others, Reading(on=on, value=value)], key=lambda each: each.on)
    indicator = msgspec.structs.replace(old, readings=tuple(readings))
    tx.put(indicator)
    return tx.commit_as(_("reading of {name}").format(name=indicator.name), indicator)


def remove(tx: Transaction, indicator_id: str) -> Indicator:
    """Take an indicator out with its readings, and return what it was."""
    old = tx.get_open(Indicator, indicator_id)
    tx.remove(old)
    return tx.commit_as(_("indicator removed: {name}").format(name=old.name), old)


def _refuse_people(people: int | None, view: View) -> None:
    """Refuse an indicator that is measured on more people than take part."""
    if reason := privacy.too_many(people, len(view.participants)):
        raise Refused(reason, field="people")


def _named(name: str | None) -> str:
    if not name:
        raise Refused(_("Write what is counted."), field="name")
    return name
