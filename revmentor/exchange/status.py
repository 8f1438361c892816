"""What Today says, as plain text and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from revmentor.exchange.contract.base import VERSION, json_bytes
from revmentor.exchange.contract.today import (
    ItemNow,
    ProgrammeNow,
    SlotsNow,
    Status,
    StepNow,
)
from revmentor.i18n.dates import long_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.programme import Programme
from revmentor.model.text import one_line
from revmentor.rules import journey
from revmentor.rules.care.item import Item, Urgency
from revmentor.rules.care.today import Today, today
from revmentor.rules.discretion import discreet
from revmentor.rules.programme_view import View


def _state(state: journey.StepState) -> str:
    """Return how far a step is, in a word: a sign says nothing to whoever listens."""
    return {
        "not_begun": _("not begun"),
        "under_way": _("under way"),
        "done": _("done"),
        "needs_you": _("needs you"),
    }[state]


def _urgency(urgency: Urgency) -> str:
    """Return how much something wants a person, in a word or two."""
    return {
        "talk": _("Talk now"),
        "look": _("Look into it"),
        "missed": _("Not logged"),
        "due": _("Due"),
        "quiet": _("To know"),
    }[urgency]


def step_title(name: journey.StepName) -> str:
    """Return the name of a step as the rail shows it."""
    return {
        "goals": _("Goals"),
        "baselines": _("Baselines"),
        "pairs": _("Pairs"),
        "sessions": _("Sessions"),
        "evaluation": _("Evaluation"),
    }[name]


class StatusText(msgspec.Struct, frozen=True):
    """Today as lines of plain text, and how many things want somebody."""

    text: str
    wanting: int


def status_text(view: View | None, firm: str, on: date, *, with_notes: bool = False) -> StatusText:
    """Return Today as plain text; ``view`` is ``None`` in a file without a programme.

    What was said in confidence is in it only ``with_notes``.
    """
    if view is not None and not with_notes:
        view = discreet(view)
    if view is None:
        return StatusText(_as_text(_nothing_begun(firm, on)), 0)
    summary = today(view, on)
    return StatusText(_as_text(_lines(view, summary, firm)), summary.wanting)


def _as_text(lines: Iterable[str]) -> str:
    return "".join(f"{one_line(line)}\n" for line in lines)


def _nothing_begun(firm: str, on: date) -> Iterator[str]:
    yield f"{firm} · {long_date(on)}"
    yield _("There is no programme yet. Begin one in the application, or import a sheet of people.")


def _lines(view: View, summary: Today, firm: str) -> Iterator[str]:
    on = summary.on
    phase = journey.phase(view.programme, on)
    yield f"{firm} · {view.programme.name} · {phase} · {long_date(on)}"
    yield ""
    for step in journey.steps(view, on):
        yield f"{step_title(step.name)}: {step.progress} ({_state(step.state)})"
    yield ""
    yield programme_headline(summary)
    heading: dict[str, Sequence[Item]] = {
        _("This week"): summary.this_week,
        _("Needs you"): summary.needs,
        _("Worth an eye"): summary.worth_an_eye,
    }
    for title, items in heading.items():
        yield from _group(title, [_item_line(item) for item in items])
    yield from _group(_("Coming"), [f"  {line}" for line in summary.coming])


def _group(title: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield lines under their title; nothing where there are none."""
    if lines:
        yield from ("", title, *lines)


def _item_line(item: Item) -> str:
    return f"  {_urgency(item.urgency)}, {item.subject}: {item.message}"


def programme_headline(summary: Today) -> str:
    """Return the first sentence of Today: what there is to log, and how much needs somebody."""
    to_log, needs, eye = summary.to_log, len(summary.needs), len(summary.worth_an_eye)
    parts = (
        (to_log, ngettext("{n} slot to log", "{n} slots to log", to_log)),
        (needs, ngettext("{n} thing needs you", "{n} things need you", needs)),
        (eye, ngettext("{n} worth an eye", "{n} worth an eye", eye)),
    )
    return " · ".join(text for n, text in parts if n) or _("Nothing wants you this week.")


def as_json(view: View | None, firm: str, on: date, *, with_notes: bool = False) -> bytes:
    """Return Today as JSON: programme, steps, items with the ids behind them, this week's slots.

    What was said in confidence is in it only ``with_notes``.
    """
    return json_bytes(as_shape(view, firm, on, with_notes=with_notes))


def as_shape(
    view: View | None, firm: str, on: date, file: str | None = None, *, with_notes: bool = False
) -> Status:
    """Return Today as a script reads it, of a file without a programme too.

    What was said in confidence is in it only ``with_notes``.
    """
    if view is not None and not with_notes:
        view = discreet(view)
    summary = today(view, on) if view else None
    return Status(
        version=VERSION,
        file=file,
        firm=firm,
        today=on,
        programme=_programme(view.programme, on) if view else None,
        steps=[_step(step) for step in journey.steps(view, on)] if view else [],
        wanting=summary.wanting if summary else 0,
        minutes=0,
        to_log=summary.to_log if summary else 0,
        needs=len(summary.needs) if summary else 0,
        worth_an_eye=len(summary.worth_an_eye) if summary else 0,
        this_week=SlotsNow(
            slots=summary.slots if summary else 0, logged=summary.slots_logged if summary else 0
        ),
        items=[_item(item) for item in summary.items] if summary else [],
        coming=list(summary.coming) if summary else [],
    )


def _programme(programme: Programme, on: date) -> ProgrammeNow:
    return ProgrammeNow(
        id=programme.id,
        name=programme.name,
        week=programme.week_of(on),
        weeks=programme.weeks,
        closed_on=programme.closed_on,
    )


def _step(step: journey.JourneyStep) -> StepNow:
    return StepNow(step=step.name, state=step.state, progress=step.progress, lacks=list(step.lacks))


def _item(item: Item) -> ItemNow:
    return ItemNow(
        group=item.group,
        urgency=item.urgency,
        subject=item.subject,
        message=item.message,
        ids=list(item.ids),
        on=item.on,
        rules=item.rule.split(",") if item.rule else [],
        folded=item.folded,
        has_case=item.has_case,
    )
