"""The form of what `message` says to scripts."""

from __future__ import annotations

from datetime import date

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.rules.messages.phases import MessagePhase


class LetterReady(Shape, frozen=True, kw_only=True):
    """A message to one person; ``told_on`` is the last day on which the person was told."""

    person_id: str
    name: str
    email: str | None
    subject: str
    body: str
    told_on: date | None


class ToldOn(Shape, frozen=True, kw_only=True):
    """When a message was sent, and to whom."""

    on: date
    person_ids: tuple[str, ...]


class MessageReady(Shape, frozen=True, kw_only=True):
    """A message, for many or of a pair: when it fits, each person's letter, and who was told when.

    ``without_manager`` are those whose line manager the letter to line managers does not reach.
    """

    id: str
    title: str
    to: str
    phases: tuple[str, ...]
    fits_now: bool
    letters: tuple[LetterReady, ...]
    without_manager: tuple[str, ...]
    told: tuple[ToldOn, ...]


class MessagesReady(Versioned, frozen=True, kw_only=True):
    """What `revmentor message --json` writes."""

    programme_id: str
    today: date
    phase: MessagePhase
    messages: tuple[MessageReady, ...]
