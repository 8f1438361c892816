"""The help of every command: each argument, an example of each, and how it ends."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from revmentor.cli.explained import EXAMPLES, statuses
from revmentor.cli.main import _COMMANDS
from revmentor.cli.parser import COMMANDS, open_parser, parsed, whole_parser
from revmentor.cli.parsing import Parser
from revmentor.i18n.gettext import set_language
from tests.support.cli import revmentor

EVERYWHERE = {"help", "version", "lang", "today", "identity", "json"}
"""What several commands understand, and shows its example in its own line of help."""


def parsers() -> Iterator[tuple[str, Parser]]:
    yield "open", open_parser()
    for name, parser in whole_parser().commands.items():
        if name in COMMANDS:
            yield name, parser


def without_a_shell(example: str) -> list[str]:
    return shlex.split(re.sub(r" >.*", "", example))


def test_every_argument_is_explained_and_every_command_has_an_example_of_it() -> None:
    for name, parser in parsers():
        words = [word for each in EXAMPLES[name] for word in without_a_shell(each)]
        for action in parser.arguments:
            assert action.help, (name, action.dest)
            if action.option_strings and action.dest not in EVERYWHERE:
                assert set(action.option_strings) & set(words), (name, action.option_strings)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_understood(name: str) -> None:
    for example in EXAMPLES[name]:
        options = parsed(without_a_shell(example))
        assert type(options) in _COMMANDS or name in {"open", "demo", "new"}


@pytest.mark.parametrize("language", ["en", "it"])
def test_help_fits_a_terminal_of_80_columns(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    set_language(language)
    for name, parser in parsers():
        too_long = [line for line in parser.format_help().splitlines() if len(line) > 80]
        assert too_long == [], name


def test_help_names_how_a_command_may_end() -> None:
    for name, parser in parsers():
        text = " ".join(parser.format_help().split())
        for status, told in statuses(name).items():
            assert f"{status} {told}" in text, (name, status)
    assert "somebody stays without a mentor" in statuses("pair")[1]
    assert 6 not in statuses("schema")


def test_help_is_in_the_language_asked_for(tmp_path: Path) -> None:
    said = revmentor("export", "--help", "--lang", "it", cwd=tmp_path)
    assert said.status == 0
    assert said.out.startswith("Uso: revmentor export")
    assert "Esempi:" in said.out
    for english in ("usage", "options", "show this", "positional"):
        assert english not in said.out.lower()


@pytest.mark.parametrize("word", ["-V", "--version"])
def test_the_version_has_a_short_option(word: str, tmp_path: Path) -> None:
    assert re.fullmatch(r"revmentor \d+\.\d+\.\d+\n", revmentor(word, cwd=tmp_path).out)


@pytest.mark.parametrize(
    ("words", "guess"),
    [
        (["mesage", "f.json"], "Did you mean message?"),
        (["export", "f.json", "--dialekt", "excel"], "Did you mean --dialect?"),
        (["export", "f.json", "--what", "peple"], "Did you mean people?"),
        (["esport", "f.json", "--lang", "it"], "Volevi dire export o report?"),
    ],
)
def test_a_slip_of_the_pen_is_asked_about(words: list[str], guess: str, tmp_path: Path) -> None:
    said = revmentor(*words, cwd=tmp_path)
    assert (said.status, said.raw) == (2, b"")
    assert guess in said.err


def test_what_is_nothing_like_anything_is_not_guessed_at(tmp_path: Path) -> None:
    said = revmentor("export", "f.json", "--zzzz", cwd=tmp_path)
    assert "not understood: --zzzz" in said.err
    assert "Did you mean" not in said.err
