"""What was being typed when the application ended is there again, and nobody else reads it."""

from __future__ import annotations

import os
import signal
from datetime import date
from pathlib import Path

import msgspec
import pytest

from revmentor.app import crash_report
from revmentor.app.app import RevmentorApp
from revmentor.store import drafts
from revmentor.store.drafts import FormDraft
from revmentor.store.encryption import cipher, identities, rewrap
from revmentor.store.file import header
from revmentor.store.file.inspection import inspect
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.screens.file.test_file_in_disorder import names
from tests.support.app_driver import NARROW, Sitting, sitting
from tests.support.cli import revmentor
from tests.support.firm import running
from tests.support.pty_terminal import at_a_terminal

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")

FRIDAY = date(2026, 4, 24)


def typed_and_ended(path: Path) -> str:
    """Type half a person into the form at a terminal, and let the system end the program."""
    with at_a_terminal(path) as terminal:
        terminal.wait_for("Valdarco")
        terminal.press("pn")
        terminal.wait_for("New person")
        terminal.press("Ada Verdi\t\t")
        terminal.press("ada@example.org")
        terminal.wait_for("ample.org")
        os.kill(terminal.child, signal.SIGTERM)
        return terminal.end()[1]


async def test_what_was_typed_stands_in_its_form_again(path: Path) -> None:
    running(path)
    before = path.read_bytes()
    said = typed_and_ended(path)
    assert "What you were typing is kept" in said
    assert path.read_bytes() == before
    assert revmentor("check", path, cwd=path.parent).status == 0
    async with sitting(path, FRIDAY) as here:
        assert "What you were typing in “New person”" in here.words
        await here.do("escape", "p", "n")
        assert "This is what you had typed." in here.words
        assert "Ada Verdi" in here.text
        assert "ada@example.org" in here.text
        await here.do("ctrl+s")
        assert "Ada Verdi" in names(path)
        await here.do("n")
        assert "This is what you had typed." not in here.words
    async with sitting(path, FRIDAY) as here:
        assert "What you were typing" not in here.words


async def test_what_escape_closed_is_offered_again_and_put_back(path: Path) -> None:
    running(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("p", "n", "'Ada Verdi", "escape")
        assert "escape again closes the form" in here.words
        await here.do("escape", "n")
        assert "was not saved. f2 puts it back" in here.words
        assert "Ada Verdi" not in here.text
        await here.do("f2")
        assert "Ada Verdi" in here.text
        await here.do("escape escape")
    async with sitting(path, FRIDAY) as here:
        assert "What you were typing" not in here.words
        await here.do("p", "n", "f2", "ctrl+s")
        assert "Ada Verdi" in names(path)
        await here.do("n")
        assert "puts it back" not in here.words
    assert not drafts.name_in(generations.folder_of(path)).exists()


async def test_what_was_left_by_quitting_is_offered_without_a_word(path: Path) -> None:
    running(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("p", "n", "'Ada Verdi", "ctrl+q ctrl+q")
    async with sitting(path, FRIDAY) as here:
        assert "What you were typing" not in here.words
        await here.do("p", "n", "f2")
        assert "Ada Verdi" in here.text


async def test_each_form_has_a_draft_of_its_own(path: Path) -> None:
    running(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("p", "n", "'Ada Verdi", "escape escape")
        await here.do("0", "l", "tab", "'a price", "escape escape")
        await here.do("p", "e")
        assert "puts it back" not in here.words
        await here.do("escape", "n", "f2")
        assert "Ada Verdi" in here.text
        await here.do("escape escape", "0", "l")
        assert "puts it back" in here.words


async def test_what_is_typed_is_kept_while_one_types(path: Path) -> None:
    workspace = running(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("p", "n", "'Ada Verdi")
        await here.pilot.pause(2.2)
        (draft,) = drafts.kept_drafts(path, workspace.lineage, None)
        assert draft.fields["name"] == ["Ada Verdi"]
        await here.do("ctrl+s")
        assert drafts.kept_drafts(path, workspace.lineage, None) == []


def test_a_draft_of_an_earlier_version_is_read_and_an_old_one_goes(path: Path) -> None:
    workspace = running(path)
    place = drafts.name_in(generations.folder_of(path))
    old = {"title": "New person", "left_at": header.now(), "fields": {"name": ["Ada"]}}
    place.write_bytes(msgspec.json.encode(old))
    (draft,) = drafts.kept_drafts(path, workspace.lineage, None)
    assert draft.is_of("New person", "whatever it says")
    place.write_bytes(msgspec.json.encode([{**old, "left_at": "2026-01-05T10:00:00+00:00"}]))
    assert drafts.kept_drafts(path, workspace.lineage, None) == []


FAILS_WHEN_TOLD = """
import pathlib, sys
from revmentor.cli.main import main
from revmentor.store.workspace import Workspace
real = Workspace.refresh
def refresh(workspace):
    if pathlib.Path({sign!r}).exists():
        raise RuntimeError("a fault of our own, beside " + repr(workspace.snapshot))
    return real(workspace)
Workspace.refresh = refresh
sys.exit(main())
"""


async def test_a_fault_keeps_what_was_typed_too(path: Path) -> None:
    running(path)
    sign = path.parent / "now"
    with at_a_terminal(path, program=FAILS_WHEN_TOLD.format(sign=str(sign))) as terminal:
        terminal.wait_for("Valdarco")
        terminal.press("pn")
        terminal.wait_for("New person")
        terminal.press("Ada Verdi")
        terminal.wait_for("erdi")
        sign.touch()  # the next look at the file, within two seconds, fails
        status, said = terminal.end()
    assert status == crash_report.STATUS
    assert "What you were typing is kept" in said
    async with sitting(path, FRIDAY) as here:
        await here.do("escape", "p", "n")
        assert "Ada Verdi" in here.text


def key_of(path: Path) -> cipher.Key:
    """Encrypt a file for a key, and return the key."""
    _place, key = identities.make("correct horse battery")
    rewrap.rewrite(inspect(path), None, key, key.own, "file encrypted")
    return key


async def test_a_draft_of_an_encrypted_file_is_encrypted(path: Path) -> None:
    running(path)
    key = key_of(path)
    app = RevmentorApp(Workspace.open(path, key), today=FRIDAY, key=key)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.pause()
        here = Sitting(app, pilot)
        await here.do("p n", "'Ada Verdi")
        assert app._keep_draft()
    place = drafts.name_in(generations.folder_of(path))
    assert cipher.is_encrypted(place.read_bytes())
    assert place.stat().st_mode & 0o077 == 0
    (draft,) = drafts.kept_drafts(path, Workspace.open(path, key).lineage, key)
    assert draft.fields["name"] == ["Ada Verdi"]
    assert drafts.kept_drafts(path, Workspace.open(path, key).lineage, None) == []
    assert rewrap.unencrypted_copies(path) == []


def test_a_draft_goes_along_when_its_file_is_encrypted(path: Path) -> None:
    workspace = running(path)
    draft = FormDraft(title="New person", left_at=header.now(), fields={"name": ["Ada"]})
    assert drafts.keep(path, workspace.lineage, draft, ())
    key = key_of(path)
    assert rewrap.unencrypted_copies(path) == []
    assert drafts.kept_drafts(path, workspace.lineage, key) == [draft]


def test_a_draft_of_a_file_that_is_out_of_reach_lies_on_this_machine(path: Path) -> None:
    workspace = running(path)
    draft = FormDraft(title="New person", left_at=header.now(), fields={"name": ["Ada"]})
    elsewhere = path.parent / "gone" / path.name
    assert drafts.keep(elsewhere, workspace.lineage, draft, ())
    assert drafts.kept_drafts(path, workspace.lineage, None) == [draft]
    drafts.drop_draft(path, workspace.lineage)
    assert drafts.kept_drafts(path, workspace.lineage, None) == []
