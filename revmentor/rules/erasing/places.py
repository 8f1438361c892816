"""Where the records tell of a person, and what becomes of each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

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


class Place(msgspec.Struct, frozen=True):
    """One place that tells of a person, and what becomes of it."""

    where: str
    """The list of the document, ``firm``, ``changes``, or the path of a file."""
    id: str
    field: str
    kind: TraceKind | Literal["record", "file"]
    text: str
    fate: Fate
    called: str = ""
    """What the record is called, where somebody has to find it by hand."""

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
            for place in _in_words(table, record_id, record, traces):
                stays = place.fate == "stays"
                yield replace(place, called=called(before, record)) if stays else place
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
