"""The form of what `forms` and `answers` say to scripts."""

from __future__ import annotations

from datetime import date
from typing import Literal

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.model.base import Role
from revmentor.model.pulse import Method
from revmentor.model.reply import FormKind


class FormGiven(Shape, frozen=True, kw_only=True):
    """One form that somebody is asked to answer; ``file`` is the page that was written."""

    reply_id: str
    person_id: str
    name: str
    role: Role
    form: FormKind
    edition: str
    asked_on: date
    reminded_on: date | None
    answered_on: date | None
    file: str | None


class FormsGiven(Versioned, frozen=True, kw_only=True):
    """What `revmentor forms --json` writes."""

    folder: str
    sealed: bool
    forms: tuple[FormGiven, ...]


class FormsAsked(Versioned, frozen=True, kw_only=True):
    """What `revmentor answers --json` writes where no reply is named: who was asked what."""

    today: date
    forms: tuple[FormGiven, ...]
    missing: tuple[FormGiven, ...]


class ReplyJudged(Shape, frozen=True, kw_only=True):
    """What became of one reply; ``problem`` says why it is refused, ``notes`` what was left out."""

    source: str
    state: Literal["new", "second", "same", "left", "refused"]
    person_id: str | None
    name: str | None
    form: FormKind | None
    edition: str | None
    filled_on: date | None
    way: Method | None
    replaces_of: date | None
    problem: str | None
    notes: tuple[str, ...]


class RepliesTaken(Versioned, frozen=True, kw_only=True):
    """What `revmentor answers --json` writes; ``change`` is the number to go back to."""

    done: bool
    change: int | None
    replies: tuple[ReplyJudged, ...]
    missing: tuple[FormGiven, ...]
    counts: dict[str, int]
