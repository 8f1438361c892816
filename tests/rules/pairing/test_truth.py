"""What a proposal says of itself is true: prices, rules, lessons, and what would help."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from revmentor.content import sample
from revmentor.content.skills import catalogue
from revmentor.exchange import document
from revmentor.model.base import Record
from revmentor.model.programme import Pairing, SeniorsPerMentor, Weights
from revmentor.model.snapshot import TABLES
from revmentor.rules.pairing import balance, capacity, lessons, pair_text, plan_text
from revmentor.rules.pairing.draft import draw
from revmentor.rules.pairing.eligibility import against, broken
from revmentor.rules.pairing.meetings import has_met
from revmentor.rules.pairing.prices import Price, Unknown, instead, runner_up
from revmentor.rules.pairing.proposal import Proposal, propose
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.pairing.unplaced import with_reasons
from revmentor.rules.programme_view import View
from tests.rules.pairing.draft import (
    ASKED_FOR,
    changed,
    exception,
    groups,
    met,
    people,
    with_fields,
)
from tests.support.firm import START, pair, part, person, rating, session, snapshot

ONE = SeniorsPerMentor(min=1, max=1)
THREE = SeniorsPerMentor(min=3, max=3)
SOME = Pairing(group_for_each=False)
"""A mentor may be left with nobody."""
VIDEO = "video-meetings"


def plan(view: View, **rest: Any) -> Proposal:
    return propose(view, weights=ASKED_FOR, **rest)


def priced(price: Price | Unknown | str | None) -> Price:
    assert isinstance(price, Price), price
    return price


def two_places(*records: Record) -> View:
    """Anna asked for Giulia and Bruno for Luca; each of the two has one place."""
    asked = [
        part("anna", "senior", prefers=("giulia",)),
        part("bruno", "senior", prefers=("luca",)),
    ]
    return people("giulia luca", "anna bruno", *asked, *records, seniors_per_mentor=ONE)


def only_giulia_for_bruno(*records: Record) -> View:
    """Anna asked for Giulia; Bruno may have nobody but her; each mentor has one place."""
    return two_places(part("bruno", "senior", avoids=("luca",)), *records)


# -- prices: only where proven ---------------------------------------------------------------------


def test_without_time_the_second_best_has_no_price() -> None:
    found = plan(with_fields(two_places(), pairing=SOME))
    assert runner_up(found, "anna", Clock.of(0)) == Unknown()
    assert isinstance(runner_up(found, "anna"), Price)


def test_without_time_another_mentor_has_no_price() -> None:
    everybody = [part(who, "senior", prefers=("giulia",)) for who in ("anna", "bruno", "carla")]
    view = people("giulia luca mia", "anna bruno carla", *everybody, seniors_per_mentor=ONE)
    found = plan(with_fields(view, pairing=SOME))
    (first,) = groups(found)["giulia"]
    assert instead(found, first, "luca", Clock.of(0)) == Unknown()
    assert isinstance(instead(found, first, "luca"), Price)


def test_a_price_that_was_not_found_says_that_there_was_no_time() -> None:
    view = two_places()
    assert pair_text.price_text(view, Unknown()) == "there was no time to find the price"
    assert pair_text.price(view, Unknown()) == "there was no time to find the price"


def trap(*records: Record) -> View:
    """Whoever takes no time gives Anna to Giulia; the best plan gives her to Luca."""
    return people(
        "giulia luca mia",
        "anna bruno carla",
        part("anna", "senior", prefers=("giulia", "luca")),
        part("bruno", "senior", prefers=("giulia",)),
        part("carla", "senior", prefers=("mia",)),
        part("giulia", "mentor", prefers=("anna",)),
        part("luca", "mentor", prefers=("anna",)),
        *records,
        seniors_per_mentor=ONE,
    )


def test_a_draft_without_time_charges_nothing_to_who_has_met() -> None:
    view = trap(*met("mia", "carla"))
    assert plan_text.keeping(draw(view, weights=ASKED_FOR)) == ""
    drawn = draw(view, weights=ASKED_FOR, clock=Clock.of(0))
    assert drawn.proposal.plan.proof == "gap"
    assert drawn.keeping is None
    assert plan_text.keeping(drawn) == ""


def test_a_draft_without_time_charges_nothing_to_its_locks() -> None:
    locks = {"carla": "mia"}
    assert plan_text.locking(draw(trap(), locks, weights=ASKED_FOR)) == ""
    drawn = draw(trap(), locks, weights=ASKED_FOR, clock=Clock.of(0))
    assert drawn.proposal.plan.proof == "gap"
    assert drawn.locking is None
    assert plan_text.locking(drawn) == ""


# -- the second best keeps the senior in the plan --------------------------------------------------


def test_the_second_best_gives_the_senior_another_mentor_before_it_leaves_her_out() -> None:
    """Without Ann and Mia together, Bob and Cy are worth more, but Ann would have nobody."""
    view = people(
        "mia noa",
        "ann bob cy",
        person("ann", languages=("it", "en")),
        person("bob", languages=("it",)),
        person("cy", languages=("en",)),
        person("mia", languages=("it",)),
        person("noa", languages=("en",)),
        part("ann", "senior", prefers=("mia",)),
        part("mia", "mentor", prefers=("ann",)),
        part("cy", "senior", prefers=("noa",)),
        seniors_per_mentor=ONE,
    )
    found = plan(view)
    assert groups(found) == {"mia": ["ann"], "noa": ["cy"]}
    price = priced(runner_up(found, "ann"))
    assert (price.mentor_id, price.fewer, price.cost) == ("noa", 0, 15_000)
    assert (price.freed, price.placed) == (("cy",), ("bob",))


def test_of_four_seniors_for_groups_of_three_the_second_best_keeps_its_own() -> None:
    view = people(
        "giulia luca",
        "anna bruno carla dario",
        *(part(who, "senior", prefers=("giulia",)) for who in ("anna", "bruno", "carla", "dario")),
        seniors_per_mentor=THREE,
    )
    found = plan(view)
    (group,) = groups(found).values()
    assert len(group) == 3
    for senior_id in group:
        price = priced(runner_up(found, senior_id))
        assert (price.mentor_id, price.fewer) == ("luca", 0)


# -- prices name who is concerned ------------------------------------------------------------------


def test_a_price_tells_who_would_change() -> None:
    view = two_places()
    price = priced(instead(plan(view), "anna", "luca"))
    assert (price.moved, price.freed, price.placed, price.parted) == (("bruno",), (), (), ())
    assert pair_text.price_text(view, price) == "costs 100 of 100 points; Bruno would change"


def test_a_price_tells_who_would_lose_a_mentor_and_who_would_get_one() -> None:
    view = people(
        "giulia luca",
        "anna bruno carla",
        part("anna", "senior", prefers=("giulia",)),
        part("bruno", "senior", prefers=("luca",), avoids=("giulia",)),
        part("carla", "senior", avoids=("luca",)),
        seniors_per_mentor=ONE,
    )
    found = plan(view)
    assert groups(found) == {"giulia": ["anna"], "luca": ["bruno"]}
    price = priced(instead(found, "anna", "luca"))
    assert (price.fewer, price.moved, price.parted) == (0, (), ())
    assert (price.freed, price.placed) == (("bruno",), ("carla",))
    said = pair_text.price_text(view, price)
    assert said == "costs 100 of 100 points; Bruno would have no mentor; Carla would get one"
    assert pair_text.price(view, price).startswith("Luca: costs 100 of 100 points; Bruno would")


def test_a_price_tells_who_has_met_and_would_part() -> None:
    view = two_places(*met("giulia", "anna"), *met("luca", "bruno"))
    assert priced(instead(plan(view), "anna", "giulia")).parted == ()
    both = priced(instead(plan(view), "anna", "luca"))
    assert both.parted == ("anna", "bruno")
    assert "Anna and Bruno have met their mentors" in pair_text.price_text(view, both)
    alone = two_places(*met("giulia", "anna"))
    price = priced(instead(plan(alone), "anna", "luca"))
    assert price.parted == ("anna",)
    assert "Anna has met the mentor" in pair_text.price_text(alone, price)


def test_a_price_below_nothing_says_how_many_more_are_placed() -> None:
    view = only_giulia_for_bruno(pair("giulia", "anna", locked=True))
    found = plan(view)
    assert found.plan.unplaced == ["bruno"]
    price = priced(runner_up(found, "anna"))
    assert (price.mentor_id, price.fewer, price.placed) == ("luca", -1, ("bruno",))
    assert price.filled == ("luca",)
    said = pair_text.price_text(view, price)
    assert said == "1 more placed; Bruno would get one; Luca would get a group"


def test_keeping_who_has_met_is_weighed_in_people_before_points() -> None:
    drawn = draw(only_giulia_for_bruno(*met("giulia", "anna")), weights=ASKED_FOR)
    assert drawn.keeping
    assert (drawn.keeping.fewer, drawn.keeping.cost) == (1, -5000)
    assert plan_text.keeping(drawn) == "keeping who has met: 1 fewer placed"


def test_locks_are_weighed_in_people_before_points() -> None:
    drawn = draw(only_giulia_for_bruno(), {"anna": "giulia"}, weights=ASKED_FOR)
    assert drawn.locking
    assert (drawn.locking.fewer, drawn.locking.cost) == (1, -5000)
    assert plan_text.locking(drawn) == "your locks: 1 fewer placed"


# -- what was checked ------------------------------------------------------------------------------

LINES = {
    1: "neither is the manager of the other",
    2: "not within two steps of a reporting line",
    "any": "not in one reporting line",
}


@pytest.mark.parametrize("depth", [0, 1, 2, "any"])
def test_the_reporting_line_is_said_to_be_checked_only_as_far_as_it_was(depth: Any) -> None:
    view = people("giulia", "anna", reporting_line_depth=depth)
    said = pair_text.checks(view, "giulia", "anna")
    assert [each for each in said if each in LINES.values()] == (
        [LINES[depth]] if depth in LINES else []
    )


def sample_view(stage: sample.Stage, **fields: Any) -> View:
    shown = document.read_document(sample.sample_document(stage))
    records = [record for name in TABLES for record in shown.records(name)]
    built = snapshot(*records, firm=shown.firm)
    (programme_id,) = built.programmes
    return with_fields(View(built, programme_id, catalogue(), date.max), **fields)


def test_the_owner_is_not_said_to_be_outside_a_reporting_line_that_he_leads() -> None:
    view = sample_view("baselines", reporting_line_depth=1)
    at_any_depth = with_fields(view, reporting_line_depth="any")
    assert [each.rule for each in broken(at_any_depth, "V027", "V001")] == ["reporting_line"]
    said = pair_text.checks(view, "V027", "V001")
    assert LINES[1] in said
    assert LINES["any"] not in said


def test_an_exception_is_listed_only_where_its_rule_speaks_against_the_pair() -> None:
    view = people(
        "giulia luca",
        "anna",
        person("giulia", languages=("it",)),
        person("luca", languages=("pl", "it")),
        person("anna", languages=("pl",)),
        exception("language", mentor=None),
    )
    told = "exception to language: agreed with both"
    assert told in pair_text.checks(view, "giulia", "anna")
    assert told not in pair_text.checks(view, "luca", "anna")


def test_an_exception_that_opens_nothing_hides_no_other_check() -> None:
    recorded = [exception("reporting_line"), exception("avoids", record_id="y")]
    said = pair_text.checks(people("giulia", "anna", *recorded), "giulia", "anna")
    assert LINES[1] in said
    assert "neither asked against it" in said
    assert not [each for each in said if each.startswith("exception")]


@pytest.mark.parametrize(
    ("who", "role", "whom"),
    [
        ("giulia", "mentor", "anna"),
        ("giulia", "senior", "anna"),
        ("anna", "senior", "giulia"),
        ("anna", "mentor", "giulia"),
    ],
)
def test_who_asked_against_somebody_is_heard_in_whichever_role(
    who: str, role: Any, whom: str
) -> None:
    asked = part(who, role, avoids=(whom,))
    view = people("giulia luca", "anna bruno", asked)
    assert [each.rule for each in against(view, "giulia", "anna")] == ["avoids"]
    assert "anna" not in groups(propose(view)).get("giulia", [])


@pytest.mark.parametrize(
    ("status", "there", "expected"),
    [
        ("held", "present", True),
        ("held", "absent", False),
        ("held", "excused", False),
        ("missed", "present", False),
    ],
)
def test_a_pair_has_met_only_where_the_senior_came(
    status: str, there: str, *, expected: bool
) -> None:
    standing = pair("giulia", "anna")
    given = {"reason": "a fair"} if status == "missed" else {}
    meeting = session("giulia", START, status=status, attendance={"anna": there}, **given)
    view = people("giulia", "anna", standing, meeting)
    assert has_met(view, standing) is expected
    assert (propose(view).question.problem.met == {"anna"}) is expected


# -- who is unplaced, who is unused ----------------------------------------------------------------


def nobody_takes_anybody(least: int) -> View:
    """Anna, and two mentors who take nobody now, in a programme with a least number of its own."""
    return people(
        "giulia luca",
        "anna",
        *(part(who, "mentor", max_seniors=0) for who in ("giulia", "luca")),
        seniors_per_mentor=SeniorsPerMentor(min=least, max=4),
    )


def with_one_place(found: Proposal) -> list[tuple[str | None, dict[str, str]]]:
    """Make each cure that raises a maximum; tell for whom, and the plan then."""
    made: list[tuple[str | None, dict[str, str]]] = []
    for cure in with_reasons(found)[0].suggestions:
        if cure.kind == "maximum" and cure.mentor_id:
            assert cure.text == f"let {found.view.name(cure.mentor_id)} take 1 instead of 0"
            own = msgspec.structs.replace(found.view.mentors[cure.mentor_id], max_seniors=1)
            made.append((cure.mentor_id, propose(changed(found.view, own)).plan.mentor_of))
    return made


def test_where_no_mentor_takes_anybody_it_is_said_and_one_place_helps() -> None:
    found = propose(nobody_takes_anybody(1))
    (left,) = with_reasons(found)
    assert "have no place left" in " ".join(left.why)
    ((mentor_id, then),) = with_one_place(found)
    assert then == {"anna": mentor_id}


def test_one_place_is_not_promised_where_two_are_the_least() -> None:
    found = propose(nobody_takes_anybody(2))
    for mentor_id, then in with_one_place(found):
        assert then == {"anna": mentor_id}


def unused(found: Proposal) -> str:
    """What is said of Luca, who has nobody."""
    assert not found.planned.group_of("luca")
    assert plan_text.hours(found, "luca") == plan_text.unused(found, "luca")
    return plan_text.unused(found, "luca")


def test_a_mentor_who_takes_nobody_is_told_so() -> None:
    view = people("giulia luca", "anna", part("luca", "mentor", max_seniors=0))
    assert unused(propose(view)) == "takes no seniors now"


def test_a_mentor_whom_nobody_may_have_is_told_so() -> None:
    view = people("giulia luca", "anna", part("anna", "senior", avoids=("luca",)))
    assert unused(propose(view)) == "no senior may go here"


def test_a_mentor_without_a_group_beside_an_unplaced_senior_lacks_others() -> None:
    view = people(
        "giulia luca",
        "anna bruno carla",
        part("anna", "senior", avoids=("giulia",)),
        part("bruno", "senior", prefers=("giulia",)),
        part("giulia", "mentor", min_seniors=2, max_seniors=2),
        part("luca", "mentor", min_seniors=2, max_seniors=2),
    )
    found = plan(view)
    assert found.plan.unplaced == ["anna"]
    assert unused(found) == "too few for a group, without taking seniors from others"


def test_a_mentor_without_a_group_where_all_are_placed_is_not_said_to_lack_seniors() -> None:
    view = people(
        "giulia luca",
        "anna bruno",
        *(part(who, "senior", prefers=("giulia",)) for who in ("anna", "bruno")),
        pairing=SOME,
    )
    assert unused(plan(view)) == "everybody is placed elsewhere in this plan"


def test_seniors_locked_elsewhere_do_not_count_as_free_to_come() -> None:
    standing = [pair("giulia", who, locked=True) for who in ("anna", "bruno")]
    view = people(
        "giulia luca",
        "anna bruno carla",
        *standing,
        part("luca", "mentor", min_seniors=2),
        part("carla", "senior", prefers=("giulia",)),
    )
    assert unused(plan(view)) == "only 1 senior may go here, at least 2 are needed"


# -- the outlook -----------------------------------------------------------------------------------


def test_two_groups_of_three_do_not_hold_four() -> None:
    four = people("giulia luca", "anna bruno carla dario", seniors_per_mentor=THREE)
    found = capacity.look(four)
    assert found.enough is False
    assert capacity.capacity_sentences(four, found)[0].endswith(
        "and 4 seniors: no groups of the agreed sizes hold just as many."
    )


def test_two_groups_of_three_hold_six() -> None:
    six = people("giulia luca", "anna bruno carla dario elena ettore", seniors_per_mentor=THREE)
    found = capacity.look(six)
    assert found.enough is True
    assert (
        capacity.capacity_sentences(six, found)[0]
        .partition("and 6 seniors: ")[2]
        .startswith("that can be done")
    )


def test_two_groups_of_three_have_too_few_places_for_seven() -> None:
    seven = people("giulia luca", "anna bruno carla dario elena ettore zoe")
    seven = with_fields(seven, seniors_per_mentor=THREE)
    found = capacity.look(seven)
    assert found.enough is False
    assert capacity.capacity_sentences(seven, found)[0].endswith("and 7 seniors: too few places.")


# -- warnings --------------------------------------------------------------------------------------


def test_two_who_share_no_half_day_are_not_said_to_have_none_left() -> None:
    view = people(
        "giulia",
        "anna",
        person("giulia", availability=("mon-am",)),
        person("anna", availability=("tue-am",)),
        exception("half_day"),
    )
    assert plan_text.warnings(propose(view)) == [
        "Giulia Ferrante and Anna De Luca have no half-day in common."
    ]


def test_two_on_the_only_half_day_are_said_to_have_none_left() -> None:
    monday = [person(who, availability=("mon-am",)) for who in ("anna", "bruno")]
    (warning,) = plan_text.warnings(propose(people("giulia", "anna bruno", *monday)))
    assert warning.startswith("Giulia Ferrante has no half-day of the week left for ")
    assert "in common" not in warning


# -- lessons ---------------------------------------------------------------------------------------


def taught(mine: int | None, hers: int | None) -> View:
    """Giulia, who offers what Anna is to learn up to level 5, and where the two stand."""
    levels = {"giulia": mine, "anna": hers}
    return people(
        "giulia",
        "anna",
        part("giulia", "mentor", offers=(VIDEO,)),
        *(rating(who, VIDEO, level) for who, level in levels.items() if level is not None),
        standard_level={VIDEO: 5},
        pairing=Pairing(levels_above=2),
    )


@pytest.mark.parametrize(
    ("mine", "hers", "said"),
    [
        (4, 1, "1 → 4, Giulia has 4"),
        (4, None, "to 4, Giulia has 4"),
        (6, 1, "1 → 5, Giulia has 6"),
        (6, None, "to 5, Giulia has 6"),
        (None, 1, "1 → 5"),
        (None, None, "to 5"),
    ],
)
def test_a_lesson_says_the_level_that_the_mentor_can_bring_to(
    mine: int | None, hers: int | None, said: str
) -> None:
    view = taught(mine, hers)
    assert pair_text.lesson_text(view, "giulia", "anna") == [f"{view.skill_name(VIDEO)} {said}"]


def test_a_mentor_rated_too_low_teaches_a_senior_nothing_whom_nobody_rated() -> None:
    assert lessons.lessons(taught(1, None), "giulia", "anna") == []
    assert pair_text.lesson_text(taught(1, None), "giulia", "anna") == []
    assert [each.reaches for each in lessons.lessons(taught(2, None), "giulia", "anna")] == [2]


# -- how well it is proven -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seniors", "words"),
    [("anna bruno", "1 more might be placed"), ("anna bruno carla", "up to 2 more might be")],
)
def test_without_time_it_is_said_how_many_more_might_be_placed(seniors: str, words: str) -> None:
    view = people("giulia", seniors, seniors_per_mentor=ONE)
    found = propose(view, clock=Clock.of(0))
    assert found.plan.places_gap == len(seniors.split()) - 1
    assert plan_text.proof(found).startswith("not proven best, time ran out")
    assert words in plan_text.proof(found)


def test_without_time_but_with_everybody_placed_only_points_are_open() -> None:
    view = people(
        "giulia luca",
        "anna bruno",
        *(part(who, "senior", prefers=("giulia",)) for who in ("anna", "bruno")),
        seniors_per_mentor=ONE,
        pairing=SOME,
    )
    found = plan(view, clock=Clock.of(0))
    assert (found.plan.proof, found.plan.places_gap) == ("gap", 0)
    assert plan_text.proof(found) == "not proven best, time ran out: at most 50 better"


# -- the slider ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("need", "back"), [(100, 100), (100, 0), (0, 100), (100, 50), (99, 98), (50, 20), (0, 0)]
)
def test_no_position_of_the_slider_leaves_what_a_weight_can_be(need: int, back: int) -> None:
    now = Weights(skill_need=need, give_back=back)
    found = balance.positions(now)
    assert now in found
    for each in found:
        assert 0 <= each.skill_need <= 100
        assert 0 <= each.give_back <= 100
        assert each.skill_need + each.give_back == need + back
