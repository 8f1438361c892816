"""Completion and the page for man, built from the one parser and tried in the shells at hand."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from revmentor.cli.manual import manual_page
from revmentor.cli.parser import COMMANDS
from revmentor.i18n.gettext import set_language
from tests.support.cli import revmentor

MAN = Path(__file__).parents[2] / "docs" / "man"
CHECKS = {"bash": ["-n"], "zsh": ["-n"], "fish": ["--no-execute"]}
COMPLETE = """
source "$1"
COMP_WORDS=($2) COMP_CWORD=$(( $(set -- $2; echo $#) - 1 ))
_shtab_revmentor
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("completion")
    for shell in CHECKS:
        said = revmentor("completion", shell, cwd=folder)
        assert (said.status, said.err) == (0, "")
        (folder / shell).write_bytes(said.raw)
    return folder


@pytest.mark.parametrize("shell", CHECKS)
def test_a_shell_takes_what_is_written_for_it(scripts: Path, shell: str) -> None:
    text = (scripts / shell).read_text("utf-8")
    assert all(command in text for command in COMMANDS)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")
    subprocess.run([shell, *CHECKS[shell], shell], cwd=scripts, check=True, timeout=60)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not on this machine")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("revmentor exp", {"export"}),
        ("revmentor export acme.json --dia", {"--dialect"}),
        ("revmentor export acme.json --what p", {"people", "pairs", "person"}),
        ("revmentor completion f", {"fish"}),
        ("revmentor log acme.json --status m", {"missed", "moved"}),
    ],
)
def test_bash_completes_commands_options_and_values(
    scripts: Path, typed: str, offered: set[str]
) -> None:
    done = subprocess.run(
        ["bash", "-c", COMPLETE, "bash", "./bash", typed],
        cwd=scripts, check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert set(done.stdout.split()) == offered


def test_bash_knows_for_which_command_it_completes(scripts: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not on this machine")
    words = ["bash", "-c", "source ./bash && complete -p revmentor"]
    done = subprocess.run(words, cwd=scripts, check=True, capture_output=True, timeout=60)
    assert done.stdout.decode().rstrip().endswith("revmentor")


def test_a_shell_nobody_knows_is_refused_in_a_sentence(tmp_path: Path) -> None:
    said = revmentor("completion", "bsh", cwd=tmp_path)
    assert said.status == 2
    assert "Did you mean bash" in said.err


# -- the page for man ----------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "file"), [("en", "revmentor.1"), ("it", "it/revmentor.1")])
def test_the_page_for_man_is_current(language: str, file: str) -> None:
    set_language(language)
    assert (MAN / file).read_text("utf-8") == manual_page(), "make manual"


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not on this machine")
@pytest.mark.parametrize("language", ["en", "it"])
def test_man_shows_it_without_a_warning(tmp_path: Path, language: str) -> None:
    said = revmentor("manual", "--lang", language, cwd=tmp_path)
    words = ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-rLL=78n"]
    shown = subprocess.run(words, input=said.raw, capture_output=True, check=True, timeout=60)
    assert shown.stderr == b""
    text = shown.stdout.decode("utf-8")
    assert all(command in text for command in COMMANDS)
    assert "REVMENTOR_LANGUAGE" in text
