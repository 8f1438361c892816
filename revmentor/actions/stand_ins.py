"""Stand-ins: a colleague takes a mentor's sessions for some weeks, and the pair stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, listed
from revmentor.model.errors import NeedsConfirmation, Problem, Refused
from revmentor.model.pair import Pair, StandIn
from revmentor.model.session import Session
from revmentor.rules.pairing import pair_endings, stand_ins
from revmentor.store.transaction import Transaction


def stand_in(
    tx: Transaction,
    pair_ids: Sequence[str],
    mentor_id: str | None,
    *,
    start: date,
    end: date,
    reason: str | None = None,
    instead: StandIn | None = None,
    sure: bool = False,
) -> list[Pair]:
    """Let a colleague teach the seniors of some pairs on some days; the pairs stay as they are.

    Sessions planned on these days go over to the colleague. ``instead`` is the stand-in that it
    changes: a pair of the mentor that has that one and is not named has none then. What was
    planned on days that are taken away goes back. Raises :class:`Refused`, or
    :class:`NeedsConfirmation` for more than was agreed unless one is ``sure``.
    """
    if not pair_ids:
        raise Refused(_("Tick at least one senior."), field="seniors")
    if not mentor_id:
        raise Refused(_("There is no other mentor."), field="mentor_id")
    new = StandIn(mentor_id=mentor_id, start=start, end=end, reason=reason)
    changed = [_with(tx, tx.get_open(Pair, each), new, instead) for each in pair_ids]
    had = _that_have(tx, changed[0], instead) if instead else []
    _put(tx, [*changed, *(_rid_of(each, instead) for each in had if each.id not in pair_ids)])
    view = tx.view_of(changed[0].programme_id)
    if not sure and (doubts := stand_ins.doubts(view, new)):
        raise NeedsConfirmation(" ".join(doubts), field="mentor_id")
    what = _("{name} stands in for {mentor} from {start} to {end}").format(
        name=view.name(mentor_id),
        mentor=view.name(changed[0].mentor_id),
        start=plain_date(start),
        end=plain_date(end),
    )
    return tx.commit_as(what, changed)


def take_out(tx: Transaction, pair_ids: Sequence[str], old: StandIn) -> list[Pair]:
    """Take a stand-in of some pairs out again; what was planned goes back to the mentor.

    Raises :class:`Refused` where the two have met.
    """
    changed = [_rid_of(tx.get_open(Pair, each), old) for each in pair_ids]
    _put(tx, changed)
    view = tx.view_of(changed[0].programme_id)
    what = _("{name} does not stand in for {mentor}").format(
        name=view.name(old.mentor_id), mentor=view.name(changed[0].mentor_id)
    )
    return tx.commit_as(what, changed)


def cut_stand_ins(tx: Transaction, programme_id: str, mentor_id: str, last: date) -> str:
    """Let somebody stand in for nobody after a day, as a part of a larger change.

    Returns a sentence that says for whom not any more; empty where it was for nobody.
    """
    pairs = tx.view_of(programme_id).stood_in_for.get(mentor_id, [])
    cut = [stand_ins.without(pair, mentor_id, last) for pair in pairs]
    changed = [new for old, new in zip(pairs, cut, strict=True) if new != old]
    _put(tx, changed)
    view = tx.view_of(programme_id)
    absent = listed([view.name(each) for each in dict.fromkeys(x.mentor_id for x in changed)])
    return _("stands in for {names} no more").format(names=absent) if changed else ""


def _that_have(tx: Transaction, one: Pair, stand_in: StandIn) -> list[Pair]:
    """Return the pairs of one mentor for which somebody stands in alike."""
    pairs = tx.view_of(one.programme_id).pairs_of_mentor.get(one.mentor_id, [])
    return [each for each in pairs if stand_in in each.stand_ins]


def _rid_of(pair: Pair, old: StandIn | None) -> Pair:
    left = tuple(each for each in pair.stand_ins if each != old)
    return msgspec.structs.replace(pair, stand_ins=left)


def _with(tx: Transaction, pair: Pair, new: StandIn, instead: StandIn | None) -> Pair:
    """Return a pair with a stand-in, or one of its stand-ins changed."""
    view = tx.view_of(pair.programme_id)
    if against := stand_ins.objections(view, pair, new.mentor_id):
        raise Refused(
            " ".join(each.message for each in against),
            field="mentor_id",
            problems=tuple(Problem(each.rule or "", each.message) for each in against),
        )
    others = [each for each in pair.stand_ins if each != instead]
    stand_ins.refuse_days(view, pair, new, others)
    every = sorted([*others, new], key=lambda each: each.start)
    return msgspec.structs.replace(pair, stand_ins=tuple(every))


def _put(tx: Transaction, pairs: Iterable[Pair]) -> None:
    """Put pairs in, and have every planned session held by whoever teaches on its day."""
    by_programme: dict[str, list[Pair]] = {}
    for pair in pairs:
        old = tx.get(Pair, pair.id)
        view = tx.view_of(pair.programme_id)
        gone = stand_ins.refuse_settled(view, old, pair)
        tx.put(
            *(
                msgspec.structs.replace(each, makes_up=None)
                for each in pair_endings.making_up(view, {each.id for each in gone})
            )
        )
        tx.remove(*gone)
        by_programme.setdefault(pair.programme_id, []).append(pair)
    for programme_id, changed in by_programme.items():
        tx.put(*changed)
        for each in stand_ins.handovers(tx.view_of(programme_id), changed):
            tx.put(*_handed_over(tx, each))


def _handed_over(tx: Transaction, handover: stand_ins.Handover) -> Iterator[Session]:
    """Yield a planned session with another mentor; of a group only those who go over."""
    session = tx.get(Session, handover.session.id)
    going = {who: how for who, how in session.attendance.items() if who in handover.seniors}
    staying = {who: how for who, how in session.attendance.items() if who not in going}
    if not staying:
        yield msgspec.structs.replace(session, mentor_id=handover.mentor_id)
        return
    yield msgspec.structs.replace(session, attendance=staying)
    yield tx.copy(session, mentor_id=handover.mentor_id, attendance=going, makes_up=None)
