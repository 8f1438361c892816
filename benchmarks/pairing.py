"""The best plan beside three ways of others, and how long it takes, in one run on one machine.

    python benchmarks/pairing.py [--firms N] [--no-mentor-match]

First the quality, on N random firms (100) of 6 mentors and 18 seniors and as many of 20 and 60, all
from fixed seeds: about 55 to 70 % of the pairs are permitted, a mentor who is used has 2 to 4
seniors, and a third of the firms have no place to spare. A score is skill fit, give-back and site
added up. Beside ours:

- greedy: the best pair first, while the mentor has a place;
- copies: each mentor as many times as there are places, and SciPy's linear_sum_assignment, with a
  price on forbidden pairs that no score makes up for;
- mentor-match, from PyPI, in its own environment. Its `process_data` pairs one to one in each
  round, by a Hungarian method. A score is what a rule object returns, so ours go in as they are,
  with its `Disqualify` for forbidden pairs, seniors already paired and mentors without a place, and
  its `UnmatchedBonus` so that a round pairs as many as it can. Assumed: rounds go on until one adds
  nobody, which fills all mentors' places evenly. Nothing in it can say a least number of seniors.

A plan is invalid if a mentor who is used has fewer or more seniors than agreed, or a pair is
forbidden. A senior counts as unpaired if the best plan places one more. Score lost is told of the
plans that are valid and place as many as the best; the best is that of all valid plans found, ours
or not. The obvious repair empties each mentor below the least, the smallest group first: a senior
goes to the best mentor with a group and a free place, or stays without.

Then the time of `assign`, all its phases, as a ratio to `import highspy` in a fresh process: plain,
with an earlier mentor for half of the seniors, and that with only three different scores. Needs
SciPy, which the project itself does not. Returns 1 where ours is not valid, complete and best.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from revmentor.rules.pairing.engine import assign
from revmentor.rules.pairing.problem import Assignment

Plan = dict[str, str]
SIZES = ((6, 18), (20, 60))
SPEED = ((6, 18, 25), (20, 60, 25), (50, 150, 15))
"""Mentors, seniors, and how many firms are timed."""
VARIANTS = (
    ("plain", 0, False, False),
    ("half paired before", 0, True, False),
    ("and a group for each", 0, True, True),
    ("and only three scores", 3, True, False),
    ("three, a group for each", 3, True, True),
)
"""A name, how many different scores there are (0: any), whether half were paired before, whether no
mentor shall be left with nobody."""
PAIRED = 100_000_000
"""What one more pair is worth to a way that only adds up: more than all scores of a firm."""

RUNNER = """
import json, sys
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify, UnmatchedBonus

class Ours:
    def __init__(self, scores):
        self.scores = scores
    def evaluate(self, match):
        return match.mentor.email in self.scores[match.mentee.email]
    def apply(self, match):
        return self.scores[match.mentee.email].get(match.mentor.email, 0)

def plan(scores, places, bonus):
    mentors = [Mentor(email=name, grade=1) for name in places]
    seniors = [Mentee(email=name, grade=2) for name in scores]
    score = Ours(scores)
    rules = [
        score,
        UnmatchedBonus(bonus),
        Disqualify(lambda match: not score.evaluate(match)),
        Disqualify(lambda match: bool(match.mentee.mentors)),
        Disqualify(lambda match: len(match.mentor.mentees) >= places[match.mentor.email]),
    ]
    def rounds():
        before = -1
        while (paired := sum(bool(each.mentors) for each in seniors)) > before:
            before = paired
            yield rules
    process_data(mentors, seniors, rounds())
    return {each.email: each.mentors[0].email for each in seniors if each.mentors}

json.dump([plan(*firm) for firm in json.load(sys.stdin)], sys.stdout)
"""


@dataclass(frozen=True)
class Firm:
    """Who may be paired at which score, and how many seniors a mentor takes."""

    scores: dict[str, dict[str, int]]
    loads: dict[str, tuple[int, int]]

    def value(self, plan: Plan) -> tuple[int, int]:
        """Return how many are placed, and the score of all: what makes a plan better."""
        return len(plan), sum(self.scores[s][m] for s, m in plan.items())

    def valid(self, plan: Plan) -> bool:
        """Tell whether a plan keeps the loads and makes no forbidden pair."""
        groups = Counter(plan.values())
        return all(m in self.scores[s] for s, m in plan.items()) and all(
            self.loads[m][0] <= n <= self.loads[m][1] for m, n in groups.items()
        )


@dataclass
class Tally:
    """What is counted of one way over all firms of a size."""

    invalid: int = 0
    firms: int = 0
    seniors: int = 0
    lost: list[float] = field(default_factory=list)

    def add(self, firm: Firm, plan: Plan, best: tuple[int, int]) -> None:
        """Count one plan beside the best one's value."""
        valid = firm.valid(plan)
        short = max(0, best[0] - len(plan))
        self.invalid += not valid
        self.firms += short > 0
        self.seniors += short
        if valid and not short:
            self.lost.append(100 * (best[1] - firm.value(plan)[1]) / best[1])

    @property
    def clean(self) -> bool:
        """Whether every plan was valid, complete and the best."""
        return not (self.invalid or self.seniors or any(self.lost))

    def cells(self) -> str:
        """Return the part of a line of the table."""
        mean, worst = (statistics.mean(self.lost), max(self.lost)) if self.lost else (0.0, 0.0)
        lost = f"{mean:5.2f} {worst:6.2f}" if self.lost else f"{'-':>5} {'-':>6}"
        return f"{self.invalid:7} {self.firms:7} {self.seniors:8}  {lost} {len(self.lost):7}"


def main() -> int:
    """Print both tables, and return 1 where our plans are not the best."""
    parser = argparse.ArgumentParser(description="The best plan beside three ways of others.")
    parser.add_argument("--firms", type=int, default=100, help="random firms of each size")
    parser.add_argument("--no-mentor-match", action="store_true", help="leave that package out")
    given = parser.parse_args()
    clean = _quality(given.firms, with_package=not given.no_mentor_match)
    _speed()
    return 0 if clean else 1


# -- quality ---------------------------------------------------------------------------------------


def _quality(count: int, *, with_package: bool) -> bool:
    sizes = [[_firm(*size, seed) for seed in range(count)] for size in SIZES]
    every = [firm for firms in sizes for firm in firms]
    name, theirs = _mentor_match(every) if with_package else ("mentor-match left out", [])
    clean = True
    for size, firms in zip(SIZES, sizes, strict=True):
        ways: dict[str, list[Plan]] = {
            "ours": [assign(firm.scores, firm.loads).mentor_of for firm in firms],
            "greedy": [_greedy(firm) for firm in firms],
            "copies": [_copies(firm) for firm in firms],
        }
        if theirs:
            ways[name], theirs = theirs[:count], theirs[count:]
        print(f"{count} firms of {size[0]} mentors and {size[1]} seniors")
        above = f"{'invalid':>7} {'unpaired in':>16}  {'% of score lost (of)':20}"
        below = f"{'plans':>7} {'firms':>7} {'seniors':>8}  {'mean':>5} {'worst':>6} {'plans':>7}"
        print(f"{'':20}{above} | after the obvious repair\n{'':20}{below} | {below}")
        clean = _compare(firms, ways) and clean
        print("" if name in ways else f"{name}\n")
    return clean


def _compare(firms: list[Firm], ways: dict[str, list[Plan]]) -> bool:
    tallies = {way: (Tally(), Tally()) for way in ways}
    for index, firm in enumerate(firms):
        made = {way: plans[index] for way, plans in ways.items()}
        mended = {way: _repaired(firm, plan) for way, plan in made.items()}
        valid = [plan for plan in [*made.values(), *mended.values()] if firm.valid(plan)]
        best = max(map(firm.value, valid))
        for way, (before, after) in tallies.items():
            before.add(firm, made[way], best)
            after.add(firm, mended[way], best)
    for way, (before, after) in tallies.items():
        print(f"{way:20}{before.cells()} | {after.cells()}")
    return all(tally.clean for tally in tallies["ours"])


def _firm(mentors: int, seniors: int, seed: int, values: int = 0) -> Firm:
    """Return a random firm; ``values`` is how many different scores there are, 0 for any."""
    rng = random.Random(f"{mentors} {seniors} {seed}")
    open_share = rng.uniform(0.55, 0.70) / 0.8  # one in five is of the same area
    strong = [[rng.choice((0, 1, 2, 2, 3, 4)) for _ in range(8)] for _ in range(mentors)]
    wanted = [set(rng.sample(range(6), 2)) for _ in range(mentors)]
    scores: dict[str, dict[str, int]] = {}
    for j in range(seniors):
        needs = {theme: rng.randint(1, 4) for theme in rng.sample(range(8), 3)}
        gives = set(rng.sample(range(6), 2))
        of = scores.setdefault(f"s{j:03}", {})
        for i in range(mentors):
            fit = sum(min(strong[i][theme], need) for theme, need in needs.items())
            score = 6000 * fit // sum(needs.values()) + 1500 * len(gives & wanted[i])
            score += 1000 * (i % 3 == j % 3)
            if values:
                score = 1000 * (1 + min(values - 1, score * values // 9000))
            if i % 5 != j % 5 and rng.random() < open_share:
                of[f"m{i:02}"] = score
    most = 3 if seed % 3 == 0 else 4
    return Firm(scores, {f"m{i:02}": (2, most) for i in range(mentors)})


def _greedy(firm: Firm) -> Plan:
    pairs = [(-score, s, m) for s, of in firm.scores.items() for m, score in of.items()]
    plan: Plan = {}
    loads: Counter[str] = Counter()
    for _score, senior_id, mentor_id in sorted(pairs):
        if senior_id not in plan and loads[mentor_id] < firm.loads[mentor_id][1]:
            plan[senior_id] = mentor_id
            loads[mentor_id] += 1
    return plan


def _copies(firm: Firm) -> Plan:
    columns = [m for m, (_least, most) in firm.loads.items() for _ in range(most)]
    worth = [[PAIRED + of[m] if m in of else 0 for m in columns] for of in firm.scores.values()]
    rows, chosen = linear_sum_assignment(np.array(worth), maximize=True)
    ids = list(firm.scores)
    plan = {ids[row]: columns[column] for row, column in zip(rows, chosen, strict=True)}
    return {s: m for s, m in plan.items() if m in firm.scores[s]}


def _mentor_match(firms: list[Firm]) -> tuple[str, list[Plan]]:
    """Return the package's name and plans, or why there are none."""
    ask = [(f.scores, {m: most for m, (_, most) in f.loads.items()}, PAIRED) for f in firms]
    with tempfile.TemporaryDirectory() as folder:
        python = str(Path(folder, "Scripts" if sys.platform == "win32" else "bin", "python"))
        version = "from importlib.metadata import version; print(version('mentor-match'))"
        try:
            venv.create(folder, with_pip=True)
            _run(python, "-m", "pip", "install", "-q", "mentor-match")
            name = f"mentor-match {_run(python, '-c', version).strip()}"
            return name, json.loads(_run(python, "-c", RUNNER, given=json.dumps(ask)))
        except subprocess.CalledProcessError as error:
            why = str(error.stderr or error).strip().splitlines()[-1]
            return f"mentor-match could not be installed or run: {why}", []


def _run(*command: str, given: str = "") -> str:
    done = subprocess.run(command, input=given, check=True, capture_output=True, text=True)
    return done.stdout


def _repaired(firm: Firm, plan: Plan) -> Plan:
    """Return a plan without mentors below the least: each step empties the smallest such group."""
    plan = dict(plan)
    while below := _below(firm, plan):
        for senior_id in [s for s, m in sorted(plan.items()) if m == below]:
            del plan[senior_id]
            loads = Counter(plan.values())
            free = [
                (score, m)
                for m, score in firm.scores[senior_id].items()
                if m != below and 0 < loads[m] < firm.loads[m][1]
            ]
            if free:
                plan[senior_id] = max(free)[1]
    return plan


def _below(firm: Firm, plan: Plan) -> str | None:
    found = [(n, m) for m, n in Counter(plan.values()).items() if n < firm.loads[m][0]]
    return min(found)[1] if found else None


# -- speed -----------------------------------------------------------------------------------------


def _speed() -> None:
    code = "import time; t = time.perf_counter(); import highspy; print(time.perf_counter() - t)"
    unit = statistics.median(float(_run(sys.executable, "-c", code)) for _ in range(5))
    print(f"assign, all phases; import highspy takes {unit:.3f} s here (median of 5)")
    print(f"{'':34}{'firms':>6} {'median':>9} {'worst':>9} {'ratio':>7} {'certificate':>12}")
    for mentors, seniors, count in SPEED:
        for what, values, earlier, each in VARIANTS:
            firms = [_firm(mentors, seniors, seed, values) for seed in range(count)]
            found = [_timed(firm, earlier=earlier, each=each) for firm in firms]
            times = [seconds for seconds, _plan in found]
            share = sum(plan.proof == "certificate" for _seconds, plan in found) / count
            median, worst = statistics.median(times), max(times)
            print(
                f"{mentors:3} x {seniors:3}  {what:23}{count:6} {median:7.3f} s {worst:7.3f} s "
                f"{median / unit:7.2f} {share:12.0%}"
            )


def _timed(firm: Firm, *, earlier: bool, each: bool) -> tuple[float, Assignment]:
    previous = dict(sorted(_greedy(firm).items())[::2]) if earlier else None
    volunteers = firm.loads if each else ()
    start = time.perf_counter()
    plan = assign(firm.scores, firm.loads, previous=previous, volunteers=volunteers)
    return time.perf_counter() - start, plan


if __name__ == "__main__":
    sys.exit(main())
