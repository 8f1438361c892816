"""The product speaks Italian: commands, pages and screens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from revmentor.content import sample
from tests.support.cli import revmentor

ROOT = Path(__file__).parents[2]


def test_commands_speak_italian(tmp_path: Path) -> None:
    path = tmp_path / "valdarco.json"
    assert revmentor("new", path, "--firm", "Valdarco", cwd=tmp_path).status == 0
    source = tmp_path / "closed.json"
    source.write_bytes(sample.sample_path("valdarco-4-closed.json").read_bytes())
    assert revmentor("import", path, source, cwd=tmp_path).status == 0
    said = revmentor("status", path, "--lang", "it", "--today", "2026-10-01", cwd=tmp_path).out
    assert "Valutazione: programma chiuso" in said
    assert "60 giorni dopo la fine di Common floor: chiedi a 17 senior" in said
    page = revmentor("report", path, "--lang", "it", cwd=tmp_path).out
    assert '<html lang="it">' in page
    for title in ("Che cosa si è deciso", "Obiettivi", "Che cosa c’è voluto"):
        assert f">{title}</h2>" in page, re.findall("<h2>(.*?)</h2>", page)
    for english in ("Seniors", "The mentors gave", "levels a person"):
        assert english not in page


def test_the_steps_are_italian_and_none_loses_its_name_at_80_columns(tmp_path: Path) -> None:
    script = Path(__file__).parents[1] / "support" / "steps_in_italian.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "valdarco.json")],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
        timeout=300,
    )
    steps = done.stdout.split("\f")
    assert len(steps) == 7
    rail = "0 Oggi 1 ● Obiettivi 2 ● Livelli 3 ● Coppie 4 ● Incontri 5 ● Valut. p Persone"
    for text in steps:
        assert rail in " ".join(text.split())
        assert "f1 Aiuto" in text
        assert "ctrl+q Esci" in text
