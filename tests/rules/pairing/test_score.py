from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from revmentor.model.base import Record
from revmentor.model.errors import Refused
from revmentor.model.programme import Pairing, Weights
from revmentor.rules.availability import WEEK
from revmentor.rules.pairing.proposal import propose
from revmentor.rules.pairing.score import (
    SCORE_PARTS,
    STEP,
    ScorePart,
    counted,
    not_counted,
    points,
    score,
)
from revmentor.rules.programme_view import View
from tests.rules.pairing.draft import ASKED_FOR, people
from tests.support.firm import goal, look, part, person, rating

NOTHING = msgspec.structs.replace(ASKED_FOR, preferences=0)
weights = st.tuples(*(st.integers(0, 100) for _ in SCORE_PARTS)).map(
    lambda shares: Weights(**dict(zip(SCORE_PARTS, shares, strict=True)))
)


def alone(part_name: ScorePart, *records: Record, mentor: str = "giulia", **fields: Any) -> int:
    """The points of Anna with a mentor where nothing else counts, of 10,000."""
    only = msgspec.structs.replace(NOTHING, **{part_name: 100})
    found = score(look(*records, **fields), mentor, "anna", points(only))
    assert set(found.parts) == set(SCORE_PARTS)
    assert found.total == found.parts[part_name]
    return found.total


@given(weights)
def test_the_points_of_all_parts_are_exactly_ten_thousand(chosen: Weights) -> None:
    whole = sum(getattr(chosen, each) for each in SCORE_PARTS)
    assume(whole)
    most = points(chosen)
    assert sum(most.values()) == 10_000
    for each in SCORE_PARTS:
        assert abs(most[each] - 10_000 * getattr(chosen, each) / whole) < STEP
        assert most[each] % STEP == 0
        assert getattr(chosen, each) or not most[each]


def test_the_usual_weights_are_their_own_points() -> None:
    assert list(points(Weights()).values()) == [5000, 2000, 500, 1000, 500, 500, 500]


def test_what_is_left_over_goes_to_the_largest_remainder_then_to_the_first() -> None:
    thirds = msgspec.structs.replace(NOTHING, skill_need=1, place=1, preferences=1)
    found = points(thirds)
    assert (found["skill_need"], found["place"], found["preferences"]) == (3340, 3330, 3330)
    sixth = msgspec.structs.replace(NOTHING, give_back=1, working_style=5)
    assert (points(sixth)["give_back"], points(sixth)["working_style"]) == (1670, 8330)


def test_weights_of_which_none_counts_are_refused() -> None:
    with pytest.raises(Refused):
        points(NOTHING)
    with pytest.raises(Refused):
        propose(look(), weights=NOTHING)


def test_what_is_not_known_counts_half_where_two_people_are_compared() -> None:
    found = score(look(), "giulia", "anna", points(Weights()))
    assert found.parts == {
        "skill_need": 0,
        "give_back": 0,
        "working_style": 250,
        "availability": 500,
        "place": 250,
        "other_department": 250,
        "preferences": 0,
    }
    assert found.total == 1250


# -- each part, counted by hand --------------------------------------------------------------------

NEEDS: list[Record] = [
    goal("anna", "spreadsheets", target=5, weight=3),
    rating("anna", "spreadsheets", 1),
    rating("anna", "video-meetings", 1),
]
"""Four levels of an own goal at weight 3, and two of the standard at weight 1."""
STANDARD: dict[str, Any] = {"standard_level": {"video-meetings": 3}}


def shown(points_of_all: int) -> int:
    """Points rounded down to what is shown of them: a tenth of a point of a hundred."""
    return points_of_all // 10 * 10


@pytest.mark.parametrize(
    ("spreadsheets", "video", "own", "common"),
    [
        (8, 8, 12, 2),  # everything
        (4, 3, 9, 2),  # below the target of 5: three of the four levels, thrice; both of the other
        (2, 8, 0, 2),  # one level above is no lesson
        (8, 2, 12, 0),
        (None, 3, 12, 2),  # a level not written down stands in nobody's way
    ],
)
@pytest.mark.parametrize("own_goal", [1, 2, 5, 9])
def test_the_need_that_is_covered_counts_levels_by_the_weight_of_their_goal(
    spreadsheets: int | None, video: int, own: int, common: int, own_goal: int
) -> None:
    levels: list[Record] = [rating("giulia", "video-meetings", video)]
    if spreadsheets is not None:
        levels.append(rating("giulia", "spreadsheets", spreadsheets))
    points_ = alone("skill_need", *NEEDS, *levels, **STANDARD, pairing=Pairing(own_goal=own_goal))
    closed, wanted = own_goal * own + common, own_goal * 12 + 2
    assert points_ == shown(10_000 * closed // wanted)


def test_a_mentor_who_offers_only_one_of_two_covers_that_one() -> None:
    only = part("giulia", "mentor", offers=("video-meetings",))
    assert alone("skill_need", *NEEDS, only, **STANDARD) == shown(10_000 * 2 // (5 * 12 + 2))


def test_a_goal_in_a_skill_of_the_standard_counts_once_and_as_an_own_one() -> None:
    goals = [goal("anna", "video-meetings", target=5), goal("anna", "spreadsheets", target=5)]
    only = part("giulia", "mentor", offers=("video-meetings",))
    assert alone("skill_need", *goals, only, **STANDARD) == 5000


def test_a_senior_who_is_not_rated_has_all_levels_to_go() -> None:
    view = [goal("anna", "spreadsheets", target=4), rating("giulia", "spreadsheets", 3)]
    assert alone("skill_need", *view) == 7500


def test_who_needs_nothing_gets_nothing_for_it() -> None:
    assert alone("skill_need") == 0


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        (("negotiation",), 7500),
        (("difficult-clients",), 2500),
        (("difficult-clients", "negotiation"), 10_000),
        (("business-strategy",), 0),
        ((), 0),
        (("negotiation", "negotiation"), 7500),
    ],
)
def test_what_comes_back_is_a_share_of_what_the_mentor_wishes(
    offers: tuple[str, ...], expected: int
) -> None:
    wishes = [
        goal("giulia", "negotiation", weight=3),
        goal("giulia", "difficult-clients", weight=1),
    ]
    assert alone("give_back", *wishes, part("anna", "senior", offers=offers)) == expected


def test_a_mentor_without_wishes_gets_nothing_back() -> None:
    assert alone("give_back", part("anna", "senior", offers=("negotiation",))) == 0


@pytest.mark.parametrize(
    ("mentor", "senior", "expected"),
    [
        ({"pace": 3, "talk": 2}, {"pace": 3, "talk": 2}, 10_000),
        ({"pace": 1, "talk": 3}, {"pace": 2, "talk": 3}, 8750),
        ({"pace": 1}, {"pace": 5}, 0),
        ({"pace": 1, "other": 5}, {"pace": 2, "talk": 1}, 7500),
        ({"pace": 1}, {"talk": 1}, 5000),
        ({}, {"talk": 1}, 5000),
    ],
)
def test_working_style_is_how_near_the_same_answers_are(
    mentor: dict[str, int], senior: dict[str, int], expected: int
) -> None:
    people_ = [person("giulia", style=mentor), person("anna", style=senior)]
    assert alone("working_style", *people_) == expected


@pytest.mark.parametrize(("shared", "expected"), [(0, 0), (1, 5000), (2, 10_000), (5, 10_000)])
def test_from_two_half_days_in_common_more_make_nothing_better(shared: int, expected: int) -> None:
    mine, theirs = WEEK[:5], (*WEEK[:shared], *WEEK[5:7])
    records = [person("giulia", availability=mine), person("anna", availability=theirs)]
    assert alone("availability", *records) == expected


def test_half_days_that_one_of_the_two_did_not_give_count_half() -> None:
    assert alone("availability", person("giulia", availability=WEEK)) == 5000
    assert alone("availability", person("anna", availability=WEEK[:1])) == 5000


@pytest.mark.parametrize(
    ("mentor", "senior", "expected"),
    [
        (("Modena", "on_site"), ("Modena", "on_site"), 10_000),
        (("Modena", None), ("Modena", "both"), 10_000),
        (("Modena", "remote"), ("Modena", "on_site"), 5000),
        (("Modena", "remote"), ("Brescia", "both"), 5000),
        (("Modena", "both"), ("Brescia", None), 5000),
        (("Modena", "on_site"), ("Brescia", "both"), 2500),
        (("Modena", "remote"), (None, "on_site"), 5000),
        ((None, None), ("Modena", None), 5000),
    ],
)
def test_one_place_is_best_then_a_screen_then_a_journey(
    mentor: tuple[str | None, Any], senior: tuple[str | None, Any], expected: int
) -> None:
    records = [
        person(who, site=site, works=works)
        for who, (site, works) in (("giulia", mentor), ("anna", senior))
    ]
    assert alone("place", *records, modes=("on_site", "remote")) == expected


def test_a_programme_that_meets_only_on_site_makes_a_journey_of_every_other_site() -> None:
    records = [person("giulia", site="Modena"), person("anna", site="Brescia")]
    assert alone("place", *records, modes=("on_site",)) == 2500
    assert alone("place", *records, modes=("remote",)) == 5000


@pytest.mark.parametrize(
    ("mentor", "senior", "expected"),
    [("Sales", "Sales", 0), ("Sales", "Works", 10_000), (None, "Works", 5000), ("Sales", "", 5000)],
)
def test_another_department_is_better(
    mentor: str | None, senior: str | None, expected: int
) -> None:
    records = [person("giulia", department=mentor), person("anna", department=senior or None)]
    assert alone("other_department", *records) == expected


@pytest.mark.parametrize(
    ("mentor", "senior", "expected"),
    [((), (), 0), (("anna",), (), 5000), ((), ("giulia",), 5000), (("anna",), ("giulia",), 10_000)],
)
def test_each_of_the_two_who_asked_for_the_other_counts_half(
    mentor: tuple[str, ...], senior: tuple[str, ...], expected: int
) -> None:
    records = [part("giulia", "mentor", prefers=mentor), part("anna", "senior", prefers=senior)]
    assert alone("preferences", *records) == expected


def test_asking_for_somebody_else_counts_nothing() -> None:
    assert alone("preferences", part("giulia", "mentor", prefers=("bruno",))) == 0


# -- the sum ---------------------------------------------------------------------------------------


@st.composite
def pairs_of_people(draw: st.DrawFn) -> View:
    """A mentor and a senior of whom anything may be known."""
    skills = st.sampled_from(("spreadsheets", "video-meetings", "negotiation", "teaching"))
    records: list[Record] = []
    for who, role, other in (("giulia", "mentor", "anna"), ("anna", "senior", "giulia")):
        records.append(
            person(
                who,
                style=draw(st.dictionaries(st.sampled_from("abc"), st.integers(1, 5))),
                availability=tuple(draw(st.lists(st.sampled_from(WEEK), unique=True))),
                site=draw(st.sampled_from((None, "Modena", "Brescia"))),
                works=draw(st.sampled_from((None, "on_site", "remote", "both"))),
                department=draw(st.sampled_from((None, "Sales", "Works"))),
            )
        )
        records.append(
            part(
                who,
                "mentor" if role == "mentor" else "senior",
                offers=tuple(draw(st.lists(skills, max_size=4))),
                prefers=(other,) if draw(st.booleans()) else (),
            )
        )
        records += [
            rating(who, skill, draw(st.integers(0, 8)))
            for skill in draw(st.lists(skills, unique=True))
        ]
        for skill in draw(st.lists(skills, unique=True)):
            target, weight = draw(st.integers(0, 8)), draw(st.integers(1, 3))
            records.append(goal(who, skill, target=target, weight=weight))
    setting = Pairing(levels_above=draw(st.integers(1, 6)))
    return people("giulia", "anna", *records, pairing=setting)


@given(pairs_of_people(), weights)
def test_the_total_of_a_pair_is_the_sum_of_its_parts(view: View, chosen: Weights) -> None:
    assume(any(getattr(chosen, each) for each in SCORE_PARTS))
    most = points(chosen)
    found = score(view, "giulia", "anna", most)
    assert list(found.parts) == list(SCORE_PARTS)
    assert all(type(each) is int and each % 10 == 0 for each in found.parts.values())
    assert all(0 <= found.parts[each] <= most[each] for each in SCORE_PARTS)
    assert found.total == sum(found.parts.values())
    assert 0 <= found.total <= 10_000


# -- what nobody entered ---------------------------------------------------------------------------

SILENT: tuple[ScorePart, ...] = SCORE_PARTS[1:]
"""The parts that nothing is known for in `look()`, but that Anna and the others offer something."""
MENTOR: dict[ScorePart, dict[str, Any]] = {
    "working_style": {"style": {"pace": 3}},
    "availability": {"availability": ("mon-am",)},
    "place": {"site": "Modena"},
    "other_department": {"department": "Sales"},
}


def test_a_part_that_nobody_entered_anything_for_has_no_weight() -> None:
    assert not_counted(look(), Weights()) == SILENT
    assert list(points(counted(look(), Weights())).values()) == [10_000, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("each", MENTOR)
def test_a_part_counts_once_a_mentor_and_a_senior_can_be_compared(each: ScorePart) -> None:
    alone_known = [person("giulia", **MENTOR[each])]
    assert each in not_counted(look(*alone_known), Weights())
    both = [*alone_known, person("elena", **MENTOR[each])]
    assert each not in not_counted(look(*both), Weights())


def test_who_is_mentor_and_senior_at_once_is_not_compared_with_themselves() -> None:
    same = [person("giulia", site="Modena"), part("giulia", "senior")]
    assert "place" in not_counted(look(*same), Weights())
    assert "place" not in not_counted(look(*same, person("luca", site="Modena")), Weights())


def test_answers_to_different_questions_compare_nobody() -> None:
    apart = [person("giulia", style={"pace": 3}), person("anna", style={"plan": 3})]
    assert "working_style" in not_counted(look(*apart), Weights())


def test_a_wish_counts_once_somebody_is_asked_for_and_a_give_back_once_one_is_wished_for() -> None:
    asked = look(part("anna", "senior", offers=("negotiation",), prefers=("giulia",)))
    assert not_counted(asked, Weights()) == SILENT[:-1]
    wished = look(goal("giulia", "teaching"))
    assert not_counted(wished, Weights()) == SILENT[1:]


def test_where_nothing_else_would_be_left_everything_counts() -> None:
    only = msgspec.structs.replace(NOTHING, working_style=60, place=40)
    assert not_counted(look(), only) == ()
    assert counted(look(), only) == only


@given(pairs_of_people(), weights)
def test_what_nobody_entered_scores_as_if_its_part_had_no_weight(
    view: View, chosen: Weights
) -> None:
    assume(any(getattr(chosen, each) for each in SCORE_PARTS))
    silent = not_counted(view, chosen)
    without = msgspec.structs.replace(chosen, **dict.fromkeys(silent, 0))
    for each in silent:
        assert points(counted(view, chosen))[each] == 0
    assert counted(view, chosen) == without == counted(view, without)


@given(weights, st.permutations(("anna", "bruno", "carla", "dario", "elena")), st.booleans())
def test_a_field_absent_for_all_gives_the_plan_of_the_weights_without_that_part(
    chosen: Weights, seniors: list[str], has_site: bool
) -> None:
    assume(chosen.skill_need)
    people_ = [person(who, site="Modena") for who in (*seniors[:3], "luca")] if has_site else []
    view = look(*people_, goal(seniors[0], "spreadsheets"), goal(seniors[1], "team-chat"))
    silent = not_counted(view, chosen)
    without = msgspec.structs.replace(chosen, **dict.fromkeys(silent, 0))
    found, expected = propose(view, weights=chosen), propose(view, weights=without)
    assert found.plan == expected.plan
    assert found.question.scores == expected.question.scores
    assert found.weights == chosen
