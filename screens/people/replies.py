"""Bring replies in: a file, a folder of files, or a text pasted from a mail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from revmentor.actions import replies as actions
from revmentor.exchange.replies import telling
from revmentor.exchange.replies.sources import MOST_OF_A_SOURCE, Brought, brought_in
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import PassphraseNeeded, Problem
from revmentor.rules.programme_view import View
from revmentor.rules.replies import arrivals
from revmentor.rules.replies.arrivals import JudgedReply
from revmentor.rules.replies.editions import form_title
from revmentor.store.encryption.cipher import opened_with
from revmentor.store.reply_files import reply_files
from revmentor.store.transaction import Transaction
from revmentor.store.typed_paths import typed_path
from screens.base.host import Host
from widgets.dialog import Dialog
from widgets.inputs import LineInput
from widgets.prose import Prose
from widgets.table import Column, Row, Table
from widgets.text import cell, plain

_END = ("END REVMENTOR REPLY", "END AGE ENCRYPTED FILE")


class _Replies(Table):
    """The replies that were read: the arrows say whether a second one counts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,right,space", "screen.turn", _("Which counts"), id="which_counts",
                show=False),
    ]  # fmt: skip


class _Paste(TextArea):
    """Where a text is pasted: tab leaves it."""

    def __init__(self) -> None:
        super().__init__("", id="paste", tab_behavior="focus", compact=True)


class BringRepliesScreen(ModalScreen[str | None]):
    """Who, what, when; what it takes in is said in a sentence."""

    CSS_PATH = "replies.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take_in", _("Bring in"), id="take_replies", priority=True),
        Binding("escape", "dismiss(None)", _("Close"), id="close_replies"),
    ]
    host = getters.app(Host)

    def __init__(self, path: Path | None = None) -> None:
        """Begin with a file or folder, where one is named."""
        super().__init__()
        self._path = path
        self._brought = Brought()
        self._left: set[str] = set()
        """The sources of second replies that shall not count."""

    def compose(self) -> ComposeResult:
        """Place the path, the text, the replies, and more about the one under the cursor."""
        with Dialog(id="box") as box:
            box.border_title = plain(_("Bring answers in"), "bold")
            yield Prose("", id="said")
            yield LineInput(id="path", compact=True, placeholder=_("path of a file or a folder"))
            yield _Paste()
            yield _Replies(id="replies")
            yield Prose("", id="about")

    def on_mount(self) -> None:
        """Read what was named, or wait for a path or a text."""
        self._show()
        if self._path is not None:
            self.query_one("#path", Input).value = str(self._path)
            self._read_path(self._path)
        else:
            self.query_one("#path", Input).focus()

    # -- what is read --------------------------------------------------------------------------

    @on(Input.Submitted, "#path")
    def _typed(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            return
        path = self.host.look(lambda: typed_path(event.value, self.host.file.path.parent))
        if path is not None:
            self._read_path(path)

    def _read_path(self, path: Path) -> None:
        sources = self.host.look(lambda: list(reply_files(path, MOST_OF_A_SOURCE)))
        if sources is not None:
            self._read(sources)

    @on(TextArea.Changed, "#paste")
    def _pasted(self, event: TextArea.Changed) -> None:
        text = event.text_area.text
        if any(end in text.upper() for end in _END) or text.rstrip().endswith("}"):
            self._read([(_("pasted"), text.encode("utf-8", "replace"))])

    def _read(self, sources: Sequence[tuple[str, bytes] | Problem]) -> None:
        view = self._view()
        if view is None:
            return
        brought = self.host.look(lambda: brought_in(view, sources, self._unsealed, self.host.today))
        if brought is not None:
            self._brought, self._left = brought, set()
            self._show()
            self.query_one(_Replies).focus()

    def _unsealed(self, raw: bytes) -> bytes:
        key = self.host.file.key
        if key is None:
            raise PassphraseNeeded(
                _("it is encrypted, and this file is not locked: answers FILE SOURCE --identity "
                  "KEY on the command line opens it")
            )  # fmt: skip
        return opened_with(raw, key)

    def _view(self) -> View | None:
        if self.host.view is None:
            self.host.warn(_("There is no programme, and so nobody was asked anything."))
        return self.host.view

    # -- what is shown -------------------------------------------------------------------------

    def _judged(self, view: View) -> list[JudgedReply]:
        every = arrivals.judged(view, self._brought.arrivals, self.host.today)
        return [each.left() if each.arrival.source in self._left else each for each in every]

    def _show(self) -> None:
        view, box = self.host.view, self.query_one(Dialog)
        judged = self._judged(view) if view else []
        table = self.query_one(_Replies)
        columns = [
            Column("state", _("Counts"), 12),
            Column("who", _("Who"), 24),
            Column("what", _("What")),
            Column("when", _("When")),
        ]
        rows = [_row(view, each, str(place)) for place, each in enumerate(judged) if view]
        rows += [
            Row(f"x{place}", (cell(_("refused"), "yellow"), cell(each.path), cell(""), cell("")))
            for place, each in enumerate(self._brought.problems)
        ]
        table.fill(columns, rows)
        table.display = bool(rows)
        self.query_one("#paste").display = not rows
        self.query_one("#said", Prose).update(plain(self._headline(judged)))
        box.border_subtitle = plain(self._keys(bool(rows)))
        self._describe()

    def _headline(self, judged: Sequence[JudgedReply]) -> str:
        if not judged and not self._brought.problems:
            return _("Name a file or a folder of replies, or paste the text of a mail below.")
        taken = sum(each.state in {"new", "second"} for each in judged)
        refused = len(self._brought.problems) + sum(each.state == "refused" for each in judged)
        text = ngettext("{n} reply to bring in", "{n} replies to bring in", taken)
        if refused:
            text += " · " + ngettext("{n} refused", "{n} refused", refused)
        return text

    def _keys(self, has_rows: bool) -> str:
        if has_rows:
            return self.host.keyed(
                _("◂ ▸ which of two counts, {take_replies} brings in, escape closes")
            )
        return _("enter reads the path, tab to the text, escape closes")

    @on(Table.RowHighlighted)
    def _describe(self) -> None:
        view, key = self.host.view, self.query_one(_Replies).key
        self.query_one("#about", Prose).update(self._about(view, key))

    def _about(self, view: View | None, key: str) -> Content:
        if view is None or not key:
            return plain("")
        if key.startswith("x"):
            return plain(self._brought.problems[int(key[1:])].message)
        return plain(telling.reply_line(view, self._judged(view)[int(key)]))

    # -- what is done --------------------------------------------------------------------------

    def action_turn(self) -> None:
        """Let the first of two replies count, or the second."""
        view, key = self.host.view, self.query_one(_Replies).key
        if view is None or not key.isdigit():
            return
        judged = self._judged(view)[int(key)]
        if judged.state in {"second", "left"}:
            self._left ^= {judged.arrival.source}
            self._show()

    async def action_take_in(self) -> None:
        """Take in what is shown, in one commit."""
        if not self._brought.arrivals:
            self.host.warn(_("There is no reply to bring in yet."))
            return
        done = await self.host.attempt(self._take_in)
        if done is None:
            return
        n = len(done.taken)
        told = [ngettext("{n} reply taken in.", "{n} replies taken in.", n)]
        told += [note for notes in done.notes.values() for note in notes]
        refused = len([each for each in done.replies if each.state == "refused"])
        if refused := refused + len(self._brought.problems):
            told.append(ngettext("{n} was refused.", "{n} were refused.", refused))
        self.dismiss(" ".join(told))

    def _take_in(self, tx: Transaction) -> actions.TakenIn:
        view = tx.view
        every = arrivals.judged(view, self._brought.arrivals, tx.today)
        judged = [each.left() if each.arrival.source in self._left else each for each in every]
        return actions.take_in(tx, judged, form_columns=self._brought.form_columns)


def _row(view: View | None, each: JudgedReply, key: str) -> Row:
    words = {
        "new": _("new"),
        "second": _("this one"),
        "left": _("the first"),
        "same": _("here already"),
        "refused": _("refused"),
    }
    colour = "yellow" if each.state == "refused" else ""
    who = view.name(each.asked.person_id) if view and each.asked else each.arrival.source
    what = form_title(each.asked.form, each.asked.edition) if each.asked else ""
    day = plain_date(each.arrival.filled_on)
    return Row(key, (cell(words[each.state], colour), cell(who), cell(what), cell(day)))
