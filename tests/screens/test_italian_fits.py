"""In Italian, at the hardest size, no word of ours is cut, and each step shows its key."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "support" / "italian_screens.py"
SENTENCE = 20
"""A cell of a list that is longer is a sentence, which stands whole under the list."""
KEYS = {
    "today": "invio Apri",
    "goals": "n Obiettivo",
    "baselines": "0-6 Valuta",
    "pairs": "d Proponi",
    "sessions": "invio Apri",
    "evaluation": "invio Apri",
    "people": "n Nuovo",
}


@pytest.fixture(scope="module")
def shown() -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], capture_output=True, check=True, timeout=900
    )
    return dict(json.loads(done.stdout))


def cut_in(line: str, words: str) -> list[str]:
    """Return what is cut in a line, without what people wrote."""
    found = []
    for cell in re.split(r"\s{2,}|[│╭╮]", line):
        start, dots, _rest = cell.partition("…")
        if not dots or not start.strip() or start.endswith(" "):
            continue
        last = start.split()[-1]
        if start[-8:] in words or (last.istitle() and last in words):
            continue
        if len(start) < SENTENCE or re.search("[│╭╮]", line):
            found.append(cell)
    return found


def test_no_word_of_ours_is_cut(shown: dict[str, list[str]]) -> None:
    words = "\n".join(shown["words"])
    cut = {
        name: found
        for name, lines in shown.items()
        if name != "words" and (found := [c for line in lines[1:] for c in cut_in(line, words)])
    }
    assert cut == {}


def test_the_rail_names_every_step(shown: dict[str, list[str]]) -> None:
    for name in KEYS:
        rail = " ".join(shown[name][1].split())
        assert re.fullmatch(
            r"0 Oggi 1 . Obiettivi 2 . Livelli 3 . Coppie 4 . Incontri 5 . Valut. p Persone", rail
        )


def test_the_last_line_holds_the_key_that_the_step_is_for(shown: dict[str, list[str]]) -> None:
    for name, key in KEYS.items():
        last = shown[name][-1]
        assert last.split()[:2] == ["f1", "Aiuto"], name
        assert last.split()[-2:] == ["ctrl+q", "Esci"], name
        assert key in last, name
