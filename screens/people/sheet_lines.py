"""The lines of a sheet that is being brought in: files nearby, columns, doubts and differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revmentor.exchange.sheet import outcome
from revmentor.exchange.sheet.columns import NOT_READ
from revmentor.exchange.sheet.headings import HeadedSheet
from revmentor.exchange.sheet.questions import LEAVE_OUT, Question
from revmentor.i18n.gettext import _
from revmentor.model.text import one_line
from screens.people.sheet_draft import Preview, SheetDraft
from widgets.table import Column, Row, RowKey
from widgets.text import cell

_OF_THE_FILE = frozenset({"encoding", "sheet"})
"""The kinds of questions that are asked beside the columns: by them the columns change."""


# -- the columns ---------------------------------------------------------------------------------


def columns_head() -> list[Column]:
    """Return what stands over the columns of a sheet."""
    return [
        Column("heading", _("Heading"), 30),
        Column("holds", _("Holds"), 26),
        Column("example", _("First cells")),
    ]


def of_columns(preview: Preview) -> list[Row]:
    """Return the columns of a sheet with what each holds, under what is asked of the file."""
    asked = [each for each in preview.reading.asked if each.kind in _OF_THE_FILE]
    sheet = preview.reading.sheet
    return [
        *(_of_file(each, each.choice) for each in asked),
        *(
            _column(preview, place, sheet.held.get(place, NOT_READ))
            for place in range(len(sheet.headings))
        ),
    ]


def _of_file(question: Question, choice: str | None) -> Row:
    return Row(_key(question), (question.text, f"◂ {chosen(question, choice)} ▸", ""))


def _column(preview: Preview, place: int, held: str) -> Row:
    sheet, is_read = preview.reading.sheet, held != NOT_READ
    heading = sheet.headings[place]
    return Row(
        RowKey("column", str(place)),
        (
            cell(heading or "–", "" if is_read else "dim"),
            cell(f"◂ {preview.held_words(held)} ▸", "bold" if is_read else "dim"),
            cell(first_cells(sheet, place), "dim"),
        ),
    )


def first_cells(sheet: HeadedSheet, place: int) -> str:
    """Return what stands in the first rows of a column."""
    cells = [line.cells[place] for line in sheet.lines[:3] if place < len(line.cells)]
    return ", ".join(one_line(text) for text in cells if text)


# -- the doubts ----------------------------------------------------------------------------------


def doubts_head(width: int) -> list[Column]:
    """Return what stands over the doubts and differences, in a table so many cells wide."""
    return [
        Column("sign", "", 2),
        Column("place", _("Row"), 5),
        Column("text", _("What"), None),
        Column("choice", _("Choice"), 28 if width < 100 else 48),
    ]


def of_doubts(preview: Preview) -> list[Row]:
    """Return what is asked, what would change, and at the end what was taken for something.

    A question keeps its line when it is answered.
    """
    every = preview.reading.questions.asked.values()
    asked = sorted(
        (each for each in every if each.kind not in _OF_THE_FILE), key=lambda each: each.row or 0
    )
    is_open = {each.key for each in preview.reading.questions.open}
    lines = {each.key: _doubt(each, each.choice, wants=each.key in is_open) for each in asked}
    return [
        *(lines[each.key] for each in asked if not each.is_safe),
        *_differences(preview),
        *(lines[each.key] for each in asked if each.is_safe),
    ]


def _key(question: Question) -> RowKey:
    return RowKey("question", question.key)


def chosen(question: Question, choice: str | None) -> str:
    """Return what is chosen for a question, in its words; dots where nothing is."""
    labels = {each.value: each.label for each in question.choices}
    return labels.get(str(choice), "…")


def _doubt(question: Question, choice: str | None, *, wants: bool) -> Row:
    style = "bold" if wants else "dim"
    return Row(
        _key(question),
        (
            cell("?" if wants else "·", style),
            cell(str(question.row or "")),
            cell(question.text, style),
            cell(f"◂ {chosen(question, choice)} ▸", style),
        ),
    )


def _differences(preview: Preview) -> Iterator[Row]:
    for place, row in enumerate(preview.data["rows"]):
        if row["state"] != "same":
            yield _difference(preview, place, preview.answers)
    if preview.data["not_read"]:
        text = outcome.not_read_line(preview.data["not_read"])
        yield Row(RowKey("not_read"), (cell(""), cell(""), cell(text, "dim"), cell("")))


def _difference(preview: Preview, place: int, answers: Mapping[str, str]) -> Row:
    row = preview.data["rows"][place]
    sign, _space, text = outcome.row_line(row, preview.names).partition(" ")
    is_quiet = row["state"] in {"left_out", "missing", "restricted"}
    by_hand = _("left out") if answers.get(str(row["row"])) == LEAVE_OUT else ""
    return Row(
        RowKey("row", str(row["row"] or ""), str(place)),
        (
            cell(sign),
            cell(str(row["row"] or "")),
            cell(text.split("  ", 1)[-1], "dim" if is_quiet else ""),
            cell(by_hand, "dim"),
        ),
    )


# -- one line ------------------------------------------------------------------------------------


def answered(draft: SheetDraft, preview: Preview, key: RowKey) -> Row | None:
    """Return a line as the answers stand by now, while the sheet is still read with them."""
    if key.kind == "column":
        return _column(preview, int(key.id), draft.held(preview, int(key.id)))
    if key.kind == "row":
        return _difference(preview, int(key.part), draft.answers)
    question = preview.reading.questions.asked.get(key.id)
    if question is None:
        return None
    choice = draft.choice(question)
    if question.kind in _OF_THE_FILE:
        return _of_file(question, choice)
    wants = question in preview.reading.questions.open and question.key not in draft.answers
    return _doubt(question, choice, wants=wants)
