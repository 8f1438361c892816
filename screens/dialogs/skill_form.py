"""The form of a skill of the firm's own."""

from __future__ import annotations

from revmentor.actions import skills
from revmentor.i18n.gettext import _, language
from revmentor.model import labels
from revmentor.model.skill import Skill
from revmentor.rules.programme_view import task_name
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.refusals import beside
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import TextRow

_TASKS = ("1", "2", "3")
"""The tasks that are asked for; others, from a document, stay."""


def skill_form(host: Host, old: Skill | None = None) -> FormScreen[Skill]:
    """Return the form of a skill, new or to be changed."""
    names = labels.languages()
    mine = sorted(names, key=lambda code: code != language())
    said = {task.id: task_name(task) for task in old.tasks} if old else {}
    rows: list[FormRow] = [
        *(
            TextRow(f"name_{code}", _("Name"), old.name.get(code) if old else None,
                    hint=names[code] if code == mine[0]
                    else _("{language}, may be empty").format(language=names[code]))
            for code in mine
        ),
        ChoiceRow("kind", _("Kind"), [*labels.skill_kinds().items()],
                  old.kind if old else "digital"),
        *(
            TextRow(f"task_{each}", _("Task {n}").format(n=each), said.get(each))
            for each in _TASKS
        ),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Skill:
        fields = {
            "name": {code: values[f"name_{code}"] for code in mine},
            "kind": values["kind"],
            "tasks": {each: values[f"task_{each}"] for each in _TASKS},
        }
        with beside(name=f"name_{mine[0]}"):
            return skills.edit(tx, old.id, **fields) if old else skills.add(tx, **fields)

    return FormScreen(
        _("A skill of the firm's own"),
        rows,
        save,
        today=host.today,
        about=_(
            "Three tasks that somebody can be watched doing in under five minutes each: "
            "“find the order of last week”. They are ticked beside the level."
        ),
    )
