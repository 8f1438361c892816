"""Gather every text of the interface, keep its translations, and compile them.

Run it after changing a text: it writes ``LANG/LC_MESSAGES/revmentor.po``, what is new left empty,
and compiles the ``.mo`` that the application reads. Its exit status is 1 while something lacks a
translation.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PACKAGES = ("revmentor", "screens", "widgets")
TRANSLATED = ("it",)
_KEYWORDS = {"_": None, "ngettext": (1, 2)}
_WHEN = datetime(2026, 1, 1, tzinfo=timezone.utc)
"""The same day in every header: a file changes only when a text does."""


def source() -> Catalog:
    """Return every text of the source, without translations."""
    catalog = Catalog(project="revmentor", charset="utf-8", creation_date=_WHEN)
    for package in PACKAGES:
        found = extract_from_dir(ROOT / package, [("**.py", "python")], {}, keywords=_KEYWORDS)
        for name, _line, text, comments, context in found:
            place = (Path(package) / name).as_posix()
            catalog.add(text, None, [(place, 0)], auto_comments=comments, context=context)
    return catalog


def translated(language: str) -> Catalog:
    """Return the texts of the source with what is translated of them; the rest is empty."""
    path = po(language)
    old = Catalog(locale=language, charset="utf-8")
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=language)
    every = Catalog(
        locale=language, project="revmentor", version="1", charset="utf-8", fuzzy=False,
        header_comment=f"# The texts of revmentor in “{language}”: see docs/contributing.md.",
        copyright_holder="", msgid_bugs_address="", last_translator="", language_team="",
        creation_date=_WHEN, revision_date=_WHEN,
    )  # fmt: skip
    for message in source():
        if message.id:
            known = old.get(message.id, message.context)
            if known and known.pluralizable != message.pluralizable:
                known = None  # a text that counts now is translated anew
            every.add(message.id, known.string if known else None, message.locations)
    return every


def missing(catalog: Catalog) -> Iterator[Message]:
    """Yield the texts that have no translation."""
    for message in catalog:
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(texts):
            yield message


def po(language: str) -> Path:
    """Return where the translations into a language are written down."""
    return HERE / language / "LC_MESSAGES" / "revmentor.po"


def main() -> int:
    """Write and compile the translations; return 1 where some are missing."""
    lacking = 0
    for language in TRANSLATED:
        catalog = translated(language)
        with po(language).open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
        with po(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
        for message in missing(catalog):
            lacking += 1
            sys.stderr.write(f"{language}: no translation of {message.id!r}\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
