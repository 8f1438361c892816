"""Forms guess well, refuse beside the field, and change nothing when they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.content.sample import Stage
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace
from tests.support.app_driver import Sitting, sitting

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)


async def clear(here: Sitting) -> None:
    await here.press("end", *["backspace"] * 14)


@pytest.mark.parametrize(
    ("tabs", "typed", "sentence"),
    [
        (0, "", "A programme needs a name."),
        (1, "31/2/2026", "Write a day that exists"),
        (1, "soon", "Write a day that exists"),
        (2, "0", "Write a whole number from 1 to 104."),
        (2, "a year", "Write a whole number from 1 to 104."),
        (3, "1,5", "Write a whole number from 1 to 13."),
        (12, "1", "The minimum is above the maximum."),
        (13, "much", "Write a number from 0 to 200."),
        (7, "4", "Tick group too, or leave this empty."),
    ],
)
async def test_a_wrong_field_is_named_beside_itself_and_nothing_is_saved(
    path: Path, tabs: int, typed: str, sentence: str
) -> None:
    Workspace.create(path, Firm(name="Acme"))
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await here.press("n", "enter", *["tab"] * tabs)
        await clear(here)
        await here.type(typed)
        await here.press("enter")
        assert sentence in here.text
        assert "New programme" in here.text
    assert path.read_bytes() == before


async def test_the_comma_is_a_decimal_sign(path: Path) -> None:
    workspace = Workspace.create(path, Firm(name="Acme"))
    async with sitting(path, FRIDAY) as here:
        await here.press("n", "enter", *["tab"] * 13)
        await clear(here)
        await here.do("'7,5", "enter")
    workspace.reload()
    programme = workspace.current_programme()
    assert programme is not None
    assert programme.monthly_hours.mentor == 7.5


async def test_escape_asks_once_before_it_discards_what_was_typed(path: Path) -> None:
    Workspace.create(path, Firm(name="Acme"))
    async with sitting(path, FRIDAY) as here:
        await here.do("p n", "'Ann", "escape")
        assert "What you typed is not saved" in here.text
        await here.do("escape")
        assert "Nobody yet" in here.text
        await here.do("n escape")
        assert "Nobody yet" in here.text


async def test_a_fifth_senior_is_refused_in_one_sentence(valdarco: Begin) -> None:
    path = valdarco("pairs")
    before = path.read_bytes()
    async with sitting(path, date(2026, 1, 30)) as here:
        await here.do("3 down down u", "'giulia", "enter enter")
        assert "Giulia Ferrante already has 4 seniors, the most that was agreed." in here.words
    assert path.read_bytes() == before


async def test_an_exception_with_a_reason_opens_a_forbidden_pair(valdarco: Begin) -> None:
    path = valdarco("pairs")
    async with sitting(path, date(2026, 1, 30)) as here:
        await here.do("3 slash", "'tosi", "enter down down down u", "'sara", "enter enter")
        assert "Maria Grazia Tosi is the manager of Sara D'Amico." in here.words
        assert "An exception with a reason opens this pair (a v)." in here.words
        await here.do("escape escape a v tab tab", "'agreed with both", "enter")
        await here.do("u", "'sara", "enter enter")
        assert "Maria Grazia Tosi is the manager" not in here.words
    view = Workspace.open(path).view("pr0001")
    assert view.pair_of_senior["V002"].mentor_id == "V034"


async def test_a_starting_point_stands_after_the_first_session(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await here.do("2 enter 6")
        assert "stands since the first session" in here.toasts[-1]
    assert path.read_bytes() == before


async def test_a_usual_session_takes_twelve_keys_beside_its_words(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = Workspace.open(path).snapshot.sessions
    keys: list[str] = []
    async with sitting(path, FRIDAY) as here:

        async def do(*parts: str) -> None:
            for part in parts:
                keys.extend([] if part.startswith("'") else part.split())
            await here.do(*parts)

        await do("l tab", "'Pivot tables", "tab", "'How a margin is made", "tab")
        await do("'One pivot a day", "tab 4 5 tab")
        assert "Fulvio was to try:" in here.words
        await do("right enter")
    assert len(keys) <= 12
    after = Workspace.open(path).snapshot.sessions
    made = after[max(after)]
    assert made.status == "held"
    assert made.taught[0].text == "Pivot tables"
    assert made.ratings == {made.mentor_id: 4, next(iter(made.attendance)): 5}
    assert [step.text for step in made.steps] == ["One pivot a day"]
    assert made.guide_id == "G9"
    answered = [each for each in before if before[each] != after[each]]
    assert [after[each].steps[0].done for each in answered] == ["yes"]


async def test_a_word_typed_into_the_wrong_field_cancels_no_session(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = Workspace.open(path).snapshot.sessions
    async with sitting(path, FRIDAY) as here:
        await here.do("l", "'calendario condiviso 3")
        assert "Letters choose nothing here; the arrows do." in here.text
        await here.do("tab", "'Pivot tables", "ctrl+s")
    after = Workspace.open(path).snapshot.sessions
    assert after[max(after.keys() - before.keys())].status == "held"


async def test_a_session_in_the_future_cannot_have_been_held(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("4 right enter")
        assert "planned" in here.text
        await here.do("1 enter")
        assert "has not come yet" in here.text


async def test_a_sheet_is_taken_in_from_the_screen(path: Path) -> None:
    from revmentor.content import sample

    Workspace.create(path, Firm(name="Acme"))
    async with sitting(path, date(2026, 1, 12)) as here:
        await here.do("p i", "'no/such/file.csv", "enter")
        assert "There is no folder no/such." in here.words
        await clear(here)
        for _more in range(3):
            await clear(here)
        await here.do(f"'{sample.sample_path('participants.csv')}", "enter ctrl+s ctrl+s")
        assert "24 people" in here.text
        assert "6 mentors, 18 seniors" in here.static("#headline")
