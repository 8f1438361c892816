"""The frame that every step stands in: top line, rail, one body, the keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _
from revmentor.model.text import unaccented
from revmentor.rules import journey
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.strip import SlotRef
from screens.base.host import Host
from widgets.frame import Empty, KeyLine, Rail, RailItem, RailStep, TopLine
from widgets.inputs import LineInput
from widgets.signs import Sign, sign
from widgets.table import Table

_NAMED = 3
"""So many people are named over the menu of actions."""

PART_SCREENS = ("proposal", "answers", "person")
"""Screens that lie within a step."""

STEP_SCREENS = ("today", "goals", "baselines", "pairs", "sessions", "evaluation", "people")

_STATE_SIGNS: dict[journey.StepState, Sign] = {
    "not_begun": "not_begun",
    "under_way": "under_way",
    "done": "done",
    "needs_you": "needs_you",
}


def step_names() -> dict[str, tuple[str, str]]:
    """Return the long and the short name of each screen on the rail."""
    return {
        "today": (_("Today"), _("Today")),
        "goals": (_("Goals"), _("Goals")),
        "baselines": (_("Baselines"), _("Baselines").split()[0]),
        "pairs": (_("Pairs"), _("Pairs")),
        "sessions": (_("Sessions"), _("Sessions")),
        "evaluation": (_("Evaluation"), _("Eval.")),
        "people": (_("People"), _("People")),
    }


def part_names() -> dict[str, str]:
    """Return the name of each screen that lies within a step."""
    return {"proposal": _("Proposal"), "answers": _("Answers"), "person": _("A person")}


class StepScreen(Screen[None]):
    """A step of the journey: top line, rail, body, detail, keys; re-read whenever it is shown."""

    AUTO_FOCUS = ""  # the step itself puts the focus where its keys act
    STEP: ClassVar[str] = ""
    PART: ClassVar[str] = ""
    """What a screen is called that lies within a step; escape and the step's key lead out of it."""
    OWN_UNDO: ClassVar[bool] = False
    """Whether undo and redo are of a draft on this screen, and not of the file."""
    MENU: ClassVar[Sequence[Binding]] = ()
    """What has no key of its own, but a letter in the menu of actions."""
    HELP_TEXT: ClassVar[str] = ""
    """What the step is for; an id in braces stands for the key of that binding."""
    NEEDS_LINE: ClassVar[frozenset[str]] = frozenset()
    """The actions that want a line under the cursor, and hide where there is none."""

    DEFAULT_CSS = """
    StepScreen {
        & #frame { height: 1fr; layout: vertical; }
        & #body { height: 1fr; padding: 1 1 0 1; }
        & #headline { height: auto; padding: 0 1 1 1; }
        & #middle { height: 1fr; layout: vertical; }
        & #main { height: 1fr; }
        & #detail { height: auto; max-height: 6; min-height: 3; padding: 0 1; margin: 1 0 0 0; }
        & #filter { display: none; height: 1; margin: 0 1; background: $boost; }
        & #filter.-shown { display: block; }
    }
    StepScreen.-wide, StepScreen.-huge {
        & #frame { layout: horizontal; }
        & #body { width: 1fr; padding: 1 2 0 2; }
        & #detail { max-height: 9; min-height: 5; }
        & Rail {
            width: 23;
            height: 1fr;
            layout: vertical;
            padding: 1 1;
            & RailItem { width: 1fr; height: auto; margin: 0 0 1 0; }
        }
    }
    StepScreen.-huge {
        & #middle { layout: horizontal; }
        & #main { width: 1fr; }
        & #detail { width: 44; max-height: 100%; height: 1fr; margin: 0 0 0 2; padding: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", _("Filter"), id="filter", key_display="/", show=False,
                tooltip=_("Show only the lines that hold a word")),
    ]  # fmt: skip

    host = getters.app(Host)
    table = getters.query_one("#table", Table)

    def __init__(self) -> None:
        """Make the step; it is filled when it is first shown."""
        super().__init__()
        self._filled = False
        self._drawn_width = 0
        self._read_under: tuple[object, ...] | None = None
        """What the step was filled from while a form lay over it."""

    def compose(self) -> ComposeResult:
        """Place the frame and the step's own body."""
        yield TopLine()
        with Container(id="frame"):
            yield Rail(STEP_SCREENS)
            with Vertical(id="body"):
                yield Static("", id="headline", markup=False)
                yield LineInput(id="filter", compact=True, placeholder=_("filter"))
                with Container(id="middle"):
                    with Vertical(id="main"):
                        yield from self.compose_main()
                        yield Empty(markup=False)
                    yield Static("", id="detail", markup=False)
        yield KeyLine()

    @abstractmethod
    def compose_main(self) -> ComposeResult:
        """Place what the step is about."""

    @abstractmethod
    def show_view(self, view: View | None) -> None:
        """Fill the step from the records; ``view`` is ``None`` without a programme."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what cannot act on an empty step."""
        if action in self.NEEDS_LINE:
            return bool(self.is_mounted and self.table.display and self.table.row_count)
        return True

    @property
    def is_wide(self) -> bool:
        """Whether the rail stands on the left."""
        return self.has_class("-wide") or self.has_class("-huge")

    # -- reading ---------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Re-read whenever the step comes on screen, but once for a save in the form over it."""
        under, self._read_under = self._read_under, None
        if under is None or under != self._sources():
            self.reread()
        else:
            self.show_state()
            self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew what depends on the width."""
        if self._filled and event.size.width != self._drawn_width:
            self.call_after_refresh(self.reread)

    def reread(self) -> None:
        """Show what the records say now."""
        if not self.is_mounted or self.host.workspace is None:
            return
        self._filled, self._drawn_width = True, self.size.width
        self._read_under = None if self.is_active else self._sources()
        self._show_frame()
        self.show_view(self.host.view)
        self.refresh_bindings()

    def _sources(self) -> tuple[object, ...]:
        """Return what a step is filled from: the programme, the records, the day, the width."""
        workspace = self.host.workspace
        records = workspace.snapshot if workspace else None
        return self.host.view, records, self.host.today, self.size.width

    def _show_frame(self) -> None:
        view, today = self.host.view, self.host.today
        top = self.query_one(TopLine)
        top.firm = self.host.file.snapshot.firm.name
        top.place = ""
        if view:
            top.place = f"{view.programme.name} · {journey.phase(view.programme, today)}"
        self.show_state()
        self.query_one(Rail).show(list(self._rail(view, today)), self.STEP)

    def show_state(self) -> None:
        """Say in the top line which day it is, and whether everything is saved."""
        if self.host.out_of_reach:
            saved = f"{sign('needs_you')} " + _("not saved: the file is out of reach")
        elif self.host.file.encrypted:
            saved = _("saved, encrypted")
        else:
            saved = _("saved")
        self.query_one(TopLine).state = f"{short_date(self.host.today)} · {saved}"

    def _rail(self, view: View | None, today: date) -> Iterator[RailStep]:
        steps = {step.name: step for step in journey.steps(view, today)} if view else {}
        for screen, (name, short) in step_names().items():
            step = next((each for each in steps.values() if each.name == screen), None)
            key = self.host.key_of(f"go_{screen}")
            if step:
                wants = step.state == "needs_you"
                mark = sign(_STATE_SIGNS[step.state])
                yield RailStep(screen, key, name, short, mark, wants, step.progress)
            else:
                mark = sign("not_begun") if screen in journey.STEPS else ""
                yield RailStep(screen, key, name, short, mark)

    @on(RailItem.Chosen)
    def _step_chosen(self, event: RailItem.Chosen) -> None:
        self.host.go(event.screen)

    def slot_here(self) -> SlotRef | None:
        """Return the slot under the cursor, where slots are shown."""
        return None

    def people_here(self) -> Sequence[str]:
        """Return whom the line under the cursor is about, by id: one person, or several."""
        return ()

    def line_title(self) -> str:
        """Return what the menu of actions is called: whom the line is about, else the step."""
        if self.table.ticked:
            return _("{n} ticked").format(n=len(self.table.ticked))
        view = self.host.view
        known = view.snapshot.people if view else {}
        names = [view.first_name(each) for each in self.people_here() if view and each in known]
        return " & ".join(names) if 0 < len(names) <= _NAMED else step_names()[self.STEP][0]

    def step_back(self) -> str:
        """Go one step back within the screen, or return the screen that lies one step back."""
        if self.leave_filter() or self.table.untick():
            return ""
        return self.STEP if self.PART else "today"

    def head(self, *lines: Content) -> None:
        """Show the sentence over the body."""
        self.query_one("#headline", Static).update(Content("\n").join(lines))

    def detail(self, *lines: Content) -> None:
        """Show what there is to say of the line under the cursor."""
        self.query_one("#detail", Static).update(Content("\n").join(lines))

    def empty(self, sentence: str) -> None:
        """Show a sentence in place of the table, or (empty) the table."""
        self.query_one(Empty).say(sentence)
        self.table.display = not sentence
        if sentence:
            self.detail()

    def go_to(self, key: str) -> None:
        """Put the cursor on the line with a key, once the step is filled."""
        self.call_after_refresh(self.table.go_to, key)

    @on(Table.RowHighlighted)
    def _row_changed(self) -> None:
        self.describe()

    def describe(self) -> None:
        """Say more about the line under the cursor; nothing, unless a step has more to say."""

    # -- filtering -------------------------------------------------------------------------------

    @property
    def filter_text(self) -> str:
        """What the lines are filtered by, folded."""
        return unaccented(self.query_one("#filter", Input).value.strip())

    def matches(self, *texts: str) -> bool:
        """Tell whether the filter lets a line with these texts through."""
        wanted = self.filter_text
        return not wanted or any(wanted in unaccented(text) for text in texts)

    def action_filter(self) -> None:
        """Open the filter."""
        box = self.query_one("#filter", Input)
        box.add_class("-shown")
        box.focus()

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        self.show_view(self.host.view)

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.focus_main()

    def focus_main(self) -> None:
        """Put the focus where the step's keys act."""
        self.table.focus()

    def leave_filter(self) -> bool:
        """Clear the filter and close it; tell whether there was one."""
        box = self.query_one("#filter", Input)
        if not box.has_class("-shown"):
            return False
        box.remove_class("-shown")
        box.value = ""
        self.focus_main()
        return True
