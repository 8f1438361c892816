"""The best plan: one aim after the other, each settled before the next is asked.

Whoever has met stays together; as many as possible are placed; as many volunteers as possible have
a group, where any are named; the score; the fewest changes; the most even loads; and among plans
equal in all that, the one that a fixed number of each pair of ids decides. So the same input gives
the same plan in any order, as long as there is time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from hashlib import sha256

from msgspec.structs import replace

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused, RevmentorError
from revmentor.rules.pairing import checker, fallback
from revmentor.rules.pairing.bound import SCALE, Aim, Arc, Bound, Prices
from revmentor.rules.pairing.problem import Assignment, PairingProblem, Pairs, Proof, pose
from revmentor.rules.pairing.solver import Clock, Model, Solution

TIME_LIMIT = 10.0
"""Seconds after which a plan is shown with what is not proven of it."""
_STRENGTH: tuple[Proof, ...] = ("certificate", "search", "gap")


def assign(
    scores: Mapping[str, Mapping[str, int]],
    loads: Mapping[str, tuple[int, int]],
    *,
    locked: Pairs = (),
    previous: Mapping[str, str] | None = None,
    met: Collection[str] = (),
    half_days: Mapping[str, Mapping[str, Collection[str]]] | None = None,
    volunteers: Collection[str] = (),
    time_limit: float = TIME_LIMIT,
) -> Assignment:
    """Return the best plan: as many seniors placed as can be, then the highest total score.

    ``scores[senior][mentor]`` is a whole number 0 to 10,000, absent where the pair is forbidden;
    ``loads[mentor]`` the least and the most seniors of a mentor who has any (most 0: unavailable).
    ``locked`` gives seniors their mentor; pairs of ``previous`` break ties, and those whose senior
    is in ``met`` are kept before all else. ``half_days[senior][mentor]`` are the half-days the two
    share; where given, every senior gets an own one of the mentor's week. ``volunteers`` are
    mentors who shall not be left with nobody: as many as can be have a group, without placing
    fewer, before the score is asked. Then: the most even loads and, among equals, an order fixed by
    the ids. ``time_limit`` is in seconds; when it runs out the plan still keeps every rule, and
    ``proof`` is ``gap``.

    Raises :class:`~revmentor.model.errors.Refused` for loads and scores out of range, and for locks
    that cannot be kept, with their names.
    """
    problem = pose(
        scores,
        loads,
        locked=locked,
        previous=previous,
        met=met,
        half_days=half_days,
        volunteers=volunteers,
    )
    return solve(problem, Clock.of(time_limit))


def solve(problem: PairingProblem, clock: Clock, name: Callable[[str], str] = str) -> Assignment:
    """Return the best plan; raises :class:`Refused` where the locks cannot all be kept.

    ``name`` gives the name by which a sentence speaks of an id.
    """
    plan = _Search(problem, clock, name).best()
    if violations := checker.violations(problem, plan):
        raise RevmentorError(
            _("The plan did not pass its own check and is not shown: {why}.").format(
                why="; ".join(violations)
            )
        )
    return plan


class _Search:
    """The pairs still open, what is settled, a plan that keeps it, and how well it is proven."""

    def __init__(self, problem: PairingProblem, clock: Clock, name: Callable[[str], str]) -> None:
        self.problem, self.clock, self.name = problem, clock, name
        self.arcs: list[Arc] = [
            (senior_id, mentor_id)
            for senior_id, of in problem.scores.items()
            for mentor_id in of
            if problem.locked.get(senior_id, mentor_id) == mentor_id
        ]
        self.must = problem.must | problem.locked.keys()
        self.earlier: list[Aim] = []
        self.squares: int | None = None
        self.filled: frozenset[str] = frozenset()
        self.plan = fallback.plan(problem)
        self.proof: Proof = "certificate"

    def best(self) -> Assignment:
        """Go through the aims and return the plan."""
        problem = self.problem
        scores = Aim({(s, m): problem.scores[s][m] for s, m in self.arcs})
        kept = Aim({(s, m): 1 for s, m in self.arcs if problem.previous.get(s) == m})
        self._keep_met(kept)
        places = self._place()
        self._fill()
        most = self._reach(scores)
        if self.plan is None:
            raise RevmentorError(_("No plan was found in the time that was given."))
        settled = self._settle(kept)
        plan = self._assignment(self.plan, scores.of(self.plan), settled=settled)
        if plan.proof != "gap":
            return plan
        lacking = places - len(plan.mentor_of)
        return replace(plan, gap=max(1, most - plan.total), places_gap=lacking)

    def _assignment(self, plan: Mapping[str, str], total: int, *, settled: bool) -> Assignment:
        """Return a plan in the order of the ids, as well proven as it is."""
        return Assignment(
            {s: plan[s] for s in self.problem.scores if s in plan},
            [s for s in self.problem.scores if s not in plan],
            total,
            self.proof,
            settled=settled,
        )

    def _keep_met(self, kept: Aim) -> None:
        """Keep as many as can be of the earlier pairs (``kept``) that have met."""
        met = Aim({(s, m): 1 for s, m in kept.worth if s in self.problem.met})
        if met.worth:
            self._reach(met, len(met.worth))

    def _place(self) -> int:
        """Place as many seniors as can be, and return how many that is at most."""
        everybody = len(self.problem)
        places = self._reach(Aim(dict.fromkeys(self.arcs, 1)), everybody)
        if self.plan is not None and len(self.plan) == everybody:
            self.must = frozenset(self.problem.scores)
            self.earlier.pop()
        return places

    def _fill(self) -> None:
        """Give a group to every volunteer, or to as many as can have one."""
        volunteers = self.problem.volunteers
        if not volunteers or self.plan is None:
            return
        aim = Aim({}, groups=dict.fromkeys(sorted(volunteers), 1))
        self._reach(aim, len(volunteers))
        if aim.of(self.plan) == len(volunteers):
            self.filled = volunteers
            self.earlier.pop()

    def _model(self) -> Model:
        return Model(
            self.problem, self.arcs, self.must, self.earlier, self.squares, filled=self.filled
        )

    def _reach(self, aim: Aim, ceiling: int | None = None) -> int:
        """Settle an aim and return the most it can be; ``ceiling`` is what nothing can pass."""
        if not self.arcs and self.plan is None:
            raise self._clash()
        solution = self._improve(aim, ceiling)
        reached = self._reached(aim)
        bound = self._bound(aim, solution.prices)
        most = bound.most if ceiling is None else min(bound.most, ceiling)
        if most > reached:
            most = most if solution.most is None else min(most, solution.most)
            self._prove("search" if most <= reached or solution.best else "gap")
        if self.plan is not None:
            self._keep(aim, reached, bound)
        return most

    def _keep(self, aim: Aim, reached: int, bound: Bound) -> None:
        """Let no plan fall below what an aim has reached, and drop the pairs of no such plan."""
        can_stand = bound.open_arcs(reached)
        self.arcs = [arc for arc in self.arcs if arc in can_stand]
        self.earlier.append(replace(aim, reached=reached))

    def _reached(self, aim: Aim) -> int:
        """Return what the plan in hand is worth; less than nothing, where there is none."""
        return -1 if self.plan is None else aim.of(self.plan)

    def _improve(self, aim: Aim, ceiling: int | None) -> Solution:
        """Ask the solver for a better plan, where one may be and there is time, and take it."""
        reached = self._reached(aim)
        if not self.arcs or reached == ceiling or not self.clock.left:
            return Solution(None, best=False)
        solution = self._model().most(aim, self.clock)
        if solution.plan is not None and aim.of(solution.plan) > reached:
            self.plan = solution.plan
        if solution.best and self.plan is None:
            raise self._clash()
        return solution

    def _bound(self, aim: Aim, prices: Prices | None) -> Bound:
        """Return the bound of an aim; without prices of the solver by plain ones."""
        worth = {arc: aim.worth.get(arc, 0) for arc in self.arcs}
        prices = prices or self._plain_prices(aim)
        return Bound(
            self.problem,
            worth,
            self.earlier,
            self.must,
            prices,
            groups=aim.groups,
            filled=self.filled,
        )

    def _prove(self, proof: Proof) -> None:
        """Note how an aim is proven; the weakest proof counts."""
        self.proof = max(self.proof, proof, key=_STRENGTH.index)

    def _clash(self) -> Refused:
        mentors = sorted(set(self.problem.locked.values()))
        return Refused(
            _("The locks of {mentors} cannot all be kept; take one of them away.").format(
                mentors=", ".join(map(self.name, mentors))
            )
        )

    def _plain_prices(self, aim: Aim) -> Prices:
        """Return prices that need no solver: everybody's best pair."""
        best = dict.fromkeys(self.problem.scores, 0)
        for arc in self.arcs:
            best[arc[0]] = max(best[arc[0]], SCALE * aim.worth.get(arc, 0))
        return Prices(best, [0] * len(self.earlier))

    def _settle(self, kept: Aim) -> bool:
        """Choose among plans of equal score; tell whether there was time to."""
        return (
            self.proof != "gap"
            and (not kept.worth or self._prefer(kept))
            and self._even_out()
            and self._prefer(Aim({arc: _number(arc) for arc in self.arcs}))
        )

    def _even_out(self) -> bool:
        """Take the most even loads; tell whether there was time to."""
        if self._unique:
            return True
        if not self._take(self._model().evenest(self.clock)):
            return False
        self.squares = sum(n**2 for n in Counter((self.plan or {}).values()).values())
        return True

    def _prefer(self, aim: Aim) -> bool:
        """Take the plan that is worth most for an aim; tell whether there was time to."""
        if self._unique:
            return True
        if not self._take(self._model().most(aim, self.clock)):
            return False
        self.earlier.append(replace(aim, reached=aim.of(self.plan or {})))
        return True

    def _take(self, solution: Solution) -> bool:
        """Take the solver's plan, where it is proven best; tell whether it was."""
        if solution.plan is None or not solution.best:
            return False
        self.plan = solution.plan
        return True

    @property
    def _unique(self) -> bool:
        """Whether nobody has a choice any more."""
        return not self.arcs or len(self.arcs) == len(self.must) == len(self.problem)


def _number(arc: Arc) -> int:
    """Return a pair's fixed number, below 2**20: what decides between plans equal in all else."""
    digest = sha256("\0".join(arc).encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 12
