"""Forms of signals: let one rest, and from when on they speak."""

from __future__ import annotations

from datetime import timedelta

from revmentor.actions import programmes
from revmentor.actions import signals as actions
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.pair import Pair
from revmentor.model.programme import Programme, SignalSettings
from revmentor.rules.care import pair_signals
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.refusals import beside
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import TextRow
from widgets.typed_rows import DateRow, NumberRow


def snooze_form(host: Host, view: View, pair: Pair) -> FormScreen[Pair]:
    """Return the form that lets a signal of a pair rest until a day, or wakes one that rests."""
    read = pair_signals.signals_of(view, pair, host.today)
    options = [((each.rule, False), each.message) for each in read.signals]
    options += [
        (
            (each.rule, True),
            _("wake: {message} (rests until {day})").format(
                message=each.message, day=plain_date(rests.until)
            ),
        )
        for each, rests in read.resting
    ]
    rows: list[FormRow] = [
        ChoiceRow("signal", _("Signal"), options),
        DateRow("until", _("Until"), host.today + timedelta(weeks=2)),
        TextRow("reason", _("Because"), hint=_("what you know of it")),
    ]

    def save(tx: Transaction, values: Values) -> Pair:
        rule, rests = values.pop("signal")
        if rests:
            return actions.wake(tx, pair.id, rule)
        with beside(rule="signal"):
            return actions.snooze(tx, pair.id, rule, **values)

    title = _("Later: {mentor} & {senior}").format(
        mentor=view.first_name(pair.mentor_id), senior=view.first_name(pair.senior_id)
    )
    return FormScreen(
        title,
        rows,
        save,
        today=host.today,
        about=_("The signal rests until then, and then speaks again."),
    )


def settings_form(host: Host, view: View) -> FormScreen[Programme]:
    """Return the form of the thresholds of signals."""
    now = view.programme.signals_by
    whole: list[tuple[str, str, int, int, str]] = [
        ("first_within_days", _("First session"), 1, 180, _("days after the first turn")),
        ("silent_cadences", _("Silent for"), 1, 12, _("turns missed out")),
        ("attendance_from", _("Attendance"), 1, 50, _("asked from so many due")),
        ("low_rating", _("Low rating"), 0, 5, _("or less, of 5")),
        ("in_a_row", _("In a row"), 1, 20, _("sessions, for habits")),
        ("charter_after", _("Charter"), 1, 50, _("unsigned after sessions")),
        ("gentle_weeks", _("Gentle for"), 0, 52, _("weeks at the start")),
    ]
    rows: list[FormRow] = [
        NumberRow(name, label, getattr(now, name), low=low, high=high, hint=hint)
        for name, label, low, high, hint in whole
    ]
    shares: list[tuple[str, str, int, int, str]] = [
        ("attendance", _("Attended"), 0, 100, _("percent or more")),
        ("one_sided", _("One-sided"), 50, 100, _("percent of the time")),
        ("hours_over", _("Hours over"), 100, 500, _("percent of the agreed")),
    ]
    rows += [
        NumberRow(
            name, label, _percent(getattr(now, name)), low=low, high=high, whole=False, hint=hint
        )
        for name, label, low, high, hint in shares
    ]

    def save(tx: Transaction, values: Values) -> Programme:
        for name, *_rest in shares:
            values[name] = values[name] / 100
        return programmes.set_signals(tx, SignalSettings(**values))

    return FormScreen(_("When signals speak"), rows, save, today=host.today)


def _percent(share: float) -> float:
    """Return a share as percent, whole where it is whole."""
    percent = round(share * 100, 6)
    return int(percent) if percent == int(percent) else percent
