"""What a programme is for, who pays, and what was changed in it is said where it is looked for."""

from __future__ import annotations

from pathlib import Path

from revmentor.exchange.report.coordinator import coordinator_sections
from revmentor.model.programme import ChangeMade
from revmentor.rules.launch import head
from revmentor.store.workspace import Workspace
from tests.support.app_driver import WIDE, sitting
from tests.support.firm import PROGRAMME, TODAY, look, part, prepared

CHANGED = (ChangeMade(on=TODAY, what="every two weeks", why="the fair"),)


def test_the_report_says_what_it_is_for_and_what_was_changed() -> None:
    view = look(purposes=("know-how", "belonging"), sponsor="Ada", changes_made=CHANGED)
    lines = [line for section in coordinator_sections(view, TODAY) for line in section.lines]
    assert lines[:2] == ["For: know-how, belonging", "Sponsor: Ada"]
    assert "Changed on the way. 24 Apr 2026: every two weeks (the fair)" in lines
    assert head.aims(look()) == []
    assert head.changes(look()) == []


def test_in_whose_objectives_it_stands_is_counted_of_those_who_are_known() -> None:
    view = look(
        part("anna", "senior", in_annual_objectives=True),
        part("bruno", "senior", in_annual_objectives=False),
    )
    text = "in the annual objectives of 1 of 2 people of whom it is known"
    assert head.in_objectives(view) == text
    assert head.in_objectives(look()) == ""


async def test_goals_show_it_and_the_form_takes_it(path: Path) -> None:
    prepared(path, changes_made=CHANGED, sponsor="Ada")
    async with sitting(path, TODAY, WIDE) as here:
        await here.do("1 down down")
        assert "Sponsor: Ada" in here.words
        assert "Changed 24 Apr 2026: every two weeks (the fair)" in here.words
        await here.do("a v")
        row = here.app.screen.rows["purposes"]  # type: ignore[attr-defined]
        row.focus_field()
        await here.do("'know-how, belonging", "enter")
    programme = Workspace.open(path).snapshot.programmes[PROGRAMME]
    assert programme.purposes == ("know-how", "belonging")
    assert programme.changes_made == CHANGED
