"""Whatever the screens write can be typed back, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.exchange.sheet import values
from revmentor.i18n import dates, numbers, typed
from revmentor.i18n.gettext import LANGUAGES, in_language, language_name, listed
from revmentor.i18n.typed_numbers import parse_number, typed_number
from revmentor.rules.availability import WEEK

TODAY = date(2026, 4, 24)
SOME_DAY = st.dates(date(1990, 1, 1), date(2100, 12, 31))
NEAR_DAY = st.integers(-180, 180).map(lambda days: TODAY + timedelta(days=days))
CLOCK = st.times().map(lambda each: f"{each:%H:%M}")
AMOUNT = st.floats(-1e14, 1e14, allow_nan=False)

WITH_A_YEAR: tuple[Callable[[date], str], ...] = (
    dates.long_date,
    dates.plain_date,
    dates.day_in_sentence,
    typed.typed_date,
    date.isoformat,
    lambda day: dates.short_day(day, TODAY) if day.year != TODAY.year else dates.plain_date(day),
)
WITHOUT_A_YEAR: tuple[Callable[[date], str], ...] = (
    dates.short_date,
    lambda day: dates.short_day(day, TODAY),
    lambda day: dates.day_in_sentence(day, with_year=False),
)


@pytest.fixture(params=LANGUAGES, autouse=True)
def spoken(request: pytest.FixtureRequest) -> Iterator[None]:
    with in_language(request.param):
        yield


@pytest.mark.parametrize("written", WITH_A_YEAR)
@given(day=SOME_DAY)
def test_a_day_with_its_year(written: Callable[[date], str], day: date) -> None:
    assert typed.parse_date(written(day), TODAY) == day


@pytest.mark.parametrize("written", WITHOUT_A_YEAR)
@given(day=NEAR_DAY)
def test_a_day_without_its_year(written: Callable[[date], str], day: date) -> None:
    assert typed.parse_date(written(day), TODAY) == day


@given(day=SOME_DAY, clock=st.times())
def test_the_day_of_a_moment(day: date, clock: object) -> None:
    assert isinstance(clock, type(datetime.min.time()))
    when = datetime.combine(day, clock).astimezone()
    assert typed.parse_date(dates.moment(when), TODAY) == when.date()


@given(days=st.integers(-5, 5))
def test_the_day_of_a_moment_of_these_days(days: int) -> None:
    when = datetime.now(timezone.utc) + timedelta(days=days)
    today = dates.local_today()
    lean: typed.Lean = "over" if days < 0 else "to_come"
    assert typed.parse_date(dates.short_moment(when), today, lean) == when.astimezone().date()


@given(number=st.integers(0, 6))
def test_a_day_of_the_week(number: int) -> None:
    for written in (dates.weekday_name, dates.weekday_short):
        assert typed.weekday_number(written(dates.WEEK_DAYS[number])) == number


@given(day=st.dates(date(2028, 1, 1), date(2028, 12, 31)))
def test_a_day_of_every_year(day: date) -> None:
    month_day = f"{day:%m-%d}"
    assert typed.parse_month_day(typed.typed_month_day(month_day)) == month_day
    assert typed.parse_month_day(dates.day_in_sentence(day, with_year=False)) == month_day


@given(day=st.sampled_from(dates.WEEK_DAYS[:6]), clock=CLOCK)
def test_a_weekly_slot(day: str, clock: str) -> None:
    assert typed.parse_slot(typed.typed_slot(f"{day}-{clock}")) == f"{day}-{clock}"
    assert typed.parse_slot(dates.weekly_in_sentence(day, clock)) == f"{day}-{clock}"


@pytest.mark.parametrize("half", WEEK)
def test_a_half_day(half: str) -> None:
    assert values.half_days(dates.half_day(half)) == (half,)


@given(clock=CLOCK)
def test_an_hour(clock: str) -> None:
    assert typed.parse_hour(clock) == clock
    assert typed.parse_hour(dates.time_in_sentence(clock)) == clock


@given(value=AMOUNT)
def test_a_number_with_all_its_decimals(value: float) -> None:
    value = round(value, 6)
    for written in (numbers.as_typed, typed_number):
        (read,) = parse_number(written(value))
        assert read == pytest.approx(value, abs=1e-6, rel=1e-12)


@given(value=AMOUNT, digits=st.integers(0, 3))
def test_a_rounded_number_and_a_difference(value: float, digits: int) -> None:
    for text in (numbers.number(value, digits), numbers.signed(value, digits)):
        (read,) = parse_number(text)
        assert read == pytest.approx(value, abs=0.6 * 10**-digits, rel=1e-12)


@given(
    value=st.integers(-(10**9), 10**9),
    currency=st.sampled_from(["EUR", "CHF", "GBP", "USD", "CAD", "PLN", "SEK", "JPY"]),
)
def test_an_amount(value: int, currency: str) -> None:
    assert parse_number(numbers.money(value, currency), 2) == (value,)


@given(st.lists(st.sampled_from(["it", "en", "de", "fr", "pl", "ro"]), unique=True, min_size=1))
def test_languages(codes: list[str]) -> None:
    assert typed.parse_languages(typed.typed_languages(codes)) == tuple(codes)
    assert typed.parse_languages(listed(list(map(language_name, codes)))) == tuple(codes)
