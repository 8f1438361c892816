"""The language of the house: gettext, and dates and numbers in the reader's form.

Every text a person reads goes through :func:`_` or :func:`ngettext`. The language is chosen once,
at the start, before any screen is imported (screens translate their labels when they are imported).
"""

from __future__ import annotations

import gettext as _gettext
import locale as _locale
import os
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

LANGUAGES = ("en", "it")
"""The languages the product speaks; English is the language of the source."""

_state: dict[str, _gettext.NullTranslations | str] = {}


def system_language() -> str:
    """Return ``"it"`` or ``"en"``: the machine's language where we speak it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2].lower() if value[:2].lower() in LANGUAGES else "en"
    code = (_locale.getlocale()[0] or "")[:2].lower()
    return code if code in LANGUAGES else "en"


def set_language(code: str) -> None:
    """Choose the language of all text from here on; an unknown one falls back to English."""
    chosen = code if code in LANGUAGES else "en"
    _state["code"] = chosen
    _state["texts"] = _gettext.translation(
        "revmentor", Path(__file__).parent / "locale", [chosen], fallback=True
    )


def language() -> str:
    """Return the two-letter code of the language in use."""
    code = _state.get("code", "en")
    return code if isinstance(code, str) else "en"


def _(message: str) -> str:
    """Translate one message."""
    texts = _state.get("texts")
    return texts.gettext(message) if isinstance(texts, _gettext.NullTranslations) else message


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a message that depends on a count, and put the count in for ``{n}``."""
    texts = _state.get("texts")
    if isinstance(texts, _gettext.NullTranslations):
        return texts.ngettext(one, many, n).format(n=n)
    return (one if n == 1 else many).format(n=n)


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


def moment(when: datetime) -> str:
    """Return a moment in the machine's own time: ``Tue 24 Nov 2026, 14:02``."""
    local = when.astimezone()
    return f"{_format(local.date(), 'EEE d MMM y')}, {local:%H:%M}"


def short_moment(when: datetime) -> str:
    """Return a moment of these days: ``Tue 14:02``; an older one with its day: ``24 Nov 14:02``."""
    local = when.astimezone()
    recent = abs((datetime.now(timezone.utc) - when).days) < 6
    return f"{_format(local.date(), 'EEE' if recent else 'd MMM')} {local:%H:%M}"


def size(octets: int) -> str:
    """Return how large a file is: ``512 bytes``, ``180 kB``, ``2.1 MB``."""
    if octets < 1000:
        return ngettext("{n} byte", "{n} bytes", octets)
    if octets < 1_000_000:
        return f"{number(octets / 1000, 0)} kB"
    return f"{number(octets / 1_000_000)} MB"


def typed_date(day: date | None) -> str:
    """Return a day as a form shows it and :func:`parse_date` reads it: ``24/04/2026``."""
    return day.strftime("%d/%m/%Y") if day else ""


def number(value: float, digits: int = 1) -> str:
    """Return a number with the reader's decimal sign: ``6.5`` or ``6,5``."""
    from babel.numbers import format_decimal

    if not abs(value) < 1e15:  # beyond what a decimal of the library holds, and anybody reads
        return f"{value:.3g}"
    return format_decimal(round(value, digits), locale=language())


def money(value: float, currency: str) -> str:
    """Return an amount without cents, as it is written in the language: ``€1,250``, ``1250 €``."""
    from babel.numbers import format_currency

    return format_currency(
        round(value), currency, locale=language(), currency_digits=False, format=_WHOLE[language()]
    )


_WHOLE = {"en": "¤#,##0", "it": "#,##0 ¤"}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


def half_day(code: str) -> str:
    """Return a half-day (``tue-am``) in words: “Tue morning”."""
    from babel.dates import get_day_names

    day, half = code.split("-")
    name = get_day_names("abbreviated", locale=language())[_WEEKDAYS.index(day)]
    return (_("{day} morning") if half == "am" else _("{day} afternoon")).format(day=name)


def weekday_name(day: str) -> str:
    """Return a day of the week in words: “Tuesday” for ``tue``."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", locale=language())[_WEEKDAYS.index(day)])


def language_name(text: str) -> str:
    """Return what a language is called: “Italian” for ``it``; a word stays as it was written."""
    from babel import Locale

    found = Locale(language()).languages.get(text.casefold(), "") if len(text) < 4 else ""
    return found or text.title()


def listed(names: Sequence[str]) -> str:
    """Return names as one speaks them: “Anna, Bruno and Carla”."""
    from babel.lists import format_list

    return format_list(names, locale=language())


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
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(text):
            day, month = int(found[1]), int(found[2])
            if found[3]:
                year = int(found[3])
                return date(year + 2000 if year < 100 else year, month, day)
            near = [date(y, month, day) for y in (today.year - 1, today.year, today.year + 1)]
            return min(near, key=lambda other: abs((other - today).days))
    except ValueError:
        return None
    return None
