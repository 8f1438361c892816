"""A whole look at a file: is it there, whole, ours, of this form, and do its records hold.

Looking takes no lock, writes nothing and leaves nothing behind. What is found is a value; whoever
asked decides whether it is enough.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal

import msgspec

from revmentor.model.errors import Problem, Unreadable, WrongPassphrase
from revmentor.model.snapshot import Snapshot
from revmentor.store import cipher, disk, form, generations, migrations, seal
from revmentor.store.cipher import Key
from revmentor.store.generations import Generation
from revmentor.store.seal import APPLICATION, SCHEMA, Meta
from revmentor.words import _

State = Literal[
    "sound",  # every byte as it was sealed, every record in order
    "outdated",  # sound, in an older form; it is migrated before the first change
    "outside",  # its records hold, but another program wrote them
    "put_back",  # sound, but older than the copies that were kept of it
    "stranger",  # sound, but another file than the one whose copies lie beside it
    "damaged",
    "empty",
    "missing",
    "newer",  # of a form that a later revmentor writes
    "foreign",  # no revmentor file, or not readable at all
]
_TURNS = 20

ASKS: frozenset[State] = frozenset({"outside", "put_back", "stranger"})
"""Sound as such, but somebody must say that it is meant."""
LOST: frozenset[State] = frozenset({"damaged", "empty", "missing"})
"""What a kept generation helps against."""


@dataclass(frozen=True)
class Reading:
    """What a look at a file found."""

    path: Path
    state: State
    what: str = ""
    """What is wrong, as a sentence; empty where nothing is."""
    problems: tuple[Problem, ...] = ()
    meta: Meta | None = None
    snapshot: Snapshot | None = None
    mark: bytes = b""
    stamp: disk.Stamp | None = None
    size: int = 0
    written: datetime | None = None
    """When the disk says the file was last written."""
    encrypted: bool = False
    kept: tuple[Generation, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name

    @property
    def usable(self) -> bool:
        """Whether the file can be opened without a question."""
        return self.state in {"sound", "outdated"}


class Damaged(Unreadable):
    """The file cannot be opened without a decision of a person; ``reading`` says what was found."""

    def __init__(self, reading: Reading) -> None:
        """Keep what was found."""
        super().__init__(reading.what)
        self.reading = reading


def opened(path: str | os.PathLike[str], key: Key | None = None) -> Reading:
    """Return the reading of a file that can be used.

    Raises :class:`Damaged` where a kept generation or a person's word would help, and
    :class:`Unreadable` for what is newer, not ours or not there.
    """
    reading = read(path, key)
    if reading.usable:
        return reading
    copies = reading.kept or generations.twin_of(reading.path).exists()
    if reading.state in ASKS or (reading.state in LOST and copies):
        raise Damaged(reading)
    raise Unreadable(reading.what)


def is_encrypted(path: str | os.PathLike[str]) -> bool:
    """Tell whether a file, or what was kept of it last, is encrypted: whether a key is needed."""
    place = Path(os.path.realpath(path))
    kept = [each.path for each in generations.kept(place)[:1]]
    for each in (place, generations.twin_of(place), *kept):
        try:
            with each.open("rb") as file:
                if cipher.is_encrypted(file.read(64)):
                    return True
        except OSError:
            continue
    return False


def read(path: str | os.PathLike[str], key: Key | None = None) -> Reading:
    """Look at a file; raises only where it is encrypted and the key is missing or another's."""
    place = Path(os.path.realpath(path))
    found = _read(place, key)
    for _turn in range(_TURNS):
        if found.state != "put_back" or found.stamp == disk.stamp_of(place):
            break
        found = _read(place, key)  # it was not put back: another program saved between two looks
    return found


def _read(place: Path, key: Key | None) -> Reading:
    # The copies first: a commit between the two looks must not make the file look put back.
    kept = tuple(generations.kept(place))
    try:
        with place.open("rb") as file:
            raw = file.read()
            lies = os.fstat(file.fileno())
    except OSError as error:
        return Reading(place, *_no_bytes(place, error, bool(kept)), kept=kept)
    encrypted = cipher.is_encrypted(raw)
    plain = _decrypted(raw, key, place, kept)
    found = _look(place, plain, kept)
    if found.state == "sound" and found.meta and kept:
        found = _in_its_place(found, key, kept)
    return replace(
        found,
        mark=cipher.mark(raw),
        size=len(raw),
        stamp=disk.stamp(lies),
        written=datetime.fromtimestamp(lies.st_mtime, timezone.utc),
        encrypted=encrypted,
        kept=kept,
    )


def glance(path: Path, key: Key | None) -> Reading:
    """Look at a copy no further than its seal; only where that is broken at all that is in it.

    A copy is a file that was whole when it was written: an intact seal says that it still is.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        return Reading(path, *_no_bytes(path, error, has_copies=False))
    plain = cipher.opened(raw, key, path.name)
    if plain is not None and seal.is_intact(plain):
        meta = seal.meta_of(plain)
        if meta and meta.file.schema == SCHEMA and meta.file.application == APPLICATION:
            encrypted = cipher.is_encrypted(raw)
            return Reading(path, "sound", meta=meta, size=len(raw), encrypted=encrypted)
    return read(path, key)


def _no_bytes(path: Path, error: OSError, has_copies: bool) -> tuple[State, str]:
    if isinstance(error, FileNotFoundError):
        if has_copies:
            return "missing", _("The file {file} is gone; copies of it are still there.").format(
                file=path.name
            )
        return "missing", _("There is no file {file}. To begin one: revmentor new {file}").format(
            file=path
        )
    if isinstance(error, IsADirectoryError):
        return "foreign", _("{file} is a folder, not a file.").format(file=path.name)
    return "foreign", _("{file} cannot be read: {reason}.").format(
        file=path.name, reason=error.strerror or error
    )


def _decrypted(
    raw: bytes, key: Key | None, path: Path, kept: tuple[Generation, ...]
) -> bytes | None:
    """Return the plain bytes, ``None`` where they are damaged.

    A flipped bit in the part that names the key looks like another key; where the same key opens a
    kept generation, it is damage.
    """
    try:
        return cipher.opened(raw, key, path.name)
    except WrongPassphrase:
        if key is not None and any(_opens(each.path, key) for each in kept[:3]):
            return None
        raise


def _opens(path: Path, key: Key) -> bool:
    try:
        raw = path.read_bytes()
        return cipher.is_encrypted(raw) and key.open(raw) is not None
    except (OSError, WrongPassphrase):
        return False


def _look(path: Path, plain: bytes | None, kept: tuple[Generation, ...]) -> Reading:
    name = path.name
    if plain is None:
        return _damaged(
            path, _("{file} is damaged: it cannot be decrypted whole.").format(file=name)
        )
    if not plain.strip():
        text = (
            _("{file} is empty, and was not empty before.")
            if kept
            else _("{file} is empty. To begin a new file, choose a name that is not taken.")
        )
        return Reading(path, "empty", text.format(file=name))
    if seal.is_intact(plain):
        meta = seal.meta_of(plain)
        if meta and meta.file.schema == SCHEMA and meta.file.application == APPLICATION:
            return _sealed(path, plain, meta, kept)
    return _unsealed(path, plain, kept)


def _sealed(path: Path, plain: bytes, meta: Meta, kept: tuple[Generation, ...]) -> Reading:
    snapshot = form.sealed_records(plain)
    if snapshot is None:
        return _unsealed(path, plain, kept)
    if found := form.problems(snapshot):
        return _damaged(path, _contradicts(path, found[0]), tuple(found), meta)
    return Reading(path, "sound", meta=meta, snapshot=snapshot)


def _in_its_place(reading: Reading, key: Key | None, kept: tuple[Generation, ...]) -> Reading:
    """Say whether a sound file is the one that belongs among its copies."""
    if reading.meta is None:
        return reading
    header, newest = reading.meta.file, kept[0].number
    if all(each.lineage != header.lineage for each in kept):
        return replace(
            reading,
            state="stranger",
            what=_("{file} is another file than the one whose copies lie beside it.").format(
                file=reading.name
            ),
        )
    if header.generation == newest:  # usually it is one more; the second copy knows
        newest = _twin_number(reading.path, key)
    if header.generation < newest:
        return replace(
            reading,
            state="put_back",
            what=_(
                "{file} holds an older state (change {theirs}) than the copies beside it "
                "(change {ours}): something put it back."
            ).format(file=reading.name, theirs=header.generation, ours=newest),
        )
    return reading


def _twin_number(path: Path, key: Key | None) -> int:
    """Return the number of the state that was kept a second time; 0 where there is none."""
    try:
        found = glance(generations.twin_of(path), key)
    except WrongPassphrase:
        return 0
    return found.meta.file.generation if found.state == "sound" and found.meta else 0


def _unsealed(path: Path, plain: bytes, kept: tuple[Generation, ...]) -> Reading:
    """Look at bytes that are not as we sealed them: an older form, another hand, or damage."""
    name, meta = path.name, seal.meta_of(plain)
    try:
        tables = msgspec.json.decode(plain)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        if not kept and not plain.lstrip().startswith(b"{"):
            return Reading(path, "foreign", _("{file} is not a revmentor file.").format(file=name))
        return _damaged(path, _cut_or_broken(name, plain, meta), meta=meta)
    header = _header(tables)
    if header is None:
        if kept:
            return _damaged(path, _("{file} is damaged: its header is gone.").format(file=name))
        return Reading(path, "foreign", _not_ours(name, tables))
    schema = header["schema"]
    if _is_broken_number(plain, header):
        return _damaged(path, _cut_or_broken(name, plain, meta), meta=meta)
    if schema > SCHEMA:
        return Reading(
            path,
            "newer",
            _(
                "{file} was written by a newer revmentor (form {theirs}; this one knows {ours}). "
                "Nothing was touched; install the newer version."
            ).format(file=name, theirs=schema, ours=SCHEMA),
        )
    return _by_hand(path, tables, schema)


def _by_hand(path: Path, tables: dict[str, Any], schema: int) -> Reading:
    """Look at tables that JSON could read: each record, then what is between them."""
    name = path.name
    try:
        tables = migrations.to_newest(tables, schema)
        meta = msgspec.convert(tables["meta"], Meta)
    except (KeyError, TypeError, msgspec.ValidationError):
        return _damaged(path, _("{file} is damaged: its header cannot be read.").format(file=name))
    snapshot, found = form.records(tables)
    if snapshot is not None:
        found = [*found, *form.problems(snapshot)]
    if found or snapshot is None:
        return _damaged(path, _contradicts(path, found[0]), tuple(found), meta)
    if schema < SCHEMA:
        return Reading(path, "outdated", meta=meta, snapshot=snapshot)
    what = _("{file} was changed outside revmentor; its records still hold.").format(file=name)
    return Reading(path, "outside", what, meta=meta, snapshot=snapshot)


def _header(tables: object) -> dict[str, Any] | None:
    """Return the header of a revmentor file of any form, or ``None``."""
    try:
        header = tables["meta"]["file"]  # type: ignore[index]  # whatever JSON there is
        if header["application"] == APPLICATION and type(header["schema"]) is int:
            return dict(header) if header["schema"] >= 1 else None
    except (KeyError, TypeError, IndexError, ValueError):
        return None
    return None


def _is_broken_number(plain: bytes, header: dict[str, Any]) -> bool:
    """Tell whether the number of the form is what is broken: older or newer only by its look."""
    schema = header["schema"]
    if schema < SCHEMA:
        return "sha256" in header
    told, ours = b'"schema":%d,' % schema, b'"schema":%d,' % SCHEMA
    return schema > SCHEMA and seal.is_intact(plain.replace(told, ours, 1))


def _damaged(
    path: Path, what: str, problems: tuple[Problem, ...] = (), meta: Meta | None = None
) -> Reading:
    return Reading(path, "damaged", what, problems, meta)


def _contradicts(path: Path, problem: Problem) -> str:
    return _("{file} is damaged: {problem}.").format(file=path.name, problem=problem)


def _cut_or_broken(name: str, plain: bytes, meta: Meta | None) -> str:
    if meta and 0 < len(plain) < meta.file.bytes:
        return _("{file} is damaged: it holds {n} of {of} bytes.").format(
            file=name, n=len(plain), of=meta.file.bytes
        )
    return _("{file} is damaged: it cannot be read as a revmentor file.").format(file=name)


def _not_ours(name: str, tables: object) -> str:
    if isinstance(tables, dict) and tables.get("format") == "revmentor":
        return _(
            "{file} is an exported document. Begin a new file and take it in: "
            "revmentor new FILE, then revmentor import FILE {file}"
        ).format(file=name)
    return _("{file} is not a revmentor file.").format(file=name)
