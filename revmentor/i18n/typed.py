"""Days, hours, weekly slots and languages as people type them: read, and written to be typed back.

Both languages are read whichever is spoken, and whatever our own screens write can be typed back.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from revmentor.i18n.dates import WEEK_DAYS, weekday_short
from revmentor.i18n.gettext import language_code, language_name

Lean = Literal["nearest", "over", "to_come"]
"""Which of several days is meant: in a field for what is over, the last one; else the next."""

_DAY_NAMES = (
    ("monday", "lunedì"),
    ("tuesday", "martedì"),
    ("wednesday", "mercoledì"),
    ("thursday", "giovedì"),
    ("friday", "venerdì"),
    ("saturday", "sabato"),
    ("sunday", "domenica"),
)
_MONTH_NAMES = (
    ("january", "gennaio"),
    ("february", "febbraio"),
    ("march", "marzo"),
    ("april", "aprile"),
    ("may", "maggio"),
    ("june", "giugno"),
    ("july", "luglio"),
    ("august", "agosto"),
    ("september", "settembre"),
    ("october", "ottobre"),
    ("november", "novembre"),
    ("december", "dicembre"),
)
_DAYS_FROM_TODAY = {
    "today": 0, "oggi": 0, "tomorrow": 1, "domani": 1, "dopodomani": 2,
    "yesterday": -1, "ieri": -1, "altroieri": -2, "l'altroieri": -2, "l'altro ieri": -2,
}  # fmt: skip
_HALF_A_YEAR = 184
_WORD = r"[^\W\d_]{3,}"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[/.\- ]\s?(\d{1,2})(?:\s?[/.\- ]\s?(\d{4}|\d{2}))?")
_ORDINAL = r"(\d{1,2})(?:º|°|st|nd|rd|th)?"
_DAY_AND_MONTH = re.compile(
    rf"{_ORDINAL}[\s./-]?\s?(?:of )?({_WORD})\.?(?:,?[\s./-]\s?(\d{{4}}|\d{{2}}))?"
)
_MONTH_AND_DAY = re.compile(rf"({_WORD})\.? {_ORDINAL}(?:,? (\d{{4}}))?")
_TIME_BEHIND = re.compile(r",?\s+(?:alle |at |ore )?\d{1,2}:\d{2}$")


def weekday_number(word: str) -> int | None:
    """Return the weekday that three letters or more begin, in either language; 0 is Monday."""
    return _begun(word, _DAY_NAMES)


def month_number(word: str) -> int | None:
    """Return the month that three letters or more begin, in either language; 1 is January."""
    place = _begun(word, _MONTH_NAMES)
    return None if place is None else place + 1


def _begun(word: str, names: Sequence[tuple[str, str]]) -> int | None:
    plain = word.casefold().rstrip(".'’").replace("ì", "i")
    if len(plain) < 3:
        return None
    for place, both in enumerate(names):
        if any(name.replace("ì", "i").startswith(plain) for name in both):
            return place
    return None


def after_weekday(text: str) -> tuple[int | None, str]:
    """Return the weekday that a text begins with, if it does, and the rest: “ven 24 aprile”."""
    parts = re.match(rf"({_WORD}['’.]?),?(?:\s+|$)", text)
    weekday = weekday_number(parts[1]) if parts else None
    return (None, text) if parts is None or weekday is None else (weekday, text[parts.end() :])


# -- days ------------------------------------------------------------------------------------------


def typed_date(day: date | None) -> str:
    """Return a day as a form shows it and :func:`parse_date` reads it: ``24/04/2026``."""
    return day.strftime("%d/%m/%Y") if day else ""


def parse_date(text: str, today: date, lean: Lean = "nearest") -> date | None:
    """Read a typed day, day first: ``24/4``, ``24/4/26``, ``2026-04-24``, “23 aprile”, ``+7``.

    A day without a year is the one nearest to ``today``; a weekday is the next one, or, of what is
    over, the last, today included. A weekday before a day has to be that day's. Returns ``None``
    where the text is not a day that exists.
    """
    text = " ".join(text.casefold().replace("’", "'").split())
    if (days := _DAYS_FROM_TODAY.get(text)) is not None:
        return today + timedelta(days=days)
    if re.fullmatch(r"[+−-]\d{1,3}", text):
        return today + timedelta(days=int(text.replace("−", "-")))
    try:
        return _written_date(_TIME_BEHIND.sub("", text), today, lean)
    except (ValueError, OverflowError):
        return None


def _written_date(text: str, today: date, lean: Lean) -> date | None:
    """Read a day with its weekday, its month or an article; ``ValueError`` where it is none."""
    text = re.sub(r"^(?:il )?primo ", "1 ", re.sub(r"^(?:il |on |the |l')", "", text))
    weekday, rest = after_weekday(text)
    rest = re.sub(r"^(?:il |the |l')", "", rest)
    if weekday is None or not rest:
        return _numbered(text, today, lean) if weekday is None else _next(weekday, today, lean)
    if re.fullmatch(r"\d{1,2}", rest):
        return _of_these_weeks(weekday, int(rest), today, lean) or _numbered(text, today, lean)
    return _numbered(rest, today, lean, weekday) or _numbered(text, today, lean)


def _next(weekday: int, today: date, lean: Lean) -> date:
    if lean == "over":
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _of_these_weeks(weekday: int, number: int, today: date, lean: Lean) -> date | None:
    """Return the Monday the 9th that lies within five weeks of today: ``lun 9``."""
    around = (today + timedelta(days=days) for days in range(-35, 36))
    fitting = [each for each in around if (each.weekday(), each.day) == (weekday, number)]
    before = [each for each in fitting if each <= today]
    after = [each for each in fitting if each >= today]
    chosen = {"over": before, "to_come": after}.get(lean) or fitting
    return min(chosen, key=lambda each: abs(each - today), default=None)


def _numbered(text: str, today: date, lean: Lean, weekday: int | None = None) -> date | None:
    """Read a day by its numbers; raises ``ValueError`` for one that does not exist."""
    if iso := _ISO.fullmatch(text):
        return _on(date(int(iso[1]), int(iso[2]), int(iso[3])), weekday)
    numbers = _day_month_year(text)
    if numbers is None:
        return None
    day, month, year = numbers
    if year:
        return _on(date(int(year) + 2000 if len(year) == 2 else int(year), month, day), weekday)
    near = [each for each in _years(today, month, day) if _on(each, weekday)]
    if weekday is not None:  # “gio 24 apr” is not the one of a year ago because that was a Thursday
        near = [each for each in near if abs((each - today).days) < _HALF_A_YEAR]
    if (day, month) == (29, 2) and not (near and abs((near[0] - today).days) < 366):
        near = [each for each in near if (each < today) is (lean == "over")]
    return near[0] if near else None


def _day_month_year(text: str) -> tuple[int, int, str | None] | None:
    """Return the day, the month and the digits of the year that a text names."""
    if parts := _DAY_FIRST.fullmatch(text):
        return int(parts[1]), int(parts[2]), parts[3]
    if parts := _DAY_AND_MONTH.fullmatch(text):
        month = month_number(parts[2])
        return (int(parts[1]), month, parts[3]) if month else None
    if parts := _MONTH_AND_DAY.fullmatch(text):
        month = month_number(parts[1])
        return (int(parts[2]), month, parts[3]) if month else None
    return None


def _years(today: date, month: int, day: int) -> list[date]:
    """Return a day of the years around, the nearest first; raises where no year has it."""
    date(2028, month, day)
    is_leap_day = (day, month) == (29, 2)
    reach = 8 if is_leap_day else 1
    years = range(max(1, today.year - reach), min(9999, today.year + reach) + 1)
    days = [date(year, month, day) for year in years if isleap(year) or not is_leap_day]
    return sorted(days, key=lambda each: abs((each - today).days))


def _on(day: date, weekday: int | None) -> date | None:
    return day if weekday in {None, day.weekday()} else None


def typed_month_day(month_day: str | None) -> str:
    """Return a day of every year (``12-07``) as a form shows it, day first: ``7/12``."""
    if not month_day or not re.fullmatch(r"\d\d-\d\d", month_day):
        return month_day or ""
    return f"{int(month_day[3:])}/{int(month_day[:2])}"


def parse_month_day(text: str) -> str | None:
    """Read a day of every year, day first, as the records have it: ``7/12`` is ``12-07``.

    “07-12” is no day: the records would mean the 12th of July by it, and an Italian the 7th of
    December. ``None`` as for any other text.
    """
    text = " ".join(text.casefold().split())
    if parts := re.fullmatch(r"(\d\d)-(\d\d)", text):
        first, second = map(int, parts.groups())
        if first != second and max(first, second) <= 12:
            return None
        text = f"{second}/{first}" if second > 12 else text
    day = parse_date(text, date(2028, 1, 1))  # in a leap year: it may be the 29th of February
    return None if day is None or re.search(r"\d{4}", text) else day.strftime("%m-%d")


# -- hours and weekly slots ------------------------------------------------------------------------

_HOUR = r"(?:(?:alle|at|ore|all'|h) ?)*(\d{1,2})(?:[:.,h](\d{2}))?(?: ?(am|pm|h))?"
_SLOT = re.compile(rf"(?:il |ogni |on |every )?({_WORD})['.]?[\s,-]*{_HOUR}")


def parse_hour(text: str) -> str | None:
    """Read an hour of the day: “9”, “9.30”, “alle 14:30”, “2:30 pm” as ``14:30``."""
    parts = re.fullmatch(_HOUR, _in_order(text))
    return _clock(parts[1], parts[2], parts[3]) if parts else None


def _in_order(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _clock(hour: str, minute: str | None, half: str | None) -> str | None:
    number, minutes = int(hour), int(minute or 0)
    if half in {"am", "pm"}:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half == "pm" else 0)
    return f"{number:02d}:{minutes:02d}" if number < 24 and minutes < 60 else None


def later_hour(hour: str, minutes: int) -> str:
    """Return the hour that lies so many minutes later, or earlier, within the day."""
    after = (int(hour[:2]) * 60 + int(hour[3:]) + minutes) % (24 * 60)
    return f"{after // 60:02d}:{after % 60:02d}"


def typed_slot(slot: str | None) -> str:
    """Return a weekly slot as a form shows it and :func:`parse_slot` reads it: “Mon 09:00”."""
    return f"{weekday_short(slot[:3])} {slot[4:]}" if slot else ""


def parse_slot(text: str) -> str | None:
    """Read a typed weekly slot, in either language: “lun 9”, “Monday at 9:00” is ``mon-09:00``.

    Returns ``None`` for what names no day from Monday to Saturday with an hour.
    """
    parts = _SLOT.fullmatch(_in_order(text))
    if parts is None:
        return None
    weekday, clock = weekday_number(parts[1]), _clock(parts[2], parts[3], parts[4])
    if weekday is None or clock is None or WEEK_DAYS[weekday] == "sun":
        return None
    return f"{WEEK_DAYS[weekday]}-{clock}"


# -- languages -------------------------------------------------------------------------------------


def typed_languages(languages: Iterable[str]) -> str:
    """Return languages as a form shows them and :func:`parse_languages` reads them."""
    return ", ".join(map(language_name, languages))


def parse_languages(text: str) -> tuple[str, ...]:
    """Read typed languages, each once: “Italian, tedesco” is ``it`` and ``de``."""
    words = (each.strip() for each in re.split(r"[,;/]|\s+e\s+|\s+and\s+", text))
    return tuple(dict.fromkeys(language_code(each) for each in words if each))
