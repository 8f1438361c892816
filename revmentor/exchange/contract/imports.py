"""What an import of a document did, as JSON holds it."""

from __future__ import annotations

from typing import Any

import msgspec

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.exchange.contract.errors import ProblemAt
from revmentor.exchange.sheet.questions import Kind
from revmentor.model.base import Role
from revmentor.model.import_row import RowState


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


class SheetSource(Shape, frozen=True, kw_only=True):
    """What a sheet was read from, and how that is written."""

    sheet: str | None
    encoding: str
    separator: str | None
    heading_row: int


class SheetColumn(Shape, frozen=True, kw_only=True):
    """A column that is read, and what it holds."""

    heading: str
    held_as: str = msgspec.field(name="as")


class SheetRow(Shape, frozen=True, kw_only=True):
    """What becomes of one row; ``row`` is ``null`` of somebody who is not on the sheet."""

    row: int | None
    state: RowState
    id: str | None
    name: str
    roles: list[Role]
    fields: dict[str, Any]
    changes: dict[str, tuple[Any, Any]]


class SheetQuestion(Shape, frozen=True, kw_only=True):
    """What a sheet leaves to be asked; ``default`` is what is likeliest, ``null`` where nothing."""

    key: str
    row: int | None
    cell: str | None
    kind: Kind
    text: str
    candidates: list[str]
    default: str | None


class SheetCounts(Shape, frozen=True, kw_only=True):
    """How many rows are in each state, how many people are here, and what is asked."""

    new: int
    changed: int
    same: int
    missing: int
    problem: int
    left_out: int
    restricted: int
    here: int
    questions: int
    open: int


class SheetImported(Versioned, frozen=True, kw_only=True):
    """What a sheet of people changed, or would, and what it leaves to be asked."""

    done: bool
    change: int | None
    firm: str
    source: SheetSource
    columns: list[SheetColumn]
    rows: list[SheetRow]
    questions: list[SheetQuestion]
    not_read: list[str]
    counts: SheetCounts
    problems: list[ProblemAt]
