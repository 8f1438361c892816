"""What differs between this file and a copy of it, record by record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal

import msgspec

from revmentor.model.base import Record
from revmentor.model.references import with_ids
from revmentor.model.snapshot import TABLES, Snapshot
from revmentor.rules.copies.sameness import same_under_one_id, same_under_two_ids, told_of
from revmentor.rules.differences import Difference, differences
from revmentor.rules.identity import with_new_ids

FIRM = "firm"
"""The key of the firm, of which there is one."""
ChangedIn = Literal["here", "copy", "both"]
"""Where a record was added, changed or removed since the two were one."""
_OWN = "-copy"
"""What an id of the copy ends in that stands for something else here, until it gets one of ours."""


class Comparison(msgspec.Struct, frozen=True, dict=True):
    """A file and a copy of it, the copy's records under the ids they have or would have here.

    Of a difference *added* stands only in the copy, *removed* only here, *changed* in both.
    """

    here: Snapshot
    copy: Snapshot
    differences: Sequence[Difference]
    keys: Mapping[tuple[str, str], str]
    """For each record of the copy that can be taken over, by table and id, what it is named by."""
    before: Snapshot | None = None
    """The records as they were when the two were one, where that state is still kept."""

    @property
    def firm_differs(self) -> bool:
        """Whether the firm itself is another than in the copy."""
        return self.here.firm != self.copy.firm

    @property
    def is_empty(self) -> bool:
        """Whether the two hold the same."""
        return not self.differences and not self.firm_differs

    @cached_property
    def by_key(self) -> dict[str, Difference]:
        """What can be taken over of the records, by its key."""
        return {key: each for each in self.differences if (key := self.key_of(each))}

    def key_of(self, difference: Difference) -> str:
        """Return what a difference is taken over by; empty for what stands only here."""
        return self.keys.get((difference.table, difference.id), "")

    def changed_in(self, difference: Difference) -> ChangedIn | None:
        """Return where a record was changed since the two were one; ``None`` where none knows."""
        if self.before is None:
            return None
        here, copy = self.sides(difference)
        before = self.before.table(difference.table).get(difference.id)
        if here == before:
            return "copy"
        return "here" if copy == before else "both"

    def sides(self, difference: Difference) -> tuple[Record | None, Record | None]:
        """Return the record as it stands here, and as it stands in the copy."""
        table, record_id = difference.table, difference.id
        return self.here.table(table).get(record_id), self.copy.table(table).get(record_id)


def compare(here: Snapshot, copy: Snapshot, before: Snapshot | None = None) -> Comparison:
    """Return what differs between this file and a copy of it, or another file of the firm.

    ``before`` are the records as they were when the two were one.
    """
    ids = _ids_here(here, copy)
    ours = with_new_ids(copy, ids) if ids else copy
    every = differences(here, ours)
    back = {
        (table, ids.get(table, {}).get(record_id, record_id)): record_id
        for table in TABLES
        for record_id in copy.table(table)
    }
    keys = {
        place: f"{each.table}:{back[place]}"
        for each in every
        if (place := (each.table, each.id)) in back
    }
    return Comparison(here, ours, every, keys, before)


def is_own_id(record_id: str) -> bool:
    """Tell whether an id only stands in until the record is taken over."""
    return record_id.endswith(_OWN)


def _ids_here(here: Snapshot, copy: Snapshot) -> dict[str, dict[str, str]]:
    """Return, by table, the ids of the copy's records that are others here."""
    ids: dict[str, dict[str, str]] = {}
    # What is named comes before what names it; sessions and pulses before the talks about them.
    for table in TABLES:
        theirs = copy.table(table)
        if ids:
            theirs = {key: with_ids(record, ids) or record for key, record in theirs.items()}
        if changed := _changed_ids(here.table(table), theirs):
            ids[table] = changed
    return ids


def _changed_ids(ours: Mapping[str, Record], theirs: Mapping[str, Record]) -> dict[str, str]:
    left = {
        record_id: record
        for record_id, record in theirs.items()
        if record_id not in ours or not same_under_one_id(ours[record_id], record)
    }
    free: dict[tuple[object, ...], list[Record]] = {}
    if left:
        for record_id, record in ours.items():
            if (record_id not in theirs or record_id in left) and (what := told_of(record)):
                free.setdefault(what, []).append(record)
    changed: dict[str, str] = {}
    for record_id, record in left.items():
        same = _same_of(record, free.get(told_of(record) or (), []))
        if same is not None:
            changed[record_id] = same.id
        elif record_id in ours:
            changed[record_id] = _id_of_its_own(record_id, {*ours, *theirs})
    return changed


def _same_of(record: Record, candidates: list[Record]) -> Record | None:
    """Return the record that is the same under another id, which then is no other's."""
    for each in candidates:
        if same_under_two_ids(each, record):
            candidates.remove(each)
            return each
    return None


def _id_of_its_own(record_id: str, taken: set[str]) -> str:
    new_id = record_id[:50] + _OWN
    while new_id in taken:
        new_id = f"x{new_id}"
    return new_id
