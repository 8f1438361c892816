"""What the report is made of, and the parts that both audiences read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import money, number
from revmentor.model.base import Role
from revmentor.rules.programme_view import View
from revmentor.rules.results import cost, findings, level_changes, sponsor

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


def took(view: View, audience: Audience) -> ReportSection:
    """Return what the programme took: sessions and hours; the sponsor's of no small group."""
    spent, mentors, seniors = sponsor.sponsor_effort(view)
    text = _("{n} sessions were held, {missed} missed, {cancelled} cancelled, {moved} moved.")
    lines = [
        text.format(n=spent.held, missed=spent.missed, cancelled=spent.cancelled, moved=spent.moved)
    ]
    if spent.quick_helps:
        lines.append(
            ngettext(
                "{n} question was answered in between.",
                "{n} questions were answered in between.",
                spent.quick_helps,
            )
        )
    named = audience == "coordinator"
    if named or mentors:
        # A mean is a number of people in disguise: the sponsor gets the hours alone.
        text = (
            _("The mentors gave {hours} hours with preparation, {month} a month each.")
            if named
            else _("The mentors gave {hours} hours with preparation.")
        )
        month = number(spent.mentor_hours_a_month)
        lines.append(text.format(hours=number(spent.mentor_hours, 0), month=month))
    if named or seniors:
        lines.append(
            _("The seniors gave {hours} hours.").format(hours=number(spent.senior_hours, 0))
        )
    if named and (found := cost.cost(view)):
        text = _(
            "It cost {total}: {mentors} of mentors’ time, {seniors} of seniors’, {external} "
            "paid outside."
        )
        lines.append(
            text.format(
                total=money(found.total, found.currency),
                mentors=money(found.mentors, found.currency),
                seniors=money(found.seniors, found.currency),
                external=money(found.external, found.currency),
            )
        )
    return ReportSection(_("What it took"), lines)


def firm(view: View, audience: Audience) -> ReportSection:
    """Return what changed for the firm; the sponsor hears of no small group of people."""
    rows = []
    told = sponsor.sponsor_indicators if audience == "sponsor" else findings.indicators
    for each in told(view):
        indicator, readings = each.indicator, each.readings
        rows.append(
            [
                indicator.name,
                number(readings[0].value) if readings else "–",
                number(readings[-1].value) if len(readings) > 1 else "–",
                number(indicator.target) if indicator.target is not None else "–",
                indicator.unit or "",
                findings.directions()[each.direction] if each.direction else _("not known yet"),
            ]
        )
    tables = []
    if rows:
        heads = [_("Indicator"), _("First"), _("Last"), _("Target"), _("Unit"), _("It is")]
        tables.append(ReportTable(_("Numbers of the firm, first reading to last"), heads, rows))
    later = [
        _("{name}, after the closing: {value} on {day}.").format(
            name=each.indicator.name, value=number(one.value), day=plain_date(one.on)
        )
        for each in told(view)
        for one in each.afterwards
    ]
    programme = view.programme
    decisions = {
        "repeat": _("The decision: repeat it."),
        "widen": _("The decision: widen it."),
        "stop": _("The decision: stop here."),
    }
    lines = [decisions[programme.decision]] if programme.decision else []
    lines += later
    if not findings.indicators(view):
        lines.insert(0, _("No indicator of the firm was kept; that is a finding."))
    return ReportSection(
        _("What changed for the firm"), lines, tables, small=level_changes.caution()
    )
