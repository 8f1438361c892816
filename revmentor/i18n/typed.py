"""Days, weekly slots and languages as people type them: read, and written to be typed back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from revmentor.i18n.dates import WORKING_DAYS, weekday_short
from revmentor.i18n.gettext import language_code, language_name

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")


_DAY_NAMES = (
    ("monday", "lunedì"),
    ("tuesday", "martedì"),
    ("wednesday", "mercoledì"),
    ("thursday", "giovedì"),
    ("friday", "venerdì"),
    ("saturday", "sabato"),
    ("sunday", "domenica"),
)


def _weekday(text: str) -> int | None:
    """Return the weekday that three letters or more begin, in either language; 0 is Monday."""
    if len(text) < 3:
        return None
    plain = text.replace("ì", "i")
    for index, names in enumerate(_DAY_NAMES):
        if any(name.replace("ì", "i").startswith(plain) for name in names):
            return index
    return None


def typed_date(day: date | None) -> str:
    """Return a day as a form shows it and :func:`parse_date` reads it: ``24/04/2026``."""
    return day.strftime("%d/%m/%Y") if day else ""


def parse_date(text: str, today: date) -> date | None:
    """Read a typed day, day first: ``24/4``, ``24/4/26``, ``2026-04-24``, ``today``, ``+7``.

    A day without a year is the one nearest to ``today``; a weekday (``thu``) is the next one, today
    included. Returns ``None`` where the text is not a day that exists.
    """
    text = text.strip().lower()
    if text in {"today", "oggi"}:
        return today
    if (weekday := _weekday(text)) is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    if re.fullmatch(r"[+-]\d{1,3}", text):
        return today + timedelta(days=int(text))
    try:
        return _numeric_date(text, today)
    except ValueError:
        return None


def _numeric_date(text: str, today: date) -> date | None:
    """Read a day in numbers; raises ``ValueError`` for one that does not exist."""
    if iso := _ISO.fullmatch(text):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    parts = _DAY_FIRST.fullmatch(text)
    if parts is None:
        return None
    day, month = int(parts[1]), int(parts[2])
    if parts[3]:
        year = int(parts[3])
        return date(year + 2000 if year < 100 else year, month, day)
    near = [date(y, month, day) for y in (today.year - 1, today.year, today.year + 1)]
    return min(near, key=lambda other: abs((other - today).days))


_SLOT = re.compile(
    r"([^\W\d_]{3,})['’.]?[\s,-]*(?:(?:alle|at) )?(?:ore )?(\d{1,2})(?:[:.,h](\d{2}))?"
)


def typed_slot(slot: str | None) -> str:
    """Return a weekly slot as a form shows it and :func:`parse_slot` reads it: “Mon 09:00”."""
    return f"{weekday_short(slot[:3])} {slot[4:]}" if slot else ""


def parse_slot(text: str) -> str | None:
    """Read a typed weekly slot, in either language: “lun 9”, “Monday at 9:00” is ``mon-09:00``.

    Returns ``None`` for what names no working day with an hour.
    """
    parts = _SLOT.fullmatch(text.strip().casefold())
    if parts is None:
        return None
    weekday, hour, minute = _weekday(parts[1][:3]), int(parts[2]), int(parts[3] or 0)
    if weekday is None or weekday >= len(WORKING_DAYS) or hour > 23 or minute > 59:
        return None
    return f"{WORKING_DAYS[weekday]}-{hour:02d}:{minute:02d}"


def typed_languages(languages: Iterable[str]) -> str:
    """Return languages as a form shows them and :func:`parse_languages` reads them."""
    return ", ".join(map(language_name, languages))


def parse_languages(text: str) -> tuple[str, ...]:
    """Read typed languages, each once: “Italian, tedesco” is ``it`` and ``de``."""
    words = (each.strip() for each in re.split(r"[,;/]", text))
    return tuple(dict.fromkeys(language_code(each) for each in words if each))
