from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from revmentor.content.skills import catalogue
from revmentor.model.base import Record
from revmentor.model.programme import FollowUp, FollowUpKind, Programme
from revmentor.rules.care.item import Item
from revmentor.rules.care.today import today
from revmentor.rules.programme_view import View
from revmentor.rules.results import follow_ups as afterwards
from revmentor.rules.results.follow_ups import at_hand, due_follow_up, due_on, retention_days
from tests.support.firm import (
    PROGRAMME,
    SENIORS,
    TODAY,
    everybody,
    look,
    part,
    person,
    programme,
    rating,
    snapshot,
)

CLOSED = date(2026, 7, 20)
AT_60, AT_6 = date(2026, 9, 18), date(2027, 1, 20)
A_YEAR = date(2027, 7, 20)
DAY = timedelta(days=1)
VIDEO = "video-meetings"


def heard(kind: FollowUpKind, on: date = AT_60, **said: bool) -> FollowUp:
    return FollowUp(kind=kind, on=on, still_using=said)


def closed(on: date | None = CLOSED, *follow_ups: FollowUp) -> Programme:
    return programme(closed_on=on, follow_ups=follow_ups)


def rated(*who: str) -> list[Record]:
    return [rating(each, VIDEO, 1) for each in who]


# -- when ----------------------------------------------------------------------------------------


def test_an_open_programme_is_not_asked_about() -> None:
    still_open = closed(None)
    for kind in afterwards.KINDS:
        assert due_on(still_open, kind) is None
    assert due_follow_up(still_open, date(2030, 1, 1)) is None
    assert at_hand(still_open, date(2030, 1, 1)) is None


@pytest.mark.parametrize(
    ("on", "sixty", "six_months"),
    [
        (CLOSED, AT_60, AT_6),
        (date(2025, 8, 31), date(2025, 10, 30), date(2026, 2, 28)),
        (date(2027, 8, 31), date(2027, 10, 30), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 5, 30), date(2026, 9, 30)),
        (date(2026, 2, 28), date(2026, 4, 29), date(2026, 8, 28)),
        (date(2028, 2, 29), date(2028, 4, 29), date(2028, 8, 29)),
        (date(2026, 12, 31), date(2027, 3, 1), date(2027, 6, 30)),
    ],
)
def test_the_days_are_sixty_days_and_six_months_after_the_closing(
    on: date, sixty: date, six_months: date
) -> None:
    assert due_on(closed(on), "60_days") == sixty
    assert due_on(closed(on), "6_months") == six_months


@pytest.mark.parametrize(
    ("on", "asked", "written"),
    [
        (CLOSED, None, None),
        (AT_60 - DAY, None, None),
        (AT_60, "60_days", "60_days"),
        (AT_6 - DAY, "60_days", "60_days"),
        (AT_6, "6_months", "6_months"),
        (A_YEAR, "6_months", "6_months"),
        (A_YEAR + DAY, None, "6_months"),
    ],
)
def test_a_follow_up_nobody_heard_is_asked_for_until_the_next_or_the_end_of_a_year(
    on: date, asked: FollowUpKind | None, written: FollowUpKind | None
) -> None:
    assert due_follow_up(closed(), on) == asked
    assert at_hand(closed(), on) == written


def test_the_year_of_a_programme_closed_on_leap_day_ends_on_the_last_of_february() -> None:
    leap = closed(date(2028, 2, 29))
    assert due_follow_up(leap, date(2029, 2, 28)) == "6_months"
    assert due_follow_up(leap, date(2029, 3, 1)) is None


def test_a_follow_up_that_was_heard_is_asked_for_no_more_and_can_still_be_corrected() -> None:
    done = closed(CLOSED, heard("60_days", anna=True))
    assert due_follow_up(done, AT_60) is None
    assert at_hand(done, AT_60) == "60_days"
    assert due_follow_up(done, AT_6) == "6_months"


def test_a_missed_first_follow_up_does_not_come_back_once_the_second_was_heard() -> None:
    done = closed(CLOSED, heard("6_months", AT_6, anna=True))
    assert due_follow_up(done, AT_6) is None
    assert at_hand(done, AT_6) == "6_months"
    assert afterwards.heard(done, "60_days") is None


def test_what_was_heard_is_found_by_its_kind() -> None:
    first, second = heard("60_days", anna=True), heard("6_months", AT_6, anna=False)
    both = closed(CLOSED, first, second)
    assert afterwards.heard(both, "60_days") == first
    assert afterwards.heard(both, "6_months") == second
    assert afterwards.heard(closed(), "6_months") is None


# -- whom ----------------------------------------------------------------------------------------


def test_the_seniors_asked_have_a_starting_point_in_the_order_of_surnames() -> None:
    view = look(
        *rated("bruno", "anna", "giulia"),
        rating("dario", VIDEO, 3, "final"),
        closed_on=CLOSED,
    )
    assert afterwards.seniors_to_ask(view, AT_60) == ["anna", "bruno"]


def test_whoever_left_the_firm_is_not_asked_and_whoever_leaves_later_is() -> None:
    view = look(
        *rated(*SENIORS),
        person("anna", left_on=AT_60 - DAY),
        person("bruno", left_on=AT_60),
        person("carla", left_on=AT_60 + DAY),
        closed_on=CLOSED,
    )
    assert afterwards.seniors_to_ask(view, AT_60) == ["dario", "elena", "carla"]
    assert afterwards.seniors_to_ask(view, AT_60 + DAY) == ["dario", "elena"]


def test_a_senior_who_withdrew_and_is_still_in_the_firm_is_asked() -> None:
    view = look(*rated("anna"), part("anna", "senior", status="withdrawn"), closed_on=CLOSED)
    assert afterwards.seniors_to_ask(view, AT_60) == ["anna"]


# -- who stayed ----------------------------------------------------------------------------------


def test_retention_is_told_of_each_side_at_each_day() -> None:
    view = look(
        person("anna", left_on=CLOSED),
        person("bruno", left_on=CLOSED + DAY),
        person("luca", left_on=AT_6 - DAY),
        closed_on=CLOSED,
    )
    at_end = afterwards.retention(view, "senior", CLOSED)
    assert at_end.started == ("anna", "dario", "elena", "carla", "bruno")
    assert at_end.stayed == ("dario", "elena", "carla", "bruno")
    later = afterwards.retention(view, "senior", AT_6)
    assert (len(later.started), later.stayed) == (5, ("dario", "elena", "carla"))
    assert afterwards.retention(view, "mentor", CLOSED).stayed == ("luca", "giulia")
    assert afterwards.retention(view, "mentor", AT_6).stayed == ("giulia",)


def test_whoever_withdrew_from_the_programme_stayed_in_the_firm() -> None:
    view = look(part("anna", "senior", status="withdrawn"), closed_on=CLOSED)
    assert "anna" in afterwards.retention(view, "senior", CLOSED).stayed


def test_retention_is_told_at_the_end_and_six_months_later_once_those_days_came() -> None:
    assert retention_days(closed(), CLOSED - DAY) == []
    assert retention_days(closed(), CLOSED) == [CLOSED]
    assert retention_days(closed(), AT_6 - DAY) == [CLOSED]
    assert retention_days(closed(), AT_6) == [CLOSED, AT_6]
    assert retention_days(closed(date(2025, 8, 31)), date(2026, 2, 28))[-1] == date(2026, 2, 28)


def test_a_programme_that_is_still_open_is_told_by_its_last_day() -> None:
    last = programme().ends_on
    assert retention_days(closed(None), last - DAY) == []
    assert retention_days(closed(None), last) == [last]


def test_a_programme_closed_early_is_told_by_its_closing() -> None:
    assert retention_days(closed(TODAY), TODAY) == [TODAY]


# -- what was heard --------------------------------------------------------------------------------


def test_before_the_closing_there_is_nothing_still_used() -> None:
    assert afterwards.still_using(look(*rated("anna")), "60_days") is None


def test_a_follow_up_that_nobody_wrote_down_is_there_without_an_answer() -> None:
    found = afterwards.still_using(look(*rated("anna", "bruno"), closed_on=CLOSED), "6_months")
    assert found
    assert (found.due_on, found.on, found.note) == (AT_6, None, None)
    assert (found.yes, found.no, found.not_asked) == ((), (), ("anna", "bruno"))


def test_yes_no_and_not_reached_are_told_apart_and_cover_all_with_a_starting_point() -> None:
    said = FollowUp(
        kind="60_days",
        on=AT_60 + DAY,
        still_using={"bruno": False, "anna": True, "elena": True},
        note="by telephone",
    )
    view = look(*rated("anna", "bruno", "carla", "elena"), closed_on=CLOSED, follow_ups=(said,))
    found = afterwards.still_using(view, "60_days")
    assert found
    assert (found.yes, found.no, found.not_asked) == (("anna", "elena"), ("bruno",), ("carla",))
    assert (found.due_on, found.on, found.note) == (AT_60, AT_60 + DAY, "by telephone")
    other = afterwards.still_using(view, "6_months")
    assert other
    assert (other.yes, other.no) == ((), ())


def test_somebody_heard_without_a_starting_point_is_counted_by_the_answer() -> None:
    said = heard("60_days", dario=True)
    view = look(*rated("anna"), closed_on=CLOSED, follow_ups=(said,))
    found = afterwards.still_using(view, "60_days")
    assert found
    assert (found.yes, found.no, found.not_asked) == (("dario",), (), ("anna",))


def test_somebody_who_left_and_was_not_reached_is_counted_as_not_reached() -> None:
    view = look(*rated("anna"), person("anna", left_on=CLOSED), closed_on=CLOSED)
    found = afterwards.still_using(view, "60_days")
    assert found
    assert found.not_asked == ("anna",)


# -- Today -----------------------------------------------------------------------------------------

NEXT = "pr-next"


def running_after(*records: Record, old: Programme | None = None) -> View:
    """A new programme of Giulia and Anna, begun while the closed one is still followed up."""
    new = msgspec.structs.replace(
        programme(), id=NEXT, name="Second floor", starts_on=date(2026, 9, 7)
    )
    parts = (part("giulia", "mentor"), part("anna", "senior"))
    moved = [
        msgspec.structs.replace(each, id=f"{each.person_id}-next", programme_id=NEXT)
        for each in parts
    ]
    every = snapshot(old or closed(), new, *everybody(), *moved, *records)
    return View(every, NEXT, catalogue(), date.max)


def follow_ups(view: View, on: date) -> list[Item]:
    return [item for item in today(view, on).items if item.target == "follow_up"]


def test_a_running_programme_also_shows_the_follow_up_of_the_closed_one() -> None:
    (found,) = follow_ups(running_after(*rated("anna", "bruno")), AT_60)
    assert found.message == "60 days after Common floor: ask 2 seniors what is still used"
    assert (found.subject, found.group, found.urgency) == ("Follow-up", "needs_you", "due")
    assert found.ids == (PROGRAMME, "60_days")


def test_beside_the_follow_up_the_running_programme_shows_its_own_lines() -> None:
    targets = {item.target for item in today(running_after(*rated("anna")), AT_60).items}
    assert {"follow_up", "goals"} <= targets


def test_the_line_counts_the_people_of_the_closed_programme_and_one_is_one() -> None:
    (found,) = follow_ups(running_after(*rated("dario")), AT_6)
    assert found.message == "six months after Common floor: ask 1 senior what is still used"
    assert found.ids == (PROGRAMME, "6_months")


@pytest.mark.parametrize("on", [CLOSED, AT_60 - DAY, A_YEAR + DAY])
def test_outside_its_time_no_follow_up_is_shown(on: date) -> None:
    assert follow_ups(running_after(*rated("anna")), on) == []


def test_a_follow_up_that_was_heard_is_shown_no_more() -> None:
    old = closed(CLOSED, heard("60_days", anna=True))
    view = running_after(*rated("anna", "bruno"), old=old)
    assert follow_ups(view, AT_60 + DAY) == []
    assert [item.ids for item in follow_ups(view, AT_6)] == [(PROGRAMME, "6_months")]


def test_a_follow_up_with_nobody_to_ask_is_not_shown() -> None:
    gone = person("anna", left_on=AT_60)
    assert follow_ups(running_after(), AT_60) == []
    assert follow_ups(running_after(*rated("anna"), gone), AT_60) == []


def test_the_closed_programme_itself_shows_its_follow_up_and_nothing_else() -> None:
    found = today(look(*rated("anna"), closed_on=CLOSED), AT_60)
    assert [item.target for item in found.items] == ["follow_up"]
    assert found.wanting == 1


def test_each_closed_programme_has_its_own_line() -> None:
    other = msgspec.structs.replace(closed(), id="a-other", name="Ground floor")
    its = msgspec.structs.replace(part("elena", "senior"), id="elena-a", programme_id=other.id)
    start = msgspec.structs.replace(rating("elena", VIDEO, 1), id="r-a", programme_id=other.id)
    found = follow_ups(running_after(*rated("anna"), other, its, start), AT_60)
    assert [item.ids[0] for item in found] == ["a-other", PROGRAMME]
    assert "Ground floor: ask 1 senior" in found[0].message
