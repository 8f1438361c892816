"""What a sheet leaves open: each doubt as one question, and the answers that were given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.errors import Problem, Problems, Refused
from revmentor.model.person import Person
from revmentor.model.text import shown

Kind = Literal[
    "encoding", "sheet", "column", "client", "role_of_all", "ranks", "problem", "short_row",
    "error_cell", "person", "again", "erased", "new_name", "role", "role_change", "left", "accent",
    "letter_lost", "manager", "email", "with", "skill", "level", "date", "availability",
]  # fmt: skip
LEAVE_OUT = "leave_out"
AS_SAID = "as_said"
SAME = "same"
STOP = "stop"
OTHER = "other"
NOBODY = "nobody"


@dataclass(frozen=True)
class Choice:
    """One answer: its value, as an answers file has it, and what a screen says for it."""

    value: str
    label: str


def choice_of(person: Person) -> Choice:
    """Return the answer that it is a person, by the id."""
    parts = (person.name, person.department or "", person.id)
    return Choice(person.id, " · ".join(part for part in parts if part))


@dataclass(frozen=True)
class Question:
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

    def __init__(self, answers: Mapping[str, str], *, accepts_defaults: bool = False) -> None:
        """Take the answers by key; with ``accepts_defaults`` no default has to be confirmed."""
        self.answers = answers
        self.accepts_defaults = accepts_defaults
        self.asked: dict[str, Question] = {}
        self.corrected: set[str] = set()
        """The keys of answers that stood for what a cell holds."""

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
    ) -> str | None:
        """Return the choice made for a question, or its default; ``None`` where there is neither.

        Raises :class:`Refused` for an answer that is none of the choices, unless any may be given.
        """
        if (before := self.asked.get(key)) is not None:
            return before.choice
        answer = self.answers.get(key)
        values = [choice.value for choice in choices]
        if answer is not None and answer not in values and not is_free:
            raise Refused(
                _("“{answer}” is no answer to “{key}”; answers are {choices}").format(
                    answer=shown(answer), key=key, choices=", ".join(values)
                )
            )
        question = Question(key, kind, text, tuple(choices), default, is_safe, row, cell, answer)
        self.asked[key] = question
        return question.choice

    def correction(self, key: str) -> str | None:
        """Return what shall stand in a cell in place of what does; ``None`` where nothing shall."""
        answer = self.answers.get(key)
        if answer is not None:
            self.corrected.add(key)
        return answer

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
