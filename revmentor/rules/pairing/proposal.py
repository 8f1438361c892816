"""The best plan for one programme: a draft beside the pairs that stand, nothing of it decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.pair import Pair
from revmentor.model.programme import Weights
from revmentor.rules import availability
from revmentor.rules.pairing import eligibility, engine, lessons
from revmentor.rules.pairing.problem import Assignment
from revmentor.rules.pairing.question import Question, pose_question
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.programme_view import View

PairChange = Literal["same", "new", "moved", "freed", "none"]


class Proposal(msgspec.Struct, frozen=True, dict=True):
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
    def own_goals(self) -> tuple[int, int]:
        """How many own goals of the seniors their mentors of the plan can teach, and of how many.

        Counted are goals in a skill with levels to go, also of seniors without a mentor.
        """
        needs = [need for s in self.seniors for need in lessons.needs(self.view, s) if need.own]
        pairs = self.plan.mentor_of.items()
        return sum(len(lessons.own_goals(self.view, m, s)[0]) for s, m in pairs), len(needs)

    def unmet_wishes(self, mentor_id: str) -> list[str]:
        """Return the skills a mentor wishes to learn that nobody of the planned group offers."""
        met = {
            skill_id
            for senior_id in self.planned.group_of(mentor_id)
            for skill_id in lessons.give_backs(self.view, mentor_id, senior_id)
        }
        return [each for each in lessons.wishes(self.view, mentor_id) if each not in met]

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
    if group > most and eligibility.has_group_limit(view, mentor_id):
        return _("{name} would have {n}, and {most} at most come to one group session").format(
            most=most, **names
        )
    if group > most:
        return _("{name} would have {n}, at most {most}").format(most=most, **names)
    if 0 < group < least:
        return _("{name} would have {n}, at least {least}").format(least=least, **names)
    return ""


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
