"""Styles that are read before somebody waits for them.

Textual reads the style of a kind of part when the first one is placed, at some key: a fifth of the
first form's time.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App
from textual.widget import Widget
from textual.widgets._toast import Toast, ToastHolder


def kinds_of_ours() -> Iterator[type[Widget]]:
    """Yield every kind of part of this package that has been imported, and what says a sentence."""
    yield from (each for each in _below(Widget) if each.__module__.startswith(f"{__package__}."))
    yield from (Toast, ToastHolder)


def _below(kind: type[Widget]) -> Iterator[type[Widget]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def read_style(app: App[object], kind: type[Widget]) -> None:
    """Read what a kind of part, and what it is derived from, looks like."""
    before = len(app.stylesheet.source)
    part = kind.__new__(kind)  # a style is of the kind: nothing else of the part is asked
    part._post_register(app)  # noqa: SLF001 -- Textual has no other door
    if len(app.stylesheet.source) > before:
        app.stylesheet.parse()
