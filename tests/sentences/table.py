"""Sentences with a condition: each with records it is true of, and with near ones it is not."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from revmentor.content.skills import catalogue
from revmentor.model.base import Record
from revmentor.rules.programme_view import View
from tests.support.firm import (
    MENTORS,
    PROGRAMME,
    SENIORS,
    TODAY,
    day,
    form,
    goal,
    look,
    pair,
    programme,
    rating,
    session,
    snapshot,
)

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Case:
    """A small programme on a day."""

    records: tuple[Record, ...]
    on: date
    fields: Mapping[str, Any]
    of_nobody: bool = False

    @property
    def view(self) -> View:
        if self.of_nobody:
            alone = snapshot(programme(**self.fields), *self.records)
            return View(alone, PROGRAMME, catalogue(), date.max)
        return look(*self.records, **self.fields)


def case(*records: Record, on: date = TODAY, **fields: Any) -> Case:
    """Records beside everybody's, of the Friday of week 12 if nothing else is said."""
    return Case(records, on, fields)


def empty(*, on: date = TODAY, **fields: Any) -> Case:
    """A programme in which nobody takes part yet."""
    return Case((), on, fields, of_nobody=True)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the source; how it reads where it is true; a near case where it is not said.

    Near the truth no other form of it may be said either; ``but_not`` are the words that may not,
    where the same sentence is true there of something else.
    """

    msgid: str
    reads: str
    true: Case
    near: Case
    but_not: str = ""


Tell = Callable[[Case], str]
"""What a page says of a case, a line for each sentence."""


def written(*modules: str) -> dict[str, tuple[str, ...]]:
    """Return every text of some modules by its first form, with all its forms."""
    found: dict[str, tuple[str, ...]] = {}
    for module in modules:
        for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                count = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
                forms = [each.value for each in node.args[:count] if isinstance(each, ast.Constant)]
                if forms:
                    found[str(forms[0])] = tuple(map(str, forms))
    return found


@cache
def _everything() -> dict[str, tuple[str, ...]]:
    folders = ("revmentor", "screens")
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return written(*(str(path.relative_to(ROOT)) for path in files))


def _pattern(text: str) -> str:
    """Return the regular expression of a text: whatever is put in for its places."""
    parts = re.split(r"\{+[a-z_]+\}+", text)
    return "[^\n]*?".join(re.escape(part) for part in parts)


def is_said(msgid: str, text: str) -> bool:
    """Tell whether a sentence stands in a text, in any of its forms."""
    return any(re.search(_pattern(form), text) for form in _everything()[msgid])


def check_true(row: Sentence, tell: Tell) -> None:
    assert is_said(row.msgid, row.reads), "these are other words"
    assert row.reads in tell(row.true)


def check_near(row: Sentence, tell: Tell) -> None:
    told = tell(row.near)
    if row.but_not:
        assert row.but_not in tell(row.true)
        assert row.but_not not in told
    else:
        assert not is_said(row.msgid, told)


# -- records ---------------------------------------------------------------------------------------

STANDARD = {"video-meetings": 3}
AFTER = day(25, 4)
"""The day the programme is closed, in the cases about what comes after it."""
FORMS = [*(form(who, "mentor") for who in MENTORS), *(form(who, "senior") for who in SENIORS)]


def start(who: str, level: int = 1, skill: str = "video-meetings", **fields: Any) -> Record:
    by = fields.get("rated_by", "")
    return rating(who, skill, level, id=f"{who}-{skill}-start-{by}", **fields)


def end(who: str, level: int = 3, skill: str = "video-meetings", **fields: Any) -> Record:
    by = fields.get("rated_by", "")
    return rating(who, skill, level, "final", id=f"{who}-{skill}-end-{by}", on=TODAY, **fields)


def both(who: str, first: int = 1, last: int = 3, **fields: Any) -> list[Record]:
    return [start(who, first, **fields), end(who, last, **fields)]


def learns(*records: Any, **fields: Any) -> Case:
    """Records of a programme in which every senior shall reach level 3 in one skill."""
    return case(*records, standard_level=STANDARD, **fields)


def met(**fields: Any) -> list[Any]:
    return [pair("giulia", "anna"), session("giulia", day(1), "anna", **fields)]


def seen_by(mentor: Any) -> list[Any]:
    return [start("anna", rated_by="coordinator"), end("anna", rated_by=mentor)]


GIULIA = [goal("giulia", "negotiation"), start("giulia", skill="negotiation")]
"""What a mentor learns herself, with its start."""


def goals(of_each: int, people: int, attainment: int | None) -> list[Any]:
    on = None if attainment is None else TODAY
    return [
        goal(who, id=f"{who}-{n}", text=f"goal {n}", attainment=attainment, attainment_on=on)
        for who in SENIORS[:people]
        for n in range(of_each)
    ]
