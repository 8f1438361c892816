"""A client is closed: one file to hand over, and nothing of it left where it was kept."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support.cli import revmentor
from tests.support.firm import exported, running


def test_what_is_handed_over_is_the_file_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, state = tmp_path / "work", tmp_path / "state"
    place.mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    workspace = running(place / "valdarco.json")
    (state / "revmentor").mkdir(parents=True)
    recent = state / "revmentor" / "recent.json"
    recent.write_text(json.dumps([str(workspace.path), "/else.json"]), encoding="utf-8")
    (generations.folder_of(workspace.path) / "draft.json").write_bytes(b"{}")
    before, target = exported(workspace), tmp_path / "handover.json"
    said = revmentor("close-client", workspace.path, "-o", target, cwd=place)
    assert said.status == 0, said.err
    assert "Nothing was removed." in said.err
    assert workspace.path.exists()
    assert f"SHA-256  {hashlib.sha256(target.read_bytes()).hexdigest()}" in said.out
    target = tmp_path / "handover2.json"
    done = revmentor("close-client", workspace.path, "-o", target, "--remove", cwd=place)
    assert done.status == 0, done.err
    assert list(place.iterdir()) == []
    assert json.loads(recent.read_text(encoding="utf-8")) == ["/else.json"]
    assert exported(Workspace.open(target)) == before
    assert "What is not reached from here:" in done.err


def test_a_copy_beside_it_is_named_as_staying(tmp_path: Path) -> None:
    workspace = running(tmp_path / "valdarco.json")
    shutil.copy(workspace.path, tmp_path / "valdarco.backup-2026-04-24.json")
    target = tmp_path / "out" / "handover.json"
    target.parent.mkdir()
    done = revmentor("close-client", workspace.path, "-o", target, "--remove", cwd=tmp_path)
    assert done.status == 0, done.err
    assert "valdarco.backup-2026-04-24.json" in done.err


def test_nothing_is_removed_where_nothing_could_be_handed_over(tmp_path: Path) -> None:
    workspace = running(tmp_path / "valdarco.json")
    before = sorted(tmp_path.rglob("*"))
    for target in ("nowhere/handover.json", "valdarco.json", "-"):
        said = revmentor("close-client", workspace.path, "-o", target, "--remove", cwd=tmp_path)
        assert said.status in {2, 6}, said.err
    assert sorted(tmp_path.rglob("*")) == before
