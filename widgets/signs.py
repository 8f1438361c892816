"""The few signs that mean the same everywhere, and their plain forms for a Linux console.

Each is one cell wide; a word or a legend always stands near.
"""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Literal

Sign = Literal[
    "not_begun", "under_way", "done", "needs_you",
    "held", "due", "missed", "cancelled", "moved", "no_slot", "planned", "paused",
    "well", "look", "talk", "early",
    "taken", "free", "locked", "ticked", "unticked", "chosen", "unchosen", "rather", "not_with",
    "start", "end", "line", "line_end", "target", "reached", "left", "right",
]  # fmt: skip

_SIGNS: dict[Sign, str] = {
    "not_begun": "○", "under_way": "◐", "done": "●", "needs_you": "!",
    "held": "●", "due": "○", "missed": "✕", "cancelled": "–", "moved": "→", "no_slot": "·",
    "planned": "◌", "paused": "‖",
    "well": "✓", "look": "!", "talk": "‼", "early": "·",
    "taken": "●", "free": "○", "locked": "▣", "ticked": "☑", "unticked": "☐",
    "chosen": "●", "unchosen": "○", "rather": "+", "not_with": "–",
    "start": "○", "end": "●", "line": "━", "line_end": "▶", "target": "┆", "reached": "✓",
    "left": "◂", "right": "▸",
}  # fmt: skip
_ASCII: dict[Sign, str] = {
    "not_begun": "o", "under_way": "%", "done": "*", "needs_you": "!",
    "held": "*", "due": "o", "missed": "x", "cancelled": "-", "moved": ">", "no_slot": ".",
    "planned": "?", "paused": "=",
    "well": "v", "look": "!", "talk": "#", "early": ".",
    "taken": "*", "free": "o", "locked": "L", "ticked": "x", "unticked": "-",
    "chosen": "*", "unchosen": "o", "rather": "+", "not_with": "-",
    "start": "o", "end": "*", "line": "=", "line_end": ">", "target": "|", "reached": "v",
    "left": "<", "right": ">",
}  # fmt: skip
_BARS = " ▁▂▃▄▅▆▇█"


_INSTEAD = {
    **{_SIGNS[name]: instead for name, instead in _ASCII.items()},
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼", "+"), **dict.fromkeys("─━", "-"),
    **dict.fromkeys("│┃┆▏▎▌▐", "|"),
    **dict.fromkeys("▁▂▃▄▅▆▇█▀▔▊", "#"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’", "'"),
    "…": ".", "–": "-", "—": "-", "−": "-", "·": ".", "×": "x", "•": "*", "≠": "#", "€": "E",
}  # fmt: skip
"""What is drawn for a sign that a terminal's encoding does not have: one cell for one cell."""


def in_its_place(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for characters that an encoding lacks; for letters without their accent.

    An error handler of :mod:`codecs`.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(map(_plain_letter, lacking)), error.end


def _plain_letter(character: str) -> str:
    plain = _INSTEAD.get(character) or unicodedata.normalize("NFD", character)[0]
    return plain if plain.isascii() else "?"


def write_what_there_is() -> None:
    """Let a terminal without UTF-8 get the signs it has, in place of an error or of gibberish."""
    terminal = sys.__stderr__  # what Textual draws on
    encoding = getattr(terminal, "encoding", None) or "utf-8"
    if isinstance(terminal, TextIOWrapper) and codecs.lookup(encoding).name != "utf-8":
        codecs.register_error("signs", in_its_place)
        terminal.reconfigure(errors="signs")


def is_console() -> bool:
    """Tell whether the terminal is a Linux console, whose font lacks most of the signs."""
    return os.environ.get("TERM") == "linux"


def sign(name: Sign) -> str:
    """Return a sign as the terminal can draw it."""
    return (_ASCII if is_console() else _SIGNS)[name]


def bar(level: int) -> str:
    """Return the little bar of a level (0-8); nothing on a console, where the digit says it."""
    return " " if is_console() else _BARS[level]


def heights(counts: Sequence[int]) -> str:
    """Return how many gave each answer as a row of bars, the tallest for the most: ``▇▅▁·``.

    Nobody is a dot; on a console, which has no bars, the numbers stand there up to 9.
    """
    most = max(counts, default=0)
    if is_console():
        return "".join(str(min(n, 9)) for n in counts)
    return "".join(_BARS[max(1, round(7 * n / most))] if n else sign("no_slot") for n in counts)


def _draw_line(cells: list[str], start: int, end: int) -> None:
    low, high = sorted((start, end))
    for place in range(low + 1, high):
        cells[place] = sign("line")
    if end - start > 1:
        cells[end - 1] = sign("line_end")


def way(start: int | None, end: int | None, target: int | None, *, step: int, top: int) -> str:
    """Return the drawn way from a start to an end: ``○━━━▶●``, with ``┆`` for the target.

    ``step`` is the number of cells a level takes; the drawing is ``top * step + 1`` cells wide. A
    level over ``top`` is drawn at ``top``.
    """
    cells = [" "] * (top * step + 1)
    at = {
        name: min(level, top) * step
        for name, level in (("start", start), ("end", end), ("target", target))
        if level is not None
    }
    if "target" in at:
        cells[at["target"]] = sign("target")
    if "start" in at and "end" in at:
        _draw_line(cells, at["start"], at["end"])
    if "start" in at:
        cells[at["start"]] = sign("start")
    if "end" in at:
        cells[at["end"]] = sign("end")
    return "".join(cells)
