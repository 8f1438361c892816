from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tinydb
from hypothesis import given
from hypothesis import strategies as st
from tinydb.middlewares import CachingMiddleware

from revmentor.store.file import encoded
from revmentor.store.file.encoded import EncodedTables
from revmentor.store.file.storage import DurableStorage
from tests.support.firm import running

IDS = st.text(alphabet="ab0", min_size=1, max_size=3)
TABLES = st.dictionaries(IDS, st.builds(lambda n: {"b": n, "a": "é\n"}, st.integers(0, 3)))


@pytest.fixture(autouse=True)
def short_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small tables be cut too."""
    monkeypatch.setattr(encoded, "_RUN", 2)


@given(st.lists(st.tuples(TABLES, TABLES), min_size=1, max_size=6))
def test_whatever_was_encoded_before_the_bytes_are_those_of_the_tables(
    states: list[tuple[dict[str, Any], dict[str, Any]]],
) -> None:
    plain, ours = msgspec.json.Encoder(order="deterministic"), EncodedTables()
    for one, other in states:
        lines = ours.lines({"one": one, "other": other})
        assert lines == [b'"one":' + plain.encode(one), b'"other":' + plain.encode(other)]


def test_what_tinydb_changes_in_its_place_is_written(path: Path) -> None:
    running(path)

    class Plain(tinydb.table.Table):
        document_id_class = str  # type: ignore[assignment]  # TinyDB annotates int

    class Cached(tinydb.TinyDB):
        table_class = Plain

    storage = CachingMiddleware(DurableStorage)  # type: ignore[no-untyped-call]  # TinyDB has no types here
    with Cached(path, storage=storage) as db:
        for name in ("Anna One", "Anna Two"):
            db.table("people").update({"name": name}, tinydb.where("id") == "anna")
            db.storage.flush()
            assert json.loads(path.read_text())["people"]["anna"]["name"] == name
