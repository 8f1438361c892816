"""What every screen may ask of the application."""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from inspect import isawaitable
from pathlib import Path
from typing import TypeVar

from textual.binding import Binding
from textual.notifications import Notification, SeverityLevel
from textual.screen import ModalScreen
from textual.widgets._toast import ToastRack

from revmentor.i18n.gettext import _
from revmentor.model.errors import RevmentorError
from revmentor.model.text import one_line
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.strip import SlotRef
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.verdict import Damaged, Inspection
from revmentor.store.outputs import write_out
from revmentor.store.transaction import Seen, Transaction
from revmentor.store.workspace import Workspace
from widgets.clipboard import takes_copies
from widgets.keyboard import KeysInOrder

T = TypeVar("T")


class _Keys(dict[str, object]):
    """Values by name, and the key of a binding for every other name."""

    def __init__(self, host: Host, values: Mapping[str, object]) -> None:
        super().__init__(values)
        self._host = host

    def __missing__(self, binding_id: str) -> str:
        return self._host.key_of(binding_id)


def _written(path: Path, text: str) -> bool:
    write_out(path, text.encode(), force=True)
    return True


async def finished(made: object) -> None:
    """Wait for what a callback began, where it returned something to wait for."""
    if isawaitable(made):
        await made


class Host(KeysInOrder[int]):
    """The application as its screens know it."""

    workspace: Workspace | None
    fixed_today: date | None
    """The day given for today; ``None`` where it is the machine's own."""
    left_file: Workspace | None
    """The file that the list of clients was opened from; escape comes back to it."""
    said_for: float = 4.0
    """Seconds that a sentence about what was done stays on the screen."""
    warned_for: float = 8.0
    """Seconds that a refusal stays there."""
    out_of_reach: bool
    """Whether the open file's disk or folder is gone: nothing can be saved until it is back."""

    @property
    @abstractmethod
    def today(self) -> date:
        """The day on the coordinator's wall."""

    @property
    @abstractmethod
    def view(self) -> View | None:
        """The programme on screen, or ``None`` in a file without one."""

    @property
    def file(self) -> Workspace:
        """The open file; only screens that need one are shown while there is one."""
        if self.workspace is None:
            raise RuntimeError("no file is open")
        return self.workspace

    @abstractmethod
    def key_of(self, binding_id: str) -> str:
        """Return the key of a binding as it is shown, wherever it is declared."""

    @abstractmethod
    def letter_of(self, binding: Binding) -> str:
        """Return the key of a binding: one's own, else the first that it declares."""

    def keyed(self, text: str, **values: object) -> str:
        """Return a text with its values, and for any other name in braces the key of that binding.

        ``keyed(_("{undo} brings {name} back."), name="Ada")`` is “ctrl+z brings Ada back.”
        """
        return text.format_map(_Keys(self, values))

    @abstractmethod
    def go(self, screen: str, key: str = "") -> None:
        """Show a step, the cursor on the line with a key."""

    @abstractmethod
    def show_person(self, person_id: str) -> None:
        """Show the page of a person; escape leads back to where one came from."""

    @abstractmethod
    def print_and_send(self, first: str = "", people: Sequence[str] = ()) -> None:
        """Open the form that prints and sends, with what comes ``first`` and for whom."""

    @abstractmethod
    def use(self, workspace: Workspace) -> None:
        """Take a file that was opened or begun, and show it."""

    @abstractmethod
    def recover(self, inspection: Inspection, key: Key | None = None) -> None:
        """Show that a file is not as it was left, and what can be done."""

    @abstractmethod
    def save_elsewhere(self) -> None:
        """Ask for another place, write everything into a new file there, and go on in it."""

    @abstractmethod
    def leave(self) -> None:
        """Leave the file as it is, and show the list of files."""

    @abstractmethod
    def come_back(self) -> None:
        """Go back from the list of files to the file it was opened from."""

    @abstractmethod
    def look_round(self) -> None:
        """Open a scratch copy of the sample firm."""

    @abstractmethod
    def choose_theme(self, name: str) -> None:
        """Draw everything in a theme, and keep it for the next start."""

    @abstractmethod
    def show_programme(self, programme_id: str) -> None:
        """Turn to another programme of the file."""

    @abstractmethod
    def begin_programme(self) -> None:
        """Open the form of a new programme, and then its goals."""

    @abstractmethod
    def begin_next(self, view: View) -> None:
        """Open the form of the programme that follows this one."""

    @abstractmethod
    def log_session(self, slot: SlotRef | None = None) -> None:
        """Open the log of a session, everything guessed that is not given."""

    @abstractmethod
    def ask(self, form: ModalScreen[T | None], then: Callable[[T], object] | None = None) -> None:
        """Show a form; ``then`` gets what it made, unless it was discarded."""

    async def attempt(self, change: Callable[[Transaction], T]) -> T | None:
        """Make a change; a refusal is said in a sentence, and nothing has changed.

        So is a change to what another program changed since it was last shown.
        """
        try:
            return await self.make(change, Seen(self.file.snapshot))
        except Damaged as error:
            self.recover(error.reading)
            return None
        except RevmentorError as error:
            self.warn(str(error))
            return None

    async def make(self, change: Callable[[Transaction], T], seen: Seen) -> T:
        """Make a change of the programme on screen, in the open file, beside the screen."""
        programme_id = self.view.programme.id if self.view else ""
        return await self.beside(
            partial(self.file.make, change, programme_id, today=self.today, seen=seen)
        )

    @abstractmethod
    async def beside(self, work: Callable[[], T]) -> T:
        """Work on the file in a thread of its own; the screen lives on, and shows what it became.

        One such work follows the other. It touches nothing on the screen.
        """

    def copy(self, text: str, told: str) -> None:
        """Copy a text, and say so (``told``) where it arrives; else write it into a file, by name.

        A copy is sent all the same: no terminal is the worse for it.
        """
        self.copy_to_clipboard(text)
        if takes_copies(os.environ):
            self.tell(told)
            return
        folder = self.workspace.path.parent if self.workspace else Path.cwd()
        path = folder / _("revmentor-copied.txt")
        if self.look(lambda: _written(path, text)):
            text = _("The text is in {path}: not every terminal lets it be copied.")
            self.warn(text.format(path=path))

    def look(self, read: Callable[[], T]) -> T | None:
        """Read what a person may have broken (own texts); why it cannot be read is said."""
        try:
            return read()
        except RevmentorError as error:
            self.warn(str(error))
            return None

    def warn(self, message: str) -> None:
        """Say what was refused; one sentence at a time."""
        self._quiet()
        self._say(message, "warning", self.warned_for)

    def _quiet(self) -> None:
        """Take away what was said, and the room it had: only its words go by themselves."""
        self.clear_notifications()
        for holder in self.screen.query("ToastHolder"):
            holder.remove()

    def tell(self, message: str) -> None:
        """Say what was done, in place of what was said before; a warning is left standing."""
        if all(each.severity != "warning" for each in self._notifications):
            self._quiet()
        self._say(message, "information", self.said_for)

    def _say(self, message: str, severity: SeverityLevel, timeout: float) -> None:
        """Say something at once: a message to the application waits until a form is taken down."""
        said = Notification(one_line(message), severity=severity, timeout=timeout, markup=False)
        self._notifications.add(said)
        for rack in self.screen.query(ToastRack):
            rack.show(self._notifications)
