"""Messages filled with a pair's facts, to be copied or opened as mail. Nothing is sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from revmentor.content.library import Message
from revmentor.i18n.dates import plain_date, weekday_name
from revmentor.i18n.gettext import listed
from revmentor.model.base import Role
from revmentor.model.pair import Pair
from revmentor.model.person import Person
from revmentor.model.programme import Programme
from revmentor.model.session import Exchange
from revmentor.rules.pairing import lessons
from revmentor.rules.pairing.meetings import meetings
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import midpoint
from revmentor.rules.schedule.series import Series, series_of
from revmentor.rules.schedule.slots import slot_time
from revmentor.rules.schedule.turns import next_turns
from revmentor.rules.sessions import steps

_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Letter:
    """One message to one person: the text as it stands, and the address where it is known."""

    title: str
    person_id: str | None
    name: str
    email: str | None
    subject: str
    body: str

    @property
    def mail(self) -> str:
        """The letter as an address that a mail program opens."""
        to = quote(self.email or "", safe="@")
        return f"mailto:{to}?subject={quote(self.subject)}&body={quote(self.body)}"


_SIDES: dict[str, tuple[Role, ...]] = {
    "participant": ("mentor", "senior"),
    "both": ("mentor", "senior"),
    "line_manager": ("mentor", "senior"),
    "mentor": ("mentor",),
    "senior": ("senior",),
}
"""Of which sides of a pair a message is written, by whom it is to."""


def letters(view: View, message: Message, pair: Pair, today: date) -> list[Letter]:
    """Return a message of a pair once for each person it is to, filled with what is known.

    A paragraph that asks for something unknown is left out whole.
    """
    return [
        _letter(view, message, pair, side, today) for side in _SIDES.get(message.to, ("mentor",))
    ]


def _letter(view: View, message: Message, pair: Pair, side: Role, today: date) -> Letter:
    own_id, other_id = (
        (pair.mentor_id, pair.senior_id) if side == "mentor" else (pair.senior_id, pair.mentor_id)
    )
    known = _values(view, message, pair, today)
    known["other"] = view.first_name(other_id)
    reader = _reader(view, message, own_id)
    if reader:
        known["name"] = reader.name.split(" ", 1)[0]
    return Letter(
        message.title,
        reader.id if reader else None,
        reader.name if reader else "–",
        reader.email if reader else None,
        _filled(message.subject, known) or message.title,
        "\n\n".join(filter(None, (_filled(text, known) for text in message.paragraphs))),
    )


def _reader(view: View, message: Message, person_id: str) -> Person | None:
    """Return whom a message goes to: the person, or the line manager; ``None`` if not known."""
    people = view.snapshot.people
    if message.to == "line_manager":
        return people.get(people[person_id].manager_id or "")
    return people.get(person_id)


def _filled(text: str, known: Mapping[str, str]) -> str:
    """Return a paragraph with its places filled, or nothing where one of them is not known.

    What is put in is never looked at again: a brace in a name stays a brace.
    """
    if any(not known.get(place) for place in _PLACE.findall(text)):
        return ""
    return _PLACE.sub(lambda place: known[place.group(1)], text)


def _values(view: View, message: Message, pair: Pair, today: date) -> dict[str, str]:
    """Return what is known of a pair by the names of the places in a message."""
    programme = view.programme
    day = _day(view, message, pair, today)
    taught, given_back = _happened(view, pair) if message.id == "thanks" else _planned(view, pair)
    return {
        "mentor": view.first_name(pair.mentor_id),
        "senior": view.first_name(pair.senior_id),
        "programme": programme.name,
        "firm": view.firm.name,
        "coordinator": view.firm.coordinator or "",
        "day": plain_date(day) if day else "",
        "time": slot_time(view, _series(view, pair)),
        "minutes": str(programme.minutes),
        "weeks": str(programme.weeks),
        "skills": listed([view.skill_name(skill_id) for skill_id in taught[:3]]),
        "give_back": listed([view.skill_name(skill_id) for skill_id in given_back]),
        "slot": _slot(view, pair),
        "last_step": steps.last_agreed(view, pair),
    }


def _happened(view: View, pair: Pair) -> tuple[list[str], list[str]]:
    """Return the skills that were taught and given back when a pair met."""
    held = meetings(view, pair)
    taught = _skills(exchange for session in held for exchange in session.taught)
    return taught, _skills(exchange for session in held for exchange in session.received)


def _skills(exchanges: Iterable[Exchange]) -> list[str]:
    """Return the skills of some exchanges, each once."""
    return list(dict.fromkeys(each.skill_id for each in exchanges if each.skill_id))


def _planned(view: View, pair: Pair) -> tuple[list[str], list[str]]:
    """Return the skills that a pair shall teach and give back."""
    lessons_ahead = lessons.lessons(view, pair.mentor_id, pair.senior_id)
    give_backs = lessons.give_backs(view, pair.mentor_id, pair.senior_id)
    senior = view.seniors.get(pair.senior_id)
    offers = senior.offers[:2] if senior else ()
    return [lesson.skill_id for lesson in lessons_ahead], give_backs or list(offers)


def _slot(view: View, pair: Pair) -> str:
    """Return weekday and time of a pair's meetings; empty where none is agreed."""
    part = view.mentors.get(pair.mentor_id)
    slot = pair.slot or (part.slot if part else None)
    return f"{weekday_name(slot[:3])} {slot_time(view, _series(view, pair))}" if slot else ""


def _day(view: View, message: Message, pair: Pair, today: date) -> date | None:
    """Return the day that a message is about."""
    if message.id == "rematch":
        return today + timedelta(days=7)
    if message.id == "pause":
        return _end_of_pause(pair, today)
    if message.id == "mid_point":
        return midpoint.day_of(view, pair) or midpoint.first_day(view.programme)
    return _day_of_programme(view.programme, message) or _next_turn(view, pair, today)


def _day_of_programme(programme: Programme, message: Message) -> date | None:
    """Return the day of a message that goes to every pair on the same one."""
    if message.id == "invitation":
        return programme.starts_on
    return programme.ends_on if message.id == "final_form" else None


def _end_of_pause(pair: Pair, today: date) -> date | None:
    """Return the first day after the pauses of a pair that are not over yet."""
    ends = [pause.end for pause in pair.pauses if today <= pause.end < date.max]
    return max(ends) + timedelta(days=1) if ends else None


def _next_turn(view: View, pair: Pair, today: date) -> date | None:
    """Return the next session planned with this senior, or the next slot that is for the senior."""
    planned = [
        session.day
        for session in view.sessions_of_pair(pair)
        if session.status == "planned" and session.day >= today
    ]
    turns = next_turns(view, pair.mentor_id, today)
    slots = [turn.day for turn in turns if pair.senior_id in turn.seniors]
    return min([*planned, *slots], default=None)


def _series(view: View, pair: Pair) -> Series:
    """Return the series in which a pair meets first of all."""
    every = series_of(view, pair.mentor_id)
    return next((each for each in every if each.senior_id in {"", pair.senior_id}), every[0])
