"""Who is meant by the names that somebody wrote on a form."""

from __future__ import annotations

import msgspec

from revmentor.model.base import Role
from revmentor.model.text import unaccented
from revmentor.rules.programme_view import View


class PeopleNamed(msgspec.Struct, frozen=True):
    """Whom some names mean, by id, and the names that mean nobody, or several people."""

    ids: tuple[str, ...]
    unclear: tuple[str, ...]


def people_named(view: View, role: Role, words: str) -> PeopleNamed:
    """Return who of the other side is meant by names with commas between, whole or in part."""
    others = view.seniors if role == "mentor" else view.mentors
    called = {each: set(_words(view.snapshot.people[each].name)) for each in others}
    ids: list[str] = []
    unclear: list[str] = []
    for name in _separated(words):
        meant = [each for each, of_person in called.items() if set(_words(name)) <= of_person]
        if len(meant) == 1:
            ids.append(meant[0])
        else:
            unclear.append(name)
    return PeopleNamed(tuple(dict.fromkeys(ids)), tuple(unclear))


def _words(name: str) -> list[str]:
    return unaccented(name.replace("’", "'")).split()


def _separated(words: str) -> list[str]:
    for mark in (";", "\n", " e ", " and "):
        words = words.replace(mark, ",")
    return [name for each in words.split(",") if (name := each.strip(" ."))]
