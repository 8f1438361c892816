"""Replies that came on a form of the firm: a table with the questions as its headings."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any, get_args

import msgspec

from revmentor.exchange.forms.question import Question
from revmentor.exchange.forms.table import questions_of_side
from revmentor.exchange.sheet import columns, values
from revmentor.exchange.sheet.file import read_file
from revmentor.exchange.sheet.grid import Grid, Line
from revmentor.exchange.sheet.questions import Questions
from revmentor.i18n.gettext import LANGUAGES, _, in_language
from revmentor.model import validation
from revmentor.model.base import Role
from revmentor.model.errors import Problem
from revmentor.model.firm import Address
from revmentor.model.person import Person
from revmentor.model.reply import Answers, FormKind
from revmentor.model.text import one_line, shown
from revmentor.rules.care import pulses
from revmentor.rules.programme_view import View
from revmentor.rules.replies.arrivals import Arrival
from revmentor.rules.replies.asked import FORMS, AskedForm, asked_forms
from revmentor.rules.replies.editions import pulse_edition
from revmentor.rules.same_person import LIKELY, folded, same_name

_HEAD_ROWS = 10
_SIDES: tuple[Role, ...] = ("mentor", "senior")
_WHO = frozenset({"name", "email", "id", "first", "last", "last_first"})


class ReadTable(msgspec.Struct, frozen=True):
    """What a table says: the replies of its rows, why some are none, the headings not read."""

    form: FormKind
    arrivals: tuple[Arrival, ...]
    problems: tuple[Problem, ...]
    not_read: tuple[str, ...]
    columns: Mapping[str, str]
    """What each heading holds: the key of a question, or who and when."""
    chosen: Mapping[str, str]
    """What somebody said of headings, now and before: kept for the next table."""


class _Asked(msgspec.Struct, frozen=True):
    """A form as it is asked of both sides, each question by its folded words."""

    form: FormKind
    sides: Mapping[Role, Mapping[str, Question]]
    chosen: Mapping[str, str]
    """What headings hold, where somebody said so: the key of a question."""

    def find(self, heading: str) -> dict[Role, Question]:
        """Return the question that a heading asks each side; forms change a sign or two."""
        if (key := self.chosen.get(one_line(heading))) is not None:
            return {
                role: question
                for role, questions in self.sides.items()
                for question in questions.values()
                if question.key == key
            }
        plain = folded(heading)
        found: dict[Role, Question] = {}
        for role, questions in self.sides.items():
            near = difflib.get_close_matches(plain, questions, n=1, cutoff=LIKELY)
            if plain in questions or near:
                found[role] = questions[plain if plain in questions else near[0]]
        return found


class _Headed(msgspec.Struct):
    """The row of headings, and what each column holds."""

    asked: _Asked
    line: Line
    questions: dict[int, dict[Role, Question]] = msgspec.field(default_factory=dict)
    others: dict[int, str] = msgspec.field(default_factory=dict)


def read_table(
    view: View, name: str, raw: bytes, today: date, answers: Mapping[str, str] | None = None
) -> ReadTable | None:
    """Return what a table of replies says; ``None`` where its headings ask nothing of ours.

    ``answers`` say who is meant where a row does not, and what a heading asks that is not known:
    ``{"who:<words>": id, "column:<heading>": key of a question}``. Raises :class:`Refused` for what
    is no table at all.
    """
    file = read_file(raw, Questions(answers or {}))
    chosen = {
        **view.firm.form_columns,
        **{
            key.removeprefix("column:"): value
            for key, value in (answers or {}).items()
            if key.startswith("column:")
        },
    }
    headed = max(
        (each for grid in file.grids if (each := _headings(view, grid, today, chosen))),
        key=lambda each: len(each[0].questions),
        default=None,
    )
    if headed is None:
        return None
    heads, grid = headed
    rows = _Rows(view, name, heads, today, answers or {})
    read = [each for line in grid.lines if line.row > heads.line.row for each in rows.read(line)]
    held = {**heads.others, **{place: _key(each) for place, each in heads.questions.items()}}
    cells = dict(enumerate(heads.line.cells))
    return ReadTable(
        heads.asked.form,
        tuple(each for each in read if isinstance(each, Arrival)),
        tuple(each for each in read if isinstance(each, Problem)),
        tuple(text for place, text in cells.items() if text and place not in held),
        {cells[place]: key for place, key in held.items()},
        chosen,
    )


def _key(of_sides: Mapping[Role, Question]) -> str:
    return next(iter(of_sides.values())).key


def _headings(
    view: View, grid: Grid, today: date, chosen: Mapping[str, str]
) -> tuple[_Headed, Grid] | None:
    """Return the line of a sheet whose cells ask most of what one of our forms asks."""
    best: _Headed | None = None
    for asked in _every_form(view, today, chosen):
        for line in grid.lines[:_HEAD_ROWS]:
            headed = _held(asked, line)
            if headed.questions and (best is None or len(headed.questions) > len(best.questions)):
                best = headed
    return (best, grid) if best else None


def _every_form(view: View, today: date, chosen: Mapping[str, str]) -> Iterator[_Asked]:
    """Yield the forms as they can be asked today, with their words in every way of asking."""
    for form in FORMS:
        people = asked_forms(view, form, today)
        sides: dict[Role, dict[str, Question]] = {}
        for role, code, address in product(_SIDES, LANGUAGES, get_args(Address)):
            with in_language(code):
                for text, question in questions_of_side(view, role, people, address).items():
                    sides.setdefault(role, {})[folded(text)] = question
        yield _Asked(form, sides, chosen)


def _held(asked: _Asked, line: Line) -> _Headed:
    headed = _Headed(asked, line)
    for place, cell in enumerate(line.cells):
        if not cell:
            continue
        if found := asked.find(cell):
            headed.questions[place] = found
        elif (guessed := columns.guess(cell)) in _WHO | {"answered_on"}:
            headed.others.setdefault(place, str(guessed))
    only_talk = all(_key(each) == "wants_talk" for each in headed.questions.values())
    if only_talk:
        headed.questions.clear()
    return headed


class _Rows:
    """Reads the rows of a table, each as the reply of one person."""

    def __init__(
        self, view: View, name: str, headed: _Headed, today: date, answers: Mapping[str, str]
    ) -> None:
        self.view, self.name, self.headed = view, name, headed
        self.today, self.answers = today, answers
        people = view.snapshot.people
        self.people = [people[each] for each in view.participants]

    def read(self, line: Line) -> Iterator[Arrival | Problem]:
        source = _("{file}, row {n}").format(file=self.name, n=line.row)
        cells = dict(enumerate(line.cells))
        given = {place: cells.get(place, "") for place in self.headed.questions}
        if not any(given.values()):
            return
        person, problem = self._who(cells)
        if person is None:
            yield Problem(source, problem)
            return
        role = self._role(person)
        answers, wrong = self._answers(role, given)
        if wrong:
            yield Problem(source, wrong)
        elif answers is not None:
            day = self._day(cells)
            form = self.headed.asked.form
            asked = AskedForm(person.id, form, role, self._edition(person, role, day))
            yield Arrival(
                source, form, asked.edition, self.view.programme.name, day, answers,
                asked=asked, way="table",
            )  # fmt: skip

    def _cell(self, cells: Mapping[int, str], *held: str) -> str:
        return " ".join(
            cells[place] for place, what in self.headed.others.items()
            if what in held and cells.get(place)
        )  # fmt: skip

    def _who(self, cells: Mapping[int, str]) -> tuple[Person | None, str]:
        """Return whose row it is, or a sentence: nobody of the programme, or several."""
        email, number = self._cell(cells, "email"), self._cell(cells, "id")
        name = self._cell(cells, "name", "last_first", "first", "last")
        words = name or email or number
        chosen = self.answers.get(f"who:{folded(words)}", "")
        for found in (
            [each for each in self.people if each.id in {chosen, number} - {""}],
            [each for each in self.people if email and _mail(each) == email.casefold().strip()],
            [each for each in self.people if name and same_name(each.name, name)],
        ):
            if len(found) == 1:
                return found[0], ""
            if found:
                text = _("several are called “{words}”: {names}")
                names = ", ".join(f"{self.view.name(each.id)} ({each.id})" for each in found)
                return None, text.format(words=shown(words, 60), names=names) + self._how(words)
        if not words:
            return None, _("it says nobody's name, e-mail or number")
        text = _("nobody of {programme} is “{words}”")
        return None, text.format(
            programme=self.view.programme.name, words=shown(words, 60)
        ) + self._how(words)

    @staticmethod
    def _how(words: str) -> str:
        return " · " + _("an answers file says who: {key}").format(
            key='{"who:' + folded(words) + '": "ID"}'
        )

    def _role(self, person: Person) -> Role:
        """Return the side a row answers for: of somebody on both, the one with more questions."""
        roles = [each for each in _SIDES if (person.id, each) in self.view.participations]
        asked = self.headed.questions.values()
        return max(roles, key=lambda role: sum(role in each for each in asked))

    def _edition(self, person: Person, role: Role, day: date) -> str:
        form = self.headed.asked.form
        if form == "pulse":
            opened = pulses.round_of(self.view, day)
            return pulse_edition(opened[0] if opened else 0)
        editions = {
            each.edition
            for each in asked_forms(self.view, form, self.today)
            if (each.person_id, each.role) == (person.id, role)
        }
        return next(iter(editions), "")

    def _day(self, cells: Mapping[int, str]) -> date:
        read = values.day(self._cell(cells, "answered_on"), self.today)
        return read.day if read else self.today

    def _answers(self, role: Role, given: Mapping[int, str]) -> tuple[Answers | None, str]:
        """Return what a row answers, or the sentence on the first cell that answers nothing."""
        raw: dict[str, Any] = {}
        for place, cell in given.items():
            question = self.headed.questions[place].get(role)
            if question is None or not cell or values.is_nothing(cell):
                continue
            value = answer_in(question, cell)
            if value is None:
                text = _("“{cell}” is no answer to “{question}”; it takes: {choices}")
                return None, text.format(
                    cell=shown(cell, 60),
                    question=question.text,
                    choices=", ".join(text for _value, text in question.choices) or _("a number"),
                )
            _put(raw, question.path, value)
        answers, problems = validation.read_as(Answers, raw, "", arriving=True)
        if problems:
            return None, f"{problems[0].path}: {problems[0].message}"
        return (answers, "") if raw else (None, "")


def _mail(person: Person) -> str:
    return (person.email or "").casefold().strip()


def answer_in(question: Question, cell: str) -> Any:
    """Return what a cell answers to a question, or ``None`` where it answers nothing."""
    if question.kind in {"line", "text"}:
        return cell[: question.longest]
    if question.kind == "number":
        digits = cell.strip().split(".")[0]
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
    if question.kind == "ticks":
        plain = f" {folded(cell)} "
        ticked = [value for value, text in question.choices if f" {folded(text)} " in plain]
        if question.each_ticked:
            return {value: value in ticked for value, _text in question.choices} or None
        return ticked or None
    return _chosen(question.choices, cell)


def _chosen(choices: Sequence[tuple[Any, str]], cell: str) -> Any:
    plain = folded(cell)
    for value, text in choices:
        if plain in {folded(text), folded(str(value))}:
            return value
    first = plain.split(" ", 1)[0]
    numbers = {str(value): value for value, _text in choices if isinstance(value, int)}
    return numbers.get(first)


def _put(into: dict[str, Any], path: Sequence[str], value: Any) -> None:
    for step in path[:-1]:
        into = into.setdefault(step, {})
    into[path[-1]] = value
