"""The four themes of our own: quiet surfaces, one accent for focus, signs before colours.

What may stand on what, and how well it is read there, is computed in ``tests/screens/test_themes``.
"""

from __future__ import annotations

import os

import msgspec
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from widgets.signs import is_console


class _Tones(msgspec.Struct, frozen=True):
    """The colours of a theme by what they are for."""

    ground: str
    surface: str
    bar: str
    text: str
    muted: str
    border: str
    accent: str
    warning: str
    error: str
    success: str
    field: str
    field_focus: str
    chosen: str
    chosen_text: str
    resting: str
    """The line of the cursor where the focus is elsewhere."""


_DARK = _Tones(
    ground="#14171c",
    surface="#1a1e25",
    bar="#222832",
    text="#d9dce2",
    muted="#99a2b0",
    border="#6b7585",
    accent="#7fb0da",
    warning="#e5ae66",
    error="#f08d95",
    success="#96c29a",
    field="#252b35",
    field_focus="#2d3643",
    chosen="#213549",
    chosen_text="#ffffff",
    resting="#242a34",
)
_LIGHT = _Tones(
    ground="#f7f6f2",
    surface="#ffffff",
    bar="#e9e6de",
    text="#22262d",
    muted="#565d68",
    border="#7c7f83",
    accent="#22608f",
    warning="#834a08",
    error="#a01f30",
    success="#27642c",
    field="#eeebe4",
    field_focus="#e2edf5",
    chosen="#cfe1ee",
    chosen_text="#101820",
    resting="#e6e4de",
)
_HIGH_CONTRAST = _Tones(
    ground="#000000",
    surface="#000000",
    bar="#1c1c1c",
    text="#ffffff",
    muted="#d6d6d6",
    border="#b8b8b8",
    accent="#ffd83d",
    warning="#ffd83d",
    error="#ffa3a3",
    success="#7df59a",
    field="#262626",
    field_focus="#003054",
    chosen="#003054",
    chosen_text="#ffffff",
    resting="#262626",
)


def _theme(name: str, tones: _Tones, *, dark: bool = True) -> Theme:
    """Return a theme of colours that are said, none of them mixed by the toolkit."""
    return Theme(
        name=name,
        dark=dark,
        primary=tones.accent,
        secondary=tones.accent,
        accent=tones.accent,
        warning=tones.warning,
        error=tones.error,
        success=tones.success,
        foreground=tones.text,
        background=tones.ground,
        surface=tones.surface,
        panel=tones.bar,
        variables={
            "boost": tones.field,  # the toolkit drops its own where a panel is given
            "text": tones.text,
            "text-muted": tones.muted,
            "foreground-muted": tones.muted,
            "text-disabled": tones.muted,
            "foreground-disabled": tones.muted,
            "text-primary": tones.accent,
            "text-accent": tones.accent,
            "text-warning": tones.warning,
            "text-error": tones.error,
            "text-success": tones.success,
            "border": tones.accent,
            "border-blurred": tones.border,
            "surface-active": tones.field_focus,
            "block-cursor-background": tones.chosen,
            "block-cursor-foreground": tones.chosen_text,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": tones.resting,
            "block-cursor-blurred-foreground": tones.text,
            "block-cursor-blurred-text-style": "none",
            "block-hover-background": tones.resting,
            "input-selection-background": tones.chosen,
            "input-selection-foreground": tones.chosen_text,
            "input-cursor-background": tones.text,
            "input-cursor-foreground": tones.ground,
            "button-foreground": tones.text,
            "button-color-foreground": tones.ground,
            "scrollbar": tones.border,
            "scrollbar-hover": tones.accent,
            "scrollbar-active": tones.accent,
            "scrollbar-background": tones.bar,
            "scrollbar-background-hover": tones.bar,
            "scrollbar-background-active": tones.bar,
            "scrollbar-corner-color": tones.bar,
            "screen-selection-background": tones.chosen,
            "screen-selection-foreground": tones.chosen_text,
        },
    )


_OWN, _OWN_ACCENT = "ansi_default", "ansi_magenta"
"""The terminal's own colours; magenta alone of the sixteen is seen on black and on white."""

_ANSI = Theme(
    name="ansi",
    ansi=True,
    dark=True,
    primary=_OWN_ACCENT,
    secondary=_OWN_ACCENT,
    accent=_OWN_ACCENT,
    warning=_OWN,
    error=_OWN,
    success=_OWN,
    foreground=_OWN,
    background=_OWN,
    surface=_OWN,
    panel=_OWN,
    variables={
        "ansi-background": _OWN,
        "ansi-foreground": _OWN,
        "boost": _OWN,
        "text": _OWN,
        "text-muted": _OWN,
        "text-disabled": _OWN,
        "text-primary": _OWN,
        "text-warning": _OWN,
        "text-error": _OWN,
        "foreground-muted": _OWN,
        "foreground-disabled": _OWN,
        "border-blurred": _OWN,
        "surface-active": _OWN,
        "block-cursor-background": _OWN,
        "block-cursor-foreground": _OWN,
        "block-cursor-text-style": "bold reverse",
        "block-cursor-blurred-background": _OWN,
        "block-cursor-blurred-foreground": _OWN,
        "block-cursor-blurred-text-style": "underline",
        "scrollbar": _OWN_ACCENT,
        "scrollbar-hover": _OWN_ACCENT,
        "scrollbar-active": _OWN_ACCENT,
        "scrollbar-background": _OWN,
        "scrollbar-background-hover": _OWN,
        "scrollbar-background-active": _OWN,
        "input-selection-background": _OWN_ACCENT,
        "input-selection-foreground": "ansi_bright_white",
        "screen-selection-background": _OWN_ACCENT,
        "screen-selection-foreground": "ansi_bright_white",
    },
)

THEMES: dict[str, Theme] = {
    "dark": _theme("dark", _DARK),
    "light": _theme("light", _LIGHT, dark=False),
    "high-contrast": _theme("high-contrast", _HIGH_CONTRAST),
    "ansi": _ANSI,
}
"""The themes by the name under which a choice is kept."""


def usual_theme() -> str:
    """Return the name of the theme of somebody who chose none."""
    few_colours = is_console() or os.environ.get("TERM", "").endswith("-16color")
    return "ansi" if few_colours else "dark"


def sixteen(name: str) -> TerminalTheme:
    """Return what the sixteen colours are within a theme: those in cells of tables."""
    tones = {"dark": _DARK, "light": _LIGHT}.get(name, _HIGH_CONTRAST)
    black, white = Color.parse(tones.ground).rgb, Color.parse(tones.text).rgb
    red, green, yellow, cyan, muted = (
        Color.parse(each).rgb
        for each in (tones.error, tones.success, tones.warning, tones.accent, tones.muted)
    )
    eight = [black, red, green, yellow, cyan, cyan, cyan, white]
    return TerminalTheme(black, white, eight, [muted, *eight[1:]])


class WithoutColours(LineFilter):
    """Takes the colours from a line and leaves weight, reverse and signs: for ``ansi``.

    What a cell says in red stands there in words too, and red is not read on every ground.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the same text in the terminal's own colour."""
        return [
            Segment(text, style and style.without_color + Style.from_meta(style.meta), control)
            for text, style, control in segments
        ]
