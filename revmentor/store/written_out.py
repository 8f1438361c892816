"""What the program wrote for others, where it can be known again: calendars, pages, sheets.

Only the folder of the file, those within it and those that are named are looked through. What a
calendar or a page of ours is says the file itself.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from revmentor.store.file import disk

_ENDS = {".ics", ".html", ".htm", ".csv", ".json", ".txt", ".md"}
_LARGEST = 5_000_000
_MOST = 2_000
_DEEPEST = 2
_OF_CALENDARS = b"PRODID:-//revmentor//"
_OF_PAGES = b'<meta name="generator" content="revmentor">'
_OF_FILES = b'{"meta"'
_OF_DOCUMENTS = re.compile(rb'\s*\{\s*"format":\s*"revmentor"')

WrittenKind = Literal["page", "unfinished", "file", "document", "list", "other"]
"""What a file is: a page or calendar of ours, one of ours that was cut off while it was written, a
revmentor file, a document, a CSV, anything."""


class WrittenOut(msgspec.Struct, frozen=True):
    """A file that tells of somebody, and what it is."""

    path: Path
    kind: WrittenKind

    @property
    def ours(self) -> bool:
        """Whether it is surely one of ours, and can be written again."""
        return self.kind in {"page", "unfinished"}


def telling(
    folders: Sequence[Path], tells: Callable[[str], bool], but: Callable[[Path], bool]
) -> Iterator[WrittenOut]:
    """Yield the files in some folders whose name or text tells, ``but`` those left out."""
    seen: set[Path] = set()
    for path in (each for folder in folders for each in _files(folder, _DEEPEST)):
        if path in seen or but(path):
            continue
        seen.add(path)
        if len(seen) > _MOST:
            return
        try:
            raw, _lies = disk.read_file(path, _LARGEST)
        except OSError:
            continue
        if tells(path.name) or tells(_text(path, raw)):
            yield WrittenOut(path, _kind(path, raw))


def _kind(path: Path, raw: bytes) -> WrittenKind:
    is_page, is_file = _OF_CALENDARS in raw or _OF_PAGES in raw, raw.startswith(_OF_FILES)
    if path.name.startswith(".") and (is_page or is_file or _OF_DOCUMENTS.match(raw)):
        return "unfinished"
    if is_page:
        return "page"
    if is_file:
        return "file"
    if _OF_DOCUMENTS.match(raw):
        return "document"
    return "list" if path.suffix.lower() == ".csv" else "other"


def _files(folder: Path, deep: int) -> Iterator[Path]:
    try:
        every = sorted(folder.iterdir())
    except OSError:
        return
    yield from disk.left_over(folder)
    for path in every:
        if path.name.startswith("."):
            continue
        if path.suffix.lower() in _ENDS:
            if disk.is_plain_file(path):
                yield path
        elif deep > 1 and not path.name.endswith(".d") and disk.kind_of(path) == "folder":
            yield from _files(path, deep - 1)


def _text(path: Path, raw: bytes) -> str:
    """Return what a person reads in a file, as far as its form hides it."""
    text = _decoded(raw)
    if path.suffix.lower() == ".ics":
        text = re.sub(r"\r?\n[ \t]", "", text)
        return re.sub(r"\\([,;\\])", r"\1", text).replace("\\n", "\n")
    if path.suffix.lower() in {".html", ".htm"}:
        return html.unescape(re.sub(r"<[^>]*>", " ", text))
    if path.suffix.lower() == ".json":
        try:
            return json.dumps(json.loads(text), ensure_ascii=False)
        except (ValueError, RecursionError):
            return text
    return text


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
