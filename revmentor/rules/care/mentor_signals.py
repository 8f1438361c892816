"""The signals that speak of a mentor's whole group: places, hours, dates, the mentor's pulse."""

from __future__ import annotations

from datetime import date, timedelta

from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import number
from revmentor.model.session import SessionStatus
from revmentor.rules.care import pair_facts, pulses, talks
from revmentor.rules.care.pair_signals import Signal, followed, runs, with_days
from revmentor.rules.pairing import eligibility
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import series, strip
from revmentor.rules.schedule.hours import is_over, logged_hours, monthly_hours

RULES = frozenset({"R9", "hours", "lost_slots", "no_next", "mentor_talk", "mentor_pulse"})
"""The signals that speak of a mentor, not of a pair."""


def group_signals(view: View, mentor_id: str, today: date) -> list[Signal]:
    """Return the signals about a mentor's whole group: places, hours, no slot to come."""
    group = view.group_of(mentor_id)
    if not (group or view.stood_in_for.get(mentor_id)) or not runs(view, today):
        return []
    speaking = [
        Signal(rule, message)
        for rule, message in (
            ("R9", _too_many(view, mentor_id, len(group))),
            ("hours", _hours(view, mentor_id, today)),
            ("lost_slots", _lost_slots(view, mentor_id, today)),
            ("no_next", _no_next(view, mentor_id, today)),
            ("mentor_talk", talks.in_words(view, talks.of_mentor(view, mentor_id, today))),
            ("mentor_pulse", _mentor_pulse(view, mentor_id, today)),
        )
        if message
    ]
    return [followed(view, each, person_id=mentor_id) for each in speaking]


def _too_many(view: View, mentor_id: str, group: int) -> str:
    _least, most = eligibility.agreed_load(view, mentor_id)
    if group > most:
        return _("{n} seniors, {most} were agreed").format(n=group, most=most)
    largest = series.group_limit(view.programme)
    if largest and group > largest:
        return _("{n} in one group session, {most} at most were agreed").format(
            n=group, most=largest
        )
    hours, agreed = monthly_hours(view, mentor_id), view.programme.monthly_hours.mentor
    if is_over(hours, agreed):
        return _("{hours} hours a month planned, {agreed} were agreed").format(
            hours=number(hours), agreed=number(agreed)
        )
    return ""


def _hours(view: View, mentor_id: str, today: date) -> str:
    """Say that the hours logged in the last four weeks, as a month, pass what was agreed."""
    programme = view.programme
    hours, agreed = logged_hours(view, mentor_id, today), programme.monthly_hours.mentor
    if is_over(hours, agreed * programme.signals_by.hours_over):
        return _("{hours} hours a month in the last four weeks, {agreed} were agreed").format(
            hours=number(hours), agreed=number(agreed)
        )
    return ""


def _lost_slots(view: View, mentor_id: str, today: date) -> str:
    """Say that a mentor's last two slots fell away, where no one pair lost both of them.

    A pair that lost its own last two says so itself (R2); seniors in turn lose one each. Of what is
    lost in another mentor's place no pair says anything.
    """
    last = [
        each
        for each in view.sessions_of.get(mentor_id, [])
        if pair_facts.is_settled(each, today)
        and series.here_on(view, series.of_session(view, each), each.day)
    ][-2:]
    if len(last) < 2 or any(each.status == "held" for each in last):
        return ""
    shared = set(last[0].attendance) & set(last[1].attendance)
    if any(not view.place_of(each, who) for each in last for who in shared):
        return ""
    return with_days(_fell_away({each.status for each in last}), [each.due_on for each in last])


def _fell_away(statuses: set[SessionStatus]) -> str:
    if statuses == {"cancelled"}:
        return _("the last two slots were cancelled")
    if statuses == {"missed"}:
        return _("the last two slots were missed")
    return _("the last two slots were missed or cancelled")


def _mentor_pulse(view: View, mentor_id: str, today: date) -> str:
    """Say what a mentor's last pulse asks for; it is not known of which senior."""
    pulse = pulses.standing_pulse(view, mentor_id, today)
    if pulse is None:
        return ""
    wants = {
        _("says that a match is not right"): pulse.fit == "not_for_me",
        _("does not dare to say it all, in the pulse"): pulses.is_afraid(pulse),
        _("says that it weighs too much, in the pulse"): pulses.weighs_too_much(pulse),
    }
    return "; ".join(sentence for sentence, holds in wants.items() if holds)


def only_weighs(view: View, mentor_id: str, today: date) -> bool:
    """Tell whether a mentor's last pulse says nothing but that it weighs too much."""
    pulse = pulses.standing_pulse(view, mentor_id, today)
    return pulse is None or not (pulse.fit == "not_for_me" or pulses.is_afraid(pulse))


def _no_next(view: View, mentor_id: str, today: date) -> str:
    """Say that no slot comes any more though the programme goes on for another turn."""
    if not view.group_of(mentor_id) or view.programme.ends_on < today + timedelta(
        weeks=view.programme.every_weeks + 1
    ):
        return ""
    weeks = strip.weeks_of_day(view, today, [mentor_id])
    coming = any(each.day and each.day > today and each.is_coming for each in weeks)
    return "" if coming else _("no next session dated")
