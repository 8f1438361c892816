"""Keys of one's own: ``keys.json`` in the configuration folder, a key for the id of a binding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import chain
from pathlib import Path

import msgspec
from textual.binding import Binding, BindingType

from revmentor.i18n.gettext import _
from revmentor.store.file import disk

_KEY = re.compile(r"\S|[a-z0-9_+]{2,40}")
_MOST = 64 * 1024


def keys_file() -> Path:
    """Return where the keys of one's own may stand, like ``{"log": "f6", "propose": "f7"}``."""
    from platformdirs import user_config_path

    return user_config_path("revmentor") / "keys.json"


ScreenPlaces = Mapping[str, tuple[str, str]]
"""The module and the class of each screen."""


def own_keys(screens: ScreenPlaces, app: Iterable[BindingType]) -> dict[str, str]:
    """Return the key that somebody chose for each binding; none where no such file stands.

    ``app`` are the bindings of the application. Raises :class:`ValueError` with a sentence for a
    file that cannot be meant.
    """
    if disk.kind_of(keys_file()) != "file":
        return {}
    chosen = _read(keys_file())
    by_screen = [[*_of(app), *bindings] for bindings in _by_screen(screens)]
    known = {each.id for bindings in by_screen for each in bindings if each.id}
    if unknown := sorted(chosen.keys() - known):
        raise ValueError(
            _("there is no “{id}”; ids are {ids}").format(
                id=unknown[0], ids=", ".join(sorted(known))
            )
        )
    for bindings in by_screen:
        _refuse_shared_key(bindings, chosen)
    return chosen


def with_id(binding_id: str, shown: Iterable[type], screens: ScreenPlaces) -> Binding:
    """Return a binding by its id, from the classes that are shown, in that order, else from any.

    It may be one that stands in the menu of actions only (:func:`stands_in_a_menu`).
    """
    for bindings in chain(map(_declared, shown), _by_screen(screens)):
        for binding in bindings:
            if binding.id == binding_id:
                return binding
    raise LookupError(binding_id)


def stands_in_a_menu(binding_id: str, shown: Iterable[type], screens: ScreenPlaces) -> bool:
    """Tell whether a binding has no key of its own, but a letter in the menu of actions."""
    menus = chain(
        (vars(kind).get("MENU", ()) for kind in shown),
        (getattr(kind, "MENU", ()) for kind in _kinds(screens)),
    )
    return any(each.id == binding_id for menu in menus for each in menu)


def _kinds(screens: ScreenPlaces) -> Iterator[type]:
    for module, name in screens.values():
        kind: type = getattr(import_module(module), name)
        yield kind


def _by_screen(screens: ScreenPlaces) -> Iterator[list[Binding]]:
    for kind in _kinds(screens):
        yield _of([*getattr(kind, "BINDINGS", ()), *getattr(kind, "MENU", ())])


def _declared(kind: type) -> list[Binding]:
    """Return what a class declares itself: its keys, and what stands in its menu of actions."""
    return _of([*vars(kind).get("BINDINGS", ()), *vars(kind).get("MENU", ())])


def _read(file: Path) -> dict[str, str]:
    try:
        raw, _stat = disk.read_file(file, _MOST)
        chosen = msgspec.json.decode(raw, type=dict[str, str])
    except (OSError, msgspec.MsgspecError) as error:
        raise ValueError(_("it is not JSON like {{“log”: “f6”}}")) from error
    for key in chosen.values():
        if not _KEY.fullmatch(key):
            raise ValueError(_("“{key}” is not a key").format(key=key))
    return chosen


def _of(bindings: Iterable[BindingType]) -> list[Binding]:
    return [each for each in bindings if isinstance(each, Binding)]


def _refuse_shared_key(bindings: Iterable[Binding], chosen: Mapping[str, str]) -> None:
    """Raise where a chosen key is that of another binding on the same screen."""
    owner: dict[str, Binding] = {}
    for binding in bindings:
        for key in chosen.get(binding.id or "", binding.key).split(","):
            other = owner.setdefault(key, binding)
            if other.id != binding.id and {binding.id, other.id} & chosen.keys():
                raise ValueError(
                    _("“{key}” would be the key of “{one}” and of “{other}”").format(
                        key=key, one=other.id, other=binding.id
                    )
                )
