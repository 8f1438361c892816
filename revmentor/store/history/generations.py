"""The generations of a file: what it held before, kept beside it in ``FILE.d``.

Each is the whole file as it was, under a name that says which commit it is, when it was written and
which file it belongs to, so that a list of them needs no look inside.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone, tzinfo
from pathlib import Path

import msgspec

from revmentor.i18n.gettext import _
from revmentor.store.file import disk

COMMITS, DAYS, MONTHS = 10, 14, 12
"""How many are kept: the last commits, the last days and the last months that have copies."""
_LEAP = timedelta(days=183)
"""A day that is further than this from the one before may be a wrong clock's."""
MOST_BYTES = 256 * 1024 * 1024
"""Together they take no more than this; but the last three are kept whatever they take."""
_ALWAYS = 3

_NAME = re.compile(r"g(\d{8,9})-(\d{8}T\d{6}Z)-([0-9a-f]{8})\.json")
_STAMP = "%Y%m%dT%H%M%SZ"


def folder_of(path: Path) -> Path:
    """Return the folder that belongs to a file: its lock, its generations, what was set aside."""
    return path.with_name(path.name + ".d")


def mirror_of(path: Path) -> Path:
    """Return where the newest state of a file is kept a second time."""
    return folder_of(path) / "latest.json"


def copies_stand(path: Path) -> bool:
    """Tell whether copies of a file are kept beside it, whether the file itself is there or not."""
    return bool(kept(path)) or disk.kind_of(mirror_of(path)) == "file"


def of_second_names(path: Path) -> Iterator[str]:
    """Say where a file has a name (a hard link) beside its own and those of its copies."""
    try:
        lies = os.stat(path)
        if lies.st_nlink - _names_in_folder(path, lies.st_ino) < 2:
            return
    except OSError:
        return
    yield _(
        "{file} has a second name (a hard link) on the disk. The next save is not seen there: that "
        "name keeps the file as it is now."
    ).format(file=path.name)


def _names_in_folder(path: Path, number: int) -> int:
    try:
        with os.scandir(folder_of(path)) as entries:
            return sum(each.inode() == number for each in entries)
    except FileNotFoundError:
        return 0


class Generation(msgspec.Struct, frozen=True):
    """One kept state of a file: the number of its commit, and when it was written (UTC)."""

    number: int
    written: datetime
    lineage: str
    path: Path
    size: int

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.path.name


def copy_name(number: int, written_at: str, lineage: str) -> str:
    """Return the name a generation is kept under; ``written_at`` is the header's ISO moment."""
    try:
        moment = datetime.fromisoformat(written_at).astimezone(timezone.utc)
    except ValueError:
        moment = datetime.fromtimestamp(0, timezone.utc)
    return f"g{number:08d}-{moment.strftime(_STAMP)}-{lineage}.json"


def kept(path: Path) -> list[Generation]:
    """Return the generations kept of a file, the newest first."""
    try:
        with os.scandir(folder_of(path)) as entries:
            every = [each for entry in entries if (each := _kept(entry))]
    except OSError:
        return []
    return sorted(every, key=lambda each: each.number, reverse=True)


def _kept(entry: os.DirEntry[str]) -> Generation | None:
    """Return the generation an entry of the folder is, or ``None``."""
    match = _NAME.fullmatch(entry.name)
    if match is None:
        return None
    try:
        lies = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(lies.st_mode):
            return None
        stamp = datetime.strptime(match[2], _STAMP).replace(tzinfo=timezone.utc)
        if not 1970 <= stamp.year < 9999:  # no calendar of another zone reaches further
            return None
    except (OSError, ValueError):  # pruned just now, or a name that is none of ours
        return None
    return Generation(int(match[1]), stamp, match[3], Path(entry.path), lies.st_size)


def to_keep(
    every: Iterable[Generation],
    moment: datetime,
    *,
    most_bytes: int = MOST_BYTES,
    zone: tzinfo | None = None,
) -> set[int]:
    """Return the numbers of the generations that stay, by their names, sizes and the moment.

    The last ten; the first and the last of each of the last fourteen days that have any; the last
    of each of the last twelve months that have any. Days and months are those of ``zone`` (of the
    machine without one). Where all that is too many bytes, the oldest go first, but never the last
    three.

    The clock may have been wrong, then or now. So days are counted, never measured from ``moment``,
    and only those of copies that agree with each other: each is no earlier than the one before.
    What is dated after ``moment`` is left out; where it is the moment that is wrong, the copies of
    the most days that agree stay too.
    """
    oldest_first = sorted(every, key=lambda each: each.number)
    today = moment.astimezone(zone).date()
    dated = [(each.written.astimezone(zone).date(), each.number) for each in oldest_first]
    until_today = [each for each in dated if each[0] <= today]
    staying = {
        *(each.number for each in oldest_first[-COMMITS:]),
        *_of_the_calendar(_agreeing(until_today)),
        *_of_the_calendar(_agreeing(dated)),
    }
    numbers: set[int] = set()
    total = 0
    for each in reversed(oldest_first):
        if each.number not in staying:
            continue
        total += each.size
        if total > most_bytes and len(numbers) >= _ALWAYS:
            break
        numbers.add(each.number)
    return numbers


def _agreeing(dated: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """Return, of copies in the order of their numbers, those of the most days in that order too.

    Of two choices with as many days it is the one that was there first.
    """
    ends = {date.min: (0, -1)}  # a day -> the most days up to it, and the place of its last copy
    before: list[int] = []
    for place, (day, _number) in enumerate(dated):
        # Of two ends after as many days, the later one is the one that was there first.
        days, end = max(
            (days + (end < day), end) for end, (days, _place) in ends.items() if end <= day
        )
        before.append(ends[end][1])
        ends[day] = days, place
    _days, _end, place = max((days, end, place) for end, (days, place) in ends.items())
    agreeing = []
    while place >= 0:
        agreeing.append(dated[place])
        place = before[place]
    return agreeing[::-1]


def _of_the_calendar(agreeing: Sequence[tuple[date, int]]) -> Iterator[int]:
    """Yield the first and the last copy of each of the last days, and the last of each month.

    Before a leap the days and months are counted anew: those of a clock that is years ahead take
    no place from the others.
    """
    numbers_of: dict[date, list[int]] = {}
    for day, number in agreeing:
        numbers_of.setdefault(day, []).append(number)
    days: list[date] = []
    months: list[tuple[int, int]] = []
    for day, numbers in reversed(numbers_of.items()):
        if days and days[-1] - day > _LEAP:
            days, months = [], []
        days.append(day)
        if len(days) <= DAYS:
            yield from (numbers[0], numbers[-1])
        if (day.year, day.month) not in months:
            months.append((day.year, day.month))
            if len(months) <= MONTHS:
                yield numbers[-1]


def prune(path: Path, moment: datetime) -> OSError | None:
    """Remove the generations that need not stay; return the error that kept one from going."""
    every = kept(path)
    if len(every) <= _ALWAYS:
        return None
    staying = to_keep(every, moment)
    failed = None
    for each in every:
        if each.number not in staying:
            try:
                os.unlink(each.path)
            except OSError as error:
                failed = error
    return failed


def aside_name(path: Path, why: str, moment: datetime) -> Path:
    """Return a free name in the file's folder for what is set aside; nothing prunes it."""
    stamp = moment.astimezone(timezone.utc).strftime(_STAMP)
    folder = folder_of(path)
    name = folder / f"{why}-{stamp}.json"
    turn = 1
    while os.path.lexists(name):
        turn += 1
        name = folder / f"{why}-{stamp}-{turn}.json"
    return name


def set_aside(path: Path, why: str, moment: datetime) -> Path:
    """Keep a file's bytes as they are, under a name that says why; raises ``OSError``."""
    name = aside_name(path, why, moment)
    disk.private_folder(folder_of(path))
    disk.keep_as(path, name)
    return name
