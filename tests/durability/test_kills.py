"""SIGKILL at any instant: what was acknowledged is there, and the file is always whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from tests.durability.rounds import Plan, prepare, run

long = pytest.mark.long


@pytest.mark.parametrize(
    ("programmes", "kills", "seed"),
    [
        pytest.param(1, 20, 1, id="smoke at 200 kB"),
        pytest.param(11, 20, 2, id="smoke at 2 MB"),
        pytest.param(11, 1000, 3, id="2 MB", marks=long),
        pytest.param(105, 200, 4, id="20 MB", marks=long),
    ],
)
def test_a_killed_process_loses_nothing_acknowledged(
    path: Path, programmes: int, kills: int, seed: int
) -> None:
    prepare(path, programmes)
    tally = run(Plan(str(path), kills, seed), patience=60 + kills * 10)
    assert tally.notes == []
    assert (tally.rounds, tally.bad) == (kills, 0)
    assert tally.struck > kills // 4, "too few kills fell into a commit"
    assert tally.half or kills < 100, "no kill fell into a write"


@pytest.mark.parametrize(
    ("programmes", "kills", "seed"),
    [pytest.param(1, 10, 5, id="smoke"), pytest.param(11, 200, 6, id="2 MB", marks=long)],
)
def test_and_no_more_of_an_encrypted_file(
    path: Path, programmes: int, kills: int, seed: int
) -> None:
    secret = str(cipher.age().x25519.Identity.generate())
    prepare(path, programmes, Key((secret,)))
    tally = run(Plan(str(path), kills, seed, secret=secret), patience=60 + kills * 10)
    assert tally.notes == []
    assert (tally.rounds, tally.bad) == (kills, 0)
    assert all(cipher.is_encrypted(each.read_bytes()) for each in path.parent.rglob("*.json"))
