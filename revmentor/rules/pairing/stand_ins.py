"""A stand-in: who may teach for some weeks in a mentor's place, what it costs, what goes over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from revmentor.i18n.dates import plain_date, short_day
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.i18n.typed import typed_slot
from revmentor.model.base import Record
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair, StandIn
from revmentor.model.session import Session
from revmentor.rules.pairing import eligibility
from revmentor.rules.pairing.eligibility import Objection
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours, series, slots


def objections(view: View, pair: Pair, mentor_id: str) -> list[Objection]:
    """Return every reason why somebody may not stand in with a senior; none means that it may be.

    The rules are those of a pair: an exception with a reason opens one of them.
    """
    if mentor_id == pair.mentor_id:
        text = _("{name} is the mentor of this pair.")
        return [Objection(text.format(name=view.name(mentor_id)))]
    if not view.is_active(mentor_id, "mentor"):
        text = _("{name} does not take part as a mentor now.")
        return [Objection(text.format(name=view.name(mentor_id)))]
    return eligibility.against(view, mentor_id, pair.senior_id)


def refuse_days(view: View, pair: Pair, stand_in: StandIn, others: Sequence[StandIn]) -> None:
    """Raise :class:`Refused` for days that are not the pair's, or somebody else's already."""
    if stand_in.end < stand_in.start:
        raise Refused(_("The last day is before the first."), field="end")
    if stand_in.start < pair.from_on:
        text = _("{names} are together only from {day} on.")
        raise Refused(
            text.format(names=view.pair_name(pair), day=plain_date(pair.from_on)), field="start"
        )
    if pair.until_on and pair.until_on < stand_in.end:
        text = _("{names} are together only until {day}.")
        raise Refused(
            text.format(names=view.pair_name(pair), day=plain_date(pair.until_on)), field="end"
        )
    for each in others:
        if each.overlaps(stand_in):
            text = _("{name} stands in with {senior} from {start} to {end} already.")
            raise Refused(
                text.format(
                    name=view.name(each.mentor_id),
                    senior=view.name(pair.senior_id),
                    start=plain_date(each.start),
                    end=plain_date(each.end),
                ),
                field="start",
            )


def told(view: View, stand_in: StandIn, today: date, *, shortly: bool = False) -> str:
    """Return in a few words who stands in and how long, or from when on."""
    name = (view.first_name if shortly else view.name)(stand_in.mentor_id)
    end = short_day(stand_in.end, today)
    if stand_in.start <= today:
        return _("{name} stands in until {day}").format(name=name, day=end)
    return _("{name} stands in from {start} to {end}").format(
        name=name, start=short_day(stand_in.start, today), end=end
    )


def taken_on(
    view: View, mentor_id: str, today: date, name: Callable[[str], str] | None = None
) -> list[str]:
    """Return for whom a mentor stands in or will, and until when, in a few words each."""
    called = name or view.first_name
    until: dict[str, date] = {}
    for pair in view.stood_in_for.get(mentor_id, []):
        for each in standing(pair, today):
            if each.mentor_id == mentor_id:
                until[pair.mentor_id] = max(each.end, until.get(pair.mentor_id, date.min))
    return [
        _("for {name} until {day}").format(name=called(absent), day=short_day(until[absent], today))
        for absent in view.places_taken(mentor_id)
        if absent in until
    ]


def standing(pair: Pair, today: date) -> list[StandIn]:
    """Return the stand-ins of a pair that are not over, the first one first."""
    return sorted((x for x in pair.stand_ins if today <= x.end), key=lambda each: each.start)


def teacher_on(view: View, session: Session, day: date) -> str:
    """Return who holds on another day what a session was for: the mentor, or whoever stands in."""
    teachers = {
        pair.taught_by(day)
        for pair in view.pairs
        if pair.senior_id in session.attendance
        and session.mentor_id in pair.teachers
        and pair.stands_on(day)
    }
    return teachers.pop() if len(teachers) == 1 else session.mentor_id


# -- what it costs ---------------------------------------------------------------------------------


def hours_left(view: View, mentor_id: str) -> float:
    """Return how many hours a month a mentor has left of what was agreed, now."""
    return view.programme.monthly_hours.mentor - hours.monthly_hours(view, mentor_id)


def doubts(view: View, stand_in: StandIn) -> list[str]:
    """Return what somebody should know before a mentor takes that on; ``view`` has it already."""
    return [*_too_much(view, stand_in), *_away_too(view, stand_in), *_same_hour(view, stand_in)]


def _too_much(view: View, stand_in: StandIn) -> Iterator[str]:
    """Say that a mentor has more seniors or hours in these weeks than was agreed."""
    mentor_id = stand_in.mentor_id
    most = eligibility.agreed_load(view, mentor_id)[1]
    agreed = view.programme.monthly_hours.mentor
    seniors, taken = max(_load(view, mentor_id, day) for day in _days_it_changes(view, stand_in))
    if seniors <= most and not hours.is_over(taken, agreed):
        return
    yield ngettext(
        "{{name}} then has {n} senior and {{hours}} hours a month; {{most}} and {{agreed}} were "
        "agreed.",
        "{{name}} then has {n} seniors and {{hours}} hours a month; {{most}} and {{agreed}} were "
        "agreed.",
        seniors,
    ).format(name=view.name(mentor_id), hours=number(taken), most=most, agreed=number(agreed))


def _load(view: View, mentor_id: str, day: date) -> tuple[int, float]:
    """Return the seniors and the hours a month of a mentor on a day, with those of others."""
    own = len(view.group_of(mentor_id, day))
    others = [len(view.met_on(mentor_id, day, each)) for each in view.places_taken(mentor_id)]
    taken = hours.mentor_hours(view.programme, own) + hours.stand_in_hours(view, mentor_id, day)
    return own + sum(others), taken


def _days_it_changes(view: View, stand_in: StandIn) -> list[date]:
    """Return the first day, and the later ones on which the mentor begins to stand in elsewhere."""
    starts = (
        each.start
        for pair in view.stood_in_for.get(stand_in.mentor_id, [])
        for each in pair.stand_ins
        if each.mentor_id == stand_in.mentor_id and stand_in.holds(each.start)
    )
    return sorted({stand_in.start, *starts})


def _away_too(view: View, stand_in: StandIn) -> Iterator[str]:
    """Say that somebody stands in for the stand-in on one of the days."""
    for pair in view.pairs_of_mentor.get(stand_in.mentor_id, []):
        for each in pair.stand_ins:
            if each.overlaps(stand_in):
                yield _("{name} is away too: {other} stands in from {start} to {end}.").format(
                    name=view.name(stand_in.mentor_id),
                    other=view.name(each.mentor_id),
                    start=plain_date(each.start),
                    end=plain_date(each.end),
                )
                return


def _same_hour(view: View, stand_in: StandIn) -> Iterator[str]:
    """Say that slots that the mentor takes on are at the hour of own ones."""
    every = series.series_of(view, stand_in.mentor_id)
    own = [each for each in every if not each.place_of and _hours_in(view, each, stand_in)]
    for taken in every:
        if not taken.place_of or not (held := _hours_in(view, taken, stand_in)):
            continue
        if any(held & _hours_in(view, each, stand_in) for each in own):
            slot = (
                f"{slots.WEEKDAYS[slots.slot_weekday(view, taken)]}-{slots.slot_time(view, taken)}"
            )
            text = _("{name} has an own slot at that hour, {slot}: agree another for one of them.")
            yield text.format(name=view.name(stand_in.mentor_id), slot=typed_slot(slot))
            return


def _hours_in(view: View, each: series.Series, stand_in: StandIn) -> set[tuple[date, str]]:
    """Return the days and the hour of the slots of a series in a span, where an hour is known."""
    clock = slots.slot_time(view, each)
    days = slots.slots_of(view, each).values() if clock else ()
    return {(day, clock) for day in days if stand_in.holds(day)}


# -- what goes over, and comes back ----------------------------------------------------------------


def cut(stand_ins: Iterable[StandIn], last: date) -> tuple[StandIn, ...]:
    """Return stand-ins up to a day: those that begin later are gone, the last one ends on it."""
    return tuple(
        msgspec.structs.replace(each, end=min(each.end, last))
        for each in stand_ins
        if each.start <= last
    )


def without(pair: Pair, mentor_id: str, last: date) -> Pair:
    """Return a pair for which somebody stands in no longer than up to a day."""
    own = {each for each in pair.stand_ins if each.mentor_id == mentor_id}
    left = {each: cut([each], last) for each in own}
    kept = (x for each in pair.stand_ins for x in left.get(each, (each,)))
    return msgspec.structs.replace(pair, stand_ins=tuple(kept))


class Handover(msgspec.Struct, frozen=True):
    """A planned session, and the seniors of it that somebody else meets now."""

    session: Session
    mentor_id: str
    seniors: Sequence[str]


def handovers(view: View, pairs: Collection[Pair]) -> list[Handover]:
    """Return the planned sessions of some pairs that another mentor is to hold.

    ``view`` has the pairs as they are now; whoever was to hold a session may not teach any more.
    """
    by_senior = {each.senior_id: each for each in pairs}
    found: list[Handover] = []
    for session in view.sessions:
        if session.status == "planned":
            found += _handed_over(session, by_senior)
    return found


def _handed_over(session: Session, pairs: Mapping[str, Pair]) -> Iterator[Handover]:
    goes_to: dict[str, list[str]] = {}
    for senior_id in session.attendance:
        pair = pairs.get(senior_id)
        if pair and pair.stands_on(session.due_on):
            goes_to.setdefault(pair.taught_by(session.due_on), []).append(senior_id)
    goes_to.pop(session.mentor_id, None)
    for mentor_id, seniors in goes_to.items():
        yield Handover(session, mentor_id, seniors)


def refuse_settled(view: View, before: Pair, after: Pair) -> list[Record]:
    """Raise :class:`Refused` for a session of a stand-in on days that are taken away again.

    Returns those that were cancelled or moved, and so fall away with the days.
    """
    gone: list[Record] = []
    for session in view.sessions_of_pair(before):
        days = (session.due_on, session.day)
        if session.mentor_id == before.mentor_id or session.status == "planned":
            continue
        if any(after.taught_by(day) == session.mentor_id for day in days):
            continue
        if session.status in {"held", "missed"}:
            raise Refused(
                _("{name} and {senior} have a session on {day}; these days stay.").format(
                    name=view.name(session.mentor_id),
                    senior=view.name(before.senior_id),
                    day=plain_date(session.day),
                ),
                field="end",
            )
        gone.append(session)
    return gone
