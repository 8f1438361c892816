"""Names of people: the particles of surnames, and the order in which people are listed."""

from __future__ import annotations

from revmentor.model.text import unaccented

_ITALIAN = ("d", "da", "dal", "dalla", "de", "degli", "dei", "del", "dell", "della", "delle", "di")
_OTHERS = (
    "das", "den", "der", "do", "dos", "du", "el", "la", "le", "li", "lo", "van", "von", "zu",
)  # fmt: skip
PARTICLES = frozenset((*_ITALIAN, *_OTHERS))
"""Words, small, that are no name alone and begin a surname, as “De” and “Dalla”."""


def surname_first(name: str) -> str:
    """Return the key people are sorted by: surname with its particle first, accents folded."""
    words = unaccented(name).split()
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join([*words[start:], *words[:start]])
