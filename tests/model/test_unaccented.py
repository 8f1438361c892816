"""Letters are found without their accents, and sorted so."""

from __future__ import annotations

import pytest

from revmentor.model.text import unaccented
from revmentor.rules.person_names import surname_first
from widgets.picker import matching


@pytest.mark.parametrize(
    ("text", "small"),
    [("Niccolò", "niccolo"), ("Łukasz", "lukasz"), ("Jürgen Ñuñez", "jurgen nunez"), ("È", "e")],
)
def test_an_accent_is_no_other_letter(text: str, small: str) -> None:
    assert unaccented(text) == small


def test_a_name_is_found_by_letters_with_or_without_accents() -> None:
    names = ["Anna", "Niccolò Però", "Łukasz"]
    assert matching(names, "nicco") == matching(names, "niccolò") == [1]
    assert matching(names, "pero") == [1]
    assert matching(names, "luk") == [2]


def test_names_are_sorted_without_accents() -> None:
    assert sorted(["Ada Zeno", "Ugo Łach", "Ivo Èlia"], key=surname_first) == [
        "Ivo Èlia",
        "Ugo Łach",
        "Ada Zeno",
    ]
