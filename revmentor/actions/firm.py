"""The firm itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.firm import Firm
from revmentor.model.own_question import OwnQuestion, OwnQuestionKind
from revmentor.model.reply import FormKind
from revmentor.store.transaction import Transaction


def edit(tx: Transaction, **changes: Any) -> Firm:
    """Change fields of the firm: name, country, language, timezone, patron_day, closed_days."""
    firm = msgspec.structs.replace(tx.snapshot.firm, **changes)
    tx.set_firm(firm)
    return tx.commit_as(_("firm changed"), firm)


def add_question(
    tx: Transaction,
    *,
    form: FormKind,
    words: str | None,
    kind: OwnQuestionKind,
    choices: Sequence[str] = (),
) -> Firm:
    """Add a question of the firm's own to a form that people answer."""
    if not words:
        raise Refused(_("Write the question."), field="words")
    if kind == "choice" and len(choices) < 2:
        raise Refused(_("Write two choices or more, a line each."), field="choices")
    firm = tx.snapshot.firm
    taken = {each.id for each in firm.questions}
    number = len(taken) + 1
    while f"q{number}" in taken:
        number += 1
    question = OwnQuestion(
        id=f"q{number}",
        form=form,
        words=words,
        kind=kind,
        choices=tuple(dict.fromkeys(choices)) if kind == "choice" else (),
    )
    tx.set_firm(msgspec.structs.replace(firm, questions=(*firm.questions, question)))
    return tx.commit_as(_("question of the firm added"), tx.snapshot.firm)


def remove_question(tx: Transaction, question_id: str) -> Firm:
    """Ask a question of the firm's own no more; what was answered stays in the replies."""
    firm = tx.snapshot.firm
    left = tuple(each for each in firm.questions if each.id != question_id)
    if len(left) == len(firm.questions):
        raise Refused(_("There is no entry “{id}” in this file.").format(id=question_id))
    tx.set_firm(msgspec.structs.replace(firm, questions=left))
    return tx.commit_as(_("question of the firm removed"), tx.snapshot.firm)
