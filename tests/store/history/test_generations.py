from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.actions import people
from revmentor.store.file import inspection
from revmentor.store.history import generations, recovery
from revmentor.store.history.generations import COMMITS, DAYS, MONTHS, Generation, to_keep
from revmentor.store.workspace import Workspace
from tests.support.firm import begin, exported, running

UTC = timezone.utc
START = datetime(2026, 2, 2, 9, tzinfo=UTC)
ALWAYS = 3
LINEAGE = "0badcafe"


def made(number: int, written: datetime, size: int = 1000) -> Generation:
    name = generations.copy_name(number, written.isoformat(), LINEAGE)
    return Generation(number, written, LINEAGE, Path(name), size)


_BARE = START.replace(tzinfo=None)
moments = st.datetimes(_BARE.replace(year=2024), _BARE.replace(year=2028), timezones=st.just(UTC))
sizes = st.integers(0, 5_000_000)


@st.composite
def histories(draw: st.DrawFn, *, in_order: bool = True) -> list[Generation]:
    """Generations of one file; a clock that was right all the time gives them in order."""
    written = draw(st.lists(moments, max_size=60))
    if in_order:
        written.sort()
    return [made(place + 1, when, draw(sizes)) for place, when in enumerate(written)]


@st.composite
def steady(draw: st.DrawFn) -> list[Generation]:
    """Generations of one file that was never left alone for long, by a clock that was right."""
    moment = START
    every: list[Generation] = []
    for pause in draw(st.lists(st.timedeltas(timedelta(0), timedelta(days=40)), max_size=60)):
        moment += pause
        every.append(made(len(every) + 1, moment, draw(sizes)))
    return every


def of_days(every: Iterable[Generation]) -> dict[date, list[int]]:
    """The numbers of the copies of each day, the days and the numbers in their order."""
    found: dict[date, list[int]] = {}
    for each in sorted(every, key=lambda each: each.number):
        found.setdefault(each.written.date(), []).append(each.number)
    return dict(sorted(found.items()))


def of_the_calendar(every: Iterable[Generation]) -> set[int]:
    """The first and the last of each of the last days, and the last of each of the last months."""
    days = of_days(every)
    months = {(day.year, day.month): numbers[-1] for day, numbers in days.items()}
    newest = list(days.values())[-DAYS:]
    ends = [number for numbers in newest for number in (numbers[0], numbers[-1])]
    return {*ends, *list(months.values())[-MONTHS:]}


def after_each(clock: Sequence[datetime]) -> Iterator[list[Generation]]:
    """The copies left after each save of a file, made at these moments of its clock."""
    left: list[Generation] = []
    for number, (written, moment) in enumerate(pairwise(clock), 1):
        left.append(made(number, written))
        staying = to_keep(left, moment, zone=UTC)
        left = [each for each in left if each.number in staying]
        yield left


def left_after(clock: Sequence[datetime]) -> set[int]:
    """The numbers of the copies left after the last of these saves."""
    *_before, left = after_each(clock)
    return {each.number for each in left}


def workdays(n: int, *, start: datetime = START) -> list[datetime]:
    """Three saves on each of so many days, three days apart: the clock of half a year and more."""
    return [start + timedelta(days=3 * day, hours=hour) for day in range(n) for hour in (0, 3, 6)]


# -- what stays, by name and size alone ----------------------------------------------------------


@given(histories(in_order=False), moments)
def test_the_last_ten_always_stay_whatever_the_clock_says(
    every: list[Generation], moment: datetime
) -> None:
    numbers = [each.number for each in every]
    assert set(numbers[-COMMITS:]) <= to_keep(every, moment, zone=UTC)


@given(histories(), moments)
def test_the_ends_of_fourteen_days_and_twelve_months_stay_whatever_the_clock_says(
    every: list[Generation], moment: datetime
) -> None:
    assert of_the_calendar(every) <= to_keep(every, moment, zone=UTC)


@given(steady(), st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_and_nothing_else_however_long_the_file_lies(
    every: list[Generation], later: timedelta
) -> None:
    moment = max((each.written for each in every), default=START) + later
    last = {each.number for each in every[-COMMITS:]}
    assert to_keep(every, moment, zone=UTC) == last | of_the_calendar(every)


@given(histories(in_order=False), moments)
def test_pruning_twice_takes_no_more_than_pruning_once(
    every: list[Generation], moment: datetime
) -> None:
    first = to_keep(every, moment, zone=UTC)
    left = [each for each in every if each.number in first]
    assert to_keep(left, moment, zone=UTC) == first


@given(st.randoms(), histories(in_order=False), moments)
def test_the_order_of_the_folder_does_not_matter(
    chance: object, every: list[Generation], moment: datetime
) -> None:
    shuffled = every[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis calls it an object
    assert to_keep(shuffled, moment, zone=UTC) == to_keep(every, moment, zone=UTC)


@given(histories(in_order=False), moments, st.integers(0, 40_000_000))
def test_the_bytes_have_a_limit_but_the_last_three_stay(
    every: list[Generation], moment: datetime, most: int
) -> None:
    freely = to_keep(every, moment, zone=UTC)
    staying = to_keep(every, moment, most_bytes=most, zone=UTC)
    taken = sum(each.size for each in every if each.number in staying)
    assert staying <= freely
    assert {each.number for each in every[-ALWAYS:]} <= staying
    assert taken <= most or len(staying) <= ALWAYS
    assert all(number > gone for number in staying for gone in freely - staying)  # oldest first


def test_the_house_keeps_a_quarter_of_a_gigabyte_at_most() -> None:
    every = [made(n, START + timedelta(minutes=n), 40_000_000) for n in range(1, 31)]
    assert sorted(to_keep(every, START, zone=UTC)) == list(range(25, 31))
    every = [made(n, START + timedelta(minutes=n), 400_000_000) for n in range(1, 31)]
    assert sorted(to_keep(every, START, zone=UTC)) == [28, 29, 30]


def test_days_and_months_are_those_of_the_zone() -> None:
    rome = timezone(timedelta(hours=2))
    every = [made(n, START.replace(hour=19) + timedelta(hours=n)) for n in range(1, 5)]
    every += [made(n, START + timedelta(days=1, minutes=n)) for n in range(5, 17)]
    moment = START + timedelta(days=2)
    assert to_keep(every, moment, zone=rome) & {1, 2, 3, 4} == {1, 2, 3}
    assert to_keep(every, moment, zone=UTC) & {1, 2, 3, 4} == {1, 4}


# -- a script, and a clock that is wrong ---------------------------------------------------------


def test_a_loop_of_a_script_takes_neither_the_morning_nor_the_days_before() -> None:
    days = workdays(DAYS)
    morning = days[-1] + timedelta(days=1)
    loop = [morning + timedelta(hours=2, seconds=n) for n in range(50)]
    left = left_after([*days, morning, *loop])
    assert len(days) + 1 in left
    assert {n for day in range(1, DAYS) for n in (3 * day + 1, 3 * day + 3)} <= left


@pytest.mark.parametrize("goes_on", [0, 1, 40])
@pytest.mark.parametrize("saves", [1, 2, 10, 11, 50])
@pytest.mark.parametrize("wrong", [1970, 2001, 2025, 2031, 2090])
def test_saves_by_a_wrong_clock_take_no_true_copy_of_a_day_or_a_month(
    wrong: int, saves: int, goes_on: int
) -> None:
    days = workdays(120)
    astray = [START.replace(year=wrong) + timedelta(minutes=n) for n in range(saves)]
    again = workdays(goes_on, start=days[-1] + timedelta(days=1))
    clock = [*days, *astray, *again]
    true = [made(n, when) for n, when in enumerate(clock[:-1], 1) if when not in astray]
    left = left_after(clock)
    assert of_the_calendar(true) <= left
    if goes_on == 40:
        assert left == of_the_calendar(true) | {each.number for each in true[-COMMITS:]}


@pytest.mark.parametrize("saves", [1, 10, 50])
def test_a_clock_a_week_slow_takes_no_copy_of_that_week(saves: int) -> None:
    days = workdays(20)
    slow = [days[-1] - timedelta(days=7) + timedelta(minutes=n) for n in range(saves)]
    true = [made(n, when) for n, when in enumerate(days, 1)]
    assert of_the_calendar(true) <= left_after([*days, *slow])


def test_a_copy_from_the_future_goes_before_its_day_comes() -> None:
    clock = [START + timedelta(days=n) for n in range(40)]
    clock[20] = START + timedelta(days=60)
    assert 21 not in left_after(clock)


@given(
    st.lists(st.timedeltas(timedelta(hours=1), timedelta(days=20)), min_size=30, max_size=80),
    st.dates(date(1970, 1, 2), date(2099, 12, 31)).filter(lambda day: abs(day.year - 2026) > 5),
    st.dictionaries(st.integers(20, 80), st.integers(1, 14), max_size=3),
)
def test_however_often_a_clock_is_wrong_no_true_day_or_month_goes(
    pauses: list[timedelta], wrong: date, saves_astray: dict[int, int]
) -> None:
    clock: list[datetime] = []
    true: list[Generation] = []
    moment, noon = START, datetime(wrong.year, wrong.month, wrong.day, 12, tzinfo=UTC)
    for place, pause in enumerate(pauses):
        clock += [noon + timedelta(minutes=n) for n in range(saves_astray.get(place, 0))]
        moment += pause
        clock.append(moment)
        true.append(made(len(clock), moment))
    for left in after_each(clock):
        newest = left[-1].number
        assert of_the_calendar(each for each in true if each.number <= newest) <= {
            each.number for each in left
        }


def test_half_a_year_of_commits_leaves_ten_commits_fourteen_days_and_the_months() -> None:
    left: list[Generation] = []
    moment, number = START, 0
    while moment < START + timedelta(days=182):
        for _commit in range(6 if moment.weekday() < 5 else 0):
            number += 1
            left.append(made(number, moment))
            staying = to_keep(left, moment, zone=UTC)
            left = [each for each in left if each.number in staying]
            moment += timedelta(minutes=40)
        moment = (moment + timedelta(days=1)).replace(hour=9, minute=0)
    last = left[-1].written
    numbers = [each.number for each in left]
    assert numbers[-COMMITS:] == list(range(number - COMMITS + 1, number + 1))
    days = of_days(left)
    workdays_back = (last.date() - timedelta(days=back) for back in range(2 * DAYS))
    recent = [day for day in workdays_back if day.weekday() < 5][:DAYS]
    assert all(len(days[day]) >= 2 for day in recent)  # the first and the last
    assert {(day.year, day.month) for day in days} == {(2026, month) for month in range(2, 9)} - (
        {(2026, 8)} if last.month < 8 else set()
    )
    for month in range(2, last.month):  # what is left of a month is its last commit
        ends = [each for each in left if each.written.month == month]
        assert (ends[-1].written + timedelta(days=3)).month == month + 1
    assert len(left) <= COMMITS + 2 * DAYS + MONTHS


@given(st.lists(st.timedeltas(timedelta(0), timedelta(days=9)), max_size=150))
def test_pruning_after_each_commit_loses_no_day_and_no_month(pauses: list[timedelta]) -> None:
    every: list[Generation] = []
    left: list[Generation] = []
    moment = START
    for place, pause in enumerate(pauses):
        moment += pause
        every.append(made(place + 1, moment))
        staying = to_keep([*left, every[-1]], moment, zone=UTC)
        left = [each for each in [*left, every[-1]] if each.number in staying]
    numbers = {each.number for each in left}
    assert to_keep(every, moment, zone=UTC) <= numbers


# -- what is found in the folder -----------------------------------------------------------------


def _name(number: int) -> str:
    return generations.copy_name(number, START.isoformat(), LINEAGE)


@given(st.integers(0, 10**9 - 1), moments, st.from_regex(r"[0-9a-f]{8}", fullmatch=True))
def test_a_name_says_what_it_was_given(number: int, written: datetime, lineage: str) -> None:
    name = generations.copy_name(number, written.isoformat(), lineage)
    found = generations._NAME.fullmatch(name)
    assert found is not None
    stamp = datetime.strptime(found[2], generations._STAMP).replace(tzinfo=UTC)
    assert (int(found[1]), found[3]) == (number, lineage)
    assert stamp == written.replace(microsecond=0)


def test_a_moment_that_cannot_be_read_still_gives_a_name() -> None:
    assert (
        generations.copy_name(3, "yesterday", LINEAGE)
        == f"g00000003-19700101T000000Z-{LINEAGE}.json"
    )


def test_without_a_folder_there_are_no_generations(path: Path) -> None:
    assert generations.kept(path) == []
    generations.folder_of(path).write_text("a file in its place")
    assert generations.kept(path) == []


def test_foreign_names_in_the_folder_are_no_generations_and_stay(path: Path) -> None:
    workspace = running(path)
    folder = generations.folder_of(path)
    before = [each.number for each in generations.kept(path)]
    foreign = [
        "notes.txt",
        "g1-x.json",
        _name(4) + ".bak",
        "~" + _name(5),
        _name(6).replace(LINEAGE, "zzzzzzzz"),
        "copy of " + _name(7),
        "aside-20260202T090000Z.json",
    ]
    for name in foreign:
        (folder / name).write_text("mine")
    (folder / "deeper").mkdir()
    (folder / "deeper" / _name(8)).write_text("mine")
    assert [each.number for each in generations.kept(path)] == before
    for turn in range(15):
        people.add(workspace.change(), name=f"Zoe {turn}")
    assert all((folder / name).read_text() == "mine" for name in [*foreign, "deeper/" + _name(8)])


def test_a_name_with_an_impossible_date_hides_no_other_generation(path: Path) -> None:
    running(path)
    before = generations.kept(path)
    folder = generations.folder_of(path)
    for day in range(32, 99):  # in whatever order the folder is read, some come first
        (folder / f"g000000{day}-202602{day}T090000Z-{LINEAGE}.json").write_text("{}")
    (folder / f"g00000099-99991231T235959Z-{LINEAGE}.json").write_text("{}")  # tomorrow in Rome
    assert [each for each in generations.kept(path) if each in before] == before


def test_a_folder_named_like_a_generation_does_no_harm(path: Path) -> None:
    workspace = running(path)
    old = generations.copy_name(1, START.replace(year=2020).isoformat(), LINEAGE)
    (generations.folder_of(path) / old).mkdir()
    for turn in range(15):
        people.add(workspace.change(), name=f"Zoe {turn}")
        assert workspace.take_doubt() == ""
    assert inspection.opened_file(path).snapshot == workspace.snapshot


# -- real commits --------------------------------------------------------------------------------


def test_after_forty_commits_the_last_ten_and_the_first_of_the_day_are_left(path: Path) -> None:
    workspace = begin(path)
    for turn in range(40):
        people.add(workspace.change(), name=f"Zoe {turn}")
    numbers = [each.number for each in generations.kept(path)]
    assert workspace.generation == 41
    assert numbers[:COMMITS] == list(range(40, 30, -1))
    assert numbers[-1] == 1
    assert len(numbers) <= COMMITS + 3  # two more where midnight passed
    assert generations.mirror_of(path).read_bytes() == path.read_bytes()


def test_each_generation_opens_as_the_state_it_was(path: Path) -> None:
    workspace = begin(path)
    states = {workspace.generation: exported(workspace)}
    for turn in range(9):
        people.add(workspace.change(), name=f"Zoe {turn}")
        states[workspace.generation] = exported(workspace)
    kept = generations.kept(path)
    assert [each.number for each in kept] == list(range(9, 0, -1))
    for each in kept:
        opened = Workspace.open(each.path)
        assert exported(opened) == states[each.number]
        assert opened.generation == each.number
        assert each.size == each.path.stat().st_size


def test_no_number_is_given_twice_after_going_back(path: Path) -> None:
    workspace = begin(path)
    given_out = [workspace.generation]
    for turn in range(4):
        people.add(workspace.change(), name=f"Zoe {turn}")
        given_out.append(workspace.generation)
    for _turn in range(3):
        found = inspection.inspect(path)
        oldest = generations.kept(path)[-1]
        workspace = recovery.go_back(found, oldest.path, None)
        given_out.append(workspace.generation)
        people.add(workspace.change(), name="Yuri")
        given_out.append(workspace.generation)
    assert all(one < two for one, two in pairwise(given_out))


def test_going_back_over_a_sound_file_keeps_it_as_a_generation(path: Path) -> None:
    workspace = running(path)
    held, number = workspace.snapshot, workspace.generation
    recovery.go_back(inspection.inspect(path), generations.kept(path)[-1].path, None)
    assert inspection.opened_file(path).snapshot != held
    newest = generations.kept(path)[0]
    assert newest.number == number
    assert inspection.opened_file(newest.path).snapshot == held


def test_what_was_set_aside_is_never_pruned(path: Path) -> None:
    workspace = running(path)
    moment = datetime.now(UTC)
    names = {generations.set_aside(path, "aside", moment).name for _turn in range(3)}
    assert len(names) == 3
    for turn in range(15):
        people.add(workspace.change(), name=f"Zoe {turn}")
    assert names <= {each.name for each in generations.folder_of(path).iterdir()}


def test_an_old_copy_that_cannot_be_removed_is_told_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = begin(path)
    for turn in range(12):
        people.add(workspace.change(), name=f"Zoe {turn}")
    real = os.unlink

    def fails(name: os.PathLike[str], **options: object) -> None:
        if Path(name).name.startswith("g0"):
            raise PermissionError(13, "Permission denied", name)
        real(name, **options)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(os, "unlink", fails)
    people.add(workspace.change(), name="Yuri")
    assert "An old copy of it could not be removed" in workspace.take_doubt()
    assert inspection.opened_file(path).snapshot == workspace.snapshot
