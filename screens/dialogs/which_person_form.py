"""The form that asks who of several people is meant."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.i18n.gettext import _
from revmentor.rules.programme_view import View
from screens.base.host import Host
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values


def which_person_form(host: Host, view: View, people: Sequence[str]) -> FormScreen[str]:
    """Return the form that makes the id of one of some people."""

    def save(_tx: object, values: Values) -> str:
        chosen: str = values["person_id"]
        return chosen

    names = [(each, view.name(each)) for each in people]
    row = ChoiceRow("person_id", _("Who"), names)
    return FormScreen(_("Who is meant?"), [row], save, today=host.today, verb=_("Go on"))
