"""The form that judges how far a goal was reached."""

from __future__ import annotations

from revmentor.actions import goals
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.goal import Goal, Light
from revmentor.rules.goals import attainment
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import ProseRow
from widgets.typed_rows import DateRow


def judge_form(host: Host, view: View, goal: Goal) -> FormScreen[Goal]:
    """Return the form that judges a goal."""
    proposed = attainment.proposed(view, goal)
    score = goal.attainment if goal.attainment is not None else proposed
    value = goal.attainment_said or attainment.light(score, goal.baseline_score)
    options: Options = [
        (None, attainment.verdict(None)),
        *labels.verdicts().items(),
    ]
    rows: list[FormRow] = [
        ChoiceRow("said", _("It was"), options, value),
        DateRow("on", _("On"), goal.attainment_on or host.today, lean="over"),
        ProseRow("note", _("Seen in"), goal.attainment_note),
    ]

    def save(tx: Transaction, values: Values) -> Goal:
        verdict: Light | None = values["said"]
        number = attainment.from_words(verdict, goal.baseline_score) if verdict else None
        return goals.judge(tx, goal.id, number, on=values["on"], note=values["note"], said=verdict)

    about = goal.expected or goal.text
    if goal.starting_point:
        about = _("At the start: {start}. Seen when reached: {seen}").format(
            start=goal.starting_point.rstrip("."), seen=about
        )
    return FormScreen(_("How far was it reached?"), rows, save, today=host.today, about=about)
