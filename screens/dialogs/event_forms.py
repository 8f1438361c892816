"""The forms of the programme's own days, and of what was changed in it."""

from __future__ import annotations

from revmentor.actions import launch
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.programme import Programme, ProgrammeEvent
from revmentor.rules.launch import events
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import person_options
from widgets.choice_rows import ChecksRow, ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import ProseRow, TextRow
from widgets.typed_rows import DateRow, HourRow


def event_form(host: Host, view: View, event_id: str = "") -> FormScreen[Programme]:
    """Return the form of a day of the programme, a new one or one that is planned."""
    old = next((each for each in view.programme.events if each.id == event_id), None)
    shown = old or ProgrammeEvent(id="new", kind="kick_off", on=view.programme.starts_on)
    over = shown.on <= host.today
    people = dict.fromkeys([*view.participants, *shown.there])
    rows: list[FormRow] = [
        ChoiceRow("kind", _("What"), [*labels.event_kinds().items()], shown.kind),
        DateRow("on", _("On"), shown.on, lean="over" if old and over else "to_come"),
        HourRow("at", _("At"), shown.at, hint=_("like 9:30; may stay empty")),
        ChoiceRow("held", _("Held"), [(False, _("planned")), (True, _("held"))],
                  shown.held or (old is not None and over)),
        ChecksRow("there", _("There"), person_options(view, people),
                  shown.there or events.invited(view, shown.kind)),
        ProseRow("decided", _("Decided"), shown.decided),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Programme:
        if not values["held"]:
            values["there"], values["decided"] = (), None
        if old:
            return launch.edit_event(tx, old.id, **values)
        return launch.add_event(tx, values.pop("kind"), **values)

    return FormScreen(
        labels.event_kinds()[shown.kind] if old else _("A day of the programme"),
        rows,
        save,
        today=host.today,
        hides=lambda values: set() if values.get("held") else {"there", "decided"},
    )


def change_form(host: Host) -> FormScreen[Programme]:
    """Return the form that keeps what was changed in the programme, and why."""
    rows: list[FormRow] = [
        TextRow("what", _("Changed"), placeholder=_("every two weeks instead of every week")),
        TextRow("why", _("Because"), placeholder=_("in a few words, no blame")),
        DateRow("on", _("On"), host.today, lean="over"),
    ]
    return FormScreen(
        _("Change of the programme"),
        rows,
        lambda tx, values: launch.note_change(tx, **values),
        today=host.today,
        about=_("It stands with the programme on Goals, for whoever runs the next one."),
    )
