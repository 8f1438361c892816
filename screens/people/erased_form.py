"""Somebody who was erased stands in a document that is brought in: what is to become of them."""

from __future__ import annotations

from revmentor.i18n.gettext import _
from revmentor.store.history.erased_again import Erased
from screens.base.host import Host
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values


def erased_form(host: Host, sentence: str) -> FormScreen[str]:
    """Return the form that asks; without another word they are left out, and the rest comes in."""
    options: list[tuple[Erased, str]] = [
        ("leave-out", _("left out; the rest comes in")),
        ("take-in", _("taken in all the same")),
    ]
    rows = [ChoiceRow("erased", _("They are"), options, "leave-out")]

    def save(_tx: object, values: Values) -> str:
        return str(values["erased"])

    return FormScreen(
        _("Erased, and back?"), rows, save, today=host.today, about=sentence, verb=_("Bring in")
    )
