"""The rows that ask what came of a step, and how the answers are read."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.actions.sessions import StepAnswer
from revmentor.content import library
from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.rules.programme_view import View
from revmentor.rules.sessions.steps import AskedStep
from widgets.choice_rows import StatementRow
from widgets.form import Values
from widgets.text_rows import TextRow


def asked_row(view: View, asked: AskedStep) -> StatementRow:
    """Return the row that asks what came of a step."""
    step = asked.step
    day = _(" (by {day})").format(day=short_date(step.due_on)) if step.due_on else ""
    label = _("{name} was to try: {step}{day}").format(
        name=view.first_name(step.senior_id), step=step.text, day=day
    )
    done = labels.steps_done()
    options = [(None, "–"), ("yes", done["yes"]), ("no", done["no"])]
    return StatementRow(f"last_{asked.key}", label, options)


def why_row(name: str = "why_not", label: str = "") -> TextRow:
    """Return the row for why a step was not tried; the playbook's reasons are suggested."""
    reasons = [reason for remedy in library.playbook() for reason in remedy.reasons]
    return TextRow(
        name,
        label or _("Not tried, why"),
        suggestions=reasons,
        placeholder=_("{reasons} …").format(reasons=", ".join(reasons[:3])),
    )


def read_answers(
    values: Values, asked: Sequence[AskedStep], why: str = "why_not"
) -> list[StepAnswer]:
    """Return what was answered, each with the reason typed."""
    return [
        StepAnswer(each.session.id, each.index, done, values[why])
        for each in asked
        if (done := values[f"last_{each.key}"])
    ]
