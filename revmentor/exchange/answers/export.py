"""What people answered, for scripts and spreadsheets, as JSON or CSV.

Without the notes nothing leaves but who has not answered, how many answered a question, and from
five people of a side on their mean, as the slip of the pulse promises.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from revmentor.exchange.answers.forms import (
    CountedQuestion,
    FormAnswers,
    form_answers,
)
from revmentor.exchange.cells import PLAIN, Dialect, table
from revmentor.exchange.contract.answers import (
    AnsweredItem,
    AnswerRow,
    AnswersResult,
    CallWanted,
    ChoiceCount,
    ComparedItem,
    FormAnswered,
    NotAnswered,
    WayCount,
    WrittenAnswer,
)
from revmentor.exchange.contract.base import VERSION, json_bytes
from revmentor.model.snapshot import Snapshot
from revmentor.rules.care.pulse_rounds import WantedCall
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import AskedForm, reply_to
from revmentor.rules.replies.came_in import form_keys

MEAN_FROM = 5
"""Of so many people a mean is told; of fewer it would tell of one."""


def as_json(of: View | Snapshot, today: date, *, with_notes: bool = False) -> bytes:
    """Return what people of a programme answered, as JSON; of a file without one nothing."""
    return json_bytes(
        AnswersResult(
            version=VERSION,
            programme_id=of.programme.id if isinstance(of, View) else None,
            today=today,
            forms=_forms(of, today, with_notes=with_notes),
        )
    )


def as_csv(
    of: View | Snapshot, today: date, dialect: Dialect = PLAIN, *, with_notes: bool = False
) -> bytes:
    """Return the same as CSV: a line for each question of a side, then one for each answer."""
    columns = AnswerRow.__struct_fields__
    rows = (row for form in _forms(of, today, with_notes=with_notes) for row in _rows(form))
    return table(columns, ({name: getattr(row, name) for name in columns} for row in rows), dialect)


def _forms(of: View | Snapshot, today: date, *, with_notes: bool) -> list[FormAnswered]:
    if not isinstance(of, View):
        return []
    every = [form_answers(of, key, today) for key in form_keys(of, today)]
    return [_form(of, each, with_notes=with_notes) for each in every]


def _form(view: View, answers: FormAnswers, *, with_notes: bool) -> FormAnswered:
    came_in = answers.came_in
    return FormAnswered(
        form=came_in.form,
        edition=came_in.edition,
        asked=len(came_in.asked),
        answered=len(came_in.answered),
        ways=[WayCount(way=way, n=n) for way, n in came_in.ways],
        missing=[_not_answered(view, each) for each in came_in.missing],
        items=[_item(answers, each, with_notes=with_notes) for each in answers.counted],
        words=list(_words(view, answers)) if with_notes else [],
        calls=[_call(view, each) for each in answers.calls] if with_notes else [],
    )


def _not_answered(view: View, asked: AskedForm) -> NotAnswered:
    reply = reply_to(view, asked)
    return NotAnswered(
        person_id=asked.person_id,
        name=view.name(asked.person_id),
        role=asked.role,
        asked_on=reply.asked_on if reply else None,
        reminded_on=reply.reminded_on if reply else None,
    )


def _item(answers: FormAnswers, counted: CountedQuestion, *, with_notes: bool) -> AnsweredItem:
    return AnsweredItem(
        item=counted.question.path[-1],
        role=counted.role,
        text=counted.question.text,
        n=counted.n,
        mean=_mean(counted),
        counts=[ChoiceCount(value=value, n=n) for value, _words, n in counted.counts]
        if with_notes
        else None,
        before=_before(answers, counted) if with_notes else None,
    )


def _mean(counted: CountedQuestion) -> float | None:
    """Return the mean of a side's marks, from five people on; of words there is none."""
    is_marked = all(type(value) is int for value, _words, n in counted.counts if n)
    if not counted.is_marked or not is_marked or counted.n < MEAN_FROM:
        return None
    total: int = sum(value * n for value, _words, n in counted.counts)
    return round(total / counted.n, 2)


def _before(answers: FormAnswers, counted: CountedQuestion) -> ComparedItem | None:
    statement, of_round = counted.statement, answers.round
    if statement is None or of_round is None or of_round.compared_with is None:
        return None
    return ComparedItem(
        round=of_round.compared_with,
        n=statement.in_both,
        higher=statement.higher,
        lower=statement.lower,
    )


def _words(view: View, answers: FormAnswers) -> Iterator[WrittenAnswer]:
    for each in answers.sayings:
        yield WrittenAnswer(
            item=".".join(each.question.path[1:]),
            role=each.role,
            person_id=each.person_id,
            name=view.name(each.person_id),
            text=each.question.text,
            answer=each.words,
            may_be_told=each.beside or None,
        )
    for of_person in answers.people:
        for given in of_person.answers:
            yield WrittenAnswer(
                item=".".join(given.question.path[1:]),
                role=of_person.asked.role,
                person_id=of_person.asked.person_id,
                name=view.name(of_person.asked.person_id),
                text=given.question.text,
                answer=given.words,
                may_be_told=None,
            )


def _call(view: View, call: WantedCall) -> CallWanted:
    return CallWanted(
        person_id=call.person_id,
        name=view.name(call.person_id),
        reasons=list(call.reasons),
        talked_on=call.talked_on,
    )


def _rows(form: FormAnswered) -> Iterator[AnswerRow]:
    for item in form.items:
        yield AnswerRow(
            form=form.form,
            edition=form.edition,
            item=item.item,
            role=item.role,
            text=item.text,
            asked=form.asked,
            answered=form.answered,
            n=item.n,
            mean=item.mean,
            counts=[f"{each.value}: {each.n}" for each in item.counts or ()],
            person_id=None,
            name=None,
            answer=None,
        )
    for words in form.words:
        yield AnswerRow(
            form=form.form,
            edition=form.edition,
            item=words.item,
            role=words.role,
            text=words.text,
            asked=form.asked,
            answered=form.answered,
            n=None,
            mean=None,
            counts=[],
            person_id=words.person_id,
            name=words.name,
            answer=words.answer,
        )
