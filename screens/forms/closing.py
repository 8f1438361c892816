"""Forms of the end: closing a programme, what it cost, and the next one begun from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from revmentor.actions import onward as onward_actions
from revmentor.actions import programmes
from revmentor.actions.enrolment import first_monday
from revmentor.content import skills as content
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.i18n.numbers import money, number
from revmentor.model.errors import Refused
from revmentor.model.programme import Costs, Programme
from revmentor.rules.programme_view import View
from revmentor.rules.results import cost, next_programme
from screens.host import Host
from widgets.form import FormScreen, Values
from widgets.rows import ChecksRow, ChoiceRow, DateRow, FormRow, NumberRow, ProseRow, TextRow


def close_form(host: Host, view: View, missing: list[str]) -> FormScreen[Programme]:
    """Return the form that closes a programme."""
    programme = view.programme
    day = min(host.today, programme.ends_on + timedelta(days=31))
    rows: list[FormRow] = [
        DateRow("on", _("Closed on"), day),
        ProseRow("lessons", _("Lessons"), programme.lessons),
        ChoiceRow(
            "decision",
            _("What next"),
            [
                ("repeat", _("repeat")),
                ("widen", _("widen")),
                ("stop", _("stop")),
            ],
            programme.decision or "repeat",
        ),
    ]

    def save(values: Values) -> Programme:
        try:
            return programmes.close(host.file, programme.id, today=host.today, **values)
        except Refused as error:
            field = "on" if error.field == "closed_on" else error.field
            raise Refused(str(error), field=field) from error

    rest = [each for each in missing if each not in {_("the lessons learned"), _("the decision")}]
    about = (
        _("Still missing: {list}. You may close all the same; it will be shown as missing.").format(
            list=", ".join(rest)
        )
        if rest
        else _("Nothing is missing. From now on the programme stands as it is.")
    )
    return FormScreen(_("Close the programme"), rows, save, today=host.today, about=about)


def cost_form(host: Host, view: View) -> FormScreen[Programme]:
    """Return the form of what an hour costs; what the hours come to is said as one types."""
    old = view.programme.costs or Costs()
    most = 100_000_000
    rows: list[FormRow] = [
        NumberRow("mentor_hour", _("Mentor’s hour"), old.mentor_hour, low=0, high=most,
                  whole=False),
        NumberRow("senior_hour", _("Senior’s hour"), old.senior_hour, low=0, high=most,
                  whole=False),
        NumberRow("external", _("Paid outside"), old.external, low=0, high=most, whole=False,
                  hint=_("licences, trainers")),
        TextRow("currency", _("Currency"), old.currency, hint=_("three letters, like EUR"),
                needed=_("Write the currency in three letters, like EUR.")),
    ]  # fmt: skip

    def read(values: Values) -> Costs:
        currency = str(values["currency"]).upper()
        if not re.fullmatch(r"[A-Z]{3}", currency):
            raise Refused(_("Write the currency in three letters, like EUR."), field="currency")
        return Costs(
            mentor_hour=float(values["mentor_hour"]),
            senior_hour=float(values["senior_hour"]),
            external=float(values["external"]),
            currency=currency,
        )

    def save(values: Values) -> Programme:
        return programmes.set_costs(host.file, view.programme.id, read(values))

    def told(values: Values) -> str:
        try:
            found = cost.at(view, read(values))
        except (KeyError, Refused):
            return _("What it cost follows from the hours as logged.")
        text = _("{mentors} hours of mentors and {seniors} of seniors as logged: {total} in all.")
        return text.format(
            mentors=number(found.mentor_hours),
            seniors=number(found.senior_hours),
            total=money(found.total, found.currency),
        )

    return FormScreen(_("What it cost"), rows, save, today=host.today, live=told)


def next_form(host: Host, view: View) -> FormScreen[Programme]:
    """Return the form that begins the next programme: those below the standard level first."""
    found = next_programme.candidates(view)
    below = [each for each in found if each.below]
    chosen = tuple(each.person_id for each in below or found)
    seniors = [(each.person_id, _senior(view, each)) for each in found]
    old_mentors = next_programme.mentors(view)
    graduates = [each for each in found if each.graduated and each.person_id not in old_mentors]
    teachers = [(each, view.name(each)) for each in old_mentors]
    teachers += [(each.person_id, _graduate(view, each)) for each in graduates]
    rows: list[FormRow] = [
        TextRow("name", _("Name"), _next_name(view.programme.name),
                needed=_("A programme needs a name.")),
        DateRow("starts_on", _("First day"), first_monday(host.today), hint=_("usually a Monday")),
        ChecksRow("seniors", _("Seniors"), seniors, chosen),
        ChecksRow("mentors", _("Mentors"), teachers,
                  tuple(each for each in old_mentors if each not in chosen)),
    ]  # fmt: skip

    def save(values: Values) -> Programme:
        return onward_actions.begin_next(host.file, view.programme.id, **values)

    about = _(
        "People keep their last level as the new starting point, and goals they did not reach; the "
        "programme’s own goals come along to be read anew. Who is below the standard level stands "
        "first; who reached it may teach."
    )
    return FormScreen(_("The next programme"), rows, save, today=host.today, about=about)


def _next_name(name: str) -> str:
    """Return a name for the next one: counted on, where it ends in a small number."""
    if found := re.fullmatch(r"(.*\D)(\d{1,2})", name):
        return f"{found[1]}{int(found[2]) + 1}"
    return f"{name} 2"


_ROOM = 48
"""The cells that one line of ticks has: a name with its skills, else with their number."""


def _line(view: View, person_id: str, skills: Sequence[str], named: str, counted: str) -> str:
    """Return a person with some skills, by their names where there is room."""
    name = view.name(person_id)
    words = listed([content.short_name(each, view.skill_name(each)) for each in skills])
    text = named.format(name=name, skills=words)
    return text if len(text) <= _ROOM else counted.format(name=name)


def _senior(view: View, each: next_programme.Candidate) -> str:
    if not each.below:
        return view.name(each.person_id)
    counted = ngettext(
        "{{name}} · below in {n} skill", "{{name}} · below in {n} skills", len(each.below)
    )
    return _line(view, each.person_id, each.below, _("{name} · below in {skills}"), counted)


def _graduate(view: View, each: next_programme.Candidate) -> str:
    counted = ngettext(
        "{{name}} · could teach {n} skill", "{{name}} · could teach {n} skills", len(each.offers)
    )
    return _line(view, each.person_id, each.offers, _("{name} · could teach {skills}"), counted)
