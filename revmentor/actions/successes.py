"""Successes worth telling: they feed the last report, and somebody's coffee break before that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.success import Success
from revmentor.store.transaction import Transaction


def add(tx: Transaction, *, text: str | None, on: date, person_ids: Sequence[str] = ()) -> Success:
    """Record a success: what, when, and whose."""
    view = tx.open_view
    if not text:
        raise Refused(_("Write down what went well."), field="text")
    tx.refuse_future(on)
    for person_id in person_ids:
        view.refuse_stranger(person_id, field="person_ids")
    success = tx.new(Success, on=on, text=text, person_ids=tuple(person_ids))
    tx.put(success)
    return tx.commit_as(_("a success written down"), success)
