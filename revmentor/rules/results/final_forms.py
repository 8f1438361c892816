"""What the final forms say in numbers: before and now, tools, minutes saved, certificates.

All from what people answered; who did not answer is counted as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from revmentor.model.base import Role
from revmentor.model.evaluation import Evaluation
from revmentor.rules.programme_view import View
from revmentor.rules.results.form_questions import COMPARED
from revmentor.rules.results.statistics import BeforeAfter, before_after


def forms_of(view: View, role: Role) -> list[Evaluation]:
    """Return the final forms of a side, in order of surnames."""
    people = view.seniors if role == "senior" else view.mentors
    found = [view.evaluations.get((each, role)) for each in people]
    return [form for form in found if form]


@dataclass(frozen=True)
class Felt:
    """How a side answered one question for before and for now, both asked at the end."""

    item: str
    role: Role
    counts: BeforeAfter
    form_ids: tuple[str, ...]


def felt(view: View, role: Role) -> list[Felt]:
    """Return the questions of a side that ask for before and for now.

    ``started`` counts the people of the side who said how it was before; without an answer for now
    they are missing.
    """
    forms = forms_of(view, role)
    found = []
    for item in COMPARED[role]:
        before = [_mark(form, f"{item}_before") for form in forms]
        after = [_mark(form, f"{item}_after") for form in forms]
        used = [
            form.id
            for form, a, b in zip(forms, before, after, strict=True)
            if a is not None and b is not None
        ]
        if any(mark is not None for mark in before):
            found.append(Felt(item, role, before_after(before, after), tuple(used)))
    return found


def _mark(form: Evaluation, name: str) -> int | None:
    value = form.answers.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass(frozen=True)
class Saved:
    """The minutes a week that seniors say they save: ``n`` of ``of`` said a number."""

    n: int
    of: int
    median: float | None
    total: float
    form_ids: tuple[str, ...]


def minutes_saved(view: View) -> Saved:
    """Return what seniors say they save a week."""
    forms = forms_of(view, "senior")
    said: list[tuple[str, float]] = []
    for form in forms:
        value = form.answers.get("minutes_saved")
        if isinstance(value, int | float) and not isinstance(value, bool):
            said.append((form.id, float(value)))
    values = [value for _id, value in said]
    return Saved(
        len(said),
        len(view.seniors),
        median(values) if values else None,
        sum(values),
        tuple(each for each, _value in said),
    )


@dataclass(frozen=True)
class Tools:
    """The tools that seniors say they used last week: who named any, and how often each."""

    n: int
    answered: int
    of: int
    named: tuple[tuple[str, int], ...]


def tools_used(view: View) -> Tools:
    """Return which tools seniors used last week; names are compared without regard to case."""
    forms = forms_of(view, "senior")
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    using = 0
    for form in forms:
        names = _names(form.answers.get("tools_used"))
        using += bool(names)
        for name in dict.fromkeys(each.casefold() for each in names):
            counts[name] = counts.get(name, 0) + 1
            shown.setdefault(name, next(each for each in names if each.casefold() == name))
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    answered = sum(bool(str(form.answers.get("tools_used", "")).strip()) for form in forms)
    return Tools(
        using,
        answered,
        len(view.seniors),
        tuple((shown[name], counts[name]) for name in ordered),
    )


_NONE = frozenset({"-", "–", "0", "none", "no", "nothing", "nessuno", "niente", "nulla"})
"""Words that say that no tool was used; they are an answer, and no tool."""


def _names(value: object) -> Sequence[str]:
    if not isinstance(value, str):
        return ()
    names = [each.strip(" .") for each in value.replace(";", ",").split(",")]
    return [each for each in names if each and each.casefold() not in _NONE]


def certificates(view: View) -> list[str]:
    """Return the ids of the ratings by certificate after the start, one a person and skill."""
    found = {
        (rating.person_id, rating.skill_id): rating.id
        for rating in sorted(view.snapshot.ratings.values(), key=lambda each: (each.on, each.id))
        if rating.programme_id == view.programme.id
        and rating.rated_by == "certificate"
        and rating.moment in {"checkpoint", "final"}
    }
    return sorted(found.values())
