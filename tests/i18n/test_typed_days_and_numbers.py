"""Days, hours and numbers as people write them, in either language."""

from __future__ import annotations

from datetime import date

import pytest

from revmentor.exchange.sheet import values
from revmentor.i18n.gettext import in_language
from revmentor.i18n.typed import Lean, parse_date, parse_hour, parse_month_day
from revmentor.i18n.typed_numbers import parse_number

FRIDAY = date(2026, 4, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", date(2026, 4, 23)),
        ("Ieri", date(2026, 4, 23)),
        ("tomorrow", date(2026, 4, 25)),
        ("domani", date(2026, 4, 25)),
        ("dopodomani", date(2026, 4, 26)),
        ("l’altro ieri", date(2026, 4, 22)),
        ("−3", date(2026, 4, 21)),
        ("23 Apr 2026", date(2026, 4, 23)),
        ("23 apr", date(2026, 4, 23)),
        ("23-apr-26", date(2026, 4, 23)),
        ("23 aprile 2026", date(2026, 4, 23)),
        ("Friday 24 April 2026", FRIDAY),
        ("ven 24 apr", FRIDAY),
        ("Mar 12, 2026", date(2026, 3, 12)),
        ("primo maggio", date(2026, 5, 1)),
        ("1º maggio", date(2026, 5, 1)),
        ("lun 27", date(2026, 4, 27)),
        ("24 nov", date(2025, 11, 24)),
        ("29/2", date(2028, 2, 29)),
        ("29 febbraio", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    for code in ("en", "it"):
        with in_language(code):
            assert parse_date(text, FRIDAY) == day


@pytest.mark.parametrize("text", ["31/2", "29/2/2026", "gio 24 apr", "boh", "lun 9 9", "1e3", "²"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_date(text, FRIDAY) is None


@pytest.mark.parametrize(
    ("text", "lean", "day"),
    [
        ("thu", "over", date(2026, 4, 23)),
        ("giovedì", "to_come", date(2026, 4, 30)),
        ("thu", "nearest", date(2026, 4, 30)),
        ("ven", "over", FRIDAY),
        ("fri", "to_come", FRIDAY),
        ("29/2", "over", date(2024, 2, 29)),
        ("lun 20", "over", date(2026, 4, 20)),
    ],
)
def test_a_weekday_of_what_is_over_is_the_last_one(text: str, lean: Lean, day: date) -> None:
    assert parse_date(text, FRIDAY, lean) == day


def test_the_leap_day_in_its_own_week() -> None:
    assert parse_date("29/2", date(2028, 2, 28)) == date(2028, 2, 29)
    assert parse_date("29/2", date(2028, 3, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "month_day"),
    [
        ("6/12", "12-06"),
        ("6 dicembre", "12-06"),
        ("29/2", "02-29"),
        ("25-12", "12-25"),
        ("12-25", "12-25"),
        ("12-07", None),
        ("6/12/2026", None),
        ("31/4", None),
    ],
)
def test_a_patrons_day_is_written_day_first(text: str, month_day: str | None) -> None:
    assert parse_month_day(text) == month_day


@pytest.mark.parametrize(
    ("text", "hour"),
    [("9", "09:00"), ("9.30", "09:30"), ("alle 14:30", "14:30"), ("2:30 pm", "14:30"),
     ("ore 9", "09:00"), ("9h15", "09:15"), ("24", None), ("9:60", None), ("boh", None)],
)  # fmt: skip
def test_an_hour(text: str, hour: str | None) -> None:
    assert parse_hour(text) == hour


@pytest.mark.parametrize(
    ("code", "text", "numbers"),
    [
        ("it", "1.500", (1500,)),
        ("en", "1,500", (1500,)),
        ("it", "1.5", (1.5,)),
        ("en", "1,5", (1.5,)),
        ("it", "1,500", (1.5, 1500)),
        ("en", "1.500", (1.5, 1500)),
        ("en", "0.500", (0.5,)),
        ("en", "1.125", (1.125,)),
        ("it", "12.000", (12000,)),
        ("it", "1.234,50", (1234.5,)),
        ("en", "1,234.50", (1234.5,)),
        ("it", "1 500", (1500,)),
        ("it", "1'500 CHF", (1500,)),
        ("it", "1.250 €", (1250,)),
        ("en", "€1,250", (1250,)),
        ("en", "−0.5", (-0.5,)),
        ("en", "1.23.4", ()),
        ("en", "10k", ()),
        ("en", "--1", ()),
        ("en", "", ()),
    ],
)
def test_a_number_is_read_in_its_language(code: str, text: str, numbers: tuple[float, ...]) -> None:
    with in_language(code):
        assert parse_number(text) == numbers


def test_money_has_two_decimals_at_most() -> None:
    assert parse_number("1.275", 2) == (1275,)
    assert parse_number("1.500", 2) == (1.5, 1500)
    assert parse_number("1.500", 0) == (1500,)


def test_a_sheet_reads_the_same_months_and_weekdays() -> None:
    for cell in ("mar 9 feb 2026", "martedì 9 febbraio 2026", "9 Feb 2026"):
        read = values.day(cell, FRIDAY)
        assert read is not None
        assert read.day == date(2026, 2, 9)
    march = values.day("mar 12 2016", FRIDAY)
    assert march is not None
    assert march.day == date(2016, 3, 12)
