"""The history of a file: the last changes as sentences, and the way back to one of them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import RevmentorError
from revmentor.store.file.header import ChangeNote
from revmentor.store.file.inspection import inspect
from revmentor.store.history import recovery
from revmentor.store.history.recovery import Kept
from screens.base.host import Host
from screens.dialogs.confirm import confirm_form
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from widgets.text import MUTED, plain


class EarlierState(msgspec.Struct, frozen=True):
    """A state the file had: what led to it, and the copy that is kept of it, if any."""

    line: str
    kept: Kept | None
    since: int
    """How many changes were made since."""
    undone: tuple[str, ...]
    """What going back to it takes back, the newest first, as far as it is told."""


def show_history(host: Host) -> None:
    """Show the last changes of the open file."""
    host.push_screen(HistoryScreen(states(host), _about_undo(host)))


def states(host: Host) -> list[EarlierState]:
    """Return the states of the open file, the newest first: those still told of, and those kept."""
    workspace = host.file
    kept = {
        each.generation.number: each
        for each in recovery.listing(workspace.path, workspace.key)
        if each.sound
    }
    notes = {note.generation: note for note in workspace.changes}
    return [
        EarlierState(
            _line(number, notes, kept),
            kept.get(number),
            workspace.generation - number,
            tuple(recovery.changes_after(workspace.meta, number)),
        )
        for number in sorted({*notes, *kept}, reverse=True)
        if number <= workspace.generation
    ]


def _line(number: int, notes: dict[int, ChangeNote], kept: dict[int, Kept]) -> str:
    if note := notes.get(number):
        return recovery.change_line(note)
    each = kept[number]
    return f"{each.label} · {each.what}" if each.what else each.label


def _about_undo(host: Host) -> str:
    workspace = host.file
    if workspace.undoable:
        return host.keyed(
            _("{undo} takes back “{what}”, and then what was before it, one by one."),
            what=workspace.undoable,
        )
    nothing_left = _(
        "Since the file was opened there is nothing left to take back with {undo}; enter goes back "
        "to any state of this list."
    )
    return workspace.end_of_undo or host.keyed(nothing_left)


class HistoryScreen(ShelfScreen):
    """The last changes; enter goes back to the state under the cursor, once it was asked."""

    def __init__(self, found: Sequence[EarlierState], about_undo: str) -> None:
        """Show states, the one that stands now first."""
        self._states = found
        entries = [_entry(each, at, about_undo) for at, each in enumerate(found)]
        super().__init__(
            _("The last changes"), entries, _("enter goes back to this state · escape closes")
        )

    def take(self) -> None:
        """Ask whether to go back to the state, with what that takes back."""
        state, host = self._states[self.at], self.host
        if self.at == 0:
            host.tell(_("This is how the file stands now."))
        elif state.kept is None:
            host.tell(_("This state is no longer kept; the nearest one that is stands below."))
        else:
            kept = state.kept
            form = confirm_form(host, _("Go back?"), _question(state), _("Go back"))
            host.ask(form, lambda _yes: self._go_back(kept))

    def _go_back(self, kept: Kept) -> None:
        host, workspace = self.host, self.host.file
        try:
            found = inspect(workspace.path, workspace.key)
            again = recovery.go_back(found, kept.generation.path, workspace.key, kept.label)
        except RevmentorError as error:
            host.warn(str(error))
            return
        self.dismiss(None)
        host.use(again)
        host.tell(recovery.now_holds(again, kept.label))


def _entry(state: EarlierState, place: int, about_undo: str) -> ListEntry:
    if place == 0:
        return ListEntry(state.line, _("now"), [plain(about_undo)])
    if state.kept is None:
        text = _("Of this state no copy is kept any more.")
        return ListEntry(state.line, "", [plain(text, MUTED)])
    lines = [plain(each) for each in state.undone]
    return ListEntry(state.line, "", [plain(_("Going back here takes back:"), "bold"), *lines])


def _question(state: EarlierState) -> str:
    return ngettext(
        "{n} change is taken back: {{last}}. What stands now is kept, and one can go back to it "
        "in the same way.",
        "{n} changes are taken back, the last: {{last}}. What stands now is kept, and one can go "
        "back to it in the same way.",
        state.since,
    ).format(last=state.undone[0] if state.undone else "")
