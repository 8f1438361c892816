"""Print and send: what, for whom, and where it goes."""

from __future__ import annotations

import re
import webbrowser
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.content.sample import Stage
from revmentor.store.workspace import Workspace
from screens.dialogs.list_detail import LettersScreen
from screens.dialogs.messages import MessagesScreen
from tests.support.app_driver import Sitting, sitting
from tests.support.firm import FIRM, programme
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
TO_PRINT = "to-print-2026-04-24"


def form_of(here: Sitting) -> FormScreen[object]:
    form = here.app.screen
    assert isinstance(form, FormScreen)
    return form


async def choose(here: Sitting, **values: object) -> None:
    """Choose in the form that is open."""
    for name, value in values.items():
        row = form_of(here).rows[name]
        assert isinstance(row, ChoiceRow)
        row.entry.value = value
        await here.settled()


def who(page: Path) -> list[str]:
    """Return whose the sheets of a page are."""
    text = page.read_text(encoding="utf-8")
    return [each.split(" · ")[0].strip() for each in re.findall(r'class="who">([^<]*)', text)]


async def test_r_on_a_pair_prints_its_charter_into_a_folder_beside_the_file(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("3 down r")
        assert "Print and send" in here.text
        assert f"1 sheet for the browser to print: {TO_PRINT}/charter.html" in here.words
        await here.do("ctrl+s")
        page = path.parent / TO_PRINT / "charter.html"
        assert here.toasts == [f"Written: {page}"]
    assert len(who(page)) == 1


async def test_where_a_path_is_typed_no_other_one_is_named(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("3 down r tab tab", "'elsewhere")
        assert "1 sheet for the browser to print." in here.words


async def test_the_pages_of_one_person_are_counted_and_not_those_of_all(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("p slash", "'galvagni", "enter r")
        assert "1 page to answer." in here.words
        assert "have answered" not in here.words


@pytest.mark.parametrize(
    ("keys", "what", "whose"),
    [
        ("1", "signup", "all"),
        ("2", "levels", "one"),
        ("3 down", "charter", "line"),
        ("5", "report", "one"),
        ("p", "pages", "one"),
        ("j", "pages", "all"),
        ("p enter", "person", "one"),
    ],
)
async def test_each_step_begins_with_what_fits_and_with_whom_the_line_is_about(
    valdarco: Begin, keys: str, what: str, whose: str
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do(f"{keys} r")
        rows = form_of(here).rows
        assert (rows["what"].raw, rows["whose"].raw) == (what, whose)


async def test_a_slot_on_today_prints_the_agenda_of_those_who_meet(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        here.app.go("sessions")
        await here.settled()
        await here.do("r")
        assert form_of(here).rows["what"].raw == "agenda"
        await choose(here, whose="week")
        await here.do("ctrl+s")
        some = who(path.parent / TO_PRINT / "agenda.html")
        await here.do("r")
        await choose(here, whose="all")
        await here.do("tab tab", "'all.html", "ctrl+s")
    every = who(path.parent / "all.html")
    assert 0 < len(some) < len(every)
    assert {*some} <= {*every}


async def test_for_one_person_everything_is_that_person_s(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        for what, file in (("pulse", "pulse.html"), ("form", "final-form.html")):
            await here.do("r")
            await choose(here, what=what, whose="one", person_id="V027")
            await here.do("ctrl+s")
            assert who(path.parent / TO_PRINT / file) == ["Giulia Ferrante"]


async def test_nobody_to_print_for_is_said_while_one_chooses_and_refused(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("r")
        await choose(here, what="levels", whose="all")
        sentence = "“Starting points” would be empty: it is for whoever has levels to give"
        assert sentence in here.words
        await here.do("ctrl+s")
        assert here.words.count(sentence) == 2
    assert not (path.parent / TO_PRINT).exists()


async def test_what_is_there_is_asked_about_and_a_yes_is_for_that_file_alone(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    mine, other = path.with_name("mine.html"), path.with_name("other.html")
    for each in (mine, other):
        each.write_text("mine", encoding="utf-8")
    async with sitting(path, FRIDAY) as here:
        await here.do("r")
        await choose(here, what="attestation", whose="all")
        await here.do("tab tab", "'mine.html", "ctrl+s")
        assert "mine.html already exists." in here.words
        await here.do("ctrl+u", "'other.html", "ctrl+s")
        assert "other.html already exists." in here.words
        assert other.read_text(encoding="utf-8") == "mine"
        await here.do("ctrl+s")
        assert here.toasts[-1] == f"Written: {other}"
    assert mine.read_text(encoding="utf-8") == "mine"
    assert "took part as a mentor" in other.read_text(encoding="utf-8")


async def test_where_nothing_can_be_written_it_is_said_and_the_form_stays(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await here.do("r")
        await choose(here, what="attestation", whose="all")
        await here.do("tab tab", "'/proc/no", "ctrl+s")
        assert "was not written" in here.words
        await here.do("ctrl+u", "'no/such/folder/a.html", "ctrl+s")
        assert "There is no folder" in here.words
        await here.do("ctrl+u", f"'{path.name}", "ctrl+s")
        assert "is a revmentor file" in here.words
    assert path.read_bytes() == before


async def test_a_week_has_the_calendars_of_those_who_meet(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("r")
        await choose(here, what="calendar", whose="one", person_id="V027")
        await here.do("ctrl+s")
        assert here.toasts == [f"1 calendar written into {path.parent / 'calendars'}."]
    (calendar,) = (path.parent / "calendars").iterdir()
    assert calendar.name == "giulia-ferrante-v027.ics"


async def test_messages_of_a_pair_are_its_letters_and_of_all_those_for_many(
    valdarco: Begin,
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("3 down r")
        await choose(here, what="messages")
        await here.do("ctrl+s")
        assert type(here.app.screen) is LettersScreen
        await here.do("escape r")
        await choose(here, what="messages", whose="all")
        await here.do("ctrl+s")
        assert isinstance(here.app.screen, MessagesScreen)


async def test_pages_are_for_those_of_the_line_who_have_not_answered(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = Workspace.open(path).snapshot.replies
    async with sitting(path, FRIDAY) as here:
        await here.do("r")
        await choose(here, what="pages", form="final", whose="one", person_id="V006")
        await here.do("ctrl+s")
        assert here.toasts[-1].startswith("1 page written into")
        await here.do("ctrl+z")
    assert Workspace.open(path).snapshot.replies == before
    folder = path.parent / "pages-2026-04-24"
    assert sorted(each.name for each in folder.iterdir())[-1] == "mails.html"


async def test_the_folder_is_opened_where_there_is_a_desktop(
    valdarco: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("3 down r ctrl+s")
        assert opened == []
        monkeypatch.setenv("DISPLAY", ":0")
        await here.do("r")
        assert "open the folder" in here.text
        await choose(here, what="attestation", whose="all")
        await here.do("ctrl+s")
        assert opened == [(path.parent / TO_PRINT).as_uri()]
        monkeypatch.setenv("SSH_CONNECTION", "far away")
        await here.do("r")
        assert "open the folder" not in here.text


async def test_in_an_empty_file_there_is_nothing_to_print(path: Path) -> None:
    from tests.support.firm import begin

    begin(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("r")
        assert here.toasts == ["There is nothing to print yet: p and n write somebody down."]


async def test_letters_nobody_took_yet_leave_the_form_standing(valdarco: Begin) -> None:
    async with sitting(valdarco("baselines"), date(2026, 1, 23)) as here:
        await here.do("r")
        await here.do("c h")  # finds the charter, which enter would take
        await choose(here, whose="all")
        assert isinstance(here.app.screen, FormScreen)


async def test_in_a_file_without_anybody_no_page_of_a_person_is_written(path: Path) -> None:
    Workspace.create(path, FIRM).commit("begun", put=[programme()])
    async with sitting(path, FRIDAY) as here:
        await here.press("r")
        await choose(here, what="person")
        await here.press("ctrl+s")
        assert "There is nobody in the file yet." in here.words
        await choose(here, what="charter", whose="one")
        await here.press("ctrl+s")
