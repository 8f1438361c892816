"""What else sheets do: letters, headings, orders, words; each kind once, on a small sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from revmentor.model.errors import Refused
from revmentor.model.import_row import Newcomer
from tests.support.firm import begin
from tests.support.sheets import asked, brought_in, newcomers, read

HEAD = "matricola;cognome;nome;ruolo_programma;reparto;responsabile\n"
ROWS = "M1;Ferrari;Giulia;mentor;Marketing;S1\nS1;Lo Presti;Gesù;senior;Marketing;\n"
SHEET = HEAD + ROWS


def told(found: tuple[Newcomer, ...]) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    return [
        (each.person.id, each.person.name, each.roles, each.person.manager_id) for each in found
    ]


TRUTH = [
    ("M1", "Giulia Ferrari", ("mentor",), "S1"),
    ("S1", "Gesù Lo Presti", ("senior",), None),
]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(SHEET.replace(";", "\t").encode("utf-16-be"), id="UTF-16BE without a mark"),
        pytest.param(SHEET.replace(";", "\t").encode("utf-16-le"), id="UTF-16LE without a mark"),
        pytest.param(SHEET.replace(";", "|").encode(), id="bars"),
        pytest.param(("sep=,\n" + SHEET.replace(";", ",")).encode(), id="sep=,"),
        pytest.param(("Firm\nElenco\n\n;;;\n" + SHEET).encode(), id="a title and empty rows"),
        pytest.param(("Persona;;;Programma;;\n" + SHEET).encode(), id="merged headings above"),
        pytest.param((SHEET + HEAD + "Totale;2;;;;\n").encode(), id="headings again and a total"),
        pytest.param(
            SHEET.replace("reparto", "reparto, ufficio")
            .replace("cognome;", "cognome, per legge;")
            .encode(),
            id="headings with commas",
        ),
        pytest.param(
            SHEET.replace("matricola", " MATRICOLA\u00a0").replace("reparto", "Réparto").encode(),
            id="headings in capitals",
        ),
    ],
)
def test_the_same_two_people_come_from_every_dress(path: Path, raw: bytes) -> None:
    assert told(newcomers(begin(path), raw)) == TRUTH


def test_letters_of_an_old_mac_are_asked_with_a_word_that_shows_them(path: Path) -> None:
    raw = SHEET.encode("mac_roman")
    workspace = begin(path)
    (question,) = read(workspace, raw).questions.open
    assert (question.key, question.default) == ("encoding", "mac_roman")
    assert "“Gesù”" in question.text
    assert told(read(workspace, raw, {"encoding": "mac_roman"}).newcomers) == TRUTH


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("03/02/2023", date(2023, 2, 3)),
        ("3-2-25", date(2025, 2, 3)),
        ("1/1/89", date(1989, 1, 1)),
        ("2022-09-05", date(2022, 9, 5)),
        ("2022-09-05 00:00:00", date(2022, 9, 5)),
        ("45901", date(2025, 9, 1)),
        ("gen-24", date(2024, 1, 1)),
        ("12 settembre 2016", date(2016, 9, 12)),
        ("September 12, 2016", date(2016, 9, 12)),
    ],
)
def test_a_day_in_any_form(path: Path, cell: str, day: date) -> None:
    sheet = f"matricola;nominativo;ruolo_programma;data assunzione\n1;Ada Re;senior;{cell}\n"
    (ada,) = newcomers(begin(path), sheet)
    assert ada.person.joined_on == day


@pytest.mark.parametrize("cell", ["boh", "2020-02-30", "98", "31/31/2020"])
def test_what_is_no_day_is_asked_and_left_empty(path: Path, cell: str) -> None:
    sheet = f"matricola;nominativo;ruolo_programma;data assunzione\n1;Ada Re;senior;{cell}\n"
    found = read(begin(path), sheet)
    assert "2.joined_on" in found.questions.asked
    assert found.newcomers[0].person.joined_on is None


def test_an_american_day_is_asked_and_can_be_taken(path: Path) -> None:
    sheet = "matricola;nominativo;ruolo_programma;data assunzione\n1;Ada Re;senior;02/13/2004\n"
    found = read(begin(path), sheet, {"2.joined_on": "2004-02-13"})
    assert found.newcomers[0].person.joined_on == date(2004, 2, 13)


def test_who_left_stays_out_of_a_new_file_and_is_asked_in_one_that_knows_him(path: Path) -> None:
    head = "Employee ID,Name,Participant type,Employment Status,Termination Date\n"
    workspace = begin(path)
    gone = f"{head}1,Ada Re,mentor,Active,\n2,Ivo Sala,senior,Terminated,30/03/2026\n"
    assert brought_in(workspace, gone).people == 1
    brought_in(workspace, f"{head}2,Ivo Sala,senior,Active,\n")
    question = asked(workspace, gone)["3.left"]
    assert (question.default, question.is_safe) == ("left", False)
    brought_in(workspace, gone, {"3.left": "left"})
    assert workspace.snapshot.people["2"].left_on == date(2026, 3, 30)


def test_one_name_under_two_e_mails_is_two_people_and_without_one_it_is_asked(path: Path) -> None:
    sheet = (
        "nominativo;email;ruolo\nMario Rossi;m.rossi@x.example;senior\n"
        "Mario Rossi;mario2@x.example;senior\nAnna Bo;;senior\nAnna Bo;;senior\n"
        "ROSSI MARIO;M.Rossi@x.example;senior\n"
    )
    found = read(begin(path), sheet)
    assert [each.key for each in found.questions.open] == ["5.again", "6.again"]
    split = read(begin(path.with_name("b.json")), sheet, {"5.again": "other", "6.again": "same"})
    assert [each.person.name for each in split.newcomers].count("Anna Bo") == 2


def test_a_manager_of_whom_only_the_name_is_known_takes_no_part(path: Path) -> None:
    sheet = (
        "matricola;nominativo;ruolo_programma;resp.\n1;Ada Re;senior;Dott. Carlo Magni\n"
        "2;Ivo Sala;mentor;C. Magni\n3;Bea Bo;senior;Ada R.\n"
    )
    workspace = begin(path)
    brought_in(workspace, sheet)
    people = workspace.snapshot.people
    (carlo,) = [each for each in people.values() if each.name == "Carlo Magni"]
    assert [people[each].manager_id for each in "123"] == [carlo.id, carlo.id, "1"]
    view = workspace.view("pr0001")
    assert carlo.id not in view.participants


def test_slots_languages_and_places(path: Path) -> None:
    sheet = (
        "nome e cognome;ruolo;appuntamento settimanale;lingue;luogo;posti\n"
        "Ada Re;mentor;mar 14:30;italiano, inglese;in presenza;3\n"
        "Ivo Sala;senior;;italiano;a distanza;\nBea Bo;senior;;;entrambi;\n"
    )
    ada, ivo, bea = newcomers(begin(path), sheet)
    assert (ada.slot, ada.max_seniors) == ("tue-14:30", 3)
    assert ada.person.languages == ("it", "en")
    assert [each.person.works for each in (ada, ivo, bea)] == ["on_site", "remote", "both"]


def test_crosses_under_skills_are_taught_by_mentors_and_wished_by_seniors(path: Path) -> None:
    sheet = "Name;Role;Excel;Team chat\nAda Re;senior;x;\nIvo Sala;mentor;x;X\n"
    ada, ivo = read(begin(path), sheet, accepts=True).newcomers
    assert (ada.learns, dict(ada.teaches)) == (("spreadsheets",), {})
    assert set(ivo.teaches) == {"spreadsheets", "team-chat"}


# -- the file as it stands -------------------------------------------------------------------------


def test_zeros_that_a_spreadsheet_took_away_are_asked_and_then_remembered(path: Path) -> None:
    workspace = begin(path)
    head = "matricola;nome;cognome;ruolo_programma\n"
    brought_in(workspace, f"{head}0031;Ivo;Testa;mentor\n0027;Ada;Bruni;senior\n")
    lost = f"{head}31;Ivo;Testa;mentor\n27;Ada;Bruni;senior\n"
    found = read(workspace, lost)
    assert [each.default for each in found.questions.open] == ["0031", "0027"]
    brought_in(workspace, lost, accepts=True)
    assert set(workspace.snapshot.people) == {"0031", "0027"}
    assert read(workspace, lost).questions.asked == {}


def test_a_number_under_another_surname_is_asked_and_a_role_never_doubled(path: Path) -> None:
    workspace = begin(path)
    head = "matricola;nome;cognome;ruolo_programma;reparto\n"
    brought_in(workspace, f"{head}V1;Ada;Bruni;senior;Acquisti\n")
    corrected = f"{head}V1;Ada;Sala;mentor;Vendite\n"
    keys = {each.key for each in read(workspace, corrected).questions.open}
    assert keys == {"2.person", "2.role_change"}
    brought_in(workspace, corrected, {"2.person": "same", "2.role_change": "change"})
    ada = workspace.snapshot.people["V1"]
    assert (ada.name, ada.department) == ("Ada Sala", "Vendite")
    assert [each.role for each in workspace.snapshot.participations.values()] == ["mentor"]


def test_somebody_typed_by_hand_before_is_asked_about(path: Path) -> None:
    from revmentor.actions import people

    workspace = begin(path)
    typed = people.add(workspace.change(), name="Ada Bruni")
    question = asked(workspace, f"{HEAD}V1;BRUNI;ADA;senior;;\n")["2.person"]
    assert (question.default, question.is_safe) == (typed.id, False)


def test_who_takes_part_and_is_not_on_the_sheet_is_named_and_left(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, SHEET)
    before = dict(workspace.snapshot.participations)
    found = read(workspace, HEAD + "M1;Ferrari;Giulia;mentor;Marketing;S1\n")
    assert [each.id for each in found.missing] == ["S1"]
    assert before == dict(workspace.snapshot.participations)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"2.role": "boss"}, "“boss” is no answer to “2.role”"),
        ({"column:reparto": "salary"}, "“salary” is nothing a column can hold"),
        ({"manager:s1 or so": "S9"}, ""),
    ],
)
def test_an_answer_that_is_none_is_told(path: Path, answers: dict[str, str], said: str) -> None:
    sheet = HEAD + "M1;Ferrari;Giulia;mentor?;Marketing;\n"
    if said:
        with pytest.raises(Refused, match=said):
            read(begin(path), sheet, answers)
    else:
        found = read(begin(path), sheet, answers)
        assert found.questions.without_a_question == ["manager:s1 or so"]


# -- what was wrong and silent once ----------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    ["non mentor", "Mentor (ritirata)", "Not a mentor", "ex senior", "neither mentor nor senior",
     "Senior Manager", "Junior developer", "Mentor?"],
)  # fmt: skip
def test_a_role_that_is_denied_or_only_in_a_title_is_asked(path: Path, cell: str) -> None:
    sheet = f"matricola;nominativo;ruolo programma\n1;Ada Re;{cell}\n"
    assert [each.key for each in read(begin(path), sheet).questions.open] == ["2.role"]


@pytest.mark.parametrize(
    "cell", ["Voglio fare il mentor", "I want to be a mentor", "Insegno (mentor)"]
)
def test_a_role_in_a_sentence_is_read(path: Path, cell: str) -> None:
    sheet = f"matricola;nominativo;ruolo programma\n1;Ada Re;{cell}\n"
    assert newcomers(begin(path), sheet)[0].roles == ("mentor",)


def test_a_job_title_is_no_role_where_the_role_stands_beside_it(path: Path) -> None:
    sheet = (
        "Matricola;Nominativo;Ruolo;Ruolo nel progetto\n1;Ada Verdi;Senior Manager;Mentore\n"
        "2;Ivo Neri;Junior developer;Mentee\n"
    )
    ada, ivo = newcomers(begin(path), sheet)
    assert (ada.roles, ivo.roles) == (("mentor",), ("senior",))
    assert ada.person.job_title == "Senior Manager"


@pytest.mark.parametrize("end", ["31/12/9999", "30/06/2027"])
def test_an_end_that_lies_ahead_is_no_leaving(path: Path, end: str) -> None:
    sheet = f"matricola;nominativo;ruolo programma;data cessazione\n1;Ada Re;senior;{end}\n"
    found = read(begin(path), sheet)
    assert (len(found.newcomers), found.questions.asked) == (1, {})


def test_nobody_gets_somebody_elses_e_mail_without_a_question(path: Path) -> None:
    workspace = begin(path)
    head = "matricola;nominativo;ruolo programma;email\n"
    brought_in(workspace, f"{head}1;Ada Re;senior;ada@x.example\n2;Ivo Bo;senior;ivo@x.example\n")
    shifted = f"{head}1;Ada Re;senior;ivo@x.example\n2;Ivo Bo;senior;ada@x.example\n"
    assert [each.kind for each in read(workspace, shifted).questions.open] == ["email", "email"]
    brought_in(workspace, shifted, accepts=True)
    assert workspace.snapshot.people["1"].email == "ada@x.example"


def test_somebody_else_under_a_known_number_comes_in_once(path: Path) -> None:
    workspace = begin(path)
    head = "matricola;nominativo;ruolo programma;email\n"
    brought_in(workspace, f"{head}1;Ada Re;senior;ada@x.example\n")
    answers = {"2.person": "other"}
    other = f"{head}1;Vera Lupi;senior;vera@x.example\n"
    assert brought_in(workspace, other, answers).people == 1
    assert brought_in(workspace, other, answers).people == 0


def test_homonyms_without_numbers_come_back_as_themselves(path: Path) -> None:
    workspace = begin(path)
    sheet = "nominativo;ruolo;reparto\nMarco Rossi;mentor;IT\nMarco Rossi;senior;Vendite\n"
    (question,) = read(workspace, sheet).questions.open
    assert (question.key, question.default) == ("3.again", None)
    assert brought_in(workspace, sheet, {"3.again": "other"}).people == 2
    again = brought_in(workspace, sheet, {"3.again": "other"})
    assert (again.people, again.changed) == (0, 0)


def test_zeros_lost_within_one_sheet_are_asked(path: Path) -> None:
    sheet = "matricola;nominativo;ruolo programma\n0031;Ivo Testa;mentor\n31;Testa Ivo;mentor\n"
    assert [each.key for each in read(begin(path), sheet).questions.open] == ["3.again"]


@pytest.mark.parametrize("words", ["Direttore Generale", "Rossi Anna / Galli Carlo", "HR Manager"])
def test_an_office_is_no_person(path: Path, words: str) -> None:
    sheet = f"matricola;nominativo;ruolo programma;responsabile\n1;Ada Re;senior;{words}\n"
    found = read(begin(path), sheet)
    assert [each.person.name for each in found.newcomers] == ["Ada Re"]


def test_a_manager_may_be_answered_by_any_number(path: Path) -> None:
    sheet = (
        "matricola;nominativo;ruolo programma;responsabile\n1;Ada Re;senior;il capo\n"
        "2;Ugo Verdi;senior;\n"
    )
    found = read(begin(path), sheet, {"manager:il capo": "2"})
    assert found.newcomers[0].person.manager_id == "2"


def test_days_of_a_column_with_the_month_first_are_asked(path: Path) -> None:
    sheet = (
        "matricola;nominativo;ruolo programma;hire date\n1;Ada Re;senior;11/25/2001\n"
        "2;Ivo Bo;senior;02/03/2021\n"
    )
    found = read(begin(path), sheet)
    assert [each.key for each in found.questions.open] == ["3.joined_on"]
    answered = read(begin(path.with_name("b.json")), sheet, {"3.joined_on": "2021-02-03"})
    assert answered.newcomers[1].person.joined_on == date(2021, 2, 3)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Rossi dr.ssa Anna", "Anna Rossi"),
        ("De' Medici Lorenzo", "Lorenzo De' Medici"),
        ("Nicolo' Gianfranco", "Gianfranco Nicolò"),
    ],
)
def test_titles_within_and_particles_with_an_apostrophe(path: Path, cell: str, name: str) -> None:
    sheet = f"matricola;cognome e nome;ruolo programma\n1;{cell};senior\n"
    assert newcomers(begin(path), sheet)[0].person.name == name


def test_a_text_made_utf_8_twice_is_asked_about(path: Path) -> None:
    raw = SHEET.encode().decode("cp1252").encode()
    (question,) = read(begin(path), raw).questions.open
    assert (question.key, question.default) == ("encoding", "repaired")
    assert (
        told(read(begin(path.with_name("b.json")), raw, {"encoding": "repaired"}).newcomers)
        == TRUTH
    )


def test_no_level_is_made_up(path: Path) -> None:
    sheet = (
        "matricola;nominativo;ruolo programma;insegna;Livello (1-5)\n"
        "1;Ada Re;mentor;Excel;\n2;Ivo Bo;entrambi;Negoziare contratti, Excel;2\n"
    )
    workspace = begin(path)
    brought_in(workspace, sheet)
    rated = {
        (each.person_id, each.skill_id): each.level for each in workspace.snapshot.ratings.values()
    }
    assert rated == {("2", "spreadsheets"): 2}
    assert workspace.view("pr0001").mentors["1"].offers == ("spreadsheets",)
