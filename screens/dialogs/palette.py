"""The command palette: everything that can be done here, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, cast

import msgspec
from textual.command import (
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    ProviderSource,
)
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets.option_list import Option

from revmentor.i18n.gettext import _
from revmentor.model.text import begins_words, unaccented
from screens.base.host import Host
from screens.base.menu import menu_of
from widgets.text import plain

CALLED_SO, SAID_OF_IT, ONLY_LETTERS = 1.0, 0.75, 0.3
"""How high a command stands; people and pairs stand between the first two, sessions under them."""


class Command(msgspec.Struct, frozen=True):
    """One entry: what it is called, the key that does the same, what is said of it."""

    name: str
    key: str
    about: str
    run: Callable[[], Any]

    @property
    def shown(self) -> Content:
        """The name, with its key where it has one."""
        return plain(f"{self.name}  ({self.key})" if self.key else self.name)


class Commands(Provider):
    """The keys that act on the screen under the palette, then what has no key of its own."""

    def _commands(self) -> Iterator[Command]:
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            # What has an id is a command of ours; moving a cursor is not worth a name.
            if not binding.id or not active.enabled or not binding.description:
                continue
            if binding.id.startswith("rate_") or binding.action in seen:
                continue
            seen.add(binding.action)
            yield Command(
                binding.description,
                self.app.get_key_display(binding),
                binding.tooltip,
                partial(self.app.run_action, binding.action, active.node),
            )
        host = cast("Host", self.app)
        for each in menu_of(self.screen):
            key, run = host.key_of(each.id or ""), partial(self.screen.run_action, each.action)
            yield Command(each.description, key, each.tooltip, run)
        for title, about, callback, _discover in self.app.get_system_commands(self.screen):
            yield Command(title, "", about, callback)

    async def discover(self) -> Hits:
        """Offer every command before anything is typed."""
        for each in self._commands():
            about = str(plain(each.about)) or None
            yield DiscoveryHit(each.shown, each.run, text=each.name, help=about)

    async def search(self, query: str) -> Hits:
        """Offer the commands that match what was typed."""
        matcher = self.matcher(unaccented(query))
        for each in self._commands():
            if (score := _score(matcher, query, each)) > 0:
                about = str(plain(each.about)) or None
                yield Hit(score, each.shown, each.run, text=each.name, help=about)


def _score(matcher: Matcher, query: str, command: Command) -> float:
    """Return how well a command is what was typed, accents or not.

    First come those whose name has the words; then, under people and pairs, those of
    which they are said; last those whose name has at least the letters. Letters strewn over what
    is said of a command are no reason to offer it.
    """
    letters = min(1.0, matcher.match(unaccented(command.name)))
    if begins_words(query, command.name):
        return CALLED_SO + letters
    if begins_words(query, f"{command.name} {command.about}"):
        return SAID_OF_IT
    return letters * ONLY_LETTERS


class Themes(Commands):
    """The themes of our own, each by its name."""

    def _commands(self) -> Iterator[Command]:
        host = self.app
        if isinstance(host, Host):
            for name, (called, about) in theme_names().items():
                yield Command(called, "", about, partial(host.choose_theme, name))


class Palette(CommandPalette):
    """Textual's palette, in our words; its page keys fail while its list is not drawn yet."""

    def __init__(
        self,
        providers: ProviderSource | None = None,
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 -- as Textual calls it
    ) -> None:
        """Ask for a command, or for what the placeholder says."""
        asks = placeholder or _("A command, a person, a word of a session…")
        super().__init__(providers, placeholder=asks, id=id)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        say = partial(self._say_no_matches, search_value)
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say)

    def _say_no_matches(self, search_value: str) -> None:
        """Say that nothing was found, where something was looked for."""
        if search_value:
            nothing = Option(plain(_("No matches found")), disabled=True, id=self._NO_MATCHES)
            self.query_one(CommandList).add_option(nothing)
        self._list_visible = bool(search_value)

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).size.width:
            super()._action_command_list(action)


def theme_names() -> dict[str, tuple[str, str]]:
    """Return what each theme is called, and what is said of it."""
    return {
        "dark": (_("Dark colours"), _("Light text on a dark ground")),
        "light": (_("Light colours"), _("Dark text on a light ground")),
        "high-contrast": (_("High contrast"), _("White on black, for tired eyes and beamers")),
        "ansi": (_("The terminal’s own colours"), _("Sixteen colours, as your terminal has them")),
    }
