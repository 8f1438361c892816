"""Lines of Today about what waits to be written down: slots, steps, slips of the pulse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model.pair import Pair
from revmentor.rules.care import pulses
from revmentor.rules.care.item import Item
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip
from revmentor.rules.sessions import steps

_ASKED_FOR = timedelta(weeks=2)
"""How long slips of the pulse are asked for."""


def slips_missing(view: View, on: date) -> Iterator[Item]:
    """Yield the round of the pulse that is open, and who has not answered."""
    opened = pulses.round_of(view, on)
    missing = pulses.missing_slips(view, on)
    if not opened or not missing or on > view.programme.ends_on:
        return
    number, since = opened
    if on >= since + _ASKED_FOR:
        return  # what did not come back by now is missing, and shown as missing
    of = len(pulses.paired_people(view))
    subject = _("Pulse, round {n}").format(n=number)
    text = _came_in(view, missing, of)
    yield Item("needs_you", "due", subject, text, "answers", tuple(missing), since)


_NAMED = 3
"""So many who have not answered are named; more are counted."""


def _came_in(view: View, missing: Sequence[str], of: int) -> str:
    """Return how many answered a round, and who has not."""
    if len(missing) == of:
        return _("nobody of {of} has answered yet").format(of=of)
    told = _("{n} of {of} in").format(n=of - len(missing), of=of)
    if len(missing) > _NAMED:
        return told
    names = listed([view.first_name(each) for each in missing])
    text = ngettext("{{told}}; {{names}} has not answered", "{{told}}; {{names}} have not answered",
                    len(missing))  # fmt: skip
    return text.format(told=told, names=names)


def slots_unlogged(view: View, on: date) -> Iterator[Item]:
    """Yield once for each mentor the slots of earlier weeks that nobody logged."""
    week_of = view.programme.week_of
    for mentor_id in view.mentors:
        waiting = strip.waiting_weeks(view, on, [mentor_id])
        if late := [each for each in waiting if week_of(each.day) < week_of(on)]:
            text = ngettext(
                "{n} earlier slot not logged, on {{day}}",
                "{n} earlier slots not logged, last on {{day}}",
                len(late),
            ).format(day=short_date(late[-1].day))
            first = late[0]
            yield Item(
                "needs_you",
                "missed",
                view.name(mentor_id),
                text,
                "log",
                (mentor_id, first.session.id) if first.session else (mentor_id,),
                first.day,
                series=first.series.key,
            )


def steps_to_ask(view: View, on: date) -> Iterator[Item]:
    """Yield the steps that somebody was to try and whose day has come."""
    to_ask = steps.steps_to_ask(view, on)
    if not to_ask or on > view.programme.ends_on:
        return
    names = _seniors_of(view, to_ask)
    text = ngettext("{n} to ask about: {{who}}", "{n} to ask about: {{who}}", len(to_ask))
    ids = tuple(each.session.id for each in to_ask)
    yield Item(
        "needs_you", "due", _("Steps tried"), text.format(who=names), "steps", ids, mild=True
    )


def steps_lost(view: View, on: date) -> Iterator[Item]:
    """Yield the last step of a pair that has ended, or of the programme, if nobody answered it."""
    lost = steps.lost_steps(view, on)
    if not lost:
        return
    pairs = [pair.id for pair in view.pairs if _agreed_in(pair, lost[0])]
    if len(lost) == 1:
        text = _("{name} was to try “{step}”, and nobody asked what came of it").format(
            name=view.first_name(lost[0].step.senior_id), step=lost[0].step.text
        )
    else:
        text = _("{n} that nobody asked about: {who}").format(
            n=len(lost), who=_seniors_of(view, lost)
        )
    ids = (*(each.session.id for each in lost), *(pairs[:1] if len(lost) == 1 else ()))
    yield Item("needs_you", "due", _("Last step"), text, "steps", ids, mild=True)


def _agreed_in(pair: Pair, asked: steps.AskedStep) -> bool:
    """Tell whether a step was agreed between the two of a pair."""
    session, senior_id = asked.session, asked.step.senior_id
    return (
        (pair.mentor_id, pair.senior_id) == (session.mentor_id, senior_id)
        and pair.from_on <= session.day
        and (pair.until_on is None or session.day <= pair.until_on)
    )


def _seniors_of(view: View, asked: Sequence[steps.AskedStep]) -> str:
    """Return whose steps these are, the first four by name."""
    people = list(dict.fromkeys(each.step.senior_id for each in asked))
    first = [view.first_name(each) for each in people[:4]]
    if more := len(people[4:]):
        return _("{names} and {n} more").format(names=", ".join(first), n=more)
    return listed(first)
