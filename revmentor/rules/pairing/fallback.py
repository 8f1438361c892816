"""A plan that keeps the rules without being the best: where the search begins."""

from __future__ import annotations

from collections.abc import Iterable

from revmentor.rules.pairing.bipartite import match
from revmentor.rules.pairing.problem import PairingProblem


def plan(instance: PairingProblem) -> dict[str, str] | None:
    """Return a plan that keeps every rule and lock, or ``None`` where none is found at once."""
    groups: dict[str, list[str]] = {}
    for senior_id, mentor_id in instance.locked.items():
        groups.setdefault(mentor_id, []).append(senior_id)
    free = [s for s in instance.scores if s not in instance.locked]
    seats = {
        (mentor_id, k): [
            s for s in _liked(instance, mentor_id, free) if instance.fits(mentor_id, [*group, s])
        ]
        for mentor_id, group in groups.items()
        for k in range(instance.loads[mentor_id][0] - len(group))
    }
    got = match(seats)
    for (mentor_id, _k), senior_id in got.items():
        groups[mentor_id].append(senior_id)
        free.remove(senior_id)
    if len(got) < len(seats) or not all(instance.fits(m, g) for m, g in groups.items()):
        return None
    if any(len(group) > instance.loads[mentor_id][1] for mentor_id, group in groups.items()):
        return None
    _join(instance, groups, free)
    for mentor_id, (least, most) in instance.loads.items():
        if mentor_id not in groups:
            group: list[str] = []
            for senior_id in _liked(instance, mentor_id, free):
                if len(group) < most and instance.fits(mentor_id, [*group, senior_id]):
                    group.append(senior_id)
            if len(group) >= least:
                groups[mentor_id] = group
                free = [s for s in free if s not in group]
    _join(instance, groups, free)
    found = {senior_id: mentor_id for mentor_id, group in groups.items() for senior_id in group}
    return found if instance.must <= found.keys() else None


def _liked(instance: PairingProblem, mentor_id: str, seniors: Iterable[str]) -> list[str]:
    """Return the seniors a mentor may have, the best first."""
    may = [s for s in seniors if mentor_id in instance.scores[s]]
    return sorted(may, key=lambda s: (-instance.scores[s][mentor_id], s))


def _join(instance: PairingProblem, groups: dict[str, list[str]], free: list[str]) -> None:
    """Give whoever is free a place in a group that stands, the best pair first."""
    for senior_id in list(free):
        scores = instance.scores[senior_id]
        for mentor_id in sorted(scores, key=lambda m: (-scores[m], m)):
            group = groups.get(mentor_id)
            if (
                group is not None
                and len(group) < instance.loads[mentor_id][1]
                and instance.fits(mentor_id, [*group, senior_id])
            ):
                group.append(senior_id)
                free.remove(senior_id)
                break
