"""What is said of a text that does not fit, read from its type."""

from __future__ import annotations

from typing import Any

import pytest

from revmentor.i18n.gettext import set_language
from revmentor.model import base, firm, programme, skill, validation


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (base.Id, "an id of up to 64 letters, digits, dots, dashes and underscores"),
        (base.MonthDay, "a day of the year, written like 12-07 (month, day)"),
        (base.HalfDay, "a half-day, written like mon-am"),
        (base.Slot, "a weekly slot, written like mon-09:00"),
        (firm.Country, "a country's two letters, like IT"),
        (firm.HolidayDay, "a holiday, written like 12-26 for every year or 2027-03-26 for one"),
        (programme.Currency, "a currency's three letters, like EUR"),
        (skill.DigComp, "a DigComp code, written like 2.4"),
        (base.Prose, "text of 1 to 4000 characters"),
    ],
)
def test_a_type_says_what_it_takes(kind: Any, expected: str) -> None:
    raw = "" if kind is base.Prose else "so?"
    _value, problems = validation.read_as(kind, raw, "it")
    assert [each.message for each in problems] == [f"“{raw}” is not {expected}"]


def test_a_sentence_is_translated_when_it_is_said() -> None:
    set_language("it")
    try:
        _value, problems = validation.read_as(base.HalfDay, "so?", "it")
    finally:
        set_language("en")
    assert "una mezza giornata, scritta come mon-am" in problems[0].message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one\ntwo", "the text goes over several lines; write it on one"),
        ("   ", "the text is blank; write something or leave the field out"),
        ("", "“” is not text of 1 to 200 characters"),
    ],
)
def test_a_line_is_one_line_that_says_something(text: str, said: str) -> None:
    _value, problems = validation.read_as(firm.Firm, {"name": text}, "firm")
    assert [each.message for each in problems] == [said]
