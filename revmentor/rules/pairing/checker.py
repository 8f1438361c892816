"""Every plan is looked at once more, in plain whole numbers, before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revmentor.rules.pairing.bipartite import match
from revmentor.rules.pairing.problem import Assignment, PairingProblem


def violations(problem: PairingProblem, plan: Assignment) -> list[str]:
    """Return what is wrong with a plan; nothing, of a plan that may be shown.

    It shares nothing with the solver: it counts the plan from the scores and loads as they were
    given. These lines are for whoever mends the program, and are not translated.
    """
    return [
        *_places(problem, plan),
        *_total(problem, plan),
        *_proof(plan),
        *_loads(problem, plan.mentor_of),
        *_locks(problem, plan.mentor_of),
        *_week(problem, plan.mentor_of),
    ]


def _places(problem: PairingProblem, plan: Assignment) -> Iterator[str]:
    for senior_id, mentor_id in plan.mentor_of.items():
        if mentor_id not in problem.scores.get(senior_id, {}):
            yield f"{senior_id} may not be with {mentor_id}"
    if sorted([*plan.mentor_of, *plan.unplaced]) != sorted(problem.scores):
        yield "not everybody is either placed or unplaced"


def _total(problem: PairingProblem, plan: Assignment) -> Iterator[str]:
    total = sum(problem.scores[s].get(m, 0) for s, m in plan.mentor_of.items())
    if total != plan.total:
        yield f"the total is {total}, not {plan.total}"


def _proof(plan: Assignment) -> Iterator[str]:
    if plan.gap < 0 or plan.places_gap < 0 or (plan.gap == 0) == (plan.proof == "gap"):
        yield f"a proof by {plan.proof} with a gap of {plan.gap}"


def _loads(problem: PairingProblem, mentor_of: Mapping[str, str]) -> Iterator[str]:
    for mentor_id, group in _groups(mentor_of):
        least, most = problem.loads.get(mentor_id, (0, 0))
        if not least <= len(group) <= most:
            yield f"{mentor_id} has {len(group)} seniors, not {least} to {most}"


def _locks(problem: PairingProblem, mentor_of: Mapping[str, str]) -> Iterator[str]:
    for senior_id, mentor_id in problem.locked.items():
        if mentor_of.get(senior_id) != mentor_id:
            yield f"{senior_id} is not with {mentor_id}, as locked"


def _week(problem: PairingProblem, mentor_of: Mapping[str, str]) -> Iterator[str]:
    if problem.half_days is None:
        return
    for mentor_id, group in _groups(mentor_of):
        days = {s: sorted(problem.shared(s, mentor_id) or ()) for s in group}
        if len(match(days)) < len(group):
            yield f"{mentor_id} has no half-day for each of the seniors"


def _groups(mentor_of: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the mentors of a plan, each with the seniors, in the order of their ids."""
    for mentor_id in sorted(set(mentor_of.values())):
        yield mentor_id, [s for s, m in mentor_of.items() if m == mentor_id]
