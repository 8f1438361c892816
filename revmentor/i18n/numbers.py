"""Numbers, amounts and sizes as the reader's language writes them."""

from __future__ import annotations

from revmentor.i18n.gettext import language, ngettext

_WHOLE = {"en": "¤#,##0", "it": "#,##0 ¤"}


def size(octets: int) -> str:
    """Return how large a file is: ``512 bytes``, ``180 kB``, ``2.1 MB``."""
    if octets < 1000:
        return ngettext("{n} byte", "{n} bytes", octets)
    if octets < 1_000_000:
        return f"{number(octets / 1000, 0)} kB"
    return f"{number(octets / 1_000_000)} MB"


def number(value: float, digits: int = 1) -> str:
    """Return a number with the reader's decimal sign: ``6.5`` or ``6,5``."""
    from babel.numbers import format_decimal

    if not abs(value) < 1e15:  # beyond what a decimal of the library holds, and anybody reads
        return f"{value:.3g}"
    return format_decimal(round(value, digits), locale=language())


def as_typed(value: float) -> str:
    """Return a number with all the decimals somebody gave it: two that differ never read alike."""
    from babel.numbers import format_decimal

    if not abs(value) < 1e15:
        return number(value)
    return format_decimal(value, locale=language(), decimal_quantization=False)


def signed(value: float, digits: int = 2) -> str:
    """Return a difference with its sign: ``+0.5``, ``−1.25``, ``0``."""
    told = number(abs(value), digits)
    if round(value, digits) == 0:
        return told
    return f"{'+' if value > 0 else '−'}{told}"


def money(value: float, currency: str) -> str:
    """Return an amount without cents, as it is written in the language: ``€1,250``, ``1250 €``."""
    from babel.numbers import format_currency

    return format_currency(
        round(value), currency, locale=language(), currency_digits=False, format=_WHOLE[language()]
    )
