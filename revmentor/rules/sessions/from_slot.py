"""A session out of a slot and what somebody said of it: in the log, on paper, or in a reply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from revmentor.i18n.gettext import ngettext
from revmentor.model.base import Mode
from revmentor.model.errors import Refused
from revmentor.model.session import (
    Attendance,
    Exchange,
    Session,
    SessionStatus,
    Step,
    StepDecision,
)
from revmentor.rules.pairing import lessons
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.calendar_days import is_closed, next_working_day
from revmentor.rules.schedule.series import Series
from revmentor.rules.schedule.slots import minutes_of, week_of

T = TypeVar("T")
GuideOf = Callable[[int, int, bool], str]
"""The guide of a week of a programme of so many, for a group or for a pair."""
_LOOKED_AHEAD = timedelta(weeks=8)
_INSTEAD: Mapping[SessionStatus, Attendance] = {"missed": "absent", "planned": "present"}
"""How somebody it was for attended what was not held; excused in every other case."""


@dataclass(frozen=True)
class Usual:
    """What a session of a slot is unless somebody says otherwise."""

    minutes: int | None
    preparation_minutes: int | None
    guide_id: str | None
    mode: Mode | None
    link: str | None
    taught_skill: str | None
    received_skill: str | None


@dataclass(frozen=True, kw_only=True)
class Account:
    """What somebody said became of a slot.

    ``attendance`` names whom it was for, the ones there as ``present``. ``own_steps`` go before the
    common ``step``. ``UNSET`` is what was not asked about: it is as usual, or stays as it was.
    """

    status: SessionStatus
    attendance: Mapping[str, Attendance]
    held_on: date | None = None
    reason: str | None = None
    taught: str | None = None
    received: str | None = None
    step: str | None = None
    own_steps: Mapping[str, str | None] = field(default_factory=dict)
    decision: StepDecision = "try"
    step_due: date | None = None
    stars: Sequence[int | None] = ()
    """The ratings in order: the mentor's, then of whoever was there."""
    mentor_share: float | None = None
    minutes: int | UnsetType | None = UNSET
    preparation_minutes: int | UnsetType | None = UNSET
    guide_id: str | UnsetType | None = UNSET
    mode: Mode | UnsetType | None = UNSET
    link: str | UnsetType | None = UNSET
    taught_skill: str | UnsetType | None = UNSET
    received_skill: str | UnsetType | None = UNSET
    wants_talk: tuple[str, ...] | UnsetType = UNSET
    note: str | UnsetType | None = UNSET


def session_fields(
    view: View,
    series: Series,
    day: date,
    account: Account,
    guide_of: GuideOf,
    old: Session | None = None,
) -> dict[str, Any]:
    """Return the fields of the session in a slot; ``old`` is what was written of it before.

    Raises :class:`Refused` for ratings of more people than were there.
    """
    status, held = account.status, account.status == "held"
    attendance = _attended(account)
    there = [who for who, how in attendance.items() if how == "present"]
    as_usual = usual(view, series, day, account.attendance, guide_of, old)
    taught_skill = _said(account.taught_skill, as_usual.taught_skill)
    received_skill = _said(account.received_skill, as_usual.received_skill)
    fields = {
        "due_on": day,
        "held_on": account.held_on if held else None,
        "status": status,
        "attendance": attendance,
        "reason": _reason(account, old),
        "format": "individual" if len(attendance) == 1 and series.kind != "group" else "group",
        **_place(account, as_usual, old),
        "mentor_share": account.mentor_share if held else None,
        "taught": _exchange(taught_skill, account.taught, old.taught if old else ()),
        "received": _exchange(received_skill, account.received, old.received if old else ()),
        "steps": _steps(view, day, account, there, old),
        "ratings": _ratings(account, [series.mentor_id, *there]),
        "wants_talk": account.wants_talk,
        "note": account.note,
    }
    for name in ("minutes", "preparation_minutes", "guide_id"):
        value = _said(getattr(account, name), getattr(as_usual, name))
        fields[name] = value if held else None
    return {name: value for name, value in fields.items() if value is not UNSET}


def usual(
    view: View,
    series: Series,
    day: date,
    seniors: Iterable[str],
    guide_of: GuideOf,
    old: Session | None = None,
) -> Usual:
    """Return what a session for some seniors is as a rule: as it was written, or was planned."""
    programme, mentor_id = view.programme, series.mentor_id
    whom = sorted(seniors, key=view.sort_key)
    group = series.kind == "group" or len(whom) > 1
    likely = likely_taught(view, mentor_id, whom), likely_received(view, whom)
    guide_id = guide_of(week_of(view, series, day), programme.weeks, group)
    links = [each.link for each in view.sessions_of.get(mentor_id, []) if each.link]

    def kept(written: T | None, guess: T | None) -> T | None:
        """Return what was written, or a guess where nothing was written but a plan."""
        return guess if written is None and (old is None or old.status == "planned") else written

    return Usual(
        kept(old.minutes if old else None, minutes_of(view, series)),
        kept(old.preparation_minutes if old else None, programme.preparation_minutes),
        kept(old.guide_id if old else None, guide_id),
        kept(old.mode if old else None, _mode(view, mentor_id, whom)),
        kept(old.link if old else None, links[-1] if links else None),
        old.taught[0].skill_id if old and old.taught else next(iter(likely[0]), None),
        old.received[0].skill_id if old and old.received else next(iter(likely[1]), None),
    )


def likely_taught(view: View, mentor_id: str, seniors: Iterable[str]) -> list[str]:
    """Return what a session of a mentor may be about: what the seniors need, then the offers."""
    part = view.mentors.get(mentor_id)
    needed = [
        lesson.skill_id
        for senior_id in seniors
        for lesson in lessons.lessons(view, mentor_id, senior_id)
    ]
    return [*dict.fromkeys([*needed, *(part.offers if part else ())])]


def likely_received(view: View, seniors: Iterable[str]) -> list[str]:
    """Return what may come back in a session: what the seniors offer."""
    parts = [view.seniors[each] for each in seniors if each in view.seniors]
    return [*dict.fromkeys(skill_id for part in parts for skill_id in part.offers)]


def step_due(view: View, day: date) -> date:
    """Return the day a step is tried by: in a week, or on the first working day after."""
    in_a_week = day + timedelta(weeks=1)
    working_day = next_working_day(
        in_a_week, lambda each: is_closed(view.firm, each), until=in_a_week + _LOOKED_AHEAD
    )
    return working_day or in_a_week


def first_steps(session: Session | None) -> dict[str, Step]:
    """Return the first step of each senior in a session."""
    found: dict[str, Step] = {}
    for step in session.steps if session else ():
        found.setdefault(step.senior_id, step)
    return found


def _said(value: T | UnsetType, otherwise: T) -> T:
    return otherwise if isinstance(value, UnsetType) else value


def _attended(account: Account) -> dict[str, Attendance]:
    """Return how each attended: nobody was there where the session was not held."""
    if account.status == "held":
        return dict(account.attendance)
    instead = _INSTEAD.get(account.status, "excused")
    return {who: instead if how == "present" else how for who, how in account.attendance.items()}


def _reason(account: Account, old: Session | None) -> str | None:
    if account.status not in {"held", "planned"}:
        return account.reason
    return old.reason if old else None


def _place(account: Account, as_usual: Usual, old: Session | None) -> dict[str, str | None]:
    """Return where a session was, or is to be; one that fell away stays where it was to be."""
    if account.status in {"missed", "cancelled"}:
        return {"mode": old.mode if old else None, "link": old.link if old else None}
    mode = _said(account.mode, as_usual.mode)
    link = _said(account.link, as_usual.link)
    return {"mode": mode, "link": link if mode != "on_site" else None}


def _mode(view: View, mentor_id: str, seniors: Sequence[str]) -> Mode:
    """Return how a mentor meets seniors: as the pair agreed, else at a distance between sites."""
    for pair in view.open_pairs:
        if pair.mentor_id == mentor_id and pair.senior_id in seniors and pair.mode:
            return pair.mode
    modes, people = view.programme.modes, view.snapshot.people
    sites = {people[each].site for each in (mentor_id, *seniors) if people[each].site}
    if len(sites) > 1 and "remote" in modes:
        return "remote"
    return modes[0] if modes else "on_site"


def _exchange(
    skill_id: str | None, text: str | None, old: tuple[Exchange, ...]
) -> tuple[Exchange, ...]:
    """Return what was taught or given back: something counts once it is said in words."""
    if not text and old and old[0].text is None:
        return old  # a skill without words, from a document: it stays
    first = (Exchange(skill_id=skill_id, text=text),) if text else ()
    return (*first, *old[1:])


def _steps(
    view: View, day: date, account: Account, there: Sequence[str], old: Session | None
) -> tuple[Step, ...]:
    """Return the steps of a session: the common one for all, an own one where one is written."""
    before = first_steps(old)
    shown = old.steps[0] if old and old.steps else None
    # The form shows decision and day of one step; left as shown, each step keeps its own.
    untouched = shown and (account.decision, account.step_due) == (shown.decision, shown.due_on)
    fresh = {who: step for who, step in before.items() if who not in there}
    for who in there:
        text = account.own_steps.get(who) or account.step
        if not text:
            continue
        step = before.get(who) or Step(senior_id=who, text=text)
        if step.text != text:
            step = Step(senior_id=who, text=text, decision=step.decision, due_on=step.due_on)
        if who not in before or not untouched:
            due_on = account.step_due or step_due(view, day)
            step = msgspec.structs.replace(step, decision=account.decision, due_on=due_on)
        elif step.due_on is None:
            step = msgspec.structs.replace(step, due_on=step_due(view, day))
        fresh[who] = step
    order = [*before, *(who for who in fresh if who not in before)]
    further = [step for step in (old.steps if old else ()) if step not in before.values()]
    return (*(fresh[who] for who in order if who in fresh), *further)


def _ratings(account: Account, there: Sequence[str]) -> dict[str, int]:
    """Return the ratings of those who were there; raises :class:`Refused` for more than that."""
    stars = account.stars
    if account.status == "held" and len(stars) > len(there):
        raise Refused(
            ngettext("Only {n} person was there.", "Only {n} people were there.", len(there))
            + " "
            + ngettext("You typed {n} rating.", "You typed {n} ratings.", len(stars)),
            field="ratings",
        )
    return {who: star for who, star in zip(there, stars, strict=False) if star is not None}
