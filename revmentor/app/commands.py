"""What the palette offers beside the keys: the commands of a programme and of the firm."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen

from revmentor.app.printing import Printing
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.programme import Programme
from revmentor.rules.programme_view import View, with_records
from revmentor.store.workspace import Workspace
from screens.base.step_screen import StepScreen

if TYPE_CHECKING:
    from screens.people.bring_in import BroughtIn


class PaletteCommands(Printing):
    """An application with a file, and with commands that have no key of their own."""

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer what has no key of its own."""
        if self.workspace is not None and isinstance(screen, StepScreen):
            yield from self._programme_commands(self.workspace)
            yield from self._firm_commands()
        yield SystemCommand(
            _("Colours"), _("Dark, light, high contrast, the terminal’s"), self.action_change_theme
        )

    def _programme_commands(self, workspace: Workspace) -> Iterator[SystemCommand]:
        yield SystemCommand(
            _("New programme"), _("Begin another programme"), self.action_new_programme
        )
        if len(with_records(workspace.snapshot)) > 1:
            yield SystemCommand(
                _("Another programme"), _("Look at another one"), self.action_choose_programme
            )
        yield SystemCommand(
            _("Programme settings"), _("Dates, cadence, rules"), self.action_programme
        )
        yield SystemCommand(
            _("Launch list"), _("What stands before the first session"), self.action_launch
        )
        yield SystemCommand(
            _("Kick-off, briefing, mentor circle"),
            _("The programme’s own days, planned and held"),
            self.action_events,
        )
        yield SystemCommand(
            _("Fears"), _("What people said that worries them, gathered"), self.action_fears
        )
        yield SystemCommand(
            _("Change of the programme"), _("What was changed in it, and why"), self.action_changed
        )
        yield SystemCommand(_("Guides"), _("For the sessions of this phase"), self.action_guides)
        yield SystemCommand(
            _("Paper"), _("Type several slots that stand on paper"), self.action_from_paper
        )
        yield SystemCommand(_("Propose pairs"), _("The best plan, as a draft"), self.action_propose)
        yield SystemCommand(
            _("Pages to answer"),
            _("Sign-up, levels, pulse, final form"),
            partial(self.action_print_and_send, "pages"),
        )
        yield SystemCommand(
            _("Bring answers in"), _("Replies to the pages, or a table"), self.action_replies
        )
        yield SystemCommand(
            _("Answers"), _("What people said, and who has not answered"), self.action_answers
        )
        yield SystemCommand(
            _("Person"), _("The page of the person on this line"), self.action_person
        )
        yield SystemCommand(
            _("Messages"), _("For many, by phase, ready to copy or mail"), self.action_messages
        )
        yield SystemCommand(
            _("Print and send"),
            _("Sheets, charters, slips, attestations, report"),
            self.action_print_and_send,
        )
        yield SystemCommand(
            _("Successes"), _("What went well, the latest first"), self.action_successes
        )
        yield SystemCommand(_("Cases"), _("All of them, and one without a pair"), self.action_cases)
        yield SystemCommand(
            _("Ended pairs"), _("When and why, to correct"), self.action_ended_pairs
        )
        yield SystemCommand(
            _("Resources"), _("Material and cards for the sessions"), self.action_resources
        )
        yield SystemCommand(_("Signals"), _("From when on they speak"), self.action_signals)
        yield SystemCommand(
            _("Standard level"), _("What every senior shall reach"), self.action_standard
        )

    def _firm_commands(self) -> Iterator[SystemCommand]:
        yield SystemCommand(
            _("Own questions"), _("The firm’s own, in any form"), self.action_own_questions
        )
        yield SystemCommand(_("Firm"), _("Name, country, holidays"), self.action_firm)
        yield SystemCommand(
            _("Closed days"),
            _("When the firm is closed: holidays, shutdowns, public holidays"),
            self.action_closed_days,
        )
        yield SystemCommand(
            _("Skills"), _("All skills, and the firm's own to add"), self.action_skills
        )
        yield SystemCommand(
            _("Import people"), _("A sheet of people, or a document"), self.action_import
        )
        yield SystemCommand(_("Close the programme"), _("Lessons and decision"), self.action_close)
        yield SystemCommand(_("Clients"), _("The files of all clients"), self.action_clients)
        yield SystemCommand(
            _("Compare with a copy"),
            _("What differs from a conflict copy or a backup, and what to take over"),
            self.action_compare,
        )
        yield SystemCommand(
            _("Archive of ended programmes"),
            _("Move one to a file of its own, or bring it back"),
            self.action_ended_programmes,
        )
        yield SystemCommand(
            _("Save in another place"),
            _("Everything into a new file, and go on there"),
            self.save_elsewhere,
        )

    def action_new_programme(self) -> None:
        """Begin a programme."""
        self.begin_programme()

    def begin_programme(self) -> None:
        """Open the form of a new programme, and then its goals.

        Beside one that still runs it is asked first; after one that was closed it is the next.
        """
        from screens.dialogs.confirm import confirm_form

        view = self.view
        if view is None:
            self._programme_form()
        elif view.programme.closed_on:
            self.begin_next(view)
        else:
            question = _(
                "“{name}” is not closed; it runs until {day}. Another programme would run beside "
                "it, with its own people, goals and pairs."
            ).format(name=view.programme.name, day=plain_date(view.programme.ends_on))
            form = confirm_form(self, _("A second programme?"), question, _("Begin another"))
            self.ask(form, lambda _yes: self._programme_form())

    def _programme_form(self) -> None:
        from screens.goals.template_form import template_form

        if form := self.look(lambda: template_form(self)):
            self.ask(form, self._with_template)

    def _with_template(self, chosen: str) -> None:
        from screens.goals.programme_form import programme_form
        from screens.goals.template_form import with_id

        self.ask(programme_form(self, None, with_id(chosen)), self._begun)

    def begin_next(self, view: View) -> None:
        """Open the form of the programme that follows a closed one."""
        from screens.evaluation.next_programme_form import next_form

        self.ask(next_form(self, view), self._next_begun)

    def _next_begun(self, programme: Programme) -> None:
        self.show_programme(programme.id)
        self.tell(_("{name} begun: people and levels kept.").format(name=programme.name))

    def _begun(self, programme: Programme) -> None:
        self.show_programme(programme.id)
        self.go("goals")

    def action_choose_programme(self) -> None:
        """Look at another programme of the file."""
        from screens.goals.programme_form import choose_programme_form

        self.ask(choose_programme_form(self, self.view), self.show_programme)

    def action_programme(self) -> None:
        """Change the programme."""
        from screens.goals.programme_form import programme_form

        view = self.view
        self.ask(programme_form(self, view.programme if view else None))

    def action_propose(self) -> None:
        """Show the best plan for everybody."""
        self.go("proposal")

    def action_answers(self) -> None:
        """Show what people answered."""
        self.go("answers")

    @abstractmethod
    def action_person(self) -> None:
        """Show the page of the person on the line."""

    def action_launch(self) -> None:
        """Show what stands before the first session."""
        from screens.dialogs.launch import show_launch

        if view := self.view:
            show_launch(self, view)

    def action_events(self) -> None:
        """Show the programme's own days."""
        from screens.dialogs.events import show_events

        if view := self.view:
            show_events(self, view)

    def action_fears(self) -> None:
        """Show the fears that were said when signing up, without names."""
        from screens.dialogs.fears import fears_screen

        if view := self.view:
            self.push_screen(fears_screen(view))

    def action_own_questions(self) -> None:
        """Show the firm's own questions, and what was answered."""
        from screens.dialogs.own_questions import show_own_questions

        if view := self.view:
            show_own_questions(self, view)

    def action_changed(self) -> None:
        """Write down what was changed in the programme, and why."""
        from screens.dialogs.event_forms import change_form

        if self.view:
            self.ask(change_form(self), lambda _made: self.tell(_("Written down.")))

    def action_resources(self) -> None:
        """Show the resource library."""
        from screens.dialogs.resources import show_resources

        if view := self.view:
            show_resources(self, view)

    def action_messages(self) -> None:
        """Show the messages for many."""
        from screens.dialogs.messages import show_messages

        if view := self.view:
            show_messages(self, view)

    def action_guides(self) -> None:
        """Show the guides, those of this phase first."""
        from screens.dialogs.texts import show_guides

        if view := self.view:
            show_guides(self, view)

    def action_from_paper(self) -> None:
        """Type several slots from paper."""
        from screens.sessions.paper_grid import show_paper

        if view := self.view:
            show_paper(self, view)

    def action_successes(self) -> None:
        """Show what went well."""
        from screens.dialogs.successes import show_successes

        if view := self.view:
            show_successes(self, view)

    def action_cases(self) -> None:
        """Show the cases of the programme."""
        from screens.dialogs.cases import show_cases

        if view := self.view:
            show_cases(self, view)

    def action_ended_pairs(self) -> None:
        """Show the pairs that ended."""
        from screens.dialogs.ended_pairs import show_ended_pairs

        if view := self.view:
            show_ended_pairs(self, view)

    def action_signals(self) -> None:
        """Say from when on signals speak."""
        from screens.dialogs.signal_forms import settings_form

        if view := self.view:
            self.ask(settings_form(self, view))

    def action_standard(self) -> None:
        """Set the standard level."""
        from screens.goals.standard_form import standard_form

        if view := self.view:
            self.ask(standard_form(self, view))

    def action_firm(self) -> None:
        """Change the firm."""
        from screens.dialogs.firm_form import firm_form

        if self.workspace is not None:
            self.ask(firm_form(self))

    def action_closed_days(self) -> None:
        """Write down on which days the firm is closed."""
        from screens.dialogs.firm_form import firm_form

        if self.workspace is not None:
            self.ask(firm_form(self, focus="closed_days"))

    def action_skills(self) -> None:
        """Show the skills, and those of the firm's own."""
        from screens.dialogs.skills import show_skills

        if self.workspace is not None:
            show_skills(self)

    def action_import(self) -> None:
        """Take in a sheet of people."""
        from screens.people.bring_in import BringInScreen

        if self.workspace is not None:
            self.ask(BringInScreen(), self._brought_in)

    def _brought_in(self, brought: BroughtIn) -> None:
        """Say what came in, or go on with the replies of a file or a folder that was named."""
        from screens.people.replies import BringRepliesScreen

        if brought.replies is not None:
            self.ask(BringRepliesScreen(brought.replies), self.tell)
        else:
            self.tell(brought.told)

    def action_compare(self) -> None:
        """Compare the file with a copy of it."""
        from screens.file.compare import begin_comparing

        if self.workspace is not None:
            begin_comparing(self)

    def action_ended_programmes(self) -> None:
        """Show the ended programmes, and where each lies."""
        from screens.file.archive import show_ended_programmes

        if self.workspace is not None:
            show_ended_programmes(self)

    def action_replies(self) -> None:
        """Bring in the replies to the pages."""
        from screens.people.replies import BringRepliesScreen

        if self.workspace is not None:
            self.ask(BringRepliesScreen(), self.tell)

    def action_close(self) -> None:
        """Close the programme."""
        from revmentor.rules.results import level_changes
        from screens.evaluation.closing_forms import close_form

        if view := self.view:
            self.ask(close_form(self, view, level_changes.missing_to_close(view)))
