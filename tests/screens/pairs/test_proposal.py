"""The proposal as its coordinator uses it, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.actions import pairs, participations, people, programmes
from revmentor.content.sample import Stage
from revmentor.exchange import document
from revmentor.model.firm import Firm
from revmentor.model.programme import Pairing
from revmentor.rules.pairing.proposal import propose
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace
from tests.screens.conftest import Camera
from tests.support.app_driver import NARROW, WIDE, sitting
from tests.support.big_firm import large

Begin = Callable[[Stage], Path]
BEFORE, FRIDAY = date(2026, 1, 30), date(2026, 4, 24)


def view(path: Path) -> View:
    return Workspace.open(path).view("pr0001")


def mentors(path: Path) -> dict[str, str]:
    return {s: pair.mentor_id for s, pair in view(path).pair_of_senior.items()}


def at_any_depth(path: Path) -> None:
    programmes.edit(Workspace.open(path).change("pr0001"), reporting_line_depth="any")


def several_changes(path: Path) -> None:
    """Count an own goal like any other skill: then four of the sample's pairs would change."""
    by = Pairing(own_goal=1, group_for_each=False)
    programmes.set_pairing(Workspace.open(path).change("pr0001"), by)


async def test_a_proposal_changes_nothing_until_it_is_accepted(valdarco: Begin) -> None:
    path = valdarco("pairs")
    before = path.read_bytes()
    async with sitting(path, BEFORE) as here:
        await here.do("3 d")
        assert "Not yet accepted" in here.words
        assert "18 of 18 seniors placed · proven best plan" in here.words
        assert (
            "by Skill need 50, Give-back 20, Half-days 10, 2 others 5 each; own goals" in here.words
        )
        assert "not counted, as nothing is known: Working style, Preferences" in here.words
        assert "1 change" in here.words
        await here.do("escape")
        assert "Proposal" not in here.words
    assert path.read_bytes() == before


async def test_accepting_all_makes_every_change_and_undo_takes_them_back(valdarco: Begin) -> None:
    path = valdarco("pairs")
    several_changes(path)
    before = document.document_bytes(Workspace.open(path).snapshot)
    async with sitting(path, BEFORE) as here:
        await here.do("3 d ctrl+s")
        assert "4 changes made" in " ".join(here.toasts)
        changed = view(path)
        assert changed.pair_of_senior["V007"].mentor_id == "V031"
        assert all(pair.rationale for pair in changed.open_pairs)
        await here.do("d")
        assert "Nothing to change" in here.words
        await here.do("escape ctrl+z")
    assert document.document_bytes(Workspace.open(path).snapshot) == before


async def test_a_change_that_is_unticked_is_left_out(valdarco: Begin) -> None:
    path = valdarco("pairs")
    several_changes(path)
    before = mentors(path)
    async with sitting(path, BEFORE) as here:
        await here.do("3 d slash", "'galvagni", "enter down down space")
        assert "ctrl+s accepts the 3 ticked" in here.words
        assert "Amadou Diallo would have 1, at least 2" in here.words
        await here.do("ctrl+s")
    after = mentors(path)
    assert after["V012"] == before["V012"]
    assert sum(after[each] != before[each] for each in before) == 3


async def test_some_of_the_changes_that_cannot_stand_alone_are_refused(valdarco: Begin) -> None:
    path = valdarco("pairs")
    several_changes(path)
    before = path.read_bytes()
    async with sitting(path, BEFORE) as here:
        await here.do("3 d down down down space")
        assert "Chiara Lo Presti would have 5, at most 4" in here.words
        await here.do("ctrl+s")
        assert "Chiara Lo Presti would have 5 seniors, and 4 were agreed." in here.toasts
        await here.do("space")
        assert "ctrl+s accepts them" in here.words
    assert path.read_bytes() == before


async def test_moving_by_hand_shows_the_price_and_the_rest_is_found_around_it(
    valdarco: Begin,
) -> None:
    path = valdarco("pairs")
    several_changes(path)
    async with sitting(path, BEFORE) as here:
        await here.do("3 d down down down u")
        assert "Carmela Russo is the manager of Amadou" in here.words
        assert "costs 7.6 of 1,079 points" in here.words
        await here.do("down enter")
        assert "your locks: costs 7.6 of 1,079 points" in here.words
        assert "locked by you" in here.words
        await here.do("ctrl+s")
    made = view(path).pair_of_senior["V007"]
    assert (made.mentor_id, made.locked) == ("V040", True)


async def test_a_mentor_whom_a_rule_forbids_cannot_be_chosen(valdarco: Begin) -> None:
    path = valdarco("pairs")
    async with sitting(path, BEFORE) as here:
        await here.do("3 d down down down u down down down down enter")
        assert "A mentor for Carmela Russo" in here.text
        await here.do("escape")
        assert "your locks" not in here.words


async def test_a_lock_is_let_go_by_the_same_key(valdarco: Begin) -> None:
    async with sitting(valdarco("pairs"), BEFORE) as here:
        await here.do("3 d down down k")
        assert "as before, locked by you" in here.words
        await here.do("k")
        assert "locked by you" not in here.words
        await here.do("k a f ctrl+s")
        assert "locked by you" not in here.words


async def test_a_pair_locked_in_the_file_is_unlocked_on_pairs(valdarco: Begin) -> None:
    path = valdarco("pairs")
    async with sitting(path, BEFORE) as here:
        await here.do("3 d down u")
        assert "Unlock it there first" in " ".join(here.toasts)
        await here.do("k")
    assert view(path).pair_of_senior["V013"].locked


async def test_who_cannot_be_placed_is_named_with_a_cure_that_works(valdarco: Begin) -> None:
    path = valdarco("pairs")
    at_any_depth(path)
    async with sitting(path, BEFORE) as here:
        await here.do("3 d")
        assert "17 of 18 seniors placed" in here.words
        assert "All mentors are in one reporting line with Ettore Valdarco." in here.words
        assert "record an exception with Giulia Ferrante (reporting line)" in here.words
        await here.do("a v tab tab", "'the owner and HR agreed", "enter")
        assert "18 of 18 seniors placed" in here.words
    exceptions = list(Workspace.open(path).snapshot.exceptions.values())
    assert [(each.rule, each.senior_id, each.mentor_id) for each in exceptions][-1] == (
        "reporting_line", "V001", "V027",
    )  # fmt: skip


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
async def test_who_cannot_be_placed_as_a_picture(
    valdarco: Begin, camera: Camera, size: tuple[int, int]
) -> None:
    path = valdarco("pairs")
    at_any_depth(path)
    async with sitting(path, BEFORE, size) as here:
        await here.do("3 d")
        assert camera.sees(here)


async def test_the_balance_shows_both_results_and_is_kept_when_chosen(valdarco: Begin) -> None:
    path = valdarco("pairs")
    async with sitting(path, BEFORE) as here:
        await here.do("3 d a c")
        assert "levels closed" in here.words
        assert "of 18" in here.words
        await here.do("down down enter")
    weights = view(path).programme.pairs_by.weights
    assert weights.skill_need + weights.give_back == 70
    assert weights.give_back > 20


async def test_weights_that_all_are_nothing_are_refused_beside_the_field(valdarco: Begin) -> None:
    path = valdarco("pairs")
    before = path.read_bytes()
    async with sitting(path, BEFORE) as here:
        await here.do("3 d a w")
        for _row in range(7):
            await here.do("end ctrl+u", "'0", "tab")
        await here.do("enter")
        assert "At least one part of the score has to count." in here.words
    assert path.read_bytes() == before


async def test_under_way_whoever_has_met_stays_and_the_price_is_shown(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("3 d")
        assert "keeping who has met: costs" in here.words
        assert "Nothing to change" in here.words


async def test_a_leaver_s_seniors_are_placed_and_the_history_stays(valdarco: Begin) -> None:
    path = valdarco("sessions")
    workspace = Workspace.open(path)
    orphans = view(path).group_of("V036")
    before = mentors(path)
    participations.set_status(
        workspace.change("pr0001"),
        "V036",
        "mentor",
        status="withdrawn",
        on=FRIDAY,
        reason="new work",
    )
    async with sitting(path, FRIDAY) as here:
        await here.do("3 d ctrl+s")
    after = view(path)
    now = {s: pair.mentor_id for s, pair in after.pair_of_senior.items()}
    for senior_id in before:
        if senior_id in orphans:
            assert now.get(senior_id) != "V036"
        else:
            assert now[senior_id] == before[senior_id]
    assert any(pair.mentor_id == "V036" and pair.until_on for pair in after.pairs)


async def test_without_mentors_a_sentence_stands_in_place_of_the_plan(path: Path) -> None:
    workspace = Workspace.create(path, Firm(name="Officina Prova"))
    programme = programmes.create(workspace.change(), name="Pilot", starts_on=date(2026, 2, 2))
    people.add(workspace.change(programme.id), name="Anna Neri", roles=("senior",))
    async with sitting(path, BEFORE) as here:
        await here.do("3 d")
        assert "There is no mentor to pair anybody with. Add one in People." in here.words
        await here.do("escape")
        assert "No plan" not in here.words


async def test_a_change_of_the_records_draws_the_plan_anew(valdarco: Begin) -> None:
    path = valdarco("pairs")
    async with sitting(path, BEFORE) as here:
        await here.do("3 d escape")
        pair = here.app.file.view("pr0001").pair_of_senior["V017"]
        pairs.end(
            here.app.file.change(today=date(2026, 2, 2)),
            pair.id,
            on=date(2026, 2, 2),
            reason="asked to",
        )
        await here.do("d")
        assert "2 changes" in here.words


async def test_who_says_not_again_as_the_pair_ends_is_not_proposed_again(valdarco: Begin) -> None:
    path = valdarco("pairs")
    async with sitting(path, date(2026, 2, 2)) as here:
        await here.do("3 slash", "'pezzini", "enter")
        while "Luca Bianchi & Nadia Pezzini" not in here.words:
            await here.do("down")
        await here.do("x", "'both agreed", "tab tab right right ctrl+s")
    (ended,) = (each for each in view(path).pairs if each.until_on)
    assert ended.not_again == (ended.senior_id,)
    proposed = propose(view(path))
    assert proposed.plan.mentor_of[ended.senior_id] != ended.mentor_id
    assert len(proposed.plan.mentor_of) == 18


async def test_the_settings_of_own_goals_and_groups_are_said_in_words_and_kept(
    valdarco: Begin,
) -> None:
    path = valdarco("pairs")
    async with sitting(path, BEFORE) as here:
        await here.do("3 d a w")
        assert "5 times as much as a skill for all" in here.words
        assert "none with nobody, where all can" in here.words
        await here.do(" ".join(["tab"] * 9), "left left left tab right ctrl+s")
    by = view(path).programme.pairs_by
    assert (by.own_goal, by.group_for_each) == (2, False)


async def test_a_name_that_looks_like_markup_stays_text_in_a_plan(valdarco: Begin) -> None:
    path = valdarco("pairs")
    people.edit(Workspace.open(path).change(), "V007", name="[red]Carmela[/] =cmd")
    async with sitting(path, BEFORE) as here:
        await here.do("3 d slash", "'carmela", "enter")
        while "[red]Carmela[/] =cmd with Luca Bianchi" not in here.words:
            await here.do("down")
        await here.do("enter")
        assert "[red]Carmela[/] =cmd" in here.text


async def test_a_search_is_left_by_escape_and_begun_again(path: Path) -> None:
    large(path, 30, 90)
    async with sitting(path, BEFORE, first="pairs") as here:
        await here.pilot.press("d", "escape")
        await here.settled()
        assert "Proposal" not in here.words
        await here.do("d")
        assert "90 of 90 seniors placed" in here.words


async def test_help_over_a_search_does_not_stop_it_for_good(path: Path) -> None:
    large(path, 30, 90)
    async with sitting(path, BEFORE, first="pairs") as here:
        await here.pilot.press("d", "f1")
        await here.settled()
        await here.do("escape")
        assert "90 of 90 seniors placed" in here.words
