"""What people type stays text: never markup, never a control sequence, never an action."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual import events

from revmentor.actions import goals, participations, people, programmes
from revmentor.model.base import Role
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

HOSTILE = [
    "[/]",
    "[@click=app.quit]Ann[/]",
    "[red]Ann[/red] [x]",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "$text {bold} \\[b]",
]
TODAY = date(2026, 1, 12)


@pytest.fixture
def hostile(path: Path) -> Path:
    workspace = Workspace.create(path, Firm(name="[b]Acme[/b] [/]"))
    programme = programmes.create(workspace.change(), name="[/floor]", starts_on=date(2026, 2, 2))
    for index, text in enumerate(HOSTILE):
        person = people.add(workspace.change(), name=text, department=text, job_title=text)
        role: Role = "mentor" if index == 0 else "senior"
        participations.enrol(workspace.change(programme.id), person.id, role)
        goals.add(
            workspace.change(programme.id, today=TODAY),
            text=text,
            person_id=person.id,
            skill_id="negotiation" if index == 0 else "shared-calendar",
            target=3,
            why=text,
        )
    goals.add(
        workspace.change(programme.id, today=TODAY),
        text="[/]",
        expected="[@click=app.bell]x[/]",
        starting_point="[red]now[/]",
    )
    return path


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["narrow", "huge"])
async def test_every_step_shows_it_as_it_was_typed(hostile: Path, size: tuple[int, int]) -> None:
    async with sitting(hostile, TODAY, size) as here:
        for key in "0123":
            await here.do(key)
            assert "[b]Acme[/b] [/]" in here.text
            assert "[/floor]" in here.text
        await here.do("p")
        for text in HOSTILE:
            assert text[:20] in here.text
        await here.do("1")
        for _line in range(12):
            await here.do("down")
        await here.do("escape 5 s s s")
        assert here.app.is_running


async def test_forms_titles_choices_and_toasts_show_it_too(hostile: Path) -> None:
    async with sitting(hostile, TODAY) as here:
        await here.do("p")
        for _person in HOSTILE:
            await here.do("e escape a d escape a u escape a w escape down")
        await here.do("3 n")
        assert "A mentor for" in here.text
        await here.do("enter")
        await here.do("a v escape u escape x escape a c escape k ctrl+z")
        assert any("[" in toast or "locked" in toast for toast in here.toasts)
        await here.do("ctrl+p escape f1 escape")
        assert here.app.is_running


async def test_a_click_on_a_name_does_nothing_but_point(hostile: Path) -> None:
    async with sitting(hostile, TODAY) as here:
        await here.do("p")
        row = next(i for i, line in enumerate(here.lines) if "[@click" in line)
        await here.pilot.click(offset=(5, row))
        await here.pilot.pause()
        assert here.app.is_running


@pytest.mark.parametrize("letter", ["\x1b", "\x07", "\u202e", "\x9b", "\u200b", "\u3164"])
async def test_a_pasted_control_character_is_refused_with_its_name(path: Path, letter: str) -> None:
    Workspace.create(path, Firm(name="Acme"))
    before = path.read_bytes()
    async with sitting(path, TODAY) as here:
        await here.do("p n")
        field = here.app.focused
        assert field is not None
        field.post_message(events.Paste(f"An{letter}na"))
        await here.pilot.pause()
        assert f"U+{ord(letter):04X}" in here.text
        assert letter not in here.text
        await here.do("enter")
        assert "A person needs a name." in here.text
    assert path.read_bytes() == before
