from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from revmentor.model.base import Record
from revmentor.model.pair import RuleException
from revmentor.model.programme import SeniorsPerMentor
from revmentor.rules.pairing import eligibility, lessons
from revmentor.rules.programme_view import View
from tests.support.firm import PROGRAMME, START, goal, look, pair, part, person, rating


def said(view: View, mentor: str = "giulia", senior: str = "anna") -> list[str]:
    return [each.message for each in eligibility.objections(view, mentor, senior)]


def rules(view: View, mentor: str = "giulia", senior: str = "anna") -> list[str | None]:
    return [each.rule for each in eligibility.objections(view, mentor, senior)]


def exception(rule: Any, senior: str = "anna", mentor: str | None = "giulia") -> RuleException:
    return RuleException(
        id="x",
        programme_id=PROGRAMME,
        senior_id=senior,
        rule=rule,
        reason="agreed with both",
        on=START,
        mentor_id=mentor,
    )


def test_two_people_of_whom_nothing_else_is_known_may_be_paired() -> None:
    assert said(look()) == []


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([person("anna", manager_id="giulia")], "Giulia Ferrante is the manager of Anna De Luca."),
        ([person("giulia", manager_id="anna")], "Anna De Luca is the manager of Giulia Ferrante."),
        (
            [part("giulia", "mentor", avoids=("anna",))],
            "Giulia Ferrante asked not to be paired with Anna De Luca.",
        ),
        (
            [part("anna", "senior", avoids=("giulia",))],
            "Anna De Luca asked not to be paired with Giulia Ferrante.",
        ),
        (
            [person("giulia", languages=("Italian",)), person("anna", languages=("Polish",))],
            "They have no language in common.",
        ),
        (
            [
                person("giulia", availability=("mon-am",)),
                person("anna", availability=("tue-am", "mon-pm")),
            ],
            "They have no half-day in common.",
        ),
        (
            [
                person("giulia", site="Modena", works="remote"),
                person("anna", site="Brescia", works="on_site"),
            ],
            "One works on site only, the other only at a distance, from another site.",
        ),
        (
            [part("anna", "senior", status="withdrawn")],
            "Anna De Luca does not take part as a senior now.",
        ),
        (
            [part("giulia", "mentor", status="paused")],
            "Giulia Ferrante does not take part as a mentor now.",
        ),
        (
            [person("anna", left_on=START)],
            "Anna De Luca does not take part as a senior now.",
        ),
        (
            [pair("luca", "anna")],
            "Anna De Luca is paired with Luca Bianchi since 2 Feb 2026; move or end that pair",
        ),
        (
            [part("giulia", "mentor", max_seniors=0)],
            "Giulia Ferrante takes no seniors now.",
        ),
        (
            [part("giulia", "mentor", max_seniors=1), pair("giulia", "bruno")],
            "Giulia Ferrante already has a senior, the most that was agreed.",
        ),
        (
            [pair("giulia", who) for who in ("bruno", "carla", "dario", "elena")],
            "Giulia Ferrante already has 4 seniors, the most that was agreed.",
        ),
    ],
)
def test_each_reason_against_a_pair_is_said(records: list[Record], expected: str) -> None:
    (only,) = said(look(*records))
    assert only.startswith(expected)


def test_a_closed_programme_takes_no_pairs() -> None:
    assert said(look(closed_on=date(2026, 7, 20))) == ["The programme is closed."]


def test_nobody_is_their_own_mentor() -> None:
    view = look(part("anna", "mentor"))
    assert "Nobody can be their own mentor." in said(view, "anna", "anna")


def test_somebody_outside_the_programme_is_no_mentor() -> None:
    assert said(look(), "ettore", "anna") == ["Ettore Valdarco does not take part as a mentor now."]


OPENED: dict[str, list[Record]] = {
    "reporting_line": [person("anna", manager_id="giulia")],
    "avoids": [part("anna", "senior", avoids=("giulia",))],
    "language": [person("giulia", languages=("it",)), person("anna", languages=("pl",))],
    "half_day": [
        person("giulia", availability=("mon-am",)),
        person("anna", availability=("tue-am",)),
    ],
    "site": [
        person("giulia", site="Modena", works="remote"),
        person("anna", site="Brescia", works="on_site"),
    ],
}


@pytest.mark.parametrize("rule", sorted(OPENED))
def test_an_exception_opens_its_own_rule(rule: str) -> None:
    assert rules(look(*OPENED[rule])) == [rule]
    assert rules(look(*OPENED[rule], exception(rule))) == []
    assert rules(look(*OPENED[rule], exception(rule, mentor=None))) == []


@pytest.mark.parametrize("rule", sorted(OPENED))
def test_an_exception_opens_no_other_pair_and_no_other_rule(rule: str) -> None:
    other = next(each for each in OPENED if each != rule)
    assert rules(look(*OPENED[rule], exception(rule, mentor="luca"))) == [rule]
    assert rules(look(*OPENED[rule], exception(rule, senior="bruno", mentor=None))) == [rule]
    assert rules(look(*OPENED[rule], exception(other))) == [rule]


def test_every_rule_that_speaks_against_a_pair_is_listed() -> None:
    view = look(
        person("giulia", languages=("it",), availability=("mon-am",)),
        person("anna", languages=("pl",), availability=("tue-am",), manager_id="giulia"),
    )
    assert rules(view) == ["reporting_line", "language", "half_day"]


LINE = [
    person("anna", manager_id="bruno"),
    person("bruno", manager_id="carla"),
    person("carla", manager_id="giulia"),
]


@pytest.mark.parametrize(
    ("depth", "forbidden"),
    [(0, []), (1, ["carla"]), (2, ["bruno", "carla"]), ("any", ["anna", "bruno", "carla"])],
)
def test_the_reporting_line_counts_as_far_as_the_programme_says(
    depth: Any, forbidden: list[str]
) -> None:
    view = look(*LINE, reporting_line_depth=depth)
    assert [who for who in ("anna", "bruno", "carla") if rules(view, "giulia", who)] == forbidden


def test_the_reporting_line_counts_in_both_directions() -> None:
    view = look(person("giulia", manager_id="bruno"), person("bruno", manager_id="anna"))
    assert rules(view) == []
    far = look(
        person("giulia", manager_id="bruno"),
        person("bruno", manager_id="anna"),
        reporting_line_depth=2,
    )
    assert said(far) == ["Giulia Ferrante is in the reporting line of Anna De Luca."]


def test_managers_in_a_circle_come_to_an_end() -> None:
    view = look(
        person("anna", manager_id="bruno"),
        person("bruno", manager_id="carla"),
        person("carla", manager_id="anna"),
        person("dario", manager_id="dario"),
    )
    assert eligibility.managers(view, "anna", "any") == ["bruno", "carla"]
    assert eligibility.managers(view, "dario", "any") == []


@pytest.mark.parametrize(
    "records",
    [
        [person("giulia", languages=("Italian",))],
        [person("anna", availability=("mon-am",))],
        [person("giulia", site="Modena"), person("anna", site="Brescia")],
        [person("giulia", works="remote"), person("anna", works="on_site")],
        [
            person("giulia", site="Brescia", works="remote"),
            person("anna", site="Brescia", works="on_site"),
        ],
        [
            person("giulia", site="Modena", works="both"),
            person("anna", site="Brescia", works="on_site"),
        ],
        [person("giulia", languages=("italian",)), person("anna", languages=("ITALIAN", "de"))],
    ],
)
def test_what_is_not_known_speaks_against_nobody(records: list[Record]) -> None:
    assert said(look(*records)) == []


def test_the_places_of_a_mentor_are_the_lower_of_both_limits() -> None:
    view = look(part("giulia", "mentor", max_seniors=9), part("luca", "mentor", max_seniors=3))
    assert eligibility.places_of(view, "giulia") == 4
    assert eligibility.places_of(view, "luca") == 3


def test_a_pair_that_ended_frees_its_place_and_its_senior() -> None:
    ended = pair("luca", "anna", until_on=START)
    assert said(look(ended)) == []


def test_mentors_with_fewer_seniors_than_agreed_are_named() -> None:
    view = look(pair("giulia", "anna"), seniors_per_mentor=SeniorsPerMentor(min=2, max=4))
    assert eligibility.below_minimum(view) == ["giulia"]
    assert eligibility.below_minimum(look(pair("giulia", "anna"), pair("giulia", "bruno"))) == []


def test_the_rationale_says_what_is_taught_and_what_comes_back() -> None:
    view = look(
        goal("anna", "spreadsheets"),
        goal("giulia", "negotiation"),
        rating("anna", "spreadsheets", 1),
    )
    said_why = lessons.rationale(view, "giulia", "anna")
    assert said_why.startswith("teaches ")
    assert view.skill_name("spreadsheets") in said_why
    assert f"gets back {view.skill_name('negotiation')}" in said_why
    assert lessons.rationale(look(), "giulia", "anna") == ""


def test_a_skill_the_senior_has_reached_already_is_no_lesson() -> None:
    goals = goal("anna", "spreadsheets", target=3)
    below = lessons.lessons(look(goals, rating("anna", "spreadsheets", 2)), "giulia", "anna")
    assert [(each.skill_id, each.senior_level, each.target) for each in below] == [
        ("spreadsheets", 2, 3)
    ]
    above = look(goals, rating("anna", "spreadsheets", 3))
    assert lessons.lessons(above, "giulia", "anna") == []
