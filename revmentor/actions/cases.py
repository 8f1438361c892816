"""Cases: what the coordinator follows until it is settled."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.case import Case
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair
from revmentor.store.transaction import Transaction


def open_case(tx: Transaction, *, text: str | None, on: date, **fields: Any) -> Case:
    """Open a case: what it is, whose it is, what comes next and until when."""
    view = tx.open_view
    if not text:
        raise Refused(_("Write down what the case is."), field="text")
    case = tx.new(Case, opened_on=on, text=text, **fields)
    _refuse_due_before_opening(case)
    who = view.name(case.person_id) if case.person_id else view.firm.name
    if case.pair_id:
        who = view.pair_name(tx.get(Pair, case.pair_id))
    tx.put(case)
    return tx.commit_as(_("case opened: {who}").format(who=who), case)


_CORRECTED = frozenset({"text", "owner", "person_id"})
"""What of a case may be corrected beside what comes next."""


def edit(
    tx: Transaction,
    case_id: str,
    *,
    due_on: date | None,
    next_step: str | None,
    **corrected: Any,
) -> Case:
    """Say what comes next in a case, and until when.

    ``corrected`` may be its ``text``, its ``owner`` and the ``person_id`` of whom it is about; the
    last only where it is about no pair.
    """
    old = _open_one(tx, case_id)
    if not corrected.keys() <= _CORRECTED:
        raise TypeError(sorted(corrected.keys() - _CORRECTED))
    if not corrected.get("text", old.text):
        raise Refused(_("Write down what the case is."), field="text")
    case = msgspec.structs.replace(old, due_on=due_on, next_step=next_step, **corrected)
    if old.pair_id and case.person_id != old.person_id:
        raise Refused(_("This case is about a pair, and stays with it."), field="person_id")
    if case.person_id and case.person_id != old.person_id:
        tx.view_of(old.programme_id).refuse_stranger(case.person_id, field="person_id")
    _refuse_due_before_opening(case)
    tx.put(case)
    return tx.commit_as(_("case changed"), case)


def close(tx: Transaction, case_id: str, *, outcome: str | None, on: date) -> Case:
    """Close a case with what came of it."""
    old = _open_one(tx, case_id)
    if not outcome:
        raise Refused(_("Write down what came of it, in a few words."), field="outcome")
    case = msgspec.structs.replace(old, closed_on=on, outcome=outcome)
    tx.put(case)
    return tx.commit_as(_("case closed"), case)


def _open_one(tx: Transaction, case_id: str) -> Case:
    case = tx.get_open(Case, case_id)
    if case.closed_on:
        raise Refused(_("This case was closed on {day}.").format(day=plain_date(case.closed_on)))
    return case


def _refuse_due_before_opening(case: Case) -> None:
    if case.due_on and case.due_on < case.opened_on:
        raise Refused(_("A case is not due before it was opened."), field="due_on")
