"""A topic of perspective is answered by a sentence on Baselines, and once more on Evaluation."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.store.workspace import Workspace
from tests.support.app_driver import NARROW, WIDE, sitting
from tests.support.firm import TODAY, goal, prepared

TOPIC = "inclusion-sustainability"


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_sentence_before_and_one_after_stand_side_by_side(
    path: Path, size: tuple[int, int]
) -> None:
    prepared(path, goal("anna", TOPIC), standard_level={})
    async with sitting(path, TODAY, size) as here:
        await here.do("1")
        assert "learn inclusion-sustainability" in here.words
        assert "→" not in here.words, "no level is to be reached"
        await here.do("2")
        assert "not said yet: enter writes down a sentence" in here.words
        await here.do("enter", "'The young decide.", "ctrl+s")
        assert "said" in here.words
        assert "The young decide." in here.words
        assert "1 of 3 people rated" in here.words
        await here.do("escape 5")
        assert "in words" in here.words
        await here.do("enter", "'I ask first.", "ctrl+s")
        assert "Before The young decide." in here.words
        assert "After I ask first." in here.words
    said = {each.moment: each.text for each in Workspace.open(path).snapshot.reflections.values()}
    assert said == {"baseline": "The young decide.", "final": "I ask first."}


async def test_a_sentence_is_taken_back_with_a_full_stop(path: Path) -> None:
    prepared(path, goal("anna", TOPIC), standard_level={})
    async with sitting(path, TODAY) as here:
        await here.do("2 enter", "'The young decide.", "ctrl+s full_stop")
        assert "not said yet" in here.words
    assert not Workspace.open(path).snapshot.reflections
