"""The proposal where it waits for somebody, belongs to another file, or is overtaken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from revmentor.actions import participations, people
from revmentor.content.sample import Stage
from revmentor.model.participation import Participation
from revmentor.model.programme import Programme
from revmentor.rules.pairing.proposal import propose
from revmentor.store.workspace import Workspace
from screens.pairs.pair_forms import exception_form
from tests.support.app_driver import Sitting, sitting
from tests.support.firm import (
    MENTORS,
    PROGRAMME,
    SENIORS,
    START,
    pair,
    part,
    person,
    prepared,
    programme,
)
from widgets.choice_rows import ChoiceRow
from widgets.table import Table

Begin = Callable[[Stage], Path]
BEFORE = date(2026, 1, 30)
OTHER = "pr-other"


def line(here: Sitting) -> str:
    """The key of the line under the cursor."""
    return here.app.screen.query_one(Table).key


async def to_line(here: Sitting, key: str) -> None:
    """Move the cursor down to a line of the table."""
    table = here.app.screen.query_one(Table)
    for _row in range(table.row_count):
        if line(here) == key:
            return
        await here.do("down")
    assert line(here) == key


# -- a pair that waits -----------------------------------------------------------------------------


def pausing(valdarco: Begin) -> Path:
    """The sample, Carmela Russo paused while she is paired."""
    path = valdarco("pairs")
    participations.set_status(
        Workspace.open(path).change("pr0001"),
        "V007",
        "senior",
        "paused",
        on=BEFORE,
        reason="away until March",
    )
    return path


async def test_the_cursor_on_a_pair_that_waits_says_why(valdarco: Begin) -> None:
    async with sitting(pausing(valdarco), BEFORE) as here:
        await here.do("3 d")
        await to_line(here, "held:V007")
        assert "Carmela Russo stays with" in here.static("#detail")
        assert "while one of them is paused." in here.static("#detail")
        await here.do("up")
        assert "stays with" not in here.static("#detail")


async def test_enter_on_a_pair_that_waits_says_why(valdarco: Begin) -> None:
    async with sitting(pausing(valdarco), BEFORE) as here:
        await here.do("3 d")
        await to_line(here, "held:V007")
        proposal = here.app.screen
        await here.do("enter")
        assert here.app.screen is not proposal
        assert "Carmela Russo stays with" in here.words
        await here.do("escape")
        assert here.app.screen is proposal


async def test_keys_on_a_pair_that_waits_change_nothing(valdarco: Begin) -> None:
    path = pausing(valdarco)
    before = path.read_bytes()
    async with sitting(path, BEFORE) as here:
        await here.do("3 d")
        await to_line(here, "held:V007")
        await here.do("u k space")
        assert line(here) == "held:V007"
        assert "locked by you" not in here.words
    assert path.read_bytes() == before


# -- a draft belongs to its programme and its file -------------------------------------------------


def two_programmes(path: Path) -> None:
    """A file in which the same people take part in two programmes."""
    second: list[Programme | Participation] = [
        msgspec.structs.replace(programme(), id=OTHER, name="The next floor")
    ]
    for who in (*MENTORS, *SENIORS):
        asked = part(who, "mentor" if who in MENTORS else "senior")
        second.append(msgspec.structs.replace(asked, id=f"{asked.id}-other", programme_id=OTHER))
    prepared(path, *second)


async def lock_one_and_leave_one_out(here: Sitting) -> None:
    """Lock the pair of the first senior on screen, and untick the change of the next."""
    await here.do("3 d")
    while not line(here).startswith("senior:"):
        await here.do("down")
    await here.do("k")
    assert "locked by you" in here.words
    await here.do("down")
    while not line(here).startswith("senior:"):
        await here.do("down")
    await here.do("space")
    assert "ctrl+s accepts the 4 ticked" in here.words


def untouched(here: Sitting) -> bool:
    """Whether the proposal on screen is as nobody has had a hand in it."""
    said = here.words
    return (
        "5 changes · ctrl+s accepts them" in said and "locked" not in said and "locks" not in said
    )


async def test_locks_and_ticks_stay_with_their_programme(path: Path) -> None:
    two_programmes(path)
    async with sitting(path, BEFORE) as here:
        await lock_one_and_leave_one_out(here)
        here.app.action_choose_programme()
        await here.settled()
        before = here.app.view
        await here.do("right enter")
        after = here.app.view
        assert before
        assert after
        assert {before.programme.id, after.programme.id} == {PROGRAMME, OTHER}
        assert "Not yet accepted" in here.words
        assert untouched(here)


async def to_file(here: Sitting, path: Path) -> None:
    """Open another file, and go to its proposal."""
    here.app.use(Workspace.open(path))
    await here.settled()
    await here.do("3 d")
    assert here.app.file.path == path


async def test_locks_and_ticks_stay_with_their_file(path: Path, tmp_path: Path) -> None:
    prepared(path)
    other = tmp_path / "other.json"
    prepared(other, person("elena", name="Elena Pezzini Conti"))
    async with sitting(path, BEFORE) as here:
        await lock_one_and_leave_one_out(here)
        await to_file(here, other)
        assert "Elena Pezzini Conti" in here.words
        assert untouched(here)
        await here.do("ctrl+s")
    made = Workspace.open(other).snapshot.pairs.values()
    assert len(made) == 5
    assert not [each for each in made if each.locked]
    assert not Workspace.open(path).snapshot.pairs


async def test_locks_and_ticks_do_not_come_along_to_a_copy_of_the_file(
    path: Path, tmp_path: Path
) -> None:
    prepared(path)
    other = tmp_path / "copy.json"
    prepared(other)
    async with sitting(path, BEFORE) as here:
        await lock_one_and_leave_one_out(here)
        await to_file(here, other)
        assert untouched(here)


async def test_locks_and_ticks_are_still_there_after_a_look_elsewhere(path: Path) -> None:
    prepared(path)
    async with sitting(path, BEFORE) as here:
        await lock_one_and_leave_one_out(here)
        await here.do("escape d")
        assert "locked by you" in here.words
        assert "ctrl+s accepts the 4 ticked" in here.words


# -- somebody else was faster ----------------------------------------------------------------------


async def test_a_plan_is_not_accepted_once_another_program_changed_the_file(path: Path) -> None:
    workspace = prepared(path)
    mentor_id = propose(workspace.view(PROGRAMME)).plan.mentor_of["anna"]
    async with sitting(path, BEFORE) as here:
        await here.do("3 d")
        people.edit(Workspace.open(path).change(), "anna", manager_id=mentor_id)
        changed = path.read_bytes()
        await here.do("ctrl+s")
        assert "The records changed meanwhile. Look at the new plan" in " ".join(here.toasts)
        assert path.read_bytes() == changed
        assert untouched(here)
        await here.do("ctrl+s")
    standing = Workspace.open(path).view(PROGRAMME).pair_of_senior
    assert len(standing) == 5
    assert standing["anna"].mentor_id != mentor_id


async def test_a_change_elsewhere_that_forbids_nothing_is_looked_at_first_too(path: Path) -> None:
    prepared(path)
    async with sitting(path, BEFORE) as here:
        await here.do("3 d")
        people.edit(Workspace.open(path).change(), "elena", name="Elena Pezzini Conti")
        changed = path.read_bytes()
        await here.do("ctrl+s")
        assert path.read_bytes() == changed
        assert "Elena Pezzini Conti" in here.words
        await here.do("ctrl+s")
    assert len(Workspace.open(path).snapshot.pairs) == 5


async def test_a_change_that_another_program_took_back_does_not_stop_accepting(path: Path) -> None:
    prepared(path)
    async with sitting(path, BEFORE) as here:
        await here.do("3 d")
        other = Workspace.open(path)
        people.edit(other.change(), "elena", name="Elena Pezzini Conti")
        other.undo()
        await here.do("ctrl+s")
        if here.toasts:  # told to look at the new plan first
            await here.do("ctrl+s")
    assert len(Workspace.open(path).snapshot.pairs) == 5


async def test_a_change_made_and_taken_back_on_pairs_does_not_stop_accepting(path: Path) -> None:
    prepared(path)
    async with sitting(path, BEFORE) as here:
        await here.do("3 d escape")
        people.edit(here.app.file.change(), "elena", name="Elena Pezzini Conti")
        await here.do("ctrl+z d ctrl+s")
    assert len(Workspace.open(path).snapshot.pairs) == 5


# -- an exception ----------------------------------------------------------------------------------


async def chosen(here: Sitting) -> list[object]:
    """What a form of an exception stands at: the rule, and the mentor."""
    await here.settled()
    return [row.raw for row in here.app.screen.query(ChoiceRow)]


def full(path: Path) -> Workspace:
    """A file in which Giulia is full, and shares no language with Anna."""
    return prepared(
        path,
        person("giulia", name="Giulia Ferrante", languages=("it",)),
        person("anna", name="Anna De Luca", languages=("pl",)),
        part("giulia", "mentor", min_seniors=1, max_seniors=1),
        part("luca", "mentor", status="paused", status_on=START, status_reason="away"),
        pair("giulia", "bruno"),
    )


async def test_an_exception_begins_at_the_rule_that_stands_against_a_full_mentor(
    path: Path,
) -> None:
    full(path)
    async with sitting(path, BEFORE) as here:
        view = here.app.file.view(PROGRAMME)
        here.app.ask(exception_form(here.app, view, "anna", "giulia"))
        assert await chosen(here) == ["language", "giulia"]


async def test_an_exception_on_pairs_begins_at_the_rule_though_the_mentor_is_full(
    path: Path,
) -> None:
    full(path)
    async with sitting(path, BEFORE) as here:
        await here.do("3 slash", "'anna", "enter")
        await to_line(here, "senior:anna")
        await here.do("a v")
        assert await chosen(here) == ["language", "giulia"]
