"""Pairs, by hand: place, move, end, lock, and exceptions somebody answers for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Problem, Refused
from revmentor.model.pair import Charter, Clause, Pair, Rule, RuleException
from revmentor.rules.pairing import eligibility, lessons, pair_endings
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction


def _allow(view: View, mentor_id: str, senior_id: str) -> None:
    if objections := eligibility.objections(view, mentor_id, senior_id):
        raise Refused(
            " ".join(each.message for each in objections),
            field="mentor_id",
            problems=tuple(Problem(each.rule or "", each.message) for each in objections),
        )


def place(
    tx: Transaction, mentor_id: str, senior_id: str, *, on: date, rationale: str | None = None
) -> Pair:
    """Pair two people from a day on; raises :class:`Refused` with every rule against it."""
    view = tx.open_view
    _allow(view, mentor_id, senior_id)
    pair = tx.new(
        Pair,
        mentor_id=mentor_id,
        senior_id=senior_id,
        from_on=on,
        rationale=rationale or _rationale(view, mentor_id, senior_id),
    )
    tx.put(pair)
    return tx.commit_as(_paired(view, pair), pair)


def _rationale(view: View, mentor_id: str, senior_id: str) -> str:
    return lessons.rationale(view, mentor_id, senior_id) or _("placed by hand")


def _paired(view: View, pair: Pair) -> str:
    return _with_names(_("{senior} paired with {mentor}"), view, pair)


def _with_names(text: str, view: View, pair: Pair) -> str:
    return text.format(mentor=view.name(pair.mentor_id), senior=view.name(pair.senior_id))


def arrange(
    tx: Transaction, pair_id: str, *, slot: str | None, equipment: str | None = None
) -> Pair:
    """Give a pair its own weekly occasion, like ``tue-14:30``, and what the two need to meet."""
    old = tx.get_open(Pair, pair_id)
    pair = msgspec.structs.replace(old, slot=slot, equipment=equipment)
    tx.put(pair)
    view = tx.view_of(pair.programme_id)
    return tx.commit_as(_with_names(_("slot and tools of {mentor} and {senior}"), view, pair), pair)


def move(
    tx: Transaction,
    pair_id: str,
    mentor_id: str,
    *,
    on: date,
    reason: str | None = None,
    not_again: Sequence[str] = (),
    handover: str | None = None,
) -> Pair:
    """Give a senior another mentor: the old pair ends on the day, the new one begins on it.

    ``handover`` tells the new mentor what was done so far, ``not_again`` who of the old pair asked
    that these two be not paired again. A pair that never met and began the same day is changed in
    place, since nothing happened in it, nor was anything said of it.
    """
    view, old = _standing(tx, pair_id)
    pair_endings.refuse_locked(old)
    if mentor_id == old.mentor_id:
        raise Refused(
            _with_names(_("{senior} already is with {mentor}."), view, old), field="mentor_id"
        )
    never_met = old.from_on == on and not view.sessions_of_pair(old) and not not_again
    if never_met:
        tx.remove(old)
    else:
        why = reason or _("new pairing")
        end_pairs(tx, old.programme_id, [old], on, why, not_again=not_again, planned=True)
    _allow(tx.view_of(old.programme_id), mentor_id, old.senior_id)
    pair = tx.new(
        Pair,
        replaces=old if never_met else None,
        programme_id=old.programme_id,
        mentor_id=mentor_id,
        senior_id=old.senior_id,
        from_on=on,
        rationale=_rationale(view, mentor_id, old.senior_id),
        handover=handover,
    )
    tx.put(pair)
    return tx.commit_as(_paired(view, pair), pair)


def end(
    tx: Transaction,
    pair_id: str,
    *,
    on: date,
    reason: str | None,
    not_again: Sequence[str] = (),
) -> Pair:
    """End a pair on a day with a reason, without fault; its history stays.

    ``not_again`` are those of the two who asked that they be not paired again; raises
    :class:`Refused` for anybody else.
    """
    view, old = _standing(tx, pair_id)
    if not reason:
        raise Refused(_("Write down why, in a few words without fault."), field="end_reason")
    end_pairs(tx, old.programme_id, [old], on, reason, not_again=not_again)
    what = _with_names(_("pair of {mentor} and {senior} ended"), view, old)
    return tx.commit_as(what, tx.get(Pair, pair_id))


def end_several(
    tx: Transaction, pair_ids: Sequence[str], *, on: date, reason: str | None
) -> list[Pair]:
    """End several pairs on one day for one reason, without fault; their history stays."""
    if not reason:
        raise Refused(_("Write down why, in a few words without fault."), field="end_reason")
    ending = [_standing(tx, each)[1] for each in pair_ids]
    for programme_id in dict.fromkeys(each.programme_id for each in ending):
        own = [each for each in ending if each.programme_id == programme_id]
        end_pairs(tx, programme_id, own, on, reason)
    what = ngettext("{n} pair ended", "{n} pairs ended", len(ending))
    return tx.commit_as(what, [tx.get(Pair, each.id) for each in ending])


def correct(tx: Transaction, pair_id: str, *, from_on: date, end_reason: str | None = None) -> Pair:
    """Correct the day on which a pair began, and of one that ended why.

    No session of the two may lie before the day.
    """
    old = tx.get_open(Pair, pair_id)
    view = tx.view_of(old.programme_id)
    if old.until_on and not end_reason:
        raise Refused(_("Write down why, in a few words without fault."), field="end_reason")
    if old.until_on and from_on > old.until_on:
        raise Refused(
            _("The pair ended on {day}; an end comes after its beginning.").format(
                day=plain_date(old.until_on)
            ),
            field="from_on",
        )
    met = min((each.day for each in view.sessions_of_pair(old)), default=None)
    if met and from_on > met:
        raise Refused(
            _(
                "A session of the two stands on {day}; the pair began on that day or earlier."
            ).format(day=plain_date(met)),
            field="from_on",
        )
    first = min((each.start for each in old.stand_ins), default=None)
    if first and from_on > first:
        raise Refused(
            _("Somebody stands in from {day} on; the pair began on that day or earlier.").format(
                day=plain_date(first)
            ),
            field="from_on",
        )
    pair = msgspec.structs.replace(
        old, from_on=from_on, end_reason=end_reason if old.until_on else old.end_reason
    )
    tx.put(pair)
    return tx.commit_as(_with_names(_("pair of {mentor} and {senior} corrected"), view, pair), pair)


def end_pairs(
    tx: Transaction,
    programme_id: str,
    pairs: Sequence[Pair],
    on: date,
    reason: str,
    *,
    not_again: Sequence[str] = (),
    planned: bool = False,
) -> None:
    """Put the end of some pairs on a day, and what falls away with them, into a change.

    ``not_again`` are those of each pair who asked that it be not made again. A day that has not
    come is refused unless the end is ``planned``, as a move may be.
    """
    if pairs and not planned:
        tx.refuse_future(on, field="until_on")
    view = tx.view_of(programme_id)
    put, removed = pair_endings.ended(view, pairs, on, reason, not_again)
    tx.put(*put)
    tx.remove(*removed)


def _standing(tx: Transaction, pair_id: str) -> tuple[View, Pair]:
    """Return a pair that has not ended, and its programme; raises :class:`Refused` for others."""
    pair = tx.get_open(Pair, pair_id)
    view = tx.view_of(pair.programme_id)
    if pair.until_on:
        raise Refused(
            _("The pair of {mentor} and {senior} ended on {day}.").format(
                mentor=view.name(pair.mentor_id),
                senior=view.name(pair.senior_id),
                day=plain_date(pair.until_on),
            )
        )
    return view, pair


def set_lock(tx: Transaction, pair_id: str, *, locked: bool) -> Pair:
    """Lock a pair, so that nothing moves it but a person; or unlock it.

    A pair that a rule forbids is not locked without an exception.
    """
    view, old = _standing(tx, pair_id)
    if locked and (objections := eligibility.against(view, old.mentor_id, old.senior_id)):
        raise Refused(
            _("{why} Record an exception before you lock this pair.").format(
                why=" ".join(each.message for each in objections)
            ),
            problems=tuple(Problem(each.rule or "", each.message) for each in objections),
        )
    pair = msgspec.structs.replace(old, locked=locked)
    tx.put(pair)
    text = _("{senior} locked with {mentor}") if locked else _("{senior} unlocked from {mentor}")
    return tx.commit_as(_with_names(text, view, pair), pair)


def sign_charter(
    tx: Transaction,
    pair_id: str,
    *,
    mentor_on: date | None,
    senior_on: date | None,
    clauses: Mapping[str, Clause] | None = None,
) -> Pair:
    """Record when each side signed the pair's charter, and what became of each clause.

    Without ``clauses`` they stay as they are.
    """
    old = tx.get_open(Pair, pair_id)
    charter = msgspec.structs.replace(
        old.charter or Charter(), mentor_on=mentor_on, senior_on=senior_on
    )
    if clauses is not None:
        charter = msgspec.structs.replace(charter, clauses=dict(clauses))
    pair = msgspec.structs.replace(old, charter=charter)
    tx.put(pair)
    view = tx.view_of(pair.programme_id)
    return tx.commit_as(_with_names(_("charter of {mentor} and {senior}"), view, pair), pair)


def record_exception(
    tx: Transaction,
    senior_id: str,
    rule: Rule,
    *,
    reason: str | None,
    on: date,
    mentor_id: str | None = None,
) -> RuleException:
    """Let one senior pass one rule, with one mentor or with any, for a written reason."""
    view = tx.open_view
    if not reason:
        raise Refused(_("An exception needs its reason in a few words."), field="reason")
    exception = tx.new(
        RuleException, senior_id=senior_id, rule=rule, reason=reason, on=on, mentor_id=mentor_id
    )
    tx.put(exception)
    what = _("exception recorded for {senior}").format(senior=view.name(senior_id))
    return tx.commit_as(what, exception)


def withdraw_exception(tx: Transaction, exception_id: str) -> RuleException:
    """Take an exception back, and return what it was; pairs made by it stay until moved."""
    old = tx.get_open(RuleException, exception_id)
    tx.remove(old)
    senior = tx.view_of(old.programme_id).name(old.senior_id)
    return tx.commit_as(_("exception withdrawn for {senior}").format(senior=senior), old)
