"""A session out of a slot and of what was said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from revmentor.content import library
from revmentor.model.base import Record
from revmentor.model.errors import Refused
from revmentor.model.firm import ClosedDays, Firm
from revmentor.model.session import Session, Step
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.series import Series
from revmentor.rules.sessions.from_slot import Account, session_fields
from tests.support.firm import FIRM, day, goal, look, pair, part, person, rating, session

DAY = day(3)
TURNS, GROUP = Series("giulia", "turns"), Series("giulia", "group")
PAIRS = [pair("giulia", "anna"), pair("giulia", "bruno")]


def fields(
    *records: Record,
    on: date = DAY,
    series: Series = TURNS,
    old: Session | None = None,
    firm: Firm = FIRM,
    programme: dict[str, Any] | None = None,
    **said: Any,
) -> dict[str, Any]:
    view: View = look(*PAIRS, *records, firm=firm, **(programme or {}))
    given = {"status": "held", "attendance": {"anna": "present"}, **said}
    return session_fields(view, series, on, Account(**given), library.guide_id, old)


def test_what_nobody_said_is_as_usual() -> None:
    found = fields(taught="Pivots", programme={"minutes": 40, "preparation_minutes": 10})
    assert (found["minutes"], found["preparation_minutes"]) == (40, 10)
    assert (found["format"], found["mode"], found["link"]) == ("individual", "on_site", None)
    assert found["guide_id"] == library.guide_id(3, 24, False, False)
    assert (found["due_on"], found["held_on"]) == (day(3), None)
    assert not {"note", "wants_talk"} & found.keys()


def test_what_is_taught_is_guessed_from_what_whoever_came_needs_and_offers() -> None:
    records = [
        rating("giulia", "spreadsheets", 6), rating("anna", "spreadsheets", 1),
        goal("anna", "spreadsheets"),
        part("giulia", "mentor", offers=("video-meetings", "spreadsheets")),
        part("anna", "senior", offers=("negotiation",)),
    ]  # fmt: skip
    found = fields(*records, taught="Pivots", received="A price")
    assert [each.skill_id for each in found["taught"]] == ["spreadsheets"]
    assert [each.skill_id for each in found["received"]] == ["negotiation"]
    assert fields(*records)["taught"] == ()


@pytest.mark.parametrize(
    ("status", "how"), [("missed", "absent"), ("cancelled", "excused"), ("planned", "present")]
)
def test_nobody_was_there_where_it_was_not_held(status: Any, how: str) -> None:
    found = fields(status=status, reason="a fair")
    assert found["attendance"] == {"anna": how}
    assert found["minutes"] is found["guide_id"] is None
    assert found["reason"] == (None if status == "planned" else "a fair")
    assert found["mode"] == ("on_site" if status == "planned" else None)


def test_a_step_is_tried_by_the_first_working_day_after_a_week() -> None:
    closed = ClosedDays(start=day(4), end=day(4, 1))
    found = fields(step="Ask twice", firm=Firm(name="F", closed_days=(closed,)))
    assert found["steps"] == (Step(senior_id="anna", text="Ask twice", due_on=day(4, 2)),)


def test_a_shifted_slot_has_the_guide_of_its_own_week() -> None:
    closed = ClosedDays(start=day(2), end=day(2, 6))
    programme = {"every_weeks": 2, "holidays": "shift"}
    firm = Firm(name="F", closed_days=(ClosedDays(start=day(3), end=day(3, 6)), closed))
    found = fields(on=day(4), firm=firm, programme=programme)
    assert found["guide_id"] == library.guide_id(3, 24, False, False)


def test_what_was_planned_is_kept_and_what_the_plan_left_open_is_as_usual() -> None:
    plan = session("giulia", day(3), "anna", status="planned", mode="remote", link="https://a.b")
    found = fields(plan, old=plan)
    assert (found["mode"], found["link"], found["minutes"]) == ("remote", "https://a.b", 30)
    assert found["guide_id"] is not None


def test_what_was_written_down_as_unknown_stays_unknown() -> None:
    held = session("giulia", day(3), "anna")
    found = fields(held, old=held)
    assert [found[each] for each in ("minutes", "mode", "guide_id")] == [None, None, None]


def test_people_of_two_sites_meet_at_a_distance_with_the_last_link() -> None:
    found = fields(
        person("giulia", site="Brescia"),
        person("anna", site="Lecce"),
        session("giulia", day(1), "anna", mode="remote", link="https://meet.example/x"),
        programme={"modes": ("on_site", "remote")},
    )
    assert (found["mode"], found["link"]) == ("remote", "https://meet.example/x")


def test_a_group_is_a_group_also_where_one_came() -> None:
    assert fields(series=GROUP)["format"] == "group"
    both = {"anna": "present", "bruno": "absent"}
    assert fields(attendance=both)["format"] == "group"


def test_more_ratings_than_people_are_refused() -> None:
    assert fields(stars=[5, 4])["ratings"] == {"giulia": 5, "anna": 4}
    assert fields(stars=[None, 4])["ratings"] == {"anna": 4}
    with pytest.raises(Refused, match=r"^Only 2 people were there\. You typed 3 ratings\.$"):
        fields(stars=[5, 4, 3])


def test_a_step_of_ones_own_goes_before_the_common_one() -> None:
    both = {"anna": "present", "bruno": "present"}
    found = fields(attendance=both, step="Ask twice", own_steps={"bruno": "Ask once"})
    assert {each.senior_id: each.text for each in found["steps"]} == {
        "anna": "Ask twice",
        "bruno": "Ask once",
    }


def test_a_step_left_as_it_was_keeps_what_came_of_it() -> None:
    step = Step(senior_id="anna", text="Ask twice", due_on=day(4), done="no", reason="no time")
    held = session("giulia", day(3), "anna", steps=(step,))
    found = fields(held, old=held, step="Ask twice", decision="try", step_due=day(4))
    assert found["steps"] == (step,)
