"""The form of a person takes what pairs are fitted by, and touches nothing it is not asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revmentor.model.person import Person
from revmentor.store.workspace import Workspace
from tests.support.app_driver import NARROW, WIDE, Sitting, sitting
from tests.support.firm import TODAY, part, person, prepared, running
from widgets.checks import Checks
from widgets.choice import Choice

FITTED: dict[str, Any] = {
    "languages": ("IT", "Ladin"),
    "availability": ("fri-pm", "mon-am"),
    "works": "both",
    "style": {"plan": 2, "humour": 5},
}


def anna(path: Path) -> Person:
    return Workspace.open(path).snapshot.people["anna"]


async def to_row(here: Sitting, name: str) -> None:
    """Go on with tab until the cursor is in a row of the form."""
    for _step in range(30):
        focused = here.app.screen.focused
        assert focused is not None
        if any(getattr(node, "field", "") == name for node in focused.ancestors):
            return
        await here.press("tab")
    raise AssertionError(name)


async def edit(here: Sitting, who: str) -> None:
    await here.do("p slash", f"'{who}", "enter down e")


async def test_languages_half_days_place_and_style_are_typed_in(path: Path) -> None:
    prepared(path)
    async with sitting(path, TODAY) as here:
        await edit(here, "Anna")
        assert "Mornings" not in here.words
        await to_row(here, "more")
        await here.do("right")
        assert "Mornings" in here.words
        await to_row(here, "languages")
        await here.do("'Italian, tedesco", "tab space right right space tab right space tab right")
        await to_row(here, "joined_on")
        await here.do("'1/3/2019", "tab 4 tab 1 enter")
        known = "Italian, German · Mon morning, Tue afternoon, Wed morning · works on site"
        assert f"{known} · Pace 4/5 · Session 1/5" in here.words
    found = anna(path)
    assert found.languages == ("it", "de")
    assert found.availability == ("mon-am", "tue-pm", "wed-am")
    assert (found.works, str(found.joined_on)) == ("on_site", "2019-03-01")
    assert found.style == {"pace": 4, "plan": 1}


async def test_a_form_that_is_saved_as_it_was_changes_nothing(path: Path) -> None:
    prepared(path, person("anna", **FITTED), part("anna", "senior", prefers=("luca", "giulia")))
    async with sitting(path, TODAY) as here:
        await edit(here, "Anna")
        assert "Mornings" in here.words, "what is known is shown at once"
        await here.do("ctrl+s r ctrl+s")
        assert "Anna" in here.words
    workspace = Workspace.open(path)
    assert workspace.snapshot.people["anna"] == person("anna", **FITTED)
    assert workspace.snapshot.participations["anna-senior"].prefers == ("luca", "giulia")


async def test_what_somebody_answered_is_taken_back(path: Path) -> None:
    prepared(path, person("anna", **FITTED))
    async with sitting(path, TODAY) as here:
        await edit(here, "Anna")
        await to_row(here, "style_plan")
        await here.do("left left ctrl+s")
    assert anna(path).style == {"humour": 5}


async def test_one_row_says_with_whom_and_with_whom_not(path: Path) -> None:
    prepared(path, part("anna", "senior", offers=("negotiation",), avoids=("luca",)))
    async with sitting(path, TODAY) as here:
        await here.do("p slash", "'Anna", "enter down a u")
        await to_row(here, "wishes")
        assert "Luca Bianchi (not with)" in here.words
        await here.do("'luca", "space", "'giulia", "space")
        assert "Giulia Ferrante (rather with)" in here.words
        await here.do("ctrl+s")
    found = Workspace.open(path).snapshot.participations["anna-senior"]
    assert (found.prefers, found.avoids) == (("giulia",), ())


async def test_somebody_who_left_the_other_side_stays_on_the_list(path: Path) -> None:
    prepared(path, part("anna", "senior", avoids=("bruno",)))
    async with sitting(path, TODAY) as here:
        await here.do("p slash", "'Anna", "enter down a u")
        assert "Bruno Tosi (not with)" in here.words
        await here.do("ctrl+s")
    assert Workspace.open(path).snapshot.participations["anna-senior"].avoids == ("bruno",)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_whole_form_is_gone_through_in_sight(path: Path, size: tuple[int, int]) -> None:
    prepared(path, person("anna", **FITTED))
    async with sitting(path, TODAY, size) as here:
        await edit(here, "Anna")
        for _step in range(24):
            focused = here.app.screen.focused
            assert focused is not None
            if isinstance(focused, Checks | Choice):
                assert focused.region.intersection(here.app.screen.region).height
            await here.press("tab")


async def test_somebody_typed_in_by_mistake_is_removed_with_the_own_part(path: Path) -> None:
    prepared(path)
    async with sitting(path, TODAY) as here:
        await here.do("p n", "'Ada Zorzi", "ctrl+s")
        assert "Ada Zorzi" in here.words
        await here.press("x")
        said = "Ada Zorzi removed, with the part in the programme. ctrl+z brings both back."
        assert here.toasts[-1] == said
        assert all(
            each.name != "Ada Zorzi" for each in Workspace.open(path).snapshot.people.values()
        )
        await here.press("ctrl+z")
    snapshot = Workspace.open(path).snapshot
    (back,) = (each for each in snapshot.people.values() if each.name == "Ada Zorzi")
    parts = [each.role for each in snapshot.participations.values() if each.person_id == back.id]
    assert parts == ["senior"]


async def test_a_person_who_is_named_elsewhere_stays_and_it_is_said_where(path: Path) -> None:
    running(path)
    before = path.read_bytes()
    async with sitting(path, TODAY) as here:
        await here.do("p slash", "'de luca", "enter x")
        assert here.toasts[-1].startswith("Anna De Luca stands in ")
        assert "have every trace erased" in here.toasts[-1]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "slot"), [("lun 9", "mon-09:00"), ("Tuesday at 14.30", "tue-14:30")]
)
async def test_a_mentors_slot_is_typed_as_on_a_sheet_and_shown_in_words(
    path: Path, typed: str, slot: str
) -> None:
    prepared(path)
    async with sitting(path, TODAY) as here:
        await here.do("p slash", "'ferrante", "enter a d")
        await to_row(here, "slot")
        await here.do(f"'{typed}", "ctrl+s")
        assert Workspace.open(path).view("pr").mentors["giulia"].slot == slot
        await here.press("a", "d")
        await to_row(here, "slot")
        shown = {"mon-09:00": "Mon 09:00", "tue-14:30": "Tue 14:30"}
        assert shown[slot] in here.words
        await here.press("ctrl+s")
    assert Workspace.open(path).view("pr").mentors["giulia"].slot == slot


async def test_a_slot_that_is_none_is_refused_beside_its_field(path: Path) -> None:
    prepared(path)
    before = path.read_bytes()
    async with sitting(path, TODAY) as here:
        await here.do("p slash", "'ferrante", "enter a d")
        await to_row(here, "slot")
        await here.do("'someday 9", "ctrl+s")
        assert "like Tue 14:30" in here.words
    assert path.read_bytes() == before
