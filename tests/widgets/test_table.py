"""What a table knows of its rows."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from widgets.table import Column, Row, RowKey, Table


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (RowKey("goal", "g0001"), "goal:g0001"),
        (RowKey("standard"), "standard:"),
        (RowKey("level", "p0003", "spreadsheets"), "level:p0003:spreadsheets"),
    ],
)
def test_the_key_of_a_row_is_the_text_it_is_gone_to_by(key: RowKey, text: str) -> None:
    assert key == text
    rows: dict[str, str] = {key: "row"}
    assert rows[text] == "row"


def test_the_key_of_a_row_says_what_the_row_is_of() -> None:
    key = RowKey("form", "p0003", "mentor")
    assert (key.kind, key.id, key.part) == ("form", "p0003", "mentor")


NAMES = Column("name", "Name", 10)
LONG = "Wiśniewski (Produzione)"


@pytest.mark.parametrize(
    ("what", "width", "shown"),
    [("short", 50, LONG), ("many words " * 6, 80, LONG), ("many words " * 6, 50, "Wiśniewsk…")],
)
async def test_a_name_is_cut_only_where_nothing_beside_it_has_room(
    what: str, width: int, shown: str
) -> None:
    class Tables(App[None]):
        def compose(self) -> ComposeResult:
            yield Table(id="table")

    async with Tables().run_test(size=(width, 10)) as pilot:
        table = pilot.app.query_one(Table)
        table.fill([NAMES, Column("what", "What")], [Row("1", (LONG, what))])
        await pilot.pause()
        first = pilot.app.screen._compositor.render_strips()[1].text
        assert f" {shown} " in first
