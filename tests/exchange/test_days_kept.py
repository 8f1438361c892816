"""`--today` shows what stood that day: everything printed is as if nothing later was written."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from revmentor.actions import imports, people
from revmentor.content import sample
from revmentor.exchange import calendar, document, printables, proposal, status, tables
from revmentor.exchange.contract.lists import ROWS
from revmentor.exchange.evaluation import full
from revmentor.exchange.report import page
from revmentor.model.edition import Edition
from revmentor.model.errors import Refused
from revmentor.model.rating import Rating
from revmentor.model.snapshot import TABLES, Document
from revmentor.model.success import Success
from revmentor.rules.pairing.draft import draw
from revmentor.rules.programme_view import View
from revmentor.rules.results import sponsor
from revmentor.store.workspace import Workspace
from tests.support.cli import revmentor
from tests.support.dated_documents import dated_documents, up_to
from tests.support.value_strategies import days

CLOSED = sample.sample_path("valdarco-4-closed.json")


def file_of(path: Path, raw: bytes) -> Workspace:
    """Return a file into which a document was imported."""
    incoming = document.read_document(raw)
    workspace = Workspace.create(path, incoming.firm)
    imports.import_document(workspace.change(), incoming)
    return workspace


def printed(workspace: Workspace, on: date) -> list[tuple[str, object]]:
    """Return what every command prints of every programme on a day, each with its name."""
    workspace.today = on
    planned = any(each.starts_on > on for each in workspace.shown.programmes.values())
    # Whether one that begins later was in the file already, no record says.
    first = None if planned else workspace.current_programme()
    return [
        ("first", first and first.id),
        *(
            (f"{each} {name}", text)
            for each in sorted(workspace.shown.programmes)
            for name, text in _of_programme(workspace.view(each), on)
        ),
    ]


def _of_programme(view: View, on: date) -> Iterator[tuple[str, object]]:
    yield "status", status.status_text(view, "Firm", on).text
    yield "status --json", status.as_json(view, "Firm", on)
    for what in ROWS:
        yield what, (tables.as_json(view, what, on), tables.as_csv(view, what, on))
    yield "evaluation", (full.as_json(view, on), full.as_csv(view))
    told = _told(view, on)
    yield "sponsor", told and page.sponsor_html(view, told)
    yield "report", page.report_html(view, "coordinator", on)
    yield "calendar", calendar.calendars(view, calendar.Edition(on, 1, "0123abcd"), {}).files
    for sheet in printables.SHEETS:
        yield sheet, printables.sheets(view, sheet, on)
    yield "pair", _proposal(view)


def _told(view: View, on: date) -> Edition | None:
    if on < view.programme.starts_on:
        return None
    return sponsor.edition_on(view, on, with_names=True)


def _proposal(view: View) -> object:
    try:
        drawn = draw(view)
    except Refused as error:
        return str(error)
    return proposal.proposal_text(drawn), proposal.as_json(drawn, applied=False)


@settings(max_examples=25)
@given(dated_documents(), days)
def test_every_command_prints_a_day_as_a_file_written_up_to_it(
    incoming: Document, on: date
) -> None:
    # Which of two is shown first hangs on a closing that a file of the day could not know of.
    closed_since = any(each.closed_on and each.closed_on > on for each in incoming.programmes)
    assume(not (closed_since and any(each.starts_on > on for each in incoming.programmes)))
    raw = document.encode(incoming)
    written = json.dumps(up_to(json.loads(raw), on.isoformat())).encode()
    with tempfile.TemporaryDirectory() as name:
        whole = file_of(Path(name) / "whole.json", raw)
        then = file_of(Path(name) / "then.json", written)
        assert printed(whole, on) == printed(then, on)


@settings(max_examples=15)
@given(dated_documents(), days, st.integers(1, 200))
def test_a_record_of_a_later_day_changes_nothing_of_a_day(
    incoming: Document, on: date, after: int
) -> None:
    assume(incoming.programmes)
    runs = tuple(msgspec.structs.replace(each, follow_ups=()) for each in incoming.programmes)
    incoming = msgspec.structs.replace(incoming, programmes=runs)
    with tempfile.TemporaryDirectory() as name:
        workspace = file_of(Path(name) / "file.json", document.encode(incoming))
        before = printed(workspace, on)
        workspace.today = None
        run, who = incoming.programmes[0].id, incoming.people[0].id
        tx = workspace.change(run)
        later = min(on + timedelta(days=after), date(2027, 12, 31))
        assume(later > on)
        tx.put(
            tx.new(Success, on=later, text="a list for all"),
            tx.new(
                Rating, person_id=who, skill_id="spreadsheets", level=6, moment="final",
                rated_by="mentor", on=later,
            ),
        )  # fmt: skip
        tx.commit_as("later", None)
        assert printed(workspace, on) == before


# -- the sample ------------------------------------------------------------------------------------

DAYS = ["2026-01-20", "2026-02-02", "2026-03-25", "2026-04-24", "2026-07-24", "2026-10-01"]


@pytest.mark.parametrize("on", DAYS)
def test_the_closed_sample_prints_each_day_as_it_stood(tmp_path: Path, on: str) -> None:
    raw = CLOSED.read_bytes()
    whole = file_of(tmp_path / "whole.json", raw)
    written = json.dumps(up_to(json.loads(raw), on)).encode()
    then = file_of(tmp_path / "then.json", written)
    day = date.fromisoformat(on)
    assert printed(whole, day) == printed(then, day)


COMMANDS = [
    ["status"],
    ["status", "--json"],
    *(["export", "--what", what] for what in ("people", "pairs", "sessions", "signals")),
    ["export", "--what", "evaluation"],
    ["export", "--what", "status"],
    ["report"],
    ["pair"],
]


def test_the_commands_take_the_day_and_the_document_stays_whole(tmp_path: Path) -> None:
    raw, on = CLOSED.read_bytes(), "2026-04-24"
    file_of(tmp_path / "whole.json", raw)
    file_of(tmp_path / "then.json", json.dumps(up_to(json.loads(raw), on)).encode())
    for command, *more in COMMANDS:
        whole, then = (
            revmentor(command, name, *more, "--today", on, cwd=tmp_path)
            for name in ("whole.json", "then.json")
        )
        assert (whole.status, whole.raw) == (then.status, then.raw), command
        assert whole.raw
    assert revmentor("export", "whole.json", "--today", on, cwd=tmp_path).raw == raw


def test_a_change_on_a_day_keeps_what_was_written_later(tmp_path: Path) -> None:
    workspace = file_of(tmp_path / "f.json", CLOSED.read_bytes())
    workspace.today = date(2026, 4, 24)
    ended = next(
        each
        for each in workspace.snapshot.pairs.values()
        if each.until_on and each.until_on > workspace.today
    )
    assert workspace.view("pr0001").pair_of_senior[ended.senior_id].id == ended.id
    before = workspace.snapshot
    with pytest.raises(Refused):
        people.leave(workspace.change("pr0001"), ended.senior_id, on=workspace.today, reason="left")
    assert workspace.snapshot is before
    people.add(workspace.change(), name="Nora Conti")
    assert all(
        workspace.snapshot.table(name) == before.table(name) for name in TABLES if name != "people"
    )


# -- who leaves in the future ----------------------------------------------------------------------


def test_who_leaves_on_a_day_to_come_takes_part_until_then(tmp_path: Path) -> None:
    incoming = document.read_document(sample.sample_document("sessions"))
    mario, *others = incoming.people
    leaves = date(2026, 5, 29)
    firm = (msgspec.structs.replace(mario, left_on=leaves), *others)
    file_of(tmp_path / "f.json", document.encode(msgspec.structs.replace(incoming, people=firm)))
    for on, expected in (("2026-05-28", "active"), ("2026-05-29", "left")):
        words = ("export", "f.json", "--what", "people", "--today", on)
        rows = revmentor(*words, cwd=tmp_path).json["people"]
        assert {row["status"] for row in rows if row["id"] == mario.id} == {expected}
    workspace = Workspace.open(tmp_path / "f.json")
    roles = [role for who, role in workspace.view("pr0001").participations if who == mario.id]
    for acted_on, expected_active in ((leaves - timedelta(days=1), True), (leaves, False)):
        acting = workspace.change("pr0001", today=acted_on).view
        assert {acting.is_active(mario.id, role) for role in roles} == {expected_active}
