"""Pairs, by hand: place, move, end, lock, and exceptions somebody answers for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from revmentor.actions.programmes import open_view
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Problem, Refused
from revmentor.model.pair import Charter, Clause, Pair, Rule, RuleException
from revmentor.rules.pairing import eligibility, lessons, pair_endings
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace


def get(workspace: Workspace, pair_id: str) -> Pair:
    """Return a pair; raises :class:`Refused` for an unknown id."""
    try:
        return workspace.snapshot.pairs[pair_id]
    except KeyError:
        raise Refused(_("There is no pair “{id}” in this file.").format(id=pair_id)) from None


def _allow(view: View, mentor_id: str, senior_id: str) -> None:
    if found := eligibility.objections(view, mentor_id, senior_id):
        raise Refused(
            " ".join(each.message for each in found),
            field="mentor_id",
            problems=tuple(Problem(each.rule or "", each.message) for each in found),
        )


def place(
    workspace: Workspace,
    programme_id: str,
    mentor_id: str,
    senior_id: str,
    *,
    on: date,
    rationale: str | None = None,
) -> Pair:
    """Pair two people from a day on; raises :class:`Refused` with every rule against it."""
    view = open_view(workspace, programme_id)
    _allow(view, mentor_id, senior_id)
    pair = Pair(
        id=workspace.new_id("pairs"),
        programme_id=programme_id,
        mentor_id=mentor_id,
        senior_id=senior_id,
        from_on=on,
        rationale=rationale or _rationale(view, mentor_id, senior_id),
    )
    workspace.commit(_paired(view, pair), put=[pair])
    return pair


def _rationale(view: View, mentor_id: str, senior_id: str) -> str:
    return lessons.rationale(view, mentor_id, senior_id) or _("placed by hand")


def _paired(view: View, pair: Pair) -> str:
    return _("{senior} paired with {mentor}").format(
        senior=view.name(pair.senior_id), mentor=view.name(pair.mentor_id)
    )


def set_slot(workspace: Workspace, pair_id: str, slot: str | None) -> Pair:
    """Give a pair its own weekly occasion, like ``tue-14:30``, or take it away."""
    old = get(workspace, pair_id)
    view = open_view(workspace, old.programme_id)
    pair = msgspec.structs.replace(old, slot=slot)
    workspace.commit(
        _("weekly slot of {mentor} and {senior}").format(
            mentor=view.name(old.mentor_id), senior=view.name(old.senior_id)
        ),
        put=[pair],
    )
    return pair


def move(
    workspace: Workspace,
    pair_id: str,
    mentor_id: str,
    *,
    on: date,
    reason: str | None = None,
    handover: str | None = None,
) -> Pair:
    """Give a senior another mentor: the old pair ends on the day, the new one begins on it.

    ``handover`` tells the new mentor what was done so far. A pair that never met and began the
    same day is changed in place, since nothing happened in it.
    """
    old = get(workspace, pair_id)
    view = open_view(workspace, old.programme_id)
    _still_open(view, old)
    if old.locked:
        raise Refused(_("This pair is locked. Unlock it first."))
    if mentor_id == old.mentor_id:
        raise Refused(
            _("{senior} already is with {mentor}.").format(
                senior=view.name(old.senior_id), mentor=view.name(mentor_id)
            ),
            field="mentor_id",
        )
    put, gone = pair_endings.ended(view, [old], on, reason or _("new pairing"))
    free = View(
        workspace.snapshot.with_records({"pairs": {old.id: put[0]}}),
        view.programme.id,
        workspace.skills,
    )
    _allow(free, mentor_id, old.senior_id)
    fresh = Pair(
        id=workspace.new_id("pairs"),
        programme_id=old.programme_id,
        mentor_id=mentor_id,
        senior_id=old.senior_id,
        from_on=on,
        rationale=_rationale(view, mentor_id, old.senior_id),
        handover=handover,
    )
    if old.from_on == on and not view.sessions_of_pair(old):
        fresh = msgspec.structs.replace(fresh, id=old.id)
        workspace.commit(_paired(view, fresh), put=[fresh])
    else:
        workspace.commit(_paired(view, fresh), put=[*put, fresh], remove=gone)
    return fresh


def end(
    workspace: Workspace,
    pair_id: str,
    *,
    on: date,
    reason: str | None,
    today: date | None = None,
) -> Pair:
    """End a pair on a day with a reason, without fault; its history stays."""
    old = get(workspace, pair_id)
    view = open_view(workspace, old.programme_id)
    _still_open(view, old)
    if not reason:
        raise Refused(_("Write down why, in a few words without fault."), field="end_reason")
    put, gone = pair_endings.ended(view, [old], on, reason, today)
    workspace.commit(
        _("pair of {mentor} and {senior} ended").format(
            mentor=view.name(old.mentor_id), senior=view.name(old.senior_id)
        ),
        put=put,
        remove=gone,
    )
    return get(workspace, pair_id)


def _still_open(view: View, pair: Pair) -> None:
    if pair.until_on:
        raise Refused(
            _("The pair of {mentor} and {senior} ended on {day}.").format(
                mentor=view.name(pair.mentor_id),
                senior=view.name(pair.senior_id),
                day=plain_date(pair.until_on),
            )
        )


def lock(workspace: Workspace, pair_id: str, *, locked: bool) -> Pair:
    """Lock a pair, so that nothing moves it but a person; or unlock it.

    A pair that a rule forbids is not locked without an exception.
    """
    old = get(workspace, pair_id)
    view = open_view(workspace, old.programme_id)
    _still_open(view, old)
    if locked and (found := eligibility.against(view, old.mentor_id, old.senior_id)):
        raise Refused(
            _("{why} Record an exception before you lock this pair.").format(
                why=" ".join(each.message for each in found)
            ),
            problems=tuple(Problem(each.rule or "", each.message) for each in found),
        )
    pair = msgspec.structs.replace(old, locked=locked)
    text = _("{senior} locked with {mentor}") if locked else _("{senior} unlocked from {mentor}")
    workspace.commit(
        text.format(senior=view.name(old.senior_id), mentor=view.name(old.mentor_id)), put=[pair]
    )
    return pair


def sign_charter(
    workspace: Workspace,
    pair_id: str,
    *,
    mentor_on: date | None,
    senior_on: date | None,
    clauses: Mapping[str, Clause] | None = None,
) -> Pair:
    """Write down when each side signed the pair's charter, and what became of each clause.

    Without ``clauses`` they stay as they are.
    """
    old = get(workspace, pair_id)
    view = open_view(workspace, old.programme_id)
    charter = msgspec.structs.replace(
        old.charter or Charter(), mentor_on=mentor_on, senior_on=senior_on
    )
    if clauses is not None:
        charter = msgspec.structs.replace(charter, clauses=dict(clauses))
    pair = msgspec.structs.replace(old, charter=charter)
    workspace.commit(
        _("charter of {mentor} and {senior}").format(
            mentor=view.name(old.mentor_id), senior=view.name(old.senior_id)
        ),
        put=[pair],
    )
    return pair


def record_exception(
    workspace: Workspace,
    programme_id: str,
    senior_id: str,
    rule: Rule,
    *,
    reason: str | None,
    on: date,
    mentor_id: str | None = None,
) -> RuleException:
    """Let one senior pass one rule, with one mentor or with any, for a written reason."""
    view = open_view(workspace, programme_id)
    if not reason:
        raise Refused(_("An exception needs its reason in a few words."), field="reason")
    exception = RuleException(
        id=workspace.new_id("exceptions"),
        programme_id=programme_id,
        senior_id=senior_id,
        rule=rule,
        reason=reason,
        on=on,
        mentor_id=mentor_id,
    )
    workspace.commit(
        _("exception recorded for {senior}").format(senior=view.name(senior_id)), put=[exception]
    )
    return exception


def withdraw_exception(workspace: Workspace, exception_id: str) -> RuleException:
    """Take an exception back, and return what it was; pairs made by it stay until moved."""
    old = workspace.snapshot.exceptions.get(exception_id)
    if old is None:
        raise Refused(_("There is no exception “{id}” in this file.").format(id=exception_id))
    view = open_view(workspace, old.programme_id)
    workspace.commit(
        _("exception withdrawn for {senior}").format(senior=view.name(old.senior_id)), remove=[old]
    )
    return old
