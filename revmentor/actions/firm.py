"""The firm itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.errors import Refused
from revmentor.model.firm import Firm
from revmentor.model.own_question import OwnQuestion, OwnQuestionKind
from revmentor.model.reply import FormKind
from revmentor.rules.replies.own_questions import keeps_its_words
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
    role: Role | None = None,
) -> Firm:
    """Add a question of the firm's own to a form that people answer; ``role`` is who is asked."""
    question = _question(tx, form, words, kind, choices, role)
    return _put_questions(
        tx, _("question of the firm added"), [*tx.snapshot.firm.questions, question]
    )


def edit_question(
    tx: Transaction,
    question_id: str,
    *,
    form: FormKind,
    words: str | None,
    kind: OwnQuestionKind,
    choices: Sequence[str] = (),
    role: Role | None = None,
) -> Firm:
    """Change a question of the firm's own; one that was answered in other words stays beside it.

    The side that is asked may change at any time: it does not change what was answered.
    """
    old = _asked_question(tx, question_id)
    new = _question(tx, form, words, kind, choices, role, question_id)
    is_another = msgspec.structs.replace(new, role=old.role) != old
    if is_another and keeps_its_words(tx.snapshot, old):
        new = msgspec.structs.replace(new, id=tx.next_inner_id("questions"))
        return _replace_question(tx, old, [new, msgspec.structs.replace(old, asked=False)])
    return _replace_question(tx, old, [new])


def _replace_question(tx: Transaction, old: OwnQuestion, new: Sequence[OwnQuestion]) -> Firm:
    questions: list[OwnQuestion] = []
    for each in tx.snapshot.firm.questions:
        questions += new if each == old else [each]
    return _put_questions(tx, _("question of the firm changed"), questions)


def remove_question(tx: Transaction, question_id: str) -> Firm:
    """Ask a question of the firm's own no more; one that was answered stays for its answers."""
    old = _asked_question(tx, question_id)
    kept = keeps_its_words(tx.snapshot, old)
    left = [
        msgspec.structs.replace(each, asked=False) if each == old else each
        for each in tx.snapshot.firm.questions
        if kept or each != old
    ]
    return _put_questions(tx, _("question of the firm removed"), left)


def _put_questions(tx: Transaction, what: str, questions: Iterable[OwnQuestion]) -> Firm:
    tx.set_firm(msgspec.structs.replace(tx.snapshot.firm, questions=tuple(questions)))
    return tx.commit_as(what, tx.snapshot.firm)


def _asked_question(tx: Transaction, question_id: str) -> OwnQuestion:
    """Return a question that is asked; raises :class:`Refused` for any other."""
    for each in tx.snapshot.firm.questions:
        if each.id == question_id:
            if each.asked:
                return each
            raise Refused(_("This question is not asked any more; it stays for its answers."))
    raise Refused(_("There is no entry “{id}” in this file.").format(id=question_id))


def _question(
    tx: Transaction,
    form: FormKind,
    words: str | None,
    kind: OwnQuestionKind,
    choices: Sequence[str],
    role: Role | None,
    question_id: str = "",
) -> OwnQuestion:
    if not words:
        raise Refused(_("Write the question."), field="words")
    if kind == "choice" and len(set(choices)) < 2:
        raise Refused(_("Write two choices or more, a line each."), field="choices")
    if form == "follow_up" and role == "mentor":
        raise Refused(_("The follow-up is asked of seniors only."), field="role")
    return OwnQuestion(
        id=question_id or tx.next_inner_id("questions"),
        form=form,
        words=words,
        kind=kind,
        choices=tuple(dict.fromkeys(choices)) if kind == "choice" else (),
        role=role,
    )
