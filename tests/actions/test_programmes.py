from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import evaluations, programmes
from revmentor.model.programme import SeniorsPerMentor
from tests.support.firm import PROGRAMME, START, TODAY, begin, prepared, running
from tests.support.refusal import refused


def test_a_programme_begins_with_a_name_a_day_and_good_defaults(path: Path) -> None:
    workspace = begin(path)
    made = programmes.create(workspace.change(), name="Common floor", starts_on=START)
    assert (made.id, made.weeks, made.every_weeks, made.minutes) == ("pr0001", 24, 1, 30)
    assert (made.seniors_per_mentor.min, made.seniors_per_mentor.max) == (2, 4)
    assert workspace.current_programme() == made


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "is not text of 1 to 200 characters"),
        ({"weeks": 0}, "“0” is not a whole number from 1 to 104"),
        ({"weeks": 105}, "“105” is not a whole number from 1 to 104"),
        ({"minutes": 4}, "“4” is not a whole number from 5 to 480"),
        ({"every_weeks": 14}, "“14” is not a whole number from 1 to 13"),
        ({"starts_on": "02/02/2026"}, "is not a date that exists, written like 2026-04-24"),
        ({"seniors_per_mentor": SeniorsPerMentor(min=4, max=2)}, "minimum is above the maximum"),
        ({"standard_level": {"dancing": 3}}, "here is no “dancing” in skills"),
        ({"standard_level": {"spreadsheets": 9}}, "“9” is not a whole number from 0 to 8"),
        ({"holidays": "never"}, "“never” is not one of"),
        ({"reporting_line_depth": 3}, "is not one of"),
    ],
)
def test_a_programme_that_does_not_fit_is_refused(
    path: Path, fields: dict[str, Any], words: str
) -> None:
    workspace = begin(path)
    given = {"name": "Common floor", "starts_on": START, **fields}
    with refused(workspace, words):
        programmes.create(workspace.change(), **given)


def test_a_programme_can_be_changed(path: Path) -> None:
    workspace = running(path)
    programmes.edit(workspace.change(PROGRAMME), name="Second floor", holidays="shift")
    assert workspace.view(PROGRAMME).programme.name == "Second floor"


def test_the_places_do_not_fall_below_what_a_mentor_has(path: Path) -> None:
    workspace = running(path)
    fewer = SeniorsPerMentor(min=1, max=1)
    words = "Giulia Ferrante has 2 seniors; end a pair before lowering the most to 1."
    with refused(workspace, words, "seniors_max"):
        programmes.edit(workspace.change(PROGRAMME), seniors_per_mentor=fewer)


def test_the_first_day_does_not_come_after_a_session(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "A session was held on 2 Feb 2026", "starts_on"):
        programmes.edit(workspace.change(PROGRAMME), starts_on=START + timedelta(days=1))


def test_the_standard_level_is_kept_in_order(path: Path) -> None:
    workspace = prepared(path)
    done = programmes.set_standard_level(
        workspace.change(PROGRAMME), {"team-chat": 2, "dashboards": 3}
    )
    assert list(done.standard_level) == ["dashboards", "team-chat"]
    programmes.remove_from_standard_level(workspace.change(PROGRAMME), "team-chat")
    done = programmes.remove_from_standard_level(workspace.change(PROGRAMME), "dashboards")
    assert done.standard_level == {}


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "25 Apr 2026 has not come yet", "closed_on"),
        ({"lessons": None}, "Write down at least one lesson", "lessons"),
        ({"lessons": ""}, "Write down at least one lesson", "lessons"),
        ({"decision": None}, "Choose what comes next: repeat, widen or stop.", "decision"),
        ({"on": START - timedelta(days=1)}, "Something was written down of 2 Feb", "closed_on"),
    ],
)
def test_closing_asks_for_its_day_lesson_and_decision(
    path: Path, fields: dict[str, Any], words: str, field: str
) -> None:
    workspace = running(path)
    given = {"on": TODAY, "lessons": "begin earlier", "decision": "repeat", **fields}
    with refused(workspace, words, field):
        programmes.close(workspace.change(PROGRAMME, today=TODAY), **given)


def test_closing_can_be_undone_and_then_changes_are_taken_again(path: Path) -> None:
    workspace = running(path)
    programmes.close(
        workspace.change(PROGRAMME, today=TODAY),
        on=TODAY,
        lessons="begin earlier",
        decision="widen",
    )
    assert workspace.view(PROGRAMME).programme.closed_on == TODAY
    workspace.undo()
    programmes.edit(workspace.change(PROGRAMME), weeks=26)


def test_an_unknown_programme_is_refused_by_name(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "There is no programme “nope” in this file."):
        programmes.edit(workspace.change("nope"), weeks=3)


def test_a_final_form_is_written_for_each_side_and_corrected_in_place(path: Path) -> None:
    workspace = running(path)

    def record(role: Any, who: str, gain: str) -> str:
        return evaluations.record_form(
            workspace.change(PROGRAMME, today=TODAY), who, role, on=TODAY, own_gain=gain
        ).id

    first = record("senior", "anna", "no more fear")
    mentor = record("mentor", "giulia", "how a price is made")
    assert record("senior", "anna", "no fear at all") == first != mentor
    assert workspace.snapshot.evaluations[first].own_gain == "no fear at all"
    assert len(workspace.snapshot.evaluations) == 2


@pytest.mark.parametrize(
    ("who", "role", "fields", "words"),
    [
        ("ettore", "senior", {}, "Ettore Valdarco does not take part in this role."),
        ("anna", "mentor", {}, "Anna De Luca does not take part in this role."),
        ("anna", "senior", {"on": TODAY + timedelta(days=1)}, "25 Apr 2026 has not come yet"),
        ("anna", "senior", {"would_recommend": 11}, "“11” is not a whole number from 0 to 10"),
        ("anna", "senior", {"story": "a\x07"}, "hidden control character (U+0007)"),
    ],
)
def test_a_form_that_does_not_fit_is_refused(
    path: Path, who: str, role: Any, fields: dict[str, Any], words: str
) -> None:
    workspace = running(path)
    with refused(workspace, words):
        evaluations.record_form(
            workspace.change(PROGRAMME, today=TODAY), who, role, **{"on": TODAY, **fields}
        )
