"""What can go wrong, in words a coordinator understands.

Every error a person can cause is one of these: its text says what, where and what to do, and
whoever raises it has changed nothing. ``status`` is the exit status of the command line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong at one place: ``path`` is like ``people[3].email`` or a field's name."""

    path: str
    message: str

    def __str__(self) -> str:
        """Return the place and the sentence, as one line."""
        return f"{self.path}: {self.message}" if self.path else self.message


class RevmentorError(Exception):
    """The root of every error whose text may stand before a user."""

    status = 6


class Refused(RevmentorError):
    """The input breaks a rule; nothing has changed. ``problems`` lists every reason."""

    def __init__(
        self, message: str, *, field: str = "", problems: tuple[Problem, ...] = ()
    ) -> None:
        """Keep the sentence, the form field it belongs beside, and the list behind it."""
        super().__init__(message)
        self.field = field
        self.problems = problems or (Problem(field, message),)


class Doubtful(Refused):
    """The input is unlikely to be meant; the person decides. Nothing has changed."""


def refuse_any(problems: Iterable[Problem]) -> None:
    """Raise :class:`Refused` with every problem there is; the text says the first three."""
    found = tuple(problems)
    if found:
        raise Refused(" ".join(each.message for each in found[:3]), problems=found)


class WrongUsage(RevmentorError):
    """The command line asks for something that is not there."""

    status = 2


class Conflict(RevmentorError):
    """Somebody else wrote the file since it was read; nothing of ours was written."""

    status = 3


class Overtaken(Conflict):
    """Another program saved between reading and writing; the change can be made anew."""


class Busy(Conflict):
    """Another program is writing the file, and did not finish in time."""


class ChangedMeanwhile(Conflict):
    """What was being changed is not what it was when it was looked at; the person decides."""


class Unreadable(RevmentorError):
    """The file is missing, empty, damaged, of a newer version, or not ours."""

    status = 4


class WrongPassphrase(RevmentorError):
    """The file is encrypted, and what was given does not open it."""

    status = 5


class PassphraseNeeded(WrongPassphrase):
    """The file is encrypted, and nothing was given that could open it."""


class NotSaved(RevmentorError):
    """The disk refused the write; the file still holds what it held before."""

    status = 4
