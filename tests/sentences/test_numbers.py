"""Numbers as they are shown, of any document: parts add up, and nothing counts nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given

from revmentor.content.skills import catalogue
from revmentor.exchange.report.page import Report, report_of
from revmentor.exchange.status import status_text
from revmentor.i18n.gettext import set_language
from revmentor.model.snapshot import TABLES, Document
from revmentor.rules.programme_view import View
from tests.sentences.table import empty
from tests.sentences.test_report import on_the_first_sheet
from tests.support.firm import TODAY, snapshot
from tests.support.record_strategies import documents

SLOTS = re.compile(
    r"^Of (\d+) slots? up to .* (\d+) (?:was|were) held, (\d+) missed, (\d+) cancelled, (\d+) "
    r"moved and not made up for, (\d+) not logged, (\d+) put off"
)
STEPS = re.compile(r"^Of (\d+) steps? agreed on .* (\d+) (?:was|were) tried, (\d+) .*, (\d+) not")
CHANGED = re.compile(r"(\d+) better, (\d+) the same, (\d+) lower, of (\d+)")
SHARE = re.compile(r"\b(\d+) of (?:the )?(\d+) [a-z]")
MONEY = re.compile(r"^It cost \D*([\d,]+)\D*: \D*([\d,]+)\D* of mentors’ time, \D*([\d,]+)\D* of "
                   r"seniors’, \D*([\d,]+)\D* paid")  # fmt: skip
RATED = re.compile(r": ((?:\d+ × \d+(?:, )?)+) \((\d+) ")
ABOUT_ONE = re.compile(
    r"(?<![\d.,])1 (?:slots|sessions|goals|people|mentors|seniors|weeks|ratings|steps|pairs|"
    r"questions|certificates|give-backs)\b"
)


def views(document: Document) -> Iterator[View]:
    skills = {**catalogue(), **{each.id: each for each in document.skills}}
    records = [each for name in TABLES for each in document.records(name)]
    every = snapshot(*records, firm=document.firm)
    return (View(every, each.id, skills, date.max) for each in document.programmes)


def sentences(report: Report) -> Iterator[str]:
    yield from on_the_first_sheet(report.first)
    for section in (*report.sections, *report.appendix):
        yield from (*section.lines, section.small)


def add_up(line: str) -> None:
    """Hold each number of a line against the numbers it is made of, as they are shown."""
    for pattern in (SLOTS, STEPS):
        if found := pattern.search(line):
            whole, *parts = map(int, found.groups())
            assert whole == sum(parts), line
    if found := CHANGED.search(line):
        *parts, whole = map(int, found.groups())
        assert whole == sum(parts) > 0, line
    if found := MONEY.search(line):
        whole, *parts = (int(each.replace(",", "")) for each in found.groups())
        assert whole == sum(parts), line
    if found := RATED.search(line):
        counts = [int(each.split(" × ")[0]) for each in found[1].split(", ")]
        assert int(found[2]) == sum(counts), line


def counts_somebody(line: str) -> None:
    """Refuse “0 of 0”, more than there are, and a plural about one."""
    for part, whole in SHARE.findall(line):
        assert int(part) <= int(whole) > 0, line
    assert not ABOUT_ONE.search(line), line


@given(documents(full=True))
def test_parts_of_the_report_add_up_as_they_are_shown(document: Document) -> None:
    for view in views(document):
        for line in sentences(report_of(view, "coordinator", TODAY)):
            add_up(line)
            counts_somebody(line)


@given(documents(full=True))
def test_today_counts_nobody_nowhere(document: Document) -> None:
    for view in views(document):
        for on in (view.programme.starts_on, TODAY, view.programme.ends_on):
            if isinstance(on, date):
                for line in status_text(view, "firm", on).text.splitlines()[2:8]:
                    counts_somebody(line)


@pytest.mark.parametrize("code", ["en", "it"])
def test_an_empty_programme_says_nothing_of_nobody(code: str) -> None:
    set_language(code)
    none = empty().view
    told = "\n".join(sentences(report_of(none, "coordinator", TODAY)))
    told += status_text(none, "firm", TODAY).text
    assert "0 of 0" not in told
    assert "0 su 0" not in told
