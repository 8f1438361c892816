"""Bring a sheet of people in, in three short steps: the file, its columns, its doubts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import msgspec
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import Worker

from revmentor.actions.imports import Imported
from revmentor.exchange import document
from revmentor.exchange.replies.envelope import looks_like_replies
from revmentor.exchange.sheet.questions import Question
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import RevmentorError
from revmentor.rules.programme_view import View
from revmentor.store.file.disk import kind_of
from revmentor.store.sheets_nearby import sheets_nearby
from revmentor.store.transaction import Transaction
from revmentor.store.typed_paths import read_source, typed_path
from screens.base.host import Host
from screens.people import bring_in_texts as texts
from screens.people import sheet_lines as lines
from screens.people.bring_document import BringDocument
from screens.people.bring_in_texts import STAGES, Stage
from screens.people.sheet_draft import Preview, SheetDraft
from screens.people.sheet_reader import SheetReader
from screens.people.sheet_table import SheetTable
from widgets.dialog import Dialog
from widgets.inputs import LineInput
from widgets.path_lines import path_lines
from widgets.table import RowKey, Table
from widgets.text import plain, wrapped


class BroughtIn(msgspec.Struct, frozen=True):
    """What came in, in a sentence, or the path of replies, which are another screen's."""

    told: str = ""
    replies: Path | None = None


class BringInScreen(ModalScreen[BroughtIn | None]):
    """The three steps; what it brings in is said in a sentence."""

    CSS_PATH = "bring_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "app.help", _("Help"), id="bring_in_help",
                tooltip=_("What this step is for, and its keys")),
        Binding("ctrl+s", "go_on", _("Go on"), id="bring_in_on", priority=True,
                tooltip=_("To the next step; behind the last one the sheet comes in")),
        Binding("escape", "go_back", _("Back"), id="bring_in_back",
                tooltip=_("To the step before; before the first one nothing comes in")),
    ]  # fmt: skip
    host = getters.app(Host)

    def __init__(self) -> None:
        """Begin with the file."""
        super().__init__()
        self._stage: Stage = "file"
        self._reader = SheetReader(self, self._dry_change)
        self._files: list[Path] = []
        self._room = 0
        """The lines that what is said took on this step, with the empty one below."""

    def compose(self) -> ComposeResult:
        """Place what is said, the path, the lines, and more about the line under the cursor."""
        with Dialog(id="box"):
            yield Static("", id="said", markup=False)
            yield LineInput(id="path", compact=True, placeholder=_("path of the file"))
            table = SheetTable(id="lines")
            table.in_turn = self._in_turn
            yield table
            yield Static("", id="about", markup=False)

    def on_mount(self) -> None:
        """Show the sheets that lie nearby."""
        self._files = sheets_nearby(self.host.file.path.parent)
        self._show()

    @property
    def HELP_TEXT(self) -> str:  # noqa: N802 -- the steps of the journey have it as a constant
        """What the step on screen is for."""
        return texts.help_text(self._stage)

    @property
    def HELP_TITLE(self) -> str:  # noqa: N802 -- as above
        """What the step on screen is called."""
        return texts.help_title(self._stage)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what does not act on this step."""
        acts = {"turn": self._stage != "file", "leave_out": self._stage == "doubts"}
        return acts.get(action, True) or self._reader.is_at_work  # the step may be on its way

    @property
    def _draft(self) -> SheetDraft | None:
        return self._reader.draft

    @property
    def _preview(self) -> Preview | None:
        return self._reader.reading.preview if self._reader.reading else None

    def _dry_change(self) -> Transaction:
        programme_id = self.host.view.programme.id if self.host.view else ""
        return self.host.file.change(programme_id, today=self.host.today, dry_run=True)

    # -- what is shown -------------------------------------------------------------------------

    def _show(self) -> None:
        box, path, table = self.query_one(Dialog), self.query_one("#path", Input), self._table
        box.border_subtitle = plain(texts.keys(self.host, self._stage))
        path.display = self._stage == "file"
        if self._stage == "file":
            table.fill(*path_lines(_("Sheets nearby"), self._files))
            path.focus()
        elif (reading := self._reader.reading) is not None:
            is_columns = self._stage == "columns"
            rows = reading.columns if is_columns else reading.doubts
            if not table.put_all(rows):
                wide = table.size.width
                table.fill(lines.columns_head() if is_columns else lines.doubts_head(wide), rows)
            table.focus()
        self._say()
        self._show_title()
        self._describe()

    def _say(self) -> None:
        """Say what would come of it; what that once took stays its room, so that no line jumps."""
        said, width = self.query_one("#said", Static), self.query_one(Dialog).content_size.width
        firm, name = self.host.file.snapshot.firm.name, self._draft.name if self._draft else ""
        told = texts.headline(self._stage, firm, name, self._preview, width or 200)
        if width:  # it is drawn already
            height = sum(len(wrapped(line.plain, width)) for line in told.split("\n"))
            self._room = max(self._room, height + 1)
            said.styles.min_height = self._room
        said.update(told)

    def _show_title(self) -> None:
        self.query_one(Dialog).border_title = texts.title(
            self._stage, is_reading=self._reader.is_at_work
        )

    @property
    def _table(self) -> SheetTable:
        return self.query_one(SheetTable)

    @on(Table.RowHighlighted)
    def _describe(self) -> None:
        about, told = self.query_one("#about", Static), plain("")
        if self._stage == "file" and (place := self._table.key):
            told = plain(str(self._files[int(place)]))
        elif self._draft is not None and self._preview is not None:
            width = max(20, about.content_size.width)
            told = texts.about(self._draft, self._preview, self._table.row_key, width)
        about.update(told)

    def on_resize(self) -> None:
        """Break what is said anew."""
        self._room = 0
        self.call_after_refresh(self._say)
        self.call_after_refresh(self._describe)

    def _question(self) -> Question | None:
        """Return the question on the line under the cursor."""
        key = self._table.row_key
        if key.kind != "question" or self._preview is None:
            return None
        return self._preview.reading.questions.asked.get(key.id)

    # -- the file ------------------------------------------------------------------------------

    @on(Input.Submitted, "#path")
    def _path_typed(self) -> None:
        if typed := self.query_one("#path", Input).value.strip():
            self._open(typed)

    @on(Table.RowSelected)
    def _line_chosen(self) -> None:
        if self._stage == "file":
            place = int(self._table.key or -1)
            if 0 <= place < len(self._files):
                self._open(str(self._files[place]))
        else:
            self._confirm()

    def _open(self, typed: str) -> None:
        """Open what was named: a document comes in at once, a sheet and replies go on."""
        if self._reader.is_at_work:
            return
        try:
            path = typed_path(typed)
            if kind_of(path) == "folder":
                self.dismiss(BroughtIn(replies=path))
                return
            raw = read_source(path)
            if looks_like_replies(raw):
                self.dismiss(BroughtIn(replies=path))
                return
            if document.looks_like_one(raw):
                BringDocument(self.host, raw, self._brought).begin()
                return
        except RevmentorError as error:
            self.host.warn(texts.refusal(error))
            return
        self._reader.open(SheetDraft(raw, path.name), lambda: self._go_to("columns"))
        self._show_title()
        self._table.focus()  # the next keys are meant for the columns

    def _go_to(self, stage: Stage) -> None:
        if stage == "file":
            self._reader.give_up()
        self._stage, self._room = stage, 0
        self._table.reset()
        self._show()

    def _brought(self, done: Imported) -> None:
        told = ngettext("{n} entry taken in", "{n} entries taken in", done.total)
        self.dismiss(BroughtIn(told))

    # -- reading -------------------------------------------------------------------------------

    @on(Worker.StateChanged)
    async def _reading_went_on(self, event: Worker.StateChanged) -> None:
        event.stop()
        try:
            if not self._reader.has_read(event.worker):
                return
        except RevmentorError as error:
            self.host.warn(texts.refusal(error))
        self._show()
        await self._reader.catch_up()

    def _in_turn(self, move: Callable[[], object]) -> None:
        """Move the cursor, behind what waits."""
        if not self._reader.waits(move):
            move()

    # -- keys ----------------------------------------------------------------------------------

    def action_turn(self, step: int) -> None:
        """Choose the next answer on the line, or the one before."""
        if self._reader.waits(lambda: self.action_turn(step)):
            return
        draft, preview, key = self._draft, self._preview, self._table.row_key
        if draft is None or preview is None or self._stage == "file":
            return
        if key.kind == "column":
            draft.turn_column(preview, int(key.id), step)
        elif question := self._question():
            draft.turn(question, step)
        else:
            return
        self._answered()

    def _confirm(self) -> None:
        """Take what is shown for the question on the line, and go on to the next line."""
        if self._reader.waits(self._confirm):
            return
        draft, question = self._draft, self._question()
        if draft is None or question is None or (choice := draft.choice(question)) is None:
            return
        draft.answers[question.key] = choice
        self._answered()
        self._table.go_down()

    def action_leave_out(self) -> None:
        """Leave the row on the line out, or take it in again."""
        if self._reader.waits(self.action_leave_out):
            return
        draft, preview, question = self._draft, self._preview, self._question()
        key = self._table.row_key
        row = question.row if question else int(key.id) if key.kind == "row" and key.id else None
        if draft is None or preview is None or row is None or self._stage != "doubts":
            return
        draft.leave_out(preview, row)
        if question is not None:  # it may be gone with its row: what becomes of that stays in sight
            self._table.go_to_row(row)
        self._answered()

    def _answered(self) -> None:
        """Show the answer on its line, and read the sheet with it."""
        if self._draft is not None and self._preview is not None:
            row = lines.answered(self._draft, self._preview, self._table.row_key)
            if row is not None:
                self._table.put(row)
        self._reader.read()
        self._show_title()
        self._describe()

    async def action_go_on(self) -> None:
        """Go to the next step; behind the last one the sheet comes in."""
        if self._reader.waits(self.action_go_on, for_all=True):
            return
        if self._stage == "file":
            self._path_typed()
        elif self._stage == "columns":
            self._go_to("doubts")
        else:
            await self._bring_in()

    def action_go_back(self) -> None:
        """Go to the step before; before the first one nothing comes in."""
        if self._reader.is_at_work and self._stage == "file":
            self._reader.give_up()
            self._show()
        elif self._stage == "file":
            self.dismiss(None)
        else:
            self._reader.forget_waiting()
            self._go_to(STAGES[STAGES.index(self._stage) - 1])

    async def _bring_in(self) -> None:
        """Bring in what is beyond doubt; what is open about single rows stays out."""
        draft, preview = self._draft, self._preview
        if draft is None or preview is None:
            return
        if question := next((each for each in preview.without_choice if each.row is None), None):
            self._table.go_to(RowKey("question", question.key))
            self.host.warn(_("First answer this: {question}").format(question=question.text))
            return
        left = draft.give_way(preview)
        enrolled = await self.host.attempt(lambda tx: draft.bring_in(tx, left))
        if enrolled is None:
            self._reader.take_back()
            self._reader.read()
            self._show_title()
            return
        said = [
            ngettext("{n} person brought in", "{n} people brought in", enrolled.people),
            ngettext("{n} changed", "{n} changed", enrolled.changed),
        ]
        if left:
            said.append(ngettext("{n} doubt stays on Today", "{n} doubts stay on Today", len(left)))
        told = ", ".join(said) + "."
        if enrolled.begun and (view := self.host.view):
            told = f"{told} {_begun(self.host, view)}"
        self.dismiss(BroughtIn(told))


def _begun(host: Host, view: View) -> str:
    """Return that a programme was begun for the people of a sheet, and where it is changed."""
    programme = view.programme
    return host.keyed(
        _("“{name}” begins on {day}; {go_goals}, then {programme} changes that."),
        name=programme.name,
        day=plain_date(programme.starts_on),
    )
