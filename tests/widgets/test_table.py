"""What a table knows of its rows."""

from __future__ import annotations

import pytest

from widgets.table import RowKey


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
