"""The application's care for the open file: it notices other programs, damage, and what was lost.

Everything here is about the file as a whole; what is in it is the business of the steps.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import TypeVar

from msgspec.structs import replace
from textual.binding import Binding
from textual.screen import ModalScreen

from revmentor.app import crash_report
from revmentor.app.form_drafts import FormDrafts
from revmentor.i18n.dates import short_moment
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import ChangedMeanwhile, NotSaved, PassphraseNeeded, RevmentorError
from revmentor.rules import day_ranges, journey
from revmentor.rules.care.today import today
from revmentor.store import recent, shared_folders
from revmentor.store.drafts import FormDraft
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.verdict import Damaged, Inspection, OutOfReach
from revmentor.store.transaction import Seen, Transaction
from revmentor.store.workspace import Workspace
from screens.base.host import finished
from screens.base.step_screen import StepScreen
from widgets.kept_form import KeptForm

T = TypeVar("T")

_LOOK_EVERY = 2.0
"""Seconds between two looks at whether another program wrote the file."""
_PATIENCE = 0.2
"""Seconds a change waits for another program; a form tries again by itself."""
_SAID_AFTER = 0.5
"""Seconds after which it is said that something is being saved."""
_MANY = 20
"""How many records undo takes back unasked."""
_TURNS = 3
"""Turns of the loop in which a part draws what it was given, and tells the screen of its size."""
_LAST_SECONDS = 3.0
"""How long the terminal may take to be put in order, once the system asks for the end."""


class FileWatch(FormDrafts):
    """An application with a file: opened, watched, undone, recovered."""

    def __init__(self, first_screen: str, fixed_today: date | None = None) -> None:
        """Begin without a file; ``first_screen`` is shown once there is one.

        ``fixed_today`` is the day to take for today, in place of the machine's own.
        """
        super().__init__()
        self.fixed_today = fixed_today
        self.workspace = None
        self._first = first_screen
        self.out_of_reach = False
        self._shown_day: date | None = None
        self.last_words: tuple[str, ...] = ()
        """What to say on the terminal after the end, where it was not asked for."""
        self._one_at_a_time = asyncio.Lock()
        self._is_outdated = False
        """Whether the records are other than the screen shows, for as long as a thread works."""
        self._complained: bytes | None = None
        self._warned: bytes | None = None

    def begin(
        self, workspace: Workspace | None, damaged: Inspection | None, key: Key | None
    ) -> None:
        """Show a file, or what is wrong with it, or the list of files; and keep an eye on it."""
        if damaged is not None:
            self.recover(damaged, key)
        elif workspace is None:
            self.push_screen("files")
        else:
            self.use(workspace)
        self.set_interval(_LOOK_EVERY, self.look_around)
        self.set_interval(_LOOK_EVERY, self._keep_draft)
        self.heed_signals()

    # -- the end -----------------------------------------------------------------------------------

    def heed_signals(self) -> None:
        """End in order when the system asks for it, or the window is closed: nothing is lost."""
        if sys.platform == "win32" or self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._told_to_end, number)

    def _told_to_end(self, number: int) -> None:
        words = [_("revmentor was told to end. What was saved is saved.")]
        if self._keep_draft():
            words.append(crash_report.draft_kept())
        self.last_words = tuple(words)
        # A closed window takes no more output, and what is to be drawn would be waited for.
        waits = threading.Timer(_LAST_SECONDS, os._exit, (128 + number,))
        waits.daemon = True
        waits.start()
        self.exit(return_code=128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """End after a fault of our own; say where it is, and nothing of what the file holds.

        Textual's own way prints every value at hand: the whole programme, private notes included.
        """
        if self._exception is None:
            self._exception = error
            self._exception_event.set()  # a test at the keyboard raises it again
            report, kept = crash_report.write_report(error), False
            with suppress(Exception):  # the form itself may be what failed
                kept = self._keep_draft()
            self.last_words = tuple(crash_report.last_sentences(report, kept=kept))
        self._return_code = crash_report.STATUS
        self._close_messages_no_wait()

    def use(self, workspace: Workspace) -> None:
        """Take a file that was opened or begun, and show it."""
        self._take(workspace)
        if len(self.screen_stack) > 1:
            self.switch_screen(self._first)
        else:
            self.push_screen(self._first)
        self._tell_of(workspace)

    def _take(self, workspace: Workspace) -> None:
        if self.workspace is not workspace:
            self.workspace = workspace
            workspace.subscribe(self._changed)
        workspace.today = self.fixed_today
        self._drafts, self._kept = [], {}
        workspace.wait_at_most(_PATIENCE)
        self._complained = self._warned = None
        self.out_of_reach = False
        recent.remember(workspace.path, self.today)

    def go_on_in(self, workspace: Workspace) -> None:
        """Go on in a copy of the open file that was saved in another place, on the same screen."""
        self._take(workspace)
        if isinstance(self.screen, StepScreen):
            self._changed()
        else:
            self.use(workspace)
        self.tell(_("Everything is saved in {path}.").format(path=workspace.path))

    def leave(self) -> None:
        """Leave the file as it is, and show the list of files."""
        self._keep_draft()
        self.workspace, self.out_of_reach = None, False
        while isinstance(self.screen, ModalScreen):
            self.pop_screen()
        self.switch_screen("files")

    def _tell_of(self, workspace: Workspace) -> None:
        """Say what there is to know of a file that was just opened."""
        try:
            if copy := workspace.migrate():
                self.tell(_("The file was of an older form; its copy is {name}.").format(name=copy))
        except RevmentorError as error:
            self.warn(str(error))
        if doubt := workspace.take_doubt():
            self.warn(doubt)
        self._find_drafts(workspace)
        far = day_ranges.far_day_sentences(workspace.snapshot, self.today)
        unsaved = [_unsaved(each) for each in self._drafts if not each.on_purpose]
        worth_saying = [*shared_folders.worth_saying(workspace.path), *self._way_to_compare()]
        if notices := [*unsaved, *worth_saying, *far]:
            from screens.dialogs.text import notice_screen

            self.push_screen(notice_screen(notices))

    def _way_to_compare(self) -> Iterator[str]:
        """Say how a conflict copy is compared, where one lies beside the file."""
        if shared_folders.conflict_copies(self.file.path):
            text = _("{palette}, “{command}”: what differs, and what to take over from it.")
            key = self.get_key_display(Binding(self.COMMAND_PALETTE_BINDING, ""))
            yield text.format(palette=key, command=_("Compare with a copy"))

    def recover(self, inspection: Inspection, key: Key | None = None) -> None:
        """Show that a file is not as it was left, and what can be done."""
        from screens.file.recovery import RecoveryScreen

        self._keep_draft()
        memory = (
            self.workspace if self.workspace and self.workspace.path == inspection.path else None
        )
        if memory is not None:
            key = memory.key
        while isinstance(self.screen, ModalScreen):
            self.pop_screen()
        screen = RecoveryScreen(inspection, key, memory)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def look_around(self) -> None:
        """Look whether another program wrote the file, and whether a new day has begun."""
        self.look_at_file()
        self.follow_the_day()

    def follow_the_day(self) -> None:
        """Read all steps anew where the day on the wall is another than the one they show."""
        before, self._shown_day = self._shown_day, self.today
        if before is not None and before != self._shown_day:
            self._changed()

    def _step(self) -> StepScreen | None:
        """Return the step on screen, under whatever lies over it."""
        screens = (
            each for each in reversed(self.screen_stack) if not isinstance(each, ModalScreen)
        )
        screen = next(screens, None)
        return screen if isinstance(screen, StepScreen) else None

    def look_at_file(self) -> None:
        """Read the file again where another program wrote it; say once where it cannot be read."""
        workspace = self.workspace
        top = self.screen_stack[-1] if self.screen_stack else None  # none while it is closing
        # What lies over the recovery screen asks about the very thing that would be said again.
        if workspace is None or self._step() is None or self.at_work:
            return
        try:
            self._reread(workspace)
        except OutOfReach as error:
            if not self.out_of_reach:
                self.warn(str(error))
            self._reach(back=False)
        except PassphraseNeeded:
            self.leave()
            self.warn(
                _("Another program encrypted {file}. Open it again with its passphrase.").format(
                    file=workspace.path.name
                )
            )
        except RevmentorError as error:
            self._complain_once(
                workspace.mark_on_disk(), error, in_form=isinstance(top, ModalScreen)
            )

    def _reread(self, workspace: Workspace) -> None:
        """Take over what another program changed, and say that the file is there again."""
        if workspace.refresh():
            text = _("Another program changed the file: {what}.")
            self.tell(text.format(what=workspace.changes[0].what if workspace.changes else ""))
        self._complained = self._warned = None
        self._reach(back=True)

    def _complain_once(self, mark: bytes, error: RevmentorError, *, in_form: bool) -> None:
        """Say what is wrong with a state of the file; over a form only that something is."""
        if in_form:  # what can be done is shown once the form is closed
            if mark != self._warned:
                self._warned = mark
                self.warn(str(error))
        elif mark != self._complained:
            self._complained = mark
            self._complain(error)

    def _reach(self, *, back: bool) -> None:
        """Let the top line say whether the file can be saved, where that has changed."""
        if self.out_of_reach is not back:
            return
        self.out_of_reach = not back
        if back and self.workspace is not None:
            self.tell(_("{file} is there again.").format(file=self.workspace.path.name))
        for screen in self.screen_stack:
            if isinstance(screen, StepScreen):
                screen.show_state()

    def _complain(self, error: RevmentorError) -> None:
        if isinstance(error, Damaged):
            self.recover(error.reading)
        else:
            self.warn(str(error))

    async def beside(self, work: Callable[[], T]) -> T:
        """Work on the file in a thread of its own, and show what it became."""
        says = asyncio.get_running_loop().call_later(_SAID_AFTER, self._say_saving)
        try:
            async with self._one_at_a_time:
                result = await asyncio.to_thread(self._worked, work)
        finally:
            says.cancel()
            self._catch_up()
            if step := self._step():
                step.show_state()
        await self._parts_told()
        return result

    @staticmethod
    async def _parts_told() -> None:
        """Let the parts of a step say what they need: once a form is closed, it is drawn once."""
        for _turn in range(_TURNS):
            await asyncio.sleep(0)

    def _say_saving(self) -> None:
        """Say on the form that something is being saved, else in the top line."""
        if isinstance(self.screen, KeptForm):
            self.screen.say(_("Being saved …"))
        elif isinstance(self.screen, StepScreen):
            self.screen.show_state(_("being saved …"))

    def _catch_up(self) -> None:
        """Show what a thread changed, unless it is shown already."""
        if self._is_outdated:
            self._changed()

    def _worked(self, work: Callable[[], T]) -> T:
        """Work, and ask the rules what the screen will ask: they remember it."""
        result = work()
        if self._is_outdated and (view := self.view) is not None:
            with suppress(RevmentorError):  # the screen asks it again, and says what is wrong
                list(journey.steps(view, self.today))
                today(view, self.today)
        return result

    def _changed(self) -> None:
        self._is_outdated = threading.get_ident() != self._thread_id
        if self._is_outdated:  # what is drawn is drawn in one thread
            self.call_later(self._catch_up)
            return
        if self.workspace is not None and (doubt := self.workspace.take_doubt()):
            self.warn(doubt)
        for screen in self.screen_stack:
            if isinstance(screen, StepScreen):
                screen.reread()

    def ask(self, form: ModalScreen[T | None], then: Callable[[T], object] | None = None) -> None:
        """Show a form; ``then`` gets its result, unless it was discarded."""

        async def done(result: T | None) -> None:
            if isinstance(form, KeptForm):
                self._draft_done(form, saved=result is not None)
            if result is not None and then is not None:
                await finished(then(result))

        workspace = self.workspace
        if workspace is not None and isinstance(form, KeptForm):
            seen = Seen(records=workspace.snapshot, form=workspace.snapshot)

            async def around(change: Callable[[Transaction], T]) -> T:
                nonlocal seen
                try:
                    return await self.make(change, seen)
                except ChangedMeanwhile:
                    # The person is told of it, and may save all the same.
                    seen = replace(seen, records=workspace.snapshot)
                    raise
                except Damaged as error:
                    raise NotSaved(
                        _(
                            "{what} Nothing was saved. Close the form to see what can be done."
                        ).format(what=error)
                    ) from error

            form.around = around
        self.push_screen(form, done)
        if isinstance(form, KeptForm):
            self._bring_back(form)

    @property
    def at_work(self) -> bool:
        """Whether something takes a while on the file: until it is done nothing else begins."""
        from screens.base.working import WorkingScreen

        return self._one_at_a_time.locked() or any(
            isinstance(each, WorkingScreen) for each in self.screen_stack
        )

    # -- commands --------------------------------------------------------------------------------

    async def action_undo(self) -> None:
        """Take the last change back, and say what it was; many records only when asked."""
        from screens.dialogs.confirm import confirm_form

        if self.workspace is None:
            return
        change = self.workspace.next_undo
        if change is not None and (change.brought_in or change.size > _MANY):
            count = ngettext("{n} entry changes", "{n} entries change", change.size)
            question = _("“{what}”: {count} with it. {redo} makes it again.")
            form = confirm_form(
                self,
                _("Take it back?"),
                self.keyed(question, what=change.what, count=count),
                _("Take back"),
            )
            self.ask(form, lambda _yes: self._undo())
        else:
            await self._undo()

    def nothing_left(self, action: str) -> str:
        """Return why undo or redo does nothing, and where older changes are found."""
        if action == "redo":
            return _("There is nothing to make again.")
        if self.workspace is None or not self.workspace.changes:
            return _("There is nothing to take back.")
        return self.keyed(
            _(
                "Since the file was opened there is nothing left to take back; {changes} lists "
                "what came before, and goes back to it."
            )
        )

    async def _undo(self) -> None:
        what = await self.attempt(lambda _tx: self.file.undo())
        if what:
            self.tell(self.keyed(_("Taken back: {what}. {redo} makes it again."), what=what))

    async def action_redo(self) -> None:
        """Make the change again that was taken back last."""
        if self.workspace is None:
            return
        what = await self.attempt(lambda _tx: self.file.redo())
        if what:
            self.tell(_("Made again: {what}").format(what=what))

    def save_elsewhere(self) -> None:
        """Ask for another place, write everything into a new file there, and go on in it."""
        from screens.file.save_elsewhere_form import elsewhere_form

        if self.workspace is not None:
            self.push_screen(elsewhere_form(self, self.workspace), self._gone_on)

    def _gone_on(self, workspace: Workspace | None) -> None:
        if workspace is not None:
            self.go_on_in(workspace)

    def action_changes(self) -> None:
        """Show the last changes, and the way back to each that is kept."""
        from screens.dialogs.history import show_history

        if self.workspace is not None:
            show_history(self)

    def action_reload(self) -> None:
        """Read the file again."""
        if self.workspace is None:
            return
        try:
            changed = self.workspace.reload()
        except Damaged as error:
            self.recover(error.reading)
            return
        except RevmentorError as error:
            self.warn(str(error))
            return
        self.tell(_("Read again.") if changed else _("The file has not changed."))


def _unsaved(draft: FormDraft) -> str:
    when = short_moment(datetime.fromisoformat(draft.left_at))
    return _(
        "What you were typing in “{form}” on {moment} was not saved. It is kept, and stands there "
        "again when you open that form."
    ).format(form=draft.title, moment=when)
