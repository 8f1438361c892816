"""A proposal, accepted as a whole or in part: one change, and one to take back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from revmentor.actions.pairs import end_pairs
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Role
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
    ending = _ending(standing, mentor_of)
    refuse_any(_locked(view, ending))
    # What never met and has not begun before the day leaves no trace.
    unmet = [pair for pair in ending if pair.from_on >= on and not view.sessions_of_pair(pair)]
    met = [pair for pair in ending if pair not in unmet]
    end_pairs(tx, view.programme.id, met, on, _("new pairing"), planned=True)
    tx.remove(*unmet)
    begun: list[Pair] = []
    for senior_id, mentor_id in _beginning(standing, mentor_of):
        old = standing.get(senior_id)
        replaces = old if old in unmet else None
        fields = _fields(view, mentor_id, senior_id, old)
        is_locked = senior_id in locked
        begun.append(tx.new(Pair, replaces=replaces, from_on=on, locked=is_locked, **fields))
    newly_locked = _newly_locked(standing, mentor_of, locked)
    tx.put(*begun, *newly_locked)
    if tx.is_empty:
        return []
    refuse_any(_against(tx.view, [*begun, *newly_locked]))
    return tx.commit_as(_what(view, begun, ending, newly_locked), begun)


def _ending(standing: Mapping[str, Pair], mentor_of: Mapping[str, str | None]) -> list[Pair]:
    """Return the pairs of seniors who are to be with another mentor, or with none."""
    return [
        standing[senior_id]
        for senior_id, mentor_id in sorted(mentor_of.items())
        if senior_id in standing and standing[senior_id].mentor_id != mentor_id
    ]


def _beginning(
    standing: Mapping[str, Pair], mentor_of: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    """Yield each senior who is to be with a mentor and is not yet, with that mentor."""
    for senior_id, mentor_id in sorted(mentor_of.items()):
        old = standing.get(senior_id)
        if mentor_id is not None and (old is None or old.mentor_id != mentor_id):
            yield senior_id, mentor_id


def _fields(view: View, mentor_id: str, senior_id: str, old: Pair | None) -> dict[str, Any]:
    """Return whom a pair is of, why, and what its mentor is told of the one before."""
    why = lessons.rationale(view, mentor_id, senior_id) or _("proposed for all together")
    return {
        "mentor_id": mentor_id,
        "senior_id": senior_id,
        "rationale": why,
        "handover": (handover.note(view, old) or None) if old else None,
    }


def _newly_locked(
    standing: Mapping[str, Pair], mentor_of: Mapping[str, str | None], locked: Collection[str]
) -> list[Pair]:
    """Return the pairs that stay with their mentor, of those that are locked from now on."""
    return [
        msgspec.structs.replace(standing[senior_id], locked=True)
        for senior_id, mentor_id in sorted(mentor_of.items())
        if senior_id in locked and senior_id in standing
        if standing[senior_id].mentor_id == mentor_id and not standing[senior_id].locked
    ]


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


def _against(after: View, pairs: Sequence[Pair]) -> Iterator[Problem]:
    """Yield what speaks against pairs that begin or are locked, all of them standing."""
    for pair in pairs:
        yield from _absent(after, pair.mentor_id, "mentor")
        yield from _absent(after, pair.senior_id, "senior")
        for each in eligibility.against(after, pair.mentor_id, pair.senior_id):
            yield Problem(each.rule or "", f"{after.pair_name(pair)}: {each.message}")
    for mentor_id in sorted({pair.mentor_id for pair in pairs}):
        yield from _too_many(after, mentor_id)
        yield from _crowded(after, mentor_id)


def _absent(after: View, person_id: str, role: Role) -> Iterator[Problem]:
    if not after.is_active(person_id, role):
        message = _("{name} does not take part now.").format(name=after.name(person_id))
        yield Problem(role, message)


def _too_many(after: View, mentor_id: str) -> Iterator[Problem]:
    group, most = after.group_of(mentor_id), eligibility.places_of(after, mentor_id)
    if len(group) > most:
        is_agreed = not eligibility.has_group_limit(after, mentor_id)
        message = _would_have(len(group), is_agreed=is_agreed)
        yield Problem("places", message.format(name=after.name(mentor_id), most=most))


def _would_have(n: int, *, is_agreed: bool) -> str:
    """Return the sentence for too many seniors: more than were agreed, or than a session has."""
    if not is_agreed:
        return ngettext(
            "{{name}} would have {n} senior, and one group session has {{most}} at most: “In a "
            "group” of the programme’s settings raises that.",
            "{{name}} would have {n} seniors, and one group session has {{most}} at most: “In a "
            "group” of the programme’s settings raises that.",
            n,
        )
    return ngettext(
        "{{name}} would have {n} senior, and {{most}} were agreed.",
        "{{name}} would have {n} seniors, and {{most}} were agreed.",
        n,
    )


def _crowded(after: View, mentor_id: str) -> Iterator[Problem]:
    """Yield that a mentor's week has no half-day left for each senior, where each has an own."""
    if not after.programme.pairs_by.own_half_day:
        return
    if without := availability.without_own(after, mentor_id):
        message = _("{mentor} has no half-day of the week left for {senior} alone.").format(
            mentor=after.name(mentor_id), senior=after.name(without[0])
        )
        yield Problem("half_day", message)
