"""Documents that were somebody's once: the sample, with a few things that nobody expects."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec

from revmentor.content import sample

STAGES: tuple[sample.Stage, ...] = ("baselines", "pairs", "sessions", "evaluation")
TEXTS = ("[red]x[/]", "=cmd()", "<script>", "a\u0301" * 20, "x" * 199, "\u202e", "\u200b", " ", "",
         "ß" * 200, "Ω≈ç√", "\x1b[2J", "null", "日本語", "👩‍👧", "-1", "​", "﷽" * 9)  # fmt: skip
NUMBERS = (-1, 0, 1, 2, 5, 7, 8, 9, 12, 104, 1440, 10**9, 2**63, -(2**63), 0.1, 1e308, 1.5)
DAYS = ("0001-01-01", "1929-12-31", "1970-01-01", "2021-02-02", "2026-02-29", "2026-05-01",
        "2031-01-01", "2062-08-09", "9999-12-31")  # fmt: skip


@cache
def _sample(stage: sample.Stage) -> Any:
    return msgspec.json.decode(sample.sample_document(stage))


def document_of(seed: int) -> bytes:
    """Return a document with one to four odd things in it, the same for a seed every time."""
    chance = random.Random(seed)
    raw = deepcopy(_sample(chance.choice(STAGES)))
    for _turn in range(chance.randint(1, 4)):
        chance.choice(ODD)(raw, chance)
    return msgspec.json.encode(raw)


def _record(raw: Any, chance: random.Random) -> tuple[list[Any], int]:
    lists = [each for each in raw.values() if isinstance(each, list) and each]
    records = chance.choice(lists)
    return records, chance.randrange(len(records))


def _leaf(value: Any, chance: random.Random) -> tuple[Any, Any] | None:
    """Return a group and the key of a plain value in it, somewhere below a value."""
    group, key = None, None
    while isinstance(value, dict | list) and value:
        group = value
        key = (
            chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value))
        )
        value = value[key]
    return (group, key) if group is not None else None


def _other_value(raw: Any, chance: random.Random) -> None:
    leaf = _leaf(raw, chance)
    if leaf is None:
        return
    group, key = leaf
    old = group[key]
    if isinstance(old, bool):
        group[key] = not old
    elif isinstance(old, int | float):
        group[key] = chance.choice(NUMBERS)
    elif isinstance(old, str) and _is_day(old):
        moved = date.fromisoformat(old) + timedelta(days=chance.randint(-900, 900))
        group[key] = chance.choice([*DAYS, moved.isoformat()])
    elif isinstance(old, str):
        group[key] = chance.choice([*TEXTS, _id(raw, chance)])


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _id(raw: Any, chance: random.Random) -> str:
    records, place = _record(raw, chance)
    return str(records[place].get("id", ""))


def _gone(raw: Any, chance: random.Random) -> None:
    records, place = _record(raw, chance)
    del records[place]


def _twice(raw: Any, chance: random.Random) -> None:
    records, place = _record(raw, chance)
    records.append({**records[place], "id": f"again-{chance.randrange(10**6)}"})


def _many(raw: Any, chance: random.Random) -> None:
    records, place = _record(raw, chance)
    number = chance.randrange(10**6)
    records += [{**records[place], "id": f"many-{number}-{turn}"} for turn in range(200)]


def _emptied(raw: Any, chance: random.Random) -> None:
    name = chance.choice([key for key, value in raw.items() if isinstance(value, list)])
    raw[name] = []


def _without_field(raw: Any, chance: random.Random) -> None:
    records, place = _record(raw, chance)
    record = records[place]
    record.pop(chance.choice(list(record)), None)


def _same_boss(raw: Any, chance: random.Random) -> None:
    for person, boss in zip(raw["people"], raw["people"][1:], strict=False):
        person["manager_id"] = boss.get("id", "")
    del chance


def _long_closing(raw: Any, chance: random.Random) -> None:
    start = date(2026, 1, 1) + timedelta(days=chance.randint(0, 300))
    end = start + timedelta(days=chance.choice([0, 30, 400, 1700, 20000]))
    raw["firm"]["closed_days"] = [{"start": start.isoformat(), "end": end.isoformat()}]


def _other_rhythm(raw: Any, chance: random.Random) -> None:
    for programme in raw["programmes"]:
        programme["every_weeks"] = chance.choice([1, 2, 4, 13])
        programme["weeks"] = chance.choice([1, 2, 24, 104])
        programme["holidays"] = chance.choice(["skip", "extend", "shift"])
        programme["formats"] = chance.choice(
            [["individual"], ["group"], ["individual", "group"], []]
        )


ODD: tuple[Callable[[Any, random.Random], None], ...] = (
    _other_value, _other_value, _other_value, _other_value, _gone, _twice, _many, _emptied,
    _without_field, _same_boss, _long_closing, _other_rhythm,
)  # fmt: skip
