"""Correct a file by a part of a document: fields that are given change, what is new is added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from revmentor.actions import imports
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import validation
from revmentor.model.base import Record
from revmentor.model.errors import Problem, Problems, Refused
from revmentor.model.firm import Firm
from revmentor.model.partial import PartialDocument
from revmentor.model.person import Person
from revmentor.model.rating import Rating
from revmentor.model.snapshot import TABLES
from revmentor.rules.differences import changed_fields
from revmentor.rules.goals import levels
from revmentor.store.history.erased_again import refuse_unasked, who_was_erased
from revmentor.store.transaction import Transaction

FIRM = "firm"
"""What the firm is called among the lists."""
_SAYS_A_LEVEL = ("person_id", "skill_id", "moment", "level", "on")


class Changed(msgspec.Struct, frozen=True):
    """A record, and each field of it that changes: from the old value to the new one."""

    table: str
    id: str
    fields: Mapping[str, tuple[Any, Any]]


class Updated(msgspec.Struct):
    """What a part of a document changed and added, and how many entries stood there already."""

    changed: list[Changed] = msgspec.field(default_factory=list)
    added: list[tuple[str, str]] = msgspec.field(default_factory=list)
    equal: int = 0

    @property
    def total(self) -> int:
        """How many entries were changed or added."""
        return len(self.changed) + len(self.added)


def update(tx: Transaction, partial: PartialDocument, *, erased_too: bool = False) -> Updated:
    """Change the fields that a part of a document gives, and add the records that are not there.

    A field that is given as ``null`` is emptied; a group or a list within a record is taken whole.
    What is new to a list of a programme belongs to the one of the transaction, unless it says
    another. It is all or nothing: raises :class:`Refused` for what cannot be read, names what is
    not there, or may not change, and :class:`ErasedComesBack` for somebody who was erased from the
    file, unless that is meant (``erased_too``).
    """
    firm, records, problems = _read(tx, partial)
    problems = problems or Problems(_not_to_be_changed(tx, records))
    if problems:
        sentence = _("The correction was refused: {problems}. Nothing was changed.")
        raise Refused(sentence.format(problems=problems.counted()), problems=problems)
    if not erased_too:
        people = [each for each in records.get("people", []) if isinstance(each, Person)]
        refuse_unasked(who_was_erased(tx, people))
    done = Updated()
    if firm is not None:
        _note(done, FIRM, FIRM, tx.standing.firm, firm)
        if firm != tx.standing.firm:
            tx.set_firm(firm)
    for table, every in records.items():
        for record in every:
            before = tx.standing.table(table).get(record.id)
            _note(done, table, record.id, before, record)
            if record != before:
                tx.put(record)
    if not done.total:
        return done
    what = ngettext("{n} entry corrected", "{n} entries corrected", done.total)
    return tx.commit_as(what, done, brought_in=True)


def _read(
    tx: Transaction, partial: PartialDocument
) -> tuple[Firm | None, dict[str, list[Record]], Problems]:
    """Return the firm and the records as they will be, and what is wrong with them."""
    problems: list[Problems] = []
    firm: Firm | None = None
    if partial.firm:
        firm, found = validation.read_as(
            Firm, _over(tx.standing.firm, partial.firm), FIRM, arriving=True
        )
        problems.append(found)
    records: dict[str, list[Record]] = {}
    for table, given in partial.records.items():
        records[table] = []
        for index, fields in enumerate(given):
            whole = _whole(tx, table, fields)
            path = f"{table}[{index}]"
            record, found = validation.read_as(TABLES[table], whole, path, arriving=True)
            problems.append(found)
            if record is not None:
                records[table].append(record)
    return firm, records, Problems(*problems)


def _whole(tx: Transaction, table: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as plain data: the one that stands there with some fields, or a new one."""
    standing = tx.standing.table(table).get(fields["id"])
    if standing is not None:
        return _over(standing, fields)
    whole = {name: value for name, value in fields.items() if value is not None}
    if tx.programme_id and "programme_id" in TABLES[table].__struct_fields__:
        whole.setdefault("programme_id", tx.programme_id)
    return whole


def _over(standing: msgspec.Struct, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as plain data with some fields in the place of its own; ``None`` empties."""
    whole = {**msgspec.to_builtins(standing), **fields}
    return {name: value for name, value in whole.items() if value is not None}


def _note(
    done: Updated,
    table: str,
    record_id: str,
    before: msgspec.Struct | None,
    after: msgspec.Struct,
) -> None:
    """Count an entry as added, changed or equal."""
    if before is None:
        done.added.append((table, record_id))
    elif before == after:
        done.equal += 1
    else:
        old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
        fields = {name: (old.get(name), new.get(name)) for name in changed_fields(before, after)}
        done.changed.append(Changed(table, record_id, fields))


def _not_to_be_changed(tx: Transaction, records: Mapping[str, list[Record]]) -> Iterator[Problem]:
    """Yield what stands as it is: of a closed programme everything, and the starting points."""
    for table, every in records.items():
        for index, record in enumerate(every):
            if why := why_it_stands(tx, tx.standing.table(table).get(record.id), record):
                yield Problem(f"{table}[{index}]", why)


def why_it_stands(tx: Transaction, before: Record | None, record: Record) -> str:
    """Return why a record may not come in the place of another one, or be new; empty: it may."""
    if record == before:
        return ""
    standing = tx.standing.programmes
    theirs = (standing[each] for each in _programmes_of(before, record) if each in standing)
    if why := next(filter(None, map(imports.why_closed, theirs)), ""):
        return why
    return _fixed(tx, before, record) if isinstance(record, Rating) else ""


def _programmes_of(*records: Record | None) -> Iterator[str]:
    for record in records:
        if record is not None:
            yield getattr(record, "programme_id", record.id)


def _fixed(tx: Transaction, before: Record | None, after: Rating) -> str:
    """Return why a level may not be written, or an empty string."""
    if after.programme_id not in tx.standing.programmes:
        return ""
    view = tx.view_of(after.programme_id)
    if not isinstance(before, Rating):
        return levels.refusal(view, after.person_id, after.moment, after.on, None, tx.today)
    if all(getattr(before, name) == getattr(after, name) for name in _SAYS_A_LEVEL):
        return ""
    moment = "baseline" if before.moment == "baseline" else after.moment
    return levels.refusal(view, before.person_id, moment, after.on, before, tx.today)
