"""The form of what people answered, for scripts: counted, and in their words where released."""

from __future__ import annotations

from datetime import date

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.model.base import Role
from revmentor.model.pulse import Method
from revmentor.model.reply import FormKind


class WayCount(Shape, frozen=True, kw_only=True):
    """In how many cases a form was answered in one way."""

    way: Method
    n: int


class NotAnswered(Shape, frozen=True, kw_only=True):
    """Somebody who was asked and has not answered; by slip there is no ``asked_on``."""

    person_id: str
    name: str
    role: Role
    asked_on: date | None
    reminded_on: date | None


class ChoiceCount(Shape, frozen=True, kw_only=True):
    """How many of a side chose one answer."""

    value: int | bool | str
    n: int


class ComparedItem(Shape, frozen=True, kw_only=True):
    """A statement against the last round before: of those who answered both times."""

    round: int
    n: int
    higher: int
    lower: int


class AnsweredItem(Shape, frozen=True, kw_only=True):
    """How one side answered one question with choices.

    ``mean`` stands from five answers on. ``counts`` and ``before`` are only let out with the notes.
    """

    item: str
    role: Role
    text: str
    n: int
    mean: float | None
    counts: list[ChoiceCount] | None
    before: ComparedItem | None


class WrittenAnswer(Shape, frozen=True, kw_only=True):
    """What somebody answered in words, or person by person; only let out with the notes."""

    item: str
    role: Role
    person_id: str
    name: str
    text: str
    answer: str
    may_be_told: str | None


class CallWanted(Shape, frozen=True, kw_only=True):
    """Somebody whom an answer wants to be called, and when that was done; only with the notes."""

    person_id: str
    name: str
    reasons: list[str]
    talked_on: date | None


class FormAnswered(Shape, frozen=True, kw_only=True):
    """One form, of the pulse one round: who answered, and what."""

    form: FormKind
    edition: str
    asked: int
    answered: int
    ways: list[WayCount]
    missing: list[NotAnswered]
    items: list[AnsweredItem]
    words: list[WrittenAnswer]
    calls: list[CallWanted]


class AnswersResult(Versioned, frozen=True, kw_only=True):
    """What `revmentor export --what answers` writes."""

    programme_id: str | None
    today: date
    forms: list[FormAnswered]


class AnswerRow(Shape, frozen=True, kw_only=True):
    """One line of the CSV: a question with its counts, or one answer in words."""

    form: FormKind
    edition: str
    item: str
    role: Role
    text: str
    asked: int
    answered: int
    n: int | None
    mean: float | None
    counts: list[str]
    person_id: str | None
    name: str | None
    answer: str | None
