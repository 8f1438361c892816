"""All answers to one form: counted where there is a choice, in people's words where there is none.

What is asked before the start (sign-up, own levels) is read person by person; hopes and fears, the
pulse, the final form, the follow-up and the firm's own questions question by question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from revmentor.exchange.answers.given import GivenAnswer, answers_of, pulse_answers
from revmentor.exchange.forms.forms import form_of
from revmentor.exchange.forms.question import Question
from revmentor.model.base import Role
from revmentor.model.pulse import Pulse
from revmentor.model.reply import FormKind
from revmentor.rules.care import pulse_rounds, pulses
from revmentor.rules.care.pulse_rounds import PulseRound, Statement, WantedCall
from revmentor.rules.programme_view import View
from revmentor.rules.replies import came_in as arrived
from revmentor.rules.replies.asked import AskedForm
from revmentor.rules.replies.came_in import CameIn, FormKey
from revmentor.rules.replies.editions import round_number
from revmentor.rules.results.sides import SIDES

_BY_QUESTION: dict[FormKind, frozenset[str]] = {"signup": frozenset({"hopes", "fears"})}
"""Of a form that is read person by person: what of it is read question by question."""
OWN = "own"
"""What the path of a question of the firm's own begins with."""
_PERSON_BY_PERSON: frozenset[FormKind] = frozenset({"signup", "levels"})


class CountedQuestion(msgspec.Struct, frozen=True):
    """How often one side gave each answer to a question with choices, in the order of these.

    ``statement`` is the same of the pulse, beside the round before.
    """

    question: Question
    role: Role
    counts: tuple[tuple[Any, str, int], ...]
    """Of each choice its value, its words, and how many chose it."""
    statement: Statement | None = None

    @property
    def is_own(self) -> bool:
        """Whether it is a question of the firm's own."""
        return self.question.path[0] == OWN

    @property
    def is_marked(self) -> bool:
        """Whether the choices are marks, and not words."""
        return all(type(value) is int for value, _words in self.question.choices)

    @property
    def n(self) -> int:
        """How many answered it."""
        return sum(n for _value, _words, n in self.counts)


class Saying(msgspec.Struct, frozen=True):
    """What one person wrote in answer to one question.

    ``beside`` says what of it may be told, where that was asked.
    """

    question: Question
    person_id: str
    role: Role
    words: str
    beside: str = ""


class PersonAnswers(msgspec.Struct, frozen=True):
    """What one person answered, question by question: on a form that is read so."""

    asked: AskedForm
    answers: tuple[GivenAnswer, ...]


class FormAnswers(msgspec.Struct, frozen=True):
    """All answers to one form; ``round`` is that of a pulse."""

    came_in: CameIn
    calls: tuple[WantedCall, ...]
    counted: tuple[CountedQuestion, ...]
    sayings: tuple[Saying, ...]
    people: tuple[PersonAnswers, ...]
    round: PulseRound | None = None


def form_answers(view: View, key: FormKey, today: date) -> FormAnswers:
    """Return all answers to one form, as they stand on a day."""
    came_in = arrived.came_in(view, key, today)
    calls = tuple(arrived.calls(view, key, today))
    if key[0] == "pulse":
        return _pulse_answers(view, came_in, calls, today)
    given = [answers_of(view, each) for each in came_in.asked]
    every = [each for of_person in given for each in of_person]
    if key[0] not in _PERSON_BY_PERSON:
        return FormAnswers(came_in, calls, tuple(_counted(view, every)), tuple(_sayings(every)), ())
    by_question = [each for each in every if _is_by_question(each)]
    people = [
        PersonAnswers(of_person[0].asked, rest)
        for of_person in given
        if (rest := tuple(each for each in of_person if not _is_by_question(each)))
    ]
    counted = tuple(_counted(view, by_question))
    return FormAnswers(came_in, calls, counted, tuple(_sayings(by_question)), tuple(people))


def _is_by_question(given: GivenAnswer) -> bool:
    if given.question.path[0] == OWN:
        return True
    return given.question.path[-1] in _BY_QUESTION.get(given.asked.form, frozenset())


def _pulse_answers(
    view: View, came_in: CameIn, calls: tuple[WantedCall, ...], today: date
) -> FormAnswers:
    """Return the answers of a round; what somebody wrote in an earlier slip of it is kept."""
    of_round = pulse_rounds.round_on(view, round_number(came_in.edition), today)
    latest = [each for pulse in of_round.pulses for each in _of_pulse(view, came_in, pulse)]
    earlier = [each for pulse in of_round.earlier for each in _of_pulse(view, came_in, pulse)]
    written = [each for each in earlier if not each.question.choices]
    counted = [_beside_statement(each, of_round) for each in _counted(view, latest)]
    return FormAnswers(
        came_in, calls, tuple(counted), tuple(_sayings([*latest, *written])), (), of_round
    )


def _of_pulse(view: View, came_in: CameIn, pulse: Pulse) -> list[GivenAnswer]:
    role = pulses.role_of(view, pulse.person_id)
    return pulse_answers(view, AskedForm(pulse.person_id, "pulse", role, came_in.edition), pulse)


def _beside_statement(counted: CountedQuestion, of_round: PulseRound) -> CountedQuestion:
    item = counted.question.path[-1]
    if item not in pulses.ITEMS:
        return counted
    statement = of_round.statement(item, counted.role)
    return CountedQuestion(counted.question, counted.role, counted.counts, statement)


def _counted(view: View, given: Sequence[GivenAnswer]) -> Iterator[CountedQuestion]:
    """Yield the questions with choices of each side that answered anything, in the form's order.

    A question of the firm's own that is not asked any more comes after those that are.
    """
    for role in SIDES:
        of_side = [each for each in given if each.asked.role == role]
        for question in _asked_of_side(view, of_side):
            values = [each.value for each in of_side if each.question.path == question.path]
            yield CountedQuestion(question, role, tuple(_choices(question, values)))


def _asked_of_side(view: View, of_side: Sequence[GivenAnswer]) -> Iterator[Question]:
    """Yield what a side is asked, and was asked before, with choices."""
    if not of_side:
        return
    asked = {each.path: each for each in form_of(view, of_side[0].asked).questions()}
    own = {each.question.path: each.question for each in of_side if each.question.path[0] == OWN}
    is_read_by_person = of_side[0].asked.form in _PERSON_BY_PERSON
    for path, question in {**asked, **own}.items():
        if question.choices and (path[0] == OWN or not is_read_by_person):
            yield question


def _choices(question: Question, values: Sequence[Any]) -> Iterator[tuple[Any, str, int]]:
    """Yield each choice with how many chose it, then what was answered beside the choices."""
    offered = {(type(value), value): words for value, words in question.choices}
    given = [(type(each), each) for each in values]
    others = {} if question.path[0] != OWN else {
        each: str(each[1]) for each in given if each not in offered
    }  # fmt: skip
    for kind_and_value, words in {**offered, **others}.items():
        yield kind_and_value[1], words, given.count(kind_and_value)


def _sayings(given: Sequence[GivenAnswer]) -> Iterator[Saying]:
    """Yield what was written, question by question, in the order of the form."""
    written = [each for each in given if not each.question.choices]
    consents = {
        each.asked: each.words for each in given if each.question.path == ("final", "consent")
    }
    places: dict[tuple[str, ...], int] = {}
    for each in written:
        places[each.question.path] = min(each.place, places.get(each.question.path, each.place))
    for path in sorted(places, key=places.__getitem__):
        for each in written:
            if each.question.path == path:
                beside = consents.get(each.asked, "") if path[-1] == "story" else ""
                who = each.asked
                yield Saying(each.question, who.person_id, who.role, each.words, beside)
