"""What somebody may have meant who wrote a word that is none: “did you mean …?”."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from revmentor.i18n.gettext import _, language
from revmentor.rules.same_person import folded

LIKE = 0.72
"""How alike a word is at least to what it may have been meant for."""
MOST = 3
"""How many are offered at most."""


def closest(word: str, names: Iterable[str]) -> list[str]:
    """Return the names that a word is likely meant for, the likeliest first.

    A word is compared with a whole name and with each word of it: “Etore” is near “Ettore Rossi”.
    """
    wanted = folded(word[:200])
    scored = ((_likeness(wanted, name), name) for name in dict.fromkeys(names))
    near = sorted(((score, name) for score, name in scored if score >= LIKE), key=_best_first)
    return [name for _score, name in near[:MOST]]


def _best_first(scored: tuple[float, str]) -> tuple[float, str]:
    return -scored[0], scored[1]


def _likeness(wanted: str, name: str) -> float:
    whole = folded(name)
    parts = [whole, *whole.split()]
    if wanted and whole.startswith(wanted):
        return 1.0
    return max(difflib.SequenceMatcher(None, wanted, part).ratio() for part in parts)


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return the question which of some names was meant; empty where none is near."""
    near = closest(word, names)
    return _("Did you mean {names}?").format(names=either(near)) if near else ""


def either(names: Sequence[str]) -> str:
    """Return names as one offers them: “Anna, Bruno or Carla”."""
    from babel.lists import format_list

    return format_list(names, style="or", locale=language())
