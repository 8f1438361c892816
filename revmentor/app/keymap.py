"""Keys of one's own, from the settings: a key for the id of a binding, as ``log = "f6"``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import chain

import msgspec
from textual.binding import Binding, BindingType

from revmentor.i18n.gettext import _
from revmentor.rules.closest import did_you_mean
from revmentor.store.settings import Settings, in_place

_KEY = re.compile(r"\S|[a-z0-9_+]{2,40}")


ScreenPlaces = Mapping[str, tuple[str, str]]
"""The module and the class of each screen."""


class OwnKeys(msgspec.Struct, frozen=True):
    """The key that somebody chose for each binding, and what of it cannot be meant."""

    chosen: Mapping[str, str]
    problems: Sequence[str]


def own_keys(screens: ScreenPlaces, app: Iterable[BindingType], settings: Settings) -> OwnKeys:
    """Return the keys of the settings; what cannot be meant is left out, and said with its file.

    ``app`` are the bindings of the application.
    """
    if settings.keys_from is None:
        return OwnKeys({}, ())
    by_screen = [[*_of(app), *bindings] for bindings in _by_screen(screens)]
    known = {each.id for bindings in by_screen for each in bindings if each.id}
    problems: list[str] = []
    chosen: dict[str, str] = {}
    for binding_id, key in settings.keys.items():
        if why := _against(binding_id, key, known):
            problems.append(why)
        else:
            chosen[binding_id] = str(key)
    for bindings in by_screen:
        problems += _without_shared_keys(bindings, chosen)
    file = settings.keys_from.name
    return OwnKeys(chosen, [in_place(file, each) for each in dict.fromkeys(problems)])


def with_id(binding_id: str, shown: Iterable[type], screens: ScreenPlaces) -> tuple[Binding, bool]:
    """Return a binding by its id, and whether it has but a letter in the menu of actions.

    The classes that are shown come first, in that order; only what none of them declares is looked
    for elsewhere, since each screen that is looked at has to be imported.
    """
    elsewhere = (base for kind in _kinds(screens) for base in kind.__mro__)
    for kind in chain(shown, elsewhere):
        for name in ("BINDINGS", "MENU"):
            for binding in _of(vars(kind).get(name, ())):
                if binding.id == binding_id:
                    return binding, name == "MENU"
    raise LookupError(binding_id)


def _kinds(screens: ScreenPlaces) -> Iterator[type]:
    for module, name in screens.values():
        kind: type = getattr(import_module(module), name)
        yield kind


def _by_screen(screens: ScreenPlaces) -> Iterator[list[Binding]]:
    """Yield what acts on each screen: what it declares, and what it has from every step."""
    for kind in _kinds(screens):
        ours = (each for each in kind.__mro__ if each.__module__.startswith("screens."))
        yield [*dict.fromkeys(chain.from_iterable(map(_declared, ours)))]


def _declared(kind: type) -> list[Binding]:
    """Return what a class declares itself: its keys, and what stands in its menu of actions."""
    return _of([*vars(kind).get("BINDINGS", ()), *vars(kind).get("MENU", ())])


def _against(binding_id: str, key: object, known: set[str]) -> str:
    """Return why a line cannot be meant; empty where it can."""
    if binding_id not in known:
        text = _("there is no “{id}”.").format(id=binding_id)
        every = _("Ids are {ids}.").format(ids=", ".join(sorted(known)))
        return f"{text} {did_you_mean(binding_id, known) or every}"
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        return _("“{key}” is not a key").format(key=key)
    return ""


def _of(bindings: Iterable[BindingType]) -> list[Binding]:
    return [each for each in bindings if isinstance(each, Binding)]


def _without_shared_keys(bindings: Iterable[Binding], chosen: dict[str, str]) -> Iterator[str]:
    """Take chosen keys out that another binding of the same screen has, and yield what was taken.

    The one that would take a key from another keeps its own; of two that were chosen, the second.
    """
    every = list(bindings)
    while shared := _shared(every, chosen):
        key, one, other = shared
        loser = other if other.id in chosen else one
        chosen.pop(loser.id or "")
        text = _("“{key}” would be the key of “{one}” and of “{other}”; “{kept}” keeps its own")
        yield text.format(key=key, one=one.id, other=other.id, kept=loser.id)


def _shared(
    bindings: Iterable[Binding], chosen: Mapping[str, str]
) -> tuple[str, Binding, Binding] | None:
    """Return a key that would be that of two bindings, of which one was chosen."""
    owner: dict[str, Binding] = {}
    for binding in bindings:
        for key in chosen.get(binding.id or "", binding.key).split(","):
            other = owner.setdefault(key, binding)
            if other.id != binding.id and {binding.id, other.id} & chosen.keys():
                return key, other, binding
    return None
