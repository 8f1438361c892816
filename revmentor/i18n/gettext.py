"""Texts in the reader's language.

Every text a person reads goes through :func:`_` or :func:`ngettext`. The language is chosen once,
at the start, before any screen is imported (screens translate their labels when they are imported).
"""

from __future__ import annotations

import gettext as _gettext
import locale as _locale
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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


def listed(names: Sequence[str]) -> str:
    """Return names as one speaks them: “Anna, Bruno and Carla”."""
    from babel.lists import format_list

    return format_list(names, locale=language())
