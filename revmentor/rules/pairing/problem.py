"""What is to be solved: who may go with whom at which score, and how many each mentor takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Problem, refuse_any
from revmentor.rules.pairing.bipartite import match

TOP_SCORE = 10_000
"""The highest score of one pair."""

Proof = Literal["certificate", "search", "gap"]
Pairs = Mapping[str, str] | Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Assignment:
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


@dataclass(frozen=True)
class PairingProblem:
    """A pairing in plain words and whole numbers, in the order of the ids.

    ``scores[senior][mentor]`` is 0 to 10,000, absent where the two may not be paired; ``loads`` is
    the least and the most seniors of a mentor who has any. ``met`` are the seniors whose
    ``previous`` pair has met: those are kept before anything else. ``half_days[senior][mentor]``,
    where given, are the half-days the two share: then every senior gets one of the mentor's week.
    ``must`` are seniors whom every plan has to place.
    """

    scores: dict[str, dict[str, int]]
    loads: dict[str, tuple[int, int]]
    locked: dict[str, str] = field(default_factory=dict)
    previous: dict[str, str] = field(default_factory=dict)
    met: frozenset[str] = frozenset()
    half_days: dict[str, dict[str, frozenset[str]]] | None = None
    must: frozenset[str] = frozenset()

    def __len__(self) -> int:
        """Return how many seniors there are."""
        return len(self.scores)

    def fits(self, mentor_id: str, group: Sequence[str]) -> bool:
        """Tell whether a mentor's week has an own half-day for each of a group."""
        if self.half_days is None:
            return True
        days = {s: sorted(self.shared(s, mentor_id) or ()) for s in group}
        return len(match(days)) == len(group)

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
    name: Callable[[str], str] = str,
) -> PairingProblem:
    """Return the instance in the order of its ids; raises :class:`Refused` for what cannot be.

    ``name`` gives the name by which a sentence speaks of an id.
    """
    refuse_any(_bad_loads(loads, name))
    refuse_any(_bad_scores(scores, loads, name))
    locks = sorted(set(locked.items() if isinstance(locked, Mapping) else map(_two, locked)))
    refuse_any(_bad_locks(locks, scores, loads, name))
    open_to = {m: (max(least, 1), most) for m, (least, most) in sorted(loads.items()) if most}
    before = {s: m for s, m in sorted((previous or {}).items()) if s in scores}
    instance = PairingProblem(
        {s: {m: scores[s][m] for m in sorted(scores[s]) if m in open_to} for s in sorted(scores)},
        open_to,
        dict(locks),
        before,
        frozenset(met) & before.keys(),
        None
        if half_days is None
        else {s: {m: frozenset(days) for m, days in of.items()} for s, of in half_days.items()},
    )
    refuse_any(_unreachable(instance, name))
    return instance


def _two(pair: Sequence[str]) -> tuple[str, str]:
    senior_id, mentor_id = pair
    return senior_id, mentor_id


def _bad_loads(
    loads: Mapping[str, tuple[int, int]], name: Callable[[str], str]
) -> Iterator[Problem]:
    for mentor_id, (least, most) in sorted(loads.items()):
        if type(least) is not int or type(most) is not int or least < 0 or most < 0:
            message = _("{name} takes {least} to {most} seniors: these have to be whole numbers.")
        elif most and least > most:
            message = _(
                "{name} takes at least {least} seniors but at most {most}: the minimum is above "
                "the maximum. Change one of the two."
            )
        else:
            continue
        yield Problem("loads", message.format(name=name(mentor_id), least=least, most=most))


def _bad_scores(
    scores: Mapping[str, Mapping[str, int]],
    loads: Mapping[str, tuple[int, int]],
    name: Callable[[str], str],
) -> Iterator[Problem]:
    for senior_id, of in sorted(scores.items()):
        for mentor_id, score in sorted(of.items()):
            if mentor_id not in loads:
                message = _(
                    "{senior} has a score with {mentor}, but it is not said how many seniors "
                    "{mentor} takes."
                )
            elif type(score) is not int or not 0 <= score <= TOP_SCORE:
                message = _(
                    "The score of {senior} with {mentor} is {score}; it has to be a whole number "
                    "from 0 to {top}."
                )
            else:
                continue
            names = {"senior": name(senior_id), "mentor": name(mentor_id)}
            yield Problem("scores", message.format(**names, score=score, top=TOP_SCORE))


def _bad_locks(
    locks: Sequence[tuple[str, str]],
    scores: Mapping[str, Mapping[str, int]],
    loads: Mapping[str, tuple[int, int]],
    name: Callable[[str], str],
) -> Iterator[Problem]:
    group = Counter(mentor_id for _senior, mentor_id in locks)
    for index, (senior_id, mentor_id) in enumerate(locks):
        names = {"senior": name(senior_id), "mentor": name(mentor_id)}
        if senior_id not in scores or mentor_id not in loads:
            message = _("{senior} is locked with {mentor}, and one of the two is not to be paired.")
        elif index and locks[index - 1][0] == senior_id:
            names["other"] = name(locks[index - 1][1])
            message = _(
                "{senior} is locked with {other} and with {mentor}; one of the two has to go."
            )
        elif mentor_id not in scores[senior_id]:
            message = _("{senior} is locked with {mentor}, but a rule forbids this pair.")
        else:
            continue
        yield Problem("locked", message.format(**names))
    for mentor_id, count in group.items():
        most = loads[mentor_id][1] if mentor_id in loads else count
        if count > most:
            message = ngettext(
                "{{mentor}} is locked with {n} senior and takes {{most}} at most.",
                "{{mentor}} is locked with {n} seniors and takes {{most}} at most.",
                count,
            ).format(mentor=name(mentor_id), most=most)
            yield Problem("locked", message)


def _unreachable(instance: PairingProblem, name: Callable[[str], str]) -> Iterator[Problem]:
    """Yield the locks that leave a mentor below the minimum, whatever else is done."""
    groups: dict[str, list[str]] = {}
    for senior_id, mentor_id in instance.locked.items():
        groups.setdefault(mentor_id, []).append(senior_id)
    free = {s: of for s, of in instance.scores.items() if s not in instance.locked}
    seats: dict[tuple[str, int], list[str]] = {}
    for mentor_id, seniors in groups.items():
        names = {"mentor": name(mentor_id), "seniors": ", ".join(map(name, seniors))}
        least = instance.loads[mentor_id][0]
        others = [s for s, of in free.items() if mentor_id in of]
        reached = len(seniors) + len(others)
        if instance.half_days is not None:
            days = {s: sorted(instance.shared(s, mentor_id) or ()) for s in [*seniors, *others]}
            got = match(days)
            if not got.keys() >= set(seniors):
                message = _("{mentor} has no half-day of the week for each of {seniors}.")
                yield Problem("locked", message.format(**names))
                continue
            reached = len(got)
        if reached < least:
            message = _(
                "{mentor} is locked with {seniors} and takes at least {least}, but only {n} can "
                "be reached."
            )
            yield Problem("locked", message.format(**names, least=least, n=reached))
            continue
        seats |= {(mentor_id, k): others for k in range(least - len(seniors))}
    if len(match(seats)) < len(seats):
        message = _(
            "The locks of {mentors} cannot all be kept: too few seniors are left to give each of "
            "them the least number."
        )
        yield Problem("locked", message.format(mentors=", ".join(map(name, groups))))
