"""Days: public holidays, the firm's closed days, and the next working day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.easter import easter

from revmentor.i18n.gettext import _
from revmentor.model.firm import Firm

HolidayMode = Literal["skip", "extend", "shift"]
BUILT_IN = frozenset({"IT"})
"""The countries whose public holidays we know; those of others are a list of the firm's."""

_COUNTRY_OF_LANGUAGE = {"it": "IT"}
"""The one country of a language. English is spoken in many, and tells of none."""

_ITALY = ((1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26))


@lru_cache(maxsize=64)
def _italian_holidays(year: int) -> tuple[date, ...]:
    days = [date(year, month, day) for month, day in _ITALY]
    days += [easter(year), easter(year) + timedelta(days=1)]
    if year >= 2026:  # law of October 2025: St Francis, a national holiday again
        days.append(date(year, 10, 4))
    return tuple(sorted(days))


def holidays(country: str | None, year: int) -> list[date]:
    """Return the public holidays of a year, ordered; empty for a country that is not built in.

    Italy (``IT``): ten fixed days, Easter Sunday and Monday, and from 2026 the 4th of October.
    """
    return list(_italian_holidays(year)) if country == "IT" else []


def usual_country(language: str | None) -> str | None:
    """Return the country of a language (``it``: ``IT``), or ``None`` where it tells of none."""
    return _COUNTRY_OF_LANGUAGE.get(language or "")


def country_of(firm: Firm) -> str | None:
    """Return the country whose holidays count: as is written down, else that of the language."""
    return firm.country or usual_country(firm.language)


def without_holidays(firm: Firm) -> str:
    """Say that no public holiday of a firm is known, and why; empty where some are."""
    if country_of(firm) or firm.holidays:
        return ""
    return _("No country is written down, so no public holidays count. Write it under Firm.")


def next_working_day(day: date, is_closed: Callable[[date], bool], *, until: date) -> date | None:
    """Return a day, or the first after it that is neither closed nor of a weekend.

    ``until`` is the last day that is looked at; ``None`` where none up to it will do.
    """
    for after in range((until - day).days + 1):
        later = day + timedelta(days=after)
        if later.weekday() < 5 and not is_closed(later):
            return later
    return None


def is_closed(firm: Firm, day: date) -> bool:
    """Tell whether the firm is closed: a public holiday, the patron's day, a day of its own."""
    is_patron_day = day.strftime("%m-%d") == firm.patron_day
    is_holiday = day in holidays(country_of(firm), day.year)
    return is_holiday or is_patron_day or _is_own_closed_day(firm, day)


def _is_own_closed_day(firm: Firm, day: date) -> bool:
    return any(each.is_on(day) for each in firm.holidays) or any(
        span.holds(day) for span in firm.closed_days
    )
