"""A sheet that is being brought in: what it holds, what was answered, and what would come of it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

import msgspec

from revmentor.actions import enrolment
from revmentor.actions.enrolment import Enrolled
from revmentor.exchange.sheet import outcome, reading
from revmentor.exchange.sheet.columns import COLUMNS, NOT_READ, label
from revmentor.exchange.sheet.file import read_file
from revmentor.exchange.sheet.grid import SheetFile
from revmentor.exchange.sheet.headings import column_key
from revmentor.exchange.sheet.questions import AS_SAID, LEAVE_OUT, NOBODY, TAKE, Question, Questions
from revmentor.exchange.sheet.reading import Reading
from revmentor.exchange.sheet.surroundings import surroundings_of
from revmentor.store.transaction import Transaction

_GIVING_WAY = (LEAVE_OUT, NOBODY, AS_SAID, "none", "")
"""The answers by which a doubt keeps something out, the first that a question has."""


class Preview(msgspec.Struct, frozen=True):
    """A sheet read with the answers so far, and what would come of it."""

    reading: Reading
    enrolled: Enrolled
    data: dict[str, Any]
    """The difference as the contract of ``import --json`` has it."""
    answers: Mapping[str, str]
    """The answers it was read with."""
    names: outcome.Names

    def held_words(self, held: str) -> str:
        """Return what a column holds, in words; one that is headed by a skill, its name."""
        kind, _colon, skill_id = held.partition(":")
        return self.names.skills.get(skill_id, skill_id) if kind == "skill" else label(held)

    @property
    def without_choice(self) -> list[Question]:
        """The questions for which nothing is chosen, nor likeliest."""
        return [each for each in self.reading.questions.open if each.choice is None]


class SheetDraft:
    """The bytes of a sheet, and the answers given so far; it changes nothing by itself.

    It is read in a thread, with the answers of a moment, while others are given.
    """

    def __init__(self, raw: bytes, name: str) -> None:
        """Take a sheet under the name of its file."""
        self.raw = raw
        self.name = name
        self.answers: dict[str, str] = {}
        self._guessed: dict[int, str] = {}
        """What a column was taken for before somebody took it for something else."""
        self._opened: tuple[str | None, SheetFile, dict[str, Question]] | None = None

    def preview(self, tx: Transaction, answers: Mapping[str, str]) -> Preview:
        """Return what would come of the sheet; raises :class:`Refused` where it cannot be read."""
        read = self._read(tx, self._questions_of(tx, answers))
        enrolled = self._enrol(tx, read)
        data = outcome.as_data(read, enrolled.outcomes, tx.standing.firm)
        return Preview(read, enrolled, data, answers, outcome.Names.after(tx.snapshot, tx.skills))

    def bring_in(self, tx: Transaction, doubts: Sequence[Question] = ()) -> Enrolled:
        """Bring the sheet in as it is shown, in one commit; doubts left open go on Today.

        Raises :class:`Refused` where nothing is chosen for a question.
        """
        left_open = {each.key for each in doubts}
        questions = self._questions_of(tx, self.answers, accepts_defaults=True, left_open=left_open)
        read = self._read(tx, questions)
        enrolled = self._enrol(tx, read)
        read.questions.refuse_open()
        if doubts:
            told = [f"{each.place}: {each.text.rstrip('.?')}." for each in doubts]
            enrolment.leave_open(tx, self.name, told)
        return enrolment.finish(tx, enrolled)

    @staticmethod
    def _enrol(tx: Transaction, read: Reading) -> Enrolled:
        return enrolment.enrol(
            tx,
            read.newcomers,
            new_skills=read.new_skills,
            columns=read.remembered,
            settled=read.settled,
        )

    @staticmethod
    def _questions_of(
        tx: Transaction,
        answers: Mapping[str, str],
        *,
        accepts_defaults: bool = False,
        left_open: Container[str] = (),
    ) -> Questions:
        return Questions(
            answers,
            accepts_defaults=accepts_defaults,
            settled=tx.standing.firm.settled,
            left_open=left_open,
        )

    def _read(self, tx: Transaction, questions: Questions) -> Reading:
        encoding = questions.answers.get("encoding")
        if self._opened is None or self._opened[0] != encoding:
            file = read_file(self.raw, questions)
            self._opened = (encoding, file, dict(questions.asked))
        questions.asked |= self._opened[2]
        return reading.read_opened(self._opened[1], questions, surroundings_of(tx, self.name))

    # -- answers -------------------------------------------------------------------------------

    def choice(self, question: Question) -> str | None:
        """Return what is chosen for a question by now, since it was asked too."""
        return self.answers.get(question.key, question.choice)

    def held(self, preview: Preview, place: int) -> str:
        """Return what a column holds by now."""
        sheet = preview.reading.sheet
        answer = self.answers.get(column_key(sheet.headings, place))
        return answer or sheet.held.get(place, NOT_READ)

    def turn(self, question: Question, step: int) -> None:
        """Choose the next answer of a question, or the one before."""
        values = [choice.value for choice in question.choices]
        chosen = self.choice(question)
        if chosen in values:
            place = (values.index(str(chosen)) + step) % len(values)
        else:
            place = 0 if step > 0 else len(values) - 1
        self.answers[question.key] = values[place]

    def turn_column(self, preview: Preview, place: int, step: int) -> None:
        """Let a column hold the next thing that a column can hold, or the one before."""
        sheet = preview.reading.sheet
        held = self.held(preview, place)
        guess = self._guessed.setdefault(place, held)
        every = list(dict.fromkeys([NOT_READ, *COLUMNS, guess, held]))
        at = every.index(held)
        self.answers[column_key(sheet.headings, place)] = every[(at + step) % len(every)]

    def leave_out(self, preview: Preview, row: int) -> None:
        """Leave a row out, or take it in again; also one that was left out before."""
        key, questions = str(row), preview.reading.questions
        was_left = questions.is_settled(key)
        if self.answers.get(key, LEAVE_OUT if was_left else TAKE) != LEAVE_OUT:
            self.answers[key] = LEAVE_OUT
        elif was_left:
            self.answers[key] = TAKE
        else:
            self.answers.pop(key, None)

    def give_way(self, preview: Preview) -> list[Question]:
        """Answer what is open about single rows so that it keeps something out; return it."""
        left = [each for each in preview.without_choice if each.row is not None]
        for question in left:
            values = [choice.value for choice in question.choices]
            self.answers[question.key] = next(each for each in _GIVING_WAY if each in values)
        return left
