"""Half-days: what a proposal promises is what the calendar gives."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import proposals
from revmentor.model.base import Record
from revmentor.model.programme import Pairing, SeniorsPerMentor
from revmentor.rules.pairing.proposal import propose
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import timetable
from tests.support.firm import PROGRAMME, START, look, pair, part, person, prepared

OWN: dict[str, Any] = {"pairing": Pairing(own_half_day=True)}
MORNINGS = ("mon-am", "tue-am", "wed-am", "thu-am", "fri-am")


def first_week(view: View) -> dict[str, list[tuple[str, date]]]:
    """Return by mentor whom the calendar has in the first week, and on which day."""
    found: dict[str, list[tuple[str, date]]] = {}
    for event in timetable.events(view, START):
        day = event.start.date() if isinstance(event.start, datetime) else event.start
        if view.programme.week_of(day) == 1:
            found.setdefault(event.mentor_id, []).extend(
                (senior_id, day) for senior_id in event.seniors
            )
    return found


def accepted(path: Path, *records: Record) -> View:
    """A file whose proposal, without a warning about half-days, was accepted as it stood."""
    workspace = prepared(path, *records, **OWN, seniors_per_mentor=SeniorsPerMentor(min=1, max=4))
    found = propose(workspace.view(PROGRAMME))
    assert found.without_half_day == {}
    assert found.plan.unplaced == []
    proposals.accept(workspace.change(PROGRAMME), found.plan.mentor_of, on=START)
    return workspace.view(PROGRAMME)


@pytest.mark.parametrize(
    "records",
    [
        [],
        [part("giulia", "mentor", slot="mon-09:00"), part("luca", "mentor", slot="wed-16:00")],
        [person("giulia", availability=MORNINGS), person("luca", availability=MORNINGS)],
        [person(who, availability=MORNINGS) for who in ("anna", "bruno", "carla")],
        [person("anna", availability=("mon-am",)), person("giulia", availability=("tue-am",))],
    ],
    ids=["nobody said", "a slot of the mentor", "only mentors", "only seniors", "one of each"],
)
def test_no_two_seniors_of_a_mentor_share_the_day_where_each_was_promised_an_own_half_day(
    path: Path, records: list[Record]
) -> None:
    view = accepted(path, *records)
    assert sum(map(len, first_week(view).values())) == 5
    for mentor_id, planned in first_week(view).items():
        days = Counter(day for _senior, day in planned)
        assert max(days.values()) == 1, (mentor_id, planned)


def test_the_mentor_s_own_time_of_the_week_is_the_first_senior_s() -> None:
    view = look(
        part("giulia", "mentor", slot="wed-09:00"),
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        **OWN,
    )
    anna, bruno = sorted(timetable.events(view, START)[:2], key=lambda event: event.seniors)
    assert isinstance(anna.start, datetime)
    assert anna.start.weekday() == 2
    assert not isinstance(bruno.start, datetime)


def test_a_proposal_promises_nobody_the_half_day_of_another_s_own_slot(path: Path) -> None:
    """Anna's slot with Giulia is on Monday morning, the only time Bruno can."""
    view = look(
        person("anna", availability=("mon-am", "tue-am")),
        person("bruno", availability=("mon-am",)),
        part("luca", "mentor", max_seniors=0),
        pair("giulia", "anna", slot="mon-09:00", locked=True),
        seniors_per_mentor=SeniorsPerMentor(min=1, max=5),
        **OWN,
    )
    found = propose(view)
    assert found.plan.mentor_of["anna"] == "giulia"
    assert "bruno" in found.plan.unplaced
    assert found.without_half_day == {}


def test_two_own_slots_in_one_half_day_stand_as_somebody_wrote_them() -> None:
    view = look(
        pair("giulia", "anna", slot="mon-09:00", locked=True),
        pair("giulia", "bruno", slot="mon-10:00", locked=True),
        **OWN,
    )
    assert propose(view).plan.mentor_of["bruno"] == "giulia"
    days = [day for _senior, day in first_week(view)["giulia"]]
    assert days == [START, START]
