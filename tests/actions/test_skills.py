"""The firm's own skills: added, changed, taken out only where nothing uses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.actions import goals, ratings, skills
from revmentor.exchange.skill_sheet import read_skills, sheet_cells
from revmentor.model.errors import Refused
from revmentor.model.skill import Task
from revmentor.store.workspace import Workspace
from tests.support.cli import revmentor
from tests.support.firm import PROGRAMME, TODAY, begin, prepared
from tests.support.refusal import refused

ERP = {"it": "Gestionale", "en": "ERP"}
SHEET = """id;name_en;name_it;kind;task_1;task_2
;ERP;Gestionale;digitale;find an order;book a part
press;;Pressa;esperienza;;
"""


def add_erp(workspace: Workspace) -> str:
    tasks = {"1": "find an order", "2": None, "3": "book a part"}
    return skills.add(workspace.change(), name=ERP, tasks=tasks).id


def test_a_skill_is_added_with_its_tasks(path: Path) -> None:
    workspace = begin(path)
    skill_id = add_erp(workspace)
    made = workspace.snapshot.skills[skill_id]
    assert (made.id, made.name, made.kind) == ("k0001", ERP, "digital")
    assert made.tasks == (
        Task(id="1", text={"en": "find an order"}),
        Task(id="3", text={"en": "book a part"}),
    )


def test_what_was_not_changed_of_a_task_stays_and_one_without_words_goes(path: Path) -> None:
    workspace = begin(path)
    skill_id = add_erp(workspace)
    changed = skills.edit(
        workspace.change(),
        skill_id,
        name={"en": "ERP system"},
        kind="experience",
        tasks={"1": "find an order", "2": "close an order", "3": None},
    )
    assert changed.name == {"it": "Gestionale", "en": "ERP system"}
    assert [(task.id, task.text) for task in changed.tasks] == [
        ("1", {"en": "find an order"}),
        ("2", {"en": "close an order"}),
    ]


@pytest.mark.parametrize("name", [{}, {"en": None, "it": ""}])
def test_a_skill_needs_a_name(path: Path, name: dict[str, str | None]) -> None:
    workspace = begin(path)
    with refused(workspace, "A skill needs a name, in one language at least.", "name"):
        skills.add(workspace.change(), name=name)


def test_two_skills_do_not_share_a_name_in_any_language(path: Path) -> None:
    workspace = begin(path)
    add_erp(workspace)
    for name in ({"en": "gestionale"}, {"it": "ERP"}, {"en": "SPREADSHEETS AT WORK"}):
        with refused(workspace, "There is a skill “", "name"):
            skills.add(workspace.change(), name=name)


def test_a_skill_in_use_is_not_taken_out_and_it_is_said_where(path: Path) -> None:
    workspace = prepared(path)
    skill_id = add_erp(workspace)
    change = workspace.change
    goals.add(change(PROGRAMME), person_id="anna", skill_id=skill_id, target=3, text="the ERP")
    ratings.rate(change(PROGRAMME, today=TODAY), "anna", skill_id, 1)
    ratings.rate(change(PROGRAMME, today=TODAY), "bruno", skill_id, 1)
    with refused(workspace, "“ERP” is in use: goals (1), levels (2). Take it out there first"):
        skills.remove(change(), skill_id)


def test_a_skill_that_nothing_uses_is_taken_out(path: Path) -> None:
    workspace = begin(path)
    skill_id = add_erp(workspace)
    skills.remove(workspace.change(), skill_id)
    assert not workspace.snapshot.skills


def test_tasks_of_an_own_skill_are_ticked_and_no_others(path: Path) -> None:
    workspace = prepared(path)
    skill_id = add_erp(workspace)
    change = workspace.change(PROGRAMME, today=TODAY)
    rating = ratings.rate(change, "anna", skill_id, 2, rated_by="task", tasks={"3": True})
    assert rating.tasks == {"3": True}
    with refused(workspace, "ERP has no observable task “2”.", "tasks"):
        ratings.rate(workspace.change(PROGRAMME), "anna", skill_id, 2, tasks={"2": True})


# -- a sheet of skills -----------------------------------------------------------------------------


def bring_in(workspace: Workspace, text: str) -> list[tuple[int, str, str, list[str]]]:
    found = skills.bring_in(workspace.change(), read_skills(sheet_cells(text.encode())))
    return [(each.row.row, each.state, each.skill.id, sorted(each.changes)) for each in found]


def test_a_sheet_of_skills_is_taken_in(path: Path) -> None:
    workspace = begin(path)
    found = bring_in(workspace, SHEET)
    assert [each[:2] for each in found] == [(2, "new"), (3, "new")]
    own = workspace.snapshot.skills
    assert own["press"].name == {"it": "Pressa"}
    assert own["press"].kind == "experience"
    assert own["k0001"].name == {"en": "ERP", "it": "Gestionale"}
    assert [task.text for task in own["k0001"].tasks] == [
        {"en": "find an order"},
        {"en": "book a part"},
    ]


def test_the_same_sheet_again_changes_nothing(path: Path) -> None:
    workspace = begin(path)
    bring_in(workspace, SHEET)
    before = path.read_bytes()
    assert [each[1] for each in bring_in(workspace, SHEET)] == ["same", "same"]
    assert path.read_bytes() == before


def test_a_second_sheet_is_a_difference_and_an_empty_cell_leaves_what_is_known(path: Path) -> None:
    workspace = begin(path)
    bring_in(workspace, SHEET)
    second = "name_it,kind,task_1,task_3\nGESTIONALE,,find last week's order,print it\n"
    assert bring_in(workspace, second) == [(2, "changed", "k0001", ["name_it", "task_1", "task_3"])]
    erp = workspace.snapshot.skills["k0001"]
    assert erp.name == {"en": "ERP", "it": "GESTIONALE"}
    assert erp.kind == "digital"
    assert [task.id for task in erp.tasks] == ["1", "2", "3"]


def test_a_skill_that_comes_with_revmentor_needs_no_row(path: Path) -> None:
    workspace = begin(path)
    assert bring_in(workspace, "name_en\nSpreadsheets at work\n") == [
        (2, "same", "spreadsheets", [])
    ]
    assert not workspace.snapshot.skills


def test_a_given_id_does_not_meet_one_that_is_counted(path: Path) -> None:
    workspace = begin(path)
    bring_in(workspace, "id,name_en\nk0001,Lathe\n,Press\n")
    names = {each.id: each.name["en"] for each in workspace.snapshot.skills.values()}
    assert names == {"k0001": "Lathe", "k0002": "Press"}


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("name_en,kind\nERP,shoe\n", "row 2", "“shoe” is no kind of skill"),
        ("id,name_en\na b,ERP\n", "row 2", "“a b” is no id"),
        ("id,name_en\nx,\n", "row 2", "The skill has no name"),
        ("name_en\nERP\n\nerp\n", "row 4", "It is the skill of row 2 again."),
        ("id,name_en\nx,ERP\ny,ERP\n", "row 3", "It is the skill of row 2 again."),
        ("id,name_en\nspreadsheets,My sheets\n", "row 2", "comes with revmentor"),
        ("name_en,task_1\nSpreadsheets at work,sum\n", "row 2", "comes with revmentor"),
    ],
)
def test_a_row_that_cannot_be_is_named_and_nothing_changes(
    path: Path, text: str, place: str, said: str
) -> None:
    workspace = begin(path)
    before = path.read_bytes()
    with pytest.raises(Refused) as caught:
        bring_in(workspace, text)
    (problem,) = caught.value.problems
    assert problem.path == place
    assert said in problem.message
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "The sheet is empty."),
        (b"matricola;cognome\n1;Rossi\n", "found: matricola, cognome"),
        (b"name_en,name_en\na,b\n", "stands twice"),
    ],
)
def test_a_sheet_without_names_of_skills_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_skills(sheet_cells(raw))


def test_headings_stand_below_a_title_and_in_italian() -> None:
    text = (
        "Competenze 2026\n\nCodice\tNome italiano\tTipo\tCompito 1\nx1\tPressa\tEsperienza\tpezzo"
    )
    (row,) = read_skills(sheet_cells(text.encode()))
    assert (row.row, row.id, row.name, row.kind) == (4, "x1", {"it": "Pressa"}, "experience")
    assert row.tasks == {"1": "pezzo"}


# -- the command ---------------------------------------------------------------------------------


def test_the_command_gives_a_sheet_out_and_takes_it_in_as_a_difference(path: Path) -> None:
    begin(path)
    sheet = path.with_name("skills.csv")
    sheet.write_text(SHEET + ";=SUM(A1);;;x\n", encoding="utf-8")
    tried = revmentor("skills", path, "--from", sheet, "--dry-run", "--json", cwd=path.parent)
    assert (tried.status, tried.json["done"]) == (0, False)
    assert tried.json["counts"] == {"new": 3, "changed": 0, "same": 0}
    assert not Workspace.open(path).snapshot.skills
    done = revmentor("skills", path, "--from", sheet, cwd=path.parent)
    assert "new: ERP" in done.out
    given = revmentor("skills", path, "--lang", "it", cwd=path.parent)
    assert "'=SUM(A1)" in given.out, "no spreadsheet runs it"
    sheet.write_bytes(given.raw.replace(b"find an order", b"find it"))
    again = revmentor("skills", path, "--from", sheet, "--json", cwd=path.parent)
    assert again.json["counts"] == {"new": 0, "changed": 1, "same": 2}
    changed = next(each for each in again.json["rows"] if each["state"] == "changed")
    assert changed["changes"] == {"task_1": ["find an order", "find it"]}
    listed = revmentor("skills", path, "--json", cwd=path.parent)
    names = [each.get("name_en") or each["name_it"] for each in listed.json["skills"]]
    assert names == ["ERP", "=SUM(A1)", "Pressa"]


def test_the_command_refuses_a_sheet_with_its_rows(path: Path) -> None:
    begin(path)
    sheet = path.with_name("skills.csv")
    sheet.write_text("name_en,kind\nERP,shoe\n", encoding="utf-8")
    refused_ = revmentor("skills", path, "--from", sheet, cwd=path.parent)
    assert refused_.status == 6
    assert "row 2: “shoe” is no kind of skill" in refused_.err
    tried = revmentor("skills", path, "--from", sheet, "--dry-run", "--json", cwd=path.parent)
    assert tried.status == 1
    assert [each["path"] for each in tried.json["problems"]] == ["row 2"]
    assert revmentor("skills", path, "--dry-run", cwd=path.parent).status == 2
