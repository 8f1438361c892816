"""Texts in the reader's language.

Every text a person reads goes through :func:`_` or :func:`ngettext`. The language is chosen once,
at the start, before any screen is imported (screens translate their labels when they are imported).
"""

from __future__ import annotations

import gettext as _gettext
import locale as _locale
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

LANGUAGES = ("en", "it")
"""The languages the product speaks; English is the language of the source."""

FORMAL = "lei"
"""How Italian speaks to people who are not on first-name terms; its texts are ``it@lei``."""

_ARTICLE = re.compile(r"\b([Ii]|[Aa]|[Dd][ae]|[Nn]e|[Ss]u)l (?=\{(\w+)\})")
_VOWEL_DAY = re.compile(r"(8|11) [^\W\d]")

_state: dict[str, _gettext.NullTranslations | str] = {}
_address: ContextVar[str] = ContextVar("address", default="tu")


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
    _state["texts"] = _catalogue(chosen)
    _state[FORMAL] = _catalogue(f"{chosen}@{FORMAL}")


def _catalogue(code: str) -> _gettext.NullTranslations:
    """Return the texts of a language; those of a form of it stand before its own."""
    folder = Path(__file__).parent / "locale"
    return _gettext.translation("revmentor", folder, [code], fallback=True)


@contextmanager
def addressed_by(address: str | None) -> Iterator[None]:
    """Speak to people by “tu” or by “lei” for a while; the interface says tu to its coordinator.

    Whatever a participant reads is made within this, of the firm's setting.
    """
    before = _address.set(address or "tu")
    try:
        yield
    finally:
        _address.reset(before)


def address() -> str:
    """Return how people are spoken to at the moment: ``tu`` or ``lei``."""
    return _address.get()


def _texts() -> _gettext.NullTranslations | None:
    texts = _state.get(FORMAL if _address.get() == FORMAL else "texts")
    return texts if isinstance(texts, _gettext.NullTranslations) else None


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Speak another language for a while: what is read may be in either."""
    before = language()
    set_language(code)
    try:
        yield
    finally:
        set_language(before)


def language() -> str:
    """Return the two-letter code of the language in use."""
    code = _state.get("code", "en")
    return code if isinstance(code, str) else "en"


class _WithArticle(str):
    """An Italian text with an article before a gap, which “8 marzo” and “11 marzo” elide."""

    __slots__ = ()

    def format(self, *args: object, **slots: object) -> str:
        """Put the values in: “dal {day}” becomes “dal 7 marzo”, and “dall’8 marzo”."""

        def elided(found: re.Match[str]) -> str:
            letters, slot = found.groups()
            if not _VOWEL_DAY.match(str(slots.get(slot, ""))):
                return found[0]
            return {"I": "L’", "i": "l’"}.get(letters, f"{letters}ll’")

        return _ARTICLE.sub(elided, str(self)).format(*args, **slots)


def _elidable(text: str) -> str:
    """Return an Italian text so that it elides an article; only one that may have to is changed."""
    return _WithArticle(text) if language() == "it" and _ARTICLE.search(text) else text


def _(message: str) -> str:
    """Translate one message."""
    texts = _texts()
    return _elidable(texts.gettext(message)) if texts else message


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a message that depends on a count, and put the count in for ``{n}``."""
    if texts := _texts():
        return _elidable(texts.ngettext(one, many, n).format(n=n))
    return (one if n == 1 else many).format(n=n)


def language_name(text: str) -> str:
    """Return what a language is called: “Italian” for ``it``; a word stays as it was written."""
    from babel import Locale

    name = Locale(language()).languages.get(text.casefold(), "") if len(text) < 4 else ""
    return name or text.title()


def language_code(text: str) -> str:
    """Return the code of a language by its name in one of ours: ``de`` for “tedesco”.

    A code stays one, and a word that names none stays as it was written.
    """
    from babel import Locale

    folded = text.casefold()
    for each in LANGUAGES:
        names = Locale(each).languages
        if folded in names:
            return folded
        for code, name in names.items():
            if name.casefold() == folded:
                return str(code)
    return text


def quoted(text: str) -> str:
    """Return somebody's words in quotation marks: “as here”, in Italian «così»."""
    return _("“{text}”").format(text=text)


def listed(names: Sequence[str]) -> str:
    """Return names as one speaks them: “Anna, Bruno and Carla”."""
    from babel.lists import format_list

    return format_list(names, locale=language())
