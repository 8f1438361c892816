"""Sheets of paper typed in one grid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.content.sample import Stage
from revmentor.model.session import Session
from revmentor.store.workspace import Workspace
from tests.support.app_driver import Sitting, sitting

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)


def new_sessions(path: Path, before: set[str]) -> list[Session]:
    found = Workspace.open(path).snapshot.sessions
    return [found[each] for each in sorted(set(found) - before)]


def known(path: Path) -> set[str]:
    return set(Workspace.open(path).snapshot.sessions)


async def test_every_open_slot_is_a_line_and_several_are_saved_at_once(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before, generation = known(path), Workspace.open(path).generation
    async with sitting(path, FRIDAY) as here:
        await here.do("4 a w")
        for line in ("16 Apr Amadou", "23 Apr Sara", "23 Apr Amadou", "24 Apr Nicco"):
            assert line in here.text
        await here.do("'h", "tab", "'Hand-over in the channel", "tab", "'Shift politics", "tab")
        await here.do("'One hand-over", "tab", "'y", "tab", "'54")
        # Down stays in the column of the ratings; five cells back is what became of the slot.
        await here.do("down shift+tab shift+tab shift+tab shift+tab shift+tab", "'c", "tab")
        await here.do("'customer visit", "enter")
        assert "2 sessions logged." in here.toasts
    held, cancelled = new_sessions(path, before)
    workspace = Workspace.open(path)
    assert workspace.generation == generation + 1
    view = workspace.view("pr0001")
    assert (held.status, held.due_on, held.minutes) == ("held", date(2026, 4, 16), 25)
    assert held.taught[0].text == "Hand-over in the channel"
    assert held.received[0].text == "Shift politics"
    (senior,) = held.attendance
    assert view.name(senior) == "Mario Rossi (Produzione)"
    assert held.ratings == {held.mentor_id: 5, senior: 4}
    assert [(each.text, each.due_on) for each in held.steps] == [
        ("One hand-over", date(2026, 4, 23))
    ]
    tried = [
        step.done
        for each in view.sessions
        for step in each.steps
        if step.text == "Hand-over for one week"
    ]
    assert tried == ["yes"]
    assert (cancelled.status, cancelled.reason) == ("cancelled", "customer visit")
    assert cancelled.held_on is None


async def test_each_senior_of_a_group_can_have_an_own_step(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = known(path)
    async with sitting(path, FRIDAY) as here:
        await here.do(
            "4 a w", "'h", "tab tab tab", "'Łuk: dictate a note; mario: a list", "tab tab tab"
        )
        await clear(here)
        await here.do("'łuk, mario", "enter")
    (made,) = new_sessions(path, before)
    view = Workspace.open(path).view("pr0001")
    steps = {view.first_name(each.senior_id): each.text for each in made.steps}
    assert steps == {"Łukasz": "dictate a note", "Mario Rossi (Produzione)": "a list"}


async def test_whoever_was_there_is_typed_by_the_beginning_of_a_name(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = known(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("4 a w", "'h", "tab tab tab tab tab tab")
        await clear(here)
        await here.do("'łuk, mario", "enter")
    (made,) = new_sessions(path, before)
    names = {Workspace.open(path).view("pr0001").first_name(each) for each in made.attendance}
    assert names == {"Łukasz", "Mario Rossi (Produzione)"}
    assert made.format == "group"


async def test_a_session_moved_to_a_day_is_a_line_of_that_day(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("4 right enter left tab tab", "'thu", "enter")  # from the 28th to the 30th
        assert "planned" in here.words
    planned = [s for s in Workspace.open(path).snapshot.sessions.values() if s.makes_up]
    assert [each.due_on for each in planned] == [date(2026, 4, 30)]
    async with sitting(path, date(2026, 4, 30)) as here:
        await here.do("4 a w")
        assert "30 Apr Luca" in here.text
        assert "28 Apr Luca" not in here.text
        await here.do(*["down"] * (lines(here).index("30 Apr Luca")), "'h", "enter")
    held = Workspace.open(path).snapshot.sessions[planned[0].id]
    assert (held.status, held.held_on) == ("held", date(2026, 4, 30))
    assert held.makes_up == planned[0].makes_up


@pytest.mark.parametrize(
    ("keys", "sentence", "cell"),
    [
        (["'x"], "h is held, m missed, c cancelled; empty leaves the slot open.", "what"),
        (["tab", "'pivots"], "Say first what became of it: h held, m missed", "what"),
        (["'h", "tab tab tab tab tab tab end", "'zz"], "was not with Amadou then", "who"),
        (["'m", "tab tab", "'a story"], "Only a session that was held has this", "received"),
        (["'h", "tab tab tab tab tab", "'9"], "Type a digit from 1 to 5", "stars"),
        (["'h", "tab tab tab tab", "'x"], "y if the last step was tried, n if not", "tried"),
    ],
)
async def test_a_cell_that_cannot_be_read_is_named_and_nothing_is_saved(
    valdarco: Begin, keys: list[str], sentence: str, cell: str
) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await here.do("4 a w", *keys, "enter")
        assert sentence in here.words
        assert here.app.focused is not None
        assert here.app.focused.name == cell
    assert path.read_bytes() == before


def lines(here: Sitting) -> list[str]:
    """The first thirteen letters of every line of the grid."""
    return [each[2:15].rstrip() for each in here.lines if "Apr " in each[:10]]


async def test_nothing_typed_saves_nothing_and_says_what_to_type(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await here.do("4 a w ctrl+s")
        assert "Nothing is typed in yet" in here.words
    assert path.read_bytes() == before


async def test_where_every_slot_is_logged_there_is_no_grid(valdarco: Begin) -> None:
    async with sitting(valdarco("pairs"), date(2026, 1, 30)) as here:
        await here.do("4 a w")
        assert here.toasts == ["Every slot up to today is logged."]


async def clear(here: Sitting) -> None:
    await here.press("end", *["backspace"] * 30)
