"""A file and its copies, as JSON holds them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.exchange.contract.errors import ProblemAt
from revmentor.store.file.verdict import FileState
from revmentor.store.history.examine import SecondCopy


class KeptState(Shape, frozen=True, kw_only=True):
    """An earlier state of a file: ``restore --change`` takes its number."""

    number: int
    written_at: str
    bytes: int
    sound: bool
    what: str


class FileChecked(Versioned, frozen=True, kw_only=True):
    """What ``check`` says of a file: its state, its copies, and what is around it."""

    file: str
    state: FileState
    what: str
    encrypted: bool
    bytes: int
    schema: int | None
    generation: int | None
    written_at: str | None
    records: int | None
    problems: list[ProblemAt]
    second_copy: SecondCopy
    notes: list[str]
    remarks: list[str]
    generations: list[KeptState]
    aside: list[str]
    last_good: int | None
    would_lose: list[str]


class ProgrammeKept(Shape, frozen=True, kw_only=True):
    """A programme, and where it lies: in the file (``lies_in`` is ``null``), or in one of its own.

    ``records`` are those that go along, none of one that has gone; ``why_not`` says what stands
    against moving it, and is ``null`` where it can be moved; ``trouble`` why one that was moved
    cannot be had from where it lies.
    """

    id: str
    name: str
    starts_on: date
    closed_on: date | None
    lies_in: str | None
    since: date | None
    records: int
    why_not: str | None
    trouble: str | None


class ProgrammesKept(Versioned, frozen=True, kw_only=True):
    """Every programme of a file, oldest first, after what ``archive`` did.

    ``moved`` is the id of the programme that went or came back; ``null`` where none did.
    """

    file: str
    bytes: int
    moved: str | None
    programmes: list[ProgrammeKept]


class StatesKept(Versioned, frozen=True, kw_only=True):
    """The earlier states that ``restore`` can go back to."""

    file: str
    generations: list[KeptState]


class WentBack(Versioned, frozen=True, kw_only=True):
    """What ``restore`` did: the file now holds an earlier state, or was taken as it is."""

    done: Literal[True]
    file: str
    change: int
    """The number of the change that this was."""
