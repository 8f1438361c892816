"""The form of one sentence about a topic of perspective."""

from __future__ import annotations

from revmentor.actions import reflections
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.reflection import Reflection, ReflectionMoment
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import LongLineRow
from widgets.typed_rows import DateRow


def reflection_form(
    host: Host, view: View, person_id: str, skill_id: str, moment: ReflectionMoment
) -> FormScreen[Reflection]:
    """Return the form of what somebody says of a topic, at the start or at the end."""
    old = view.reflections.get((person_id, skill_id, moment))
    label = labels.reflection_moments()[moment]
    rows: list[FormRow] = [
        LongLineRow("text", label, old.text if old else None),
        DateRow("on", _("On"), old.on if old else host.today, lean="over"),
    ]

    def save(tx: Transaction, values: Values) -> Reflection:
        return reflections.say(
            tx, person_id, skill_id, values["text"], moment=moment, on=values["on"]
        )

    return FormScreen(
        f"{view.name(person_id)} · {view.skill_name(skill_id)}",
        rows,
        save,
        today=host.today,
        about=_(
            "Ask: what does this mean for your work today? One sentence, in the person's own "
            "words. The same is asked at the end; no level is given."
        ),
    )
