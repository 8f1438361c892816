"""Stories and successes: with the name, without it, or not at all, and never another's name."""

from __future__ import annotations

from typing import Any

import pytest

from revmentor.model.success import Success
from revmentor.rules.results import released
from tests.support.firm import PROGRAMME, START, TODAY, form, look, person


def told(*records: Any) -> list[tuple[str, str]]:
    return [(each.whose, each.text) for each in released.voices(look(*records))]


def story(text: str, consent: Any) -> Any:
    return form("anna", "senior", story=text, consent=consent)


def success(text: str, who: tuple[str, ...], **consents: Any) -> Success:
    return Success(
        id="s1", programme_id=PROGRAMME, on=TODAY, text=text, person_ids=who, consents=consents
    )


def test_a_story_is_told_as_its_owner_said() -> None:
    assert told(story("We found it.", "with_name")) == [("Anna De Luca", "We found it.")]
    assert told(story("We found it.", "without_name")) == [
        ("Somebody who took part", "We found it.")
    ]


@pytest.mark.parametrize("consent", ["no", None])
def test_a_no_and_no_answer_are_the_same(consent: Any) -> None:
    view = look(story("We found it.", consent))
    assert released.voices(view) == []
    assert released.one_voice(view) is None
    assert released.kept_back(view) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giulia Ferrante helped me.", "Somebody helped me."),
        ("I, Anna, asked GIULIA and Bruno Tosi.", "I, Anna, asked somebody and somebody."),
        ("The owner, Ettore, laughed.", "The owner, somebody, laughed."),
    ],
)
def test_nobody_else_s_name_stands_in_a_story(text: str, expected: str) -> None:
    assert told(story(text, "with_name")) == [("Anna De Luca", expected)]


def test_without_the_name_the_own_one_goes_from_the_text_too() -> None:
    ((_whose, text),) = told(story("They call me Anna, Anna De Luca.", "without_name"))
    assert text == "They call me somebody, somebody."


def test_a_name_that_two_bear_is_not_told_of_the_other() -> None:
    other = person("x1", name="Anna Moretti")
    ((_whose, text),) = told(other, story("Anna Moretti was there.", "with_name"))
    assert text == "Somebody was there."


def test_a_success_of_several_takes_the_most_careful_of_their_answers() -> None:
    both = ("anna", "giulia")
    text = "Anna and Giulia called."
    assert told(success(text, both, anna="with_name", giulia="with_name")) == [
        ("A success of Anna De Luca and Giulia Ferrante", text)
    ]
    assert told(success(text, both, anna="with_name", giulia="without_name")) == [
        ("A success", "Somebody and somebody called.")
    ]
    assert told(success(text, both, anna="with_name", giulia="no")) == []
    assert told(success(text, both, anna="with_name")) == []
    assert told(success(text, ())) == []


def test_what_was_written_after_a_day_is_not_told_before() -> None:
    view = look(story("We found it.", "with_name"))
    assert released.voices(view, START) == []
