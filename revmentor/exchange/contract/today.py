"""What Today says, as JSON holds it."""

from __future__ import annotations

from datetime import date

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.rules import journey
from revmentor.rules.care.item import Group, Urgency


class ProgrammeNow(Shape, frozen=True, kw_only=True):
    """The programme, and the week it is in (0 and less before it begins)."""

    id: str
    name: str
    week: int
    weeks: int
    closed_on: date | None


class StepNow(Shape, frozen=True, kw_only=True):
    """One of the five steps of the journey: how far it is, and what it lacks."""

    step: journey.StepName
    state: journey.StepState
    progress: str
    lacks: list[str]


class SlotsNow(Shape, frozen=True, kw_only=True):
    """The slots of this week, and how many of them were written down."""

    slots: int
    logged: int


class ItemNow(Shape, frozen=True, kw_only=True):
    """One line of Today: whom it is about, what it says, and the ids behind it.

    ``folded`` is a line that is only worth an eye; ``has_case``: an open case follows it.
    """

    group: Group
    urgency: Urgency
    subject: str
    message: str
    ids: list[str]
    on: date | None
    rules: list[str]
    folded: bool
    has_case: bool


class Status(Versioned, frozen=True, kw_only=True):
    """What Today says of a file; ``wanting`` is how many of its lines want a person.

    They are ``to_log`` (slots of this week), ``needs`` (five at most) and ``worth_an_eye``.
    ``file`` is its path where several were asked about. ``minutes`` is 0: nothing measures them.
    """

    file: str | None
    firm: str
    today: date
    programme: ProgrammeNow | None
    steps: list[StepNow]
    wanting: int
    minutes: int
    to_log: int
    needs: int
    worth_an_eye: int
    this_week: SlotsNow
    items: list[ItemNow]
    coming: list[str]
