from __future__ import annotations

from typing import Any

import pytest

from revmentor.model.base import Record
from revmentor.model.session import Exchange
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes, side_changes
from revmentor.rules.results.level_changes import LevelChange
from revmentor.rules.results.statistics import before_after
from tests.support.firm import (
    START,
    TODAY,
    day,
    form,
    goal,
    look,
    pair,
    part,
    person,
    rating,
    session,
)

LATE: dict[str, Any] = {"on": day(23)}
TWO: dict[str, Any] = {"standard_level": {"video-meetings": 3, "spreadsheets": 3}}
ONE: dict[str, Any] = {"standard_level": {"video-meetings": 3}}


def both(who: str, skill: str, start: int, end: int) -> list[Record]:
    return [rating(who, skill, start), rating(who, skill, end, "final", **LATE)]


def row(view: View, who: str, skill: str = "video-meetings") -> LevelChange:
    (found,) = [
        each
        for each in level_changes.changes(view, "senior")
        if (each.person_id, each.skill_id) == (who, skill)
    ]
    return found


def test_a_change_is_the_levels_from_start_to_end() -> None:
    view = look(*both("anna", "video-meetings", 1, 4), **ONE)
    assert row(view, "anna").levels == 3
    assert row(view, "anna").gap.status == "exceeded"
    assert row(view, "bruno").levels is None
    assert row(view, "bruno").gap.status == "missing"


def test_people_are_counted_not_rows() -> None:
    view = look(
        *both("anna", "video-meetings", 1, 3),
        *both("anna", "spreadsheets", 1, 3),
        *both("bruno", "video-meetings", 2, 2),
        **TWO,
    )
    found = side_changes.side_summary(view, "senior").counts
    assert (found.started, found.improved, found.same, found.worse) == (2, 1, 1, 0)


def test_gains_and_losses_of_one_person_weigh_each_other_up() -> None:
    view = look(
        *both("anna", "video-meetings", 1, 3),
        *both("anna", "spreadsheets", 4, 2),
        *both("bruno", "video-meetings", 3, 2),
        **TWO,
    )
    found = side_changes.side_summary(view, "senior").counts
    assert (found.improved, found.same, found.worse) == (0, 1, 1)
    assert found.median_change == -0.5


def test_whoever_has_no_end_stays_in_the_denominator() -> None:
    view = look(
        *both("anna", "video-meetings", 1, 3),
        rating("bruno", "video-meetings", 1),
        rating("carla", "video-meetings", 1),
        part("carla", "senior", status="withdrawn"),
        **ONE,
    )
    found = side_changes.side_summary(view, "senior").counts
    assert (found.started, found.pairs, found.missing, found.improved) == (3, 1, 2, 1)
    assert found.bounds == (1, 3)


def test_whoever_never_started_is_not_counted() -> None:
    view = look(rating("anna", "video-meetings", 4, "final", **LATE), **ONE)
    assert side_changes.side_summary(view, "senior").counts.started == 0


def test_an_end_counts_only_when_the_same_kind_of_rater_saw_both() -> None:
    own = rating("anna", "video-meetings", 5, "final", rated_by="self", **LATE)
    view = look(rating("anna", "video-meetings", 1), own, **ONE)
    assert row(view, "anna").levels is None
    assert row(view, "anna").other_end
    assert side_changes.side_summary(view, "senior").counts.missing == 1


def test_of_two_ends_the_one_by_the_rater_of_the_start_counts() -> None:
    own = rating("anna", "video-meetings", 5, "final", id="z", rated_by="self", on=TODAY)
    same = rating("anna", "video-meetings", 3, "final", id="a", on=day(10))
    view = look(rating("anna", "video-meetings", 1), own, same, **ONE)
    assert row(view, "anna").levels == 2
    assert row(view, "anna").other_end is None


def test_whoever_saw_both_is_chosen_before_whoever_was_last() -> None:
    view = look(
        rating("anna", "video-meetings", 2, id="a", rated_by="self"),
        rating("anna", "video-meetings", 1, id="b", on=START),
        rating("anna", "video-meetings", 3, "final", id="c", rated_by="self", on=day(22)),
        rating("anna", "video-meetings", 6, "final", id="d", rated_by="task", on=day(23)),
        **ONE,
    )
    found = row(view, "anna")
    assert (found.baseline, found.final) == (view.snapshot.ratings["a"], view.snapshot.ratings["c"])
    assert (found.levels, found.other_end) == (1, None)


def test_what_a_mentor_teaches_is_no_row_but_what_he_learns_is() -> None:
    view = look(
        rating("giulia", "video-meetings", 6),
        *both("giulia", "negotiation", 1, 2),
        goal("giulia", "negotiation", target=2),
    )
    rows = level_changes.changes(view, "mentor")
    assert [(each.person_id, each.skill_id, each.levels) for each in rows] == [
        ("giulia", "negotiation", 1)
    ]


def test_give_backs_count_by_pair_and_only_where_the_senior_was_there() -> None:
    back = {"received": (Exchange(text="how a price is made"), Exchange(skill_id="negotiation"))}
    view = look(
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        pair("luca", "carla"),
        session("giulia", day(1), attendance={"anna": "present", "bruno": "absent"}, **back),
        session("giulia", day(2), "bruno", status="missed"),
        session("luca", day(1), "carla", status="planned"),
    )
    found = level_changes.exchange(view)
    assert (found.held, found.settled, found.give_backs) == (1, 2, 2)
    assert (found.pairs, found.pairs_with_give_back) == (3, 1)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], ""),
        ([person("anna", left_on=TODAY)], "left the firm on 24 Apr 2026"),
        (
            [person("anna", left_on=TODAY, left_reason="a new job")],
            "left the firm on 24 Apr 2026: a new job",
        ),
        (
            [part("anna", "senior", status="withdrawn", status_on=START, status_reason="no time")],
            "withdrew 2 Feb 2026: no time",
        ),
        ([part("anna", "senior", status="paused")], "paused"),
    ],
)
def test_why_somebody_has_no_end_is_said(records: list[Record], expected: str) -> None:
    assert level_changes.departure(look(*records), "anna", "senior") == expected


def test_what_an_evaluation_still_lacks_is_listed() -> None:
    view = look(
        rating("anna", "video-meetings", 1),
        form("bruno", "senior"),
        goal(None, id="all"),
        goal("anna", "spreadsheets", attainment=0),
        **ONE,
    )
    assert level_changes.missing_to_close(view) == [
        "1 final rating",
        "6 final forms",
        "1 goal to judge",
        "the lessons learned",
        "the decision",
    ]


def test_nothing_is_asked_of_those_who_left() -> None:
    everybody_gone = [
        *(part(who, "senior", status="withdrawn") for who in ("anna", "bruno", "carla")),
        *(person(who, left_on=TODAY) for who in ("dario", "elena", "giulia", "luca")),
    ]
    view = look(*everybody_gone, lessons="start earlier", decision="repeat", **ONE)
    assert level_changes.missing_to_close(view) == []


def test_floating_point_dust_is_no_change() -> None:
    found = before_after([0.3, None], [0.1 + 0.2, 4])
    assert (found.started, found.same, found.improved) == (1, 1, 0)


@pytest.mark.parametrize(
    ("end", "status"),
    [
        (5, "maintenance_exceeded"),
        (4, "maintenance_exceeded"),
        (3, "maintenance_kept"),
        (2, "maintenance_lost"),
    ],
)
def test_who_stood_above_the_target_had_no_gap_to_close(end: int, status: str) -> None:
    view = look(
        rating("anna", "video-meetings", 4),
        rating("anna", "video-meetings", end, "final"),
        standard_level={"video-meetings": 3},
    )
    gap = level_changes.changes(view, "senior")[0].gap
    assert (gap.value, gap.status) == (None, status)
