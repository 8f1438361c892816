"""Where the records tell of a person, and what becomes of each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Record
from revmentor.model.references import named
from revmentor.model.snapshot import TABLES, Snapshot
from revmentor.model.text import shown
from revmentor.rules.differences import called
from revmentor.rules.erasing.removal import is_left_alone, texts
from revmentor.rules.erasing.traces import TraceKind, Traces, sentence_around
from revmentor.rules.programme_view import display_names

Fate = Literal["removed", "detached", "replaced", "rewritten", "stays"]
"""A record goes; names the person no more; a text says “somebody”; a copy is written anew; it is
not decided by us."""


@dataclass(frozen=True)
class Place:
    """One place that tells of a person, and what becomes of it."""

    where: str
    """The list of the document, ``firm``, ``changes``, or the path of a file."""
    id: str
    field: str
    kind: TraceKind | Literal["record", "file"]
    text: str
    fate: Fate

    def as_data(self) -> dict[str, str]:
        """Return the place for a script."""
        return {
            "where": self.where,
            "id": self.id,
            "field": self.field,
            "kind": self.kind,
            "text": self.text,
            "fate": self.fate,
        }


def fates() -> dict[Fate, str]:
    """Return the word for what becomes of a place."""
    return {
        "removed": _("is removed"),
        "detached": _("no longer names the person"),
        "replaced": _("will say “somebody”"),
        "rewritten": _("is written anew without the person"),
        "stays": _("stays; decide by hand"),
    }


def trace_kinds() -> dict[str, str]:
    """Return the word for what tells of the person at a place."""
    return {
        "name": _("the name"),
        "first_name": _("the first name"),
        "second_name": _("the second name"),
        "surname": _("the surname"),
        "email": _("the e-mail"),
        "id": _("the id"),
        "record": _("an entry"),
        "file": _("a file"),
    }


def places(before: Snapshot, after: Snapshot, traces: Traces) -> Iterator[Place]:
    """Yield every place of the records that is other after an erasing, and what it does not settle.

    ``before`` are the records with the person, ``after`` those without.
    """
    for table in TABLES:
        for record_id, record in before.table(table).items():
            other = after.table(table).get(record_id)
            if other is None:
                # Its words go with it, or with its new id.
                what = shown(called(before, record), 80)
                yield Place(table, record_id, "", "record", what, "removed")
                continue
            yield from _detached(table, record_id, record, other, traces)
            yield from _in_words(table, record_id, record, traces)
    yield from _in_words("firm", "", before.firm, traces)


def _detached(
    table: str, record_id: str, record: Record, other: Record, traces: Traces
) -> Iterator[Place]:
    worded = {leaf.field for leaf, _path, _text in texts(record)}
    naming = {
        path.split(".")[0].split("[")[0]
        for path, tables, target in named(record)
        if "people" in tables and target in traces.ids
    }
    for field in record.__struct_fields__:
        changed = getattr(record, field) != getattr(other, field)
        if changed and (field in naming or field not in worded):
            yield Place(table, record_id, field, "record", "", "detached")


def _in_words(
    where: str, record_id: str, record: msgspec.Struct, traces: Traces
) -> Iterator[Place]:
    for leaf, path, text in texts(record):
        for each in traces.found_in(text):
            fate: Fate = "replaced" if each.sure and not is_left_alone(record, leaf) else "stays"
            yield Place(where, record_id, path, each.kind, sentence_around(text, each), fate)


def in_sentences(sentences: Iterable[str], traces: Traces) -> Iterator[Place]:
    """Yield the places in the sentences that say what was done to the file."""
    for number, text in enumerate(sentences):
        for each in traces.found_in(text):
            fate: Fate = "replaced" if each.sure else "stays"
            yield Place("changes", str(number), "what", each.kind, shown(text, 100), fate)


def place_line(each: Place) -> str:
    """Return a place on one line: the entry, the field, what tells, and what becomes of it."""
    is_whole = each.kind in {"record", "file"}
    told = "" if is_whole else trace_kinds()[each.kind]
    text = each.text if is_whole else f"“{each.text}”"
    start = ".".join(filter(None, [each.id, each.field]))
    return " · ".join(filter(None, [start, told, text, fates()[each.fate]]))


def stays_sentences(stays: Sequence[Place]) -> Iterator[str]:
    """Yield what is to be done by hand about the places that stay: in the records, and files."""
    files = len({each.where for each in stays if each.kind == "file"})
    if doubtful := sum(1 for each in stays if each.kind != "file"):
        yield ngettext(
            "{n} place stays: it may be somebody else. Decide by hand.",
            "{n} places stay: they may be somebody else. Decide by hand.",
            doubtful,
        )
    if files:
        yield ngettext(
            "{n} file stays and tells of the person. Delete it, or do as its line says.",
            "{n} files stay and tell of the person. Delete them, or do as their lines say.",
            files,
        )


def persons_called(snapshot: Snapshot, word: str) -> list[str]:
    """Return the ids of those whom a word means: an id, an earlier one, else a name."""
    if word in snapshot.people:
        return [word]
    earlier = [each.id for each in snapshot.people.values() if word in each.earlier_ids]
    names = display_names(snapshot.people.values())
    wanted = word.strip().casefold()
    return earlier or [
        each.id
        for each in snapshot.people.values()
        if wanted in {each.name.casefold(), names[each.id].casefold()}
    ]
