from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.actions import indicators, participations, programmes
from revmentor.model.errors import Refused
from revmentor.model.indicator import Indicator
from revmentor.model.programme import Costs, FollowUp, FollowUpKind, Programme
from revmentor.rules.results import findings, follow_ups
from revmentor.rules.results.cost import cost
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, begin, day, everybody, exported, programme, running
from tests.support.refusal import refused

AT_60 = TODAY + timedelta(days=60)
AT_6 = date(2026, 10, 24)
YES: dict[str, bool] = {"anna": True}


def close(workspace: Workspace) -> Workspace:
    programmes.close(
        workspace.change(PROGRAMME, today=TODAY),
        on=TODAY,
        lessons="begin earlier",
        decision="repeat",
    )
    return workspace


def hear(
    workspace: Workspace,
    kind: FollowUpKind = "60_days",
    said: Mapping[str, bool] = YES,
    **fields: Any,
) -> Programme:
    day_of: dict[FollowUpKind, date] = {"60_days": AT_60, "6_months": AT_6}
    given = {"on": day_of[kind], **fields}
    tx = workspace.change(PROGRAMME, today=given.pop("today", AT_6 + timedelta(days=90)))
    return programmes.follow_up(tx, kind, said, **given)


# -- what was heard --------------------------------------------------------------------------------


def test_what_was_heard_is_written_into_the_closed_programme(path: Path) -> None:
    workspace = close(running(path))
    made = hear(workspace, said={"bruno": False, "anna": True}, note="by telephone")
    kept = Workspace.open(path).snapshot.programmes[PROGRAMME]
    assert kept == made
    assert kept.follow_ups == (
        FollowUp(
            kind="60_days",
            on=AT_60,
            still_using={"anna": True, "bruno": False},
            note="by telephone",
        ),
    )
    assert workspace.undoable == "follow-up of Common floor"


def test_the_rest_of_the_closed_programme_stays_as_it_was(path: Path) -> None:
    workspace = close(running(path))
    before = workspace.snapshot
    made = hear(workspace)
    old = before.programmes[PROGRAMME]
    assert (made.closed_on, made.lessons, made.decision) == (
        old.closed_on,
        old.lessons,
        old.decision,
    )
    for table in ("ratings", "goals", "sessions", "pairs", "participations"):
        assert workspace.snapshot.table(table) == before.table(table)


def test_a_second_time_corrects_the_first_and_leaves_the_other_alone(path: Path) -> None:
    workspace = close(running(path))
    hear(workspace)
    hear(workspace, "6_months", {"carla": True})
    made = hear(workspace, said={"anna": False, "dario": True}, on=AT_60 + timedelta(days=2))
    first, second = made.follow_ups
    assert (first.kind, second.kind) == ("60_days", "6_months")
    assert first.still_using == {"anna": False, "dario": True}
    assert (first.on, second.still_using) == (AT_60 + timedelta(days=2), {"carla": True})


def test_a_first_follow_up_heard_late_stands_before_the_second(path: Path) -> None:
    workspace = close(running(path))
    hear(workspace, "6_months")
    made = hear(workspace, on=AT_6)
    assert [each.kind for each in made.follow_ups] == ["60_days", "6_months"]


def test_a_note_alone_is_enough(path: Path) -> None:
    made = hear(close(running(path)), said={}, note="nobody could be reached")
    assert made.follow_ups[0].still_using == {}


def test_what_was_heard_is_no_longer_asked_for_and_can_be_undone(path: Path) -> None:
    workspace = close(running(path))
    before = exported(workspace)
    assert follow_ups.due_follow_up(hear(workspace), AT_60) is None
    workspace.undo()
    assert exported(workspace) == before
    assert follow_ups.due_follow_up(workspace.snapshot.programmes[PROGRAMME], AT_60) == "60_days"


def test_a_follow_up_may_be_heard_on_its_first_day_and_today(path: Path) -> None:
    assert hear(close(running(path)), on=AT_60, today=AT_60).follow_ups[0].on == AT_60


@pytest.mark.parametrize(
    ("kind", "said", "fields", "words", "field"),
    [
        (
            "60_days",
            YES,
            {"on": AT_60 - timedelta(days=1)},
            "This follow-up is heard from 23 Jun 2026 on.",
            "on",
        ),
        (
            "6_months",
            YES,
            {"on": AT_6 - timedelta(days=1)},
            "This follow-up is heard from 24 Oct 2026 on.",
            "on",
        ),
        (
            "60_days",
            YES,
            {"on": AT_60 + timedelta(days=1), "today": AT_60},
            "24 Jun 2026 has not come yet; write down what has happened.",
            "on",
        ),
        ("60_days", {}, {}, "Nothing is answered yet.", "still_using"),
        ("60_days", {}, {"note": ""}, "Nothing is answered yet.", "still_using"),
        ("60_days", {"ettore": True}, {}, "Ettore Valdarco does not take part in this role.", None),
        ("60_days", {"giulia": True}, {}, "Giulia Ferrante does not take part", None),
        ("60_days", {**YES, "zoe": True}, {}, "zoe does not take part in this role.", None),
        ("60_days", YES, {"note": "a\x07"}, "hidden control character (U+0007)", None),
    ],
)
def test_a_follow_up_that_does_not_fit_is_refused(
    path: Path,
    kind: FollowUpKind,
    said: dict[str, bool],
    fields: dict[str, Any],
    words: str,
    field: str | None,
) -> None:
    workspace = close(running(path))
    with refused(workspace, words, field):
        hear(workspace, kind, said, **fields)


def test_an_open_programme_has_no_follow_up(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "A follow-up comes after the closing; the programme is still open."):
        hear(workspace)


def test_an_unknown_programme_is_refused_by_name(path: Path) -> None:
    workspace = close(running(path))
    with refused(workspace, "There is no programme “nope” in this file."):
        programmes.follow_up(workspace.change("nope", today=AT_60), "60_days", YES, on=AT_60)


# -- readings after the closing --------------------------------------------------------------------


def counted(workspace: Workspace) -> Indicator:
    """An indicator that got better by four until the closing."""
    made = indicators.add(workspace.change(PROGRAMME), name="Weekly users", target=8)
    for on, value in ((day(1), 3), (day(10), 7)):
        made = indicators.record_reading(workspace.change(today=TODAY), made.id, on=on, value=value)
    return made


def test_a_reading_after_the_closing_stands_beside_the_evaluation(path: Path) -> None:
    workspace = running(path)
    made = counted(workspace)
    close(workspace)
    (before,) = findings.indicators(workspace.view(PROGRAMME))
    indicators.record_reading(workspace.change(today=AT_60), made.id, on=AT_60, value=12)
    indicators.record_reading(
        workspace.change(today=AT_60), made.id, on=TODAY + timedelta(days=1), value=1
    )
    (after,) = findings.indicators(workspace.view(PROGRAMME))
    assert (after.change, after.direction, after.target_reached) == (4, "better", False)
    assert (after.change, after.direction, after.target_reached) == (
        before.change,
        before.direction,
        before.target_reached,
    )
    assert after.readings == before.readings
    assert [(each.on, each.value) for each in after.afterwards] == [
        (TODAY + timedelta(days=1), 1),
        (AT_60, 12),
    ]


def test_a_second_reading_of_a_day_after_the_closing_takes_the_place_of_the_first(
    path: Path,
) -> None:
    workspace = running(path)
    made = counted(workspace)
    close(workspace)
    for value in (9, 10):
        found = indicators.record_reading(
            workspace.change(today=AT_60), made.id, on=AT_60, value=value
        )
    assert [each.value for each in found.readings] == [3, 7, 10]


@pytest.mark.parametrize("on", [TODAY, TODAY - timedelta(days=1), day(1)])
def test_a_reading_up_to_the_closing_is_refused_once_it_is_closed(path: Path, on: date) -> None:
    workspace = running(path)
    made = counted(workspace)
    close(workspace)
    words = "The programme was closed on 24 Apr 2026; a reading is now of a day after it."
    with refused(workspace, words, "on"):
        indicators.record_reading(workspace.change(today=AT_60), made.id, on=on, value=9)


def test_a_reading_of_a_day_to_come_is_refused_after_the_closing_too(path: Path) -> None:
    workspace = running(path)
    made = counted(workspace)
    close(workspace)
    with refused(workspace, "24 Jun 2026 has not come yet", "on"):
        indicators.record_reading(
            workspace.change(today=AT_60), made.id, on=AT_60 + timedelta(days=1), value=9
        )


def test_what_is_counted_is_not_changed_after_the_closing(path: Path) -> None:
    workspace = running(path)
    made = counted(workspace)
    close(workspace)
    words = "Common floor was closed on 24 Apr 2026 and stands as it is."
    with refused(workspace, words):
        indicators.edit(
            workspace.change(), made.id, name="Users", kind="hard", unit=None, better="up", target=1
        )
    with refused(workspace, words):
        indicators.remove(workspace.change(), made.id)
    with refused(workspace, words):
        indicators.add(workspace.change(PROGRAMME), name="Hours")


def test_an_indicator_says_on_how_many_people_it_is_measured(path: Path) -> None:
    workspace = running(path)
    made = indicators.add(workspace.change(PROGRAMME), name="Weekly users", people=6)
    assert Workspace.open(path).snapshot.indicators[made.id].people == 6
    fields = {"kind": "hard", "unit": None, "better": "up", "target": None}
    turned = indicators.edit(workspace.change(), made.id, name="Users", people=None, **fields)
    assert turned.people is None
    with refused(workspace, "cannot be measured on 8 people: 7 take part"):
        indicators.edit(workspace.change(), made.id, name="Users", people=8, **fields)
    with refused(workspace, "cannot be measured on 8 people"):
        indicators.add(workspace.change(PROGRAMME), name="Hours", people=8)


# -- costs -----------------------------------------------------------------------------------------


def test_costs_are_set_changed_and_taken_out(path: Path) -> None:
    workspace = running(path)
    first = programmes.set_costs(workspace.change(PROGRAMME), Costs(mentor_hour=30, senior_hour=40))
    assert first.costs == Costs(mentor_hour=30, senior_hour=40, external=0, currency="EUR")
    second = Costs(mentor_hour=31.5, external=200, currency="CHF")
    programmes.set_costs(workspace.change(PROGRAMME), second)
    assert Workspace.open(path).snapshot.programmes[PROGRAMME].costs == second
    assert programmes.set_costs(workspace.change(PROGRAMME), None).costs is None
    assert workspace.undoable == "costs set"


def test_what_the_programme_cost_so_far_follows_from_its_sessions(path: Path) -> None:
    workspace = running(path)
    programmes.set_costs(
        workspace.change(PROGRAMME), Costs(mentor_hour=30, senior_hour=40, external=5)
    )
    found = cost(workspace.view(PROGRAMME))
    assert found
    # One session of half an hour was held, with two seniors.
    assert (found.mentors, found.seniors, found.total) == (15, 40, 60)


def test_whole_costs_export_the_same_bytes_once_opened_again(path: Path) -> None:
    workspace = running(path)
    programmes.set_costs(
        workspace.change(PROGRAMME), Costs(mentor_hour=30, senior_hour=40, external=5)
    )
    assert exported(Workspace.open(path)) == exported(workspace)


@pytest.mark.parametrize(
    ("costs", "words"),
    [
        (Costs(mentor_hour=-1), "“-1” is not a number from 0 to"),
        (Costs(senior_hour=-0.01), "“-0.01” is not a number from 0 to"),
        (Costs(external=1e9), "is not a number from 0 to"),
        (Costs(currency="eur"), "“eur” is not"),
        (Costs(currency="EURO"), "“EURO” is not"),
        (Costs(currency="€"), "“€” is not"),
    ],
)
def test_costs_that_do_not_fit_are_refused(path: Path, costs: Costs, words: str) -> None:
    workspace = running(path)
    with refused(workspace, words):
        programmes.set_costs(workspace.change(PROGRAMME), costs)


def test_a_currency_that_does_not_fit_is_told_what_to_write(path: Path) -> None:
    workspace = running(path)
    with pytest.raises(Refused) as caught:
        programmes.set_costs(workspace.change(PROGRAMME), Costs(currency="eur"))
    assert "country" not in str(caught.value)


def test_costs_are_set_before_the_closing(path: Path) -> None:
    workspace = close(running(path))
    with refused(workspace, "Common floor was closed on 24 Apr 2026 and stands as it is."):
        programmes.set_costs(workspace.change(PROGRAMME), Costs(mentor_hour=30))


def test_what_was_heard_of_a_closed_programme_lets_the_next_one_go_on(path: Path) -> None:
    heard = FollowUp(kind="60_days", on=date(2026, 9, 20), still_using={"anna": True})
    closed = programme(closed_on=date(2026, 7, 20), follow_ups=(heard,))
    following = msgspec.structs.replace(programme(), id="next", starts_on=date(2026, 10, 5))
    workspace = begin(path)
    workspace.commit("two programmes", put=[closed, following, *everybody()])
    participations.enrol(workspace.change("next", today=date(2026, 11, 1)), "anna", "senior")
    assert ("anna", "senior") in workspace.view("next").participations
