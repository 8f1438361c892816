"""The form of the standard level."""

from __future__ import annotations

from revmentor.actions import programmes
from revmentor.i18n.gettext import _
from revmentor.model.programme import Programme
from revmentor.rules.goals import levels as goal_levels
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import level_options, skill_options
from widgets.choice_rows import ChoiceRow, LevelsRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.levels import ChosenLevel


def standard_form(host: Host, view: View) -> FormScreen[Programme]:
    """Return the form of the standard level: the skills named for all, and the level in each."""
    standard = view.programme.standard_level
    usual = goal_levels.most_common(standard.values())
    chosen: dict[str, ChosenLevel] = {
        skill_id: "usual" if level == usual else level for skill_id, level in standard.items()
    }
    levels = [level for level, _name in level_options(max(standard.values(), default=None))]
    rows: list[FormRow] = [
        ChoiceRow("level", _("Level"), level_options(usual), usual),
        LevelsRow(
            "skills", _("In"), skill_options(view.skills, "digital", also=standard), levels, chosen
        ),
    ]

    def save(tx: Transaction, values: Values) -> Programme:
        said = {
            skill_id: values["level"] if level == "usual" else level
            for skill_id, level in values["skills"].items()
            if level is not None
        }
        return programmes.set_standard_level(tx, said)

    return FormScreen(
        _("Standard level"),
        rows,
        save,
        today=host.today,
        about=host.keyed(
            _(
                "What every senior shall reach. Space ticks a skill, a digit gives it a level of "
                "its own, letters jump; {own_skills} on Goals adds one that is missing."
            )
        ),
    )
