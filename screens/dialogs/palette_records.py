"""What the palette finds in the records: people, pairs, and the words of sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, cast

import msgspec
from textual.command import Hit, Hits, Provider

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _
from revmentor.model.session import Session
from revmentor.model.text import unaccented
from revmentor.rules.programme_view import View, display_names
from screens.base.host import Host
from widgets.text import plain

_MOST = 8
"""So many of each kind are shown."""
_FIRST, _SECOND, _THIRD = 0.9, 0.8, 0.7
"""How high people, pairs and sessions stand: below a command that is called as what was typed."""


class Destination(msgspec.Struct, frozen=True):
    """What can be gone to in the records: what it is called, what it is, what words it holds."""

    name: str
    about: str
    words: str
    run: Callable[[], Any]


class Records(Provider):
    """People, pairs and sessions, by any of their words; accents do not matter."""

    async def discover(self) -> Hits:
        """Offer nothing before something is typed: there are too many."""
        return
        yield

    async def search(self, query: str) -> Hits:
        """Offer what holds every word that was typed."""
        host = cast("Host", self.app)
        wanted = unaccented(query).split()
        if host.workspace is None or host.view is None or not wanted:
            return
        kinds = ((_people, _FIRST), (_pairs, _SECOND), (_sessions, _THIRD))
        for kind, height in kinds:
            shown = 0
            for each in kind(host, host.view):
                if shown < _MOST and all(word in unaccented(each.words) for word in wanted):
                    shown += 1
                    yield Hit(height, plain(each.name), each.run, text=each.name, help=each.about)


def _people(host: Host, _view: View) -> Iterator[Destination]:
    names = display_names(list(host.file.shown.people.values()))
    for person_id, name in sorted(names.items(), key=lambda each: unaccented(each[1])):
        yield Destination(name, _("a person"), name, partial(host.show_person, person_id))


def _pairs(host: Host, view: View) -> Iterator[Destination]:
    for pair in view.open_pairs:
        name = f"{view.name(pair.mentor_id)} & {view.name(pair.senior_id)}"
        yield Destination(name, _("a pair"), name, partial(host.go, "pairs", pair.id))


def _sessions(host: Host, view: View) -> Iterator[Destination]:
    for session in sorted(view.sessions, key=lambda each: each.day, reverse=True):
        if words := _words(session):
            name = f"{short_date(session.day)} · {view.name(session.mentor_id)} · {words}"
            yield Destination(name, _("a session"), words, partial(host.go, "sessions", session.id))


def _words(session: Session) -> str:
    """Return what was written of a session: taught, given back, to be tried."""
    exchanged = [each.text for each in (*session.taught, *session.received)]
    tried = [each.text for each in session.steps]
    return " · ".join(filter(None, [*exchanged, *tried]))
