"""What the coordinator follows: signals, cases, talks; pairs and how they ended; successes."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.base import Span
from revmentor.model.case import Case
from revmentor.model.pair import Pair
from revmentor.model.success import Success
from revmentor.model.talk import Talk
from revmentor.rules.care import mentor_signals, pair_signals, talks
from revmentor.rules.care.pair_signals import Signal
from revmentor.rules.people.sections import Kept, Line, Section
from revmentor.rules.people.subject import Subject


def signals_section(of: Subject) -> Section:
    """Return the signals that speak now: of a senior's pair, of a mentor's whole group."""
    speaking: list[Signal] = []
    for pair in of.pairs:
        if pair.senior_id == of.person_id:
            speaking += pair_signals.signals_of(of.view, pair, of.today).signals
    if "mentor" in of.roles:
        speaking += mentor_signals.group_signals(of.view, of.person_id, of.today)
    lines = [
        Line(each.message, tone="talk" if each.colour == "red" else "look", kept="of_others")
        for each in speaking
    ]
    return Section(_("Needs you"), tuple(lines))


def cases_section(of: Subject) -> Section:
    """Return cases, talks and wishes to talk; all of it confidential."""
    pair_ids = {each.id for each in of.pairs}
    own = [
        each
        for each in of.view.own(Case)
        if each.person_id == of.person_id or each.pair_id in pair_ids
    ]
    own.sort(key=lambda each: (each.closed_on is not None, each.opened_on, each.id))
    lines = [line for each in own for line in _case_lines(of, each)]
    return Section(_("Cases and talks"), (*_wishes(of), *lines, *_talks(of)))


def _case_lines(of: Subject, case: Case) -> Iterator[Line]:
    said = of.naming.words
    if case.closed_on:
        days = _("{start} to {end}").format(
            start=plain_date(case.opened_on), end=plain_date(case.closed_on)
        )
        outcome = f" · {said(case.outcome)}" if case.outcome else ""
        yield Line(said(case.text) + outcome, days, tone="quiet", kept=_kept(of, case))
        return
    parts = [said(case.text)]
    if case.next_step:
        parts.append(_("next: {step}").format(step=said(case.next_step)))
    if case.due_on:
        parts.append(_("until {day}").format(day=plain_date(case.due_on)))
    label = _("open since {day}").format(day=plain_date(case.opened_on))
    yield Line(" · ".join(parts), label, tone="look", kept=_kept(of, case))


def _kept(of: Subject, case: Case) -> Kept:
    """Return who may see a case: of a pair it is about the other one too."""
    return "confidential" if case.person_id == of.person_id else "of_others"


def _wishes(of: Subject) -> Iterator[Line]:
    for wish in talks.wishes_of(of.view, of.person_id, of.today):
        text = _("asked to talk on {day}, and nobody wrote down a talk yet")
        yield Line(text.format(day=plain_date(wish.on)), tone="talk", kept="confidential")


def _talks(of: Subject) -> Iterator[Line]:
    for talk in sorted(of.view.own(Talk), key=lambda each: (each.on, each.id)):
        if talk.person_id == of.person_id:
            text = of.naming.words(talk.note) if talk.note else _("talked")
            label = _("talk, {day}").format(day=plain_date(talk.on))
            yield Line(text, label, kept="confidential")


def pairs_section(of: Subject) -> Section:
    """Return the pairs of the person, each with its days, why it ended, the charter, pauses."""
    lines = [line for pair in of.pairs for line in _pair_lines(of, pair)]
    instead = of.view.stood_in_for.get(of.person_id, [])
    return Section(_("Pairs"), (*lines, *(line for pair in instead for line in _taken(of, pair))))


def _pair_lines(of: Subject, pair: Pair) -> Iterator[Line]:
    other = pair.senior_id if pair.mentor_id == of.person_id else pair.mentor_id
    name = of.naming.other(other)
    if pair.until_on is None:
        text = _("since {day}").format(day=plain_date(pair.from_on))
        yield Line(f"{text} · {_charter(pair)}", name)
    else:
        text = _("{start} to {end}").format(
            start=plain_date(pair.from_on), end=plain_date(pair.until_on)
        )
        reason = of.naming.words(pair.end_reason) if pair.end_reason else _("no reason given")
        yield Line(f"{text} · {reason}", name, tone="quiet")
    if of.person_id in pair.not_again:
        yield Line(_("asked not to be paired with this one again"), kept="confidential")
    for pause in pair.pauses:
        why = f" · {of.naming.words(pause.reason)}" if pause.reason else ""
        yield Line(_days(pause) + why, _("pause"), tone="quiet")
    yield from _stand_ins(of, pair)


def _stand_ins(of: Subject, pair: Pair) -> Iterator[Line]:
    """Yield who stood in for the mentor, or will; why is told on the mentor's page alone."""
    for each in pair.stand_ins:
        text = f"{of.naming.other(each.mentor_id)}, {_days(each)}"
        if each.reason and of.person_id == pair.mentor_id:
            text += f" · {of.naming.words(each.reason)}"
        yield Line(text, _("stand-in"), tone="quiet")


def _taken(of: Subject, pair: Pair) -> Iterator[Line]:
    """Yield when the person stood in for the mentor of a pair, or will."""
    for each in pair.stand_ins:
        if each.mentor_id == of.person_id:
            text = _("in the place of {name}, {days}").format(
                name=of.naming.other(pair.mentor_id), days=_days(each)
            )
            yield Line(text, of.naming.other(pair.senior_id), tone="quiet")


def _days(span: Span) -> str:
    return _("{start} to {end}").format(start=plain_date(span.start), end=plain_date(span.end))


def _charter(pair: Pair) -> str:
    charter, sides = pair.charter, labels.roles()
    days = {
        sides["mentor"]: charter.mentor_on if charter else None,
        sides["senior"]: charter.senior_on if charter else None,
    }
    signed = [side for side, day in days.items() if day]
    if len(signed) == 2:
        return _("charter signed by both")
    if signed:
        return _("charter signed by the {side} only").format(side=signed[0])
    return _("charter not signed yet")


def successes_section(of: Subject) -> Section:
    """Return the successes the person has a part in, and how the person lets them be told."""
    own = [each for each in of.view.own(Success) if of.person_id in each.person_ids]
    lines = []
    for each in sorted(own, key=lambda each: (each.on, each.id)):
        text = of.naming.words(each.text)
        if consent := each.consents.get(of.person_id):
            answer = labels.consents()[consent]
            text += " · " + _("may be told: {answer}").format(answer=answer)
        lines.append(Line(text, plain_date(each.on)))
    return Section(_("Successes"), tuple(lines))
