"""Who was told what and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from revmentor.i18n.dates import short_day
from revmentor.i18n.gettext import ngettext
from revmentor.model.sent_message import SentMessage
from revmentor.rules.programme_view import View, remembered


@remembered
def sent(view: View, message_id: str) -> Sequence[SentMessage]:
    """Return when a message was sent and to whom, the earliest first."""
    every = (each for each in view.own(SentMessage) if each.message == message_id)
    return sorted(every, key=lambda each: (each.on, each.id))


@remembered
def last_told(view: View, message_id: str) -> Mapping[str, date]:
    """Return the last day on which each was told a message."""
    return {who: each.on for each in sent(view, message_id) for who in each.person_ids}


def still_to_tell(view: View, message_id: str, people: Iterable[str], today: date) -> list[str]:
    """Return who is told next: those never told, else all who were not today, else all."""
    told = last_told(view, message_id)
    every = list(dict.fromkeys(people))
    never = [each for each in every if each not in told]
    return never or [each for each in every if told[each] < today] or every


def told_text(view: View, message_id: str, people: Iterable[str]) -> str:
    """Say when a message was told last, to how many, and who of some people was never told it."""
    told = last_told(view, message_id)
    if not told:
        return ""
    latest = max(told.values())
    n = sum(day == latest for day in told.values())
    text = ngettext("told on {{day}} to {n} person", "told on {{day}} to {n} people", n)
    text = text.format(day=short_day(latest, view.today))
    missing = sum(each not in told for each in people)
    if not missing:
        return text
    return text + ", " + ngettext("{n} not yet", "{n} not yet", missing)
