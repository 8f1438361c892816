"""The words of firms' sheets: headings, what people call skills, and common given names."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec


class SheetWords(msgspec.Struct, frozen=True):
    """The words, folded (small, without accents and signs), in Italian and English."""

    headings: dict[str, tuple[str, ...]]
    """What each column is called, by what it holds."""
    skills: dict[str, tuple[str, ...]]
    """What people call a skill of the catalogue, by its id."""
    given_names: frozenset[str]
    """Given names that are common in such sheets; they only tell which of two orders is used."""
    roles: dict[str, tuple[str, ...]]
    """What people call a mentor, a senior, and both."""
    recruiting: dict[str, tuple[str, ...]]
    """What people write of whoever was asked to take part: invited, yes, not now, no."""
    levels: dict[str, tuple[str, ...]]
    """Words for a level, by the level (0-8) they are taken for."""
    gone: tuple[str, ...]
    """Parts of words for the state of somebody who left the firm."""
    not_gone: frozenset[str]
    """Words for the state of somebody who is in the firm."""
    nothing: frozenset[str]
    """What people write where there is nothing to write."""
    against_a_role: frozenset[str]
    """Words by which a cell that names a role says that it is not the one."""
    around_a_role: frozenset[str]
    """Words that change nothing about a role."""
    offices: frozenset[str]
    """Words that say what somebody is, and not who."""
    private: frozenset[str]
    """Words of headings that are never guessed to be anything we read."""


@lru_cache(maxsize=1)
def sheet_words() -> SheetWords:
    """Return the words that are shipped."""
    raw = Path(__file__).with_name("sheet_words.json").read_bytes()
    return msgspec.json.decode(raw, type=SheetWords)
