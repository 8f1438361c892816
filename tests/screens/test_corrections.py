"""What was written down can be corrected from where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from revmentor.actions import pairs, successes
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting
from tests.support.firm import PROGRAMME, START, TODAY, day, running


async def test_a_success_gets_its_consents_later_owner_by_owner(path: Path) -> None:
    workspace = running(path)
    successes.add(
        workspace.change(PROGRAMME, today=TODAY), text="first call", on=TODAY,
        person_ids=["anna", "giulia"],
    )  # fmt: skip
    async with sitting(path, TODAY) as here:
        here.app.action_successes()
        await here.settled()
        assert "Anna De Luca, may be told: not asked yet" in here.words
        await here.press("e")
        form: Any = here.app.screen
        assert not form.rows["consent"].display
        form.rows["consent_anna"].entry.value = "with_name"
        form.rows["consent_giulia"].entry.value = "no"
        await here.press("ctrl+s")
        assert "Anna De Luca, may be told: yes, with my name" in here.words
        (kept,) = Workspace.open(path).snapshot.successes.values()
        assert dict(kept.consents) == {"anna": "with_name", "giulia": "no"}
        await here.do("x")
        assert not Workspace.open(path).snapshot.successes
        await here.do("ctrl+z")
        assert Workspace.open(path).snapshot.successes


async def test_the_first_day_of_a_pair_is_corrected_on_its_line(path: Path) -> None:
    running(path)
    async with sitting(path, TODAY, first="pairs") as here:
        here.app.screen.go_to("luca-carla")  # type: ignore[attr-defined]
        await here.settled()
        await here.press("e")
        form: Any = here.app.screen
        form.rows["from_on"].query_one("Input").value = "2026-02-16"
        await here.press("ctrl+s")
    assert Workspace.open(path).snapshot.pairs["luca-carla"].from_on == day(3)


async def test_why_a_pair_ended_is_corrected_in_the_list_of_ended_pairs(path: Path) -> None:
    workspace = running(path)
    pairs.end(workspace.change(), "luca-carla", on=day(5), reason="no tmie")
    async with sitting(path, TODAY) as here:
        await here.do("ctrl+p", "'ended pairs", "enter")
        assert "Luca Bianchi & Carla Russo" in here.words
        await here.press("e")
        form: Any = here.app.screen
        form.rows["end_reason"].query_one("Input").value = "no time"
        await here.press("ctrl+s")
        assert "no time" in here.words
    assert Workspace.open(path).snapshot.pairs["luca-carla"].end_reason == "no time"
    assert Workspace.open(path).snapshot.pairs["luca-carla"].from_on == START


async def test_a_case_without_a_pair_is_opened_and_corrected(path: Path) -> None:
    running(path)
    async with sitting(path, TODAY) as here:
        here.app.action_cases()
        await here.settled()
        await here.do("'The room is taken", "ctrl+s")
        assert "The room is taken" in here.words
        await here.press("e")
        await here.do("end", "' on Mondays", "ctrl+s")
        assert "The room is taken on Mondays" in here.words
        (case,) = Workspace.open(path).snapshot.cases.values()
        assert (case.text, case.pair_id) == ("The room is taken on Mondays", None)
        await here.press("enter")
        assert "goes on" in here.text
