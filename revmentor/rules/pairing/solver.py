"""The one module that speaks to HiGHS: a model of the pairing, a fresh one for every question.

Columns: ``x`` of each pair (1 where it is made), ``y`` of each mentor (1 where there is a group),
and where half-days matter ``w`` of each pair and half-day. Rows: each senior one mentor; a load of
none or ``least`` to ``most``; ``x <= y``; what earlier aims must reach. For the most even plan the
load is also counted in steps, the k-th of which costs 2k - 1: so their costs sum to its square.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING

from revmentor.i18n.gettext import _
from revmentor.model.errors import RevmentorError
from revmentor.rules.pairing.bound import SCALE, Aim, Arc, Prices
from revmentor.rules.pairing.problem import PairingProblem

if TYPE_CHECKING:
    import highspy

_WHOLE = 1e-6


class Cancelled(Exception):
    """Somebody no longer wants the answer."""


@dataclass
class Clock:
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
    """Return the solver that says nothing: its own prints a line while it is being made."""
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


@dataclass(frozen=True)
class Found:
    """What the solver says: a plan or none, whether nothing better exists, a bound, the prices."""

    plan: dict[str, str] | None
    best: bool
    most: int | None = None
    prices: Prices | None = None


@dataclass
class Model:
    """One question: the pairs still open, whom every plan places, and what it must reach."""

    instance: PairingProblem
    arcs: Collection[Arc]
    must: frozenset[str]
    earlier: Sequence[Aim] = ()
    squares: int | None = None
    """The largest sum of the squares of the loads, where that is settled."""
    _rows: list[tuple[float, float]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])
    _columns: list[int] = field(default_factory=list)
    _values: list[float] = field(default_factory=list)
    _costs: list[float] = field(default_factory=list)

    def most(self, worth: Mapping[Arc, int], clock: Clock) -> Found:
        """Return a plan whose pairs are worth most together."""
        return self._solve([float(worth.get(arc, 0)) for arc in self.arcs], clock, even=False)

    def evenest(self, clock: Clock) -> Found:
        """Return a plan whose loads have the smallest sum of squares."""
        return self._solve([0.0] * len(self.arcs), clock, even=True)

    def _solve(self, worth: list[float], clock: Clock, *, even: bool) -> Found:
        _silent()
        import highspy

        self._build(worth, even=even)
        relaxed = self._run(clock, whole=False)
        status = relaxed.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Found(None, best=True)
        prices = None
        if status == highspy.HighsModelStatus.kOptimal:
            solution = relaxed.getSolution()
            prices = self._prices(solution.row_dual)
            chosen = list(solution.col_value)[: len(self.arcs)]
            if all(min(value, 1 - value) < _WHOLE for value in solution.col_value):
                return Found(self._plan(chosen), best=True, prices=prices)
        run = self._run(clock, whole=True)
        status, info = run.getModelStatus(), run.getInfo()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Found(None, best=True, prices=prices)
        plan = None
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            plan = self._plan(list(run.getSolution().col_value)[: len(self.arcs)])
        bound = info.mip_dual_bound
        most = int(bound + _WHOLE) if abs(bound) < 1e12 else None
        return Found(plan, status == highspy.HighsModelStatus.kOptimal, most, prices)

    def _plan(self, chosen: Sequence[float]) -> dict[str, str]:
        return {
            senior_id: mentor_id
            for (senior_id, mentor_id), value in zip(self.arcs, chosen, strict=True)
            if value > 0.5
        }

    def _prices(self, duals: Sequence[float]) -> Prices:
        seniors = {
            s: round(SCALE * dual) for s, dual in zip(self.instance.scores, duals, strict=False)
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

    def _build(self, worth: list[float], *, even: bool) -> None:
        infinite = float("inf")
        self._rows, self._starts, self._columns, self._values = [], [0], [], []
        self._costs = list(worth)
        of_senior: dict[str, list[int]] = {s: [] for s in self.instance.scores}
        of_mentor: dict[str, list[int]] = {m: [] for m in self.instance.loads}
        for index, (senior_id, mentor_id) in enumerate(self.arcs):
            of_senior[senior_id].append(index)
            of_mentor[mentor_id].append(index)
        for senior_id, columns in of_senior.items():
            self._row(float(senior_id in self.must), 1, dict.fromkeys(columns, 1))
        for aim in self.earlier:
            entries = {i: float(aim.worth.get(arc, 0)) for i, arc in enumerate(self.arcs)}
            self._row(aim.reached, infinite, {i: value for i, value in entries.items() if value})
        squares: dict[int, float] = {}
        for mentor_id, columns in of_mentor.items():
            least, most = self.instance.loads[mentor_id]
            used = self._column(-float(least**2) if even else 0.0)
            squares[used] = least**2
            if even or self.squares is not None:
                steps = {}
                for k in range(least + 1, min(most, len(columns)) + 1):
                    step = self._column(-float(2 * k - 1) if even else 0.0)
                    steps[step] = -1.0
                    squares[step] = 2 * k - 1
                    self._row(-infinite, 0, {step: 1, used: -1})
                self._row(0, 0, {**dict.fromkeys(columns, 1), used: -least, **steps})
            else:
                self._row(0, infinite, {**dict.fromkeys(columns, 1), used: -least})
                self._row(-infinite, 0, {**dict.fromkeys(columns, 1), used: -most})
            for column in columns:
                self._row(-infinite, 0, {column: 1, used: -1})
            if self.instance.half_days is not None:
                self._week(mentor_id, columns)
        if self.squares is not None:
            self._row(-infinite, self.squares, squares)

    def _week(self, mentor_id: str, columns: Sequence[int]) -> None:
        arcs = list(self.arcs)
        taken: dict[str, list[int]] = {}
        for column in columns:
            days = sorted(self.instance.shared(arcs[column][0], mentor_id) or ())
            here = {self._column(): day for day in days}
            self._row(0, 0, {column: 1, **dict.fromkeys(here, -1)})
            for one, day in here.items():
                taken.setdefault(day, []).append(one)
        for many in taken.values():
            if len(many) > 1:
                self._row(0, 1, dict.fromkeys(many, 1))

    def _run(self, clock: Clock, *, whole: bool) -> highspy.Highs:
        import highspy
        import numpy as np

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self._costs), len(self._rows)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.array(self._costs)
        lp.col_lower_, lp.col_upper_ = np.zeros(lp.num_col_), np.ones(lp.num_col_)
        lp.row_lower_ = np.array([low for low, _high in self._rows], dtype=float)
        lp.row_upper_ = np.array([high for _low, high in self._rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self._starts)
        lp.a_matrix_.index_ = np.array(self._columns)
        lp.a_matrix_.value_ = np.array(self._values, dtype=float)
        if whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * lp.num_col_
        run = _silent()()
        for option, value in {
            "threads": 1,
            "random_seed": 0,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.0,
            "mip_detect_symmetry": False,
            "time_limit": clock.left,
        }.items():
            run.setOptionValue(option, value)
        run.passModel(lp)
        if whole and clock.cancelled is not None:
            stop = clock.cancelled

            def heed(event: highspy.HighsCallbackEvent) -> None:
                if stop():
                    event.interrupt()

            run.cbMipInterrupt.subscribe(heed)
        run.run()
        clock.heed()
        return run
