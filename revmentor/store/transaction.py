"""A transaction: one change in the making, seen as if it stood already, written by one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec

from revmentor.content import skills
from revmentor.model.base import Record
from revmentor.model.firm import Firm
from revmentor.model.skill import Skill
from revmentor.model.snapshot import ID_PREFIX, INNER_ID_PREFIX, TABLE_OF, Snapshot
from revmentor.rules import day_ranges
from revmentor.rules.programme_view import View, still_open, view_of
from revmentor.store.changes import Change, highest_number

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Seen(msgspec.Struct, frozen=True):
    """What somebody had before them when they decided on a change."""

    records: Snapshot | None = None
    """Whoever changes one that is no longer the same is asked first."""
    form: Snapshot | None = None
    """What a form was filled from: fields that were left alone stay as others made them."""


class Transaction:
    """One change of the records, made by one function of ``actions``.

    What is put or removed shows at once in ``snapshot`` and ``view``, and in the file only once it
    is committed. A transaction is used for one commit.
    """

    def __init__(
        self,
        standing: Snapshot,
        *,
        programme_id: str,
        today: date,
        ids: Mapping[str, int],
        view_of_standing: Callable[[str], View],
        write: Callable[[Change, Transaction], None],
        seen: Seen,
        dry_run: bool,
        was_erased: Callable[[str], bool],
    ) -> None:
        """Use :meth:`Workspace.change` or :meth:`Workspace.make`."""
        self.standing = standing
        """The records as they stand in the file."""
        self.programme_id = programme_id
        """The programme it is about; empty where it is about none."""
        self.today = today
        self.was_erased = was_erased
        """Tells of an id whether somebody had it who was erased from the file."""
        self.seen = seen
        self.dry_run = dry_run
        """Whether the commit only refuses what cannot be, and writes nothing."""
        self._ids = dict(ids)
        self._view_of_standing = view_of_standing
        self._write = write
        self._changed: dict[str, dict[str, Record | None]] = {}
        self._firm: Firm | None = None
        self._snapshot = standing
        self._views: dict[str, View] = {}

    # -- what stands, with what was put --------------------------------------------------------

    @property
    def snapshot(self) -> Snapshot:
        """All records, with what was put in and without what was removed."""
        return self._snapshot

    @property
    def skills(self) -> Mapping[str, Skill]:
        """The shipped skills and the firm's own, by id."""
        return skills.with_own(self.snapshot.skills)

    @property
    def view(self) -> View:
        """The programme it is about; raises :class:`Refused` where there is none."""
        return self.view_of(self.programme_id)

    @property
    def open_view(self) -> View:
        """The programme it is about; raises :class:`Refused` where it is closed, too."""
        return still_open(self.view)

    def view_of(self, programme_id: str) -> View:
        """Return a programme; raises :class:`Refused` for an unknown id."""
        if not self._changed:
            return self._view_of_standing(programme_id)
        if programme_id not in self._views:
            self._views[programme_id] = view_of(
                self.snapshot, programme_id, self.skills, self.today
            )
        return self._views[programme_id]

    def open_view_of(self, programme_id: str) -> View:
        """Return a programme that still takes changes; raises :class:`Refused` for a closed one."""
        return still_open(self.view_of(programme_id))

    def get(self, kind: type[R], record_id: str) -> R:
        """Return a record by its id; raises :class:`Refused` where there is none."""
        return self.snapshot.get(kind, record_id)

    def get_open(self, kind: type[R], record_id: str) -> R:
        """Return a record that may be changed: :class:`Refused` where its programme is closed."""
        record = self.get(kind, record_id)
        self.refuse_closed(getattr(record, "programme_id", ""))
        return record

    def refuse_closed(self, programme_id: str = "") -> None:
        """Raise :class:`Refused` where the programme (the one it is about) is closed."""
        self.open_view_of(programme_id or self.programme_id)

    def refuse_future(self, on: date, *, field: str = "on") -> None:
        """Raise :class:`Refused` for a day that has not come yet."""
        day_ranges.refuse_future(on, self.today, field=field)

    # -- what changes --------------------------------------------------------------------------

    def new(self, kind: type[R], /, *, replaces: Record | None = None, **fields: Any) -> R:
        """Return a new record of the programme, with an id that this file never gave out.

        One that ``replaces`` another has the other's id.
        """
        if "programme_id" in kind.__struct_fields__:
            fields.setdefault("programme_id", self.programme_id)
        return kind(id=replaces.id if replaces else self.next_id(TABLE_OF[kind]), **fields)

    def copy(self, record: R, **changes: Any) -> R:
        """Return a record like another, with an id of its own and some fields changed."""
        new_id = self.next_id(TABLE_OF[type(record)])
        return msgspec.structs.replace(record, id=new_id, **changes)

    def put(self, *records: Record) -> None:
        """Put records in, each in the place of the one with its id."""
        self._change((record, record) for record in records)

    def remove(self, *records: Record) -> None:
        """Take records out."""
        self._change((record, None) for record in records)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was put or removed."""
        return not self._changed and self._firm is None

    def set_firm(self, firm: Firm) -> None:
        """Put the firm in the place of the one that stands."""
        self._firm = firm

    def commit_as(self, what: str, result: T, *, brought_in: bool = False) -> T:
        """Write everything that was put or removed, durably, or nothing; return ``result``.

        ``what`` says in a few words what was done; undo shows it. ``brought_in`` marks a sheet or
        a document taken in: undo asks before it takes that back. A record that breaks the limits
        of its type raises :class:`Refused`, a file that somebody else wrote meanwhile
        :class:`Conflict`, a disk that refuses ``NotSaved``; then nothing has changed.
        """
        self._write(Change.of(what, self._changed, self._firm, brought_in=brought_in), self)
        return result

    def next_id(self, table: str) -> str:
        """Return an id for a record of a table that this file never gave out."""
        number = self._ids.get(table, 0) + 1
        while (record_id := f"{ID_PREFIX[table]}{number:04d}") in self.standing.table(table):
            number += 1
        self._ids[table] = number
        return record_id

    def next_inner_id(self, name: str) -> str:
        """Return an id for something within a record (a day of a programme) that was never given.

        ``name`` is its name in ``INNER_ID_PREFIX``.
        """
        prefix = INNER_ID_PREFIX[name]
        standing = highest_number(prefix, self.standing.inner_ids(name)) or 0
        number = max(self._ids.get(name, 0), standing) + 1
        self._ids[name] = number
        return f"{prefix}{number:04d}"

    def _change(self, records: Iterable[tuple[Record, Record | None]]) -> None:
        changed: dict[str, dict[str, Record | None]] = {}
        for record, after in records:
            changed.setdefault(TABLE_OF[type(record)], {})[record.id] = after
        for table, by_id in changed.items():
            self._changed.setdefault(table, {}).update(by_id)
        self._snapshot = self._snapshot.with_records(changed)
        self._views.clear()
