"""Messages: write down who was told what."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused
from revmentor.model.person import Person
from revmentor.model.sent_message import SentMessage
from revmentor.rules.messages.sent import last_told
from revmentor.store.transaction import Transaction


def record_sent(
    tx: Transaction, message_id: str, person_ids: Sequence[str], *, title: str = ""
) -> SentMessage:
    """Record that a message was sent today; of a closed programme too: thanks come afterwards.

    Whoever was told it today already is not named twice; where that is everybody it is refused.
    ``title`` is what the message is called.
    """
    told = last_told(tx.view, message_id)
    people = [tx.get(Person, each) for each in dict.fromkeys(person_ids)]
    if not people:
        raise Refused(_("This message goes to nobody today."))
    new = [each.id for each in people if told.get(each.id) != tx.today]
    if not new:
        raise Refused(_("It is written down already that they were told today."))
    message = tx.new(SentMessage, message=message_id, on=tx.today, person_ids=tuple(new))
    tx.put(message)
    what = ngettext("{n} person told: {{message}}", "{n} people told: {{message}}", len(new))
    return tx.commit_as(what.format(message=title or message_id), message)
