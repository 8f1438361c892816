"""The lines of a sheet that is being brought in: files nearby, columns, doubts and differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from revmentor.exchange.sheet import outcome
from revmentor.exchange.sheet.columns import NOT_READ, label
from revmentor.exchange.sheet.questions import LEAVE_OUT, Question
from revmentor.i18n.gettext import _
from revmentor.model.text import one_line
from screens.people.sheet_draft import Preview
from widgets.table import Column, Row, RowKey
from widgets.text import cell

Lines = tuple[list[Column], list[Row]]
_OF_THE_FILE = frozenset({"encoding", "sheet"})
"""The kinds of questions that are asked beside the columns: by them the columns change."""


def of_files(files: Sequence[Path]) -> Lines:
    """Return the sheets nearby, with their folders."""
    columns = [Column("name", _("Sheets nearby"), 38), Column("folder", _("Folder"))]
    return columns, [
        Row(str(place), (cell(path.name), cell(str(path.parent), "dim")))
        for place, path in enumerate(files)
    ]


def of_columns(preview: Preview, _answers: Mapping[str, str]) -> Lines:
    """Return the columns of a sheet with what each holds, under what is asked of the file."""
    columns = [
        Column("heading", _("Heading"), 30),
        Column("holds", _("Holds"), 26),
        Column("example", _("First cells")),
    ]
    asked = [each for each in preview.reading.asked if each.kind in _OF_THE_FILE]
    of_file = [Row(_key(each), (each.text, f"◂ {_chosen(each)} ▸", "")) for each in asked]
    return columns, [*of_file, *_held(preview)]


def _held(preview: Preview) -> Iterator[Row]:
    sheet = preview.reading.sheet
    for place, heading in enumerate(sheet.headings):
        cells = [line.cells[place] for line in sheet.lines[:3] if place < len(line.cells)]
        held = sheet.held.get(place, NOT_READ)
        is_read = held != NOT_READ
        yield Row(
            RowKey("column", str(place)),
            (
                cell(heading or "–", "" if is_read else "dim"),
                cell(f"◂ {label(held)} ▸", "bold" if is_read else "dim"),
                cell(", ".join(one_line(text) for text in cells if text), "dim"),
            ),
        )


def of_doubts(preview: Preview, answers: Mapping[str, str]) -> Lines:
    """Return what is asked, what would change, and at the end what was taken for something.

    A question keeps its line when it is answered.
    """
    columns = [
        Column("sign", "", 2),
        Column("place", _("Row"), 5),
        Column("text", _("What"), None),
        Column("choice", _("Choice"), 28),
    ]
    every = preview.reading.questions.asked.values()
    asked = sorted(
        (each for each in every if each.kind not in _OF_THE_FILE), key=lambda each: each.row or 0
    )
    is_open = {each.key for each in preview.reading.questions.open}
    return columns, [
        *(_question(each, is_open) for each in asked if not each.is_safe),
        *_differences(preview, answers),
        *(_question(each, is_open) for each in asked if each.is_safe),
    ]


def _key(question: Question) -> RowKey:
    return RowKey("question", question.key)


def _chosen(question: Question) -> str:
    """Return what is chosen for a question, in its words; dots where nothing is."""
    labels = {choice.value: choice.label for choice in question.choices}
    return labels.get(str(question.choice), "…")


def _question(question: Question, is_open: set[str]) -> Row:
    wants = question.key in is_open
    style = "bold" if wants else "dim"
    return Row(
        _key(question),
        (
            cell("?" if wants else "·", style),
            cell(str(question.row or "")),
            cell(question.text, style),
            cell(f"◂ {_chosen(question)} ▸", style),
        ),
    )


def _differences(preview: Preview, answers: Mapping[str, str]) -> Iterator[Row]:
    for place, row in enumerate(preview.data["rows"]):
        if row["state"] == "same":
            continue
        sign, _space, text = outcome.row_line(row).partition(" ")
        is_quiet = row["state"] in {"left_out", "missing", "restricted"}
        by_hand = _("left out") if answers.get(str(row["row"])) == LEAVE_OUT else ""
        yield Row(
            RowKey("row", str(row["row"] or ""), str(place)),
            (
                cell(sign),
                cell(str(row["row"] or "")),
                cell(text.split("  ", 1)[-1], "dim" if is_quiet else ""),
                cell(by_hand, "dim"),
            ),
        )
    if preview.data["not_read"]:
        text = outcome.not_read_line(preview.data["not_read"])
        yield Row(RowKey("not_read"), (cell(""), cell(""), cell(text, "dim"), cell("")))
