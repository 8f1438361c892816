"""What people answered to the firm's own questions: of each the number, and what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.evaluation import Evaluation
from revmentor.model.own_question import OwnQuestion
from revmentor.model.pulse import Pulse
from revmentor.model.reply import FormKind
from revmentor.rules.care import pulse_rounds, pulses
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import END, AskedForm, replies_of, reply_to
from revmentor.rules.replies.editions import pulse_edition

OwnAnswer = str | int
_IN_RECORDS: tuple[FormKind, ...] = ("pulse", "final")
"""The forms that are kept as records of their own, however they were answered."""


class OwnAnswers(msgspec.Struct, frozen=True):
    """The answers to one question, in the order of the choices, then of words.

    Of a pulse each round is an answer.
    """

    question: OwnQuestion
    counts: tuple[tuple[str, int], ...]
    texts: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many answers there are."""
        return sum(n for _choice, n in self.counts) + len(self.texts)


def of_pulse(view: View, pulse: Pulse, edition: str) -> Mapping[str, OwnAnswer]:
    """Return what was answered on a slip of a round; an older file has it with the reply only."""
    role = pulses.role_of(view, pulse.person_id)
    return pulse.own or _replied(view, AskedForm(pulse.person_id, "pulse", role, edition))


def of_final(view: View, form: Evaluation) -> Mapping[str, OwnAnswer]:
    """Return what was answered on a final form; an older file has it with the reply only."""
    return form.own or _replied(view, AskedForm(form.person_id, "final", form.role, END))


def _replied(view: View, asked: AskedForm) -> Mapping[str, OwnAnswer]:
    reply = reply_to(view, asked)
    return reply.latest.answers.own if reply and reply.latest else {}


def answers_to(view: View, question: OwnQuestion) -> OwnAnswers:
    """Return how a question was answered in a programme: of each form the last answer counts."""
    given = [
        own[question.id]
        for _person_id, own in _every(view)
        if own.get(question.id) not in {None, ""}
    ]
    if question.kind == "text":
        return OwnAnswers(question, (), tuple(sorted(map(str, given), key=str.casefold)))
    counts = Counter(map(str, given))
    offered = question.choices if question.kind == "choice" else ("0", "1", "2", "3")
    order = dict.fromkeys([*offered, *sorted(counts)])
    return OwnAnswers(question, tuple((each, counts[each]) for each in order), ())


def _every(view: View) -> Iterator[tuple[str, Mapping[str, OwnAnswer]]]:
    """Yield what each person answered on each form, of a pulse the last slip of each round."""
    for reply in replies_of(view):
        if reply.form not in _IN_RECORDS and reply.latest:
            yield reply.person_id, reply.latest.answers.own
    for number in pulse_rounds.round_numbers(view, view.today):
        for pulse in pulse_rounds.round_on(view, number, view.today).pulses:
            yield pulse.person_id, of_pulse(view, pulse, pulse_edition(number))
    for form in view.evaluations.values():
        yield form.person_id, of_final(view, form)


def in_words(answers: OwnAnswers) -> str:
    """Return the answers in a line: how many of each, of how many."""
    n = ngettext("{n} answer", "{n} answers", answers.n)
    said = ", ".join(f"{choice} × {count}" for choice, count in answers.counts if count)
    return f"{n}: {said}" if said else n


def given_by(view: View, person_id: str) -> list[tuple[OwnQuestion, OwnAnswer]]:
    """Return what somebody answered to the firm's own questions, in the order of these."""
    given = [own for who, own in _every(view) if who == person_id]
    return [
        (question, own[question.id])
        for question in view.firm.questions
        for own in given
        if own.get(question.id) not in {None, ""}
    ]


def of_person(view: View, person_id: str) -> list[str]:
    """Return what somebody answered to the firm's own questions, each with its question."""
    text = _("{question} {answer}")
    return [
        text.format(question=question.words, answer=answer)
        for question, answer in given_by(view, person_id)
    ]
