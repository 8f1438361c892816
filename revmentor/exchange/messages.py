"""Messages filled with a pair's facts, to be copied or opened as mail. Nothing is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from revmentor.content.library import Message
from revmentor.i18n.dates import plain_date, weekday_name
from revmentor.i18n.gettext import listed
from revmentor.model.base import Role
from revmentor.model.pair import Pair
from revmentor.rules.pairing import lessons
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.series import Series, series_of
from revmentor.rules.schedule.slots import slot_time
from revmentor.rules.schedule.turns import next_turns

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


def letters(view: View, message: Message, pair: Pair, today: date) -> list[Letter]:
    """Return a message of a pair once for each person it is to, filled with what is known.

    A paragraph that asks for something unknown is left out whole.
    """
    sides: dict[str, tuple[Role, ...]] = {
        "participant": ("mentor", "senior"),
        "both": ("mentor", "senior"),
        "line_manager": ("mentor", "senior"),
        "mentor": ("mentor",),
        "senior": ("senior",),
    }
    return [
        _letter(view, message, pair, side, today) for side in sides.get(message.to, ("mentor",))
    ]


def _letter(view: View, message: Message, pair: Pair, side: Role, today: date) -> Letter:
    one, other = (
        (pair.mentor_id, pair.senior_id) if side == "mentor" else (pair.senior_id, pair.mentor_id)
    )
    to: str | None = one
    if message.to == "line_manager":
        to = view.snapshot.people[one].manager_id
    person = view.snapshot.people.get(to) if to else None
    known = _values(view, message, pair, today)
    known["other"] = view.first_name(other)
    if person:
        known["name"] = person.name.split(" ", 1)[0]
    return Letter(
        message.title,
        to if person else None,
        person.name if person else "–",
        person.email if person else None,
        _filled(message.subject, known) or message.title,
        "\n\n".join(filter(None, (_filled(each, known) for each in message.paragraphs))),
    )


def _filled(text: str, known: Mapping[str, str]) -> str:
    """Return a paragraph with its places filled, or nothing where one of them is not known.

    What is put in is never looked at again: a brace in a name stays a brace.
    """
    if any(not known.get(place) for place in _PLACE.findall(text)):
        return ""
    return _PLACE.sub(lambda found: known[found.group(1)], text)


def _values(view: View, message: Message, pair: Pair, today: date) -> dict[str, str]:
    programme = view.programme
    day = _day(view, message, pair, today)
    part = view.mentors.get(pair.mentor_id)
    series, occasion = _series(view, pair), pair.slot or (part.slot if part else None)
    time = slot_time(view, series)
    if message.id == "thanks":  # what was, not what is planned
        skills, offers = _happened(view, pair)
    else:
        skills = [each.skill_id for each in lessons.lessons(view, pair.mentor_id, pair.senior_id)]
        senior = view.seniors.get(pair.senior_id)
        offers = lessons.give_backs(view, pair.mentor_id, pair.senior_id) or list(
            senior.offers[:2] if senior else ()
        )
    return {
        "mentor": view.first_name(pair.mentor_id),
        "senior": view.first_name(pair.senior_id),
        "programme": programme.name,
        "firm": view.firm.name,
        "coordinator": view.firm.coordinator or "",
        "day": plain_date(day) if day else "",
        "time": time,
        "minutes": str(programme.minutes),
        "weeks": str(programme.weeks),
        "skills": listed([view.skill_name(each) for each in skills[:3]]),
        "give_back": listed([view.skill_name(each) for each in offers]),
        "slot": f"{weekday_name(occasion[:3])} {time}" if occasion else "",
        "last_step": _last_step(view, pair),
    }


def _happened(view: View, pair: Pair) -> tuple[list[str], list[str]]:
    """Return the skills that were taught and given back in the sessions of a pair."""
    held = [each for each in view.sessions_of_pair(pair) if each.status == "held"]
    taught = dict.fromkeys(x.skill_id for each in held for x in each.taught if x.skill_id)
    received = dict.fromkeys(x.skill_id for each in held for x in each.received if x.skill_id)
    return list(taught), list(received)


def _day(view: View, message: Message, pair: Pair, today: date) -> date | None:
    programme = view.programme
    if message.id == "invitation":
        return programme.starts_on
    if message.id == "rematch":
        return today + timedelta(days=7)
    if message.id == "mid_point":
        return programme.starts_on + timedelta(weeks=programme.weeks // 2)
    if message.id == "final_form":
        return programme.ends_on
    if message.id == "pause":
        ends = [pause.end for pause in pair.pauses if today <= pause.end < date.max]
        return max(ends) + timedelta(days=1) if ends else None
    return _next_turn(view, pair, today)


def _next_turn(view: View, pair: Pair, today: date) -> date | None:
    """Return the next session planned with this senior, or the next slot that is for the senior."""
    planned = [
        session.day
        for session in view.sessions_of_pair(pair)
        if session.status == "planned" and session.day >= today
    ]
    turns = next_turns(view, pair.mentor_id, today)
    mine = [turn.day for turn in turns if pair.senior_id in turn.seniors]
    return min([*planned, *mine], default=None)


def _series(view: View, pair: Pair) -> Series:
    """Return the series in which a pair meets first of all."""
    every = series_of(view, pair.mentor_id)
    return next((each for each in every if each.senior_id in {"", pair.senior_id}), every[0])


def _last_step(view: View, pair: Pair) -> str:
    for session in reversed(view.sessions_of_pair(pair)):
        for step in session.steps:
            if step.senior_id == pair.senior_id:
                return step.text
    return ""
