"""What the three steps of a sheet say: where one is, the keys, the numbers, and a line in full."""

from __future__ import annotations

from typing import Literal

from textual.content import Content

from revmentor.exchange.sheet import outcome
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.errors import RevmentorError
from revmentor.model.text import one_line
from screens.base.host import Host
from screens.people.sheet_draft import Preview
from widgets.table import RowKey
from widgets.text import MUTED, plain

Stage = Literal["file", "columns", "doubts"]
STAGES: tuple[Stage, ...] = ("file", "columns", "doubts")


def title(here: Stage, *, is_reading: bool) -> Content:
    """Return the three steps with the one on screen marked, and whether the sheet is being read."""
    names = {"file": _("File"), "columns": _("Columns"), "doubts": _("Doubts")}
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
        _("◂ ▸ choose, space leaves out, {bring_in_on} brings in as shown, escape goes back")
    )


def headline(here: Stage, firm: str, name: str, preview: Preview | None) -> Content:
    """Return which sheet comes into which firm, and what would come of it."""
    firm = one_line(firm)
    if here == "file" or preview is None:
        return plain(
            _("A sheet for {firm}: CSV, Excel or OpenDocument; type or paste its path.").format(
                firm=firm
            )
        )
    read, counts = preview.reading, preview.data["counts"]
    first = _("{firm} · {file} · {people}, {here} of them here already").format(
        firm=firm,
        file=one_line(f"{name} · {read.grid_name}" if read.grid_name else name),
        people=ngettext("{n} row", "{n} rows", len(read.sheet.lines)),
        here=number(read.here, 0),
    )
    if here == "columns":
        return plain(first)
    doubts = ngettext("{n} doubt", "{n} doubts", counts["open"])
    return Content("\n").join(
        [plain(first), plain(f"{outcome.counted(counts)} · {doubts}", "bold")]
    )


def about(preview: Preview, key: RowKey) -> Content:
    """Return what the line under the cursor is about, uncut."""
    if key.kind == "row":
        return plain(outcome.row_line(preview.data["rows"][int(key.part)]))
    question = preview.reading.questions.asked.get(key.id) if key.kind == "question" else None
    if question is None:
        return plain("")
    choices = " · ".join(choice.label for choice in question.choices)
    return Content("\n").join([plain(question.text, "bold"), plain(choices)])


def refusal(error: RevmentorError) -> str:
    """Return why a sheet cannot come in, with the first of its problems."""
    problems = getattr(error, "problems", ())
    first = [str(problem) for problem in problems[:2] if str(problem) != str(error)]
    return " ".join([str(error), *first])
