"""Sessions and what happened in them: the strip, what is tried, what was taught and given back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain

from revmentor.i18n.dates import plain_date, short_date
from revmentor.i18n.gettext import _, ngettext, quoted
from revmentor.i18n.numbers import number
from revmentor.model.session import Exchange, Session, Step
from revmentor.rules.people.sections import Line, Section, Strip
from revmentor.rules.people.subject import Subject
from revmentor.rules.schedule import hours, strip, turns
from revmentor.rules.schedule.strip import WeekState

_SETTLED = {"held", "missed", "cancelled"}


def sessions_section(of: Subject) -> Section:
    """Return the strip of the person's sessions, how many were held, their hours, the next one."""
    marks = sorted(chain(_marks(of), _waiting(of)), key=lambda each: each[0])
    if not marks:
        return Section(_("Sessions"), (Line(_("none yet"), tone="quiet"),))
    lines = [Line(_counted(of), drawing=Strip(tuple(state for _day, state in marks)))]
    if coming := _coming(of):
        lines.append(Line(coming, tone="quiet"))
    return Section(_("Sessions"), (*lines, *_lost(of), *_notes(of)))


def state_of(of: Subject, session: Session) -> WeekState:
    """Return what became of a session for the person: somebody who stayed away missed it."""
    if session.status == "planned":
        return "due" if session.due_on <= of.today else "planned"
    if session.status == "held" and not of.came_to(session):
        # Who was excused, for leave or illness, had no session that day, and missed none.
        return "missed" if session.attendance.get(of.person_id) == "absent" else "none"
    return session.status


def _marks(of: Subject) -> Iterator[tuple[date, WeekState]]:
    for session in of.sessions:
        yield session.day, state_of(of, session)


def _waiting(of: Subject) -> Iterator[tuple[date, WeekState]]:
    """Yield the slots of the person that nobody has logged yet."""
    if of.view.programme.closed_on:
        return
    for each in strip.waiting_weeks(of.view, of.today, _teachers(of)):
        if each.session is None and of.person_id in {
            each.series.mentor_id,
            *turns.whose_turn(of.view, each.series, each.day),
        }:
            yield each.day, "due"


def _teachers(of: Subject) -> list[str]:
    """Return who holds the sessions of the open pairs: the mentors, and whoever stands in."""
    own = {who for pair in of.pairs if pair.until_on is None for who in pair.teachers}
    instead = {of.person_id} if of.view.stood_in_for.get(of.person_id) else set()
    return sorted(own | instead)


def held_of(of: Subject, sessions: Iterable[Session]) -> tuple[int, int]:
    """Return how many sessions the person was in, and of how many it is known."""
    states = Counter(state_of(of, each) for each in sessions)
    return states["held"], sum(states[each] for each in ("held", "missed", "cancelled"))


def _counted(of: Subject) -> str:
    held, settled = held_of(of, of.sessions)
    came = [each for each in of.sessions if of.came_to(each)]
    text = _("{held} of {of} held") if settled else _("none yet")
    parts = [text.format(held=held, of=settled)]
    if excused := sum(state_of(of, each) == "none" for each in of.sessions):
        parts.append(ngettext("excused {n} time", "excused {n} times", excused))
    if came:
        parts.append(_hours(of, came))
        parts.append(_("last {day}").format(day=short_date(came[-1].day)))
    helps = [each for each in of.view.quick_helps
             if of.person_id in {each.mentor_id, *each.attendance}]  # fmt: skip
    if helps:
        parts.append(ngettext("{n} quick help", "{n} quick helps", len(helps)))
    return " · ".join(parts)


def _hours(of: Subject, came: list[Session]) -> str:
    minutes = sum(hours.minutes_held(of.view, each) for each in came)
    prepared = sum(each.preparation_minutes or 0 for each in came if each.mentor_id == of.person_id)
    if prepared:
        text = _("{hours} hours, and {prepared} of preparation")
        return text.format(hours=number(minutes / 60), prepared=number(prepared / 60))
    return _("{hours} hours").format(hours=number(minutes / 60))


def _coming(of: Subject) -> str:
    """Return when the person meets next, as the calendar of the open pairs has it."""
    if of.view.programme.closed_on:
        return ""
    days = [
        turn.day
        for mentor_id in _teachers(of)
        for turn in turns.next_turns(of.view, mentor_id, of.today + timedelta(days=1))
        if of.person_id in {mentor_id, *turn.seniors}
    ]
    planned = [each.due_on for each in of.sessions
               if each.status == "planned" and each.due_on > of.today]  # fmt: skip
    day = min([*days, *planned], default=None)
    return _("next {day}").format(day=short_date(day)) if day else ""


def _lost(of: Subject) -> Iterator[Line]:
    """Yield why sessions were lost, where somebody wrote it down."""
    for session in of.sessions:
        if session.status in {"missed", "cancelled"} and session.reason:
            label = short_date(session.day)
            yield Line(of.naming.words(session.reason), label, tone="quiet")


def _notes(of: Subject) -> Iterator[Line]:
    for session in of.sessions:
        if session.note:
            label = _("note, {day}").format(day=short_date(session.day))
            yield Line(of.naming.words(session.note), label, kept="confidential")


def trying_section(of: Subject) -> Section:
    """Return what a senior tries now and until when, and what came of the steps before."""
    steps = [each for session in of.sessions for each in session.steps
             if each.senior_id == of.person_id and each.decision == "try"]  # fmt: skip
    waiting = [each for each in steps if each.done == "pending"]
    asked = [each for each in steps if each.done != "pending"]
    lines = [_step_line(of, each) for each in waiting]
    if asked:
        tried = sum(each.done == "yes" for each in asked)
        text = (
            _("{n} of {of} steps before it were tried")
            if waiting
            else _("{n} of {of} steps were tried")
        )
        lines.append(Line(text.format(n=tried, of=len(asked)), tone="quiet"))
    return Section(_("Trying"), tuple(lines))


def _step_line(of: Subject, step: Step) -> Line:
    text = quoted(of.naming.words(step.text))
    if step.due_on:
        text += " · " + _("until {day}").format(day=plain_date(step.due_on))
    return Line(text)


def exchange_section(of: Subject) -> Section:
    """Return what was taught and given back in the sessions the person was in, and how often."""
    lines: list[Line] = []
    as_mentor = [each for each in of.sessions if each.mentor_id == of.person_id]
    as_senior = [each for each in of.sessions if of.person_id in each.attendance]
    for sessions, taught, received in (
        (as_mentor, _("taught"), _("received")),
        (as_senior, _("learned"), _("gave back")),
    ):
        met = [each for each in sessions if of.came_to(each)]
        if given := counted(of, chain.from_iterable(each.taught for each in met)):
            lines.append(Line(given, taught))
        if back := counted(of, chain.from_iterable(each.received for each in met)):
            lines.append(Line(back, received))
    shared = sum(bool(each.received) and _was_shared(each) for each in as_senior
                 if of.came_to(each))  # fmt: skip
    if shared:
        text = ngettext(
            "in {n} session with a give-back others were there too",
            "in {n} sessions with a give-back others were there too",
            shared,
        )
        lines.append(Line(text, tone="quiet"))
    return Section(_("Given and received"), tuple(lines))


def counted(of: Subject, exchanges: Iterable[Exchange], *, shortly: bool = False) -> str:
    """Return skills with how often each; what was only written in words stands as it is."""
    name_of = of.wording.short_names.__getitem__ if shortly else of.view.skill_name
    names = Counter(
        name_of(each.skill_id) if each.skill_id else of.naming.words(each.text or "")
        for each in exchanges
    )
    return ", ".join(f"{name} ×{n}" for name, n in names.most_common() if name)


def _was_shared(session: Session) -> bool:
    return sum(how == "present" for how in session.attendance.values()) > 1
