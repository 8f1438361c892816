"""Where lines end, and what is cut: as a reader sees it."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from widgets.text import fit, in_lines, plain, wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (
            "missed, Tue 14 Apr and Tue 21 Apr · case open until Wed 29 Apr",
            50,
            ["missed, Tue 14 Apr and Tue 21 Apr · case open", "until Wed 29 Apr"],
        ),
        ("heard by all on 24 April 2026", 25, ["heard by all on", "24 April 2026"]),
        ("open until the end: tools 15 of 18", 30, ["open until the end:", "tools 15 of 18"]),
        ("nothing came back in 3 sessions", 24, ["nothing came back", "in 3 sessions"]),
        ("piano delle attività, 80 % del tempo", 24, ["piano delle attività,", "80 % del tempo"]),
        ("☑ one task  ☑ another task", 14, ["☑ one task", "☑ another task"]),
        ("Piero and Nadia have not answered", 26, ["Piero and Nadia have", "not answered"]),
        ("Luca Bianchi, mar 14 apr · annullato", 26, ["Luca Bianchi,", "mar 14 apr · annullato"]),
        ("11 of 14 seniors, 3 of them twice", 18, ["11 of 14 seniors,", "3 of them twice"]),
        ("about 11 or 14 in pairs now", 10, ["about 11", "or 14 in", "pairs now"]),
        ("", 20, [""]),
    ],
)
def test_no_day_and_no_count_is_broken_and_no_short_word_left_alone(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrapped(text, width) == lines
    assert all(cell_len(line) <= width for line in lines)


def test_what_is_too_long_to_be_kept_together_is_broken_between_words() -> None:
    assert wrapped("(29 April 2026),", 10) == ["(29 April", "2026),"]
    assert wrapped("Wiederholungsgefahr", 8) == ["Wiederholungsgefahr"]


def test_lines_of_a_widget_keep_their_styles_and_their_own_breaks() -> None:
    text = plain("until Wed 29 Apr", "bold") + "\n" + plain("  as agreed")
    broken = in_lines(text, 12)
    assert broken.plain == "until\nWed 29 Apr\n  as agreed"
    assert [(span.start, span.end) for span in broken.spans if span.style == "bold"] == [
        (0, 5),
        (6, 16),
    ]


@pytest.mark.parametrize("width", [1, 8, 18, 19, 20])
def test_what_is_cut_at_a_blank_is_as_wide_as_the_rest(width: int) -> None:
    assert cell_len(fit("Writing documents together online", width)) == width
