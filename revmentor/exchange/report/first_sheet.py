"""The first sheet: what an owner reads in a minute and shows to others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from revmentor.exchange.report import drawings
from revmentor.exchange.report.common import decisions, sides
from revmentor.exchange.report.drawings import Drawing, DrawnRows
from revmentor.exchange.report.plain_words import typical_change
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.i18n.numbers import money, number
from revmentor.rules.programme_view import View
from revmentor.rules.results import (
    cost,
    drawn,
    findings,
    level_changes,
    released,
    side_changes,
    standard,
)

_SHORT_LESSONS = 600
"""Lessons of up to so many letters stand on the first sheet; longer ones after it."""


class Fact(msgspec.Struct, frozen=True):
    """A figure that says of how many, and a small line that says what lies behind it."""

    figure: str
    of: str
    behind: str


class DrawnPart(msgspec.Struct, frozen=True):
    """A drawing, or lines of one, and sentences under it."""

    drawing: Drawing | None = None
    rows: DrawnRows | None = None
    lines: Sequence[str] = ()


class FirstSheet(msgspec.Struct, frozen=True):
    """Three figures, the drawings, one voice, and what was decided."""

    facts: Sequence[Fact]
    parts: Sequence[DrawnPart]
    voice: tuple[str, str] | None
    decided: Sequence[str]
    note: str


def first_sheet(view: View, today: date) -> FirstSheet:
    """Return the first sheet of the coordinator's report."""
    voice = released.one_voice(view)
    return FirstSheet(
        (_better(view), _at_the_standard(view), _held(view, today)),
        tuple(_parts(view, today)),
        (voice.whose, voice.text) if voice else None,
        tuple(_decided(view)),
        level_changes.caution(view),
    )


def _better(view: View) -> Fact:
    counts = side_changes.side_summary(view, "senior").counts
    if not counts.pairs:
        return Fact("–", _("seniors better"), _("Nobody has a start and an end to compare."))
    behind = [
        _("{same} the same, {lower} lower.").format(same=counts.same, lower=counts.worse),
        typical_change(counts),
    ]
    if counts.missing:
        behind.append(ngettext("{n} has no end.", "{n} have no end.", counts.missing))
    of = ngettext("of {n} senior better", "of {n} seniors better", counts.pairs)
    return Fact(str(counts.improved), of, " ".join(behind))


def _at_the_standard(view: View) -> Fact:
    """Return how many stand at the standard level; without one how the mentors changed."""
    if not view.programme.standard_level:
        return _mentors_better(view)
    standing = standard.standard_level(view)
    if not standing.rated:
        none = _("Nobody is rated at the end in all of it.")
        return Fact("–", _("at the standard level"), none)
    of = ngettext("of {n} at the standard level", "of {n} at the standard level", standing.rated)
    return Fact(str(len(standing.reached)), of, _stood_there(standing))


def _stood_there(standing: standard.StandardLevel) -> str:
    before = len(standing.compared_at_start)
    text = ngettext("{n} stood there at the start.", "{n} stood there at the start.", before)
    return text if standing.compared else ""


def _mentors_better(view: View) -> Fact:
    counts = side_changes.side_summary(view, "mentor").counts
    if not counts.pairs:
        return Fact("–", _("mentors better"), _("Nobody has a start and an end to compare."))
    of = ngettext("of {n} mentor better", "of {n} mentors better", counts.pairs)
    return Fact(str(counts.improved), of, typical_change(counts))


def _held(view: View, today: date) -> Fact:
    logged = findings.fidelity(view, today)
    if not logged.slots:
        return Fact("–", _("sessions held"), _("No slot has come round yet."))
    of = ngettext("of {n} slot held", "of {n} slots held", logged.slots)
    lost = logged.missed + logged.cancelled + logged.moved
    behind = [
        _hours(view),
        _("{lost} lost, {open} not logged.").format(lost=lost, open=logged.open),
    ]
    return Fact(str(logged.held), of, " ".join(behind))


def _hours(view: View) -> str:
    spent = findings.effort(view)
    hours = number(spent.mentor_hours + spent.senior_hours, 0)
    if price := cost.cost(view):
        parts = (price.mentors, price.seniors, price.external)
        total = money(sum(round(each) for each in parts), price.currency)
        return _("{hours} hours of both sides, {total} in all.").format(hours=hours, total=total)
    return _("{hours} hours of both sides.").format(hours=hours)


def _parts(view: View, today: date) -> Iterator[DrawnPart]:
    """Yield the drawings for which there is anything to draw, in order."""
    if rows := drawings.skills(view, "senior"):
        yield DrawnPart(rows=rows)
    senior, mentor = ((drawings.people(view, role, title)) for role, title in sides())
    if senior:
        yield DrawnPart(senior, lines=[senior.told])
    if weeks := drawings.weeks(view, today):
        yield DrawnPart(weeks)
    yield DrawnPart(drawings.returned(view), lines=list(_came_back(view)))
    if mentor:
        yield DrawnPart(mentor, lines=[mentor.told])


def _came_back(view: View) -> Iterator[str]:
    back = drawn.returned(view)
    if not back.held:
        yield _("No session was held; nothing could come back.")
        return
    yield ngettext(
        "Something came back in {{sessions}} of {n} session held.",
        "Something came back in {{sessions}} of {n} sessions held.",
        back.held,
    ).format(sessions=back.sessions)
    if back.skill_ids:
        names = [view.skill_name(each) for each in back.skill_ids[:3]]
        yield _("In most pairs: {skills}.").format(skills=listed(names))


def _decided(view: View) -> Iterator[str]:
    """Yield what was decided, and the lessons where they are short."""
    decision, lessons = view.programme.decision, view.programme.lessons
    yield decisions()[decision] if decision else _("Nothing is decided yet.")
    if lessons and len(lessons) <= _SHORT_LESSONS:
        yield lessons
