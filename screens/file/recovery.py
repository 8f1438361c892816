"""When a file is not as it was left: what, since when, what would be lost, and the choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import size
from revmentor.model.errors import NeedsConfirmation, RevmentorError
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import inspection
from revmentor.store.file.verdict import Inspection
from revmentor.store.history import recovery
from revmentor.store.workspace import Workspace
from screens.base.host import Host
from screens.dialogs.confirm import confirm_form
from widgets.frame import KeyLine, TopLine
from widgets.text import MUTED, fit, plain, wrapped


class RecoveryScreen(Screen[None]):
    """A file in disorder. Nothing happens to it until a key asks for it."""

    CSS_PATH = "recovery.tcss"
    HELP_TEXT = _(
        "The file is not as revmentor left it. Nothing was touched, and nothing will be until you "
        "choose. {go_back} goes back to the copy on the line; what stands in the file now is set "
        "aside in the folder beside it, so that nothing is lost by choosing."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_back", _("Go back"), id="go_back",
                tooltip=_("Take the copy on the line; the file as it is now is set aside")),
        Binding("o", "other", _("Other file"), id="other_file",
                tooltip=_("Leave this one, and choose another")),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[Binding]] = (
        Binding("w", "write_again", _("Write again"), id="write_again",
                tooltip=_("Save what this application still holds; the file is set aside")),
        Binding("d", "save_elsewhere", _("Save elsewhere"), id="save_elsewhere",
                tooltip=_("Write what this application still holds into a file in another place")),
        Binding("c", "accept", _("Accept"), id="accept_as_it_is",
                tooltip=_("The change was meant: go on with the file as it is now")),
    )  # fmt: skip
    host = getters.app(Host)
    copies = getters.query_one("#copies", OptionList)

    def __init__(
        self, inspected: Inspection, key: Key | None, memory: Workspace | None = None
    ) -> None:
        """Show what was found; ``memory`` is the open file, where one was open."""
        super().__init__()
        self._key = key
        self._memory = memory
        self._take(inspected)

    def _take(self, inspected: Inspection) -> None:
        self._inspected = inspected
        self._kept = [each for each in recovery.listing(inspected.path, self._key) if each.sound]
        self._offer = recovery.offer(inspected, self._key, self._memory)
        if self._memory is not None and recovery.newer_copy(self._memory, self._kept):
            self._memory = None

    def compose(self) -> ComposeResult:
        """Place the sentences, and the copies."""
        yield TopLine()
        with Vertical(id="body"):
            yield Static("", id="what", markup=False)
            yield Static(plain(_("Copies that are whole")), id="copies_title", markup=False)
            yield OptionList(id="copies", markup=False, compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list."""
        top = self.query_one(TopLine)
        top.firm = self._inspected.name
        top.state = _("nothing was touched")
        self._fill()

    def _fill(self) -> None:
        options = [
            Option(
                plain(
                    fit(f"{each.label}  {size(each.generation.size):>9}  {each.what}", 110).rstrip()
                ),
                id=str(place),
            )
            for place, each in enumerate(self._kept)
        ]
        self.copies.set_options(options)
        self.copies.display = bool(options)
        self.query_one("#copies_title").display = bool(options)
        if options:
            self.copies.highlighted = 0
            self.copies.focus()

    def on_resize(self) -> None:
        """Wrap the sentences to the width there is."""
        width = max(30, self.size.width - 6)
        self.query_one("#what", Static).update(Content("\n").join(self._sentences(width)))

    def _sentences(self, width: int) -> Iterator[Content]:
        for place, sentence in enumerate(recovery.explained(self._offer)):
            inner = sentence.startswith("  ")
            for line in wrapped(sentence, width - 2):
                yield plain(f"  {line}" if inner else line, "bold" if place == 0 else "")
            if place == 0:
                yield Content("")
        yield plain(_("Nothing is touched until you choose; what stands there now is kept."), MUTED)
        if self._memory is not None:
            yield Content("")
            text = self.host.keyed(
                _(
                    "This application still holds everything as it was last saved: {write_again} "
                    "writes it, {save_elsewhere} saves it in another place."
                )
            )
            yield from (plain(line) for line in wrapped(text, width))
        elif not self._kept:
            yield Content("")
            text = _("If you have a backup: revmentor restore FILE --from BACKUP")
            yield from (plain(line, MUTED) for line in wrapped(text, width))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done."""
        if action == "go_back":
            return bool(self._kept)
        if action in {"write_again", "save_elsewhere"}:
            return self._memory is not None
        if action == "accept":
            return self._offer.may_accept
        return True

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_go_back()

    def action_go_back(self) -> None:
        """Ask whether the copy on the line shall be taken; one key alone changes nothing."""
        place = self.copies.highlighted
        if place is None:
            return
        each = self._kept[place]
        question = _("The file goes back to {label}. As it is now it is kept aside.").format(
            label=each.label
        )
        form = confirm_form(self.host, _("Go back?"), question, _("Go back"))
        self.host.ask(form, lambda _yes: self._take_copy(each.generation.path, each.label))

    def _take_copy(self, path: Path, label: str) -> None:
        try:
            self._do(lambda: self._went_back(path, label))
        except NeedsConfirmation as error:
            form = confirm_form(
                self.host, _("Another firm's file?"), str(error), _("Take it all the same")
            )
            self.host.ask(
                form, lambda _yes: self._do(lambda: self._went_back(path, label, other_firm=True))
            )

    def _went_back(self, path: Path, label: str, *, other_firm: bool = False) -> Workspace:
        workspace = recovery.go_back(self._inspected, path, self._key, label, other_firm=other_firm)
        self.host.tell(recovery.now_holds(workspace, label))
        return workspace

    def action_write_again(self) -> None:
        """Save what the application holds."""
        if (memory := self._memory) is not None:
            self._do(lambda: self._written_again(memory))

    def _written_again(self, memory: Workspace) -> Workspace:
        recovery.write_again(self._inspected, memory)
        return memory

    def action_save_elsewhere(self) -> None:
        """Save what the application holds in another place, and go on there."""
        self.host.save_elsewhere()

    def action_accept(self) -> None:
        """Take the file as it is."""
        self._do(lambda: recovery.accept_as_it_is(self._inspected, self._key))

    def action_other(self) -> None:
        """Choose another file."""
        self.host.leave()

    def _do(self, change: Callable[[], Workspace]) -> None:
        try:
            workspace = change()
        except NeedsConfirmation:
            raise
        except RevmentorError as error:
            self.host.warn(str(error))
            self._look_again()
            return
        self.host.use(workspace)

    def _look_again(self) -> None:
        """Show the file as it is now: another program may have mended it, or spoilt it more."""
        try:
            inspected = inspection.inspect(self._inspected.path, self._key)
        except RevmentorError:
            self.host.leave()
            return
        if inspected.usable:
            self.host.use(Workspace.of(inspected, self._key))
            return
        self._take(inspected)
        self._fill()
        self.on_resize()
        self.refresh_bindings()
