"""Both languages are whole: every text has its Italian, and what is read is what was written."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo

from revmentor.content import sample
from revmentor.i18n.locale import build
from tests.support.cli import revmentor

ROOT = build.ROOT
ITALIAN = build.translated("it")


def messages() -> Iterator[Message]:
    return (each for each in ITALIAN if each.id)


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def test_every_text_of_the_interface_has_its_italian() -> None:
    assert [each.id for each in build.missing(ITALIAN)] == []


def test_what_the_application_reads_is_what_was_translated() -> None:
    made = io.BytesIO()
    write_mo(made, ITALIAN)
    assert build.po("it").with_suffix(".mo").read_bytes() == made.getvalue()


def test_what_is_put_into_a_sentence_is_put_into_its_italian_too() -> None:
    wrong = []
    for each in messages():
        for number, (one, other) in enumerate(zip(forms(each.id), forms(each.string), strict=True)):
            there, here = (set(re.findall(r"\{[^{}]*\}", text)) for text in (one, other))
            if number == 0 and len(forms(each.id)) > 1:
                there, here = there - {"{n}"}, here - {"{n}"}  # “one” may be said without a digit
            if there != here:
                wrong.append((one, other))
    assert wrong == []


def test_the_edges_of_a_text_stay_as_they_are() -> None:
    for each in messages():
        for one, other in zip(forms(each.id), forms(each.string), strict=True):
            assert one[:1].isspace() == other[:1].isspace(), one
            assert one[-1:].isspace() == other[-1:].isspace(), one


@pytest.mark.parametrize("package", build.PACKAGES)
def test_no_text_hides_where_it_is_not_gathered(package: str) -> None:
    """A text within an f-string is not seen by whatever gathers the texts."""
    hidden = []
    for path in sorted((ROOT / package).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for outer in ast.walk(tree):
            if isinstance(outer, ast.JoinedStr):
                hidden += [
                    f"{path.relative_to(ROOT)}:{call.lineno}"
                    for call in ast.walk(outer)
                    if isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Name)
                    and call.func.id in {"_", "ngettext"}
                ]
    assert hidden == []


def test_commands_speak_italian(tmp_path: Path) -> None:
    path = tmp_path / "valdarco.json"
    assert revmentor("new", path, "--firm", "Valdarco", cwd=tmp_path).status == 0
    source = tmp_path / "closed.json"
    source.write_bytes(sample.path("valdarco-4-closed.json").read_bytes())
    assert revmentor("import", path, source, cwd=tmp_path).status == 0
    said = revmentor("status", path, "--lang", "it", "--today", "2026-10-01", cwd=tmp_path).out
    assert "Valutazione: programma chiuso" in said
    assert "60 giorni dopo la fine di Common floor: chiedi a 17 senior" in said
    page = revmentor("report", path, "--lang", "it", cwd=tmp_path).out
    assert '<html lang="it">' in page
    for title in ("In breve", "Obiettivi", "Che cosa c’è voluto", "Appendice"):
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
    rail = "0 Oggi 1 ● Obiettivi 2 ● Partenze 3 ● Coppie 4 ● Incontri 5 ● Esito p Persone"
    for text in steps:
        assert rail in " ".join(text.split())
        assert "f1 Aiuto" in text
        assert "ctrl+q Esci" in text
