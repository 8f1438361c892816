"""Every value that a record may choose from has one word, and one place where it stands."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from revmentor.i18n.gettext import set_language
from revmentor.model import labels
from revmentor.model.fields import leaves
from revmentor.model.firm import Firm
from revmentor.model.snapshot import TABLES

ROOT = Path(__file__).parents[2]
FUNCTIONS = {
    get_args(get_type_hints(function)["return"])[0]: function
    for _name, function in inspect.getmembers(labels, inspect.isfunction)
    if function.__module__ == labels.__name__
}


def choices() -> dict[Any, str]:
    """Every Literal of the model, with a place where it stands."""
    kinds: tuple[Any, ...] = (Firm, *TABLES.values())
    return {
        leaf.kind: f"{kind.__name__}.{leaf.field}"
        for kind in kinds
        for leaf in leaves(kind)
        if get_origin(leaf.kind) is Literal
    }


@pytest.mark.parametrize("kind", [*choices()], ids=[*choices().values()])
@pytest.mark.parametrize("language", ["en", "it"])
def test_every_value_has_a_word_of_its_own(kind: Any, language: str) -> None:
    set_language(language)
    try:
        words = FUNCTIONS[kind]()
    finally:
        set_language("en")
    assert set(words) == set(get_args(kind))
    assert len({*words.values()} - {""}) == len(words)


def test_no_place_that_several_types_share_hides_a_choice() -> None:
    unions = [leaf.kind for kind in TABLES.values() for leaf in leaves(kind)
              if get_origin(leaf.kind) in {Union, UnionType}]  # fmt: skip
    assert not [each for kind in unions for each in get_args(kind) if get_origin(each) is Literal]


# -- and nowhere else ------------------------------------------------------------------------------


def worded(node: ast.AST) -> Iterator[tuple[object, str]]:
    """The values that one expression gives words to, in a group or in pairs of a list."""
    if isinstance(node, ast.Dict):
        pairs = [*zip(node.keys, node.values, strict=True)]
    elif isinstance(node, ast.List | ast.Tuple):
        pairs = [(each.elts[0], each.elts[1]) for each in node.elts
                 if isinstance(each, ast.Tuple) and len(each.elts) == 2]  # fmt: skip
    else:
        return
    for key, word in pairs:
        if isinstance(key, ast.Constant) and (text := message(word)):
            yield key.value, text


def message(node: ast.AST) -> str:
    is_text = isinstance(node, ast.Call) and ast.unparse(node.func) == "_"
    return str(ast.literal_eval(node.args[0])) if is_text and isinstance(node, ast.Call) else ""


def labelled_again(node: ast.AST, words: Mapping[object, str]) -> bool:
    if isinstance(node, ast.IfExp):
        return {message(node.body), message(node.orelse)} <= set(words.values())
    return sum(words.get(value) == text for value, text in worded(node)) > 1


def test_no_other_module_says_the_words_of_a_choice() -> None:
    every = [function() for function in FUNCTIONS.values()]
    nodes = (
        (f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node)
        for package in ("revmentor", "screens", "widgets")
        for path in (ROOT / package).rglob("*.py")
        if path.name != "labels.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.IfExp | ast.Dict | ast.List | ast.Tuple)
    )
    found = [place for place, node in nodes if any(labelled_again(node, each) for each in every)]
    assert found == []
