"""Reads a spreadsheet from standard input and writes its sheets to standard output, as JSON.

It runs as a process of its own, since what reads spreadsheets can end the whole process: it takes
no more memory and no more time than it is told, and knows nothing of the rest of the program. Its
last line is a word: ``ok``, or why it gave up.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
from contextlib import suppress

# The row behind the last that is looked at, so that whoever reads can tell that there are more.
_ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
_MEMORY = int(sys.argv[2]) if len(sys.argv) > 2 else 0
_SECONDS = int(sys.argv[3]) if len(sys.argv) > 3 else 0


def _limit() -> None:
    with suppress(ImportError, OSError, ValueError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _cell(value: object) -> str:
    """Return what a cell shows: a whole number without its point, a day as ISO."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> int:
    """Read, and write one line of JSON for each sheet: its name, whether it shows, its rows."""
    raw = sys.stdin.buffer.read()
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    _limit()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for sheet in book.sheets_metadata:
            if sheet.typ != SheetTypeEnum.WorkSheet:
                continue
            rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False, nrows=_ROWS)
            cells = [[_cell(value) for value in row] for row in rows]
            said = {
                "name": sheet.name,
                "shows": sheet.visible == SheetVisibleEnum.Visible,
                "rows": cells,
            }
            _write(json.dumps(said))
    except PasswordError:
        _write("password")
    except MemoryError:
        _write("memory")
    except (CalamineError, OSError, ValueError):
        _write("damaged")
    else:
        _write("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
