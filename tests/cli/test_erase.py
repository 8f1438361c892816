"""Somebody is erased: nothing that the program wrote tells of the person any more.

The real command line runs over a firm as it stands after a year: history, kept states, a backup and
a conflict copy beside the file, a state set aside, the list of recent files, a draft, calendars.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import msgspec
import pytest

from revmentor.content import skills
from revmentor.model.firm import Firm
from revmentor.model.person import Person
from revmentor.model.session import Session, Step
from revmentor.model.snapshot import to_document
from revmentor.model.success import Success
from revmentor.rules import integrity
from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import header, tables
from revmentor.store.file.encoded import EncodedTables
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support import firm
from tests.support.cli import TODAY, revmentor
from tests.support.firm import PROGRAMME, day, form, goal, pair, part, person, rating, session, talk

GONE, NAME, MAIL = "M-4711", "Zaira Quercioli", "z.quercioli@valdarco.example"
WORDS = ("zaira", "quercioli", "m-4711", "z.quercioli@valdarco.example")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's program remembers the files opened last."""
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture
def firms_file(tmp_path: Path) -> Path:
    """A firm in which Zaira is named in every way that there is."""
    place = tmp_path / "work"
    place.mkdir()
    workspace = firm.running(place / "valdarco.json")
    workspace.commit(
        f"{NAME} added",
        put=[
            Person(id=GONE, name=NAME, email=MAIL, department="Sales", note="asks for Zaira"),
            part(GONE, "senior", offers=("negotiation",), prefers=("luca",)),
            pair("luca", GONE),
            rating(GONE, "video-meetings", 1),
            goal(GONE, "spreadsheets"),
            person("bruno", manager_id=GONE),
            part("giulia", "mentor", offers=("video-meetings",), avoids=(GONE, "carla")),
        ],
    )
    workspace.commit(
        f"session of Luca with {NAME}",
        put=[
            session(
                "luca",
                day(3),
                "carla",
                GONE,
                id="s-both",
                note="Zaira  QUERCIOLI came late; zàira asked for Carla. Luca was there.",
                wants_talk=(GONE,),
                ratings={GONE: 2, "carla": 4},
                steps=(Step(senior_id=GONE, text="a pivot"), Step(senior_id="carla", text="mute")),
            ),
            session("luca", day(4), GONE, id="s-alone"),
            talk(GONE, day(5), "s-both"),
            form("luca", "mentor", gained_by={GONE: "a habit", "carla": "two tools"}),
            Success(
                id="su1",
                programme_id=PROGRAMME,
                on=day(6),
                text="Quercioli, Zaira closed the month alone.",
                person_ids=(GONE, "carla"),
                extra={"told by": f"{NAME} <{MAIL}>", GONE: ["x", {"who": "zaira"}]},
            ),
        ],
    )
    workspace.commit("the firm", firm=Firm(name="Valdarco", coordinator=NAME))
    hidden = workspace.snapshot.sessions["s-both"]
    note = (hidden.note or "").replace("Zaira ", "Za\u200bira ")
    hold(workspace, msgspec.structs.replace(hidden, note=note))
    return workspace.path


def hold(workspace: Workspace, session: Session) -> None:
    """Let the file hold what was taken in before letters that nobody sees were refused."""
    after = workspace.snapshot.with_records({"sessions": {session.id: session}})
    _meta, pieces = header.sealed(workspace.meta, EncodedTables().lines(tables.tables(after)))
    workspace.path.write_bytes(b"".join(pieces))


def lived_in(path: Path) -> None:
    """Let there be everything that comes about over time, by the program's own commands."""
    here = path.parent
    assert revmentor("backup", path, "--today", TODAY, cwd=here).status == 0
    assert revmentor("calendar", path, "-o", "calendars", "--today", TODAY, cwd=here).status == 0
    assert revmentor("paper", path, "-o", "pages", "--today", TODAY, cwd=here).status == 0
    shutil.copy(path, path.with_name("valdarco (conflicted copy of PC1 2026-04-20).json"))
    shutil.copy(
        path, generations.aside_name(path, "aside", datetime(2026, 3, 23, tzinfo=timezone.utc))
    )
    (generations.folder_of(path) / "draft.json").write_text(
        json.dumps({"title": NAME, "left_at": "", "fields": {"note": ["Zaira"]}}), encoding="utf-8"
    )
    assert revmentor("status", path, cwd=here).status in {0, 1}


def texts_of(folder: Path, key: Key | None = None) -> Iterator[tuple[Path, str]]:
    """Everything in a folder as bytes tell it, and as it reads once its escapes are undone."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        raw = path.read_bytes()
        if cipher.is_encrypted(raw):
            assert key is not None
            raw = key.open(raw) or b""
        text = raw.decode("utf-8", "replace")
        yield path, f"{path.name}\n{text}"
        yield path, re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
        yield path, re.sub(r"\r?\n[ \t]", "", text)


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("\u200b", "")).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def hits(folder: Path, key: Key | None = None) -> list[str]:
    return sorted(
        {
            f"{path.relative_to(folder)}: {word}"
            for path, text in texts_of(folder, key)
            for word in WORDS
            if word in folded(text)
        }
    )


def assert_holds(workspace: Workspace) -> None:
    document = to_document(workspace.snapshot)
    assert not list(integrity.contradictions(document, skills.catalogue()))


@pytest.mark.parametrize("keep", [[], ["--keep-figures"]], ids=["gone", "figures"])
def test_nothing_that_was_written_tells_of_the_person(
    firms_file: Path, state: Path, keep: list[str]
) -> None:
    path = firms_file
    lived_in(path)
    here = path.parent
    (state / "revmentor").mkdir(parents=True)
    (state / "revmentor" / "recent.json").write_text(
        json.dumps([str(path), "/old/Zaira Quercioli.json"]), encoding="utf-8"
    )
    assert len(hits(here)) > 30
    before = Workspace.open(path).view(PROGRAMME)
    done = revmentor("erase", path, GONE, *keep, "--today", TODAY, cwd=here)
    assert done.status == 0, done.out
    assert hits(here) == []
    assert hits(state) == []
    assert json.loads((state / "revmentor" / "recent.json").read_text()) == [str(path)]
    workspace = Workspace.open(path)
    assert_holds(workspace)
    checked = revmentor("check", path, "--json", cwd=here)
    assert checked.json["state"] == "sound"
    assert all(each["sound"] for each in checked.json["generations"])
    after = workspace.view(PROGRAMME)
    gone = 0 if keep else 1
    assert len(after.seniors) == len(before.seniors) - gone
    assert len(after.pairs) == len(before.pairs) - gone
    assert len(workspace.snapshot.ratings) == len(before.snapshot.ratings) - gone
    assert len(workspace.snapshot.sessions) == len(before.snapshot.sessions) - gone
    both = workspace.snapshot.sessions["s-both"]
    assert both.ratings["carla"] == 4
    assert both.note == "somebody came late; somebody asked for Carla. Luca was there."
    assert workspace.snapshot.firm.coordinator is None
    assert workspace.snapshot.people["bruno"].manager_id is None
    assert "a pivot" not in path.read_text(encoding="utf-8")


def test_every_place_is_shown_first_and_nothing_changes(firms_file: Path) -> None:
    lived_in(firms_file)
    here, before = firms_file.parent, {p: p.read_bytes() for p in _files(firms_file.parent)}
    said = revmentor("erase", firms_file, NAME, "--dry-run", "--json", cwd=here)
    assert {p: p.read_bytes() for p in _files(here)} == before
    assert said.json["done"] is False
    assert said.json["person"] == {"id": GONE, "name": NAME}
    places = {(each["where"], each["field"], each["kind"], each["fate"]) for each in
              said.json["places"]}  # fmt: skip
    assert {
        ("people", "", "record", "removed"),
        ("people", "manager_id", "record", "detached"),
        ("pairs", "", "record", "removed"),
        ("participations", "avoids", "record", "detached"),
        ("sessions", "attendance", "record", "detached"),
        ("sessions", "steps", "record", "detached"),
        ("evaluations", "gained_by", "record", "detached"),
        ("sessions", "note", "name", "replaced"),
        ("sessions", "note", "first_name", "replaced"),
        ("successes", "text", "name", "replaced"),
        ("firm", "coordinator", "name", "replaced"),
        ("changes", "what", "name", "replaced"),
        ("valdarco.json.d/latest.json", "", "file", "rewritten"),
        ("work/valdarco.backup-2026-04-24.json", "", "file", "rewritten"),
        ("work/valdarco (conflicted copy of PC1 2026-04-20).json", "", "file", "rewritten"),
    } <= places
    calendars = [each for each in said.json["places"] if each["where"].endswith(".ics")]
    assert calendars
    assert all(each["fate"] == "removed" for each in calendars)
    plain = revmentor("erase", firms_file, NAME, "--dry-run", cwd=here)
    assert "“Za" not in plain.err
    assert "QUERCIOLI came late; zàira asked for Carla.” · will say “somebody”" in plain.out
    assert "What was printed, and what was sent as a message." in plain.out


def _files(folder: Path) -> list[Path]:
    return sorted(each for each in folder.rglob("*") if each.is_file() and each.name != "lock")


def test_a_first_name_that_another_bears_is_left_to_decide(firms_file: Path) -> None:
    workspace = Workspace.open(firms_file)
    workspace.commit(
        "another Zaira",
        put=[
            person("zaira2", name="Zaira Neri"),
            session("luca", day(5), "carla", id="s-5", note="Zaira helped. Zaira Quercioli left."),
        ],
    )
    done = revmentor("erase", firms_file, GONE, "--today", TODAY, cwd=firms_file.parent)
    assert done.status == 1
    assert "stays; decide by hand" in done.out
    snapshot = Workspace.open(firms_file).snapshot
    assert snapshot.sessions["s-5"].note == "Zaira helped. somebody left."
    assert snapshot.people["zaira2"].name == "Zaira Neri"


def test_a_file_that_stays_is_named_with_what_to_do_about_it(
    firms_file: Path, tmp_path: Path
) -> None:
    here, stick = firms_file.parent, tmp_path / "stick"
    stick.mkdir()
    shutil.copy(firms_file, stick / "backup.json")
    for target, *what in (["all.json"], ["people.csv", "--what", "people", "--format", "csv"]):
        done = revmentor("export", firms_file, *what, "-o", target, "--today", TODAY, cwd=here)
        assert done.status == 0, done.err
    (here / "minutes.txt").write_text(f"{NAME} was there", encoding="utf-8")
    erased = revmentor(
        "erase", firms_file, GONE, "--look-in", stick, "--today", TODAY, cwd=here
    )  # fmt: skip
    assert erased.status == 1
    at = erased.out.index("Files that stay")
    lines = [each.strip() for each in erased.out[at:].splitlines()[1:5]]
    assert sorted(lines) == sorted(
        [
            f"{here / 'all.json'} · an export: delete it, or export again",
            f"{here / 'minutes.txt'} · delete it, or take the person out",
            f"{here / 'people.csv'} · a list or sheet: delete it, or take the person out",
            f"{stick / 'backup.json'} · a revmentor file: delete it, or erase the person there too",
        ]
    )
    assert "4 files stay and tell of the person: do as their lines say." in erased.out
    assert "may be somebody else" not in erased.out
    assert "Spreadsheets, PDFs and encrypted files, also in this folder" in erased.out


@pytest.mark.parametrize("keep", [[], ["--keep-figures"]], ids=["gone", "figures"])
def test_an_older_state_that_is_restored_comes_without_the_person(
    firms_file: Path, tmp_path: Path, keep: list[str]
) -> None:
    here, stick = firms_file.parent, tmp_path / "stick.json"
    shutil.copy(firms_file, stick)
    assert revmentor("erase", firms_file, GONE, *keep, "--today", TODAY, cwd=here).status == 0
    instead = {each for each in Workspace.open(firms_file).snapshot.people if each.startswith("p-")}
    back = revmentor("restore", firms_file, "--from", stick, cwd=here)
    assert back.status == 0, back.err
    assert hits(here) == []
    workspace = Workspace.open(firms_file)
    assert_holds(workspace)
    assert {each for each in workspace.snapshot.people if each.startswith("p-")} == instead
    assert len(instead) == len(keep)
    first = revmentor("restore", firms_file, "--json", cwd=here).json["generations"][-1]
    again = revmentor("restore", firms_file, "--change", str(first["number"]), cwd=here)
    assert again.status == 0, again.err
    assert hits(here) == []


def test_a_file_that_something_put_back_is_taken_without_the_person(firms_file: Path) -> None:
    here, old = firms_file.parent, firms_file.read_bytes()
    assert revmentor("erase", firms_file, GONE, "--today", TODAY, cwd=here).status == 0
    assert revmentor("import", firms_file, _one_more(here), cwd=here).status == 0
    firms_file.write_bytes(old)
    assert revmentor("status", firms_file, cwd=here).status == 4
    taken = revmentor("restore", firms_file, "--accept", cwd=here)
    assert taken.status == 0, taken.err
    assert hits(here) == []


def _one_more(folder: Path) -> Path:
    source = folder.parent / "more.csv"
    source.write_text("id,name,role\nx1,Piero Galli,senior\n", encoding="utf-8")
    return source


def test_the_next_sheet_brings_nobody_back_without_a_question(firms_file: Path) -> None:
    here = firms_file.parent
    sheet = firms_file.with_name("again.csv")
    sheet.write_text(f"id,name,role\n{GONE},{NAME},senior\nM-1,Piero Galli,senior\n", "utf-8")
    erased = revmentor("erase", firms_file, GONE, "--today", TODAY, cwd=here)
    assert "Take the person off the firm’s sheet before you bring it in again." in erased.err
    asked = revmentor("import", firms_file, sheet, cwd=here)
    assert asked.status == 6
    question = f"the number {GONE} was of somebody who was erased. Is {NAME} somebody new?"
    assert f"{question} [2.erased = leave_out* / other]" in asked.err
    taken = revmentor("import", firms_file, sheet, "--accept-defaults", cwd=here)
    assert taken.status in {0, 1}, taken.err
    people = Workspace.open(firms_file).snapshot.people
    assert "M-1" in people
    assert GONE not in people
    answers = firms_file.with_name("answers.json")
    answers.write_text(json.dumps({"2.erased": "other"}), "utf-8")
    taken = revmentor("import", firms_file, sheet, "--answers", answers, cwd=here)
    assert taken.status == 0, taken.err
    assert Workspace.open(firms_file).snapshot.people[GONE].name == NAME


def test_the_log_names_nobody(firms_file: Path) -> None:
    revmentor("erase", firms_file, GONE, "--today", TODAY, cwd=firms_file.parent)
    log = Workspace.open(firms_file).meta.log_of_erased
    assert [each.on for each in log] == [TODAY]
    assert re.fullmatch(r"[0-9a-f]{32}", log[0].digests[0])
    other = Workspace.create(firms_file.with_name("other.json"), firm.FIRM)
    other.commit("the same person", put=[Person(id=GONE, name=NAME)])
    revmentor("erase", other.path, GONE, "--today", TODAY, cwd=firms_file.parent)
    assert Workspace.open(other.path).meta.log_of_erased[0].digests != log[0].digests


def test_another_program_that_has_the_file_open_takes_it_as_it_is_now(firms_file: Path) -> None:
    memory = Workspace.open(firms_file)
    memory.commit(f"{NAME} again", put=[person("dario", department="IT")])
    revmentor("erase", firms_file, GONE, "--today", TODAY, cwd=firms_file.parent)
    assert memory.refresh()
    assert GONE not in memory.snapshot.people


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("nobody", "There is nobody “nobody” in this file."),
        ("Mario Rossi", "Several people are called “Mario Rossi”: m1, m2."),
    ],
)
def test_who_is_not_meant_clearly_is_not_erased(firms_file: Path, word: str, words: str) -> None:
    workspace = Workspace.open(firms_file)
    workspace.commit("two", put=[Person(id=each, name="Mario Rossi") for each in ("m1", "m2")])
    before = firms_file.read_bytes()
    said = revmentor("erase", firms_file, word, cwd=firms_file.parent)
    assert said.status == 6
    assert words in said.err
    assert firms_file.read_bytes() == before


def test_an_encrypted_file_and_its_copies_are_erased_too(firms_file: Path) -> None:
    secret = str(cipher.age().x25519.Identity.generate())
    here, key_file = firms_file.parent, firms_file.parent.parent / "key.txt"
    key_file.write_text(f"{secret}\n", encoding="utf-8")
    key = Key((secret,))
    locked = revmentor("lock", firms_file, "--identity", key_file, cwd=here)
    assert locked.status == 0, locked.err
    backup = revmentor("backup", firms_file, "--identity", key_file, "--today", TODAY, cwd=here)
    assert backup.status == 0, backup.err
    assert hits(here, key)
    done = revmentor(
        "erase", firms_file, GONE, "--identity", key_file, "--today", TODAY, cwd=here
    )  # fmt: skip
    assert done.status == 0, done.err
    assert hits(here, key) == []
    for each in here.rglob("*.json"):
        assert cipher.is_encrypted(each.read_bytes()), each
    assert_holds(Workspace.open(firms_file, key))
    check = revmentor("check", firms_file, "--identity", key_file, "--json", cwd=here)
    assert check.json["state"] == "sound"
