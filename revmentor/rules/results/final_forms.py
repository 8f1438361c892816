"""What the final forms say in numbers: before and now, tools, minutes saved, certificates.

All from what people answered; who did not answer is counted as such.
"""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Sequence
from statistics import median
from typing import TypeGuard

import msgspec

from revmentor.model.base import Role
from revmentor.model.evaluation import Evaluation
from revmentor.model.pair import Pair
from revmentor.model.rating import Rating
from revmentor.rules.programme_view import View
from revmentor.rules.results.form_questions import COMPARED, questions
from revmentor.rules.results.sides import people_of
from revmentor.rules.results.statistics import BeforeAfter, before_after


def forms_of(view: View, role: Role) -> list[Evaluation]:
    """Return the final forms of a side, in order of surnames."""
    forms = (view.evaluations.get((each, role)) for each in people_of(view, role))
    return [form for form in forms if form]


class Gained(msgspec.Struct, frozen=True):
    """What each of a pair gained: by the own word, and as the other one saw it."""

    senior_own: str | None
    senior_as_seen: str | None
    mentor_own: str | None
    mentor_as_seen: str | None


def gained(view: View, pair: Pair) -> Gained:
    """Return what a pair's forms say of each other.

    What was said of several people in one answer stands under none of them (`of_all`).
    """
    mentor = view.evaluations.get((pair.mentor_id, "mentor"))
    senior = view.evaluations.get((pair.senior_id, "senior"))
    of_one = senior and len(_mentors_of(view, pair.senior_id)) == 1
    return Gained(
        senior.own_gain if senior else None,
        mentor.gained_by.get(pair.senior_id) if mentor else None,
        mentor.own_gain if mentor else None,
        senior.other_gain if senior and of_one else None,
    )


def of_all(view: View) -> list[Evaluation]:
    """Return the forms whose one answer is about several people: it stands once, under its author.

    A mentor's is from before each senior had a line; a senior's is of one who changed mentors.
    """
    mentors = [form for form in forms_of(view, "mentor") if form.other_gain]
    seniors = [
        form
        for form in forms_of(view, "senior")
        if form.other_gain and len(_mentors_of(view, form.person_id)) > 1
    ]
    return [*mentors, *seniors]


def seniors_of(view: View, mentor_id: str) -> list[str]:
    """Return everybody a mentor was paired with, in order of surnames."""
    seniors = {pair.senior_id for pair in view.pairs_of_mentor.get(mentor_id, [])}
    return sorted(seniors, key=view.sort_key)


def _mentors_of(view: View, senior_id: str) -> set[str]:
    return {pair.mentor_id for pair in view.pairs if pair.senior_id == senior_id}


class Marked(msgspec.Struct, frozen=True):
    """How a side answered one statement: how often each mark from 1 to 5 was given, by ``n``."""

    item: str
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many people answered."""
        return sum(self.counts)


def marked(view: View, role: Role) -> list[Marked]:
    """Return every statement of a side's form that anybody answered, in the order of the form."""
    forms = forms_of(view, role)
    every = [_marked(forms, item) for item in questions(role)]
    return [each for each in every if each.n]


def _marked(forms: Sequence[Evaluation], item: str) -> Marked:
    marks = [_mark(form, item) for form in forms]
    return Marked(item, tuple(marks.count(mark) for mark in range(1, 6)))


class Felt(msgspec.Struct, frozen=True):
    """How a side answered one question for before and for now, both at the end."""

    item: str
    role: Role
    counts: BeforeAfter
    form_ids: tuple[str, ...]


def felt(view: View, role: Role) -> list[Felt]:
    """Return the questions of a side that ask for before and for now.

    ``started`` counts the people of the side who answered for before; without an answer for now
    they are missing.
    """
    forms = forms_of(view, role)
    every = [_felt(forms, role, item) for item in COMPARED[role]]
    return [felt for felt in every if felt.counts.started]


def _felt(forms: Sequence[Evaluation], role: Role, item: str) -> Felt:
    marks = {form.id: _marks(form, item) for form in forms}
    counts = before_after(
        [before for before, _after in marks.values()], [after for _before, after in marks.values()]
    )
    return Felt(item, role, counts, tuple(key for key, both in marks.items() if None not in both))


def _marks(form: Evaluation, item: str) -> tuple[int | None, int | None]:
    """Return the answers to one question for before and for now."""
    return _mark(form, f"{item}_before"), _mark(form, f"{item}_after")


def _mark(form: Evaluation, name: str) -> int | None:
    value = form.answers.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


class Saved(msgspec.Struct, frozen=True):
    """The minutes a week that seniors save, as they see it: ``n`` of ``of`` gave a number."""

    n: int
    of: int
    median: float | None
    total: float
    form_ids: tuple[str, ...]


def minutes_saved(view: View) -> Saved:
    """Return what seniors save a week, as they see it."""
    answers = {form.id: form.answers.get("minutes_saved") for form in forms_of(view, "senior")}
    minutes = {key: float(answer) for key, answer in answers.items() if _is_number(answer)}
    return Saved(
        len(minutes),
        len(view.seniors),
        median(minutes.values()) if minutes else None,
        sum(minutes.values()),
        tuple(minutes),
    )


def _is_number(answer: object) -> TypeGuard[int | float]:
    return isinstance(answer, int | float) and not isinstance(answer, bool)


class Tools(msgspec.Struct, frozen=True):
    """The tools that seniors say they used last week: who named any, and how often each."""

    n: int
    answered: int
    of: int
    named: tuple[tuple[str, int], ...]


def tools_used(view: View) -> Tools:
    """Return which tools seniors used last week; names are compared without regard to case."""
    answers = [form.answers.get("tools_used", "") for form in forms_of(view, "senior")]
    named = [_names(answer) for answer in answers]
    counts = Counter(name for names in named for name in names)
    shown = ChainMap(*named)  # a name as whoever wrote it first spelled it
    return Tools(
        sum(bool(names) for names in named),
        sum(bool(str(answer).strip()) for answer in answers),
        len(view.seniors),
        tuple(
            (shown[name], counts[name]) for name in sorted(counts, key=lambda n: (-counts[n], n))
        ),
    )


_NONE = frozenset({"-", "–", "0", "none", "no", "nothing", "nessuno", "niente", "nulla"})
"""Words that say that no tool was used; they are an answer, and no tool."""


def _names(answer: object) -> dict[str, str]:
    """Return the tools of an answer as they were written, by their names in small letters."""
    if not isinstance(answer, str):
        return {}
    written = (each.strip(" .") for each in answer.replace(";", ",").split(","))
    names: dict[str, str] = {}
    for name in written:
        if name and name.casefold() not in _NONE:
            names.setdefault(name.casefold(), name)
    return names


def certificates(view: View) -> list[str]:
    """Return the ids of the ratings by certificate after the start, one a person and skill."""
    last = {
        (rating.person_id, rating.skill_id): rating.id
        for rating in view.all_ratings
        if _is_later_certificate(rating)
    }
    return sorted(last.values())


def _is_later_certificate(rating: Rating) -> bool:
    return rating.rated_by == "certificate" and rating.moment in {"checkpoint", "final"}
