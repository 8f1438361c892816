"""What can go wrong, in words a coordinator understands.

Every error a person can cause is one of these: its text says what, where and what to do, and
whoever raises it has changed nothing. ``status`` is the exit status of the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

import msgspec

from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number

MOST_KEPT = 50
"""Problems that are kept and shown: more than anybody reads at one go."""
MOST_COUNTED = 100_000
"""Problems that are counted; looking for more costs time and helps nobody."""


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong at one place: ``path`` is like ``people[3].email`` or a field's name."""

    path: str
    message: str

    def __str__(self) -> str:
        """Return the place and the sentence, as one line."""
        return f"{self.path}: {self.message}" if self.path else self.message


class Problems(tuple[Problem, ...]):
    """The first fifty problems of some input, and how many it has in all.

    Whoever looks for problems yields them one by one, and is asked for no more than are counted.
    Other ``Problems`` among the sources bring their count along.
    """

    total: int
    """How many there are; one more than are counted where nobody looked on."""

    def __new__(cls, *sources: Iterable[Problem]) -> Problems:
        """Take in the problems of each source, in their order."""
        kept: list[Problem] = []
        total = 0
        for source in sources:
            if isinstance(source, Problems):
                kept += source
                total += source.total
                continue
            for problem in islice(source, MOST_COUNTED + 1):
                total += 1
                if total <= MOST_KEPT:
                    kept.append(problem)
        problems = super().__new__(cls, kept[:MOST_KEPT])
        problems.total = min(total, MOST_COUNTED + 1)
        return problems

    def reworded(self, change: Callable[[str], str]) -> Problems:
        """Return the same problems, each with its sentence changed."""
        problems = Problems(Problem(each.path, change(each.message)) for each in self)
        problems.total = self.total
        return problems

    def counted(self) -> str:
        """Return how many there are in all: “2,000 problems”, “more than 100,000 problems”."""
        if self.total > MOST_COUNTED:
            return _("more than {count} problems").format(count=number(MOST_COUNTED, 0))
        return ngettext("{{count}} problem", "{{count}} problems", self.total).format(
            count=number(self.total, 0)
        )

    def rest(self) -> str:
        """Return how many are not among these: “and 1,950 more problems”; empty where all are."""
        if self.total > MOST_COUNTED:
            return _("and more than {count} more problems").format(
                count=number(MOST_COUNTED - len(self), 0)
            )
        if (more := self.total - len(self)) == 0:
            return ""
        return ngettext("and {{count}} more problem", "and {{count}} more problems", more).format(
            count=number(more, 0)
        )


class RevmentorError(Exception):
    """The root of every error whose text may stand before a user."""

    status = 6


class Refused(RevmentorError):
    """The input breaks a rule; nothing has changed. ``problems`` lists the reasons."""

    def __init__(
        self, message: str, *, field: str = "", problems: tuple[Problem, ...] = ()
    ) -> None:
        """Keep the sentence, the form field it belongs beside, and the list behind it."""
        super().__init__(message)
        self.field = field
        self.problems = Problems(problems or (Problem(field, message),))


class NeedsConfirmation(Refused):
    """The input is unlikely to be meant; the person decides. Nothing has changed."""


def refuse_any(problems: Iterable[Problem]) -> None:
    """Raise :class:`Refused` where there are problems; the text says the first three."""
    against = Problems(problems)
    if against:
        raise Refused(" ".join(each.message for each in against[:3]), problems=against)


class WrongUsage(RevmentorError):
    """The command line asks for something that is not there."""

    status = 2


class Conflict(RevmentorError):
    """Somebody else wrote the file since it was read; nothing of ours was written."""

    status = 3


class StaleWrite(Conflict):
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
