"""Messages, for many and of a pair, as scripts read them, and as lines to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from revmentor.exchange.contract.base import VERSION
from revmentor.exchange.contract.messages import LetterReady, MessageReady, MessagesReady, ToldOn
from revmentor.exchange.messages import Letter
from revmentor.exchange.messages_for_many import ManyMessage
from revmentor.exchange.messages_of_pair import PairMessage
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.rules.messages.phases import phase_on
from revmentor.rules.messages.sent import last_told, sent
from revmentor.rules.programme_view import View


def messages_ready(view: View, many: Sequence[ManyMessage], today: date) -> MessagesReady:
    """Return messages for a script."""
    return MessagesReady(
        version=VERSION,
        programme_id=view.programme.id,
        today=today,
        phase=phase_on(view, today),
        messages=tuple(_ready(each) for each in many),
    )


def _ready(message: ManyMessage) -> MessageReady:
    text = message.message
    return MessageReady(
        id=text.id,
        title=text.title,
        to=text.to,
        phases=text.phases,
        fits_now=message.is_time,
        letters=tuple(_letter(message, each) for each in message.letters),
        without_manager=tuple(message.audience.without_manager),
        told=tuple(
            ToldOn(on=each.on, person_ids=each.person_ids) for each in sent(message.view, text.id)
        ),
    )


def pair_messages_ready(
    view: View, messages: Sequence[tuple[PairMessage, Sequence[Letter]]], today: date
) -> MessagesReady:
    """Return messages of a pair for a script, each with some of its letters."""
    return MessagesReady(
        version=VERSION,
        programme_id=view.programme.id,
        today=today,
        phase=phase_on(view, today),
        messages=tuple(_of_pair(view, each, letters) for each, letters in messages),
    )


def _of_pair(view: View, message: PairMessage, letters: Sequence[Letter]) -> MessageReady:
    text = message.message
    told = last_told(view, text.id)
    return MessageReady(
        id=text.id,
        title=text.title,
        to=text.to,
        phases=text.phases,
        fits_now=message.fits_now,
        letters=tuple(_written(each, told.get(each.person_id or "")) for each in letters),
        without_manager=(),
        told=(),
    )


def pair_summary(message: PairMessage, letters: Sequence[Letter]) -> str:
    """Return a message of a pair on one line: its id, title, to whom, and whether it fits."""
    text = message.message
    to = _("to {names}").format(names=listed([each.name for each in letters]))
    fits = _("fits now") if message.fits_now else ""
    return f"{text.id}: " + " · ".join(filter(None, [text.title, to, fits]))


def _letter(message: ManyMessage, letter: Letter) -> LetterReady:
    return _written(letter, message.told_on(letter))


def _written(letter: Letter, told_on: date | None) -> LetterReady:
    return LetterReady(
        person_id=letter.person_id or "",
        name=letter.name,
        email=letter.email,
        subject=letter.subject,
        body=letter.body,
        told_on=told_on,
    )


def summary(message: ManyMessage) -> str:
    """Return to how many a message goes, whether it is the time for it, and who was told when."""
    n = len(message.audience.recipients)
    goes = ngettext("to {n} person", "to {n} people", n) if n else _("to nobody today")
    fits = _("fits now") if message.is_time else ""
    return " · ".join(filter(None, [goes, fits, message.told]))


def without_manager(message: ManyMessage) -> str:
    """Name those whose line manager nobody knows; empty where there are none."""
    people = [message.view.name(each) for each in message.audience.without_manager]
    return _("No line manager is known of {names}.").format(names=listed(people)) if people else ""


def letter_lines(letter: Letter) -> Iterator[str]:
    """Yield a letter as lines to print: to whom, the subject, the text."""
    address = f" <{letter.email}>" if letter.email else ""
    yield _("To: {name}").format(name=f"{letter.name}{address}")
    yield _("Subject: {text}").format(text=letter.subject)
    yield ""
    yield from letter.body.split("\n")
