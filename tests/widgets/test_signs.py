"""What a terminal gets whose encoding lacks our signs."""

from __future__ import annotations

import codecs
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from widgets import signs


@pytest.mark.parametrize(
    ("drawn", "written"),
    [
        ("╭─ This week ─╮", "+- This week -+"),
        ("‼ Łukasz & Niccolò", "# ?ukasz & Niccol\xf2"),
        ("●●○ ▁▃▇ … “so”", '**o ### . "so"'),
        ("č ğ ő", "c g o"),
    ],
)
def test_each_sign_has_another_of_the_same_width(drawn: str, written: str) -> None:
    codecs.register_error("signs", signs.in_its_place)
    told = drawn.encode("iso-8859-1", "signs").decode("iso-8859-1")
    assert told == written
    assert cell_len(told) == cell_len(drawn)


@pytest.mark.parametrize("name", signs._SIGNS)
def test_every_sign_of_ours_has_one_in_ascii(name: signs.Sign) -> None:
    codecs.register_error("signs", signs.in_its_place)
    assert b"?" not in signs.sign(name).encode("ascii", "signs") or name == "planned"


def test_a_terminal_without_utf_8_is_drawn_in_what_it_has() -> None:
    code = (
        "import sys; sys.__stderr__.reconfigure(encoding='iso-8859-1')\n"
        "from widgets import signs; signs.write_what_there_is()\n"
        "print('╭─ ● Niccolò', file=sys.__stderr__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=Path(signs.__file__).parents[1],
    )
    assert done.stderr.decode("iso-8859-1") == "+- * Niccol\xf2\n"
