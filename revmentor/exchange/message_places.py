"""What the places of a message are filled with: what is known of its reader and the pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

import msgspec

from revmentor.content.library import Message
from revmentor.i18n.dates import day_in_sentence, time_in_sentence, weekly_in_sentence
from revmentor.i18n.gettext import _, listed
from revmentor.model.pair import Pair, StandIn
from revmentor.model.person import Person
from revmentor.model.programme import Programme
from revmentor.model.session import Exchange
from revmentor.rules.messages.next_meeting import next_meeting, teaches_next
from revmentor.rules.pairing import lessons, stand_ins
from revmentor.rules.pairing.meetings import meetings
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import midpoint
from revmentor.rules.schedule.series import Series, series_of
from revmentor.rules.schedule.slots import slot_time
from revmentor.rules.sessions import steps


class Reader(msgspec.Struct, frozen=True):
    """Whom a message is to, and what it is about.

    ``own_ids`` are the reader or, of a line manager, those of the team; ``pairs`` are theirs, none
    before anybody is paired; ``forms`` are the forms that the reader has not answered.
    """

    person: Person | None
    own_ids: Sequence[str]
    pairs: Sequence[Pair] = ()
    forms: Sequence[str] = ()


OF_STAND_INS = frozenset({"stand_in", "stand_in_senior"})
"""The messages of a pair for whose mentor somebody stands in."""


def places(
    view: View, message: Message, reader: Reader, today: date, wanted: Iterable[str]
) -> dict[str, str]:
    """Return what is known for the places that are wanted, by their names; empty for the rest."""
    question = _Question(view, message, reader, today)
    return {name: _PLACES[name](question) for name in set(wanted) if name in _PLACES}


class _Question(msgspec.Struct, frozen=True):
    """What is asked for a place: of which reader, for which message, on which day."""

    view: View
    message: Message
    reader: Reader
    today: date

    @property
    def pairs(self) -> Sequence[Pair]:
        return self.reader.pairs


def _first_name(asked: _Question) -> str:
    return asked.reader.person.name.split(" ", 1)[0] if asked.reader.person else ""


def _names(asked: _Question, people: Iterable[str]) -> str:
    return listed([asked.view.first_name(each) for each in dict.fromkeys(people)])


def _others(asked: _Question) -> Iterator[str]:
    """Yield those of the pairs who are on the other side of the reader."""
    for pair in asked.pairs:
        mentor_id = pair.mentor_id
        if asked.message.id == "reminder":
            mentor_id = teaches_next(asked.view, pair, asked.today)
        yield from ({mentor_id, pair.senior_id} - {*asked.reader.own_ids})


def _team(asked: _Question) -> str:
    return listed([asked.view.name(each) for each in asked.reader.own_ids])


def _skills_taught(asked: _Question) -> str:
    """Return the skills that were taught, or that shall be: three at most of each pair."""
    happened = asked.message.id == "thanks"
    find = _taught if happened else _planned_lessons
    of_each = [find(asked.view, pair)[:3] for pair in asked.pairs]
    return _skill_names(asked, chain.from_iterable(of_each))


def _skills_given_back(asked: _Question) -> str:
    find = _given_back if asked.message.id == "thanks" else _planned_give_backs
    return _skill_names(asked, (each for pair in asked.pairs for each in find(asked.view, pair)))


def _skill_names(asked: _Question, skill_ids: Iterable[str]) -> str:
    return listed([asked.view.skill_name(each) for each in dict.fromkeys(skill_ids)])


def _taught(view: View, pair: Pair) -> list[str]:
    return _skills(each for session in meetings(view, pair) for each in session.taught)


def _given_back(view: View, pair: Pair) -> list[str]:
    return _skills(each for session in meetings(view, pair) for each in session.received)


def _skills(exchanges: Iterable[Exchange]) -> list[str]:
    """Return the skills of some exchanges, each once."""
    return list(dict.fromkeys(each.skill_id for each in exchanges if each.skill_id))


def _planned_lessons(view: View, pair: Pair) -> list[str]:
    return [each.skill_id for each in lessons.lessons(view, pair.mentor_id, pair.senior_id)]


def _planned_give_backs(view: View, pair: Pair) -> list[str]:
    senior = view.seniors.get(pair.senior_id)
    offers = senior.offers[:2] if senior else ()
    return lessons.give_backs(view, pair.mentor_id, pair.senior_id) or list(offers)


def _slots(asked: _Question) -> str:
    """Return weekday and time of the pairs' meetings; empty where none is agreed."""
    return listed([*dict.fromkeys(filter(None, (_slot(asked.view, pair) for pair in asked.pairs)))])


def _slot(view: View, pair: Pair) -> str:
    part = view.mentors.get(pair.mentor_id)
    slot = pair.slot or (part.slot if part else None)
    return weekly_in_sentence(slot[:3], slot_time(view, _series(view, pair))) if slot else ""


def _time(asked: _Question) -> str:
    """Return the time of the meeting that comes first."""
    view = asked.view
    days = {pair.id: next_meeting(view, pair, asked.today) or date.max for pair in asked.pairs}
    first = min(asked.pairs, key=lambda pair: days[pair.id], default=None)
    return time_in_sentence(slot_time(view, _series(view, first))) if first else ""


def _series(view: View, pair: Pair) -> Series:
    """Return the series in which a pair meets first of all."""
    every = series_of(view, pair.mentor_id)
    return next((each for each in every if each.senior_id in {"", pair.senior_id}), every[0])


def _hours(asked: _Question) -> str:
    """Return of each of a team with whom he or she meets, and when where that is agreed."""
    return "; ".join(_hour(asked, pair) for pair in asked.pairs)


def _hour(asked: _Question, pair: Pair) -> str:
    own, other = pair.mentor_id, pair.senior_id
    if own not in asked.reader.own_ids:
        own, other = other, own
    view, slot = asked.view, _slot(asked.view, pair)
    text = _("{name} with {other}, {slot}") if slot else _("{name} with {other}")
    return text.format(name=view.first_name(own), other=view.first_name(other), slot=slot)


def _last_steps(asked: _Question) -> str:
    """Return the last step agreed on; of several seniors with the name of each."""
    view = asked.view
    agreed = [(pair.senior_id, steps.last_agreed(view, pair)) for pair in asked.pairs]
    if len(agreed) == 1:
        return agreed[0][1]
    return "; ".join(f"{view.first_name(who)}: {step}" for who, step in agreed if step)


def _day(asked: _Question) -> str:
    """Return the day that a message is about, with its year where that is not this one."""
    day = _day_meant(asked)
    if day is None:
        return ""
    named = asked.message.id == "invitation" or day.year != asked.today.year
    return day_in_sentence(day, with_year=named)


def _day_meant(asked: _Question) -> date | None:
    view, message, today = asked.view, asked.message, asked.today
    if message.id == "rematch":
        return today + timedelta(days=7)
    if message.id == "pause":
        return _end_of_pause(asked.pairs, today)
    if message.id == "mid_point":
        return _half_way(view, asked.pairs)
    if message.id in OF_STAND_INS:
        return min((each.start for each in _stand_ins(asked)), default=None)
    if of_programme := day_of_programme(view.programme, message):
        return of_programme
    days = (next_meeting(view, pair, today) for pair in asked.pairs)
    return min(filter(None, days), default=None)


def _half_way(view: View, pairs: Sequence[Pair]) -> date | None:
    """Return the day of the half-way talk; none where the pairs have it on different days."""
    days = {midpoint.day_of(view, pair) or midpoint.first_day(view.programme) for pair in pairs}
    return days.pop() if len(days) == 1 else None


def day_of_programme(programme: Programme, message: Message) -> date | None:
    """Return the day of a message that goes to everybody on the same one."""
    if message.id == "invitation":
        return programme.starts_on
    return programme.ends_on if message.id == "final_form" else None


def _stand_ins(asked: _Question) -> list[StandIn]:
    """Return who stands in for the mentors of the pairs next, or now."""
    return [one for pair in asked.pairs for one in stand_ins.standing(pair, asked.today)[:1]]


def _until(asked: _Question) -> str:
    """Return the last day of whoever stands in."""
    last = max((each.end for each in _stand_ins(asked)), default=None)
    return day_in_sentence(last, with_year=last.year != asked.today.year) if last else ""


def _end_of_pause(pairs: Sequence[Pair], today: date) -> date | None:
    """Return the first day after the pauses of a pair that are not over yet."""
    pauses = (pause for pair in pairs for pause in pair.pauses)
    ends = [pause.end for pause in pauses if today <= pause.end < date.max]
    return max(ends) + timedelta(days=1) if ends else None


_PLACES: dict[str, Callable[[_Question], str]] = {
    "name": _first_name,
    "other": lambda asked: _names(asked, _others(asked)),
    "mentor": lambda asked: _names(asked, (each.mentor_id for each in asked.pairs)),
    "senior": lambda asked: _names(asked, (each.senior_id for each in asked.pairs)),
    "team": _team,
    "hours": _hours,
    "programme": lambda asked: asked.view.programme.name,
    "firm": lambda asked: asked.view.firm.name,
    "coordinator": lambda asked: asked.view.firm.coordinator or "",
    "day": _day,
    "time": _time,
    "minutes": lambda asked: str(asked.view.programme.minutes),
    "weeks": lambda asked: str(asked.view.programme.weeks),
    "skills": _skills_taught,
    "give_back": _skills_given_back,
    "stand_in": lambda asked: _names(asked, (each.mentor_id for each in _stand_ins(asked))),
    "until": _until,
    "slot": _slots,
    "last_step": _last_steps,
    "form": lambda asked: listed(list(asked.reader.forms)),
}
"""How each place is filled, by its name."""

PLACES = frozenset(_PLACES)
COMMON = frozenset({"programme", "firm", "coordinator", "minutes", "weeks"})
"""The places that are the same for every reader."""
