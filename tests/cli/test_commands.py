from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from revmentor.content import sample
from revmentor.store.workspace import Workspace
from tests.support.cli import TODAY, revmentor
from tests.support.firm import begin, packed, raw_document

WEEK_12 = sample.sample_path("valdarco-3-week-12.json")
SHEET = sample.sample_path("participants.csv")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample in week 12; only for commands that read."""
    folder = tmp_path_factory.mktemp("cli")
    assert revmentor("new", "file.json", cwd=folder).status == 0
    assert revmentor("import", "file.json", WEEK_12, cwd=folder).status == 0
    return folder / "file.json"


@pytest.fixture
def copy(filled: Path, path: Path) -> Path:
    shutil.copy(filled, path)
    return path


# -- new -----------------------------------------------------------------------------------------


def test_new_begins_a_file_for_the_firm_named(tmp_path: Path) -> None:
    said = revmentor("new", "a.json", "--firm", "Officine Rossi", cwd=tmp_path)
    assert (said.status, said.raw) == (0, b"")
    assert "Officine Rossi" in said.err
    assert Workspace.open(tmp_path / "a.json").snapshot.firm.name == "Officine Rossi"


def test_new_without_a_name_calls_the_firm_like_the_file(tmp_path: Path) -> None:
    assert revmentor("new", "officine-rossi.json", cwd=tmp_path).status == 0
    firm = Workspace.open(tmp_path / "officine-rossi.json").snapshot.firm
    assert firm.name == "Officine Rossi"


def test_new_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("do not lose me")
    said = revmentor("new", "a.json", cwd=tmp_path)
    assert said.status in {4, 6}
    assert "a.json already exists; choose another name." in said.err
    assert (tmp_path / "a.json").read_text() == "do not lose me"


# -- import --------------------------------------------------------------------------------------


def test_import_of_a_document_says_what_was_added(path: Path) -> None:
    begin(path)
    said = revmentor("import", path, WEEK_12, cwd=path.parent)
    assert (said.status, said.err) == (0, "")
    assert "people: 27 added" in said.out.splitlines()
    again = revmentor("import", path, WEEK_12, cwd=path.parent)
    assert again.status == 0
    assert "added" not in again.out


def test_import_says_it_as_json_too(path: Path) -> None:
    begin(path)
    said = revmentor("import", path, WEEK_12, "--json", cwd=path.parent)
    assert said.status == 0
    assert (said.json["version"], said.json["done"], said.json["problems"]) == (1, True, [])
    assert said.json["added"]["people"] == 27


def test_import_of_a_sheet_says_who_came(path: Path) -> None:
    begin(path)
    said = revmentor("import", path, SHEET, "--today", TODAY, cwd=path.parent)
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[0] == "24 new · 0 changed · 0 the same"
    assert "6 as mentors, 18 as seniors" in said.out
    data = revmentor("import", path, SHEET, "--json", cwd=path.parent).json
    assert (data["counts"]["new"], data["counts"]["same"], data["change"]) == (0, 24, None)


@pytest.mark.parametrize("source", [WEEK_12, SHEET], ids=["document", "sheet"])
def test_a_dry_run_says_the_same_and_writes_nothing(path: Path, source: Path) -> None:
    begin(path)
    before = path.read_bytes()
    dry = revmentor("import", path, source, "--dry-run", "--today", TODAY, cwd=path.parent)
    assert dry.status == 0
    assert path.read_bytes() == before
    done = revmentor("import", path, source, "--today", TODAY, cwd=path.parent)
    assert dry.out == done.out


BROKEN = packed(
    raw_document(people=[{"id": "a", "name": "A", "shoe": 1}, {"id": "b", "name": "B\x1b[2J"}])
)


def test_a_refused_import_lists_every_problem_and_changes_nothing(path: Path) -> None:
    begin(path)
    (path.parent / "broken.json").write_bytes(BROKEN)
    before = path.read_bytes()
    said = revmentor("import", path, "broken.json", cwd=path.parent)
    assert (said.status, said.raw) == (6, b"")
    assert said.err.splitlines()[0].endswith("2 problems. Nothing was changed.")
    assert "  people[0].shoe: this field is not known" in said.err
    assert "  people[1].name: the text holds a hidden control character (U+001B)" in said.err
    assert path.read_bytes() == before


def test_a_dry_run_of_a_broken_document_ends_with_one(path: Path) -> None:
    begin(path)
    (path.parent / "broken.json").write_bytes(BROKEN)
    said = revmentor("import", path, "broken.json", "--dry-run", "--json", cwd=path.parent)
    assert said.status == 1
    assert (said.json["version"], said.json["done"]) == (1, False)
    assert {each["path"] for each in said.json["error"]["problems"]} == {
        "people[0].shoe",
        "people[1].name",
    }
    assert "2 problems" in said.err


def test_a_dry_run_foresees_what_the_real_import_refuses(path: Path) -> None:
    begin(path)
    circle = "id,name,role,manager\n1,Anna,senior,2\n2,Bea,senior,1\n"
    (path.parent / "circle.csv").write_text(circle)
    assert revmentor("import", path, "circle.csv", cwd=path.parent).status == 6
    dry = revmentor("import", path, "circle.csv", "--dry-run", cwd=path.parent)
    assert dry.status == 1
    assert "circle" in dry.err


# -- export --------------------------------------------------------------------------------------


def test_export_writes_the_document_to_standard_output(filled: Path) -> None:
    said = revmentor("export", filled, cwd=filled.parent)
    assert (said.status, said.err) == (0, "")
    assert said.raw == WEEK_12.read_bytes()


def test_export_to_a_path_writes_the_same_bytes_and_says_nothing(filled: Path, path: Path) -> None:
    said = revmentor("export", filled, "-o", path, cwd=path.parent)
    assert (said.status, said.raw) == (0, b"")
    assert path.read_bytes() == WEEK_12.read_bytes()


def test_export_never_writes_over_the_file_it_reads(copy: Path) -> None:
    before = copy.read_bytes()
    said = revmentor("export", copy, "-o", copy, cwd=copy.parent)
    assert said.status in {2, 6}
    assert copy.read_bytes() == before


def test_export_to_a_folder_that_is_not_there_is_refused(filled: Path, tmp_path: Path) -> None:
    said = revmentor("export", filled, "-o", "no/where.json", cwd=tmp_path)
    assert said.status == 6
    assert "There is no folder no." in said.err


def test_an_exported_document_is_readable_by_nobody_else(filled: Path, path: Path) -> None:
    revmentor("export", filled, "-o", path, cwd=path.parent)
    assert path.stat().st_mode & 0o077 == 0


def test_export_of_the_status_is_the_json_of_status(filled: Path) -> None:
    words = ("--today", TODAY)
    status = revmentor("status", filled, "--json", *words, cwd=filled.parent)
    export = revmentor("export", filled, "--what", "status", *words, cwd=filled.parent)
    assert status.raw == export.raw


def test_reading_commands_leave_the_file_alone(copy: Path) -> None:
    before, listed = copy.read_bytes(), sorted(copy.parent.iterdir())
    for words in (["export", copy], ["status", copy], ["status", copy, "--json"], [copy]):
        assert revmentor(*words, cwd=copy.parent).status in {0, 1}
    assert (copy.read_bytes(), sorted(copy.parent.iterdir())) == (before, listed)


# -- status --------------------------------------------------------------------------------------


def test_status_says_what_today_says(filled: Path) -> None:
    said = revmentor("status", filled, "--today", TODAY, cwd=filled.parent)
    lines = said.out.splitlines()
    assert (said.status, said.err) == (1, "")
    assert lines[0].startswith("Meccanica Valdarco S.r.l. · Common floor · week 12 of 24 · Friday")
    assert "Pairs: 17 of 17 seniors placed (done)" in lines
    assert not set("○◐●‼✕→") & set(said.out)  # no sign stands where a word could
    assert "Needs you" in lines


def test_status_as_json_names_the_ids_behind_each_line(filled: Path) -> None:
    data = revmentor("status", filled, "--json", "--today", TODAY, cwd=filled.parent).json
    assert (data["version"], data["today"]) == (1, TODAY)
    assert (data["programme"]["week"], data["programme"]["weeks"]) == (12, 24)
    assert [step["step"] for step in data["steps"]] == [
        "goals",
        "baselines",
        "pairs",
        "sessions",
        "evaluation",
    ]
    assert data["wanting"] == sum(item["urgency"] != "quiet" for item in data["items"])
    document = json.loads(WEEK_12.read_bytes())
    known = {each["id"] for rows in document.values() if isinstance(rows, list) for each in rows}
    assert {own_id for item in data["items"] for own_id in item["ids"]} <= known


def test_status_of_a_file_without_programme_says_how_to_begin(path: Path) -> None:
    begin(path)
    said = revmentor("status", path, cwd=path.parent)
    assert said.status == 0
    assert "There is no programme yet." in said.out
    data = revmentor("status", path, "--json", cwd=path.parent).json
    assert (data["programme"], data["items"]) == (None, [])


def test_status_follows_the_day_it_is_given(filled: Path) -> None:
    texts = [
        revmentor("status", filled, "--today", day, cwd=filled.parent).out
        for day in ("2026-01-20", TODAY, "2026-08-31")
    ]
    assert "starts in 13 days" in texts[0]
    assert "week 12 of 24" in texts[1]
    assert "closing" in texts[2]


def test_an_unknown_programme_is_refused(filled: Path) -> None:
    said = revmentor("status", filled, "--programme", "nope", cwd=filled.parent)
    assert (said.status, said.raw) == (6, b"")
    assert "There is no programme “nope” in this file." in said.err


def test_plain_text_stays_plain_when_no_color_is_asked(filled: Path) -> None:
    said = revmentor("status", filled, cwd=filled.parent, NO_COLOR="1", TERM="xterm-256color")
    assert b"\x1b" not in said.raw


# -- without a terminal --------------------------------------------------------------------------


def test_opening_a_file_without_a_terminal_prints_the_status(filled: Path) -> None:
    opened = revmentor(filled, "--today", TODAY, cwd=filled.parent)
    status = revmentor("status", filled, "--today", TODAY, cwd=filled.parent)
    assert (opened.status, opened.out) == (0, status.out)


@pytest.mark.parametrize("step", ["baselines", "pairs", "sessions", "evaluation"])
def test_the_demo_without_a_terminal_prints_the_status(tmp_path: Path, step: str) -> None:
    said = revmentor("demo", "--step", step, cwd=tmp_path, TMPDIR=str(tmp_path))
    assert said.status == 0
    assert said.out.startswith("Meccanica Valdarco S.r.l.")
    assert "A scratch copy of the sample: " in said.err


def test_the_demo_lies_in_week_twelve_whatever_the_day(tmp_path: Path) -> None:
    said = revmentor("demo", "--today", "2031-10-15", cwd=tmp_path, TMPDIR=str(tmp_path))
    assert "week 12 of 24" in said.out


@pytest.mark.parametrize(
    ("words", "env"), [(("--lang", "it"), {}), ((), {"LC_ALL": "it_IT.UTF-8"})]
)
def test_the_demo_of_an_italian_is_italian(
    tmp_path: Path, words: tuple[str, ...], env: dict[str, str]
) -> None:
    said = revmentor("demo", *words, cwd=tmp_path, TMPDIR=str(tmp_path), **env)
    assert "Base comune · settimana 12 di 24" in said.out
    path = next(tmp_path.glob("revmentor-demo-*/valdarco.revmentor.json"))
    told = revmentor("export", path, cwd=tmp_path).json
    assert "Luca e Loredana: due appuntamenti di fila persi" in told["cases"][1]["text"]


def test_a_closed_pipe_is_no_error(filled: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "revmentor", "export", filled],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        assert command.stdout.read(1) == b"{"
        command.stdout.close()
        assert command.stderr.read() == b""
    assert command.returncode == 0
