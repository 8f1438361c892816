"""What the product answers: its own commands on a file, in this process."""

from __future__ import annotations

import json
from datetime import date
from html import unescape
from pathlib import Path
from re import sub
from typing import Any

from revmentor.cli.main import main

Fact = dict[str, Any]


class Product:
    """A document brought into a new file, to be asked on a day."""

    def __init__(self, folder: Path, document: Fact, today: date) -> None:
        self.folder, self.file = folder, folder / "firm.revmentor.json"
        self.day, self.today = today, today.isoformat()
        source = folder / "document.json"
        source.write_text(json.dumps(document), "utf-8")
        self._run("new", self.file, "--firm", "Apart", "--country", "CH")
        self._run("import", self.file, source)

    def _run(self, *words: str | Path) -> None:
        status = main([str(word) for word in words])
        assert status == 0, words

    def export(self, *words: str) -> Any:
        """Return what ``export`` writes, read as JSON."""
        out = self.folder / "out.json"
        given = ("--with-notes", "--today", self.today, "-o", out, "--force")
        self._run("export", self.file, *words, *given)
        return json.loads(out.read_text("utf-8"))

    def report(self) -> str:
        """Return the coordinator's page as plain text, a line for each paragraph."""
        out = self.folder / "out.html"
        self._run("report", self.file, "--today", self.today, "-o", out, "--force")
        page = sub(r"(?s)<style.*?</style>", "", out.read_text("utf-8"))
        page = sub(r"</(p|tr|td|th|li|h\d|div|section)>", "\n", page)
        return unescape(sub(r"<[^>]+>", "", page))
