"""What a programme took and what it changed for the firm, in the coordinator's report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from revmentor.exchange.report.common import ReportSection, ReportTable, decisions, with_rows
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import as_typed, money, number
from revmentor.model import labels
from revmentor.rules.programme_view import View
from revmentor.rules.results import cost, findings, level_changes
from revmentor.rules.results.findings import Effort, Fidelity, IndicatorChange


def took(view: View, today: date) -> ReportSection:
    """Return what the programme took: slots, sessions and hours, and what they cost."""
    spent = findings.effort(view)
    lines = [
        *_slots(findings.fidelity(view, today)),
        *_sessions(spent),
        *_hours(spent),
    ]
    if price := cost.cost(view):
        lines.append(_price(price))
    return ReportSection(_("What it took"), lines)


def _slots(logged: Fidelity) -> Iterator[str]:
    """Yield what became of the slots, those that nobody logged too, and the minutes agreed."""
    if not logged.slots:
        yield _("No slot had come round by {day}.").format(day=plain_date(logged.on))
        return
    text = ngettext(
        "Of {n} slot up to {{day}} {{held}} was held, {{missed}} missed, {{cancelled}} cancelled, "
        "{{moved}} moved and not made up for, {{open}} not logged, {{to_come}} put off to a later "
        "day.",
        "Of {n} slots up to {{day}} {{held}} were held, {{missed}} missed, {{cancelled}} "
        "cancelled, {{moved}} moved and not made up for, {{open}} not logged, {{to_come}} put off "
        "to a later day.",
        logged.slots,
    )
    yield text.format(
        day=plain_date(logged.on),
        held=logged.held,
        missed=logged.missed,
        cancelled=logged.cancelled,
        moved=logged.moved,
        open=logged.open,
        to_come=logged.to_come,
    )
    yield _("{held} minutes were held; {agreed} were agreed.").format(
        held=number(logged.minutes_held, 0), agreed=number(logged.minutes_agreed, 0)
    )


def _sessions(spent: Effort) -> Iterator[str]:
    yield ngettext("{n} session was held in all.", "{n} sessions were held in all.", spent.held)
    if spent.quick_helps:
        yield ngettext(
            "{n} question was answered in between.",
            "{n} questions were answered in between.",
            spent.quick_helps,
        )


def _hours(spent: Effort) -> Iterator[str]:
    """Yield the hours of each side and of how many people; nothing of a side that gave none."""
    if spent.mentors:
        text = ngettext(
            "{n} mentor gave {{hours}} h with preparation, {{month}} h a month.",
            "{n} mentors gave {{hours}} h with preparation, on average {{month}} h a month each.",
            spent.mentors,
        )
        month = number(spent.mentor_hours_a_month)
        yield text.format(hours=number(spent.mentor_hours), month=month)
    if spent.seniors:
        text = ngettext(
            "{n} senior gave {{hours}} h.", "{n} seniors gave {{hours}} h.", spent.seniors
        )
        yield text.format(hours=number(spent.senior_hours))


def _price(price: cost.Cost) -> str:
    """Return the cost in whole units of its currency: the parts add up to the total as shown."""
    parts = [round(each) for each in (price.mentors, price.seniors, price.external)]
    mentors, seniors, external = (money(each, price.currency) for each in parts)
    return _(
        "It cost {total}: {mentors} of mentors’ time, {seniors} of seniors’, {external} "
        "paid outside."
    ).format(
        total=money(sum(parts), price.currency), mentors=mentors, seniors=seniors, external=external
    )


def firm(view: View) -> ReportSection:
    """Return what changed for the firm."""
    kept = findings.indicators(view)
    heads = [_("Indicator"), _("First"), _("Last"), _("Target"), _("Unit"), _("It is")]
    table = ReportTable(
        _("Numbers of the firm, first reading to last"),
        heads,
        [_indicator_row(change) for change in kept],
        stacks=True,
    )
    lines = [] if kept else [_("No indicator of the firm was kept; that is a finding.")]
    if decision := view.programme.decision:
        lines.append(decisions()[decision])
    lines += _afterwards(kept)
    return ReportSection(
        _("What changed for the firm"),
        lines,
        with_rows([table]),
        small=level_changes.without_comparison(),
    )


def _indicator_row(change: IndicatorChange) -> list[str]:
    indicator, readings = change.indicator, change.readings
    return [
        indicator.name,
        as_typed(readings[0].value) if readings else "–",
        as_typed(readings[-1].value) if len(readings) > 1 else "–",
        as_typed(indicator.target) if indicator.target is not None else "–",
        indicator.unit or "",
        labels.directions()[change.direction] if change.direction else _("not known"),
    ]


def _afterwards(told: Iterable[IndicatorChange]) -> Iterator[str]:
    """Yield the readings after the closing as sentences."""
    text = _("{name}, after the closing: {value} on {day}.")
    for change in told:
        unit = f" {change.indicator.unit}" if change.indicator.unit else ""
        for reading in change.afterwards:
            yield text.format(
                name=change.indicator.name,
                value=as_typed(reading.value) + unit,
                day=plain_date(reading.on),
            )
