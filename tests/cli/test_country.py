"""The country of a new firm, so that its holidays count from the first calendar on."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from revmentor.content import sample
from revmentor.exchange import document
from revmentor.model.firm import Firm, Holiday
from revmentor.rules.schedule.calendar_days import without_holidays
from revmentor.store.workspace import Workspace
from tests.support.cli import TODAY, Said, revmentor

NO_HOLIDAYS = "No country is written down, so no public holidays count."
REPUBLIC_DAY = b"20260602"
"""A Tuesday, on which one mentor of the sample has her slot."""


def country(path: Path) -> str | None:
    return Workspace.open(path).snapshot.firm.country


@pytest.mark.parametrize("typed", ["IT", "it", " it "])
def test_new_takes_the_country(tmp_path: Path, typed: str) -> None:
    said = revmentor("new", "a.json", "--country", typed, cwd=tmp_path)
    assert said.status == 0
    assert NO_HOLIDAYS not in said.err
    assert country(tmp_path / "a.json") == "IT"


def test_new_refuses_what_is_no_country_and_begins_nothing(tmp_path: Path) -> None:
    said = revmentor("new", "a.json", "--country", "Italy", cwd=tmp_path)
    assert said.status == 6
    assert "is not a country's two letters, like IT" in said.err.replace("’", "'")
    assert not (tmp_path / "a.json").exists()


def test_in_a_script_italian_tells_the_country_and_english_says_that_none_is_known(
    tmp_path: Path,
) -> None:
    assert revmentor("new", "i.json", "--lang", "it", cwd=tmp_path).status == 0
    assert country(tmp_path / "i.json") == "IT"
    said = revmentor("new", "e.json", "--lang", "en", cwd=tmp_path)
    assert (said.status, country(tmp_path / "e.json")) == (0, None)
    assert NO_HOLIDAYS in said.err


@pytest.mark.parametrize(
    ("language", "answer", "expected"),
    [("en", b"it\n", "IT"), ("en", b"\n", None), ("it", b"\n", "IT"), ("it", b"ch\n", "CH")],
)
def test_at_a_terminal_new_asks(
    tmp_path: Path, language: str, answer: bytes, expected: str | None
) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    done = subprocess.run(
        [sys.executable, "-m", "revmentor", "new", "a.json", "--lang", language],
        cwd=tmp_path, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, timeout=60, check=False,
    )  # fmt: skip
    os.close(theirs)
    asked = os.read(ours, 4096).decode()
    os.close(ours)
    assert done.returncode == 0
    assert ("Country" if language == "en" else "Paese") in asked
    assert country(tmp_path / "a.json") == expected


# -- a document without a country ------------------------------------------------------------------


def imported(tmp_path: Path, **firm: str | None) -> bytes:
    """Import the sample with another firm into a new file, and return the document's bytes."""
    incoming = document.read_document(sample.sample_document("sessions"))
    raw = document.encode(
        msgspec.structs.replace(incoming, firm=msgspec.structs.replace(incoming.firm, **firm))
    )
    (tmp_path / "in.json").write_bytes(raw)
    assert revmentor("new", "f.json", cwd=tmp_path).status == 0
    assert revmentor("import", "f.json", "in.json", cwd=tmp_path).status == 0
    return raw


def calendars(tmp_path: Path) -> tuple[Said, bytes]:
    said = revmentor("calendar", "f.json", "-o", "cal", "--today", TODAY, cwd=tmp_path)
    assert said.status == 0
    return said, b"".join(each.read_bytes() for each in sorted((tmp_path / "cal").iterdir()))


def test_a_document_in_italian_without_a_country_keeps_italian_holidays(tmp_path: Path) -> None:
    raw = imported(tmp_path, country=None)
    assert json.loads(raw)["firm"].get("country") is None
    assert revmentor("export", "f.json", cwd=tmp_path).raw == raw
    said, without = calendars(tmp_path)
    assert NO_HOLIDAYS not in said.err
    other = tmp_path / "other"
    other.mkdir()
    imported(other, country="IT")
    assert _days(calendars(other)[1]) == _days(without)
    assert REPUBLIC_DAY not in _days(without)


@pytest.mark.parametrize("language", ["en", None])
def test_a_language_of_many_countries_tells_none_and_the_calendar_says_so(
    tmp_path: Path, language: str | None
) -> None:
    raw = imported(tmp_path, country=None, language=language)
    assert revmentor("export", "f.json", cwd=tmp_path).raw == raw
    said, without = calendars(tmp_path)
    assert NO_HOLIDAYS in said.err
    other = tmp_path / "other"
    other.mkdir()
    imported(other, country="IT")
    assert REPUBLIC_DAY in _days(without) - _days(calendars(other)[1])


def _days(files: bytes) -> set[bytes]:
    """Return the days on which something begins."""
    lines = files.splitlines()
    return {line.split(b":")[1][:8] for line in lines if line.startswith(b"DTSTART")}


def test_a_firm_with_holidays_of_its_own_needs_no_country() -> None:
    assert without_holidays(Firm(name="F", holidays=(Holiday(day="12-26"),))) == ""
    assert without_holidays(Firm(name="F"))
