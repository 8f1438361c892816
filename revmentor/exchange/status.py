"""What Today says, as plain text and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from revmentor.i18n.dates import long_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.text import one_line
from revmentor.rules import journey
from revmentor.rules.care.today import Today, today
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


def status_text(view: View | None, firm: str, on: date) -> str:
    """Return Today as lines of plain text; ``view`` is ``None`` in a file without a programme."""
    return "\n".join(one_line(line) for line in _lines(view, firm, on)) + "\n"


def _lines(view: View | None, firm: str, on: date) -> Iterator[str]:
    if view is None:
        yield f"{firm} · {long_date(on)}"
        yield _(
            "There is no programme yet. Begin one in the application, or import a sheet of people."
        )
        return
    programme = view.programme
    phase = journey.phase(programme, on)
    yield f"{firm} · {programme.name} · {phase} · {long_date(on)}"
    yield ""
    for step in journey.steps(view, on):
        yield f"{STATE_SIGNS[step.state]} {step_title(step.name)}: {step.progress}"
    found = today(view, on)
    yield ""
    yield programme_headline(found)
    heading = {"needs_you": _("Needs you"), "this_week": _("This week"), "next": _("Next")}
    for group, title in heading.items():
        mine = [item for item in found.items if item.group == group]
        if mine:
            yield ""
            yield title
            for item in mine:
                yield f"  {URGENCY_SIGNS[item.urgency]} {item.subject}: {item.message}"
    if found.coming:
        yield ""
        yield _("Coming")
        for line in found.coming:
            yield f"  · {line}"


def programme_headline(found: Today) -> str:
    """Return the first sentence of Today: how much wants a person, and for how long."""
    if not found.wanting:
        return _("Nothing wants you this week.")
    things = ngettext("{n} thing wants you", "{n} things want you", found.wanting)
    minutes = ngettext("about {n} minute", "about {n} minutes", found.minutes)
    return f"{things}, {minutes}"


def as_json(view: View | None, firm: str, on: date) -> bytes:
    """Return Today as JSON: programme, steps, items with the ids behind them, this week's slots."""
    if view is None:
        data: dict[str, object] = {"firm": firm, "today": on, "programme": None, "items": []}
    else:
        found = today(view, on)
        data = {
            "firm": firm,
            "today": on,
            "programme": {
                "id": view.programme.id,
                "name": view.programme.name,
                "week": view.programme.week_of(on),
                "weeks": view.programme.weeks,
                "closed_on": view.programme.closed_on,
            },
            "steps": [
                {
                    "step": step.name,
                    "state": step.state,
                    "progress": step.progress,
                    "lacks": step.lacks,
                }
                for step in journey.steps(view, on)
            ],
            "wanting": found.wanting,
            "minutes": found.minutes if found.wanting else 0,
            "this_week": {"slots": found.slots, "logged": found.slots_logged},
            "items": [
                {
                    "group": item.group,
                    "urgency": item.urgency,
                    "subject": item.subject,
                    "message": item.message,
                    "ids": item.ids,
                    "on": item.on,
                    "rules": item.rule.split(",") if item.rule else [],
                }
                for item in found.items
            ],
            "coming": found.coming,
        }
    versioned = {"version": 1, **data}
    return msgspec.json.format(msgspec.json.encode(versioned), indent=2) + b"\n"
