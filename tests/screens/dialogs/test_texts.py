"""Messages, playbook and guides as their coordinator meets them; cases followed in Today."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from textual.widgets import OptionList

from revmentor.actions import cases, people, programmes
from revmentor.content import library
from revmentor.content.sample import Stage
from revmentor.exchange import document
from revmentor.exchange.messages import Letter, letters
from revmentor.model.case import Case
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace
from tests.support.app_driver import Sitting, sitting
from tests.support.firm import day, pair, prepared, session
from tests.support.today_lines import go_to_line

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
LUCA = "pa0005"
FITS = "fits the signals"
SAYS = {
    "m": "First begin a programme with n.",
    "b": "Go to a line about a pair or a mentor first.",
}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the machine was asked to open."""
    found: list[str] = []

    def note(url: str, *_more: object) -> bool:
        found.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    return found


@pytest.fixture
def own() -> Iterator[Path]:
    """The folder of somebody's own texts."""
    library._read.cache_clear()
    library._guides.cache_clear()
    library.own_texts_folder().mkdir(parents=True)
    yield library.own_texts_folder()
    library._read.cache_clear()
    library._guides.cache_clear()


def exported(path: Path) -> bytes:
    return document.document_bytes(Workspace.open(path).snapshot)


def made(path: Path) -> list[Case]:
    """The cases beside the sample's own two."""
    found = Workspace.open(path).snapshot.cases
    return [case for case_id, case in found.items() if case_id not in {"c0001", "c0002"}]


def written(path: Path, pair_id: str, message_id: str) -> list[Letter]:
    view = Workspace.open(path).view("pr0001")
    message = next(each for each in library.messages() if each.id == message_id)
    return letters(view, message, view.snapshot.pairs[pair_id], FRIDAY)


def case_due(path: Path) -> None:
    cases.open_case(
        Workspace.open(path).change("pr0001"),
        text="No time",
        on=date(2026, 4, 17),
        pair_id=LUCA,
        rule="R2",
        owner="Ada Conti",
        next_step="call Loredana",
        due_on=FRIDAY,
    )


def options(here: Sitting, selector: str = "#entries") -> list[str]:
    found = here.app.screen.query_one(selector, OptionList)
    return [str(option.prompt) for option in found.options]


async def to_luca_on_pairs(here: Sitting) -> None:
    await here.do("3 slash", "'iannone", "enter")
    while "Luca Bianchi & Loredana Iannone" not in here.words:
        await here.do("down")


# -- messages -------------------------------------------------------------------------------------


async def test_m_shows_every_message_of_the_pair_the_fitting_one_first(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await go_to_line(here, "Luca & Loredana")
        await here.do("m")
        assert "Luca Bianchi & Loredana Iannone" in here.lines[0]
        assert options(here)[:5] == [
            "Two meetings missed  Luca Bianchi",
            "Two meetings missed  Loredana Iannone",
            "Half-way talk  Luca Bianchi",  # theirs is on Tuesday
            "Half-way talk  Loredana Iannone",
            "Invitation  Luca Bianchi",
        ]
        assert len(options(here)) == 22
        assert "Shall we find an easier way? l.bianchi@valdarco.example" in here.words
        assert "Two meetings running between you and Loredana have not taken place." in here.words


async def test_the_text_is_that_of_the_line_the_cursor_is_on(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await go_to_line(here, "Luca & Loredana")
        await here.do("m down")
        assert "Dear Loredana," in here.words
        assert "Dear Luca," not in here.words


async def test_m_on_a_slot_shows_the_messages_of_whose_turn_it_is(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await go_to_line(here, "Thu 23 Apr 14:00")
        await here.do("m")
        assert "Amadou Diallo & Łukasz" in here.lines[0]
        assert options(here)[0] == "Half-way talk  Amadou Diallo"


async def test_m_on_a_missed_slot_shows_the_messages_of_the_pair_that_missed_it(
    path: Path,
) -> None:
    prepared(
        path,
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        session("giulia", day(11), "anna"),
        session("giulia", day(12), status="missed", attendance={"anna": "absent"}),
    )
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "no reason yet")
        await here.do("m")
        assert "Giulia Ferrante & Anna De Luca" in here.lines[0]


async def test_where_the_terminal_takes_no_copy_the_text_is_in_a_file(
    valdarco: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVMENTOR_COPIES", "no")
    path = valdarco("sessions")
    to_luca, to_loredana = written(path, LUCA, "missed_twice")
    file = path.with_name("revmentor-copied.txt")
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "Luca & Loredana")
        await here.do("m", "c")
        assert str(file) in here.toasts[-1]
        assert not any("Copied" in each for each in here.toasts)
        assert file.read_text(encoding="utf-8") == f"{to_luca.subject}\n\n{to_luca.body}\n"
        assert file.stat().st_mode & 0o077 == 0
        await here.do("down", "c")
        assert file.read_text(encoding="utf-8") == f"{to_loredana.subject}\n\n{to_loredana.body}\n"


@pytest.mark.parametrize("key", ["enter", "c"])
async def test_a_message_is_copied_and_the_shelf_stays(valdarco: Begin, key: str) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    to_luca, to_loredana = written(path, LUCA, "missed_twice")
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "Luca & Loredana")
        await here.do("m", key)
        assert here.app.clipboard == f"{to_luca.subject}\n\n{to_luca.body}\n"
        assert here.toasts == ["Copied. Paste it where you write to Luca Bianchi."]
        await here.do("down", key)
        assert here.app.clipboard == f"{to_loredana.subject}\n\n{to_loredana.body}\n"
        assert "Luca Bianchi & Loredana Iannone" in here.lines[0]
    assert path.read_bytes() == before


async def test_m_opens_one_mail_to_the_one_person(valdarco: Begin, opened: list[str]) -> None:
    path = valdarco("sessions")
    letter = written(path, LUCA, "missed_twice")[1]
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "Luca & Loredana")
        await here.do("m down m")
        assert here.toasts == ["Your mail program opens it. If none does, c copies the text."]
    (url,) = opened
    assert urlsplit(url).path == "l.iannone@valdarco.example"
    assert parse_qs(urlsplit(url).query) == {"subject": [letter.subject], "body": [letter.body]}


async def test_m_without_an_address_says_so_and_opens_nothing(
    valdarco: Begin, opened: list[str]
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await go_to_line(here, "Thu 23 Apr 14:00")
        await here.do("m down m")
        assert here.toasts == ["No e-mail of Łukasz Wiśniewski is known; c copies the text."]
        assert not here.app.clipboard
        assert "Amadou Diallo & Łukasz" in here.lines[0]
    assert opened == []


async def test_a_line_without_a_pair_has_no_playbook_and_says_so(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await go_to_line(here, "21 of 23 in")
        await here.do("b")
        assert here.toasts == [SAYS["b"]]
        assert not here.app.screen.query("#shelf")


@pytest.mark.parametrize("key", ["m", "b"])
async def test_a_file_without_a_programme_says_so_too(path: Path, key: str) -> None:
    Workspace.create(path, Firm(name="Officina Prova"))
    async with sitting(path, FRIDAY) as here:
        await here.do(key)
        assert here.toasts == [SAYS[key]]


async def test_names_that_look_like_markup_stay_text_on_the_shelf(valdarco: Begin) -> None:
    path = valdarco("sessions")
    people.edit(Workspace.open(path).change(), "V031", name="[red]{senior}[/] Bianchi")
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "last two sessions missed or cancelled")
        await here.do("m")
        assert "[red]{senior}[/] Bianchi & Loredana Iannone" in here.lines[0]
        assert options(here)[0] == "Two meetings missed  [red]{senior}[/] Bianchi"
        assert "Dear [red]{senior}[/]," in here.words
        await here.do("enter")
        assert "Dear [red]{senior}[/],\n" in here.app.clipboard
        assert here.toasts == ["Copied. Paste it where you write to [red]{senior}[/] Bianchi."]


# -- the playbook ---------------------------------------------------------------------------------


async def test_b_shows_every_remedy_those_that_fit_first(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await go_to_line(here, "Luca & Loredana")
        await here.do("b")
        assert "Playbook: Luca Bianchi & Loredana Iannone" in here.lines[0]
        found = options(here)
        assert found[0].startswith("Open case: Luca and Loredana: two slots running lost")
        assert found[1:4] == [
            f"{title}  {FITS}"
            for title in (
                "No time",
                "Sees no reason to change",
                "The mentor has too much",
            )
        ]
        assert len(found) == 19
        assert not any(FITS in each for each in found[4:])
        await here.do("down")
        assert "First Offer fifteen minutes" in here.words
        assert "If it lasts Let them join a small group" in here.words


async def test_enter_opens_a_case_filled_and_saving_makes_it(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = exported(path)
    first = library.playbook()[0]
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "Luca & Loredana")
        await here.do("b down enter")
        assert "A case: Luca & Loredana" in here.words
        assert "No time" in here.words
        assert "Offer fifteen minutes" in here.words
        assert "01/05/2026" in here.words
        assert made(path) == []
        await here.do("tab tab", "'Ada Conti", "enter")
        assert "A case: Luca & Loredana" not in here.words
        (case,) = made(path)
        assert (case.text, case.next_step, case.owner) == (first.title, first.first, "Ada Conti")
        assert (case.pair_id, case.rule) == (LUCA, "R2")
        assert (case.opened_on, case.due_on) == (FRIDAY, date(2026, 5, 1))
        await here.do("ctrl+z")
    assert exported(path) == before


async def test_a_remedy_that_does_not_fit_opens_a_case_of_no_signal(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "Luca & Loredana")
        await here.do("b end enter enter")
    (case,) = made(path)
    assert (case.text, case.rule, case.pair_id) == ("Pressure or worry", None, LUCA)


async def test_a_case_without_words_is_refused_in_its_form(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "Luca & Loredana")
        await here.do("b down enter end ctrl+u enter")
        assert "Write down what the case is." in here.words
    assert path.read_bytes() == before


# -- reading on, and leaving ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "key", "below"),
    [
        ("today", "m", "For now this date stands"),
        ("sessions", "g", "To try: The senior does the same job once more"),
    ],
)
async def test_page_down_reads_on_and_page_up_back(
    valdarco: Begin, first: str, key: str, below: str
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, first=first) as here:
        if first == "today":
            await go_to_line(here, "Luca & Loredana")
        await here.do(key)
        top = here.words
        assert below not in top
        await here.do("pagedown")
        assert below in here.words
        assert here.app.screen.query_one("#entries", OptionList).highlighted == 0
        await here.do("pageup")
        assert here.words == top


@pytest.mark.parametrize(
    ("first", "keys"),
    [
        ("today", "m down escape"),
        ("today", "b down escape"),
        ("today", "b enter escape"),
        ("sessions", "g down escape"),
        ("sessions", "g down enter"),
    ],
)
async def test_escape_leaves_everything_as_it_was(valdarco: Begin, first: str, keys: str) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY, first=first) as here:
        shown = here.text
        await here.do(keys)
        assert here.text == shown
        assert here.app.clipboard == ""
        assert here.toasts == []
    assert path.read_bytes() == before


# -- guides ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "now", "then"),
    [
        (date(2026, 2, 1), ["G0"], "G1"),
        (date(2026, 2, 2), ["G1", "G2"], "G0"),
        (date(2026, 2, 15), ["G1", "G2"], "G0"),
        (date(2026, 2, 16), [f"G{n}" for n in range(3, 12)], "G0"),
        (FRIDAY, [f"G{n}" for n in range(3, 12)], "G0"),
        (date(2026, 6, 29), ["G12", "G13"], "G0"),
        (date(2026, 7, 19), ["G12", "G13"], "G0"),
        (date(2026, 7, 20), ["G14"], "G0"),
    ],
)
async def test_g_shows_the_guides_of_the_phase_first(
    valdarco: Begin, on: date, now: list[str], then: str
) -> None:
    async with sitting(valdarco("sessions"), on, first="sessions") as here:
        await here.do("g")
        assert "Session guides" in here.lines[0]
        found = options(here)
        ids = [each.split()[0] for each in found]
        assert ids[: len(now)] == now
        assert ids[len(now)] == then
        assert sorted(ids) == sorted(each.id for each in library.guides())
        assert [each.endswith("for this phase") for each in found] == [each in now for each in ids]


async def test_a_guide_is_shown_in_the_length_nearest_to_a_session(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY, first="sessions") as here:
        await here.do("g")
        assert options(here)[0] == "G3 One tool, one real task  30 minutes, for this phase"
        assert "5 min Recap Go over the last thing tried" in here.words
    programmes.edit(Workspace.open(path).change("pr0001"), minutes=20)
    async with sitting(path, FRIDAY, first="sessions") as here:
        await here.do("g")
        assert options(here)[0] == "G3 One tool, one real task  15 minutes, for this phase"
        assert "2 min Recap Ask what became of the thing to try" in here.words


# -- on Pairs -------------------------------------------------------------------------------------


async def test_m_and_b_on_pairs_are_about_the_pair_on_the_line(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await to_luca_on_pairs(here)
        await here.do("m")
        assert options(here)[0] == "Two meetings missed  Luca Bianchi"
        await here.do("enter escape b")
        assert here.app.clipboard.startswith("Shall we find an easier way?\n\nDear Luca,")
        assert options(here)[1] == f"No time  {FITS}"
        await here.do("down enter enter")
    assert [(each.pair_id, each.rule) for each in made(path)] == [(LUCA, "R2")]


@pytest.mark.parametrize("key", ["m", "b"])
async def test_a_mentor_s_line_on_pairs_has_no_shelf(valdarco: Begin, key: str) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("3 home", key)
        assert "teaches" in here.words
        assert here.toasts == ["Go to the line of a senior who has a mentor first."]
        assert not here.app.screen.query("#shelf")


# -- cases in Today -------------------------------------------------------------------------------


async def test_a_due_case_stands_in_today_and_enter_goes_on_with_it(valdarco: Begin) -> None:
    path = valdarco("sessions")
    case_due(path)
    before = exported(path)
    async with sitting(path, FRIDAY) as here:
        assert "Luca & Loredana call Loredana (since Fri 24 Apr)" in here.words
        await go_to_line(here, "call Loredana")
        await here.do("enter")
        assert "No time · opened on 17 Apr 2026" in here.words
        assert "01/05/2026" in here.words
        await here.do("tab end ctrl+u", "'call Luca", "tab enter")
        assert "Loredana (since" not in here.words
        (case,) = made(path)
        assert (case.next_step, case.due_on) == ("call Luca", date(2026, 5, 1))
        assert case.closed_on is None
        await here.do("ctrl+z")
        assert "Luca & Loredana call Loredana (since Fri 24 Apr)" in here.words
    assert exported(path) == before


async def test_a_case_is_settled_with_what_came_of_it(valdarco: Begin) -> None:
    path = valdarco("sessions")
    case_due(path)
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "call Loredana")
        await here.do("enter right enter")
        assert "Write down what came of it, in a few words." in here.words
        assert path.read_bytes() == before
        await here.do("'fifteen minutes a week", "tab enter")
        assert "call Loredana" not in here.words
    (case,) = made(path)
    assert (case.closed_on, case.outcome) == (FRIDAY, "fifteen minutes a week")


async def test_escape_leaves_a_case_as_it_was(valdarco: Begin) -> None:
    path = valdarco("sessions")
    case_due(path)
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "call Loredana")
        await here.do("enter escape")
        assert "Luca & Loredana call Loredana (since Fri 24 Apr)" in here.words
    assert path.read_bytes() == before


async def test_m_and_b_on_a_case_are_about_its_pair_and_it_cannot_rest(valdarco: Begin) -> None:
    path = valdarco("sessions")
    case_due(path)
    async with sitting(path, FRIDAY) as here:
        await go_to_line(here, "call Loredana")
        await here.do("m")
        assert "Luca Bianchi & Loredana Iannone" in here.lines[0]
        await here.do("escape b")
        assert "Playbook: Luca Bianchi & Loredana Iannone" in here.lines[0]
        await here.do("escape z")
        assert "Only a signal of a pair can rest" in here.toasts[-1]


# -- somebody's own texts -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "key", "name"),
    [
        ("today", "m", "messages.en.md"),
        ("today", "b", "playbook.en.md"),
        ("sessions", "g", "guides.en.md"),
    ],
)
async def test_an_own_text_that_cannot_be_read_is_said_and_nothing_breaks(
    valdarco: Begin, own: Path, first: str, key: str, name: str
) -> None:
    (own / name).write_bytes(b"")
    async with sitting(valdarco("sessions"), FRIDAY, first=first) as here:
        await here.do(key)
        assert f"{name} has no entry that begins with ##." in " ".join(here.toasts)
        assert not here.app.screen.query("#shelf")


async def test_own_messages_are_the_ones_on_the_shelf(valdarco: Begin, own: Path) -> None:
    text = "## ours\nto: senior\ntitle: Coffee\nsubject: Coffee, {name}?\n\nAt ten with {other}.\n"
    (own / "messages.en.md").write_text(text, encoding="utf-8")
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await go_to_line(here, "Luca & Loredana")
        await here.do("m")
        assert options(here) == ["Coffee  Loredana Iannone"]
        await here.do("enter")
        assert here.app.clipboard == "Coffee, Loredana?\n\nAt ten with Luca.\n"
