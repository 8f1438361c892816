"""Forms that people are asked to answer, and the replies that come in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from revmentor.actions import answers
from revmentor.i18n.gettext import ngettext
from revmentor.model.errors import Refused
from revmentor.model.reply import FormKind, Reply
from revmentor.rules.replies import arrivals
from revmentor.rules.replies.arrivals import JudgedReply
from revmentor.rules.replies.asked import AskedForm, reply_to
from revmentor.store.transaction import Transaction


def ask(tx: Transaction, asked: Sequence[AskedForm]) -> list[Reply]:
    """Write down who is asked which form, each with the key of its page, in one commit.

    Who was asked before keeps the page: a second copy of it is the same page.
    """
    view = tx.view
    _refuse_closed(tx, [each.form for each in asked])
    replies = [reply_to(view, each) or _asked(tx, each) for each in asked]
    replies = [each if each.page else _with_page(each) for each in replies]
    changed = [each for each in replies if tx.standing.replies.get(each.id) != each]
    if not changed:
        return replies
    tx.put(*changed)
    what = ngettext("{n} form given out", "{n} forms given out", len(changed))
    return tx.commit_as(what, replies)


def _asked(tx: Transaction, asked: AskedForm) -> Reply:
    return tx.new(
        Reply,
        person_id=asked.person_id,
        form=asked.form,
        role=asked.role,
        edition=asked.edition,
        asked_on=tx.today,
    )


def _with_page(reply: Reply) -> Reply:
    return msgspec.structs.replace(reply, page=secrets.token_hex(10))


def remind(tx: Transaction, reply_ids: Sequence[str]) -> list[Reply]:
    """Write down that some who were asked were reminded today."""
    replies = [
        msgspec.structs.replace(tx.get(Reply, each), reminded_on=tx.today) for each in reply_ids
    ]
    _refuse_closed(tx, [each.form for each in replies])
    tx.put(*replies)
    what = ngettext("{n} person reminded", "{n} people reminded", len(replies))
    return tx.commit_as(what, replies)


def _refuse_closed(tx: Transaction, forms: Sequence[FormKind]) -> None:
    """Raise :class:`Refused` where a programme is closed: nothing but follow-ups is asked then."""
    if any(form != "follow_up" for form in forms):
        tx.refuse_closed()


class TakenIn(msgspec.Struct):
    """What became of replies: those taken, with what of each was not, and who answered what."""

    replies: list[JudgedReply] = msgspec.field(default_factory=list)
    notes: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """By the source of a reply: what of it was not taken, each a sentence."""

    @property
    def taken(self) -> list[JudgedReply]:
        """The replies that were taken in."""
        return [each for each in self.replies if each.state in {"new", "second"}]

    def refuse(self, judged: JudgedReply, problem: str) -> None:
        """Tell of one of the replies that it was refused after all."""
        place = self.replies.index(judged)
        refused = replace(judged, state="refused", problem=problem.rstrip("."))
        self.replies[place] = refused


def take_in(
    tx: Transaction,
    replies: Sequence[JudgedReply],
    *,
    form_columns: Mapping[str, str] | None = None,
) -> TakenIn:
    """Take replies in, in one commit: each is kept, and says what it says in the records.

    What of a reply cannot be (a level against a starting point that stands) is told, and the rest
    of it counts. Replies that are refused or known already change nothing. ``form_columns`` is what
    the headings of the firm's own forms ask, kept for the next table.
    """
    done = TakenIn(list(replies))
    _refuse_closed(tx, [each.arrival.form for each in done.taken])
    for each in sorted(done.taken, key=lambda each: each.arrival.filled_on):
        try:
            if notes := list(_taken_in(tx, each)):
                done.notes[each.arrival.source] = notes
        except Refused as error:
            done.refuse(each, str(error))
    if form_columns and done.taken and dict(form_columns) != dict(tx.standing.firm.form_columns):
        columns = dict(form_columns)
        tx.set_firm(msgspec.structs.replace(tx.standing.firm, form_columns=columns))
    if tx.is_empty:
        return done
    what = ngettext("{n} reply taken in", "{n} replies taken in", len(done.taken))
    return tx.commit_as(what, done, brought_in=True)


def _taken_in(tx: Transaction, judged: JudgedReply) -> Iterator[str]:
    """Put in what a reply says, and keep it; yield what of it was not taken.

    Raises :class:`Refused` where nothing of it can be taken; then it changes nothing.
    """
    received = arrivals.received(judged.arrival, tx.today)
    if judged.asked is None:
        return
    reply = reply_to(tx.view, judged.asked) or _asked(tx, judged.asked)
    notes = list(answers.CHANGES[reply.form](tx, reply, received))
    tx.put(msgspec.structs.replace(reply, received=(*reply.received, received)))
    yield from notes
