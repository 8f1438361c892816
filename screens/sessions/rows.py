"""The strip of Sessions in words and signs, and what is said of the week under the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model import labels
from revmentor.model.session import Exchange, Session
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip, turns
from revmentor.rules.schedule.series import Series
from revmentor.rules.schedule.slots import is_lost, slot_day
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
        and each.series.place_of in {view.place_of(help_, who) for who in help_.attendance}
    ]


def described(view: View, each: strip.StripWeek) -> Iterator[Content]:
    """Yield what became of a week, and what else happened in it."""
    week = _("week {week}").format(week=each.week)
    day = f", {short_date(each.day)}" if each.day else ""
    title = f"{name(view, each.series, whole=True)} · {week}{day}"
    if each.is_open or not each.sessions:
        text = {
            "none": _no_slot(view, each),
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
        yield from _session(view, session)
    more = len(each.sessions) - (not each.is_open and bool(each.sessions))
    beside = ngettext("and {n} more this week", "and {n} more this week", more)
    quick = len(quick_helps(view, each))
    helps = ngettext("{n} quick help", "{n} quick helps", quick)
    rest = " · ".join([beside] * bool(more) + [helps] * bool(quick))
    if rest:
        yield plain(rest, MUTED)


def _no_slot(view: View, each: strip.StripWeek) -> str:
    """Return why a week has no slot: a closed day, somebody who stands in, or the cadence."""
    if is_lost(view, each.series, each.week):
        return _("no slot: a closed day")
    day = slot_day(view, each.series, each.week)
    pairs = view.pairs_of_mentor.get(each.mentor_id, [])
    instead = [pair.taught_by(day) for pair in pairs if pair.stands_on(day)]
    names = dict.fromkeys(view.name(who) for who in instead if who != each.mentor_id)
    if names and not each.series.place_of:
        return _("no slot: {names} instead").format(names=listed([*names]))
    return _("no slot this week")


def name(view: View, series: Series, *, whole: bool = False) -> str:
    """Return what a line is called: the mentor, the pair, or what it is beside the group."""
    if series.kind == "own":
        names = view.first_name(series.mentor_id), view.first_name(series.senior_id)
        return _("{mentor} & {senior}").format(mentor=names[0], senior=names[1])
    mentor = view.name(series.mentor_id)
    if series.place_of:
        names = view.first_name(series.mentor_id), view.first_name(series.place_of)
        mentor = _("{mentor} for {absent}").format(mentor=names[0], absent=names[1])
    if series.kind == "individual":
        return (f"{mentor}, " if whole else "  ") + _("one to one")
    return mentor


def week_head(number: int, now: int) -> str:
    """Return the head of a week: every other one is numbered, this week among them."""
    return str(number) if number % 2 == now % 2 else ""


def _session(view: View, session: Session) -> Iterator[Content]:
    """Yield who was there and when else, what was taught and given back, and what is tried."""
    minutes = _("{n} min").format(n=session.minutes) if session.minutes else ""
    around = (_people(view, session), minutes, session.reason, *_other_days(view, session))
    yield plain(" · ".join(filter(None, around)), MUTED)
    exchanges = [
        f"{label}: {words}"
        for label, given in (
            (_("Taught"), session.taught),
            (_("Given back"), session.received),
        )
        if (words := _words(view, given))
    ]
    if exchanges:
        yield plain(" · ".join(exchanges))
    steps = "; ".join(f"{view.first_name(each.senior_id)}: {each.text}" for each in session.steps)
    if steps:
        yield plain(_("To try: {steps}").format(steps=steps), MUTED)


def _people(view: View, session: Session) -> str:
    """Return the seniors of a session, and of whoever was not there in what way."""
    was_due = session.status in {"held", "missed"}
    return ", ".join(
        view.first_name(senior_id)
        + (f" ({labels.attendances()[how]})" if was_due and how != "present" else "")
        for senior_id, how in session.attendance.items()
    )


def _other_days(view: View, session: Session) -> tuple[str, str]:
    """Return the day a session was moved to, and the one it stands in place of."""
    new_day = ""
    for other in view.sessions:
        if other.makes_up == session.id:
            new_day = _("to {day}, {what}").format(
                day=short_date(other.day), what=labels.session_statuses()[other.status]
            )
    made_up = view.snapshot.sessions.get(session.makes_up or "")
    before = _("in place of {day}").format(day=short_date(made_up.due_on)) if made_up else ""
    return new_day, before


def _words(view: View, given: Sequence[Exchange]) -> str:
    """Return what was taught or given back, by its words or the skill."""
    return "; ".join(
        each.text or (view.skill_name(each.skill_id) if each.skill_id else "") for each in given
    )
