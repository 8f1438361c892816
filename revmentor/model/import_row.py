"""Somebody on a sheet of people, before they are anybody in a programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revmentor.model.base import Role
from revmentor.model.person import Person


@dataclass(frozen=True)
class Newcomer:
    """A person, the roles wished, what is taught (skill: level 0-8), learned, and exchanged.

    ``exchanges`` are the skills a senior offers in return, or a mentor wishes to receive.
    """

    person: Person
    roles: tuple[Role, ...]
    teaches: Mapping[str, int]
    learns: tuple[str, ...]
    exchanges: tuple[str, ...]
