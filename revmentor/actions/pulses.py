"""Pulses: what one side answered, on paper, in a talk, or here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.pulse import Fit, Method, Pulse
from revmentor.rules.care import pulses
from revmentor.store.transaction import Transaction


def record_pulse(
    tx: Transaction,
    person_id: str,
    *,
    on: date,
    answers: Mapping[str, int],
    wants_talk: bool | None = None,
    fit: Fit | None = None,
    comment: str | None = None,
    method: Method | None = None,
    own: Mapping[str, str | int] | None = None,
) -> Pulse:
    """Record a person's pulse; a second one of the same day takes the place of the first."""
    pulse = put_pulse(
        tx,
        person_id,
        on=on,
        answers=answers,
        wants_talk=wants_talk,
        fit=fit,
        comment=comment,
        method=method,
        own=dict(own or {}),
    )
    return tx.commit_as(_("pulse of {name}").format(name=tx.view.name(person_id)), pulse)


def put_pulse(
    tx: Transaction, person_id: str, *, on: date, answers: Mapping[str, int], **fields: Any
) -> Pulse:
    """Put a pulse in as :func:`record_pulse` does, as a part of a larger change."""
    view = tx.open_view
    view.refuse_stranger(person_id)
    tx.refuse_future(on)
    _refuse_unknown_items(answers)
    said = (value for name, value in fields.items() if name != "method")
    if not answers and all(value in (None, {}) for value in said):
        raise Refused(_("Nothing was answered; a slip that did not come back stays missing."))
    pulse = tx.new(
        Pulse,
        replaces=_pulse_of_day(tx, person_id, on),
        person_id=person_id,
        on=on,
        answers={item: answers[item] for item in pulses.ITEMS if item in answers},
        **fields,
    )
    tx.put(pulse)
    return pulse


def _refuse_unknown_items(answers: Mapping[str, int]) -> None:
    if unknown := sorted(answers.keys() - set(pulses.ITEMS)):
        raise Refused(
            _("“{item}” is not an item of the pulse.").format(item=unknown[0]), field="answers"
        )


def _pulse_of_day(tx: Transaction, person_id: str, on: date) -> Pulse | None:
    of_day = (
        each
        for each in tx.snapshot.pulses.values()
        if (each.programme_id, each.person_id, each.on) == (tx.programme_id, person_id, on)
    )
    return next(of_day, None)
