"""The most for a group: no mentor gets more seniors than one group session has, where all come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import pairs, participations, programmes, proposals
from revmentor.model.errors import Refused
from revmentor.model.programme import Individual, Pairing, SeniorsPerMentor
from revmentor.rules.pairing import capacity, eligibility, plan_text
from revmentor.rules.pairing.draft import draw
from revmentor.rules.pairing.proposal import Proposal, propose
from revmentor.rules.pairing.unplaced import with_reasons
from revmentor.rules.programme_view import View
from tests.rules.pairing.draft import ASKED_FOR
from tests.support.cli import revmentor
from tests.support.firm import MENTORS, PROGRAMME, SENIORS, START, TODAY, look, pair, part, prepared

ALL_COME: dict[str, Any] = {"formats": ("group",), "group_max": 2}


def plan(view: View, **rest: Any) -> Proposal:
    return propose(view, weights=ASKED_FOR, **rest)


def sizes(proposal: Proposal) -> list[int]:
    return sorted(len(proposal.planned.group_of(each)) for each in MENTORS)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (ALL_COME, [2, 2]),
        ({**ALL_COME, "individual": Individual()}, [2, 2]),
        ({**ALL_COME, "group_max": 3}, [2, 3]),
        ({"formats": ("group",)}, [2, 3]),
        ({**ALL_COME, "formats": ("individual", "group")}, [2, 3]),
        ({**ALL_COME, "pairing": Pairing(own_half_day=True)}, [2, 3]),
    ],
    ids=["group", "and alone", "room for all", "no most", "in turn", "own half-days"],
)
def test_groups_are_no_larger_than_a_session_where_all_come(
    fields: dict[str, Any], expected: list[int]
) -> None:
    assert sizes(plan(look(**fields))) == expected


def test_whoever_wants_fewer_keeps_the_own_number() -> None:
    one = part("giulia", "mentor", min_seniors=1, max_seniors=1)
    assert eligibility.load(look(one, **ALL_COME), "giulia") == (1, 1)
    more = part("giulia", "mentor", max_seniors=4)
    assert eligibility.load(look(more, **ALL_COME), "giulia") == (2, 2)


def test_who_is_left_out_is_told_that_a_larger_group_helps() -> None:
    proposal = plan(look(**ALL_COME))
    (left,) = with_reasons(proposal)
    text = plan_text.suggestions(left)
    assert "let 3 come to one group session instead of 2" in text
    assert "instead of 4" not in text  # nobody is advised what would change nothing
    assert len(plan(look(**{**ALL_COME, "group_max": 3})).plan.mentor_of) == len(SENIORS)


def test_a_group_as_large_as_what_was_agreed_needs_both_to_grow() -> None:
    usual = SeniorsPerMentor(min=1, max=2)
    (left,) = with_reasons(plan(look(**ALL_COME, seniors_per_mentor=usual)))
    assert "let 3 come to one group session instead of 2" in plan_text.suggestions(left)


def test_a_draft_with_one_lock_too_many_is_refused_in_a_sentence() -> None:
    locks = dict.fromkeys(SENIORS[:3], "giulia")
    with pytest.raises(Refused) as refused:
        propose(look(**ALL_COME), locks=locks)
    assert "Giulia" in str(refused.value)
    assert draw(look(**ALL_COME)) is not None


def test_by_hand_the_third_is_refused_with_where_and_what_to_do() -> None:
    view = look(pair("giulia", "anna"), pair("giulia", "bruno"), **ALL_COME)
    (objection,) = eligibility.objections(view, "giulia", "carla")
    assert objection.message == (
        "Giulia Ferrante already has 2 seniors, the most for one group session; “In a group” of "
        "the programme’s settings raises that."
    )
    agreed = part("giulia", "mentor", max_seniors=2)
    (objection,) = eligibility.objections(
        look(agreed, pair("giulia", "anna"), pair("giulia", "bruno"), **ALL_COME), "giulia", "carla"
    )
    assert objection.message.endswith("2 seniors, the most that was agreed.")


def test_what_refuses_by_hand_refuses_every_action(path: Path) -> None:
    workspace = prepared(path, pair("giulia", "anna"), pair("giulia", "bruno"), **ALL_COME)
    for change in (
        lambda tx: pairs.place(tx, "giulia", "carla", on=START),
        lambda tx: proposals.accept(tx, dict.fromkeys(SENIORS[:3], "giulia"), on=START),
    ):
        with pytest.raises(Refused, match="group session"):
            workspace.make(change, PROGRAMME, today=TODAY)


def test_a_least_number_above_the_group_is_refused(path: Path) -> None:
    workspace = prepared(path, **ALL_COME)
    with pytest.raises(Refused, match="at least 3 seniors and at most 2"):
        workspace.make(
            lambda tx: participations.edit(tx, "giulia", "mentor", min_seniors=3),
            PROGRAMME,
            today=TODAY,
        )
    with pytest.raises(Refused) as refused:
        workspace.make(lambda tx: programmes.edit(tx, group_max=1), PROGRAMME, today=TODAY)
    assert "at least 2 seniors: write 2 or more, or lower that first" in str(refused.value)


def test_capacity_counts_the_places_of_groups() -> None:
    few, many = (look(**{**ALL_COME, "group_max": n}) for n in (2, 4))
    told = [capacity.capacity_sentences(view, capacity.look(view))[0] for view in (few, many)]
    assert "4" in told[0], told
    assert told[0] != told[1]


def test_the_command_line_says_the_same(path: Path) -> None:
    prepared(path, **ALL_COME)
    out = revmentor("pair", path, cwd=path.parent)
    assert out.status == 1
    assert "let 3 come to one group session instead of 2" in " ".join(out.out.split())
