"""Stories and successes as their owners released them: with the name, without it, or not at all.

Where nobody was asked, or somebody has not answered, it is as a no. Of a text that is told only the
names stand in it whose bearers said so: everybody else in the firm becomes “somebody”.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

import msgspec

from revmentor.i18n.gettext import _, listed
from revmentor.model.evaluation import Evaluation
from revmentor.model.success import Success
from revmentor.rules.erasing.traces import Traces
from revmentor.rules.programme_view import View
from revmentor.rules.results.final_forms import forms_of
from revmentor.rules.results.sides import SIDES

_SHORT = 240
"""A voice of up to so many letters fits where one alone is told."""


class Voice(msgspec.Struct, frozen=True):
    """Words that may be told, and the names that may stand beside them; none: nobody's."""

    text: str
    names: tuple[str, ...]
    on: date
    is_story: bool
    """Whether it is a person's own story, and not a success that was written down of people."""

    @property
    def whose(self) -> str:
        """Whose it is, as far as that may be told."""
        names = listed(list(self.names))
        if self.is_story:
            return names or _("Somebody who took part")
        return _("A success of {names}").format(names=names) if names else _("A success")


def voices(view: View, until: date = date.max) -> list[Voice]:
    """Return what may be told of what was written up to a day: stories first, then the named."""
    told = (voice for voice in _every(view) if voice is not None and voice.on <= until)
    return sorted(told, key=lambda each: (not each.is_story, not each.names))


def one_voice(view: View, until: date = date.max) -> Voice | None:
    """Return the one to tell where there is room for one: a short one with a name, if there is."""
    every = voices(view, until)
    short = [each for each in every if len(each.text) <= _SHORT]
    return next(iter(short or every), None)


def kept_back(view: View) -> int:
    """Return how many stories and successes are not told."""
    return sum(voice is None for voice in _every(view))


def _every(view: View) -> tuple[Voice | None, ...]:
    """Return every story and success as it may be told; ``None`` for one that may not."""
    forms = (form for role in SIDES for form in forms_of(view, role) if form.story)
    successes = sorted(view.own(Success), key=lambda each: (each.on, each.id))
    return (*(_story(view, form) for form in forms), *(_success(view, each) for each in successes))


def _story(view: View, form: Evaluation) -> Voice | None:
    if form.consent not in {"with_name", "without_name"}:
        return None
    named = [form.person_id] if form.consent == "with_name" else []
    return _voice(view, form.story or "", named, form.on, is_story=True)


def _success(view: View, success: Success) -> Voice | None:
    """Return a success as it may be told: each of those whose it is has said so.

    Where one of them wants no name, none is told: who was paired with whom is known.
    """
    answers = {success.consents.get(who, "no") for who in success.person_ids}
    if not answers or "no" in answers:
        return None
    named = success.person_ids if answers == {"with_name"} else ()
    return _voice(view, success.text, named, success.on, is_story=False)


def nameless(view: View, text: str) -> str:
    """Return a text with “somebody” in place of every name of the firm's people."""
    return "".join(_without(Traces.of(view.snapshot.people.values(), ()), text))


def _voice(view: View, text: str, named: Collection[str], on: date, *, is_story: bool) -> Voice:
    people = view.snapshot.people.values()
    others = Traces.of(
        [each for each in people if each.id not in named],
        [each for each in people if each.id in named],
    )
    names = tuple(view.name(each) for each in named)
    return Voice("".join(_without(others, text)), names, on, is_story)


def _without(others: Traces, text: str) -> Iterator[str]:
    """Yield the pieces of a text, “somebody” in place of whatever could tell of other people.

    A name that somebody else bears too goes as well; a number that is also an id stays.
    """
    at = 0
    for trace in others.found_in(text):
        if trace.kind != "id" or trace.sure:
            before = text[: trace.start].rstrip()
            yield text[at : trace.start]
            begins = not before or before[-1] in ".!?"
            yield _("somebody").capitalize() if begins else _("somebody")
            at = trace.end
    yield text[at:]
