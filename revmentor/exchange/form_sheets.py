"""The forms that people answer, on paper: the questions of the page, and no others.

What has the same marks is a table; below it stands what is ticked otherwise or written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from revmentor.exchange.forms.forms import form_of
from revmentor.exchange.forms.question import Form, Question, Section
from revmentor.exchange.print_page import Page, SheetLine, SheetQuestion
from revmentor.i18n.gettext import _
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import AskedForm

_TWO_LINES_UP_TO = 4
"""Where more is to be written than so many answers, each has one line, so that a page holds it."""


def form_sheet(
    view: View,
    asked: AskedForm,
    *,
    who: str,
    intro: Sequence[str],
    also: Sequence[SheetQuestion] = (),
    small: str = "",
) -> Page:
    """Return a form on paper; ``also`` is what is asked beside the questions of the page."""
    form = form_of(view, asked)
    marked = _with_marks(form)
    others = [each for each in form.questions() if each not in marked]
    written = sum(each.kind in {"text", "line"} for each in others)
    lines = 2 if written <= _TWO_LINES_UP_TO else 1
    return Page(
        form.title,
        who,
        intro=intro,
        rows=[SheetLine("", each.text) for each in marked],
        marks=[str(value) for value, _words in marked[0].choices] if marked else (),
        filled_on=_("Filled in on"),
        questions=[*(_on_paper(each, lines) for each in others), *also],
        small=small,
    )


def sheet_in_sections(view: View, asked: AskedForm, *, who: str) -> Page:
    """Return a long form on paper: section after section, as the page has it."""
    form = form_of(view, asked)
    return Page(
        form.title,
        who,
        intro=form.intro,
        filled_on=_("Filled in on"),
        questions=[each for section in form.sections for each in _of_section(section)],
    )


def _of_section(section: Section) -> Iterator[SheetQuestion]:
    for place, each in enumerate(section.questions):
        question = _on_paper(each, 2)
        if place == 0:
            question = replace(question, heading=section.title, about=section.about)
        yield question


def _with_marks(form: Form) -> list[Question]:
    """Return the questions that are answered with the marks most of them have, in their order."""
    by_choices: dict[object, list[Question]] = {}
    for each in form.questions():
        if each.kind == "choice" and all(type(value) is int for value, _words in each.choices):
            by_choices.setdefault((tuple(each.choices), each.ends), []).append(each)
    return max(by_choices.values(), key=len, default=[])


def _on_paper(question: Question, lines: int) -> SheetQuestion:
    low, high = question.ends or ("", "")
    return SheetQuestion(
        question.text,
        hint=question.hint,
        boxes=list(_boxes(question)),
        low=low,
        high=high,
        lines=0 if question.choices else lines if question.kind == "text" else 1,
    )


def _boxes(question: Question) -> Iterator[str]:
    """Yield the choices, a mark with its words where it has any."""
    for value, words in question.choices:
        is_mark = type(value) is int and words != str(value)
        yield f"{value} {words}" if is_mark else words
