"""The report: one page that an owner reads in five minutes, in the order of Kirkpatrick's levels.

A first sheet to show; what it took, whether it was worth the time, what people can do now, what
they do, what changed for the firm; and an appendix that a link opens and paper leaves out unless
asked. Two audiences: the coordinator's version names people; the sponsor's is an edition
(`rules.results.sponsor`) in which people are told in fives: of what was typed only what somebody
released stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from revmentor.content import library
from revmentor.exchange.report.common import Audience, ReportSection
from revmentor.exchange.report.coordinator import coordinator_appendix, coordinator_sections
from revmentor.exchange.report.first_sheet import FirstSheet, first_sheet
from revmentor.exchange.report.sponsor import about, sponsor_first_sheet, sponsor_sections
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, language, ngettext
from revmentor.model.edition import Edition
from revmentor.model.programme import Programme
from revmentor.rules.goals.levels import HIGHEST_DRAWN
from revmentor.rules.programme_view import View
from revmentor.rules.results import sponsor


class Report(msgspec.Struct, frozen=True):
    """The whole page."""

    title: str
    firm: str
    about: str
    first: FirstSheet
    sections: Sequence[ReportSection] = msgspec.field(default_factory=tuple)
    appendix: Sequence[ReportSection] = msgspec.field(default_factory=tuple)


def report_html(
    view: View,
    audience: Audience,
    today: date,
    *,
    with_names: bool = False,
    with_appendix: bool = False,
) -> bytes:
    """Return the report as one self-contained page: no network, no script.

    ``with_names`` releases typed words to the sponsor; ``with_appendix`` opens the appendix, and
    prints it. Raises :class:`Refused` for the sponsor of a programme that has no edition yet.
    """
    report = report_of(view, audience, today, with_names=with_names)
    return _html(report, with_appendix=with_appendix)


def sponsor_html(view: View, edition: Edition) -> bytes:
    """Return the page of what a sponsor is told, as :func:`report_html` does."""
    return _html(sponsor_report(view, edition))


def _html(report: Report, *, with_appendix: bool = False) -> bytes:
    from jinja2 import Environment, StrictUndefined

    source = Path(library.__file__).with_name("report.html.j2").read_text(encoding="utf-8")
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(source)
    text = template.render(
        language=language(),
        report=report,
        with_appendix=with_appendix,
        top=HIGHEST_DRAWN,
        words=_words(),
    )
    return text.encode("utf-8")


def _words() -> dict[str, str]:
    return {
        "way": _("From start to end, levels 0 to 6"),
        "voice": _("One voice"),
        "decided": _("What was decided"),
        "appendix": _("Appendix"),
        "in_appendix": _(
            "Every person and skill, how it was counted, and all that was written: in the appendix"
        ),
        "dots": _("Sessions attended, and levels a skill"),
        "levels": _(
            "Levels: 0 not yet, 1 simple steps with help, 2 simple tasks alone, 3 routine tasks, "
            "4 well-defined tasks with confidence, 5 shows others, 6 guides the team."
        ),
    }


def report_of(view: View, audience: Audience, today: date, *, with_names: bool = False) -> Report:
    """Return the report of a programme for an audience, as :func:`report_html` does."""
    if audience == "sponsor":
        return sponsor_report(view, sponsor.edition(view, with_names=with_names))
    return Report(
        view.programme.name,
        view.firm.name,
        f"{_span(view.programme)} · {_state(view.programme, today)} · "
        + _("for the coordinator: it names people, keep it so"),
        first_sheet(view, today),
        tuple(coordinator_sections(view, today)),
        tuple(coordinator_appendix(view)),
    )


def sponsor_report(view: View, edition: Edition) -> Report:
    """Return the page of what a sponsor is told."""
    return Report(
        edition.title or _("Reverse mentoring"),
        view.firm.name,
        f"{_span(view.programme)} · {about(edition)}",
        sponsor_first_sheet(view, edition),
        tuple(sponsor_sections(view, edition)),
    )


def _span(programme: Programme) -> str:
    return ngettext(
        "{{start}} to {{end}}, {n} week", "{{start}} to {{end}}, {n} weeks", programme.weeks
    ).format(start=plain_date(programme.starts_on), end=plain_date(programme.ends_on))


def _state(programme: Programme, today: date) -> str:
    if programme.closed_on:
        return _("closed on {day}").format(day=plain_date(programme.closed_on))
    return _("as it stood on {day}").format(day=plain_date(today))


def file_name(audience: Audience, today: date) -> str:
    """Return what a report is called when nothing else is said, in the language in use."""
    stem = _("report-coordinator") if audience == "coordinator" else _("report-sponsor")
    return f"{stem}-{today.isoformat()}.html"
