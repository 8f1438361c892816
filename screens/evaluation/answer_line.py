"""One line of Answers."""

from __future__ import annotations

import msgspec
from textual.content import Content


class Line(msgspec.Struct, frozen=True):
    """One line of the list: what keeps its place, what it shows, and what is said of it below.

    A line without a ``key`` is a heading; ``person_id`` is whom it is about.
    """

    key: str
    shown: Content
    details: tuple[Content, ...] = ()
    person_id: str = ""
    texts: tuple[str, ...] = ()
    """What the filter looks through."""
