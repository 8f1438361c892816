"""What went wrong, as JSON holds it wherever a result was asked for as JSON."""

from __future__ import annotations

from typing import Literal

from revmentor.exchange.contract.base import VERSION, Shape, Versioned
from revmentor.model.errors import (
    Conflict,
    NotSaved,
    PassphraseNeeded,
    Problem,
    Problems,
    Refused,
    Unreadable,
    WrongPassphrase,
    WrongUsage,
)
from revmentor.model.text import visible
from revmentor.store.file.verdict import Damaged

ErrorKind = Literal[
    "refused",  # the input breaks a rule, and nothing changed
    "wrong_usage",
    "in_use",  # another program writes the file, or wrote it first
    "unreadable",  # missing, newer, or none of ours
    "damaged",  # not as it was left; `check` says more
    "not_saved",
    "passphrase_needed",
    "wrong_passphrase",
    "failed",  # a folder that is gone, a disk that was pulled out
    "fault",  # one of our own
]
_KINDS: dict[type[Exception], ErrorKind] = {
    Damaged: "damaged",
    Unreadable: "unreadable",
    PassphraseNeeded: "passphrase_needed",
    WrongPassphrase: "wrong_passphrase",
    WrongUsage: "wrong_usage",
    Conflict: "in_use",
    NotSaved: "not_saved",
    Refused: "refused",
    OSError: "failed",
}


class ProblemAt(Shape, frozen=True, kw_only=True):
    """One thing wrong at one place: ``path`` is like ``people[3].email`` or a field's name."""

    path: str
    message: str


class WhatFailed(Shape, frozen=True, kw_only=True):
    """The sentence, the field it belongs to, and the first problems; ``more`` are not listed."""

    kind: ErrorKind
    status: int
    text: str
    field: str | None
    problems: list[ProblemAt]
    more: int


class ErrorResult(Versioned, frozen=True, kw_only=True):
    """A command that did not do what was asked; ``file`` where it was asked of several."""

    done: Literal[False]
    file: str | None
    error: WhatFailed


def error_result(
    error: Exception, status: int, text: str = "", file: str | None = None
) -> ErrorResult:
    """Return an error as a script reads it; ``text`` is its sentence, where it has none itself."""
    problems = error.problems if isinstance(error, Refused) else Problems()
    what = WhatFailed(
        kind=_kind(error),
        status=status,
        text=visible(text or str(error)),
        field=(error.field or None) if isinstance(error, Refused) else None,
        problems=problems_at(problems),
        more=problems.total - len(problems),
    )
    return ErrorResult(version=VERSION, done=False, file=file, error=what)


def _kind(error: Exception) -> ErrorKind:
    kinds = (each for kind, each in _KINDS.items() if isinstance(error, kind))
    return next(kinds, "fault")


def problems_at(problems: tuple[Problem, ...]) -> list[ProblemAt]:
    """Return problems as a script reads them."""
    return [ProblemAt(path=visible(e.path), message=visible(e.message)) for e in problems]
