"""A mentor's group: all seniors side by side, and what the group takes of the mentor's time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from revmentor.i18n.dates import plain_date, short_date
from revmentor.i18n.gettext import _, ngettext, quoted
from revmentor.i18n.numbers import number
from revmentor.model import labels
from revmentor.model.pair import Pair
from revmentor.rules.care import pair_signals
from revmentor.rules.pairing import stand_ins
from revmentor.rules.pairing.meetings import meetings
from revmentor.rules.people import meeting
from revmentor.rules.people.learning import is_reached, ways_of
from revmentor.rules.people.sections import Line, Section, SideBySide
from revmentor.rules.people.subject import Subject
from revmentor.rules.schedule import hours
from revmentor.rules.sessions import steps


def seniors_section(of: Subject) -> Section:
    """Return a mentor's seniors side by side, those of ended pairs too, and the load in hours."""
    own = [each for each in of.pairs if each.mentor_id == of.person_id]
    own.sort(key=lambda each: each.until_on is not None)
    heads = (
        _("Senior"), _("Levels"), _("Sessions"), _("Last step"), _("Came back"), _("Needs you"),
    )  # fmt: skip
    rows = tuple(tuple(_cells(of, each)) for each in own)
    table = SideBySide(heads, rows, "of_others") if rows else None
    return Section(_("Seniors"), tuple(_load(of)), table)


def _cells(of: Subject, pair: Pair) -> Iterator[str]:
    senior = replace(of, person_id=pair.senior_id)
    yield _who(of, pair)
    yield _levels(senior)
    held, settled = meeting.held_of(senior, of.view.own_sessions_of_pair(pair))
    yield _("{held} of {of} held").format(held=held, of=settled) if settled else _("none yet")
    last = steps.latest_step(of.view, pair.mentor_id, pair.senior_id)
    yield _step(of, last) if last else "–"
    received = chain.from_iterable(each.received for each in meetings(of.view, pair))
    yield meeting.counted(of, received, shortly=True) or _("nothing yet")
    yield (
        "; ".join(each.message for each in pair_signals.signals_of(of.view, pair, of.today).signals)
        or "–"
    )


def _who(of: Subject, pair: Pair) -> str:
    name = of.view.name(pair.senior_id)
    if pair.until_on is None:
        return name
    return _("{name}, until {day}").format(name=name, day=plain_date(pair.until_on))


def _levels(of: Subject) -> str:
    """Return the levels that were seen again, and how many of those asked for are reached."""
    ways = ways_of(of, of.person_id, "senior")
    moved = [
        f"{of.wording.short_names[change.skill_id]} {way.start} → {way.now}"
        for change, way in ways
        if way.start is not None and way.now is not None and way.start != way.now
    ]
    wanted = [way for _change, way in ways if way.target is not None]
    reached = _("{n} of {of} reached").format(n=sum(map(is_reached, wanted)), of=len(wanted))
    return "; ".join([*moved, *([reached] if wanted else [])]) or "–"


def _step(of: Subject, last: steps.AskedStep) -> str:
    text = quoted(of.naming.words(last.step.text))
    if last.step.done != "pending":
        return f"{text}, {labels.steps_done()[last.step.done]}"
    if last.step.due_on:
        return f"{text}, " + _("until {day}").format(day=short_date(last.step.due_on))
    return text


def _load(of: Subject) -> Iterator[Line]:
    """Yield the hours a month of the group as it is, what was agreed, and what was logged."""
    group = of.view.group_of(of.person_id)
    taken = stand_ins.taken_on(of.view, of.person_id, of.today, of.naming.other)
    if of.view.programme.closed_on or not (group or taken):
        return
    planned = number(hours.monthly_hours(of.view, of.person_id))
    with_whom = ngettext("with {n} senior", "with {n} seniors", len(group))
    agreed = number(of.view.programme.monthly_hours.mentor)
    logged = number(hours.logged_hours(of.view, of.person_id, of.today))
    parts = (
        _("{hours} hours a month").format(hours=planned) + f" {with_whom}",
        *taken,
        _("{hours} agreed at most").format(hours=agreed),
        _("{hours} a month as logged in four weeks").format(hours=logged),
    )
    yield Line(" · ".join(parts), _("load"))
