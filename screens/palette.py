"""The command palette: everything that can be done here, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from widgets.text import plain


class Commands(Provider):
    """The keys that act on the screen under the palette, by their names."""

    def _active(self) -> Iterator[ActiveBinding]:
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            # What has an id is a command of ours; moving a cursor is not worth a name.
            if not binding.id or not active.enabled or not binding.description:
                continue
            if binding.id.startswith("rate_") or binding.action in seen:
                continue
            seen.add(binding.action)
            yield active

    async def discover(self) -> Hits:
        """Offer every command before anything is typed."""
        for active in self._active():
            yield DiscoveryHit(
                plain(f"{active.binding.description}  ({self._key(active)})"),
                partial(self.app.run_action, active.binding.action, active.node),
                text=active.binding.description,
                help=str(plain(active.binding.tooltip)) or None,
            )

    async def search(self, query: str) -> Hits:
        """Offer the commands that match what was typed."""
        matcher = self.matcher(query)
        for active in self._active():
            # What a command is called counts before what is said of it.
            named = matcher.match(active.binding.description)
            if (score := named or matcher.match(active.binding.tooltip) / 2) > 0:
                yield Hit(
                    score,
                    plain(f"{active.binding.description}  ({self._key(active)})"),
                    partial(self.app.run_action, active.binding.action, active.node),
                    text=active.binding.description,
                    help=str(plain(active.binding.tooltip)) or None,
                )

    def _key(self, active: ActiveBinding) -> str:
        return self.app.get_key_display(active.binding)
