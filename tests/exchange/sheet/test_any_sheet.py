"""Whatever stands in a sheet, and however it is written: the same people come, once."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.firm import begin, exported
from tests.support.sheets import brought_in, read

LETTERS = "abcdefghilmnopqrstuvzàèéìòùäöüçñ"
words = st.text(LETTERS, min_size=2, max_size=9).map(str.capitalize)
numbers = st.from_regex(r"[A-Z]{0,2}[0-9]{1,5}", fullmatch=True)
cells = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Mn", "Me", "Zl", "Zp")),
    max_size=12,
)
Rows = list[tuple[str, str, str, str, str]]
rows: st.SearchStrategy[Rows] = st.lists(
    st.tuples(numbers, words, words, st.sampled_from(["mentor", "senior", "entrambi"]), cells),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[0],
)
HEADINGS = ["matricola", "nome", "cognome", "ruolo programma", "nota"]


def sheet(listed: Rows, between: str, encoding: str, quoting: bool) -> bytes:
    text = io.StringIO()
    how: Literal[0, 1] = 1 if quoting else 0  # all cells in quotes, or those that need them
    csv.writer(text, delimiter=between, quoting=how).writerows([HEADINGS, *listed])
    return text.getvalue().encode(encoding)


@settings(max_examples=60, deadline=None)
@given(
    rows, st.sampled_from(";,\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans()
)
def test_people_come_from_any_csv_once_and_the_same_sheet_changes_nothing(
    listed: Rows, between: str, encoding: str, quoting: bool
) -> None:
    raw = sheet(listed, between, encoding, quoting)
    with tempfile.TemporaryDirectory() as name:
        workspace = begin(Path(name) / "f.json")
        found = read(workspace, raw)
        assert found.sheet.not_read == ["nota"]
        brought_in(workspace, raw, accepts=True)
        people = workspace.snapshot.people
        wanted = {row[0] for row in listed}
        assert wanted - set(people) == set() or found.questions.asked
        for number, first, last, *_rest in listed:
            if number in people:
                assert set(people[number].name.split()) == {first, last} or first == last
        before = exported(workspace)
        brought_in(workspace, raw, accepts=True)
        assert exported(workspace) == before
