"""The strip of Sessions in words and signs, and what is said of the week under the cursor."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.session import Session
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip, turns
from revmentor.rules.schedule.series import Series
from revmentor.rules.schedule.slots import is_lost
from widgets.signs import Sign
from widgets.text import MUTED, plain

SIGNS: dict[strip.WeekState, tuple[Sign, str]] = {
    "none": ("no_slot", "dim"),
    "future": ("no_slot", "dim"),
    "due": ("due", "bold yellow"),
    "planned": ("planned", ""),
    "held": ("held", ""),
    "missed": ("missed", "bold red"),
    "cancelled": ("cancelled", "red"),
    "moved": ("moved", ""),
}
"""The sign of each state of a week, and its style."""


def quick_helps(view: View, each: strip.StripWeek) -> list[Session]:
    """Return the quick helps of the mentor in a week."""
    return [
        help_
        for help_ in view.quick_helps
        if help_.mentor_id == each.mentor_id
        and view.programme.week_of(help_.day) == each.week
        and each.series.senior_id in {"", *help_.attendance}
    ]


def described(view: View, each: strip.StripWeek) -> Iterator[Content]:
    """Yield what became of a week, and what else happened in it."""
    week = _("week {week}").format(week=each.week)
    day = f", {short_date(each.day)}" if each.day else ""
    title = f"{name(view, each.series, whole=True)} · {week}{day}"
    if each.is_open or not each.sessions:
        lost = is_lost(view, each.series, each.week)
        text = {
            "none": _("no slot: a closed day") if lost else _("no slot this week"),
            "future": _("to come"),
            "due": _("not logged yet: enter logs it"),
        }.get(each.state, "")
        turn = turns.whose_turn(view, each.series, each.slot) if each.slot else []
        names = ", ".join(map(view.first_name, turn))
        yield plain(title, "bold")
        yield plain(" · ".join(filter(None, (text, names))), MUTED)
    else:
        session = each.sessions[0]
        yield plain(f"{title} · {labels.session_statuses()[session.status]}", "bold")
        yield from _told(view, session)
    more = len(each.sessions) - (not each.is_open and bool(each.sessions))
    beside = ngettext("and {n} more this week", "and {n} more this week", more)
    quick = len(quick_helps(view, each))
    helps = ngettext("{n} quick help", "{n} quick helps", quick)
    said = " · ".join([beside] * bool(more) + [helps] * bool(quick))
    if said:
        yield plain(said, MUTED)


def name(view: View, series: Series, *, whole: bool = False) -> str:
    """Return what a line is called: the mentor, the pair, or what it is beside the group."""
    if series.kind == "own":
        names = view.first_name(series.mentor_id), view.first_name(series.senior_id)
        return _("{mentor} & {senior}").format(mentor=names[0], senior=names[1])
    if series.kind == "individual":
        name = f"{view.name(series.mentor_id)}, " if whole else "  "
        return name + _("one to one")
    return view.name(series.mentor_id)


def week_head(number: int, now: int) -> str:
    """Return the head of a week: every other one is numbered, this week among them."""
    return str(number) if number % 2 == now % 2 else ""


def _told(view: View, session: Session) -> Iterator[Content]:
    held = session.status in {"held", "missed"}
    who = ", ".join(
        view.first_name(senior_id)
        + (f" ({labels.attendances()[how]})" if held and how != "present" else "")
        for senior_id, how in session.attendance.items()
    )
    minutes = _("{n} min").format(n=session.minutes) if session.minutes else ""
    new_day = ""
    for other in view.sessions:
        if other.makes_up == session.id:
            new_day = _("to {day}, {what}").format(
                day=short_date(other.day), what=labels.session_statuses()[other.status]
            )
    made_up = view.snapshot.sessions.get(session.makes_up or "")
    before = _("in place of {day}").format(day=short_date(made_up.due_on)) if made_up else ""
    said = (who, minutes, session.reason, new_day, before)
    yield plain(" · ".join(filter(None, said)), MUTED)
    parts = []
    for label, given in (
        (_("Taught"), session.taught),
        (_("Given back"), session.received),
    ):
        words = "; ".join(
            each.text or (view.skill_name(each.skill_id) if each.skill_id else "") for each in given
        )
        if words:
            parts.append(f"{label}: {words}")
    if parts:
        yield plain(" · ".join(parts))
    steps = "; ".join(f"{view.first_name(each.senior_id)}: {each.text}" for each in session.steps)
    if steps:
        yield plain(_("To try: {steps}").format(steps=steps), MUTED)
