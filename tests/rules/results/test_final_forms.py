from __future__ import annotations

from typing import Any

import msgspec
import pytest

from revmentor.model.base import Role
from revmentor.model.programme import Costs
from revmentor.model.rating import Moment, Rating
from revmentor.rules.programme_view import View
from revmentor.rules.results import final_forms
from revmentor.rules.results.cost import at, cost
from revmentor.rules.results.final_forms import Felt
from tests.support.firm import TODAY, day, form, look, part, person, rating, session

VIDEO = "video-meetings"


def said(role: Role = "senior", /, **by_person: dict[str, Any]) -> View:
    """Forms of a side with these answers."""
    return look(*(form(who, role, answers=given) for who, given in by_person.items()))


def felt(view: View, role: Role = "senior", item: str = "ease") -> Felt:
    (found,) = [each for each in final_forms.felt(view, role) if each.item == item]
    return found


# -- forms ---------------------------------------------------------------------------------------


def test_the_forms_of_a_side_stand_in_the_order_of_surnames() -> None:
    view = look(
        form("bruno", "senior"),
        form("anna", "senior"),
        form("giulia", "mentor"),
        form("luca", "mentor"),
    )
    assert [each.person_id for each in final_forms.forms_of(view, "senior")] == ["anna", "bruno"]
    assert [each.person_id for each in final_forms.forms_of(view, "mentor")] == ["luca", "giulia"]


def test_the_form_of_somebody_who_left_or_withdrew_counts() -> None:
    view = look(
        person("anna", left_on=TODAY),
        part("bruno", "senior", status="withdrawn"),
        form("anna", "senior"),
        form("bruno", "senior"),
    )
    assert len(final_forms.forms_of(view, "senior")) == 2


# -- before and now ------------------------------------------------------------------------------


def test_before_and_now_are_counted_over_people() -> None:
    found = felt(
        said(
            anna={"ease_before": 2, "ease_after": 4},
            bruno={"ease_before": 3, "ease_after": 3},
            carla={"ease_before": 4, "ease_after": 3},
        )
    )
    counts = found.counts
    assert (counts.improved, counts.same, counts.worse, counts.missing) == (1, 1, 1, 0)
    assert (counts.started, counts.median_change) == (3, 0)
    assert found.role == "senior"
    assert sorted(found.form_ids) == ["anna-senior-form", "bruno-senior-form", "carla-senior-form"]


def test_a_missing_now_is_missing_and_a_missing_before_did_not_start() -> None:
    found = felt(
        said(
            anna={"ease_before": 2, "ease_after": 4},
            bruno={"ease_before": 2},
            carla={"ease_after": 5},
            dario={},
        )
    )
    assert (found.counts.started, found.counts.pairs, found.counts.missing) == (2, 1, 1)
    assert found.counts.bounds == (1, 2)
    assert found.form_ids == ("anna-senior-form",)


def test_yes_and_no_and_words_are_no_marks() -> None:
    found = felt(
        said(
            anna={"ease_before": 2, "ease_after": True},
            bruno={"ease_before": False, "ease_after": 5},
            carla={"ease_before": 1, "ease_after": "5"},
        )
    )
    assert (found.counts.started, found.counts.pairs, found.counts.missing) == (2, 0, 2)
    assert found.form_ids == ()


def test_a_question_nobody_answered_for_before_is_not_there() -> None:
    view = said(anna={"climate_before": 2, "climate_after": 3, "ease_after": 4})
    assert [each.item for each in final_forms.felt(view, "senior")] == ["climate"]
    assert final_forms.felt(look(), "senior") == []
    assert final_forms.felt(said(anna={"ease_before": True}), "senior") == []


def test_each_side_has_its_own_questions() -> None:
    every = {
        f"{item}_{when}": 3
        for item in ("ease", "climate", "confidence", "feedback")
        for when in ("before", "after")
    }
    view = look(form("anna", "senior", answers=every), form("luca", "mentor", answers=every))
    assert [each.item for each in final_forms.felt(view, "senior")] == ["ease", "climate"]
    mentors = final_forms.felt(view, "mentor")
    assert [each.item for each in mentors] == ["confidence", "feedback", "climate"]
    assert {each.form_ids for each in mentors} == {("luca-mentor-form",)}


# -- minutes -------------------------------------------------------------------------------------


def test_the_minutes_saved_are_of_those_who_said_a_number() -> None:
    found = final_forms.minutes_saved(
        said(
            anna={"minutes_saved": 30},
            bruno={"minutes_saved": 0},
            carla={"minutes_saved": 12.5},
            dario={"minutes_saved": True},
            elena={"minutes_saved": "a lot"},
        )
    )
    assert (found.n, found.of, found.median, found.total) == (3, 5, 12.5, 42.5)
    assert sorted(found.form_ids) == ["anna-senior-form", "bruno-senior-form", "carla-senior-form"]


def test_nobody_who_said_a_number_is_nobody_and_no_median() -> None:
    found = final_forms.minutes_saved(look(form("anna", "senior")))
    assert (found.n, found.of, found.median, found.total, found.form_ids) == (0, 5, None, 0, ())


def test_what_a_mentor_saves_is_not_counted() -> None:
    assert final_forms.minutes_saved(said("mentor", luca={"minutes_saved": 60})).n == 0


# -- tools ---------------------------------------------------------------------------------------


def test_tools_are_counted_without_regard_to_case_the_most_used_first() -> None:
    found = final_forms.tools_used(
        said(
            anna={"tools_used": "Excel, Teams"},
            bruno={"tools_used": "excel; Copilot"},
            carla={"tools_used": "TEAMS,EXCEL"},
        )
    )
    assert found.named == (("Excel", 3), ("Teams", 2), ("Copilot", 1))
    assert (found.n, found.answered, found.of) == (3, 3, 5)


def test_a_tool_is_shown_as_the_first_one_wrote_it() -> None:
    found = final_forms.tools_used(
        said(bruno={"tools_used": "TEAMS"}, anna={"tools_used": "teams"})
    )
    assert found.named == (("teams", 2),)


def test_a_tool_named_twice_on_a_form_is_one_person_and_equals_stand_by_name() -> None:
    found = final_forms.tools_used(said(anna={"tools_used": "Word, excel ,, Excel; "}))
    assert found.named == (("excel", 1), ("Word", 1))
    assert found.n == 1


@pytest.mark.parametrize(
    "none", ["none", "None", "NO", "-", "–", "0", "nothing", "Nessuno", " no "]
)
def test_none_is_an_answer_and_no_tool(none: str) -> None:
    found = final_forms.tools_used(said(anna={"tools_used": none}, bruno={"tools_used": "Excel"}))
    assert (found.n, found.answered, found.of) == (1, 2, 5)
    assert found.named == (("Excel", 1),)


def test_whoever_said_nothing_of_tools_did_not_answer() -> None:
    found = final_forms.tools_used(said(anna={}, bruno={"ease_after": 3}))
    assert (found.n, found.answered, found.of, found.named) == (0, 0, 5, ())


def test_a_word_that_only_begins_like_none_is_a_tool() -> None:
    assert final_forms.tools_used(said(anna={"tools_used": "Notion"})).named == (("Notion", 1),)


# -- certificates --------------------------------------------------------------------------------


def certificate(who: str, moment: Moment, **fields: Any) -> Rating:
    return rating(who, fields.pop("skill", VIDEO), 4, moment, rated_by="certificate", **fields)


def test_certificates_after_the_start_count_one_a_person_and_skill_the_last() -> None:
    view = look(
        certificate("anna", "checkpoint", id="c1", on=day(8)),
        certificate("anna", "final", id="c2", on=day(20)),
        certificate("anna", "checkpoint", id="c3", on=day(9), skill="spreadsheets"),
        certificate("bruno", "final", id="c0", on=day(20)),
    )
    assert final_forms.certificates(view) == ["c0", "c2", "c3"]


@pytest.mark.parametrize("moment", ["baseline", "then"])
def test_a_certificate_of_the_start_is_none_of_the_programme(moment: Moment) -> None:
    assert final_forms.certificates(look(certificate("anna", moment))) == []


def test_only_certificates_are_counted_and_only_of_this_programme() -> None:
    elsewhere = msgspec.structs.replace(certificate("anna", "final"), programme_id="other")
    view = look(rating("anna", VIDEO, 4, "final", rated_by="task", id="task"), elsewhere)
    assert final_forms.certificates(view) == []


# -- cost ----------------------------------------------------------------------------------------

COSTS = Costs(mentor_hour=30, senior_hour=40.0, external=500, currency="CHF")


def test_without_what_an_hour_costs_there_is_no_cost() -> None:
    assert cost(look(session("giulia", day(1), "anna"))) is None


def test_the_cost_is_of_the_hours_as_logged_and_what_was_paid_outside() -> None:
    view = look(
        session("giulia", day(1), "anna", "bruno", minutes=60, preparation_minutes=30),
        session("luca", day(1), "carla", minutes=30),
        session("luca", day(2), "carla", status="missed", minutes=30),
        costs=COSTS,
    )
    found = cost(view)
    assert found
    # A mentor's hour and a half and half an hour; two seniors for an hour and one for half of one.
    assert (found.mentor_hours, found.senior_hours) == (2.0, 2.5)
    assert (found.mentors, found.seniors, found.external) == (60.0, 100.0, 500)
    assert (found.total, found.currency) == (660.0, "CHF")


def test_a_question_answered_beside_the_sessions_costs_too() -> None:
    quick = session("giulia", day(1), "anna", quick_help=True, minutes=15)
    found = cost(look(quick, costs=COSTS))
    assert found
    assert (found.mentors, found.seniors) == (7.5, 10.0)


def test_costs_of_nought_are_a_cost_of_nought() -> None:
    found = cost(look(session("giulia", day(1), "anna"), costs=Costs()))
    assert found
    assert (found.total, found.currency) == (0, "EUR")
    assert found.mentor_hours == 0.5


def test_without_sessions_only_what_was_paid_outside_is_spent() -> None:
    found = cost(look(costs=COSTS))
    assert found
    assert (found.mentors, found.seniors, found.total) == (0, 0, 500)


def test_other_costs_can_be_tried_on_the_same_hours() -> None:
    view = look(session("giulia", day(1), "anna", minutes=60), costs=COSTS)
    assert at(view, Costs(mentor_hour=10, senior_hour=20)).total == 30
