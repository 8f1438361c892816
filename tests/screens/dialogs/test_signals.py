"""Signals as their coordinator meets them: put one to rest, wake it, say from when they speak."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.actions import programmes
from revmentor.actions import signals as actions
from revmentor.content.sample import Stage
from revmentor.exchange import document
from revmentor.model.pair import Pair
from revmentor.model.programme import MonthlyHours, SignalSettings
from revmentor.store.workspace import Workspace
from tests.support import firm
from tests.support.app_driver import WIDE, Sitting, sitting
from tests.support.today_lines import go_to_line

Begin = Callable[[Stage], Path]
FRIDAY, MONDAY = date(2026, 4, 24), date(2026, 4, 27)
LUCA, SARA, NICCOLO, CHIARA = "pa0005", "pa0007", "pa0012", "pa0015"


def pair(path: Path, pair_id: str) -> Pair:
    return Workspace.open(path).snapshot.pairs[pair_id]


def exported(path: Path) -> bytes:
    return document.document_bytes(Workspace.open(path).snapshot)


def charter_rests(path: Path) -> None:
    actions.snooze(
        Workspace.open(path).change(today=FRIDAY),
        NICCOLO,
        "charter",
        until=MONDAY,
        reason="they sign on Monday",
    )


async def to_piero(here: Sitting) -> None:
    """Go to the pair of Niccolò and Piero on Pairs, found by name."""
    await here.do("3 slash", "'galvagni", "enter")
    while "Niccolò Mazzà & Piero Galvagni" not in here.words:
        await here.do("down")


# -- on Today -------------------------------------------------------------------------------------


async def test_a_signal_put_to_rest_on_today_is_gone_and_undo_brings_it_back(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    before = exported(path)
    async with sitting(path, FRIDAY) as here:
        assert "Rosa asked to talk" in here.words
        await go_to_line(here, "Chiara & Rosa")
        await here.do("z")
        assert "Later: Chiara & Rosa" in here.words
        assert "asked to talk" in here.words
        await here.do("tab", "'27/4", "tab", "'they talk on Monday", "enter")
        assert "Rosa asked to talk" not in here.words
        assert "Rosa says that it weighs too much" not in here.words  # folded: it is mild
        (kept,) = pair(path, CHIARA).snoozes
        assert (kept.rule, kept.until, kept.reason, kept.on) == (
            "R11", MONDAY, "they talk on Monday", FRIDAY,
        )  # fmt: skip
        await here.do("ctrl+z")
        assert "Rosa asked to talk" in here.words
    assert exported(path) == before


async def test_the_signal_to_rest_is_chosen_and_the_other_stays_on_today(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        assert "nothing given back in 3 sessions" in here.words
        await go_to_line(here, "Sara & Fulvio")
        await here.do("z right tab", "'+7", "tab", "'a fair", "enter")
        assert "Sara & Fulvio" in here.words
        assert "the mentor taught more than 80 % of the time" in here.words
        assert "nothing given back in 3 sessions" not in here.words
        (rests,) = pair(path, SARA).snoozes
        assert (rests.rule, rests.until) == ("one_way", date(2026, 5, 1))
        await go_to_line(here, "Sara & Fulvio")
        await here.do("z right")  # the other one still speaks
        assert "wake: nothing given back in 3 sessions" in here.words
        await here.do("enter")
        assert "nothing given back in 3 sessions" in here.words
    assert not pair(path, SARA).snoozes


async def test_a_signal_is_on_today_again_on_the_day_it_wakes(valdarco: Begin) -> None:
    path = valdarco("sessions")
    charter_rests(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("plus")
        assert "Niccolò & Piero" not in here.words
    async with sitting(path, MONDAY, WIDE) as here:
        await here.do("plus")
        assert "Niccolò & Piero" in here.words


@pytest.mark.parametrize(
    ("until", "reason", "sentence"),
    [
        ("+7", "", "Write down why it may rest, in a few words."),
        ("today", "a fair", "Choose a day to come."),
        ("23/4/2026", "a fair", "Choose a day to come."),
        ("25/7/2026", "a fair", "A signal rests for three months at most, until 24 Jul 2026."),
        ("31/4/2026", "a fair", "Write a day that exists"),
    ],
)
async def test_a_rest_that_cannot_be_is_refused_in_the_form(
    valdarco: Begin, until: str, reason: str, sentence: str
) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "Luca & Loredana")
        await here.do("z tab", f"'{until}", "tab", f"'{reason}", "enter")
        assert sentence in here.words
        assert "Later: Luca & Loredana" in here.words
    assert path.read_bytes() == before


async def test_a_slot_to_log_cannot_rest(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await here.do("end z")
        assert "Only a signal of a pair can rest" in " ".join(here.toasts)
        assert "Later:" not in here.words
    assert path.read_bytes() == before


async def test_a_mentor_s_line_cannot_rest(valdarco: Begin) -> None:
    path = valdarco("sessions")
    programmes.edit(Workspace.open(path).change("pr0001"), monthly_hours=MonthlyHours(mentor=1))
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "hours a month planned, 1 were agreed")
        await here.do("enter")
        assert "teaches" in here.words
        await here.do("0")
        await go_to_line(here, "hours a month planned, 1 were agreed")
        await here.do("z")
        assert "Only a signal of a pair can rest" in " ".join(here.toasts)
        assert "Later:" not in here.words


async def test_a_mentor_s_line_cannot_rest_where_a_pair_has_the_mentor_s_id(path: Path) -> None:
    firm.prepared(
        path, firm.pair("giulia", "anna", id="giulia"), monthly_hours=MonthlyHours(mentor=1)
    )
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "hours a month planned")
        await here.do("z")
        assert "Only a signal of a pair can rest" in " ".join(here.toasts)


# -- on Pairs -------------------------------------------------------------------------------------


async def test_a_resting_signal_is_shown_on_pairs_with_its_day_and_reason(valdarco: Begin) -> None:
    path = valdarco("sessions")
    charter_rests(path)
    async with sitting(path, FRIDAY) as here:
        await to_piero(here)
        assert (
            "rests until 27 Apr 2026, they sign on Monday: charter not signed after 5 sessions"
        ) in here.words


async def test_z_on_pairs_puts_to_rest_and_wakes_where_nothing_else_speaks(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = exported(path)
    async with sitting(path, FRIDAY) as here:
        await to_piero(here)
        await here.do("z")
        assert "Later: Niccolò & Piero" in here.words
        await here.do("tab tab", "'they sign soon", "enter")
        assert "rests until 8 May 2026, they sign soon" in here.words
        assert [each.rule for each in pair(path, NICCOLO).snoozes] == ["charter"]
        await here.do("z")
        assert "wake: charter not signed after 5 sessions" in here.words
        await here.do("enter")
        assert "rests until" not in here.words
        assert "charter not signed after 5 sessions" in here.words
    assert exported(path) == before


async def test_z_on_a_pair_in_order_says_that_nothing_speaks(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await here.do("3 slash", "'ettore", "enter")
        while "Giulia Ferrante & Ettore Valdarco" not in here.words:
            await here.do("down")
        await here.do("z")
        assert "No signal speaks of this pair." in here.toasts
        assert "Later:" not in here.words
    assert path.read_bytes() == before


# -- the settings ---------------------------------------------------------------------------------


async def settings(here: Sitting) -> None:
    await here.do("ctrl+p", "'from when on", "enter")
    assert "When signals speak" in here.words


@pytest.mark.parametrize(
    ("tabs", "typed", "sentence"),
    [
        (0, "0", "Write a whole number from 1 to 180."),
        (1, "13", "Write a whole number from 1 to 12."),
        (2, "many", "Write a whole number from 1 to 50."),
        (3, "6", "Write a whole number from 0 to 5."),
        (4, "2,5", "Write a whole number from 1 to 20."),
        (5, "-1", "Write a whole number from 1 to 50."),
        (6, "53", "Write a whole number from 0 to 52."),
        (7, "101", "Write a number from 0 to 100."),
        (8, "49", "Write a number from 50 to 100."),
        (9, "99", "Write a number from 100 to 500."),
    ],
)
async def test_nonsense_is_refused_beside_its_field(
    valdarco: Begin, tabs: int, typed: str, sentence: str
) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await settings(here)
        await here.press(*["tab"] * tabs)
        await here.do(f"'{typed}", "enter")
        at = next(n for n, line in enumerate(here.lines) if sentence in line)
        assert f" {typed} " in here.lines[at - 1]
        assert "When signals speak" in here.words
    assert path.read_bytes() == before


async def test_good_values_are_kept_beside_a_wrong_one_and_saved_once_it_is_right(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        assert "Niccolò & Piero" in here.words
        await settings(here)
        await here.do("tab tab tab tab tab", "'6", "up up up up up", "'0")
        await here.do("enter")
        assert "Write a whole number from 1 to 180." in here.words
        await here.do("end ctrl+u", "'21", "enter")
        assert "When signals speak" not in here.words
        assert "Niccolò & Piero" not in here.words
    own = Workspace.open(path).snapshot.programmes["pr0001"].signals
    assert own == SignalSettings(first_within_days=21, charter_after=6)


async def test_shares_are_typed_as_percent_and_shown_so_again(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await settings(here)
        await here.press(*["tab"] * 7)
        await here.do("'55", "tab", "'95", "tab", "'150", "enter")
        assert "one side taught" not in here.words
        await settings(here)
        for shown in ("55", "95", "150"):
            assert f" {shown} " in here.text
    own = Workspace.open(path).snapshot.programmes["pr0001"].signals
    assert own == SignalSettings(attendance=0.55, one_sided=0.95, hours_over=1.5)


async def test_usual_values_saved_leave_the_document_as_it_was(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = exported(path)
    async with sitting(path, FRIDAY) as here:
        await settings(here)
        await here.do("enter")
        assert "When signals speak" not in here.words
    assert exported(path) == before


async def test_own_values_saved_untouched_stay_as_they_are(valdarco: Begin) -> None:
    path = valdarco("sessions")
    own = SignalSettings(attendance=0.725)
    programmes.set_signals(Workspace.open(path).change("pr0001"), own)
    async with sitting(path, FRIDAY) as here:
        await settings(here)
        await here.do("enter")
    assert Workspace.open(path).snapshot.programmes["pr0001"].signals == own
