"""Accepting a proposal, and agreeing on places, where a rule or a day stands in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.actions import pairs, participations, proposals
from revmentor.model.base import Record
from revmentor.model.programme import Pairing, SeniorsPerMentor
from revmentor.rules.pairing.eligibility import load
from revmentor.store.workspace import Workspace
from tests.support.firm import (
    PROGRAMME,
    START,
    day,
    exported,
    pair,
    part,
    person,
    prepared,
    session,
)
from tests.support.refusal import refused

# -- a pair that has not begun ---------------------------------------------------------------------


def later(path: Path, *more: Record) -> Workspace:
    """A file in which Anna's pair with Giulia begins in week 5."""
    return prepared(path, pair("giulia", "anna", from_on=day(5)), *more)


def test_a_pair_that_begins_later_is_replaced_without_a_trace(path: Path) -> None:
    workspace = later(path)
    (begun,) = proposals.accept(workspace.change(PROGRAMME), {"anna": "luca"}, on=day(2))
    (only,) = Workspace.open(path).snapshot.pairs.values()
    assert only == begun
    assert (only.mentor_id, only.from_on, only.until_on) == ("luca", day(2), None)


def test_a_pair_that_begins_later_goes_where_the_plan_has_no_mentor(path: Path) -> None:
    workspace = later(path)
    before = exported(workspace)
    assert proposals.accept(workspace.change(PROGRAMME), {"anna": None}, on=day(2)) == []
    assert not Workspace.open(path).snapshot.pairs
    workspace.undo()
    assert exported(workspace) == before


def test_a_pair_that_begins_later_is_replaced_beside_others_that_begin(path: Path) -> None:
    workspace = later(path)
    wanted = {"anna": "luca", "bruno": "giulia", "carla": "luca"}
    proposals.accept(workspace.change(PROGRAMME), wanted, on=day(2))
    standing = workspace.view(PROGRAMME).pair_of_senior
    assert {who: each.mentor_id for who, each in standing.items()} == wanted
    assert len(workspace.snapshot.pairs) == 3


def test_a_locked_pair_that_begins_later_is_not_replaced(path: Path) -> None:
    workspace = later(path)
    pairs.set_lock(workspace.change(), "giulia-anna", locked=True)
    with refused(workspace, "Anna De Luca is locked with Giulia Ferrante."):
        proposals.accept(workspace.change(PROGRAMME), {"anna": "luca"}, on=day(2))


# -- why a pair was made ---------------------------------------------------------------------------


def bare(path: Path) -> Workspace:
    """A file in which nothing is known of what anybody teaches."""
    silent = [part(who, "mentor", offers=()) for who in ("giulia", "luca")]
    return prepared(path, *silent, standard_level={})


def test_an_accepted_pair_is_never_said_to_be_placed_by_hand(path: Path) -> None:
    workspace = bare(path)
    begun = proposals.accept(
        workspace.change(PROGRAMME), {"anna": "giulia", "bruno": "luca"}, on=START
    )
    assert {each.rationale for each in begun} == {"proposed for all together"}


def test_a_pair_made_by_hand_says_so_where_nothing_else_is_known(path: Path) -> None:
    workspace = bare(path)
    made = pairs.place(workspace.change(PROGRAMME), "giulia", "anna", on=START)
    assert made.rationale == "placed by hand"
    assert pairs.move(workspace.change(), made.id, "luca", on=day(2)).rationale == "placed by hand"


# -- own half-days ---------------------------------------------------------------------------------


def mondays(path: Path, *, own_half_day: bool) -> Workspace:
    """A file in which Anna and Bruno are free on one half-day only."""
    free = [person(who, availability=("mon-am",)) for who in ("anna", "bruno")]
    return prepared(path, *free, pairing=Pairing(own_half_day=own_half_day))


def test_two_seniors_on_one_half_day_are_refused_where_each_has_an_own(path: Path) -> None:
    workspace = mondays(path, own_half_day=True)
    with refused(workspace, "Giulia Ferrante has no half-day of the week left for "):
        proposals.accept(
            workspace.change(PROGRAMME), {"anna": "giulia", "bruno": "giulia"}, on=START
        )
    proposals.accept(workspace.change(PROGRAMME), {"anna": "giulia", "bruno": "luca"}, on=START)


def test_a_half_day_that_a_standing_pair_has_is_not_given_twice(path: Path) -> None:
    workspace = mondays(path, own_half_day=True)
    pairs.place(workspace.change(PROGRAMME), "giulia", "anna", on=START)
    with refused(workspace, "has no half-day of the week left for "):
        proposals.accept(workspace.change(PROGRAMME), {"bruno": "giulia"}, on=START)


def test_two_seniors_may_share_a_half_day_where_none_has_an_own(path: Path) -> None:
    workspace = mondays(path, own_half_day=False)
    wanted = {"anna": "giulia", "bruno": "giulia"}
    assert len(proposals.accept(workspace.change(PROGRAMME), wanted, on=START)) == 2


# -- places ----------------------------------------------------------------------------------------


def at_least_two(path: Path) -> Workspace:
    return prepared(path, seniors_per_mentor=SeniorsPerMentor(min=2, max=4))


def test_one_place_is_refused_where_two_are_the_least_for_all(path: Path) -> None:
    workspace = at_least_two(path)
    with refused(workspace, "At least 2 are agreed for all mentors.", "min_seniors"):
        participations.edit(workspace.change(PROGRAMME), "giulia", "mentor", max_seniors=1)


def test_one_place_is_agreed_together_with_an_own_least_number(path: Path) -> None:
    workspace = at_least_two(path)
    participations.edit(
        workspace.change(PROGRAMME), "giulia", "mentor", min_seniors=1, max_seniors=1
    )
    assert load(Workspace.open(path).view(PROGRAMME), "giulia") == (1, 1)


def test_an_own_least_number_above_the_most_is_refused(path: Path) -> None:
    workspace = at_least_two(path)
    with refused(workspace, "cannot have at least 3 seniors and at most 2", "min_seniors"):
        participations.edit(
            workspace.change(PROGRAMME), "giulia", "mentor", min_seniors=3, max_seniors=2
        )


def test_a_mentor_may_take_nobody_whatever_the_least_number(path: Path) -> None:
    workspace = at_least_two(path)
    participations.edit(workspace.change(PROGRAMME), "giulia", "mentor", max_seniors=0)
    assert Workspace.open(path).view(PROGRAMME).mentors["giulia"].max_seniors == 0


@pytest.mark.parametrize("attendance", ["present", "absent"])
def test_a_pair_with_a_session_written_down_ends_with_its_history(
    path: Path, attendance: str
) -> None:
    meeting = session("giulia", START, attendance={"anna": attendance})
    workspace = prepared(path, pair("giulia", "anna"), meeting)
    proposals.accept(workspace.change(PROGRAMME), {"anna": "luca"}, on=START)
    assert workspace.snapshot.pairs["giulia-anna"].until_on == START
