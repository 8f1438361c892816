"""Sheets that are damaged, far too large, or none: each is a sentence, and nothing is changed."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest

from revmentor.model.errors import Refused
from tests.support.cli import revmentor
from tests.support.firm import begin, exported
from tests.support.sheets import brought_in, case, newcomers, read
from tests.support.workbooks import workbook

HEAD = "matricola;nome;cognome;ruolo\n"
ROWS = [["matricola", "nome", "cognome", "ruolo"], ["1", "Ada", "Re", "senior"]]
TYPES = "[Content_Types].xml"


def zipped(parts: dict[str, str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return raw.getvalue()


def cut(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "The sheet is empty."),
    "NUL": (HEAD.encode() + b"1;A\0da;Re;senior\n", "no text at all"),
    "a million columns": (b"a;" * 1_000_000, "Row 1 has 1,000,001 cells"),
    "too many rows": (HEAD.encode() + b"1;Ada;Re;senior\n" * 25_000, "more than 20,000 rows"),
    "a cell of 200 kB": (f"{HEAD}1;{'x' * 200_000};Re;senior\n".encode(), "Row 2: cell 2 holds"),
    "an open quote": (f'{HEAD}1;"Ada;Re;senior\n2;Bea;Bo;mentor\n'.encode(), "Row 2: the quote"),
    "a quote closed by another": (
        f'{HEAD}1;"Ada;Re;senior\n2;Bea;"Bo;mentor\n3;Ivo;Sala;senior\n'.encode(),
        "Row 2: the quote",
    ),
    "an archive": (zipped({"letter.txt": "hello"}), "packed file, but no spreadsheet"),
    "a bomb": (
        zipped({TYPES: "<Types/>", "xl/worksheets/sheet1.xml": " " * 260_000_000}),
        "that is no sheet of people",
    ),
    "a cell far away": (case("hostile_far"), "far too large"),
    "half a workbook": (cut(workbook(Elenco=ROWS)), "damaged, or no spreadsheet"),
    "an old one cut": (cut(case("22")), "damaged, or no spreadsheet"),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 4,
        "has a password",
    ),
    "an empty workbook": (workbook(Elenco=[]), "The spreadsheet is empty."),
    "wrong XML": (
        zipped({TYPES: "<Types/>", "xl/worksheets/sheet1.xml": "<a><b></a>"}),
        "damaged, or no spreadsheet",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sheet_is_told_and_changes_nothing(path: Path, name: str) -> None:
    raw, sentence = REFUSED[name]
    workspace = begin(path)
    before = exported(workspace)
    with pytest.raises(Refused) as caught:
        brought_in(workspace, raw)
    assert sentence in str(caught.value)
    assert exported(workspace) == before


def test_a_sheet_larger_than_any_is_not_read(path: Path) -> None:
    raw = HEAD.encode() + b"1;Ada;Re;senior\n" * 3_000_000
    with pytest.raises(Refused, match="a sheet of people has at most"):
        read(begin(path), raw)


@pytest.mark.parametrize("number", ["../../x", "-rf", "CON", "à", "a" * 70, "=1+1"])
def test_a_staff_number_that_is_a_trap_is_refused_or_harmless(path: Path, number: str) -> None:
    found = read(begin(path), f"{HEAD}{number};Ada;Re;senior\n")
    ids = [each.person.id for each in found.newcomers]
    assert all(each.replace("-", "").replace(".", "").isalnum() for each in ids)

    assert bool(ids) != bool(found.questions.open)


@pytest.mark.parametrize(
    "text",
    [
        "{{x}}",
        "[red]Ada[/]",
        "<script>alert(1)</script>",
        "%s%n",
        "{name}",
        "$(rm -rf)",
        "\\",
        "“”",
    ],
)
def test_text_of_a_sheet_stays_text(path: Path, text: str) -> None:
    workspace = begin(path)
    brought_in(workspace, f"{HEAD}1;{text};Re;senior\n")
    assert workspace.snapshot.people["1"].name == f"{text} Re"


# -- what a workbook says --------------------------------------------------------------------------


def test_numbers_days_and_formulas_of_a_workbook(path: Path) -> None:
    rows: list[list[object]] = [
        ["Matricola", "Nominativo", "Ruolo", "Data assunzione", "Reparto"],
        [101.0, "Ada Re", "senior", date(2019, 9, 2), "=1+1"],
        ["0027", "Ivo Sala", "mentor", 45901, "IT"],
    ]
    ada, ivo = newcomers(begin(path), workbook(Elenco=rows))
    assert (ada.person.id, ada.person.joined_on) == ("101", date(2019, 9, 2))
    assert (ivo.person.id, ivo.person.joined_on) == ("0027", date(2025, 9, 1))


def test_the_sheet_that_lists_people_is_taken_and_another_can_be_said(path: Path) -> None:
    other = [["matricola", "nome", "cognome", "ruolo"], ["9", "Ugo", "Bo", "senior"]]
    raw = workbook(Istruzioni=[["Compilare"]], Uno=ROWS, Due=other)
    workspace = begin(path)
    found = read(workspace, raw)
    assert [each.key for each in found.questions.open] == ["sheet"]
    (ugo,) = read(workspace, raw, {"sheet": "Due"}).newcomers
    assert ugo.person.name == "Ugo Bo"


def test_a_title_and_empty_rows_above_keep_the_row_numbers(path: Path) -> None:
    row = ["1", "Ada", "Re", "capo"]
    raw = workbook(
        Elenco=[["Elenco 2026"], [], ["matricola", "nome", "cognome", "ruolo programma"], row]
    )
    (question,) = read(begin(path), raw).questions.open
    assert (question.row, question.cell) == (4, "D4")


# -- chance ----------------------------------------------------------------------------------------

PIECES = [
    "matricola", "nome", "cognome", "ruolo", "mentor", "senior", "Ada", "Re", "1", "0027", ";", ",",
    "\t", "\n", "\r\n", '"', "'", "|", "#N/D", "=1+1", "\u200b", "é", "’", "12/13/2020",
    "Excel:alto",
    "sep=;\n", "★★", "\x1b", "@", "Totale", "  ", "responsabile", "De Luca O.", "insegna", "\ufeff",
]  # fmt: skip


def by_chance(seed: int) -> bytes:
    chance = random.Random(seed)
    kind = chance.random()
    if kind < 0.1:
        return chance.randbytes(chance.randint(0, 3_000))
    if kind < 0.2:
        raw = bytearray(case(chance.choice(["20", "21", "22", "23"])))
        for _turn in range(chance.randint(1, 60)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        return bytes(raw)
    if kind < 0.4:
        raw = bytearray(case(chance.choice(["messy", "clean", "42", "43", "07", "09"])))
        for _turn in range(chance.randint(1, 40)):
            raw[chance.randrange(len(raw))] = chance.choice(b'\n\r;,"\t\xe9\xc3 aX0')
        return bytes(raw)
    head = HEAD if chance.random() < 0.7 else ""
    text = head + "".join(chance.choice(PIECES) for _turn in range(chance.randint(1, 300)))
    return text.encode(chance.choice(["utf-8", "utf-16", "cp1252", "mac_roman"]), "replace")


def tried(path: Path, seed: int) -> None:
    """Bring a sheet made by chance in: all of it comes, or a sentence, and nothing."""
    workspace = begin(path)
    before = exported(workspace)
    with contextlib.suppress(Refused):
        brought_in(workspace, by_chance(seed), accepts=bool(seed % 2))
        workspace.undo()
    assert exported(workspace) == before


@pytest.mark.parametrize("seed", range(60))
def test_a_sheet_by_chance_comes_in_whole_or_is_told(path: Path, seed: int) -> None:
    tried(path, seed)


@pytest.mark.long
@pytest.mark.parametrize("hundred", range(100))
def test_ten_thousand_sheets_by_chance(path: Path, hundred: int) -> None:
    for seed in range(100 * hundred, 100 * (hundred + 1)):
        tried(path.with_name(f"{seed}.json"), seed)


def test_a_sheet_by_standard_input(path: Path) -> None:
    begin(path)
    said = revmentor("import", path, "-", cwd=path.parent)
    assert (said.status, "The sheet is empty." in said.err) == (6, True)
