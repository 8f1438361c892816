"""README and guide: what they tell one to type runs, in their order, in both languages."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.cli import revmentor
from tests.support.pages import ROOT, command_lines, text_of

INSTALLS = [
    "python3 -m venv .venv",
    ". .venv/bin/activate",
    "pip install -q -c constraints.txt .",
]
MAY_END_WITH_ONE = {"status", "pair"}
"""Where something wants a person, which is no failure."""
PAGES = ["README.md", "README.it.md", "docs/guide.en.md", "docs/guide.it.md"]


def after_installing(page: str) -> list[list[str]]:
    return [words for words in command_lines(page) if shlex.join(words) not in INSTALLS]


@pytest.mark.parametrize("page", PAGES)
def test_every_line_works_as_typed_after_the_one_before(tmp_path: Path, page: str) -> None:
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    lines = after_installing(page)
    assert len(lines) > 6
    for command, *words in lines:
        assert command == "revmentor"
        one = revmentor(*words, cwd=tmp_path)
        assert one.status == 0 or (one.status == 1 and words[0] in MAY_END_WITH_ONE), one.err


@pytest.mark.parametrize("page", ["README.md", "README.it.md"])
def test_the_first_block_starts_the_demo_the_second_the_own_firm(page: str) -> None:
    lines = [shlex.join(words) for words in command_lines(page)]
    assert lines[: len(INSTALLS)] == INSTALLS
    assert (ROOT / "constraints.txt").is_file()
    demo, begin = lines[len(INSTALLS) : len(INSTALLS) + 2]
    assert demo.startswith("revmentor demo")
    assert begin.startswith("revmentor new acme.revmentor.json --firm 'Acme S.r.l.'")
    assert len(text_of(page).splitlines()) <= 150


@pytest.mark.parametrize(("english", "italian"), [PAGES[:2], PAGES[2:]])
def test_both_languages_type_the_same(english: str, italian: str) -> None:
    typed = [
        [but_for_the_language(line) for line in command_lines(page)] for page in (english, italian)
    ]
    assert typed[0] == typed[1]


def but_for_the_language(words: list[str]) -> list[str]:
    """Return the words of a command without the language, and what is typed in it."""
    return [
        word.replace(".it.json", ".json")
        for before, word in pairwise(["", *words])
        if "--lang" not in {before, word} and before not in {"--taught", "--received"}
    ]


@pytest.mark.long
def test_the_first_block_installs_on_a_machine_with_nothing_but_python(tmp_path: Path) -> None:
    place = tmp_path / "revmentor"
    shutil.copytree(
        ROOT, place, ignore=shutil.ignore_patterns(".venv", ".git", "build", "*.mo", "__pycache__")
    )
    first = [*INSTALLS, "revmentor demo"]
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        ["bash", "-euc", "\n".join(first)],
        cwd=place,
        env={**clean, "LANG": "it_IT.UTF-8"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "settimana 12 di 24" in done.stdout
