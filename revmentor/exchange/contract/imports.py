"""What an import of a document did, as JSON holds it."""

from __future__ import annotations

from typing import Any

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.exchange.contract.errors import ProblemAt


class DocumentImported(Versioned, frozen=True, kw_only=True):
    """How many records of each list were added, and how many stood there already.

    ``change`` is what ``restore --change`` goes back to; ``null`` where nothing was changed.
    """

    done: bool
    change: int | None
    added: dict[str, int]
    equal: int
    problems: list[ProblemAt]


class RecordAdded(Shape, frozen=True, kw_only=True):
    """A record that was not there."""

    list: str
    id: str


class RecordChanged(Shape, frozen=True, kw_only=True):
    """A record of which some fields were changed, each from the old value to the new one."""

    list: str
    id: str
    fields: dict[str, tuple[Any, Any]]


class DocumentUpdated(Versioned, frozen=True, kw_only=True):
    """What ``import --update`` changed and added, or would."""

    done: bool
    change: int | None
    changed: list[RecordChanged]
    added: list[RecordAdded]
    equal: int
    problems: list[ProblemAt]
