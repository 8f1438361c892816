from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from revmentor.model.base import Record
from revmentor.model.errors import Refused
from revmentor.model.programme import Pairing, SeniorsPerMentor, Weights
from revmentor.rules.availability import possible
from revmentor.rules.pairing.proposal import Proposal, propose
from revmentor.rules.programme_view import View
from tests.rules.pairing.draft import ASKED_FOR, changed, exception, groups, met, people
from tests.support.firm import START, look, pair, part, person, session

GIULIA, LUCA = "Giulia Ferrante", "Luca Bianchi"
ANNA_IS_LED = person("anna", manager_id="giulia")


def plan(view: View, **rest: Any) -> Proposal:
    """The best plan where nothing but preferences counts."""
    return propose(view, weights=ASKED_FOR, **rest)


def wish(senior: str, *mentors: str, **fields: Any) -> Record:
    return part(senior, "senior", prefers=mentors, **fields)


def said(view: View, **rest: Any) -> str:
    with pytest.raises(Refused) as refused:
        propose(view, **rest)
    return str(refused.value)


def test_everybody_is_placed_and_the_total_is_the_sum_of_the_scores() -> None:
    somebody = [person("giulia", site="Modena"), person("anna", site="Modena")]
    found = propose(look(*somebody), weights=msgspec.structs.replace(Weights(), skill_need=0))
    assert sorted(found.plan.mentor_of) == ["anna", "bruno", "carla", "dario", "elena"]
    scores = [found.question.scores[pair].total for pair in found.plan.mentor_of.items()]
    assert found.plan.total == sum(scores) == 10_000 + 4 * 5000
    assert found.plan.proof == "certificate"
    assert {len(group) for group in groups(found).values()} == {2, 3}


def test_whom_a_senior_asked_for_decides_where_only_that_counts() -> None:
    found = plan(look(wish("anna", "luca"), wish("bruno", "luca"), wish("carla", "giulia")))
    assert [found.plan.mentor_of[who] for who in ("anna", "bruno", "carla")] == [
        "luca",
        "luca",
        "giulia",
    ]
    assert found.plan.total == 15_000


# -- who is in it ----------------------------------------------------------------------------------


def test_a_paused_senior_stays_and_keeps_the_place() -> None:
    crowd = people(
        "giulia luca",
        "anna bruno carla dario",
        part("anna", "senior", status="paused"),
        pair("giulia", "anna"),
        seniors_per_mentor=SeniorsPerMentor(min=1, max=2),
    )
    found = propose(crowd)
    assert "anna" not in found.question.problem.scores
    assert found.question.held["anna"].mentor_id == "giulia"
    assert found.planned.group_of("giulia")[0] == "anna"
    assert [len(found.planned.group_of(who)) for who in ("giulia", "luca")] == [2, 2]
    full = changed(crowd, person("elena"), part("elena", "senior"))
    assert len(propose(full).plan.unplaced) == 1
    gone = changed(full, without=[pair("giulia", "anna")])
    assert propose(gone).plan.unplaced == []


def test_the_least_number_counts_whoever_is_held() -> None:
    view = people(
        "giulia",
        "anna bruno",
        part("anna", "senior", status="paused"),
        pair("giulia", "anna"),
        seniors_per_mentor=SeniorsPerMentor(min=2, max=2),
    )
    assert groups(propose(view)) == {"giulia": ["bruno"]}


def test_the_seniors_of_a_paused_mentor_stay_and_nobody_joins_them() -> None:
    view = look(part("luca", "mentor", status="paused"), pair("luca", "carla"))
    found = propose(view)
    assert groups(found) == {"giulia": ["anna", "bruno", "dario", "elena"]}
    assert found.planned.group_of("luca") == ["carla"]
    assert "carla" not in found.seniors


@pytest.mark.parametrize(
    "gone",
    [part("anna", "senior", status="withdrawn"), person("anna", left_on=START)],
    ids=["withdrawn", "left"],
)
def test_who_takes_no_part_any_more_is_not_paired(gone: Record) -> None:
    found = propose(look(gone))
    assert found.seniors == ["dario", "elena", "carla", "bruno"]
    assert "anna" not in {*found.plan.mentor_of, *found.plan.unplaced, *found.question.held}


def test_a_senior_whose_mentor_withdrew_gets_another() -> None:
    view = look(part("luca", "mentor", status="withdrawn"), *met("luca", "carla"))
    found = propose(view)
    assert found.plan.mentor_of["carla"] == "giulia"
    assert found.change("carla") == "moved"


# -- locks -----------------------------------------------------------------------------------------


def test_a_locked_pair_is_kept_whatever_it_costs() -> None:
    away = wish("anna", "luca")
    assert plan(look(away, pair("giulia", "anna"))).plan.mentor_of["anna"] == "luca"
    kept = plan(look(away, pair("giulia", "anna", locked=True)))
    assert kept.plan.mentor_of["anna"] == "giulia"
    assert kept.plan.total == 0


def test_a_lock_of_the_draft_is_kept_and_stands_before_the_pair() -> None:
    view = look(wish("anna", "giulia"), pair("giulia", "anna", locked=True))
    found = plan(view, locks={"anna": "luca"})
    assert found.plan.mentor_of["anna"] == "luca"
    assert found.locks == {"anna": "luca"}


@pytest.mark.parametrize("stands", [True, False], ids=["a pair", "the draft"])
def test_a_lock_on_a_forbidden_pair_is_refused_in_the_words_of_the_rule(stands: bool) -> None:
    records: list[Record] = [ANNA_IS_LED]
    locks = {"anna": "giulia"}
    if stands:
        records, locks = [*records, pair("giulia", "anna", locked=True)], {}
    text = said(look(*records), locks=locks)
    assert f"{GIULIA} is the manager of Anna De Luca." in text
    opened = propose(look(*records, exception("reporting_line")), locks=locks)
    assert opened.plan.mentor_of["anna"] == "giulia"


def test_too_many_locks_on_one_mentor_are_refused_by_name() -> None:
    locks = dict.fromkeys(("anna", "bruno"), "giulia")
    assert GIULIA in said(look(part("giulia", "mentor", min_seniors=1, max_seniors=1)), locks=locks)


def test_an_exception_makes_a_pair_possible() -> None:
    view = look(ANNA_IS_LED, part("anna", "senior", prefers=("giulia",), avoids=("luca",)))
    assert plan(view).plan.unplaced == ["anna"]
    opened = plan(changed(view, exception("reporting_line")))
    assert opened.plan.mentor_of["anna"] == "giulia"


# -- what is kept ----------------------------------------------------------------------------------


def test_a_pair_that_has_met_is_kept_and_one_that_has_not_may_move() -> None:
    away = wish("anna", "luca")
    assert plan(look(away, pair("giulia", "anna"))).plan.mentor_of["anna"] == "luca"
    assert plan(look(away, *met("giulia", "anna"))).plan.mentor_of["anna"] == "giulia"


def test_a_session_that_was_missed_is_no_meeting() -> None:
    missed = session("giulia", START, "anna", status="missed")
    found = plan(look(wish("anna", "luca"), pair("giulia", "anna"), missed))
    assert found.plan.mentor_of["anna"] == "luca"


def test_a_pair_that_has_met_is_kept_even_where_one_fewer_is_placed() -> None:
    one_place = {"seniors_per_mentor": SeniorsPerMentor(min=1, max=1)}
    only_giulia = part("bruno", "senior", avoids=("luca",))
    met_already = people(
        "giulia luca", "anna bruno", only_giulia, *met("giulia", "anna"), **one_place
    )
    assert propose(met_already).plan.unplaced == ["bruno"]
    not_yet = people("giulia luca", "anna bruno", only_giulia, pair("giulia", "anna"), **one_place)
    assert propose(not_yet).plan.mentor_of == {"anna": "luca", "bruno": "giulia"}


def test_a_pair_that_stands_is_kept_where_nothing_speaks_against_it() -> None:
    standing = {"anna": "luca", "bruno": "giulia", "carla": "luca", "dario": "giulia"}
    view = look(*(pair(mentor, senior) for senior, mentor in standing.items()))
    found = propose(view)
    assert found.plan.mentor_of.items() >= standing.items()
    assert found.changes == ["elena"]


def test_what_changes_is_told_of_each() -> None:
    nobody = ("giulia", "luca")
    view = people(
        "giulia luca",
        "anna bruno carla dario elena",
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        wish("bruno", "luca"),
        pair("luca", "carla"),
        part("carla", "senior", avoids=nobody),
        part("elena", "senior", avoids=nobody),
    )
    found = plan(view)
    assert {who: found.change(who) for who in found.seniors} == {
        "anna": "same",
        "bruno": "moved",
        "carla": "freed",
        "dario": "new",
        "elena": "none",
    }
    assert found.changes == ["dario", "carla", "bruno"]


def test_a_plan_changes_nothing_of_what_stands() -> None:
    view = look(pair("giulia", "anna"), wish("anna", "luca"))
    before = view.snapshot
    found = plan(view)
    assert found.planned.group_of("luca").count("anna") == 1
    assert found.planned.pair_of_senior["anna"].mentor_id == "luca"
    assert (view.snapshot, view.pair_of_senior["anna"].mentor_id) == (before, "giulia")


# -- how many --------------------------------------------------------------------------------------

ALL_TO_GIULIA = [wish(who, "giulia") for who in ("anna", "bruno", "carla", "dario", "elena")]


@pytest.mark.parametrize(
    ("of_luca", "of_giulia", "sizes"),
    [
        ({}, {}, (3, 2)),
        ({"min_seniors": 1}, {}, (4, 1)),
        ({"min_seniors": 3}, {}, (2, 3)),
        ({}, {"max_seniors": 2}, (2, 3)),
        ({}, {"max_seniors": 1, "min_seniors": 1}, (1, 4)),
        ({"min_seniors": 1}, {"max_seniors": 9}, (4, 1)),
        ({"max_seniors": 0}, {}, (4, 0)),
    ],
)
def test_the_numbers_a_mentor_agreed_to_stand_before_those_of_the_programme(
    of_luca: dict[str, int], of_giulia: dict[str, int], sizes: tuple[int, int]
) -> None:
    own = [part("luca", "mentor", **of_luca), part("giulia", "mentor", **of_giulia)]
    found = groups(plan(look(*ALL_TO_GIULIA, *own)))
    assert tuple(len(found.get(who, [])) for who in ("giulia", "luca")) == sizes


def test_a_mentor_below_the_least_number_has_nobody() -> None:
    view = people("giulia", "anna", seniors_per_mentor=SeniorsPerMentor(min=2, max=4))
    assert propose(view).plan.unplaced == ["anna"]


@pytest.mark.parametrize("own", [{"max_seniors": 1}, {"min_seniors": 5}])
def test_a_minimum_above_the_maximum_is_refused_with_the_mentor_s_name(own: dict[str, int]) -> None:
    text = said(look(part("luca", "mentor", **own)))
    assert LUCA in text
    assert GIULIA not in text


@pytest.mark.parametrize(
    ("view", "word"),
    [
        (look(*(part(who, "mentor", status="withdrawn") for who in ("giulia", "luca"))), "mentor"),
        (people("giulia", ""), "senior"),
        (people("", "anna"), "mentor"),
        (look(closed_on=date(2026, 7, 20)), "closed"),
    ],
    ids=["all withdrawn", "no senior", "no mentor", "closed"],
)
def test_a_programme_without_anybody_to_pair_says_so(view: View, word: str) -> None:
    assert word in said(view)


def test_where_every_pair_is_excluded_there_is_a_plan_with_nobody_placed() -> None:
    view = look(
        part("giulia", "mentor", avoids=("anna", "bruno", "carla", "dario", "elena")),
        part("luca", "mentor", avoids=("anna", "bruno", "carla", "dario", "elena")),
    )
    found = propose(view)
    assert (found.plan.mentor_of, found.plan.total) == ({}, 0)
    assert found.plan.unplaced == ["anna", "bruno", "carla", "dario", "elena"]
    assert found.changes == []


def test_nobody_is_proposed_as_their_own_mentor() -> None:
    both = [part("anna", "mentor"), part("giulia", "senior"), part("luca", "senior")]
    found = propose(look(*both))
    assert len(found.plan.mentor_of) == 7
    assert all(senior != mentor for senior, mentor in found.plan.mentor_of.items())


# -- own half-days ---------------------------------------------------------------------------------


def one_morning(**fields: Any) -> View:
    """Anna and Bruno are free on Monday morning alone, and both asked for Giulia."""
    monday = ("mon-am",)
    return people(
        "giulia luca",
        "anna bruno",
        *(person(who, availability=monday) for who in ("anna", "bruno")),
        *(wish(who, "giulia") for who in ("anna", "bruno")),
        **fields,
    )


def test_with_own_half_days_no_two_seniors_of_a_mentor_share_one() -> None:
    by = Pairing(own_half_day=True, group_for_each=False)
    found = plan(one_morning(pairing=by))
    assert sorted(found.plan.mentor_of.values()) == ["giulia", "luca"]
    assert found.without_half_day == {}


def test_without_own_half_days_it_is_said_for_whom_none_is_left() -> None:
    found = plan(one_morning(pairing=Pairing(group_for_each=False)))
    assert groups(found) == {"giulia": ["anna", "bruno"]}
    assert found.without_half_day == {"giulia": ["bruno"]}


def test_with_own_half_days_a_week_too_short_leaves_somebody_out() -> None:
    week = ("mon-am", "tue-am")
    everybody = ("giulia", "anna", "bruno", "carla")
    records = [person(who, availability=week) for who in everybody]
    own = people("giulia", "anna bruno carla", *records, pairing=Pairing(own_half_day=True))
    assert len(propose(own).plan.unplaced) == 1
    assert propose(people("giulia", "anna bruno carla", *records)).plan.unplaced == []


def test_who_gave_no_half_days_can_on_all_ten() -> None:
    view = people("giulia", "anna", person("anna", availability=("thu-pm", "mon-am")))
    assert possible(view, "giulia", "anna") == ["mon-am", "thu-pm"]
    assert len(possible(people("giulia", "anna"), "giulia", "anna")) == 10


def test_a_paused_senior_keeps_the_own_half_day_too() -> None:
    view = people(
        "giulia luca",
        "anna bruno",
        *(person(who, availability=("mon-am",)) for who in ("anna", "bruno")),
        part("anna", "senior", status="paused"),
        pair("giulia", "anna"),
        wish("bruno", "giulia"),
        pairing=Pairing(own_half_day=True),
    )
    assert plan(view).without_half_day == {}


def test_the_open_pair_of_somebody_who_left_is_not_counted_above_the_most() -> None:
    view = people(
        "giulia",
        "anna bruno",
        person("anna", left_on=START),
        pair("giulia", "anna"),
        seniors_per_mentor=SeniorsPerMentor(min=1, max=1),
    )
    assert len(propose(view).planned.group_of("giulia")) == 1
