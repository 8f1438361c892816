"""The actions of a line: every verb that fits it, with the letter beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from revmentor.i18n.gettext import _
from screens.base.host import Host
from screens.base.menu import menu_of
from widgets.dialog import ReadingDialog, reading_width
from widgets.text import fit, plain, wrapped

_BAR = 2
"""Cells that are left for a bar to scroll with."""

_KEY = 6
"""Cells for the key of an action, and for the air before what is said of it."""

_FROM_ANYWHERE = ("log", "person")
"""What the application itself does with the line under the cursor."""


class Entry(msgspec.Struct, frozen=True):
    """One action: its key, what it is called, what is said of it, and what does it."""

    key: str
    name: str
    about: str
    action: str


def entries(host: Host, screen: Screen[Any]) -> list[Entry]:
    """Return what can be done now on a screen: by its own keys, by the menu alone, and anywhere."""
    acting = [
        *_keys(screen, _own_ids(screen)),
        *menu_of(screen),
        *_keys(screen, _FROM_ANYWHERE),
    ]
    by_key = {host.letter_of(each): each for each in reversed(acting)}  # the screen's own counts
    return [
        Entry(host.letter_of(each), each.description, each.tooltip, each.action)
        for each in acting
        if by_key[host.letter_of(each)] is each
    ]


def _own_ids(screen: Screen[Any]) -> set[str | None]:
    """Return the ids of the keys that a screen declares itself, and not every step."""
    own: set[str | None] = set()
    for kind in type(screen).__mro__:
        if kind.__module__.startswith(("screens.base", "textual")):
            break
        own |= {each.id for each in vars(kind).get("BINDINGS", ()) if isinstance(each, Binding)}
    return own


def _keys(screen: Screen[Any], wanted: Collection[str | None]) -> Iterator[Binding]:
    """Yield the letters that act on a screen now, of the bindings with these ids."""
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.enabled and binding.id in wanted and len(binding.key.split(",")[0]) == 1:
            yield binding


class ActionsMenu(ModalScreen[str | None]):
    """What can be done with the line; a letter or enter chooses."""

    CSS_PATH = "actions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", _("Close"), id="close_actions"),
    ]

    def __init__(self, title: str, actions: Sequence[Entry]) -> None:
        """Show the actions under a title: whom or what they are about."""
        super().__init__()
        self._title = title
        self._actions = actions

    def compose(self) -> ComposeResult:
        """Place the actions."""
        with ReadingDialog(id="actions") as box:
            box.border_title = plain(self._title)
            box.border_subtitle = plain(_("a letter, or enter; escape closes"))
            yield OptionList(*self._options(), id="verbs", markup=False, compact=True)

    def on_mount(self) -> None:
        """Let each letter choose its action."""
        for place, each in enumerate(self._actions):
            self._bindings.bind(each.key, f"choose({place})", show=False)
        verbs = self.query_one(OptionList)
        verbs.highlighted = 0
        verbs.focus()

    def _options(self) -> Iterator[Option]:
        width = max(len(each.name) for each in self._actions)
        room = reading_width(self.app.size.width) - _BAR - width - _KEY
        for each in self._actions:
            first, *rest = wrapped(each.about, room)
            hang = "\n" + " " * (width + _KEY)
            about = Content(hang).join([plain(line) for line in (first, *rest)])
            yield Option(
                Content.assemble(
                    plain(f"{each.key}  ", "bold"), plain(fit(each.name, width + 3)), about
                )
            )

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.action_choose(event.option_index)

    def action_choose(self, place: int) -> None:
        """Choose the action that stands at a place."""
        self.dismiss(self._actions[place].action)
