"""The sponsor is told twice at most, by the command too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revmentor.model.indicator import Indicator, Reading
from revmentor.store.workspace import Workspace
from tests.support.cli import revmentor
from tests.support.firm import TODAY, day, form, prepared, rating

SENIORS = ("anna", "bruno", "carla", "dario", "elena")


@pytest.fixture
def file(path: Path) -> Path:
    calls = Indicator(
        id="i1", programme_id="pr", name="Calls to the help desk", unit="a month", people=7,
        readings=(Reading(on=day(1), value=33.4), Reading(on=day(11), value=21.2)),
    )  # fmt: skip
    prepared(
        path,
        calls,
        *(rating(who, "video-meetings", 1) for who in SENIORS),
        *(rating(who, "video-meetings", 3, "checkpoint", on=day(11)) for who in SENIORS),
        form("anna", "senior", story="I called Lecco myself"),
    )
    return path


def report(file: Path, *words: str, status: int = 0) -> str:
    done = revmentor(
        "report",
        file,
        "--audience",
        "sponsor",
        "--today",
        TODAY.isoformat(),
        *words,
        cwd=file.parent,
    )
    assert done.status == status, done.err
    return done.err if status else done.out


def test_a_programme_that_runs_has_no_page_until_its_mid_point_is_told(file: Path) -> None:
    before = file.read_bytes()
    assert "make that one first" in report(file, status=6)
    said = revmentor(
        "export", file, "--what", "evaluation", "--audience", "sponsor", cwd=file.parent
    )
    assert (said.status, said.raw) == (6, b"")
    assert file.read_bytes() == before


def test_the_mid_point_is_told_once_and_then_stands(file: Path) -> None:
    first = report(file, "--mid-point")
    assert "of them better than at the start" in first
    assert "5 or more" in first
    workspace = Workspace.open(file)
    late = rating("anna", "video-meetings", 0, "checkpoint", id="late", on=TODAY)
    workspace.commit("later", put=[late])
    assert report(file) == first
    again = report(file, "--mid-point", status=6)
    assert "was told to the sponsor on 24 Apr 2026, and that edition stands" in again


def test_a_name_that_was_typed_is_told_only_where_it_is_released(file: Path) -> None:
    held_back = report(file, "--mid-point")
    for typed in ("Calls to the help desk", "a month", "Common floor", "Lecco"):
        assert typed not in held_back
    assert "33.4" in held_back  # no number of people


def test_released_words_are_told_and_nothing_else(file: Path) -> None:
    told = report(file, "--mid-point", "--release-names")
    assert "Calls to the help desk" in told
    assert "Common floor" in told
    assert "Lecco" not in told


def test_an_edition_is_not_made_where_its_page_cannot_be_written(file: Path) -> None:
    before = file.read_bytes()
    taken = file.with_name("page.html")
    taken.write_text("mine")
    assert "already exists" in report(file, "--mid-point", "-o", str(taken), status=6)
    assert (file.read_bytes(), taken.read_text()) == (before, "mine")


def test_only_a_sponsor_has_an_edition(file: Path) -> None:
    done = revmentor("report", file, "--mid-point", cwd=file.parent)
    assert done.status == 2
    assert "--audience sponsor" in done.err


def test_json_and_page_are_one_edition(file: Path) -> None:
    report(file, "--mid-point")
    done = revmentor(
        "export", file, "--what", "evaluation", "--audience", "sponsor", cwd=file.parent
    )
    data = json.loads(done.raw)
    assert (data["version"], data["edition"]["kind"], data["edition"]["on"]) == (
        1, "mid_point", TODAY.isoformat()
    )  # fmt: skip
    counts = {(each["role"], each["topic"]): each for each in data["edition"]["counts"]}
    assert counts["senior", "better"] == {
        "role": "senior", "topic": "better", "at_least": 5, "under": 10
    }  # fmt: skip
