"""What the report is made of, and the parts that both audiences read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import money, number
from revmentor.model.base import Role
from revmentor.model.programme import ClosingDecision
from revmentor.rules.programme_view import View
from revmentor.rules.results import cost, findings, level_changes, sponsor
from revmentor.rules.results.findings import Effort, IndicatorChange

Audience = Literal["coordinator", "sponsor"]


@dataclass(frozen=True)
class ReportTable:
    """A table with its caption and headers."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Bar:
    """One person and skill from start to end, to be drawn; ``told`` says the same in words."""

    name: str
    skill: str
    start: int | None
    end: int | None
    target: int | None
    told: str


@dataclass(frozen=True)
class ReportSection:
    """A part of the report: sentences, then tables, then drawings, then quotations."""

    title: str
    lines: Sequence[str] = ()
    tables: Sequence[ReportTable] = ()
    bars: Sequence[Bar] = ()
    quotes: Sequence[tuple[str, str]] = ()
    small: str = ""


def sides() -> tuple[tuple[Role, str], ...]:
    """Return both sides with what they are called."""
    return (("senior", _("Seniors")), ("mentor", _("Mentors")))


def with_rows(tables: Iterable[ReportTable]) -> list[ReportTable]:
    """Return the tables that have any row."""
    return [table for table in tables if table.rows]


def took(view: View, audience: Audience) -> ReportSection:
    """Return what the programme took: sessions and hours; the sponsor's of no small group."""
    spent, mentors, seniors = sponsor.sponsor_effort(view)
    lines = list(_sessions(spent))
    named = audience == "coordinator"
    if named or mentors:
        lines.append(_mentor_hours(spent, named=named))
    if named or seniors:
        lines.append(
            _("The seniors gave {hours} hours.").format(hours=number(spent.senior_hours, 0))
        )
    if named and (price := cost.cost(view)):
        lines.append(_price(price))
    return ReportSection(_("What it took"), lines)


def _sessions(spent: Effort) -> Iterator[str]:
    text = _("{n} sessions were held, {missed} missed, {cancelled} cancelled, {moved} moved.")
    yield text.format(
        n=spent.held, missed=spent.missed, cancelled=spent.cancelled, moved=spent.moved
    )
    if spent.quick_helps:
        yield ngettext(
            "{n} question was answered in between.",
            "{n} questions were answered in between.",
            spent.quick_helps,
        )


def _mentor_hours(spent: Effort, *, named: bool) -> str:
    # A mean is a number of people in disguise: the sponsor gets the hours alone.
    text = (
        _("The mentors gave {hours} hours with preparation, {month} a month each.")
        if named
        else _("The mentors gave {hours} hours with preparation.")
    )
    month = number(spent.mentor_hours_a_month)
    return text.format(hours=number(spent.mentor_hours, 0), month=month)


def _price(price: cost.Cost) -> str:
    return _(
        "It cost {total}: {mentors} of mentors’ time, {seniors} of seniors’, {external} "
        "paid outside."
    ).format(
        total=money(price.total, price.currency),
        mentors=money(price.mentors, price.currency),
        seniors=money(price.seniors, price.currency),
        external=money(price.external, price.currency),
    )


def firm(view: View, audience: Audience) -> ReportSection:
    """Return what changed for the firm; the sponsor hears of no small group of people."""
    kept = findings.indicators(view)
    told = sponsor.sponsor_indicators(view) if audience == "sponsor" else kept
    heads = [_("Indicator"), _("First"), _("Last"), _("Target"), _("Unit"), _("It is")]
    table = ReportTable(
        _("Numbers of the firm, first reading to last"),
        heads,
        [_indicator_row(change) for change in told],
    )
    lines = [] if kept else [_("No indicator of the firm was kept; that is a finding.")]
    if decision := view.programme.decision:
        lines.append(_decisions()[decision])
    lines += _afterwards(told)
    return ReportSection(
        _("What changed for the firm"), lines, with_rows([table]), small=level_changes.caution()
    )


def _indicator_row(change: IndicatorChange) -> list[str]:
    indicator, readings = change.indicator, change.readings
    return [
        indicator.name,
        number(readings[0].value) if readings else "–",
        number(readings[-1].value) if len(readings) > 1 else "–",
        number(indicator.target) if indicator.target is not None else "–",
        indicator.unit or "",
        findings.directions()[change.direction] if change.direction else _("not known yet"),
    ]


def _decisions() -> dict[ClosingDecision, str]:
    """Return what a programme's decision reads as."""
    return {
        "repeat": _("The decision: repeat it."),
        "widen": _("The decision: widen it."),
        "stop": _("The decision: stop here."),
    }


def _afterwards(told: Iterable[IndicatorChange]) -> Iterator[str]:
    """Yield the readings after the closing as sentences."""
    text = _("{name}, after the closing: {value} on {day}.")
    for change in told:
        for reading in change.afterwards:
            yield text.format(
                name=change.indicator.name,
                value=number(reading.value),
                day=plain_date(reading.on),
            )
