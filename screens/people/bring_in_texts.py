"""What the three steps of a sheet say: where one is, the keys, the numbers, and a line in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from rich.cells import cell_len
from textual.content import Content

from revmentor.exchange.sheet import outcome
from revmentor.exchange.sheet.questions import Question
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.errors import RevmentorError
from revmentor.model.text import one_line
from screens.base.host import Host
from screens.people import sheet_lines as lines
from screens.people.sheet_draft import Preview, SheetDraft
from widgets.table import RowKey
from widgets.text import MUTED, fit, plain, wrapped

Stage = Literal["file", "columns", "doubts"]
STAGES: tuple[Stage, ...] = ("file", "columns", "doubts")
ABOUT_LINES = 5
"""The lines under the list, for what the cursor is on."""


def _names() -> dict[Stage, str]:
    return {"file": _("File"), "columns": _("Columns"), "doubts": _("Doubts")}


def help_title(here: Stage) -> str:
    """Return what a step is called over its help."""
    return " · ".join([_("Bring people in"), _names()[here]])


def help_text(here: Stage) -> str:
    """Return what a step is for; an id in braces stands for the key of that binding."""
    told = {
        "file": _(
            "Type or paste the path of a sheet, or drop the file on the terminal; enter opens it. "
            "Tab goes to the sheets that lie nearby. CSV, Excel and OpenDocument are read, as the "
            "firm has them: no column has to be renamed. Nothing is changed before the last step."
        ),
        "columns": _(
            "Each line is a column of the sheet, with what it is taken for. ◂ ▸ take it for "
            "something else; the firm’s next sheet is then read alike. What is “not read” reaches "
            "nothing. {bring_in_on} goes on to the doubts."
        ),
        "doubts": _(
            "A line with ? asks you something: ◂ ▸ choose, enter confirms what is shown. + is "
            "somebody new, ~ somebody changed, - who takes part and is not on the sheet, ! a row "
            "that cannot be read; · is left out, or was taken for something without doubt. Space "
            "leaves a row out. {bring_in_on} brings in what the lines show, all at once; {undo} "
            "takes it back. A doubt without a choice stays out and is named on Today."
        ),
    }
    return told[here]


def title(here: Stage, *, is_reading: bool) -> Content:
    """Return the three steps with the one on screen marked, and whether the sheet is being read."""
    names = _names()
    parts = [plain(_("Bring people in"), "bold")]
    for place, stage in enumerate(STAGES, 1):
        is_here = stage == here
        sign = "●" if is_here else "○"
        parts.append(plain(f"{sign} {place} {names[stage]}", "bold" if is_here else MUTED))
    if is_reading:
        parts.append(plain(_("reading …"), "bold"))
    return Content(" · ").join(parts)


def keys(host: Host, here: Stage) -> str:
    """Return the keys of a step, in words."""
    if here == "file":
        return _("enter opens, tab to the list, escape closes")
    if here == "columns":
        return host.keyed(_("◂ ▸ what it holds, {bring_in_on} goes on, escape goes back"))
    return host.keyed(
        _("◂ ▸ choose, enter takes, space leaves out, {bring_in_on} brings in, escape back")
    )


def headline(here: Stage, firm: str, name: str, preview: Preview | None, width: int) -> Content:
    """Return which sheet comes into which firm, and what would come of it.

    Of the first line the name of the file gives way, where it is wider than ``width``.
    """
    firm = one_line(firm)
    if here == "file" or preview is None:
        return plain(
            _("A sheet for {firm}: CSV, Excel or OpenDocument; type or paste its path.").format(
                firm=firm
            )
        )
    read, counts = preview.reading, preview.data["counts"]
    told = _("{firm} · {file} · {people}, {here} of them here already")
    people = ngettext("{n} row", "{n} rows", len(read.sheet.lines))
    file = one_line(f"{name} · {read.grid_name}" if read.grid_name else name)

    def first_line(file: str) -> str:
        return told.format(firm=firm, file=file, people=people, here=number(read.here, 0))

    room = width - cell_len(first_line(""))
    first = first_line(fit(file, max(10, room)).rstrip() if cell_len(file) > room else file)
    if here == "columns":
        return plain(first)
    doubts = ngettext("{n} doubt", "{n} doubts", counts["open"])
    return Content("\n").join(
        [plain(first), plain(f"{outcome.counted(counts)} · {doubts}", "bold")]
    )


def about(draft: SheetDraft, preview: Preview, key: RowKey, width: int) -> Content:
    """Return what the line under the cursor is about, in at most :data:`ABOUT_LINES` lines.

    What is chosen stands in it uncut; only the other choices give way where there is no room.
    """
    return Content("\n").join(list(_about(draft, preview, key, width))[:ABOUT_LINES])


def _about(draft: SheetDraft, preview: Preview, key: RowKey, width: int) -> Iterator[Content]:
    if key.kind == "question" and (question := preview.reading.questions.asked.get(key.id)):
        yield from _about_question(question, draft.choice(question), width)
    elif key.kind == "column":
        yield from _about_column(draft, preview, int(key.id), width)
    elif key.kind == "row":
        told = outcome.row_line(preview.data["rows"][int(key.part)], preview.names)
        yield from map(plain, wrapped(told, width))
    elif key.kind == "not_read":
        told = outcome.not_read_line(preview.data["not_read"])
        yield from map(plain, wrapped(told, width))


def _about_question(question: Question, choice: str | None, width: int) -> Iterator[Content]:
    values = [each.value for each in question.choices]
    told = f"◂ {lines.chosen(question, choice)} ▸"
    if choice in values:
        of_all = _("choice {n} of {of}").format(n=values.index(choice) + 1, of=len(values))
        told = f"{told}  {of_all}"
    asked, chosen = wrapped(question.text, width), wrapped(told, width)
    others = [each.label for each in question.choices if each.value != choice]
    yield from (plain(line, "bold") for line in asked[: ABOUT_LINES - len(chosen)])
    yield from (plain(line, "$text") for line in chosen)
    if others:
        yield from (
            plain(line, MUTED)
            for line in wrapped(_("or: {choices}").format(choices=" · ".join(others)), width)
        )


def _about_column(draft: SheetDraft, preview: Preview, place: int, width: int) -> Iterator[Content]:
    sheet = preview.reading.sheet
    heading, held = sheet.headings[place] or "–", preview.held_words(draft.held(preview, place))
    yield from (plain(line, "bold") for line in wrapped(f"{heading}: {held}", width))
    yield from (plain(line, MUTED) for line in wrapped(lines.first_cells(sheet, place), width))


def refusal(error: RevmentorError) -> str:
    """Return why a sheet cannot come in, with the first of its problems."""
    problems = getattr(error, "problems", ())
    first = [str(problem) for problem in problems[:2] if str(problem) != str(error)]
    return " ".join([str(error), *first])
