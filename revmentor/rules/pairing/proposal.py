"""The best plan for one programme: a draft beside the pairs that stand, nothing of it decided.

A senior whose pair cannot be asked about now (one of the two is paused, or the senior is gone and
the pair was never ended) keeps the place; everybody else who takes part is in the draft.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair
from revmentor.model.programme import Weights
from revmentor.rules import availability
from revmentor.rules.pairing import eligibility, engine, lessons
from revmentor.rules.pairing.eligibility import Objection
from revmentor.rules.pairing.meetings import meetings
from revmentor.rules.pairing.problem import Assignment, PairingProblem, pose
from revmentor.rules.pairing.score import Score, points, score
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.programme_view import View

_Pair = tuple[str, str]
"""A senior and a mentor."""
PairChange = Literal["same", "new", "moved", "freed", "none"]


@dataclass(frozen=True)
class Question:
    """What is asked: the scores of every pair that may be, and why each other may not be."""

    view: View
    scores: Mapping[_Pair, Score]
    """By senior and mentor."""
    barred: Mapping[_Pair, tuple[Objection, ...]]
    weights: Weights
    problem: PairingProblem
    held: Mapping[str, Pair]
    """Pairs that are left as they are, by senior."""


@dataclass(frozen=True)
class Proposal:
    """A plan for a question. ``locks`` are those of the draft, besides the pairs locked before."""

    question: Question
    plan: Assignment
    locks: Mapping[str, str]

    @property
    def view(self) -> View:
        """The programme as it stands."""
        return self.question.view

    @property
    def weights(self) -> Weights:
        """How much each part of a score counted."""
        return self.question.weights

    @cached_property
    def planned(self) -> View:
        """The programme as it would be with this plan."""
        return with_plan(self.question, self.plan.mentor_of)

    def change(self, senior_id: str) -> PairChange:
        """Tell what becomes of a senior: another mentor, a first one, the same, or none."""
        now, then = self.view.pair_of_senior.get(senior_id), self.plan.mentor_of.get(senior_id)
        if then is None:
            return "freed" if now else "none"
        if now is None:
            return "new"
        return "same" if now.mentor_id == then else "moved"

    @cached_property
    def changes(self) -> list[str]:
        """The seniors for whom the plan changes something, in the order of their surnames."""
        return [s for s in self.seniors if self.change(s) in {"new", "moved", "freed"}]

    @cached_property
    def seniors(self) -> list[str]:
        """Everybody in the draft, in the order of their surnames."""
        return sorted(self.question.problem.scores, key=self.view.sort_key)

    @cached_property
    def without_half_day(self) -> dict[str, list[str]]:
        """By mentor, the seniors for whom no own half-day of the week is left; unknown fits all."""
        lacking = {m: availability.without_own(self.planned, m) for m in self.view.active_mentors}
        return {mentor_id: seniors for mentor_id, seniors in lacking.items() if seniors}

    @property
    def skill_fit(self) -> int:
        """The levels of the seniors' gaps that their mentors can close, in all."""
        return sum(
            each.closes
            for senior_id, mentor_id in self.plan.mentor_of.items()
            for each in lessons.lessons(self.view, mentor_id, senior_id)
        )

    @property
    def two_way(self) -> int:
        """The number of pairs in which the senior offers something the mentor wishes to learn."""
        pairs = self.plan.mentor_of.items()
        return sum(bool(lessons.give_backs(self.view, m, s)) for s, m in pairs)


def partly(proposal: Proposal, accepted: Collection[str]) -> list[str]:
    """Return in sentences what is wrong with accepting only some of a plan's changes."""
    view = proposal.view
    after = with_plan(proposal.question, _mentors_then(proposal, accepted))
    sentences = (
        _against_size(view, mentor_id, len(after.group_of(mentor_id)))
        for mentor_id in view.active_mentors
    )
    return list(filter(None, sentences))


def _mentors_then(proposal: Proposal, accepted: Collection[str]) -> dict[str, str]:
    """Return who has which mentor once some of a plan's changes are accepted."""
    mentor_of = dict(proposal.plan.mentor_of)
    standing = proposal.view.pair_of_senior
    for senior_id in proposal.changes:
        if senior_id not in accepted:
            mentor_of.pop(senior_id, None)
            if pair := standing.get(senior_id):
                mentor_of[senior_id] = pair.mentor_id
    return mentor_of


def _against_size(view: View, mentor_id: str, group: int) -> str:
    """Return the sentence against the size of a mentor's group, or nothing."""
    least, most = eligibility.load(view, mentor_id)
    names = {"name": view.name(mentor_id), "n": group}
    if group > most:
        return _("{name} would have {n}, at most {most}").format(most=most, **names)
    if 0 < group < least:
        return _("{name} would have {n}, at least {least}").format(least=least, **names)
    return ""


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
    scores = _scores(view, [pair for pair in pairs if pair not in barred], weights)
    locked = _locked(view, seniors) | dict(locks or {})
    _locks_allowed(view, locked, barred)
    problem = _problem(view, _totals(seniors, scores), locked, held)
    return Question(view, scores, barred, weights, problem, held)


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
        name=view.name,
    )


def _barred(view: View, pairs: Sequence[_Pair]) -> dict[_Pair, tuple[Objection, ...]]:
    """Return the pairs that may not be, each with why."""
    objections = {(s, m): tuple(eligibility.against(view, m, s)) for s, m in pairs}
    return {pair: against for pair, against in objections.items() if against}


def _scores(view: View, pairs: Sequence[_Pair], weights: Weights) -> dict[_Pair, Score]:
    most = points(weights)
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


def propose(
    view: View,
    *,
    locks: Mapping[str, str] | None = None,
    weights: Weights | None = None,
    clock: Clock | None = None,
) -> Proposal:
    """Return the best plan of a programme, checked; nothing is decided by it.

    Raises :class:`Refused` with a sentence where there is nobody to pair or locks contradict.
    """
    question = pose_question(view, locks=locks, weights=weights)
    return Proposal(
        question,
        engine.solve(question.problem, clock or Clock.of(engine.TIME_LIMIT), view.name),
        dict(locks or {}),
    )


def has_met(view: View, pair: Pair) -> bool:
    """Tell whether a pair has had a session to which the senior came."""
    return bool(meetings(view, pair))


def with_plan(question: Question, mentor_of: Mapping[str, str]) -> View:
    """Return the programme as it would be with a plan."""
    view = question.view
    changed: dict[str, Pair | None] = {}
    for senior_id in question.problem.scores:
        pair, mentor_id = view.pair_of_senior.get(senior_id), mentor_of.get(senior_id)
        if pair and pair.mentor_id == mentor_id:
            continue
        if pair:
            changed[pair.id] = None
        if mentor_id is not None:
            planned = _planned(view, senior_id, mentor_id)
            changed[planned.id] = planned
    return view.over(view.snapshot.with_records({"pairs": changed}))


def _planned(view: View, senior_id: str, mentor_id: str) -> Pair:
    return Pair(
        id=f"planned {senior_id}",
        programme_id=view.programme.id,
        mentor_id=mentor_id,
        senior_id=senior_id,
        from_on=view.programme.starts_on,
    )


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
