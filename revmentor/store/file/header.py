"""The seal of a file: its first line says what the file is, how long, and what its bytes sum to.

The file is one JSON object, one table a line. The first line is the table ``meta``, whose last
field is the SHA-256 of the whole file with sixty-four zeros in that field's place: so the checksum
covers the header too, and one pass over the bytes tells whether any of them is not ours.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Annotated

import msgspec

from revmentor.model.text import one_line
from revmentor.store.file.encoded import encoded

APPLICATION = "revmentor"
SCHEMA = 3
"""The version of the file's form; a newer one is refused, an older one is migrated."""
FIRST_SEALED = 2
"""The first form whose bytes are sealed."""

_MOST, _LONGEST = 20, 200
"""How many changes are told, and how long each sentence may be."""

_BLANK = "0" * 64
_END = b'"}},\n'
_SUM = re.compile(rb"[0-9a-f]{64}")


Lineage = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}$")]


class ChangeNote(msgspec.Struct, frozen=True, kw_only=True):
    """One change as a sentence: when it was made (UTC), what was done, and which commit it was."""

    at: str
    what: str
    generation: int


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says of itself.

    ``lineage`` is drawn when a file is begun and stays with it, so that a file can be told from
    another firm's in its place. ``ids`` counts the ids given out. ``recipients`` are the public
    keys the file is encrypted for, the owner's first; without any it lies in the clear. ``bytes``
    and ``sha256`` are the seal.
    """

    application: str = APPLICATION
    schema: int = SCHEMA
    lineage: Lineage
    generation: int
    written_at: str
    ids: dict[str, int] = msgspec.field(default_factory=dict)
    recipients: tuple[str, ...] = ()
    bytes: int = 0
    sha256: str = _BLANK

    @property
    def is_sealed(self) -> bool:
        """Whether the form it was written in had a seal."""
        return self.sha256 != _BLANK


class Erased(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That somebody was erased: on which day, and what an older state knows the person by.

    ``digests`` are of the ids, each with the ``salt``: they say nothing to whoever does not guess
    the id. ``instead`` is the id of the person without a name who has the figures since.
    """

    on: str
    salt: str
    digests: tuple[str, ...]
    instead: str | None = None


class Meta(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The table ``meta``: the last changes as sentences, then the header, whose seal ends the line.

    All are documents as TinyDB knows them: a mapping under a key.
    """

    changes: dict[str, tuple[ChangeNote, ...]] = msgspec.field(default_factory=dict)
    erased: dict[str, tuple[Erased, ...]] = msgspec.field(default_factory=dict)
    file: Header

    @property
    def told(self) -> tuple[ChangeNote, ...]:
        """The last changes, the newest first."""
        return self.changes.get("latest", ())

    @property
    def log_of_erased(self) -> tuple[Erased, ...]:
        """Everybody who was erased, the first one first."""
        return self.erased.get("log", ())

    def follows(self, earlier: Meta) -> bool:
        """Tell whether this state came after another one: its last change is among those told.

        Where more changes were made since than are told, their number alone counts.
        """
        if self.file.lineage != earlier.file.lineage:
            return False
        if self.told and self.told[-1].generation > earlier.file.generation:
            return True
        if not earlier.told or earlier.told[0] in self.told:
            return True
        # Of somebody erased since nothing is told: the sentence may be another one then.
        made = {(each.at, each.generation) for each in self.told}
        last = earlier.told[0]
        erased_since = self.log_of_erased != earlier.log_of_erased
        return erased_since and (last.at, last.generation) in made

    def next(self, what: str, generation: int, moment: str) -> Meta:
        """Return the meta table of the commit that follows."""
        told = ChangeNote(at=moment, what=one_line(what)[:_LONGEST], generation=generation)
        header = msgspec.structs.replace(self.file, generation=generation, written_at=moment)
        changes = {"latest": (told, *self.told)[:_MOST]}
        return msgspec.structs.replace(self, changes=changes, file=header)

    @classmethod
    def first(cls, what: str, lineage: str, recipients: tuple[str, ...] = ()) -> Meta:
        """Return the meta table of a file that is begun now."""
        header = Header(lineage=lineage, generation=0, written_at="", recipients=recipients)
        return cls(file=header).next(what, 1, now())


class _FirstLine(msgspec.Struct, frozen=True):
    meta: Meta


def iso(moment: datetime) -> str:
    """Return a moment, in UTC, as the header keeps it."""
    return moment.astimezone(timezone.utc).isoformat(timespec="seconds")


def now() -> str:
    """Return this moment as the header keeps it."""
    return iso(datetime.now(timezone.utc))


def sealed(meta: Meta, lines: Sequence[bytes]) -> tuple[Meta, list[bytes]]:
    """Return the meta table with its seal, and the bytes of the file in pieces, one a table.

    ``lines`` are the encoded tables, as :class:`EncodedTables` makes them.
    """
    pieces = [
        line + (b",\n" if place < len(lines) - 1 else b"}\n") for place, line in enumerate(lines)
    ]
    meta = _closed(meta, pieces)
    return meta, [_first_line(meta), *pieces]


def resealed(plain: bytes, recipients: Sequence[str]) -> bytes:
    """Return the bytes of a sound file with other recipients in its header, and its seal anew."""
    meta, rest = meta_of(plain), plain[plain.find(b"\n") + 1 :]
    if meta is None:
        raise ValueError(plain[:64])
    header = msgspec.structs.replace(meta.file, recipients=tuple(recipients))
    return _first_line(_closed(msgspec.structs.replace(meta, file=header), [rest])) + rest


def _closed(meta: Meta, pieces: Sequence[bytes]) -> Meta:
    """Return the meta table with the length and the sum of the file it stands before."""
    rest = sum(map(len, pieces))
    size = 0
    while True:
        header = msgspec.structs.replace(meta.file, bytes=size, sha256=_BLANK)
        line = _first_line(msgspec.structs.replace(meta, file=header))
        if len(line) + rest == size:
            break
        size = len(line) + rest
    header = msgspec.structs.replace(header, sha256=_sum([line, *pieces]))
    return msgspec.structs.replace(meta, file=header)


def _first_line(meta: Meta) -> bytes:
    return b'{"meta":' + encoded(meta) + b",\n"


def _sum(pieces: Sequence[bytes | memoryview]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def meta_of(raw: bytes) -> Meta | None:
    """Return the meta table of a file, as far as it can be read; it may be of a damaged file."""
    line = raw[: raw.find(b"\n")] if b"\n" in raw else raw
    try:
        return msgspec.json.decode(line.rstrip().rstrip(b",") + b"}", type=_FirstLine).meta
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def is_intact(raw: bytes) -> bool:
    """Tell whether every byte is as it was sealed."""
    cut = raw.find(b"\n") + 1
    line = raw[:cut]
    start = len(line) - len(_END) - len(_BLANK)
    digits = line[start : start + len(_BLANK)]
    if start < 0 or not line.endswith(_END) or not _SUM.fullmatch(digits):
        return False
    blank = line[:start] + _BLANK.encode() + _END
    return _sum([blank, memoryview(raw)[cut:]]) == digits.decode()


def sealed_meta(raw: bytes) -> Meta | None:
    """Return the meta table of a file whose every byte is as this or an older form sealed it."""
    meta = meta_of(raw) if is_intact(raw) else None
    if meta is None or meta.file.application != APPLICATION:
        return None
    return meta if FIRST_SEALED <= meta.file.schema <= SCHEMA else None
