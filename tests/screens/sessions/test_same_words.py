"""The same words, typed into the log or into the grid for paper, are the same session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from revmentor.content.sample import Stage
from revmentor.model.firm import ClosedDays
from revmentor.model.session import Session
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
SLOT = date(2026, 4, 16)
"""The oldest slot that waits: Amadou's, a Thursday."""


def close(path: Path, day: date) -> None:
    workspace = Workspace.open(path)
    firm = workspace.snapshot.firm
    spans = (*firm.closed_days, ClosedDays(start=day, end=day))
    firm = msgspec.structs.replace(firm, closed_days=spans)
    workspace.commit("closed", firm=firm)


def of_the_slot(path: Path) -> Session:
    (found,) = [
        each
        for each in Workspace.open(path).snapshot.sessions.values()
        if each.due_on == SLOT and each.status == "held" and each.taught
        and each.taught[0].text == "Channels"
    ]  # fmt: skip
    return found


async def test_the_same_words_give_the_same_session_in_the_log_and_on_paper(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    close(path, date(2026, 4, 23))
    async with sitting(path, FRIDAY) as here:
        await here.do("4 l tab", "'Channels", "tab", "'Shift politics", "tab")
        await here.do("'One hand-over", "tab", "'54", "enter")
        logged = of_the_slot(path)
        await here.do("ctrl+z")
        await here.do("a w", "'h", "tab", "'Channels", "tab", "'Shift politics", "tab")
        await here.do("'One hand-over", "tab tab", "'54", "enter")
        assert "1 session logged." in here.toasts
    from_paper = of_the_slot(path)
    assert msgspec.structs.replace(from_paper, id=logged.id) == logged
    # Every guess is in it: the step is tried by a working day, the guide and the place are said.
    assert [step.due_on for step in from_paper.steps] == [FRIDAY]
    assert from_paper.guide_id is not None
    assert from_paper.mode is not None


async def test_a_session_on_a_closed_day_is_asked_about_in_the_grid_too(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("4 right enter left tab tab", "'thu", "enter")  # from the 28th to the 30th
    close(path, date(2026, 4, 30))
    (planned,) = [s for s in Workspace.open(path).snapshot.sessions.values() if s.makes_up]
    assert planned.due_on == date(2026, 4, 30)
    async with sitting(path, date(2026, 4, 30)) as here:
        await here.do("4 a w")
        labels = [each[2:15].rstrip() for each in here.lines if "Apr " in each[:10]]
        await here.do(*["down"] * labels.index("30 Apr Luca"), "'h", "enter")
        assert "The firm is closed on 30 Apr 2026." in here.words
        assert "ctrl+s saves it all the same" in here.words
        assert Workspace.open(path).snapshot.sessions[planned.id].status == "planned"
        await here.do("ctrl+s")
        assert "1 session logged." in here.toasts
    assert Workspace.open(path).snapshot.sessions[planned.id].status == "held"
