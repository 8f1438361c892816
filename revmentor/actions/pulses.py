"""Pulses: what one side answered, on paper, in a talk, or here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from revmentor.actions.programmes import open_view
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.pulse import Fit, Method, Pulse
from revmentor.rules.care import pulses
from revmentor.store.workspace import Workspace


def record(
    workspace: Workspace,
    programme_id: str,
    person_id: str,
    *,
    on: date,
    today: date,
    answers: Mapping[str, int],
    wants_talk: bool | None = None,
    fit: Fit | None = None,
    comment: str | None = None,
    method: Method | None = None,
) -> Pulse:
    """Write down a person's pulse; a second one of the same day takes the place of the first."""
    view = open_view(workspace, programme_id)
    if person_id not in view.participants:
        raise Refused(_("{name} does not take part.").format(name=view.name(person_id)))
    if on > today:
        raise Refused(
            _("A pulse cannot lie in the future; today is {day}.").format(day=plain_date(today)),
            field="on",
        )
    unknown = sorted(answers.keys() - set(pulses.ITEMS))
    if unknown:
        raise Refused(
            _("“{item}” is not an item of the pulse.").format(item=unknown[0]), field="answers"
        )
    if not (answers or wants_talk is not None or fit or comment):
        raise Refused(_("Nothing was answered; a slip that did not come back stays missing."))
    same = [
        each.id
        for each in workspace.snapshot.pulses.values()
        if each.programme_id == programme_id and each.person_id == person_id and each.on == on
    ]
    pulse = Pulse(
        id=same[0] if same else workspace.new_id("pulses"),
        programme_id=programme_id,
        person_id=person_id,
        on=on,
        answers={item: answers[item] for item in pulses.ITEMS if item in answers},
        wants_talk=wants_talk,
        fit=fit,
        comment=comment,
        method=method,
    )
    workspace.commit(_("pulse of {name}").format(name=view.name(person_id)), put=[pulse])
    return pulse
