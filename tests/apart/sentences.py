"""The sentences of the coordinator's page that have numbers in them, made of those found here.

Only what has to stand in a sentence is asked for, as a pattern: its words may change around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.apart import calendar, levels, results
from tests.apart.levels import ROLES
from tests.apart.records import Book


def missing(book: Book, page: str) -> Iterator[str]:
    """Yield the sentences that the page lacks, or has with other numbers."""
    text = re.sub(r"\s+", " ", page)
    for pattern in expected(book):
        if not re.search(pattern, text):
            yield f"the page does not say: {pattern}"
    for cost in re.finditer(r"It cost (\S+): (\S+) of .*?, (\S+) of .*?, (\S+) paid", text):
        total, *parts = (int(re.sub(r"\D", "", each)) for each in cost.groups())
        if total != sum(parts):
            yield f"the page's cost does not add up: {cost.group()}"


def expected(book: Book) -> Iterator[str]:
    """Yield a pattern for each sentence."""
    for role in ROLES:
        yield from _changed(book, role)
    if (standing := levels.standard(book))["rated"]:
        rated, reached = standing["rated"], standing["reached"]
        yield f"At the standard level: {reached} of the {rated} rated at the end"
    if standing["compared"]:
        yield f"{standing['compared_at_start']} of the {standing['compared']} whom one kind"
    yield from _drawn(book)
    yield from _slots(book)
    yield f"{results.effort(book)['held']} sessions? (was|were) held in all"
    yield from _said(book)


def _drawn(book: Book) -> Iterator[str]:
    """Yield what the first sheet's drawings say in words: levels by skill, what came back."""
    for n, before, after in levels.skill_means(book, "senior")[:SKILLS]:
        yield f": from {_one(before)} to {_one(after)} on average, {n} people"
    if held := sum(each["status"] == "held" for each in book.sessions):
        back = results.sessions_with_give_back(book)
        yield f"Something came back in {back} of {held} sessions? held"


SKILLS = 8
"""So many skills are drawn, those of most people first."""


def _one(value: float) -> str:
    return re.escape(f"{round(value, 1):g}")


def _number(value: float) -> str:
    return re.escape(f"{round(value, 2):g}").replace(r"\-", "[-−]")


def _changed(book: Book, role: str) -> Iterator[str]:
    found = levels.summary(book, role)
    if not found["n"]:
        return
    better, same, lower = found["improved"], found["same"], found["worse"]
    told = rf"{better} better, {same} the same, {lower} lower, of {found['n']} with a start"
    told += rf"[^.]*(\.\d[^.]*)*median {_number(found['median_change'])} levels a skill"
    if down := found["went_down_in_a_skill"]:
        told += f"; {down} went down in a skill"
    if found["missing"]:
        bounds = found["bounds"]
        told += f"[^.]*; {found['missing']} ha(s|ve) no end[^.]*"
        told += f"so {bounds['worst']} to {bounds['best']} of {bounds['of']}"
    yield told


def _slots(book: Book) -> Iterator[str]:
    if not calendar.is_plain(book) or not (found := calendar.fidelity(book))["slots"]:
        return
    yield (
        f"Of {found['slots']} slots? up to .{{6,14}} {found['held']} (was|were) held, "
        f"{found['missed']} missed, {found['cancelled']} cancelled, {found['moved']} moved and not "
        f"made up for, {found['open']} not logged, {found['to_come']} put off"
    )
    held, agreed = found["minutes_held"], found["minutes_agreed"]
    yield f"{held:,} minutes were held; {agreed:,} were agreed"


def _said(book: Book) -> Iterator[str]:
    if book.goals:
        judged = sum("attainment" in goal for goal in book.goals)
        yield f"{judged} of {len(book.goals)} goals? (is|are) judged"
    if (again := results.forms(book)["would_repeat"])["n"]:
        yield f"Would do it again: {again['yes']} of {again['n']}"
    steps = results.steps(book)
    if agreed := steps["tried"] + steps["not_tried"] + steps["unknown"]:
        yield (
            f"Of {agreed} steps? agreed on in sessions {steps['tried']} (was|were) tried, "
            f"{steps['not_tried']} (was|were) not, {steps['unknown']} not known"
        )
    if (back := results.give_back(book))["met"]:
        yield (
            f"In {back['regular']} of (the )?{back['met']} pairs? (that met )?something came back "
            "in more than half"
        )
    for each in results.felt(book):
        if each["n"]:
            yield (
                f"before and now, 1 to 5: {each['improved']} better, {each['same']} the same, "
                f"{each['worse']} lower, of {each['n']}"
            )
