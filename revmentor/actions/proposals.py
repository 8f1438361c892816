"""A proposal, accepted as a whole or in part: one change, and one to take back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from revmentor.actions.pairs import end_pairs
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Problem, refuse_any
from revmentor.model.pair import Pair
from revmentor.rules import availability
from revmentor.rules.pairing import eligibility, handover, lessons
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction


def accept(
    tx: Transaction,
    mentor_of: Mapping[str, str | None],
    *,
    on: date,
    locked: Collection[str] = (),
) -> list[Pair]:
    """Make the pairs of a proposal from a day on, for the seniors that are named in it.

    A senior who is with that mentor already keeps the pair; another pair of the senior ends on the
    day, and with ``None`` nothing takes its place. ``locked`` are the seniors whose pair is locked
    from now on. Every rule is asked once more: raises :class:`Refused` with each that speaks
    against a pair, and nothing has changed. Returns the pairs that begin.
    """
    view = tx.open_view
    standing = view.pair_of_senior
    ending = [
        standing[senior_id]
        for senior_id, mentor_id in sorted(mentor_of.items())
        if senior_id in standing and standing[senior_id].mentor_id != mentor_id
    ]
    refuse_any(_locked(view, ending))
    # What never met and has not begun before the day leaves no trace.
    unmet = [pair for pair in ending if pair.from_on >= on and not view.sessions_of_pair(pair)]
    met = [pair for pair in ending if pair not in unmet]
    end_pairs(tx, view.programme.id, met, on, _("new pairing"), planned=True)
    tx.remove(*unmet)
    begun: list[Pair] = []
    newly_locked: list[Pair] = []
    for senior_id, mentor_id in sorted(mentor_of.items()):
        old = standing.get(senior_id)
        if old and old.mentor_id == mentor_id:
            if senior_id in locked and not old.locked:
                newly_locked.append(msgspec.structs.replace(old, locked=True))
        elif mentor_id is not None:
            pair = tx.new(
                Pair,
                replaces=old if old in unmet else None,
                mentor_id=mentor_id,
                senior_id=senior_id,
                from_on=on,
                locked=senior_id in locked,
                rationale=lessons.rationale(view, mentor_id, senior_id)
                or _("proposed for all together"),
                handover=(handover.note(view, old) or None) if old else None,
            )
            begun.append(pair)
    tx.put(*begun, *newly_locked)
    if tx.is_empty:
        return []
    refuse_any(_against(tx.view, [*begun, *newly_locked]))
    return tx.commit_as(_what(view, begun, ending, newly_locked), begun)


def _what(after: View, begun: list[Pair], ending: list[Pair], kept: list[Pair]) -> str:
    if not begun and not ending:
        return ngettext("{n} pair locked", "{n} pairs locked", len(kept))
    if not begun:
        return ngettext("{n} pair ended", "{n} pairs ended", len(ending))
    if len(begun) == 1:
        return _("{senior} paired with {mentor}").format(
            senior=after.name(begun[0].senior_id), mentor=after.name(begun[0].mentor_id)
        )
    return ngettext("{n} proposed pair made", "{n} proposed pairs made", len(begun))


def _locked(view: View, ending: Iterable[Pair]) -> Iterator[Problem]:
    for pair in ending:
        if pair.locked:
            message = _("{senior} is locked with {mentor}. Unlock the pair first.").format(
                senior=view.name(pair.senior_id), mentor=view.name(pair.mentor_id)
            )
            yield Problem("locked", message)


def _against(after: View, asked: Iterable[Pair]) -> Iterator[Problem]:
    """Yield what speaks against pairs that begin or are locked, all of them standing."""
    mentors = set()
    for pair in asked:
        mentors.add(pair.mentor_id)
        for person_id, role in ((pair.mentor_id, "mentor"), (pair.senior_id, "senior")):
            if not after.is_active(person_id, "mentor" if role == "mentor" else "senior"):
                message = _("{name} does not take part now.").format(name=after.name(person_id))
                yield Problem(role, message)
        for each in eligibility.against(after, pair.mentor_id, pair.senior_id):
            yield Problem(each.rule or "", f"{after.pair_name(pair)}: {each.message}")
    for mentor_id in sorted(mentors):
        group, most = after.group_of(mentor_id), eligibility.places_of(after, mentor_id)
        if len(group) > most:
            message = ngettext(
                "{{name}} would have {n} senior, and {{most}} were agreed.",
                "{{name}} would have {n} seniors, and {{most}} were agreed.",
                len(group),
            ).format(name=after.name(mentor_id), most=most)
            yield Problem("places", message)
        if after.programme.pairs_by.own_half_day and (
            crowded := availability.without_own(after, mentor_id)
        ):
            message = _("{mentor} has no half-day of the week left for {senior} alone.").format(
                mentor=after.name(mentor_id), senior=after.name(crowded[0])
            )
            yield Problem("half_day", message)
