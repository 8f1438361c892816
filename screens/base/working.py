"""Something that takes a while, over the step: it says what it does, and no key acts meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from revmentor.i18n.gettext import _
from revmentor.model.errors import RevmentorError
from revmentor.store.file.verdict import Damaged
from screens.base.host import Host
from widgets.dialog import Dialog
from widgets.prose import Prose
from widgets.text import MUTED, plain

T = TypeVar("T")

Work = Callable[[Callable[[str], object]], T]
"""Does it in a thread of its own, and says what it is doing; it touches nothing on the screen."""


class _GivenUpError(Exception):
    """The work was left by whoever waited for it."""


class WorkingScreen(ModalScreen[T | None], Generic[T]):
    """What is being done, until it is; then the screen closes with what came of it.

    Why it could not be done is said in a sentence, and nothing comes of it.
    """

    DEFAULT_CSS = """
    WorkingScreen {
        align: center middle;
        & #doing { height: auto; }
        & #about { height: auto; padding: 1 0 0 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("Leave"), id="leave_working", show=False),
    ]
    host = getters.app(Host)

    def __init__(self, title: str, work: Work[T], about: str, *, may_leave: bool) -> None:
        """Begin with ``work`` at once; ``about`` says what holds meanwhile.

        What ``may_leave`` changes nothing, and ends where escape is pressed.
        """
        super().__init__()
        self._title, self._work, self._about = title, work, about
        self._may_leave = may_leave

    class Said(Message):
        """What is being done now."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def compose(self) -> ComposeResult:
        """Place what is being done, and what holds meanwhile."""
        with Dialog(id="working") as box:
            box.border_title = plain(self._title)
            yield Static(plain(_("Reading the file …")), id="doing", markup=False)
            yield Prose(plain(self._about, MUTED), id="about")

    def on_mount(self) -> None:
        """Begin."""

        def run() -> T:
            worker = get_current_worker()

            def say(sentence: str) -> None:
                if self._may_leave and worker.is_cancelled:
                    raise _GivenUpError
                self.post_message(self.Said(sentence))

            return self._work(say)

        self.run_worker(run, thread=True, exclusive=True, exit_on_error=False)

    def on_working_screen_said(self, event: Said) -> None:
        """Show what is being done."""
        self.query_one("#doing", Static).update(plain(event.sentence))

    @on(Worker.StateChanged)
    def _worked(self, event: Worker.StateChanged) -> None:
        event.stop()
        worker: Worker[Any] = event.worker
        if event.state is WorkerState.SUCCESS:
            self.dismiss(worker.result)
        elif event.state is WorkerState.ERROR:
            self.dismiss(None)
            self._failed(worker.error)

    def _failed(self, error: BaseException | None) -> None:
        if isinstance(error, Damaged):
            self.host.recover(error.reading)
        elif isinstance(error, RevmentorError):
            self.host.warn(str(error))
        elif not isinstance(error, _GivenUpError):
            raise error or RuntimeError(self._title)

    def action_leave(self) -> None:
        """Give it up, where nothing is changed by it."""
        if self._may_leave:
            self.workers.cancel_node(self)
            self.dismiss(None)
