"""One place of settings: the command line wins over the environment, and that over the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.store import settings
from tests.support.cli import TODAY, revmentor
from tests.support.sample_file import filled_sample


def set_to(text: str) -> None:
    settings.settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings.settings_file().write_text(text, "utf-8")


def test_the_language_of_the_file_is_spoken_unless_another_is_asked_for(tmp_path: Path) -> None:
    set_to('language = "it"')
    assert revmentor("status", "no.json", cwd=tmp_path).err.startswith("Il file ")
    asked = revmentor("status", "no.json", "--lang", "en", cwd=tmp_path)
    assert asked.err.startswith("There is no file")
    of_the_environment = revmentor("status", "no.json", cwd=tmp_path, REVMENTOR_LANGUAGE="en")
    assert of_the_environment.err.startswith("There is no file")


def test_a_csv_is_in_the_dialect_that_is_set(tmp_path: Path) -> None:
    filled_sample(tmp_path / "v.json")
    words = ("export", "v.json", "--what", "people", "--format", "csv", "--today", TODAY)
    plain = revmentor(*words, cwd=tmp_path).raw
    set_to('dialect = "excel-it"')
    italian = revmentor(*words, cwd=tmp_path).raw
    assert italian == revmentor(*words, "--dialect", "excel-it", cwd=tmp_path).raw != plain
    assert revmentor(*words, "--dialect", "plain", cwd=tmp_path).raw == plain
    assert revmentor(*words, cwd=tmp_path, REVMENTOR_DIALECT="plain").raw == plain
    assert revmentor("export", "v.json", cwd=tmp_path).status == 0  # a JSON has no dialect


def test_pages_go_into_the_folder_that_is_set_one_for_each_client(tmp_path: Path) -> None:
    filled_sample(tmp_path / "acme.revmentor.json")
    words = ("paper", "acme.revmentor.json", "--what", "pulse", "--today", TODAY)
    said = revmentor(*words, cwd=tmp_path)
    assert said.status == 2
    assert "Which folder? Name it with -o" in said.err
    set_to(f'folder = "{tmp_path / "out"}"')
    said = revmentor(*words, cwd=tmp_path)
    assert (said.status, said.out.strip()) == (0, str(tmp_path / "out" / "acme" / "pulse.html"))
    said = revmentor(*words, "-o", "here", cwd=tmp_path)
    assert (tmp_path / "here" / "pulse.html").is_file()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('langauge = "it"', "there is no setting “langauge”; there are language, dialect, theme,"),
        ('langauge = "it"', "Did you mean language?"),
        ('language = "de"', "language: “de” is none of en, it."),
        ("language = 3", "language: write it in quotes."),
        ('folder = "out"', "folder: “out” is not a whole path, like ~/mentoring."),
        ("language = ", "settings.toml is not used: Invalid value (at "),
        ('keys = "f6"', "“keys” is a table, begun by a line [keys]"),
        ('dialect = "plain"\ndialect = "excel"', "is not used: Cannot overwrite a value"),
    ],
)
def test_what_is_not_understood_is_named_with_the_file_and_the_command_goes_on(
    tmp_path: Path, text: str, why: str
) -> None:
    set_to(text)
    said = revmentor("new", "a.json", "--country", "IT", cwd=tmp_path)
    assert said.status == 0
    assert why in said.err
    assert "settings.toml" in said.err
    assert (tmp_path / "a.json").is_file()


def test_what_the_environment_says_wrong_is_named_too(tmp_path: Path) -> None:
    said = revmentor("settings", cwd=tmp_path, REVMENTOR_DIALECT="odd")
    assert said.status == 1
    assert "REVMENTOR_DIALECT: “odd” is none of plain, excel, excel-it." in said.err


def test_the_command_says_what_is_set_and_where(tmp_path: Path) -> None:
    said = revmentor("settings", cwd=tmp_path)
    assert f"File: {settings.settings_file()}\nIt is not there yet" in said.out
    assert "language: not set" in said.out
    set_to('language = "en"\ntheme = "nord"\n[keys]\nlog = "f6"')
    said = revmentor("settings", cwd=tmp_path, REVMENTOR_THEME="textual-light")
    assert said.status == 0
    assert "language: en (from settings.toml)" in said.out
    assert "theme: textual-light (from REVMENTOR_THEME)" in said.out
    assert "keys: log f6" in said.out


@pytest.mark.parametrize("language", ["en", "it"])
def test_a_file_is_begun_once_and_every_line_of_it_is_understood(
    tmp_path: Path, language: str
) -> None:
    said = revmentor("settings", "--begin", "--lang", language, cwd=tmp_path)
    assert (said.status, said.out.strip()) == (0, str(settings.settings_file()))
    assert settings.read_settings() == settings.Settings()
    text = settings.settings_file().read_text("utf-8")
    set_to("\n".join(line.removeprefix("# ") for line in text.splitlines()[1:]))
    read = settings.read_settings()
    assert read.problems == ()
    assert (read.language, read.dialect, read.keys) == ("it", "excel-it", {"log": "f6"})
    assert revmentor("settings", "--begin", cwd=tmp_path).status == 6
