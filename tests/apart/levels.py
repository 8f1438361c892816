"""Levels from start to end: like raters, change a person, the standard level, the gap closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.apart.records import Book, Fact, mean, median
from tests.apart.statistics import hodges_lehmann, signed_rank, wilson

TAKEN_HOME = {"experience", "mentor_growth"}
ROLES = ("senior", "mentor")
FEWEST_FOR_TESTS = 6


def rounded(number: float | None) -> float | None:
    """Return a number as data has it: four places."""
    return None if number is None else round(number, 4)


def learned(book: Book, person_id: str, role: str) -> dict[str, int | None]:
    """Return the skills somebody learns in a role, each with the level to reach.

    The standard level is the seniors'. A goal is of the only role somebody has, or, with both, by
    whether its skill is one that a mentor takes home. What a mentor teaches is not learned.
    """
    skills: dict[str, int | None] = {}
    if role == "senior":
        skills.update(book.programme.get("standard_level", {}))
    for goal in book.goals_of(person_id):
        skill_id = goal.get("skill_id")
        if skill_id and role_of_goal(book, person_id, skill_id) == role:
            skills[skill_id] = goal["target"]
    return skills


def role_of_goal(book: Book, person_id: str, skill_id: str) -> str:
    """Return the role in which somebody learns a skill."""
    roles = book.roles(person_id)
    if len(roles) == 1:
        return next(iter(roles))
    return "mentor" if book.kinds[skill_id] in TAKEN_HOME else "senior"


def seen(book: Book, who: str, skill: str, moment: str, by: str | None = None) -> Fact | None:
    """Return the latest rating of a moment, of one kind of rater or of any."""
    every = [r for r in book.rated.get((who, skill, moment), []) if by in (None, r["rated_by"])]
    return every[-1] if every else None


def like_rater(book: Book, who: str, skill: str, end: str) -> str | None:
    """Return the kind of rater who saw both moments, or ``None``.

    Of several: whoever saw the start last, else whoever saw the end last.
    """

    def by_time(moment: str) -> list[str]:
        """Return the kinds of rater of a moment, the latest first."""
        return [r["rated_by"] for r in reversed(book.rated.get((who, skill, moment), []))]

    starts, ends = by_time("baseline"), by_time(end)
    both = [kind for kind in ends if kind in starts]
    if not both:
        return None
    return starts[0] if starts[0] in both else both[0]


def rows(book: Book, role: str, end: str = "final") -> list[Fact]:
    """Return one row for every person and skill of a role."""
    return [
        row(book, who, role, skill, target, end)
        for who in book.side(role)
        for skill, target in learned(book, who, role).items()
    ]


def row(book: Book, who: str, role: str, skill: str, target: int | None, end: str) -> Fact:
    """Return the start and the end of one person in one skill, as one kind of rater saw them."""
    kind = like_rater(book, who, skill, end)
    start = seen(book, who, skill, "baseline", kind)
    final = seen(book, who, skill, end, kind) if kind else None
    any_end = seen(book, who, skill, end)
    if kind is None and start is None:
        final = any_end
    kind = kind or (start or final or {}).get("rated_by")
    then = seen(book, who, skill, "then", kind) or seen(book, who, skill, "then")
    levels: list[Any] = [each and each["level"] for each in (start, then, final)]
    change = None if None in (levels[0], levels[2]) else levels[2] - levels[0]
    return {
        "person_id": who,
        "role": role,
        "skill_id": skill,
        "rated_by": kind,
        "baseline": levels[0],
        "then": levels[1],
        "final": levels[2],
        "target": target,
        "change": change,
        "gap_closed": gap(levels[0], target, levels[2]),
        "final_by_another_rater": final is None and any_end is not None,
        "self_gap": {
            "baseline": self_gap(book, who, skill, "baseline"),
            "final": self_gap(book, who, skill, "final"),
        },
    }


def gap(start: int | None, target: int | None, end: int | None) -> Fact:
    """Return the share of the way to the target; who stood there already had nothing to close."""
    if start is None or target is None or end is None:
        return {"value": None, "status": "missing"}
    if start >= target:
        name = "kept" if end == target else "exceeded" if end > target else "lost"
        return {"value": None, "status": f"maintenance_{name}"}
    value = (end - start) / (target - start)
    status = "worse" if value < 0 else "same" if value == 0 else "partial"
    if value >= 1:
        status = "reached" if value == 1 else "exceeded"
    return {"value": rounded(value), "status": status}


def self_gap(book: Book, who: str, skill: str, moment: str) -> int | None:
    """Return the own rating less that of somebody else.

    Of several others an observed task counts first, then the mentor, the senior, the coordinator;
    a coordinator who takes part is nobody else.
    """
    own = seen(book, who, skill, moment, "self")
    is_coordinator = (
        book.people[who]["name"].casefold() == (book.firm.get("coordinator") or "").casefold()
    )
    kinds = ("task", "mentor", "senior", *(() if is_coordinator else ("coordinator",)))
    others = [found for kind in kinds if (found := seen(book, who, skill, moment, kind))]
    return own["level"] - others[0]["level"] if own and others else None


def person(of: Sequence[Fact], who: str) -> Fact:
    """Return one person's change: the mean over the skills that one kind of rater saw twice."""
    mine = [each for each in of if each["person_id"] == who and each["baseline"] is not None]
    changes = [each["change"] for each in mine if each["change"] is not None]
    return {
        "person_id": who,
        "change": rounded(mean(changes)),
        "skills": len(changes),
        "of_skills": len(mine),
        "skills_down": sum(change < 0 for change in changes),
    }


def summary(book: Book, role: str, end: str = "final") -> Fact:
    """Return how those of a side changed who have a start."""
    of = rows(book, role, end)
    begun = {each["person_id"] for each in of if each["baseline"] is not None}
    people = [person(of, who) for who in book.side(role) if who in begun]
    known = [each for each in people if each["change"] is not None]
    changes = [
        sum(c := [r["change"] for r in of if r["person_id"] == p["person_id"]
                  and r["change"] is not None]) / len(c)
        for p in known
    ]  # fmt: skip
    n, up = len(known), sum(change > 0 for change in changes)
    enough = n >= FEWEST_FOR_TESTS
    moved = enough and any(changes)
    return {
        "started": len(people),
        "n": n,
        "missing": len(people) - n,
        "improved": up,
        "same": sum(change == 0 for change in changes),
        "worse": sum(change < 0 for change in changes),
        "median_change": rounded(median(changes)),
        "wilson": [rounded(x) for x in wilson(up, n)] if n else None,
        "bounds": {"worst": up, "best": up + len(people) - n, "of": len(people)},
        "hodges_lehmann": dict(
            zip(("estimate", "low", "high"), map(rounded, hodges_lehmann(changes)), strict=True)
        ) if enough else None,
        "signed_rank": _rank(changes) if moved else None,
        "went_down_in_a_skill": sum(p["skills_down"] > 0 for p in known),
        "partly": sum(p["skills"] < p["of_skills"] for p in known),
        "skills": by_skill(of),
        "people": people,
    }  # fmt: skip


def _rank(changes: Sequence[float]) -> Fact:
    v, p = signed_rank(changes)
    return {"v": v, "p": round(p, 6)}


def by_skill(of: Sequence[Fact]) -> list[Fact]:
    """Return for each skill how many went up, stayed, went down, of how many."""
    found = []
    for skill in sorted({each["skill_id"] for each in of}):
        changes = [r["change"] for r in of if r["skill_id"] == skill and r["change"] is not None]
        if changes:
            found.append({
                "skill_id": skill,
                "up": sum(c > 0 for c in changes),
                "same": sum(c == 0 for c in changes),
                "down": sum(c < 0 for c in changes),
                "n": len(changes),
            })  # fmt: skip
    return found


def flow(book: Book, role: str) -> Fact:
    """Return who of a side began, has a start, takes part, has an end, can be compared, cannot."""
    of = rows(book, role)
    changed = {each["person_id"] for each in of if each["change"] is not None}
    lists = {
        "started": book.side(role),
        "baseline": sorted({each["person_id"] for each in of if each["baseline"] is not None}),
        "active": book.active(role),
        "final": sorted({
            r["person_id"] for r in of
            if seen(book, r["person_id"], r["skill_id"], "final")
        }),
        "complete": sorted(changed),
    }  # fmt: skip
    return {
        **{name: len(people) for name, people in lists.items()},
        "person_ids": lists,
        "without_end": sorted(set(lists["started"]) - changed),
    }


def attrition(book: Book, role: str) -> Fact:
    """Return how those with and without an end started: medians of the mean level a skill."""
    of, complete = rows(book, role), set(flow(book, role)["person_ids"]["complete"])
    starts: dict[bool, list[float]] = {True: [], False: []}
    for who in book.side(role):
        levels = [r["baseline"] for r in of if r["person_id"] == who and r["baseline"] is not None]
        if levels:
            starts[who in complete].append(sum(levels) / len(levels))
    return {
        "with_end": len(starts[True]),
        "without_end": len(starts[False]),
        "start_with": rounded(median(starts[True])),
        "start_without": rounded(median(starts[False])),
    }


def gaps(book: Book, role: str) -> Fact:
    """Return how much of the gaps of a side was closed: the median, and the ratio of sums."""
    of = [each for each in rows(book, role) if each["gap_closed"]["value"] is not None]
    wanted = sum(each["target"] - each["baseline"] for each in of)
    return {
        "n": len(of),
        "median": rounded(median((r["change"]) / (r["target"] - r["baseline"]) for r in of)),
        "ratio_of_sums": rounded(sum(r["change"] for r in of) / wanted) if wanted else None,
    }


def response_shift(book: Book, role: str) -> Fact:
    """Return how the own start looked from the end, beside both gains: medians of own ratings."""
    of = [
        [found["level"] for found in own if found]
        for r in rows(book, role)
        if all(own := [
            seen(book, r["person_id"], r["skill_id"], moment, "self")
            for moment in ("baseline", "then", "final")
        ])
    ]  # fmt: skip
    return {
        "pairs": len(of),
        "shift": rounded(median(then - start for start, then, _ in of)),
        "gain": rounded(median(end - start for start, _, end in of)),
        "gain_then": rounded(median(end - then for _, then, end in of)),
    }


def self_and_others(book: Book, moment: str) -> Fact:
    """Return how own ratings and those of others differ at a moment, in whatever was rated."""
    rated = {(r["person_id"], r["skill_id"]) for r in book.ratings}
    every = [self_gap(book, who, skill, moment) for who, skill in rated]
    gaps_ = [each for each in every if each is not None]
    return {
        "pairs": len(gaps_),
        "mean": rounded(mean(gaps_)),
        "exact": sum(each == 0 for each in gaps_),
        "within_one": sum(abs(each) <= 1 for each in gaps_),
    }


def standard(book: Book) -> Fact:
    """Return where the seniors stand against the standard level, by ratings of the end only."""
    level = book.programme.get("standard_level", {})
    states = ("reached", "below", "no_end", "no_end_at_start", "compared", "compared_at_start")
    people: dict[str, list[str]] = {name: [] for name in states}
    skills_below: list[Fact] = []
    for who in book.side("senior") if level else ():
        ends = {skill: end_of(book, who, skill) for skill in level}
        low = [s for s, r in ends.items() if r and r["level"] < level[s]]
        skills_below += [
            {"person_id": who, "skill_id": s, "level": ends[s]["level"], "needed": level[s]}  # type: ignore[index]
            for s in low
        ]
        state = "below" if low else "reached" if all(ends.values()) else "no_end"
        people[state].append(who)
        pairs = {s: row(book, who, "senior", s, level[s], "final") for s in level}
        starts = {skill: each["baseline"] for skill, each in pairs.items()}
        if state == "no_end" and all(n is not None and n >= level[s] for s, n in starts.items()):
            people["no_end_at_start"].append(who)
        if all(each["change"] is not None for each in pairs.values()):
            people["compared"].append(who)
            if all(each["baseline"] >= level[s] for s, each in pairs.items()):
                people["compared_at_start"].append(who)
    return {
        "rated": len(people["reached"]) + len(people["below"]),
        **{name: len(ids) for name, ids in people.items()},
        "person_ids": people,
        "skills_below": skills_below,
    }


def end_of(book: Book, who: str, skill: str) -> Fact | None:
    """Return the end as a state: by who saw the start too, else the latest by anybody."""
    return seen(book, who, skill, "final", like_rater(book, who, skill, "final"))


def spread(book: Book) -> list[Fact]:
    """Return the lowest and highest level of the seniors in each skill, before and after."""
    of = [each for each in rows(book, "senior") if each["change"] is not None]
    found = []
    for skill in sorted({each["skill_id"] for each in of}):
        mine = [each for each in of if each["skill_id"] == skill]
        ends: Any = [[r[moment] for r in mine] for moment in ("baseline", "final")]
        before, after = ([min(levels), max(levels)] for levels in ends)
        found.append({"skill_id": skill, "n": len(mine), "before": before, "after": after})
    return found


def skill_means(book: Book, role: str) -> list[tuple[int, float, float]]:
    """Return people and mean levels of each skill that five or more have at both moments."""
    of: dict[str, list[tuple[int, int]]] = {}
    for each in rows(book, role):
        if each["change"] is not None:
            of.setdefault(each["skill_id"], []).append((each["baseline"], each["final"]))
    means = [
        (
            -len(both),
            skill,
            sum(a for a, _ in both) / len(both),
            sum(b for _, b in both) / len(both),
        )
        for skill, both in of.items()
        if len(both) >= 5
    ]
    return [(-n, before, after) for n, _skill, before, after in sorted(means)]


def attended(book: Book, role: str) -> list[Fact]:
    """Return the sessions of each person beside the change, where there is one."""
    return [
        {
            "person_id": each["person_id"],
            "sessions": len(book.met(each["person_id"], role)),
            "change": each["change"],
        }
        for each in summary(book, role)["people"]
        if each["change"] is not None
    ]
