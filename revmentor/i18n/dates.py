"""Days and moments as the reader's language writes them, and the day on the reader's wall."""

from __future__ import annotations

from datetime import date, datetime, timezone

from revmentor.i18n.gettext import _, language


def local_today() -> date:
    """Return the day on the coordinator's wall, where no other was given as today."""
    return date.today()  # noqa: DTZ011 -- a programme's days have no time zone


def _format(day: date, pattern: str) -> str:
    from babel.dates import format_date  # 26 ms: only a command that shows a date pays for it

    return format_date(day, pattern, locale=language())


def long_date(day: date) -> str:
    """Return a day with its weekday and year: ``Friday 24 April 2026``."""
    return _format(day, "EEEE d MMMM y")


def short_date(day: date) -> str:
    """Return a day with its weekday: ``Fri 24 Apr``."""
    return _format(day, "EEE d MMM")


def plain_date(day: date) -> str:
    """Return a day with its year: ``24 Apr 2026``."""
    return _format(day, "d MMM y")


def short_day(day: date, today: date) -> str:
    """Return a day in few letters: ``12 Jan``, with its year where that is not today's."""
    return _format(day, "d MMM" if day.year == today.year else "d MMM y")


def month_and_year(day: date) -> str:
    """Return the month a day lies in, with its year, in few letters: ``Mar 2025``."""
    return _format(day, "MMM y")


def day_in_sentence(day: date, *, with_year: bool = True) -> str:
    """Return a day as it stands within a sentence: ``16 December 2026``, “il 16 dicembre 2026”.

    In Italian it brings its article along: “l’8 marzo”, “il 1º maggio”.
    """
    text = _format(day, "d MMMM y" if with_year else "d MMMM")
    if language() != "it":
        return text
    if day.day == 1:
        return f"il 1º{text[1:]}"
    return f"l’{text}" if day.day in {8, 11} else f"il {text}"


def time_in_sentence(time: str) -> str:
    """Return a time of day as it stands after “at”: ``09:00``, in Italian “9”, “14:30”."""
    return time.removeprefix("0").removesuffix(":00") if language() == "it" else time


def weekly_in_sentence(day: str, time: str) -> str:
    """Return a weekly occasion within a sentence: ``Monday at 09:00``, “il lunedì alle 9”."""
    text = _("{weekday} at {time}")
    return text.format(weekday=weekday_name(day), time=time_in_sentence(time))


def moment(when: datetime) -> str:
    """Return a moment in the machine's own time: ``Tue 24 Nov 2026, 14:02``."""
    local = when.astimezone()
    return f"{_format(local.date(), 'EEE d MMM y')}, {local:%H:%M}"


def short_moment(when: datetime) -> str:
    """Return a moment of these days: ``Tue 14:02``; an older one with its day: ``24 Nov 14:02``."""
    local = when.astimezone()
    recent = abs((datetime.now(timezone.utc) - when).days) < 6
    return f"{_format(local.date(), 'EEE' if recent else 'd MMM')} {local:%H:%M}"


WEEK_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def half_day(code: str) -> str:
    """Return a half-day (``tue-am``) in words: “Tue morning”."""
    day, half = code.split("-")
    name = weekday_short(day)
    return (_("{day} morning") if half == "am" else _("{day} afternoon")).format(day=name)


def weekday_short(day: str) -> str:
    """Return a day of the week in few letters: “Tue” for ``tue``."""
    from babel.dates import get_day_names

    return str(get_day_names("abbreviated", locale=language())[WEEK_DAYS.index(day)])


def weekday_name(day: str) -> str:
    """Return a day of the week in words: “Tuesday” for ``tue``."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", locale=language())[WEEK_DAYS.index(day)])
