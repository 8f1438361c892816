"""The start as it is seen at the end: a third number, the first one hidden while it is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.actions import ratings
from revmentor.content.sample import Stage
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting
from tests.support.firm import PROGRAMME, TODAY, running
from tests.support.refusal import refused

Begin = Callable[[Stage], Path]


async def test_looking_back_hides_the_start_and_leaves_it_as_it_was(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = Workspace.open(path).snapshot.ratings
    async with sitting(path, date(2026, 4, 24)) as here:
        await here.do("5 a o")
        assert "where were you really at the start?" in here.words
        assert "1 of 8" in here.words  # nothing is chosen beforehand
        assert "26 Jan" not in here.text  # nor is the start to be read behind the form
        await here.do("right right enter")
        assert "1 answer written down." in here.toasts
        assert "seen afterwards the start was 1" in here.words
    after = Workspace.open(path).snapshot.ratings
    (fresh,) = [after[each] for each in after if each not in before]
    assert (fresh.moment, fresh.rated_by, fresh.level) == ("then", "self", 1)
    assert all(after[each] == before[each] for each in before)


def test_there_is_nothing_to_look_back_on_without_a_start(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "has no starting point in"):
        ratings.look_back(workspace.change(PROGRAMME, today=TODAY), "anna", {"ai-assistants": 2})
    with refused(workspace, "Nothing is answered yet."):
        ratings.look_back(
            workspace.change(PROGRAMME, today=TODAY), "anna", {"video-meetings": None}
        )
