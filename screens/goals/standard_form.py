"""The form of the standard level."""

from __future__ import annotations

from revmentor.actions import programmes
from revmentor.i18n.gettext import _
from revmentor.model.programme import Programme
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import level_options, skill_options
from widgets.form import FormScreen, Values
from widgets.rows import ChecksRow, ChoiceRow, FormRow


def standard_form(host: Host, view: View) -> FormScreen[Programme]:
    """Return the form of the standard level: the skills named for all, and the level in them."""
    standard = view.programme.standard_level
    usual = max(standard.values(), default=3)
    rows: list[FormRow] = [
        ChoiceRow("level", _("Level"), level_options(usual), usual),
        ChecksRow(
            "skills", _("In"), skill_options(view.skills, "digital", also=standard), tuple(standard)
        ),
    ]

    def save(tx: Transaction, values: Values) -> Programme:
        level = values["level"]
        changed = level != usual
        levels = {
            skill_id: level if changed else standard.get(skill_id, level)
            for skill_id in values["skills"]
        }
        return programmes.set_standard_level(tx, levels)

    return FormScreen(
        _("Standard level"),
        rows,
        save,
        today=host.today,
        about=host.keyed(
            _(
                "What every senior shall reach. Space ticks, letters jump to a skill; "
                "{own_skills} on Goals adds one that is missing."
            )
        ),
    )
