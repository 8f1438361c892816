"""Every text has its Italian, and what the application reads is what was written."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PACKAGES = ("revmentor", "screens", "widgets")
WRITTEN = ROOT / "revmentor/i18n/locale/it/LC_MESSAGES/revmentor.po"
with WRITTEN.open("rb") as file:
    ITALIAN = read_po(file, locale="it")


def messages() -> Iterator[Message]:
    return (each for each in ITALIAN if each.id)


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def test_every_text_of_the_interface_has_its_italian() -> None:
    keywords = {"_": None, "ngettext": (1, 2)}
    lacking = []
    for package in PACKAGES:
        method_map = [("**.py", "python")]
        found = extract_from_dir(ROOT / package, method_map, {}, keywords=keywords)
        for name, line, text, _comments, context in found:
            known = ITALIAN.get(text, context)
            if known is None or known.fuzzy or not all(forms(known.string)):
                lacking.append(f"{package}/{name}:{line} {text!r}")
    assert lacking == [], "run make texts, and write the Italian"


def test_what_the_application_reads_is_what_was_translated() -> None:
    with WRITTEN.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = []
    for each in messages():
        one, many = forms(each.id)[0], forms(each.id)[-1]
        counted = {compiled.ngettext(one, many, n) for n in (1, 2)}
        read = counted if each.pluralizable else {compiled.gettext(one)}
        if read != {*forms(each.string)}:
            stale.append(each.id)
    assert stale == [], "run make texts"


def test_what_is_put_into_a_sentence_is_put_into_its_italian_too() -> None:
    wrong = []
    for each in messages():
        for number, (one, other) in enumerate(zip(forms(each.id), forms(each.string), strict=True)):
            there, here = (set(re.findall(r"\{[^{}]*\}", text)) for text in (one, other))
            if number == 0 and len(forms(each.id)) > 1:
                there, here = there - {"{n}"}, here - {"{n}"}  # “one” may be said without a digit
            if there != here:
                wrong.append((one, other))
    assert wrong == []


def test_the_edges_of_a_text_stay_as_they_are() -> None:
    for each in messages():
        for one, other in zip(forms(each.id), forms(each.string), strict=True):
            assert one[:1].isspace() == other[:1].isspace(), one
            assert one[-1:].isspace() == other[-1:].isspace(), one


@pytest.mark.parametrize("package", PACKAGES)
def test_no_text_hides_where_it_is_not_gathered(package: str) -> None:
    """A text within an f-string is not seen by whatever gathers the texts."""
    hidden = []
    for path in sorted((ROOT / package).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for outer in ast.walk(tree):
            if isinstance(outer, ast.JoinedStr):
                hidden += [
                    f"{path.relative_to(ROOT)}:{call.lineno}"
                    for call in ast.walk(outer)
                    if isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Name)
                    and call.func.id in {"_", "ngettext"}
                ]
    assert hidden == []
