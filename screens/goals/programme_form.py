"""The form of a programme, and the one that turns to another."""

from __future__ import annotations

import msgspec

from revmentor.actions import programmes
from revmentor.actions.enrolment import first_monday
from revmentor.content.templates import Template
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.model.programme import Individual, MonthlyHours, Programme, SeniorsPerMentor
from revmentor.rules.pairing import capacity
from revmentor.rules.programme_view import View, with_records
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.refusals import beside
from widgets.choice_rows import ChecksRow, ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import TextRow
from widgets.typed_rows import DateRow, NumberRow


def programme_form(
    host: Host, old: Programme | None, template: Template | None = None
) -> FormScreen[Programme]:
    """Return the form that begins a programme, from a template too, or changes one."""
    shown = old or planned(host, template)
    rows = [
        *_time_rows(shown),
        *_session_rows(shown),
        *_hours_rows(shown),
        *_rule_rows(shown),
        TextRow("purposes", _("It is for"), ", ".join(shown.purposes),
                placeholder=_("digital skills, know-how … commas between")),
        TextRow("sponsor", _("Sponsor"), shown.sponsor, hint=_("may stay empty")),
    ]  # fmt: skip
    return FormScreen(
        _("Programme") if old else _("New programme"),
        rows,
        lambda tx, values: _save(tx, old, values, template),
        today=host.today,
        live=lambda values: _hours_text(shown, values),
    )


def _time_rows(shown: Programme) -> list[FormRow]:
    """Return what the programme is called, and when its slots are."""
    return [
        TextRow("name", _("Name"), shown.name, needed=_("A programme needs a name.")),
        DateRow("starts_on", _("First day"), shown.starts_on, hint=_("usually a Monday")),
        NumberRow("weeks", _("Weeks"), shown.weeks, low=1, high=104, hint=_("24 is usual")),
        NumberRow(
            "every_weeks", _("A slot every"), shown.every_weeks, low=1, high=13, hint=_("weeks")
        ),
        NumberRow("minutes", _("Minutes"), shown.minutes, low=5, high=480, hint=_("a session")),
        NumberRow("preparation_minutes", _("Preparation"), shown.preparation_minutes,
                  low=0, high=1440, hint=_("minutes, of the mentor")),
    ]  # fmt: skip


def _session_rows(shown: Programme) -> list[FormRow]:
    """Return in which format people meet, how often one to one, and where."""
    alone = shown.individual
    return [
        ChecksRow("formats", _("Format"), [*labels.formats().items()], shown.formats),
        NumberRow("group_max", _("In a group"), shown.group_max, low=1, high=20, needed=False,
                  hint=_("seniors at most")),
        NumberRow("alone_weeks", _("One to one"), alone.every_weeks if alone else None,
                  low=1, high=13, needed=False, hint=_("every so many weeks")),
        NumberRow("alone_minutes", _("… minutes"), alone.minutes if alone else None,
                  low=5, high=480, needed=False, hint=_("beside the group’s slot")),
        ChecksRow("modes", _("Where"), [*labels.modes().items()], shown.modes),
    ]  # fmt: skip


def _hours_rows(shown: Programme) -> list[FormRow]:
    """Return how many seniors a mentor has, and the hours that were agreed."""
    seniors, hours = shown.seniors_per_mentor, shown.monthly_hours
    return [
        NumberRow("seniors_min", _("Seniors from"), seniors.min, low=1, high=20),
        NumberRow("seniors_max", _("to"), seniors.max, low=1, high=20,
                  hint=_("a mentor; 2 to 4 is usual")),
        NumberRow("mentor_hours", _("Mentor’s hours"), hours.mentor, low=0, high=200,
                  whole=False, hint=_("a month, as agreed")),
        NumberRow("senior_hours", _("Senior’s hours"), hours.senior, low=0, high=200,
                  whole=False, hint=_("a month, as agreed")),
    ]  # fmt: skip


def _rule_rows(shown: Programme) -> list[FormRow]:
    """Return what happens on closed days, and who is not paired."""
    return [
        ChoiceRow("holidays", _("On closed days"), [*labels.holidays().items()], shown.holidays),
        ChoiceRow("reporting_line_depth", _("Not paired"),
                  [*labels.reporting_line_depths().items()], shown.reporting_line_depth),
    ]  # fmt: skip


def _fields(values: Values) -> Values:
    """Return the fields of the programme that the rows stand for."""
    least, most = values.pop("seniors_min"), values.pop("seniors_max")
    values["seniors_per_mentor"] = SeniorsPerMentor(min=least, max=most)
    values["monthly_hours"] = MonthlyHours(
        senior=float(values.pop("senior_hours")), mentor=float(values.pop("mentor_hours"))
    )
    alone_weeks, alone_minutes = values.pop("alone_weeks"), values.pop("alone_minutes")
    if alone_minutes and not alone_weeks:
        raise Refused(_("Every how many weeks? Write it, or empty this."), field="alone_weeks")
    values["individual"] = (
        Individual(every_weeks=alone_weeks, minutes=alone_minutes or 30) if alone_weeks else None
    )
    values["purposes"] = _listed(values.pop("purposes") or "")
    return values


def _listed(text: str) -> tuple[str, ...]:
    """Return what stands between commas."""
    return tuple(filter(None, (each.strip() for each in text.split(","))))


def planned(host: Host, template: Template | None) -> Programme:
    """Return the programme that a template would make; without one, the usual one."""
    starts_on = first_monday(host.today)
    if template is not None:
        return template.programme(starts_on)
    return Programme(id="new", name=_("Common floor"), starts_on=starts_on, weeks=24)


def _save(
    tx: Transaction, old: Programme | None, values: Values, template: Template | None
) -> Programme:
    fields = _fields(values)
    if old and fields["purposes"] == _listed(", ".join(old.purposes)):
        fields["purposes"] = old.purposes  # one of them may hold a comma
    with beside(seniors_per_mentor="seniors_max", individual="alone_weeks"):
        if template is not None:
            standard = template.fields["standard_level"]
            return programmes.create(tx, goals=template.goals, standard_level=standard, **fields)
        if old is None:
            return programmes.create(tx, **fields)
        return programmes.edit(tx, **fields)


def _hours_text(shown: Programme, values: Values) -> str:
    """Return the hours a month that follow from the values, once all can be read."""
    try:
        return capacity.hours_told(msgspec.structs.replace(shown, **_fields(values)))
    except (KeyError, TypeError, Refused):
        return _("Hours a month follow from the fields.")


def choose_programme_form(host: Host, view: View | None) -> FormScreen[str]:
    """Return the form that turns to another programme of the file."""
    every = sorted(with_records(host.file.snapshot), key=lambda each: each.starts_on)
    options = [(each.id, f"{each.name} · {plain_date(each.starts_on)}") for each in every]
    rows: list[FormRow] = [
        ChoiceRow("id", _("Programme"), options, view.programme.id if view else None)
    ]
    return FormScreen(
        _("Another programme"), rows, lambda _tx, values: str(values["id"]), today=host.today
    )
