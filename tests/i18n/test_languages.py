"""The names of languages, typed in either of ours, and shown in the reader's."""

from __future__ import annotations

import pytest

from revmentor.i18n.typed import parse_languages, typed_languages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Italian, German", ("it", "de")),
        ("italiano; TEDESCO / en", ("it", "de", "en")),
        ("it, Italian, IT", ("it",)),
        (" , Ladino dolomitico,", ("Ladino dolomitico",)),
        ("", ()),
    ],
)
def test_languages_are_read_by_name_or_code_each_once(text: str, expected: tuple[str, ...]) -> None:
    assert parse_languages(text) == expected


def test_what_is_shown_is_read_back() -> None:
    for languages in (("it", "de", "pl"), ("Ladino Dolomitico",), ()):
        assert parse_languages(typed_languages(languages)) == languages
