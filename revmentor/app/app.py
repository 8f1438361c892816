"""The application: it routes between the steps, and owns what they share."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

import screens
from revmentor.app import colours, keymap
from revmentor.app.commands import PaletteCommands
from revmentor.i18n.dates import local_today
from revmentor.i18n.gettext import _
from revmentor.i18n.system_errors import reason_of
from revmentor.rules.programme_view import View, with_records
from revmentor.rules.schedule.strip import SlotRef
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.verdict import Inspection
from revmentor.store.settings import Settings, in_place, read_settings
from revmentor.store.workspace import Workspace
from screens.base.menu import menu_of
from screens.base.step_screen import PART_SCREENS, STEP_SCREENS, StepScreen, part_names, step_names
from widgets import signs
from widgets.themes import THEMES, sixteen

if TYPE_CHECKING:
    from textual.command import Provider

T = TypeVar("T")

_SCREENS = {
    "today": ("screens.today.screen", "TodayScreen"),
    "goals": ("screens.goals.screen", "GoalsScreen"),
    "baselines": ("screens.baselines.screen", "BaselinesScreen"),
    "pairs": ("screens.pairs.screen", "PairsScreen"),
    "sessions": ("screens.sessions.screen", "SessionsScreen"),
    "evaluation": ("screens.evaluation.screen", "EvaluationScreen"),
    "people": ("screens.people.screen", "PeopleScreen"),
    "proposal": ("screens.pairs.proposal", "ProposalScreen"),
    "answers": ("screens.evaluation.answers", "AnswersScreen"),
    "person": ("screens.people.person_screen", "PersonScreen"),
    "files": ("screens.file.clients", "ClientsScreen"),
}
"""Where each screen that is kept stands: its module and its class."""

_ON_A_STEP = {
    "log", "undo", "redo", "reload", "step", "go", "changes", "answers", "person", "clients",
    "print_and_send",
}  # fmt: skip
"""What can be done only where a step is on the screen."""

_NOT_IN_A_DRAFT = {"log", "undo", "redo"}
"""What a draft keeps from the application: it has an undo of its own."""


def _maker(name: str) -> Callable[[], Screen[Any]]:
    """Return what makes a screen; its module is imported when it is first shown."""

    def make() -> Screen[Any]:
        module, kind = _SCREENS[name]
        screen: Screen[Any] = getattr(import_module(module), kind)()
        return screen

    return make


def _step_bindings() -> Iterable[Binding]:
    for index, (screen, (name, _short)) in enumerate(step_names().items()):
        key = "p" if screen == "people" else str(index)
        yield Binding(
            key,
            f"go('{screen}')",
            name,
            id=f"go_{screen}",
            show=False,
            tooltip=_("Go to {step}").format(step=name),
        )


class RevmentorApp(PaletteCommands):
    """revmentor on a terminal."""

    TITLE = "revmentor"
    SCREENS: ClassVar[dict[str, Any]] = {name: _maker(name) for name in _SCREENS}
    ENABLE_COMMAND_PALETTE = True
    animation_level = "none"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", _("Help"), id="help",
                tooltip=_("What this step is for, and its keys")),
        Binding("a", "actions", _("Actions"), id="actions",
                tooltip=_("Everything that can be done with this line, with its letter")),
        Binding("l", "log", _("Log"), id="log", tooltip=_("Log a session, from anywhere")),
        Binding("i", "import", _("Bring people in"), id="bring_in", show=False,
                tooltip=_("Bring in a sheet of people, from anywhere")),
        Binding("r", "print_and_send", _("Print and send"), id="print_and_send", show=False,
                tooltip=_("Sheets, report, calendars, pages to answer, messages, from anywhere")),
        Binding("j", "answers", _("Answers"), id="answers", show=False,
                tooltip=_("What people answered, and who has not, from anywhere")),
        Binding("ctrl+z", "undo", _("Undo"), id="undo", tooltip=_("Take the last change back")),
        Binding("ctrl+y", "redo", _("Redo"), id="redo", show=False,
                tooltip=_("Make again what was taken back last")),
        Binding("P", "person", _("Person"), id="person", show=False, key_display="P",
                tooltip=_("The page of the person on this line, from anywhere")),
        Binding("h", "changes", _("Changes"), id="changes", show=False,
                tooltip=_("The last changes as sentences, and the way back to one of them")),
        Binding("ctrl+q", "quit", _("Quit"), id="quit",
                tooltip=_("Leave; what was saved stays saved")),
        Binding("escape", "step_back", _("Back"), id="back", show=False,
                tooltip=_("One step back")),
        Binding("less_than_sign", "step(-1)", _("Previous step"), id="previous_step", show=False,
                key_display="<", tooltip=_("Go to the step before")),
        Binding("greater_than_sign", "step(1)", _("Next step"), id="next_step", show=False,
                key_display=">", tooltip=_("Go to the step after")),
        Binding("ctrl+r", "reload", _("Read again"), id="reload", show=False,
                tooltip=_("Read the file again, when another program wrote it")),
        Binding("ctrl+o", "clients", _("Clients"), id="clients", show=False,
                tooltip=_("The files of all clients; escape comes back to this one")),
        *_step_bindings(),
    ]  # fmt: skip

    CSS = """
    /* On the empty line under the steps: no key, no number and no button is covered. */
    Toast { padding: 0 1; margin: 0; width: auto; max-width: 100%; }
    ToastRack {
        dock: top;
        align: right top;
        margin: 2 0 0 0;
        padding: 0 2 0 0;
        overflow: hidden hidden;
    }
    """

    def __init__(
        self,
        workspace: Workspace | None = None,
        *,
        today: date | None = None,
        clock: Callable[[], date] = local_today,
        first_screen: str = "today",
        damaged: Inspection | None = None,
        key: Key | None = None,
    ) -> None:
        """Show a file (or the list of files), on a fixed day where one is given.

        ``clock`` tells the day on the wall. ``damaged`` is a file that cannot be opened as it is,
        ``key`` what opens it.
        """
        super().__init__(first_screen, today)
        self._clock = clock
        for theme in THEMES.values():
            self.register_theme(theme)
        self.draw_in(colours.chosen_theme())
        self.stylesheet.set_variables(self.get_css_variables())  # else it is read twice
        self._given = (workspace, damaged, key)
        self._chosen = ""

    @staticmethod
    def _palette() -> type[Any]:
        from screens.dialogs.palette import Commands

        return Commands

    @staticmethod
    def _palette_records() -> type[Any]:
        from screens.dialogs.palette_records import Records

        return Records

    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {
        _palette,
        _palette_records,
    }

    def action_command_palette(self) -> None:
        """Show every command by name."""
        from screens.dialogs.palette import Palette

        if not isinstance(self.screen, Palette) and not self.at_work:
            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        """Show every theme by name; the one that is taken is kept for the next start."""
        from screens.dialogs.palette import Palette, Themes

        self.push_screen(Palette(providers=[Themes], placeholder=_("Colours")))

    def choose_theme(self, name: str) -> None:
        """Draw everything in a theme, and keep it, unless the settings say which counts."""
        self.draw_in(name)
        settings = read_settings()
        if settings.theme:
            text = _("For now: at the next start the theme of {place} counts again.")
            self.warn(text.format(place=settings.sources["theme"]))
            return
        try:
            colours.keep_theme(name)
        except OSError as error:
            file = colours.theme_file()
            text = _("The colours are not kept: {file} cannot be written ({why}).")
            self.warn(text.format(file=file.name, why=reason_of(error)))

    def draw_in(self, name: str) -> None:
        """Draw everything in one of our themes."""
        self.ansi_theme_dark = self.ansi_theme_light = sixteen(name)
        self.theme = name

    # -- what the screens ask --------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The day given at the start, else the day on the wall."""
        return self.fixed_today or self._clock()

    @property
    def view(self) -> View | None:
        """The programme on screen: the one chosen, else the latest open one."""
        if self.workspace is None:
            return None
        if self._chosen in {each.id for each in with_records(self.workspace.snapshot)}:
            return self.workspace.view(self._chosen)
        programme = self.workspace.current_programme()
        return self.workspace.view(programme.id) if programme else None

    def on_mount(self) -> None:
        """Show the first step, or the list of files."""
        self.animation_level = "none"
        self.call_after_refresh(self._first_shown)
        settings = read_settings()
        self.follow_the_day()
        self.begin(*self._given)
        signs.write_what_there_is()
        keys = keymap.own_keys(_SCREENS, self.BINDINGS, settings)
        self.set_keymap({**keys.chosen})
        for problem in (*settings.problems, *keys.problems, *self._choose_theme(settings)):
            self.warn(problem)

    def _first_shown(self) -> None:
        """Do what the first screen need not wait for."""
        # A screen that brings styles nobody read yet has those of all others read anew.
        self.stylesheet.read_all([*Path(next(iter(screens.__path__))).glob("*/*.tcss")])
        if self.is_headless:
            gc.enable()
        else:
            Thread(target=self.read_ahead, daemon=True).start()

    def read_ahead(self) -> None:
        """Read what the first form needs: its modules here, its styles between two keys.

        What stands by then is searched for garbage no more: it would be searched, and found alive,
        at some key that somebody waits for.
        """
        from widgets.styles_ahead import kinds_of_ours, read_style

        import_module("screens.sessions.log_form")
        gc.freeze()
        gc.enable()
        for kind in kinds_of_ours():
            self.call_later(read_style, self, kind)

    def _choose_theme(self, settings: Settings) -> Iterable[str]:
        """Take the theme of the settings; yield what is wrong where there is none of that name."""
        theme = settings.theme
        if theme in THEMES:
            self.draw_in(theme)
        elif theme in self.available_themes:
            self.theme = theme
        elif theme:
            place = settings.sources["theme"]
            text = _("there is no theme “{name}”; there are {names}.")
            yield in_place(place, text.format(name=theme, names=", ".join(self.available_themes)))

    def key_of(self, binding_id: str) -> str:
        """Return the key of a binding as it is shown, wherever it is declared."""
        on_top = (kind for each in reversed(self.screen_stack) for kind in type(each).__mro__)
        shown = [type(self), *on_top]
        binding, in_a_menu = keymap.with_id(binding_id, shown, _SCREENS)
        if binding_id in self._keymap:
            binding = replace(binding, key_display=None)
        key = self.get_key_display(replace(binding, key=self.letter_of(binding)))
        if in_a_menu:
            return f"{self.key_of('actions')} {key}"
        return key

    def letter_of(self, binding: Binding) -> str:
        """Return the key of a binding: one's own, else the first that it declares."""
        return (self._keymap.get(binding.id or "") or binding.key).split(",")[0]

    def go(self, screen: str, key: str = "") -> None:
        """Show a step, the cursor on the line with a key."""
        if self.workspace is None or screen not in {*STEP_SCREENS, *PART_SCREENS}:
            return
        here = self.screen
        if not (isinstance(here, StepScreen) and screen == (here.PART or here.STEP)):
            self.switch_screen(screen)
        if key:
            self.call_after_refresh(self._point_at, key)

    def _point_at(self, key: str) -> None:
        if isinstance(self.screen, StepScreen):
            self.screen.go_to(key)

    def show_person(self, person_id: str) -> None:
        """Show the page of a person; escape leads back to where one came from."""
        from screens.people.person_screen import PersonScreen

        here = self.screen
        if isinstance(here, StepScreen) and self.workspace is not None and self.view is not None:
            page = self.get_screen("person", PersonScreen)
            page.turn_to(person_id, here.PART or here.STEP)
            self.go("person")

    def action_person(self) -> None:
        """Show the page of whom the line is about; of several it is asked who is meant."""
        from screens.dialogs.which_person_form import which_person_form

        view, here = self.view, self.screen
        if view is None or not isinstance(here, StepScreen):
            return
        people = [each for each in here.people_here() if each in view.snapshot.people]
        if len(people) == 1:
            self.show_person(people[0])
        elif people:
            self.ask(which_person_form(self, view, people), self.show_person)
        else:
            self.warn(_("Go to a line about a person first."))

    def log_session(self, slot: SlotRef | None = None) -> None:
        """Open the log of a session, everything guessed that is not given."""
        from revmentor.rules.schedule.series import with_key
        from revmentor.rules.sessions.likely_slot import likely_slot
        from screens.sessions.log_form import log_form, logged_text

        view = self.view
        if view is None:
            self.warn(self.keyed(_("There is no programme yet. Press {go_goals}, then {new}.")))
            return
        if why := _no_log(view):
            self.warn(self.keyed(why))
            return
        meant = slot if slot and with_key(view, slot.series_key) else likely_slot(view, self.today)
        which = with_key(view, meant.series_key) if meant else None
        if meant is None or which is None:
            self.warn(_("No slot is due. On Sessions, enter opens any week."))
            return
        old = view.snapshot.sessions.get(meant.session_id)
        self.ask(
            log_form(self, view, which, meant.day, old),
            lambda logged: self.tell(logged_text(view, logged)),
        )

    def action_actions(self) -> None:
        """Show what can be done with the line, and do what is chosen."""
        from screens.dialogs.actions import ActionsMenu, entries

        here = self.screen
        if found := entries(self, here):
            title = getattr(here, "line_title", lambda: "")() or _("Actions")
            self.ask(ActionsMenu(title, found), lambda action: self._act(here, action))

    def _act(self, here: Screen[Any], action: str) -> None:
        self.call_later(here.run_action, action)

    def on_key(self, event: events.Key) -> None:
        """Say why a key does nothing: Caps Lock is on, or nothing is left to take back."""
        keys = self.screen.active_bindings
        asked = keys.get(event.key)
        if asked and not asked.enabled and asked.binding.action in {"undo", "redo"}:
            self.tell(self.nothing_left(asked.binding.action))
        if event.key.isupper() and event.key not in keys and event.key.lower() in keys:
            self.warn(_("Caps Lock seems to be on; keys are small letters."))

    # -- commands --------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what needs an open file, and grey undo where there is nothing to undo."""
        if action in _ON_A_STEP and not self._on_a_step():
            return False
        if action in _NOT_IN_A_DRAFT and self._in_a_draft():
            return False
        if self._nothing_to_do(action):
            return None
        return super().check_action(action, parameters)

    def _nothing_to_do(self, action: str) -> bool:
        """Tell whether an action is undo or redo, and there is neither a change nor a word."""
        if self.workspace is None:
            return False
        answers = {
            "undo": self.workspace.next_undo or self.workspace.end_of_undo,
            "redo": self.workspace.next_redo,
        }
        return action in answers and not answers[action]

    def _on_a_step(self) -> bool:
        return self.workspace is not None and self._step() is not None

    def _in_a_draft(self) -> bool:
        step = self._step()
        return step is not None and step.OWN_UNDO

    def use(self, workspace: Workspace) -> None:
        """Take a file that was opened or begun; another one begins with its own programme."""
        if self.workspace is None or self.workspace.path != workspace.path:
            self._chosen = ""
            for screen in self._installed_screens.values():
                if isinstance(screen, StepScreen):
                    screen.forget()
        super().use(workspace)

    def show_programme(self, programme_id: str) -> None:
        """Turn to a programme of the file."""
        self._chosen = programme_id
        self._changed()

    def get_key_display(self, binding: Binding) -> str:
        """Name a key as it stands on the keyboard."""
        if binding.key_display:
            return binding.key_display
        named = {
            "question_mark": "?",
            "enter": _("enter"),
            "space": _("space"),
            "escape": _("escape"),
            "pageup": _("pageup"),
            "pagedown": _("pagedown"),
            "delete": _("delete"),
            "backspace": _("backspace"),
            "up": _("up"),
            "down": _("down"),
            "left": _("left"),
            "right": _("right"),
            "shift": _("shift"),
        }
        return "+".join(named.get(part, part) for part in binding.key.split("+"))

    def action_go(self, screen: str) -> None:
        """Go to a step."""
        self.go(screen)

    def action_step(self, by: int) -> None:
        """Go to the step before or after."""
        if isinstance(self.screen, StepScreen):
            place = STEP_SCREENS.index(self.screen.STEP)
            self.go(STEP_SCREENS[(place + by) % len(STEP_SCREENS)])

    def action_step_back(self) -> None:
        """One step back: out of the filter, from a part to its step, else to Today."""
        if isinstance(self.screen, StepScreen) and (before := self.screen.step_back()):
            self.go(before)

    def action_log(self) -> None:
        """Log the slot under the cursor, else the one that is most likely meant."""
        if self.workspace is None:
            return
        here = self.screen.slot_here() if isinstance(self.screen, StepScreen) else None
        self.log_session(here)

    def action_help(self) -> None:
        """Explain the step on screen."""
        from screens.dialogs.help import HelpScreen

        screen = self.screen
        about = self.keyed(getattr(screen, "HELP_TEXT", ""))
        names = step_names()
        step = getattr(screen, "STEP", "")
        title = names[step][0] if step in names else "revmentor"
        title = part_names().get(getattr(screen, "PART", ""), title)
        title = getattr(screen, "HELP_TITLE", title)
        menu = [(self.key_of(each.id or ""), each) for each in menu_of(screen)]
        self.push_screen(HelpScreen(title, about, list(screen.active_bindings.values()), menu))


def _no_log(view: View) -> str:
    """Return why no session of a programme can be logged; empty where one can."""
    if not view.pairs:
        return _("There are no pairs yet. Press {go_pairs} and give each senior a mentor.")
    if view.programme.closed_on:
        return _("The programme is closed; its sessions stand as they are.")
    return ""
