"""What Today says, as plain text and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from revmentor.i18n.dates import long_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.text import one_line
from revmentor.rules import journey
from revmentor.rules.care.item import Item
from revmentor.rules.care.today import Today, today
from revmentor.rules.discretion import discreet
from revmentor.rules.programme_view import View

STATE_SIGNS: dict[journey.StepState, str] = {
    "not_begun": "○",
    "under_way": "◐",
    "done": "●",
    "needs_you": "!",
}
URGENCY_SIGNS = {"talk": "‼", "look": "!", "missed": "✕", "due": "○", "quiet": "·"}


def step_title(name: journey.StepName) -> str:
    """Return the name of a step as the rail shows it."""
    return {
        "goals": _("Goals"),
        "baselines": _("Baselines"),
        "pairs": _("Pairs"),
        "sessions": _("Sessions"),
        "evaluation": _("Evaluation"),
    }[name]


def status_text(view: View | None, firm: str, on: date, *, with_notes: bool = False) -> str:
    """Return Today as lines of plain text; ``view`` is ``None`` in a file without a programme.

    What was said in confidence is in it only ``with_notes``.
    """
    if view is not None and not with_notes:
        view = discreet(view)
    return "\n".join(one_line(line) for line in _lines(view, firm, on)) + "\n"


def _lines(view: View | None, firm: str, on: date) -> Iterator[str]:
    if view is None:
        yield f"{firm} · {long_date(on)}"
        yield _(
            "There is no programme yet. Begin one in the application, or import a sheet of people."
        )
        return
    phase = journey.phase(view.programme, on)
    yield f"{firm} · {view.programme.name} · {phase} · {long_date(on)}"
    yield ""
    for step in journey.steps(view, on):
        yield f"{STATE_SIGNS[step.state]} {step_title(step.name)}: {step.progress}"
    summary = today(view, on)
    yield ""
    yield programme_headline(summary)
    heading = {"needs_you": _("Needs you"), "this_week": _("This week"), "next": _("Next")}
    for group, title in heading.items():
        items = [item for item in summary.items if item.group == group]
        yield from _group(title, [_item_line(item) for item in items])
    yield from _group(_("Coming"), [f"  · {line}" for line in summary.coming])


def _group(title: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield lines under their title; nothing where there are none."""
    if lines:
        yield from ("", title, *lines)


def _item_line(item: Item) -> str:
    return f"  {URGENCY_SIGNS[item.urgency]} {item.subject}: {item.message}"


def programme_headline(summary: Today) -> str:
    """Return the first sentence of Today: how much wants a person, and for how long."""
    if not summary.wanting:
        return _("Nothing wants you this week.")
    things = ngettext("{n} thing wants you", "{n} things want you", summary.wanting)
    minutes = ngettext("about {n} minute", "about {n} minutes", summary.minutes)
    return f"{things}, {minutes}"


def as_json(view: View | None, firm: str, on: date, *, with_notes: bool = False) -> bytes:
    """Return Today as JSON: programme, steps, items with the ids behind them, this week's slots.

    What was said in confidence is in it only ``with_notes``.
    """
    if view is not None and not with_notes:
        view = discreet(view)
    rest = {"programme": None, "items": []} if view is None else _data(view, on)
    versioned = {"version": 1, "firm": firm, "today": on, **rest}
    return msgspec.json.format(msgspec.json.encode(versioned), indent=2) + b"\n"


def _data(view: View, on: date) -> dict[str, object]:
    summary = today(view, on)
    return {
        "programme": {
            "id": view.programme.id,
            "name": view.programme.name,
            "week": view.programme.week_of(on),
            "weeks": view.programme.weeks,
            "closed_on": view.programme.closed_on,
        },
        "steps": [_step(step) for step in journey.steps(view, on)],
        "wanting": summary.wanting,
        "minutes": summary.minutes if summary.wanting else 0,
        "this_week": {"slots": summary.slots, "logged": summary.slots_logged},
        "items": [_item(item) for item in summary.items],
        "coming": summary.coming,
    }


def _step(step: journey.JourneyStep) -> dict[str, object]:
    return {
        "step": step.name,
        "state": step.state,
        "progress": step.progress,
        "lacks": step.lacks,
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "group": item.group,
        "urgency": item.urgency,
        "subject": item.subject,
        "message": item.message,
        "ids": item.ids,
        "on": item.on,
        "rules": item.rule.split(",") if item.rule else [],
    }
