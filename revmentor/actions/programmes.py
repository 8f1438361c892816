"""The programme: begin it, change it, close it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from revmentor.content.templates import ProgrammeGoal
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.goal import Goal
from revmentor.model.indicator import Indicator
from revmentor.model.programme import (
    ClosingDecision,
    Costs,
    FollowUp,
    FollowUpKind,
    Pairing,
    Programme,
    SignalSettings,
)
from revmentor.model.rating import Rating
from revmentor.rules.pairing.score import points
from revmentor.rules.programme_view import View
from revmentor.rules.results import follow_ups, sponsor
from revmentor.store.transaction import Transaction


def create(
    tx: Transaction,
    *,
    name: str,
    starts_on: date,
    weeks: int = 24,
    goals: Iterable[ProgrammeGoal] = (),
    **fields: Any,
) -> Programme:
    """Begin a programme: a name, a first day, a length in weeks, and defaults for the rest.

    ``goals`` are goals of the programme that a template brings along.
    """
    programme = tx.new(Programme, name=name, starts_on=starts_on, weeks=weeks, **fields)
    tx.put(programme)
    for each in goals:
        tx.put(
            tx.new(
                Goal,
                programme_id=programme.id,
                text=each.text,
                starting_point=each.now,
                expected=each.seen,
                set_on=tx.today,
            )
        )
    return tx.commit_as(_("programme {name} begun").format(name=name), programme)


def edit(tx: Transaction, **changes: Any) -> Programme:
    """Change a programme; the places cannot fall below what a mentor already has."""
    view = tx.open_view
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
    tx.put(programme)
    return tx.commit_as(_("programme {name} changed").format(name=programme.name), programme)


def set_standard_level(tx: Transaction, levels: Mapping[str, int]) -> Programme:
    """Set the skills, and the level (0-8) in each, that every senior shall reach."""
    if not levels:
        raise Refused(_("Tick at least one skill."), field="skills")
    ordered = {skill_id: levels[skill_id] for skill_id in sorted(levels)}
    return _changed(tx, _("standard level set"), standard_level=ordered)


def remove_from_standard_level(tx: Transaction, skill_id: str) -> Programme:
    """Take a skill out of the standard level: nothing in it is asked of all seniors any more."""
    levels = dict(tx.open_view.programme.standard_level)
    if skill_id not in levels:
        raise Refused(_("There is no skill “{id}”.").format(id=skill_id))
    del levels[skill_id]
    return _changed(tx, _("standard level set"), standard_level=levels)


def set_costs(tx: Transaction, costs: Costs | None) -> Programme:
    """Set what an hour of each side costs and what was paid outside; ``None`` takes it out."""
    return _changed(tx, _("costs set"), costs=costs)


def set_signals(tx: Transaction, settings: SignalSettings) -> Programme:
    """Set from when on signals speak in a programme."""
    usual = settings == SignalSettings()
    return _changed(tx, _("settings of signals changed"), signals=None if usual else settings)


def set_pairing(tx: Transaction, pairing: Pairing) -> Programme:
    """Set how pairs are proposed: the weights, the levels above, own half-days."""
    points(pairing.weights)  # refuses weights of which none counts
    usual = pairing == Pairing()
    return _changed(tx, _("settings of pairing changed"), pairing=None if usual else pairing)


def _changed(tx: Transaction, what: str, **changes: Any) -> Programme:
    programme = msgspec.structs.replace(tx.open_view.programme, **changes)
    tx.put(programme)
    return tx.commit_as(what, programme)


def follow_up(
    tx: Transaction,
    kind: FollowUpKind,
    still_using: Mapping[str, bool],
    *,
    on: date,
    note: str | None = None,
) -> Programme:
    """Record what was heard after the closing; a second time corrects it.

    ``still_using`` says of each senior reached whether what was learned is still used. The
    evaluation stays as it was closed.
    """
    programme = put_follow_up(tx, kind, still_using, on=on, note=note)
    return tx.commit_as(_("follow-up of {name}").format(name=programme.name), programme)


def put_follow_up(
    tx: Transaction,
    kind: FollowUpKind,
    still_using: Mapping[str, bool],
    *,
    on: date,
    note: str | None,
) -> Programme:
    """Put a follow-up in as :func:`follow_up` does, as a part of a larger change."""
    view = tx.view
    _refuse_before_due(view.programme, kind, on)
    tx.refuse_future(on)
    if not still_using and not note:
        raise Refused(_("Nothing is answered yet."), field="still_using")
    for person_id in sorted(still_using):
        view.participation(person_id, "senior")
    answers = {each: still_using[each] for each in sorted(still_using)}
    recorded = FollowUp(kind=kind, on=on, still_using=answers, note=note)
    programme = _with_follow_up(view.programme, recorded)
    tx.put(programme)
    return programme


def _refuse_before_due(programme: Programme, kind: FollowUpKind, on: date) -> None:
    due = follow_ups.due_on(programme, kind)
    if due is None:
        raise Refused(_("A follow-up comes after the closing; the programme is still open."))
    if on < due:
        raise Refused(
            _("This follow-up is heard from {day} on.").format(day=plain_date(due)), field="on"
        )


def _with_follow_up(programme: Programme, recorded: FollowUp) -> Programme:
    others = [each for each in programme.follow_ups if each.kind != recorded.kind]
    every = sorted([*others, recorded], key=lambda each: follow_ups.KINDS.index(each.kind))
    return msgspec.structs.replace(programme, follow_ups=tuple(every))


def close(
    tx: Transaction, *, on: date, lessons: str | None, decision: ClosingDecision | None
) -> Programme:
    """Close a programme with its lessons and decision; its records stand as they are from then."""
    view = tx.open_view
    tx.refuse_future(on, field="closed_on")
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
    tx.put(closed)
    return tx.commit_as(_("programme {name} closed").format(name=closed.name), closed)


def tell_mid_point(tx: Transaction, *, with_names: bool) -> Programme:
    """Write down what the sponsor is told of the mid-point; it stands, and there is no second one.

    ``with_names`` releases the names of the programme and its indicators in it.
    """
    view = tx.open_view
    edition = sponsor.mid_point_edition(view, tx.today, with_names=with_names)
    programme = msgspec.structs.replace(view.programme, mid_point_edition=edition)
    tx.put(programme)
    return tx.commit_as(_("mid-point told to the sponsor"), programme)


def _last_recorded(view: View) -> date | None:
    """Return the last day of which a programme holds a session, a level, a form or a reading."""
    days = [each.day for each in view.sessions if each.status == "held"]
    days += [each.on for each in view.own(Rating)]
    days += [each.on for each in view.evaluations.values()]
    days += [reading.on for each in view.own(Indicator) for reading in each.readings]
    return max(days, default=None)
