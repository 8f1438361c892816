"""The forms of a person, and of his or her part in the programme."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.actions import participations, people
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.rules.care import pauses
from revmentor.rules.programme_view import View, display_names
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options, options_of, skill_options, yes_no
from screens.base.refusals import beside
from screens.people import fit_rows
from widgets.choice_rows import ChecksRow, ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import TextRow
from widgets.typed_rows import DateRow, NumberRow, SlotRow


def person_form(host: Host, view: View | None, old: Person | None) -> FormScreen[Person]:
    """Return the form of a person; a new one may take part at once."""
    shown = old or Person(id="", name="")
    rows = _person_rows(host, shown)
    if old is None and view and not view.programme.closed_on:
        rows.insert(1, _role_row())
        rows.insert([row.field for row in rows].index("more") + 1, _invited_row())

    def save(tx: Transaction, values: Values) -> Person:
        role, invited = values.pop("role", None), values.pop("invited", False)
        fields = fit_rows.read_person(values, shown)
        if old:
            return people.edit(tx, old.id, **fields)
        wanted: tuple[Role, ...] = ("mentor", "senior") if role == "both" else (role,)
        return people.add(tx, roles=wanted if role else (), invited=invited, **fields)

    title = old.name if old else _("New person")
    return FormScreen(title, rows, save, today=host.today, hides=_hidden)


def _role_row() -> FormRow:
    """Return the row of the role in which somebody new takes part."""
    roles: Options = [*labels.roles().items(), ("both", _("both")), (None, _("not yet"))]
    return ChoiceRow("role", _("Takes part as"), roles, "senior")


def _invited_row() -> FormRow:
    """Return the row that says whether somebody new was only asked so far."""
    asked: Options = [(False, _("takes part")), (True, _("is invited, no answer yet"))]
    return ChoiceRow("invited", _("Asked"), asked, False)


def _hidden(values: Values) -> set[str]:
    """Return the rows that stay closed for what is chosen."""
    return fit_rows.hidden(values) | (set() if values.get("more") else {"invited"})


def _person_rows(host: Host, shown: Person) -> list[FormRow]:
    """Return what is known of a person, with the name first."""
    managers = options_of(_managers(host, shown.id), _("nobody"))
    return [
        TextRow("name", _("Name"), shown.name, needed=_("A person needs a name.")),
        TextRow("email", _("E-mail"), shown.email, hint=_("may stay empty")),
        TextRow("department", _("Department"), shown.department),
        TextRow("job_title", _("Work"), shown.job_title),
        TextRow("site", _("Site"), shown.site),
        ChoiceRow("manager_id", _("Manager"), managers, shown.manager_id),
        fit_rows.more_row(shown),
        *fit_rows.folded_rows(shown),
    ]


def _managers(host: Host, person_id: str) -> Options:
    """Return everybody but the person, by the names."""
    names = display_names(host.file.snapshot.people.values())
    return [
        (each, name)
        for each, name in sorted(names.items(), key=lambda item: item[1].casefold())
        if each != person_id
    ]


def part_form(host: Host, view: View, person_id: str, role: Role) -> FormScreen[Participation]:
    """Return the form of a participation: what is offered, places, slot, wishes."""
    part = view.participations.get((person_id, role))
    rows = _mentor_rows(view, part) if role == "mentor" else _senior_rows(view, part)
    objectives = part.in_annual_objectives if part else None
    rows.append(ChoiceRow("in_annual_objectives", _("In objectives"), yes_no(), objectives))
    rows.append(fit_rows.wishes_row(view, person_id, role, part))

    def save(tx: Transaction, values: Values) -> Participation:
        fields = fit_rows.read_wishes(values, part)
        with beside(prefers="wishes", avoids="wishes"):
            if part is None:
                return participations.enrol(tx, person_id, role, **fields)
            return participations.edit(tx, person_id, role, **fields)

    title = _("{name} as mentor") if role == "mentor" else _("{name} as senior")
    return FormScreen(
        title.format(name=view.name(person_id)),
        rows,
        save,
        today=host.today,
        about=host.keyed(
            _(
                "Space ticks, and goes from “rather with” to “not with”; letters jump. "
                "{own_skills} on People adds a skill that is missing."
            )
        ),
    )


def _mentor_rows(view: View, part: Participation | None) -> list[FormRow]:
    """Return what a mentor teaches, how many seniors, and when."""
    offers = part.offers if part else ()
    skills = skill_options(view.skills, "digital", "perspective", also=offers)
    return [
        ChecksRow("offers", _("Teaches"), skills, offers),
        NumberRow("min_seniors", _("At least"), part.min_seniors if part else None,
                  low=1, high=20, needed=False, hint=_("or nobody; empty: as all")),
        NumberRow("max_seniors", _("At most"), part.max_seniors if part else None,
                  low=0, high=20, needed=False, hint=_("seniors; empty: as all")),
        SlotRow("slot", _("Weekly slot"), part.slot if part else None, hint=_("like Mon 9:00")),
    ]  # fmt: skip


def _senior_rows(view: View, part: Participation | None) -> list[FormRow]:
    """Return what a senior gives back."""
    offers = part.offers if part else ()
    skills = skill_options(view.skills, "experience", also=offers)
    return [ChecksRow("offers", _("Gives back"), skills, offers)]


def status_form(
    host: Host, view: View, person_id: str, roles: Sequence[Role]
) -> FormScreen[object]:
    """Return the form that pauses, withdraws, brings back, or lets go a person."""
    person = host.file.snapshot.people[person_id]
    parts = [view.participations[person_id, role] for role in roles]
    options: Options = []
    if person.left_on or any(part.status != "active" for part in parts):
        options.append(("active", _("is back")))
    if roles:
        options += [("withdrawn", _("withdraws")), ("paused", _("pauses"))]
    options.append(("left", _("leaves the firm")))
    if roles:
        options.append(("dropped", _("never took part")))
    rows: list[FormRow] = [
        ChoiceRow("status", _("From now on"), options),
        DateRow("on", _("On"), host.today),
        TextRow("reason", _("Why"), hint=_("in a few words, no blame")),
        DateRow("ask_again_on", _("Ask again on"), host.today + pauses.ASKED_AFTER),
    ]
    if len(roles) > 1:
        names = {"mentor": _("as mentor"), "senior": _("as senior")}
        rows.insert(1, ChoiceRow("role", "", [(role, names[role]) for role in roles]))

    def save(tx: Transaction, values: Values) -> object:
        role: Role | None = values.get("role") or (roles[0] if roles else None)
        with beside(status_reason="reason", status_on="on", until_on="on", left_on="on"):
            return _set_status(tx, person_id, role, values)

    return FormScreen(
        view.name(person_id),
        rows,
        save,
        today=host.today,
        about=_("Withdrawing or leaving ends the open pairs on that day; what happened stays."),
        hides=lambda values: set() if values["status"] == "paused" else {"ask_again_on"},
    )


def _set_status(tx: Transaction, person_id: str, role: Role | None, values: Values) -> object:
    status, on, reason = values["status"], values["on"], values["reason"]
    if status == "left":
        return people.leave(tx, person_id, on=on, reason=reason)
    if role is None:
        return people.edit(tx, person_id, left_on=None, left_reason=None)
    if status == "dropped":
        return participations.drop(tx, person_id, role)
    day = values["ask_again_on"]
    return participations.set_status(
        tx, person_id, role, status, on=on, reason=reason, ask_again_on=day
    )
