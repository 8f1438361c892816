"""Names as sheets have them, as a firm says them: first name first, no title, no capitals only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from revmentor.content.sheet_words import sheet_words
from revmentor.rules.person_names import PARTICLES
from revmentor.rules.same_person import folded

Order = Literal["first_last", "last_first"]

_TITLES = re.compile(
    r"^(?:(?:dott(?:\.?\s?ssa)?|dr(?:\.?\s?ssa)?|ing|rag|geom|avv|arch|prof(?:\.?\s?ssa)?|sig(?:\.?\s?ra|\.?na)?|"
    r"p\.?\s?i|mr|mrs|ms|miss|mister|herr|frau|on|cav|comm|dott\.?ri)(?:\.\s*|\s+))+",
    re.IGNORECASE,
)
_BEGINNINGS = PARTICLES | {"de'", "d'", "dell'", "al", "ben", "san", "santa", "mac", "mc"}
"""Words with which a surname of several words begins."""
_CLIPPED = frozenset({"de", "da", "ne", "ca", "po", "fra"})
"""Words that end in an apostrophe and in no accent, as in “de' Medici”."""
_TITLE_WITHIN = re.compile(
    r"(?<=\s)(?:dott\.?\s?ssa|prof\.?\s?ssa|dr\.?\s?ssa|sig\.?\s?ra|dott\.|dr\.|ing\.|rag\.|geom\.|avv\.|arch\.|"
    r"prof\.|sig\.)(?=\s|$)",
    re.IGNORECASE,
)
_GRAVE = str.maketrans("aeiouAEIOU", "àèìòùÀÈÌÒÙ")
_ACCENT_AFTER = re.compile(r"([aeiouAEIOU])['’`´](?=$|[\s,.-])")
_LIKE_A_NAME = re.compile(r"[^\W\d_][\w\s'’`´.,()/º-]*")
_KEPT = "º"
"""What stands for an apostrophe that shall stay one while a name is read."""
_APOSTROPHES = re.compile(r"(?<=\w)\s*[`´ʼ‘](?=\w)")


class ReadName(msgspec.Struct, frozen=True):
    """A name as it shall stand, and whether an apostrophe was read as an accent."""

    text: str
    has_new_accent: bool = False


def order_of(names: Iterable[str]) -> Order:
    """Return in which order most names of a column stand."""
    orders = [_order_by_words(_without_titles(_spaced(name)).split()) for name in names]
    return "last_first" if orders.count("last_first") > orders.count("first_last") else "first_last"


def _order_by_words(words: list[str]) -> Order | None:
    """Return the order of a name that shows it: by a particle, else by a common given name."""
    if by_particle := _order_by_particle(words):
        return by_particle
    given = sheet_words().given_names
    simple = [folded(word) for word in words]
    if len(words) < 2 or (simple[0] in given) == (simple[-1] in given):
        return None
    return "first_last" if simple[0] in given else "last_first"


def _order_by_particle(words: list[str]) -> Order | None:
    """Return the order of a name with a “De” or “Lo”, which begins a surname."""
    place = next((n for n, word in enumerate(words[:-1]) if word.casefold() in _BEGINNINGS), None)
    if place is None or (place == 0 and len(words) < 3):
        return None
    return "last_first" if place == 0 else "first_last"


def whole_name(cell: str, order: Order, *, is_sure: bool = False) -> ReadName:
    """Return a name that stands in one cell, given name first.

    The order ``is_sure`` where a heading says it. “Rossi, Anna” and “FERRANTE Giulia” say
    themselves which part is the surname.
    """
    text = _without_titles(_spaced(cell))
    if not _LIKE_A_NAME.fullmatch(text):
        return ReadName(text)
    before, comma, behind = text.partition(",")
    if comma and before.strip() and behind.strip():
        return parts_name(behind, before)
    words = text.split()
    capitals = [word for word in words if _is_loud(word)]
    if capitals and len(capitals) < len(words) and not any(_is_initial(word) for word in capitals):
        loud = len(capitals)
        if words[:loud] == capitals:
            return parts_name(" ".join(words[loud:]), " ".join(capitals))
        if words[-loud:] == capitals:
            return parts_name(" ".join(words[:-loud]), " ".join(capitals))
    shown = _order_by_particle(words) if is_sure else _order_by_words(words)
    if (shown or order) == "last_first" and len(words) > 1:
        surname = _surname_length(words)
        return parts_name(" ".join(words[surname:]), " ".join(words[:surname]))
    return _read(text)


def parts_name(first: str, last: str) -> ReadName:
    """Return a name whose parts stand in two cells, or are known apart.

    A surname in capitals is calmed; a given name only beside one.
    """
    both = f"{first} {last}".strip()
    calms = last.strip() == last.strip().upper() or both == both.lower()
    cells = (_without_titles(_spaced(part)) for part in (first, last) if part.strip())
    parts = [_read(cell, calms=calms) for cell in cells]
    text = " ".join(part.text for part in parts if part.text)
    return ReadName(text, any(part.has_new_accent for part in parts))


def without_accents_given(cell: str, order: Order, *, is_sure: bool = False) -> str:
    """Return a whole name with its apostrophes as they were written."""
    kept = _ACCENT_AFTER.sub(lambda match: f"{match[1]}{_KEPT}", _spaced(cell))
    return whole_name(kept, order, is_sure=is_sure).text.replace(_KEPT, "'")


def _spaced(cell: str) -> str:
    return _APOSTROPHES.sub("'", " ".join(cell.split()))


def _without_titles(text: str) -> str:
    bare = _TITLE_WITHIN.sub(" ", _TITLES.sub("", text))
    return " ".join(bare.split()) or text


def _accented(text: str) -> str:
    """Return a text with an accent for each apostrophe behind a vowel; “de'” has a real one."""
    return _ACCENT_AFTER.sub(
        lambda match: match[0] if _is_clipped(text, match) else match[1].translate(_GRAVE), text
    )


def _is_clipped(text: str, match: re.Match[str]) -> bool:
    word = re.split(r"[\s,]", text[: match.end(1)])[-1]
    return word.casefold() in _CLIPPED


def _is_loud(word: str) -> bool:
    """Tell whether a word is written in capitals, as surnames often are."""
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and word == word.upper()


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) <= 2 and word.endswith(".")


def _surname_length(words: list[str]) -> int:
    """Return how many words at the head of “De Luca Anna” are the surname."""
    length = 1
    while length < len(words) - 1 and words[length - 1].casefold() in _BEGINNINGS:
        length += 1
    return length


def _read(text: str, *, calms: bool = True) -> ReadName:
    """Read a part of a name: accents for apostrophes, and where it ``calms``, usual capitals."""
    if not _LIKE_A_NAME.fullmatch(text):
        return ReadName(text)
    accented = _accented(text)
    words = accented.split()
    if calms and accented in {accented.upper(), accented.lower()}:
        words = [_calm(word) for word in words]
    return ReadName(" ".join(words), accented != text)


def _calm(word: str) -> str:
    """Return a word of a name with capitals where names have them."""
    if _is_initial(word):
        return word.upper()
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word)
