"""Input that is far too much, or no input at all: answered at once, shortly, and in words."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import enrolment, imports
from revmentor.exchange import document
from revmentor.i18n.gettext import set_language
from revmentor.model.errors import Refused
from revmentor.store.workspace import Workspace
from tests.support.call_count import calls_in
from tests.support.firm import TODAY, begin, packed, raw_document
from tests.support.sheets import people_of

DAY = "2026-05-04"
HEAD = "matricola;nome;cognome;ruolo_programma;responsabile;insegna\n"
PILE = "a" + "\u0301\u0323\u0327\u031b" * 125_000
"""A megabyte of marks on one letter."""


def take(raw: bytes) -> object:
    """Read a document or a sheet, as the import tells them apart."""
    is_document = document.looks_like_one(raw)
    return document.read_document(raw) if is_document else people_of(raw)


def refused(raw: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        take(raw)
    return caught.value


def first(raw: bytes) -> str:
    return str(refused(raw).problems[0])


def copies_of_a_pair(n: int, **fields: Any) -> dict[str, Any]:
    of = {"programme_id": "p"}
    pair = {**of, "mentor_id": "m", "senior_id": "s", "from_on": DAY, **fields}
    return raw_document(
        people=[{"id": "m", "name": "M"}, {"id": "s", "name": "S"}],
        programmes=[{"id": "p", "name": "P", "starts_on": DAY, "weeks": 24}],
        participations=[
            {**of, "id": "a", "person_id": "m", "role": "mentor"},
            {**of, "id": "b", "person_id": "s", "role": "senior"},
        ],
        pairs=[{**pair, "id": f"pair{each}"} for each in range(n)],
    )


def sessions_of_copies(n: int) -> dict[str, Any]:
    raw = copies_of_a_pair(n, until_on=DAY)
    held = {"programme_id": "p", "mentor_id": "m", "due_on": "2026-05-11", "status": "held"}
    raw["sessions"] = [
        {**held, "id": f"s{each}", "attendance": {"s": "present"}} for each in range(n)
    ]
    return raw


def line_of_managers(n: int, *, closed: bool = False) -> dict[str, Any]:
    people: list[dict[str, Any]] = [
        {"id": f"p{each}", "name": "A", "manager_id": f"p{each + 1}"} for each in range(n)
    ]
    people[-1]["manager_id"] = "p0" if closed else None
    return raw_document(people=people)


def unknown_fields(n: int) -> bytes:
    fields = {f"shoe{each}": each for each in range(n)}
    return packed(raw_document(people=[{"id": "a", "name": "Anna", **fields}]))


def double_keys(n: int) -> bytes:
    keys = ",".join(f'"k{each}":1,"k{each}":2' for each in range(n))
    return packed(raw_document())[:-1] + b',"people":[{' + keys.encode() + b"}]}"


def rows_of_nobody(n: int) -> bytes:
    return (HEAD + "".join(f"p{each};A;N;boss;;\n" for each in range(n))).encode()


MUCH: dict[str, Callable[[int], bytes]] = {
    "copies of a pair": lambda n: packed(copies_of_a_pair(n)),
    "sessions of copies of a pair": lambda n: packed(sessions_of_copies(n)),
    "a line of managers": lambda n: packed(line_of_managers(n)),
    "a circle of managers": lambda n: packed(line_of_managers(n, closed=True)),
    "unknown fields": unknown_fields,
    "keys that stand twice": double_keys,
    "rows that say no role": rows_of_nobody,
}


def looked_at(raw: bytes) -> None:
    with contextlib.suppress(Refused):
        take(raw)


@pytest.mark.parametrize("kind", sorted(MUCH))
def test_twice_as_much_is_twice_the_work(kind: str) -> None:
    once, twice = MUCH[kind](300), MUCH[kind](600)
    looked_at(once)  # what is made ready only once is made ready now
    assert calls_in(lambda: looked_at(twice)) < 2.2 * calls_in(lambda: looked_at(once))


@pytest.mark.parametrize(
    ("kind", "n", "counted"),
    [
        ("copies of a pair", 2_000, "2,000 problems"),
        ("a circle of managers", 2_000, "2,000 problems"),
        ("unknown fields", 2_000, "2,000 problems"),
        ("keys that stand twice", 2_000, "2,000 problems"),
        ("unknown fields", 100_001, "more than 100,000 problems"),
    ],
)
def test_fifty_problems_are_listed_and_the_sentence_counts_all(
    kind: str, n: int, counted: str
) -> None:
    error = refused(MUCH[kind](n))
    assert len(error.problems) == 50
    assert f"refused: {counted}." in str(error)


def test_fifty_questions_of_a_sheet_are_listed_and_the_sentence_counts_all() -> None:
    error = refused(rows_of_nobody(2_000))
    assert len(error.problems) == 50
    assert str(error) == "The sheet leaves 2,000 questions open; nothing was changed."


def test_a_commit_that_breaks_a_rule_two_thousand_times_keeps_fifty(path: Path) -> None:
    workspace = begin(path)
    imports.import_document(workspace.change(), document.read_document(packed(copies_of_a_pair(1))))
    before = path.read_bytes()
    ours = workspace.snapshot.pairs["pair0"]
    copies = [type(ours)(**{**_fields(ours), "id": f"x{each}"}) for each in range(2_000)]
    with pytest.raises(Refused, match="is already paired with") as caught:
        workspace.commit("copies", put=copies)
    assert (len(caught.value.problems), caught.value.problems.total) == (50, 2_001)
    assert "S is already paired with M" in caught.value.problems[-1].message
    assert path.read_bytes() == before


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def test_ids_with_other_content_keep_fifty_too(path: Path) -> None:
    workspace = begin(path)
    people = [{"id": f"p{each}", "name": "A"} for each in range(60)]
    imports.import_document(
        workspace.change(), document.read_document(packed(raw_document(people=people)))
    )
    others = [{**each, "name": "B"} for each in people]
    with pytest.raises(Refused, match=r"^60 entries do not fit") as caught:
        imports.import_document(
            workspace.change(), document.read_document(packed(raw_document(people=others)))
        )
    assert (len(caught.value.problems), caught.value.problems.total) == (50, 60)


# -- texts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["name", "email", "note"])
def test_a_megabyte_of_marks_in_a_document_is_refused(where: str) -> None:
    person = {"id": "a", "name": "Anna", where: PILE}
    said = "more than 8 accents stand on one letter; delete those that are too many"
    assert first(packed(raw_document(people=[person]))) == f"people[0].{where}: {said}"


def test_a_megabyte_of_marks_under_extra_is_refused() -> None:
    person = {"id": "a", "name": "Anna", "extra": {"x": [PILE]}}
    assert first(packed(raw_document(people=[person]))).startswith(
        "people[0].extra.x[0]: more than 8 accents"
    )


def test_a_cell_full_of_marks_is_refused_with_its_line() -> None:
    raw = f"{HEAD}1;{PILE[:100_000]};Neri;senior;;\n2;Bea;Rossi;senior;;\n".encode()
    said = "more than 8 accents stand on one letter; delete those that are too many"
    assert [str(each) for each in refused(raw).problems] == [f"row 2: name: {said} [2 = leave_out]"]


def test_a_cell_of_a_megabyte_is_refused_with_its_line() -> None:
    said = str(refused(f"{HEAD}1;{PILE};Neri;senior;;\n".encode()))
    assert "Row 2: cell 2 holds 500,001 letters" in said


def test_a_text_of_megabytes_is_quoted_short() -> None:
    raw = raw_document(people=[{"id": "a", "name": "x" * 5_000_000}])
    assert first(packed(raw)) == (
        f"people[0].name: “{'x' * 39}…” is not text of 1 to 200 characters"
    )


def test_a_key_of_megabytes_is_named_short() -> None:
    raw = raw_document(people=[{"id": "a", "name": "Anna", "k" * 5_000_000: 1}])
    assert first(packed(raw)).startswith(f"people[0].{'k' * 79}…: this field is not known")


@pytest.mark.parametrize("within", [b'[{"a":', b"[", b'{"a":'])
def test_groups_within_groups_without_end_are_refused(within: bytes) -> None:
    opened = packed(raw_document())[:-1] + b',"people":' + within * 100_000
    said = "This is not a JSON document: groups within groups go deeper than anything needs."
    assert str(refused(opened)) == said


# -- keys that stand twice -------------------------------------------------------------------------


def people_json(text: str) -> bytes:
    return packed(raw_document())[:-1] + f',"people":{text}}}'.encode()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            people_json('[{"id": "a", "name": "Anna", "name": "Bea"}]'),
            ["people[0].name: this key stands here 2 times; keep one of them"],
        ),
        (
            people_json('[{"id":"a","name":"A"},{"id":"b","name":"B","extra":{"x":[{"y":1,"y":2}]}}]'),
            ["people[1].extra.x[0].y: this key stands here 2 times; keep one of them"],
        ),
        (
            people_json('[]')[:-1] + b',"people":[{"id":"a","name":"A"}]}',
            ["people: this key stands here 2 times; keep one of them"],
        ),
        (
            people_json('[{"id": "a", "name": "Anna", "n\\u0061me": "Bea", "name": "Cleo"}]'),
            ["people[0].name: this key stands here 3 times; keep one of them"],
        ),
    ],
    ids=["a field", "deep in", "a list", "written otherwise"],
)  # fmt: skip
def test_a_key_that_stands_twice_is_refused_by_its_path(raw: bytes, expected: list[str]) -> None:
    assert [str(each) for each in refused(raw).problems] == expected


def test_one_key_two_hundred_thousand_times_is_one_problem() -> None:
    names = ",".join(['"name":"A"'] * 200_000)
    error = refused(people_json(f'[{{"id":"a",{names}}}]'))
    assert [each.path for each in error.problems] == ["people[0].name"]
    assert "200000 times" in error.problems[0].message


# -- what is no JSON -------------------------------------------------------------------------------

NO_JSON = [
    (b'{"format": tru}', "it cannot be read on from line 1, column 12"),
    (b'{"format": "revmentor",\n "firm": {"name" "F"}}', "from line 2, column 18"),
    (b'{"format": "revmentor",\n "version": 1,}', "from line 2, column 15"),
    (b'{"format": "revmentor"} {}', "from line 1, column 25"),
    (b'{"format": "revmentor", "firm": {', "it ends too early, as if it had been cut off"),
    (b'{"format": "re\x07"}', "from line 1, column 15"),
    (b'{"format":\n "Zo\xe9"}', "line 2 holds the byte 0xE9, which is not UTF-8"),
    (b'{"firm": {"name": NaN}}', "firm.name: this number is too large, or not a number at all"),
    (b'{"version": 1e999}', "version: this number is too large, or not a number at all"),
    (b'{"n": ' + b"9" * 5000 + b"}", "n: this number is too large, or not a number at all"),
    (b'{"n": "\\ud800"}', "n: the text holds a hidden control character (U+D800); delete it"),
]


@pytest.mark.parametrize(("raw", "expected"), NO_JSON)
def test_where_a_document_cannot_be_read_is_said_by_line_and_column(
    raw: bytes, expected: str
) -> None:
    assert expected in str(refused(raw))
    assert str(refused(b"\xef\xbb\xbf" + raw)) == str(refused(raw))


ENGLISH = ("malformed", "truncated", "decode", "recursion", "byte ", "character", "limit", "$")


@pytest.mark.parametrize("raw", [raw for raw, _expected in NO_JSON])
def test_an_italian_reader_meets_no_english(raw: bytes) -> None:
    set_language("it")
    said = str(refused(raw))
    assert said.startswith("Questo non è un documento JSON")
    assert not [word for word in ENGLISH if word in said.replace("il byte ", "")]


def test_an_italian_reader_is_told_how_many_in_italian() -> None:
    set_language("it")
    error = refused(unknown_fields(2_000))
    assert "rifiutato: 2.000 problemi." in str(error)
    assert error.problems.rest() == "e altri 1.950 problemi"
    raw = f"{HEAD}1;{'x' * 200_000};Neri;senior;;\n".encode()
    assert "Riga 2" in str(refused(raw))


# -- in which letters a sheet is written -----------------------------------------------------------


def lines_of(names: list[bytes]) -> bytes:
    rows = [b"%d;" % number + name + b";Neri;senior;;\n" for number, name in enumerate(names)]
    return HEAD.encode() + b"".join(rows)


def names_in(raw: bytes) -> list[str]:
    return [each.person.name for each in people_of(raw)]


WRONG = "the byte 0xE9 is not UTF-8, as the rest of the sheet is; save the sheet as UTF-8"


@pytest.mark.parametrize(
    "right",
    [["Zoë"], ["Zoë", "Ève", "Niccolò"] * 30, ["Łukasz"], ["D’Amico"], ["Ἀθηνᾶ"], ["Ада"]],
    ids=lambda right: right[0],
)
def test_a_wrong_byte_in_a_sheet_of_utf_8_is_named_with_its_line(right: list[str]) -> None:
    names = [each.encode() for each in right]
    error = refused(lines_of([*names, b"Ren\xe9", *names]))
    assert [str(each) for each in error.problems] == [f"line {len(right) + 2}: {WRONG}"]
    assert "Nothing was changed" in str(error)


def test_each_line_with_a_wrong_byte_is_named_and_a_mark_at_the_start_says_utf_8() -> None:
    raw = b"\xef\xbb\xbf" + lines_of([b"Ren\xe9", b"Anna", b"Andr\xe9\xe9"])
    assert [str(each) for each in refused(raw).problems] == [f"line 2: {WRONG}", f"line 4: {WRONG}"]


def test_no_name_of_a_sheet_half_in_utf_8_is_read_wrongly() -> None:
    assert "0xE9" in first(lines_of(["Zoë".encode(), *[b"Andr\xe9"] * 20]))


@pytest.mark.parametrize(
    "name", ["Niccolò", "Zoë", "«Bibì»", "CAFFÈ", "D’Amico", "Müller – Groß", "À È É Ì Ò Ù à è é"]
)
def test_a_sheet_of_windows_is_read_as_before(name: str) -> None:
    raw = lines_of([name.encode("cp1252"), b"Ren\xe9", b"Bibi\xe0n"])
    assert names_in(raw) == [f"{name} Neri", "René Neri", "Bibiàn Neri"]


def test_a_byte_that_is_a_letter_nowhere_is_named_and_not_replaced() -> None:
    raw = lines_of([b"Ren\xe9", b"An\x81na", b"Anna"])
    assert [str(each) for each in refused(raw).problems] == [
        "line 3: the byte 0x81 is a letter neither in UTF-8 nor in Windows-1252; "
        "save the sheet as UTF-8"
    ]


def test_five_thousand_people_in_one_line_come_in(path: Path) -> None:
    rows = "".join(f"p{n};Ada;N;senior;p{n + 1};\n" for n in range(4_999))
    raw = f"{HEAD}{rows}p4999;Ada;N;senior;;\n".encode()
    workspace: Workspace = begin(path)
    done = enrolment.take_in(workspace.change(today=TODAY), people_of(raw))
    assert done.people == 5_000
