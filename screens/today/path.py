"""The path of a firm that has not met yet: the five steps, how far each is, and its key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len
from textual.widgets.option_list import Option

from revmentor.rules import journey
from revmentor.rules.programme_view import View
from screens.base.host import Host
from screens.base.step_screen import STATE_SIGNS, step_names
from widgets.signs import sign
from widgets.text import MUTED, fit, plain

_STEP = "step:"
"""How the id of a line begins that leads to a step."""
_GAP = 2


def path_lines(host: Host, view: View | None, today: date, width: int) -> Iterator[Option]:
    """Yield a line for each step; nothing once a session was written down."""
    if view is not None and not journey.is_ahead_of_sessions(view):
        return
    names = {name: long for name, (long, _short) in step_names().items()}
    steps = journey.path(view, today)
    beside = max(cell_len(names[step.name]) for step in steps) + _GAP
    for step in steps:
        key = host.key_of(f"go_{step.name}")
        told = "; ".join([step.progress, *step.lacks[:1]])
        line = plain(f"{sign(STATE_SIGNS[step.state])} {key} ")
        name = plain(fit(names[step.name], beside), "bold")
        yield Option(
            line + name + plain(fit(told, max(20, width - beside - 4)).rstrip(), MUTED),
            id=f"{_STEP}{step.name}",
        )


def step_of(option_id: str) -> str:
    """Return the step that a line leads to; empty where it is about something else."""
    return option_id.removeprefix(_STEP) if option_id.startswith(_STEP) else ""
