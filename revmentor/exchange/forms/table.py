"""The questions of a form as a table: to build a form of the firm from, whose answers come back.

One column for each question, headed by its words; below it stand what may be answered.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from msgspec.structs import replace

from revmentor.exchange.cells import PLAIN, Dialect, as_cell
from revmentor.exchange.forms.forms import form_of
from revmentor.exchange.forms.question import Question
from revmentor.i18n.gettext import _, addressed_by
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.reply import FormKind
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import AskedForm, asked_forms

_SIDES: tuple[Role, ...] = ("mentor", "senior")


def talk_question() -> Question:
    """Return the question that every form has: whether somebody would rather talk."""
    return Question(
        ("wants_talk",), "choice", _("I would rather talk about it"), [(True, _("yes"))]
    )


def questions_of_side(
    view: View, role: Role, asked: Sequence[AskedForm], address: str | None = None
) -> dict[str, Question]:
    """Return the questions that a form asks a side, by their words; no two have the same.

    What is asked of somebody alone (a mentor, of each senior) is asked of all of them at once.
    ``address`` is as in `form_of`.
    """
    every: dict[tuple[str, ...], Question] = {}
    for each in asked:
        if each.role == role:
            for section in form_of(view, each, address).sections:
                for question in section.questions:
                    general = _of_all(question)
                    every.setdefault(general.path, replace(general, hint=section.title))
    texts = [each.text for each in every.values()]
    named = {
        each.text if texts.count(each.text) == 1 else f"{each.hint}: {each.text}": each
        for each in every.values()
    }
    with addressed_by(address or view.firm.address):
        talk = talk_question()
    return {**named, talk.text: talk} if named else {}


def _of_all(question: Question) -> Question:
    if question.path[:2] != ("final", "gained_by"):
        return question
    return Question(("final", "other_gain"), "text", _("What the other side gained, as I saw it"))


def form_tables(
    view: View, form: FormKind, today: date, dialect: Dialect = PLAIN
) -> Mapping[str, bytes]:
    """Return the table of each side that a form is asked of, by the name of its file."""
    asked = asked_forms(view, form, today)
    names = {"mentor": _("mentors"), "senior": _("seniors")}
    stem = labels.form_kinds()[form].casefold().replace(" ", "-")
    tables = {role: questions_of_side(view, role, asked) for role in _SIDES}
    return {
        f"{stem}-{names[role]}.csv": _csv(list(_columns(tables[role])), dialect)
        for role in _SIDES
        if tables[role]
    }


def _columns(questions: Mapping[str, Question]) -> Iterator[list[str]]:
    yield [_("Name and surname")]
    yield [_("E-mail")]
    for heading, question in questions.items():
        yield [heading, *(text for _value, text in question.choices)]


def _csv(columns: Sequence[Sequence[str]], dialect: Dialect) -> bytes:
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=dialect.between, lineterminator="\r\n", quoting=csv.QUOTE_ALL
    )
    for row in zip_longest(*columns, fillvalue=""):
        writer.writerow([as_cell(each, dialect) for each in row])
    return text.getvalue().encode(dialect.encoding)
