"""A programme in which everything goes as it should is silent, on every day and in every format."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import msgspec
import pytest

from revmentor.content.skills import catalogue
from revmentor.model.base import Record
from revmentor.model.firm import ClosedDays, Firm
from revmentor.model.pair import Charter
from revmentor.model.programme import Individual, Pairing
from revmentor.model.session import Exchange, Step
from revmentor.rules.care import mentor_signals, pair_signals
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip, turns
from revmentor.rules.schedule.series import series_of
from tests.support.firm import PROGRAMME, pair, part, person, programme, session, snapshot

WEEKS = 26
STARTS = date(2026, 5, 4)
"""A Monday from which 26 weeks hold the whole of August."""
AUGUST = ClosedDays(start=date(2026, 8, 3), end=date(2026, 8, 28), label="August")
HOURS: dict[str, Any] = {"monthly_hours": {"senior": 40, "mentor": 80}}

FORMATS: dict[str, dict[str, Any]] = {
    "in turn": {"formats": ("individual",)},
    "a group": {"formats": ("group",)},
    "a group, and one to one": {
        "formats": ("group", "individual"),
        "individual": Individual(every_weeks=4, minutes=20),
    },
    "an own slot each": {"formats": ("individual",), "pairing": Pairing(own_half_day=True)},
}
CASES = [
    *(
        (n, "in turn", every, "skip", weekday)
        for n, every, weekday in product((1, 2, 3, 4), (1, 2, 3), (0, 4))
    ),
    *((n, form, every, "skip", 2) for n, form, every in product((2, 4), list(FORMATS)[1:], (1, 2))),
    *((3, "in turn", 1, mode, weekday) for mode, weekday in product(("extend", "shift"), range(5))),
]  # fmt: skip


def records(seniors: int, form: str, every: int, mode: str, weekday: int) -> list[Record]:
    names = [f"senior{n}" for n in range(seniors)]
    days = ("mon", "tue", "wed", "thu", "fri")
    signed = Charter(mentor_on=STARTS, senior_on=STARTS)
    own = {"slot": f"{days[weekday]}-10:00"} if form == "an own slot each" else {}
    fields = {**FORMATS[form], **HOURS, "holidays": mode, "every_weeks": every, "weeks": WEEKS}
    run = msgspec.convert(
        {**msgspec.to_builtins(programme()), **msgspec.to_builtins(fields), "starts_on": STARTS},
        type(programme()),
    )
    return [
        run,
        person("mentor"),
        part("mentor", "mentor", slot=f"{days[weekday]}-09:00"),
        *(person(who) for who in names),
        *(part(who, "senior") for who in names),
        *(pair("mentor", who, STARTS, charter=signed, **own) for who in names),
    ]


def view_of(found: list[Record]) -> View:
    firm = Firm(name="Prova", country="IT", closed_days=(AUGUST,))
    return View(snapshot(*found, firm=firm), PROGRAMME, catalogue(), date.max)


def held(mentor: str, on: date, group: tuple[str, ...]) -> Record:
    return session(
        mentor,
        on,
        *group,
        id=f"s-{on}-{'-'.join(group)}",
        minutes=30,
        steps=tuple(Step(senior_id=who, text="a try", done="yes") for who in group),
        received=(Exchange(text="how a price is made"),),
        mentor_share=0.6,
        ratings={**dict.fromkeys(group, 4), mentor: 4},
    )


def said(view: View, on: date) -> list[str]:
    of_pairs = [
        each.message
        for pair_ in view.open_pairs
        for each in pair_signals.signals_of(view, pair_, on).signals
    ]
    return [*of_pairs, *(each.message for each in mentor_signals.group_signals(view, "mentor", on))]


@pytest.mark.parametrize(("seniors", "form", "every", "mode", "weekday"), CASES)
def test_a_flawless_programme_is_silent_on_every_day(
    seniors: int, form: str, every: int, mode: str, weekday: int
) -> None:
    found = records(seniors, form, every, mode, weekday)
    view = view_of(found)
    for number in range((WEEKS + 8) * 7):
        today = STARTS + timedelta(days=number)
        due = [
            turn
            for series in series_of(view, "mentor")
            for cell in strip.strip(view, series, today)
            if cell.is_open and cell.slot == today
            for turn in [turns.whose_turn(view, series, today)]
        ]
        if due:
            found += [held("mentor", today, tuple(group)) for group in due]
            view = view_of(found)
        assert said(view, today) == [], today


def test_the_same_programme_without_its_sessions_is_not_silent() -> None:
    view = view_of(records(2, "in turn", 1, "skip", 0))
    assert any(said(view, STARTS + timedelta(days=40)))
