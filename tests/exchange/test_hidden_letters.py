"""Letters that nobody sees: cleaned out of sheets, named in documents, and forms, and actions."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from revmentor.actions import imports, people
from revmentor.exchange import document
from revmentor.model.errors import Refused
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace
from tests.model.test_text import IN_USE, UNSEEN
from tests.support.cli import revmentor
from tests.support.firm import begin, packed, raw_document
from tests.support.sheets import people_of

HEAD = "matricola;nome;cognome;ruolo_programma\n"
SAID = "the text holds a letter that nobody sees ({code}); delete it"


def names_in(text: str) -> list[str]:
    return [each.person.name for each in people_of(text)]


# -- sheets ----------------------------------------------------------------------------------------


def test_a_sheet_with_letters_that_nobody_sees_brings_the_names_as_they_look(path: Path) -> None:
    begin(path)
    rows = "V1;Ada\u200b;Bruni\u00ad;senior\nV2;Ada;Bruni;senior\n"
    path.with_name("sheet.csv").write_text(HEAD + rows, encoding="utf-8")
    assert revmentor("import", path, "sheet.csv", cwd=path.parent).status == 0
    exported = revmentor("export", path, cwd=path.parent).json
    assert [each["name"] for each in exported["people"]] == ["Ada Bruni", "Ada Bruni"]


@pytest.mark.parametrize("letter", UNSEEN, ids=ascii)
def test_every_cell_of_a_sheet_is_cleaned_also_its_first_line(letter: str) -> None:
    head = HEAD.replace("nome;", f"{letter}nome{letter};", 1)
    rows = f"{letter}V1;{letter}Ada{letter};Bruni{letter};{letter}senior\n"
    (only,) = people_of(head + rows)
    assert (only.person.id, only.person.name, only.roles) == ("V1", "Ada Bruni", ("senior",))


@pytest.mark.parametrize("name", IN_USE)
def test_a_name_that_needs_them_keeps_them(name: str) -> None:
    (only,) = names_in(f"{HEAD}V1;{name};Bruni;senior\n")
    assert only == unicodedata.normalize("NFC", f"{name} Bruni")


@pytest.mark.parametrize("name", ["\u200b", "\u3164\u3164", "\u00ad\ufeff", "\u2800 \u2800"])
def test_a_name_of_nothing_is_missing(name: str) -> None:
    with pytest.raises(Refused) as caught:
        names_in(f"{HEAD}V1;{name};{name};senior\n")
    (problem,) = caught.value.problems
    assert str(problem).startswith("row 2: no name stands in this row")


# -- documents -------------------------------------------------------------------------------------


def problems(**fields: object) -> list[str]:
    raw = packed(raw_document(people=[{"id": "a", "name": "Anna", **fields}]))
    with pytest.raises(Refused) as caught:
        document.read_document(raw)
    return [str(each) for each in caught.value.problems]


@pytest.mark.parametrize("letter", UNSEEN, ids=ascii)
@pytest.mark.parametrize("text", ["{}", "Ada{}", "A{}da"])
def test_a_document_is_refused_with_the_letter_named(letter: str, text: str) -> None:
    code = f"U+{ord(letter):04X}"
    assert problems(name=text.format(letter)) == [f"people[0].name: {SAID.format(code=code)}"]


def test_wherever_it_stands_in_a_document_it_is_named() -> None:
    said = SAID.format(code="U+200B")
    assert problems(note="as agreed\u200b") == [f"people[0].note: {said}"]
    assert problems(languages=["it", "e\u200bn"]) == [f"people[0].languages[1]: {said}"]
    assert problems(extra={"shoe": ["4\u200b3"]}) == [f"people[0].extra.shoe[0]: {said}"]
    assert problems(extra={"sh\u200boe": 43}) == [f"people[0].extra.sh\u200boe: {said}"]


@pytest.mark.parametrize("name", IN_USE)
def test_a_document_keeps_what_a_script_needs(path: Path, name: str) -> None:
    workspace = begin(path)
    raw = packed(raw_document(people=[{"id": "a", "name": name, "note": name}]))
    imports.import_document(workspace.change(), document.read_document(raw))
    assert workspace.snapshot.people["a"].name == name
    assert people.edit(workspace.change(), "a", job_title=name).job_title == name


# -- actions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", UNSEEN, ids=ascii)
def test_an_action_refuses_it_beside_its_field_and_changes_nothing(path: Path, letter: str) -> None:
    workspace = begin(path)
    before = path.read_bytes()
    with pytest.raises(Refused, match=f"nobody sees .U\\+{ord(letter):04X}.") as caught:
        people.add(workspace.change(), name=f"Ada{letter}")
    assert caught.value.field == "name"
    assert path.read_bytes() == before


def test_a_file_is_not_begun_for_a_firm_of_nothing(path: Path) -> None:
    with pytest.raises(Refused, match="U\\+3164"):
        Workspace.create(path, Firm(name="\u3164"))
    assert not path.exists()
    said = revmentor("new", path, "--firm", "Acme\u200b", cwd=path.parent)
    assert said.status == 6
    assert "U+200B" in said.err
    assert not path.exists()


def test_a_pile_of_accents_is_refused_beside_its_field(path: Path) -> None:
    workspace = begin(path)
    with pytest.raises(Refused, match=r"^More than 8 accents stand on one letter") as caught:
        people.add(workspace.change(), name="Ada" + "\u0301" * 9)
    assert caught.value.field == "name"
    assert people.add(workspace.change(), name="Ada" + "\u0301" * 8).id
