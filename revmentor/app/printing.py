"""Print and send: the form that `r` opens anywhere, and what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from revmentor.app.client_files import ClientFiles
from revmentor.i18n.gettext import _
from screens.base.step_screen import StepScreen

if TYPE_CHECKING:
    from revmentor.rules.people.printed_for import PrintedFor
    from revmentor.rules.programme_view import View
    from screens.dialogs.printed import Printed


class Printing(ClientFiles):
    """An application with a file, that prints what is in it."""

    def action_print_and_send(self, first: str = "") -> None:
        """Print and send, for whom the line is about; a step says what comes first."""
        here = self.screen
        if isinstance(here, StepScreen):
            people = [each for each in here.printed_for if each in self.file.shown.people]
            self.print_and_send(first or here.PRINTS, people)

    def print_and_send(self, first: str = "", people: Sequence[str] = ()) -> None:
        """Open the form that prints and sends, with what comes first and for whom."""
        from screens.dialogs.print_and_send import print_form

        view = self.view
        if view is None and not self.file.shown.people:
            self.warn(self.keyed(_nothing_yet()))
            return
        self.ask(print_form(self, view, people, first), self._printed)

    def _printed(self, printed: Printed) -> None:
        """Say what was written and show its folder, or go on to what is shown first."""
        view = self.view
        if printed.told:
            self.tell(printed.told)
        if printed.folder:
            self.open_url(printed.folder.resolve().as_uri())
        if view and printed.then == "sponsor":
            self._show_sponsor_s_page(view)
        elif view and printed.then == "messages":
            self._show_messages(view, printed.whom)

    def _show_sponsor_s_page(self, view: View) -> None:
        from screens.evaluation.sponsor_form import sponsor_form

        if form := self.look(lambda: sponsor_form(self, view)):
            self.ask(form, lambda path: self.tell(_("Written: {path}").format(path=path)))

    def _show_messages(self, view: View, whom: PrintedFor | None) -> None:
        """Show the messages of the one pair that is meant, else those for many."""
        from screens.dialogs.messages import show_messages
        from screens.dialogs.texts import show_letters

        pairs = [
            each
            for each in view.open_pairs
            if whom and whom.people and whom.takes_pair(each.mentor_id, [each.senior_id])
        ]
        if len(pairs) == 1:
            show_letters(self, view, pairs[0])
        else:
            show_messages(self, view)


def _nothing_yet() -> str:
    return _("There is nothing to print yet: {go_people} and {new} write somebody down.")
