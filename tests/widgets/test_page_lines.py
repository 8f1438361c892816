"""A section in any width: nothing is cut, and no line is wider than the room."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from revmentor.rules.people.sections import Line, Section, SideBySide, Strip, Way
from widgets.page_lines import section_lines

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
SECTION = Section(
    "As the other side saw it",
    (
        Line("start 1, end 3 · goal 3 reached", "Protecting accounts and passwords", Way(1, 3, 3)),
        Line("5 of 6 held", drawing=Strip(("held", "missed", "none", "due") * 12)),
        Line(LONG, "asked", tone="talk"),
        Line("日本語の長い文章" * 6, "a label that is longer than its room"),
    ),
    SideBySide(("Senior", "Last step", "Came back"), (("Łukasz Wiśniewski", LONG, "Deals ×4"),)),
)


@pytest.mark.parametrize("width", [43, 59, 60, 75, 120])
def test_nothing_is_cut_and_nothing_is_too_wide(width: int) -> None:
    lines = [line.plain for line in section_lines(SECTION, width)]
    assert [line for line in lines if cell_len(line.rstrip()) > width] == []
    together = "".join("".join(lines).split())
    letters = "".join(lines)
    assert letters.count("●") >= 12
    for text in ("goal", "reached", "Deals"):
        assert text in together
    assert sum(line.count("本") for line in lines) == 6


def test_a_title_stands_beside_its_lines_where_there_is_room() -> None:
    section = Section("Trying", (Line("one mail a day"),))
    assert [line.plain.rstrip() for line in section_lines(section, 70)] == [
        "Trying         one mail a day"
    ]
    assert [line.plain.rstrip() for line in section_lines(section, 40)] == [
        "Trying",
        " one mail a day",
    ]
