"""Sheets of people brought in on the screen, in its three steps."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from revmentor.exchange import document
from revmentor.model.errors import Refused
from revmentor.model.snapshot import to_document
from revmentor.store.history import erasure
from revmentor.store.workspace import Workspace
from screens.people.bring_in import BringInScreen
from tests.exchange.sheet.test_cases import CASES_WITH_ANSWERS, SIX, Person
from tests.support.app_driver import NARROW, WIDE, Sitting, sitting
from tests.support.firm import begin, person, running
from tests.support.sheets import CASES, brought_in
from widgets.table import RowKey, Table

FRIDAY = date(2026, 4, 24)


def file_of(name: str) -> Path:
    (path,) = CASES.glob(f"{name}*")
    return path


async def opened(here: Sitting, source: Path | str) -> BringInScreen:
    """Go to the screen and open a sheet; the path is pasted."""
    await here.do("p i")
    screen = here.app.screen
    assert isinstance(screen, BringInScreen)
    screen.query_one("#path", Input).value = str(source)
    await here.press("enter")
    return screen


async def answer(here: Sitting, screen: BringInScreen, key: str, value: str) -> None:
    """Go to a question and press the arrow until its answer is the one wanted."""
    table = screen.query_one(Table)
    assert table.go_to(RowKey("question", key)), key
    for _turn in range(12):
        draft = screen._draft
        assert draft is not None
        if draft.answers.get(key) == value:
            return
        await here.press("right")
    raise AssertionError(f"{key} never became {value}")


def people(path: Path) -> list[Person]:
    snapshot = Workspace.open(path).snapshot
    roles: dict[str, str] = {}
    for part in sorted(snapshot.participations.values(), key=lambda each: each.role):
        roles[part.person_id] = roles.get(part.person_id, "") + part.role[0]
    return [(each, person.name, roles.get(each, "-")) for each, person in snapshot.people.items()]


@pytest.mark.parametrize("name", CASES_WITH_ANSWERS)
async def test_a_sheet_with_its_answers_gives_its_people(path: Path, name: str) -> None:
    begin(path)
    answers, expected = CASES_WITH_ANSWERS[name]
    async with sitting(path, FRIDAY) as here:
        screen = await opened(here, file_of(name))
        await here.press("ctrl+s")
        for key, value in answers.items():
            await answer(here, screen, key, value)
        await here.press("ctrl+s")
        assert not isinstance(here.app.screen, BringInScreen), here.toasts
    assert sorted(people(path)) == sorted(expected)


@pytest.mark.parametrize("name", ["01", "02", "04_excel", "20", "21", "22", "23"])
async def test_the_six_come_in_with_five_keys(path: Path, name: str) -> None:
    begin(path)
    async with sitting(path, FRIDAY) as here:
        await opened(here, file_of(name))
        await here.press("ctrl+s", "ctrl+s")
        assert "6 people brought in" in here.toasts[-1]
    assert people(path) == SIX


async def test_one_undo_takes_the_sheet_back(path: Path) -> None:
    begin(path)
    async with sitting(path, FRIDAY) as here:
        await opened(here, file_of("01"))
        await here.press("ctrl+s", "ctrl+s", "ctrl+z", "ctrl+s")
    assert people(path) == []


async def test_what_has_no_choice_stays_out_and_the_rest_comes_in(path: Path) -> None:
    begin(path)
    async with sitting(path, FRIDAY) as here:
        await opened(here, file_of("28"))
        await here.press("ctrl+s", "ctrl+s")
        assert here.toasts[-1] == (
            "2 people brought in, 0 changed, 2 doubts stay on Today. “Reverse mentoring 2026” "
            "begins on 11 May 2026; 1, then a v changes that."
        )
        await here.press("0")
        assert "28_formulas.csv: 2 doubts stayed open." in here.words
    assert [each for each, _name, _roles in people(path)] == ["S3", "S4"]


async def test_a_row_is_left_out_by_space_and_taken_in_again(path: Path) -> None:
    begin(path)
    async with sitting(path, FRIDAY) as here:
        screen = await opened(here, file_of("01"))
        await here.press("ctrl+s")
        assert "6 new" in here.words
        screen.query_one(Table).move_cursor(row=0)
        await here.press("space")
        assert "5 new · 0 changed · 0 the same · 1 left out" in here.words
        await here.press("space")
        assert "6 new" in here.words
        await here.press("space", "ctrl+s")
    assert len(people(path)) == 5


async def test_what_was_answered_before_is_shown_and_can_be_taken_back(path: Path) -> None:
    begin(path)
    sheet = path.with_name("sheet.csv")
    sheet.write_text(
        "matricola;nome;cognome;ruolo;sede\n1;Ada;Re;senior;Brescia\n2;Ivo;Bo;senior;BS\n"
        "3;Ugo;Po;senior;BS\n",
        encoding="utf-8",
    )
    brought_in(Workspace.open(path), sheet.read_bytes(), {"3": "leave_out"})
    async with sitting(path, FRIDAY, WIDE) as here:
        screen = await opened(here, sheet)
        await here.press("ctrl+s")
        assert "1 left out · 0 doubts" in here.words
        assert "“BS” as site, “Brescia” elsewhere" in here.words
        assert "the same site: Brescia" in here.words
        assert screen.query_one(Table).go_to(RowKey("row", "3", "1"))
        await here.press("space")
        assert "1 new · 0 changed · 2 the same · 0 doubts" in here.words
        await here.press("space")
        assert "1 left out · 0 doubts" in here.words
        await here.press("space", "ctrl+s")
    assert len(people(path)) == 3


async def test_what_was_left_on_today_is_asked_again(path: Path) -> None:
    begin(path)
    async with sitting(path, FRIDAY) as here:
        await opened(here, file_of("28"))
        await here.press("ctrl+s", "ctrl+s")
        await opened(here, file_of("28"))
        await here.press("ctrl+s")
        assert "2 doubts" in here.words


async def test_a_column_is_given_another_meaning_and_the_firm_remembers(path: Path) -> None:
    begin(path)
    sheet = path.with_name("odd.csv")
    sheet.write_text("Matr;Nome;Cognome;Gruppo\n1;Ada;Re;Vendite\n", encoding="utf-8")
    async with sitting(path, FRIDAY) as here:
        screen = await opened(here, sheet)
        assert "not read" in here.words
        screen.query_one(Table).go_to(RowKey("column", "3"))
        preview = screen._preview
        for _turn in range(40):
            preview = screen._preview
            assert preview is not None
            if preview.reading.sheet.held.get(3) == "department":
                break
            await here.press("right")
        await here.press("ctrl+s")
        await answer(here, screen, "role", "senior")
        await here.press("ctrl+s")
    workspace = Workspace.open(path)
    assert workspace.snapshot.people["1"].department == "Vendite"
    assert workspace.snapshot.firm.columns == {"gruppo": "department"}
    async with sitting(path, FRIDAY) as here:
        screen = await opened(here, sheet)
        assert screen._preview is not None
        assert screen._preview.reading.sheet.held[3] == "department"


async def test_a_question_of_the_whole_sheet_holds_everything_back(path: Path) -> None:
    begin(path)
    workspace = Workspace.open(path)
    brought_in(workspace, file_of("01").read_bytes())
    other = path.with_name("other.csv")
    other.write_text(
        "matricola;nome;cognome;ruolo\nM101;Carla;Villa;mentor\nS201;Ivo;Nero;senior\n"
        "S202;Ugo;Bo;senior\n",
        encoding="utf-8",
    )
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await opened(here, other)
        await here.press("ctrl+s")
        assert "another client" in here.words
        await here.press("ctrl+s")
        assert "First answer this" in here.toasts[-1]
        assert isinstance(here.app.screen, BringInScreen)
    assert path.read_bytes() == before


async def test_escape_goes_back_step_by_step_and_changes_nothing(path: Path) -> None:
    begin(path)
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await opened(here, file_of("07"))
        await here.press("ctrl+s", "escape")
        assert "● 2" in here.words
        await here.press("escape")
        assert "● 1" in here.words
        await here.press("escape")
        assert not isinstance(here.app.screen, BringInScreen)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/nowhere/at/all.csv", "There is no"),
        (str(CASES / "38_unclosed_quote.csv"), "Row 2"),
        (str(CASES / "hostile_far.xlsx"), "far too large"),
        (f"'{CASES / '01_exact_semicolon_utf8.csv'}'", ""),
        (f'"{CASES / "01_exact_semicolon_utf8.csv"}"', ""),
    ],
)
async def test_a_path_as_it_is_pasted(path: Path, typed: str, said: str) -> None:
    begin(path)
    async with sitting(path, FRIDAY) as here:
        await opened(here, typed)
        assert ("● 1" if said else "● 2") in here.words
        if said:
            assert said in here.toasts[-1]


async def test_sheets_that_lie_beside_the_file_are_offered(path: Path) -> None:
    begin(path)
    path.with_name("people.csv").write_bytes(file_of("01").read_bytes())
    async with sitting(path, FRIDAY) as here:
        await here.do("p i")
        assert "people.csv" in here.words
        await here.press("tab", "enter")
        assert "6 rows, 0 of them here already" in here.words


async def test_a_document_comes_in_at_once(path: Path) -> None:
    begin(path)
    from revmentor.content import sample

    async with sitting(path, FRIDAY) as here:
        await opened(here, sample.sample_path("valdarco-1-goals.json"))
        assert "entries taken in" in here.toasts[-1]
    assert len(Workspace.open(path).snapshot.people) == 27


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_firm_and_who_is_here_stand_on_top(path: Path, size: tuple[int, int]) -> None:
    workspace = begin(path)
    brought_in(workspace, file_of("01").read_bytes())
    async with sitting(path, FRIDAY, size) as here:
        await opened(here, file_of("03_excel"))
        assert workspace.snapshot.firm.name in here.words
        assert "6 rows, 6 of them here already" in here.words


async def test_what_was_said_in_words_can_be_read_of_the_person(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, file_of("messy").read_bytes(), accepts=True)
    async with sitting(path, FRIDAY, WIDE) as here:
        await here.do("p slash", "'bianchi", "enter")
        assert "teaches, in their words: Teams + OneDrive, password/MFA" in here.words
        assert "days, in their words: tutti i gg dopo le 17" in here.words


async def test_a_sheet_is_brought_in_from_any_step(path: Path) -> None:
    begin(path)
    async with sitting(path, FRIDAY) as here:
        for step in "12345":
            await here.press(step, "i")
            assert isinstance(here.app.screen, BringInScreen), step
            await here.press("escape")


def test_two_clients_with_equal_numbers_are_never_mixed(path: Path) -> None:
    ours, theirs = path, path.with_name("other.json")
    begin(ours)
    begin(theirs)
    head = "matricola;nome;cognome;ruolo programma\n"
    mine = f"{head}1;Ada;Re;mentor\n2;Ivo;Sala;senior\n3;Ugo;Bo;senior\n"
    other = f"{head}1;Carla;Villa;mentor\n2;Rita;Nero;senior\n3;Pia;Sole;senior\n"
    brought_in(Workspace.open(ours), mine)
    brought_in(Workspace.open(theirs), other)
    for file, sheet in ((ours, other), (theirs, mine)):
        before = file.read_bytes()
        with pytest.raises(Refused, match="question"):
            brought_in(Workspace.open(file), sheet, accepts=True)
        assert file.read_bytes() == before


# -- a large sheet, and quick fingers -----------------------------------------------------------


def large(path: Path, count: int) -> Path:
    """Write a sheet of so many people, each with something that is asked."""
    sheet = path.with_name("large.csv")
    head = "Matricola;Nome;Cognome;Ruolo;Reparto;Insegna;Disponibilità\n"
    roles = ("mentor", "senior", "senior")
    rows = "".join(
        f"{each:05d};Ada;Re{each};{roles[each % 3]};IT;Excel;dopo le 17\n" for each in range(count)
    )
    sheet.write_text(head + rows, encoding="utf-8")
    return sheet


async def until(here: Sitting, words: str) -> None:
    """Wait until words stand on the screen, whatever is still being read."""
    for _turn in range(2_000):
        if words in here.words:
            return
        await here.pilot.pause(0.0)
    raise AssertionError(f"{words!r} never stood there: {here.words}")


async def burst(here: Sitting, *keys: str) -> None:
    """Press keys faster than anything can be read; then wait."""
    for key in keys:
        here.app.post_message(events.Key(key, None))
    taken = asyncio.Event()
    here.app.call_later(taken.set)
    await taken.wait()
    while here.app.keys_wait:
        await here.settled()
    await here.settled()


async def test_an_answer_shows_before_a_large_sheet_is_read_with_it(path: Path) -> None:
    begin(path)
    sheet = large(path, 3_000)
    async with sitting(path, FRIDAY) as here:
        screen = await opened(here, sheet)
        screen.query_one(Table).go_to(RowKey("column", "4"))
        here.app.post_message(events.Key("right", None))
        await until(here, "◂ job ▸")
        assert "reading …" in here.words
        await here.settled()
        assert "reading …" not in here.words
        assert screen._preview is not None
        assert screen._preview.reading.sheet.held[4] == "job_title"


async def test_keys_faster_than_the_reading_all_count(path: Path) -> None:
    begin(path)
    sheet = large(path, 300)
    async with sitting(path, FRIDAY) as here:
        await here.do("p i")
        here.app.screen.query_one("#path", Input).value = str(sheet)
        down = ["down"] * 4
        await burst(here, "enter", "ctrl+s", "escape", "enter", *down, "right", "ctrl+s", "ctrl+s")
        assert not isinstance(here.app.screen, BringInScreen), here.text
    first = Workspace.open(path).snapshot.people["00000"]
    assert (first.department, first.job_title) == (None, "IT")


async def test_escape_gives_up_the_reading_and_then_leaves(path: Path) -> None:
    begin(path)
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await here.do("p i")
        here.app.screen.query_one("#path", Input).value = str(large(path, 3_000))
        await burst(here, "enter", "escape")
        assert "● 1" in here.words
        assert "reading …" not in here.words
        await here.press("escape")
        assert not isinstance(here.app.screen, BringInScreen)
    assert path.read_bytes() == before


async def test_what_comes_in_is_what_was_shown_after_a_row_was_left_out(path: Path) -> None:
    begin(path)
    async with sitting(path, FRIDAY) as here:
        screen = await opened(here, large(path, 300))
        await here.press("ctrl+s")
        screen.query_one(Table).move_cursor(row=0)
        await burst(here, "space", "down", "space", "down", "space", "space", "ctrl+s")
        assert "298 people brought in" in here.toasts[-1]
    assert {"00000", "00001"}.isdisjoint(Workspace.open(path).snapshot.people)


# -- what is chosen, in full ---------------------------------------------------------------------

NAMES = "Montemagno di Castelvetro Piccolomini"


async def test_whatever_is_chosen_can_be_read_in_full_and_nothing_jumps(path: Path) -> None:
    begin(path)
    head = "Matricola;Nome;Cognome;Ruolo;Reparto\n"
    here_now = "Amministrazione, finanza e controllo di gestione"
    brought_in(Workspace.open(path), f"{head}1;Ada Maria;{NAMES};mentor;{here_now}\n")
    sheet = path.with_name("again.csv")
    sheet.write_text(f"{head};Ada Maria;{NAMES};senior;Acquisti\n", encoding="utf-8")
    async with sitting(path, FRIDAY, NARROW) as here:
        screen = await opened(here, sheet)
        await here.press("ctrl+s")
        assert screen._preview is not None
        asked = screen._preview.reading.questions.asked
        question = next(each for each in asked.values() if len(each.choices) > 1 and each.row)
        assert max(len(choice.label) for choice in question.choices) > 60
        table = screen.query_one(Table)
        table.go_to(RowKey("question", question.key))
        await here.settled()
        places = set()
        for _turn in question.choices:
            await here.press("right")
            draft = screen._draft
            assert draft is not None
            labels = {choice.value: choice.label for choice in question.choices}
            assert question.text in here.words
            assert f"◂ {labels[draft.answers[question.key]]} ▸" in here.words
            places.add(next(at for at, line in enumerate(here.lines) if "Choice" in line))
        assert len(places) == 1


async def test_a_column_tells_its_heading_and_first_cells_in_full(path: Path) -> None:
    begin(path)
    sheet = path.with_name("forms.csv")
    heading = "Quale bevanda vorresti trovare nella sala in cui ci si incontra la mattina?"
    sheet.write_text(
        f"Nome;Cognome;{heading}\n"
        "Ada;Re;Cioccolata con panna, ma soltanto dopo le undici e mezzo\n",
        encoding="utf-8",
    )
    async with sitting(path, FRIDAY, NARROW) as here:
        screen = await opened(here, sheet)
        screen.query_one(Table).go_to(RowKey("column", "2"))
        await here.settled()
        assert f"{heading}: not read" in here.words
        assert "Cioccolata con panna, ma soltanto dopo le undici e mezzo" in here.words


async def test_a_change_is_told_in_words_not_in_ids(path: Path) -> None:
    workspace = begin(path)
    head = "Matricola;Nome;Cognome;Ruolo;Responsabile"
    brought_in(workspace, f"{head}\n1;Ada;Re;mentor;\n2;Ivo;Sala;senior;\n")
    sheet = path.with_name("more.csv")
    sheet.write_text(
        f"{head};Insegna;Disponibilità;Weekly slot;Lingue\n"
        "1;Ada;Re;mentor;2;Excel;lun mattina;lunedì 9;tedesco\n2;Ivo;Sala;senior;;;;;\n",
        encoding="utf-8",
    )
    async with sitting(path, FRIDAY, WIDE) as here:
        screen = await opened(here, sheet)
        await here.press("ctrl+s")
        table = screen.query_one(Table)
        table.go_to(next(key for key in table.keys if key.startswith("row:2")))
        await here.settled()
        told = here.static("#about")
    for words in (
        "offers – → Spreadsheets at work",
        "manager – → Ivo Sala",
        "half-days – → Mon morning",
        "weekly slot – → Mon 09:00",
        "languages – → German",
    ):
        assert words in " ".join(told.split())


async def test_a_column_headed_by_a_skill_has_its_name_and_gets_it_back(path: Path) -> None:
    begin(path)
    async with sitting(path, FRIDAY, WIDE) as here:
        screen = await opened(here, file_of("43"))
        assert "◂ Spreadsheets at work ▸" in here.words
        assert screen._preview is not None
        held = screen._preview.reading.sheet.held
        place = next(at for at, column in held.items() if column == "skill:spreadsheets")
        screen.query_one(Table).go_to(RowKey("column", str(place)))
        await here.press("right")
        assert "◂ Spreadsheets at work ▸" not in here.words
        await here.press("left")
        assert "◂ Spreadsheets at work ▸" in here.words


async def test_a_row_left_out_on_its_doubt_stays_under_the_cursor(path: Path) -> None:
    begin(path)
    async with sitting(path, FRIDAY) as here:
        screen = await opened(here, file_of("42"))
        await here.press("ctrl+s")
        assert screen._preview is not None
        asked = screen._preview.reading.questions.asked.values()
        key = next(each.key for each in asked if each.row == 7)
        table = screen.query_one(Table)
        table.go_to(RowKey("question", key))
        await here.press("right")
        assert "6 new" in here.words
        await here.press("space")
        assert "5 new" in here.words
        assert (table.row_key.kind, table.row_key.id) == ("row", "7")
        await here.press("space")
        assert "6 new" in here.words


# -- help ----------------------------------------------------------------------------------------


async def test_every_step_has_its_help_and_comes_back_as_it_was(path: Path) -> None:
    begin(path)
    async with sitting(path, FRIDAY, WIDE) as here:
        await here.do("p i f1")
        assert "Bring people in · File" in here.words
        assert "Tab goes to the sheets that lie nearby" in here.words
        assert "Leave the row out" not in here.words
        await here.press("escape")
        screen = here.app.screen
        assert isinstance(screen, BringInScreen)
        screen.query_one("#path", Input).value = str(file_of("28"))
        await here.press("enter", "f1")
        assert "Bring people in · Columns" in here.words
        assert "◂ ▸ take it for something else" in here.words
        await here.press("escape", "ctrl+s", "question_mark")
        assert "Bring people in · Doubts" in here.words
        assert "Space leaves a row out" in here.words
        assert "Leave the row out, or take it in again" in here.words
        await here.press("question_mark")
        assert here.app.screen is screen
        assert "● 3" in here.words


async def test_a_question_mark_in_the_path_is_typed(path: Path) -> None:
    begin(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("p i question_mark")
        assert here.app.screen.query_one("#path", Input).value == "?"


async def test_a_document_with_somebody_who_was_erased_is_asked_about(path: Path) -> None:
    workspace = running(path)
    with_zoe = workspace.snapshot.with_records({"people": {"zoe": person("zoe")}})
    source = path.with_name("before.json")
    source.write_bytes(document.encode(to_document(with_zoe)))
    erasure.erase(workspace, workspace.snapshot.people["anna"], on=FRIDAY)
    async with sitting(path, FRIDAY) as here:
        await opened(here, source)
        assert "1 person in it was erased from this file: Anna De Luca." in here.words
        await here.press("escape")
        assert set(Workspace.open(path).snapshot.people) == set(workspace.snapshot.people)
        await here.press("ctrl+s")  # the path still stands there
        await here.press("ctrl+s")  # they are left out, and the rest comes in
        assert "taken in" in here.toasts[-1]
    assert "zoe" in Workspace.open(path).snapshot.people
    assert "anna" not in Workspace.open(path).snapshot.people
