"""Files that hold days no calendar needs, written past every door, as an older version let them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from revmentor.content import sample
from revmentor.model.snapshot import TABLES, Document, Snapshot
from revmentor.store.file.tables import tables
from revmentor.store.workspace import Workspace

FAR = (date.min, date(1492, 10, 12), date(2062, 8, 9), date.max)


def places(raw: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Yield every place of a document that holds a day: its name without indexes, and its steps."""
    yield from _places(raw, path, [])


def _places(raw: Any, name: str, steps: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(raw, str) and _is_day(raw):
        yield name, steps
    elif isinstance(raw, dict):
        for key, value in raw.items():
            yield from _places(value, f"{name}.{key}".lstrip("."), [*steps, key])
    elif isinstance(raw, list):
        for index, value in enumerate(raw):
            yield from _places(value, name, [*steps, index])


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def with_day(raw: Any, steps: list[Any], day: date) -> Any:
    """Return a document with another day at one place."""
    if not steps:
        return day.isoformat()
    first, *rest = steps
    if isinstance(raw, list):
        return [with_day(v, rest, day) if i == first else v for i, v in enumerate(raw)]
    return {k: with_day(v, rest, day) if k == first else v for k, v in raw.items()}


def rich_document() -> dict[str, Any]:
    """Return the sample with every field that can hold a day filled in somewhere."""
    raw: dict[str, Any] = msgspec.json.decode(sample.sample_document("sessions"))
    raw["firm"]["closed_days"] = [{"start": "2026-05-04", "end": "2026-05-08"}]
    raw["programmes"][0]["holidays"] = "shift"
    day = "2026-04-01"
    filled: dict[str, dict[str, Any]] = {
        "people": {"joined_on": day, "left_on": None, "privacy_notice_on": day},
        "participations": {"status_on": day, "acknowledged": {"on": day}},
        "goals": {"due_on": day, "set_on": day, "attainment": 0, "attainment_on": day},
        "pairs": {
            "charter": {"mentor_on": day, "senior_on": day},
            "pauses": [{"start": day, "end": day}],
            "stand_ins": [{"mentor_id": "V031", "start": day, "end": day}],
            "snoozes": [{"rule": "R1", "until": "2026-05-30", "on": day, "reason": "a fair"}],
        },
    }
    for table, fields in filled.items():
        raw[table][0].update({key: value for key, value in fields.items() if value})
    last = raw["people"][-1]
    last["left_on"] = "2026-12-31"
    return raw


def forced(path: Path, raw: dict[str, Any]) -> Path:
    """Write a file with the records of a document, whatever their days are."""
    read: Document = msgspec.convert(raw, Document)
    workspace = Workspace.create(path, read.firm)
    lists = {name: {each.id: each for each in read.records(name)} for name in TABLES}
    snapshot = Snapshot(firm=read.firm, **lists)  # type: ignore[arg-type]
    workspace._database.file.commit(workspace._meta, tables(snapshot), "as it was")
    return path
