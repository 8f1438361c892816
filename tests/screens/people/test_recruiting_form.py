"""Who is asked to take part, at the keyboard."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from revmentor.model.participation import Recruiting
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting
from tests.support.firm import TODAY, prepared
from tests.support.today_lines import go_to_line


def part_of(path: Path, who: str) -> Recruiting | None:
    parts = Workspace.open(path).snapshot.participations.values()
    return next(each.recruiting for each in parts if each.person_id == who)


async def test_somebody_is_asked_says_not_now_and_is_asked_again(path: Path) -> None:
    prepared(path)
    async with sitting(path, TODAY) as here:
        await here.do("p slash", "'ettore", "enter a c", "right " * 6, "enter")
        assert "Asked to take part · Ettore Valdarco" in here.text
        await here.do("enter")
        assert "senior, invited" in here.text
        assert "1 invited" in here.text
        assert part_of(path, "ettore") == Recruiting(state="invited", on=TODAY)
        await here.do("a w right right enter")
        assert "senior, not now" in here.text
        assert "to be asked again on" in here.text
    later = TODAY + timedelta(weeks=8)
    async with sitting(path, later) as here:
        assert "said “not now” on Fri 24 Apr: ask again" in here.words
        await go_to_line(here, "Ettore")
        await here.do("enter a w left enter")
        assert part_of(path, "ettore") == Recruiting(state="yes", on=later)
        assert "ask again" not in here.text


async def test_a_new_person_may_be_only_invited(path: Path) -> None:
    prepared(path)
    async with sitting(path, TODAY) as here:
        await here.do("p n", "'Zora Nuova", "down down down down down down down right")
        await here.do("down right enter")
        assert "senior, invited" in here.text
    view = Workspace.open(path).snapshot
    (part,) = (p for p in view.participations.values() if view.people[p.person_id].name[:1] == "Z")
    assert part.recruiting == Recruiting(state="invited", on=TODAY)
