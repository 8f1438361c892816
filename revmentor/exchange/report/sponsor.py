"""The sponsor's page: an edition in words.

It quotes nobody, and prints no word that was typed unless somebody released it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.exchange.report.common import ReportSection, ReportTable, decisions, sides, with_rows
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import as_typed
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.edition import Edition, ToldCount, ToldIndicator
from revmentor.model.indicator import Reading
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes, sponsor
from revmentor.rules.results.privacy import LEAST


def sponsor_sections(view: View, edition: Edition) -> Iterator[ReportSection]:
    """Yield the sections of the sponsor's page, in the order of Kirkpatrick's levels."""
    tables = [_people(edition, role, title) for role, title in sides()]
    meaning = level_changes.meaning()
    yield ReportSection(_("In short"), [sponsor.rule()], with_rows(tables), small=meaning)
    yield ReportSection(_("What it took"), [_took(edition)])
    yield _firm(view, edition)


def _people(edition: Edition, role: Role, title: str) -> ReportTable:
    words = labels.topics()
    rows = [[words[each.topic], _in_words(each)] for each in edition.counts if each.role == role]
    return ReportTable(title, [_("How many"), _("People")], rows)


def _in_words(count: ToldCount) -> str:
    return _at_least(count.at_least, count.under)


def _at_least(n: int, under: int) -> str:
    """Return a number as it is told; the lowest one by what it lies under."""
    return _("{n} or more").format(n=n) if n else _("fewer than {n}").format(n=under)


def _took(edition: Edition) -> str:
    """Return the slots and hours, rounded down to fives like people."""
    slots, held, hours = (
        _at_least(each, LEAST) for each in (edition.slots, edition.held, edition.hours)
    )
    return _("Slots that came round: {slots}; held: {held}; hours of both sides: {hours}.").format(
        slots=slots, held=held, hours=hours
    )


def _firm(view: View, edition: Edition) -> ReportSection:
    """Return what changed for the firm, by the indicators that may be told."""
    heads = [_("Indicator"), _("First"), _("Last"), _("Target"), _("Unit"), _("On"), _("It is")]
    rows = [_row(each, place) for place, each in enumerate(edition.indicators, start=1)]
    table = ReportTable(_("Numbers of the firm, first reading to last"), heads, rows)
    lines = []
    if edition.kept_back:
        lines.append(
            _(
                "What was measured on fewer than five people, or where nobody says on how many, is "
                "too little to tell without telling on somebody."
            )
        )
    decision = view.programme.decision
    if edition.kind == "closed" and decision:
        lines.append(decisions()[decision])
    title = _("What changed for the firm")
    return ReportSection(title, lines, with_rows([table]), small=level_changes.without_comparison())


def _row(indicator: ToldIndicator, place: int) -> list[str]:
    readings = indicator.readings
    kind = labels.indicator_kinds()[indicator.kind]
    unknown = _("not told") if indicator.in_steps and len(readings) > 1 else _("not known")
    return [
        indicator.name or _("Indicator {n} ({kind})").format(n=place, kind=kind),
        _value(indicator, readings[0]) if readings else "–",
        _value(indicator, readings[-1]) if len(readings) > 1 else "–",
        as_typed(indicator.target) if indicator.target is not None else "–",
        indicator.unit or "",
        ngettext("{n} person or more", "{n} people or more", indicator.people),
        labels.directions()[indicator.direction] if indicator.direction else unknown,
    ]


def _value(indicator: ToldIndicator, reading: Reading) -> str:
    value = as_typed(reading.value)
    return _("{n} or more").format(n=value) if indicator.in_steps else value


def about(edition: Edition) -> str:
    """Return of which moment the page tells, and for whom it is."""
    of = _("{moment}, {day}").format(
        moment=labels.editions()[edition.kind], day=plain_date(edition.on)
    )
    return f"{of} · " + _("for the sponsor: people in fives")
