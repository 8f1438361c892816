"""The one module that speaks to HiGHS: a model of the pairing, a fresh one for every question.

Columns: ``x`` of each pair (1 where it is made), ``y`` of each mentor (1 where there is a group),
and where half-days matter ``w`` of each pair and half-day. Rows: each senior one mentor; a load of
none or ``least`` to ``most``; ``x <= y``; what earlier aims must reach. For the most even plan the
load is also counted in steps, the k-th of which costs 2k - 1: so their costs sum to its square.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import RevmentorError
from revmentor.rules.pairing.bound import SCALE, Aim, Arc, Prices
from revmentor.rules.pairing.problem import PairingProblem

if TYPE_CHECKING:
    import highspy

_WHOLE = 1e-6
"""What a number may be off and still be whole."""
_INFINITE = float("inf")
_OPTIONS: Mapping[str, int | float | bool] = {
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_detect_symmetry": False,
}


class Cancelled(Exception):
    """Somebody no longer wants the answer."""


class Clock(msgspec.Struct):
    """How much time is left, and whether the answer is still wanted."""

    until: float
    cancelled: Callable[[], bool] | None = None

    @classmethod
    def of(cls, seconds: float, cancelled: Callable[[], bool] | None = None) -> Clock:
        """Return a clock that runs out in some seconds."""
        return cls(monotonic() + seconds, cancelled)

    @property
    def left(self) -> float:
        """The seconds left; raises :class:`Cancelled`."""
        self.heed()
        return max(0.0, self.until - monotonic())

    def heed(self) -> None:
        """Raise :class:`Cancelled` where the answer is no longer wanted."""
        if self.cancelled and self.cancelled():
            raise Cancelled


@lru_cache(maxsize=1)
def _silent() -> type[highspy.Highs]:
    """Return the solver that says nothing: its own prints a line when it begins."""
    try:
        import highspy
    except ImportError as error:  # a library of this machine is missing
        raise RevmentorError(
            _("The solver (highspy) cannot be loaded on this machine: {reason}.").format(
                reason=error
            )
        ) from error

    class Silent(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802 -- the solver's name
            self.silent()
            super().enableCallbacks()

    return Silent


class Solution(msgspec.Struct, frozen=True):
    """What the solver says: a plan or none, whether nothing better exists, a bound, the prices."""

    plan: dict[str, str] | None
    best: bool
    most: int | None = None
    prices: Prices | None = None


class Model(msgspec.Struct):
    """One question: the pairs still open, whom every plan places, and what it must reach."""

    problem: PairingProblem
    arcs: Collection[Arc]
    must: frozenset[str]
    earlier: Sequence[Aim] = ()
    squares: int | None = None
    """The largest sum of the squares of the loads, where that is settled."""
    filled: Collection[str] = ()
    """The mentors who have a group in every plan."""
    _rows: list[tuple[float, float]] = msgspec.field(default_factory=list)
    _starts: list[int] = msgspec.field(default_factory=lambda: [0])
    _columns: list[int] = msgspec.field(default_factory=list)
    _values: list[float] = msgspec.field(default_factory=list)
    _costs: list[float] = msgspec.field(default_factory=list)
    _used: dict[str, int] = msgspec.field(default_factory=dict)

    def most(self, aim: Aim, clock: Clock) -> Solution:
        """Return a plan that is worth most for an aim."""
        return self._solve(aim, clock, even=False)

    def evenest(self, clock: Clock) -> Solution:
        """Return a plan whose loads have the smallest sum of squares."""
        return self._solve(Aim({}), clock, even=True)

    def _solve(self, aim: Aim, clock: Clock, *, even: bool) -> Solution:
        """Ask without whole numbers first: that gives the prices, and often a plan too."""
        _silent()
        import highspy

        self._build(aim, even=even)
        relaxed = self._run(clock, whole=False)
        status = relaxed.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Solution(None, best=True)
        if status != highspy.HighsModelStatus.kOptimal:
            return self._solve_whole(clock, None)
        solution = relaxed.getSolution()
        prices = self._prices(solution.row_dual)
        if all(min(value, 1 - value) < _WHOLE for value in solution.col_value):
            return Solution(self._plan(solution.col_value), best=True, prices=prices)
        return self._solve_whole(clock, prices)

    def _solve_whole(self, clock: Clock, prices: Prices | None) -> Solution:
        """Ask once more, for whole numbers."""
        import highspy

        run = self._run(clock, whole=True)
        status, info = run.getModelStatus(), run.getInfo()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Solution(None, best=True, prices=prices)
        plan = None
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            plan = self._plan(run.getSolution().col_value)
        bound = info.mip_dual_bound
        most = int(bound + _WHOLE) if abs(bound) < 1e12 else None
        return Solution(plan, status == highspy.HighsModelStatus.kOptimal, most, prices)

    def _plan(self, values: Sequence[float]) -> dict[str, str]:
        """Return the pairs whose columns, the first of all, are 1."""
        chosen = list(values)[: len(self.arcs)]
        return {
            senior_id: mentor_id
            for (senior_id, mentor_id), value in zip(self.arcs, chosen, strict=True)
            if value > 0.5
        }

    def _prices(self, duals: Sequence[float]) -> Prices:
        seniors = {
            s: round(SCALE * dual) for s, dual in zip(self.problem.scores, duals, strict=False)
        }
        first = len(seniors)
        aims = [round(-SCALE * dual) for dual in duals[first : first + len(self.earlier)]]
        return Prices(seniors, aims)

    # -- building --------------------------------------------------------------------------------

    def _row(self, low: float, high: float, entries: Mapping[int, float]) -> None:
        self._rows.append((low, high))
        self._columns += entries.keys()
        self._values += entries.values()
        self._starts.append(len(self._columns))

    def _column(self, cost: float = 0.0) -> int:
        self._costs.append(cost)
        return len(self._costs) - 1

    def _build(self, aim: Aim, *, even: bool) -> None:
        """Write the rows and columns down; with ``even`` what counts is how even the loads are."""
        self._rows, self._starts, self._columns, self._values = [], [0], [], []
        self._costs = [float(aim.worth.get(arc, 0)) for arc in self.arcs]
        self._uses(aim, even=even)
        of_senior: dict[str, list[int]] = {s: [] for s in self.problem.scores}
        of_mentor: dict[str, list[int]] = {m: [] for m in self.problem.loads}
        for index, (senior_id, mentor_id) in enumerate(self.arcs):
            of_senior[senior_id].append(index)
            of_mentor[mentor_id].append(index)
        for senior_id, columns in of_senior.items():
            self._row(float(senior_id in self.must), 1, dict.fromkeys(columns, 1))
        for earlier in self.earlier:
            self._reaching(earlier)
        squares: dict[int, float] = {}
        for mentor_id, columns in of_mentor.items():
            squares |= self._group(mentor_id, columns, even=even)
        if self.squares is not None:
            self._row(-_INFINITE, self.squares, squares)

    def _uses(self, aim: Aim, *, even: bool) -> None:
        """Add the column of each mentor that says whether he or she has a group."""
        for mentor_id, (least, _most) in self.problem.loads.items():
            worth = -(least**2) if even else aim.groups.get(mentor_id, 0)
            self._used[mentor_id] = self._column(float(worth))

    def _reaching(self, aim: Aim) -> None:
        """Add the row of an earlier aim."""
        worth = {i: float(aim.worth.get(arc, 0)) for i, arc in enumerate(self.arcs)}
        groups = {self._used[m]: float(aim.groups.get(m, 0)) for m in self._used}
        entries = {i: value for i, value in (worth | groups).items() if value}
        self._row(aim.reached, _INFINITE, entries)

    def _group(self, mentor_id: str, columns: Sequence[int], *, even: bool) -> dict[int, float]:
        """Add the rows of a mentor's group; return the columns that sum to its load's square."""
        least, most = self.problem.loads[mentor_id]
        used = self._used[mentor_id]
        squares: dict[int, float] = {used: least**2}
        if even or self.squares is not None:
            squares |= self._steps(used, columns, (least, most), even=even)
        else:
            self._row(0, _INFINITE, {**dict.fromkeys(columns, 1), used: -least})
            self._row(-_INFINITE, 0, {**dict.fromkeys(columns, 1), used: -most})
        for column in columns:
            self._row(-_INFINITE, 0, {column: 1, used: -1})
        if self.problem.half_days is not None:
            self._week(mentor_id, columns)
        return squares

    def _steps(
        self, used: int, columns: Sequence[int], load: tuple[int, int], *, even: bool
    ) -> dict[int, float]:
        """Count a load in steps above the least; return the steps with what each adds."""
        least, most = load
        steps: dict[int, float] = {}
        for k in range(least + 1, min(most, len(columns)) + 1):
            step = self._column(-float(2 * k - 1) if even else 0.0)
            steps[step] = 2 * k - 1
            self._row(-_INFINITE, 0, {step: 1, used: -1})
        counted = {**dict.fromkeys(columns, 1), used: -least, **dict.fromkeys(steps, -1)}
        self._row(0, 0, counted)
        return steps

    def _week(self, mentor_id: str, columns: Sequence[int]) -> None:
        """Give each pair of a mentor one half-day, and each half-day one pair at most."""
        arcs = list(self.arcs)
        taking: dict[str, list[int]] = {}
        for column in columns:
            days = sorted(self.problem.shared(arcs[column][0], mentor_id) or ())
            of_pair = {self._column(): day for day in days}
            self._row(0, 0, {column: 1, **dict.fromkeys(of_pair, -1)})
            for of_day, day in of_pair.items():
                taking.setdefault(day, []).append(of_day)
        for several in taking.values():
            if len(several) > 1:
                self._row(0, 1, dict.fromkeys(several, 1))

    def _run(self, clock: Clock, *, whole: bool) -> highspy.Highs:
        run = _silent()()
        for option, value in {**_OPTIONS, "time_limit": clock.left}.items():
            run.setOptionValue(option, value)
        run.passModel(self._program(whole=whole))
        if whole and clock.cancelled is not None:
            _stop_when(run, clock.cancelled)
        run.run()
        clock.heed()
        return run

    def _program(self, *, whole: bool) -> highspy.HighsLp:
        """Return the rows and columns as the solver takes them."""
        import highspy
        import numpy as np

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self._costs), len(self._rows)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.array(self._costs)
        low = np.zeros(lp.num_col_)
        low[np.array([self._used[mentor_id] for mentor_id in self.filled], dtype=int)] = 1
        lp.col_lower_, lp.col_upper_ = low, np.ones(lp.num_col_)
        lp.row_lower_ = np.array([low for low, _high in self._rows], dtype=float)
        lp.row_upper_ = np.array([high for _low, high in self._rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self._starts)
        lp.a_matrix_.index_ = np.array(self._columns)
        lp.a_matrix_.value_ = np.array(self._values, dtype=float)
        if whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * lp.num_col_
        return lp


def _stop_when(run: highspy.Highs, cancelled: Callable[[], bool]) -> None:
    """Let a run end as soon as nobody wants its answer."""

    def heed(event: highspy.HighsCallbackEvent) -> None:
        if cancelled():
            event.interrupt()

    run.cbMipInterrupt.subscribe(heed)
