"""The best plan for one programme: a draft beside the pairs that stand, nothing of it decided.

A senior whose pair cannot be asked about now (one of the two is paused, or the senior is gone and
the pair was never ended) keeps the place; everybody else who takes part is in the draft.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair
from revmentor.model.programme import Weights
from revmentor.rules import availability
from revmentor.rules.pairing import eligibility, engine, lessons, problem
from revmentor.rules.pairing.eligibility import Objection
from revmentor.rules.pairing.problem import Assignment, PairingProblem
from revmentor.rules.pairing.score import Score, points, score
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.programme_view import View

PairChange = Literal["same", "new", "moved", "freed", "none"]
TIME_LIMIT = 10.0
"""Seconds after which a plan is shown with what is not proven of it."""


@dataclass(frozen=True)
class Question:
    """What is asked: the scores of every pair that may be, and why each other may not be."""

    view: View
    scores: Mapping[tuple[str, str], Score]
    """By senior and mentor."""
    barred: Mapping[tuple[str, str], tuple[Objection, ...]]
    weights: Weights
    instance: PairingProblem
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
        return sorted(self.question.instance.scores, key=self.view.sort_key)

    @cached_property
    def without_half_day(self) -> dict[str, list[str]]:
        """By mentor, the seniors for whom no own half-day of the week is left; unknown fits all."""
        found: dict[str, list[str]] = {}
        for mentor_id in self.view.active_mentors:
            if missing := availability.without_own(self.planned, mentor_id):
                found[mentor_id] = missing
        return found

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


def partly(found: Proposal, accepted: Collection[str]) -> list[str]:
    """Return in sentences what is wrong with accepting only some of a plan's changes."""
    then = dict(found.plan.mentor_of)
    for senior_id in found.changes:
        if senior_id not in accepted:
            standing = found.view.pair_of_senior.get(senior_id)
            then.pop(senior_id, None)
            if standing:
                then[senior_id] = standing.mentor_id
    after = with_plan(found.question, then)
    lines = []
    for mentor_id in found.view.active_mentors:
        least, most = eligibility.load(found.view, mentor_id)
        group = len(after.group_of(mentor_id))
        names = {"name": found.view.name(mentor_id), "n": group}
        if group > most:
            lines.append(_("{name} would have {n}, at most {most}").format(most=most, **names))
        elif 0 < group < least:
            lines.append(_("{name} would have {n}, at least {least}").format(least=least, **names))
    return lines


def pose_question(
    view: View, *, locks: Mapping[str, str] | None = None, weights: Weights | None = None
) -> Question:
    """Return the question of a programme; raises :class:`Refused` where it cannot be asked.

    ``locks`` give seniors their mentor in this draft, besides the pairs that are locked already;
    ``weights`` are tried in place of the programme's.
    """
    _able(view)
    held = {
        pair.senior_id: pair
        for pair in view.open_pairs
        if not view.is_active(pair.senior_id, "senior") or _paused(view, pair.mentor_id)
    }
    seniors = [each for each in view.active_seniors if each not in held]
    weights = weights or view.programme.pairs_by.weights
    most = points(weights)
    barred = {
        (senior_id, mentor_id): found
        for senior_id in seniors
        for mentor_id in view.active_mentors
        if (found := tuple(eligibility.against(view, mentor_id, senior_id)))
    }
    scores = {
        (senior_id, mentor_id): score(view, mentor_id, senior_id, most)
        for senior_id in seniors
        for mentor_id in view.active_mentors
        if (senior_id, mentor_id) not in barred
    }
    standing = {pair.senior_id: pair for pair in view.open_pairs if pair.senior_id in set(seniors)}
    locked = {s: pair.mentor_id for s, pair in standing.items() if pair.locked} | dict(locks or {})
    _locks_allowed(view, locked, barred)
    by_senior: dict[str, dict[str, int]] = {senior_id: {} for senior_id in seniors}
    for (senior_id, mentor_id), each in scores.items():
        by_senior[senior_id][mentor_id] = each.total
    own_days = None
    if view.programme.pairs_by.own_half_day:
        own_days = _own_days(view, by_senior, held)
    read = problem.pose(
        by_senior,
        {m: _load(view, m, held) for m in view.active_mentors},
        locked=locked,
        previous={s: pair.mentor_id for s, pair in standing.items()},
        met=[s for s, pair in standing.items() if has_met(view, pair)],
        half_days=own_days,
        name=view.name,
    )
    return Question(view, scores, barred, weights, read, held)


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
        engine.solve(question.instance, clock or Clock.of(TIME_LIMIT), view.name),
        dict(locks or {}),
    )


def has_met(view: View, pair: Pair) -> bool:
    """Tell whether a pair has had a session to which the senior came."""
    return any(
        session.status == "held" and session.attendance[pair.senior_id] == "present"
        for session in view.sessions_of_pair(pair)
    )


def with_plan(question: Question, mentor_of: Mapping[str, str]) -> View:
    """Return the programme as it would be with a plan."""
    view = question.view
    changed: dict[str, Pair | None] = {}
    for senior_id in question.instance.scores:
        pair = view.pair_of_senior.get(senior_id)
        if pair and pair.mentor_id != mentor_of.get(senior_id):
            changed[pair.id] = None
        if senior_id in mentor_of and (pair is None or pair.id in changed):
            changed[f"planned {senior_id}"] = Pair(
                id=f"planned {senior_id}",
                programme_id=view.programme.id,
                mentor_id=mentor_of[senior_id],
                senior_id=senior_id,
                from_on=view.programme.starts_on,
            )
    return View(view.snapshot.with_records({"pairs": changed}), view.programme.id, view.skills)


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
    taken: dict[str, set[str]] = {}
    for mentor_id in view.active_mentors:
        mine = sorted(s for s, pair in held.items() if pair.mentor_id == mentor_id)
        taken[mentor_id] = set(availability.own(view, mentor_id, mine).values())
    return {
        s: {m: [d for d in availability.choices(view, m, s) if d not in taken[m]] for m in of}
        for s, of in scores.items()
    }


def _load(view: View, mentor_id: str, held: Mapping[str, Pair]) -> tuple[int, int]:
    """Return the least and most for the draft: what is left beside the pairs that are held."""
    least, most = eligibility.load(view, mentor_id)
    kept = sum(pair.mentor_id == mentor_id for pair in held.values())
    if not kept:
        return least, most
    most = max(most - kept, 0)
    return min(max(least - kept, 1), most), most


def _locks_allowed(
    view: View,
    locked: Mapping[str, str],
    barred: Mapping[tuple[str, str], tuple[Objection, ...]],
) -> None:
    for senior_id, mentor_id in sorted(locked.items()):
        if found := barred.get((senior_id, mentor_id)):
            raise Refused(
                _(
                    "{senior} is locked with {mentor}, but {why} Unlock the pair, or record an "
                    "exception."
                ).format(
                    senior=view.name(senior_id),
                    mentor=view.name(mentor_id),
                    why=" ".join(each.message for each in found),
                )
            )
