"""A file and its copies, as JSON holds them."""

from __future__ import annotations

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
