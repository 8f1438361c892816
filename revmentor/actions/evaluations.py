"""The final forms of both sides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from revmentor.actions.programmes import open_view
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.errors import Refused
from revmentor.model.evaluation import Evaluation
from revmentor.store.workspace import Workspace


def record(
    workspace: Workspace,
    programme_id: str,
    person_id: str,
    role: Role,
    *,
    on: date,
    today: date,
    answers: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Evaluation:
    """Write down a person's final form; a second one of the same person and role corrects it."""
    view = open_view(workspace, programme_id)
    if (person_id, role) not in view.participations:
        raise Refused(
            _("{name} does not take part in this role.").format(name=view.name(person_id))
        )
    if on > today:
        raise Refused(
            _("A form cannot lie in the future; today is {day}.").format(day=plain_date(today)),
            field="on",
        )
    said = (value for name, value in fields.items() if name != "method")
    if not answers and not any(value is not None for value in said):
        raise Refused(_("Nothing is answered yet."), field="own_gain")
    old = view.evaluations.get((person_id, role))
    form = Evaluation(
        id=old.id if old else workspace.new_id("evaluations"),
        programme_id=programme_id,
        person_id=person_id,
        role=role,
        on=on,
        answers=dict(answers or {}),
        **fields,
    )
    workspace.commit(_("final form of {name}").format(name=view.name(person_id)), put=[form])
    return form
