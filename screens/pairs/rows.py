"""The lines of Pairs, and what is said of the line under the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rich.text import Text
from textual.content import Content

from revmentor.i18n.dates import plain_date, short_date
from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import number
from revmentor.i18n.typed import typed_slot
from revmentor.model import labels
from revmentor.model.case import Case
from revmentor.model.pair import Pair
from revmentor.model.session import Session, SessionStatus
from revmentor.rules.care import pair_signals
from revmentor.rules.pairing import eligibility, lessons, stand_ins
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.hours import monthly_hours
from screens.base.host import Host
from widgets.signs import Sign, sign
from widgets.table import Row, RowKey
from widgets.text import MUTED, cell, plain, wrapped

PairLine = tuple[Row, tuple[str, ...]]
"""A row, and the names a filter finds it by."""

_STATUS: dict[pair_signals.Status, tuple[Sign, str]] = {
    "red": ("talk", "bold red"),
    "amber": ("look", "bold yellow"),
    "green": ("well", "green"),
    "grey": ("early", "dim"),
}

_SESSION_SIGNS: dict[SessionStatus, Sign] = {
    "planned": "planned",
    "held": "held",
    "missed": "missed",
    "cancelled": "cancelled",
    "moved": "moved",
}


def headline(view: View) -> Content:
    """Return how many are placed, and who has fewer than agreed."""
    placed = len(view.active_seniors) - len(view.unplaced)
    text = _("{n} of {of} seniors placed").format(n=placed, of=len(view.active_seniors))
    few = eligibility.below_minimum(view)
    if few:
        names = ", ".join(view.first_name(each) for each in few)
        rest = _("fewer than agreed: {names}").format(names=names)
        return Content.assemble(plain(text, "bold"), plain(f"   {rest}", "$warning"))
    return plain(text, "bold")


def lines(view: View, today: date) -> Iterator[PairLine]:
    """Yield the seniors without a mentor, then every mentor with the group."""
    for senior_id in view.unplaced:
        yield _unplaced(view, senior_id), (view.name(senior_id),)
    for mentor_id in view.mentors:
        group = view.group_of(mentor_id)
        if group or view.is_active(mentor_id, "mentor"):
            names = tuple(view.name(each) for each in (mentor_id, *group))
            yield _mentor(view, mentor_id, group), names
            for senior_id in group:
                yield _pair(view, view.pair_of_senior[senior_id], today), names


def _unplaced(view: View, senior_id: str) -> Row:
    wishes = ", ".join(
        view.skill_name(goal.skill_id) for goal in view.goals_of(senior_id) if goal.skill_id
    )
    mark = Text.assemble(cell(f"{sign('talk')} ", "bold red"), cell(view.name(senior_id), "bold"))
    return Row(
        RowKey("senior", senior_id), (mark, cell(_("no mentor"), "red"), cell(wishes, "dim"), "")
    )


def _mentor(view: View, mentor_id: str, group: Sequence[str]) -> Row:
    places = eligibility.places_of(view, mentor_id)
    marks = sign("taken") * len(group) + sign("free") * max(0, places - len(group))
    hours = monthly_hours(view, mentor_id)
    text = _("{hours} hours a month").format(hours=number(hours)) if hours else _("free")
    text = " · ".join([*stand_ins.taken_on(view, mentor_id, view.today), text])
    if not view.is_active(mentor_id, "mentor"):
        text = _("takes no part now")
    cells = (cell(view.name(mentor_id), "bold"), cell(marks[:9]), cell(text, "dim"), "")
    return Row(RowKey("mentor", mentor_id), cells)


def _pair(view: View, pair: Pair, today: date) -> Row:
    read = pair_signals.signals_of(view, pair, today)
    mark, style = _STATUS[read.status]
    lock = f"{sign('locked')} " if pair.locked else ""
    instead = [
        stand_ins.told(view, each, today, shortly=True) for each in stand_ins.standing(pair, today)
    ]
    why = " · ".join([*instead, *(each.message for each in read.signals[:1])])
    return Row(
        RowKey("pair", pair.id),
        (
            cell(f"   {view.name(pair.senior_id)}"),
            cell(lock + (_("locked") if pair.locked else ""), "dim"),
            cell(why or pair.rationale or "", "" if why else "dim"),
            cell(sign(mark), style),
        ),
    )


def pair_detail(view: View, pair: Pair, today: date) -> Iterator[Content]:
    """Yield why these two, what is taught and comes back, signals, cases, and what rests."""
    names = f"{view.name(pair.mentor_id)} & {view.name(pair.senior_id)}"
    since = _("since {day}").format(day=plain_date(pair.from_on))
    yield Content.assemble(plain(names, "bold"), plain(f"  {since}", MUTED))
    yield plain(_both_ways(view, pair) or (pair.rationale or ""))
    read = pair_signals.signals_of(view, pair, today)
    notes = [each.message for each in read.signals] or [_charter(pair)]
    yield plain("; ".join(notes), "$warning" if read.signals else MUTED)
    for each in stand_ins.standing(pair, today):
        why = f": {each.reason}" if each.reason else ""
        yield plain(stand_ins.told(view, each, today) + why)
    if pair.handover:
        yield plain(_("Handed over: {note}").format(note=pair.handover), MUTED)
    yield from _open_cases(view, pair)
    for signal, rests in read.resting:
        yield plain(
            _("rests until {day}, {reason}: {message}").format(
                day=plain_date(rests.until), reason=rests.reason, message=signal.message
            ),
            MUTED,
        )


def _both_ways(view: View, pair: Pair) -> str:
    """Return what the mentor teaches and the senior gives back."""
    levels = [
        f"{view.skill_name(each.skill_id)} "
        f"{'·' if each.senior_level is None else each.senior_level} → {each.target}"
        for each in lessons.lessons(view, pair.mentor_id, pair.senior_id)
    ]
    back = [
        view.skill_name(each) for each in lessons.give_backs(view, pair.mentor_id, pair.senior_id)
    ]
    taught = _("Teaches {skills}").format(skills=", ".join(levels)) if levels else ""
    given = _("gives back {skills}").format(skills=", ".join(back)) if back else ""
    return " · ".join(filter(None, (taught, given)))


def _open_cases(view: View, pair: Pair) -> Iterator[Content]:
    for case in view.own(Case):
        if case.pair_id == pair.id and case.closed_on is None:
            due = plain_date(case.due_on) if case.due_on else _("no day")
            text = _("case until {day}: {text}").format(text=case.text, day=due)
            yield plain(text, "$warning")


def overview(host: Host, view: View, pair: Pair) -> tuple[str, list[Content]]:
    """Return a pair's story, its title and lines: why, signals, cases, and what happened."""
    lines: list[Content] = []
    for each in pair_detail(view, pair, host.today):
        lines += [*_folded(each.plain), Content("")]
    lines += _agreements(pair)
    lines += [
        plain(stand_ins.told(view, each, each.start - timedelta(days=1)), MUTED)
        for each in pair.stand_ins
        if each.end < host.today
    ]
    sessions = view.sessions_of_pair(pair)
    lines += [Content(""), plain(_("Sessions, the latest first"), "bold")]
    for session in reversed(sessions):
        lines += _folded(_session_line(session, pair.senior_id))
    if not sessions:
        lines.append(plain(_("none yet"), MUTED))
    text = _(
        "On the list: {charter} charter, {message_pair} messages, {playbook_pair} playbook, "
        "{move} move"
    )
    lines += [Content(""), plain(host.keyed(text), MUTED)]
    names = _("{mentor} & {senior}").format(
        mentor=view.name(pair.mentor_id), senior=view.name(pair.senior_id)
    )
    return names, lines


def _agreements(pair: Pair) -> Iterator[Content]:
    """Yield who signed the charter, the own slot, and the clauses that were changed."""
    yield plain(_charter(pair))
    if pair.slot:
        yield plain(_("own slot: {slot}").format(slot=typed_slot(pair.slot)))
    if pair.equipment:
        yield plain(_("tools: {what}").format(what=pair.equipment))
    clauses = pair.charter.clauses if pair.charter else {}
    if changed := [number for number, mark in clauses.items() if mark == "changed"]:
        yield plain(_("clauses changed: {numbers}").format(numbers=", ".join(changed)))


def _session_line(session: Session, senior_id: str) -> str:
    """Return a session in a line: its sign, its day, and what was done or why it was not held."""
    words = "; ".join(x.text for x in (*session.taught, *session.received) if x.text)
    steps = [x.text for x in session.steps if x.senior_id == senior_id]
    if steps:
        words = _("{said}; to try: {steps}").format(said=words, steps="; ".join(steps))
    what = words if session.status == "held" else session.reason
    mark = sign(_SESSION_SIGNS[session.status])
    return f"{mark} {short_date(session.day)}  {what or ''}".rstrip()


def _folded(text: str) -> list[Content]:
    return [plain(line) for line in wrapped(text, 72)]


def _charter(pair: Pair) -> str:
    charter, sides = pair.charter, labels.roles()
    signed = [
        word
        for word, day in (
            (sides["mentor"], charter.mentor_on if charter else None),
            (sides["senior"], charter.senior_on if charter else None),
        )
        if day
    ]
    if len(signed) == 2:
        return _("charter signed by both")
    if signed:
        return _("charter signed by the {side} only").format(side=signed[0])
    return _("charter not signed yet")
