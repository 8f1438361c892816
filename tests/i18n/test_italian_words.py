"""Italian as one writes it: articles before days, quotation marks, what the machine says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, in_language, quoted
from revmentor.i18n.system_errors import reason_of

WRITTEN = Path(__file__).parents[2] / "revmentor/i18n/locale/it/LC_MESSAGES/revmentor.po"
CODE = "{{“log”: “f6”}}"
"""What is quoted as it is typed keeps its marks."""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 7), "dal 7 mar 2026"),
        (date(2026, 3, 8), "dall’8 mar 2026"),
        (date(2026, 3, 11), "dall’11 mar 2026"),
        (date(2026, 3, 18), "dal 18 mar 2026"),
    ],
)
def test_an_article_is_elided_before_a_day_that_begins_with_a_vowel(day: date, said: str) -> None:
    with in_language("it"):
        assert _("since {day}").format(day=plain_date(day)) == said


def test_a_sentence_that_begins_with_a_day_elides_its_article_too() -> None:
    with in_language("it"):
        text = _("{day} has not come yet; write down what has happened.")
        assert text.format(day="8 mar 2027").startswith("L’8 mar 2027 deve")
        assert text.format(day="9 mar 2027").startswith("Il 9 mar 2027 deve")


def test_italian_quotes_as_italian_does() -> None:
    with WRITTEN.open("rb") as file:
        texts = [str(each.string) for each in read_po(file, locale="it") if each.id]
    assert [text for text in texts if set("“”") & set(text) and CODE not in text] == []
    with in_language("it"):
        assert quoted("così") == "«così»"
    with in_language("en"):
        assert quoted("so") == "“so”"


def test_what_the_machine_says_is_said_in_italian() -> None:
    with pytest.raises(OSError, match="No such") as caught:
        Path("no such folder/file").read_bytes()
    with in_language("it"):
        assert reason_of(caught.value) == "il file o la cartella non c’è"
    with in_language("en"):
        assert reason_of(caught.value) == "No such file or directory"
    assert reason_of(OSError("only this")) == "only this"
