"""The catalogue of skills, and what each level means."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import msgspec

from revmentor.i18n.gettext import language
from revmentor.model.skill import Skill, SkillKind, Task

FRAMEWORK, FRAMEWORK_VERSION = "digcomp", "3.0"


class _Level(msgspec.Struct, frozen=True):
    level: int
    band: str | None
    meaning: dict[str, str]


class _Skill(msgspec.Struct, frozen=True):
    id: str
    kind: SkillKind
    name: dict[str, str]
    short: dict[str, str]
    digcomp: tuple[str, ...]
    tasks: tuple[Task, ...] = ()


class _File(msgspec.Struct, frozen=True):
    attribution: str
    levels: Annotated[tuple[_Level, ...], msgspec.Meta(min_length=9, max_length=9)]
    skills: tuple[_Skill, ...]


@lru_cache(maxsize=1)
def _file() -> _File:
    raw = (Path(__file__).parent / "skills.json").read_bytes()
    return msgspec.json.decode(raw, type=_File)


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Skill]:
    """Return the shipped skills by id, in the order of the catalogue. Ids never change."""
    return MappingProxyType(
        {
            each.id: Skill(
                id=each.id,
                kind=each.kind,
                name=each.name,
                digcomp=each.digcomp,
                tasks=each.tasks,
            )
            for each in _file().skills
        }
    )


def with_own(own: Mapping[str, Skill]) -> Mapping[str, Skill]:
    """Return the shipped skills together with a firm's own."""
    return {**catalogue(), **own}


@lru_cache(maxsize=1)
def _short_names() -> Mapping[str, dict[str, str]]:
    return {each.id: each.short for each in _file().skills}


def short_name(skill_id: str, name: str) -> str:
    """Return a name of at most eight letters for the head of a column; a firm's own is cut."""
    words = _short_names().get(skill_id, {})
    return words.get(language()) or words.get("en") or (name if len(name) <= 8 else name[:7] + "…")


def short_names(skill_id: str) -> tuple[str, ...]:
    """Return the short names of a shipped skill in every language; empty for a firm's own."""
    return tuple(_short_names().get(skill_id, {}).values())


def meaning(level: int) -> str:
    """Return what a level (0-8) means, in the language in use."""
    words = _file().levels[level].meaning
    return words.get(language(), words["en"])


def attribution() -> str:
    """Return the line that the licences of the frameworks ask for."""
    return _file().attribution
