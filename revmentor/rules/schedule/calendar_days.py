"""Days: public holidays, the firm's closed days, and the days on which a slot comes round."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.easter import easter

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.firm import Firm

Mode = Literal["skip", "extend", "shift"]
BUILT_IN = frozenset({"IT"})
"""The countries whose public holidays we know; those of others are a list of the firm's."""

_ITALY = ((1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26))
_LOOKAHEAD = 20


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


def due_dates(
    start: date,
    count: int,
    *,
    every_weeks: int = 1,
    closed: Iterable[date] = (),
    mode: Mode = "skip",
    country: str | None = None,
) -> list[date]:
    """Return the days on which a slot that begins on ``start`` comes round.

    ``count`` is the number of slots for ``skip`` (a closed day loses its slot) and of sessions for
    ``extend`` (the series goes on for longer) and ``shift`` (to the next working day, before the
    slot that follows). Raises :class:`Refused` for a count or interval below one.
    """
    if count < 1 or every_weeks < 1:
        raise Refused(_("A series needs at least one session, and at least a week between two."))
    shut = frozenset(closed)

    def is_closed(day: date) -> bool:
        return day in shut or day in holidays(country, day.year)

    found: list[date] = []
    step = timedelta(weeks=every_weeks)
    for index in range(count if mode == "skip" else count + 52 * _LOOKAHEAD):
        if len(found) == count:
            break
        day = start + index * step
        if not is_closed(day):
            found.append(day)
        elif mode == "shift":
            last = day + step - timedelta(days=1)
            if moved := next_working_day(day, is_closed, until=last):
                found.append(moved)
    return found


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
    return (
        day in holidays(firm.country, day.year)
        or day.strftime("%m-%d") == firm.patron_day
        or any(each.is_on(day) for each in firm.holidays)
        or any(span.holds(day) for span in firm.closed_days)
    )
