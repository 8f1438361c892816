from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.content.skills import catalogue
from revmentor.model.base import Record, Role
from revmentor.model.indicator import Indicator, Reading
from revmentor.model.rating import Rater
from revmentor.model.session import Exchange, Step
from revmentor.model.snapshot import TABLES, Document
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, level_changes, raters, side_changes
from revmentor.rules.results.findings import IndicatorChange, Tried
from revmentor.rules.results.side_changes import Gone, Spread
from tests.support.firm import (
    PROGRAMME,
    SENIORS,
    START,
    TODAY,
    day,
    everybody,
    form,
    goal,
    look,
    pair,
    part,
    person,
    programme,
    rating,
    session,
    snapshot,
)
from tests.support.record_strategies import documents

VIDEO = "video-meetings"
ONE: dict[str, Any] = {"standard_level": {VIDEO: 3}}
TWO: dict[str, Any] = {"standard_level": {VIDEO: 3, "spreadsheets": 3}}
BACK: dict[str, Any] = {"received": (Exchange(text="how a price is made"),)}
ROLES: tuple[Role, ...] = ("senior", "mentor")


def ends(who: str, level: int, skill: str = VIDEO, **fields: Any) -> Record:
    return rating(who, skill, level, "final", on=day(23), **fields)


def both(who: str, start: int, end: int, skill: str = VIDEO) -> list[Record]:
    return [rating(who, skill, start), ends(who, end, skill)]


def crowd(*gains: int | None, start: int = 2) -> View:
    """Seniors p0, p1, ... of one skill, who gained so many levels; ``None`` has no end."""
    records: list[Record] = [programme(**ONE)]
    for index, gained in enumerate(gains):
        who = f"p{index}"
        records += [person(who), part(who, "senior"), rating(who, VIDEO, start)]
        if gained is not None:
            records.append(ends(who, start + gained))
    return View(snapshot(*records), PROGRAMME, catalogue(), date.max)


def indicator(*values: tuple[int, float], **fields: Any) -> Indicator:
    """An indicator read in these weeks."""
    return Indicator(
        id=fields.pop("id", "i1"),
        programme_id=fields.pop("programme_id", PROGRAMME),
        name="Hours on reports",
        readings=tuple(Reading(on=day(week), value=value) for week, value in values),
        **fields,
    )


def read(*values: tuple[int, float], **fields: Any) -> IndicatorChange:
    (found,) = findings.indicators(look(indicator(*values, **fields)))
    return found


# -- how many got how far ------------------------------------------------------------------------


def test_whoever_has_no_end_is_named_with_the_reason_in_the_order_of_surnames() -> None:
    view = look(
        *both("anna", 1, 3),
        rating("bruno", VIDEO, 1),
        rating("carla", VIDEO, 2),
        part("carla", "senior", status="withdrawn", status_on=START, status_reason="no time"),
        person("dario", left_on=TODAY, left_reason="a new job"),
        part("elena", "senior", status="paused"),
        **ONE,
    )
    found = side_changes.flow(view, "senior")
    assert found.started == ("anna", "dario", "elena", "carla", "bruno")
    assert found.baseline == ("anna", "carla", "bruno")
    assert found.active == ("anna", "bruno")
    assert found.final == found.complete == ("anna",)
    assert found.gone == (
        Gone("dario", "senior", "left the firm on 24 Apr 2026: a new job"),
        Gone("elena", "senior", "paused"),
        Gone("carla", "senior", "withdrew 2 Feb 2026: no time"),
        Gone("bruno", "senior", ""),
    )


def test_somebody_who_left_after_the_end_was_seen_is_complete_and_not_gone() -> None:
    view = look(*both("anna", 1, 3), person("anna", left_on=TODAY), **ONE)
    found = side_changes.flow(view, "senior")
    assert (found.active, found.complete) == (("dario", "elena", "carla", "bruno"), ("anna",))
    assert "anna" not in {each.person_id for each in found.gone}


def test_an_end_by_another_kind_of_rater_is_an_end_but_not_a_complete_one() -> None:
    view = look(rating("anna", VIDEO, 1), ends("anna", 5, rated_by="self"), **ONE)
    found = side_changes.flow(view, "senior")
    assert (found.baseline, found.final, found.complete) == (("anna",), ("anna",), ())
    assert Gone("anna", "senior", "") in found.gone


def test_an_end_without_a_start_is_an_end_but_not_a_complete_one() -> None:
    found = side_changes.flow(look(ends("anna", 4), **ONE), "senior")
    assert (found.baseline, found.final, found.complete) == ((), ("anna",), ())


def test_of_two_starts_the_one_by_the_rater_of_the_end_makes_a_person_complete() -> None:
    own = rating("anna", VIDEO, 2, id="own", rated_by="self", on=day(0))
    seen = rating("anna", VIDEO, 1, id="seen", on=day(-1))
    found = side_changes.flow(look(own, seen, ends("anna", 3), **ONE), "senior")
    assert found.complete == ("anna",)


def test_one_complete_skill_of_two_makes_a_person_complete() -> None:
    view = look(*both("anna", 1, 3), rating("anna", "spreadsheets", 1), **TWO)
    assert side_changes.flow(view, "senior").complete == ("anna",)


def test_what_a_mentor_teaches_is_no_start_of_the_mentor() -> None:
    view = look(rating("giulia", VIDEO, 6), *both("luca", 1, 2, "negotiation"), goal_of_luca())
    found = side_changes.flow(view, "mentor")
    assert found.started == ("luca", "giulia")
    assert found.baseline == found.complete == ("luca",)
    assert found.gone == (Gone("giulia", "mentor", ""),)


def goal_of_luca() -> Record:
    return goal("luca", "negotiation", target=2)


def test_somebody_in_both_roles_flows_on_each_side_by_that_role() -> None:
    view = look(part("luca", "senior", status="withdrawn"), *both("luca", 1, 2), **ONE)
    assert "luca" in side_changes.flow(view, "senior").complete
    assert "luca" not in side_changes.flow(view, "senior").active
    assert "luca" in side_changes.flow(view, "mentor").active
    assert Gone("luca", "mentor", "") in side_changes.flow(view, "mentor").gone


def test_a_programme_without_anybody_has_an_empty_flow() -> None:
    view = View(snapshot(programme()), PROGRAMME, catalogue(), date.max)
    found = side_changes.flow(view, "senior")
    assert (found.started, found.baseline, found.active) == ((), (), ())
    assert (found.final, found.complete, found.gone) == ((), (), ())


# -- how people changed --------------------------------------------------------------------------


def test_six_who_gained_one_to_six_have_an_estimate_with_its_interval_and_a_test() -> None:
    found = side_changes.side_summary(crowd(1, 2, 3, 4, 5, 6), "senior")
    # The 21 averages of two of 1..6 lie around 3.5; of 64 ways to sign six ranks one is as high.
    assert found.hodges_lehmann == (3.5, 1.0, 6.0)
    assert found.test == (21.0, 2 / 64)
    # 6 of 6: n / (n + z^2) = 6 / 9.8415.
    assert found.wilson == pytest.approx((0.6097, 1.0), abs=1e-4)


def test_of_five_complete_people_only_counts_and_the_interval_of_the_share_are_said() -> None:
    found = side_changes.side_summary(crowd(1, 2, 3, 4, 5, None, None), "senior")
    assert (found.hodges_lehmann, found.test) == (None, None)
    assert (found.counts.started, found.counts.pairs, found.counts.median_change) == (7, 5, 3)
    assert found.wilson is not None


def test_the_share_improved_is_of_those_with_an_end_and_its_bounds_of_all_who_started() -> None:
    found = side_changes.side_summary(crowd(1, 0, None), "senior")
    # Wilson for 1 of 2.
    assert found.wilson == pytest.approx((0.0945, 0.9055), abs=1e-4)
    assert (found.counts.bounds, found.counts.started) == ((1, 2), 3)


@pytest.mark.parametrize("gains", [(), (None,), (None,) * 7])
def test_without_a_complete_person_there_is_no_interval(gains: tuple[None, ...]) -> None:
    found = side_changes.side_summary(crowd(*gains), "senior")
    assert (found.wilson, found.hodges_lehmann, found.test) == (None, None, None)
    assert (found.counts.started, found.counts.pairs) == (len(gains), 0)
    assert found.counts.median_change is None
    assert found.counts.bounds == (0, len(gains))


def test_six_who_stayed_the_same_are_six_and_no_evidence() -> None:
    found = side_changes.side_summary(crowd(*[0] * 6), "senior")
    assert (found.counts.same, found.counts.improved) == (6, 0)
    assert (found.hodges_lehmann, found.test) == ((0.0, 0.0, 0.0), (0.0, 1.0))


def test_each_person_stands_in_the_gains_by_id_and_the_missing_without_a_number() -> None:
    found = side_changes.side_summary(crowd(2, None, -1, 0), "senior")
    assert [(each.person_id, each.mean) for each in found.people] == [
        ("p0", 2), ("p1", None), ("p2", -1), ("p3", 0)
    ]  # fmt: skip


def test_the_change_of_a_person_is_the_mean_over_the_skills_with_a_start_and_an_end() -> None:
    view = look(
        *both("anna", 1, 3),
        *both("anna", 4, 3, "spreadsheets"),
        *both("bruno", 1, 2),
        rating("bruno", "spreadsheets", 0),
        **TWO,
    )
    found = side_changes.side_summary(view, "senior")
    anna, bruno = found.people
    assert (anna.mean, anna.seen, anna.started, anna.down) == (0.5, 2, 2, 1)
    assert (bruno.mean, bruno.seen, bruno.started, bruno.down) == (1, 1, 2, 0)
    assert (found.counts.improved, found.went_down, found.partly) == (2, 1, 1)
    assert [(each.skill_id, each.up, each.same, each.down, each.n) for each in found.by_skill] == [
        ("spreadsheets", 0, 0, 1, 1),
        (VIDEO, 2, 0, 0, 2),
    ]


def test_the_two_sides_are_summed_up_apart() -> None:
    view = look(*both("anna", 1, 3), *both("luca", 2, 1, "negotiation"), goal_of_luca(), **ONE)
    (anna,) = side_changes.side_summary(view, "senior").people
    (luca,) = side_changes.side_summary(view, "mentor").people
    assert [(each.person_id, each.mean) for each in (anna, luca)] == [("anna", 2), ("luca", -1)]


def test_a_spread_is_of_those_with_both_numbers() -> None:
    view = look(
        *both("anna", 1, 3),
        *both("bruno", 4, 4),
        rating("carla", VIDEO, 0),
        ends("dario", 8),
        **TWO,
    )
    rows = level_changes.changes(view, "senior")
    assert side_changes.spread(rows) == [Spread(VIDEO, 2, (1, 4), (3, 4))]


def test_spreads_stand_by_skill_and_without_rows_there_are_none() -> None:
    view = look(*both("anna", 0, 1), *both("bruno", 5, 2, "spreadsheets"), **TWO)
    assert side_changes.spread(level_changes.changes(view, "senior")) == [
        Spread("spreadsheets", 1, (5, 5), (2, 2)),
        Spread(VIDEO, 1, (0, 0), (1, 1)),
    ]
    assert side_changes.spread([]) == []


# -- the start as it is seen afterwards ----------------------------------------------------------


def row(view: View) -> level_changes.LevelChange:
    (found,) = [each for each in level_changes.changes(view, "senior") if each.person_id == "anna"]
    return found


def test_the_start_as_seen_at_the_end_stands_beside_the_start_and_changes_no_gain() -> None:
    found = row(look(*both("anna", 3, 4), rating("anna", VIDEO, 1, "then"), **ONE))
    assert found.then
    assert (found.then.level, found.levels) == (1, 1)


@pytest.mark.parametrize("rater", ["coordinator", "self"])
def test_the_start_seen_afterwards_is_a_third_number_whoever_gave_it(rater: Rater) -> None:
    then = rating("anna", VIDEO, 1, "then", rated_by=rater)
    found = row(look(*both("anna", 3, 4), then, **ONE))
    assert found.then
    assert (found.then.level, found.then.rated_by) == (1, rater)


def test_of_two_starts_seen_afterwards_the_one_by_the_rater_of_the_start_counts() -> None:
    own = rating("anna", VIDEO, 0, "then", id="own", rated_by="self", on=day(24))
    same = rating("anna", VIDEO, 2, "then", id="same", on=day(23))
    found = row(look(*both("anna", 3, 4), own, same, **ONE))
    assert found.then
    assert found.then.id == "same"


def test_without_a_start_seen_afterwards_there_is_none() -> None:
    assert row(look(*both("anna", 3, 4), **ONE)).then is None


# -- goals ---------------------------------------------------------------------------------------


def test_the_t_of_three_goals_reached_better_than_agreed_is_by_the_formula() -> None:
    view = look(*(goal("anna", id=each, attainment=1) for each in "abc"))
    (found,) = findings.goal_scores(view)
    # 50 + 30 / sqrt(0.7 * 3 + 0.3 * 9)
    assert found.t == pytest.approx(63.6931, abs=1e-4)
    assert (found.person_id, found.rated, found.of) == ("anna", 3, 3)


def test_under_three_judged_goals_there_is_no_t() -> None:
    view = look(*(goal("anna", id=each, attainment=1) for each in "ab"), goal("anna", id="c"))
    (found,) = findings.goal_scores(view)
    assert (found.t, found.rated, found.of) == (None, 2, 3)


def test_t_is_only_over_the_judged_goals_and_says_of_how_many() -> None:
    view = look(
        goal("anna", id="a", attainment=1, weight=1),
        goal("anna", id="b", attainment=-1, weight=2),
        goal("anna", id="c", weight=3),
        goal("anna", id="d", attainment=0, weight=1),
    )
    (found,) = findings.goal_scores(view)
    # 50 - 10 / sqrt(0.7 * (1 + 4 + 1) + 0.3 * 16)
    assert found.t == pytest.approx(46.6667, abs=1e-4)
    assert (found.rated, found.of) == (3, 4)


def test_without_a_judged_goal_there_is_no_t() -> None:
    (found,) = findings.goal_scores(look(goal("anna", id="a"), goal("anna", id="b")))
    assert (found.t, found.rated, found.of) == (None, 0, 2)


def test_a_goal_reached_as_agreed_is_judged_though_its_number_is_nought() -> None:
    (found,) = findings.goal_scores(look(*(goal("anna", id=g, attainment=0) for g in "abc")))
    assert (found.t, found.rated) == (50.0, 3)


def test_people_without_goals_and_the_programmes_own_goals_have_no_t() -> None:
    assert findings.goal_scores(look(goal(None, id="all", attainment=2))) == []


def test_mentors_stand_first_among_the_goals_and_somebody_in_both_roles_once() -> None:
    view = look(
        part("luca", "senior"),
        goal("anna", id="a"),
        goal("luca", id="l", attainment=1),
        goal("giulia", id="g"),
    )
    assert [each.person_id for each in findings.goal_scores(view)] == ["luca", "giulia", "anna"]


# -- indicators ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("better", "last", "change", "direction"),
    [
        ("up", 12.0, 2.0, "better"),
        ("up", 8.0, -2.0, "worse"),
        ("down", 12.0, 2.0, "worse"),
        ("down", 8.0, -2.0, "better"),
        ("up", 10.0, 0.0, "same"),
        ("down", 10.0, 0.0, "same"),
    ],
)
def test_an_indicator_is_better_in_the_direction_it_says(
    better: str, last: float, change: float, direction: str
) -> None:
    found = read((1, 10.0), (12, 99.0), (24, last), better=better)
    assert (found.change, found.direction) == (change, direction)


@pytest.mark.parametrize("values", [(), ((1, 10.0),)])
def test_an_indicator_with_less_than_two_readings_has_no_change(values: Any) -> None:
    found = read(*values)
    assert (found.change, found.direction, found.target_reached) == (None, None, None)


@pytest.mark.parametrize(
    ("better", "last", "reached"),
    [
        ("up", 11.9, False),
        ("up", 12.0, True),
        ("up", 13.0, True),
        ("down", 12.1, False),
        ("down", 12.0, True),
        ("down", 0.0, True),
    ],
)
def test_a_target_is_reached_by_the_last_reading(better: str, last: float, reached: bool) -> None:
    assert read((1, 12.0), (24, last), better=better, target=12.0).target_reached is reached


def test_a_target_of_nought_is_a_target() -> None:
    assert read((1, 3.0), (24, 0.0), better="down", target=0.0).target_reached is True


def test_one_reading_says_whether_the_target_is_reached_and_none_does_not() -> None:
    assert read((1, 5.0), target=4.0).target_reached is True
    assert read(target=4.0).target_reached is None


def test_the_readings_count_by_their_day_in_whatever_order_they_stand() -> None:
    found = read((24, 8.0), (1, 10.0), (12, 99.0), better="down", target=8.0)
    assert (found.change, found.direction, found.target_reached) == (-2.0, "better", True)


def test_floating_point_dust_is_no_direction() -> None:
    found = read((1, 0.3), (24, 0.1 + 0.2))
    assert (found.change, found.direction) == (0.0, "same")


def test_hard_indicators_stand_first_and_those_of_another_programme_not_at_all() -> None:
    view = look(
        indicator(id="a", kind="soft"),
        indicator(id="c"),
        indicator(id="b"),
        indicator(id="z", programme_id="other"),
    )
    assert [each.indicator.id for each in findings.indicators(view)] == ["b", "c", "a"]


# -- what came back ------------------------------------------------------------------------------


def test_a_session_the_senior_missed_gave_nothing_back_in_that_pair() -> None:
    view = look(
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        session(
            "giulia", day(1), attendance={"anna": "present", "bruno": "absent"}, id="s1", **BACK
        ),
        session("giulia", day(2), "anna", "bruno", id="s2"),
    )
    anna, bruno = findings.give_backs_received(view)
    assert (anna.pair.senior_id, anna.held, anna.with_give_back) == ("anna", ("s1", "s2"), ("s1",))
    assert (bruno.held, bruno.with_give_back, bruno.words) == (("s2",), (), 0)


def test_a_pair_that_never_met_is_there() -> None:
    (found,) = findings.give_backs_received(look(pair("giulia", "anna")))
    assert (found.pair.id, found.held, found.with_give_back) == ("giulia-anna", (), ())
    assert (found.skills, found.words) == ((), 0)


@pytest.mark.parametrize("status", ["planned", "missed", "cancelled", "moved"])
def test_only_a_held_session_gives_back(status: str) -> None:
    view = look(pair("giulia", "anna"), session("giulia", day(1), "anna", status=status, **BACK))
    (found,) = findings.give_backs_received(view)
    assert (found.held, found.with_give_back) == ((), ())


def test_what_came_back_is_its_skills_once_and_the_words_beside() -> None:
    first = (Exchange(skill_id="negotiation"), Exchange(text="whom to ask"))
    second = (
        Exchange(skill_id="spreadsheets", text="a trick"),
        Exchange(skill_id="negotiation"),
    )
    view = look(
        pair("giulia", "anna"),
        session("giulia", day(1), "anna", received=first),
        session("giulia", day(2), "anna", received=second),
    )
    (found,) = findings.give_backs_received(view)
    assert found.skills == ("negotiation", "spreadsheets")
    assert found.words == 2


def test_what_came_back_before_a_senior_changed_mentor_stays_with_the_first_pair() -> None:
    view = look(
        pair("giulia", "anna", until_on=day(4), id="p1"),
        pair("luca", "anna", day(4), id="p2"),
        session("giulia", day(3), "anna", id="s1", **BACK),
        session("luca", day(5), "anna", id="s2"),
    )
    first, second = findings.give_backs_received(view)
    assert (first.pair.id, first.with_give_back) == ("p1", ("s1",))
    assert (second.pair.id, second.held, second.with_give_back) == ("p2", ("s2",), ())


# -- what it took --------------------------------------------------------------------------------


def test_hours_are_those_logged_with_the_preparation_for_the_seniors_who_were_there() -> None:
    apart = {"anna": "present", "bruno": "absent", "carla": "excused"}
    view = look(
        session("giulia", day(1), attendance=apart),
        session("giulia", day(2), "anna", "bruno", minutes=60, preparation_minutes=30),
        session("giulia", day(3), "anna", status="missed", minutes=60, preparation_minutes=60),
        session("giulia", day(4), "anna", status="cancelled"),
        session("giulia", day(5), "anna", status="moved"),
        session("giulia", day(6), "anna", status="planned"),
        session("luca", day(1, 2), "carla", quick_help=True, minutes=15),
        weeks=26,
        minutes=30,
        closed_on=day(26),
    )
    found = findings.effort(view)
    assert (found.held, found.missed, found.cancelled, found.moved) == (2, 1, 1, 1)
    assert found.quick_helps == 1
    # 30 + 90 + 15 minutes; 30 + 2 * 60 + 15; two mentors over 26 weeks, which are six months.
    assert found.mentor_hours == 2.25
    assert found.senior_hours == 2.75
    assert found.mentor_hours_a_month == pytest.approx(2.25 / 2 / 6)


def test_while_it_runs_the_hours_a_month_are_those_up_to_the_last_session() -> None:
    view = look(session("giulia", day(13), "anna", minutes=180), weeks=26)
    assert findings.effort(view).mentor_hours_a_month == pytest.approx(1.0)  # in three months


def test_a_session_without_minutes_lasts_as_long_as_the_programme_says() -> None:
    found = findings.effort(look(session("giulia", day(1), "anna"), minutes=90))
    assert (found.mentor_hours, found.senior_hours) == (1.5, 1.5)


def test_a_session_of_nought_minutes_took_none() -> None:
    found = findings.effort(look(session("giulia", day(1), "anna", minutes=0)))
    assert (found.held, found.mentor_hours, found.senior_hours) == (1, 0.0, 0.0)


def test_without_a_session_nobody_gave_an_hour() -> None:
    found = findings.effort(look())
    assert (found.held, found.quick_helps, found.mentor_hours, found.senior_hours) == (0, 0, 0, 0)
    assert found.mentor_hours_a_month == 0.0


def test_the_preparation_is_no_hour_of_the_senior() -> None:
    found = findings.effort(look(session("giulia", day(1), "anna", preparation_minutes=60)))
    assert (found.mentor_hours, found.senior_hours) == (1.5, 0.5)


# -- steps ---------------------------------------------------------------------------------------


def test_steps_are_counted_by_what_came_of_them_in_held_sessions_only() -> None:
    def step(**fields: Any) -> Step:
        return Step(senior_id="anna", text="one table", **fields)

    some = (step(done="yes"), step(done="yes"), step(done="no"), step())
    other = (step(decision="later", done="yes"), step(decision="not_for_us"))
    view = look(
        session("giulia", day(1), "anna", steps=some),
        session("giulia", day(2), "anna", steps=other),
        session("giulia", day(3), "anna", status="missed", steps=some),
    )
    assert findings.steps_tried(view) == Tried(2, 1, 1, 1, 1)


def test_without_steps_nothing_was_tried() -> None:
    assert findings.steps_tried(look()) == Tried(0, 0, 0, 0, 0)


# -- who changed mentor --------------------------------------------------------------------------


def test_a_senior_who_changed_mentor_is_there_with_both_pairs_and_the_day() -> None:
    first = pair("giulia", "anna", until_on=day(4), end_reason="other shifts", id="p2")
    second = pair("luca", "anna", day(4), id="p1")
    (found,) = findings.pairs_changed(look(first, second, pair("luca", "bruno", day(4))))
    assert (found.senior_id, found.ended, found.begun, found.on) == ("anna", first, second, day(4))


def test_of_several_later_pairs_the_next_one_followed() -> None:
    first = pair("giulia", "anna", until_on=day(4), id="p1")
    second = pair("luca", "anna", day(6), until_on=day(8), id="p3")
    third = pair("giulia", "anna", day(9), id="p2")
    found = findings.pairs_changed(look(first, second, third))
    assert [(each.ended.id, each.begun.id if each.begun else None) for each in found] == [
        ("p1", "p3"),
        ("p3", "p2"),
    ]


def test_a_pair_that_ended_early_and_was_followed_by_none_is_there_without_a_next() -> None:
    (found,) = findings.pairs_changed(look(pair("giulia", "anna", until_on=day(4))))
    assert (found.senior_id, found.begun) == ("anna", None)


@pytest.mark.parametrize("until", [None, day(24, 6), day(25)])
def test_a_pair_that_ran_to_the_end_changed_nothing(until: date | None) -> None:
    assert findings.pairs_changed(look(pair("giulia", "anna", until_on=until))) == []


def test_a_pair_that_ended_the_day_before_the_last_is_there() -> None:
    assert len(findings.pairs_changed(look(pair("giulia", "anna", until_on=day(24, 5))))) == 1


def test_a_pair_that_ended_with_a_programme_closed_early_changed_nothing() -> None:
    view = look(pair("giulia", "anna", until_on=day(12)), closed_on=day(12))
    assert findings.pairs_changed(view) == []


# -- whatever stands in the file -----------------------------------------------------------------


def everything(view: View) -> list[Any]:
    """Every finding of a programme."""
    return [
        *(side_changes.flow(view, role) for role in ROLES),
        *(side_changes.side_summary(view, role) for role in ROLES),
        *(side_changes.spread(level_changes.changes(view, role)) for role in ROLES),
        findings.goal_scores(view),
        findings.indicators(view),
        findings.give_backs_received(view),
        findings.effort(view),
        findings.steps_tried(view),
        findings.pairs_changed(view),
    ]


def busy() -> list[Record]:
    """A programme in which everything happened."""
    return [
        programme(**TWO),
        *everybody(),
        *(record for who in SENIORS for record in both(who, 2, len(who) - 1)),
        rating("anna", "spreadsheets", 1),
        rating("anna", "spreadsheets", 1, "then"),
        ends("anna", 4, "spreadsheets", rated_by="self"),
        ends("anna", 3, "spreadsheets", id="same-rater"),
        goal("anna", id="a1", attainment=1),
        goal("anna", id="a2", attainment=-2, weight=3),
        goal("anna", id="a3"),
        goal("giulia", "negotiation", attainment=0),
        indicator((3, 4.0), (1, 7.5)),
        indicator((1, 7.5), id="i2", kind="soft", target=1.0),
        pair("giulia", "anna", until_on=day(3), id="p1"),
        pair("luca", "anna", day(3), id="p2"),
        pair("giulia", "bruno"),
        pair("luca", "carla"),
        session("giulia", day(1), "anna", "bruno", minutes=35, **BACK),
        session("giulia", day(2), attendance={"anna": "absent", "bruno": "present"}, **BACK),
        session("luca", day(4), "anna", preparation_minutes=20),
        session("luca", day(4, 1), "carla", quick_help=True, minutes=10),
        form("anna", "senior"),
    ]


@given(st.permutations(busy()))
def test_no_finding_depends_on_the_order_of_the_records(records: Sequence[Record]) -> None:
    expected = everything(View(snapshot(*busy()), PROGRAMME, catalogue(), date.max))
    assert everything(View(snapshot(*records), PROGRAMME, catalogue(), date.max)) == expected


@given(documents(full=True), st.randoms(use_true_random=False))
def test_no_finding_of_any_document_depends_on_the_order_of_its_records(
    document: Document, chance: Any
) -> None:
    records = [each for name in TABLES for each in document.records(name)]
    mixed = list(records)
    chance.shuffle(mixed)
    skills = {**catalogue(), **{each.id: each for each in document.skills}}
    for each in document.programmes:
        first = View(snapshot(*records, firm=document.firm), each.id, skills, date.max)
        second = View(snapshot(*mixed, firm=document.firm), each.id, skills, date.max)
        assert everything(first) == everything(second)


GAINS = st.lists(st.none() | st.integers(-2, 6), min_size=1, max_size=8)


@given(GAINS)
def test_one_more_who_started_and_has_no_end_never_betters_the_worst_share(
    gains: list[int | None],
) -> None:
    before = side_changes.side_summary(crowd(*gains), "senior").counts
    after = side_changes.side_summary(crowd(*gains, None), "senior").counts
    assert after.started == before.started + 1
    assert after.bounds[0] / after.started <= before.bounds[0] / before.started
    assert after.bounds[1] / after.started >= before.bounds[1] / before.started
    assert (after.pairs, after.median_change) == (before.pairs, before.median_change)


@given(GAINS)
def test_the_numbers_of_a_side_agree_with_each_other(gains: list[int | None]) -> None:
    view = crowd(*gains)
    found, flow = side_changes.side_summary(view, "senior"), side_changes.flow(view, "senior")
    counts = found.counts
    assert counts.improved + counts.same + counts.worse == counts.pairs == len(flow.complete)
    assert counts.pairs + counts.missing == counts.started == len(flow.baseline)
    assert len(flow.started) == len(flow.complete) + len(flow.gone)
    assert (found.hodges_lehmann is None) == (found.test is None) == (counts.pairs < 6)
    if found.wilson:
        low, high = found.wilson
        share = counts.improved / counts.pairs
        assert 0 <= low <= share + 1e-9
        assert share - 1e-9 <= high <= 1


# -- looking back, and who sees what ---------------------------------------------------------------


def test_looking_back_is_summed_up_over_those_who_did() -> None:
    own: dict[str, Any] = {"rated_by": "self"}
    view = look(
        rating("anna", VIDEO, 3, **own),
        rating("anna", VIDEO, 1, "then", **own),
        rating("anna", VIDEO, 4, "final", on=TODAY, **own),
        *both("bruno", 2, 4),
        rating("bruno", VIDEO, 0, "then", **own),  # beside a start of somebody else: not counted
        **ONE,
    )
    found = raters.shift(view, "senior")
    assert (found.pairs, found.shift, found.gain, found.gain_then) == (1, -2, 1, 3)


def test_own_ratings_are_set_beside_those_of_others_of_the_same_moment() -> None:
    view = look(
        rating("anna", VIDEO, 4, id="own", rated_by="self"),
        rating("anna", VIDEO, 2, id="seen", rated_by="task"),
        rating("bruno", VIDEO, 3, id="alone", rated_by="self"),
        rating("carla", VIDEO, 3, "final", id="later", rated_by="self"),
        **ONE,
    )
    found = raters.self_and_others(view, "baseline")
    assert (found.pairs, found.mean, found.exact, found.within_one) == (1, 2, 0, 0)
    assert raters.self_and_others(view, "final").pairs == 0


# -- as computed apart -----------------------------------------------------------------------------


def test_a_session_made_up_for_in_a_later_week_is_not_moved_and_lost() -> None:
    moved = session("giulia", day(1), "anna", status="moved", id="s1")
    made_up = session("giulia", day(2, 2), "anna", id="s2", makes_up="s1")
    pairs = pair("giulia", "anna", day(1))
    found = findings.fidelity(look(pairs, moved, made_up), day(1))
    assert (found.slots, found.held, found.moved) == (1, 1, 0)
    again = session("giulia", day(2, 2), "anna", id="s2", makes_up="s1", status="planned")
    assert findings.fidelity(look(pairs, moved, again), day(1)).to_come == 1
    assert findings.fidelity(look(pairs, moved), day(1)).moved == 1
    next_moved = session("giulia", day(2), "anna", status="moved", id="s3")
    found = findings.fidelity(look(pairs, moved, made_up, next_moved), day(2))
    assert (found.slots, found.held, found.moved) == (2, 1, 1)


def test_the_hours_a_month_of_a_programme_closed_early_are_those_up_to_the_closing() -> None:
    view = look(session("giulia", day(1), "anna", minutes=180), weeks=26, closed_on=day(13))
    assert findings.effort(view).mentor_hours_a_month == pytest.approx(1.0)  # in three months
