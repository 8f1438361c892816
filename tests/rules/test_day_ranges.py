"""Days that cannot be true: refused at every door, named where an older version let them in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from revmentor.actions import firm as firms
from revmentor.actions import imports, people, programmes
from revmentor.exchange import calendar, document, printables, status, tables
from revmentor.exchange.contract.lists import ROWS
from revmentor.exchange.evaluation import full
from revmentor.exchange.report import page
from revmentor.model.errors import RevmentorError
from revmentor.rules.results import sponsor
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting
from tests.support.cli import revmentor
from tests.support.far_day_files import FAR, forced, places, rich_document, with_day
from tests.support.firm import FIRM, begin, running

FRIDAY = date(2026, 4, 24)
RAW = rich_document()
FIELDS = dict(places(RAW))
NAMES = sorted(FIELDS)
# What may lie before, or after, everything else without another rule speaking first.
BEFORE = {"firm.closed_days.start", "people.joined_on", "pairs.pauses.start", "goals.set_on"}
AFTER = {"firm.closed_days.end", "people.left_on", "pairs.pauses.end", "pairs.snoozes.until",
         "goals.due_on", "cases.due_on", "sessions.steps.due_on", "goals.attainment_on",
         "successes.on", "indicators.readings.on", "people.privacy_notice_on"}  # fmt: skip


def test_the_sample_holds_a_day_in_nearly_every_field() -> None:
    assert len(NAMES) > 25


@pytest.mark.parametrize("day", FAR, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_no_document_brings_a_far_day_in(path: Path, name: str, day: date) -> None:
    workspace = begin(path)
    before = path.read_bytes()
    raw = msgspec.json.encode(with_day(RAW, FIELDS[name], day))
    with pytest.raises(RevmentorError) as refused:
        imports.import_document(workspace.change(), document.read_document(raw))
    assert path.read_bytes() == before
    if name in BEFORE | AFTER and (day < FRIDAY) == (name in BEFORE):
        assert "cannot be right here; a day from" in str(refused.value)


def test_the_range_stands_in_the_sentence(path: Path) -> None:
    workspace = running(path)
    workspace.today = FRIDAY
    with pytest.raises(RevmentorError, match="from 1 Jan 1930 to 24 Apr 2031 is meant"):
        people.edit(workspace.change(), "anna", joined_on=date(1066, 10, 14))
    with pytest.raises(RevmentorError, match="from 2 Feb 2021 to 19 Jul 2031 is meant"):
        programmes.edit(workspace.change("pr"), closed_on=date(2062, 1, 1))


async def test_a_closing_until_far_away_is_refused_in_the_form(path: Path) -> None:
    running(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("4 a d", "'10/08/2026-31/12/9999", "ctrl+s")
        assert "cannot be right here; a day from" in here.words
        await here.do("f7 delete", "'10/08/2026-21/08/2062", "ctrl+s")
        assert "cannot be right here; a day from" in here.words
        await here.do("f7 delete", "'10/08/2026-21/08/2026", "ctrl+s")
    assert Workspace.open(path).snapshot.firm.closed_days[0].end == date(2026, 8, 21)


def old_file(path: Path, day: date) -> Workspace:
    """A file of an older version, with far days wherever no other rule stands against them."""
    raw = RAW
    for name in BEFORE if day < FRIDAY else AFTER:
        raw = with_day(raw, FIELDS[name], day)
    return Workspace.open(forced(path, raw))


@pytest.mark.parametrize("day", FAR, ids=str)
def test_a_file_that_holds_far_days_answers_every_question(path: Path, day: date) -> None:
    workspace = old_file(path, day)
    view = workspace.view(next(iter(workspace.snapshot.programmes)))
    assert status.status_text(view, "x", FRIDAY).text
    for what in ROWS:
        assert tables.as_json(view, what, FRIDAY)
    assert full.as_json(view, FRIDAY)
    assert page.report_html(view, "coordinator", FRIDAY)
    told = sponsor.mid_point_edition(view, FRIDAY, with_names=True)
    assert page.sponsor_html(view, told)
    assert calendar.calendars(view, calendar.Edition(FRIDAY, 1, "0a0a0a0a"), {}).files
    for kind in printables.SHEETS:
        assert printables.sheets(view, kind, FRIDAY) is not None


@pytest.mark.parametrize("day", [date.min, date.max], ids=str)
async def test_a_file_that_holds_far_days_opens_and_names_them(path: Path, day: date) -> None:
    old_file(path, day)
    async with sitting(path, FRIDAY) as here:
        assert "A day in the file cannot be true." in here.words
        await here.do("escape")
        for key in "12345p0":
            await here.do(key)
    checked = revmentor("check", path, cwd=path.parent)
    assert checked.status == 1
    assert "A day in the file cannot be true." in checked.out
    assert "firm.closed_days[0]" in checked.out
    assert ("more days like these" in checked.out) is (day > FRIDAY)


def test_what_holds_a_far_day_can_be_changed_and_mended(path: Path) -> None:
    workspace = old_file(path, date.max)
    closed = workspace.snapshot.firm.closed_days
    firms.edit(workspace.change(), name="Another name")
    assert workspace.snapshot.firm.closed_days == closed
    mended = tuple(msgspec.structs.replace(each, end=date(2026, 8, 21)) for each in closed)
    firms.edit(workspace.change(), closed_days=mended)
    assert workspace.snapshot.firm.closed_days == mended
    assert FIRM.name != workspace.snapshot.firm.name
