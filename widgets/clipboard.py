"""Whether a copied text reaches the clipboard: terminals that take one say nothing about it."""

from __future__ import annotations

from collections.abc import Mapping

_TERMINALS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour", "rio")
"""What ``TERM`` begins with where OSC 52 is taken without a setting, over ssh too."""
_PROGRAMS = frozenset({"WezTerm", "ghostty", "rio", "contour", "vscode", "WarpTerminal"})
_BETWEEN = ("tmux", "screen")
"""What stands between and keeps a copy to itself, as it comes."""


def takes_copies(environment: Mapping[str, str]) -> bool:
    """Tell whether a terminal is known to put what is copied into the clipboard.

    ``REVMENTOR_COPIES`` (``yes`` or ``no``) is for who knows it better: a terminal that was
    allowed to, a tmux with ``set-clipboard on``.
    """
    if said := environment.get("REVMENTOR_COPIES"):
        return said.strip().casefold() in {"yes", "1", "on"}
    term = environment.get("TERM", "")
    if term.startswith(_BETWEEN) or "TMUX" in environment or "STY" in environment:
        return False
    return (
        term.startswith(_TERMINALS)
        or "WT_SESSION" in environment
        or environment.get("TERM_PROGRAM", "") in _PROGRAMS
    )
