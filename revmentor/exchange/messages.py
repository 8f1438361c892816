"""Messages filled with what is known, to be copied or opened as mail. Nothing is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

import msgspec

from revmentor.content import library
from revmentor.content.library import Message
from revmentor.exchange.message_places import OF_STAND_INS, Reader, places
from revmentor.i18n.gettext import addressed_by
from revmentor.model.base import Role
from revmentor.model.pair import Pair
from revmentor.model.person import Person
from revmentor.rules.messages.next_meeting import teaches_next
from revmentor.rules.pairing import stand_ins
from revmentor.rules.programme_view import View

PLACE = re.compile(r"\{([a-z_]+)\}")


class Letter(msgspec.Struct, frozen=True):
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


def blind_copy(letter: Letter) -> str:
    """Return a letter to several as an address that a mail program opens, by blind copy."""
    to = quote(letter.email or "", safe="@,")
    return f"mailto:?bcc={to}&subject={quote(letter.subject)}&body={quote(letter.body)}"


def message_texts(view: View) -> list[Message]:
    """Return the messages as the firm speaks to its people, in their order."""
    with addressed_by(view.firm.address):
        return library.messages()


def shipped_message(view: View, message_id: str) -> Message:
    """Return a message of our own, as the firm speaks to its people."""
    with addressed_by(view.firm.address):
        return next(each for each in library.shipped_messages() if each.id == message_id)


_SIDES: dict[str, tuple[Role, ...]] = {
    "participant": ("mentor", "senior"),
    "both": ("mentor", "senior"),
    "line_manager": ("mentor", "senior"),
    "mentor": ("mentor",),
    "stand_in": ("mentor",),
    "senior": ("senior",),
    "not_answered": (),
    "follow_up": (),
    "form_page": (),
}
"""Of which sides of a pair a message is written, by whom it is to."""


def letters(view: View, message: Message, pair: Pair, today: date) -> list[Letter]:
    """Return a message of a pair once for each person it is to, filled with what is known.

    A paragraph that asks for something unknown is left out whole.
    """
    standing = stand_ins.standing(pair, today)
    if message.id in OF_STAND_INS and not standing:
        return []
    mentor_id = pair.mentor_id
    if message.to == "stand_in":
        mentor_id = standing[0].mentor_id
    elif message.id == "reminder":
        mentor_id = teaches_next(view, pair, today)
    own_ids: dict[Role, str] = {"mentor": mentor_id, "senior": pair.senior_id}
    sides = _SIDES.get(message.to, ("mentor",))
    readers = (
        Reader(_person(view, message, own_ids[each]), [own_ids[each]], [pair]) for each in sides
    )
    return [letter(view, message, each, today) for each in readers]


def letter(view: View, message: Message, reader: Reader, today: date) -> Letter:
    """Return a message to one reader, filled with what is known."""
    wanted = PLACE.findall("\n".join([message.subject, *message.paragraphs]))
    with addressed_by(view.firm.address):
        known = places(view, message, reader, today, wanted)
    person = reader.person
    return Letter(
        message.title,
        person.id if person else None,
        person.name if person else "–",
        person.email if person else None,
        filled(message.subject, known) or message.title,
        "\n\n".join(filter(None, (filled(text, known) for text in message.paragraphs))),
    )


def _person(view: View, message: Message, person_id: str) -> Person | None:
    """Return whom a message goes to: the person, or the line manager; ``None`` if not known."""
    people = view.snapshot.people
    if message.to == "line_manager":
        return people.get(people[person_id].manager_id or "")
    return people.get(person_id)


def filled(text: str, known: Mapping[str, str]) -> str:
    """Return a paragraph with its places filled, or nothing where one of them is not known.

    What is put in is never looked at again: a brace in a name stays a brace.
    """
    if any(not known.get(place) for place in PLACE.findall(text)):
        return ""
    return PLACE.sub(lambda place: known[place.group(1)], text)
