"""Sheets as firms have them, each through the command: what it asks, and what comes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.contract.validator import faults
from tests.support.cli import TODAY, Said, revmentor
from tests.support.sheets import CASES

Person = tuple[str, str, str]
"""The number, the name, and the roles by their first letters (a dash for none)."""

SIX: list[Person] = [
    ("M101", "Giulia Ferrari", "m"),
    ("M102", "Niccolò D'Amico", "m"),
    ("S201", "Ornella De Luca", "s"),
    ("S202", "Mario Rossi", "s"),
    ("S203", "Mario Rossi", "s"),
    ("S204", "Gesù Lo Presti", "s"),
]
MANAGERS = {"M101": "S204", "M102": "S201", "S202": "S201", "S203": "S201", "S204": "S201"}


def begun(folder: Path) -> Path:
    path = folder / "firm.json"
    assert revmentor("new", path, "--firm", "Firm", "--country", "IT", cwd=folder).status == 0
    return path


def brought_in(path: Path, name: str, answers: dict[str, str] | None = None, *more: str) -> Said:
    (source,) = CASES.glob(f"{name}*")
    words = [*more, "--today", TODAY, "--lang", "en"]
    if answers is not None:
        file = path.with_name("answers.json")
        file.write_text(json.dumps(answers), encoding="utf-8")
        words += ["--answers", str(file)]
    return revmentor("import", path, source, *words, cwd=path.parent)


def document(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = revmentor("export", path, cwd=path.parent).json
    return data


def people(path: Path) -> list[Person]:
    data = document(path)
    roles: dict[str, str] = {}
    for part in sorted(data.get("participations", []), key=lambda each: str(each["role"])):
        roles[part["person_id"]] = roles.get(part["person_id"], "") + part["role"][0]
    return [(each["id"], each["name"], roles.get(each["id"], "-")) for each in data["people"]]


def by_id(path: Path) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in document(path)["people"]}


def parts(path: Path) -> dict[str, dict[str, Any]]:
    return {each["person_id"]: each for each in document(path)["participations"]}


@pytest.mark.parametrize(
    "name",
    ["01", "02", "03_excel", "04_excel", "06", "15", "20", "21", "22", "23", "30", "31", "34"],
)
def test_the_six_come_in_from_every_dress_of_their_sheet(tmp_path: Path, name: str) -> None:
    path = begun(tmp_path)
    done = brought_in(path, name)
    assert (done.status, people(path)) == (0, SIX), done.err
    if name != "34":
        assert {each["id"]: each.get("manager_id") for each in document(path)["people"]} == {
            **dict.fromkeys(["S201"]),
            **MANAGERS,
        }
    again = brought_in(path, name, None, "--json").json["counts"]
    assert (again["same"], again["new"], again["changed"], again["here"]) == (6, 0, 0, 6)


CASES_WITH_ANSWERS: dict[str, tuple[dict[str, str], list[Person]]] = {
    "07": (
        {"5.again": "same"},
        [
            ("p0001", "Giulia Ferrari", "m"),
            ("p0002", "Ornella De Luca", "s"),
            ("p0003", "Niccolò D'Amico", "ms"),
        ],
    ),
    "09": (
        {},
        [
            ("000101", "Giulia Ferrari", "m"),
            ("000102", "Niccolò D'Amico", "m"),
            ("000201", "Ornella De Luca", "s"),
            ("000202", "Mario Rossi", "s"),
        ],
    ),
    "11": (
        {"manager:0201": "201"},
        [
            ("034", "Niccolò D'Amico", "m"),
            ("201", "Ornella De Luca", "s"),
            ("27", "Giulia Ferrari", "m"),
        ],
    ),
    "12": (
        {},
        [
            ("M101", "Giulia Ferrari", "m"),
            ("M102", "Niccolò D'Amico", "m"),
            ("S201", "Ornella De Luca", "s"),
            ("S202", "Mario Rossi", "s"),
        ],
    ),
    "13": ({}, [("p0001", "Giulia Ferrari", "m"), ("p0002", "Ornella De Luca", "s")]),
    "16": (
        {},
        [
            ("M101", "Giulia Ferrari", "m"),
            ("S201", "Ornella De Luca", "s"),
            ("p0001", "Mario Rossi", "s"),
        ],
    ),
    "18": (
        {},
        [
            ("M101", "Giulia Ferrari", "m"),
            ("M102", "Niccolò D'Amico", "m"),
            ("S201", "Ornella De Luca", "s"),
            ("S202", "Mario Rossi", "s"),
        ],
    ),
    "25": (
        {},
        [("1", "Giulia Ferrari", "m"), ("2", "Ornella De Luca", "s"), ("3", "Ada Re", "ms")],
    ),
    "26": (
        {"role": "mentor"},
        [("M101", "Giulia Ferrari", "m"), ("M102", "Niccolò D'Amico", "m")],
    ),
    "27": ({}, [("M101", "Giulia Ferrari", "m"), ("S201", "Ornella De Luca", "s")]),
    "28": (
        {"2": "leave_out", "3": "leave_out"},
        [("S3", "@import", "s"), ("S4", "＝1+1", "s")],
    ),
    "33": (
        {"role": "none"},
        [("p0001", "Anna Rossi", "-"), ("p0002", "Ornella De Luca", "-")],
    ),
    "37": (
        {"3": "leave_out", "4": "leave_out"},
        [("M101", "Giulia Ferrari", "m")],
    ),
    "42": (
        {"7.again": "same", "with:omar benalli": "p0002"},
        [
            ("p0001", "Irene Monti", "m"),
            ("p0002", "Omar Benali", "m"),
            ("p0003", "Carlo Serra", "s"),
            ("p0004", "Ida Rota", "s"),
            ("p0005", "Vito Lupi", "s"),
        ],
    ),
    "43": (
        {"skill_columns": "ranks", "role": "senior"},
        [
            ("p0001", "Carlo Serra", "s"),
            ("p0002", "Ida Rota", "s"),
            ("p0003", "Maria Elena De Santis", "s"),
        ],
    ),
    "47_m": (
        {"role": "mentor"},
        [("p0001", "Irene Monti", "m"), ("p0002", "Omar Benali", "m")],
    ),
    "47_s": (
        {"role": "senior"},
        [("p0001", "Carlo Serra", "s"), ("p0002", "Ida Rota", "s"), ("p0003", "Vito Lupi", "s")],
    ),
    "fault_08": ({"which:nome": "B", "which:cognome": "C"}, [("V1", "Ada Bruni", "s")]),
    "fault_11": (
        {},
        [("0027", "Ada Bruni", "s"), ("12345", "Ivo Testa", "s"), ("IT-0231", "Ida Bruni", "s")],
    ),
    "fault_13": ({}, [("V1", "Ada Bruni", "s"), ("V2", "Ada Bruni", "s")]),
    "fault_20": ({"skill:gestionale": "new"}, [("A1", "Ivo Testa", "m")]),
}
UNANSWERED = ["07", "11", "26", "28", "33", "37", "42", "43", "47_m", "47_s", "fault_08"]


@pytest.mark.parametrize("name", CASES_WITH_ANSWERS)
def test_a_sheet_with_its_answers_gives_its_people(tmp_path: Path, name: str) -> None:
    path = begun(tmp_path)
    answers, expected = CASES_WITH_ANSWERS[name]
    done = brought_in(path, name, answers)
    assert (done.status, people(path)) == (0, expected), done.err


@pytest.mark.parametrize("name", UNANSWERED)
def test_a_sheet_that_leaves_something_open_changes_nothing(tmp_path: Path, name: str) -> None:
    path = begun(tmp_path)
    before = path.read_bytes()
    done = brought_in(path, name, None, "--json")
    assert (done.status, path.read_bytes()) == (6, before)
    data = done.json
    assert data["done"] is False
    open_keys = set(CASES_WITH_ANSWERS[name][0])
    assert open_keys <= {question["key"] for question in data["questions"]}
    assert data["counts"]["open"] == len(open_keys)
    for key in open_keys:
        assert key in done.err


def test_a_dry_run_tells_all_of_it_and_changes_nothing(tmp_path: Path) -> None:
    path = begun(tmp_path)
    before = path.read_bytes()
    done = brought_in(path, "07", None, "--dry-run", "--json")
    assert (done.status, path.read_bytes()) == (1, before)
    assert [row["state"] for row in done.json["rows"]] == ["new", "new", "new", "left_out"]
    answered = brought_in(path, "07", {"5.again": "same"}, "--dry-run", "--json")
    assert (answered.status, path.read_bytes()) == (0, before)


def test_the_defaults_can_be_taken_for_all(tmp_path: Path) -> None:
    path = begun(tmp_path)
    assert brought_in(path, "07", None, "--accept-defaults").status == 0
    assert len(people(path)) == 3


def test_what_has_no_default_stays_open_all_the_same(tmp_path: Path) -> None:
    path = begun(tmp_path)
    assert brought_in(path, "28", None, "--accept-defaults").status == 6
    assert people(path) == []


def test_an_unclosed_quote_is_named_where_it_opens(tmp_path: Path) -> None:
    path = begun(tmp_path)
    done = brought_in(path, "38")
    assert done.status == 6
    assert "Row 2" in done.err
    assert "quote" in done.err


def test_a_cell_very_far_away_is_told_and_ends_nothing(tmp_path: Path) -> None:
    path = begun(tmp_path)
    done = brought_in(path, "hostile_far")
    assert done.status == 6
    assert "far too large" in done.err


def test_a_row_is_numbered_as_the_spreadsheet_counts(tmp_path: Path) -> None:
    done = brought_in(begun(tmp_path), "fault_10", None, "--json")
    (question,) = [each for each in done.json["questions"] if each["kind"] == "role"]
    assert (question["row"], question["cell"]) == (3, "D3")


def test_a_row_with_a_cell_too_many_is_never_shifted(tmp_path: Path) -> None:
    path = begun(tmp_path)
    done = brought_in(path, "fault_04", None, "--json")
    assert done.status == 6
    (question,) = done.json["questions"]
    assert (question["row"], question["kind"]) == (2, "problem")
    assert "8 cells" in question["text"]
    assert "headings 7" in question["text"]


def test_a_column_of_salaries_reaches_nothing(tmp_path: Path) -> None:
    path = begun(tmp_path)
    done = brought_in(path, "20", None, "--json")
    assert done.json["not_read"] == ["RAL"]
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"31000" not in kept
    assert b"RAL" not in kept


# -- what else the sheets say ----------------------------------------------------------------------


def test_a_manager_is_known_by_name(tmp_path: Path) -> None:
    path = begun(tmp_path)
    brought_in(path, "12")
    managers = {each["id"]: each.get("manager_id") for each in document(path)["people"]}
    assert managers == {"M101": "S201", "M102": "S201", "S201": None, "S202": "S201"}


def test_errors_of_a_spreadsheet_become_blanks_and_each_is_named(tmp_path: Path) -> None:
    path = begun(tmp_path)
    done = brought_in(path, "16", None, "--json")
    named = {each["cell"] for each in done.json["questions"] if each["kind"] == "error_cell"}
    assert named == {"E2", "H2", "F3", "G3", "A4"}
    giulia = by_id(path)["M101"]
    assert ("department" in giulia, "manager_id" in giulia) == (False, False)
    assert "#" not in json.dumps(document(path)["people"])


def test_skills_and_levels_in_words_are_suggested_and_the_words_kept(tmp_path: Path) -> None:
    path = begun(tmp_path)
    done = brought_in(path, "18", {"level:alto": "6", "level:★★★": "4"}, "--json")
    suggested = {each["key"]: each["default"] for each in done.json["questions"]}
    assert suggested["skill:power bi"] == "dashboards"
    assert suggested["level:avanzato"] == "5"
    data = document(path)
    levels = {(each["person_id"], each["skill_id"]): each["level"] for each in data["ratings"]}
    assert levels["M101", "spreadsheets"] == 5
    assert (levels["M102", "spreadsheets"], levels["M102", "team-chat"]) == (6, 4)
    assert parts(path)["M101"]["offers_said"] == "Excel avanzato (pivot), Power BI; ChatGPT"
    assert parts(path)["S201"]["wishes_said"] == "Excel base"
    assert "wishes_said" not in parts(path)["S202"]


def test_half_days_in_words_over_two_lines(tmp_path: Path) -> None:
    path = begun(tmp_path)
    brought_in(path, "27")
    assert by_id(path)["M101"]["availability"] == ["tue-pm", "fri-am"]
    assert by_id(path)["M101"]["department"] == "Marketing; eventi"


def test_with_whom_somebody_would_rather_be_is_read_from_the_filled_column(tmp_path: Path) -> None:
    path = begun(tmp_path)
    answers, _people = CASES_WITH_ANSWERS["42"]
    brought_in(path, "42", answers)
    found = parts(path)
    assert found["p0001"]["prefers"] == ["p0003", "p0004"]
    assert found["p0002"]["avoids"] == ["p0005"]
    assert found["p0005"]["prefers"] == ["p0001", "p0002"]
    assert found["p0004"]["avoids"] == ["p0002"]
    assert (found["p0001"]["max_seniors"], found["p0002"]["max_seniors"]) == (3, 2)
    goals = [each["skill_id"] for each in document(path)["goals"] if each["person_id"] == "p0004"]
    assert goals == ["ai-assistants", "shared-calendar"]


def test_ranks_become_an_order_of_wishes(tmp_path: Path) -> None:
    path = begun(tmp_path)
    done = brought_in(path, "43", {"skill_columns": "ranks", "role": "senior"}, "--json")
    assert "Phone number" in done.json["not_read"]
    assert "0420317711" not in path.read_text(encoding="utf-8")
    wishes = [
        (each["skill_id"], each["weight"])
        for each in document(path)["goals"]
        if each["person_id"] == "p0001"
    ]
    assert wishes == [
        ("video-meetings", 3),
        ("spreadsheets", 2),
        ("shared-calendar", 1),
        ("ai-assistants", 1),
    ]
    assert by_id(path)["p0001"]["email"] == "carlo.serra@firm.example"
    assert (by_id(path)["p0001"]["works"], by_id(path)["p0002"]["works"]) == ("on_site", "remote")


def test_a_wish_for_no_skill_of_the_list_is_asked_and_kept_as_said(tmp_path: Path) -> None:
    path = begun(tmp_path)
    done = brought_in(path, "47_s", {"role": "senior"}, "--json")
    assert "skill:drones" in {each["key"] for each in done.json["questions"]}
    assert "Drones" in parts(path)["p0003"]["wishes_said"]


def test_a_skill_of_the_firms_own_can_be_added_from_the_sheet(tmp_path: Path) -> None:
    path = begun(tmp_path)
    brought_in(path, "fault_20", {"skill:gestionale": "new"})
    data = document(path)
    assert [(each["id"], each["name"]["it"]) for each in data["skills"]] == [
        ("gestionale", "gestionale")
    ]
    assert parts(path)["A1"]["offers"] == ["gestionale"]
    assert [(each["skill_id"], each["level"]) for each in data["ratings"]] == [("gestionale", 5)]


# -- the sheet as it came --------------------------------------------------------------------------


def alike(data: dict[str, Any]) -> dict[str, Any]:
    """A document without its firm and without ids that are counted: rows came in another order."""
    plain = {name: list(records) for name, records in data.items() if isinstance(records, list)}
    for name in ("participations", "goals", "ratings"):
        bare = ({**record, "id": ""} for record in plain[name])
        plain[name] = sorted(bare, key=lambda each: json.dumps(each, sort_keys=True))
    return plain


def test_the_sheet_as_it_came_ends_as_the_clean_one(tmp_path: Path) -> None:
    path = begun(tmp_path)
    clean = tmp_path / "clean"
    clean.mkdir()
    truth = begun(clean)
    assert brought_in(truth, "clean").status == 0
    wanted = by_id(truth)
    rows = {
        **{row: f"V{n:03d}" for n, row in zip((27, 31, 34, 36, 40, 44), range(4, 10), strict=True)},
        **{row: f"V{n:03d}" for n, row in zip(range(1, 11), range(10, 20), strict=True)},
        **{row: f"V{n:03d}" for n, row in zip(range(11, 19), range(21, 29), strict=True)},
    }
    answers = {"20": "leave_out"}
    for row, number in rows.items():
        person = wanted[number]
        answers |= {
            f"{row}.id": number,
            f"{row}.name": person["name"],
            f"{row}.department": person["department"],
            f"{row}.job_title": person["job_title"],
            f"{row}.site": person["site"],
            f"{row}.manager_id": person.get("manager_id", ""),
            f"{row}.email": "",
            f"{row}.availability": "",
            f"{row}.joined_on": "",
            f"{row}.level": "",
        }
    for part in document(truth)["participations"]:
        row = next(row for row, number in rows.items() if number == part["person_id"])
        answers[f"{row}.role"] = part["role"]
    data = document(truth)
    levels = {(each["person_id"], each["skill_id"]): each["level"] for each in data["ratings"]}
    for row, number in rows.items():
        part = parts(truth)[number]
        wishes = [each["skill_id"] for each in data["goals"] if each["person_id"] == number]
        if part["role"] == "mentor":
            taught = [f"{skill}:{levels[number, skill]}" for skill in part["offers"]]
            answers |= {f"{row}.teaches": "|".join(taught), f"{row}.learns": ""}
            answers[f"{row}.exchanges"] = "|".join(wishes)
        else:
            answers |= {f"{row}.teaches": "", f"{row}.learns": "|".join(wishes)}
            answers[f"{row}.exchanges"] = "|".join(part.get("offers", []))
    done = brought_in(path, "messy", answers)
    assert done.status == 0, done.err
    mine, theirs = alike(document(path)), alike(document(truth))
    for name, records in theirs.items():
        assert mine[name] == records


@pytest.mark.parametrize("name", [*CASES_WITH_ANSWERS, "38", "hostile_far", "fault_04", "messy"])
def test_what_is_told_of_a_sheet_fits_its_schema(tmp_path: Path, name: str) -> None:
    path = begun(tmp_path)
    for words in (["--dry-run", "--json"], ["--json", "--accept-defaults"], ["--json"]):
        said = brought_in(path, name, None, *words)
        data = said.json
        assert faults("sheet" if "rows" in data else "error", said.raw) == []
