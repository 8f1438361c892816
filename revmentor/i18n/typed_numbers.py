"""Numbers as people type them, with the signs of either language, and written to be typed back."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from revmentor.i18n.gettext import LANGUAGES, language

_DECIMAL = {"en": ".", "it": ","}
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)*|[.,]\d+)(?:e([+-]?\d{1,3}))?")
_LONGEST = 40
"""The characters of the longest number that is read."""


def typed_number(value: float | None) -> str:
    """Return a number as a field shows it and :func:`parse_number` reads it: ``1500``, ``1,5``."""
    from babel.numbers import format_decimal

    if value is None:
        return ""
    if not abs(value) < 1e15:
        return f"{value:g}"
    return format_decimal(
        value, locale=language(), decimal_quantization=False, group_separator=False
    )


def parse_number(text: str, decimals: int = 6) -> tuple[float, ...]:
    """Read a typed number; two where it may mean either, none where it is no number.

    “1.500” is 1500 in Italian and “1,500” in English, as each writes it; “1,5” and “1.5” are one
    and a half in both. In the other language's writing three digits after a sign may be thousands
    or ``decimals``: ``(1.5, 1500)`` for “1.500” in English, which no screen of ours writes so.
    """
    text = _without_currency(text.strip())
    sign = -1 if text.startswith(("-", "−")) else 1
    digits = re.sub(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))", "", text.lstrip("+-−").strip())
    parts = _NUMBER.fullmatch(digits.casefold())
    if parts is None or len(text) > _LONGEST or re.match(r"[+−-]{2}", text):
        return ()
    power = 10.0 ** int(parts[2] or 0)
    values = [value * power for value in _values(parts[1])]
    fitting = [sign * value for value in values if round(value, decimals) == value]
    return tuple(fitting) if digits.endswith("0") else tuple(fitting[:1])


def _values(digits: str) -> tuple[float, ...]:
    """Return what digits with points and commas mean, likeliest first."""
    signs = re.findall(r"[.,]", digits)
    if not signs:
        return (float(digits),)
    if len(set(signs)) == 2:
        return _with_both(digits, signs)
    groups = re.split(r"[.,]", digits)
    are_thousands = re.fullmatch(r"[1-9]\d{0,2}", groups[0]) and all(
        len(g) == 3 for g in groups[1:]
    )
    whole = float("".join(groups))
    if len(signs) > 1:
        return (whole,) if are_thousands else ()
    decimal = float(f"{groups[0] or 0}.{groups[1]}")
    if not are_thousands:
        return (decimal,)
    if signs[0] != _DECIMAL[language()]:
        return (whole,)
    return (decimal, whole)


def _with_both(digits: str, signs: list[str]) -> tuple[float, ...]:
    """Return what ``1.234,50`` means: the sign that comes last, and once, is the decimal one."""
    thousands, decimal = signs[0], signs[-1]
    whole, _sign, part = digits.rpartition(decimal)
    groups = whole.split(thousands)
    if decimal in whole or not all(len(each) == 3 for each in groups[1:]) or len(groups[0]) > 3:
        return ()
    return (float(f"{''.join(groups)}.{part}"),)


def _without_currency(text: str) -> str:
    """Return an amount without the currency before or behind it: ``€1,250``, “1.250 EUR”."""
    parts = re.fullmatch(r"([+−-]?)\s*(\D*?)\s*([\d.,+−-].*?)\s*([^\d\s.,]*)", text)
    if parts is None:
        return text
    around = {each.casefold() for each in (parts[2], parts[4]) if each}
    return parts[1] + parts[3] if around and around <= _currencies() else text


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    from babel import Locale

    locales = [Locale(each) for each in LANGUAGES]
    names = chain.from_iterable(
        (*each.currencies, *each.currency_symbols.values()) for each in locales
    )
    return frozenset({"euro", *(each.casefold() for each in names)})
