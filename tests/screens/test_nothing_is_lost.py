"""Undo and redo, what is asked before something goes, and a lock that another program holds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from revmentor.actions import imports, programmes
from revmentor.app.app import RevmentorApp
from revmentor.content import sample
from revmentor.exchange import document
from revmentor.store.workspace import Workspace
from tests.screens.file.test_file_in_disorder import names
from tests.support.app_driver import Sitting, sitting
from tests.support.firm import PROGRAMME, TODAY, day, exported, prepared, running

FRIDAY = date(2026, 4, 24)


# -- undo and redo ---------------------------------------------------------------------------------


async def test_what_was_taken_back_is_made_again(path: Path) -> None:
    running(path)
    async with sitting(path, TODAY) as here:
        before = exported(here.app.file)
        await here.do("p n", "'Ada Verdi", "ctrl+s", "n", "'Bea Verdi", "ctrl+s")
        after = exported(here.app.file)
        await here.do("ctrl+z ctrl+z")
        assert exported(here.app.file) == before
        assert here.toasts[-1] == "Taken back: Ada Verdi added. ctrl+y makes it again."
        await here.do("ctrl+y ctrl+y")
        assert exported(here.app.file) == after
        assert here.toasts[-1] == "Made again: Bea Verdi added"
        await here.do("ctrl+z")
        await here.do("n", "'Cora Verdi", "ctrl+s")
        await here.do("ctrl+y")  # a new change leaves nothing to make again
        assert "Bea Verdi" not in names(path)
    assert {"Ada Verdi", "Cora Verdi"} <= names(path)


async def test_an_import_is_taken_back_only_when_asked(path: Path) -> None:
    """As in the demo, which begins with an import that nobody at the keyboard made."""
    everything = document.read_document(sample.sample_document("sessions"))
    workspace = Workspace.create(path, everything.firm)
    imports.import_document(workspace.change(), everything)
    app = RevmentorApp(workspace, today=FRIDAY)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        here = Sitting(app, pilot)
        await here.do("ctrl+z")
        assert "Take it back?" in here.text
        assert "entries change with it" in here.words
        await here.do("escape")
        assert len(names(path)) > 20
        await here.do("p n", "'Ada Verdi", "ctrl+s ctrl+z")  # one person goes unasked
        assert "Ada Verdi" not in names(path)
        await here.do("ctrl+z")
        assert "Take it back?" in here.text
        await here.do("ctrl+s")
        assert names(path) == set()
        await here.do("ctrl+y")
        assert len(names(path)) > 20


# -- what goes is said before it goes --------------------------------------------------------------


async def test_a_second_programme_beside_a_running_one_is_asked_about(path: Path) -> None:
    running(path)
    async with sitting(path, TODAY) as here:
        await here.do("n")
        assert "“Common floor” is not closed" in here.words
        await here.do("escape")
        assert "is not closed" not in here.words
        await here.do("n ctrl+s")
        assert "New programme" in here.text


async def test_after_the_closing_n_on_today_begins_the_next_programme(path: Path) -> None:
    workspace = running(path)
    programmes.close(
        workspace.change(PROGRAMME, today=TODAY),
        on=TODAY,
        lessons="Begin earlier.",
        decision="repeat",
    )
    async with sitting(path, TODAY) as here:
        await here.do("n")
        assert "The next programme" in here.text
        await here.do("'x", "ctrl+s")
    assert len(Workspace.open(path).snapshot.programmes) == 2


async def test_a_skill_taken_from_the_standard_level_says_for_how_many(path: Path) -> None:
    prepared(path)
    async with sitting(path, TODAY) as here:
        await here.do("1")
        here.app.screen.query_one("#table").go_to("standard:video-meetings")  # type: ignore[attr-defined]
        await here.settled()
        await here.do("x")
        assert "level 3, is no longer meant for all: 5 seniors. Ratings stay." in here.words
        await here.do("escape")
        assert Workspace.open(path).snapshot.programmes[PROGRAMME].standard_level
        await here.do("x ctrl+s")
    assert not Workspace.open(path).snapshot.programmes[PROGRAMME].standard_level


async def test_a_draft_of_pairs_has_its_own_undo_and_asks_before_it_is_begun_anew(
    path: Path,
) -> None:
    prepared(path)
    before = path.read_bytes()
    async with sitting(path, TODAY) as here:
        await here.do("3 d")
        await here.do("down")
        drawn = here.text
        await here.do("space")
        ticked = here.text
        assert ticked != drawn
        await here.do("ctrl+z")
        assert here.text == drawn
        await here.do("ctrl+y")
        assert here.text == ticked
        await here.do("a f")
        assert "1 move, lock or tick of this draft goes" in here.words
        await here.do("escape a f ctrl+s")
        await here.do("ctrl+z")  # and starting over can be taken back too
        assert here.text == ticked
        await here.do("ctrl+z ctrl+z ctrl+z ctrl+z")
        assert here.text == drawn
    assert path.read_bytes() == before


async def test_in_a_draft_ctrl_z_takes_nothing_back_that_was_saved(path: Path) -> None:
    prepared(path)
    async with sitting(path, TODAY) as here:
        await here.do("p n", "'Ada Verdi", "ctrl+s", "3 d ctrl+z ctrl+z")
        assert "Ada Verdi" in names(path)
        await here.do("escape ctrl+z")
        assert "Ada Verdi" not in names(path)


# -- ratings answer in one line -------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (100, 24), (120, 40)], ids=str)
async def test_a_rating_is_answered_in_the_detail_and_covers_no_line(
    path: Path, size: tuple[int, int]
) -> None:
    running(path)
    async with sitting(path, day(24), size) as here:
        await here.do("5 enter 4")
        assert here.toasts == []
        assert "end 4" in here.static("#detail")
        await here.do("down down")
        assert "end 4" not in here.static("#detail")


# -- another program holds the lock ---------------------------------------------------------------

HOLDS = """
import sys
from pathlib import Path
from revmentor.store.file import lock
with lock.held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held_elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    folder = path.with_name(path.name + ".d")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        try:
            yield other
        finally:
            other.kill()


async def test_a_form_waits_for_another_program_and_goes_on_living(path: Path) -> None:
    running(path)
    async with sitting(path, TODAY) as here:
        await here.do("p n", "'Ada Verdi")
        with held_elsewhere(path):
            await here.do("ctrl+s")
            assert "Another program is writing the file" in here.words
            await here.do("tab tab", "'Acquisti")  # what is typed meanwhile is in the form
            assert "Acquisti" in here.text
            assert "Ada Verdi" not in names(path)
        while "Ada Verdi" not in names(path):
            await here.settled()
    added = next(p for p in Workspace.open(path).snapshot.people.values() if p.name == "Ada Verdi")
    assert added.department or added.email


async def test_a_single_key_that_could_not_be_saved_says_so(path: Path) -> None:
    running(path)
    async with sitting(path, TODAY) as here:
        await here.do("5 enter")
        with held_elsewhere(path):
            before = path.read_bytes()
            await here.do("4")
            assert "Another program is writing the file; nothing was saved." in here.toasts[-1]
            assert path.read_bytes() == before
