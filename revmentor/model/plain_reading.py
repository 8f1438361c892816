"""Read untyped data at once where it is plain: then nothing that is asked of it can be wrong.

To ask a document of 150,000 records field by field takes half a minute, and almost every record is
plain. What is not goes the long way of :mod:`revmentor.model.validation`, which says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal, TypeVar, get_origin

import msgspec

from revmentor.model.fields import Leaf, leaves
from revmentor.model.text import ID_PATTERN

T = TypeVar("T")

LARGEST = 2**63 - 1
"""The largest whole number that a file may hold."""
PLAIN = " -~¡-¬®-ſ‘’“”–—…€"
"""Letters and signs that are seen, of which none is a mark on another."""
_ODD = re.compile(rf'[^{PLAIN}]|\\[^"]|"\s*"')
"""What a JSON text holds that is not plain: another character, a break, a text of blanks alone."""
_IS_ID = re.compile(ID_PATTERN).search


def is_plain(data: object) -> bool:
    """Tell whether every text in some data is plain: nothing in it is hidden, or breaks a line."""
    try:
        return _ODD.search(msgspec.json.encode(data).decode()) is None
    except (TypeError, ValueError, RecursionError):  # half a character, a thing no JSON knows
        return False


def read_plain(raw: object, kind: type[T]) -> T | None:
    """Return plain data as a type; ``None`` where something might be wrong with it."""
    try:
        value = msgspec.convert(raw, kind)
    except (msgspec.ValidationError, OverflowError, RecursionError):
        return None
    ids, others = _places(kind)
    holds = (
        is_plain(raw)
        and all(_IS_ID(each) for each in _given(ids, value))
        and all(_is_usual(each) for each in _given(others, value))
    )
    return value if holds else None


def _is_usual(value: object) -> bool:
    """Tell whether a value is a text, or a number that JSON knows."""
    return isinstance(value, str) or (
        isinstance(value, int | float) and -LARGEST <= value <= LARGEST
    )


def _given(places: Iterable[Leaf], value: object) -> Iterator[Any]:
    """Yield what stands at some places."""
    for leaf in places:
        yield from (each for each in leaf.values((value,)) if each is not None)


def _found_places(kind: Any) -> tuple[Sequence[Leaf], Sequence[Leaf]]:
    """Return where a type has ids, and where numbers or values of several types."""
    every = leaves(kind)
    ids = [leaf for leaf in every if leaf.meaning.get("pattern") == ID_PATTERN]
    return ids, [leaf for leaf in every if leaf.kind in _NUMBERS or not _is_one(leaf.kind)]


_places: Callable[[Any], tuple[Sequence[Leaf], Sequence[Leaf]]] = cache(_found_places)
_NUMBERS = (int, float)


def _is_one(kind: object) -> bool:
    # Any is a class in some versions of Python.
    return kind is not Any and (isinstance(kind, type) or get_origin(kind) is Literal)
