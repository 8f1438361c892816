"""A look at a spreadsheet before anything opens it: is it locked, how large would it become."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal
from xml.parsers import expat

from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import number, size
from revmentor.model.errors import Refused

BookKind = Literal["xlsx", "xls", "ods"]

MOST_BYTES = 40_000_000
"""The bytes of the largest spreadsheet that is opened."""
_MOST_UNPACKED = 250_000_000
_MOST_ENTRIES = 5_000
_MOST_AREA = 3_000_000
"""The cells between the first and the last that holds something: they are all kept at once."""
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_CHUNK = 1 << 20
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, RuntimeError, ValueError,
    expat.ExpatError,
)  # fmt: skip
"""What unpacking or parsing raises for a file that is not as it says."""
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def kind_of_book(raw: bytes) -> BookKind | None:
    """Return what kind of spreadsheet some bytes are, by their beginning; ``None`` for no such."""
    if raw.startswith(_OLD_EXCEL):
        return "xls"
    if raw.startswith(_ZIP):
        return "ods" if b"opendocument.spreadsheet" in raw[:200] else "xlsx"
    return None


def refuse_unfit(raw: bytes, kind: BookKind) -> None:
    """Raise :class:`Refused` for a spreadsheet that is locked, damaged, or too large."""
    if len(raw) > MOST_BYTES:
        raise Refused(
            _("The file has {size}; a sheet of people has at most {most}.").format(
                size=size(len(raw)), most=size(MOST_BYTES)
            )
        )
    if kind == "xls":
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise locked()
        return
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            _refuse_large(packed)
            _refuse_foreign(packed, kind)
            if kind == "xlsx":
                for name in filter(_WORKSHEET.fullmatch, packed.namelist()):
                    _refuse_far_cells(packed, name)
            else:
                _refuse_locked_ods(packed)
    except _DAMAGED as error:
        raise damaged() from error
    except Exception as error:
        # What unpacks raises an error of its own module for each method of packing.
        if type(error).__module__ in {"zlib", "lzma", "_lzma", "bz2"}:
            raise damaged() from error
        raise


def locked() -> Refused:
    """Return the refusal of a spreadsheet with a password."""
    return Refused(
        _("The spreadsheet has a password. Save it without one, or save the sheet as CSV.")
    )


def damaged() -> Refused:
    """Return the refusal of a spreadsheet that cannot be read."""
    return Refused(
        _("The spreadsheet cannot be read: it is damaged, or no spreadsheet. Save it as CSV.")
    )


def too_large() -> Refused:
    """Return the refusal of a spreadsheet that would not fit."""
    return Refused(
        _(
            "The spreadsheet would become far too large when opened: some cell lies very far from "
            "the others. Copy the rows of people into a new sheet, or save them as CSV."
        )
    )


def _refuse_large(packed: zipfile.ZipFile) -> None:
    entries = packed.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED:
        raise Refused(
            _(
                "Unpacked, the spreadsheet has {n} parts and {size}: that is no sheet of people."
            ).format(n=number(len(entries), 0), size=size(unpacked))
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise locked()


def _refuse_foreign(packed: zipfile.ZipFile, kind: BookKind) -> None:
    """Refuse what is packed alike and no spreadsheet: a text document, an archive."""
    names = set(packed.namelist())
    if ("content.xml" if kind == "ods" else "[Content_Types].xml") not in names:
        raise Refused(
            _("This is a packed file, but no spreadsheet. Unpack it, and bring in what it holds.")
        )


def _refuse_locked_ods(packed: zipfile.ZipFile) -> None:
    if "META-INF/manifest.xml" in packed.namelist():
        with packed.open("META-INF/manifest.xml") as manifest:
            if b"encryption-data" in manifest.read(_CHUNK):
                raise locked()


class _Corners:
    """The corners of the cells that hold something; a cell that only has a colour holds nothing."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.columns: list[int] = []
        self._cell = ""
        self._row = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            self._row = int(attributes.get("r") or self._row + 1)
        elif tag == "c":
            self._cell = attributes.get("r", "")
        elif tag in {"v", "is", "f"} and (place := _ADDRESS.fullmatch(self._cell)):
            self.hold(int(place[2]), _column(place[1]))

    def hold(self, row: int, column: int) -> None:
        """Widen the corners to a cell, and refuse an area that is too large."""
        self.rows = [min([*self.rows[:1], row]), max([*self.rows[1:], row])]
        self.columns = [min([*self.columns[:1], column]), max([*self.columns[1:], column])]
        height = self.rows[1] - self.rows[0] + 1
        if height * (self.columns[1] - self.columns[0] + 1) > _MOST_AREA:
            raise too_large()


def _column(letters: str) -> int:
    number_of = 0
    for letter in letters:
        number_of = number_of * 26 + ord(letter) - ord("A") + 1
    return number_of


def _refuse_far_cells(packed: zipfile.ZipFile, name: str) -> None:
    corners = _Corners()
    parser = expat.ParserCreate()
    parser.StartElementHandler = corners.opened
    left = _MOST_UNPACKED
    with packed.open(name) as sheet:
        # The sizes in the head of a packed file may lie: what comes out is counted.
        while chunk := sheet.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise too_large()
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
