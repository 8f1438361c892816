"""The sponsor's report: aggregates that passed the gate; it quotes nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from revmentor.exchange.report.common import ReportSection, ReportTable, firm, sides, took
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.rules.programme_view import View
from revmentor.rules.results import follow_ups, sponsor
from revmentor.rules.results.sponsor import ToldParts


def sponsor_sections(view: View, today: date) -> Iterator[ReportSection]:
    """Yield the sections of the sponsor's report: every number of people went through the gate."""
    tables, lines = [], []
    for role, title in sides():
        told = sponsor.level_changes_of(view, role)
        if told.cells:
            caption = _("{side}, {n} who took part").format(side=title, n=told.of)
            tables.append(_table(caption, _("They are"), told))
        else:
            lines.append(
                _("{side}: too few people for a number that tells nobody apart.").format(side=title)
            )
    yield ReportSection(_("In short"), lines, tables)
    yield took(view, "sponsor")
    yield from _some(
        _("Was it worth the time"),
        [
            (_("{side}: would recommend it, 0 to 10").format(side=title), _("Score"),
             sponsor.recommends(view, role))
            for role, title in sides()
        ],
    )  # fmt: skip
    yield from _some(
        _("What they can do now"),
        [(_("Seniors at the end"), _("They are"), sponsor.standard(view))],
    )
    about = firm(view, "sponsor")
    kept = []
    for day in follow_ups.retention_days(view.programme, today)[:1]:
        for role, title in sides():
            told = sponsor.stayed(view, role, day)
            caption = _("{side} in the firm on {day}").format(side=title, day=plain_date(day))
            if told.cells:
                kept.append(_table(caption, _("They"), told))
    yield ReportSection(about.title, about.lines, [*about.tables, *kept], small=about.small)


def _some(
    title: str, found: Sequence[tuple[str, str, ToldParts | None]]
) -> Iterator[ReportSection]:
    tables = [_table(caption, head, told) for caption, head, told in found if told and told.cells]
    if tables:
        yield ReportSection(title, [], tables)


def _table(caption: str, head: str, told: ToldParts) -> ReportTable:
    words = _words()
    rows = [
        [_(" or ").join(words.get(name, name) for name in cell.names), str(cell.n)]
        for cell in told.cells
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
