"""The messages for many: the fitting one first, each with a letter for everybody it goes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import msgspec

from revmentor.content.library import Message
from revmentor.exchange.message_places import COMMON, Reader, places
from revmentor.exchange.messages import PLACE, Letter, filled, letter, message_texts
from revmentor.i18n.gettext import _, ngettext
from revmentor.rules.messages.audience import Audience, audience
from revmentor.rules.messages.phases import phase_on
from revmentor.rules.messages.sent import last_told, still_to_tell, told_text
from revmentor.rules.programme_view import View


class ManyMessage(msgspec.Struct, frozen=True, dict=True):
    """A message, all it goes to on a day, and whether it is the time for it."""

    view: View
    message: Message
    audience: Audience
    today: date
    is_time: bool

    @cached_property
    def letters(self) -> list[Letter]:
        """The message to each person."""
        people = self.view.snapshot.people
        return [
            letter(
                self.view,
                self.message,
                Reader(people[each.person_id], each.own_ids, each.pairs, each.forms),
                self.today,
            )
            for each in self.audience.recipients
        ]

    @property
    def told(self) -> str:
        """When it was told last, to how many, and how many were never told; empty before."""
        return told_text(self.view, self.message.id, self._person_ids)

    @property
    def still_to_tell(self) -> list[str]:
        """The ids of those who are told next: who never was, else everybody."""
        return still_to_tell(self.view, self.message.id, self._person_ids, self.today)

    @property
    def _person_ids(self) -> list[str]:
        return [each.person_id for each in self.audience.recipients]

    def told_on(self, letter: Letter) -> date | None:
        """Return the last day on which the reader of a letter was told."""
        return last_told(self.view, self.message.id).get(letter.person_id or "")

    @property
    def to_all(self) -> Letter:
        """One letter to all who are told next and whose address is known, for a blind copy.

        It says what is the same for everybody: what differs from one to the next is left out.
        """
        message = self.message
        wanted = PLACE.findall("\n".join([message.subject, *message.paragraphs]))
        shared = COMMON | ({"day"} if message.id in {"invitation", "final_form"} else set())
        reader = Reader(None, ())
        known = places(self.view, message, reader, self.today, shared & set(wanted))
        greeting, *paragraphs = message.paragraphs
        begins = filled(greeting, known) or _("Good morning,")
        return Letter(
            message.title,
            None,
            ngettext("{n} person", "{n} people", len(self.addresses)),
            ",".join(self.addresses),
            filled(message.subject, known) or message.title,
            "\n\n".join([begins, *filter(None, (filled(text, known) for text in paragraphs))]),
        )

    @property
    def addresses(self) -> list[str]:
        """The addresses of those who are told next, as far as they are known, each once."""
        return list(dict.fromkeys(each.email for each in self._next_letters if each.email))

    @property
    def without_address(self) -> Sequence[str]:
        """The names of those who are told next and whose address is not known."""
        return [each.name for each in self._next_letters if not each.email]

    @property
    def _next_letters(self) -> list[Letter]:
        people = set(self.still_to_tell)
        return [each for each in self.letters if each.person_id in people]


def messages_for_many(view: View, today: date) -> list[ManyMessage]:
    """Return every message for many; first those that it is the time for, last those to nobody."""
    phase = phase_on(view, today)
    messages = [
        ManyMessage(view, each, people, today, phase in each.phases and bool(people.recipients))
        for each in message_texts(view)
        if each.phases
        for people in [audience(view, each.id, each.to, today)]
    ]
    return sorted(messages, key=_order)


def _order(message: ManyMessage) -> tuple[bool, bool, bool, int]:
    """Return where a message stands: first what it is the time for and some were not told.

    Of these the one of this phase alone comes before one of every phase.
    """
    told = last_told(message.view, message.message.id)
    everybody_told = all(each.person_id in told for each in message.audience.recipients)
    phases = len(message.message.phases) if message.is_time else 0
    return (
        not message.is_time,
        not message.audience.recipients,
        message.is_time and everybody_told,
        phases,
    )
