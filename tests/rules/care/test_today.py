from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from revmentor.exchange import status
from revmentor.model.base import Record
from revmentor.model.case import Case
from revmentor.model.pair import Charter
from revmentor.model.participation import Acknowledgement
from revmentor.model.programme import LaunchItem, PassedItem
from revmentor.model.pulse import Pulse
from revmentor.model.session import Exchange, Step
from revmentor.rules.care.item import Item
from revmentor.rules.care.today import Today, nothing_yet, today
from revmentor.rules.person_names import surname_first
from revmentor.rules.programme_view import View, current
from tests.support.firm import (
    MENTORS,
    PROGRAMME,
    SENIORS,
    START,
    TODAY,
    day,
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

HEARD = Acknowledgement(on=START)


SIGNED = Charter(mentor_on=START, senior_on=START)


def _passed(item: LaunchItem) -> PassedItem:
    return PassedItem(item=item, reason="as always", on=START)


def in_order() -> list[Record]:
    """Everything that can be asked before the first session is there."""
    return [
        goal(None, id="all"),
        *(goal(who, "forms-surveys") for who in (*MENTORS, *SENIORS)),
        *(part(who, "mentor", acknowledged=HEARD) for who in MENTORS),
        *(part(who, "senior", acknowledged=HEARD) for who in SENIORS),
        *(rating(who, "forms-surveys", 1) for who in (*MENTORS, *SENIORS)),
        *(rating(who, "video-meetings", 1) for who in SENIORS),
        *(pair("giulia", who, charter=SIGNED) for who in ("anna", "bruno", "carla")),
        *(pair("luca", who, charter=SIGNED) for who in ("dario", "elena")),
    ]


def ready(*records: Record, **fields: Any) -> View:
    given: dict[str, Any] = {
        "standard_level": {"video-meetings": 3},
        "formats": ("group",),
        "launch_passed": (_passed("slots"), _passed("tools")),
        **fields,
    }
    return look(*in_order(), *records, **given)


def weeks(mentor: str, first: int, last: int) -> list[Record]:
    there = ("anna", "bruno", "carla") if mentor == "giulia" else ("dario", "elena")
    return [
        session(
            mentor,
            day(week),
            *there,
            received=(Exchange(text="a story"),),
            steps=tuple(Step(senior_id=who, text="try", done="yes") for who in there),
        )
        for week in range(first, last + 1)
    ]


def lines(found: Today, group: str) -> list[str]:
    return [f"{item.subject}: {item.message}" for item in found.items if item.group == group]


def about(found: Today, target: str) -> list[Item]:
    return [item for item in found.items if item.target == target]


def test_a_programme_in_order_wants_nobody_before_it_begins() -> None:
    found = today(ready(), START - timedelta(days=10))
    assert found.wanting == 0
    assert status.programme_headline(found) == "Nothing wants you this week."
    assert found.coming == ("first week from Monday 2 February 2026",)


def test_the_first_week_shows_every_slot_of_it_and_whose_it_is() -> None:
    found = today(ready(part("giulia", "mentor", slot="wed-09:30", acknowledged=HEARD)), START)
    assert lines(found, "this_week") == [
        "Luca Bianchi: Mon 2 Feb · group of 2",
        "Giulia Ferrante: Wed 4 Feb 09:30 · group of 3",
    ]
    assert [item.urgency for item in found.items] == ["due", "quiet"]
    assert (found.slots, found.slots_logged) == (2, 0)


def test_a_logged_slot_is_counted_and_no_longer_asked_for() -> None:
    found = today(ready(*weeks("giulia", 1, 1), *weeks("luca", 1, 1)), START)
    assert (found.slots, found.slots_logged, found.wanting) == (2, 2, 0)


def test_a_missed_session_asks_for_its_reason_until_it_has_one() -> None:
    def missed(reason: str | None) -> list[str]:
        one = session("giulia", day(1), "anna", "bruno", "carla", status="missed", reason=reason)
        return lines(today(ready(one, *weeks("luca", 1, 1)), day(1, 4)), "this_week")

    assert missed(None) == ["Giulia Ferrante: Mon 2 Feb · group of 3, no reason yet"]
    assert missed("a fair") == []


def test_slots_of_earlier_weeks_that_nobody_logged_are_named_once_a_mentor() -> None:
    view = ready(*weeks("luca", 1, 4), *weeks("giulia", 1, 2))
    found = today(view, day(4, 4))
    late = [item for item in about(found, "log") if item.group == "needs_you"]
    assert [(i.subject, i.message) for i in late] == [
        ("Giulia Ferrante", "1 earlier slot not logged, on Mon 16 Feb")
    ]
    assert late[0].on == day(3)


def test_a_pair_that_wants_a_talk_comes_first() -> None:
    group = ("anna", "bruno", "carla")
    lost = [session("giulia", day(week), *group, status="cancelled") for week in (11, 12)]
    view = ready(*weeks("luca", 1, 12), *weeks("giulia", 1, 10), *lost)
    found = today(view, TODAY)
    first = found.items[0]
    assert (first.urgency, first.target, first.subject) == ("talk", "pairs", "Giulia & Anna")
    assert "last two sessions cancelled, Mon 13 Apr and Mon 20 Apr" in first.message
    assert first.rule.split(",")[0] == "R2"
    assert found.wanting == 4  # three pairs, and the slips of the pulse
    assert status.programme_headline(found) == "4 things need you"


LOW = {"P7": 2}
"""A slip that says that it weighs too much on somebody's work."""


def slip(who: str, on: date = TODAY, **fields: Any) -> Pulse:
    given: dict[str, Any] = {"answers": LOW, **fields}
    return Pulse(id=f"slip-{who}", programme_id=PROGRAMME, person_id=who, on=on, **given)


def subjects(items: Sequence[Item]) -> list[str]:
    return [each.subject for each in items]


def test_what_only_weighs_is_worth_an_eye_and_folded() -> None:
    found = today(ready(*weeks("luca", 1, 12), *weeks("giulia", 1, 12), slip("anna")), TODAY)
    assert subjects(found.needs) == ["Pulse, round 3"]
    assert subjects(found.worth_an_eye) == ["Giulia & Anna"]
    assert status.programme_headline(found) == "1 thing needs you · 1 worth an eye"


def test_who_weighs_and_asks_to_talk_needs_somebody_and_says_that_first() -> None:
    asks = slip("anna", wants_talk=True)
    found = today(ready(*weeks("luca", 1, 12), *weeks("giulia", 1, 12), asks), TODAY)
    first = found.needs[0]
    assert (first.subject, first.urgency) == ("Giulia & Anna", "talk")
    assert "asked to talk" in first.message
    assert "weighs" not in first.message
    assert set(first.rule.split(",")) == {"R11", "weighs"}


def test_a_mentor_whose_match_is_not_right_is_not_folded() -> None:
    mild = today(ready(*weeks("giulia", 1, 12), *weeks("luca", 1, 12), slip("luca")), TODAY)
    assert "Luca Bianchi" in subjects(mild.worth_an_eye)
    wrong = slip("luca", fit="not_for_me")
    found = today(ready(*weeks("giulia", 1, 12), *weeks("luca", 1, 12), wrong), TODAY)
    assert "Luca Bianchi" in subjects(found.needs)


def test_five_things_need_somebody_at_most_and_nothing_is_lost() -> None:
    group = ("anna", "bruno", "carla", "dario", "elena")
    asks = [slip(who, wants_talk=True) for who in group]
    found = today(ready(*asks), TODAY)
    assert len(found.needs) == 5
    assert {item.urgency for item in found.needs} == {"talk"}
    assert found.worth_an_eye
    assert found.wanting == found.to_log + len(found.needs) + len(found.worth_an_eye)


def test_a_case_marks_its_line_and_lets_another_go_first() -> None:
    lost = [session("giulia", day(week), "anna", status="cancelled") for week in (11, 12)]
    case = Case(
        id="c",
        programme_id=PROGRAMME,
        opened_on=day(12, 1),
        text="never free",
        pair_id="giulia-anna",
        rule="R2",
        due_on=day(13),
    )
    two = [session("luca", day(week), "dario", status="cancelled") for week in (11, 12)]
    records = [*weeks("luca", 1, 10), *weeks("giulia", 1, 10), *lost, *two]
    first, second = today(ready(*records, case, formats=("individual",)), TODAY).needs[:2]
    assert (first.subject, first.has_case) == ("Luca & Dario", False)
    assert (second.subject, second.has_case) == ("Giulia & Anna", True)
    assert "· case open until Mon 27 Apr" in second.message
    uncased = today(ready(*records, formats=("individual",)), TODAY).needs[:2]
    assert subjects(uncased) == ["Giulia & Anna", "Luca & Dario"]


def test_what_is_missing_before_the_first_session_is_said() -> None:
    found = today(look(), START - timedelta(days=3))
    said = lines(found, "needs_you")
    assert "Goals: no goal of the programme yet" in said
    assert "Goals: 7 people have not acknowledged the goals" in said
    assert any("to be written before the first session" in line for line in said)


def test_a_programme_without_people_asks_for_them() -> None:
    empty = View(snapshot(programme()), PROGRAMME, {}, date.max)
    assert lines(today(empty, START), "needs_you") == ["People: nobody takes part yet"]


def test_a_senior_without_a_mentor_is_named() -> None:
    ended = pair("luca", "elena", until_on=day(2))
    found = today(ready(ended, *weeks("giulia", 1, 3), *weeks("luca", 1, 2)), day(3, 4))
    assert "Elena Pezzini: has no mentor" in lines(found, "needs_you")
    assert "Luca Bianchi: has 1 senior, agreed were at least 2" in lines(found, "needs_you")


def test_a_case_is_shown_from_its_day_on_until_it_is_closed() -> None:
    def cases(on: date, closed: date | None = None) -> list[str]:
        case = Case(
            id="c",
            programme_id=PROGRAMME,
            opened_on=START,
            text="Bruno is never free",
            next_step="ask his manager",
            due_on=day(2),
            closed_on=closed,
        )
        return [line for line in lines(today(look(case), on), "needs_you") if "Case" in line]

    assert cases(day(1, 6)) == []
    assert cases(day(2)) == ["Case: ask his manager (since Mon 9 Feb)"]
    assert cases(day(2), closed=day(2)) == []


def test_after_the_last_week_everything_left_to_close_is_listed() -> None:
    found = today(ready(*weeks("giulia", 1, 24), *weeks("luca", 1, 24)), day(25))
    said = " ".join(line for line in lines(found, "needs_you") if line.startswith("To close"))
    assert "12 final ratings" in said
    assert "7 final forms" in said
    assert "the decision" in said


def test_a_closed_programme_wants_nothing() -> None:
    found = today(ready(closed_on=TODAY), TODAY)
    assert (found.items, found.coming) == ((), ())


def test_the_middle_and_the_end_are_announced() -> None:
    slots, middle = today(ready(), START).coming
    assert slots == "next week 2 slots, from Mon 9 Feb"
    assert middle == "mid-point, from Monday 27 April 2026"
    _slots, last = today(ready(), day(14)).coming
    assert last.startswith("last week ends on Sunday 19 July 2026")


def test_a_file_without_programme_says_how_one_begins() -> None:
    assert nothing_yet().wanting == 1


def test_the_programme_shown_first_is_the_latest_open_one() -> None:
    old = programme(closed_on=TODAY)
    assert current(snapshot()) is None
    assert current(snapshot(old)) == old
    fresh = programme(name="Second run", starts_on=START - timedelta(days=400))
    other = type(fresh)(id="zz", name="Second", starts_on=fresh.starts_on, weeks=4)
    assert current(snapshot(old, other)) == other


def test_people_are_ordered_by_surname_and_homonyms_told_apart() -> None:
    assert surname_first("Maria Grazia Tosi") == "tosi maria grazia"
    view = look(
        person("anna", name="Mario Rossi", department="Sales"),
        person("bruno", name="Mario Rossi", department="Logistics"),
        person("carla", name="Mario Neri"),
    )
    assert [view.name(who) for who in view.active_seniors] == [
        "Dario Neri",
        "Mario Neri",
        "Elena Pezzini",
        "Mario Rossi (Sales)",
        "Mario Rossi (Logistics)",
    ]
    same = look(person("anna", name="Mario Rossi"), person("bruno", name="MARIO ROSSI"))
    assert (same.name("anna"), same.name("bruno")) == ("Mario Rossi (anna)", "MARIO ROSSI (bruno)")


def test_an_accent_does_not_send_a_surname_to_the_end_of_the_list() -> None:
    assert surname_first("Anna Évrard") < surname_first("Anna Fabbri")
