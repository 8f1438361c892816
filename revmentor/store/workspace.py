"""The workspace: the open file of one firm, and the one place where its records change."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, timezone
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from revmentor.content import skills
from revmentor.i18n.dates import local_today
from revmentor.i18n.gettext import _
from revmentor.model.base import Record
from revmentor.model.errors import ChangedMeanwhile, Refused, StaleWrite, refuse_any
from revmentor.model.firm import Firm
from revmentor.model.programme import Programme
from revmentor.model.skill import Skill
from revmentor.model.snapshot import Snapshot, to_document
from revmentor.rules import as_of, day_ranges, integrity, restriction, sound_records
from revmentor.rules.programme_view import View, current, view_of
from revmentor.store.changes import Change, validated
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import header as file_header
from revmentor.store.file.header import SCHEMA, ChangeNote, Meta
from revmentor.store.file.inspection import opened_file
from revmentor.store.file.storage import Database, Keep, not_saved
from revmentor.store.file.tables import tables
from revmentor.store.file.verdict import Damaged, Inspection, OutOfReach
from revmentor.store.history import generations
from revmentor.store.transaction import Seen, Transaction

_UNDO_STEPS = 100
_TURNS = 3
"""How often a change is tried beside other programs, before they have to wait for it."""

T = TypeVar("T")
Listener = Callable[[], None]


class Workspace:
    """An open file. Reading gives immutable snapshots; every change is one durable commit."""

    def __init__(self, database: Database, inspection: Inspection) -> None:
        """Use :meth:`open` or :meth:`create`."""
        self.today: date | None = None
        """The day to look at the file from; that of the machine's clock where none is given."""
        self._database = database
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._steps_forgotten = False
        self._listeners: list[Listener] = []
        self._views: dict[tuple[str, date, bool], View] = {}
        self._earlier_views: dict[tuple[str, date, bool], View] = {}
        self._usable: tuple[Snapshot, Snapshot] | None = None
        self._then: tuple[Snapshot, date, Snapshot] | None = None
        self._take(inspection)

    def _take(self, inspection: Inspection) -> None:
        if inspection.snapshot is None or inspection.meta is None:
            raise ValueError(inspection.state)
        self._snapshot, self._meta = inspection.snapshot, inspection.meta
        self._outdated = inspection.state == "outdated"
        storage = self._database.file
        storage.mark, storage.stamp = inspection.mark, inspection.stamp
        self._forget_views()

    # -- opening -------------------------------------------------------------------------------

    @classmethod
    def open(cls, path: str | os.PathLike[str], key: Key | None = None) -> Workspace:
        """Open a file, with its key where it is encrypted.

        Raises :class:`Damaged` where it is not as it was left, :class:`Unreadable` where it is
        missing, newer or not ours, :class:`PassphraseNeeded` where it is encrypted.
        """
        return cls.of(opened_file(path, key), key)

    @classmethod
    def of(cls, inspection: Inspection, key: Key | None = None, doubt: str = "") -> Workspace:
        """Return the file of an inspection, open; ``doubt`` is what the disk left open of it."""
        workspace = cls(Database(inspection.path, key=key), inspection)
        workspace._database.file.doubt = doubt
        return workspace

    @classmethod
    def create(cls, path: str | os.PathLike[str], firm: Firm, key: Key | None = None) -> Workspace:
        """Begin a file with nothing but its firm; raises if the name is taken or not allowed."""
        snapshot = Snapshot(firm=validated(firm, "firm"))
        begun = Meta.first(_("file begun"), secrets.token_hex(4), key.own[:1] if key else ())
        return cls._new_file(path, begun, snapshot, key, twice=False)

    def saved_in(self, path: str | os.PathLike[str]) -> Workspace:
        """Write everything into a new file in another place, and return that file, open.

        Raises :class:`Refused` where the name is taken, ``NotSaved`` where the disk refuses.
        """
        from revmentor.store import archive_places

        now = file_header.iso(datetime.now(timezone.utc))
        meta = self._meta.next(_("saved in another place"), self.generation + 1, now)
        records = archive_places.with_paths_from(self._snapshot, self.path, Path(path))
        return self._new_file(path, meta, records, self.key)

    def write_part(self, path: str | os.PathLike[str], records: Snapshot) -> None:
        """Write some of the records into a new file, which has the same key.

        Raises :class:`Refused` where the name is taken, ``NotSaved`` where the disk refuses. What
        it does not confirm is told as a doubt of this file.
        """
        what = _("taken from {file}").format(file=self.path.name)
        begun = Meta.first(what, secrets.token_hex(4), self._meta.file.recipients)
        header = msgspec.structs.replace(begun.file, ids=self._meta.file.ids)
        meta = msgspec.structs.replace(begun, file=header)
        doubt = self._new_file(path, meta, records, self.key).take_doubt()
        self._database.file.doubt = self._database.file.doubt or doubt

    @classmethod
    def _new_file(
        cls,
        path: str | os.PathLike[str],
        meta: Meta,
        snapshot: Snapshot,
        key: Key | None,
        *,
        twice: bool = True,
    ) -> Workspace:
        database = Database(path, key=key)
        storage = database.file
        meta = storage.create(meta, tables(snapshot), twice=twice)
        return cls(
            database,
            Inspection(
                storage.path,
                "sound",
                meta=meta,
                snapshot=snapshot,
                mark=storage.mark,
                stamp=storage.stamp,
                encrypted=bool(meta.file.recipients),
            ),
        )

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._database.file.path

    def wait_at_most(self, seconds: float) -> None:
        """Wait no longer than this for another program that is writing the file."""
        self._database.file.patience = seconds

    @property
    def key(self) -> Key | None:
        """What opens the file; ``None`` where it is not encrypted."""
        return self._database.file.key

    def mark_on_disk(self) -> bytes:
        """Return what the file on the disk can be told by from its other states."""
        return self._database.file.mark_on_disk()

    @property
    def encrypted(self) -> bool:
        """Whether the file is encrypted."""
        return bool(self._meta.file.recipients)

    @property
    def recipients(self) -> tuple[str, ...]:
        """The public keys the file is encrypted for; none where it lies in the clear."""
        return self._meta.file.recipients

    # -- reading -------------------------------------------------------------------------------

    @property
    def snapshot(self) -> Snapshot:
        """All records as they stand now."""
        return self._snapshot

    @property
    def shown(self) -> Snapshot:
        """The records as they stood on the day given for today; where none is, as they stand."""
        if self.today is None:
            return self._snapshot
        then = self._then
        if then is None or then[0] is not self._snapshot or then[1] != self.today:
            stood = as_of.as_of(self._snapshot, self.today)
            self._then = then = (self._snapshot, self.today, stood)
        return then[2]

    @property
    def generation(self) -> int:
        """The number of the file's last commit."""
        return self._meta.file.generation

    @property
    def changes(self) -> tuple[ChangeNote, ...]:
        """The last twenty changes as sentences, the newest first."""
        return self._meta.told

    @property
    def skills(self) -> Mapping[str, Skill]:
        """The shipped skills and the firm's own, by id."""
        return skills.with_own(self._snapshot.skills)

    def current_programme(self) -> Programme | None:
        """Return the programme to show first, or ``None`` in a file without one.

        On a day that was given it is the one that ran on it.
        """
        if self.today is None:
            return current(self._snapshot)
        return as_of.current_on(self._snapshot, self.shown, self.today)

    def view(self, programme_id: str) -> View:
        """Return one programme, as it is shown, ready to be asked.

        Raises :class:`Refused` for an unknown id.
        """
        return self._view(self._used(), programme_id, self.today or local_today())

    def _used(self) -> Snapshot:
        """Return the records that are shown, without those that are kept and not used."""
        shown = self.shown
        if self._usable is None or self._usable[0] is not shown:
            self._usable = shown, restriction.without_restricted(shown)
        return self._usable[1]

    def _view(self, snapshot: Snapshot, programme_id: str, today: date) -> View:
        place = (programme_id, today, snapshot is self._snapshot)
        if place not in self._views:
            view = self._views[place] = view_of(snapshot, programme_id, self.skills, today)
            if earlier := self._earlier_views.pop(place, None):
                view.take_over(earlier)
        return self._views[place]

    def _forget_views(self) -> None:
        self._earlier_views.update(self._views)
        self._views.clear()

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener`` after every change."""
        self._listeners.append(listener)

    # -- changing ------------------------------------------------------------------------------

    @property
    def lineage(self) -> str:
        """What tells this file, and its copies, from every other: eight hexadecimal digits."""
        return self._meta.file.lineage

    def change(
        self,
        programme_id: str = "",
        *,
        today: date | None = None,
        seen: Seen | None = None,
        dry_run: bool = False,
    ) -> Transaction:
        """Begin a change of what was last read; ``today`` is the day to take for today.

        It is made on all the records of the file, whatever day is looked at.
        """
        today = today or self.today or local_today()
        return Transaction(
            self._snapshot,
            programme_id=programme_id,
            today=today,
            ids=self._meta.file.ids,
            view_of_standing=partial(self._view, self._snapshot, today=today),
            write=self._write_transaction,
            seen=seen or Seen(),
            dry_run=dry_run,
            was_erased=self._was_erased,
        )

    def _was_erased(self, person_id: str) -> bool:
        if not (log := self._meta.log_of_erased):
            return False
        from revmentor.store.history import erased_log

        return any(erased_log.is_of(each, [person_id]) for each in log)

    def make(
        self,
        change: Callable[[Transaction], T],
        programme_id: str = "",
        *,
        today: date | None = None,
        seen: Seen | None = None,
        dry_run: bool = False,
    ) -> T:
        """Make a change on what stands in the file now, and return what it returns.

        Where another program saved first, the file is read again and the change made anew; the
        fourth time nobody else may save meanwhile. A change to a record that is no longer as it was
        ``seen`` raises :class:`ChangedMeanwhile`, and the person decides.
        """

        def make_now() -> T:
            self.refresh()
            return change(self.change(programme_id, today=today, seen=seen, dry_run=dry_run))

        for _turn in range(_TURNS):
            with suppress(StaleWrite):
                return make_now()
        try:
            with self._database.file.alone():
                return make_now()
        except OSError as error:
            raise not_saved(self.path, error) from error

    def commit(
        self,
        what: str,
        *,
        put: Iterable[Record] = (),
        remove: Iterable[Record] = (),
        firm: Firm | None = None,
    ) -> None:
        """Write some records as one change, as :meth:`Transaction.commit_as` does."""
        tx = self.change()
        tx.remove(*remove)
        tx.put(*put)
        if firm is not None:
            tx.set_firm(firm)
        tx.commit_as(what, None)

    def _write_transaction(self, change: Change, tx: Transaction) -> None:
        if tx.seen.records is not None:
            change.refuse_if_moved(tx.seen.records, self._snapshot)
        if tx.seen.form is not None:
            change = change.merged(tx.seen.form, self._snapshot)
        before, after = self._snapshot, self._checked(change)
        day_ranges.refuse_far_days(change.records, change.firm, before, after, tx.today)
        sound_records.refuse_unsound(change.records, before)
        if self.today is not None:
            as_of.refuse_hidden(change.records, before, self.shown, self.today)
        if tx.dry_run:
            return
        self._save(change, after, change.what)
        self._undo.append(change.inverse(before))
        del self._undo[:-_UNDO_STEPS]
        self._redo.clear()
        self._announce()

    def _checked(self, change: Change) -> Snapshot:
        """Return the records after a change; raises :class:`Refused` for what cannot be."""
        after = change.after(self._snapshot)
        change.refuse_if_broken(self._snapshot, after)
        return after

    @property
    def undoable(self) -> str:
        """What the next undo takes back, or an empty string."""
        return self._undo[-1].what if self._undo else ""

    @property
    def end_of_undo(self) -> str:
        """Why undo goes no further back, where it is not that nothing was done."""
        if not self._steps_forgotten:
            return ""
        return _("Somebody was erased: what was done before cannot be taken back, it went with it.")

    @property
    def next_undo(self) -> Change | None:
        """What the next undo takes back; its inverse, named as the change was."""
        return self._undo[-1] if self._undo else None

    @property
    def next_redo(self) -> Change | None:
        """What the next redo makes again."""
        return self._redo[-1] if self._redo else None

    def undo(self) -> str:
        """Take back the last change of this sitting, as one commit, and say what it was.

        What another program changed since is not taken back: the step is dropped, and
        :class:`ChangedMeanwhile` says why.
        """
        if not self._undo:
            raise Refused(self.end_of_undo or _("There is nothing to undo."))
        return self._turn_back(
            self._undo,
            self._redo,
            _("taken back: {what}"),
            _("“{what}” was not taken back. {why}"),
        )

    def redo(self) -> str:
        """Make the change again that was taken back last, and say what it was; as :meth:`undo`."""
        if not self._redo:
            raise Refused(_("There is nothing to make again."))
        return self._turn_back(
            self._redo,
            self._undo,
            _("made again: {what}"),
            _("“{what}” was not made again. {why}"),
        )

    def _turn_back(
        self, steps: list[Change], way_back: list[Change], done: str, refused: str
    ) -> str:
        """Make the last of some steps, and put the step that undoes it on the way back."""
        from revmentor.store import archive_places

        change, before = steps[-1], self._snapshot
        try:
            change.refuse_if_unexpected(before)
            after = self._checked(change)
            homeless = archive_places.why_homeless(self.path, before, after, self.key)
            if not homeless:
                self._save(change, after, done.format(what=change.what))
        except (ChangedMeanwhile, Refused) as error:
            steps.pop()
            raise ChangedMeanwhile(refused.format(what=change.what, why=error)) from error
        if homeless:  # once the other file is there again, the step can be made
            raise Refused(refused.format(what=change.what, why=homeless))
        steps.pop()
        way_back.append(change.inverse(before))
        self._announce()
        return change.what

    def refresh(self) -> bool:
        """Read the file again if somebody else wrote it; one look at its first line if not."""
        with suppress(OSError):  # reading it says what is wrong
            if self._database.file.unchanged():
                return False
        return self.reload()

    def reload(self) -> bool:
        """Read the file again; tell whether it had changed.

        Raises :class:`Damaged` where it can no longer be read, or does not hold what was saved
        here; :class:`OutOfReach` where its disk or folder is gone. What is in memory stays.
        """
        try:
            inspection = opened_file(self.path, self._database.file.key)
        except OutOfReach as error:
            raise OutOfReach(self._gone()) from error
        if inspection.mark == self._database.file.mark:
            self._database.file.stamp = inspection.stamp
            return False
        if self.lacks(inspection):
            raise Damaged(self._rolled_back(inspection))
        if inspection.meta and inspection.meta.log_of_erased != self._meta.log_of_erased:
            self._forget_steps()
        self._take(inspection)
        self._announce()
        return True

    def _gone(self) -> str:
        return _(
            "{file} is out of reach: its disk or its folder is gone. Nothing is lost, and nothing "
            "can be saved, until it is back; or save everything in another place."
        ).format(file=self.path.name)

    def lacks(self, inspection: Inspection) -> bool:
        """Tell whether a state of the file does not hold what was last saved here."""
        return inspection.meta is not None and not inspection.meta.follows(self._meta)

    def _rolled_back(self, inspection: Inspection) -> Inspection:
        """Return the inspection of a file that lacks what was saved here, and say so in it."""
        if inspection.meta is None or inspection.meta.file.lineage != self.lineage:
            text = _("{file} is another file than the one that was open here.")
            return replace(inspection, state="stranger", what=text.format(file=self.path.name))
        if inspection.meta.file.generation < self.generation:
            text = _(
                "{file} lacks what was saved here: it holds change {theirs}, and change {ours} was "
                "the last. Something put an older state back."
            )
        else:
            text = _(
                "{file} lacks what was saved here: something put an older state back, and others "
                "saved in it since."
            )
        sentence = text.format(
            file=self.path.name, theirs=inspection.meta.file.generation, ours=self.generation
        )
        return replace(inspection, state="put_back", what=sentence)

    def write_again(self, inspection: Inspection) -> None:
        """Write what is in memory over a file as it was looked at; its bytes are kept aside.

        Raises :class:`StaleWrite` where the file is no longer like that.
        """
        storage = self._database.file
        storage.mark, storage.stamp = inspection.mark, inspection.stamp
        self._write(self._snapshot, self._meta.file.ids, _("written again from memory"), "aside")
        self._announce()

    def migrate(self) -> str:
        """Bring a file of an older form to this one, and say what its copy is called.

        The copy is made first and never pruned. Empty where nothing is to be done.
        """
        if not self._outdated:
            return ""
        storage = self._database.file
        try:
            with storage.alone():
                if not storage.unchanged():
                    raise storage.overtaken()
                moment = datetime.now(timezone.utc)
                copy = generations.set_aside(self.path, f"before-form-{SCHEMA}", moment)
                what = _("brought to form {n}").format(n=SCHEMA)
                self._write(self._snapshot, self._meta.file.ids, what)
        except OSError as error:
            raise not_saved(self.path, error) from error
        self._outdated = False
        return copy.name

    def _save(self, change: Change, after: Snapshot, what: str) -> None:
        self.migrate()
        self._write(after, change.counted(self._meta.file.ids, self._snapshot, after), what)

    def _write(
        self, snapshot: Snapshot, ids: dict[str, int], what: str, keep: Keep = "generation"
    ) -> None:
        header = msgspec.structs.replace(self._meta.file, ids=ids)
        meta = msgspec.structs.replace(self._meta, file=header)
        self._meta = self._database.file.commit(meta, tables(snapshot), what, keep)
        self._snapshot = snapshot
        self._forget_views()

    def write_for_good(
        self, make: Callable[[Snapshot, Meta], tuple[Snapshot, Meta]], what: str
    ) -> None:
        """Write other records in the place of all that stand, so that nothing brings those back.

        No copy is kept of what stood, and nothing of this sitting can be undone. ``make`` is called
        while no other program writes. Raises :class:`Refused` where the records do not hold.
        """
        self.migrate()
        try:
            with self._database.file.alone():
                self.refresh()
                snapshot, meta = make(self._snapshot, self._meta)
                refuse_any(integrity.contradictions(to_document(snapshot), skills.catalogue()))
                self._meta = self._database.file.commit(meta, tables(snapshot), what, "nothing")
        except OSError as error:
            raise not_saved(self.path, error) from error
        self._snapshot, self._then = snapshot, None
        self._forget_steps()
        self._announce()

    def _forget_steps(self) -> None:
        """Let go what undo and redo would bring back: somebody was erased, here or elsewhere."""
        self._undo.clear()
        self._redo.clear()
        self._views.clear()
        self._earlier_views.clear()
        self._steps_forgotten = True

    @property
    def meta(self) -> Meta:
        """What the file says of itself."""
        return self._meta

    def take_doubt(self) -> str:
        """Return what the disk did not confirm since the last call, or an empty string."""
        storage = self._database.file
        doubt, storage.doubt = storage.doubt, ""
        return doubt

    def _announce(self) -> None:
        self._forget_views()
        for listener in list(self._listeners):
            listener()
