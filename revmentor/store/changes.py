"""A change: what one commit puts in and takes out, and what must hold before it may be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from revmentor.content import skills
from revmentor.i18n.gettext import _
from revmentor.model import validation
from revmentor.model.base import Record
from revmentor.model.errors import ChangedMeanwhile, Problem, Problems, Refused
from revmentor.model.firm import Firm
from revmentor.model.plain_reading import is_plain
from revmentor.model.snapshot import ID_PREFIX, INNER_ID_PREFIX, Snapshot, to_document
from revmentor.rules import integrity
from revmentor.rules.differences import Difference, sentence
from revmentor.rules.programme_view import display_names

T = TypeVar("T")
Records = Mapping[str, Mapping[str, Record | None]]
"""Records by table and id; ``None`` is one that is not there."""


class Change(msgspec.Struct, frozen=True):
    """What is put in or taken out (``None``), by table and id, and what it is called."""

    what: str
    records: Records
    firm: Firm | None = None
    expected: Records = msgspec.field(default_factory=dict)
    """What must stand there for the change to be the one that is meant; empty asks for nothing."""
    expected_firm: Firm | None = None
    takes_back: bool = False
    """Whether it puts back what stood there before, as it was."""
    brought_in: bool = False
    """Whether it brought a whole sheet or document in; it is taken back only when asked."""

    @property
    def size(self) -> int:
        """How many records it changes."""
        return sum(map(len, self.records.values())) + (self.firm is not None)

    @classmethod
    def of(
        cls, what: str, records: Records, firm: Firm | None, *, brought_in: bool = False
    ) -> Change:
        """Return a change of records, each read back through its type; raises :class:`Refused`."""
        read_back: dict[str, dict[str, Record | None]] = {
            table: {
                record_id: None if record is None else _read_back(record, "")
                for record_id, record in by_id.items()
            }
            for table, by_id in records.items()
        }
        firm = _read_back(firm, "firm") if firm is not None else None
        return cls(what, read_back, firm, brought_in=brought_in)

    def after(self, snapshot: Snapshot) -> Snapshot:
        """Return the records once the change is made; raises :class:`Refused` for a hidden letter.

        Only what the change writes is asked: a field that was left alone may hold what was taken in
        before anybody asked, and what is taken back stood there.
        """
        if not self.takes_back and (problems := Problems(self._hidden(snapshot))):
            raise _refused(problems)
        snapshot = snapshot.with_records(self.records)
        if self.firm is not None:
            snapshot = msgspec.structs.replace(snapshot, firm=self.firm)
        return snapshot

    def inverse(self, before: Snapshot) -> Change:
        """Return the change that takes this one back, if nobody changed the same since."""
        return Change(
            self.what,
            _standing(before, self.records),
            before.firm if self.firm else None,
            expected=self.records,
            expected_firm=self.firm,
            takes_back=True,
            brought_in=self.brought_in,
        )

    def _hidden(self, before: Snapshot) -> Iterator[Problem]:
        for table, records in self.records.items():
            standing = before.table(table)
            for record_id, record in records.items():
                if record is not None:
                    yield from _hidden_in(record, standing.get(record_id), "")
        if self.firm is not None:
            yield from _hidden_in(self.firm, before.firm, "firm.")

    def refuse_if_moved(self, seen: Snapshot, standing: Snapshot) -> None:
        """Raise :class:`ChangedMeanwhile` where what is changed is not as it was when looked at."""
        self._compare(_standing(seen, self.records), seen, standing)
        if self.firm is not None:
            self._compare_firm(seen.firm, standing)

    def merged(self, base: Snapshot, standing: Snapshot) -> Change:
        """Return the change with whatever it leaves as it was in ``base`` as it stands now."""
        records: dict[str, dict[str, Record | None]] = {
            table: {
                record_id: _merged(
                    record, base.table(table).get(record_id), standing.table(table).get(record_id)
                )
                for record_id, record in mine.items()
            }
            for table, mine in self.records.items()
        }
        firm = _merged(self.firm, base.firm, standing.firm)
        return replace(self, records=records, firm=firm)

    def refuse_if_unexpected(self, standing: Snapshot) -> None:
        """Raise :class:`ChangedMeanwhile` where what stands is not what is expected."""
        self._compare(self.expected, standing.with_records(self.expected), standing)
        if self.expected_firm is not None:
            self._compare_firm(self.expected_firm, standing)

    @staticmethod
    def _compare_firm(expected: Firm, standing: Snapshot) -> None:
        if expected != standing.firm:
            raise ChangedMeanwhile(_("The firm was changed meanwhile by another program."))

    def _compare(self, expected: Records, seen: Snapshot, standing: Snapshot) -> None:
        moved = [
            Difference.between(table, record_id, record, standing.table(table).get(record_id))
            for table, records in expected.items()
            for record_id, record in records.items()
            if record != standing.table(table).get(record_id)
        ]
        if moved:
            raise ChangedMeanwhile(
                _("Changed meanwhile by another program: {list}.").format(
                    list="; ".join(sentence(each, seen, standing) for each in moved[:3])
                )
            )

    def refuse_if_broken(self, before: Snapshot, after: Snapshot) -> None:
        """Refuse a change after which the records would contradict each other.

        Only the programmes that the change touches are looked at, so that a file of many years
        costs no more than one of a single year; a change to people or skills may touch them all.
        """
        document = to_document(after, self._programmes_touched(before))
        if problems := Problems(integrity.contradictions(document, skills.catalogue())):
            names = display_names(after.people.values())
            named = problems.reworded(lambda message: _by_name(message, names))
            raise _refused(named, problems[0].path.rsplit(".", 1)[-1].split("[")[0])

    def _programmes_touched(self, before: Snapshot) -> set[str] | None:
        """Return the programmes whose records it changes; ``None`` where it may touch them all."""
        touched: set[str] = set()
        for table, by_id in self.records.items():
            standing = before.table(table)
            for record_id, record in by_id.items():
                for each in (standing.get(record_id), record):
                    if each is None:
                        continue
                    if not hasattr(each, "programme_id"):
                        return None
                    touched.add(each.programme_id)
        return touched

    def counted(self, ids: Mapping[str, int], before: Snapshot, after: Snapshot) -> dict[str, int]:
        """Return the counters of ids after it; they never go back, so that none is given twice.

        What stands within records is counted as it is after it, and as it was ``before``.
        """
        counted = dict(ids)
        for table, records in self.records.items():
            number = highest_number(ID_PREFIX[table], records)
            if number is not None:
                counted[table] = max(counted.get(table, 0), number)
        if self.firm is not None or "programmes" in self.records:
            for name, prefix in INNER_ID_PREFIX.items():
                number = highest_number(prefix, before.inner_ids(name) | after.inner_ids(name))
                if number is not None:
                    counted[name] = max(counted.get(name, 0), number)
        return counted


def highest_number(prefix: str, ids: Iterable[str]) -> int | None:
    """Return the highest number that ids of ours have behind a prefix; ``None`` of none."""
    pattern = re.compile(rf"{prefix}(\d{{1,15}})")
    return max((int(each[1]) for each in map(pattern.fullmatch, ids) if each), default=None)


def validated(record: T, path: str) -> T:
    """Return a new record as the file will give it back; refuse one that breaks its type's limits.

    The constructor of a record does not look; and a whole number in a field for any number would be
    written in another way than it is read.
    """
    return _read_back(record, path, arriving=True)


def _read_back(record: T, path: str, *, arriving: bool = False) -> T:
    try:
        raw = msgspec.to_builtins(record)
        read, problems = validation.read_as(type(record), raw, path, arriving=arriving)
    except UnicodeEncodeError:
        sentence = _("the text holds characters that cannot be saved")
        read, problems = None, Problems([Problem(path, sentence)])
    if read is None:
        raise _refused(problems)
    return read


def _hidden_in(
    record: msgspec.Struct, standing: msgspec.Struct | None, path: str
) -> Iterator[Problem]:
    """Find what nobody sees in the fields that differ from what stands there."""
    if is_plain(record):
        return
    before = msgspec.to_builtins(standing) if standing is not None else {}
    for name, value in msgspec.to_builtins(record).items():
        if value != before.get(name):
            yield from validation.unsound(value, f"{path}{name}", arriving=True)


M = TypeVar("M", bound=msgspec.Struct | None)


def _merged(mine: M, base: M, theirs: M) -> M:
    """Return a record with the fields that were not touched as somebody else left them."""
    if mine is None or base is None or theirs is None:
        return mine
    untouched = {
        name: getattr(theirs, name)
        for name in mine.__struct_fields__
        if getattr(mine, name) == getattr(base, name)
    }
    return msgspec.structs.replace(mine, **untouched)


def _standing(snapshot: Snapshot, records: Records) -> Records:
    return {
        table: {record_id: snapshot.table(table).get(record_id) for record_id in ids}
        for table, ids in records.items()
    }


def _by_name(message: str, names: Mapping[str, str]) -> str:
    """Return a sentence with people called by their names, where it quotes their ids."""
    return re.sub(r"[“«]([^”»]+)[”»]", lambda quoted: names.get(quoted[1], quoted[0]), message)


def _refused(problems: Problems, field_name: str = "") -> Refused:
    first = problems[0]
    field_name = field_name or first.path.removeprefix("firm.").split(".")[0].split("[")[0]
    message = first.message[:1].upper() + first.message[1:] + "."
    return Refused(message, field=field_name, problems=problems)
