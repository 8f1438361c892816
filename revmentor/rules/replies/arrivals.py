"""Replies that arrive: whose they are, which question they answer, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.pulse import Method
from revmentor.model.references import named
from revmentor.model.reply import Answers, FormKind, Received, Reply
from revmentor.model.text import shown
from revmentor.rules.care import pulses
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import AskedForm, reply_to
from revmentor.rules.replies.editions import pulse_edition, round_number

ArrivalState = Literal["new", "second", "same", "left", "refused"]


class Arrival(msgspec.Struct, frozen=True):
    """One reply as it was read: where it came from, the page it answers, what it says.

    ``programme`` is the name that the page had; a reply of a table has no page and says itself what
    it was ``asked``.
    """

    source: str
    form: FormKind
    edition: str
    programme: str
    filled_on: date
    answers: Answers
    page: str = ""
    asked: AskedForm | None = None
    way: Method = "page"


class JudgedReply(msgspec.Struct, frozen=True):
    """What becomes of one reply: it is new, the second of its page, known already, or refused.

    A second one may also be ``left``, so that the first stays.

    ``reply`` is what is kept of the question it answers, where it was asked by us; ``problem`` says
    why it is refused.
    """

    arrival: Arrival
    state: ArrivalState
    reply: Reply | None = None
    problem: str = ""
    replaces: Received | None = None

    def left(self) -> JudgedReply:
        """Return a second reply as one that does not count; any other as it is."""
        return replace(self, state="left") if self.state == "second" else self

    @property
    def asked(self) -> AskedForm | None:
        """What was asked of whom; ``None`` where it is not known."""
        reply = self.reply
        if reply is None:
            return self.arrival.asked
        return AskedForm.of(reply)


def judged(
    view: View, arrivals: Sequence[Arrival], today: date, *, keep_first: bool = False
) -> list[JudgedReply]:
    """Return what becomes of each reply; of two of one page the one filled in later counts.

    With ``keep_first`` a second one is left.
    """
    by_page = {each.page: each for each in view.snapshot.replies.values() if each.page}
    seen: dict[object, Received | None] = {}
    every: list[JudgedReply] = []
    for arrival in sorted(arrivals, key=lambda each: each.filled_on):
        asked = arrival.asked
        reply = reply_to(view, asked) if asked else by_page.get(arrival.page)
        if problem := _refusal(view, arrival, reply, today):
            every.append(JudgedReply(arrival, "refused", reply, problem))
            continue
        question = reply.id if reply else asked
        before = seen.get(question, reply.latest if reply else None)
        standing = _standing(arrival, reply, before)
        if standing.state == "second" and keep_first:
            standing = standing.left()
        else:
            seen[question] = received(arrival, today)
        every.append(standing)
    place = {id(arrival): index for index, arrival in enumerate(arrivals)}
    return sorted(every, key=lambda each: place[id(each.arrival)])


def received(arrival: Arrival, today: date) -> Received:
    """Return a reply as it is kept; a day that has not come is that of a clock that is wrong."""
    filled_on = min(arrival.filled_on, today)
    return Received(filled_on=filled_on, on=today, way=arrival.way, answers=arrival.answers)


def _standing(arrival: Arrival, reply: Reply | None, before: Received | None) -> JudgedReply:
    if before is None:
        return JudgedReply(arrival, "new", reply)
    known = [*(each.answers for each in (reply.received if reply else ())), before.answers]
    if arrival.answers in known:
        return JudgedReply(arrival, "same", reply)
    return JudgedReply(arrival, "second", reply, replaces=before)


def _refusal(view: View, arrival: Arrival, reply: Reply | None, today: date) -> str:
    return next(_refusals(view, arrival, reply, today), "")


def _refusals(view: View, arrival: Arrival, reply: Reply | None, today: date) -> Iterator[str]:
    """Yield why a reply is not taken, in the order in which it is looked at."""
    if arrival.asked:
        yield from _of_person(view, arrival, arrival.asked, today)
        return
    if reply is None:
        yield _("it answers “{form}” of “{programme}” on a page that was not made from this "
                "file").format(
            form=labels.form_kinds()[arrival.form], programme=shown(arrival.programme, 60)
        )  # fmt: skip
        return
    if reply.programme_id != view.programme.id:
        other = view.snapshot.programmes[reply.programme_id]
        yield _("it answers a question of {programme} ({id}), and this is {mine}").format(
            programme=other.name, id=other.id, mine=view.programme.name
        )
    if (arrival.form, arrival.edition) != (reply.form, reply.edition):
        yield _("it says that it answers another question than its page asked; was it changed?")
    asked = AskedForm.of(reply)
    yield from _of_person(view, arrival, asked, today)


def _of_person(view: View, arrival: Arrival, asked: AskedForm, today: date) -> Iterator[str]:
    """Yield why a form cannot be answered by somebody now."""
    person = view.snapshot.people.get(asked.person_id)
    if person is None or person.restricted_on:
        name = view.name(asked.person_id)
        yield _("the data of {name} are kept and not used").format(name=name)
    if view.programme.closed_on and asked.form != "follow_up":
        yield _("{programme} was closed on {day} and stands as it is").format(
            programme=view.programme.name, day=plain_date(view.programme.closed_on)
        )
    if unknown := _unknown_id(view, arrival, asked):
        yield _("it names “{id}”, which this file does not know; was it changed?").format(
            id=shown(unknown, 60)
        )
    if not asked.edition or asked.edition == pulse_edition(0):
        yield _("{name} is not asked this today").format(name=view.name(asked.person_id))
    elif asked.form == "pulse" and (problem := _late_pulse(view, arrival, asked, today)):
        yield problem


def _unknown_id(view: View, arrival: Arrival, asked: AskedForm) -> str:
    """Return an id that a reply names and nothing in the file has; empty where there is none."""
    kept = Reply(
        id="-",
        programme_id=view.programme.id,
        person_id=asked.person_id,
        form=asked.form,
        role=asked.role,
        edition=asked.edition or "-",
        asked_on=arrival.filled_on,
        received=(received(arrival, arrival.filled_on),),
    )
    for _path, tables, record_id in named(kept):
        in_file = (view.skills if each == "skills" else view.snapshot.table(each)
                   for each in tables)  # fmt: skip
        if not any(record_id in table for table in in_file):
            return record_id
    return ""


def _late_pulse(view: View, arrival: Arrival, asked: AskedForm, today: date) -> str:
    """Return why a pulse is of another round than its page: it was filled in after the next began.

    One filled in within its own round counts, whenever it is brought in.
    """
    number = round_number(asked.edition)
    next_round = pulses.opens_on(view, number + 1)
    filled_on = min(arrival.filled_on, today)
    if number and filled_on >= next_round:
        return _("it answers round {n} of the pulse, and was filled in on {day}, in a later "
                 "one").format(n=number, day=plain_date(filled_on))  # fmt: skip
    opened = pulses.opens_on(view, number)
    if filled_on < opened - timedelta(days=1):
        return _("it was filled in on {day}, before round {n} of the pulse began").format(
            n=number, day=plain_date(filled_on)
        )
    return ""
