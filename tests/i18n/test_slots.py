"""A weekly slot as it is typed, in either language, and shown so that it can be typed back."""

from __future__ import annotations

import pytest

from revmentor.i18n.gettext import language, set_language
from revmentor.i18n.typed import parse_slot, typed_slot
from revmentor.rules.availability import WEEK


@pytest.mark.parametrize(
    ("typed", "slot"),
    [
        ("mon-09:00", "mon-09:00"),
        ("Mon 9", "mon-09:00"),
        ("Monday at 9:00", "mon-09:00"),
        ("lun 9:00", "mon-09:00"),
        ("lunedì 9", "mon-09:00"),
        ("lunedi alle 9", "mon-09:00"),
        ("Lunedi' alle ore 9", "mon-09:00"),
        ("lun. 9,30", "mon-09:30"),
        ("MAR 14.30", "tue-14:30"),
        ("martedì ore 14:30", "tue-14:30"),
        ("Thurs 16h15", "thu-16:15"),
        ("  ven   8  ", "fri-08:00"),
        ("mercoledì, 17:00", "wed-17:00"),
        ("lun 9", "mon-09:00"),
        ("martedì alle 14.30", "tue-14:30"),
        ("tue 9:00", "tue-09:00"),
        ("il giovedì alle 11", "thu-11:00"),
        ("Friday 2:30 pm", "fri-14:30"),
        ("sab 10", "sat-10:00"),
        ("Saturday at 9:30", "sat-09:30"),
    ],
)
def test_a_slot_is_read_as_people_write_it(typed: str, slot: str) -> None:
    assert parse_slot(typed) == slot


@pytest.mark.parametrize(
    "typed",
    ["", "lun", "9:00", "Sunday 10", "mon 24", "mon 9:60", "mon-am", "boh 9", "lun 9-11"],
)
def test_what_names_no_day_of_a_slot_with_an_hour_is_no_slot(typed: str) -> None:
    assert parse_slot(typed) is None


@pytest.mark.parametrize(("code", "shown"), [("en", "Mon 09:00"), ("it", "lun 09:00")])
def test_a_slot_is_shown_in_the_words_of_the_language_and_can_be_typed_back(
    code: str, shown: str
) -> None:
    before = language()
    set_language(code)
    try:
        assert typed_slot("mon-09:00") == shown
        for half_day in WEEK:
            slot = f"{half_day[:3]}-14:05"
            assert parse_slot(typed_slot(slot)) == slot
    finally:
        set_language(before)
    assert typed_slot(None) == ""
