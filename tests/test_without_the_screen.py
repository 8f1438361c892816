"""The week without the screen: the lines of the page run as they stand, in both languages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from revmentor.store.workspace import Workspace
from tests.support.cli import TODAY, Said, revmentor
from tests.support.pty_terminal import at_a_terminal
from tests.support.sample_file import filled_sample

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "without-the-screen.md").read_text("utf-8")
SIGNS = set("○◐●‼✕→◌·▶☑☐▣┆━") - {"·"}
"""What the screen draws; a dot in the middle parts, and says nothing by itself."""
ENDS_WITH_ONE = {"status"}


def lines() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_week_runs_as_the_page_says(tmp_path: Path, language: str) -> None:
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    said: dict[str, Said] = {}
    for line in lines():
        command, *words = shlex.split(line.split(" >")[0])
        if command == "mkdir":
            continue
        assert command == "revmentor"
        one = revmentor(*words, cwd=tmp_path, LANG=f"{language}.UTF-8")
        assert one.status == (words[0] in ENDS_WITH_ONE), (line, one.err)
        if words[0] in {"status", "log", "message", "pair"}:
            assert not SIGNS & set(one.out), line
            assert one.out.strip(), line
        said[" ".join(words[:3])] = one
    statuses = [
        each.status
        for each in Workspace.open(tmp_path / "acme.revmentor.json").snapshot.sessions.values()
    ]
    assert (statuses.count("held"), len(statuses)) == (59, 64)
    greeting = {"en": "Dear Loredana,", "it": "Loredana"}[language]
    letter = said["message acme.revmentor.json Loredana"].out
    assert greeting in letter
    assert ("Subject:" in letter) == (language == "en")
    assert (tmp_path / "report.html").is_file()


def test_a_report_is_not_poured_onto_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled_sample(tmp_path / "v.json")
    monkeypatch.chdir(tmp_path)
    with at_a_terminal("report", "v.json") as terminal:
        status, said = terminal.end()
    name = f"report-meccanica-valdarco-s-r-l-{TODAY}.html"
    assert status == 0
    assert said.splitlines()[0] == name
    assert "<" not in said
    assert (tmp_path / name).read_bytes().startswith(b"<!doctype html>")
    with at_a_terminal("report", "v.json") as terminal:
        status, said = terminal.end()
    assert status == 6
    assert "--force" in said
    with at_a_terminal("report", "v.json", "-o", "-") as terminal:
        assert "<!doctype html>" in terminal.end()[1]


def test_a_message_is_to_the_pair_or_to_whom_is_named(tmp_path: Path) -> None:
    filled_sample(tmp_path / "v.json")

    def message(*words: str) -> Said:
        return revmentor("message", "v.json", *words, "--today", TODAY, cwd=tmp_path)

    listed = message("Luca", "Loredana").out.splitlines()
    assert listed[0].startswith("missed_twice: Two meetings missed · to Luca Bianchi and Loredana")
    assert listed[0].endswith("fits now")
    both = message("Luca", "Loredana", "--what", "missed_twice")
    assert both.out.count("Subject:") == 2
    alone = message("--what", "missed_twice", "Loredana")
    assert alone.out.startswith("To: Loredana Iannone")
    assert alone.out.count("Subject:") == 1
    several = message("Luca")
    assert several.status == 6
    assert "Luca Bianchi has several seniors: " in several.err
    apart = message("Luca", "Fulvio")
    assert (apart.status, apart.err.strip()) == (6, "Luca Bianchi and Fulvio Bassi are no pair.")
    near = message("Loredana", "--what", "misd_twice")
    assert near.status == 2
    assert "Did you mean missed_twice" in near.err
