"""The sponsor's page: an edition in words.

It prints no word that was typed unless somebody released it: the coordinator names, goals, lessons
and cost, and whoever wrote a story that one. What is drawn is drawn of numbers as they are told.
"""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.content.skills import catalogue
from revmentor.exchange.report.common import ReportSection, ReportTable, decisions, sides, with_rows
from revmentor.exchange.report.drawings import Box, Drawing, DrawnRow, DrawnRows, Rule
from revmentor.exchange.report.first_sheet import DrawnPart, Fact, FirstSheet
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.i18n.numbers import as_typed, money
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.edition import Edition, ToldCost, ToldCount, ToldIndicator, Topic
from revmentor.model.indicator import Reading
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes, released, sponsor
from revmentor.rules.results.privacy import LEAST


def sponsor_first_sheet(view: View, edition: Edition) -> FirstSheet:
    """Return the sponsor's first sheet: three figures, people in fives, one voice, the decision."""
    voice = released.one_voice(view, edition.on)
    return FirstSheet(
        tuple(_facts(edition)),
        tuple(DrawnPart(rows=_in_fives(edition, role, title)) for role, title in sides()),
        (voice.whose, voice.text) if voice else None,
        tuple(_decided(view, edition)),
        level_changes.without_comparison(),
    )


def _facts(edition: Edition) -> Iterator[Fact]:
    """Yield the three figures, the same of every programme."""
    better, seen = (_count(edition, "senior", topic) for topic in ("better", "seen_twice"))
    yield Fact(
        _in_words(better) if better else "–",
        _("seniors better than at the start"),
        _("Seen at both moments: {n}.").format(n=_in_words(seen)) if seen else "",
    )
    yield Fact(
        _at_least(edition.held, LEAST),
        _("sessions held"),
        _("Slots that came round: {slots}.").format(slots=_at_least(edition.slots, LEAST)),
    )
    yield Fact(_at_least(edition.hours, LEAST), _("hours of both sides together"), "")


def _count(edition: Edition, role: Role, topic: Topic) -> ToldCount | None:
    told = (each for each in edition.counts if each.role == role and each.topic == topic)
    return next(told, None)


_BLOCK = 16.0


def _in_fives(edition: Edition, role: Role, title: str) -> DrawnRows:
    """Return the numbers of a side as blocks of five: those that are sure, and an open one."""
    own = [each for each in edition.counts if each.role == role]
    most = max((each.under for each in own), default=LEAST) // LEAST
    rows = [_blocks(each, most) for each in own]
    note = _("A full block is five people; what is dashed may hold nobody.")
    return DrawnRows(_("{side}, in fives").format(side=title), rows, note)


def _blocks(count: ToldCount, most: int) -> DrawnRow:
    sure, last = count.at_least // LEAST, count.under // LEAST
    boxes = [
        Box(place * _BLOCK + 1, 3, _BLOCK - 3, 12, "full" if place < sure else "dashed")
        for place in range(last)
    ]
    name = labels.topics()[count.topic]
    width = max(most * _BLOCK, 64.0)
    drawing = Drawing(
        name,
        _("{what}: {n}").format(what=name, n=_in_words(count)),
        width,
        18,
        boxes=boxes,
        rules=[Rule(0, 17, width, 17, "axis")],
    )
    return DrawnRow(name, _in_words(count), drawing)


def _decided(view: View, edition: Edition) -> Iterator[str]:
    decision = view.programme.decision
    if edition.kind == "closed" and decision:
        yield decisions()[decision]
    if edition.cost:
        yield cost_in_words(edition.cost)


def cost_in_words(cost: ToldCost) -> str:
    """Return what it cost, between two amounts."""
    low, high = (money(each, cost.currency) for each in (cost.low, cost.high))
    return _(
        "It cost between {low} and {high}, by the hours as they are told and what an hour costs."
    ).format(low=low, high=high)


def sponsor_sections(view: View, edition: Edition) -> Iterator[ReportSection]:
    """Yield the sections of the sponsor's page, in the order of Kirkpatrick's levels."""
    tables = [_people(edition, role, title) for role, title in sides()]
    meaning = level_changes.meaning()
    yield ReportSection(_("In short"), [sponsor.rule()], with_rows(tables), small=meaning)
    yield ReportSection(_("What all did together"), list(_together(view, edition)))
    yield ReportSection(_("What it took"), [_took(edition)])
    if voices := released.voices(view, edition.on):
        yield ReportSection(
            _("In the words of those who took part"),
            [_("Each stands here because those whose it is said that it may be told.")],
            quotes=[(each.whose, each.text) for each in voices],
        )
    if edition.goals:
        lines = [
            _(
                "What the programme set out to do. Which of it was reached is not counted here: a "
                "goal that is for everybody would tell of the few who are not there."
            )
        ]
        yield ReportSection(_("Goals"), [*lines, *(f"• {goal}" for goal in edition.goals)])
    yield _firm(edition)


def _together(view: View, edition: Edition) -> Iterator[str]:
    """Yield what was agreed for everybody, and what all sessions brought, told in fives."""
    programme = view.programme
    rhythm = ngettext(
        "Sessions of {{minutes}} minutes, every week.",
        "Sessions of {{minutes}} minutes, every {n} weeks.",
        programme.every_weeks,
    )
    yield rhythm.format(minutes=programme.minutes)
    public = programme.standard_level if edition.title else catalogue()
    skills = [view.skill_name(each) for each in programme.standard_level if each in public]
    if skills:
        yield _("For all seniors: {skills}.").format(skills=listed(skills))
    if edition.give_backs is not None and edition.steps_tried is not None:
        yield _(
            "Sessions in which seniors gave something back: {back}; agreed steps that were tried: "
            "{steps}."
        ).format(
            back=_at_least(edition.give_backs, LEAST), steps=_at_least(edition.steps_tried, LEAST)
        )


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


def _firm(edition: Edition) -> ReportSection:
    """Return what changed for the firm, by the indicators that may be told."""
    heads = [_("Indicator"), _("First"), _("Last"), _("Target"), _("Unit"), _("On"), _("It is")]
    rows = [_row(each, place) for place, each in enumerate(edition.indicators, start=1)]
    table = ReportTable(_("Numbers of the firm, first reading to last"), heads, rows, stacks=True)
    lines = []
    if edition.kept_back:
        lines.append(
            _(
                "What was measured on fewer than five people, or where nobody says on how many, is "
                "too little to tell without telling on somebody."
            )
        )
    quotes = [(_("Lessons"), edition.lessons)] if edition.lessons else []
    title = _("What changed for the firm")
    return ReportSection(
        title,
        lines,
        with_rows([table]),
        quotes=quotes,
        small=level_changes.without_comparison(),
    )


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
