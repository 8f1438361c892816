"""A table that keeps its place: refilled, it stays on the row it was on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import msgspec
from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.strip import Strip
from textual.widgets import DataTable

from revmentor.i18n.gettext import _
from widgets.signs import sign
from widgets.text import cell
from widgets.themes import WithoutColours

_LEAST = 8
"""So many cells it has where the line is too long, if it needs them."""
_KEEPS = 40
"""So many cells a column keeps that takes what is left, before it gives any to a cut name."""


class Column(msgspec.Struct, frozen=True):
    """A column: its key, its heading, and its width in cells (``None`` takes what is left)."""

    key: str
    label: str
    width: int | None = None


class RowKey(str):
    """What a row is of: a ``kind`` of thing, its ``id``, and of some things one ``part``.

    It is the text by which the table and whoever goes to the row know it.
    """

    __slots__ = ("id", "kind", "part")
    kind: str
    id: str
    part: str

    def __new__(cls, kind: str, id_: str = "", part: str = "") -> RowKey:
        """Make the key of a row: ``goal:g0001``, ``level:p0003:spreadsheets``."""
        key = super().__new__(cls, ":".join([kind, id_, part] if part else [kind, id_]))
        key.kind, key.id, key.part = kind, id_, part
        return key


class Row(msgspec.Struct, frozen=True):
    """A row: its key, and a cell for each column."""

    key: str
    cells: tuple[str | Text, ...]


class Table(DataTable[Text]):
    """A :class:`DataTable` whose rows are filled whole and whose text is never markup."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", _("Open"), id="open", tooltip=_("Open the line")),
        Binding("space", "tick", _("Tick"), id="tick_line", show=False,
                tooltip=_("Tick the line, or let it go: the actions are for all that are ticked")),
    ]  # fmt: skip
    DEFAULT_CSS = """
    Table {
        height: 1fr;
        background: transparent;
        scrollbar-size: 1 1;
        & > .datatable--header { text-style: none; color: $text-muted; background: transparent; }
        & > .datatable--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
            text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .datatable--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        & > .datatable--fixed { background: transparent; }
        & > .datatable--fixed-cursor { background: $block-cursor-blurred-background; }
        & > .datatable--hover { background: transparent; }
    }
    """

    def __init__(
        self,
        *,
        cursor: str = "row",
        header: bool = True,
        ticks: Callable[[str], str] | None = None,
        **more: Any,
    ) -> None:
        """Make an empty table; ``cursor`` is ``row`` or ``cell``.

        ``ticks`` says for the key of a line what is ticked with it, by id; empty where nothing is.
        """
        super().__init__(
            cursor_type="cell" if cursor == "cell" else "row", show_header=header, **more
        )
        self._shape: tuple[Column, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._filled_width = 0
        self._ticks = ticks
        self.ticked: dict[str, None] = {}
        """What is ticked, by id, in the order it was."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer ticks only where lines can be ticked."""
        if action == "tick":
            return self._ticks is not None and self.row_count > 0
        return super().check_action(action, parameters)

    def action_tick(self) -> None:
        """Tick the line under the cursor, or let it go, and go on to the next."""
        what = self._ticks(self.key) if self._ticks else ""
        if what:
            if what in self.ticked:
                del self.ticked[what]
            else:
                self.ticked[what] = None
            self._draw_ticks()
        self.go_down()

    def untick(self) -> bool:
        """Let go of all that is ticked; tell whether there was anything."""
        had = bool(self.ticked)
        self.ticked.clear()
        if had:
            self._draw_ticks()
        return had

    def _draw_ticks(self) -> None:
        for at, row in enumerate(self._rows):
            self.update_cell_at(Coordinate(at, 0), self._drawn(row)[0])

    def _drawn(self, row: Row) -> list[Text]:
        """Return the cells of a row as they are shown, a ticked one with its mark."""
        cells = [each if isinstance(each, Text) else cell(each) for each in row.cells]
        if self._ticks and self.ticked and self._ticks(row.key) in self.ticked:
            mark = cell(f"{sign('ticked')} ", "bold")
            cells[0] = Text.assemble(mark, cells[0], end="", no_wrap=True, overflow="ellipsis")
        return cells

    @property
    def key(self) -> str:
        """The key of the row the cursor is on, or an empty string."""
        if not self.row_count:
            return ""
        return self._rows[min(self.cursor_row, len(self._rows) - 1)].key

    @property
    def keys(self) -> list[str]:
        """The keys of the rows, in order."""
        return [row.key for row in self._rows]

    @property
    def row_key(self) -> RowKey:
        """What the row the cursor is on is of; nothing where rows have plain keys, or none is."""
        key = self.key
        return key if isinstance(key, RowKey) else RowKey("")

    @property
    def column_key(self) -> str:
        """The key of the column the cursor is on, or an empty string."""
        if not self._shape:
            return ""
        return self._shape[min(self.cursor_column, len(self._shape) - 1)].key

    def fill(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Show these rows; the cursor stays on the row (and column) with the key it was on."""
        row_key, column_key, row_index = self.key, self.column_key, self.cursor_row
        scroll = self.scroll_offset
        self._rows = tuple(rows)
        width = self.size.width
        if tuple(columns) != self._shape or width != self._filled_width:
            self._shape, self._filled_width = tuple(columns), width
            self._set_columns(width)
        else:
            self.clear()
        for row in self._rows:
            self.add_row(*self._drawn(row), key=row.key)
        if self._rows:
            self.scroll_to(scroll.x, scroll.y, animate=False)
            self._return_to(row_key, row_index, column_key)

    def put(self, row: Row) -> None:
        """Show a row in place of the one with its key; nothing else moves."""
        index = next((at for at, each in enumerate(self._rows) if each.key == row.key), None)
        if index is not None:
            self._put_at(index, row)
            self._rows = (*self._rows[:index], row, *self._rows[index + 1 :])

    def put_all(self, rows: Sequence[Row]) -> bool:
        """Show rows in place of those with the same keys in the same order.

        Only what differs is drawn anew. Where the keys are others it does nothing, and says so.
        """
        if [each.key for each in rows] != self.keys:
            return False
        for index, row in enumerate(rows):
            self._put_at(index, row)
        self._rows = tuple(rows)
        return True

    def _put_at(self, index: int, row: Row) -> None:
        pairs = zip(self._rows[index].cells, row.cells, strict=True)
        for across, (old, new) in enumerate(pairs):
            if not _looks_alike(old, new):
                text = new if isinstance(new, Text) else cell(new)
                self.update_cell_at(Coordinate(index, across), text)

    def _set_columns(self, width: int) -> None:
        self.clear(columns=True)
        for column, wide in zip(self._shape, self._widths(width), strict=True):
            self.add_column(cell(column.label), key=column.key, width=wide)

    def _return_to(self, row_key: str, row_index: int, column_key: str) -> None:
        """Put the cursor on the row it was on, else on the one that stands there now."""
        keys = self.keys
        names = [column.key for column in self._shape]
        index = keys.index(row_key) if row_key in keys else min(row_index, len(keys) - 1)
        across = names.index(column_key) if column_key in names else 0
        self.move_cursor(row=max(0, index), column=across, animate=False)

    def reset(self) -> None:
        """Forget the rows and the place, before the table shows something else."""
        self.clear(columns=True)
        self._shape, self._rows = (), ()

    def go_to(self, key: str, column: str = "") -> bool:
        """Put the cursor on the row with a key; tell whether there is one."""
        for index, row in enumerate(self._rows):
            if row.key == key:
                names = [each.key for each in self._shape]
                across = names.index(column) if column in names else self.cursor_column
                self.move_cursor(row=index, column=across, animate=False)
                return True
        return False

    def go_down(self) -> None:
        """Move the cursor one row down, if there is one."""
        if self.cursor_row + 1 < self.row_count:
            self.cursor_coordinate = Coordinate(self.cursor_row + 1, self.cursor_column)

    def go_right(self, *, first: int = 0) -> None:
        """Move the cursor one column to the right; behind the last to ``first`` of the next row."""
        if self.cursor_column + 1 < len(self._shape):
            self.cursor_coordinate = Coordinate(self.cursor_row, self.cursor_column + 1)
        elif self.cursor_row + 1 < self.row_count:
            self.cursor_coordinate = Coordinate(self.cursor_row + 1, first)

    def _widths(self, width: int) -> list[int]:
        """Return the width of each column; one that cuts a name takes what another can spare."""
        padding = 2 * self.cell_padding
        fixed = sum((column.width or 0) + padding for column in self._shape)
        needs = [self._need(place) for place in range(len(self._shape))]
        places = [place for place, each in enumerate(self._shape) if each.width is None]
        least = min(_LEAST, max((needs[each] for each in places), default=0))
        room = max(least, (width - fixed - 1) // len(places)) if places else 0
        widths = [room if column.width is None else column.width for column in self._shape]
        spare = [max(0, widths[each] - min(needs[each], _KEEPS)) for each in places]
        for place, column in enumerate(self._shape):
            lacking = needs[place] - widths[place]
            if column.width is not None and spare and 0 < lacking <= sum(spare):
                for at, flexing in enumerate(places):
                    given = min(lacking, spare[at])
                    widths[flexing] -= given
                    widths[place] += given
                    spare[at], lacking = spare[at] - given, lacking - given
        return widths

    def _need(self, place: int) -> int:
        """Return the cells in which nothing of a column is cut."""
        cells = (row.cells[place] for row in self._rows)
        texts = (each.plain if isinstance(each, Text) else each for each in cells)
        longest = max(map(cell_len, texts), default=0)
        return max(longest, cell_len(self._shape[place].label))

    def render_line(self, y: int) -> Strip:
        """Draw a line; in a theme of the terminal's own colours, without those of the cells."""
        strip = super().render_line(y)
        if self.app.native_ansi_color:
            return strip.apply_filter(WithoutColours(), self.background_colors[1])
        return strip

    def on_resize(self, event: events.Resize) -> None:
        """Give the flexible column its new width."""
        if self._shape and event.size.width != self._filled_width:
            self.fill(self._shape, self._rows)


def _looks_alike(one: str | Text, other: str | Text) -> bool:
    """Tell whether two cells are drawn alike; two texts are equal whatever their style is."""
    if isinstance(one, Text) and isinstance(other, Text):
        return one == other and one.style == other.style
    return one == other
