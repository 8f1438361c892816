"""Refusals of an action, beside the row of the form that asks for what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from revmentor.model.errors import Refused


@contextmanager
def beside(**rows: str) -> Iterator[None]:
    """Say a refusal beside a row: ``rows`` gives the row for a field that is called otherwise."""
    try:
        yield
    except Refused as error:
        row = rows.get(error.field, error.field)
        raise type(error)(str(error), field=row, problems=tuple(error.problems)) from error
