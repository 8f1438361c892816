"""The frame that every step stands in: top line, rail, one body, the keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _
from revmentor.model.text import unaccented
from revmentor.rules import journey
from revmentor.rules.people.printed_for import people_of_slot
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.strip import SlotRef
from screens.base.host import Host
from widgets.frame import Empty, KeyLine, Rail, RailItem, RailStep, TopLine
from widgets.plain_text import PlainText
from widgets.prose import Prose
from widgets.signs import Sign, sign
from widgets.table import Table
from widgets.text import plain

_NAMED = 3
"""So many people are named over the menu of actions."""

PART_SCREENS = ("proposal", "answers", "person")
"""Screens that lie within a step."""

STEP_SCREENS = ("today", "goals", "baselines", "pairs", "sessions", "evaluation", "people")

WIDE_FROM = 100
"""From so many columns on the rail stands at the left."""
DRAWN_FROM = 120
"""From so many columns on something is drawn."""
SIDE, _CORNER = 38, 42
"""How many cells the drawings at the right have, and the one below."""
_LOW = 14
"""So many lines the drawing below a table has at most, where the table needs the rest."""
_HIGH = 30
"""From so many lines on a wide terminal has room for borders around panels."""

STATE_SIGNS: dict[journey.StepState, Sign] = {
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
        # In Italian it is two words, of which a rail of 80 columns has room for the first.
        "baselines": (_("Baselines"), _("Baselines").split()[0]),
        "pairs": (_("Pairs"), _("Pairs")),
        "sessions": (_("Sessions"), _("Sessions")),
        "evaluation": (_("Evaluation"), _("Eval.")),
        "people": (_("People"), _("People")),
    }


def part_names() -> dict[str, str]:
    """Return the name of each screen that lies within a step."""
    return {"proposal": _("Proposal"), "answers": _("Answers"), "person": _("A person")}


def too_narrow() -> str:
    """Return what is said where no step can be drawn; every key still does what it does."""
    return _("Too narrow: revmentor needs 40 columns. Widen the window; nothing is lost.")


class StepScreen(Screen[None]):
    """A step of the journey: top line, rail, body, detail, keys; re-read whenever it is shown."""

    # Textual paints all of a screen anew when the focus moves; the parts that it moves between do.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    AUTO_FOCUS = ""  # the step itself puts the focus where its keys act
    STEP: ClassVar[str] = ""
    PART: ClassVar[str] = ""
    """What a screen is called that lies within a step; escape and the step's key lead out of it."""
    PRINTS: ClassVar[str] = ""
    """What the form of print and send begins with here."""
    OWN_UNDO: ClassVar[bool] = False
    """Whether undo and redo are of a draft on this screen, and not of the file."""
    MENU: ClassVar[Sequence[Binding]] = ()
    """What has no key of its own, but a letter in the menu of actions."""
    HELP_TEXT: ClassVar[str] = ""
    """What the step is for; an id in braces stands for the key of that binding."""
    DRAWS_FROM: ClassVar[int] = 140
    """From so many columns on the right third draws; below that a key shows the same.

    A table needs the room first; from :data:`DRAWN_FROM` on there is one drawing below it.
    """
    NEEDS_LINE: ClassVar[frozenset[str]] = frozenset()
    """The actions that want a line under the cursor, and hide where there is none."""

    DEFAULT_CSS = """
    StepScreen {
        & #frame { height: 1fr; layout: vertical; }
        & #body { height: 1fr; padding: 1 1 0 1; }
        & #headline { height: auto; padding: 0 1 1 1; }
        & #middle { height: 1fr; layout: vertical; }
        & #main { height: 1fr; }
        & #detail {
            width: 1fr;
            height: auto;
            max-height: 6;
            min-height: 3;
            padding: 0 1;
            margin: 1 0 0 0;
        }
        & #filter { height: 1; margin: 0 1; background: $boost; }
        & #side, & #corner { display: none; scrollbar-size: 1 1; }
        & #side { width: 38; padding: 1 1 0 0; scrollbar-gutter: stable; }
        & #foot { height: auto; }
        & #corner { width: 42; height: auto; margin: 1 0 0 2; }
    }
    StepScreen #too_narrow { display: none; padding: 1; }
    StepScreen.-tiny {
        & #frame, & TopLine, & KeyLine { display: none; }
        & #too_narrow { display: block; }
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
        & #foot { width: 44; height: 1fr; margin: 0 0 0 2; }
        & #detail { max-height: 100%; height: 1fr; margin: 0; padding: 1; }
    }
    StepScreen.-draws {
        & #side { display: block; }
        & #middle { layout: vertical; }
        & #foot { width: 1fr; height: auto; margin: 0; }
        & #detail { height: auto; max-height: 9; margin: 1 0 0 0; padding: 0 1; }
    }
    StepScreen.-corner {
        & #corner { display: block; }
        & #detail { max-height: 11; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", _("Filter"), id="filter", key_display="/", show=False,
                tooltip=_("Show only the lines that hold a word")),
        Binding("f4", "drawings", _("Drawings"), id="drawings", show=False,
                tooltip=_("Weeks, levels, hours and answers as drawings")),
    ]  # fmt: skip

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (100, "-wide"), (150, "-huge")]  # noqa: RUF012 -- Textual types it as no ClassVar
    """The classes of a step by its width; a form has none, and is styled once."""

    host = getters.app(Host)
    table = getters.query_one("#table", Table)

    def __init__(self) -> None:
        """Make the step; it is filled when it is first shown."""
        super().__init__()
        self._filled = False
        self._drawn_width = 0
        self._use_room()
        self._styled_in = ""
        """The colours that the step was last seen in; empty before it is left the first time."""
        self._filter: Input | None = None
        """The line that the lines are filtered by, once somebody asked for it."""
        self._filled_from: tuple[object, ...] | None = None
        """What the step shows: the programme, the records, the day, the width."""

    def compose(self) -> ComposeResult:
        """Place the frame and the step's own body."""
        yield TopLine()
        yield PlainText(plain(too_narrow()), id="too_narrow")
        with Container(id="frame"):
            yield Rail(STEP_SCREENS)
            with Vertical(id="body"):
                yield Prose("", id="headline")
                with Container(id="middle"):
                    with Vertical(id="main"):
                        yield from self.compose_main()
                        yield Empty()
                    with Horizontal(id="foot"):
                        yield Prose("", id="detail")
                        yield VerticalScroll(id="corner", can_focus=False)
            yield VerticalScroll(id="side", can_focus=False)
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
    def room(self) -> Size:
        """The size of the screen; before it is laid out, that of the terminal."""
        return self.size or self.app.size

    @property
    def is_wide(self) -> bool:
        """Whether the rail stands on the left."""
        return self.room.width >= WIDE_FROM

    @property
    def is_framed(self) -> bool:
        """Whether panels have borders: where the terminal is wide and high enough for them."""
        return self.has_class("-framed")

    @property
    def table_width(self) -> int:
        """How many cells a table of this step has, before it is laid out too."""
        side = SIDE if self.draws_beside else 0
        return self.room.width - side - (27 if self.is_wide else 2)

    @property
    def main_width(self) -> int:
        """How many cells the body has, within its margins."""
        return self.table_width - (3 if self.is_wide else 2)

    @property
    def draws_beside(self) -> bool:
        """Whether drawings stand at the right of this step."""
        return not self.PART and self.room.width >= self.DRAWS_FROM

    @property
    def draws_below(self) -> bool:
        """Whether the first drawing stands below at the right: beside, it would cost a column."""
        is_large = self.room.width >= DRAWN_FROM and self.room.height >= _HIGH
        return not self.PART and is_large and not self.draws_beside

    def _use_room(self) -> None:
        """Lay the step out for its size; what is known before it is mounted is styled once."""
        widths = self.HORIZONTAL_BREAKPOINTS
        self.add_class(max(each for each in widths if each[0] <= self.room.width)[1])
        self.set_class(self.is_wide and self.room.height >= _HIGH, "-framed")
        self.set_class(self.draws_beside, "-draws")
        self.set_class(self.draws_below, "-corner")

    def _draw_beside(self) -> None:
        """Draw what fits the step at its right; the step itself is on the screen already."""
        from screens.base import drawings

        if not self.is_mounted:
            return
        every = drawings.of_step(self.host, self.STEP)
        if self.draws_beside:
            drawings.show_in(self.query_one("#side", VerticalScroll), every, SIDE - 2)
        elif self.draws_below:
            corner = self.query_one("#corner", VerticalScroll)
            free = self._free_lines
            corner.styles.max_height = max(_LOW, free)
            drawings.show_in(corner, drawings.below_a_table(every, _CORNER, free), _CORNER)

    @property
    def _free_lines(self) -> int:
        """How many lines a table leaves empty that shows all it has."""
        rows = sum(each.row_count + 2 for each in self.query(Table) if each.display)
        return max(0, self.query_one("#middle").size.height - rows - 2)

    def action_drawings(self) -> None:
        """Show the same drawings over the step."""
        from screens.base import drawings

        drawings.show_over(self.host, self.STEP, step_names()[self.STEP][0])

    # -- reading ---------------------------------------------------------------------------------

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Re-read what comes on screen, unless a step shows already what there is to show.

        A part is styled where it is placed; it is styled anew where the colours are others now.
        """
        event.refresh_styles = self._styled_in not in {"", self.app.theme}
        if self.PART or self._filled_from != self._sources():
            self.reread()
        else:
            self.show_state()
            self.refresh_bindings()

    def on_screen_suspend(self) -> None:
        """Remember the colours that the step was last seen in."""
        self._styled_in = self.app.theme

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew what depends on the width."""
        if self._filled and event.size.width != self._drawn_width:
            self.call_after_refresh(self.reread)

    def reread(self) -> None:
        """Show what the records say now."""
        if not self.is_mounted or self.host.workspace is None:
            return
        self._filled, self._drawn_width = True, self.size.width
        self._use_room()
        if self.draws_beside or self.draws_below:
            self.call_after_refresh(self._draw_beside)
        self._filled_from = self._sources()
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
        phase = f"{view.programme.name} · {journey.phase(view.programme, today)}" if view else ""
        top.place = phase
        self.show_state()
        self.query_one(Rail).show(list(self._rail(view, today)), self.STEP)

    def show_state(self, state: str = "") -> None:
        """Say in the top line which day it is, and the ``state``: whether everything is saved."""
        self.query_one(TopLine).state = f"{short_date(self.host.today)} · {state or self._state()}"

    def _state(self) -> str:
        if self.host.out_of_reach:
            return f"{sign('needs_you')} " + _("not saved: the file is out of reach")
        return _("saved, encrypted") if self.host.file.encrypted else _("saved")

    def _rail(self, view: View | None, today: date) -> Iterator[RailStep]:
        steps = {step.name: step for step in journey.steps(view, today)} if view else {}
        for screen, (name, short) in step_names().items():
            step = next((each for each in steps.values() if each.name == screen), None)
            key = self.host.key_of(f"go_{screen}")
            if step:
                wants = step.state == "needs_you"
                mark = sign(STATE_SIGNS[step.state])
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

    @property
    def printed_for(self) -> Sequence[str]:
        """Whom `r` prints for, unless somebody else is chosen: whom the line is about."""
        slot = self.slot_here()
        people = self.people_here()
        if people or slot is None or self.host.view is None:
            return people
        return people_of_slot(self.host.view, slot)

    def line_title(self) -> str:
        """Return what the menu of actions is called: whom the line is about, else the step."""
        if ticked := sum(len(each.ticked) for each in self.query(Table)):
            return _("{n} ticked").format(n=ticked)
        view = self.host.view
        known = view.snapshot.people if view else {}
        names = [view.first_name(each) for each in self.people_here() if view and each in known]
        return " & ".join(names) if 0 < len(names) <= _NAMED else step_names()[self.STEP][0]

    def step_back(self) -> str:
        """Go one step back within the screen, or return the screen that lies one step back."""
        if self.leave_filter() or self._untick():
            return ""
        return self.STEP if self.PART else "today"

    def head(self, *lines: Content) -> None:
        """Show the sentence over the body."""
        headline = self.query_one("#headline", Prose)
        headline.update(Content("\n").join(lines))
        headline.display = bool(lines)

    def detail(self, *lines: Content) -> None:
        """Show what there is to say of the line under the cursor."""
        self.query_one("#detail", Prose).update(Content("\n").join(lines))

    def empty(self, sentence: str) -> None:
        """Show a sentence in place of the table, or (empty) the table."""
        self.query_one(Empty).say(sentence)
        self.table.display = not sentence
        if sentence:
            self.detail()

    def go_to(self, key: str) -> None:
        """Put the cursor on the line with a key, once the step is filled."""
        for table in self.query(Table):
            table.call_after_refresh(table.go_to, key)

    @on(Table.RowHighlighted)
    def _row_changed(self) -> None:
        self.describe()

    def describe(self) -> None:
        """Say more about the line under the cursor; nothing, unless a step has more to say."""

    # -- filtering -------------------------------------------------------------------------------

    @property
    def filter_text(self) -> str:
        """What the lines are filtered by, folded."""
        return unaccented(self._filter.value.strip()) if self._filter else ""

    def matches(self, *texts: str) -> bool:
        """Tell whether the filter lets a line with these texts through."""
        wanted = self.filter_text
        return not wanted or any(wanted in unaccented(text) for text in texts)

    async def action_filter(self) -> None:
        """Open the filter."""
        from widgets.inputs import LineInput

        if self._filter is None:
            self._filter = LineInput(id="filter", compact=True, placeholder=_("filter"))
            await self.query_one("#body").mount(self._filter, before="#middle")
        self._filter.display = True
        self._filter.focus()

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        self.show_view(self.host.view)

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.focus_main()

    def focus_main(self) -> None:
        """Put the focus where the step's keys act."""
        self.table.focus()

    def forget(self) -> None:
        """Let go of what belongs to the file that was open: the filter, and what is ticked."""
        if self.is_mounted:
            self.leave_filter()
            self._untick()

    def _untick(self) -> bool:
        """Tick nothing any more; tell whether something was."""
        return any(each.untick() for each in self.query(Table))

    def leave_filter(self) -> bool:
        """Clear the filter and close it; tell whether there was one."""
        if self._filter is None or not self._filter.display:
            return False
        self._filter.display = False
        self._filter.value = ""
        self.focus_main()
        return True
