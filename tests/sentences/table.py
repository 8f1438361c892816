"""Sentences with a condition: each with records it is true of, and with near ones it is not."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from revmentor.content.skills import catalogue
from revmentor.model.base import Record
from revmentor.rules.programme_view import View
from tests.support.firm import PROGRAMME, TODAY, look, programme, rating, snapshot

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


def rows(sentences: Iterable[Sentence]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", [pytest.param(each, id=each.reads) for each in sentences])


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


def start(who: str, level: int = 1, skill: str = "video-meetings", **fields: Any) -> Record:
    by = fields.get("rated_by", "")
    return rating(who, skill, level, id=f"{who}-{skill}-start-{by}", **fields)


def end(who: str, level: int = 3, skill: str = "video-meetings", **fields: Any) -> Record:
    by = fields.get("rated_by", "")
    return rating(who, skill, level, "final", id=f"{who}-{skill}-end-{by}", on=TODAY, **fields)


def both(who: str, first: int = 1, last: int = 3, **fields: Any) -> list[Record]:
    return [start(who, first, **fields), end(who, last, **fields)]
