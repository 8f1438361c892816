from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from revmentor.content import sample
from revmentor.content.skills import catalogue
from revmentor.exchange import document
from revmentor.model.base import Record
from revmentor.model.programme import Pairing, SeniorsPerMentor
from revmentor.model.snapshot import TABLES
from revmentor.rules.pairing import lessons
from revmentor.rules.pairing.eligibility import load
from revmentor.rules.pairing.engine import assign
from revmentor.rules.pairing.meetings import has_met
from revmentor.rules.pairing.prices import Price, Unknown, instead, runner_up
from revmentor.rules.pairing.problem import Assignment
from revmentor.rules.pairing.proposal import Proposal, propose
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.pairing.suggestions import Suggestion
from revmentor.rules.pairing.unplaced import Unplaced, with_reasons
from revmentor.rules.programme_view import View
from tests.rules.pairing.draft import ASKED_FOR, changed, exception, met, people, with_fields
from tests.support.firm import PROGRAMME, TODAY, look, pair, part, person, rating, snapshot


def plan(view: View, **rest: Any) -> Proposal:
    return propose(view, weights=ASKED_FOR, **rest)


def again(
    found: Proposal, senior: str, *, without: str | None = None, lock: str | None = None
) -> Assignment:
    """Solve the same scores once more, with one pair taken out or one locked."""
    asked = found.question.problem
    scores = {s: dict(of) for s, of in asked.scores.items()}
    locked = {s: m for s, m in asked.locked.items() if s != senior}
    if without:
        del scores[senior][without]
    if lock:
        locked[senior] = lock
    return assign(
        scores,
        asked.loads,
        locked=locked,
        previous=asked.previous,
        met=asked.met,
        half_days=asked.half_days,
        volunteers=asked.volunteers,
    )


def agree(found: Proposal, price: Price | Unknown | str | None, other: Assignment) -> None:
    """A price says what the plan solved by hand says."""
    assert isinstance(price, Price)
    now, then = found.plan.mentor_of, other.mentor_of
    moved = {s for s in now.keys() | then.keys() if now.get(s) != then.get(s)} - {price.senior_id}
    assert price.mentor_id == then.get(price.senior_id)
    assert price.cost == found.plan.total - other.total
    assert price.fewer == len(now) - len(then)
    assert set(price.moved) == moved


def sample_view(stage: sample.Stage, **fields: Any) -> View:
    shown = document.read_document(sample.sample_document(stage))
    records = [record for name in TABLES for record in shown.records(name)]
    built = snapshot(*records, firm=shown.firm)
    (programme_id,) = built.programmes
    return with_fields(View(built, programme_id, catalogue(), date.max), **fields)


@pytest.fixture(scope="module")
def sample_plan() -> Proposal:
    return propose(sample_view("baselines", reporting_line_depth=1))


# -- another mentor --------------------------------------------------------------------------------


def test_the_second_best_of_everybody_is_what_solving_again_says(sample_plan: Proposal) -> None:
    others = 0
    for senior_id, mentor_id in sample_plan.plan.mentor_of.items():
        price = runner_up(sample_plan, senior_id)
        agree(sample_plan, price, again(sample_plan, senior_id, without=mentor_id))
        assert isinstance(price, Price)
        assert price.mentor_id != mentor_id
        assert price.cost >= 0 or price.fewer
        others += bool(price.moved)
    assert others


def test_another_mentor_for_anybody_costs_what_solving_again_says(sample_plan: Proposal) -> None:
    moved = 0
    for senior_id in sample_plan.seniors[:4]:
        for mentor_id in sample_plan.question.problem.scores[senior_id]:
            price = instead(sample_plan, senior_id, mentor_id)
            agree(sample_plan, price, again(sample_plan, senior_id, lock=mentor_id))
            assert isinstance(price, Price)
            if mentor_id == sample_plan.plan.mentor_of[senior_id]:
                assert (price.cost, price.fewer, price.moved) == (0, 0, ())
            moved += bool(price.moved)
    assert moved


def two_places(*records: Record) -> View:
    """Anna asked for Giulia and Bruno for Luca; each of the two has one place."""
    return people(
        "giulia luca",
        "anna bruno",
        part("anna", "senior", prefers=("giulia",)),
        part("bruno", "senior", prefers=("luca",)),
        *records,
        seniors_per_mentor=SeniorsPerMentor(min=1, max=1),
    )


def test_where_places_are_taken_somebody_else_has_to_change() -> None:
    found = plan(two_places())
    assert found.plan.mentor_of == {"anna": "giulia", "bruno": "luca"}
    swapped = Price("anna", "luca", 10_000, 0, ("bruno",), total=10_000)
    assert runner_up(found, "anna") == swapped
    assert instead(found, "anna", "luca") == swapped
    agree(found, swapped, again(found, "anna", without="giulia"))
    agree(found, swapped, again(found, "anna", lock="luca"))


def test_where_no_other_mentor_is_left_the_price_is_a_senior() -> None:
    view = two_places(part("anna", "senior", prefers=("giulia",), avoids=("luca",)))
    found = plan(view)
    price = runner_up(found, "anna")
    agree(found, price, again(found, "anna", without="giulia"))
    assert price == Price("anna", None, 5000, 1, (), total=10_000, emptied=("giulia",))


def test_the_second_best_of_a_locked_pair_lets_go_of_its_own_lock_only() -> None:
    view = two_places(pair("giulia", "anna", locked=True), pair("luca", "bruno", locked=True))
    found = plan(view)
    price = runner_up(found, "anna")
    assert isinstance(price, Price)
    assert price.mentor_id is None
    agree(found, price, again(found, "anna", without="giulia"))


def test_a_forbidden_mentor_instead_is_answered_by_the_rule() -> None:
    found = propose(look(person("anna", manager_id="giulia")))
    assert instead(found, "anna", "giulia") == "Giulia Ferrante is the manager of Anna De Luca."


def test_a_mentor_who_takes_nobody_or_too_few_is_answered_by_name() -> None:
    nobody = propose(look(part("luca", "mentor", max_seniors=0)))
    assert "Luca Bianchi" in str(instead(nobody, "anna", "luca"))
    few = people(
        "giulia luca",
        "anna bruno",
        part("luca", "mentor", min_seniors=2),
        part("bruno", "senior", avoids=("luca",)),
    )
    answer = instead(propose(few), "anna", "luca")
    assert isinstance(answer, str)
    assert "Luca Bianchi" in answer


def test_another_mentor_in_place_of_a_full_one_s_locked_senior_is_a_sentence() -> None:
    found = plan(two_places(pair("luca", "bruno", locked=True)))
    answer = instead(found, "anna", "luca")
    assert isinstance(answer, str)
    assert "Luca Bianchi" in answer


# -- who is left out, and what helps ---------------------------------------------------------------


def helped(found: Proposal, senior_id: str, cure: Suggestion) -> View:
    """The records with the change made that a cure proposes, as a person would make it."""
    view = found.view
    programme = view.programme
    if cure.kind in {"minimum", "maximum"}:
        assert cure.mentor_id
        least, most = load(view, cure.mentor_id)
        own = {"min_seniors": least - 1} if cure.kind == "minimum" else {"max_seniors": most + 1}
        return changed(view, msgspec.structs.replace(view.mentors[cure.mentor_id], **own))
    if cure.kind == "exception":
        records = [
            msgspec.structs.replace(
                exception(rule, senior_id, cure.mentor_id, f"x-{rule}"), programme_id=programme.id
            )
            for rule in cure.rules
        ]
        return changed(view, *records)
    if cure.kind == "unlock":
        (locked,) = (
            each
            for each in view.open_pairs
            if each.locked
            and each.mentor_id == cure.mentor_id
            and view.name(each.senior_id) in cure.text
        )
        return changed(view, msgspec.structs.replace(locked, locked=False))
    if cure.kind == "own_half_day":
        return with_fields(
            view, pairing=msgspec.structs.replace(programme.pairs_by, own_half_day=False)
        )
    if cure.kind == "met":
        return changed(view, without=view.sessions)
    if cure.kind == "places":
        usual = programme.seniors_per_mentor
        more = msgspec.structs.replace(usual, max=usual.max + 1)
        return with_fields(view, seniors_per_mentor=more)
    offers = tuple(need.skill_id for need in lessons.needs(view, senior_id)[:2])
    another = part("another", "mentor", offers=offers)
    another = msgspec.structs.replace(another, programme_id=programme.id)
    return changed(view, person("another"), another)


def every_cure_helps(found: Proposal) -> list[Unplaced]:
    """Make each change that is offered, propose again, and see one more senior placed."""
    left = with_reasons(found)
    assert [each.senior_id for each in left] == [
        who for who in found.seniors if who in found.plan.unplaced
    ]
    for each in left:
        assert each.why
        assert each.searched
        for cure in each.suggestions:
            then = propose(helped(found, each.senior_id, cure), weights=found.weights)
            gained = len(then.plan.mentor_of) - len(found.plan.mentor_of)
            assert gained >= 1, (each.senior_id, cure)
            assert cure.places >= 1
            if cure.kind != "met":  # which no record says
                assert each.senior_id in then.plan.mentor_of, (each.senior_id, cure)
                assert (gained, then.plan.total) == (cure.places, cure.total)
    return left


def kinds(each: Unplaced) -> list[str]:
    return [cure.kind for cure in each.suggestions]


@pytest.mark.parametrize("stage", ["baselines", "pairs", "sessions"])
def test_the_owner_is_in_everybody_s_line_and_an_exception_places_everybody(
    stage: sample.Stage,
) -> None:
    found = propose(sample_view(stage, reporting_line_depth="any"))
    (owner,) = every_cure_helps(found)
    assert found.view.name(owner.senior_id) == "Ettore Valdarco"
    text = " ".join(owner.why)
    assert "reporting line" in text
    assert "Ettore Valdarco" in text
    names = [found.view.name(each) for each in found.view.active_mentors]
    assert "All mentors" in text or all(name in text for name in names)
    first = owner.suggestions[0]
    assert (first.kind, first.rules, first.places) == ("exception", ("reporting_line",), 1)
    assert first.mentor_id
    assert found.view.name(first.mentor_id) in first.text
    then = propose(helped(found, owner.senior_id, first))
    assert then.plan.unplaced == []
    assert then.plan.mentor_of[owner.senior_id] == first.mentor_id


def test_where_everybody_is_placed_nobody_is_explained(sample_plan: Proposal) -> None:
    assert with_reasons(sample_plan) == []


def test_where_places_are_full_one_more_place_is_the_first_thing_that_helps() -> None:
    own = [part(who, "mentor", max_seniors=1) for who in ("giulia", "luca")]
    found = propose(people("giulia luca", "anna bruno carla", *own))
    (left,) = every_cure_helps(found)
    assert left.suggestions[0].kind == "maximum"
    assert left.suggestions[0].mentor_id in {"giulia", "luca"}
    assert "place" in " ".join(left.why)


def test_whoever_leaves_later_is_still_there_in_every_change_that_is_tried() -> None:
    own = [part(who, "mentor", max_seniors=1) for who in ("giulia", "luca")]
    later = person("bruno", left_on=TODAY + timedelta(days=30))
    view = people("giulia luca", "anna bruno carla", *own, later)
    (left,) = every_cure_helps(propose(View(view.snapshot, PROGRAMME, view.skills, TODAY)))
    assert left.suggestions[0].kind == "maximum"
    assert left.suggestions[0].places == 1


def test_a_mentor_who_has_too_few_may_begin_with_one_fewer() -> None:
    found = propose(people("giulia", "anna bruno", part("giulia", "mentor", min_seniors=3)))
    assert found.plan.unplaced == ["anna", "bruno"]
    for each in every_cure_helps(found):
        (cure,) = (one for one in each.suggestions if one.kind == "minimum")
        assert (cure.mentor_id, cure.places) == ("giulia", 2)
        assert each.suggestions[0] is cure
        assert "Giulia Ferrante" in cure.text
        assert "2" in cure.text
        assert "3" in cure.text


@pytest.mark.parametrize(
    "records",
    [
        [part("anna", "senior", avoids=("giulia", "luca"))],
        [part(who, "mentor", avoids=("anna",)) for who in ("giulia", "luca")],
    ],
)
def test_nobody_is_talked_into_whom_they_declined(records: list[Record]) -> None:
    found = propose(people("giulia luca", "anna bruno", *records))
    (left,) = every_cure_helps(found)
    assert "exception" not in kinds(left)
    assert "Anna De Luca" in " ".join(left.why)
    mixed = propose(people("giulia", "anna", *records, person("anna", manager_id="giulia")))
    (left,) = with_reasons(mixed)
    assert "exception" not in kinds(left)


def test_nobody_is_talked_into_a_mentor_who_teaches_nothing_needed() -> None:
    view = people(
        "giulia",
        "anna",
        part("giulia", "mentor", offers=("video-meetings",)),
        rating("giulia", "video-meetings", 2),
        rating("anna", "video-meetings", 1),
        standard_level={"video-meetings": 3},
    )
    (left,) = every_cure_helps(propose(view))
    assert "exception" not in kinds(left)
    text = " ".join(left.why)
    assert view.skill_name("video-meetings") in text


OPENABLE: dict[str, list[Record]] = {
    "language": [person("anna", languages=("pl",)), person("giulia", languages=("it",))],
    "half_day": [
        person("anna", availability=("mon-am",)),
        person("giulia", availability=("tue-am",)),
    ],
    "site": [
        person("anna", site="Modena", works="on_site"),
        person("giulia", site="Brescia", works="remote"),
    ],
    "reporting_line": [person("anna", manager_id="giulia")],
}


@pytest.mark.parametrize("rule", sorted(OPENABLE))
def test_an_exception_to_the_rule_in_the_way_helps(rule: str) -> None:
    (left,) = every_cure_helps(propose(people("giulia", "anna", *OPENABLE[rule])))
    assert (left.suggestions[0].kind, left.suggestions[0].rules) == ("exception", (rule,))


def test_two_rules_in_the_way_need_two_exceptions() -> None:
    both = person("anna", languages=("pl",), manager_id="giulia")
    view = people("giulia", "anna", person("giulia", languages=("it",)), both)
    (left,) = every_cure_helps(propose(view))
    (cure,) = (each for each in left.suggestions if each.kind == "exception")
    assert set(cure.rules) == {"language", "reporting_line"}


def test_a_lock_in_the_way_is_named() -> None:
    view = people(
        "giulia luca",
        "anna bruno",
        part("bruno", "senior", avoids=("luca",)),
        pair("giulia", "anna", locked=True),
        seniors_per_mentor=SeniorsPerMentor(min=1, max=1),
    )
    (left,) = every_cure_helps(propose(view))
    assert left.senior_id == "bruno"
    assert left.suggestions[0].kind == "unlock"
    assert "Anna De Luca" in left.suggestions[0].text


def test_a_pair_that_has_met_may_be_let_move() -> None:
    view = people(
        "giulia luca",
        "anna bruno",
        part("bruno", "senior", avoids=("luca",)),
        *met("giulia", "anna"),
        seniors_per_mentor=SeniorsPerMentor(min=1, max=1),
    )
    assert has_met(view, view.pair_of_senior["anna"])
    (left,) = every_cure_helps(propose(view))
    assert left.suggestions[0].kind == "met"


def test_sharing_a_half_day_helps_where_the_week_is_too_short() -> None:
    monday = [person(who, availability=("mon-am",)) for who in ("anna", "bruno")]
    view = people("giulia", "anna bruno", *monday, pairing=Pairing(own_half_day=True))
    (left,) = every_cure_helps(propose(view))
    assert left.suggestions[0].kind == "own_half_day"


def test_more_places_for_all_help_where_every_mentor_has_the_most() -> None:
    few = SeniorsPerMentor(min=1, max=1)
    (left,) = every_cure_helps(propose(people("giulia", "anna bruno", seniors_per_mentor=few)))
    assert left.suggestions[0].kind == "places"


def test_more_places_for_all_are_not_promised_of_a_mentor_who_agreed_to_just_as_many() -> None:
    few = SeniorsPerMentor(min=1, max=1)
    own = part("giulia", "mentor", max_seniors=1)
    every_cure_helps(propose(people("giulia", "anna bruno", own, seniors_per_mentor=few)))


def test_a_cure_does_not_count_on_pairs_that_have_met_to_part() -> None:
    view = people(
        "giulia luca",
        "anna bruno carla",
        part("giulia", "mentor", min_seniors=2, max_seniors=2),
        part("bruno", "senior", avoids=("luca",)),
        *met("giulia", "anna"),
        *met("giulia", "carla"),
    )
    found = propose(view)
    assert found.plan.unplaced == ["bruno"]
    every_cure_helps(found)


def test_one_more_mentor_gives_nobody_half_days_they_have_not() -> None:
    view = people(
        "giulia",
        "anna bruno",
        *(part(who, "senior", avoids=("giulia",)) for who in ("anna", "bruno")),
        *(person(who, availability=("mon-am",)) for who in ("anna", "bruno")),
        seniors_per_mentor=SeniorsPerMentor(min=2, max=4),
        pairing=Pairing(own_half_day=True),
    )
    every_cure_helps(propose(view))


def test_a_lower_minimum_is_said_in_the_numbers_that_were_agreed() -> None:
    view = people(
        "giulia",
        "anna bruno",
        part("giulia", "mentor", min_seniors=3),
        part("anna", "senior", status="paused"),
        pair("giulia", "anna"),
    )
    (left,) = every_cure_helps(propose(view))
    (cure,) = (each for each in left.suggestions if each.kind == "minimum")
    assert "2" in cure.text
    assert "3" in cure.text


def test_without_time_it_is_said_that_nothing_was_looked_for() -> None:
    few = SeniorsPerMentor(min=1, max=1)
    found = propose(people("giulia", "anna bruno", seniors_per_mentor=few))
    (left,) = with_reasons(found, Clock.of(0))
    assert (left.suggestions, left.searched) == ((), False)
    assert left.why


def test_no_record_changes_while_cures_are_tried() -> None:
    found = propose(people("giulia", "anna", *OPENABLE["language"]))
    before = found.view.snapshot
    with_reasons(found)
    assert found.view.snapshot is before
    assert not before.exceptions
    assert found.view.programme.id == PROGRAMME
