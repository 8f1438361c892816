"""Cases: what the coordinator follows until it is settled."""

from __future__ import annotations

from datetime import date

import msgspec

from revmentor.actions.programmes import open_view
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.case import Case
from revmentor.model.errors import Refused
from revmentor.store.workspace import Workspace


def get(workspace: Workspace, case_id: str) -> Case:
    """Return a case; raises :class:`Refused` for an unknown id."""
    try:
        return workspace.snapshot.cases[case_id]
    except KeyError:
        raise Refused(_("There is no case “{id}” in this file.").format(id=case_id)) from None


def open_case(
    workspace: Workspace,
    programme_id: str,
    *,
    text: str | None,
    on: date,
    pair_id: str | None = None,
    person_id: str | None = None,
    rule: str | None = None,
    owner: str | None = None,
    next_step: str | None = None,
    due_on: date | None = None,
) -> Case:
    """Open a case: what it is, whose it is, what comes next and until when."""
    view = open_view(workspace, programme_id)
    if not text:
        raise Refused(_("Write down what the case is."), field="text")
    _not_before(due_on, on)
    case = Case(
        id=workspace.new_id("cases"),
        programme_id=programme_id,
        opened_on=on,
        text=text,
        pair_id=pair_id,
        person_id=person_id,
        rule=rule,
        owner=owner,
        next_step=next_step,
        due_on=due_on,
    )
    pair = view.snapshot.pairs.get(pair_id or "")
    who = view.name(person_id) if person_id else view.firm.name
    if pair:
        who = f"{view.name(pair.mentor_id)} & {view.name(pair.senior_id)}"
    workspace.commit(_("case opened: {who}").format(who=who), put=[case])
    return case


def edit(workspace: Workspace, case_id: str, *, due_on: date | None, next_step: str | None) -> Case:
    """Say what comes next in a case, and until when."""
    old = get(workspace, case_id)
    open_view(workspace, old.programme_id)
    _open(old)
    _not_before(due_on, old.opened_on)
    case = msgspec.structs.replace(old, due_on=due_on, next_step=next_step)
    workspace.commit(_("case changed"), put=[case])
    return case


def close(workspace: Workspace, case_id: str, *, outcome: str | None, on: date) -> Case:
    """Close a case with what came of it."""
    old = get(workspace, case_id)
    open_view(workspace, old.programme_id)
    _open(old)
    if not outcome:
        raise Refused(_("Write down what came of it, in a few words."), field="outcome")
    case = msgspec.structs.replace(old, closed_on=on, outcome=outcome)
    workspace.commit(_("case closed"), put=[case])
    return case


def _open(case: Case) -> None:
    if case.closed_on:
        raise Refused(_("This case was closed on {day}.").format(day=plain_date(case.closed_on)))


def _not_before(due_on: date | None, opened_on: date) -> None:
    if due_on and due_on < opened_on:
        raise Refused(_("A case is not due before it was opened."), field="due_on")
