"""Successes worth telling: they feed the last report, and somebody's coffee break before that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from revmentor.actions.programmes import open_view
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.success import Success
from revmentor.store.workspace import Workspace


def add(
    workspace: Workspace,
    programme_id: str,
    *,
    text: str | None,
    on: date,
    today: date,
    person_ids: Sequence[str] = (),
) -> Success:
    """Write down a success: what, when, and whose."""
    view = open_view(workspace, programme_id)
    if not text:
        raise Refused(_("Write down what went well."), field="text")
    if on > today:
        raise Refused(
            _("{day} has not come yet; write a success down when it has happened.").format(
                day=plain_date(on)
            ),
            field="on",
        )
    strangers = [each for each in person_ids if each not in view.participants]
    if strangers:
        raise Refused(
            _("{name} does not take part.").format(name=view.name(strangers[0])),
            field="person_ids",
        )
    success = Success(
        id=workspace.new_id("successes"),
        programme_id=programme_id,
        on=on,
        text=text,
        person_ids=tuple(person_ids),
    )
    workspace.commit(_("a success written down"), put=[success])
    return success
