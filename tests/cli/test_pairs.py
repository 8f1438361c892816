from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.actions import imports, programmes
from revmentor.content import sample
from revmentor.exchange import document
from revmentor.store.workspace import Workspace
from tests.support.cli import TODAY, Said, revmentor
from tests.support.firm import begin, goal, pair, part, person, prepared, programme
from tests.workshop.test_imports import INTERFACE

BEFORE = "2026-01-20"
STAGES: tuple[sample.Stage, ...] = ("baselines", "pairs", "sessions", "evaluation")
SOLVER = {"highspy", "numpy"}
MODULES = """
import runpy, sys
sys.argv = ["revmentor", *sys.argv[1:]]
try:
    runpy.run_module("revmentor", run_name="__main__")
except SystemExit:
    pass
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def file_of(path: Path, stage: sample.Stage) -> Workspace:
    shown = document.read_document(sample.sample_document(stage))
    workspace = Workspace.create(path, shown.firm)
    imports.import_document(workspace.change(), shown)
    return workspace


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample at every stage, and with the whole line excluded; only to read."""
    folder = tmp_path_factory.mktemp("pair")
    for stage in STAGES:
        workspace = file_of(folder / f"{stage}.json", stage)
        if stage == "baselines":
            programmes.edit(workspace.change("pr0001"), reporting_line_depth=1)
    shutil.copy(folder / "baselines.json", folder / "line.json")
    line = Workspace.open(folder / "line.json")
    programmes.edit(line.change("pr0001"), reporting_line_depth="any")
    return folder


def asked(path: Path, *words: str, today: str = BEFORE, **env: str) -> Said:
    return revmentor("pair", path, *words, "--today", today, cwd=path.parent, **env)


# -- how it ends -----------------------------------------------------------------------------------


def test_everybody_placed_ends_with_nought_and_names_everybody(shown: Path) -> None:
    said = asked(shown / "baselines.json")
    assert said.status == 0
    assert said.out.startswith("Meccanica Valdarco S.r.l.")
    assert "18 of 18" in said.out
    view = Workspace.open(shown / "baselines.json").view("pr0001")
    for who in view.participants:
        assert view.name(who) in said.out
    assert "--apply" in said.err


def test_somebody_left_over_ends_with_one_and_is_named_with_what_helps(shown: Path) -> None:
    said = asked(shown / "line.json")
    assert said.status == 1
    assert "17 of 18" in said.out
    lines = said.out.splitlines()
    line = lines[lines.index("Not placed") + 1]
    assert "Ettore Valdarco" in line
    assert "reporting line" in line
    assert "exception" in said.out


def nobody(path: Path) -> None:
    begin(path)


def no_mentors(path: Path) -> None:
    begin(path).commit("people", put=[programme(), person("anna"), part("anna", "senior")])


def no_seniors(path: Path) -> None:
    begin(path).commit("people", put=[programme(), person("giulia"), part("giulia", "mentor")])


def closed(path: Path) -> None:
    prepared(path, closed_on=date(2026, 7, 20))


def clashing(path: Path) -> None:
    prepared(path, part("giulia", "mentor", max_seniors=1))


@pytest.mark.parametrize("extra", [[], ["--json"], ["--apply"]], ids=["text", "json", "apply"])
@pytest.mark.parametrize(
    ("make", "word"),
    [
        (nobody, "programme"),
        (no_mentors, "mentor"),
        (no_seniors, "senior"),
        (closed, "closed"),
        (clashing, "Giulia Ferrante"),
    ],
)
def test_where_nothing_can_be_asked_it_is_refused_in_a_sentence(
    path: Path, make: Any, word: str, extra: list[str]
) -> None:
    make(path)
    before = path.read_bytes()
    said = asked(path, *extra, today="2026-07-21")
    assert said.status == 6
    assert word in said.err
    if "--json" in extra:
        assert said.json["error"]["text"] == said.err.removesuffix("\n")
    else:
        assert said.raw == b""
    assert path.read_bytes() == before


def test_the_sample_that_is_closed_is_refused(shown: Path) -> None:
    assert asked(shown / "evaluation.json", today="2026-07-27").status == 6


def test_an_unknown_programme_is_refused_by_name(shown: Path) -> None:
    said = asked(shown / "baselines.json", "--programme", "nope")
    assert (said.status, said.raw) == (6, b"")
    assert "nope" in said.err
    assert asked(shown / "baselines.json", "--programme", "pr0001").status == 0


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    assert asked(tmp_path / "none.json").status == 4


# -- as JSON ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["baselines", "line", "pairs", "sessions"])
def test_as_json_parts_sum_to_scores_and_scores_to_the_total(shown: Path, name: str) -> None:
    said = asked(shown / f"{name}.json", "--json")
    data = said.json
    assert said.status == (1 if data["unplaced"] else 0)
    for each in data["pairs"]:
        assert sum(each["parts"].values()) == each["score"]
        assert 0 <= each["score"] <= 10_000
    assert sum(each["score"] for each in data["pairs"]) == data["total"]
    assert data["proof"] == "certificate"
    assert (data["gap"], data["settled"]) == (0, True)
    assert data["placed"] == len(data["pairs"])
    assert data["placed"] + len(data["unplaced"]) == data["seniors"]
    assert data["status"] == ("incomplete" if data["unplaced"] else "complete")


def test_as_json_pairs_mentors_and_changes_agree(shown: Path) -> None:
    data = asked(shown / "pairs.json", "--json", today="2026-01-30").json
    view = Workspace.open(shown / "pairs.json").view("pr0001")
    standing = {who: each.mentor_id for who, each in view.pair_of_senior.items()}
    for each in data["pairs"]:
        before = standing.get(each["senior_id"])
        assert each["before"] == before
        same = "same" if before == each["mentor_id"] else "moved" if before else "new"
        assert each["change"] == same
        if each["runner_up"]:
            assert each["runner_up"]["mentor_id"] != each["mentor_id"]
    changed = {each["senior_id"] for each in data["pairs"] if each["change"] != "same"}
    assert set(data["changes"]) == changed
    sizes = {each["mentor_id"]: each["seniors"] for each in data["mentors"]}
    assert sum(sizes.values()) == data["placed"]
    for each in data["mentors"]:
        assert each["seniors"] == 0 or each["least"] <= each["seniors"] <= each["most"]
        assert (each["why_unused"] is None) == bool(each["seniors"])
        assert each["hours_a_month"] == (2.53 if each["seniors"] else 0)


def test_as_json_somebody_left_over_has_reasons_and_cures(shown: Path) -> None:
    (left,) = asked(shown / "line.json", "--json").json["unplaced"]
    assert left["senior_id"] == "V001"
    assert left["reasons"]
    assert left["searched"] is True
    first = left["cures"][0]
    assert (first["kind"], first["rules"], first["places"]) == ("exception", ["reporting_line"], 1)


def test_as_json_the_same_file_is_the_same_bytes(shown: Path) -> None:
    first, second = (asked(shown / "pairs.json", "--json") for _ in range(2))
    assert first.raw == second.raw


# -- applying --------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [[], ["--json"]], ids=["text", "json"])
def test_without_apply_nothing_is_written(shown: Path, words: list[str]) -> None:
    path = shown / "baselines.json"
    before, listed = path.read_bytes(), sorted(path.parent.iterdir())
    asked(path, *words)
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (before, listed)


def test_apply_makes_the_pairs_it_shows_and_a_second_time_nothing(shown: Path, path: Path) -> None:
    shutil.copy(shown / "baselines.json", path)
    data = asked(path, "--apply", "--json").json
    assert data["applied"] is True
    view = Workspace.open(path).view("pr0001")
    made = {who: each.mentor_id for who, each in view.pair_of_senior.items()}
    assert made == {each["senior_id"]: each["mentor_id"] for each in data["pairs"]}
    assert len(made) == 18
    assert {each.from_on for each in view.open_pairs} == {view.programme.starts_on}
    assert all(each.rationale for each in view.open_pairs)
    before = path.read_bytes()
    again = asked(path, "--apply")
    assert again.status == 0
    assert "Nothing" in again.err
    assert path.read_bytes() == before


def test_apply_says_how_many_began(shown: Path, path: Path) -> None:
    shutil.copy(shown / "baselines.json", path)
    said = asked(path, "--apply")
    assert (said.status, "18" in said.err) == (0, True)


def test_apply_with_somebody_left_over_places_the_others_and_ends_with_one(
    shown: Path, path: Path
) -> None:
    shutil.copy(shown / "line.json", path)
    assert asked(path, "--apply").status == 1
    assert Workspace.open(path).view("pr0001").unplaced == ["V001"]
    before = path.read_bytes()
    assert asked(path, "--apply").status == 1
    assert path.read_bytes() == before


def test_apply_after_the_start_begins_the_pairs_on_the_day(path: Path) -> None:
    prepared(path)
    assert asked(path, "--apply", today=TODAY).status == 0
    begun = {each.from_on for each in Workspace.open(path).snapshot.pairs.values()}
    assert begun == {date.fromisoformat(TODAY)}


def test_apply_that_only_ends_a_pair_does_not_say_that_nothing_was_left(path: Path) -> None:
    away = part("anna", "senior", avoids=("giulia", "luca"))
    others = [
        part(who, "senior", status="withdrawn") for who in ("bruno", "carla", "dario", "elena")
    ]
    prepared(path, away, *others, pair("giulia", "anna"))
    before = path.read_bytes()
    said = asked(path, "--apply", today=TODAY)
    assert said.status == 1
    assert path.read_bytes() != before
    assert "Nothing" not in said.err


# -- what is said ----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [[], ["--json"]], ids=["text", "json"])
def test_nothing_of_the_solver_is_said(shown: Path, words: list[str]) -> None:
    said = asked(shown / "line.json", *words)
    for each in (said.out, said.err):
        assert "highs" not in each.lower()
        assert "presolv" not in each.lower()
    first = said.out.splitlines()[0]
    assert first == "{" if words else first.startswith("Meccanica Valdarco")


def test_awkward_names_stay_text(path: Path) -> None:
    prepared(path, person("anna", name="[red]=cmd"), person("giulia", name="=1+1|[/b] {0}"))
    said = asked(path)
    assert said.status == 0
    assert "[red]=cmd" in said.out
    assert "=1+1|[/b] {0}" in said.out
    assert b"\x1b" not in said.raw
    assert asked(path, "--json").status == 0


def test_names_with_braces_do_no_harm_in_any_sentence(path: Path) -> None:
    names = [person(who, name=f"{{{who}}} {{n}}") for who in ("anna", "giulia", "luca")]
    nobody_for_anna = part("anna", "senior", avoids=("giulia", "luca"))
    prepared(path, *names, nobody_for_anna, goal("anna", "dashboards"))
    said = asked(path)
    assert said.status == 1
    assert "{anna} {n}" in said.out


def test_in_italian_the_ending_is_the_same(shown: Path) -> None:
    said = asked(shown / "line.json", "--lang", "it")
    assert said.status == 1
    assert "Ettore Valdarco" in said.out


# -- what is loaded --------------------------------------------------------------------------------


def modules(*words: str) -> set[str]:
    """The top-level modules that the command ended with."""
    done = subprocess.run(
        [sys.executable, "-c", MODULES, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("words", [[], ["--json"]], ids=["text", "json"])
def test_a_proposal_loads_no_interface(shown: Path, words: list[str]) -> None:
    found = modules("pair", str(shown / "line.json"), *words)
    assert found & INTERFACE == set()
    assert "highspy" in found


@pytest.mark.parametrize(
    "words",
    [["status"], ["status", "--json"], ["export"], ["export", "--what", "status"]],
    ids=" ".join,
)
def test_commands_that_propose_nothing_load_no_solver(shown: Path, words: list[str]) -> None:
    command, *rest = words
    found = modules(command, str(shown / "pairs.json"), *rest)
    assert found & SOLVER == set()
    assert "revmentor" in found


def test_a_pair_placed_by_hand_loads_no_solver() -> None:
    code = "import sys, revmentor.actions.pairs, revmentor.rules.pairing as m\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert SOLVER & set(done.stdout.split()) == set()


def test_a_document_that_was_proposed_for_is_still_the_same_document(shown: Path) -> None:
    export = revmentor("export", "sessions.json", cwd=shown)
    assert export.raw == sample.sample_document("sessions")
    assert msgspec.json.decode(export.raw)["programmes"][0]["id"] == "pr0001"
