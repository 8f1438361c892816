"""What is read at once is what the long way finds nothing wrong with, and most of a file is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.model import validation
from revmentor.model.plain_reading import PLAIN, is_plain, read_plain
from revmentor.model.session import Session
from revmentor.model.snapshot import TABLES
from revmentor.model.text import has_piled_marks, hidden_character

SAMPLES = sorted((Path(__file__).parents[2] / "sample_data").glob("valdarco-*.json"))
SESSION: dict[str, Any] = {
    "id": "s0001",
    "programme_id": "pr1",
    "mentor_id": "giulia",
    "due_on": "2026-04-20",
    "status": "held",
    "attendance": {"anna": "present"},
    "note": "È stato utile: “fogli” a 1 € – d’ora in poi",
}


def found(raw: object) -> list[str]:
    """What the long way finds, asked for itself."""
    info = validation._type_info(Session)
    return [str(each) for each in validation._walk(raw, info, "", arriving=True)]


def test_no_plain_letter_is_hidden_or_a_mark_on_another() -> None:
    low, high = "".join(map(chr, range(0x20, 0x7F))), "".join(map(chr, range(0xAE, 0x180)))
    letters = low + "".join(map(chr, range(0xA1, 0xAD))) + high + PLAIN[-8:].replace("-", "")
    assert all(is_plain([f"a{each}a"]) for each in letters if each != "\\")
    assert [each for each in letters if hidden_character(each) or has_piled_marks(each * 9)] == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each.stem)
def test_almost_every_record_of_a_file_is_read_at_once(sample: Path) -> None:
    document = json.loads(sample.read_bytes())
    every = [(TABLES[name], raw) for name in TABLES for raw in document.get(name, ())]
    at_once = [read_plain(raw, kind) for kind, raw in every]
    assert sum(each is not None for each in at_once) >= 0.95 * len(every) > 0
    for (kind, raw), value in zip(every, at_once, strict=True):
        assert value is None or value == msgspec.convert(raw, kind)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "s 1"),
        ("id", ".s1"),
        ("mentor_id", "così"),
        ("attendance", {"an na": "present"}),
        ("attendance", {"anna": "there"}),
        ("note", "a\x1bb"),
        ("note", "a\x85b"),
        ("note", "a\u200bb"),
        ("note", "a\u202eb"),
        ("note", "a\u00adb"),
        ("note", "e" + 20 * "\u0301"),
        ("note", "\ud800"),
        ("reason", "two\nlines"),
        ("reason", " "),
        ("reason", "\u3164"),
        ("reason", "x" * 20_000),
        ("minutes", 2**64),
        ("minutes", 1.5),
        ("minutes", True),
        ("minutes", float("nan")),
        ("mentor_share", float("inf")),
        ("mentor_share", 7),
        ("due_on", "2026-4-20"),
        ("due_on", "20260420"),
        ("status", "kept"),
        ("steps", [{"text": "\u200b"}]),
        ("extra", {"a": "b\x00"}),
        ("extra", {"a": {"b": "\u200b"}}),
        ("extra", {"a": [[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]}),
        ("extra", {"a": 2**70}),
        ("extra", {"a": float("nan")}),
        ("unknown", 1),
    ],
)
def test_what_something_is_wrong_with_goes_the_long_way(field: str, value: object) -> None:
    assert read_plain(SESSION, Session) is not None
    raw = {**SESSION, field: value}
    assert found(raw)
    assert read_plain(raw, Session) is None


def test_what_is_sound_and_not_plain_goes_the_long_way_and_is_read() -> None:
    for note in ("two\nlines", "日本語", "Größe 😀", "C:\\work"):
        raw = {**SESSION, "note": note}
        assert read_plain(raw, Session) is None
        session, problems = validation.read_as(Session, raw, "", arriving=True)
        assert not problems
        assert session is not None
        assert session.note == note
