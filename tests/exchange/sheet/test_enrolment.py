from __future__ import annotations

import contextlib
import csv
import io
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from revmentor.actions import enrolment, people, programmes
from revmentor.content import sample
from revmentor.model.errors import Refused
from revmentor.model.import_row import Newcomer
from revmentor.store.workspace import Workspace
from tests.support.call_count import calls_in
from tests.support.firm import TODAY, begin, exported
from tests.support.sheets import brought_in, newcomers

CLEAN = sample.sample_path("participants.csv").read_bytes()
HEAD = "matricola;nome;cognome;ruolo_programma;responsabile;insegna;impara_1;offre_vuole\n"


def problems(path: Path, raw: bytes | str) -> list[str]:
    """What is refused or asked, row by row; the file holds what it held."""
    workspace = begin(path)
    before = path.read_bytes()
    with pytest.raises(Refused) as caught:
        brought_in(workspace, raw if isinstance(raw, bytes) else HEAD + raw)
    assert path.read_bytes() == before
    return [str(problem) for problem in caught.value.problems]


def test_the_clean_sheet_brings_twenty_four_people_with_their_roles(path: Path) -> None:
    workspace = begin(path)
    done = brought_in(workspace, CLEAN)
    assert (done.people, done.mentors, done.seniors, done.already) == (24, 6, 18, ())
    assert done.begun
    view = workspace.view("pr0001")
    assert set(view.mentors) == {"V027", "V031", "V034", "V036", "V040", "V044"}
    assert len(view.seniors) == 18
    assert view.programme.starts_on.weekday() == 0
    assert (view.programme.starts_on - TODAY).days >= 14


def test_the_clean_sheet_keeps_what_it_says_of_a_person(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, CLEAN)
    juergen = workspace.snapshot.people["V005"]
    assert juergen.name == "Jürgen Oberhofer"
    assert (juergen.department, juergen.job_title) == ("Ufficio tecnico", "Direttore tecnico")
    assert (juergen.site, juergen.manager_id) == ("Brescia", "V001")
    assert workspace.snapshot.people["V001"].manager_id is None


def test_what_a_mentor_teaches_becomes_an_offer_and_a_starting_level(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, CLEAN)
    view = workspace.view("pr0001")
    assert view.mentors["V027"].offers == (
        "social-media",
        "ai-assistants",
        "digital-content",
        "video-meetings",
    )
    rating = view.rating("V027", "social-media", "baseline")
    assert rating is not None
    assert (rating.level, rating.rated_by, rating.on) == (6, "coordinator", TODAY)


def test_wishes_become_goals_and_what_a_senior_gives_an_offer(path: Path) -> None:
    workspace = begin(path)
    done = brought_in(workspace, CLEAN)
    view = workspace.view("pr0001")
    assert {g.skill_id for g in view.goals_of("V001")} == {"ai-assistants", "social-media"}
    assert {g.target for g in view.goals_of("V001")} == {3}
    assert {g.skill_id for g in view.goals_of("V027")} == {"negotiation", "difficult-clients"}
    assert view.seniors["V003"].offers == ("negotiation", "difficult-clients")
    rows = list(csv.DictReader(io.StringIO(CLEAN.decode()), delimiter=";"))
    wishes = [row["impara_1"] for row in rows] + [row["impara_2"] for row in rows]
    wishes += [
        w for r in rows if r["ruolo_programma"] == "mentor" for w in r["offre_vuole"].split("|")
    ]
    assert done.goals == len([wish for wish in wishes if wish])


def test_people_of_one_name_are_kept_apart(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, CLEAN)
    view = workspace.view("pr0001")
    assert view.name("V008") == "Mario Rossi (Produzione)"
    assert view.name("V009") == "Mario Rossi (Commerciale)"


def test_one_undo_takes_the_whole_sheet_back(path: Path) -> None:
    workspace = begin(path)
    before = exported(workspace)
    brought_in(workspace, CLEAN)
    assert workspace.undo() == "24 people taken in"
    assert exported(workspace) == before


def test_the_same_sheet_again_changes_nothing(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, CLEAN)
    before, generation = exported(workspace), workspace.generation
    again = brought_in(workspace, CLEAN)
    assert (again.people, again.changed, len(again.already)) == (0, 0, 24)
    assert (again.mentors, again.seniors, again.goals) == (0, 0, 0)
    assert (exported(workspace), workspace.generation) == (before, generation)


def test_what_differs_is_changed_and_told_with_both_values(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, CLEAN)
    people.edit(workspace.change(), "V005", job_title="Chief engineer", email="j@firm.example")
    again = brought_in(workspace, CLEAN)
    (changed,) = [each for each in again.outcomes if each.state == "changed"]
    assert changed.person_id == "V005"
    assert changed.changes == {"job_title": ("Chief engineer", "Direttore tecnico")}
    assert workspace.snapshot.people["V005"].email == "j@firm.example"  # an empty cell says nothing
    assert workspace.undo() == "1 person changed"


def test_a_longer_sheet_adds_only_the_new_person(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, CLEAN)
    more = CLEAN + b"V050;Zoe;Nuova;senior;HR;;Modena;V004;;forms-surveys;;\n"
    done = brought_in(workspace, more)
    assert (done.people, done.seniors, done.goals) == (1, 1, 1)
    assert not done.begun


def without_rows(workspace: Workspace, raw: bytes) -> list[Newcomer]:
    return [replace(each, row=0) for each in newcomers(workspace, raw)]


@pytest.mark.parametrize(
    "turned",
    [
        pytest.param(CLEAN, id="as it is"),
        pytest.param(b"\xef\xbb\xbf" + CLEAN, id="byte order mark"),
        pytest.param(CLEAN.replace(b";", b","), id="commas"),
        pytest.param(CLEAN.replace(b";", b"\t"), id="tabs"),
        pytest.param(CLEAN.replace(b"\n", b"\r\n"), id="windows lines"),
        pytest.param(CLEAN.replace(b"\n", b"\r"), id="old mac lines"),
        pytest.param(b";;;;;;;;;;;\n\n" + CLEAN + b";;;\n\n", id="empty lines"),
        pytest.param(unicodedata.normalize("NFD", CLEAN.decode()).encode(), id="decomposed"),
        pytest.param(CLEAN.replace(b"matricola", b" MATRICOLA "), id="header in capitals"),
        pytest.param(CLEAN.replace(b";mentor;", b"; Mentor\xc2\xa0;"), id="hard spaces"),
    ],
)
def test_the_same_sheet_in_another_dress_brings_the_same_people(path: Path, turned: bytes) -> None:
    workspace = begin(path)
    assert without_rows(workspace, turned) == without_rows(workspace, CLEAN)


def test_a_sheet_from_an_old_windows_machine_keeps_its_accents(path: Path) -> None:
    plain = CLEAN.replace("Łukasz;Wiśniewski".encode(), b"Luca;Neri")
    workspace = begin(path)
    assert newcomers(workspace, plain.decode().encode("cp1252")) == newcomers(workspace, plain)


def test_english_headings_are_read_too(path: Path) -> None:
    raw = b"id,full_name,role,manager,teaches\nA1,Ada King,both,,ai-assistants:6\n"
    (ada,) = newcomers(begin(path), raw)
    assert (ada.person.name, ada.roles, dict(ada.teaches)) == (
        "Ada King",
        ("mentor", "senior"),
        {"ai-assistants": 6},
    )


def test_a_cell_that_looks_like_a_formula_stays_text(path: Path) -> None:
    raw = HEAD + '1;=HYPERLINK("http://x.example");[@click=app.quit]x[/];senior;;;;\n'
    (only,) = newcomers(begin(path), raw)
    assert only.person.name == '=HYPERLINK("http://x.example") [@click=app.quit]x[/]'


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("1;Anna;Neri;boss;;;;\n", ["row 2, D2: “boss”: in which role does Anna Neri take part?"]),
        ("1;A;N;mentor;;dashboards:9;;\n", ["row 2, F2: “9” is no level from 0 to 8"]),
        ("1;A;N;senior;77;;;\n", ["row 2, E2: the manager “77” stands neither in the sheet nor"]),
        (
            "1;Anna;Neri;senior;;;;\n\n1;Bea;Rossi;senior;;;;\n",
            ["row 4: the number 1 stands in row 2 already, for Anna Neri"],
        ),
        ("à b;Anna;Neri;senior;;;;\n", ["row 2: staff number: “à-b” is not an id of up to 64"]),
        (
            "1;Anna\x1b[2J;Neri;senior;;;;\n",
            ["row 2: name: the text holds a hidden control character (U+001B)"],
        ),
        (
            "1;A;N;boss;;;;\n2;B;M;senior;;;;\n3;C;O;chief;;;;\n",
            ["row 2, D2: “boss”: in which role", "row 4, D4: “chief”: in which role"],
        ),
    ],
)
def test_every_problem_of_a_sheet_is_listed_with_its_row(
    path: Path, rows: str, expected: list[str]
) -> None:
    found = problems(path, rows)
    assert len(found) == len(expected)
    for said, start in zip(found, expected, strict=True):
        assert said.startswith(start)


def test_a_row_with_a_problem_is_still_earlier_ids_a_manager(path: Path) -> None:
    found = problems(path, "1;Anna;Neri;boss;;;;\n2;Bea;Rossi;senior;1;;;\n")
    assert len(found) == 1, found


def test_a_manager_who_is_in_the_file_need_not_stand_in_the_sheet(path: Path) -> None:
    workspace = begin(path)
    boss = people.add(workspace.change(), name="Ettore Valdarco")
    done = brought_in(workspace, f"{HEAD}1;Anna;Neri;senior;{boss.id};;;\n".encode())
    assert done.people == 1


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "The sheet is empty."),
        (b";;;\n\n", "The sheet is empty."),
        (b"Ann,Neri\n", "Headings found: “Ann”, “Neri”."),
        (b"Kognome;xyz\n1;Anna\n", "Known ones that look like them: cognome"),
        (b"reparto;sede\nSales;Parma\n", "No heading for a name was found"),
        (HEAD.encode(), "Below its headings the sheet is empty"),
        (bytes(range(256)) * 40, "This is not a sheet of people"),
        (
            HEAD.encode() + b"1;" + b"a" * 200_000 + b";N;senior;;;;\n",
            "Row 2: cell 2 holds 200,000 letters",
        ),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(path: Path, raw: bytes, expected: str) -> None:
    with pytest.raises(Refused) as caught:
        newcomers(begin(path), raw)
    assert expected in str(caught.value)


def test_a_sheet_with_nobody_in_it_begins_no_programme(path: Path) -> None:
    workspace = begin(path)
    with contextlib.suppress(Refused):
        brought_in(workspace, HEAD.encode())
    assert workspace.snapshot.programmes == {}


def test_the_people_go_into_the_programme_that_is_named(path: Path) -> None:
    workspace = begin(path)
    first = programmes.create(workspace.change(), name="First", starts_on=date(2026, 2, 2))
    programmes.create(workspace.change(), name="Second", starts_on=date(2026, 9, 7))
    found = newcomers(workspace, CLEAN)
    enrolment.take_in(workspace.change(first.id, today=date(2026, 1, 12)), found)
    assert len(workspace.view(first.id).participations) == 24


def test_a_sheet_of_twice_as_many_again_is_twice_the_work(path: Path) -> None:
    def again(n: int) -> int:
        workspace = begin(path.with_name(f"{n}.json"))
        rows = "".join(f"V{each};Ada;Re{each};senior;V1;;;\n" for each in range(1, n))
        brought_in(workspace, HEAD + rows)
        return calls_in(lambda: brought_in(workspace, HEAD + rows))

    again(100)  # what is made ready only once is made ready now
    assert again(800) < 2.2 * again(400)
