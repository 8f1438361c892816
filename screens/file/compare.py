"""The file beside a copy of it: what differs, line by line, and what is taken over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from revmentor.actions import copies as actions
from revmentor.actions.copies import TakenOver
from revmentor.exchange import comparison as telling
from revmentor.exchange.comparison import ToldComparison, ToldDifference
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model.errors import RevmentorError, WrongPassphrase
from revmentor.store import shared_folders
from revmentor.store.encryption.cipher import Key
from revmentor.store.history import other_copy
from revmentor.store.history.other_copy import OtherCopy
from revmentor.store.sheets_nearby import files_nearby
from screens.base.host import Host
from screens.dialogs.confirm import confirm_form
from screens.file.choose_file import ChooseFileScreen
from screens.file.new_file_forms import passphrase_form
from screens.file.side_by_side import SideBySideScreen
from widgets.dialog import Dialog
from widgets.table import Column, Row, Table
from widgets.text import MUTED, cell, plain, wrapped

_WIDE = 100
"""From so many columns on a column of its own says what happened since the two were one."""
_ALONG = 5
"""How many of those that come along are named in the question."""


def begin_comparing(host: Host) -> None:
    """Compare the open file with the one conflict copy beside it, else with a file to choose."""
    beside = shared_folders.conflict_copies(host.file.path)
    if len(beside) == 1:
        show_comparison(host, beside[0])
    else:
        choose_copy(host)


def choose_copy(host: Host) -> None:
    """Choose what to compare the open file with: conflict copies first, then what lies nearby."""
    path = host.file.path
    every = [*shared_folders.conflict_copies(path), *files_nearby([path.parent])]
    files = [each for each in dict.fromkeys(every) if each != path]
    form = ChooseFileScreen(
        files=files, title=_("Compare with a copy"), nothing=_("No other file lies nearby.")
    )
    host.ask(form, lambda chosen: show_comparison(host, chosen))


def show_comparison(host: Host, path: Path, key: Key | None = None) -> None:
    """Show what differs from a copy; of an encrypted one the passphrase is asked for."""
    try:
        copy = other_copy.read_copy(host.file, path, key or host.file.key)
    except WrongPassphrase:
        form = passphrase_form(host, path)
        host.ask(form, lambda typed: show_comparison(host, path, typed))
    except RevmentorError as error:
        host.warn(str(error))
    else:
        host.ask(CompareScreen(copy), lambda _other: choose_copy(host))


class CompareScreen(ModalScreen[bool | None]):
    """The differences as lines: ticked ones are taken over in one change.

    It ends with ``True`` where another file is wanted.
    """

    CSS_PATH = "compare.tcss"
    HELP_TITLE = _("Compare with a copy")
    HELP_TEXT = _(
        "Each line is an entry that is not the same in this file and in the copy. Space "
        "ticks it, enter shows it whole, both states side by side, {take_over} takes over what is "
        "ticked as it stands in the copy. The copy itself is never changed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "app.help", _("Help"), id="compare_help",
                tooltip=_("What this is for, and its keys")),
        Binding("ctrl+s", "take_over", _("Take over"), id="take_over", priority=True,
                tooltip=_("Take over what is ticked, as it stands in the copy")),
        Binding("o", "other", _("Other"), id="other_copy",
                tooltip=_("Compare with another file")),
        Binding("escape", "dismiss(None)", _("Close"), id="close_compare"),
    ]  # fmt: skip
    host = getters.app(Host)

    def __init__(self, copy: OtherCopy) -> None:
        """Show what differs from a copy that was read."""
        super().__init__()
        self._copy = copy
        self._told: ToldComparison | None = None

    def compose(self) -> ComposeResult:
        """Place what is said of the two, the lines, and more about the one under the cursor."""
        with Dialog(id="box") as box:
            box.border_title = plain(
                _("{file} beside {copy}").format(
                    file=self.host.file.path.name, copy=self._copy.path.name
                )
            )
            yield Static("", id="said", markup=False)
            yield Table(id="differences", ticks=self._ticked_with)
            yield Static("", id="about", markup=False)

    def on_mount(self) -> None:
        """Compare the two."""
        self._compare()
        self.query_one(Table).focus()

    def _compare(self) -> None:
        here, copy = self.host.file.snapshot, self._copy
        self._told = telling.told(here, copy.snapshot, copy.before, with_notes=True)
        self._show()

    @property
    def _every(self) -> Sequence[ToldDifference]:
        return self._told.every if self._told else ()

    # -- what is shown -------------------------------------------------------------------------

    def _show(self) -> None:
        table, box = self.query_one(Table), self.query_one(Dialog)
        is_wide = self.size.width >= _WIDE
        columns = [
            Column("stands", _("Where"), 18),
            Column("kind", _("What"), 15),
            Column("name", _("Whose, which")),
        ]
        if is_wide:
            columns.append(Column("since", _("Since the two were one"), 30))
        rows = [_row(each, str(at), is_wide=is_wide) for at, each in enumerate(self._every)]
        table.fill(columns, rows)
        table.display = bool(rows)
        box.border_subtitle = plain(self.host.keyed(self._keys()))
        self._say()
        self._describe()

    def _keys(self) -> str:
        if not self._every:
            return _("{other_copy} another file · {close_compare} closes")
        return _(
            "space ticks · enter shows it · {take_over} takes over · {other_copy} other · "
            "{close_compare} closes"
        )

    def _say(self) -> None:
        said, width = self.query_one("#said", Static), max(30, self.size.width - 6)
        told = other_copy.about(self.host.file, self._copy)
        told.append(telling.counts_text(self._every))
        if not any(each.is_missing_here for each in self._every):
            told.append(telling.afterwards(self._copy.path.name, self._every))
        lines = [line for text in told for line in wrapped(text, min(width, 126))]
        said.update(Content("\n").join(plain(line) for line in lines))

    def on_resize(self) -> None:
        """Give columns and sentences the width there is."""
        self.call_after_refresh(self._show)

    @property
    def _here(self) -> ToldDifference | None:
        key = self.query_one(Table).key
        return self._every[int(key)] if key and int(key) < len(self._every) else None

    @on(Table.RowHighlighted)
    def _describe(self) -> None:
        about, here = self.query_one("#about", Static), self._here
        width = min(126, max(30, self.size.width - 6))
        about.update(_about(here, width) if here else "")

    @on(Table.RowSelected)
    def _whole(self) -> None:
        if here := self._here:
            self.host.ask(SideBySideScreen(here), lambda _ticked: self._tick(here.key))

    # -- what is done --------------------------------------------------------------------------

    def _ticked_with(self, key: str) -> str:
        """Return what is ticked with a line: what it is taken over by."""
        return self._every[int(key)].key if key else ""

    def _tick(self, key: str) -> None:
        table = self.query_one(Table)
        if key not in table.ticked:
            table.action_tick()

    async def action_take_over(self) -> None:
        """Take over what is ticked; what comes along with it is said first."""
        keys = list(self.query_one(Table).ticked)
        if not keys:
            self.host.warn(_("Nothing is ticked; space ticks a line."))
            return
        would = self._tried(keys)
        if would is None or self._told is None:
            return
        if would.along:
            names = self._told.names(would.along)
            more = len(names) - _ALONG
            if more > 0:
                names[_ALONG:] = [ngettext("{n} more", "{n} more", more)]
            text = _("This is not here and comes along, since what is ticked needs it: {names}.")
            form = confirm_form(
                self.host, _("Take over?"), text.format(names=listed(names)), _("Take over")
            )
            self.host.ask(form, lambda _yes: self._take_over(keys))
        else:
            await self._take_over(keys)

    async def _take_over(self, keys: Sequence[str]) -> None:
        copy = self._copy.snapshot
        taken = await self.host.attempt(lambda tx: actions.take_over(tx, copy, keys))
        if taken is None:
            return
        self.query_one(Table).ticked.clear()
        self._compare()
        what = ngettext("{n} entry taken over", "{n} entries taken over", taken.total)
        text = _("{what}. Once this is closed, {undo} takes that back.")
        self.host.tell(self.host.keyed(text, what=what))

    def _tried(self, keys: Sequence[str]) -> TakenOver | None:
        """Return what would be taken over; why nothing can be is said."""
        host, copy = self.host, self._copy.snapshot
        tx = host.file.change(today=host.today, dry_run=True)
        return host.look(lambda: actions.take_over(tx, copy, keys))

    def action_other(self) -> None:
        """Compare with another file."""
        self.dismiss(True)


def _row(each: ToldDifference, key: str, *, is_wide: bool) -> Row:
    style = "dim" if not each.is_missing_here else ""
    texts = [telling.stands_in_words(each.stands_in), each.kind, each.name]
    if is_wide:
        texts.append(each.what_happened)
    return Row(key, tuple(cell(text, style) for text in texts))


def _about(each: ToldDifference, width: int) -> Content:
    """Return a difference in a few lines: what happened, and the fields that are other."""
    first = f"{each.title} · {each.what_happened}" if each.what_happened else each.title
    lines = [plain(line, "bold") for line in wrapped(first, width)]
    if each.stands_in == "both":
        told = [field.line for field in each.fields]
    elif each.stands_in == "copy":
        told = [f"{field.label}: {field.copy}" for field in each.fields if field.copy]
    else:
        told = [_("It stands only here; there is nothing to take over.")]
    lines += [plain(line, MUTED) for text in told for line in wrapped(text, width)]
    return Content("\n").join(lines)
