"""Bring a sheet of people in, in three short steps: the file, its columns, its doubts."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from revmentor.actions import imports
from revmentor.exchange import document
from revmentor.exchange.sheet import outcome
from revmentor.exchange.sheet.questions import Question
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.errors import NeedsConfirmation, Refused, RevmentorError
from revmentor.model.text import one_line
from revmentor.store.sheets_nearby import sheets_nearby
from revmentor.store.transaction import Seen
from revmentor.store.typed_paths import read_source, typed_path
from screens.base.host import Host
from screens.dialogs.confirm import confirm_form
from screens.people import sheet_lines as lines
from screens.people.sheet_draft import Preview, SheetDraft
from widgets.dialog import Dialog
from widgets.table import RowKey, Table
from widgets.text import MUTED, plain

Stage = Literal["file", "columns", "doubts"]
_STAGES: tuple[Stage, ...] = ("file", "columns", "doubts")


class _Lines(Table):
    """The lines of a step: arrows choose on the line under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "screen.turn(-1)", _("Before"), id="turn_back", show=False),
        Binding("right", "screen.turn(1)", _("Next"), id="turn_on", show=False),
        Binding("space", "screen.leave_out", _("Leave out"), id="leave_out", show=False),
    ]


class BringInScreen(ModalScreen[str | None]):
    """The three steps; what it brings in is said in a sentence."""

    CSS_PATH = "bring_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "go_on", _("Go on"), id="bring_in_on", priority=True),
        Binding("escape", "go_back", _("Back"), id="bring_in_back"),
    ]
    host = getters.app(Host)

    def __init__(self) -> None:
        """Begin with the file."""
        super().__init__()
        self._stage: Stage = "file"
        self._draft: SheetDraft | None = None
        self._preview: Preview | None = None
        self._files: list[Path] = []

    def compose(self) -> ComposeResult:
        """Place what is said, the path, the lines, and more about the line under the cursor."""
        with Dialog(id="box"):
            yield Static("", id="said", markup=False)
            yield Input(id="path", compact=True, placeholder=_("path of the file"))
            yield _Lines(id="lines")
            yield Static("", id="about", markup=False)

    def on_mount(self) -> None:
        """Show the sheets that lie nearby."""
        self._files = sheets_nearby(self.host.file.path.parent)
        self._show()

    # -- what is shown -------------------------------------------------------------------------

    def _show(self) -> None:
        box, path = self.query_one(Dialog), self.query_one("#path", Input)
        box.border_title = self._title()
        box.border_subtitle = plain(self._keys())
        path.display = self._stage == "file"
        table = self.query_one(_Lines)
        if self._stage == "file":
            table.fill(*lines.of_files(self._files))
            path.focus()
        else:
            if self._draft is not None and self._preview is not None:
                of = lines.of_columns if self._stage == "columns" else lines.of_doubts
                table.fill(*of(self._preview, self._draft.answers))
            table.focus()
        self.query_one("#said", Static).update(self._headline())
        self._describe()

    def _title(self) -> Content:
        names = {"file": _("File"), "columns": _("Columns"), "doubts": _("Doubts")}
        parts = [plain(_("Bring people in"), "bold")]
        for place, stage in enumerate(_STAGES, 1):
            is_here = stage == self._stage
            sign = "●" if is_here else "○"
            parts.append(plain(f"{sign} {place} {names[stage]}", "bold" if is_here else MUTED))
        return Content(" · ").join(parts)

    def _keys(self) -> str:
        if self._stage == "file":
            return _("enter opens, tab to the list, escape closes")
        if self._stage == "columns":
            return self.host.keyed(_("◂ ▸ what it holds, {bring_in_on} goes on, escape goes back"))
        return self.host.keyed(
            _("◂ ▸ choose, space leaves out, {bring_in_on} brings in as shown, escape goes back")
        )

    def _headline(self) -> Content:
        firm = one_line(self.host.file.snapshot.firm.name)
        if self._stage == "file" or self._preview is None or self._draft is None:
            return plain(
                _("A sheet for {firm}: CSV, Excel or OpenDocument; type or paste its path.").format(
                    firm=firm
                )
            )
        read, counts = self._preview.reading, self._preview.data["counts"]
        rows = len(read.sheet.lines)
        name = f"{self._draft.name} · {read.grid_name}" if read.grid_name else self._draft.name
        first = _("{firm} · {file} · {people}, {here} of them here already").format(
            firm=firm,
            file=one_line(name),
            people=ngettext("{n} row", "{n} rows", rows),
            here=number(read.here, 0),
        )
        if self._stage == "columns":
            return plain(first)
        doubts = ngettext("{n} doubt", "{n} doubts", counts["open"])
        return Content("\n").join(
            [plain(first), plain(f"{outcome.counted(counts)} · {doubts}", "bold")]
        )

    @on(Table.RowHighlighted)
    def _describe(self) -> None:
        about, question = self.query_one("#about", Static), self._question()
        if question is not None:
            choices = " · ".join(choice.label for choice in question.choices)
            about.update(Content("\n").join([plain(question.text, "bold"), plain(choices)]))
        else:
            about.update(plain(self._row_in_full()))

    def _row_in_full(self) -> str:
        """Return what becomes of the row on the line, uncut."""
        key = self.query_one(_Lines).row_key
        if key.kind != "row" or self._preview is None:
            return ""
        return outcome.row_line(self._preview.data["rows"][int(key.part)])

    def _question(self) -> Question | None:
        """Return the question on the line under the cursor."""
        key = self.query_one(_Lines).row_key
        if key.kind != "question" or self._preview is None:
            return None
        return self._preview.reading.questions.asked.get(key.id)

    # -- the file ------------------------------------------------------------------------------

    @on(Input.Submitted, "#path")
    def _path_typed(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._open(event.value)

    @on(Table.RowSelected)
    def _line_chosen(self) -> None:
        if self._stage == "file":
            place = int(self.query_one(_Lines).key or -1)
            if 0 <= place < len(self._files):
                self._open(str(self._files[place]))
        else:
            self._confirm()

    def _confirm(self) -> None:
        """Take what is shown for the question on the line, and go on to the next line."""
        draft, question, table = self._draft, self._question(), self.query_one(_Lines)
        if draft is None or question is None or question.choice is None:
            return
        before = dict(draft.answers)
        draft.answers[question.key] = question.choice
        self._reread(before)
        table.go_down()

    def _open(self, typed: str) -> None:
        """Open the file that was named: a document comes in at once, a sheet goes on."""
        try:
            path = typed_path(typed)
            raw = read_source(path)
            if document.looks_like_one(raw):
                self._take_document(raw)
                return
            self._draft = SheetDraft(raw, path.name)
            self._read()
        except RevmentorError as error:
            self._draft = None
            self.host.warn(_told(error))
            return
        self._go_to("columns")

    def _go_to(self, stage: Stage) -> None:
        self._stage = stage
        self.query_one(_Lines).reset()
        self._show()

    def _take_document(self, raw: bytes, *, other_firm: bool = False) -> None:
        incoming = document.read_document(raw)
        try:
            done = self.host.make(
                lambda tx: imports.import_document(tx, incoming, other_firm=other_firm),
                Seen(self.host.file.snapshot),
            )
        except NeedsConfirmation as error:
            form = confirm_form(
                self.host, _("Another firm’s?"), str(error), _("Take it in all the same")
            )
            self.host.ask(form, lambda _yes: self._take_document(raw, other_firm=True))
        else:
            self.dismiss(ngettext("{n} entry taken in", "{n} entries taken in", done.total))

    def _read(self) -> None:
        """Read the sheet with the answers so far, and show what would come of it."""
        if self._draft is not None:
            programme_id = self.host.view.programme.id if self.host.view else ""
            tx = self.host.file.change(programme_id, today=self.host.today, dry_run=True)
            self._preview = self._draft.preview(tx)

    # -- keys ----------------------------------------------------------------------------------

    def action_turn(self, step: int) -> None:
        """Choose the next answer on the line, or the one before."""
        draft, preview, key = self._draft, self._preview, self.query_one(_Lines).row_key
        if draft is None or preview is None or self._stage == "file":
            return
        before = dict(draft.answers)
        if key.kind == "column":
            draft.turn_column(preview, int(key.id), step)
        elif question := self._question():
            draft.turn(question, step)
        else:
            return
        self._reread(before)

    def action_leave_out(self) -> None:
        """Leave the row on the line out, or take it in again."""
        draft, key, question = self._draft, self.query_one(_Lines).row_key, self._question()
        row = question.row if question else int(key.id) if key.kind == "row" and key.id else None
        if draft is None or row is None or self._stage != "doubts":
            return
        before = dict(draft.answers)
        draft.leave_out(row)
        self._reread(before)

    def _reread(self, before: dict[str, str]) -> None:
        """Read with the new answer; one that cannot be is taken back, and said."""
        try:
            self._read()
        except Refused as error:
            if self._draft is not None:
                self._draft.answers = before
            self.host.warn(_told(error))
        self._show()

    def action_go_on(self) -> None:
        """Go to the next step; behind the last one the sheet comes in."""
        if self._stage == "file":
            self._path_typed(Input.Submitted(path := self.query_one("#path", Input), path.value))
        elif self._stage == "columns":
            self._go_to("doubts")
        else:
            self._bring_in()

    def action_go_back(self) -> None:
        """Go to the step before; before the first one nothing comes in."""
        place = _STAGES.index(self._stage)
        if place == 0:
            self.dismiss(None)
            return
        self._go_to(_STAGES[place - 1])

    def _bring_in(self) -> None:
        """Bring in what is beyond doubt; what is open about single rows stays out."""
        draft, preview = self._draft, self._preview
        if draft is None or preview is None:
            return
        if question := next((each for each in preview.without_choice if each.row is None), None):
            self.query_one(_Lines).go_to(RowKey("question", question.key))
            self.host.warn(_("First answer this: {question}").format(question=question.text))
            return
        before = dict(draft.answers)
        left = draft.give_way(preview)
        enrolled = self.host.attempt(lambda tx: draft.bring_in(tx, left))
        if enrolled is None:
            self._reread(before)
            return
        said = [
            ngettext("{n} person brought in", "{n} people brought in", enrolled.people),
            ngettext("{n} changed", "{n} changed", enrolled.changed),
        ]
        if left:
            said.append(ngettext("{n} doubt stays on Today", "{n} doubts stay on Today", len(left)))
        self.dismiss(", ".join(said) + ".")


def _told(error: RevmentorError) -> str:
    """Return why a sheet cannot come in, with the first of its problems."""
    problems = getattr(error, "problems", ())
    first = [str(problem) for problem in problems[:2] if str(problem) != str(error)]
    return " ".join([str(error), *first])
