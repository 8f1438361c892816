"""The log of a session by plain questions, one after the other; enter takes what is usual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from revmentor.cli.log_options import LogOptions
from revmentor.cli.log_said import (
    attendance_of,
    typed_day,
    waiting_steps,
    yes_or_no,
)
from revmentor.cli.streams import info
from revmentor.cli.terminal import answer
from revmentor.i18n.dates import long_date, plain_date
from revmentor.i18n.gettext import _, listed
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.model.session import SessionStatus
from revmentor.rules.people.who_is_meant import person_called
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.strip import SlotRef
from revmentor.rules.sessions import likely_slot
from revmentor.rules.sessions.ratings import typed_ratings

T = TypeVar("T")
_STATUSES: tuple[SessionStatus, ...] = ("held", "missed", "cancelled", "moved")
_MOST = 9


class Ended(Exception):
    """Whoever was asked has gone: the end of the input."""


def ask_all(view: View, slots: Sequence[SlotRef], options: LogOptions) -> SlotRef | None:
    """Ask which session it was and what became of it; ``None`` where somebody goes away.

    What is answered is put into the options, as if it had been typed there.
    """
    try:
        slot = _ask_slot(view, slots, options)
        _ask_status(options)
        if options.status == "held":
            _ask_held(view, slot, options)
        else:
            _ask_not_held(options)
        return slot
    except Ended:
        return None


def ask_right() -> bool:
    """Ask whether what was said is right; whoever goes away says no."""
    return _ask_yes(_("Write it down? (y, n; enter: y)"), otherwise=True)


def ask_sure(doubt: str) -> bool:
    """Ask whether what is unlikely is meant all the same."""
    return _ask_yes(f"{doubt} " + _("Is it meant all the same? (y, n; enter: n)"))


def slot_name(view: View, slot: SlotRef) -> str:
    """Return whose slot it is, and on which day."""
    seniors = listed([view.name(each) for each in likely_slot.invited(view, slot)])
    return _("{mentor} with {seniors}, {day}").format(
        mentor=view.name(likely_slot.mentor_of(view, slot)),
        seniors=seniors or _("nobody"),
        day=long_date(slot.day),
    )


def _ask_slot(view: View, slots: Sequence[SlotRef], options: LogOptions) -> SlotRef:
    """Ask which of several slots is meant; the first, where what waits is only one."""
    offered = [each for each in slots if each.day <= options.day][:_MOST] or slots[:_MOST]
    if len(offered) == 1:
        info(slot_name(view, offered[0]))
        return offered[0]
    info(_("Which session?"))
    for place, each in enumerate(offered, start=1):
        info(f"  {place}: {slot_name(view, each)}")

    def read(text: str) -> SlotRef:
        if text.isascii() and text.isdigit() and 1 <= int(text) <= len(offered):
            return offered[int(text) - 1]
        raise Refused(_("Type a number from 1 to {n}.").format(n=len(offered)))

    return _ask(_("Its number (enter: 1)"), read) or offered[0]


def _ask_status(options: LogOptions) -> None:
    names = labels.session_statuses()
    words = [names[each] for each in _STATUSES]

    def read(text: str) -> SessionStatus:
        wanted = text.casefold()
        for status in _STATUSES:
            if wanted and (names[status].casefold().startswith(wanted) or status == wanted):
                return status
        raise Refused(_("Type one of: {words}.").format(words=", ".join(words)))

    question = _("What happened: {words}? (enter: {first})").format(
        words=", ".join(words), first=words[0]
    )
    options.status = _ask(question, read) or "held"


def _ask_held(view: View, slot: SlotRef, options: LogOptions) -> None:
    """Ask what stands on the sheet of paper: who was there, taught, given back, to try."""
    seniors = list(attendance_of(view, slot, options))
    mentor_id = likely_slot.mentor_of(view, slot)
    names = listed([view.name(each) for each in seniors])

    def people(text: str, among: Sequence[str]) -> list[str]:
        words = [each.strip() for each in text.split(",") if each.strip()]
        return [person_called(view, each, among) for each in words]

    absent = _("Who did not come, of {names}? (enter: all were there)").format(names=names)
    options.absent = _ask(absent, lambda text: people(text, seniors)) or []
    options.taught = _ask_text(_("What was taught?"))
    options.received = _ask_text(_("What was given back?"))
    _ask_tried(view, slot, [each for each in seniors if each not in options.absent], options)
    options.step = _ask_text(_("What do they try until next time?"))
    rated = _("How was it? 1 to 5 each, {mentor} first, like 45 (enter: not said)").format(
        mentor=view.name(mentor_id)
    )
    options.ratings = _ask(rated, lambda text: text if typed_ratings(text) else None)
    wishes = _("Who asks to talk with you? (enter: nobody)")
    options.talk = _ask(wishes, lambda text: people(text, [mentor_id, *seniors])) or []
    options.note = _ask_text(_("A note that stays with you?"))


def _ask_tried(view: View, slot: SlotRef, seniors: Sequence[str], options: LogOptions) -> None:
    """Ask of each last step whether it was tried, and why where it was not."""
    tried: list[str] = []
    for who, asked in waiting_steps(view, slot, seniors).items():
        until = f" ({plain_date(asked.step.due_on)})" if asked.step.due_on else ""
        question = _("{name} was to try: {step}{until}. Tried? (y, n; enter: not known)").format(
            name=view.name(who), step=asked.step.text, until=until
        )
        done = _ask(question, lambda text: "yes" if yes_or_no(text) else "no")
        if done:
            tried.append(f"{who}={done}")
    options.tried = tried
    if any(each.endswith("=no") for each in tried):
        options.why_not = _ask_text(_("Why was it not tried?"))


def _ask_not_held(options: LogOptions) -> None:
    options.reason = _ask_text(_("Why?"))
    if options.status == "moved":
        question = _("To which day, like 30/4 or thu? (enter: not known yet)")
        day = _ask(question, lambda text: typed_day(text, options.day))
        options.moved_to = day.isoformat() if day else None


def _ask_text(question: str) -> str | None:
    return _ask(question + " " + _("(enter: nothing)"), lambda text: text)


def _ask_yes(question: str, *, otherwise: bool = False) -> bool:
    try:
        said = _ask(question, lambda text: "yes" if yes_or_no(text) else "no")
    except Ended:
        return False
    return otherwise if said is None else said == "yes"


def _ask(question: str, read: Callable[[str], T]) -> T | None:
    """Ask until the answer can be read; ``None`` for an empty one."""
    while True:
        text = answer(f"{question} ")
        if text is None:
            raise Ended
        if not text.strip():
            return None
        try:
            return read(text.strip())
        except Refused as error:
            info(str(error))
