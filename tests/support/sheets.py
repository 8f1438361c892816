"""Sheets of people, read and brought in as the command and the screen do it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from pathlib import Path

from revmentor.actions import enrolment
from revmentor.content.skills import catalogue
from revmentor.exchange.sheet import reading
from revmentor.exchange.sheet.questions import Question, Questions
from revmentor.exchange.sheet.reading import Reading
from revmentor.exchange.sheet.surroundings import Surroundings, surroundings_of
from revmentor.model.firm import Firm
from revmentor.model.import_row import Newcomer
from revmentor.model.snapshot import Snapshot
from revmentor.store.workspace import Workspace
from tests.support.firm import TODAY

CASES = Path(__file__).parent.parent / "exchange" / "sheet" / "cases"
"""The sheets as firms have them."""


def case(name: str) -> bytes:
    """The bytes of a sheet, by the beginning of its name."""
    (path,) = CASES.glob(f"{name}*")
    return path.read_bytes()


def read(
    workspace: Workspace,
    raw: bytes | str,
    answers: Mapping[str, str] | None = None,
    *,
    accepts: bool = False,
    name: str = "",
) -> Reading:
    raw = raw.encode() if isinstance(raw, str) else raw
    questions = Questions(
        answers or {}, accepts_defaults=accepts, settled=workspace.snapshot.firm.settled
    )
    around = surroundings_of(workspace.change(today=TODAY), name)
    return reading.read(raw, questions, around)


def newcomers(workspace: Workspace, raw: bytes | str) -> tuple[Newcomer, ...]:
    return read(workspace, raw).newcomers


def people_of(raw: bytes | str) -> tuple[Newcomer, ...]:
    """The people of a sheet that is read beside an empty file; what is open is refused."""
    numbers = count(1)
    around = Surroundings(
        Snapshot(firm=Firm(name="Firm")), catalogue(), TODAY, lambda: f"p{next(numbers):04d}"
    )
    questions = Questions({})
    found = reading.read(raw.encode() if isinstance(raw, str) else raw, questions, around)
    questions.refuse_open()
    return found.newcomers


def asked(
    workspace: Workspace, raw: bytes | str, answers: Mapping[str, str] | None = None
) -> dict[str, Question]:
    return read(workspace, raw, answers).questions.asked


def brought_in(
    workspace: Workspace,
    raw: bytes | str,
    answers: Mapping[str, str] | None = None,
    *,
    accepts: bool = False,
    today: date = TODAY,
    name: str = "",
    dry_run: bool = False,
) -> enrolment.Enrolled:
    """Bring a sheet in, in one change; what it leaves open is refused."""
    raw = raw.encode() if isinstance(raw, str) else raw
    tx = workspace.change(today=today, dry_run=dry_run)
    questions = Questions(answers or {}, accepts_defaults=accepts, settled=tx.standing.firm.settled)
    found = reading.read(raw, questions, surroundings_of(tx, name))
    enrolled = enrolment.enrol(
        tx,
        found.newcomers,
        new_skills=found.new_skills,
        columns=found.remembered,
        settled=found.settled,
    )
    questions.refuse_open()
    return enrolment.finish(tx, enrolled)
