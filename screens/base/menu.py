"""What stands in the menu of actions alone: verbs without a key of their own."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.screen import Screen


def menu_of(screen: Screen[Any]) -> list[Binding]:
    """Return what the menu of a screen offers now, in its order; most screens have none."""
    every: tuple[Binding, ...] = getattr(screen, "MENU", ())
    return [each for each in every if screen.check_action(each.action, ())]
