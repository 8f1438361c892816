"""Drawings beside a step: weeks, ways, bars and counts, from plain data; every one has its words.

Each is drawn in the width it is given, and in signs that a Linux console has where it is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content

from revmentor.i18n.numbers import number
from revmentor.rules.results.glance import TOP, Bars, Counts, Drawing, WayRow, Ways, Weeks
from widgets.plain_text import PlainText
from widgets.signs import bar, heights, is_console, sign, way
from widgets.text import MUTED, fit, plain

_ACCENT = "$primary"
_STORIES = 3
"""How many lines high the weeks are."""
_EIGHTHS = 8


class DrawingPanel(PlainText):
    """One drawing in a round border, its title above and what it counts below."""

    DEFAULT_CSS = """
    DrawingPanel {
        height: auto;
        padding: 0 1;
        border: round $border-blurred;
        border-title-color: $foreground;
        border-title-style: bold;
        border-subtitle-color: $foreground-muted;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.display = False
        self._drawn: tuple[Drawing | None, int, Mapping[str, str]] = (None, 0, {})

    def draw(self, drawing: Drawing | None, width: int, names: Mapping[str, str]) -> None:
        """Draw what is given in so many cells, border included; nothing takes the panel away."""
        self.display = drawing is not None
        before, self._drawn = self._drawn, (drawing, width, names)
        if drawing is not None and self._drawn != before:
            self.border_title = plain(drawing.title)
            self.border_subtitle = plain(drawing.note)
            self.update(drawn(drawing, width - 4, names))


def drawn(drawing: Drawing, width: int, names: Mapping[str, str]) -> Content:
    """Return a drawing in lines of so many cells; ``names`` says what the pulse asks."""
    lines = list(_lines(drawing, width, names))
    return Content("\n").join(lines)


def _lines(drawing: Drawing, width: int, names: Mapping[str, str]) -> Iterator[Content]:
    if isinstance(drawing, Weeks):
        yield from _weeks(drawing, width)
    elif isinstance(drawing, Ways):
        yield from _ways(drawing, width)
    elif isinstance(drawing, Bars):
        yield from _bars(drawing, width)
    else:
        yield from _counts(drawing, width, names)


def _weeks(drawing: Weeks, width: int) -> Iterator[Content]:
    """Yield the held sessions as columns, the lost ones as marks, and the numbers of weeks."""
    wide = 2 if 2 * drawing.of <= width else 1
    weeks = drawing.weeks[-(width // wide) :]
    to_come = max(0, min(drawing.of - len(weeks), width // wide - len(weeks)))
    most = max((each.held for each in weeks), default=0)
    if is_console():
        yield plain("".join(str(min(each.held, 9)).ljust(wide) for each in weeks), _ACCENT)
    else:
        for story in reversed(range(_STORIES)):
            cells = (_story(each.held, most, story) * wide for each in weeks)
            yield plain("".join(cells), _ACCENT)
    marks = (sign("missed") if each.lost else " " for each in weeks)
    yield Content.assemble(
        plain("".join(mark.ljust(wide) for mark in marks), "$warning"),
        plain(sign("no_slot").ljust(wide) * to_come, MUTED),
    )
    first = weeks[0].week if weeks else 1
    yield plain(_axis(range(first, first + len(weeks) + to_come), wide), MUTED)


def _story(held: int, most: int, story: int) -> str:
    """Return one cell of a column, at one of its lines."""
    height = round(_STORIES * _EIGHTHS * held / most) if most else 0
    return bar(min(_EIGHTHS, max(0, height - story * _EIGHTHS)))


def _axis(weeks: Sequence[int], wide: int) -> str:
    """Return the number of the first week, and of every fourth, each under its column."""
    cells = [" "] * (len(weeks) * wide + 2)
    for place, week in enumerate(weeks):
        if place == 0 or week % 4 == 0:
            for offset, digit in enumerate(str(week)):
                cells[place * wide + offset] = digit
    return "".join(cells).rstrip()


def _ways(drawing: Ways, width: int) -> Iterator[Content]:
    """Yield each skill with its way from the start to now, and the numbers.

    A skill is called by its whole name, above the way where it has no room beside it.
    """
    numbers = [_numbers(row) for row in drawing.rows]
    beside = width - max(map(cell_len, numbers), default=0) - 2 * TOP - 3
    stacked = any(cell_len(each.name) > beside for each in drawing.rows)
    for row, text in zip(drawing.rows, numbers, strict=True):
        now = None if row.now is None else round(2 * row.now)
        target = None if row.target is None else 2 * row.target
        line = way(round(2 * row.start), now, target, step=1, top=2 * TOP)
        if stacked:
            yield plain(fit(row.name, width).rstrip())
        name = "  " if stacked else fit(row.name, beside) + " "
        yield Content.assemble(plain(name), plain(line, _ACCENT), plain("  " + text, MUTED))


def _numbers(row: WayRow) -> str:
    start = f"{number(row.start, 1)}"
    now = "" if row.now is None else f" {sign('moved')} {number(row.now, 1)}"
    return f"{start}{now}, n {row.n}"


def _bars(drawing: Bars, width: int) -> Iterator[Content]:
    """Yield each bar with its name and what is said of it; too much has its sign."""
    texts = [f"{each.text} {sign('look')}" if each.is_over else each.text for each in drawing.rows]
    said = max(map(cell_len, texts), default=0)
    name = min(max((cell_len(each.name) for each in drawing.rows), default=0), width // 2)
    room = max(4, width - said - name - 2)
    for row, text in zip(drawing.rows, texts, strict=True):
        cells = round(room * row.value / drawing.most) if drawing.most else 0
        style = "$warning" if row.is_over else _ACCENT
        block = "=" if is_console() else "▇"
        yield Content.assemble(
            plain(fit(row.name, name) + " "),
            plain(fit(block * max(cells, 1 if row.value else 0), room), style),
            plain(f" {text:>{said}}", style if row.is_over else MUTED),
        )


def _counts(drawing: Counts, width: int, names: Mapping[str, str]) -> Iterator[Content]:
    """Yield each row of little bars with its name and its words."""
    bars = max((len(each.counts) for each in drawing.rows), default=0)
    said = max((cell_len(each.text) for each in drawing.rows), default=0)
    name = max(6, width - bars - said - 2)
    for row in drawing.rows:
        called = names.get(row.pulse_item, row.name)
        yield Content.assemble(
            plain(fit(called, name) + " "),
            plain(heights(row.counts), _ACCENT),
            plain(f" {row.text:>{said}}", MUTED),
        )
