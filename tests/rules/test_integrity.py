"""What a document may not say, against the plain way of finding it: all against all."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from revmentor.content.skills import catalogue
from revmentor.model.pair import Pair
from revmentor.model.person import Person
from revmentor.model.session import Session
from revmentor.model.snapshot import Document
from revmentor.rules import integrity
from tests.support.firm import FIRM, START, pair, part, programme, session

PEOPLE = ("a", "b", "c", "d", "e", "f")


def named(document: Document, words: str) -> list[str]:
    """The places of the problems that say some words."""
    problems = integrity.contradictions(document, catalogue())
    return [each.path for each in problems if words in each.message]


# -- circles of managers ---------------------------------------------------------------------------


@given(st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)))
def test_whoever_is_their_own_manager_in_the_end_is_named_and_nobody_else(
    managers: dict[str, str],
) -> None:
    people = tuple(Person(id=who, name=who, manager_id=managers.get(who)) for who in PEOPLE)

    def comes_back(who: str) -> bool:
        above = managers.get(who)
        for _step in PEOPLE:
            if above == who:
                return managers[who] != who
            above = managers.get(above) if above else None
        return False

    expected = [
        f"people[{index}].manager_id" for index, who in enumerate(PEOPLE) if comes_back(who)
    ]
    assert named(Document(firm=FIRM, people=people), "goes round in a circle") == expected


# -- pairs of one senior ---------------------------------------------------------------------------

days = st.integers(0, 9).map(lambda n: START + timedelta(days=n))
spans = st.tuples(days, st.none() | st.integers(0, 4))


def pairs_over(spans: list[tuple[date, int | None]]) -> tuple[Pair, ...]:
    return tuple(
        pair(
            f"m{index % 3}",
            "s",
            start,
            id=f"pair{index}",
            until_on=None if length is None else start + timedelta(days=length),
        )
        for index, (start, length) in enumerate(spans)
    )


def apart(one: Pair, other: Pair) -> bool:
    """Whether one ended before the other began, or on that very day."""
    first, second = sorted((one, other), key=lambda each: (each.from_on, each.until_on or date.max))
    return first.until_on is not None and first.until_on <= second.from_on


def firm_of(pairs: tuple[Pair, ...], sessions: tuple[Session, ...] = ()) -> Document:
    who = ["m0", "m1", "m2", "s"]
    roles = [part(each, "senior" if each == "s" else "mentor") for each in who]
    return Document(
        firm=FIRM,
        people=tuple(Person(id=each, name=each) for each in who),
        programmes=(programme(),),
        participations=tuple(roles),
        pairs=pairs,
        sessions=sessions,
    )


@given(st.lists(spans, max_size=5))
def test_two_mentors_at_a_time_are_found_where_there_are_any(
    spans: list[tuple[date, int | None]],
) -> None:
    pairs = pairs_over(spans)
    clashes = {
        f"pairs[{index}].senior_id"
        for index, each in enumerate(pairs)
        for other in pairs[:index]
        if not apart(each, other)
    }
    places = named(firm_of(pairs), "already paired with")
    assert set(places) <= clashes
    assert bool(places) == bool(clashes)


def test_of_many_copies_all_but_the_first_are_named() -> None:
    pairs = pairs_over([(START, 5)] * 6)
    assert named(firm_of(pairs), "already paired with") == [
        f"pairs[{index}].senior_id" for index in range(1, 6)
    ]


@given(st.lists(spans, max_size=5), st.lists(days, max_size=4, unique=True))
def test_a_session_is_of_a_pair_that_stood_on_its_day(
    spans: list[tuple[date, int | None]], due: list[date]
) -> None:
    pairs = pairs_over(spans)
    sessions = tuple(session("m0", day, "s") for day in due)
    expected = [
        f"sessions[{index}].attendance.s"
        for index, day in enumerate(due)
        if not any(each.mentor_id == "m0" and each.stands_on(day) for each in pairs)
    ]
    assert named(firm_of(pairs, sessions), "was not paired with") == expected
