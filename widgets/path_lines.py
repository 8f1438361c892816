"""Files in a table: their names, and the folders they lie in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from revmentor.i18n.gettext import _
from widgets.table import Column, Row
from widgets.text import cell


def path_lines(title: str, paths: Sequence[Path]) -> tuple[list[Column], list[Row]]:
    """Return files under a title, with their folders; a row is known by its place."""
    columns = [Column("name", title, 38), Column("folder", _("Folder"))]
    return columns, [
        Row(str(place), (cell(path.name), cell(str(path.parent), "dim")))
        for place, path in enumerate(paths)
    ]
