"""A programme begins from a template: what it takes is told first, and it brings goals along."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from revmentor.content import skills, templates
from revmentor.i18n.gettext import set_language
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace
from tests.screens.conftest import Camera
from tests.support.app_driver import sitting

MONDAY = date(2026, 1, 12)


@pytest.fixture
def empty(path: Path) -> Path:
    return Workspace.create(path, Firm(name="Ferri")).path


async def test_a_template_says_what_it_takes_and_fills_form_goals_and_level(empty: Path) -> None:
    async with sitting(empty, MONDAY) as here:
        await here.do("n", "right")
        assert "Level for all: " in here.words
        assert "In all, with 4 seniors: 14 hours for the mentor" in here.words
        await here.do("enter")
        assert "25" in here.words
        await here.do("end", "' 1", "enter")
    view = Workspace.open(empty).view("pr0001")
    assert (view.programme.name, view.programme.minutes) == ("Common floor 1", 25)
    assert view.programme.standard_level["video-meetings"] == 3
    assert [goal.text for goal in view.goals_of(None)] == [
        "Everybody works with the same daily tools"
    ]


async def test_too_little_is_told_as_too_much_is(empty: Path) -> None:
    async with sitting(empty, MONDAY) as here:
        await here.do("n")
        assert "With 4 seniors that is too little" in here.words
        await here.do("right right right")
        assert "too little" not in here.words


async def test_undo_takes_programme_and_goals_back_at_once(empty: Path) -> None:
    async with sitting(empty, MONDAY) as here:
        await here.do("n right enter enter ctrl+z")
    snapshot = Workspace.open(empty).snapshot
    assert (dict(snapshot.programmes), dict(snapshot.goals)) == ({}, {})


@pytest.mark.parametrize("code", ["en", "it"])
def test_every_template_makes_a_sound_programme(code: str, tmp_path: Path) -> None:
    from revmentor.actions import programmes

    set_language(code)
    for each in templates.templates():
        workspace = Workspace.create(tmp_path / f"{each.id}.json", Firm(name="F"))
        programmes.create(
            workspace.change(today=MONDAY),
            name=each.title,
            starts_on=MONDAY,
            goals=each.goals,
            **each.fields,
        )
        assert each.fields["standard_level"].keys() <= skills.catalogue().keys()
        assert len(workspace.snapshot.goals) == 1


def test_the_numbers_are_the_same_in_both_languages() -> None:
    english = [each.fields for each in templates.templates()]
    set_language("it")
    assert [each.fields for each in templates.templates()] == english


async def test_the_choice_of_a_template_looks_as_it_did(empty: Path, camera: Camera) -> None:
    async with sitting(empty, MONDAY) as here:
        await here.do("n right")
        assert camera.sees(here)
