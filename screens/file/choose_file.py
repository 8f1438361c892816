"""Choose a file of revmentor: one that lies nearby, or one whose path is typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from revmentor.i18n.gettext import _
from revmentor.model.errors import RevmentorError
from revmentor.store.file.disk import MOST_OF_A_FILE
from revmentor.store.sheets_nearby import files_nearby
from revmentor.store.typed_paths import trouble, typed_path
from screens.base.host import Host
from widgets.dialog import Dialog
from widgets.inputs import LineInput
from widgets.path_lines import path_lines
from widgets.table import Table
from widgets.text import MUTED, plain


class ChooseFileScreen(ModalScreen[Path | None]):
    """The files nearby under a line for a path; enter opens what is typed, or the line."""

    CSS_PATH = "choose_file.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "open", _("Open"), id="open_typed", priority=True,
                tooltip=_("Open what is typed, else the file on the line")),
        Binding("escape", "dismiss(None)", _("Close"), id="discard_choice",
                tooltip=_("Open nothing")),
        Binding("f1,question_mark", "app.help", _("Help"), id="choice_help",
                tooltip=_("What is shown here, and its keys")),
    ]  # fmt: skip
    HELP_TEXT = _(
        "Type or paste the path of a file, or drop the file on the terminal; {open_typed} opens "
        "it. Tab goes to the files that lie nearby, and enter opens the one under the cursor."
    )
    host = getters.app(Host)

    def __init__(
        self,
        folders: Sequence[Path] = (),
        *,
        files: Sequence[Path] | None = None,
        title: str = "",
        nothing: str = "",
    ) -> None:
        """Offer what lies in some folders, and in the usual ones; or the files that are given.

        ``nothing`` is what is said where there is none.
        """
        super().__init__()
        self._files = list(files_nearby(folders) if files is None else files)
        self._title = title or _("Open a file")
        self._nothing = nothing or _("No file of revmentor lies nearby.")

    @property
    def HELP_TITLE(self) -> str:  # noqa: N802 -- the steps of the journey have it as a constant
        """What the file is opened for."""
        return self._title

    def compose(self) -> ComposeResult:
        """Place the path, the files, and what is wrong with what was typed."""
        with Dialog(id="box") as box:
            box.border_title = plain(self._title)
            box.border_subtitle = self.host.keyed(
                _("{open_typed} open · tab files nearby · {discard_choice} discard")
            )
            yield LineInput(id="path", compact=True, placeholder=_("path of the file"))
            yield Static("", id="wrong", markup=False)
            yield Table(id="nearby")

    def on_mount(self) -> None:
        """Show the files nearby."""
        self.query_one(Table).fill(*path_lines(_("Files nearby"), self._files))
        if not self._files:
            self._say(self._nothing, MUTED)

    def _say(self, text: str, style: str = "bold $error") -> None:
        self.query_one("#wrong", Static).update(plain(text, style))

    @on(Input.Submitted, "#path")
    def _typed(self) -> None:
        self.action_open()

    @on(Table.RowSelected)
    def _selected(self) -> None:
        self._choose_line()

    def action_open(self) -> None:
        """Open what is typed, else the file on the line."""
        typed = self.query_one("#path", Input).value
        if not typed.strip():
            self._choose_line()
            return
        try:
            path = typed_path(typed)
        except RevmentorError as error:
            self._say(str(error))
            return
        if why := trouble(path, MOST_OF_A_FILE):
            self._say(why)
        else:
            self.dismiss(path)

    def _choose_line(self) -> None:
        if self._files:
            self.dismiss(self._files[int(self.query_one(Table).key)])
        else:
            self._say(_("Type the path of the file."))
