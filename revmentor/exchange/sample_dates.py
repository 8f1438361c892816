"""Move a whole document in time, so that a sample of last year is a sample of this week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec

from revmentor.model.snapshot import Document
from revmentor.rules.as_of import record_as_of


def shifted(document: Document, weeks: int) -> Document:
    """Return the document with every day moved by whole weeks, so that weekdays stay."""
    moved: Document = _moved(document, timedelta(weeks=weeks))
    return moved


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, date):
        return value + by
    if isinstance(value, tuple):
        return tuple(_moved(each, by) for each in value)
    if isinstance(value, dict):
        return {key: _moved(each, by) for key, each in value.items()}
    if isinstance(value, msgspec.Struct):
        fields = {name: _moved(getattr(value, name), by) for name in value.__struct_fields__}
        return type(value)(**fields)
    return value


_WRITTEN_DOWN = ("programmes", "pulses", "talks", "replies", "messages")
"""The lists of what was said or done on a day; of a programme its own days."""


def as_known_on(document: Document, today: date) -> Document:
    """Return the document without what happened after a day: nobody knows it yet."""
    known: dict[str, Any] = {
        name: tuple(
            stood
            for each in document.records(name)
            if (stood := record_as_of(each, today)) is not None
        )
        for name in _WRITTEN_DOWN
    }
    known["sessions"] = tuple(each for each in document.sessions if each.day <= today)
    return msgspec.structs.replace(document, **known)


def to_week(document: Document, week: int, today: date) -> Document:
    """Return the document moved so that ``today`` lies in a week of its first programme."""
    programme = document.programmes[0]
    moved = shifted(document, programme.week_of(today) - week)
    return as_known_on(moved, today)


def reopened(document: Document) -> Document:
    """Return the document as it stood just before its programmes were closed."""
    programmes = tuple(
        msgspec.structs.replace(each, closed_on=None, lessons=None, decision=None)
        for each in document.programmes
    )
    return msgspec.structs.replace(document, programmes=programmes)
