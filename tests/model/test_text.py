"""Letters that nobody sees are found wherever they stand; those that a script needs are not."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.model.text import (
    as_inert_cell,
    cleaned,
    from_first_seen,
    from_inert_cell,
    has_piled_marks,
    hidden_character,
    plain_letters,
    shell_word,
    shown,
    unseen_character,
)

UNSEEN = [
    *("\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u180b", "\u180e"),
    *("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\u2061", "\u2064", "\u206f"),
    *("\u2800", "\u3164", "\ufe00", "\ufe0f", "\ufeff", "\uffa0", "\ufff9"),
    *("\U0001d159", "\U0001d173", "\U000e0001", "\U000e0041", "\U000e007f", "\U000e0100"),
]
IN_USE = [
    "Zoë D’Amico-Müller",
    "e\u0301a\u0301o\u0302",
    "👩‍💻 🇮🇹",
    "👩🏽‍💻 👨‍👩‍👧‍👦",
    "❤️‍🔥 ☝🏽 🏳️‍🌈",
    "1️⃣ #️⃣ ©️ Ⓜ️",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "می‌خواهم",
    "ന്‍",
    "क्‍ष",
    "葛\U000e0100城",
    "ᠮᠣᠩᠭᠣᠯ᠋",
    "ကျွန်ုပ်တို့",
    "ที่นี่",
    "日本語テスト",
]
"""Text in which some letters show nothing, and every one is needed."""


@pytest.mark.parametrize("letter", UNSEEN, ids=ascii)
@pytest.mark.parametrize("around", ["{0}", "Ada{0}", "{0}Ada", "A{0}da", "Ada {0}Neri", "{0}{0}"])
def test_a_letter_that_nobody_sees_is_found_and_cleaned_away(letter: str, around: str) -> None:
    text = around.format(letter)
    assert hidden_character(text) == f"U+{ord(letter):04X}"
    left = cleaned(text)
    assert not unseen_character(left)
    assert left.replace(" ", "") == text.replace(letter, "").replace(" ", "")


@pytest.mark.parametrize("text", IN_USE)
def test_a_letter_that_a_script_or_a_picture_needs_stays(text: str) -> None:
    assert hidden_character(text) == ""
    assert cleaned(text) == text
    assert not has_piled_marks(text)


def test_what_takes_room_leaves_a_space_and_what_takes_none_leaves_nothing() -> None:
    assert cleaned("Ada\u3164Neri") == "Ada Neri"
    assert cleaned("Ada\u2800\u200bNeri") == "Ada Neri"
    assert cleaned("Bru\u00adni\ufeff") == "Bruni"
    assert cleaned("a\ufe0f\u200db") == "ab"  # a joiner of nothing goes with what it follows


@given(st.text(st.sampled_from([*UNSEEN, *"aé1 👩葛ن🏴"]), max_size=9))
def test_what_is_cleaned_holds_nothing_hidden_and_is_cleaned_once_for_all(text: str) -> None:
    left = cleaned(text)
    assert not unseen_character(left)
    assert cleaned(left) == left


def test_eight_marks_on_a_letter_may_be_and_nine_are_a_pile() -> None:
    assert not has_piled_marks("a" + "\u0301\u0323" * 4)
    assert has_piled_marks("a" + "\u0301\u0323" * 4 + "\u0301")
    assert has_piled_marks("Ada a" + "\u0301\u200d" * 5)
    assert not has_piled_marks("a\u0301\u0323" * 1000)


def test_a_megabyte_of_marks_is_told_without_putting_them_in_order() -> None:
    marks = "a" + "\u0301\u0323\u0327\u031b" * 125_000
    assert has_piled_marks(marks)  # normalising it takes minutes
    assert not unicodedata.is_normalized("NFC", marks[:9])


@pytest.mark.parametrize("text", ["=1", " =1", "\u200b=1", "\u3164\u00a0\t=1", "\ufe0f\u2060=1"])
def test_a_text_begins_with_the_first_letter_that_shows(text: str) -> None:
    assert from_first_seen(text) == "=1"


def test_what_is_quoted_is_short_however_long_it_is() -> None:
    assert shown("Anna") == "Anna"
    assert shown("a" * 40) == "a" * 40
    assert shown("a" * 41) == "a" * 39 + "…"
    assert shown("\n" * 1_000_000) == " …"
    assert shown("Anna\nNeri\x1b[2J") == "Anna Neri␛[2J"


@pytest.mark.skipif(sys.platform == "win32", reason="another shell")
@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("valdarco.json", "valdarco.json"),
        ("my firm.json", "'my firm.json'"),
        ("it's.json", "'it'\"'\"'s.json'"),
        ("$HOME.json", "'$HOME.json'"),
        ("a;b&c.json", "'a;b&c.json'"),
        ("a\x1b[2J.json", "'a␛[2J.json'"),
        ("", "''"),
    ],
)
def test_a_name_in_a_command_is_one_word_for_the_shell(name: str, word: str) -> None:
    assert shell_word(name) == word


# -- cells of spreadsheets ---------------------------------------------------------------------

RUNNING = [
    *("=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "﹦1", "⁺1", "₊1", "﹣1"),
    *(" =1", "\t1", "\r=1", "\n=1", "\xa0=1", "\u200b=1", '"=1"', '""=1', '" =1', "\x00=1"),
]
cells = st.text() | st.text(alphabet="'=＝+-@\" \t\r\nab\u200b", max_size=8)


@pytest.mark.parametrize("text", RUNNING)
def test_a_text_that_runs_has_an_apostrophe_before_it(text: str) -> None:
    assert as_inert_cell(text) == f"'{text}"
    assert from_inert_cell(as_inert_cell(text)) == text


@pytest.mark.parametrize("text", ["", "'", "a=b", "'quoted'", "’ndrea", "Anna-Maria", '"old"'])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert as_inert_cell(text) == from_inert_cell(text) == text


def test_a_text_that_only_looks_inert_comes_back_too() -> None:
    assert as_inert_cell("'=1") == "''=1"
    assert from_inert_cell("''=1") == "'=1"


@given(cells)
def test_every_text_comes_back_from_its_cell(text: str) -> None:
    assert from_inert_cell(as_inert_cell(text)) == text


@given(cells)
def test_a_cell_never_begins_with_what_runs(text: str) -> None:
    first = as_inert_cell(text).lstrip()[:1]
    assert not set(unicodedata.normalize("NFKC", first)) & set("=+-@")


@given(st.text())
def test_plain_letters_are_small_ascii(text: str) -> None:
    plain = plain_letters(text)
    assert plain.isascii()
    assert plain == plain.lower() == plain_letters(plain)
