"""What is to be solved: who may go with whom at which score, and how many each mentor takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeGuard

import msgspec

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Problem, refuse_any
from revmentor.rules.pairing.bipartite import match

TOP_SCORE = 10_000
"""The highest score of one pair."""

Proof = Literal["certificate", "search", "gap"]
Pairs = Mapping[str, str] | Iterable[tuple[str, str]]
Lock = tuple[str, str]
"""A senior and the mentor the senior stays with."""


class Assignment(msgspec.Struct, frozen=True):
    """A plan, and how well it is proven.

    ``proof`` speaks of the number placed and the total: ``certificate`` (checked by prices in whole
    numbers), ``search`` (the solver went through everything), ``gap`` (time ran out: no plan is
    better by more than ``gap`` points, and none places more than ``places_gap`` seniors more).
    ``settled`` tells whether the choice among equals was finished too.
    """

    mentor_of: dict[str, str]
    unplaced: list[str]
    total: int
    proof: Proof
    gap: int = 0
    places_gap: int = 0
    settled: bool = True


class PairingProblem(msgspec.Struct, frozen=True):
    """A pairing in plain words and whole numbers, in the order of the ids.

    ``scores[senior][mentor]`` is 0 to 10,000, absent where the two may not be paired; ``loads`` is
    the least and the most seniors of a mentor who has any. ``met`` are the seniors whose
    ``previous`` pair has met: those are kept before anything else. ``half_days[senior][mentor]``,
    where given, are the half-days the two share: then every senior gets one of the mentor's week.
    ``must`` are seniors whom every plan has to place; of the mentors in ``volunteers`` as many as
    can be have a group, before the score is asked.
    """

    scores: dict[str, dict[str, int]]
    loads: dict[str, tuple[int, int]]
    locked: dict[str, str] = msgspec.field(default_factory=dict)
    previous: dict[str, str] = msgspec.field(default_factory=dict)
    met: frozenset[str] = frozenset()
    half_days: dict[str, dict[str, frozenset[str]]] | None = None
    must: frozenset[str] = frozenset()
    volunteers: frozenset[str] = frozenset()

    def __len__(self) -> int:
        """Return how many seniors there are."""
        return len(self.scores)

    @property
    def locked_groups(self) -> dict[str, list[str]]:
        """The seniors locked with each mentor who has any, by mentor."""
        groups: dict[str, list[str]] = {}
        for senior_id, mentor_id in self.locked.items():
            groups.setdefault(mentor_id, []).append(senior_id)
        return groups

    def fits(self, mentor_id: str, group: Sequence[str]) -> bool:
        """Tell whether a mentor's week has an own half-day for each of a group."""
        return self.week_holds(mentor_id, group) == len(group)

    def week_holds(self, mentor_id: str, group: Sequence[str]) -> int:
        """Return how many of a group can have an own half-day of a mentor's week."""
        if self.half_days is None:
            return len(group)
        return len(match({s: sorted(self.shared(s, mentor_id) or ()) for s in group}))

    def shared(self, senior_id: str, mentor_id: str) -> frozenset[str] | None:
        """Return the half-days of a pair, or ``None`` where they do not matter."""
        if self.half_days is None:
            return None
        return self.half_days.get(senior_id, {}).get(mentor_id, frozenset())


def pose(
    scores: Mapping[str, Mapping[str, int]],
    loads: Mapping[str, tuple[int, int]],
    *,
    locked: Pairs = (),
    previous: Mapping[str, str] | None = None,
    met: Collection[str] = (),
    half_days: Mapping[str, Mapping[str, Collection[str]]] | None = None,
    volunteers: Collection[str] = (),
    name: Callable[[str], str] = str,
) -> PairingProblem:
    """Return the problem in the order of its ids; raises :class:`Refused` for what cannot be.

    ``name`` gives the name by which a sentence speaks of an id.
    """
    refuse_any(_bad_loads(loads, name))
    refuse_any(_bad_scores(scores, loads, name))
    locks = _distinct(locked)
    refuse_any(_bad_locks(locks, scores, loads, name))
    open_to = {m: (max(least, 1), most) for m, (least, most) in sorted(loads.items()) if most}
    before = {s: m for s, m in sorted((previous or {}).items()) if s in scores}
    problem = PairingProblem(
        {s: _with_places(scores[s], open_to) for s in sorted(scores)},
        open_to,
        dict(locks),
        before,
        frozenset(met) & before.keys(),
        None if half_days is None else {s: _frozen(of) for s, of in half_days.items()},
        volunteers=frozenset(volunteers) & open_to.keys(),
    )
    refuse_any(_unreachable(problem, name))
    return problem


def _distinct(locked: Pairs) -> list[Lock]:
    """Return each lock once, in the order of the ids."""
    return sorted(set(locked.items() if isinstance(locked, Mapping) else map(_two, locked)))


def _two(pair: Sequence[str]) -> Lock:
    senior_id, mentor_id = pair
    return senior_id, mentor_id


def _with_places(scores: Mapping[str, int], mentors: Collection[str]) -> dict[str, int]:
    """Return a senior's scores with the mentors who take anybody, in the order of their ids."""
    return {m: scores[m] for m in sorted(scores) if m in mentors}


def _frozen(half_days: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    return {mentor_id: frozenset(days) for mentor_id, days in half_days.items()}


def _bad_loads(
    loads: Mapping[str, tuple[int, int]], name: Callable[[str], str]
) -> Iterator[Problem]:
    for mentor_id, (least, most) in sorted(loads.items()):
        if message := _against_load(least, most):
            yield Problem("loads", message.format(name=name(mentor_id), least=least, most=most))


def _against_load(least: object, most: object) -> str:
    """Return the sentence against a least and a most, or nothing."""
    if not _is_count(least) or not _is_count(most):
        return _("{name} takes {least} to {most} seniors: these have to be whole numbers.")
    if most and least > most:
        return _(
            "{name} takes at least {least} seniors but at most {most}: the minimum is above "
            "the maximum. Change one of the two."
        )
    return ""


def _is_count(number: object) -> TypeGuard[int]:
    return type(number) is int and number >= 0


def _bad_scores(
    scores: Mapping[str, Mapping[str, int]],
    loads: Mapping[str, tuple[int, int]],
    name: Callable[[str], str],
) -> Iterator[Problem]:
    for senior_id, of in sorted(scores.items()):
        for mentor_id, score in sorted(of.items()):
            if message := _against_score(score, has_load=mentor_id in loads):
                names = {"senior": name(senior_id), "mentor": name(mentor_id)}
                yield Problem("scores", message.format(**names, score=score, top=TOP_SCORE))


def _against_score(score: object, *, has_load: bool) -> str:
    """Return the sentence against the score of a pair, or nothing."""
    if not has_load:
        return _(
            "{senior} has a score with {mentor}, but it is not said how many seniors "
            "{mentor} takes."
        )
    if not _is_count(score) or score > TOP_SCORE:
        return _(
            "The score of {senior} with {mentor} is {score}; it has to be a whole number "
            "from 0 to {top}."
        )
    return ""


def _bad_locks(
    locks: Sequence[Lock],
    scores: Mapping[str, Mapping[str, int]],
    loads: Mapping[str, tuple[int, int]],
    name: Callable[[str], str],
) -> Iterator[Problem]:
    before = ("", "")
    for lock in locks:
        if message := _against_lock(lock, before, scores, loads):
            senior, mentor, other = name(lock[0]), name(lock[1]), name(before[1])
            yield Problem("locked", message.format(senior=senior, mentor=mentor, other=other))
        before = lock
    yield from _crowded(locks, loads, name)


def _against_lock(
    lock: Lock,
    before: Lock,
    scores: Mapping[str, Mapping[str, int]],
    loads: Mapping[str, tuple[int, int]],
) -> str:
    """Return the sentence against a lock, or nothing; ``before`` is the lock before it."""
    senior_id, mentor_id = lock
    if senior_id not in scores or mentor_id not in loads:
        return _("{senior} is locked with {mentor}, and one of the two is not to be paired.")
    if senior_id == before[0]:
        return _("{senior} is locked with {other} and with {mentor}; one of the two has to go.")
    if mentor_id not in scores[senior_id]:
        return _("{senior} is locked with {mentor}, but a rule forbids this pair.")
    return ""


def _crowded(
    locks: Sequence[Lock], loads: Mapping[str, tuple[int, int]], name: Callable[[str], str]
) -> Iterator[Problem]:
    """Yield the mentors with more locks than places."""
    counts = Counter(mentor_id for _senior, mentor_id in locks if mentor_id in loads)
    for mentor_id, count in counts.items():
        most = loads[mentor_id][1]
        if count > most:
            message = ngettext(
                "{{mentor}} is locked with {n} senior and takes {{most}} at most.",
                "{{mentor}} is locked with {n} seniors and takes {{most}} at most.",
                count,
            ).format(mentor=name(mentor_id), most=most)
            yield Problem("locked", message)


def _unreachable(problem: PairingProblem, name: Callable[[str], str]) -> Iterator[Problem]:
    """Yield the locks that leave a mentor below the minimum, whatever else is done."""
    groups = problem.locked_groups
    seats: dict[tuple[str, int], list[str]] = {}
    for mentor_id, locked in groups.items():
        others = _not_locked(problem, mentor_id)
        if message := _against_group(problem, mentor_id, locked, others, name):
            yield Problem("locked", message)
        else:
            lacking = problem.loads[mentor_id][0] - len(locked)
            seats |= {(mentor_id, k): others for k in range(lacking)}
    if len(match(seats)) < len(seats):
        message = _(
            "The locks of {mentors} cannot all be kept: too few seniors are left to give each of "
            "them the least number."
        )
        yield Problem("locked", message.format(mentors=", ".join(map(name, groups))))


def _not_locked(problem: PairingProblem, mentor_id: str) -> list[str]:
    """Return the seniors a mentor may have who are locked with nobody."""
    return [s for s, of in problem.scores.items() if mentor_id in of and s not in problem.locked]


def _against_group(
    problem: PairingProblem,
    mentor_id: str,
    locked: Sequence[str],
    others: Sequence[str],
    name: Callable[[str], str],
) -> str:
    """Return the sentence against a mentor's locks taken alone, or nothing."""
    names = {"mentor": name(mentor_id), "seniors": ", ".join(map(name, locked))}
    if not problem.fits(mentor_id, locked):
        return _("{mentor} has no half-day of the week for each of {seniors}.").format(**names)
    least = problem.loads[mentor_id][0]
    reached = problem.week_holds(mentor_id, [*locked, *others])
    if reached < least:
        return _(
            "{mentor} is locked with {seniors} and takes at least {least}, but only {n} can "
            "be reached."
        ).format(**names, least=least, n=reached)
    return ""
