"""A session out of a slot and what somebody said of it: in the log, on paper, or in a reply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
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
from revmentor.rules.schedule import midpoint
from revmentor.rules.schedule.calendar_days import is_closed, next_working_day
from revmentor.rules.schedule.series import Series
from revmentor.rules.schedule.slots import minutes_of, week_of

T = TypeVar("T")
GuideOf = Callable[[int, int, bool, bool], str]
"""The guide of a week of a programme of so many: for a group or not, for half-way or not."""
_LOOKED_AHEAD = timedelta(weeks=8)
_INSTEAD: Mapping[SessionStatus, Attendance] = {"missed": "absent", "planned": "present"}
"""How somebody it was for attended what was not held; excused in every other case."""


class Usual(msgspec.Struct, frozen=True):
    """What a session of a slot is unless somebody says otherwise."""

    minutes: int | None
    preparation_minutes: int | None
    guide_id: str | None
    mode: Mode | None
    link: str | None
    taught_skill: str | None
    received_skill: str | None


class Account(msgspec.Struct, frozen=True, kw_only=True):
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
    own_steps: Mapping[str, str | None] = msgspec.field(default_factory=dict)
    decision: StepDecision = "try"
    step_due: date | None = None
    stars: Sequence[int | None] = ()
    """The ratings in order: the mentor's, then of whoever was there."""
    mentor_share: float | None = None
    seen_by: str | UnsetType | None = UNSET
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
    attendance = _attended(account)
    there = [who for who, how in attendance.items() if how == "present"]
    as_usual = usual(view, series, day, account.attendance, guide_of, old)
    fields = {
        "due_on": day,
        "status": account.status,
        "attendance": attendance,
        "reason": _reason(account, old),
        "format": "individual" if len(attendance) == 1 and series.kind != "group" else "group",
        **_place(account, as_usual, old),
        **_exchanges(account, as_usual, old),
        "steps": _steps(view, day, account, there, old),
        "ratings": _ratings(account, [series.mentor_id, *there]),
        "wants_talk": account.wants_talk,
        "note": account.note,
        **_of_held(account, as_usual),
    }
    return {name: value for name, value in fields.items() if value is not UNSET}


def _of_held(account: Account, as_usual: Usual) -> dict[str, Any]:
    """Return the fields that only a session that was held has; of another they are empty."""
    fields = {
        "held_on": account.held_on,
        "mentor_share": account.mentor_share,
        "seen_by": account.seen_by,
        "minutes": _or_usual(account.minutes, as_usual.minutes),
        "preparation_minutes": _or_usual(account.preparation_minutes, as_usual.preparation_minutes),
        "guide_id": _or_usual(account.guide_id, as_usual.guide_id),
    }
    return fields if account.status == "held" else dict.fromkeys(fields)


def _exchanges(
    account: Account, as_usual: Usual, old: Session | None
) -> dict[str, tuple[Exchange, ...]]:
    """Return what was taught in a session, and what came back."""
    taught_skill = _or_usual(account.taught_skill, as_usual.taught_skill)
    received_skill = _or_usual(account.received_skill, as_usual.received_skill)
    return {
        "taught": _exchange(taught_skill, account.taught, old.taught if old else ()),
        "received": _exchange(received_skill, account.received, old.received if old else ()),
    }


def usual(
    view: View,
    series: Series,
    day: date,
    seniors: Iterable[str],
    guide_of: GuideOf,
    old: Session | None = None,
) -> Usual:
    """Return what a session for some seniors is as a rule: as it was written, or was planned."""
    likely = _likely(view, series, day, seniors, guide_of)
    return _kept(old, likely) if old else likely


def _likely(
    view: View, series: Series, day: date, seniors: Iterable[str], guide_of: GuideOf
) -> Usual:
    """Return what a session is likely to be of which nothing was written."""
    programme, mentor_id = view.programme, series.mentor_id
    whom = sorted(seniors, key=view.sort_key)
    group = series.kind == "group" or len(whom) > 1
    return Usual(
        minutes=minutes_of(view, series),
        preparation_minutes=programme.preparation_minutes,
        guide_id=guide_of(
            week_of(view, series, day),
            programme.weeks,
            group,
            midpoint.is_on(view, mentor_id, whom, day),
        ),
        mode=_mode(view, mentor_id, whom),
        link=last_link(view, mentor_id),
        taught_skill=next(iter(likely_taught(view, mentor_id, whom)), None),
        received_skill=next(iter(likely_received(view, whom)), None),
    )


def _kept(old: Session, likely: Usual) -> Usual:
    """Return what was written of a session; what is likely where nothing was written but a plan."""

    def kept(written: T | None, guess: T | None) -> T | None:
        return guess if written is None and old.status == "planned" else written

    return Usual(
        minutes=kept(old.minutes, likely.minutes),
        preparation_minutes=kept(old.preparation_minutes, likely.preparation_minutes),
        guide_id=kept(old.guide_id, likely.guide_id),
        mode=kept(old.mode, likely.mode),
        link=kept(old.link, likely.link),
        taught_skill=old.taught[0].skill_id if old.taught else likely.taught_skill,
        received_skill=old.received[0].skill_id if old.received else likely.received_skill,
    )


def link_ahead(view: View, mentor_id: str, seniors: Sequence[str]) -> str | None:
    """Return where a session to come takes place at a distance; ``None`` for one on site."""
    return None if _mode(view, mentor_id, seniors) == "on_site" else last_link(view, mentor_id)


def last_link(view: View, mentor_id: str) -> str | None:
    """Return the link that was written last of a mentor's sessions."""
    links = [each.link for each in view.sessions_of.get(mentor_id, []) if each.link]
    return links[-1] if links else None


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
    first: dict[str, Step] = {}
    for step in session.steps if session else ():
        first.setdefault(step.senior_id, step)
    return first


def _or_usual(value: T | UnsetType, as_usual: T) -> T:
    return as_usual if isinstance(value, UnsetType) else value


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
    mode = _or_usual(account.mode, as_usual.mode)
    link = _or_usual(account.link, as_usual.link)
    return {"mode": mode, "link": link if mode != "on_site" else None}


def _mode(view: View, mentor_id: str, seniors: Sequence[str]) -> Mode:
    """Return how a mentor meets seniors: as the pair agreed, else at a distance between sites."""
    pairs = (view.pair_of_senior.get(senior_id) for senior_id in seniors)
    agreed = [p for p in pairs if p is not None and p.mode and mentor_id in p.teachers]
    if agreed:
        return min(agreed, key=attrgetter("id")).mode or "on_site"
    modes = view.programme.modes
    if "remote" in modes and _between_sites(view, (mentor_id, *seniors)):
        return "remote"
    return modes[0] if modes else "on_site"


def _between_sites(view: View, people: Iterable[str]) -> bool:
    sites = {view.snapshot.people[each].site for each in people}
    return len(sites - {None, ""}) > 1


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
    keeps = _left_as_shown(account, old)
    agreed = {who: step for who, step in before.items() if who not in there}
    for who in there:
        if text := account.own_steps.get(who) or account.step:
            step = _agreed_step(account, before.get(who), who, text, keeps=keeps)
            due_on = step.due_on or step_due(view, day)
            agreed[who] = msgspec.structs.replace(step, due_on=due_on)
    in_order = [agreed[who] for who in dict.fromkeys([*before, *agreed]) if who in agreed]
    return (*in_order, *_further_steps(old))


def _further_steps(old: Session | None) -> list[Step]:
    """Return the steps beside the first of each senior."""
    first = first_steps(old).values()
    return [step for step in (old.steps if old else ()) if step not in first]


def _agreed_step(account: Account, old: Step | None, who: str, text: str, *, keeps: bool) -> Step:
    """Return the step of one senior; it ``keeps`` its decision and day where it had them."""
    step = _reworded(old, who, text)
    if old and keeps:
        return step
    return msgspec.structs.replace(step, decision=account.decision, due_on=account.step_due)


def _left_as_shown(account: Account, old: Session | None) -> bool:
    """Tell whether decision and day are as the form shows them, of one step: each keeps its own."""
    if old is None or not old.steps:
        return False
    shown = old.steps[0]
    return (account.decision, account.step_due) == (shown.decision, shown.due_on)


def _reworded(old: Step | None, senior_id: str, text: str) -> Step:
    """Return a step with a text; in other words it is a new one, of which nobody said anything."""
    if old is None:
        return Step(senior_id=senior_id, text=text)
    if old.text == text:
        return old
    return Step(senior_id=senior_id, text=text, decision=old.decision, due_on=old.due_on)


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
