"""Whether something stands at a path is asked in one place, which never raises."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
RAISE = {"exists", "is_file", "is_dir", "is_symlink", "is_mount", "samefile", "isfile", "isdir"}
"""What raises for a disk that went away, at least on some Python that we run on."""
OURS = {"revmentor/content/sample.py"}
"""What looks at our own files alone, which stand where the program stands."""


def asked(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        call = node.func if isinstance(node, ast.Call) else None
        if isinstance(call, ast.Attribute) and call.attr in RAISE:
            yield f"{module.relative_to(ROOT)}:{call.lineno} asks .{call.attr}()"


def test_nobody_asks_a_path_by_what_raises_when_its_disk_is_gone() -> None:
    modules = [
        each for top in ("revmentor", "screens", "widgets") for each in (ROOT / top).rglob("*.py")
    ]
    looked_at = [each for each in modules if str(each.relative_to(ROOT)) not in OURS]
    assert len(looked_at) > 150
    assert [what for module in looked_at for what in asked(module)] == []
