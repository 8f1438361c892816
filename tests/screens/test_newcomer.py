"""What somebody who has never seen the application looks for, and is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.actions import people
from revmentor.content.sample import Stage
from revmentor.i18n.gettext import in_language
from revmentor.model.text import begins_words
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

FRIDAY = date(2026, 4, 24)
Begin = Callable[[Stage], Path]


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("chiusure", "Giorni di chiusura", True),
        ("chiusure aziendali", "Giorni di chiusura · Chiusure aziendali, ferie", True),
        ("azienda", "Quando l’azienda è chiusa", True),
        ("coppie", "una coppia", True),
        ("pair", "Ended pairs", True),
        ("NICCOLO", "Niccolò", True),
        ("ferie", "Stampa e invia: fogli, rapporto, pagine", False),
        ("no", "note", True),
        ("note", "novel", False),
        ("", "anything", False),
    ],
)
def test_a_word_is_found_by_its_beginning(typed: str, text: str, found: bool) -> None:
    assert begins_words(typed, text) is found


async def test_a_few_letters_of_a_name_lead_to_the_person(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("ctrl+p", "'ferran")
        assert "The last changes as sentences" not in here.words
        await here.do("enter")
        assert "Giulia Ferrante" in here.static("#headline")


@pytest.mark.parametrize("typed", ["'holidays", "'closed day", "'shutdown"])
async def test_the_closed_days_are_found_by_what_they_are(valdarco: Begin, typed: str) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("ctrl+p", typed)
        assert "Closed days" in here.words


async def test_undo_says_where_older_changes_are_found(valdarco: Begin) -> None:
    path = valdarco("sessions")
    people.add(Workspace.open(path).change(), name="Ada Verdi")
    async with sitting(path, FRIDAY) as here:
        await here.do("ctrl+z")
        assert here.toasts[-1].startswith("Since the file was opened there is nothing left")
        assert "h lists what came before" in here.toasts[-1]
        await here.do("h")
        assert "nothing left to take back with ctrl+z" in here.words.replace("^z", "ctrl+z")


async def test_redo_says_that_nothing_was_taken_back(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("ctrl+y")
        assert here.toasts[-1] == "There is nothing to make again."


@pytest.mark.parametrize("keys", ["m", "b", "h"])
async def test_a_list_of_texts_explains_its_keys(valdarco: Begin, keys: str) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do(f"{keys} f1")
        assert "A list, and under it the text" in here.words
        assert "Read on" in here.words
        await here.do("escape escape")
        assert "Needs you" in here.words


async def test_a_question_is_left_and_nothing_is_thrown_away(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("n")
        assert "A second programme?" in here.words
        assert "Leave it esc" in here.words
        await here.do("f1")
        assert "with escape everything stays as it is" in here.words


async def test_of_a_session_that_was_not_held_nobody_was_there(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("l")
        assert "all there" in here.words
        await here.do("right")
        assert "all there" not in here.words
        assert "min ·" not in here.words


async def test_after_a_missed_session_the_next_one_is_logged(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("l")
        first = _title(here.words)
        await here.do("right enter")
        await here.do("l")
        assert _title(here.words) != first


def _title(words: str) -> str:
    """Return of whom the form of a session is."""
    return words.split("Session · ")[1].split(" · ")[0]


async def test_a_grid_says_how_to_get_into_it(valdarco: Begin) -> None:
    async with sitting(valdarco("baselines"), date(2026, 1, 26)) as here:
        await here.do("2")
        assert "enter, then digits rate" in here.words
        await here.do("enter")
        assert "digits rate, downwards" in here.words


async def test_a_level_that_nobody_chose_is_not_written_down(valdarco: Begin) -> None:
    path = valdarco("baselines")
    before = len(Workspace.open(path).snapshot.ratings)
    async with sitting(path, date(2026, 1, 26)) as here:
        await here.do("2 enter enter")
        assert "– " in here.words
        await here.do("enter")
        assert "Say a level" in here.words
        assert len(Workspace.open(path).snapshot.ratings) == before
        await here.do("2 enter")
        assert len(Workspace.open(path).snapshot.ratings) == before + 1


async def test_a_long_name_of_a_key_stands_apart_from_what_it_does() -> None:
    from textual.binding import Binding

    from screens.dialogs.help import HelpScreen

    long, longer = "Importare persone", "Giorni di chiusura"
    keys = [("i", Binding("i", "x", long, tooltip="un foglio")), ("d", Binding("d", "y", longer))]
    async with sitting(None, FRIDAY) as here:
        here.app.push_screen(HelpScreen("", "", [], keys))
        await here.settled()
        assert f"{long}  un foglio" in here.text
        assert longer in here.text


async def test_the_names_of_the_path_stand_apart_from_what_is_told() -> None:
    from screens.today.path import path_lines

    with in_language("it"):
        async with sitting(None, FRIDAY) as here:
            lines = [str(each.prompt) for each in path_lines(here.app, None, FRIDAY, 76)]
    assert any("Livelli iniziali  che" in line for line in lines)
