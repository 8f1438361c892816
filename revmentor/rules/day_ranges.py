"""Days that cannot be true: a closing until 9999, a session of 2062 in a programme of 2026.

A day of a programme lies between five years before its start and five after its end; every other
day (of people, of the firm, a programme's start, its moving away) between 1930 and five years from
today. New ones are refused wherever they come in. A file that holds one already opens, and
names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Record
from revmentor.model.errors import Problem, Refused
from revmentor.model.fields import Leaf, leaves, places_in
from revmentor.model.firm import Firm
from revmentor.model.programme import Programme
from revmentor.model.snapshot import Snapshot

FIRST = date(1930, 1, 1)
YEARS_AROUND = 5
_OF_THE_FILE = {"starts_on", "archived"}
"""The days of a programme that do not hang on its dates."""
_MOST_NAMED = 5
"""How many far days of a file are named; of more it is said how many."""


class Range(msgspec.Struct, frozen=True):
    """The days that can be true, both ends included."""

    low: date
    high: date

    def __contains__(self, day: date) -> bool:
        """Tell whether a day can be true."""
        return self.low <= day <= self.high


def general(today: date) -> Range:
    """Return the range of a day that belongs to no programme."""
    return Range(FIRST, _years_from(today, YEARS_AROUND))


def of_programme(programme: Programme) -> Range:
    """Return the range of a day that belongs to a programme."""
    start = programme.starts_on
    try:
        end = programme.ends_on
    except OverflowError:
        end = date.max
    return Range(_years_from(start, -YEARS_AROUND), _years_from(end, YEARS_AROUND))


def _years_from(day: date, years: int) -> date:
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        return date.min if years < 0 else date.max
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28 if is_leap_day else day.day)


def refuse_future(day: date, today: date, *, field: str = "on", instead: str = "") -> None:
    """Raise :class:`Refused` for a day that has not come yet, beside the field it stands in.

    ``instead`` is a sentence that says what can be done with such a day.
    """
    if day > today:
        raise Refused(f"{not_come_yet(day)} {instead}".strip(), field=field)


def not_come_yet(day: date) -> str:
    """Return the sentence about a day of which nothing can have been written down yet."""
    return _("{day} has not come yet; write down what has happened.").format(day=plain_date(day))


class FarDay(msgspec.Struct, frozen=True):
    """A day that cannot be true, where it stands, and what can be there."""

    path: str
    day: date
    allowed: Range

    @property
    def problem(self) -> Problem:
        """What is wrong, in a sentence with the range."""
        text = _("{day} cannot be right here; a day from {low} to {high} is meant")
        low, high = plain_date(self.allowed.low), plain_date(self.allowed.high)
        return Problem(self.path, text.format(day=plain_date(self.day), low=low, high=high))


def far_days(snapshot: Snapshot, today: date) -> Iterator[Problem]:
    """Yield every far day of a file, with the path to it: ``firm.closed_days[0].end``."""
    yield from (each.problem for each in _far_days(snapshot.firm, "firm", snapshot, today))
    for table, records in snapshot.tables():
        for record_id, record in _perhaps_far(records, snapshot, today):
            path = f"{table}.{record_id}"
            yield from (each.problem for each in _far_days(record, path, snapshot, today))


def _perhaps_far(
    records: Mapping[str, Record], snapshot: Snapshot, today: date
) -> Iterable[tuple[str, Record]]:
    """Return the records of a table that are worth a look: all of a programme with a far day.

    A file is asked at every opening, and tens of thousands of its days are near.
    """
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records.values():
        groups[_programme_id(record)].append(record)
    around, far = general(today), set[str]()
    for programme_id, group in groups.items():
        programme = snapshot.programmes.get(programme_id)
        allowed = of_programme(programme) if programme else around
        if isinstance(group[0], Programme) or not _all_near(group, allowed):
            far.add(programme_id)
    return (item for item in records.items() if far and _programme_id(item[1]) in far)


def _programme_id(record: msgspec.Struct) -> str:
    return getattr(record, "programme_id", None) or ""


def _all_near(records: Sequence[Record], allowed: Range) -> bool:
    """Tell whether every day in some records of a kind can be true."""
    for leaf in _days_in(type(records[0])):
        days = [day for day in leaf.values(records) if day is not None]
        if days and (min(days) not in allowed or max(days) not in allowed):
            return False
    return True


def far_day_sentences(snapshot: Snapshot, today: date) -> list[str]:
    """Return what to say of a file that holds far days already: the first five, and a count."""
    every = list(far_days(snapshot, today))
    lines = [
        _("A day in the file cannot be true. {problem}. Correct it.").format(problem=each)
        for each in every[:_MOST_NAMED]
    ]
    if more := len(every) - len(lines):
        lines.append(ngettext("{n} more day like these.", "{n} more days like these.", more))
    return lines


def refuse_far_days(
    put: Mapping[str, Mapping[str, Record | None]],
    firm: Firm | None,
    before: Snapshot,
    after: Snapshot,
    today: date,
) -> None:
    """Raise :class:`Refused` for far days that a change brings in; what stood there may stay."""
    changed: list[tuple[str, Firm | Record | None, Firm | Record]] = [
        (f"{table}.{record.id}", before.table(table).get(record.id), record)
        for table, record in _looked_at(put, before, after)
    ]
    if firm is not None:
        changed.append(("firm", before.firm, firm))
    brought_in: list[FarDay] = []
    for path, old, new in changed:
        stood = {(each.path, each.day) for each in _far_days(old, path, before, today)}
        far = _far_days(new, path, after, today)
        brought_in += [each for each in far if (each.path, each.day) not in stood]
    if brought_in:
        first = brought_in[0].problem
        raise Refused(
            first.message[:1].upper() + first.message[1:] + ".",
            field=first.path.rsplit(".", 1)[-1].split("[")[0],
            problems=tuple(each.problem for each in brought_in),
        )


def _looked_at(
    put: Mapping[str, Mapping[str, Record | None]], before: Snapshot, after: Snapshot
) -> Iterator[tuple[str, Record]]:
    """Yield what is put in, and whatever belongs to a programme whose dates are put in anew."""
    moved = {
        programme_id
        for programme_id, programme in put.get("programmes", {}).items()
        if isinstance(programme, Programme) and _is_moved(programme, before)
    }
    for table, records in after.tables():
        changed = put.get(table, {})
        for record_id in records if moved else changed:
            record = records.get(record_id)
            of_moved = getattr(record, "programme_id", None) in moved
            if record is not None and (of_moved or record_id in changed):
                yield table, record


def _is_moved(programme: Programme, before: Snapshot) -> bool:
    """Tell whether the days that can be true of a programme are others than before."""
    old = before.programmes.get(programme.id)
    return old is not None and of_programme(programme) != of_programme(old)


def _far_days(
    record: msgspec.Struct | None, path: str, snapshot: Snapshot, today: date
) -> Iterator[FarDay]:
    if record is None:
        return
    around = general(today)
    programme = snapshot.programmes.get(_programme_id(record))
    if isinstance(record, Programme):
        programme = record
    for leaf, place, day in places_in(record, _days_in(type(record))):
        is_of_file = leaf.field in _OF_THE_FILE and isinstance(record, Programme)
        allowed = of_programme(programme) if programme and not is_of_file else around
        if day not in allowed:
            yield FarDay(f"{path}.{place}", day, allowed)


@cache
def _days_in(kind: type[msgspec.Struct]) -> tuple[Leaf, ...]:
    return tuple(leaf for leaf in leaves(kind) if leaf.kind is date)
