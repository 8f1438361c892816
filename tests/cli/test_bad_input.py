from __future__ import annotations

import json
from pathlib import Path

import pytest

from revmentor.content import sample
from revmentor.store.file.header import SCHEMA
from tests.support.cli import TODAY, revmentor
from tests.support.firm import begin, packed, raw_document, running

SHEET = sample.sample_path("participants.csv")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "Which file? Write: revmentor FILE"),
        (["--lang", "xx"], "--lang: “xx” is none of en, it."),
        (["status", "f", "--lang", "xx"], "--lang: “xx” is none of en, it."),
        (["status"], "this is missing: FILE"),
        (
            ["status", "f", "--today", "24/13/2026"],
            "“24/13/2026” is not a date; write it like",
        ),
        (["status", "f", "--today", "2026-02-30"], "“2026-02-30” is not a date"),
        (["import", "f"], "this is missing: SOURCE"),
        (["export", "f", "--what", "everything"], "“everything” is none of document,"),
        (["demo", "--step", "party"], "“party” is none of baselines,"),
        (["bogus", "f"], "there is no command “bogus”"),
        (["status", "f", "--bogus"], "not understood: --bogus"),
        (["check", "f", "\x1b[2J"], "not understood: ␛[2J"),
    ],
)
def test_a_wrong_command_line_is_said_in_a_sentence(
    tmp_path: Path, words: list[str], expected: str
) -> None:
    said = revmentor(*words, cwd=tmp_path)
    assert (said.status, said.raw) == (2, b"")
    assert expected in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["--today", TODAY], ["--lang", "it"]])
def test_an_option_may_stand_before_the_command(path: Path, words: list[str]) -> None:
    running(path)
    assert revmentor(*words, "check", path, cwd=path.parent).status == 0


def spoil(path: Path, how: str) -> None:
    if how == "folder":
        path.mkdir()
    elif how != "missing":
        path.write_bytes(
            {
                "empty": b"",
                "binary": bytes(range(256)) * 20,
                "text": b"Dear all,\n",
                "truncated": b'{"meta":{"file":{"application":"revmentor"',
                "not ours": b'{"_default": {"1": {"name": "x"}}}',
                "document": packed(raw_document()),
                "deep": b'{"a":' * 5000,
                "a list": b"[]",
            }[how]
        )


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("missing", "There is no file"),
        ("folder", "is a folder, not a file."),
        ("empty", "is empty."),
        ("binary", "is not a revmentor file."),
        ("text", "is not a revmentor file."),
        ("truncated", "cannot be read as a revmentor file."),
        ("not ours", "is not a revmentor file"),
        ("document", "is an exported document"),
        ("deep", "cannot be read as a revmentor file."),
        ("a list", "is not a revmentor file"),
    ],
)
@pytest.mark.parametrize("command", ["status", "export"])
def test_what_is_no_file_of_ours_ends_with_four_and_stays_as_it_is(
    path: Path, command: str, how: str, expected: str
) -> None:
    spoil(path, how)
    before = path.read_bytes() if path.is_file() else None
    said = revmentor(command, path, cwd=path.parent)
    assert (said.status, said.raw) == (4, b"")
    assert expected in said.err
    assert path.name in said.err
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("words", [["import", "gone.json", SHEET], ["gone.json"]])
def test_a_mistyped_path_creates_nothing(tmp_path: Path, words: list[str]) -> None:
    said = revmentor(*words, cwd=tmp_path)
    assert said.status == 4
    assert "To begin one: revmentor new" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("missing", "There is no file source."),
        ("folder", "source is a folder, not a file."),
        ("empty", "The sheet is empty."),
        ("binary", "This is not a sheet of people"),
        ("text", "No heading for a name was found"),
        ("truncated", "This is not a JSON document"),
        ("not ours", 'it must begin with "format": "revmentor"'),
        ("deep", "This is not a JSON document"),
        ("a list", "No heading for a name was found"),
    ],
)
def test_a_source_that_cannot_be_taken_in_changes_nothing(
    path: Path, how: str, expected: str
) -> None:
    begin(path)
    before = path.read_bytes()
    spoil(path.with_name("source"), how)
    said = revmentor("import", path, "source", cwd=path.parent)
    assert said.status in {4, 6}
    assert said.raw == b""
    assert expected in said.err
    assert path.read_bytes() == before


def test_importing_one_s_own_file_says_to_export_it_first(path: Path) -> None:
    begin(path)
    said = revmentor("import", path, path, cwd=path.parent)
    assert said.status == 6
    assert "This is a revmentor file, not a document." in said.err


def test_a_newer_file_names_both_versions(path: Path) -> None:
    begin(path)
    raw = json.loads(path.read_text())
    raw["meta"]["file"]["schema"] = 7
    path.write_text(json.dumps(raw))
    said = revmentor("status", path, cwd=path.parent)
    assert said.status == 4
    assert f"(form 7; this one knows {SCHEMA})" in said.err


@pytest.mark.parametrize("name", ["", "a" * 300, "no/where.json", ".json"])
def test_new_under_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    said = revmentor("new", name, cwd=tmp_path)
    assert said.status in {2, 4, 6}
    assert said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("starts_on", ["0001-01-01", "2026-02-02", "9999-12-01"])
def test_days_at_the_end_of_time_break_nothing(path: Path, day: str, starts_on: str) -> None:
    begin(path)
    programme = {"id": "pr", "name": "P", "starts_on": starts_on, "weeks": 24}
    raw = raw_document(
        people=[{"id": "m", "name": "M"}, {"id": "s", "name": "S"}],
        programmes=[programme],
        participations=[
            {"id": who, "programme_id": "pr", "person_id": who, "role": role}
            for who, role in (("m", "mentor"), ("s", "senior"))
        ],
        pairs=[
            {
                "id": "p",
                "programme_id": "pr",
                "mentor_id": "m",
                "senior_id": "s",
                "from_on": starts_on,
            }
        ],
    )
    path.with_name("far.json").write_bytes(packed(raw))
    taken = revmentor("import", path, "far.json", cwd=path.parent)
    assert taken.status in {0, 6}
    assert revmentor("status", path, "--today", day, cwd=path.parent).status in {0, 2}


def test_a_sheet_taken_in_at_the_end_of_time_breaks_nothing(path: Path) -> None:
    begin(path)
    said = revmentor("import", path, SHEET, "--today", "9999-12-31", cwd=path.parent)
    assert said.status in {2, 6}


HIDDEN = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202e\u2066"} - {"\n"}


@pytest.mark.parametrize("text", ["\x1b]0;pwned\x07", "\x9b2J", "\x7f", "\u202egnp.exe"])
def test_control_characters_never_reach_the_terminal(path: Path, text: str) -> None:
    begin(path)
    raw = raw_document(people=[{"id": "a", "name": text}, {"id": text, "name": "A", text: 1}])
    source = path.with_name("source")
    source.write_bytes(packed(raw))
    sheet = path.with_name("sheet.csv")
    sheet.write_text(f"id,name,role,teaches\n1,{text},{text},{text}:3\n", encoding="utf-8")
    tries: list[list[str]] = [
        ["import", str(path), str(source)],
        ["import", str(path), str(sheet)],
        ["status", str(path), text],
    ]
    for words in tries:
        said = revmentor(*words, cwd=path.parent)
        assert said.status in {2, 4, 6}
        assert not HIDDEN & set(said.out + said.err)
    odd = revmentor("status", text, cwd=path.parent)
    assert odd.status == 4
    assert not HIDDEN & set(odd.out + odd.err)


@pytest.mark.parametrize("text", ["\x9b2J", "\u202egnp.exe"])
def test_an_export_holds_no_live_control_character(path: Path, text: str) -> None:
    begin(path)
    raw = raw_document(people=[{"id": "a", "name": "A", "extra": {"note": text}}])
    path.with_name("source").write_bytes(packed(raw))
    revmentor("import", path, "source", cwd=path.parent)
    said = revmentor("export", path, cwd=path.parent)
    assert said.status == 0
    assert not HIDDEN & set(said.out)


def test_markup_in_names_is_only_text(path: Path) -> None:
    begin(path)
    names = ["[/]", "[@click=app.quit]x[/]", "<script>alert(1)</script>"]
    rows = "".join(f"{n},{name},senior\n" for n, name in enumerate(names))
    path.with_name("sheet.csv").write_text("id,name,role\n" + rows)
    assert revmentor("import", path, "sheet.csv", cwd=path.parent).status == 0
    exported = revmentor("export", path, cwd=path.parent).json
    assert [each["name"] for each in exported["people"]] == names
    assert revmentor(path, cwd=path.parent).status == 0
