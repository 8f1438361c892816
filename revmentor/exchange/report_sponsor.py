"""The sponsor's report: aggregates that passed the gate, and nothing that people wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revmentor.exchange.report_parts import Section, Table, firm, sides, took
from revmentor.rules import findings, outcome
from revmentor.rules.privacy import gate
from revmentor.rules.view import View
from revmentor.words import _


def sections(view: View) -> Iterator[Section]:
    """Yield the sections of the sponsor's report: every number of people goes through the gate."""
    lines = []
    tables = []
    for role, title in sides():
        counts = findings.summary(view, role).counts
        rows = _gated(
            [
                (_("better"), counts.improved),
                (_("the same"), counts.same),
                (_("lower"), counts.worse),
                (_("no end"), counts.missing),
            ]
        )
        if rows:
            tables.append(Table(_("{side}, {n} with a starting point").format(
                side=title, n=counts.started), [_("They are"), _("People")], rows))  # fmt: skip
        else:
            lines.append(
                _("{side}: too few people for a number that tells nobody apart.").format(side=title)
            )
    yield Section(_("In short"), lines, tables)
    yield took(view, "sponsor")
    standard = outcome.standard_level(view)
    rows = _gated(
        [
            (_("at the standard level"), standard.reached),
            (_("below it"), standard.of - standard.reached),
        ]
    )
    if standard.of and rows:
        yield Section(
            _("What they can do now"),
            [],
            [Table(_("Seniors at the end"), [_("They are"), _("People")], rows)],
        )
    yield from _sponsor_worth(view)
    yield firm(view, "sponsor")


def _sponsor_worth(view: View) -> Iterator[Section]:
    tables = []
    for role, title in sides():
        forms = [form for (_who, side), form in view.evaluations.items() if side == role]
        scores = [form.would_recommend for form in forms if form.would_recommend is not None]
        of = len(view.mentors if role == "mentor" else view.seniors)
        rows = _gated(
            [
                ("9–10", sum(score >= 9 for score in scores)),
                ("7–8", sum(7 <= score <= 8 for score in scores)),
                ("0–6", sum(score <= 6 for score in scores)),
                (_("did not answer"), of - len(scores)),
            ]
        )
        if rows:
            tables.append(
                Table(
                    _("{side}: would recommend it, 0 to 10").format(side=title),
                    [_("Score"), _("People")],
                    rows,
                )
            )
    if tables:
        yield Section(_("Was it worth the time"), [], tables)


def _gated(parts: Sequence[tuple[str, int]]) -> list[list[str]]:
    """Return the parts of a whole that the gate lets through, as rows; small ones are together.

    Where all are together there is nothing to say but the total, and no row.
    """
    cells = gate(parts)
    if len(cells) == 1 and len(parts) > 1:
        return []
    return [[_(" or ").join(cell.names), str(cell.n)] for cell in cells if cell.n]
