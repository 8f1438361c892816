"""What differs between a file and a copy of it, as JSON holds it."""

from __future__ import annotations

from typing import Literal

import msgspec

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.rules.copies.comparison import ChangedIn

StandsIn = Literal["copy", "both", "here"]
"""Only in the copy, in both with other words, only in this file."""


class FieldDiffers(Shape, frozen=True, kw_only=True):
    """A field in words, as it stands here and in the copy; ``null`` where it stands in neither.

    What was said in confidence is ``null`` on both sides without ``--with-notes``, and
    ``confidential``.
    """

    field: str
    label: str
    here: str | None
    copy: str | None
    confidential: bool


class RecordDiffers(Shape, frozen=True, kw_only=True):
    """A record that is not the same in both; ``key`` takes it over, ``null`` of one only here.

    ``changed_in`` is where it was added, changed or removed since the two were one; ``null`` where
    that state is no longer kept.
    """

    key: str | None
    table: str = msgspec.field(name="list")
    stands_in: StandsIn
    changed_in: ChangedIn | None
    kind: str
    name: str
    fields: list[FieldDiffers]


class DifferenceCounts(Shape, frozen=True, kw_only=True):
    """How many records stand only in the copy, in both with other words, and only here."""

    copy: int
    both: int
    here: int


class FilesCompared(Versioned, frozen=True, kw_only=True):
    """What differs, or what still does after ``--take``.

    ``change`` is what ``restore --change`` goes back to; ``null`` where nothing was changed.
    ``along`` are the names of those that came along with what was ``taken``.
    """

    done: bool
    file: str
    copy: str
    is_copy: bool
    change: int | None
    about: list[str]
    counts: DifferenceCounts
    differences: list[RecordDiffers]
    taken: list[str]
    along: list[str]
