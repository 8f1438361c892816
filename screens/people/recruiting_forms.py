"""The forms of recruiting: who is asked to take part, the answer, and the readiness list."""

from __future__ import annotations

from typing import get_args

from revmentor.actions import participations
from revmentor.content import library
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.participation import Participation
from revmentor.rules.launch import readiness, recruiting
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from widgets.choice_rows import ChoiceRow, StatementRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.typed_rows import DateRow

_ROLES: tuple[Role, ...] = get_args(Role)


def recruiting_form(host: Host, view: View, person_id: str) -> FormScreen[Participation]:
    """Return the form that says whether somebody is asked to take part, and with what answer."""
    parts = [view.participations.get((person_id, role)) for role in _ROLES]
    asked = [part for part in parts if part and not view.takes_part(part)]
    part = next(iter([*asked, *filter(None, parts)]), None)
    answer = part.recruiting if part else None
    later = host.today + recruiting.ASKED_AGAIN_AFTER
    rows: list[FormRow] = [
        ChoiceRow("role", _("As"), [*labels.roles().items()], part.role if part else "senior"),
        ChoiceRow("state", _("Asked"), [*labels.recruiting_states().items()],
                  answer.state if answer else "invited"),
        DateRow("on", _("On"), host.today, lean="over"),
        DateRow("ask_again_on", _("Ask again on"),
                answer.ask_again_on or later if answer else later),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Participation:
        day = values.pop("ask_again_on")
        again = day if values["state"] == "not_now" else None
        return participations.recruit(
            tx, person_id, values.pop("role"), values.pop("state"), **values, ask_again_on=again
        )

    return FormScreen(
        _("Asked to take part · {name}").format(name=view.name(person_id)),
        rows,
        save,
        today=host.today,
        focus="state",
        about=_("Until somebody says yes, nobody is paired with them, rated or asked for a pulse."),
        hides=lambda values: set() if values.get("state") == "not_now" else {"ask_again_on"},
    )


def ask_of_readiness(host: Host, view: View, person_id: str) -> None:
    """Open the form of the readiness list, where its texts can be read."""
    role: Role = "senior" if (person_id, "senior") in view.participations else "mentor"
    if form := host.look(lambda: readiness_form(host, view, person_id, role)):
        host.ask(form)


def readiness_form(host: Host, view: View, person_id: str, role: Role) -> FormScreen[Participation]:
    """Return the form in which the readiness list is written down that came in on paper."""
    texts = library.readiness()
    given = readiness.answers(view.participations[person_id, role])
    marks = [(None, "–"), (True, _("yes")), (False, _("no"))]
    rows: list[FormRow] = [
        StatementRow(each, texts[each], marks, given.get(each))
        for each in readiness.QUESTIONS[role]
    ]
    rows.append(DateRow("on", _("On"), host.today, lean="over"))

    def save(tx: Transaction, values: Values) -> Participation:
        on = values.pop("on")
        answered = {each: yes for each, yes in values.items() if yes is not None}
        return participations.answer_readiness(tx, person_id, role, answered, on=on)

    return FormScreen(
        _("Readiness · {name}").format(name=view.name(person_id)),
        rows,
        save,
        today=host.today,
        about=_("For the coordinator alone: a no is something to talk about, and refuses nobody."),
    )
