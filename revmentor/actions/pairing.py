"""A proposal, accepted as a whole or in part: one change, and one to take back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from revmentor.actions.programmes import open_view
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Record
from revmentor.model.errors import Problem, refuse_any
from revmentor.model.pair import Pair
from revmentor.model.programme import Pairing, Programme
from revmentor.rules.pairing import eligibility, handover, lessons, pair_endings
from revmentor.rules.pairing.proposal import without_own_half_day
from revmentor.rules.pairing.score import points
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace


def accept(
    workspace: Workspace,
    programme_id: str,
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
    view = open_view(workspace, programme_id)
    standing = view.pair_of_senior
    ending = [
        standing[senior_id]
        for senior_id, mentor_id in sorted(mentor_of.items())
        if senior_id in standing and standing[senior_id].mentor_id != mentor_id
    ]
    refuse_any(_locked(view, ending))
    # What never met and has not begun before the day leaves no trace.
    unmet = {p.id for p in ending if p.from_on >= on and not view.sessions_of_pair(p)}
    begun_before = [p for p in ending if p.id not in unmet]
    put, gone = pair_endings.ended(view, begun_before, on, _("new pairing"))
    changed: dict[str, Pair | None] = {p.id: p for p in put if isinstance(p, Pair)}
    changed |= dict.fromkeys(unmet)
    begun: list[Pair] = []
    kept: list[Pair] = []
    taken = 0
    for senior_id, mentor_id in sorted(mentor_of.items()):
        old = standing.get(senior_id)
        if old and old.mentor_id == mentor_id:
            if senior_id in locked and not old.locked:
                changed[old.id] = msgspec.structs.replace(old, locked=True)
                kept.append(old)
            continue
        if mentor_id is None:
            continue
        pair = Pair(
            id=old.id if old and old.id in unmet else workspace.new_id("pairs", taken),
            programme_id=programme_id,
            mentor_id=mentor_id,
            senior_id=senior_id,
            from_on=on,
            locked=senior_id in locked,
            rationale=lessons.rationale(view, mentor_id, senior_id)
            or _("proposed for all together"),
            handover=(handover.note(view, old) or None) if old else None,
        )
        taken += pair.id not in unmet
        changed[pair.id] = pair
        begun.append(pair)
    if not changed:
        return []
    after = View(view.snapshot.with_records({"pairs": changed}), programme_id, view.skills)
    refuse_any(_against(after, [*begun, *kept]))
    sessions: list[Record] = [each for each in put if not isinstance(each, Pair)]
    removed: list[Record] = [*gone, *(p for p in ending if changed[p.id] is None)]
    workspace.commit(
        _said(after, begun, ending, kept),
        put=[*sessions, *(pair for pair in changed.values() if pair)],
        remove=removed,
    )
    return begun


def set_pairing(workspace: Workspace, programme_id: str, pairing: Pairing) -> Programme:
    """Set how pairs are proposed: the weights, the levels above, own half-days."""
    view = open_view(workspace, programme_id)
    points(pairing.weights)  # refuses weights of which none counts
    usual = pairing == Pairing()
    programme = msgspec.structs.replace(view.programme, pairing=None if usual else pairing)
    workspace.commit(_("settings of pairing changed"), put=[programme])
    return programme


def _said(after: View, begun: list[Pair], ending: list[Pair], kept: list[Pair]) -> str:
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
            yield Problem(each.rule or "", f"{_names(after, pair)}: {each.message}")
    for mentor_id in sorted(mentors):
        group, most = after.group_of(mentor_id), eligibility.places(after, mentor_id)
        if len(group) > most:
            message = ngettext(
                "{{name}} would have {n} senior, and {{most}} were agreed.",
                "{{name}} would have {n} seniors, and {{most}} were agreed.",
                len(group),
            ).format(name=after.name(mentor_id), most=most)
            yield Problem("places", message)
        if after.programme.pairs_by.own_half_day and (
            crowded := without_own_half_day(after, mentor_id)
        ):
            message = _("{mentor} has no half-day of the week left for {senior} alone.").format(
                mentor=after.name(mentor_id), senior=after.name(crowded[0])
            )
            yield Problem("half_day", message)


def _names(view: View, pair: Pair) -> str:
    return f"{view.name(pair.mentor_id)} & {view.name(pair.senior_id)}"
