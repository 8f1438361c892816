"""What people answered to the firm's own questions: of each the number, and what was said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.own_question import OwnQuestion
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import replies_of


@dataclass(frozen=True)
class OwnAnswers:
    """The answers to one question, in the order of the choices, then of words; ``n`` of people."""

    question: OwnQuestion
    counts: tuple[tuple[str, int], ...]
    texts: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many replies answer it."""
        return sum(n for _choice, n in self.counts) + len(self.texts)


def answers_to(view: View, question: OwnQuestion) -> OwnAnswers:
    """Return how a question was answered in a programme: the last reply of each form counts."""
    given = [
        answer
        for reply in replies_of(view)
        if reply.form == question.form
        and reply.latest
        and (answer := reply.latest.answers.own.get(question.id)) not in {None, ""}
    ]
    if question.kind == "text":
        return OwnAnswers(question, (), tuple(sorted(map(str, given), key=str.casefold)))
    counts = Counter(map(str, given))
    offered = question.choices if question.kind == "choice" else ("0", "1", "2", "3")
    order = dict.fromkeys([*offered, *sorted(counts)])
    return OwnAnswers(question, tuple((each, counts[each]) for each in order), ())


def in_words(answers: OwnAnswers) -> str:
    """Return the answers in a line: how many of each, of how many people."""
    n = ngettext("{n} answer", "{n} answers", answers.n)
    said = ", ".join(f"{choice} × {count}" for choice, count in answers.counts if count)
    return f"{n}: {said}" if said else n


def of_person(view: View, person_id: str) -> list[str]:
    """Return what somebody answered to the firm's own questions, each with its question."""
    latest = [
        (reply.form, reply.latest.answers.own)
        for reply in replies_of(view)
        if reply.person_id == person_id and reply.latest
    ]
    return [
        _("{question} {answer}").format(question=question.words, answer=own[question.id])
        for question in view.firm.questions
        for form, own in latest
        if form == question.form and own.get(question.id) not in {None, ""}
    ]
