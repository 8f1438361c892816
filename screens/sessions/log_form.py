"""The log of a session, everything guessed: five fields, and the rest behind one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from revmentor.actions import sessions
from revmentor.content import library
from revmentor.i18n.dates import long_date, short_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model import labels
from revmentor.model.base import Mode
from revmentor.model.session import Attendance, Session, SessionStatus
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip, turns
from revmentor.rules.schedule.series import Series, group_on
from revmentor.rules.schedule.slots import week_of
from revmentor.rules.sessions import from_slot, steps
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options, options_of
from screens.dialogs import step_rows
from screens.sessions import log_rows as parts
from widgets.choice_rows import ChecksRow, ChoiceRow
from widgets.fold import Fold
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import LongLineRow, SentencesRow, TextRow
from widgets.typed_rows import DateRow, NumberRow


def log_form(
    host: Host,
    view: View,
    series: Series,
    due_on: date,
    old: Session | None = None,
    status: SessionStatus | None = None,
) -> FormScreen[Session]:
    """Return the log of one session of a series: a new one, or one to correct.

    Without a ``status`` it is the one written before; what was due is taken for held.
    """
    sheet = _sheet(view, series, due_on, old)
    status = status or _usual_status(old, sheet.due_on, host.today)
    waiting = sheet.waiting_steps()
    usual = [*_people_rows(sheet), *_step_rows(sheet), *_usual_rows(sheet)]
    rows = [
        *_outcome_rows(sheet, status),
        *_account_rows(sheet),
        *(step_rows.asked_row(view, each) for each in waiting),
        *([step_rows.why_row()] if waiting else ()),
        *usual,
    ]

    def hides(values: Values) -> set[str]:
        return _hidden(values.get("status"), [row.field for row in rows])

    def save(tx: Transaction, values: Values) -> Session:
        return _save(tx, view, series, old, values, waiting, sure=form.insists)

    form = FormScreen(
        _("Session · {mentor} · {day}").format(
            mentor=view.name(series.mentor_id), day=long_date(sheet.day)
        ),
        rows,
        save,
        today=host.today,
        focus=_first_field(status) if old is None else "",
        subtitle=_subtitle(view, series, sheet.due_on, host.today),
        hides=hides,
        fold=Fold([row.field for row in usual], lambda values: _usual_told(sheet, dict(values))),
    )
    return form


class _Sheet(msgspec.Struct, frozen=True):
    """What the log of a session is about: the slot, who was meant, and what was written before."""

    view: View
    series: Series
    due_on: date
    old: Session | None
    invited: Mapping[str, Attendance | None]
    group: Sequence[str]
    """The seniors of the mentor on that day."""

    @property
    def day(self) -> date:
        """The day it was held on, else the one it was due on."""
        return self.old.day if self.old else self.due_on

    @property
    def names(self) -> list[str]:
        """Every senior who may have been there."""
        return list(dict.fromkeys((*self.group, *self.invited)))

    @property
    def is_for_several(self) -> bool:
        """Whether more than one senior was invited."""
        return len(self.invited) > 1

    def waiting_steps(self) -> list[steps.AskedStep]:
        """Return the last step of each who was invited, where nobody has said what came of it."""
        mentor_id = self.series.mentor_id
        waiting = [steps.waiting_step(self.view, mentor_id, s, self.day) for s in self.invited]
        return [each for each in waiting if each]


def _sheet(view: View, series: Series, due_on: date, old: Session | None) -> _Sheet:
    day = old.due_on if old else due_on
    group = group_on(view, series, old.day if old else day) or view.group_of(series.whose)
    turn = turns.whose_turn(view, series, day)
    invited = old.attendance if old else dict.fromkeys(turn)
    return _Sheet(view, series, day, old, invited, group)


def _outcome_rows(sheet: _Sheet, status: SessionStatus) -> list[FormRow]:
    """Return what became of the session, and why it was not held."""
    old = sheet.old
    return [
        ChoiceRow("status", _("Happened"), [*labels.session_statuses().items()], status),
        TextRow("reason", _("Why"), old.reason if old else None, hint=_("in a few words")),
        DateRow("moved_to", _("Moved to"), _moved_to(sheet.view, old), needed=False,
                hint=_("plans that day")),
    ]  # fmt: skip


def _account_rows(sheet: _Sheet) -> list[FormRow]:
    """Return what stands on the sheet of paper: taught, given back, to try, how it was."""
    old, mentor_id = sheet.old, sheet.series.mentor_id
    return [
        SentencesRow("taught", _("Taught"), parts.words(old.taught if old else ())),
        SentencesRow("received", _("Given back"), parts.words(old.received if old else ())),
        SentencesRow("step", _("To try"), parts.common_step(old, sheet.invited),
                hint=_("by all") if sheet.is_for_several else ""),
        parts.StarsRow("ratings", _("How was it"), parts.stars(old, [mentor_id, *sheet.names]),
                       hint=_("1-5 each, {mentor} first").format(
                           mentor=sheet.view.first_name(mentor_id))),
    ]  # fmt: skip


def _people_rows(sheet: _Sheet) -> list[FormRow]:
    """Return who was there, who asks to talk, and on which day it was."""
    view, old = sheet.view, sheet.old
    everybody = (sheet.series.mentor_id, *sheet.names)
    return [
        parts.presence(view, sheet.names, sheet.invited, new=old is None),
        ChecksRow("wants_talk", _("Asks to talk"),
                  [(each, view.first_name(each)) for each in everybody],
                  old.wants_talk if old else ()),
        LongLineRow("note", _("Note"), old.note if old else None, hint=_("private")),
        DateRow("held_on", _("Held on"), old.held_on if old else None, needed=False, lean="over",
                hint=_("if another day")),
    ]  # fmt: skip


def _step_rows(sheet: _Sheet) -> list[FormRow]:
    """Return what is said of the step to try, and the own steps of a group."""
    view, old, shown = sheet.view, sheet.old, parts.first_step(sheet.old)
    return [
        ChoiceRow("decision", _("The step"), [*labels.step_decisions().items()],
                  shown.decision if shown else "try"),
        DateRow("step_due", _("Try by"),
                shown.due_on if shown else from_slot.step_due(view, sheet.due_on), needed=False),
        *(
            SentencesRow(f"step_{who}", _("or {name}").format(name=view.first_name(who)),
                    parts.own_step(old, sheet.invited, who), hint=_("own step"))
            for who in (sheet.names if sheet.is_for_several else ())
        ),
    ]  # fmt: skip


def _usual_rows(sheet: _Sheet) -> list[FormRow]:
    """Return what is mostly as usual: minutes, the guide, the skills, the place, the slot."""
    view, mentor_id, invited = sheet.view, sheet.series.mentor_id, sheet.invited
    usual = from_slot.usual(view, sheet.series, sheet.due_on, invited, library.guide_id, sheet.old)
    return [
        NumberRow("minutes", _("Minutes"), usual.minutes, low=1, high=1440, needed=False),
        NumberRow("preparation_minutes", _("Preparation"),
                  usual.preparation_minutes, low=0, high=1440, needed=False, hint=_("minutes")),
        NumberRow("mentor_share", _("Mentor taught"), _percent(sheet.old), low=0, high=100,
                  needed=False, hint=_("% of the time")),
        TextRow("seen_by", _("Seen by"), sheet.old.seen_by if sheet.old else None,
                hint=_("who saw the mentor’s work")),
        ChoiceRow("guide", _("Guide"), *_guide(usual.guide_id)),
        ChoiceRow("taught_skill", _("Taught in"),
                  parts.taught_skills(view, mentor_id, invited), usual.taught_skill),
        ChoiceRow("received_skill", _("Given back in"),
                  parts.received_skills(view, [*invited, *sheet.group]), usual.received_skill),
        ChoiceRow("mode", _("Where"), *_mode(usual.mode)),
        TextRow("link", _("Link"), usual.link, hint=_("at a distance")),
        DateRow("due_on", _("Planned for"), sheet.due_on),
    ]  # fmt: skip


_USUALLY_TOLD = ("minutes", "mode", "guide")
"""What is told of a session that was held, and is not asked of every other."""


def _usual_told(sheet: _Sheet, values: Values) -> str:
    """Return what stands in the folded rows: minutes, who was there, where, the guide, a wish."""
    view, hidden = sheet.view, _hidden(values.get("status"), [*_USUALLY_TOLD])
    values = {name: value for name, value in values.items() if name not in hidden}
    is_held = values.get("status") in {None, "held"}
    presence: Mapping[str, Attendance | None] = values.get("attendance") or {}
    away = [view.first_name(who) for who, how in presence.items() if how in {"absent", "excused"}]
    wishes = [view.first_name(who) for who in values.get("wants_talk") or ()]
    parts_told = [
        _("{minutes} min").format(minutes=minutes) if (minutes := values.get("minutes")) else "",
        _("not there: {names}").format(names=listed(away))
        if away
        else _("all there")
        if is_held
        else "",
        labels.modes()[mode] if (mode := values.get("mode")) else "",
        _("guide {id}").format(id=guide) if (guide := values.get("guide")) else "",
        _("{names} asks to talk").format(names=listed(wishes))
        if wishes
        else _("no one asks to talk"),
        _("a note") if values.get("note") else "",
    ]
    return " · ".join(filter(None, parts_told))


_KEPT: dict[SessionStatus, frozenset[str]] = {
    "missed": frozenset({"status", "reason", "attendance", "wants_talk", "note", "due_on"}),
    "cancelled": frozenset({"status", "reason", "attendance", "wants_talk", "note", "due_on"}),
    "moved": frozenset({"status", "reason", "moved_to", "attendance", "note", "due_on"}),
    "planned": frozenset({"status", "attendance", "note", "mode", "link", "due_on"}),
}
"""What is asked of a session that was not held."""


def _hidden(status: SessionStatus | None, fields: list[str]) -> set[str]:
    """Return the fields that do not matter for what became of a session."""
    if status is None or status == "held":
        return {"reason", "moved_to"}
    return set(fields) - _KEPT[status]


def _first_field(status: SessionStatus) -> str:
    return {"missed": "reason", "cancelled": "reason", "moved": "moved_to"}.get(status, "")


def _subtitle(view: View, series: Series, day: date, today: date) -> str:
    """Return the week of a slot, and how many more wait to be logged."""
    text = _("week {week}").format(week=week_of(view, series, day))
    if series.place_of:
        text += " · " + _("for {absent}").format(absent=view.name(series.place_of))
    late = [
        each
        for each in strip.waiting_weeks(view, today)
        if (each.series, each.day) != (series, day)
    ]
    if not late:
        return text
    more = ngettext("{n} more to log", "{n} more to log", len(late))
    return f"{text} · {more}"


def _usual_status(old: Session | None, day: date, today: date) -> SessionStatus:
    if old and old.status != "planned":
        return old.status
    return "planned" if day > today else "held"


def logged_text(view: View, session: Session) -> str:
    """Return what was written down, in a few words to say in passing."""
    return _("{mentor}, {day}: {what}").format(
        mentor=view.name(session.mentor_id),
        day=short_date(session.day),
        what=labels.session_statuses()[session.status],
    )


def _moved_to(view: View, old: Session | None) -> date | None:
    return next((each.due_on for each in view.sessions if old and each.makes_up == old.id), None)


def _percent(old: Session | None) -> float | None:
    if old is None or old.mentor_share is None:
        return None
    return round(old.mentor_share * 100)


def _guide(chosen: str | None) -> tuple[Options, str | None]:
    """Return the guides, and the one that is chosen."""
    options: Options = [(each.id, f"{each.id} {each.title}") for each in library.guides()]
    if chosen and chosen not in dict(options):
        options.append((chosen, chosen))
    return options_of(options, _("none")), chosen


def _mode(chosen: Mode | None) -> tuple[Options, Mode | None]:
    names: Options = [*labels.modes().items()]
    return (names if chosen else options_of(names, _("not said"))), chosen


def _save(
    tx: Transaction,
    view: View,
    series: Series,
    old: Session | None,
    values: Values,
    waiting: list[steps.AskedStep],
    *,
    sure: bool,
) -> Session:
    status: SessionStatus = values["status"]
    share = values["mentor_share"]
    account = from_slot.Account(
        status=status,
        attendance={who: how for who, how in values["attendance"].items() if how},
        held_on=values["held_on"],
        reason=values["reason"],
        taught=values["taught"],
        received=values["received"],
        step=values["step"],
        own_steps={
            name.removeprefix("step_"): text
            for name, text in values.items()
            if name.startswith("step_") and name != "step_due"
        },
        decision=values["decision"],
        step_due=values["step_due"],
        stars=values["ratings"],
        mentor_share=None if share is None else share / 100,
        seen_by=values["seen_by"],
        minutes=values["minutes"],
        preparation_minutes=values["preparation_minutes"],
        guide_id=values["guide"],
        mode=values["mode"],
        link=values["link"],
        taught_skill=values["taught_skill"],
        received_skill=values["received_skill"],
        wants_talk=values["wants_talk"],
        note=values["note"],
    )
    return sessions.log(
        tx,
        series.mentor_id,
        session_id=old.id if old else None,
        moved_to=values["moved_to"] if status == "moved" else None,
        answers=step_rows.read_answers(values, waiting) if waiting else (),
        sure=sure,
        **from_slot.session_fields(view, series, values["due_on"], account, library.guide_id, old),
    )


def choose_session_form(
    host: Host, view: View, cell: strip.StripWeek, things: list[Session | None]
) -> FormScreen[list[Session | None]]:
    """Return the form that chooses one of what stands in a week; ``None`` is its open slot."""
    options: Options = [(each, _thing(view, cell, each)) for each in things]
    waits = [each for each in things if each is None or each.status == "planned"]
    first = waits[0] if waits else things[0]
    rows: list[FormRow] = [ChoiceRow("session", _("Session"), options, first)]

    def save(_tx: object, values: Values) -> list[Session | None]:
        return [values["session"]]

    title = _("Several sessions in week {week}").format(week=cell.week)
    return FormScreen(title, rows, save, today=host.today, verb=_("Choose"))


def _thing(view: View, cell: strip.StripWeek, session: Session | None) -> str:
    if session is None:
        day = short_date(cell.slot) if cell.slot else ""
        return _("{day} · not logged yet").format(day=day)
    what = _("quick help") if session.quick_help else labels.session_statuses()[session.status]
    return _("{day} · {names}, {what}").format(
        day=short_date(session.day), names=_names(view, session), what=what
    )


def _names(view: View, session: Session) -> str:
    return ", ".join(view.first_name(each) for each in session.attendance)
