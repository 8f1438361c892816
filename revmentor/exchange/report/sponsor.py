"""The sponsor's report: aggregates that passed the gate; it quotes nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from revmentor.exchange.report.common import (
    ReportSection,
    ReportTable,
    firm,
    sides,
    took,
    with_rows,
)
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.rules.programme_view import View
from revmentor.rules.results import follow_ups, sponsor
from revmentor.rules.results.sponsor import ToldParts


def sponsor_sections(view: View, today: date) -> Iterator[ReportSection]:
    """Yield the sections of the sponsor's report: every number of people went through the gate."""
    yield _in_short(view)
    yield took(view, "sponsor")
    recommended = _("{side}: would recommend it, 0 to 10")
    yield from _section(
        _("Was it worth the time"),
        [
            _table(recommended.format(side=title), _("Score"), sponsor.recommends(view, role))
            for role, title in sides()
        ],
    )
    if standard := sponsor.standard(view):
        yield from _section(
            _("What they can do now"), [_table(_("Seniors at the end"), _("They are"), standard)]
        )
    about = firm(view, "sponsor")
    tables = [*about.tables, *with_rows(_stayed(view, today))]
    yield ReportSection(about.title, about.lines, tables, small=about.small)


def _in_short(view: View) -> ReportSection:
    tables, lines = [], []
    for role, title in sides():
        parts = sponsor.level_changes_of(view, role)
        if parts.cells:
            caption = _("{side}, {n} who took part").format(side=title, n=parts.of)
            tables.append(_table(caption, _("They are"), parts))
        else:
            lines.append(
                _("{side}: too few people for a number that tells nobody apart.").format(side=title)
            )
    return ReportSection(_("In short"), lines, tables)


def _stayed(view: View, today: date) -> Iterator[ReportTable]:
    """Yield who is still in the firm on the first day on which that is asked."""
    for day in follow_ups.retention_days(view.programme, today)[:1]:
        for role, title in sides():
            caption = _("{side} in the firm on {day}").format(side=title, day=plain_date(day))
            yield _table(caption, _("They"), sponsor.stayed(view, role, day))


def _section(title: str, tables: Iterable[ReportTable]) -> Iterator[ReportSection]:
    """Yield a section of the tables that have any number, if any has."""
    if shown := with_rows(tables):
        yield ReportSection(title, [], shown)


def _table(caption: str, head: str, parts: ToldParts) -> ReportTable:
    words = _words()
    rows = [
        [_(" or ").join(words.get(name, name) for name in cell.names), str(cell.n)]
        for cell in parts.cells
    ]
    return ReportTable(caption, [head, _("People")], rows)


def _words() -> dict[str, str]:
    """Return what each part of a whole is called."""
    return {
        "improved": _("better"),
        "same": _("the same"),
        "worse": _("lower"),
        "no_end": _("no end"),
        "reached": _("at the standard level"),
        "below": _("below it"),
        "9-10": "9–10",
        "7-8": "7–8",
        "0-6": "0–6",
        "no_answer": _("did not answer"),
        "stayed": _("stayed"),
        "left": _("left"),
    }
