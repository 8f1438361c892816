"""The firm's own questions in the forms that are typed from paper or after a talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.own_question import OwnQuestion
from revmentor.model.reply import FormKind
from revmentor.rules.programme_view import View
from revmentor.rules.replies.own_answers import OwnAnswer
from screens.base.options import Options, options_of
from widgets.choice_rows import ChoiceRow, StatementRow
from widgets.form import Values
from widgets.form_row import FormRow
from widgets.text_rows import ProseRow

_OWN = "own_"
"""What the field of an own question begins with; the question's id follows."""


class _OwnChoiceRow(ChoiceRow):
    """A question with its choices: the words stand over the field, as long as they are."""

    DEFAULT_CSS = """
    _OwnChoiceRow {
        & > Horizontal { layout: vertical; height: auto; }
        & .form--label { width: 1fr; }
        & .form--message { padding: 0; }
    }
    """


class _OwnTextRow(ProseRow):
    """A question that is answered in words: they stand over the field, as long as they are."""

    DEFAULT_CSS = """
    _OwnTextRow {
        & > Horizontal { layout: vertical; height: auto; }
        & .form--label { width: 1fr; }
        & .form--message { padding: 0; }
    }
    """


def own_questions(view: View, form: FormKind, role: Role) -> list[OwnQuestion]:
    """Return the firm's own questions that a form asks a side."""
    return [each for each in view.firm.questions if each.is_asked(form, role)]


def own_rows(
    questions: Sequence[OwnQuestion], answered: Mapping[str, OwnAnswer] | None = None
) -> list[FormRow]:
    """Return a row for each question, with what was answered so far."""
    given = answered or {}
    return [_row(each, given.get(each.id)) for each in questions]


def _row(question: OwnQuestion, answer: OwnAnswer | None) -> FormRow:
    name = f"{_OWN}{question.id}"
    if question.kind == "mark":
        marks: Options = [(None, "–"), *((n, str(n)) for n in range(4))]
        return StatementRow(name, question.words, marks, answer)
    if question.kind == "choice":
        options = options_of([(each, each) for each in question.choices], _("not said"))
        return _OwnChoiceRow(name, question.words, options, answer)
    return _OwnTextRow(name, question.words, str(answer) if answer is not None else None)


def taken_out(
    values: Values,
    questions: Sequence[OwnQuestion],
    answered: Mapping[str, OwnAnswer] | None = None,
) -> dict[str, Any]:
    """Take the answers to own questions out of the values of a form.

    What was ``answered`` to questions that the form does not ask any more stays.
    """
    given = {each.id: values.pop(f"{_OWN}{each.id}") for each in questions}
    kept = {name: value for name, value in (answered or {}).items() if name not in given}
    return {**kept, **{name: value for name, value in given.items() if value not in {None, ""}}}
