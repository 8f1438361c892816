"""Successes worth telling: they feed the last report, and somebody's coffee break before that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from revmentor.i18n.gettext import _
from revmentor.model.base import Consent
from revmentor.model.errors import Refused
from revmentor.model.success import Success
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
    view = tx.open_view
    if not text:
        raise Refused(_("Write down what went well."), field="text")
    tx.refuse_future(on)
    for person_id in person_ids:
        view.refuse_stranger(person_id, field="person_ids")
    said = dict(consents or {})
    for person_id in said.keys() - set(person_ids):
        raise Refused(
            _("It is not the success of {name}, who cannot say how it may be told.").format(
                name=view.name(person_id)
            ),
            field="consent",
        )
    success = tx.new(Success, on=on, text=text, person_ids=tuple(person_ids), consents=said)
    tx.put(success)
    return tx.commit_as(_("a success written down"), success)
