"""The final forms of both sides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.errors import Refused
from revmentor.model.evaluation import Evaluation
from revmentor.rules.programme_view import View
from revmentor.rules.results import final_forms
from revmentor.store.transaction import Transaction


def record_form(
    tx: Transaction,
    person_id: str,
    role: Role,
    *,
    on: date,
    answers: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Evaluation:
    """Record a person's final form; a second one of the same person and role corrects it."""
    form = put_form(tx, person_id, role, on=on, answers=answers, **fields)
    return tx.commit_as(_("final form of {name}").format(name=tx.view.name(person_id)), form)


def put_form(
    tx: Transaction,
    person_id: str,
    role: Role,
    *,
    on: date,
    answers: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Evaluation:
    """Put a final form in as :func:`record_form` does, as a part of a larger change."""
    view = tx.open_view
    view.participation(person_id, role)
    tx.refuse_future(on)
    _refuse_empty(answers, fields)
    _refuse_strangers(view, person_id, role, fields.get("gained_by", {}))
    form = tx.new(
        Evaluation,
        replaces=view.evaluations.get((person_id, role)),
        person_id=person_id,
        role=role,
        on=on,
        answers=dict(answers or {}),
        **fields,
    )
    tx.put(form)
    return form


def _refuse_strangers(view: View, person_id: str, role: Role, gained_by: Mapping[str, str]) -> None:
    """Refuse a word on somebody who is not a senior of the mentor whose form it is."""
    seniors = final_forms.seniors_of(view, person_id) if role == "mentor" else []
    for who in gained_by:
        if who not in seniors:
            raise Refused(
                _("{name} was never a senior of {mentor}.").format(
                    name=view.name(who), mentor=view.name(person_id)
                ),
                field="gained_by",
            )


def _refuse_empty(answers: Mapping[str, Any] | None, fields: Mapping[str, Any]) -> None:
    values = (value for name, value in fields.items() if name != "method")
    if not answers and all(value is None or value == {} for value in values):
        raise Refused(_("Nothing is answered yet."), field="own_gain")
