"""A plan a coordinator would sign: own goals, a group for each, not again, cures that help."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revmentor.content import sample
from revmentor.content.skills import catalogue
from revmentor.exchange import document
from revmentor.exchange.proposal import proposal_text
from revmentor.model.base import Record
from revmentor.model.errors import Refused
from revmentor.model.programme import Pairing, SeniorsPerMentor, Weights
from revmentor.model.snapshot import TABLES
from revmentor.rules.availability import WEEK
from revmentor.rules.pairing import eligibility, pair_text, plan_text
from revmentor.rules.pairing.draft import draw
from revmentor.rules.pairing.proposal import Proposal, propose
from revmentor.rules.pairing.unplaced import with_reasons
from revmentor.rules.programme_view import View
from tests.rules.pairing.draft import ASKED_FOR, changed, exception, people, with_fields
from tests.rules.pairing.test_prices import every_cure_helps
from tests.support.firm import START, goal, pair, part, person, snapshot

SOME = Pairing(group_for_each=False)
LATER = START + timedelta(weeks=4)


def sample_view(stage: sample.Stage) -> View:
    shown = document.read_document(sample.sample_document(stage))
    records = [record for name in TABLES for record in shown.records(name)]
    built = snapshot(*records, firm=shown.firm)
    (programme_id,) = built.programmes
    return View(built, programme_id, catalogue(), date.max)


# -- an own goal weighs more -----------------------------------------------------------------------


def test_of_the_sample_s_own_goals_most_get_a_mentor_who_can_teach_them() -> None:
    found = propose(sample_view("baselines"))
    taught, every = found.own_goals
    assert every == 36
    assert taught >= 30
    assert len(found.plan.mentor_of) == 18
    assert found.plan.proof in ("certificate", "search")
    assert f"{taught} of 36 own goals have a mentor who can teach them" in proposal_text(
        draw(found.view)
    )


def own_or_common(own_goal: int) -> View:
    """Luca teaches the three skills of all, Giulia Anna's one own goal; Bruno needs no one."""
    common = ("video-meetings", "co-editing", "shared-calendar")
    return people(
        "giulia luca",
        "anna bruno",
        part("giulia", "mentor", offers=("spreadsheets",)),
        part("luca", "mentor", offers=common),
        goal("anna", "spreadsheets", target=3),
        *(goal("bruno", each, target=3, id=f"b-{each}") for each in ("spreadsheets", *common)),
        standard_level=dict.fromkeys(common, 3),
        seniors_per_mentor=SeniorsPerMentor(min=1, max=1),
        pairing=Pairing(own_goal=own_goal),
    )


def test_an_own_goal_weighs_more_than_the_skills_of_all_and_the_setting_says_how_much() -> None:
    assert propose(own_or_common(1)).plan.mentor_of["anna"] == "luca"
    assert propose(own_or_common(5)).plan.mentor_of["anna"] == "giulia"
    assert plan_text.own_goal_text(5) == "5 times as much as a skill for all"
    said = plan_text.settings(propose(own_or_common(5)))
    assert "An own goal counts 5 times as much as a skill for all." in said


def test_a_mentor_who_teaches_none_of_the_own_goals_is_said_to() -> None:
    view = own_or_common(1)
    said = "teaches none of Anna's own goals (Spreadsheets at work)"
    assert pair_text.own_goals_text(view, "luca", "anna") == said
    assert pair_text.own_goals_text(view, "giulia", "anna") == ""
    assert pair_text.own_goals_text(view, "luca", "bruno").startswith("own goals not taught: Spr")
    assert said in proposal_text(draw(view))
    assert f"Anna De Luca: {said}." in plan_text.unmet(propose(view))


def test_who_has_no_own_goal_misses_none() -> None:
    assert pair_text.own_goals_text(people("giulia", "anna"), "giulia", "anna") == ""


def test_a_wish_that_nobody_of_the_group_meets_is_named() -> None:
    view = people(
        "giulia luca",
        "anna bruno",
        goal("giulia", "negotiation", target=5),
        goal("giulia", "business-strategy", target=5, id="g2"),
        goal("luca", "negotiation", target=5),
        part("anna", "senior", offers=("negotiation",), avoids=("luca",)),
        part("bruno", "senior", avoids=("giulia",)),
    )
    found = propose(view)
    assert found.unmet_wishes("giulia") == ["business-strategy"]
    assert found.unmet_wishes("luca") == ["negotiation"]
    said = plan_text.unmet_wishes(found, "luca")
    assert said.startswith("nobody in the group meets the wish for ")
    assert view.skill_name("negotiation") in said
    assert said in proposal_text(draw(view))


# -- nobody is left with nobody --------------------------------------------------------------------

FIFTEEN = " ".join(f"s{n:02}" for n in range(15))
SIX = "ada bea cleo dora edda fay"
LIKED = {"bea": range(4), "dora": range(4, 7), "edda": range(7, 11), "fay": range(11, 15)}


def six_and_fifteen(**settings_: bool) -> View:
    """Fifteen seniors who asked for four of the six mentors; two to four seniors for each."""
    return people(
        SIX,
        FIFTEEN,
        *(
            part(f"s{n:02}", "senior", prefers=(m,))
            for m, seniors in LIKED.items()
            for n in seniors
        ),
        seniors_per_mentor=SeniorsPerMentor(min=2, max=4),
        pairing=Pairing(weights=ASKED_FOR, **settings_),
    )


def sizes(found: Proposal) -> list[int]:
    counts = Counter(found.plan.mentor_of.values())
    return [counts[mentor_id] for mentor_id in SIX.split()]


def test_no_mentor_is_left_with_nobody_unless_the_setting_is_off() -> None:
    assert sizes(propose(six_and_fifteen(group_for_each=False))) == [0, 4, 0, 3, 4, 4]
    found = propose(six_and_fifteen())
    assert min(sizes(found)) >= 2
    assert sum(sizes(found)) == 15
    assert found.plan.proof == "certificate"


def test_the_price_of_a_group_for_each_is_that_plan_against_the_one_without() -> None:
    drawn = draw(six_and_fifteen())
    without = propose(six_and_fifteen(group_for_each=False)).plan
    assert drawn.filling
    assert drawn.filling.cost == without.total - drawn.proposal.plan.total > 0
    assert drawn.filling.total == without.total
    assert drawn.filling.filled == ("ada", "cleo")
    said = plan_text.filling(drawn)
    assert said.startswith("a group for each mentor: costs 200 of 750 points, else ")
    assert said in proposal_text(drawn)
    assert draw(six_and_fifteen(group_for_each=False)).filling is None


def test_a_group_for_each_costs_nobody_a_place_and_parts_nobody_who_met() -> None:
    few = people(
        "giulia luca",
        "anna bruno carla",
        part("giulia", "mentor", min_seniors=2),
        part("luca", "mentor", min_seniors=2),
    )
    found = propose(few)
    assert len(found.plan.mentor_of) == 3
    (left,) = {"giulia", "luca"} - set(found.plan.mentor_of.values())
    said = "a group here would take a place, or another mentor's group"
    assert plan_text.unused(found, left) == said


def test_a_mentor_whose_senior_keeps_the_place_is_not_left_with_nobody() -> None:
    view = people(
        "giulia luca",
        "anna bruno",
        pair("giulia", "anna"),
        part("anna", "senior", status="paused"),
        part("bruno", "senior", prefers=("luca",)),
    )
    assert propose(view).question.problem.volunteers == {"luca"}


# -- not again -------------------------------------------------------------------------------------


def after_a_pair(*not_again: str, **fields: Any) -> View:
    old = pair("giulia", "anna", until_on=LATER, not_again=not_again, **fields)
    liked = part("anna", "senior", prefers=("giulia",))
    return people("giulia luca", "anna bruno", old, liked, pairing=SOME)


@pytest.mark.parametrize("who", [("giulia",), ("anna",), ("giulia", "anna")])
def test_whoever_said_not_again_is_not_proposed_again(who: tuple[str, ...]) -> None:
    again = propose(after_a_pair(), weights=ASKED_FOR)
    assert again.plan.mentor_of["anna"] == "giulia"
    view = after_a_pair(*who)
    assert propose(view, weights=ASKED_FOR).plan.mentor_of["anna"] == "luca"
    (objection,) = eligibility.against(view, "giulia", "anna")
    assert objection.rule == "not_again"
    assert "said “not again” when their pair ended on" in objection.message
    assert all(view.name(each) in objection.message for each in who)


def test_not_again_stands_for_the_two_alone_and_in_the_next_programme_too() -> None:
    view = after_a_pair("anna")
    assert eligibility.against(view, "giulia", "bruno") == []
    assert eligibility.against(view, "luca", "anna") == []
    next_one = msgspec.structs.replace(view.programme, id="pr2", starts_on=LATER)
    parts = [
        msgspec.structs.replace(each, id=f"{each.id}-2", programme_id="pr2")
        for each in view.snapshot.participations.values()
    ]
    snapshot_ = changed(view, next_one, *parts).snapshot
    assert eligibility.against(view.over(snapshot_, "pr2"), "giulia", "anna")


def test_an_exception_opens_what_somebody_said_and_is_named() -> None:
    view = changed(after_a_pair("anna"), exception("not_again"))
    assert eligibility.against(view, "giulia", "anna") == []
    said = pair_text.checks(view, "giulia", "anna")
    assert "exception to not again: agreed with both" in said
    assert "neither asked against it" not in said


def test_nobody_is_talked_into_whom_they_will_not_have_again() -> None:
    old = pair("giulia", "anna", until_on=LATER, not_again=("anna",))
    (left,) = with_reasons(propose(people("giulia", "anna", old)))
    assert "Anna De Luca said “not again”" in " ".join(left.why)
    assert "exception" not in [cure.kind for cure in left.suggestions]


def test_an_ended_pair_is_named_as_such_with_its_reason() -> None:
    view = after_a_pair(end_reason="other shifts")
    said = pair_text.earlier_text(view, "giulia", "anna")
    assert said == "were a pair until 2 Mar 2026: other shifts"
    assert pair_text.earlier_text(view, "luca", "anna") == ""
    assert pair_text.earlier_text(after_a_pair(), "giulia", "anna").endswith("2 Mar 2026")
    by = with_fields(view, pairing=Pairing(weights=ASKED_FOR))
    assert said in proposal_text(draw(by))


# -- what is shown adds up -------------------------------------------------------------------------


def test_the_parts_as_shown_are_the_score_as_shown_and_the_scores_the_total() -> None:
    found = propose(sample_view("pairs"))

    def shown(points: int) -> float:
        return float(pair_text.hundredths(points).replace(",", ""))

    for senior_id, mentor_id in found.plan.mentor_of.items():
        total = found.question.scores[senior_id, mentor_id].total
        parts = [shown(each) for _name, each, _most in pair_text.parts(found, senior_id)]
        assert round(sum(parts), 6) == shown(total)
    scores = [found.question.scores[pair_].total for pair_ in found.plan.mentor_of.items()]
    assert round(sum(map(shown, scores)), 6) == shown(found.plan.total)


def test_a_plan_says_by_which_weights_it_is_the_best() -> None:
    known = [
        *(person(who, site="Modena", department="Sales", availability=WEEK, style={"pace": 3})
          for who in ("giulia", "anna")),
        part("giulia", "mentor", prefers=("anna",)),
        part("anna", "senior", offers=("negotiation",)),
        goal("giulia", "negotiation"),
    ]  # fmt: skip
    usual = propose(people("giulia", "anna", *known))
    assert plan_text.by_which(usual) == "by the usual weights"
    weights = "by Skill need 50, Give-back 20, Half-days 10, 4 others 5 each; own goals × 5"
    assert plan_text.weights_line(usual) == weights
    assert plan_text.not_counted(usual) == ""
    own = propose(people("giulia", "anna", *known), weights=ASKED_FOR)
    assert plan_text.by_which(own) == "by your own weights"
    assert plan_text.weights_line(own) == "by Preferences 100; own goals × 5"
    two = msgspec.structs.replace(ASKED_FOR, give_back=50)
    found = propose(people("giulia", "anna", *known), weights=two)
    assert plan_text.weights_line(found) == "by Preferences 100, Give-back 50; own goals × 5"
    same = Weights(**dict.fromkeys(Weights.__struct_fields__, 7))
    alike = propose(people("giulia", "anna", *known), weights=same)
    assert plan_text.weights_line(alike) == "by 7 others 7 each; own goals × 5"


def test_a_plan_says_what_did_not_count_as_nobody_entered_it() -> None:
    days = [person(who, availability=WEEK) for who in ("giulia", "anna")]
    found = propose(people("giulia", "anna", *days))
    assert plan_text.by_which(found) == "by the usual weights"
    assert plan_text.weights_line(found) == "by Skill need 50, Half-days 10; own goals × 5"
    silent = "Give-back, Working style, Site and mode, Department, Preferences"
    assert plan_text.not_counted(found) == f"not counted, as nothing is known: {silent}"
    assert f"Not counted, as nothing is known: {silent}." in plan_text.settings(found)
    parts = pair_text.parts(found, "anna")
    assert [(name, most) for name, _points, most in parts if most] == [
        ("Skill need", 8330),
        ("Half-days", 1670),
    ]


# -- a cure helps the senior it stands under -------------------------------------------------------


def test_a_cure_that_places_somebody_else_is_not_offered() -> None:
    """The published case: one place with Luca would go to Anna, whom he can teach, not to Bruno."""
    tuesday = ("tue-pm",)
    view = people(
        "giulia luca",
        "anna bruno",
        person("anna", availability=tuesday),
        person("luca", availability=tuesday),
        part("giulia", "mentor", max_seniors=0),
        part("luca", "mentor", min_seniors=2),
        part("anna", "senior", prefers=("luca",)),
        seniors_per_mentor=SeniorsPerMentor(min=2, max=3),
        pairing=Pairing(weights=ASKED_FOR, own_half_day=True),
    )
    view = changed(view, person("bruno", availability=tuesday))
    found = propose(view)
    assert found.plan.unplaced == ["anna", "bruno"]
    anna, bruno = every_cure_helps(found)
    assert "minimum" in [cure.kind for cure in anna.suggestions]
    assert "minimum" not in [cure.kind for cure in bruno.suggestions]


@st.composite
def firms_with_somebody_left(draw: st.DrawFn) -> View:
    """Three mentors and four seniors with little room, some held, met or locked."""
    mentors, seniors = ("giulia", "luca", "mia"), ("anna", "bruno", "carla", "dario")
    random = Random(draw(st.integers(0, 2**32)))
    days = [random.sample(WEEK, random.randint(0, 2)) for _ in (*mentors, *seniors)]
    records: list[Record] = [
        person(who, availability=tuple(sorted(of, key=WEEK.index)))
        for who, of in zip((*mentors, *seniors), days, strict=True)
    ]
    for who in mentors:
        least, most = random.choice(((None, None), (2, None), (2, 2), (None, 1), (None, 0)))
        records.append(part(who, "mentor", min_seniors=least, max_seniors=most))
    for who in seniors:
        status: Any = random.choice(("active", "active", "active", "paused"))
        wishes = random.sample(mentors, random.randint(0, 2))
        avoided = [m for m in mentors if m not in wishes and random.random() < 0.3]
        fields = {"prefers": tuple(wishes), "avoids": tuple(avoided), "status": status}
        records.append(part(who, "senior", **fields))
        if random.random() < 0.3:
            records.append(pair(random.choice(mentors), who, locked=random.random() < 0.3))
    by = Pairing(own_half_day=random.random() < 0.5, group_for_each=random.random() < 0.5)
    places = SeniorsPerMentor(min=1, max=2)
    return people(
        " ".join(mentors), " ".join(seniors), *records, pairing=by, seniors_per_mentor=places
    )


@settings(max_examples=60, deadline=None)
@given(view=firms_with_somebody_left())
def test_every_cure_made_as_it_says_places_the_senior_it_stands_under(view: View) -> None:
    try:
        found = propose(view)
    except Refused:
        return
    every_cure_helps(found)
