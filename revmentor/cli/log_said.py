"""What was typed of a session, read: days, names, skills, ratings; what cannot be meant is said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from msgspec import UNSET, UnsetType

from revmentor.actions.sessions import StepAnswer
from revmentor.cli.log_options import LogOptions
from revmentor.content import library
from revmentor.i18n.gettext import _
from revmentor.i18n.typed import parse_date
from revmentor.model.errors import Refused
from revmentor.model.session import Attendance, Done
from revmentor.rules.closest import did_you_mean
from revmentor.rules.people.who_is_meant import person_called, skill_called
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.strip import SlotRef
from revmentor.rules.sessions import likely_slot, steps
from revmentor.rules.sessions.from_slot import Account
from revmentor.rules.sessions.ratings import typed_ratings

T = TypeVar("T")
_YES = frozenset({"y", "yes", "s", "si", "sì"})
_NO = frozenset({"n", "no"})


def typed_day(text: str, today: date, *, past: bool = False) -> date:
    """Read a day as people write it; a weekday of what is ``past`` is the last one.

    Raises :class:`Refused` for what is no day.
    """
    day = parse_date(text, today, "over" if past else "to_come")
    if day is None:
        sentence = _("“{text}” is not a day; write it like 24/4, 2026-04-24, thu or +7.")
        raise Refused(sentence.format(text=text), field="day")
    return day


def yes_or_no(text: str) -> bool:
    """Read yes or no, in either language; raises :class:`Refused`."""
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise Refused(_("“{text}” is neither yes nor no.").format(text=text), field="tried")
    return word in _YES


def attendance_of(view: View, slot: SlotRef, options: LogOptions) -> dict[str, Attendance]:
    """Return whom a session was for, and how each attended.

    Where somebody is named whose turn it was not, it was for those who are named.
    """
    invited = likely_slot.invited(view, slot)
    mentor_id = likely_slot.mentor_of(view, slot)
    named = [person_called(view, each) for each in options.people]
    seniors = [each for each in named if each != mentor_id]
    who: dict[str, Attendance] = dict.fromkeys(
        invited if set(seniors) <= set(invited) else seniors, "present"
    )
    seniors = list(who)
    who |= {person_called(view, each, seniors): "absent" for each in options.absent}
    who |= {person_called(view, each, seniors): "excused" for each in options.excused}
    return who


def account_of(view: View, slot: SlotRef, options: LogOptions, today: date) -> Account:
    """Return what is said of a session; what is not said is as usual."""
    attendance = attendance_of(view, slot, options)
    everybody = [likely_slot.mentor_of(view, slot), *attendance]
    share = options.mentor_share
    if share is not None and share > 100:
        raise Refused(_("The mentor taught 0 to 100 % of the time."), field="mentor_share")
    return Account(
        status=options.status or "held",
        attendance=attendance,
        held_on=typed_day(options.held_on, today, past=True) if options.held_on else None,
        reason=options.reason,
        taught=options.taught,
        received=options.received,
        step=options.step,
        own_steps=_own_steps(view, options.own_step, list(attendance)),
        decision=options.decision or "try",
        step_due=typed_day(options.step_by, today) if options.step_by else None,
        stars=typed_ratings(options.ratings or ""),
        mentor_share=None if share is None else share / 100,
        seen_by=_given(options.seen_by),
        minutes=_given(options.minutes),
        preparation_minutes=_given(options.preparation),
        guide_id=_guide(options.guide) if options.guide else UNSET,
        mode=options.mode or UNSET,
        link=_given(options.link),
        taught_skill=skill_called(view, options.taught_in) if options.taught_in else UNSET,
        received_skill=skill_called(view, options.received_in) if options.received_in else UNSET,
        wants_talk=tuple(person_called(view, each, everybody) for each in options.talk),
        note=_given(options.note),
    )


def answers_of(
    view: View, slot: SlotRef, attendance: Sequence[str], options: LogOptions
) -> list[StepAnswer]:
    """Return what came of the steps that were to be tried; raises :class:`Refused`."""
    asked = waiting_steps(view, slot, attendance)
    if options.tried and not asked:
        raise Refused(_("Nobody has a step to ask about in this session."), field="tried")
    answers: dict[str, StepAnswer] = {}
    for each in options.tried:
        name, equals, word = each.rpartition("=")
        whose = [person_called(view, name, list(asked))] if equals else list(asked)
        done: Done = "yes" if yes_or_no(word) else "no"
        for who in whose:
            step = asked[who]
            answers[who] = StepAnswer(step.session.id, step.index, done, options.why_not)
    return list(answers.values())


def waiting_steps(
    view: View, slot: SlotRef, attendance: Sequence[str]
) -> dict[str, steps.AskedStep]:
    """Return the last step of each senior of which nobody has said what came of it."""
    mentor_id = likely_slot.mentor_of(view, slot)
    waiting = {who: steps.waiting_step(view, mentor_id, who, slot.day) for who in attendance}
    return {who: step for who, step in waiting.items() if step}


def _own_steps(view: View, typed: Sequence[str], seniors: Sequence[str]) -> dict[str, str]:
    own: dict[str, str] = {}
    for each in typed:
        name, equals, text = each.partition("=")
        if not equals or not text.strip():
            sentence = _("“{text}” is not like Fulvio=two mails a day.")
            raise Refused(sentence.format(text=each), field="own_step")
        own[person_called(view, name.strip(), seniors)] = text.strip()
    return own


def _guide(text: str) -> str:
    ids = [each.id for each in library.guides()]
    if text.upper() in ids:
        return text.upper()
    sentence = _("There is no guide “{id}”; there are {ids}.").format(id=text, ids=", ".join(ids))
    raise Refused(f"{sentence} {did_you_mean(text, ids)}".strip(), field="guide")


def _given(value: T | None) -> T | UnsetType:
    """Return what was given; what was not is as usual."""
    return UNSET if value is None else value
