"""What an odd but accepted document does to the evaluation: nothing, or it is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.actions import evaluations, goals, imports, programmes
from revmentor.exchange import document
from revmentor.exchange.evaluation import full, sponsor
from revmentor.exchange.report import page as report
from revmentor.model.errors import Refused
from revmentor.model.indicator import Indicator, Reading
from revmentor.rules.results import level_changes, side_changes
from revmentor.store.workspace import Workspace
from tests.support.firm import (
    PROGRAMME,
    TODAY,
    day,
    form,
    goal,
    look,
    packed,
    pair,
    part,
    person,
    rating,
    running,
    session,
)

ONE: dict[str, Any] = {"standard_level": {"video-meetings": 3}}


def numbers(*values: float, **fields: Any) -> Indicator:
    readings = tuple(Reading(on=day(1, place), value=each) for place, each in enumerate(values))
    return Indicator(id="i1", programme_id=PROGRAMME, name="Users", readings=readings, **fields)


def closed(path: Path) -> Workspace:
    workspace = running(path)
    programmes.close(
        workspace.change(PROGRAMME, today=TODAY),
        on=TODAY,
        lessons="begin earlier",
        decision="repeat",
    )
    return workspace


def test_a_document_adds_nothing_to_a_closed_programme(path: Path) -> None:
    workspace = closed(path)
    late = {
        "id": "late", "programme_id": PROGRAMME, "person_id": "anna", "skill_id": "spreadsheets",
        "level": 6, "moment": "final", "rated_by": "coordinator", "on": "2026-04-24",
    }  # fmt: skip
    whole = msgspec.json.decode(document.document_bytes(workspace.snapshot))
    whole["ratings"] = sorted([*whole["ratings"], late], key=lambda each: each["id"])
    before = path.read_bytes()
    with pytest.raises(Refused, match="1 entry does not fit") as caught:
        imports.import_document(workspace.change(), document.read_document(packed(whole)))
    assert "was closed on 24 Apr 2026" in caught.value.problems[0].message
    assert path.read_bytes() == before


def test_who_leaves_after_the_closing_is_no_drop_out() -> None:
    view = look(
        person("anna", left_on=day(30), left_reason="retired"),
        rating("anna", "video-meetings", 1),
        closed_on=day(24),
        **ONE,
    )
    assert level_changes.departure(view, "anna", "senior") == ""
    assert "anna" in side_changes.flow(view, "senior").active
    gone = look(person("anna", left_on=day(20)), closed_on=day(24), **ONE)
    assert "left the firm" in level_changes.departure(gone, "anna", "senior")


def test_a_programme_is_not_closed_before_what_was_written_down(path: Path) -> None:
    workspace = running(path)
    workspace.commit("read", put=[numbers(3, 4)])
    workspace.commit("rated", put=[rating("carla", "spreadsheets", 2, "final", on=TODAY)])
    with pytest.raises(Refused, match="Something was written down of 24 Apr 2026"):
        programmes.close(
            workspace.change(PROGRAMME, today=TODAY), on=day(2), lessons="x", decision="stop"
        )


@pytest.mark.parametrize("value", [1e26, 1e308, -1e30])
def test_a_number_that_nobody_reads_breaks_no_report(value: float) -> None:
    view = look(
        numbers(1, value, target=value, people=7),
        form("anna", "senior", answers={"minutes_saved": value}),
        closed_on=TODAY,
        **ONE,
    )
    for audience in ("coordinator", "sponsor"):
        assert b"Users" in report.report_html(
            view, "coordinator" if audience == "coordinator" else "sponsor", TODAY, with_names=True
        )
    assert full.as_json(view, TODAY)
    assert sponsor.as_json(view, with_names=True)


def test_a_form_of_somebody_who_takes_no_part_is_not_counted() -> None:
    view = look(form("ettore", "mentor", story="me too"), form("anna", "senior"))
    assert list(view.evaluations) == [("anna", "senior")]
    assert b"me too" not in report.report_html(view, "coordinator", TODAY)


def test_what_was_said_of_a_goal_keeps_its_number(path: Path) -> None:
    workspace = running(path)
    goals.judge(workspace.change(), "g-anna", -1, on=TODAY, said="no_change")
    changed = goals.edit(workspace.change(), "g-anna", baseline_score=-2)
    assert (changed.attainment, changed.attainment_said) == (-2, "no_change")
    with pytest.raises(Refused, match="is not the number 2"):
        goals.judge(workspace.change(), "g-anna", 2, on=TODAY, said="worse")


def test_of_a_group_each_senior_s_own_words_stay_with_the_name_they_are_about() -> None:
    view = look(
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        form("giulia", "mentor", own_gain="patience", other_gain="they book alone"),
        form("anna", "senior", own_gain="no more fear", other_gain="she listens"),
        form("bruno", "senior", own_gain="one calendar", other_gain="she leads"),
    )
    page = report.report_html(view, "coordinator", TODAY).decode()
    assert page.count("Giulia Ferrante gained, as ") == 2
    for words, whose in (("she listens", "Anna De Luca"), ("she leads", "Bruno Tosi")):
        caption = f"Giulia Ferrante gained, as {whose} saw it</figcaption>"
        assert f"{caption}<blockquote>{words}<" in page


def test_an_exact_p_is_never_nought() -> None:
    records: list[Any] = []
    for number in range(18):
        who = f"x{number:02}"
        records += [
            person(who),
            part(who, "senior"),
            rating(who, "video-meetings", 1, id=f"a{who}"),
        ]
        records.append(rating(who, "video-meetings", 3, "final", on=TODAY, id=f"b{who}"))
    view = look(*records, **ONE)
    found = msgspec.json.decode(full.as_json(view, TODAY))["summary"]["senior"]["signed_rank"]
    assert 0 < found["p"] < 0.001
    page = report.report_html(view, "coordinator", TODAY).decode()
    assert "signed-rank" not in page
    assert "Hodges" not in page


def test_a_form_is_written_before_the_closing_and_not_after(path: Path) -> None:
    workspace = closed(path)
    with pytest.raises(Refused, match="was closed"):
        evaluations.record_form(
            workspace.change(PROGRAMME, today=TODAY), "anna", "senior", on=TODAY
        )


def test_the_sponsor_hears_no_mean_of_hours() -> None:
    view = look(*(session("giulia", day(n), "anna") for n in range(1, 4)), closed_on=TODAY)
    assert b"h a month" in report.report_html(view, "coordinator", TODAY)
    assert b"h a month" not in report.report_html(view, "sponsor", TODAY)


def test_a_goal_of_somebody_who_takes_no_part_is_not_counted() -> None:
    view = look(goal("ettore", id="g9", text="Not here"))
    assert b"Not here" not in report.report_html(view, "coordinator", TODAY)


def test_whoever_has_no_end_is_not_called_below(path: Path) -> None:
    view = look(
        *(person(f"x{n}", name=f"Nobody {n}") for n in range(12)),
        *(part(f"x{n}", "senior") for n in range(12)),
        *(rating(f"x{n}", "video-meetings", 1, id=f"a{n}") for n in range(12)),
        *(rating(f"x{n}", "video-meetings", 2, "final", on=TODAY, id=f"b{n}") for n in range(6)),
        **ONE,
    )
    page = report.report_html(view, "coordinator", TODAY).decode()
    (below,) = [line for line in page.splitlines() if "Below the standard level" in line]
    assert "Nobody 5" in below
    assert "Nobody 6" not in below
    found = msgspec.json.decode(full.as_json(view, TODAY))["standard_level"]
    assert {each["person_id"] for each in found["skills_below"]} == {f"x{n}" for n in range(6)}
    assert {f"x{n}" for n in range(6, 12)} <= set(found["person_ids"]["no_end"])


def test_a_goal_is_not_judged_in_the_future(path: Path) -> None:
    workspace = running(path)
    with pytest.raises(Refused, match="has not come yet"):
        goals.judge(workspace.change(today=TODAY), "g-anna", 0, on=day(40))
