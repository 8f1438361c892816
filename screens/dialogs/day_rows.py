"""Rows for lists of days: one on each line, with a word beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from revmentor.i18n.gettext import _
from revmentor.i18n.typed import parse_date, parse_month_day, typed_date, typed_month_day
from revmentor.model.firm import ClosedDays, Holiday
from widgets.form_row import RowError
from widgets.text_rows import ProseRow

_MONTH = r"(?:gen|jan|feb|mar|apr|mag|may|giu|jun|lug|jul|ago|aug|set|sep|ott|oct|nov|dic|dec)"
_NUMBERS = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?"
_DAY = rf"{_NUMBERS}|\d{{1,2}}º? {_MONTH}[a-z]*\.?(?: \d{{4}})?"
_LINE = re.compile(rf"({_DAY})(?:\s*(?:-|–|to|al)\s*({_DAY}))?(?:\s+(.*))?", re.IGNORECASE)


class ClosedDaysRow(ProseRow):
    """Days on which the firm is closed: ``10/8/2026 - 21/8/2026 summer``."""

    def __init__(self, name: str, label: str, value: tuple[ClosedDays, ...]) -> None:
        """Show the days as they are typed."""
        lines = [
            f"{typed_date(each.start)}"
            f"{f' - {typed_date(each.end)}' if each.end != each.start else ''}"
            f"{f' {each.label}' if each.label else ''}"
            for each in value
        ]
        super().__init__(name, label, "\n".join(lines), hint=_("like 10/8 - 21/8 summer"))

    def read(self, today: date) -> object:
        """Return the spans, one for each line."""
        return tuple(
            ClosedDays(start=start, end=end, label=label or None)
            for line, match in _lines(super().read(today))
            for start, end, label in [_span(line, match, today)]
        )


class HolidaysRow(ProseRow):
    """Public holidays that are not built in: ``26/12`` every year, ``26/3/2027`` once."""

    def __init__(self, name: str, label: str, value: tuple[Holiday, ...]) -> None:
        """Show the days as they are typed."""
        lines = [
            f"{_typed_holiday(each.day)}{f' {each.label}' if each.label else ''}" for each in value
        ]
        super().__init__(name, label, "\n".join(lines), hint=_("like 26/12, or 26/3/2027"))

    def read(self, today: date) -> object:
        """Return the holidays, one for each line."""
        return tuple(
            Holiday(day=day, label=match[3] or None)
            for line, match in _lines(super().read(today))
            for day in [_holiday(line, match, today)]
        )


def _typed_holiday(day: str) -> str:
    return typed_date(date.fromisoformat(day)) if len(day) > len("12-07") else typed_month_day(day)


def _lines(text: object) -> Iterator[tuple[str, re.Match[str]]]:
    for line in str(text or "").splitlines():
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise RowError(_("“{line}” does not begin with a day.").format(line=line.strip()))
        yield line.strip(), match


def _day(line: str, typed: str, today: date) -> date:
    day = parse_date(typed, today)
    if day is None:
        raise RowError(_("“{line}”: there is no such day.").format(line=line))
    return day


def _span(line: str, match: re.Match[str], today: date) -> tuple[date, date, str | None]:
    start = _day(line, match[1], today)
    end = _day(line, match[2], start) if match[2] else start
    if end < start:
        raise RowError(_("“{line}” ends before it begins.").format(line=line))
    return start, end, match[3]


def _holiday(line: str, match: re.Match[str], today: date) -> str:
    if match[2]:
        raise RowError(_("“{line}”: one day on each line.").format(line=line))
    if yearly := parse_month_day(match[1]):
        return yearly
    return _day(line, match[1], today).isoformat()
