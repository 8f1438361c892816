"""What text may hold, and how text that should not be there is made harmless."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from unicodedata import category, combining, normalize

# C0 and C1 controls, and the bidirectional embeddings, overrides and isolates.
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*(?![\s\S])"
"""An id: letters, digits, dots, dashes and underscores, the first a letter or a digit."""
LINE_PATTERN = rf"^(?=\s*\S)[^\n\t\u2028\u2029{_CONTROLS}]*(?![\s\S])"
"""A text on one line without control characters, and not of blanks alone."""
PROSE_PATTERN = rf"^(?=\s*\S|(?![\s\S]))[^{_CONTROLS}]*(?![\s\S])"
"""A text that may have lines and tabs, but no other control character."""


_BLANK = "\u115f\u1160\u2800\u3164\uffa0\U0001d159"
"""Letters that take room and show nothing: fillers, the empty braille cell, the null notehead."""
# Beside the blank ones, whatever Unicode lets a screen leave out, and the marks of annotations.
_UNSEEN = (
    rf"{_BLANK}\xad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff"
)
# What some of them act on: a joiner on a script that joins, or a picture; a variation selector on a
# sign, a digit (1️⃣), an ideograph; a tag on the black flag, or on the tag before it.
_JOINS = r"\u0590-\u1cff\u2190-\u2bff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
_PICTURES = r"\U0001f000-\U0001faff"
_IDEOGRAPHS = r"\u3000-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_VARIES = rf"#*0-9\xa9\xae\u1000-\u109f\u203c-\u2bff\ua840-\ua87f{_IDEOGRAPHS}{_PICTURES}"
_TAGS = r"\U000e0020-\U000e007f"
_IN_USE = (
    rf"[{_JOINS}{_PICTURES}][\u200c\u200d]",
    rf"[{_VARIES}]\ufe0f\u200d",
    rf"[{_VARIES}][\ufe00-\ufe0f]",
    rf"[{_IDEOGRAPHS}][\U000e0100-\U000e01ef]",
    r"[\u1820-\u18aa][\u180b-\u180f]",
    rf"[\U0001f3f4{_TAGS}][{_TAGS}]",
)

_LINE_ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

LETTERS_APART = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ƶ": "z", "ĸ": "k", "ə": "e",
    }
)  # fmt: skip
"""Letters with a stroke or a form of their own, which no accent is taken off of."""

MOST_MARKS = 8
"""Marks that may follow one another; no script needs more on a letter."""

_CONTROL = re.compile(rf"[{_CONTROLS}]")
_RUNS = frozenset("=+-@")
_BREAKS = re.compile(r"[\n\t\u2028\u2029]+")
# Compiled when first asked: 10 ms that a start does not pay. What follows a letter that nobody sees
# acts on nothing, and goes with it.
_NOT_SEEN = rf"[{_UNSEEN}]{''.join(f'(?<!{each})' for each in _IN_USE)}[{_UNSEEN}]*"
_UP_TO_THE_FIRST_SEEN = rf"[\s{_CONTROLS}{_UNSEEN}]*"
_UP_TO_THE_FIRST_SAID = rf'["\s{_CONTROLS}{_UNSEEN}]*'


def visible(text: str) -> str:
    """Return the text with every control and direction mark shown as a sign, never obeyed.

    C0 controls become their pictures (``␛``), all others ``�``; line breaks and tabs stay.
    """
    return _CONTROL.sub(
        lambda match: chr(0x2400 + ord(match[0])) if ord(match[0]) < 0x20 else "\ufffd", text
    )


def one_line(text: str) -> str:
    """Return the visible text on one line, its line breaks as single spaces."""
    return _BREAKS.sub(" ", visible(text))


def shown(text: str, most: int = 40) -> str:
    """Return what somebody wrote as a sentence may quote it: one line, visible, cut at the end."""
    start = text[: 4 * most]  # of a text of megabytes no more is looked at
    line = one_line(start)
    whole = len(line) <= most and len(start) == len(text)
    return line if whole else line[: most - 1] + "…"


def shell_word(text: str) -> str:
    """Return a text as a command that somebody copies into a shell needs it: quoted if need be."""
    text = one_line(text)
    if text.startswith("-"):  # it would be an option
        text = f"./{text}"
    if sys.platform == "win32":  # where single quotes are letters, and double ones in no name
        return text if re.fullmatch(r"[\w.:\\/-]+", text) else f'"{text}"'
    from shlex import quote

    return quote(text)


def control_character(text: str) -> str:
    """Return the first control character as ``U+001B``, or an empty string."""
    return _code(_CONTROL.search(text))


def unseen_character(text: str) -> str:
    """Return the first letter that nobody sees as ``U+200B``, or an empty string.

    A joiner or a variation selector is no such letter where it follows what it acts on.
    """
    return "" if text.isascii() else _code(re.search(_NOT_SEEN, text))


def hidden_character(text: str) -> str:
    """Return the first character that a text typed in may not hold, or an empty string."""
    return control_character(text) or unseen_character(text)


def has_piled_marks(text: str) -> bool:
    """Tell whether more marks follow one another than any letter bears.

    Putting accents in order, as :func:`unicodedata.normalize` does, takes the square of their
    number: this is asked first.
    """
    if text.isascii():
        return False
    marks = {ord(each): "\0" for each in set(text) if category(each) in {"Mn", "Mc", "Me", "Cf"}}
    return bool(marks) and "\0" * (MOST_MARKS + 1) in text.translate(marks)


def cleaned(text: str) -> str:
    """Return a text without the letters that nobody sees; those that take room become spaces."""
    if text.isascii():
        return text
    return re.sub(_NOT_SEEN, lambda match: " " if set(_BLANK) & set(match[0]) else "", text)


def pasted(text: str, *, in_lines: bool) -> str:
    """Return what was pasted as a field takes it: in lines, or on one.

    A tab becomes a space, and on one line a break does too; those at the end are dropped. A cell
    that a spreadsheet put into quotes, as it holds a break, comes without them.
    """
    text = _LINE_ENDS.sub("\n", text).rstrip("\n")
    if len(text) > 1 and text[0] == text[-1] == '"' and re.search(r"[\n\t]|\"\"", text[1:-1]):
        text = text[1:-1].replace('""', '"')
    text = text.replace("\t", " ")
    if in_lines or "\n" not in text:
        return text
    return " ".join(filter(None, (line.strip() for line in text.split("\n"))))


def unaccented(text: str) -> str:
    """Return a text in small letters without accents, as it is sorted, and found by letters.

    ``Niccolò`` is ``niccolo``, and ``Łukasz`` is ``lukasz``; signs and spaces stay.
    """
    if text.isascii():
        return text.casefold()
    return "".join(map(_unaccented, text))


_WHOLE_WORD = 5
"""From so many letters on, the last one of a word may be another: chiusura, chiusure."""


def begins_words(typed: str, text: str) -> bool:
    """Tell whether each word that was typed begins a word of a text, whatever its last letter is.

    Accents and capitals do not matter; neither does whether one or several are meant.
    """
    words = re.findall(r"\w+", unaccented(text))
    wanted = re.findall(r"\w+", unaccented(typed))
    return bool(wanted) and all(any(_begins(each, word) for word in words) for each in wanted)


def _begins(typed: str, word: str) -> bool:
    stem = typed[:-1] if len(typed) >= _WHOLE_WORD and len(word) <= len(typed) else typed
    return word.startswith(stem)


@lru_cache(maxsize=2000)
def _unaccented(letter: str) -> str:
    small = normalize("NFD", letter.casefold().translate(LETTERS_APART))
    return "".join(each for each in small if not combining(each))


def plain_letters(text: str) -> str:
    """Return a text in small ASCII letters, its accents folded: ``Niccolò`` is ``niccolo``.

    What has no such letter goes; digits and signs stay.
    """
    small = text.casefold().translate(LETTERS_APART)
    return normalize("NFKD", small).encode("ascii", "ignore").decode().lower()


def from_first_seen(text: str) -> str:
    """Return a text from the first letter on that shows."""
    return re.sub(_UP_TO_THE_FIRST_SEEN, "", text, count=1)


def _code(match: re.Match[str] | None) -> str:
    return f"U+{ord(match[0][0]):04X}" if match else ""


# -- cells of spreadsheets ---------------------------------------------------------------------


def as_inert_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs: with an apostrophe before it, if need be.

    :func:`from_inert_cell` takes the apostrophe off again, and of every text gives the text.
    """
    return f"'{text}" if _wants_apostrophe(text) else text


def from_inert_cell(cell: str) -> str:
    """Return the text of a cell that :func:`as_inert_cell` wrote; any other stays as it is."""
    return cell[1:] if cell.startswith("'") and _wants_apostrophe(cell[1:]) else cell


def _wants_apostrophe(text: str) -> bool:
    """Tell whether a text runs, or looks like one that was made not to."""
    bare = text.lstrip("'")
    return bare.startswith(("\t", "\r", "\n")) or _runs(bare)


def _runs(text: str) -> bool:
    """Tell whether a spreadsheet may run a text: by its first letter that shows, wide ones too.

    Quotes count as not shown: some programs take them off before they look.
    """
    first = re.sub(_UP_TO_THE_FIRST_SAID, "", text, count=1)[:1]
    return not _RUNS.isdisjoint(normalize("NFKC", first))
