"""What both sides gained, what it cost and what came after, as JSON holds it."""

from __future__ import annotations

from datetime import date

from revmentor.exchange.contract.base import BySide, Shape
from revmentor.model.base import ProseOrEmpty, Role
from revmentor.model.programme import FollowUpKind
from revmentor.model.pulse import Method


class Read(Shape, frozen=True, kw_only=True):
    """The value of an indicator on a day."""

    on: date
    value: float


class FinalForm(Shape, frozen=True, kw_only=True):
    """What one person answered at the end."""

    evaluation_id: str
    person_id: str
    role: Role
    on: date
    method: Method | None
    answers: dict[str, ProseOrEmpty | int | float | bool]
    own_gain: str | None
    other_gain: str | None
    gained_by: dict[str, str]
    story: str | None
    next_step: str | None
    would_recommend: int | None
    would_repeat: bool | None


class Crossed(Shape, frozen=True, kw_only=True):
    """What each side of a pair says it gained, beside what the other side saw."""

    pair_id: str
    mentor_id: str
    senior_id: str
    mentor_own: str | None
    mentor_as_seen: str | None
    senior_own: str | None
    senior_as_seen: str | None
    evaluation_ids: list[str]


class Recommend(Shape, frozen=True, kw_only=True):
    """How often each score from 0 to 10 was given."""

    n: int
    counts: dict[str, int]


class Repeat(Shape, frozen=True, kw_only=True):
    """How many would take part again."""

    n: int
    yes: int
    no: int


class Benefits(Shape, frozen=True, kw_only=True):
    """The final forms, both sides crossed, and whether they would recommend and repeat it."""

    forms: list[FinalForm]
    n: BySide[int]
    of: BySide[int]
    crossed: list[Crossed]
    would_recommend: Recommend
    would_repeat: Repeat


class Felt(Shape, frozen=True, kw_only=True):
    """How a side felt before and feels now, both asked at the end."""

    item: str
    role: Role
    n: int
    missing: int
    improved: int
    same: int
    worse: int
    median_change: float | None
    evaluation_ids: list[str]


class GiveBackOfPair(Shape, frozen=True, kw_only=True):
    """What came back to the mentor of a pair."""

    pair_id: str
    mentor_id: str
    senior_id: str
    held: int
    with_give_back: int
    shared_with_others: int
    skill_ids: list[str]
    session_ids: list[str]


class GiveBack(Shape, frozen=True, kw_only=True):
    """What came back to the mentors, pair by pair, and its balance."""

    pairs: list[GiveBackOfPair]
    met: int
    with_any: int
    regular: int


class Tool(Shape, frozen=True, kw_only=True):
    """A tool, and how many people name it."""

    name: str
    people: int


class ToolsUsed(Shape, frozen=True, kw_only=True):
    """What was used in the last week."""

    n: int
    answered: int
    of: int
    tools: list[Tool]


class MinutesSaved(Shape, frozen=True, kw_only=True):
    """The minutes a week that people say they save."""

    n: int
    of: int
    median: float | None
    total: float
    evaluation_ids: list[str]


class Certificates(Shape, frozen=True, kw_only=True):
    """The ratings that are certificates."""

    n: int
    rating_ids: list[str]


class Adoption(Shape, frozen=True, kw_only=True):
    """What is used now."""

    tools_used_last_week: ToolsUsed
    minutes_saved_a_week: MinutesSaved
    certificates: Certificates


class Cost(Shape, frozen=True, kw_only=True):
    """What the programme cost."""

    mentors: float
    seniors: float
    external: float
    total: float
    currency: str
    mentor_hours: float
    senior_hours: float


class StayedOrLeft(Shape, frozen=True, kw_only=True):
    """The ids of those who stayed in the firm, and of those who left."""

    stayed: list[str]
    left: list[str]


class Retention(Shape, frozen=True, kw_only=True):
    """Who of a side is still in the firm on a day."""

    role: Role
    on: date
    stayed: int
    of: int
    person_ids: StayedOrLeft


class StillUsing(Shape, frozen=True, kw_only=True):
    """The ids behind a follow-up."""

    still_using: list[str]
    not_using: list[str]
    not_asked: list[str]


class FollowUp(Shape, frozen=True, kw_only=True):
    """What was heard after the closing."""

    kind: FollowUpKind
    due_on: date
    on: date | None
    still_using: int
    not_using: int
    not_asked: int
    person_ids: StillUsing
    note: str | None
