"""A plan that keeps the rules without being the best: where the search begins."""

from __future__ import annotations

from collections.abc import Iterable

from revmentor.rules.pairing.bipartite import match
from revmentor.rules.pairing.problem import PairingProblem

_Groups = dict[str, list[str]]
"""The seniors of each mentor who has any."""


def plan(problem: PairingProblem) -> dict[str, str] | None:
    """Return a plan that keeps every rule and lock, or ``None`` where none shows at once."""
    groups = problem.locked_groups
    free = [s for s in problem.scores if s not in problem.locked]
    if not _reach_least(problem, groups, free):
        return None
    _join(problem, groups, free)
    _begin(problem, groups, free)
    _join(problem, groups, free)
    mentor_of = {senior_id: mentor_id for mentor_id, group in groups.items() for senior_id in group}
    return mentor_of if problem.must <= mentor_of.keys() else None


def _reach_least(problem: PairingProblem, groups: _Groups, free: list[str]) -> bool:
    """Bring the locked groups to their least number; tell whether each then keeps the rules."""
    seats = {
        (mentor_id, k): _fitting(problem, mentor_id, group, free)
        for mentor_id, group in groups.items()
        for k in range(problem.loads[mentor_id][0] - len(group))
    }
    seated = match(seats)
    for (mentor_id, _k), senior_id in seated.items():
        groups[mentor_id].append(senior_id)
        free.remove(senior_id)
    return len(seated) == len(seats) and all(
        len(group) <= problem.loads[mentor_id][1] and problem.fits(mentor_id, group)
        for mentor_id, group in groups.items()
    )


def _begin(problem: PairingProblem, groups: _Groups, free: list[str]) -> None:
    """Give every mentor without a group one, where enough are free."""
    for mentor_id, (least, _most) in problem.loads.items():
        group = [] if mentor_id in groups else _own_group(problem, mentor_id, free)
        if group and len(group) >= least:
            groups[mentor_id] = group
            free[:] = [s for s in free if s not in group]


def _own_group(problem: PairingProblem, mentor_id: str, free: Iterable[str]) -> list[str]:
    """Return the group of the best free seniors whom a mentor's week and places can hold."""
    group: list[str] = []
    for senior_id in _liked(problem, mentor_id, free):
        if _has_place(problem, mentor_id, group, senior_id):
            group.append(senior_id)
    return group


def _join(problem: PairingProblem, groups: _Groups, free: list[str]) -> None:
    """Give whoever is free a place in a group that stands, the best pair first."""
    for senior_id in list(free):
        group = _open_group(problem, groups, senior_id)
        if group is not None:
            group.append(senior_id)
            free.remove(senior_id)


def _open_group(problem: PairingProblem, groups: _Groups, senior_id: str) -> list[str] | None:
    """Return the group with a place for a senior, of the best pair; ``None``: there is none."""
    scores = problem.scores[senior_id]
    for mentor_id in sorted(scores, key=lambda m: (-scores[m], m)):
        group = groups.get(mentor_id)
        if group is not None and _has_place(problem, mentor_id, group, senior_id):
            return group
    return None


def _has_place(problem: PairingProblem, mentor_id: str, group: list[str], senior_id: str) -> bool:
    most = problem.loads[mentor_id][1]
    return len(group) < most and problem.fits(mentor_id, [*group, senior_id])


def _liked(problem: PairingProblem, mentor_id: str, seniors: Iterable[str]) -> list[str]:
    """Return the seniors a mentor may have, the best first."""
    may = [s for s in seniors if mentor_id in problem.scores[s]]
    return sorted(may, key=lambda s: (-problem.scores[s][mentor_id], s))


def _fitting(
    problem: PairingProblem, mentor_id: str, group: list[str], free: list[str]
) -> list[str]:
    """Return the free seniors who fit beside a group, the best first."""
    liked = _liked(problem, mentor_id, free)
    return [s for s in liked if problem.fits(mentor_id, [*group, s])]
