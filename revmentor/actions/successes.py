"""Successes worth telling: they feed the last report, and somebody's coffee break before that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.base import Consent
from revmentor.model.errors import Refused
from revmentor.model.success import Success
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction


def add(
    tx: Transaction,
    *,
    text: str | None,
    on: date,
    person_ids: Sequence[str] = (),
    consents: Mapping[str, Consent] | None = None,
) -> Success:
    """Record a success: what, when, whose, and how each of them lets it be told."""
    said = _looked_at(tx, tx.open_view, text, on, person_ids, consents or {})
    success = tx.new(Success, on=on, text=text, person_ids=tuple(person_ids), consents=said)
    tx.put(success)
    return tx.commit_as(_("a success written down"), success)


def edit(
    tx: Transaction,
    success_id: str,
    *,
    text: str | None,
    on: date,
    person_ids: Sequence[str] = (),
    consents: Mapping[str, Consent] | None = None,
) -> Success:
    """Change a success. How it may be told can be said, and taken back, after the closing too."""
    old = tx.get(Success, success_id)
    view = tx.view_of(old.programme_id)
    said = _looked_at(tx, view, text, on, person_ids, consents or {}, old)
    success = msgspec.structs.replace(
        old, on=on, text=text, person_ids=tuple(person_ids), consents=said
    )
    if msgspec.structs.replace(success, consents=old.consents) != old:
        tx.refuse_closed(old.programme_id)
    tx.put(success)
    return tx.commit_as(_("a success changed"), success)


def remove(tx: Transaction, success_id: str) -> Success:
    """Take a success out, and return what it was."""
    old = tx.get_open(Success, success_id)
    tx.remove(old)
    return tx.commit_as(_("a success removed"), old)


def _looked_at(
    tx: Transaction,
    view: View,
    text: str | None,
    on: date,
    person_ids: Sequence[str],
    consents: Mapping[str, Consent],
    old: Success | None = None,
) -> dict[str, Consent]:
    """Return who said how it may be told; raises :class:`Refused` for what cannot be."""
    if not text:
        raise Refused(_("Write down what went well."), field="text")
    tx.refuse_future(on)
    for person_id in person_ids:
        if old is None or person_id not in old.person_ids:
            view.refuse_stranger(person_id, field="person_ids")
    for person_id in consents.keys() - set(person_ids):
        raise Refused(
            _("It is not the success of {name}, who cannot say how it may be told.").format(
                name=view.name(person_id)
            ),
            field="consent",
        )
    return dict(consents)
