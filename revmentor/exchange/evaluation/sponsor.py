"""The evaluation as data for the sponsor: what passed the gate, and nothing that names anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from revmentor.exchange.evaluation.benefits import readings_data
from revmentor.exchange.tables import table
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes, sponsor
from revmentor.rules.results.findings import IndicatorChange
from revmentor.rules.results.privacy import LEAST

_COLUMNS = ("topic", "role", "of", "parts", "people")
"""The columns of the CSV: one row for every number of people."""


def as_data(view: View, today: date) -> dict[str, Any]:
    """Return the sponsor's evaluation of a programme, as plain data."""
    return {
        "programme_id": view.programme.id,
        "audience": "sponsor",
        "least": LEAST,
        "today": today,
        "closed_on": view.programme.closed_on,
        "caution": level_changes.caution(),
        "people": [_topic(parts) for parts in sponsor.everything(view, today)],
        "effort": _effort(view),
        "indicators": [_indicator(change) for change in sponsor.sponsor_indicators(view)],
        "decision": view.programme.decision,
    }


def _topic(parts: sponsor.ToldParts) -> dict[str, Any]:
    """Return the parts of a topic; how many people there are only where they are enough."""
    return {
        "topic": parts.topic,
        "role": parts.role,
        "of": parts.of if parts.of >= LEAST else None,
        "parts": [{"names": list(cell.names), "n": cell.n} for cell in parts.cells],
    }


def _effort(view: View) -> dict[str, Any]:
    """Return the sessions and the hours; those of a side only where it is no small group."""
    spent, mentors, seniors = sponsor.sponsor_effort(view)
    return {
        "held": spent.held,
        "missed": spent.missed,
        "cancelled": spent.cancelled,
        "moved": spent.moved,
        "quick_helps": spent.quick_helps,
        "mentor_hours": round(spent.mentor_hours, 1) if mentors else None,
        "senior_hours": round(spent.senior_hours, 1) if seniors else None,
    }


def _indicator(change: IndicatorChange) -> dict[str, Any]:
    return {
        "name": change.indicator.name,
        "unit": change.indicator.unit,
        "better": change.indicator.better,
        "readings": readings_data(change.readings),
        "target": change.indicator.target,
        "change": change.change,
        "direction": change.direction,
    }


def as_json(view: View | None, today: date) -> bytes:
    """Return the sponsor's evaluation as JSON; of a file without a programme only the day."""
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
