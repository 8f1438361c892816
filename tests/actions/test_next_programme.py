from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.actions import next_programme, people, programmes, ratings
from revmentor.model.base import Record
from revmentor.model.programme import Costs, FollowUp, Pairing, Programme, SeniorsPerMentor, Weights
from revmentor.model.rating import Rating
from revmentor.rules.goals import levels, starting_points
from revmentor.rules.programme_view import View
from revmentor.rules.results.next_programme import candidates
from revmentor.store.workspace import Workspace
from tests.support.firm import (
    PROGRAMME,
    SENIORS,
    TODAY,
    day,
    exported,
    goal,
    pair,
    part,
    prepared,
    rating,
    session,
)
from tests.support.refusal import refused

VIDEO, SHEETS = "video-meetings", "spreadsheets"
STARTS = TODAY + timedelta(days=10)
"""A Monday, ten days after the closing."""


def ended(path: Path, *records: Record, **fields: Any) -> Workspace:
    """A file whose programme is closed, with what was rated and agreed in it."""
    workspace = prepared(path, *records, **fields)
    programmes.close(
        workspace.change(PROGRAMME, today=TODAY),
        on=TODAY,
        lessons="begin earlier",
        decision="repeat",
    )
    return workspace


def begin(workspace: Workspace, **fields: Any) -> Programme:
    given: dict[str, Any] = {
        "name": "Second floor",
        "starts_on": STARTS,
        "seniors": ["anna", "bruno"],
        "mentors": ["giulia"],
        **fields,
    }
    return next_programme.begin_next(workspace.change(PROGRAMME), **given)


def levels_of(workspace: Workspace, programme: Programme, who: str) -> dict[str, Rating]:
    every = workspace.snapshot.ratings.values()
    mine = [each for each in every if (each.programme_id, each.person_id) == (programme.id, who)]
    by_skill = {each.skill_id: each for each in mine}
    assert len(by_skill) == len(mine)
    return by_skill


def goals_in(workspace: Workspace, programme: Programme, who: str | None) -> list[str]:
    return [each.text for each in workspace.view(programme.id).goals_of(who)]


# -- the programme -------------------------------------------------------------------------------


def test_the_next_programme_is_open_and_keeps_the_rules_of_the_old_one(path: Path) -> None:
    kept: dict[str, Any] = {
        "weeks": 12,
        "purposes": ("less paper",),
        "sponsor": "Ettore Valdarco",
        "standard_level": {VIDEO: 3, SHEETS: 2},
        "seniors_per_mentor": SeniorsPerMentor(min=1, max=3),
        "pairing": Pairing(weights=Weights(skill_need=60), levels_above=1),
        "reporting_line_depth": "any",
        "holidays": "extend",
        "formats": ("group",),
    }
    workspace = ended(path, **kept)
    made = begin(workspace)
    assert made == workspace.snapshot.programmes[made.id]
    assert {name: getattr(made, name) for name in kept} == kept
    assert (made.name, made.starts_on) == ("Second floor", STARTS)
    assert (made.closed_on, made.lessons, made.decision, made.follow_ups) == (None, None, None, ())
    assert workspace.current_programme() == made
    assert programmes.edit(workspace.change(made.id), weeks=20).weeks == 20


def test_what_was_heard_after_the_old_one_and_noted_beside_it_stays_with_it(path: Path) -> None:
    workspace = ended(path, extra={"budget": "7/B"})
    heard = programmes.follow_up(
        workspace.change(PROGRAMME, today=TODAY + timedelta(days=60)),
        "60_days",
        {"anna": True},
        on=TODAY + timedelta(days=60),
    )
    made = begin(workspace, starts_on=TODAY + timedelta(days=70))
    assert (made.follow_ups, made.extra) == ((), {})
    assert workspace.snapshot.programmes[PROGRAMME] == heard
    assert isinstance(heard.follow_ups[0], FollowUp)


def test_an_hour_costs_what_it_did_and_nothing_is_paid_outside_yet(path: Path) -> None:
    costs = Costs(mentor_hour=30, senior_hour=40, external=500, currency="CHF")
    made = begin(ended(path, costs=costs))
    assert made.costs == Costs(mentor_hour=30, senior_hour=40, external=0, currency="CHF")


def test_where_nobody_said_what_an_hour_costs_nobody_says_it_now(path: Path) -> None:
    assert begin(ended(path)).costs is None


def test_the_next_may_begin_the_day_after_the_closing(path: Path) -> None:
    assert begin(ended(path), starts_on=TODAY + timedelta(days=1)).closed_on is None


# -- people --------------------------------------------------------------------------------------


def test_only_the_ticked_take_part_each_in_the_ticked_role(path: Path) -> None:
    workspace = ended(path)
    made = begin(workspace, seniors=["elena", "bruno"], mentors=["giulia", "anna"])
    view = workspace.view(made.id)
    assert list(view.active_seniors) == ["elena", "bruno"]
    assert list(view.active_mentors) == ["anna", "giulia"]
    assert view.pairs == []


def test_what_was_agreed_with_a_mentor_goes_along_and_what_is_asked_anew_does_not(
    path: Path,
) -> None:
    workspace = ended(
        path,
        part(
            "giulia",
            "mentor",
            offers=(VIDEO, SHEETS),
            slot="wed-09:30",
            min_seniors=1,
            max_seniors=3,
            avoids=("carla",),
            prefers=("anna",),
            status="paused",
            status_on=TODAY,
            status_reason="a fair",
        ),
    )
    part_now = workspace.view(begin(workspace).id).mentors["giulia"]
    assert (part_now.offers, part_now.slot) == ((VIDEO, SHEETS), "wed-09:30")
    assert (part_now.min_seniors, part_now.max_seniors) == (1, 3)
    assert part_now.avoids == ("carla",)
    assert (part_now.status, part_now.status_reason, part_now.acknowledged) == (
        "active",
        None,
        None,
    )


def test_a_graduate_is_offered_as_a_mentor_of_what_was_learned(path: Path) -> None:
    workspace = ended(
        path,
        rating("anna", VIDEO, 1),
        rating("anna", VIDEO, 5, "final", on=TODAY),
        rating("anna", SHEETS, 3),
        rating("anna", "negotiation", 8),
    )
    made = begin(workspace, seniors=["bruno"], mentors=["anna"])
    assert workspace.view(made.id).mentors["anna"].offers == (VIDEO,)


def test_a_mentor_who_learns_now_is_a_senior_without_offers(path: Path) -> None:
    workspace = ended(path)
    made = begin(workspace, seniors=["luca"], mentors=["giulia"])
    assert workspace.view(made.id).seniors["luca"].offers == ()


def test_only_one_side_may_be_ticked_so_far(path: Path) -> None:
    workspace = ended(path)
    assert list(workspace.view(begin(workspace, mentors=[]).id).mentors) == []
    assert list(workspace.view(begin(workspace, seniors=[]).id).seniors) == []


# -- levels --------------------------------------------------------------------------------------


def test_the_last_level_is_the_new_start_as_it_was_seen(path: Path) -> None:
    end = rating(
        "anna",
        VIDEO,
        3,
        "final",
        on=TODAY - timedelta(days=3),
        rated_by="task",
        evidence="chaired one alone",
        tasks={"1": True, "3": False},
        framework="digcomp",
        framework_version="3.0",
    )
    workspace = ended(path, rating("anna", VIDEO, 1), end)
    found = levels_of(workspace, begin(workspace), "anna")[VIDEO]
    assert (found.level, found.moment) == (3, "baseline")
    assert (found.on, found.rated_by) == (end.on, "task")
    assert (found.evidence, found.tasks) == (end.evidence, {"1": True, "3": False})
    assert (found.framework, found.framework_version) == ("digcomp", "3.0")


def test_where_there_is_no_end_the_checkpoint_or_the_start_is_kept(path: Path) -> None:
    workspace = ended(
        path,
        rating("anna", VIDEO, 1),
        rating("anna", VIDEO, 2, "checkpoint", on=day(8)),
        rating("anna", VIDEO, 0, "then", on=TODAY),
        rating("anna", SHEETS, 0),
        rating("bruno", VIDEO, 0, "then", on=TODAY),
    )
    made = begin(workspace)
    mine = levels_of(workspace, made, "anna")
    assert {skill: (each.level, each.on) for skill, each in mine.items()} == {
        VIDEO: (2, day(8)),
        SHEETS: (0, day(0)),
    }
    assert levels_of(workspace, made, "bruno") == {}


def test_the_levels_of_whoever_is_not_ticked_stay_behind(path: Path) -> None:
    workspace = ended(path, *(rating(who, VIDEO, 2) for who in SENIORS))
    made = begin(workspace, seniors=["anna"])
    assert {key[0] for key in workspace.view(made.id).ratings} == {"anna"}


def test_where_all_were_rated_the_new_one_is_fully_rated_on_its_first_day(path: Path) -> None:
    workspace = ended(
        path,
        part("giulia", "mentor", offers=(VIDEO,)),
        *(rating(who, VIDEO, 2) for who in ("anna", "bruno", "giulia")),
        rating("anna", SHEETS, 1),
        goal("anna", SHEETS),
    )
    assert starting_points.complete(workspace.view(begin(workspace).id)) == (3, 3)


def test_where_somebody_was_not_rated_the_new_one_asks_for_it(path: Path) -> None:
    workspace = ended(
        path, part("giulia", "mentor"), rating("anna", VIDEO, 2), rating("carla", VIDEO, 2)
    )
    view = workspace.view(begin(workspace).id)
    assert [
        (each.person_id, each.skill_id) for each in levels.missing_levels(view, "baseline")
    ] == [("bruno", VIDEO)]


def test_a_graduate_is_fully_rated_in_what_is_offered(path: Path) -> None:
    workspace = ended(path, rating("anna", VIDEO, 1), rating("anna", VIDEO, 4, "final", on=TODAY))
    made = begin(workspace, seniors=[], mentors=["anna"])
    assert starting_points.complete(workspace.view(made.id)) == (1, 1)


def test_a_new_start_can_be_seen_better_before_the_first_session(path: Path) -> None:
    workspace = ended(path, rating("anna", VIDEO, 2))
    made = begin(workspace)
    kept = levels_of(workspace, made, "anna")[VIDEO]
    again = ratings.rate(workspace.change(made.id, today=STARTS), "anna", VIDEO, 3)
    assert again.id == kept.id
    assert workspace.view(PROGRAMME).ratings["anna", VIDEO, "baseline"].level == 2


# -- goals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attainment", "carried"),
    [(None, True), (-2, True), (-1, True), (0, False), (1, False), (2, False)],
)
def test_a_goal_goes_along_unless_it_was_reached(
    path: Path, attainment: int | None, carried: bool
) -> None:
    workspace = ended(path, goal("anna", SHEETS, attainment=attainment))
    assert goals_in(workspace, begin(workspace), "anna") == ["learn spreadsheets"] * carried


def test_a_goal_goes_along_as_it_was_agreed_and_is_not_judged_yet(path: Path) -> None:
    old = goal(
        "anna",
        id="g-words",
        text="Answer the shop floor",
        expected="within a day",
        starting_point="never",
        baseline_score=-2,
        weight=3,
        why="orders wait",
        evidence="the inbox",
        set_by="Anna",
        set_on=day(1),
        due_on=day(20),
        attainment=-1,
        attainment_on=TODAY,
        attainment_note="half of it",
        attainment_said="partly",
    )
    workspace = ended(path, old)
    (new,) = workspace.view(begin(workspace).id).goals_of("anna")
    kept = ("text", "expected", "weight", "why", "evidence")
    assert [getattr(new, name) for name in kept] == [getattr(old, name) for name in kept]
    assert (new.set_by, new.set_on, new.person_id) == ("Anna", day(1), "anna")
    assert (new.attainment, new.attainment_on, new.attainment_note) == (None, None, None)
    assert (new.attainment_said, new.due_on) == (None, None)
    # Reached in part: it begins from there, and no longer from nothing.
    assert (new.starting_point, new.baseline_score) == ("half of it", -1)
    assert workspace.snapshot.goals["g-words"] == old


def test_the_goals_of_the_programme_go_along_to_be_read_anew_also_reached_ones(path: Path) -> None:
    workspace = ended(
        path,
        goal(None, id="g1", text="A common floor", attainment=1),
        goal(None, id="g2", text="Less paper", attainment=-1),
    )
    made = begin(workspace)
    assert goals_in(workspace, made, None) == ["A common floor", "Less paper"]
    assert {each.attainment for each in workspace.view(made.id).goals_of(None)} == {None}


def test_the_goals_of_whoever_is_not_ticked_or_changes_side_stay_behind(path: Path) -> None:
    workspace = ended(path, goal("carla", SHEETS), goal("anna", SHEETS))
    made = begin(workspace, seniors=["bruno"], mentors=["anna"])
    assert goals_in(workspace, made, "carla") == goals_in(workspace, made, "anna") == []


@pytest.mark.parametrize(
    ("role", "text"), [("senior", "learn dashboards"), ("mentor", "learn negotiation")]
)
def test_of_somebody_who_was_on_both_sides_the_goals_of_the_side_go_along(
    path: Path, role: str, text: str
) -> None:
    workspace = ended(
        path, part("luca", "senior"), goal("luca", "dashboards"), goal("luca", "negotiation")
    )
    sides = {"seniors": [], "mentors": [], f"{role}s": ["luca"]}
    assert goals_in(workspace, begin(workspace, **sides), "luca") == [text]


# -- one change, or none -------------------------------------------------------------------------


def busy(path: Path) -> Workspace:
    return ended(
        path,
        *(rating(who, VIDEO, 2, id=f"r000{n}") for n, who in enumerate(SENIORS, 1)),
        *(rating(who, VIDEO, 3, "final", on=TODAY) for who in SENIORS),
        goal("anna", SHEETS, id="g0002"),
        goal(None, id="g-all", text="A common floor"),
        pair("giulia", "anna"),
        session("giulia", day(1), "anna"),
    )


def test_it_is_one_change_and_undone_as_one(path: Path) -> None:
    workspace = busy(path)
    before, generation = exported(workspace), workspace.generation
    made = begin(workspace, seniors=SENIORS)
    assert workspace.generation == generation + 1
    assert workspace.undoable == "programme Second floor begun from Common floor"
    assert len(workspace.view(made.id).ratings) == len(SENIORS)
    workspace.undo()
    assert exported(workspace) == before


def test_the_old_programme_stands_as_it_was(path: Path) -> None:
    workspace = busy(path)
    before = workspace.snapshot
    made = begin(workspace)
    for table in ("programmes", "participations", "ratings", "goals", "pairs", "sessions"):
        now = workspace.snapshot.table(table)
        assert {each: now[each] for each in before.table(table)} == before.table(table)
    with refused(workspace, "Common floor was closed on 24 Apr 2026 and stands as it is."):
        programmes.edit(workspace.change(PROGRAMME), weeks=3)
    assert made.id != PROGRAMME


def test_what_was_made_stands_in_the_file_when_it_is_opened_again(path: Path) -> None:
    workspace = busy(path)
    begin(workspace)
    assert exported(Workspace.open(path)) == exported(workspace)


def test_a_third_programme_can_be_begun_from_the_same_one(path: Path) -> None:
    workspace = busy(path)
    first, second = begin(workspace), begin(workspace, name="Third floor", seniors=["carla"])
    assert len({first.id, second.id, PROGRAMME}) == 3
    assert list(workspace.view(first.id).seniors) == ["anna", "bruno"]


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"starts_on": TODAY}, "Common floor was closed on 24 Apr 2026; the next", "starts_on"),
        ({"starts_on": TODAY - timedelta(days=1)}, "the next begins after it.", "starts_on"),
        ({"starts_on": date(3000, 1, 1)}, "he year 3000 cannot be right", "starts_on"),
        ({"name": ""}, "A programme needs a name.", "name"),
        ({"name": "  "}, "The text is blank", "name"),
        ({"name": "two\nlines"}, "write it on one", "name"),
        ({"seniors": [], "mentors": []}, "Tick at least one person.", "seniors"),
        (
            {"seniors": ["anna", "bruno"], "mentors": ["giulia", "bruno"]},
            "Bruno Tosi is ticked on both sides; choose one of them here.",
            "mentors",
        ),
        ({"seniors": ["zoe"]}, "here is no “zoe” in people", None),
        ({"seniors": ["anna", "anna"]}, "Anna De Luca already takes part in this role.", None),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_begun(
    path: Path, fields: dict[str, Any], words: str, field: str | None
) -> None:
    workspace = busy(path)
    with refused(workspace, words, field):
        begin(workspace, **fields)


def test_the_next_waits_for_the_closing_of_the_old_one(path: Path) -> None:
    workspace = prepared(path)
    with refused(workspace, "Close Common floor first; the next begins from its end."):
        begin(workspace)


def test_an_unknown_programme_is_refused_by_name(path: Path) -> None:
    workspace = busy(path)
    with refused(workspace, "There is no programme “nope” in this file."):
        next_programme.begin_next(
            workspace.change("nope"), name="N", starts_on=STARTS, seniors=["anna"], mentors=[]
        )


def test_the_next_one_does_not_begin_before_a_level_that_goes_along_was_seen(path: Path) -> None:
    workspace = prepared(
        path,
        part("giulia", "mentor", offers=(VIDEO,)),
        rating("giulia", VIDEO, 7),
        rating("anna", VIDEO, 1),
        rating("anna", VIDEO, 2, "final", on=TODAY),
    )
    old = workspace.snapshot.programmes[PROGRAMME]  # as a document may bring it
    workspace.commit("closed", put=[msgspec.structs.replace(old, closed_on=day(10))])
    with refused(workspace, "A level was seen on 24 Apr 2026", "starts_on"):
        begin(workspace, starts_on=day(11), seniors=["anna"])


def test_whoever_left_the_firm_does_not_go_along(path: Path) -> None:
    workspace = ended(path)
    people.leave(workspace.change(), "anna", on=TODAY, reason="retired")
    with refused(workspace, "Anna De Luca has left the firm.", "seniors"):
        begin(workspace, seniors=["anna"])


def test_whoever_leaves_later_does_not_go_along_either_and_has_not_left_yet(path: Path) -> None:
    workspace = ended(path)
    people.leave(workspace.change(), "anna", on=TODAY + timedelta(days=3), reason="retires")
    view = View(workspace.snapshot, PROGRAMME, workspace.skills, TODAY)
    assert "anna" not in [each.person_id for each in candidates(view)]
    workspace.today = TODAY
    with refused(workspace, "Anna De Luca leaves the firm on 27 Apr 2026.", "seniors"):
        begin(workspace, seniors=["anna"])
