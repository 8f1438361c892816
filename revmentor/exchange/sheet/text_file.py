"""A sheet that is text: in which letters it is written, what divides its cells, and its rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from revmentor.exchange.sheet import columns
from revmentor.exchange.sheet.grid import Grid, Line, SheetFile, line_of
from revmentor.exchange.sheet.questions import Choice, Questions
from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import number, size
from revmentor.model.errors import Problem, Problems, Refused

MOST_BYTES = 40_000_000
"""The bytes of the largest sheet that is text."""
_SEPARATORS = (";", ",", "\t", "|")
_NOTHING_DIVIDES = "\x1f"
_TRIED_ROWS = 30
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_ONLY_IN_UTF_8 = re.compile(r"[\xa0-\u017f\u2010-\u20cf\ufeff]")
"""Letters whose bytes no sheet of Windows has side by side: an Ã or â before a sign."""
_TWICE = re.compile("[ÃÂ][\u0080-\u00bf\u2018-\u203a\u0152-\u0192\u20ac\u2122]")
"""Two letters that one letter in UTF-8 becomes when it is taken for Windows-1252."""
_MAC_LETTERS = re.compile(rb"(?<=[A-Za-z])[\x83\x87-\x8a\x8d-\x90\x93\x96-\x9a\x9c-\x9f]")
"""Letters with accents behind a letter, as a Mac wrote them; in Windows-1252 they are signs."""
_WINDOWS_LETTERS = re.compile(rb"[\xc0-\xd6\xd8-\xf6\xf8-\xff]")


def read_text(raw: bytes, questions: Questions) -> SheetFile:
    """Return the rows of a sheet that is text; raises :class:`Refused` for what is none."""
    if len(raw) > MOST_BYTES:
        raise Refused(
            _("The file has {size}; a sheet of people has at most {most}.").format(
                size=size(len(raw)), most=size(MOST_BYTES)
            )
        )
    text, encoding = _decoded(raw, questions)
    separator = None
    if head := _SEP_LINE.match(text):
        separator, text = head[1], text[head.end() :]
    if not text.strip("".join(_SEPARATORS) + '" \r\n'):
        raise Refused(_("The sheet is empty."))
    separator = separator or _separator(text)
    lines = tuple(_lines(text, separator))
    said = None if separator == _NOTHING_DIVIDES else separator
    return SheetFile("csv", (Grid("", lines),), encoding, said)


def _decoded(raw: bytes, questions: Questions) -> tuple[str, str]:
    """Return the text of a sheet, and in which letters it is written."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf_16(raw, "utf-16"), "utf-16"
    if b"\0" in raw:
        return _without_mark(raw)
    try:
        return _once_decoded(raw.decode("utf-8-sig"), questions)
    except UnicodeDecodeError:
        text = raw.decode("utf-8", errors="surrogateescape")
    _refuse_half_utf_8(raw, text)
    if len(_MAC_LETTERS.findall(raw)) > len(_WINDOWS_LETTERS.findall(raw)):
        return _of_a_mac(raw, questions)
    sentence = _(
        "the byte {byte} is a letter neither in UTF-8 nor in Windows-1252; save the sheet as UTF-8"
    )
    _refuse_any(Problems(_wrong_bytes(raw, "cp1252", sentence)))
    return raw.decode("cp1252"), "windows-1252"


def _once_decoded(text: str, questions: Questions) -> tuple[str, str]:
    """Ask whether a text was made UTF-8 twice, as “NiccolÃ²” was of “Niccolò”."""
    place = _TWICE.search(text)
    if place is None:
        return text, "utf-8"
    try:
        repaired = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text, "utf-8"
    shown = _word_at(text, place.start())
    meant = shown.encode("cp1252", "replace").decode("utf-8", "replace")
    given = questions.ask(
        "encoding",
        "encoding",
        _("Does the sheet say “{repaired}” or “{as_it_is}”?").format(
            repaired=meant, as_it_is=shown
        ),
        [Choice("repaired", meant), Choice("as_it_is", shown)],
        default="repaired",
    )
    return (text if given == "as_it_is" else repaired), "utf-8"


def _utf_16(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Refused(
            _("This began as “Unicode text” and is not; save the sheet again, as CSV UTF-8.")
        ) from error


def _without_mark(raw: bytes) -> tuple[str, str]:
    """Read “Unicode text” that lost the mark at its head: every second byte of plain text is 0."""
    start = raw[:2000]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = start[first::2], start[1 - first :: 2]
        if zeros.count(0) > 0.7 * len(zeros) and not others.count(0):
            return _utf_16(raw, encoding), encoding
    raise Refused(
        _("This is not a sheet of people, but no text at all. Save it as CSV, or as XLSX.")
    )


def _refuse_half_utf_8(raw: bytes, text: str) -> None:
    """Refuse a sheet in UTF-8 with wrong bytes: read in other letters it would hold a “ZoÃ«”."""
    wrong = len(re.findall(r"[\udc80-\udcff]", text))
    letters = len(re.findall(r"[^\x00-\x7f\udc80-\udcff]", text))
    if letters >= wrong or _ONLY_IN_UTF_8.search(text):
        sentence = _(
            "the byte {byte} is not UTF-8, as the rest of the sheet is; save the sheet as UTF-8"
        )
        _refuse_any(Problems(_wrong_bytes(raw, "utf-8", sentence)))


def _of_a_mac(raw: bytes, questions: Questions) -> tuple[str, str]:
    """Ask whether the letters are those of an old Mac, with a word that shows the difference."""
    words = {each: raw.decode(each, errors="replace") for each in ("mac_roman", "cp1252")}
    place = next(_MAC_LETTERS.finditer(raw)).start()  # one byte is one letter in both
    shown = {each: _word_at(text, place) for each, text in words.items()}
    encoding = questions.ask(
        "encoding",
        "encoding",
        _("In which letters is the sheet written: does it say “{mac}” or “{windows}”?").format(
            mac=shown["mac_roman"], windows=shown["cp1252"]
        ),
        [Choice(each, word) for each, word in shown.items()],
        default="mac_roman",
    )
    return (
        (words["cp1252"], "windows-1252")
        if encoding == "cp1252"
        else (words["mac_roman"], "mac-roman")
    )


def _word_at(text: str, place: int) -> str:
    before = re.split(r"[\s;,\t\"]", text[max(0, place - 20) : place])[-1]
    return before + re.split(r"[\s;,\t\"]", text[place : place + 20])[0]


def _wrong_bytes(raw: bytes, encoding: str, sentence: str) -> Iterator[Problem]:
    """Find the first byte of each line that an encoding does not know."""
    for row, line in enumerate(raw.splitlines(), 1):
        try:
            line.decode(encoding)
        except UnicodeDecodeError as error:
            byte = f"0x{line[error.start]:02X}"
            yield Problem(_("line {n}").format(n=row), sentence.format(byte=byte))


def _refuse_any(problems: Problems) -> None:
    if problems:
        sentence = _("The sheet was refused: {problems}. Nothing was changed.")
        raise Refused(sentence.format(problems=problems.counted()), problems=problems)


def _separator(text: str) -> str:
    """Return what divides the cells: with what the headings are best known, and rows most even."""
    start = text[:200_000]
    tried = [each for each in _SEPARATORS if each in start] + [_NOTHING_DIVIDES]
    return max(tried, key=lambda each: _fitness(start, each))


def _fitness(start: str, separator: str) -> tuple[int, float, int]:
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(cells)
            if len(rows) == _TRIED_ROWS:
                break
    except csv.Error:
        pass  # told when the whole is read
    if not rows:
        return 0, 0.0, 0
    known = [columns.known_headings(cells) for cells in rows[: columns.HEAD_ROWS]]
    best = max(known)
    widths = [len(cells) for cells in rows[known.index(best) :]]
    usual = max(set(widths), key=widths.count)
    return best, widths.count(usual) / len(widths), usual


def _lines(text: str, separator: str) -> Iterator[Line]:
    """Yield the rows that are not empty; raises :class:`Refused` for quotes that do not close."""
    csv.field_size_limit(MOST_BYTES)
    if (wrong := _first_wrong_quote(text, separator)) is not None:
        raise Refused(
            _(
                'Row {row}: the quote “"” that opens in it never closes. Close it, or take it '
                "away, and save the sheet again."
            ).format(row=wrong)
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row, cells in enumerate(reader, 1):
            if line := line_of(row, cells):
                yield line
    except csv.Error as error:
        raise Refused(
            _("The sheet cannot be read on from line {line}. Save it as CSV and try again.").format(
                line=number(reader.line_num, 0)
            )
        ) from error


def _first_wrong_quote(text: str, separator: str) -> int | None:
    """Return the row in which a quote opens that never closes, or closes rows later by chance."""
    physical = io.StringIO(text, newline="")
    row, reader = 0, csv.reader(physical, delimiter=separator, strict=True)
    while True:
        row, lines_before = row + 1, reader.line_num
        try:
            next(reader)
        except StopIteration:
            return None
        except csv.Error as error:
            if "unexpected end" in str(error) or reader.line_num - lines_before > 1:
                return row
            # Quotes within one line are text: “Mario "Il Capo" Rossi”. What follows is read anew.
            reader = csv.reader(physical, delimiter=separator, strict=True)
