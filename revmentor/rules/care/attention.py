"""Lines of Today about pairs and mentors: their signals, and the cases whose day has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _
from revmentor.model.case import Case
from revmentor.model.pair import Pair
from revmentor.rules.care import cases, mentor_signals, pair_signals, weighing
from revmentor.rules.care.item import Item
from revmentor.rules.care.pair_signals import Signal
from revmentor.rules.programme_view import View


def of_pairs(view: View, on: date) -> Iterator[Item]:
    """Yield the pairs that have signals."""
    for pair in view.open_pairs:
        read = pair_signals.signals_of(view, pair, on)
        if not read.signals:
            continue
        yield Item(
            "needs_you",
            "talk" if read.status == "red" else "look",
            _first_names(view, pair),
            _told(view, pair.mentor_id, read.signals, on),
            "pairs",
            (pair.id,),
            rule=",".join(each.rule for each in read.signals),
            mild=_mild(view, pair.mentor_id, read.signals, on),
            has_case=any(each.case_id for each in read.signals),
        )


def _told(view: View, mentor_id: str, signals: Sequence[Signal], on: date) -> str:
    """Return the first two signals in words; a mild one only where there is no other."""
    weighty = [each for each in signals if not _mild(view, mentor_id, [each], on)]
    return "; ".join(each.message for each in (weighty or signals)[:2])


def _mild(view: View, mentor_id: str, signals: Sequence[Signal], on: date) -> bool:
    return weighing.are_mild(view, mentor_id, [each.rule for each in signals], on)


def of_mentors(view: View, on: date) -> Iterator[Item]:
    """Yield the mentors whose whole group has signals."""
    for mentor_id in view.active_mentors:
        signals = mentor_signals.group_signals(view, mentor_id, on)
        if signals:
            yield Item(
                "needs_you",
                "look",
                view.name(mentor_id),
                "; ".join(each.message for each in signals),
                "pairs",
                (mentor_id,),
                rule=",".join(each.rule for each in signals),
                mild=_mild(view, mentor_id, signals, on),
                has_case=any(each.case_id for each in signals),
            )


def cases_due(view: View, on: date) -> Iterator[Item]:
    """Yield the cases whose day has come."""
    for case in cases.cases(view):
        if case.due_on is None or case.due_on <= on:
            about = case.pair_id or case.person_id
            ids = (case.id, about) if about else (case.id,)
            who, text = _case_subject(view, case), _case_text(view, case)
            yield Item("needs_you", "look", who, text, "case", ids)


def _case_subject(view: View, case: Case) -> str:
    """Return whom a case is about: a pair, a person, or nobody in particular."""
    if pair := view.snapshot.pairs.get(case.pair_id or ""):
        return _first_names(view, pair)
    return view.name(case.person_id) if case.person_id else _("Case")


def _case_text(view: View, case: Case) -> str:
    text = _("{text} (since {day})").format(
        text=_first_sentence(case.next_step or case.text),
        day=short_date(case.due_on or case.opened_on),
    )
    if cases.proposes_rematch(view, case):
        return _("again, a new pairing is the way out: {text}").format(text=text)
    return text


def _first_sentence(text: str) -> str:
    """Return what a case says first: the whole stands where it is followed."""
    first, stop, rest = text.partition(". ")
    return f"{first} …" if stop and rest else text


def _first_names(view: View, pair: Pair) -> str:
    return f"{view.first_name(pair.mentor_id)} & {view.first_name(pair.senior_id)}"
