"""The next programme, begun from one that is closed: whom it is for, and who could now teach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from revmentor.model.programme import Programme
from revmentor.model.rating import Moment, Rating
from revmentor.rules.programme_view import View

TEACHES_FROM = 4
"""Well-defined tasks with confidence: from this level on somebody may show others (ours)."""


class Candidate(msgspec.Struct, frozen=True):
    """A senior of the programme before: in which skills below the standard level, what to teach."""

    person_id: str
    below: tuple[str, ...]
    offers: tuple[str, ...]

    @property
    def graduated(self) -> bool:
        """Whether somebody reached the standard level everywhere and could teach something now."""
        return not self.below and bool(self.offers)


def candidates(view: View) -> list[Candidate]:
    """Return the seniors who stay in the firm: those below the standard level first."""
    still_there = [each for each in view.seniors if _stays(view, each)]
    every = [_candidate(view, each) for each in still_there]
    return sorted(every, key=lambda each: (not each.below, view.sort_key(each.person_id)))


def _candidate(view: View, person_id: str) -> Candidate:
    """Return a senior by the last level in each skill; one never rated is not known to be there."""
    last = levels_now(view, person_id)
    below = [
        skill_id
        for skill_id, wanted in view.programme.standard_level.items()
        if skill_id not in last or last[skill_id].level < wanted
    ]
    offers = sorted(
        skill_id
        for skill_id, rating in last.items()
        if rating.level >= TEACHES_FROM
        and skill_id not in below
        and view.skills[skill_id].kind == "digital"
    )
    return Candidate(person_id, tuple(below), tuple(offers))


def _stays(view: View, person_id: str) -> bool:
    """Tell whether no day is written down on which somebody leaves the firm, over or to come."""
    person = view.snapshot.people.get(person_id)
    return person is not None and person.left_on is None


class NextStep(msgspec.Struct, frozen=True):
    """What somebody wanted to do next, as said in the final form of a programme, by its name."""

    person_id: str
    text: str
    programme: str


def next_steps(view: View) -> list[NextStep]:
    """Return the next steps of those who stay in the firm, in order of surnames."""
    people = [each for each in view.participants if _stays(view, each)]
    in_order = sorted(people, key=view.sort_key)
    return [step for each in in_order for step in _steps_said(view, view.programme, each)]


def steps_before(view: View, person_id: str) -> list[NextStep]:
    """Return what somebody wanted to do next at the end of the last programme before this one.

    It is read from that programme's final form: nothing is copied, so nothing can disagree.
    """
    before = [
        each
        for each in view.snapshot.programmes.values()
        if each.closed_on is not None and each.closed_on < view.programme.starts_on
    ]
    latest_first = sorted(before, key=lambda each: (each.closed_on, each.id), reverse=True)
    every = (_steps_said(view, each, person_id) for each in latest_first)
    return next((said for said in every if said), [])


def _steps_said(view: View, programme: Programme, person_id: str) -> list[NextStep]:
    """Return the next steps of a person's final forms in a programme, each once."""
    forms = [
        each
        for each in view.snapshot.evaluations.values()
        if (each.programme_id, each.person_id) == (programme.id, person_id) and each.next_step
    ]
    texts = dict.fromkeys(each.next_step or "" for each in sorted(forms, key=lambda e: e.id))
    return [NextStep(person_id, text, programme.name) for text in texts]


def mentors(view: View) -> list[str]:
    """Return the mentors who stay in the firm, in order of surnames."""
    return [each for each in view.mentors if _stays(view, each)]


def last_rated(view: View, people: Sequence[str]) -> date | None:
    """Return the last day on which a level that goes along was seen."""
    days = [rating.on for each in people for rating in levels_now(view, each).values()]
    return max(days, default=None)


_LATEST: tuple[Moment, ...] = ("final", "checkpoint", "baseline")


def levels_now(view: View, person_id: str) -> dict[str, Rating]:
    """Return a person’s last level in each skill: the end, else a checkpoint, else the start."""
    skills = sorted({skill for who, skill, _moment in view.ratings if who == person_id})
    ratings = {skill_id: _last_rating(view, person_id, skill_id) for skill_id in skills}
    return {skill_id: rating for skill_id, rating in ratings.items() if rating}


def _last_rating(view: View, person_id: str, skill_id: str) -> Rating | None:
    ratings = (view.rating(person_id, skill_id, moment) for moment in _LATEST)
    return next((rating for rating in ratings if rating), None)
