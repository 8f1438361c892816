from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import goals, imports, indicators, programmes, ratings
from revmentor.exchange import document
from revmentor.model.errors import Refused
from revmentor.model.programme import Costs
from revmentor.rules.care.today import today
from revmentor.store.workspace import Workspace
from tests.support.broken_documents import Raw
from tests.support.firm import PROGRAMME, TODAY, begin, exported, packed, raw_document, running

SIXTY: Raw = {"kind": "60_days", "on": "2026-06-23", "still_using": {"anna": True}}


def full(path: Path) -> Workspace:
    """A closed programme in which every new field is filled by its action."""
    workspace = running(path)
    programmes.set_costs(
        workspace.change(PROGRAMME), Costs(mentor_hour=30, senior_hour=40.5, external=1)
    )
    ratings.rate(
        workspace.change(PROGRAMME, today=TODAY),
        "dario",
        "dashboards",
        2,
        tasks={"3": False, "1": True},
    )
    goals.judge(workspace.change(), "g-anna", -1, on=TODAY, said="partly")
    indicators.add(workspace.change(PROGRAMME), name="Weekly users", people=5)
    indicators.add(workspace.change(PROGRAMME), name="Hours on reports", people=7)
    indicators.add(workspace.change(PROGRAMME), name="Errors")
    programmes.close(
        workspace.change(PROGRAMME, today=TODAY),
        on=TODAY,
        lessons="begin earlier",
        decision="repeat",
    )
    half, sixty = TODAY + timedelta(days=190), TODAY + timedelta(days=60)
    programmes.follow_up(
        workspace.change(PROGRAMME, today=half), "6_months", {"bruno": False}, on=half
    )
    programmes.follow_up(
        workspace.change(PROGRAMME, today=half),
        "60_days",
        {"anna": True},
        on=sixty,
        note="by telephone",
    )
    return workspace


def taken_in(path: Path, raw: bytes) -> Workspace:
    workspace = begin(path)
    imports.import_document(workspace.change(), document.read_document(raw))
    return workspace


def changed(raw: bytes, table: str, **fields: Any) -> bytes:
    """A document whose first record of a list has these fields; ``None`` takes a field out."""
    data: Raw = json.loads(raw)
    data[table][0].update(fields)
    data[table][0] = {name: value for name, value in data[table][0].items() if value is not None}
    return packed(data)


# -- there and back --------------------------------------------------------------------------------


def test_every_new_field_is_exported_and_imported_byte_for_byte(path: Path, tmp_path: Path) -> None:
    raw = exported(full(path))
    back = taken_in(tmp_path / "back.json", raw)
    assert exported(back) == raw
    assert exported(Workspace.open(tmp_path / "back.json")) == raw


def test_the_new_fields_stand_in_the_document_by_their_names(path: Path) -> None:
    data = json.loads(exported(full(path)))
    run = data["programmes"][0]
    assert run["costs"] == {
        "mentor_hour": 30.0,
        "senior_hour": 40.5,
        "external": 1.0,
        "currency": "EUR",
    }
    assert run["follow_ups"] == [
        {
            "kind": "60_days",
            "on": "2026-06-23",
            "still_using": {"anna": True},
            "note": "by telephone",
        },
        {"kind": "6_months", "on": "2026-10-31", "still_using": {"bruno": False}},
    ]
    assert [each["tasks"] for each in data["ratings"] if "tasks" in each] == [
        {"1": True, "3": False}
    ]
    said = [each["attainment_said"] for each in data["goals"] if "attainment_said" in each]
    assert said == ["partly"]
    people = {each["name"]: each.get("people") for each in data["indicators"]}
    assert people == {"Weekly users": 5, "Hours on reports": 7, "Errors": None}


def test_what_nobody_said_is_left_out(path: Path) -> None:
    workspace = running(path)
    indicators.add(workspace.change(PROGRAMME), name="Errors")
    raw = exported(workspace)
    for name in (b"costs", b"follow_ups", b"tasks", b"attainment_said"):
        assert name not in raw
    assert "people" not in json.loads(raw)["indicators"][0]


def test_a_document_written_before_these_fields_goes_through_a_file_unchanged(
    path: Path, tmp_path: Path
) -> None:
    raw = exported(running(path))
    assert exported(taken_in(tmp_path / "back.json", raw)) == raw


def test_the_order_of_answers_and_ticks_in_the_source_does_not_matter(
    path: Path, tmp_path: Path
) -> None:
    raw = exported(full(path))
    said, ticks = {"anna": True, "bruno": False, "elena": True}, {"1": True, "2": False, "3": True}
    answers: Raw = {"follow_ups": [{**SIXTY, "still_using": said}]}
    turned: Raw = {"follow_ups": [{**SIXTY, "still_using": dict(reversed(said.items()))}]}
    one = changed(changed(raw, "programmes", **answers), "ratings", tasks=ticks)
    other = changed(
        changed(raw, "programmes", **turned), "ratings", tasks=dict(reversed(ticks.items()))
    )
    assert one != other
    first, second = tmp_path / "one.json", tmp_path / "other.json"
    assert exported(taken_in(first, one)) == exported(taken_in(second, other))


def test_costs_without_numbers_are_stated_in_full(tmp_path: Path) -> None:
    run = {"id": "pr", "name": "P", "starts_on": "2026-02-02", "weeks": 24, "costs": {}}
    workspace = taken_in(tmp_path / "file.json", packed(raw_document(programmes=[run])))
    assert workspace.snapshot.programmes["pr"].costs == Costs()
    costs = json.loads(exported(workspace))["programmes"][0]["costs"]
    assert costs == {"mentor_hour": 0.0, "senior_hour": 0.0, "external": 0.0, "currency": "EUR"}


# -- refused with the path -------------------------------------------------------------------------


def problems(path: Path, tmp_path: Path, table: str, **fields: Any) -> list[tuple[str, str]]:
    """What an import of the changed document is refused for, after a look that it changed none."""
    raw = changed(exported(full(path)), table, **fields)
    empty = begin(tmp_path / "empty.json")
    before = empty.path.read_bytes()
    with pytest.raises(Refused) as caught:
        imports.import_document(empty.change(), document.read_document(raw))
    assert empty.path.read_bytes() == before
    return [(each.path, each.message) for each in caught.value.problems]


AFTER = "a follow-up is heard after the programme was closed"


def test_a_follow_up_in_an_open_programme_is_refused(path: Path, tmp_path: Path) -> None:
    found = problems(path, tmp_path, "programmes", closed_on=None)
    assert found == [
        ("programmes[0].follow_ups[0].on", AFTER),
        ("programmes[0].follow_ups[1].on", AFTER),
    ]


@pytest.mark.parametrize("on", ["2026-04-24", "2026-04-23"])
def test_a_follow_up_up_to_the_day_of_the_closing_is_refused(
    path: Path, tmp_path: Path, on: str
) -> None:
    found = problems(path, tmp_path, "programmes", follow_ups=[{**SIXTY, "on": on}])
    due = "this follow-up is heard from 23 Jun 2026 on"
    assert found == [("programmes[0].follow_ups[0].on", due)]


def test_the_six_months_are_not_heard_after_two(path: Path, tmp_path: Path) -> None:
    early = [{**SIXTY, "kind": "6_months"}]
    found = problems(path, tmp_path, "programmes", follow_ups=early)
    due = "this follow-up is heard from 24 Oct 2026 on"
    assert found == [("programmes[0].follow_ups[0].on", due)]


def test_the_same_follow_up_twice_is_refused_at_the_second(path: Path, tmp_path: Path) -> None:
    twice = [SIXTY, {**SIXTY, "kind": "6_months", "on": "2026-11-02"}, SIXTY]
    found = problems(path, tmp_path, "programmes", follow_ups=twice)
    assert found == [
        ("programmes[0].follow_ups[2].kind", "the same follow-up stands here twice"),
    ]


@pytest.mark.parametrize("who", ["ettore", "giulia", "nobody"])
def test_an_answer_of_somebody_who_was_no_senior_is_refused(
    path: Path, tmp_path: Path, who: str
) -> None:
    said = {**SIXTY, "still_using": {"anna": True, who: False}}
    found = problems(path, tmp_path, "programmes", follow_ups=[said])
    assert found == [
        (
            f"programmes[0].follow_ups[0].still_using.{who}",
            f"“{who}” takes no part in the programme as a senior",
        )
    ]


def test_every_problem_of_every_follow_up_is_named(path: Path, tmp_path: Path) -> None:
    early = {"kind": "60_days", "on": "2026-04-24", "still_using": {"ettore": True}}
    found = problems(path, tmp_path, "programmes", follow_ups=[SIXTY, early])
    place = "programmes[0].follow_ups[1]"
    assert sorted(each for each, _text in found) == [
        f"{place}.kind",
        f"{place}.on",
        f"{place}.still_using.ettore",
    ]


@pytest.mark.parametrize(
    ("table", "fields", "where"),
    [
        ("programmes", {"follow_ups": [{**SIXTY, "kind": "a_year"}]}, "follow_ups[0].kind"),
        ("programmes", {"follow_ups": [{**SIXTY, "on": "23/06/2026"}]}, "follow_ups[0].on"),
        ("programmes", {"follow_ups": [{"kind": "60_days"}]}, "follow_ups[0].on"),
        (
            "programmes",
            {"follow_ups": [{**SIXTY, "still_using": {"anna": "yes"}}]},
            "follow_ups[0].still_using.anna",
        ),
        ("programmes", {"follow_ups": [{**SIXTY, "who": "anna"}]}, "follow_ups[0].who"),
        ("programmes", {"follow_ups": SIXTY}, "follow_ups"),
        ("programmes", {"costs": {"mentor_hour": -1}}, "costs.mentor_hour"),
        ("programmes", {"costs": {"senior_hour": "40"}}, "costs.senior_hour"),
        ("programmes", {"costs": {"external": 10**9}}, "costs.external"),
        ("programmes", {"costs": {"currency": "euro"}}, "costs.currency"),
        ("programmes", {"costs": {"hour": 30}}, "costs.hour"),
        ("ratings", {"tasks": {"1": "yes"}}, "tasks.1"),
        ("ratings", {"tasks": {"1": 1}}, "tasks.1"),
        ("ratings", {"tasks": ["1"]}, "tasks"),
        ("goals", {"attainment_said": "fine"}, "attainment_said"),
        ("goals", {"attainment_said": ""}, "attainment_said"),
        ("indicators", {"people": "yes"}, "people"),
        ("indicators", {"people": True}, "people"),
        ("indicators", {"people": 0}, "people"),
    ],
)
def test_a_new_field_that_does_not_fit_is_refused_with_its_path(
    path: Path, tmp_path: Path, table: str, fields: dict[str, Any], where: str
) -> None:
    found = problems(path, tmp_path, table, **fields)
    assert [each for each, _text in found] == [f"{table}[0].{where}"]


def test_a_closing_in_an_impossible_year_is_refused_or_does_no_harm(tmp_path: Path) -> None:
    run = {"id": "pr", "name": "P", "starts_on": "2026-02-02", "weeks": 24}
    raw = packed(raw_document(programmes=[{**run, "closed_on": "9999-12-31"}]))
    try:
        workspace = taken_in(tmp_path / "file.json", raw)
    except Refused:
        return
    assert today(workspace.view("pr"), TODAY).items == ()
