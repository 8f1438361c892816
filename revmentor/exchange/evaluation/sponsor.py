"""The evaluation as data for the sponsor: what passed the gate, and nothing that names anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from revmentor.exchange.tables import table
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes, sponsor
from revmentor.rules.results.privacy import LEAST

_COLUMNS = ("topic", "role", "of", "parts", "people")
"""The columns of the CSV: one row for every number of people."""


def as_data(view: View, today: date) -> dict[str, Any]:
    """Return the sponsor's evaluation of a programme, as plain data."""
    spent, mentors, seniors = sponsor.sponsor_effort(view)
    return {
        "programme_id": view.programme.id,
        "audience": "sponsor",
        "least": LEAST,
        "today": today,
        "closed_on": view.programme.closed_on,
        "caution": level_changes.caution(),
        "people": [
            {
                "topic": each.topic,
                "role": each.role,
                "of": each.of if each.of >= LEAST else None,
                "parts": [{"names": list(cell.names), "n": cell.n} for cell in each.cells],
            }
            for each in sponsor.everything(view, today)
        ],
        "effort": {
            "held": spent.held,
            "missed": spent.missed,
            "cancelled": spent.cancelled,
            "moved": spent.moved,
            "quick_helps": spent.quick_helps,
            "mentor_hours": round(spent.mentor_hours, 1) if mentors else None,
            "senior_hours": round(spent.senior_hours, 1) if seniors else None,
        },
        "indicators": [
            {
                "name": each.indicator.name,
                "unit": each.indicator.unit,
                "better": each.indicator.better,
                "readings": [{"on": one.on, "value": one.value} for one in each.readings],
                "target": each.indicator.target,
                "change": each.change,
                "direction": each.direction,
            }
            for each in sponsor.sponsor_indicators(view)
        ],
        "decision": view.programme.decision,
    }


def as_json(view: View | None, today: date) -> bytes:
    """Return it as JSON; of a file without a programme only the day."""
    data = as_data(view, today) if view else {"programme_id": None, "today": today}
    versioned = {"version": 1, **data}
    return msgspec.json.format(msgspec.json.encode(versioned), indent=2) + b"\n"


def as_csv(view: View | None, today: date) -> bytes:
    """Return one row for every number of people, as spreadsheets of the language read it."""
    return table(_COLUMNS, _rows(view, today) if view else ())


def _rows(view: View, today: date) -> Iterator[dict[str, Any]]:
    for each in sponsor.everything(view, today):
        for cell in each.cells:
            yield {
                "topic": each.topic,
                "role": each.role,
                "of": each.of,
                "parts": " + ".join(cell.names),
                "people": cell.n,
            }
