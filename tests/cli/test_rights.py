"""Records that are kept and not used, how long anything is kept, and who was told."""

from __future__ import annotations

from pathlib import Path

from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting
from tests.support.cli import TODAY, Said, revmentor
from tests.support.firm import PROGRAMME, day, exported, running, session
from tests.support.firm import TODAY as FRIDAY


def run(path: Path, command: str, *words: str | Path) -> Said:
    return revmentor(command, path, *words, "--today", TODAY, cwd=path.parent)


def test_nothing_that_leaves_names_somebody_restricted(path: Path) -> None:
    workspace = running(path)
    workspace.commit("both", put=[session("giulia", day(3), "anna", "bruno", id="s3")])
    before = len(workspace.snapshot.sessions)
    assert "Anna" in run(path, "export", "--what", "people").out
    said = run(path, "restrict", "Anna De Luca")
    assert said.status == 0, said.err
    for what in ("people", "pairs", "sessions", "signals", "status", "evaluation"):
        out = run(path, "export", "--what", what, "--with-notes").out
        assert "anna" not in out.casefold(), what
    for command in ("calendar", "paper"):
        assert run(path, command, "-o", path.parent / command).status == 0
    assert run(path, "report", "-o", path.parent / "report.html").status == 0
    assert "Anna" not in run(path, "pair").out
    written = [each for each in path.parent.rglob("*.*") if each.suffix in {".ics", ".html"}]
    assert written
    for each in written:
        assert b"De Luca" not in each.read_bytes(), each
    kept = Workspace.open(path).snapshot
    assert len(kept.sessions) == before
    assert kept.pairs["giulia-anna"].until_on == FRIDAY
    again = run(path, "restrict", "anna")
    assert (again.status, "not used already" in again.err) == (6, True)
    assert run(path, "restrict", "anna", "--lift").status == 0
    assert "Anna" in run(path, "export", "--what", "people").out


async def test_people_shows_who_is_not_used_and_lets_nothing_be_written(path: Path) -> None:
    before = exported(running(path))
    async with sitting(path, FRIDAY, first="people") as here:
        await here.do("slash", "'de luca", "enter", "a c", "right right", "ctrl+s")
        assert "kept, not used" in here.words
        await here.do("a")
        assert "Pause, leave" not in here.words
        assert "Asked, id, data" in here.words
        await here.do("escape")
        await here.do("ctrl+z")
        assert "kept, not used" not in here.words
    assert exported(Workspace.open(path)) == before


def test_a_day_that_has_passed_is_said_by_today_and_check(path: Path) -> None:
    running(path)
    assert run(path, "privacy", "--keep-until", "2026-04-24").status == 0
    assert "might be kept until" not in run(path, "status").out
    assert run(path, "check").status == 0
    late = {"command": ("status", "check")}
    for command in late["command"]:
        said = revmentor(command, path, "--today", "2026-04-25", cwd=path.parent)
        assert "records might be kept until 24 Apr 2026" in said.out, command
    assert revmentor("check", path, "--today", "2026-04-25", cwd=path.parent).status == 1


def test_the_notice_is_filled_in_and_noted_for_everybody(path: Path) -> None:
    running(path)
    said = run(path, "privacy", "--keep-until", "2027-12-31")
    assert "RECORD OF PROCESSING" in said.out
    assert "Meccanica Valdarco S.r.l." in said.out
    assert "31 Dec 2027" in said.out
    assert "{" not in said.out
    assert "Not written down as given the notice: 8 people, " in said.err
    italian = run(path, "privacy", "--what", "notice", "--lang", "it").out
    assert "I TUOI DATI" in italian
    assert "REGISTRO" not in italian
    assert "{" not in italian
    assert run(path, "privacy", "--given-on", "2026-04-20").status == 0
    people = Workspace.open(path).snapshot.people.values()
    assert {str(each.privacy_notice_on) for each in people} == {"2026-04-20"}
    assert run(path, "privacy", "--given-on", "2026-04-20").status == 6
    assert "privacy notice" not in run(path, "status").out
    workspace = Workspace.open(path)
    workspace.commit("one more", put=[workspace.snapshot.people["anna"].__class__(
        id="zoe", name="Zoe Nuova")])  # fmt: skip
    assert "1 person was not given the privacy notice" in run(path, "status").out


def test_what_was_said_in_confidence_leaves_only_with_notes(path: Path) -> None:
    workspace = running(path)
    told = session("giulia", day(12), "anna", id="s12", wants_talk=("anna",), note="SECRET")
    workspace.commit("asked", put=[told])
    for words in (["status"], ["status", "--json"], ["export", "--what", "status"],
                  ["export", "--what", "signals"]):  # fmt: skip
        assert "asked to talk" not in run(path, words[0], *words[1:]).out, words
        assert "asked to talk" in run(path, words[0], *words[1:], "--with-notes").out, words
    assert "--with-notes tells it" in run(path, "status").out
    document = run(path, "export").out
    assert "SECRET" in document
    assert document == run(path, "export", "--with-notes").out
    assert workspace.view(PROGRAMME)
