"""The files that were opened last, and a new one."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from revmentor.i18n.gettext import _, language
from revmentor.model.errors import Refused, RevmentorError
from revmentor.model.firm import Firm
from revmentor.rules.schedule.calendar_days import usual_country
from revmentor.store import recent
from revmentor.store.changes import validated
from revmentor.store.encryption import identities
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.disk import MOST_OF_A_FILE
from revmentor.store.file.inspection import inspect, is_file_encrypted
from revmentor.store.file.verdict import Damaged
from revmentor.store.typed_paths import said_beside, trouble, typed_path
from revmentor.store.workspace import Workspace
from screens.base.host import Host
from widgets.form import FormScreen, Values
from widgets.frame import KeyLine, TopLine
from widgets.rows import FormRow, PathRow, SecretRow, TextRow
from widgets.text import plain


class FilesScreen(Screen[None]):
    """Which file shall be opened."""

    CSS_PATH = "recent.tcss"
    HELP_TEXT = _(
        "One file holds one firm. Enter opens the file on the line, {new} begins a new one, "
        "{other} opens any file by its path. Without a firm of your own, try: revmentor demo"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", _("Open"), id="open", tooltip=_("Open the file")),
        Binding("n", "new", _("New file"), id="new", tooltip=_("Begin a file for a firm")),
        Binding("o", "other", _("Other file"), id="other", tooltip=_("Open a file by its path")),
    ]
    host = getters.app(Host)

    def compose(self) -> ComposeResult:
        """Place the list."""
        yield TopLine()
        with Vertical(id="body"):
            yield Static("", id="headline", markup=False)
            yield OptionList(id="files", markup=False, compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Say what this is."""
        self.query_one(TopLine).firm = "revmentor"

    def on_screen_resume(self) -> None:
        """Show the files that are still there, whenever one comes back to the list."""
        files = recent.recent_files()
        listing = self.query_one("#files", OptionList)
        listing.set_options(
            Option(plain(f"{path.name}   {path.parent}"), id=str(index))
            for index, path in enumerate(files)
        )
        self._files = files
        listing.highlighted = 0 if files else None
        text = (
            _("Which file?")
            if files
            else self.host.keyed(
                _(
                    "Welcome. {new} begins a file for your firm; {other} opens one that is there "
                    "already."
                )
            )
        )
        self.query_one("#headline", Static).update(plain(text, "bold"))
        listing.focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._open(self._files[event.option_index])

    def action_open(self) -> None:
        """Open the file on the line."""
        index = self.query_one("#files", OptionList).highlighted
        if index is not None:
            self._open(self._files[index])

    def _open(self, path: Path, key: Key | None = None) -> None:
        try:
            if key is None and is_file_encrypted(path):
                self._unlock(path)
                return
            workspace = Workspace.open(path, key)
        except Damaged as error:
            self.host.recover(error.reading, key)
        except RevmentorError as error:
            self.host.warn(str(error))
        else:
            self.host.use(workspace)

    def _unlock(self, path: Path) -> None:
        """Ask for the passphrase of an encrypted file."""
        rows: list[FormRow] = [
            SecretRow("passphrase", _("Passphrase"), needed=_("Type the passphrase."))
        ]

        def save(_tx: object, values: Values) -> Key:
            key = identities.unlocked(str(values["passphrase"]))
            inspect(path, key)  # says whether this key opens the file
            return key

        form: FormScreen[Key] = FormScreen(
            path.name,
            rows,
            save,
            today=self.host.today,
            about=_("The file is encrypted. Opening it takes a few seconds."),
            verb=_("Open"),
        )
        self.host.ask(form, lambda key: self._open(path, key))

    def action_new(self) -> None:
        """Begin a file."""
        rows: list[FormRow] = [
            TextRow("firm", _("Firm"), needed=_("A file is for a firm; write its name.")),
            TextRow(
                "country",
                _("Country"),
                usual_country(language()),
                needed=_("Write the country; its public holidays count."),
                hint=_("two letters, like IT"),
            ),
            PathRow("path", _("File"), hint=_("empty: from the name")),
        ]

        def save(_tx: object, values: Values) -> Workspace:
            stem = "".join(c if c.isalnum() else "-" for c in str(values["firm"]).lower())
            firm = validated(Firm(name=values["firm"], country=str(values["country"]).upper()), "")
            with said_beside("path"):
                path = typed_path(values["path"] or f"{stem.strip('-')}.revmentor.json")
                return Workspace.create(path, firm)

        form: FormScreen[Workspace] = FormScreen(_("New file"), rows, save, today=self.host.today)
        self.host.ask(form, self.host.use)

    def action_other(self) -> None:
        """Open a file by its path."""
        rows: list[FormRow] = [PathRow("path", _("File"), needed=_("Type the path of the file."))]

        def save(_tx: object, values: Values) -> Path:
            with said_beside("path"):
                path = typed_path(values["path"])
                if why := trouble(path, MOST_OF_A_FILE):
                    raise Refused(why)
            return path

        form: FormScreen[Path] = FormScreen(
            _("Open a file"), rows, save, today=self.host.today, verb=_("Open")
        )
        self.host.ask(form, self._open)
