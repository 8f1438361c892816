from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import pairs, participations, people, programmes, proposals
from revmentor.model.errors import Refused
from revmentor.model.programme import Pairing, Weights
from revmentor.rules.pairing.proposal import propose
from revmentor.store.workspace import Workspace
from tests.support.firm import (
    PROGRAMME,
    START,
    TODAY,
    day,
    exported,
    goal,
    pair,
    person,
    prepared,
    running,
    session,
)
from tests.support.refusal import refused

NOTHING = Weights(
    skill_need=0,
    give_back=0,
    working_style=0,
    availability=0,
    place=0,
    other_department=0,
    preferences=0,
)


def plan(workspace: Workspace) -> dict[str, str | None]:
    found = propose(workspace.view(PROGRAMME))
    return {who: found.plan.mentor_of.get(who) for who in found.seniors}


def together(workspace: Workspace) -> dict[str, str]:
    standing = workspace.view(PROGRAMME).pair_of_senior
    return {who: each.mentor_id for who, each in sorted(standing.items())}


def accept(workspace: Workspace, mentor_of: dict[str, Any], **rest: Any) -> list[str]:
    begun = proposals.accept(workspace.change(PROGRAMME), mentor_of, **{"on": TODAY, **rest})
    return [each.id for each in begun]


def test_a_whole_proposal_is_made_as_it_was_shown(path: Path) -> None:
    workspace = prepared(path)
    wanted = plan(workspace)
    assert len(accept(workspace, wanted, on=START)) == 5
    assert together(workspace) == wanted
    assert len({each.id for each in workspace.snapshot.pairs.values()}) == 5
    assert Workspace.open(path).snapshot.pairs == workspace.snapshot.pairs


def test_a_part_of_a_proposal_leaves_the_others_alone(path: Path) -> None:
    workspace = running(path)
    accept(workspace, {"dario": "giulia"})
    assert together(workspace) == {
        "anna": "giulia",
        "bruno": "giulia",
        "carla": "luca",
        "dario": "giulia",
    }


def test_nothing_accepted_is_nothing_changed(path: Path) -> None:
    workspace = running(path)
    before, said = path.read_bytes(), workspace.undoable
    assert accept(workspace, {}) == []
    assert accept(workspace, {"anna": "giulia", "carla": "luca", "elena": None}) == []
    assert (path.read_bytes(), workspace.undoable) == (before, said)


def test_accepting_again_changes_nothing(path: Path) -> None:
    workspace = prepared(path)
    wanted = plan(workspace)
    accept(workspace, wanted, on=START)
    before = path.read_bytes()
    assert accept(workspace, wanted) == []
    assert path.read_bytes() == before


def test_one_undo_takes_all_of_it_back(path: Path) -> None:
    workspace = running(path)
    before = exported(workspace)
    accept(workspace, {"anna": "luca", "bruno": None, "dario": "luca", "elena": "giulia"})
    assert exported(workspace) != before
    workspace.undo()
    assert exported(workspace) == before


def test_a_pair_that_met_ends_with_its_history_and_a_new_one_begins(path: Path) -> None:
    workspace = running(path)
    held = workspace.snapshot.sessions
    (fresh,) = accept(workspace, {"anna": "luca"})
    old = workspace.snapshot.pairs["giulia-anna"]
    assert old.until_on == TODAY
    assert old.end_reason
    assert workspace.snapshot.pairs[fresh].from_on == TODAY
    assert workspace.snapshot.sessions == held
    assert workspace.view(PROGRAMME).sessions_of_pair(old)


def test_a_pair_that_met_on_the_very_day_is_not_replaced_in_place(path: Path) -> None:
    there = session("luca", START, "carla")
    workspace = prepared(path, pair("luca", "carla"), there)
    (fresh,) = accept(workspace, {"carla": "giulia"}, on=START)
    assert fresh != "luca-carla"
    assert workspace.snapshot.pairs["luca-carla"].until_on == START


def test_a_pair_of_the_same_day_that_never_met_is_replaced_in_place(path: Path) -> None:
    workspace = running(path)
    assert accept(workspace, {"carla": "giulia"}, on=START) == ["luca-carla"]
    assert len(workspace.snapshot.pairs) == 3
    changed = workspace.snapshot.pairs["luca-carla"]
    assert (changed.mentor_id, changed.until_on) == ("giulia", None)


def test_a_pair_that_never_met_but_stood_for_weeks_ends(path: Path) -> None:
    workspace = running(path)
    assert accept(workspace, {"carla": "giulia"}) != ["luca-carla"]
    assert workspace.snapshot.pairs["luca-carla"].until_on == TODAY


def test_without_a_mentor_in_the_plan_a_pair_ends_or_goes(path: Path) -> None:
    workspace = running(path)
    assert accept(workspace, {"anna": None}) == []
    assert workspace.snapshot.pairs["giulia-anna"].until_on == TODAY
    accept(workspace, {"carla": None}, on=START)
    assert "luca-carla" not in workspace.snapshot.pairs
    assert together(workspace) == {"bruno": "giulia"}


def test_two_seniors_change_places_though_both_mentors_are_full(path: Path) -> None:
    standing = [pair("giulia", who) for who in ("anna", "bruno", "dario", "elena")]
    workspace = prepared(path, *standing, pair("luca", "carla"))
    accept(workspace, {"anna": "luca", "carla": "giulia"})
    assert together(workspace)["carla"] == "giulia"
    assert together(workspace)["anna"] == "luca"


def test_what_was_planned_for_later_falls_away_with_the_pair(path: Path) -> None:
    later = session("luca", day(14), "carla", status="planned", id="later")
    workspace = prepared(path, pair("luca", "carla"), later)
    accept(workspace, {"carla": "giulia"})
    assert "later" not in workspace.snapshot.sessions
    workspace.undo()
    assert "later" in workspace.snapshot.sessions


def test_a_session_held_after_the_day_speaks_against_it(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Anna De Luca"):
        accept(workspace, {"anna": "luca", "dario": "luca"}, on=START)


# -- locks -----------------------------------------------------------------------------------------


def test_a_locked_pair_is_not_moved(path: Path) -> None:
    workspace = running(path)
    pairs.set_lock(workspace.change(), "giulia-anna", locked=True)
    for mentor in ("luca", None):
        with refused(workspace, "Anna De Luca is locked with Giulia Ferrante."):
            accept(workspace, {"anna": mentor, "dario": "luca"})
    accept(workspace, {"anna": "giulia", "dario": "luca"})
    assert workspace.snapshot.pairs["giulia-anna"].locked


def test_the_locks_of_the_draft_are_kept_on_new_pairs_and_on_old_ones(path: Path) -> None:
    workspace = running(path)
    accept(
        workspace, {"anna": "giulia", "bruno": "giulia", "dario": "luca"}, locked=["dario", "anna"]
    )
    standing = workspace.view(PROGRAMME).pair_of_senior
    assert [who for who in sorted(standing) if standing[who].locked] == ["anna", "dario"]


def test_a_lock_alone_is_a_change_with_a_name_of_its_own(path: Path) -> None:
    workspace = running(path)
    accept(workspace, {"anna": "giulia"}, locked=["anna"])
    assert workspace.snapshot.pairs["giulia-anna"].locked
    assert "0 " not in workspace.undoable


def test_a_pair_that_a_rule_forbids_is_locked_only_with_an_exception(path: Path) -> None:
    workspace = running(path)
    people.edit(workspace.change(), "anna", manager_id="giulia")
    with refused(workspace, "Giulia Ferrante is the manager of Anna De Luca."):
        pairs.set_lock(workspace.change(), "giulia-anna", locked=True)
    pairs.record_exception(
        workspace.change(PROGRAMME), "anna", "reporting_line", reason="both asked for it", on=TODAY
    )
    assert pairs.set_lock(workspace.change(), "giulia-anna", locked=True).locked


def test_a_forbidden_pair_is_not_locked_by_a_draft_either(path: Path) -> None:
    workspace = running(path)
    people.edit(workspace.change(), "anna", manager_id="giulia")
    with refused(workspace, "Giulia Ferrante is the manager of Anna De Luca."):
        accept(workspace, {"anna": "giulia"}, locked=["anna"])


# -- every rule is asked once more -----------------------------------------------------------------


def test_a_rule_broken_meanwhile_is_refused_and_nothing_changes(path: Path) -> None:
    workspace = prepared(path)
    wanted = plan(workspace)
    mentor = wanted["anna"]
    people.edit(workspace.change(), "anna", manager_id=mentor)
    with refused(workspace, "is the manager of Anna De Luca."):
        accept(workspace, wanted, on=START)
    pairs.record_exception(
        workspace.change(PROGRAMME), "anna", "reporting_line", reason="both asked for it", on=START
    )
    accept(workspace, wanted, on=START)
    assert together(workspace) == wanted


@pytest.mark.parametrize("role", ["mentor", "senior"])
def test_who_left_meanwhile_is_refused_by_name(path: Path, role: Any) -> None:
    workspace = prepared(path)
    who, name = ("giulia", "Giulia Ferrante") if role == "mentor" else ("anna", "Anna De Luca")
    participations.set_status(
        workspace.change(PROGRAMME), who, role, "withdrawn", on=START, reason="a new task"
    )
    with refused(workspace, name):
        accept(workspace, {"anna": "giulia", "bruno": "luca"}, on=START)


def test_a_place_that_was_taken_meanwhile_is_refused_by_name(path: Path) -> None:
    workspace = prepared(path, *(pair("giulia", who) for who in ("anna", "bruno", "carla")))
    with refused(workspace, "Giulia Ferrante"):
        accept(workspace, {"dario": "giulia", "elena": "giulia"})


def test_everything_that_speaks_against_it_is_listed(path: Path) -> None:
    workspace = prepared(path)
    for who in ("anna", "bruno", "carla", "dario"):
        people.edit(workspace.change(), who, manager_id="giulia")
    with pytest.raises(Refused) as caught:
        accept(workspace, dict.fromkeys(("anna", "bruno", "carla", "dario"), "giulia"))
    assert len(caught.value.problems) == 4


def test_a_closed_programme_accepts_nothing(path: Path) -> None:
    workspace = running(path)
    programmes.close(
        workspace.change(PROGRAMME, today=TODAY),
        on=TODAY,
        decision="stop",
        lessons="Begin earlier.",
    )
    with refused(workspace, "Common floor was closed"):
        accept(workspace, {"dario": "luca"})


# -- why -------------------------------------------------------------------------------------------


def test_each_pair_keeps_why_it_was_proposed(path: Path) -> None:
    workspace = prepared(path, goal("giulia", "negotiation"))
    accept(workspace, {"anna": "giulia", "bruno": "luca"}, on=START)
    why = {each.senior_id: each.rationale or "" for each in workspace.snapshot.pairs.values()}
    view = workspace.view(PROGRAMME)
    assert view.skill_name("video-meetings") in why["anna"]
    assert view.skill_name("negotiation") in why["anna"]
    assert view.skill_name("video-meetings") in why["bruno"]
    assert view.skill_name("negotiation") not in why["bruno"]


def test_what_can_be_taken_back_says_who_or_how_many(path: Path) -> None:
    workspace = prepared(path)
    accept(workspace, {"anna": "giulia"}, on=START)
    assert workspace.undoable == "Anna De Luca paired with Giulia Ferrante"
    accept(workspace, {"bruno": "luca", "carla": "luca"}, on=START)
    assert "2" in workspace.undoable
    accept(workspace, {"bruno": None})
    assert "1" in workspace.undoable


# -- the settings ----------------------------------------------------------------------------------


def test_weights_of_which_none_counts_are_not_kept(path: Path) -> None:
    workspace = prepared(path)
    with refused(workspace, "", "skill_need"):
        programmes.set_pairing(workspace.change(PROGRAMME), Pairing(weights=NOTHING))


def test_settings_are_kept_and_the_usual_ones_leave_the_document_as_it_was(path: Path) -> None:
    workspace = prepared(path)
    before = exported(workspace)
    other = Pairing(weights=Weights(skill_need=10), levels_above=1, own_half_day=True)
    programmes.set_pairing(workspace.change(PROGRAMME), other)
    assert Workspace.open(path).view(PROGRAMME).programme.pairs_by == other
    assert exported(workspace) != before
    programmes.set_pairing(workspace.change(PROGRAMME), Pairing())
    assert exported(workspace) == before


def test_settings_change_what_is_proposed(path: Path) -> None:
    workspace = prepared(path, person("anna", availability=("mon-am",)))
    programmes.set_pairing(workspace.change(PROGRAMME), Pairing(own_half_day=True))
    assert propose(workspace.view(PROGRAMME)).question.problem.half_days is not None


def test_the_settings_of_a_closed_programme_stand(path: Path) -> None:
    workspace = prepared(path)
    programmes.close(
        workspace.change(PROGRAMME, today=TODAY),
        on=TODAY,
        decision="stop",
        lessons="Begin earlier.",
    )
    with refused(workspace, "Common floor was closed"):
        programmes.set_pairing(workspace.change(PROGRAMME), Pairing(levels_above=1))
