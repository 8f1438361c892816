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
from revmentor.rules.people.printed_for import EVERYBODY, PrintedFor
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
        self.who: list[str] = []
        self._is_who = False
        self.feed(data.decode())
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self._is_who = ("class", "who") in attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._is_who and data.strip():
            self.who.append(data.strip())
            self._is_who = False


def group(*more: Any) -> View:
    return look(
        part("giulia", "mentor", slot="mon-09:00", offers=("spreadsheets",)),
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        goal("anna", "spreadsheets"),
        rating("anna", "spreadsheets", 1),
        *more,
    )


def read(view: View, what: SheetKind, whom: PrintedFor = EVERYBODY) -> Read:
    return Read(printables.sheets_html(view, what, TODAY, whom))


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
    before = [] if what == "levels" else [met(1, "anna")]
    page = read(group(person("giulia", name=name), *before), what)
    assert "script" not in page.tags
    assert name in page.text


@pytest.mark.parametrize("what", SHEETS)
def test_the_pages_speak_italian_too(what: SheetKind) -> None:
    set_language("it")
    before = [] if what == "levels" else [met(1, "anna")]
    data = printables.sheets_html(group(*before), what, TODAY)
    assert b'<html lang="it">' in data


def test_the_command_writes_a_page_of_each_kind_or_the_one_that_is_asked(path: Path) -> None:
    prepared(path, pair("giulia", "anna"))
    done = revmentor("paper", path.name, "-o", "pages", cwd=path.parent)
    assert done.status == 0
    assert sorted(each.name for each in (path.parent / "pages").iterdir()) == [
        "charter.html", "final-form.html", "pulse.html", "readiness-list.html", "sign-up.html",
        "starting-points.html",
    ]  # fmt: skip
    assert "“Attestation” would be empty: it is for mentors who held a session." in done.err
    one = revmentor("paper", path.name, "-o", "one", "--what", "pulse", cwd=path.parent)
    assert one.out.split() == ["one/pulse.html"]
    none = revmentor("paper", path.name, "-o", "none", "--what", "agenda", cwd=path.parent)
    assert none.status == 6
    assert "mentors with a slot to come" in none.err
    assert not (path.parent / "none").exists()


def test_the_command_names_its_pages_in_the_language(path: Path) -> None:
    prepared(path, pair("giulia", "anna"))
    paper = ("paper", path.name, "--lang", "it", "-o", "pagine", "--what")
    assert revmentor(*paper, "charter", cwd=path.parent).out.split() == ["pagine/patto.html"]
    again = revmentor(*paper, "charter", cwd=path.parent)
    assert again.status == 6
    assert "patto.html" in again.err


def test_the_command_prints_for_one_person_for_a_pair_or_for_the_week(path: Path) -> None:
    prepared(
        path,
        part("giulia", "mentor", slot="mon-09:00"),
        part("luca", "mentor", slot="fri-09:00"),
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        pair("luca", "carla"),
    )

    def sections(what: str, *words: str) -> list[str]:
        paper = ("paper", path.name, "--what", what, "-o", "-".join([what, *words]), *words)
        done = revmentor(*paper, "--today", TODAY.isoformat(), cwd=path.parent)
        assert done.status == 0, done.err
        page = Read((path.parent / done.out.strip()).read_bytes())
        return page.who

    anna, giulia = "Anna De Luca", "Giulia Ferrante"
    assert [each.split(" · ")[0] for each in sections("pulse", "--for", anna)] == [anna]
    both = ("--for", giulia, "--for", "anna")
    assert [each.split(" · ")[0] for each in sections("pulse", *both)] == [giulia, anna]
    (charter,) = sections("charter", *both)
    assert charter.startswith(f"{giulia} & {anna}")
    assert len(sections("charter", "--for", giulia)) == 2
    # On the Friday the week still brings Luca's slot; Giulia's of the Monday was not logged.
    (agenda,) = sections("agenda", "--week")
    assert agenda.startswith("Luca ")
    assert len(sections("agenda")) == 2


def test_the_calendar_of_a_pair_is_what_it_is_among_all(path: Path) -> None:
    prepared(
        path, part("giulia", "mentor", slot="mon-09:00"), pair("giulia", "anna"),
        pair("giulia", "bruno"),
    )  # fmt: skip
    day = ("--today", TODAY.isoformat())
    every = revmentor("calendar", path.name, "-o", "all", *day, cwd=path.parent)
    some = revmentor(
        "calendar", path.name, "-o", "some", "--for", "giulia", "--for", "anna", *day,
        cwd=path.parent,
    )  # fmt: skip
    names = sorted(each.name for each in (path.parent / "some").iterdir())
    assert (every.status, some.status, len(names)) == (0, 0, 2)
    for name in names:
        assert (path.parent / "some" / name).read_bytes() == (
            path.parent / "all" / name
        ).read_bytes()


def test_for_somebody_who_is_not_there_nothing_is_printed(path: Path) -> None:
    prepared(path, pair("giulia", "anna"))
    done = revmentor("paper", path.name, "-o", "pages", "--for", "Zora", cwd=path.parent)
    assert (done.status, "nobody “Zora”" in done.err) == (6, True)


def test_pulse_slips_stand_four_on_a_sheet() -> None:
    data = printables.sheets_html(group(), "pulse", TODAY).decode()
    assert data.count("<section>") == 7
    assert data.count('<div class="slips">') == 2


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
