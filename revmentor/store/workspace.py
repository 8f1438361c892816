"""The workspace: the open file of one firm, and the one place where its records change."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from revmentor.content import skills
from revmentor.model import shape
from revmentor.model.base import Record
from revmentor.model.errors import Conflict, Problem, Refused, Uncertain
from revmentor.model.firm import Firm, Skill
from revmentor.model.programme import Programme
from revmentor.model.snapshot import ID_PREFIX, TABLE_OF, Snapshot, to_document
from revmentor.rules import integrity
from revmentor.rules.view import View, current, display_names
from revmentor.store.form import APPLICATION, SCHEMA, Meta, generation_on_disk, load, now, tables
from revmentor.store.storage import Database
from revmentor.words import _

_UNDO_STEPS = 100

T = TypeVar("T")
Listener = Callable[[], None]


@dataclass(frozen=True)
class _Change:
    """What one commit put in or took out (``None``), by table and id, and what it is called."""

    what: str
    records: Mapping[str, Mapping[str, Record | None]]
    firm: Firm | None = None


class Workspace:
    """An open file. Reading gives immutable snapshots; every change is one durable commit."""

    def __init__(self, database: Database, snapshot: Snapshot, meta: Meta) -> None:
        """Use :meth:`open` or :meth:`create`."""
        self._database = database
        self._snapshot = snapshot
        self._meta = meta
        self._undo: list[_Change] = []
        self._listeners: list[Listener] = []
        self._views: dict[str, View] = {}
        self._doubt = ""

    # -- opening -------------------------------------------------------------------------------

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Workspace:
        """Open a file; raises :class:`Unreadable` if it is missing, damaged, newer or not ours."""
        database = Database(path)
        snapshot, meta = load(database.file)
        return cls(database, snapshot, meta)

    @classmethod
    def create(cls, path: str | os.PathLike[str], firm: Firm) -> Workspace:
        """Begin a file with nothing but its firm; raises if the name is taken or not allowed."""
        firm = _validated(firm, "firm")
        database = Database(path)
        meta = Meta(application=APPLICATION, schema=SCHEMA, generation=1, written_at=now(), ids={})
        snapshot = Snapshot(firm=firm)
        database.file.create(tables(snapshot, meta))
        return cls(database, snapshot, meta)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._database.file.path

    # -- reading -------------------------------------------------------------------------------

    @property
    def snapshot(self) -> Snapshot:
        """All records as they stand now."""
        return self._snapshot

    @property
    def generation(self) -> int:
        """The number of commits the file has seen."""
        return self._meta.generation

    @property
    def skills(self) -> Mapping[str, Skill]:
        """The shipped skills and the firm's own, by id."""
        return skills.with_own(self._snapshot.skills)

    def current_programme(self) -> Programme | None:
        """Return the programme to show first, or ``None`` in a file without one."""
        return current(self._snapshot)

    def view(self, programme_id: str) -> View:
        """Return one programme ready to be asked; raises :class:`Refused` for an unknown id."""
        if programme_id not in self._snapshot.programmes:
            raise Refused(_("There is no programme “{id}” in this file.").format(id=programme_id))
        if programme_id not in self._views:
            self._views[programme_id] = View(self._snapshot, programme_id, self.skills)
        return self._views[programme_id]

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener`` after every change."""
        self._listeners.append(listener)

    # -- changing ------------------------------------------------------------------------------

    def new_id(self, table: str, taken: int = 0) -> str:
        """Return an id that this file never gave out; ``taken`` counts those asked for just now."""
        number = self._meta.ids.get(table, 0) + 1 + taken
        while (found := f"{ID_PREFIX[table]}{number:04d}") in self._snapshot.table(table):
            number += 1
        return found

    def commit(
        self,
        what: str,
        *,
        put: Iterable[Record] = (),
        remove: Iterable[Record] = (),
        firm: Firm | None = None,
    ) -> None:
        """Write a change: all of it, durably, or nothing.

        ``what`` says in a few words what was done; undo shows it. A record that breaks the limits
        of its type raises :class:`Refused`, a file that somebody else wrote meanwhile
        :class:`Conflict`, a disk that refuses ``NotSaved``; then nothing has changed.
        """
        change = self._change(what, put, remove, firm)
        after = self._after(change)
        _whole(after, change)
        inverse = self._inverse(change)
        self._write(after, change)
        self._undo.append(inverse)
        del self._undo[:-_UNDO_STEPS]
        self._announce()

    def check(self, *, put: Iterable[Record] = (), firm: Firm | None = None) -> None:
        """Raise what :meth:`commit` would refuse, and write nothing."""
        change = self._change("", put, (), firm)
        _whole(self._after(change), change)

    def _change(
        self, what: str, put: Iterable[Record], remove: Iterable[Record], firm: Firm | None
    ) -> _Change:
        changed: defaultdict[str, dict[str, Record | None]] = defaultdict(dict)
        for record in remove:
            changed[TABLE_OF[type(record)]][record.id] = None
        for record in put:
            changed[TABLE_OF[type(record)]][record.id] = _validated(record, "")
        return _Change(what, changed, _validated(firm, "firm") if firm is not None else None)

    @property
    def undoable(self) -> str:
        """What the next undo takes back, or an empty string."""
        return self._undo[-1].what if self._undo else ""

    def undo(self) -> str:
        """Take back the last change of this sitting, as one commit, and say what it was."""
        if not self._undo:
            raise Refused(_("There is nothing to undo."))
        change = self._undo[-1]
        self._write(self._after(change), change)
        self._undo.pop()
        self._announce()
        return change.what

    def reload(self) -> bool:
        """Read the file again if somebody else wrote it; tell whether it had changed."""
        snapshot, meta = load(self._database.file)
        if meta.generation == self._meta.generation:
            return False
        self._snapshot, self._meta = snapshot, meta
        self._undo.clear()
        self._announce()
        return True

    def _inverse(self, change: _Change) -> _Change:
        old = {
            table: {record_id: self._snapshot.table(table).get(record_id) for record_id in records}
            for table, records in change.records.items()
        }
        return _Change(change.what, old, self._snapshot.firm if change.firm else None)

    def _after(self, change: _Change) -> Snapshot:
        snapshot = self._snapshot.with_records(change.records)
        if change.firm is not None:
            snapshot = msgspec.structs.replace(snapshot, firm=change.firm)
        return snapshot

    def _write(self, snapshot: Snapshot, change: _Change) -> None:
        storage = self._database.file
        if generation_on_disk(storage) != self._meta.generation:
            raise Conflict(
                _(
                    "{file} was changed by somebody else meanwhile, so nothing was saved. "
                    "Press ctrl+r to read it again, then repeat the change."
                ).format(file=self.path.name)
            )
        meta = Meta(
            application=APPLICATION,
            schema=SCHEMA,
            generation=self._meta.generation + 1,
            written_at=now(),
            ids=_counted(self._meta.ids, change.records),
        )
        try:
            storage.write(tables(snapshot, meta))
        except Uncertain as error:
            self._doubt = str(error)
        self._snapshot, self._meta = snapshot, meta
        self._views.clear()

    def take_doubt(self) -> str:
        """Return what the disk did not confirm since the last call, or an empty string."""
        doubt, self._doubt = self._doubt, ""
        return doubt

    def _announce(self) -> None:
        self._views.clear()
        for listener in list(self._listeners):
            listener()


def _validated(record: T, path: str) -> T:
    """Return a record as the file will give it back; refuse one that breaks its type's limits.

    The constructor of a record does not look; and a whole number in a field for any number would be
    written in another way than it is read.
    """
    try:
        read, found = shape.read(type(record), msgspec.to_builtins(record), path)
    except UnicodeEncodeError:
        read, found = None, [Problem(path, _("the text holds characters that cannot be saved"))]
    if read is None:
        raise _refused(found, found[0].path.removeprefix("firm.").split(".")[0].split("[")[0])
    return read


def _whole(snapshot: Snapshot, change: _Change) -> None:
    """Refuse a change after which the records would contradict each other.

    Only the programmes that the change touches are looked at, so that a file of many years costs no
    more than one of a single year; a change to people or skills may touch them all.
    """
    records = [record for table in change.records.values() for record in table.values()]
    everywhere = any(not hasattr(record, "programme_id") for record in records)
    touched = None if everywhere else {getattr(record, "programme_id", "") for record in records}
    if found := integrity.problems(to_document(snapshot, touched), skills.catalogue()):
        names = display_names(snapshot.people.values())
        named = [Problem(each.path, _by_name(each.message, names)) for each in found]
        raise _refused(named, found[0].path.rsplit(".", 1)[-1].split("[")[0])


def _by_name(message: str, names: Mapping[str, str]) -> str:
    """Return a sentence with people called by their names, where it quotes their ids."""
    return re.sub(r"“([^”]+)”", lambda found: names.get(found[1], found[0]), message)


def _refused(found: list[Problem], field: str) -> Refused:
    message = found[0].message
    return Refused(message[:1].upper() + message[1:] + ".", field=field, problems=tuple(found))


def _counted(
    ids: Mapping[str, int], changed: Mapping[str, Mapping[str, Record | None]]
) -> dict[str, int]:
    """Return the counters after a change; they never go back, so that no id is given out twice."""
    counted = dict(ids)
    for table, records in changed.items():
        pattern = re.compile(rf"{ID_PREFIX[table]}(\d{{1,15}})")
        for record_id in records:
            if found := pattern.fullmatch(record_id):
                counted[table] = max(counted.get(table, 0), int(found[1]))
    return counted
