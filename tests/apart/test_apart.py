"""What the product says of random programmes, of the sample and of the evidence, computed anew.

Each document is brought into a new file by the command, and what ``export`` gives back is what the
other computing reads.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.apart import calendar, compare, levels, signals
from tests.apart.products import Product
from tests.apart.programmes import Story
from tests.apart.records import Book

PROGRAMMES = 60
SAMPLE = Path(__file__).parents[2] / "sample_data"
EVIDENCE = Path(__file__).parents[1] / "evidence" / "data"
DAYS = {
    "valdarco-1-goals": date(2026, 1, 16),
    "valdarco-2-paired": date(2026, 1, 30),
    "valdarco-3-week-12": date(2026, 4, 24),
    "valdarco-4-closed": date(2026, 10, 30),
}
"""The day each file of the sample stands on; of the closed one a day between both follow-ups."""


def disagreements(folder: Path, document: dict[str, Any], today: date) -> list[str]:
    product = Product(folder, document, today)
    book = Book(product.export(), today)
    return list(compare.everything(book, product))


@pytest.mark.parametrize("number", range(PROGRAMMES))
def test_a_programme_made_by_chance(tmp_path: Path, number: int) -> None:
    story = Story(number)
    assert disagreements(tmp_path, story.document, story.today) == []


@pytest.mark.parametrize("language", ["", ".it"])
@pytest.mark.parametrize("name", DAYS)
def test_a_document_of_the_sample(tmp_path: Path, name: str, language: str) -> None:
    document = json.loads((SAMPLE / f"{name}{language}.json").read_text("utf-8"))
    assert disagreements(tmp_path, document, DAYS[name]) == []


@pytest.mark.parametrize("name", sorted(path.stem for path in EVIDENCE.glob("*.json")))
def test_a_document_of_the_evidence(tmp_path: Path, name: str) -> None:
    document = json.loads((EVIDENCE / f"{name}.json").read_text("utf-8"))
    assert disagreements(tmp_path, document, last_day(document)) == []


def last_day(document: dict[str, Any]) -> date:
    """Return the last day on which something of a document happened."""
    days = [
        record[field]
        for records in document.values()
        if isinstance(records, list)
        for record in records
        for field in ("on", "held_on", "due_on", "closed_on", "from_on")
        if field in record and record.get("status") != "planned"
    ]
    return date.fromisoformat(max(days))


def test_the_programmes_show_what_is_compared() -> None:
    books = [Book(story.document, story.today) for story in map(Story, range(PROGRAMMES))]
    assert {each["rule"] for book in books for each in signals.signals(book)} == set(signals.RULES)
    slots = [calendar.fidelity(book) for book in books]
    assert all(sum(each[state] for each in slots) for state in slots[0] if state != "on")
    standing = [levels.standard(book) for book in books]
    assert all(sum(each[name] for each in standing) for name in standing[0]["person_ids"])
    gaps = {row["gap_closed"]["status"] for book in books for row in levels.rows(book, "senior")}
    assert len(gaps) == 9
    assert any(row["then"] for book in books for row in levels.rows(book, "senior"))
    assert any(levels.response_shift(book, "senior")["pairs"] for book in books)


def test_a_difference_is_seen() -> None:
    assert list(compare.differences({"a": [1, 2.0001]}, {"a": [1, 2.0002]})) == []
    assert list(compare.differences({"a": 1, "b": 2}, {"a": 2}))
    assert list(compare.differences({"a": None}, {"a": 0}))
    assert list(compare.differences({"a": []}, {"a": ["x"]}))
    assert list(compare.differences({}, {"a": 1}))
