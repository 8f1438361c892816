"""What a sheet leaves open: each doubt as one question, and the answers that were given."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Literal

import msgspec

from revmentor.exchange.sheet.settled import Settled
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.errors import Problem, Problems, Refused
from revmentor.model.person import Person
from revmentor.model.text import shown

Kind = Literal[
    "encoding", "sheet", "column", "client", "role_of_all", "ranks", "problem", "short_row",
    "error_cell", "person", "again", "erased", "new_name", "role", "role_change", "left", "accent",
    "letter_lost", "manager", "email", "with", "skill", "level", "date", "availability",
    "spelling",
]  # fmt: skip
LEAVE_OUT = "leave_out"
TAKE = "take"
"""The answer that a row, left out of an earlier sheet, comes in after all."""
AS_SAID = "as_said"
SAME = "same"
STOP = "stop"
OTHER = "other"
NOBODY = "nobody"


class Choice(msgspec.Struct, frozen=True):
    """One answer: its value, as an answers file has it, and what a screen says for it."""

    value: str
    label: str


def choice_of(person: Person) -> Choice:
    """Return the answer that it is a person, by the id."""
    parts = (person.name, person.department or "", person.id)
    return Choice(person.id, " · ".join(part for part in parts if part))


class Question(msgspec.Struct, frozen=True):
    """A doubt, where it lies, and what may be answered.

    ``default`` is what is taken where nobody answers; a question that ``is_safe`` (nothing is
    merged, lost or given to the wrong person by its default) stops nothing.
    """

    key: str
    kind: Kind
    text: str
    choices: tuple[Choice, ...]
    default: str | None = None
    is_safe: bool = False
    row: int | None = None
    cell: str | None = None
    answer: str | None = None
    """What was answered; ``None`` where nothing was."""

    @property
    def choice(self) -> str | None:
        """What counts: the answer, else the default."""
        return self.default if self.answer is None else self.answer

    @property
    def place(self) -> str:
        """Where it lies, as a spreadsheet says it; empty where it is about the whole sheet."""
        if self.row is None:
            return ""
        row = _("row {n}").format(n=self.row)
        return f"{row}, {self.cell}" if self.cell else row

    @property
    def with_choices(self) -> str:
        """The question, and how it is answered in an answers file; the default has a star."""
        values = [
            f"{choice.value or '“”'}{'*' if choice.value == self.default else ''}"
            for choice in self.choices
        ]
        return f"{self.text} [{self.key} = {' / '.join(values)}]"


class Questions:
    """The questions of one reading, each asked once by its key, and the answers to them."""

    def __init__(
        self,
        answers: Mapping[str, str],
        *,
        accepts_defaults: bool = False,
        settled: Mapping[str, str] | None = None,
        left_open: Container[str] = (),
    ) -> None:
        """Take the answers by key, and what was answered about earlier sheets of the firm.

        With ``accepts_defaults`` no default has to be confirmed. What is ``left_open`` has an
        answer for this time, and is asked again of the next sheet.
        """
        self.answers = answers
        self.accepts_defaults = accepts_defaults
        self.settled = Settled(settled or {})
        self.asked: dict[str, Question] = {}
        self.corrected: set[str] = set()
        """The keys of answers that stood for what a cell holds."""
        self._left_open = left_open

    def ask(
        self,
        key: str,
        kind: Kind,
        text: str,
        choices: Sequence[Choice],
        *,
        default: str | None = None,
        is_safe: bool = False,
        row: int | None = None,
        cell: str | None = None,
        is_free: bool = False,
        about: str = "",
    ) -> str | None:
        """Return the choice made for a question, or its default; ``None`` where there is neither.

        What was answered before is the default, and safe: to the same key about the same row, and
        to the same key with the same choices. ``about`` is what else makes it the same doubt.

        Raises :class:`Refused` for an answer that is none of the choices, unless any may be given.
        """
        if (asked := self.asked.get(key)) is not None:
            return asked.choice
        answer = self.answers.get(key)
        values = [choice.value for choice in choices]
        if answer is not None and answer not in values and not is_free:
            raise Refused(
                _("“{answer}” is no answer to “{key}”; answers are {choices}").format(
                    answer=shown(answer), key=key, choices=", ".join(values)
                )
            )
        place = self.settled.place(key, about)
        is_known = is_free or place is None  # in what it is kept under stand the choices
        place = place or self.settled.place_of_words(key, about, values)
        before = self.settled.get(place)
        if before is not None and (is_known or before in values):
            default, is_safe = before, True
        question = Question(key, kind, text, tuple(choices), default, is_safe, row, cell, answer)
        self.asked[key] = question
        if question.choice is not None and (answer is not None or not is_safe):
            self._settle(key, place, question.choice)
        return question.choice

    def _settle(self, key: str, place: str | None, answer: str) -> None:
        if key not in self._left_open:
            self.settled.put(place, answer)

    def withdraw(self, row: int) -> None:
        """Ask nothing of what a row says, only of who it is: it does not come in."""
        who = {f"{row}.person", f"{row}.again"}
        for key in self.asked.keys() - who:
            if key == str(row) or key.startswith(f"{row}."):
                del self.asked[key]

    def correction(self, key: str) -> str | None:
        """Return what shall stand in a cell in place of what does; ``None`` where nothing shall.

        What was said of the same row of an earlier sheet still holds.
        """
        place = self.settled.place(key)
        answer = self.answers.get(key)
        if answer is None:
            return self.settled.get(place)
        self.corrected.add(key)
        self._settle(key, place, answer)
        return answer

    def is_settled(self, key: str) -> bool:
        """Tell whether an earlier sheet has an answer to a key about a row."""
        return self.settled.get(self.settled.place(key)) is not None

    @property
    def open(self) -> list[Question]:
        """The questions that somebody has to answer before anything is written."""
        return [question for question in self.asked.values() if self._is_open(question)]

    @property
    def without_a_question(self) -> list[str]:
        """The keys of answers that nothing asked for."""
        return sorted(set(self.answers) - set(self.asked) - self.corrected)

    def refuse_open(self) -> None:
        """Raise :class:`Refused` with the questions that are open, each with its answers."""
        if not self.open:
            return
        sentence = ngettext(
            "The sheet leaves {{count}} question open; nothing was changed.",
            "The sheet leaves {{count}} questions open; nothing was changed.",
            len(self.open),
        )
        raise Refused(
            sentence.format(count=number(len(self.open), 0)),
            problems=Problems(Problem(each.place, each.with_choices) for each in self.open),
        )

    def _is_open(self, question: Question) -> bool:
        if question.answer is not None:
            return False
        if question.default is None:
            return True
        return not question.is_safe and not self.accepts_defaults


def letter_of(column: int) -> str:
    """Return the letters of a column, as a spreadsheet has them: 0 is A, 26 is AA."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
