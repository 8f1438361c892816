from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.easter import easter

from revmentor.model.errors import Refused
from revmentor.model.firm import ClosedDays, Firm
from revmentor.model.pair import Pause
from revmentor.rules.care import pair_facts, pair_signals
from revmentor.rules.goals.attainment import attainment_from_levels, gap_closed
from revmentor.rules.results.statistics import BeforeAfter, before_after, wilson
from revmentor.rules.schedule import calendar_days, hours, slots, timetable
from tests.support.firm import day, look, pair, part, session

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases.json").read_text())


def of(*kinds: str) -> pytest.MarkDecorator:
    mine = [pytest.param(case, id=case["name"]) for case in CASES if case["kind"] in kinds]
    return pytest.mark.parametrize("case", mine)


def test_every_reference_case_has_its_test() -> None:
    assert {case["kind"] for case in CASES} == {
        "gap_closed",
        "schedule",
        "holidays_it",
        "easter",
        "at_risk",
        "pre_post_counts",
        "wilson_ci",
        "missing_bounds",
        "load",
        "holidays_it_local",
        "dst",
        "attendance",
    }
    assert len(CASES) == 29


@of("gap_closed")
def test_the_share_of_the_gap_that_was_closed(case: dict[str, Any]) -> None:
    found = gap_closed(**case["input"])
    assert found.status == case["expected"]["status"]
    assert found.value == pytest.approx(case["expected"]["value"], abs=case["tolerance"])


@pytest.mark.parametrize(
    ("baseline", "target", "final", "status"),
    [
        (5, 5, 5, "maintenance_kept"),
        (5, 5, 6, "maintenance_exceeded"),
        (2, 6, 6, "reached"),
        (None, 6, 6, "missing"),
        (2, None, 6, "missing"),
        (10, 4, 12, "worse"),
    ],
)
def test_the_other_names_a_gap_can_have(
    baseline: int | None, target: int | None, final: int | None, status: str
) -> None:
    assert gap_closed(baseline, target, final).status == status


@of("holidays_it")
def test_the_holidays_of_italy(case: dict[str, Any]) -> None:
    found = calendar_days.holidays("IT", case["input"]["year"])
    assert [day.isoformat() for day in found] == case["expected"]


@of("easter")
def test_easter_and_its_monday_are_holidays(case: dict[str, Any]) -> None:
    for year, expected in zip(case["input"]["years"], case["expected"], strict=True):
        assert easter(year).isoformat() == expected
        assert date.fromisoformat(expected) in calendar_days.holidays("IT", year)


@pytest.mark.parametrize("country", [None, "FR"])
def test_a_country_that_is_not_built_in_has_no_holidays(country: str | None) -> None:
    assert calendar_days.holidays(country, 2026) == []


def test_saint_francis_is_a_holiday_from_2026_on() -> None:
    assert date(2025, 10, 4) not in calendar_days.holidays("IT", 2025)
    assert date(2026, 10, 4) in calendar_days.holidays("IT", 2026)


@of("schedule")
def test_the_days_on_which_a_slot_comes_round(case: dict[str, Any]) -> None:
    asked = case["input"]
    found = slots.due_dates(
        date.fromisoformat(asked["start"]),
        asked.get("slots") or asked["sessions"],
        every_weeks=asked["interval_weeks"],
        mode=asked["mode"],
        country=asked["holidays"],
    )
    assert [day.isoformat() for day in found] == case["expected"]


def test_a_series_that_extends_has_as_many_sessions_as_were_asked() -> None:
    found = slots.due_dates(date(2026, 3, 23), 8, mode="extend", country="IT")
    assert len(found) == 8
    assert date(2026, 4, 6) not in found
    assert found[-1] == date(2026, 5, 18)


def test_the_days_on_which_the_firm_is_closed_are_left_out() -> None:
    shut = [date(2026, 2, 9)]
    found = slots.due_dates(date(2026, 2, 2), 3, closed=shut)
    assert found == [date(2026, 2, 2), date(2026, 2, 16)]


@pytest.mark.parametrize(("count", "every"), [(0, 1), (1, 0), (-1, 1)])
def test_a_series_of_nothing_is_refused(count: int, every: int) -> None:
    with pytest.raises(Refused, match="at least one session"):
        slots.due_dates(date(2026, 2, 2), count, every_weeks=every)


@of("at_risk")
def test_the_signals_of_the_reference_pairs(case: dict[str, Any]) -> None:
    found = pair_signals.signals(pair_facts.Facts(**case["input"]))
    assert [each.rule for each in found] == case["expected"]


@of("pre_post_counts")
def test_before_and_after_with_few_people(case: dict[str, Any]) -> None:
    found = before_after(case["input"]["pre"], case["input"]["post"])
    expected = case["expected"]
    assert (found.improved, found.same, found.worse) == (
        expected["improved"],
        expected["same"],
        expected["worse"],
    )
    assert found.median_change == pytest.approx(expected["median_change"], abs=case["tolerance"])


@of("wilson_ci")
def test_the_interval_of_wilson(case: dict[str, Any]) -> None:
    asked = case["input"]
    found = wilson(asked["k"], asked["n"], asked["conf"])
    assert found == pytest.approx(case["expected"], abs=case["tolerance"])


@pytest.mark.parametrize(("k", "n"), [(0, 0), (-1, 4), (5, 4)])
def test_a_share_that_cannot_be_has_no_interval(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="0 <= k <= n"):
        wilson(k, n)


@of("missing_bounds")
def test_the_bounds_that_missing_people_leave_open(case: dict[str, Any]) -> None:
    asked, expected = case["input"], case["expected"]
    pairs, missing = asked["n_pairs"], asked["n_missing"]
    counted = BeforeAfter(
        started=pairs + missing,
        pairs=pairs,
        missing=missing,
        improved=asked["improved"],
        same=pairs - asked["improved"],
        worse=0,
        median_change=1,
    )
    worst, best = counted.bounds
    assert counted.improved / counted.pairs == pytest.approx(expected["observed"])
    assert worst / counted.started == pytest.approx(expected["worst"])
    assert best / counted.started == pytest.approx(expected["best"])


@of("holidays_it_local")
def test_the_patron_s_day_closes_the_firm(case: dict[str, Any]) -> None:
    (day,) = map(date.fromisoformat, case["expected"])
    milan = Firm(name="F", country="IT", patron_day=day.strftime("%m-%d"))
    assert calendar_days.is_closed(milan, day)
    assert not calendar_days.is_closed(Firm(name="F"), day)


@of("dst")
def test_a_slot_keeps_its_hour_across_the_end_of_summer_time(case: dict[str, Any]) -> None:
    local = [datetime.fromisoformat(each) for each in case["input"]["local"]]
    view = look(
        pair("giulia", "anna", local[0].date()),
        part("giulia", "mentor", slot=f"wed-{local[0]:%H:%M}"),
        firm=Firm(name="F", timezone=case["input"]["tz"]),
        starts_on=local[0].date() - timedelta(days=2),
        weeks=2,
    )
    found = timetable.events(view, local[0].date())
    assert [f"{each.start:%Y%m%dT%H%M%SZ}" for each in found] == case["expected"]


@of("attendance")
def test_closed_weeks_and_pauses_leave_the_denominator(case: dict[str, Any]) -> None:
    asked, expected = case["input"], case["expected"]
    week = iter(range(1, asked["planned"] + 1))
    shut, away = next(week), next(week)
    sessions = [
        session("giulia", day(next(week)), "anna", status=status)
        for status in ("held", "cancelled", "missed")
        for _each in range(asked[status])
    ]
    firm = Firm(name="F", closed_days=(ClosedDays(start=day(shut), end=day(shut, 4)),))
    pause = Pause(start=day(away), end=day(away, 6))
    anna = pair("giulia", "anna", pauses=(pause,))
    view = look(anna, *sessions, firm=firm, weeks=asked["planned"])
    facts = pair_facts.facts_of(view, anna, day(asked["planned"] + 1))
    assert facts.expected == expected["expected"]
    assert facts.held / facts.expected == pytest.approx(expected["rate"])


@of("load")
def test_the_hours_of_a_mentor(case: dict[str, Any]) -> None:
    asked, expected = case["input"], case["expected"]
    view = look(
        *(pair("giulia", who) for who in ("anna", "bruno", "carla")),
        minutes=asked["minutes"],
        preparation_minutes=asked["prep"],
    )
    a_week = hours.monthly_hours(view, "giulia") * 12 / 52
    per_senior_in_turn = expected["mentor_hours_week"] / asked["seniors"]
    assert a_week == pytest.approx(per_senior_in_turn, abs=case["tolerance"])
    assert a_week * asked["weeks"] * asked["seniors"] == pytest.approx(
        expected["mentor_hours_total"]
    )
    assert hours.monthly_hours(view, "luca") == 0


@pytest.mark.parametrize(
    ("baseline", "target", "final", "score"),
    [
        (1, 3, 5, 2),
        (1, 3, 8, 2),
        (1, 3, 4, 1),
        (1, 3, 3, 0),
        (1, 3, 2, -1),
        (1, 3, 1, -1),
        (1, 3, 0, -2),
        (None, 3, 2, -1),
        (3, 3, 3, 0),
        (3, 3, 2, -2),
    ],
)
def test_the_attainment_that_levels_give(
    baseline: int | None, target: int, final: int, score: int
) -> None:
    assert attainment_from_levels(baseline, target, final) == score


def test_staying_at_a_start_that_was_nothing_scores_minus_two() -> None:
    assert attainment_from_levels(0, 3, 0, baseline_score=-2) == -2
