"""Pages to print, read as a browser would."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from revmentor.exchange import printables
from revmentor.exchange.printables import SHEETS, SheetKind
from revmentor.i18n.gettext import set_language
from revmentor.model.session import Exchange
from revmentor.rules.programme_view import View
from tests.support.cli import revmentor
from tests.support.firm import (
    TODAY,
    day,
    goal,
    look,
    pair,
    part,
    person,
    prepared,
    rating,
    session,
)


class Read(HTMLParser):
    """The words of a page, its headings, and how many tags of each kind there are."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: dict[str, int] = {}
        self.feed(data.decode())
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def group(*more: Any) -> View:
    return look(
        part("giulia", "mentor", slot="mon-09:00", offers=("spreadsheets",)),
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        goal("anna", "spreadsheets"),
        rating("anna", "spreadsheets", 1),
        *more,
    )


def read(view: View, what: SheetKind) -> Read:
    return Read(printables.sheets_html(view, what, TODAY))


def test_every_pair_has_a_sheet_with_the_twelve_clauses_and_room_to_sign() -> None:
    page = read(group(), "charter")
    assert page.tags["section"] == 2
    assert "Giulia Ferrante & Anna De Luca" in page.text
    assert page.text.count("12. ") == 2
    assert "Anna De Luca, on" in page.text


def test_everybody_has_a_pulse_slip_in_the_words_of_the_own_side() -> None:
    page = read(group(), "pulse")
    assert page.tags["section"] == 7
    assert "When I speak, I am listened to." in page.text
    assert "I do not feel judged." in page.text
    assert "confidential, but not anonymous" in page.text


def test_the_agenda_is_of_the_next_slot_with_whose_turn_it_is() -> None:
    page = read(group(), "agenda")
    assert page.tags["section"] == 1
    assert "Monday 27 April 2026 09:00" in page.text
    assert "Giulia Ferrante & Anna De Luca" in page.text
    assert "Spreadsheets at work" in page.text


def test_the_final_form_asks_each_side_its_own_question() -> None:
    page = read(group(), "form")
    assert page.tags["section"] == 7
    assert page.text.count("At ease learning from a junior, before") == 5
    assert page.text.count("Sure of myself explaining, before") == 2


@pytest.mark.parametrize("what", SHEETS)
def test_a_name_that_looks_like_a_page_stays_text(what: SheetKind) -> None:
    name = "<script>alert(1)</script> & {{ 7*7 }}"
    page = read(group(person("giulia", name=name), met(1, "anna")), what)
    assert "script" not in page.tags
    assert name in page.text


@pytest.mark.parametrize("what", SHEETS)
def test_the_pages_speak_italian_too(what: SheetKind) -> None:
    set_language("it")
    data = printables.sheets_html(group(), what, TODAY)
    assert b'<html lang="it">' in data


def test_the_command_writes_a_page_of_each_kind_or_the_one_that_is_asked(path: Path) -> None:
    prepared(path, pair("giulia", "anna"))
    done = revmentor("paper", path.name, "-o", "pages", cwd=path.parent)
    assert done.status == 0
    assert sorted(each.stem for each in (path.parent / "pages").iterdir()) == sorted(SHEETS)
    one = revmentor("paper", path.name, "-o", "one", "--what", "pulse", cwd=path.parent)
    assert one.out.split() == ["one/pulse.html"]


def test_without_a_programme_there_is_nothing_to_print(path: Path) -> None:
    from tests.support.firm import begin

    begin(path)
    done = revmentor("paper", path.name, "-o", "pages", cwd=path.parent)
    assert done.status == 6
    assert "no programme" in done.err
    assert not (path.parent / "pages").exists()


def met(week: int, *seniors: str, **fields: Any) -> Any:
    return session("giulia", day(week), *seniors, **fields)


def test_a_mentor_takes_home_hours_topics_what_was_taught_and_who_saw_it() -> None:
    page = read(
        group(
            met(1, "anna", minutes=40, preparation_minutes=20,
                taught=(Exchange(skill_id="spreadsheets", text="a price list"),),
                received=(Exchange(skill_id="negotiation"),), seen_by="the head of sales"),
            met(2, "bruno", minutes=50, taught=(Exchange(skill_id="spreadsheets"),)),
            met(3, "anna", status="missed", reason="ill"),
        ),
        "attestation",
    )  # fmt: skip
    assert page.tags["section"] == 1  # who held no session takes none home
    assert "Giulia Ferrante took part as a mentor in “Common floor”" in page.text
    assert "2 sessions held with 2 colleagues" in page.text
    assert "1.5 teaching, 0.3 preparing" in page.text
    assert "Spreadsheets at work (2 sessions)" in page.text
    assert "a price list" in page.text
    learned = group().skill_name("negotiation")
    assert f"Learned in return {learned} (1 session)" in page.text
    assert "Who saw the work the head of sales" in page.text


def test_an_attestation_says_nothing_confidential_and_nobody_else_s_name() -> None:
    page = read(
        group(met(1, "anna", note="private words", ratings={"giulia": 1}, wants_talk=("anna",))),
        "attestation",
    )
    assert "private words" not in page.text
    assert "Anna" not in page.text
    assert "Who saw the work" not in page.text


def test_the_agenda_says_where() -> None:
    here = part("giulia", "mentor", slot="mon-09:00", offers=("spreadsheets",))
    assert "Where: on site" in read(group(here), "agenda").text
