"""A session logged without the screen: by options, and by plain questions at a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.store.workspace import Workspace
from tests.contract.validator import faults
from tests.support.cli import TODAY, Said, revmentor
from tests.support.pty_terminal import at_a_terminal
from tests.support.sample_file import filled_sample

FILE = "v.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    filled_sample(tmp_path / FILE)
    return tmp_path


def log(folder: Path, *words: str) -> Said:
    return revmentor("log", FILE, *words, "--today", TODAY, cwd=folder)


def sessions(folder: Path) -> int:
    return len(Workspace.open(folder / FILE).snapshot.sessions)


def test_a_session_is_logged_as_the_screen_would(folder: Path) -> None:
    before = sessions(folder)
    said = log(
        folder, "Sara", "--taught", "a shared folder", "--received", "how prices are made",
        "--step", "one mail a day", "--tried", "yes", "--ratings", "45", "--talk", "Fulvio",
        "--note", "call him",
    )  # fmt: skip
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[0] == (
        "Sara D'Amico with Fulvio Bassi, Thursday 23 April 2026: held"
    )
    workspace = Workspace.open(folder / FILE)
    assert len(workspace.snapshot.sessions) == before + 1
    logged = max(workspace.snapshot.sessions.values(), key=lambda each: each.id)
    assert (logged.status, logged.minutes, logged.note) == ("held", 25, "call him")
    assert logged.taught[0].text == "a shared folder"
    assert logged.steps[0].text == "one mail a day"
    assert logged.ratings == {"V034": 4, "V003": 5}
    assert logged.wants_talk == ("V003",)
    view = workspace.view("pr0001")
    (asked,) = [s for e in view.sessions for s in e.steps if s.text.startswith("Question one")]
    assert asked.done == "yes"


def test_a_dry_run_says_it_as_json_and_writes_nothing(folder: Path) -> None:
    raw = (folder / FILE).read_bytes()
    said = log(folder, "Sara", "--taught", "cells", "--dry-run", "--json")
    assert said.status == 0
    assert faults("log", said.raw) == []
    assert (said.json["done"], said.json["change"]) == (False, None)
    assert said.json["session"]["taught"][0]["text"] == "cells"
    assert (folder / FILE).read_bytes() == raw
    done = log(folder, "Sara", "--taught", "cells", "--json")
    assert faults("log", done.raw) == []
    assert done.json["session"] == said.json["session"]
    back = revmentor("restore", FILE, "--change", str(done.json["change"]), cwd=folder)
    assert back.status == 0


def test_a_moved_session_plans_another(folder: Path) -> None:
    said = log(folder, "Sara", "--status", "moved", "--moved-to", "30/4", "--reason", "a fair")
    assert said.status == 0
    assert "Planned instead: Thursday 30 April 2026" in said.out


def test_a_turn_that_was_swapped_is_for_whom_is_named(folder: Path) -> None:
    said = log(folder, "Sara", "Anna", "--status", "held")
    assert said.status == 0
    assert said.out.startswith("Sara D'Amico with Anna De Luca, Thursday 23 April 2026: held")


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        ([], 2, "Say what became of the session, as with --taught TEXT"),
        (["--taught", "x"], 6, "Several sessions wait: "),
        (["Fulvo", "--taught", "x"], 6, "Nobody here is called “Fulvo”. Did you mean Fulvio Bass"),
        (["Sara", "--taught", "x", "--taught-in", "dashbords"], 6, "Did you mean Reading dashboar"),
        (
            ["Sara", "--taught", "x", "--guide", "G99"],
            6,
            "There is no guide “G99”; there are G0, G1,",
        ),
        (["Sara", "--taught", "x", "--ratings", "7"], 6, "Type a digit from 1 to 5 for each"),
        (["Sara", "--taught", "x", "--ratings", "455"], 6, "Only 2 people were there."),
        (["Sara", "--day", "soon", "--taught", "x"], 6, "“soon” is not a day; write it like 24/4"),
        (
            ["Sara", "--day", "1/4", "--taught", "x"],
            6,
            "No slot is open on Wednesday 1 April 2026.",
        ),
        (["Sara", "--tried", "perhaps"], 6, "“perhaps” is neither yes nor no."),
        (["Sara", "--absent", "Luca", "--taught", "x"], 6, "Nobody here is called “Luca”."),
        (["Sara", "--own-step", "Fulvio"], 6, "“Fulvio” is not like Fulvio=two mails a day."),
        (["Sara", "--taught", "x" * 5000], 6, "is not text of 1 to 1000 characters"),
        (["Luca", "--taught", "x"], 6, "Nothing waits to be logged; the next slot is Luca Bian"),
        (["Sara", "--status", "hold"], 2, "“hold” is none of held, missed, cancelled, moved. Did"),
        (
            ["Sara", "--taught", "x", "--programme", "Comon floor"],
            6,
            "Did you mean Common floor (pr0001)?",
        ),
    ],
)
def test_what_cannot_be_meant_is_said_and_changes_nothing(
    folder: Path, words: list[str], status: int, sentence: str
) -> None:
    raw = (folder / FILE).read_bytes()
    said = log(folder, *words)
    assert (said.status, said.raw) == (status, b"")
    assert sentence in said.err
    assert (folder / FILE).read_bytes() == raw


def test_what_was_logged_already_is_not_logged_again(folder: Path) -> None:
    assert log(folder, "Sara", "--day", "23/4", "--taught", "x").status == 0
    again = log(folder, "Sara", "--day", "23/4", "--taught", "y")
    assert again.status == 6
    assert "No slot is open on Thursday 23 April 2026." in again.err


# -- at a terminal -------------------------------------------------------------------------------


def test_at_a_terminal_it_asks_and_enter_takes_what_is_usual(folder: Path) -> None:
    before = sessions(folder)
    with at_a_terminal("log", folder / FILE) as terminal:
        terminal.wait_for("Its number (enter: 1) ")
        terminal.press("9\r")
        terminal.wait_for("Type a number from 1 to 4.")
        terminal.press("2\r")
        terminal.wait_for("What happened: held, missed, cancelled, moved? (enter: held) ")
        terminal.press("\r")
        terminal.wait_for("Who did not come, of Fulvio Bassi?")
        terminal.press("Sara\r")  # the mentor: asked again, and nothing said so far is lost
        terminal.wait_for("Who did not come, of Fulvio Bassi?")
        terminal.press("\r")
        terminal.wait_for("What was taught?")
        terminal.press("a shared folder\r")
        terminal.wait_for("What was given back?")
        terminal.press("\r")
        terminal.wait_for("Tried? (y, n; enter: not known) ")
        terminal.press("n\r")
        terminal.wait_for("Why was it not tried?")
        terminal.press("no time\r")
        terminal.wait_for("What do they try until next time?")
        terminal.press("\r")
        terminal.wait_for("How was it?")
        terminal.press("45\r")
        terminal.wait_for("Who asks to talk with you?")
        terminal.press("\r")
        terminal.wait_for("A note that stays with you?")
        terminal.press("\r")
        terminal.wait_for("Taught: a shared folder")
        terminal.wait_for("Write it down? (y, n; enter: y) ")
        terminal.press("\r")
        status, _said = terminal.end()
    assert status == 0
    assert sessions(folder) == before + 1


@pytest.mark.parametrize("end", ["n\r", "\x04"], ids=["no", "gone"])
def test_who_says_no_or_goes_away_has_written_nothing(folder: Path, end: str) -> None:
    raw = (folder / FILE).read_bytes()
    with at_a_terminal("log", folder / FILE, "Sara") as terminal:
        terminal.wait_for("What happened")
        terminal.press("missed\r")
        terminal.wait_for("Why?")
        terminal.press("a fair\r")
        terminal.wait_for("Write it down?")
        terminal.press(end)
        status, said = terminal.end()
    assert status == 0
    assert "Nothing was written down." in said
    assert (folder / FILE).read_bytes() == raw
