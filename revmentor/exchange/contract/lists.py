"""The rows of the lists, as JSON holds them; their fields in their order are the CSV's columns."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.model.base import Format, Level, Mode, Role
from revmentor.model.goal import Light
from revmentor.model.participation import RecruitingState
from revmentor.model.rating import Moment, Rater
from revmentor.model.session import Done, SessionStatus, StepDecision

PairStatus = Literal["green", "amber", "red", "grey"]
PersonStatus = Literal["active", "paused", "withdrawn", "left", "invited", "not_now", "no"]


class PersonRow(Shape, frozen=True, kw_only=True):
    """Somebody of the firm, with or without a role in the programme."""

    id: str
    name: str
    email: str | None
    department: str | None
    job_title: str | None
    site: str | None
    manager_id: str | None
    manager: str | None
    roles: list[Role]
    status: PersonStatus | None
    recruiting: RecruitingState | None
    """What came of asking; ``null`` for who never was, and where two roles say two things."""
    ask_again_on: date | None
    mentor_id: str | None
    mentor: str | None
    seniors: list[str]
    senior_names: list[str]
    sessions_held: int


class PairRow(Shape, frozen=True, kw_only=True):
    """A pair, open or ended."""

    id: str
    mentor_id: str
    mentor: str
    senior_id: str
    senior: str
    from_on: date
    until_on: date | None
    end_reason: str | None
    locked: bool
    rationale: str | None
    charter_mentor_on: date | None
    charter_senior_on: date | None
    status: PairStatus
    sessions_held: int
    last_session_on: date | None


class Exchanged(Shape, frozen=True, kw_only=True):
    """Something taught or given back: a skill, words, or both."""

    skill_id: str | None
    skill: str | None
    text: str | None

    def __str__(self) -> str:
        """Return it as one cell says it."""
        return ": ".join(filter(None, (self.skill, self.text)))


class TriedStep(Shape, frozen=True, kw_only=True):
    """What a senior was to try, whether it was meant, and what came of it."""

    senior_id: str
    senior: str
    text: str
    decision: StepDecision
    due_on: date | None
    done: Done

    def __str__(self) -> str:
        """Return it as one cell says it."""
        return f"{self.senior}: {self.text}"


class SessionRow(Shape, frozen=True, kw_only=True):
    """A session, or a slot that is due and that nobody wrote down: one without an id."""

    id: str | None
    week: int | None
    due_on: date
    held_on: date | None
    status: SessionStatus | Literal["not_logged"]
    mentor_id: str
    mentor: str
    seniors: list[str]
    senior_names: list[str]
    absent: list[str]
    absent_names: list[str]
    minutes: int | None
    preparation_minutes: int | None
    format: Format | None
    mode: Mode | None
    link: str | None
    reason: str | None
    taught: list[Exchanged]
    received: list[Exchanged]
    steps: list[TriedStep]
    guide_id: str | None
    quick_help: bool
    makes_up: str | None


class SignalRow(Shape, frozen=True, kw_only=True):
    """A reason why an open pair needs attention."""

    pair_id: str
    mentor_id: str
    mentor: str
    senior_id: str
    senior: str
    status: PairStatus
    rule: str
    colour: Literal["amber", "red"]
    message: str
    case_id: str | None


class GoalRow(Shape, frozen=True, kw_only=True):
    """A goal of the programme (no ``person_id``) or of one person, and how it was judged."""

    id: str
    person_id: str | None
    person: str | None
    text: str
    skill_id: str | None
    skill: str | None
    target: Level | None
    expected: str | None
    starting_point: str | None
    weight: int
    due_on: date | None
    set_by: str | None
    set_on: date | None
    attainment: int | None
    attainment_said: Light | None
    attainment_on: date | None


class LevelRow(Shape, frozen=True, kw_only=True):
    """A level of one person in one skill, as somebody saw it on a day."""

    id: str
    person_id: str
    person: str
    skill_id: str
    skill: str
    level: Level
    moment: Moment
    rated_by: Rater
    on: date
    tasks_done: list[str]
    tasks_watched: list[str]


Row = PersonRow | PairRow | SessionRow | SignalRow | GoalRow | LevelRow
TableName = Literal["people", "pairs", "sessions", "signals", "goals", "levels"]
ROWS: dict[TableName, type[Row]] = {
    "people": PersonRow,
    "pairs": PairRow,
    "sessions": SessionRow,
    "signals": SignalRow,
    "goals": GoalRow,
    "levels": LevelRow,
}
"""What each list holds."""


def list_shape(what: TableName) -> type[Any]:
    """Return the form of the JSON of a list."""
    row: Any = ROWS[what]
    fields: list[tuple[str, Any]] = [
        ("programme_id", str | None), ("today", date), (what, list[row])
    ]  # fmt: skip
    return msgspec.defstruct(
        f"{what.title()}List",
        fields,
        bases=(Versioned,),
        module=__name__,
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=True,
    )
