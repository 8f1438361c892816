"""The question before something large: what goes, and the two keys."""

from __future__ import annotations

from revmentor.i18n.gettext import _
from screens.base.host import Host
from widgets.form import FormScreen, Values


def confirm_form(host: Host, title: str, question: str, verb: str) -> FormScreen[bool]:
    """Return a form without fields that asks; it returns ``True`` where the answer is yes."""

    def save(_tx: object, _values: Values) -> bool:
        return True

    leave = _("Leave it")
    return FormScreen(title, [], save, today=host.today, about=question, verb=verb, leave=leave)
