"""The page with all that is kept about one person: in the words of the language, no code in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from revmentor.actions import imports
from revmentor.content import sample
from revmentor.content.skills import catalogue, with_own
from revmentor.exchange import document
from revmentor.exchange.person import person_data
from revmentor.exchange.person_page import as_page
from revmentor.i18n.gettext import language, set_language
from revmentor.model.participation import Acknowledgement
from revmentor.model.snapshot import Snapshot
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, START, TODAY, begin, part, person, rating, running

_CODES = re.compile(
    r"\d{4}-\d\d-\d\d|\b(?:mon|tue|wed|thu|fri)-(?:am|pm|\d\d)|\b[a-z]+_[a-z_]+|\b[PRSM]\d\b"
)


@pytest.fixture(params=["en", "it"])
def code(request: pytest.FixtureRequest) -> Iterator[str]:
    before = language()
    set_language(request.param)
    yield request.param
    set_language(before)


def page(snapshot: Snapshot, person_id: str) -> str:
    """Return what the page says, without its marks and its style."""
    skills = with_own(snapshot.skills)
    data = person_data(snapshot, skills, person_id, TODAY, with_notes=True)
    page = as_page(data, questions=snapshot.firm.questions)
    body = page.decode().split("<body>")[1]
    return unescape(re.sub(r"<[^>]*>", " ", body))


def test_nobodys_page_holds_a_code_of_the_records(path: Path, code: str) -> None:
    workspace = begin(path)
    incoming = document.read_document(sample.sample_document("evaluation"))
    imports.import_document(workspace.change(), incoming)
    snapshot = workspace.snapshot
    ids = [each for each in catalogue() if "-" in each]
    ids += [each.id for each in snapshot.firm.questions if "-" in each.id]
    for person_id in snapshot.people:
        said = page(snapshot, person_id)
        assert not _CODES.findall(said)
        assert not [each for each in ids if re.search(rf"(?<![\w-]){each}(?![\w-])", said)]


def test_days_slot_and_half_days_stand_in_words(path: Path, code: str) -> None:
    workspace = running(path)
    workspace.commit(
        "words",
        put=[
            person("giulia", availability=("mon-am", "wed-pm"), languages=("it",), works="both",
                   joined_on=START, style={"plan": 2}),
            part("giulia", "mentor", slot="mon-09:00", min_seniors=1, max_seniors=3,
                 acknowledged=Acknowledgement(on=START, understood=False, question="And then?")),
        ],
    )  # fmt: skip
    said = page(Workspace.open(path).snapshot, "giulia")
    words = {
        "en": ["half-days: Mon morning; Wed afternoon", "languages: Italian", "2 Feb 2026",
               "weekly slot: Mon 09:00", "seniors, at most: 3", "Session: 2", "understood: no",
               "asked: And then?"],
        "it": ["mezze giornate: lun mattina; mer pomeriggio", "lingue: italiano", "2 feb 2026",
               "appuntamento settimanale: lun 09:00", "senior, massimo: 3",
               "ha capito: no", "ha chiesto: And then?"],
    }  # fmt: skip
    assert [each for each in words[code] if each not in said] == []


def test_a_level_of_nothing_is_told(path: Path) -> None:
    workspace = running(path)
    workspace.commit("level", put=[rating("anna", "spreadsheets", 0, "baseline", id="zero")])
    assert "level: 0" in page(workspace.snapshot, "anna")
    assert PROGRAMME not in page(workspace.snapshot, "anna").split()
