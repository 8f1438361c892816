"""What is typed changes no choice; arrows, space and digits do, and lines are gone through."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import TextArea

from widgets.choice_rows import ChecksRow, ChoiceRow, StatesRow
from widgets.form import FormScreen
from widgets.form_row import FormRow
from widgets.picker import lay_out
from widgets.states import State
from widgets.text_rows import ProseRow, TextRow

STATUSES = [("held", "held"), ("missed", "missed"), ("cancelled", "cancelled")]
PEOPLE = [
    (name, name)
    for name in (
        "Anna De Luca", "Maria Grazia Tosi", "Maria Rossi", "Carla Calendari", "Renzo Zanella",
        "Ornella De Luca", "Ettore Valdarco", "Fulvio Bassi", "Nadia Pezzini", "Rosa Di Bella",
    )
]  # fmt: skip
STATES: list[State[Any]] = [
    State("present", "☑"),
    State("absent", "✕", "absent"),
    State(None, "☐", "not invited"),
]


class Desk:
    """A form of a few rows, at a keyboard."""

    def __init__(self, pilot: Pilot[Any], form: FormScreen[dict[str, Any]]) -> None:
        self.pilot, self.form = pilot, form
        self.saved: dict[str, Any] | None = None

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in text))

    def value(self, field: str) -> Any:
        return self.form.rows[field].raw

    @property
    def field(self) -> str:
        """The row that has the focus."""
        focused = self.pilot.app.focused
        return next(
            (each.field for each in self.form.rows.values() if focused in each.walk_children()), ""
        )

    @property
    def words(self) -> str:
        strips = self.pilot.app.screen._compositor.render_strips()
        return " ".join(" ".join(strip.text for strip in strips).replace("│", " ").split())


@asynccontextmanager
async def desk(*rows: FormRow) -> AsyncIterator[Desk]:
    app: App[None] = App()
    async with app.run_test(size=(80, 24)) as pilot:

        def save(_tx: object, values: dict[str, Any]) -> dict[str, Any]:
            here.saved = values
            return values

        form = FormScreen("A form", rows, save, today=date(2026, 4, 24))
        here = Desk(pilot, form)
        await app.push_screen(form)
        await pilot.pause()
        yield here


def checks() -> ChecksRow:
    return ChecksRow("whose", "Whose", PEOPLE, ["Maria Rossi"])


def states() -> StatesRow:
    return StatesRow("there", "There", PEOPLE, STATES, ["present"] * len(PEOPLE), hint="space")


def status() -> ChoiceRow:
    return ChoiceRow("status", "Status", STATUSES, "held")


def manager() -> ChoiceRow:
    return ChoiceRow("manager", "Manager", PEOPLE, "Nadia Pezzini")


@pytest.mark.parametrize(
    "text", ["calendario", "cancelled", "calendario 3", "missed at last", "maria gr", "x", "à ç"]
)
@pytest.mark.parametrize("side_by_side", [True, False])
async def test_a_text_typed_into_a_choice_changes_nothing(text: str, side_by_side: bool) -> None:
    async with desk(status() if side_by_side else manager()) as here:
        field = here.field
        before = here.value(field)
        await here.type(text)
        assert here.value(field) == before
        await here.press("tab")
        assert here.value(field) == before


async def test_what_was_typed_into_a_choice_is_answered_and_not_saved_over() -> None:
    async with desk(status()) as here:
        await here.type("cancelled")
        assert "Letters choose nothing here; the arrows do." in here.words
        await here.press("enter")
        assert here.saved is None
        assert "Letters choose" not in here.words
        await here.press("enter")
        assert here.saved == {"status": "held"}


async def test_arrows_space_and_digits_choose() -> None:
    async with desk(status()) as here:
        for key, value in [
            ("right", "missed"), ("space", "cancelled"), ("left", "missed"),
            ("3", "cancelled"), ("1", "held"), ("9", "held"),
        ]:  # fmt: skip
            await here.press(key)
            assert here.value("status") == value


async def test_a_digit_chooses_the_option_of_that_number() -> None:
    levels = [(each, f"{each}  what one can do at level {each}") for each in range(7)]
    marks = [(None, "–"), *((each, str(each)) for each in range(1, 6))]
    async with desk(
        ChoiceRow("level", "Level", levels, 3), ChoiceRow("mark", "Mark", marks, None)
    ) as here:
        await here.press("0")
        assert here.value("level") == 0
        await here.press("6", "7", "tab", "4")
        assert (here.value("level"), here.value("mark")) == (6, 4)


async def test_letters_find_one_of_many_and_enter_takes_it() -> None:
    async with desk(manager()) as here:
        await here.type("maria r")
        assert "Maria Rossi? ▸ enter takes it" in here.words
        assert here.value("manager") == "Nadia Pezzini"
        await here.press("enter")
        assert here.value("manager") == "Maria Rossi"
        assert here.saved is None
        await here.press("enter")
        assert here.saved == {"manager": "Maria Rossi"}


async def test_the_same_letter_and_the_arrows_go_on_among_those_found() -> None:
    async with desk(manager()) as here:
        await here.type("m")
        assert "Maria Grazia Tosi?" in here.words
        await here.type("m")
        assert "Maria Rossi?" in here.words
        await here.press("right")
        assert "Maria Grazia Tosi?" in here.words
        await here.press("backspace", "backspace")
        assert "Nadia Pezzini ▸ 9 of 10" in here.words


@pytest.mark.parametrize("leave", ["escape", "tab", "down", "shift+tab"])
async def test_what_letters_found_is_dropped_by_escape_and_by_leaving(leave: str) -> None:
    async with desk(manager(), TextRow("note", "Note")) as here:
        await here.type("ett")
        await here.press(leave)
        assert here.value("manager") == "Nadia Pezzini"
        assert here.pilot.app.screen is here.form  # escape was about the letters
        assert "Ettore" not in here.words


async def test_nothing_is_saved_while_a_name_waits_to_be_taken() -> None:
    async with desk(manager()) as here:
        await here.type("ett")
        await here.press("ctrl+s")
        assert here.saved is None
        assert "Enter takes Ettore Valdarco; escape leaves it as it was." in here.words


async def test_letters_go_to_a_box_and_only_space_ticks() -> None:
    async with desk(checks()) as here:
        await here.type("orn")
        assert here.value("whose") == ("Maria Rossi",)
        await here.press("space")
        assert here.value("whose") == ("Maria Rossi", "Ornella De Luca")


@pytest.mark.parametrize("row", [checks, states])
async def test_a_text_that_names_nobody_ticks_nobody(row: Callable[[], FormRow]) -> None:
    async with desk(row()) as here:
        field = here.field
        before = here.value(field)
        await here.type("pivot tables and so on")
        assert here.value(field) == before
        assert "Nothing here begins with “pivot tables and so on”." in here.words
        await here.press("enter")
        assert here.saved is None
        assert "Nothing here begins" not in here.words


async def test_letters_go_to_a_name_and_turn_nothing() -> None:
    async with desk(states()) as here:
        await here.type("ett")
        assert here.value("there") == {name: "present" for name, _label in PEOPLE}
        await here.press("space")
        turned = {name for name, state in here.value("there").items() if state == "absent"}
        assert turned == {"Ettore Valdarco"}


@pytest.mark.parametrize("row", [checks, states])
async def test_down_goes_line_by_line_and_on_from_the_last(row: Callable[[], FormRow]) -> None:
    async with desk(TextRow("before", "Before"), row(), TextRow("after", "After")) as here:
        await here.press("down")
        field, lines = here.field, []
        while here.field == field:
            lines.append(here.words)
            await here.press("down")
        assert len(lines) > 2
        assert here.field == "after"
        await here.press(*["up"] * len(lines))
        assert here.field == field
        await here.press("up")
        assert here.field == "before"


async def test_down_then_space_is_about_the_next_line_of_the_same_field() -> None:
    async with desk(states(), ChecksRow("talk", "Asks to talk", PEOPLE)) as here:
        await here.press("down", "space")
        assert here.value("talk") == ()
        assert "absent" in here.value("there").values()


async def test_up_and_down_go_from_row_to_row() -> None:
    async with desk(
        TextRow("first", "First"),
        status(),
        manager(),
        ProseRow("note", "Note", "one\ntwo"),
        TextRow("last", "Last"),
    ) as here:
        been = [here.field]
        for _key in range(5):
            await here.press("down")
            been.append(here.field)
        assert been == ["first", "status", "manager", "note", "note", "last"]
        for _key in range(5):
            await here.press("up")
        assert here.field == "first"
        assert (here.value("status"), here.value("manager")) == ("held", "Nadia Pezzini")


async def test_in_a_text_the_arrows_go_through_the_lines_that_are_drawn() -> None:
    async with desk(ProseRow("note", "Note", "word " * 30), TextRow("last", "Last")) as here:
        text = here.form.query_one(TextArea)
        assert text.wrapped_document.height > 2
        await here.press("down")
        assert here.field == "note"
        await here.press(*["down"] * (text.wrapped_document.height - 1))
        assert here.field == "last"


async def test_a_click_ticks_the_name_under_it() -> None:
    async with desk(states()) as here:
        field = here.form.rows["there"].query_one("States")
        strips = here.pilot.app.screen._compositor.render_strips()
        y, line = next((y, s.text) for y, s in enumerate(strips) if "Nadia" in s.text)
        await here.pilot.click(offset=(line.index("Nadia") + 2, y))
        await here.pilot.pause()
        assert field.region.contains(line.index("Nadia"), y)
        turned = {name for name, state in here.value("there").items() if state == "absent"}
        assert turned == {"Nadia Pezzini"}


names = st.text(alphabet="ab ü漢", min_size=1, max_size=40).map(lambda text: " ".join(text.split()))


@given(
    texts=st.lists(names, min_size=1, max_size=30),
    width=st.integers(4, 60),
    aligned=st.booleans(),
)
def test_every_text_has_cells_of_its_own_within_the_width(
    texts: list[str], width: int, aligned: bool
) -> None:
    taken: set[tuple[int, int]] = set()
    places = lay_out(texts, width, aligned=aligned)
    assert len(places) == len(texts)
    for place in places:
        for row, line in enumerate(place.lines, place.top):
            cells = {(row, column) for column in range(place.left, place.left + cell_len(line))}
            assert place.left + cell_len(line) <= width
            assert not cells & taken
            taken |= cells
    tops = [place.top for place in places]
    assert tops == sorted(tops)
    assert {row for row, _column in taken} | {0} <= set(range(max(p.bottom for p in places)))
