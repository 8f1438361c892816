"""What cannot be run here is simulated: Windows and macOS, as far as our own code can tell.

``windows/`` and ``macos/`` take away or put in what those systems differ in, before any of our
modules is read. What their file systems do is tried in ``test_stick`` on a disk of their kind.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.cli import TODAY, Said, revmentor

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLE = ROOT / "sample_data" / "valdarco-3-week-12.json"
SHEET = ROOT / "sample_data" / "participants.csv"


def on(system: str, place: Path, *words: str | Path, **env: str) -> Said:
    path = f"{HERE / system}:{ROOT}"
    home = {name: str(place) for name in ("HOME", "APPDATA", "LOCALAPPDATA")}
    return revmentor(*words, "--today", TODAY, cwd=place, **home, PYTHONPATH=path, **env)


@pytest.fixture(params=["windows", "macos"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("FULL_SYNCS", str(tmp_path / "full-syncs"))
    return str(request.param)


WEEK = (
    (("status", "acme.json"), 1),
    (("check", "acme.json"), 0),
    (("export", "acme.json"), 0),
    (("pair", "acme.json"), 0),
    (("log", "acme.json", "Amadou", "--status", "held"), 0),
    (("report", "acme.json", "-o", "report.html"), 0),
    (("calendar", "acme.json", "-o", "calendars"), 0),
    (("paper", "acme.json", "-o", "paper"), 0),
    (("message", "acme.json"), 0),
    (("forms", "acme.json", "--what", "signup", "-o", "pages"), 0),
    (("backup", "acme.json", "-o", "copy.json"), 0),
    (("compare", "acme.json", "copy.json"), 0),
    (("restore", "acme.json"), 0),
    (("restrict", "acme.json", "V001"), 0),
    (("erase", "acme.json", "V002", "--dry-run"), 0),
    (("privacy", "acme.json"), 0),
    (("settings",), 0),
    (("demo",), 0),
)


def test_the_week_of_a_coordinator_goes_through(system: str, tmp_path: Path) -> None:
    assert on(system, tmp_path, "new", "acme.json").status == 0
    assert on(system, tmp_path, "import", "acme.json", SAMPLE).status == 0
    for words, status in WEEK:
        said = on(system, tmp_path, *words)
        assert (words, said.status, said.err) == (words, status, said.err)
        assert "Traceback" not in said.err
    assert (tmp_path / "full-syncs").exists() == (system == "macos")


def test_two_programs_write_one_after_the_other(system: str, tmp_path: Path) -> None:
    on(system, tmp_path, "new", "acme.json")
    people = [tmp_path / f"{number}.json" for number in range(6)]
    for number, path in enumerate(people):
        document = {
            "format": "revmentor",
            "version": 1,
            "firm": {"name": "Acme"},
            "people": [{"id": f"p{number}", "name": f"Person {number}"}],
        }
        path.write_text(json.dumps(document), encoding="utf-8")
    with ThreadPoolExecutor(3) as both:
        every = list(
            both.map(lambda path: on(system, tmp_path, "import", "acme.json", path), people)
        )
    assert [each.status for each in every] == [0] * len(people)
    kept = json.loads(on(system, tmp_path, "export", "acme.json").out)
    assert [each["id"] for each in kept["people"]] == [f"p{number}" for number in range(6)]


def test_a_console_that_knows_few_letters_gets_those_it_has(tmp_path: Path) -> None:
    on("windows", tmp_path, "new", "acme.json")
    on("windows", tmp_path, "import", "acme.json", SAMPLE)
    said = on("windows", tmp_path, "status", "acme.json", "--lang", "it", PYTHONIOENCODING="cp1252")
    assert said.status == 1
    assert "Niccolò" in said.out


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(system: str, tmp_path: Path, ends: str) -> None:
    on(system, tmp_path, "new", "acme.json")
    sheet = tmp_path / "people.csv"
    sheet.write_bytes(
        "name;role\nAnna Neri;senior\nLuca Tosi;mentor\n".replace("\n", ends).encode()
    )
    assert on(system, tmp_path, "import", "acme.json", sheet).status == 0
    people = json.loads(on(system, tmp_path, "export", "acme.json").out)["people"]
    assert [each["name"] for each in people] == ["Anna Neri", "Luca Tosi"]


def test_without_any_time_zones_a_calendar_says_so(tmp_path: Path) -> None:
    on("windows", tmp_path, "new", "acme.json")
    on("windows", tmp_path, "import", "acme.json", SAMPLE)
    gone = tmp_path / "tzdata"
    gone.mkdir()
    (gone / "__init__.py").write_text("raise ImportError\n", encoding="utf-8")
    path = f"{tmp_path}:{HERE / 'windows'}:{ROOT}"
    words = ("calendar", "acme.json", "-o", "calendars", "--today", TODAY)
    said = revmentor(*words, cwd=tmp_path, PYTHONPATH=path, HOME=str(tmp_path))
    assert said.status == 6
    assert "This machine knows no time zones. Install Python’s package tzdata." in said.err
    status = ("status", "acme.json", "--today", TODAY)
    assert revmentor(*status, cwd=tmp_path, PYTHONPATH=path, HOME=str(tmp_path)).status == 1
