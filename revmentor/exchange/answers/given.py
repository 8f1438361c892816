"""What one person answered on a form, question by question: nothing that was answered is left out.

The questions are those of the form itself (`exchange.forms`), so that whatever it asks is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from revmentor.exchange.forms.forms import form_of, own_question
from revmentor.exchange.forms.question import Question
from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import as_typed
from revmentor.model.base import Struct
from revmentor.model.evaluation import Evaluation
from revmentor.model.pulse import Pulse
from revmentor.model.reply import Answers
from revmentor.rules.programme_view import View
from revmentor.rules.replies import own_answers
from revmentor.rules.replies.asked import AskedForm, reply_to

Path = tuple[str, ...]
_NO_ANSWERS = frozenset({"id", "programme_id", "person_id", "role", "on", "method", "extra",
                         "wants_talk", "own"})  # fmt: skip
"""What a record says beside the answers of its form: whose it is, how it came in, and so on."""


class GivenAnswer(msgspec.Struct, frozen=True):
    """What one person answered to one question: the value, and how it reads.

    ``place`` is where the question stands on the person's form.
    """

    asked: AskedForm
    question: Question
    value: Any
    words: str
    place: int


def answers_of(view: View, asked: AskedForm) -> list[GivenAnswer]:
    """Return what somebody answered on a form, in the order of its questions."""
    values = dict(_values(view, asked))
    return list(_answers(view, asked, values)) if values else []


def pulse_answers(view: View, asked: AskedForm, pulse: Pulse) -> list[GivenAnswer]:
    """Return what one pulse says."""
    values = dict(_of_record(pulse, "pulse"))
    values.update(_own(own_answers.of_pulse(view, pulse, asked.edition)))
    return list(_answers(view, asked, values))


def _answers(view: View, asked: AskedForm, values: dict[Path, Any]) -> Iterator[GivenAnswer]:
    place = 0
    for place, question in enumerate(form_of(view, asked).questions()):
        if question.path in values:
            value = values.pop(question.path)
            named = replace(question, text=_question_text(view, question))
            yield GivenAnswer(asked, named, value, _in_words(question, value), place)
    # What the form does not ask any more: of a skill that was taken out, of an older version.
    for path, value in values.items():
        question = _unasked(view, path)
        yield GivenAnswer(asked, question, value, _in_words(question, value), place + 1)


def _values(view: View, asked: AskedForm) -> Iterator[tuple[Path, Any]]:
    """Yield what was answered by the path of its question: of a reply, else of the records."""
    reply = reply_to(view, asked)
    said = reply.latest.answers if reply and reply.latest else Answers()
    form = view.evaluations.get((asked.person_id, asked.role))
    if asked.form == "final" and form is not None:
        yield from _of_record(form, "final")
        yield from _own(own_answers.of_final(view, form))
        return
    yield from _flat(said)
    if asked.form == "signup":
        part = view.participations.get((asked.person_id, asked.role))
        for field in ("hopes", "fears"):
            text = getattr(part, field, None)
            if text and not (said.signup and getattr(said.signup, field)):
                yield ("signup", field), text
    if asked.form == "follow_up":
        heard = [each for each in view.programme.follow_ups if each.kind == asked.edition]
        for each in heard:
            if asked.person_id in each.still_using:
                yield ("follow_up", "still_using"), each.still_using[asked.person_id]


def _of_record(record: Pulse | Evaluation, form: str) -> Iterator[tuple[Path, Any]]:
    for name in record.__struct_fields__:
        if name not in _NO_ANSWERS:
            yield from _flat(getattr(record, name), (form, name))


def _own(own: Mapping[str, own_answers.OwnAnswer]) -> Iterator[tuple[Path, Any]]:
    """Yield the answers to the firm's own questions, which stand beside those of the form."""
    yield from _flat(own, ("own",))


def _flat(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield what is answered below a part, each with its path; nothing of what was left out."""
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            if (*path, name) != ("wants_talk",):
                yield from _flat(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping) and path[-1:] != ("tasks",):
        for name, each in value.items():
            yield from _flat(each, (*path, name))
    elif value is not None and value not in ((), "", {}):
        yield path, value


def _in_words(question: Question, value: Any) -> str:
    """Return an answer as it reads: the words of the choices, not their values."""
    if isinstance(value, Mapping):
        choices = dict(question.choices)
        done = [str(choices.get(each, each)) for each, is_done in value.items() if is_done]
        not_done = [str(choices.get(each, each)) for each, is_done in value.items() if not is_done]
        parts = [", ".join(done), _("not: {list}").format(list=", ".join(not_done))]
        return " · ".join(parts[: 1 + bool(not_done)] if done else parts[1:])
    if isinstance(value, tuple | list):
        return ", ".join(_word(question, each) for each in value)
    return _word(question, value)


def _word(question: Question, value: Any) -> str:
    if question.ends and question.path[:2] == ("signup", "style"):
        low, high = question.ends
        return _("{mark} (1 {low}, 5 {high})").format(mark=value, low=low, high=high)
    for choice, text in question.choices:
        if choice == value and isinstance(choice, bool) == isinstance(value, bool):
            return f"{value}, {text}" if question.path[-1] == "level" else text
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return as_typed(value) if isinstance(value, int | float) else str(value)


def _question_text(view: View, question: Question) -> str:
    """Return what a question asks, with the skill that stands over it on the form."""
    if question.path[:2] == ("levels", "levels"):
        return f"{view.skill_name(question.path[2])} · {question.text}"
    return question.text


def _unasked(view: View, path: Path) -> Question:
    """Return the question of an answer that the form does not ask for."""
    own = [each for each in view.firm.questions if path == ("own", each.id)]
    if own:
        return own_question(own[0])
    return Question(path, "text", _unasked_text(view, path))


def _unasked_text(view: View, path: Path) -> str:
    names = [view.skill_name(each) if each in view.skills else each for each in path[1:]]
    if path[:2] == ("final", "gained_by"):
        return _("What {name} gained, as I saw it").format(name=view.name(path[2]))
    if path == ("final", "other_gain"):
        return _("What the other side gained, as I saw it")
    return " · ".join(names[-2:])
