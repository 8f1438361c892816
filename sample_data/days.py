"""The days of the story: when the programme ran, and what had come to pass by a day."""

from __future__ import annotations

from datetime import date

PROGRAMME = "pr0001"
STARTS_ON = date(2026, 2, 2)
MID_TERM = date(2026, 4, 24)
CLOSED_ON = date(2026, 7, 24)


def day(text: str) -> date:
    """Return a day of the programme's year, written like 02-27."""
    return date.fromisoformat(f"2026-{text}")


def known(text: str, today: date) -> date | None:
    """Return a day if there is one and it has come."""
    return day(text) if text and day(text) <= today else None
