"""CSV: the bytes of a table depend on its dialect alone, never on a language or a machine."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from revmentor.model.text import as_inert_cell, one_line

DialectName = Literal["plain", "excel", "excel-it"]


class Dialect(msgspec.Struct, frozen=True):
    """How one kind of program reads a CSV."""

    between: str
    decimal_sign: str
    encoding: Literal["utf-8", "utf-8-sig"]


DIALECTS: dict[DialectName, Dialect] = {
    "plain": Dialect(",", ".", "utf-8"),
    "excel": Dialect(",", ".", "utf-8-sig"),
    "excel-it": Dialect(";", ",", "utf-8-sig"),
}
"""``plain`` for scripts (RFC 4180); the others for a spreadsheet opened by a double click."""
PLAIN = DIALECTS["plain"]
EXCEL = {"en": DIALECTS["excel"], "it": DIALECTS["excel-it"]}
"""What a spreadsheet opens by a double click, by the reader's language."""


def table(
    columns: Sequence[str], listed: Iterable[Mapping[str, Any]], dialect: Dialect = PLAIN
) -> bytes:
    """Return rows as CSV, each of them on one line that ends as RFC 4180 says."""
    text = io.StringIO()
    text.write(dialect.between.join(columns) + "\r\n")
    # Every cell in quotes: a “;” in a name splits no cell in a spreadsheet of the other language.
    writer = csv.writer(
        text, delimiter=dialect.between, lineterminator="\r\n", quoting=csv.QUOTE_ALL
    )
    writer.writerows([as_cell(row.get(column), dialect) for column in columns] for row in listed)
    return text.getvalue().encode(dialect.encoding)


def as_cell(value: object, dialect: Dialect = PLAIN) -> str:
    """Return a value as the text of a cell that no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value).replace(".", dialect.decimal_sign)
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return as_inert_cell(one_line(text))
