"""What is asked of a programme: who may go with whom at which score, beside what stands.

A senior whose pair cannot be asked about now (one of the two is paused, or the senior is gone and
the pair was never ended) keeps the place; everybody else who takes part is in the draft.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import product

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair
from revmentor.model.programme import Weights
from revmentor.rules import availability
from revmentor.rules.pairing import eligibility
from revmentor.rules.pairing.eligibility import Objection
from revmentor.rules.pairing.meetings import has_met
from revmentor.rules.pairing.problem import PairingProblem, pose
from revmentor.rules.pairing.score import Score, counted, points, score
from revmentor.rules.programme_view import View

_Pair = tuple[str, str]
"""A senior and a mentor."""


class _By(msgspec.Struct, frozen=True):
    """The weights that were asked for, and those of them that count."""

    asked: Weights
    counted: Weights


class Question(msgspec.Struct, frozen=True):
    """What is asked: the scores of every pair that may be, and why each other may not be."""

    view: View
    scores: Mapping[_Pair, Score]
    """By senior and mentor."""
    barred: Mapping[_Pair, tuple[Objection, ...]]
    weights: Weights
    """The weights that were asked for; those that count are in ``counted``."""
    counted: Weights
    problem: PairingProblem
    held: Mapping[str, Pair]
    """Pairs that are left as they are, by senior."""


def pose_question(
    view: View, *, locks: Mapping[str, str] | None = None, weights: Weights | None = None
) -> Question:
    """Return the question of a programme; raises :class:`Refused` where it cannot be asked.

    ``locks`` give seniors their mentor in this draft, besides the pairs that are locked already;
    ``weights`` are tried in place of the programme's.
    """
    _able(view)
    held = _held(view)
    seniors = [each for each in view.active_seniors if each not in held]
    weights = weights or view.programme.pairs_by.weights
    pairs = list(product(seniors, view.active_mentors))
    barred = _barred(view, pairs)
    by = _By(weights, counted(view, weights))
    scores = _scores(view, [pair for pair in pairs if pair not in barred], by)
    return _question(view, scores, barred, by, locks)


def pose_again(
    question: Question, view: View, *, locks: Mapping[str, str], anew: Sequence[_Pair] = ()
) -> Question:
    """Return the question of a programme in which little is changed: as `pose_question` would.

    ``view`` is the programme as it would be, with the same seniors; ``anew`` are the pairs whose
    rules or score the change touches. All other pairs are taken from the question as it was.
    """
    barred = {pair: why for pair, why in question.barred.items() if pair not in anew}
    scores = {pair: score for pair, score in question.scores.items() if pair not in anew}
    barred |= _barred(view, anew)
    by = _By(question.weights, question.counted)
    scores |= _scores(view, [pair for pair in anew if pair not in barred], by)
    return _question(view, scores, barred, by, locks)


def _question(
    view: View,
    scores: Mapping[_Pair, Score],
    barred: Mapping[_Pair, tuple[Objection, ...]],
    by: _By,
    locks: Mapping[str, str] | None,
) -> Question:
    """Return the question of some scores; raises :class:`Refused` for a lock a rule forbids."""
    held = _held(view)
    seniors = [each for each in view.active_seniors if each not in held]
    locked = _locked(view, seniors) | dict(locks or {})
    _locks_allowed(view, locked, barred)
    problem = _problem(view, _totals(seniors, scores), locked, held)
    return Question(view, scores, barred, by.asked, by.counted, problem, held)


def _problem(
    view: View,
    totals: Mapping[str, Mapping[str, int]],
    locked: Mapping[str, str],
    held: Mapping[str, Pair],
) -> PairingProblem:
    """Return what is to be solved, from the total of every score by senior and mentor."""
    standing = {s: pair for s, pair in view.pair_of_senior.items() if s in totals}
    return pose(
        totals,
        {m: _load(view, m, held) for m in view.active_mentors},
        locked=locked,
        previous={s: pair.mentor_id for s, pair in standing.items()},
        met=[s for s, pair in standing.items() if has_met(view, pair)],
        half_days=_own_days(view, totals, held) if view.programme.pairs_by.own_half_day else None,
        volunteers=_without_group(view, held) if view.programme.pairs_by.group_for_each else (),
        name=view.name,
    )


def _without_group(view: View, held: Mapping[str, Pair]) -> list[str]:
    """Return the mentors whom the plan alone can give a group: no pair that is held does."""
    having = {pair.mentor_id for pair in held.values()}
    return [each for each in view.active_mentors if each not in having]


def _barred(view: View, pairs: Sequence[_Pair]) -> dict[_Pair, tuple[Objection, ...]]:
    """Return the pairs that may not be, each with why."""
    objections = {(s, m): tuple(eligibility.against(view, m, s)) for s, m in pairs}
    return {pair: against for pair, against in objections.items() if against}


def _scores(view: View, pairs: Sequence[_Pair], by: _By) -> dict[_Pair, Score]:
    most = points(by.counted)
    return {(s, m): score(view, m, s, most) for s, m in pairs}


def _locked(view: View, seniors: Collection[str]) -> dict[str, str]:
    """Return the locks that stand in the file for some seniors."""
    standing = view.pair_of_senior.items()
    return {s: pair.mentor_id for s, pair in standing if pair.locked and s in seniors}


def _held(view: View) -> dict[str, Pair]:
    """Return the pairs that cannot be asked about now, by senior."""
    return {
        pair.senior_id: pair
        for pair in view.open_pairs
        if not view.is_active(pair.senior_id, "senior") or _paused(view, pair.mentor_id)
    }


def _totals(seniors: Sequence[str], scores: Mapping[_Pair, Score]) -> dict[str, dict[str, int]]:
    """Return the total of every score, by senior and then by mentor."""
    totals: dict[str, dict[str, int]] = {senior_id: {} for senior_id in seniors}
    for (senior_id, mentor_id), each in scores.items():
        totals[senior_id][mentor_id] = each.total
    return totals


def _able(view: View) -> None:
    if view.programme.closed_on:
        raise Refused(_("The programme is closed; its pairs stand as they are."))
    if not view.active_mentors:
        raise Refused(_("There is no mentor to pair anybody with. Add one in People."))
    if not view.active_seniors:
        raise Refused(_("There is no senior to pair. Add one in People."))


def _paused(view: View, mentor_id: str) -> bool:
    part = view.mentors.get(mentor_id)
    return part is not None and part.status == "paused"


def _own_days(
    view: View, scores: Mapping[str, Mapping[str, int]], held: Mapping[str, Pair]
) -> dict[str, dict[str, list[str]]]:
    """Return the half-days each pair could have for itself, beside those of pairs that are held."""
    taken = {m: _taken(view, m, held) for m in view.active_mentors}
    return {s: {m: _open_days(view, m, s, taken[m]) for m in of} for s, of in scores.items()}


def _taken(view: View, mentor_id: str, held: Mapping[str, Pair]) -> set[str]:
    """Return the half-days of a mentor that the pairs that are held take."""
    seniors = sorted(s for s, pair in held.items() if pair.mentor_id == mentor_id)
    return set(availability.own(view, mentor_id, seniors).values())


def _open_days(view: View, mentor_id: str, senior_id: str, taken: Collection[str]) -> list[str]:
    return [day for day in availability.choices(view, mentor_id, senior_id) if day not in taken]


def _load(view: View, mentor_id: str, held: Mapping[str, Pair]) -> tuple[int, int]:
    """Return the least and most for the draft: what is left beside the pairs that are held."""
    least, most = eligibility.load(view, mentor_id)
    kept = sum(pair.mentor_id == mentor_id for pair in held.values())
    if not kept:
        return least, most
    most = max(most - kept, 0)
    return min(max(least - kept, 1), most), most


def _locks_allowed(
    view: View, locked: Mapping[str, str], barred: Mapping[_Pair, tuple[Objection, ...]]
) -> None:
    """Raise :class:`Refused` for the first lock that a rule forbids."""
    for senior_id, mentor_id in sorted(locked.items()):
        if objections := barred.get((senior_id, mentor_id)):
            raise Refused(
                _(
                    "{senior} is locked with {mentor}, but {why} Unlock the pair, or record an "
                    "exception."
                ).format(
                    senior=view.name(senior_id),
                    mentor=view.name(mentor_id),
                    why=" ".join(each.message for each in objections),
                )
            )
