"""The clients of a consultant: a file for each, what waits in it, and how to begin another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, get_current_worker

from revmentor.exchange import clients
from revmentor.exchange.clients import Client
from revmentor.i18n.dates import month_and_year, short_day
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import size
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import RevmentorError
from revmentor.rules.care.item import Urgency
from revmentor.store import recent, scratch_copies
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.inspection import is_file_encrypted
from revmentor.store.file.verdict import Damaged, Inspection
from revmentor.store.recent import OpenedFile
from revmentor.store.workspace import Workspace
from screens.base.host import Host
from screens.base.working import WorkingScreen
from screens.file.choose_file import ChooseFileScreen
from screens.file.new_file_forms import new_file_form, passphrase_form
from widgets.frame import KeyLine, TopLine
from widgets.signs import Sign, sign
from widgets.table import Column, Row, Table
from widgets.text import MUTED, cell, plain, wrapped

_SIGNS: dict[Urgency, Sign] = {
    "talk": "talk",
    "look": "look",
    "due": "due",
    "quiet": "no_slot",
}
_LARGE = 8_000_000
"""From so many bytes on a file is read beside the screen."""
_WIDE = 100
"""From so many columns on the name of a programme may be as long as that of a firm."""


class Beginnings(OptionList):
    """The ways to begin, whose Enter is a key worth showing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", _("Choose"), id="choose_beginning",
                tooltip=_("Begin as the line says")),
    ]  # fmt: skip


class ClientsScreen(Screen[None]):
    """Which file shall be opened, and what waits in each."""

    AUTO_FOCUS = ""
    CSS_PATH = "clients.tcss"
    HELP_TITLE = _("Clients")
    HELP_TEXT = _(
        "One file holds one firm. Enter opens the file on the line, {new} begins a new one, "
        "{with_sheet} begins one with a sheet of people, {other} opens any file, {look_round} "
        "shows the sample firm; nothing of that is kept."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", _("New firm"), id="new", tooltip=_("Begin a file for a firm")),
        Binding("i", "import", _("Sheet"), id="with_sheet",
                tooltip=_("Begin a file for a firm with a sheet of its people")),
        Binding("g", "look_round", _("Sample"), id="look_round",
                tooltip=_("Look round in the sample firm; nothing of it is kept")),
        Binding("o", "other", _("Other"), id="other",
                tooltip=_("Choose a file that lies nearby, or type its path")),
        Binding("x", "remove", _("Take off the list"), id="take_off", show=False,
                tooltip=_("Take the file off this list; the file itself stays")),
        Binding("escape", "come_back", _("Back"), id="come_back",
                tooltip=_("Go back to the file that you came from")),
    ]  # fmt: skip
    host = getters.app(Host)

    def __init__(self) -> None:
        """Make the list; it is read whenever it is shown."""
        super().__init__()
        self._opened: list[OpenedFile] = []
        self._clients: dict[str, Client] = {}

    def compose(self) -> ComposeResult:
        """Place the clients, what is said of one, and the ways to begin."""
        yield TopLine()
        with Vertical(id="body"):
            yield Static("", id="headline", markup=False)
            table = Table(id="clients", cell_padding=0)
            yield table
            yield Static("", id="about", markup=False)
            yield Beginnings(id="beginnings", markup=False, compact=True)
        yield KeyLine()

    @property
    def _table(self) -> Table:
        return self.query_one("#clients", Table)

    def on_screen_resume(self) -> None:
        """Show the names at once, and then what stands in the files."""
        self._opened = recent.opened_files()
        self._clients = {
            path: each for path, each in self._clients.items() if path in self._paths()
        }
        self._show()
        self.run_worker(self._read_all, thread=True, exclusive=True)

    def on_screen_suspend(self) -> None:
        """Leave what is still being read."""
        self.workers.cancel_node(self)

    def _paths(self) -> list[str]:
        return [each.path for each in self._opened]

    # -- what is shown -------------------------------------------------------------------------

    def _show(self) -> None:
        is_empty = not self._opened
        self.query_one("#headline").display = is_empty
        self._table.display = self.query_one("#about").display = not is_empty
        beginnings = self.query_one(Beginnings)
        beginnings.display = is_empty
        top = self.query_one(TopLine)
        top.firm = "revmentor"
        top.state = "" if is_empty else self._state()
        if is_empty:
            text = _("Welcome. How do you want to begin?")
            self.query_one("#headline", Static).update(plain(text, "bold"))
            beginnings.set_options(list(self._beginnings()))
            beginnings.highlighted = 0
            beginnings.focus()
        else:
            self._fill()
            self._table.focus()
        self._describe()

    def _fill(self) -> None:
        is_wide = self.size.width >= _WIDE
        columns = [
            Column("firm", _("Firm")),
            Column("programme", _("Programme"), None if is_wide else 15),
            Column("phase", _("Stands"), 19),
            Column("wanted", _("Waits"), 14),
            Column("opened", _("Opened"), 9),
        ]
        self._table.fill(columns, [self._row(each) for each in self._opened])

    def _row(self, opened: OpenedFile) -> Row:
        client = self._clients.get(opened.path)
        when = cell(_opened_text(opened.on, self.host.today), "dim")
        if client is None:
            name = clients.name_of(Path(opened.path))
            return Row(opened.path, (_gap(name), "", cell("…", "dim"), "", when))
        if not client.can_be_read:
            style = "dim" if client.state == "encrypted" else "bold"
            told = cell(clients.state_text(client), style)
            return Row(opened.path, (_gap(client.firm), told, "", "", when))
        if not client.programme:
            told = cell(_("no programme"), "dim")
            return Row(opened.path, (_gap(client.firm), cell("–", "dim"), told, "", when))
        cells = (_gap(client.firm), _gap(client.programme), _gap(client.phase), _wanted(client))
        return Row(opened.path, (*cells, when))

    def _state(self) -> str:
        """Return how many files there are, and in how many somebody is wanted."""
        n = len(self._opened)
        files = ngettext("{n} file", "{n} files", n)
        if any(path not in self._clients for path in self._paths()):
            return files
        wanting = sum(each.wanted.total > 0 for each in self._clients.values())
        told = ngettext("{n} wants you", "{n} want you", wanting)
        return f"{files}, {told}" if wanting else files

    def _beginnings(self) -> Iterator[Option]:
        ways = {
            "look_round": _("Look round in the sample: a firm in week 12; nothing of it is kept"),
            "import": _("Begin with a sheet: the people of your firm from Excel, ODS or CSV"),
            "new": _("Begin empty: a file for your firm, with nothing but its name"),
            "other": _("Open a file that is there already"),
        }
        ids = {"import": "with_sheet"}
        for action, text in ways.items():
            key = self.host.key_of(ids.get(action, action))
            yield Option(Content.assemble(plain(f"{key}  ", "bold"), plain(text)), id=action)

    @on(Table.RowHighlighted)
    def _describe(self) -> None:
        """Say more of the file on the line: what waits, what is wrong, where it lies."""
        about, path = self.query_one("#about", Static), self._here()
        if path is None:
            about.update("")
            return
        client, width = self._clients.get(str(path)), max(30, self.size.width - 6)
        lines = [_("being read …") if client is None else _told(client), _from_home(path)]
        if self.host.left_file is not None:
            back = _("{come_back}: back to {firm}")
            lines.append(self.host.keyed(back, firm=self.host.left_file.snapshot.firm.name))
        broken = (line for text in lines for line in wrapped(text, width))
        about.update(Content("\n").join(plain(line, MUTED) for line in broken))

    def on_resize(self) -> None:
        """Give the columns the width there is."""
        if self._opened:
            self.call_after_refresh(self._fill)
            self.call_after_refresh(self._describe)

    # -- reading -------------------------------------------------------------------------------

    def _read_all(self) -> None:
        """Read one file after the other, beside the screen; each is shown when it is read."""
        worker, fixed = get_current_worker(), self.host.fixed_today
        scratch_copies.sweep()
        for path in self._paths():
            client = clients.client_in(Path(path), fixed)
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._has_read, worker, path, client)

    def _has_read(self, worker: Worker[None], path: str, client: Client) -> None:
        if worker.is_cancelled or not self.is_mounted:
            return
        self._clients[path] = client
        opened = next((each for each in self._opened if each.path == path), None)
        if opened is not None:
            self._table.put(self._row(opened))
            self.query_one(TopLine).state = self._state()
            self._describe()

    # -- keys ----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done."""
        if action == "come_back":
            return self.host.left_file is not None
        if action == "remove":
            return bool(self._opened)
        return True

    def _here(self) -> Path | None:
        return Path(self._table.key) if self._opened and self._table.key else None

    @on(Table.RowSelected)
    def _selected(self) -> None:
        if path := self._here():
            self._open(path)

    @on(OptionList.OptionSelected, "#beginnings")
    async def _begin(self, event: OptionList.OptionSelected) -> None:
        await self.run_action(event.option_id or "")

    def _open(self, path: Path, key: Key | None = None) -> None:
        left = self.host.left_file
        if left is not None and left.path == path:
            self.host.come_back()
            return
        try:
            if key is None and is_file_encrypted(path):
                form = passphrase_form(self.host, path)
                self.host.ask(form, lambda typed: self._open(path, typed))
                return
            if _octets(path) >= _LARGE:
                self._open_large(path, key)
                return
            workspace = Workspace.open(path, key)
        except Damaged as error:
            self.host.recover(error.reading, key)
        except RevmentorError as error:
            self.host.warn(str(error))
        else:
            self.host.use(workspace)

    def _open_large(self, path: Path, key: Key | None) -> None:
        """Open a file that takes a while beside the screen; escape leaves it as it is."""

        def read(_say: object) -> tuple[Workspace | None, Inspection | None]:
            try:
                return Workspace.open(path, key), None
            except Damaged as error:
                return None, error.reading

        def opened(read: tuple[Workspace | None, Inspection | None]) -> None:
            workspace, damaged = read
            if workspace is not None:
                self.host.use(workspace)
            elif damaged is not None:
                self.host.recover(damaged, key)

        text = _("{size}: this takes a moment. Escape leaves it as it is.")
        about = text.format(size=size(_octets(path)))
        self.host.ask(WorkingScreen(path.name, read, about, may_leave=True), opened)

    def action_new(self) -> None:
        """Begin a file."""
        self._begin_file(self.host.use)

    def action_import(self) -> None:
        """Begin a file, and bring a sheet of people into it."""
        self._begin_file(self._use_with_sheet)

    def _begin_file(self, then: Callable[[Workspace], object]) -> None:
        self.host.ask(new_file_form(self.host), then)

    def _use_with_sheet(self, workspace: Workspace) -> None:
        host = self.host
        host.use(workspace)
        host.call_later(host.run_action, "app.import")

    def action_look_round(self) -> None:
        """Open the sample firm."""
        self.host.look_round()

    def action_other(self) -> None:
        """Choose a file that is there."""
        folders = [Path(path).parent for path in self._paths()]
        self.host.ask(ChooseFileScreen(folders), self._open)

    def action_remove(self) -> None:
        """Take the file on the line off the list."""
        if (path := self._here()) is None:
            return
        try:
            recent.forget([str(path)])
        except OSError as error:
            text = _("This could not be done: {reason}.")
            self.host.warn(text.format(reason=reason_of(error)))
            return
        self.host.tell(_("Off the list: {path}. The file stays.").format(path=path))
        self._opened = [each for each in self._opened if each.path != str(path)]
        self._clients.pop(str(path), None)
        self._show()
        self.refresh_bindings()

    def action_come_back(self) -> None:
        """Go back to the file that one came from."""
        self.host.come_back()


def _from_home(path: Path) -> str:
    """Return a path as it is typed, the home folder as ``~``."""
    with suppress(RuntimeError, ValueError):
        return str(Path("~", path.relative_to(Path.home())))
    return str(path)


def _gap(text: str) -> str:
    """Return a text for a cell that stands close to the next one."""
    return f"{text} "


def _wanted(client: Client) -> Text:
    """Return what waits as signs with numbers; what each means stands below the list."""
    counted = client.wanted
    parts = (
        (sign("talk"), counted.talk, "bold"),
        (sign("look"), counted.look, ""),
        (sign("due"), counted.due, ""),
    )
    shown = [Text(f"{mark} {n}", style=style) for mark, n, style in parts if n]
    return Text("  ").join(shown) if shown else cell("–", "dim")


def _told(client: Client) -> str:
    """Return what waits in a file, or why nothing is known of it, as a sentence."""
    if client.state == "encrypted":
        return _("The file is encrypted: its passphrase opens it.")
    if client.trouble:
        return client.trouble
    if not client.programme:
        return _("There is no programme yet.")
    parts = clients.wanted_parts(client.wanted)
    told = [f"{sign(_SIGNS[urgency])} {words}" for urgency, words in parts]
    return " · ".join(told) or clients.wanted_words(client.wanted)


def _opened_text(day: date | None, today: date) -> str:
    """Return when a file was opened last, in few letters."""
    if day is None:
        return ""
    if day == today:
        return _("today")
    if day == today - timedelta(days=1):
        return _("yesterday")
    return short_day(day, today) if day.year == today.year else month_and_year(day)


def _octets(path: Path) -> int:
    """Return how large a file is; of one that is not there opening says so."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
