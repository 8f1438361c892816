"""Messages for many on the command line: a list, the letters, and who was told."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.actions import imports
from revmentor.content.sample import Stage
from revmentor.store.workspace import Workspace
from tests.contract.validator import faults
from tests.support.cli import TODAY, revmentor
from tests.support.unanswered import unanswered

BEFORE = ("--today", "2026-01-23")


def begin(folder: Path, stage: Stage) -> None:
    found = unanswered(stage)
    workspace = Workspace.create(folder / "v.json", found.firm)
    imports.import_document(workspace.change(), found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sample before anybody is paired."""
    begin(tmp_path, "baselines")
    return tmp_path


def test_the_list_begins_with_what_fits(folder: Path) -> None:
    said = revmentor("messages", "v.json", *BEFORE, cwd=folder)
    lines = said.out.splitlines()
    assert lines[0] == "invitation: Invitation · to 24 people · fits now"
    assert lines[1].startswith("line_manager: Letter to the line manager · to 8 people · fits now")
    assert any("to nobody today" in each for each in lines)


def test_one_message_is_printed_to_each(folder: Path) -> None:
    said = revmentor("messages", "v.json", "--what", "invitation", *BEFORE, cwd=folder)
    assert said.out.count("Subject: Would you join us?") == 24
    assert "To: Luca Bianchi <l.bianchi@valdarco.example>" in said.out
    assert "We begin on 2 February 2026." in said.out
    letters = revmentor("messages", "v.json", "--what", "line_manager", *BEFORE, cwd=folder)
    assert letters.out.rstrip().endswith("No line manager is known of Ettore Valdarco.")


def test_who_was_told_is_kept_and_said_and_comes_with_the_json(folder: Path) -> None:
    told = ("messages", "v.json", "--what", "invitation", "--told", *BEFORE)
    first = revmentor(*told, cwd=folder)
    goes = "to 24 people · fits now · told on 23 Jan to 24 people"
    assert first.out == f"invitation: Invitation · {goes}\n"
    assert "24 people told." in first.err
    again = revmentor(*told, cwd=folder)
    assert again.status == 6
    assert "It is written down already that they were told today." in again.err
    after = revmentor("messages", "v.json", "--json", *BEFORE, cwd=folder)
    assert faults("messages", after.raw) == []
    (invitation,) = (e for e in after.json["messages"] if e["id"] == "invitation")
    assert [each["on"] for each in invitation["told"]] == ["2026-01-23"]
    assert len(invitation["told"][0]["person_ids"]) == 24
    assert {each["told_on"] for each in invitation["letters"]} == {"2026-01-23"}
    assert after.json["messages"][0]["id"] == "line_manager"  # what waits comes first
    assert (after.json["phase"], invitation["fits_now"]) == ("before", True)


def test_a_day_before_does_not_know_who_was_told_later(folder: Path) -> None:
    revmentor("messages", "v.json", "--what", "invitation", "--told", *BEFORE, cwd=folder)
    said = revmentor("messages", "v.json", "--today", "2026-01-22", cwd=folder)
    assert "told on" not in said.out


def test_what_is_asked_wrongly_says_how(folder: Path) -> None:
    unknown = revmentor("messages", "v.json", "--what", "party", *BEFORE, cwd=folder)
    assert unknown.status == 2
    assert "There is no message “party” here; there are invitation, " in unknown.err
    bare = revmentor("messages", "v.json", "--told", *BEFORE, cwd=folder)
    assert bare.status == 2
    nobody = revmentor("messages", "v.json", "--what", "mid_point", "--told", *BEFORE, cwd=folder)
    assert nobody.status == 6
    assert "This message goes to nobody today." in nobody.err


def test_without_a_programme_it_says_so(tmp_path: Path) -> None:
    revmentor("new", "v.json", cwd=tmp_path)
    said = revmentor("messages", "v.json", cwd=tmp_path)
    assert said.status == 6
    assert "There is no programme" in said.err


def test_every_message_of_a_running_programme_is_valid(tmp_path: Path) -> None:
    begin(tmp_path, "sessions")
    said = revmentor("messages", "v.json", "--json", "--today", TODAY, cwd=tmp_path)
    assert faults("messages", said.raw) == []
    assert said.json["messages"][0]["id"] == "mid_point"
