"""The programme: begin it, change it, close it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.programme import Costs, Decision, FollowUp, FollowUpKind, Programme
from revmentor.rules.programme_view import View
from revmentor.rules.results import follow_ups
from revmentor.store.workspace import Workspace


def get(workspace: Workspace, programme_id: str) -> Programme:
    """Return a programme; raises :class:`Refused` for an unknown id."""
    return workspace.view(programme_id).programme


def open_view(workspace: Workspace, programme_id: str) -> View:
    """Return the view of a programme that still takes changes; a closed one is refused."""
    view = workspace.view(programme_id)
    if view.programme.closed_on:
        raise Refused(
            _("{name} was closed on {day} and stands as it is.").format(
                name=view.programme.name, day=plain_date(view.programme.closed_on)
            )
        )
    return view


def create(
    workspace: Workspace, *, name: str, starts_on: date, weeks: int = 24, **fields: Any
) -> Programme:
    """Begin a programme: a name, a first day, a length in weeks, and defaults for the rest."""
    programme = Programme(
        id=workspace.new_id("programmes"), name=name, starts_on=starts_on, weeks=weeks, **fields
    )
    workspace.commit(_("programme {name} begun").format(name=name), put=[programme])
    return programme


def edit(workspace: Workspace, programme_id: str, **changes: Any) -> Programme:
    """Change a programme; the places cannot fall below what a mentor already has."""
    view = open_view(workspace, programme_id)
    programme = msgspec.structs.replace(view.programme, **changes)
    most = programme.seniors_per_mentor.max
    for mentor_id in view.mentors:
        if (n := len(view.group_of(mentor_id))) > most:
            raise Refused(
                _("{name} has {n} seniors; end a pair before lowering the most to {most}.").format(
                    name=view.name(mentor_id), n=n, most=most
                ),
                field="seniors_max",
            )
    first = min(view.first_session.values(), default=None)
    if first and programme.starts_on > first:
        raise Refused(
            _("A session was held on {day}; the first day cannot come later.").format(
                day=plain_date(first)
            ),
            field="starts_on",
        )
    workspace.commit(_("programme {name} changed").format(name=programme.name), put=[programme])
    return programme


def set_standard_level(
    workspace: Workspace, programme_id: str, levels: Mapping[str, int]
) -> Programme:
    """Set the skills, and the level (0-8) in each, that every senior shall reach."""
    view = open_view(workspace, programme_id)
    ordered = {skill_id: levels[skill_id] for skill_id in sorted(levels)}
    programme = msgspec.structs.replace(view.programme, standard_level=ordered)
    workspace.commit(_("standard level set"), put=[programme])
    return programme


def set_costs(workspace: Workspace, programme_id: str, costs: Costs | None) -> Programme:
    """Set what an hour of each side costs and what was paid outside; ``None`` takes it out."""
    view = open_view(workspace, programme_id)
    programme = msgspec.structs.replace(view.programme, costs=costs)
    workspace.commit(_("costs set"), put=[programme])
    return programme


def follow_up(
    workspace: Workspace,
    programme_id: str,
    kind: FollowUpKind,
    still_using: Mapping[str, bool],
    *,
    on: date,
    today: date,
    note: str | None = None,
) -> Programme:
    """Write down what was heard after the closing; a second time corrects it.

    ``still_using`` says of each senior reached whether what was learned is still used. The
    evaluation stays as it was closed.
    """
    view = workspace.view(programme_id)
    due = follow_ups.due_on(view.programme, kind)
    if due is None:
        raise Refused(_("A follow-up comes after the closing; the programme is still open."))
    if on < due:
        raise Refused(
            _("This follow-up is heard from {day} on.").format(day=plain_date(due)), field="on"
        )
    if on > today:
        raise Refused(
            _("{day} has not come yet; a follow-up is of a day that was.").format(
                day=plain_date(on)
            ),
            field="on",
        )
    if not still_using and not note:
        raise Refused(_("Nothing is answered yet."), field="still_using")
    if strangers := sorted(set(still_using) - set(view.seniors)):
        raise Refused(
            _("{name} does not take part in this role.").format(name=view.name(strangers[0]))
        )
    said = {each: still_using[each] for each in sorted(still_using)}
    made = FollowUp(kind=kind, on=on, still_using=said, note=note)
    others = [each for each in view.programme.follow_ups if each.kind != kind]
    every = sorted([*others, made], key=lambda each: follow_ups.KINDS.index(each.kind))
    programme = msgspec.structs.replace(view.programme, follow_ups=tuple(every))
    workspace.commit(_("follow-up of {name}").format(name=programme.name), put=[programme])
    return programme


def _last_recorded(view: View) -> date | None:
    """Return the last day of which a programme holds a session, a level, a form or a reading."""
    mine = view.programme.id
    snapshot = view.snapshot
    days = [each.day for each in view.sessions if each.status == "held"]
    days += [each.on for each in snapshot.ratings.values() if each.programme_id == mine]
    days += [each.on for each in view.evaluations.values()]
    days += [
        reading.on
        for each in snapshot.indicators.values()
        if each.programme_id == mine
        for reading in each.readings
    ]
    return max(days, default=None)


def close(
    workspace: Workspace,
    programme_id: str,
    *,
    on: date,
    today: date,
    lessons: str | None,
    decision: Decision | None,
) -> Programme:
    """Close a programme with its lessons and decision; its records stand as they are from then."""
    view = open_view(workspace, programme_id)
    if on > today:
        raise Refused(
            _("A programme is not closed in the future; today is {day}.").format(
                day=plain_date(today)
            ),
            field="closed_on",
        )
    last = _last_recorded(view)
    if last and on < last:
        raise Refused(
            _("Something was written down of {day}; the closing does not come before.").format(
                day=plain_date(last)
            ),
            field="closed_on",
        )
    if not lessons:
        raise Refused(
            _("Write down at least one lesson for whoever runs the next programme."),
            field="lessons",
        )
    if decision is None:
        raise Refused(_("Choose what comes next: repeat, widen or stop."), field="decision")
    closed = msgspec.structs.replace(
        view.programme, closed_on=on, lessons=lessons, decision=decision
    )
    workspace.commit(_("programme {name} closed").format(name=closed.name), put=[closed])
    return closed
