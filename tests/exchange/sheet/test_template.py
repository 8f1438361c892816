"""The sheet to fill: written in either language, read back without a question."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from revmentor.exchange.sheet import columns
from revmentor.exchange.sheet.template import template
from revmentor.i18n.gettext import set_language
from tests.support.cli import revmentor
from tests.support.firm import begin
from tests.support.sheets import read


@pytest.mark.parametrize("language", ["en", "it"])
def test_every_heading_of_the_template_is_read_as_what_it_is(language: str) -> None:
    set_language(language)
    for column in columns.COLUMNS:
        assert columns.guess(columns.label(column)) == column, columns.label(column)


@pytest.mark.parametrize("language", ["en", "it"])
def test_a_template_that_is_filled_comes_in_without_a_question(path: Path, language: str) -> None:
    set_language(language)
    text = template("people.csv").decode("utf-8-sig")
    separator = ";" if language == "it" else ","
    headings, example = list(csv.reader(io.StringIO(text), delimiter=separator))
    filled = [*example]
    filled[0], filled[headings.index(columns.label("manager_id"))] = "101", ""
    rows = io.StringIO()
    csv.writer(rows, delimiter=separator).writerows([headings, example, filled])
    found = read(begin(path), rows.getvalue())
    assert (found.questions.asked, found.sheet.not_read) == ({}, [])
    (anna,) = found.newcomers
    assert (anna.person.id, anna.roles) == ("101", ("senior",))
    assert anna.learns == ("spreadsheets", "video-meetings")
    assert anna.exchanges == ("negotiation",)
    assert anna.person.availability == ("mon-am", "wed-pm")
    assert anna.person.works == "both"
    assert len(anna.person.languages) == 2


def test_the_workbook_lists_the_skills_by_name_and_its_people_are_the_likely_sheet(
    tmp_path: Path,
) -> None:
    done = revmentor("import", "--template", "people.xlsx", "--lang", "it", cwd=tmp_path)
    assert (done.status, done.out) == (0, "")
    assert "poi lo importa revmentor import FILE people.xlsx" in done.err
    assert revmentor("new", "f.json", cwd=tmp_path).status == 0
    said = revmentor("import", "f.json", "people.xlsx", "--dry-run", "--lang", "en", cwd=tmp_path)
    assert (said.status, "there is nobody to bring in" in said.err) == (1, True)


def test_a_template_is_written_over_nothing_and_has_a_kind(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("mine", encoding="utf-8")
    assert revmentor("import", "--template", "people.csv", cwd=tmp_path).status == 6
    assert (tmp_path / "people.csv").read_text(encoding="utf-8") == "mine"
    assert revmentor("import", "--template", "people.doc", cwd=tmp_path).status == 2
