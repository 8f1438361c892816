"""What stands around every step: the line at the top, the rail of steps, the keys at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from widgets.plain_text import PlainText
from widgets.text import CHOSEN, MUTED, fit, plain, wrapped


class TopLine(Widget):
    """Where am I, and is it saved."""

    DEFAULT_CSS = """
    TopLine { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    firm: reactive[str] = reactive("")
    """The firm; it gives way where there is little room."""
    place: reactive[str] = reactive("")
    """The programme, and where it stands."""
    state: reactive[str] = reactive("")
    """The day, and whether everything is saved."""

    def render(self) -> Content:
        """Draw the place on the left, the state on the right."""
        room = max(0, self.size.width - 2 - cell_len(self.state) - 1)
        rest = f" · {self.place}" if self.place else ""
        firm = fit(self.firm, max(8, room - cell_len(rest))).rstrip()
        return Content.assemble(
            plain(fit(firm + rest, room), "bold"), plain(" " + self.state, MUTED)
        )


class RailStep(msgspec.Struct, frozen=True):
    """One entry of the rail: its key, its names (long and short), its sign, and how far it is."""

    screen: str
    key: str
    name: str
    short: str
    sign: str = ""
    wants_you: bool = False
    progress: str = ""


class RailItem(PlainText):
    """One step on the rail; a click goes there."""

    DEFAULT_CSS = """
    RailItem {
        height: 1;
        width: auto;
        padding: 0 1 0 0;
        &:hover { text-style: underline; }
    }
    """

    class Chosen(Message):
        """A step was clicked."""

        def __init__(self, screen: str) -> None:
            super().__init__()
            self.screen = screen

    def __init__(self, screen: str) -> None:
        super().__init__()
        self._screen = screen

    def on_click(self) -> None:
        """Go to the step."""
        self.post_message(self.Chosen(self._screen))


class Rail(Widget):
    """The five steps with their state, Today before them and People after."""

    DEFAULT_CSS = """
    Rail {
        height: 1;
        layout: horizontal;
        padding: 0 1;
        background: $surface;
    }
    """

    def __init__(self, steps: Sequence[str]) -> None:
        """Make room for these screens, in order."""
        super().__init__()
        self._items = {screen: RailItem(screen) for screen in steps}
        self._shown: tuple[tuple[RailStep, ...], str] = ((), "")

    def compose(self) -> ComposeResult:
        """Place the steps."""
        yield from self._items.values()

    def show(self, steps: Sequence[RailStep], here: str) -> None:
        """Show the steps, the one on screen marked by weight and colour."""
        self._shown = (tuple(steps), here)
        wide = self.screen.has_class("-wide") or self.screen.has_class("-huge")
        names = self._names(steps, wide=wide)
        room = self.content_size.height - len(steps) if wide else 0
        progress = self._progress(steps, room)
        airy = wide and sum(map(len, progress)) + len(steps) - 1 <= room
        for step, name, far in zip(steps, names, progress, strict=True):
            item = self._items[step.screen]
            style = CHOSEN if step.screen == here else ""
            parts = [plain(f"{step.key} ", MUTED)]
            if step.sign:
                parts.append(plain(f"{step.sign} ", "bold $warning" if step.wants_you else ""))
            parts.append(plain(name, style))
            parts += [Content("\n    ") + plain(line, MUTED) for line in far]
            item.update(Content("").join(parts))
            item.styles.margin = (0, 0, 1 if airy else 0, 0)

    def _progress(self, steps: Sequence[RailStep], room: int) -> list[list[str]]:
        """Return how far each step is, in short lines, in longer ones, or not where none fit."""
        for width in (14, 16):
            lines = [wrapped(step.progress, width) if step.progress else [] for step in steps]
            if sum(map(len, lines)) <= room:
                return lines
        return [[] for _step in steps]

    def _names(self, steps: Sequence[RailStep], *, wide: bool) -> list[str]:
        long = [step.name for step in steps]
        short = [step.short for step in steps]
        here = [step.short if step.screen == self._shown[1] else "" for step in steps]
        marks = sum(cell_len(step.key) + 2 + (2 if step.sign else 0) for step in steps)
        room = self.screen.size.width - 2 - marks
        return next(
            (each for each in (long, short) if wide or sum(map(cell_len, each)) <= room), here
        )

    def on_resize(self) -> None:
        """Long or short names, lines or columns."""
        # What is changed while a layout is on its way keeps the height that it had before.
        self.call_after_refresh(self._show_again)

    def _show_again(self) -> None:
        steps, here = self._shown
        if steps:
            self.show(steps, here)


class KeyLine(Widget):
    """What can I do here: the keys that act now, Help first and Quit last, and nothing cut off."""

    DEFAULT_CSS = """
    KeyLine { height: 1; padding: 0 1; background: $panel; }
    """

    def __init__(self) -> None:
        """Make an empty line; it fills itself from the screen's bindings."""
        super().__init__()
        self._places: list[tuple[int, int, ActiveBinding]] = []

    def on_mount(self) -> None:
        """Follow the bindings of whatever has the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def _keys_shown(self) -> list[ActiveBinding]:
        shown: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.binding.description:
                shown.setdefault(active.binding.action, active)
        first = [each for each in shown.values() if each.binding.id == "help"]
        last = [each for each in shown.values() if each.binding.id == "quit"]
        return [*first, *(each for each in shown.values() if each not in first + last), *last]

    def render(self) -> Content:
        """Draw as many keys as there is room for; the last one is always there."""
        self._places = []
        shown = self._keys_shown()
        if not shown:
            return Content("")
        *others, last = shown
        width = self.size.width - 2
        end = width - self._width(last)
        parts: list[Content] = []
        used = 0
        for active in others:
            needed = self._width(active) + 2
            if used + needed > end:
                continue
            self._places.append((used, used + needed - 2, active))
            parts.append(self._drawn(active) + Content("  "))
            used += needed
        self._places.append((end, width, last))
        parts += [Content(" " * max(0, end - used)), self._drawn(last)]
        return Content("").join(parts)

    def _key(self, active: ActiveBinding) -> str:
        return self.app.get_key_display(active.binding)

    def _width(self, active: ActiveBinding) -> int:
        return cell_len(f"{self._key(active)} {active.binding.description}")

    def _drawn(self, active: ActiveBinding) -> Content:
        style = ("bold", "") if active.enabled else ("$foreground-disabled", "$foreground-disabled")
        return plain(self._key(active), style[0]) + plain(
            f" {active.binding.description}", style[1]
        )

    async def on_click(self, event: events.Click) -> None:
        """Do what the key that was clicked does."""
        for start, end, active in self._places:
            if start <= event.x - 1 < end:
                await self.app.run_action(active.binding.action, active.node)
                return


class Empty(PlainText):
    """An empty list, which says which key fills it."""

    DEFAULT_CSS = """
    Empty {
        height: 1fr;
        content-align: center middle;
        text-align: center;
        color: $text-muted;
        display: none;
    }
    """

    def say(self, text: str) -> None:
        """Show a sentence, or nothing and give the room back."""
        self.update(plain(text))
        self.display = bool(text)
