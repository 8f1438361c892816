"""Spreadsheets made for a test."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """An XLSX with sheets by name, each a list of rows; a cell that begins with = is a formula."""
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True, "nan_inf_to_errors": True}) as book:
        bold = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if hasattr(cell, "year"):
                        sheet.write_datetime(number, place, cell, bold)
                    elif cell is not None:
                        sheet.write(number, place, cell)
    return raw.getvalue()
