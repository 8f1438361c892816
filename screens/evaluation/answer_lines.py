"""What Answers shows, line by line: whom to call, who is missing, and what people wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from revmentor.exchange.answers.forms import OWN, FormAnswers, PersonAnswers, Saying
from revmentor.i18n.dates import plain_date, short_date
from revmentor.i18n.gettext import _, listed, ngettext, quoted
from revmentor.model import labels
from revmentor.rules.care.pulse_rounds import CallReason
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import reply_to
from screens.evaluation.answer_counts import against_lines, own_question_lines, statement_lines
from screens.evaluation.answer_line import Line
from widgets.signs import sign
from widgets.text import MUTED, fit, plain, wrapped

_NAME = 22
_NAMED = 3
"""So many who were reminded are named; more are counted."""


def lines_of(view: View, answers: FormAnswers, width: int) -> list[Line]:
    """Return the lines of a form, the statements first."""
    sections = (
        list(statement_lines(answers, width)),
        list(against_lines(answers, width)),
        list(own_question_lines(view, answers, width)),
        list(_calls(view, answers, width)),
        list(_missing(view, answers, width)),
        list(_sayings(view, answers, width)),
        list(_people(view, answers, width)),
    )
    lines: list[Line] = []
    for section in sections:
        if section and lines:
            lines.append(Line("", plain("")))
        lines += section
    return lines


# -- who -------------------------------------------------------------------------------------------


def _reasons() -> dict[CallReason, str]:
    return {
        "talk": _("asked to talk"),
        "fit": _("says that the match is not right"),
        "afraid": _("does not dare to say it all"),
        "weighs": _("says that it weighs too much"),
    }


def _calls(view: View, answers: FormAnswers, width: int) -> Iterator[Line]:
    """Yield whom an answer wants to be called, by name, and why."""
    if not answers.calls:
        return
    title = ngettext("To call · {n}", "To call · {n}", len(answers.calls))
    yield Line("", plain(title, "bold"))
    for call in answers.calls:
        name, told = view.name(call.person_id), [_reasons()[each] for each in call.reasons]
        urgent = {"talk", "fit"} & set(call.reasons) and call.talked_on is None
        if call.talked_on:
            told.append(_("talked on {day}").format(day=plain_date(call.talked_on)))
        style = "bold $error" if urgent else "bold $warning"
        mark = sign("well") if call.talked_on else sign("talk" if urgent else "look")
        shown = _hanging(name, ", ".join(told), width - 2, "bold")
        yield Line(
            f"call:{call.person_id}",
            plain(f"{mark} ", MUTED if call.talked_on else style) + shown,
            person_id=call.person_id,
            texts=(name,),
        )


def _missing(view: View, answers: FormAnswers, width: int) -> Iterator[Line]:
    """Yield who has not answered, by name, on one line."""
    missing = answers.came_in.missing
    if not missing:
        return
    names = list(dict.fromkeys(view.name(each.person_id) for each in missing))
    title = (
        ngettext("Not yet · {n}", "Not yet · {n}", len(missing))
        if answers.came_in.can_remind
        else ngettext("Did not answer · {n}", "Did not answer · {n}", len(missing))
    )
    yield Line("", plain(title, "bold"))
    shown = [plain(each) for each in wrapped(" · ".join(names), width)]
    details = tuple(_how_asked(view, answers))
    yield Line("missing", Content("\n").join(shown), details, missing[0].person_id, tuple(names))


def _how_asked(view: View, answers: FormAnswers) -> Iterator[Content]:
    """Yield who of the missing was asked by a page, and reminded when."""
    replies = [(each, reply_to(view, each)) for each in answers.came_in.missing]
    by_page = [reply for _asked, reply in replies if reply]
    if by_page:
        days = {each.asked_on for each in by_page}
        yield plain(
            ngettext("{n} was given a page, {{day}}", "{n} were given a page, {{day}}",
                     len(by_page)).format(day=_days(days)), MUTED
        )  # fmt: skip
    if reminded := [each for each in by_page if each.reminded_on]:
        days = {each.reminded_on for each in reminded if each.reminded_on}
        names = [view.name(each.person_id) for each in reminded]
        text = ngettext("{n} reminded on {{day}}", "{n} reminded on {{day}}", len(reminded))
        told = text.format(day=_days(days))
        if len(names) <= _NAMED:
            told += f": {listed(names)}"
        yield plain(told, MUTED)
    if len(by_page) < len(replies):
        n = len(replies) - len(by_page)
        yield plain(ngettext("{n} by slip or in a talk", "{n} by slip or in a talk", n), MUTED)


def _days(days: set[date]) -> str:
    return listed([short_date(each) for each in sorted(days)])


# -- words -----------------------------------------------------------------------------------------


def _sayings(view: View, answers: FormAnswers, width: int) -> Iterator[Line]:
    """Yield what was written, under its question. What a pulse says stands under no name."""
    by_question: dict[tuple[str, ...], list[Saying]] = {}
    for each in answers.sayings:
        by_question.setdefault(each.question.path, []).append(each)
    for number, (path, sayings) in enumerate(by_question.items()):
        if number:
            yield Line("", plain(""))
        yield Line("", _question_head(answers, sayings, width))
        for place, each in enumerate(sayings):
            yield _saying(view, answers, f"{'/'.join(path)}:{place}", each, width)


def _question_head(answers: FormAnswers, sayings: Sequence[Saying], width: int) -> Content:
    question = sayings[0].question
    if answers.round is not None and question.path[0] == OWN:
        text = _("{question} · {n} (confidential)").format(question=question.text, n=len(sayings))
    elif answers.round is not None:
        text = ngettext("Comments · {n} (confidential)", "Comments · {n} (confidential)",
                        len(sayings))  # fmt: skip
    else:
        text = f"{question.text} · {len(sayings)}"
    return Content("\n").join(plain(each, "bold") for each in wrapped(text, width))


def _saying(view: View, answers: FormAnswers, key: str, each: Saying, width: int) -> Line:
    if answers.round is not None:
        who, person_id = labels.roles()[each.role], ""
    else:
        who, person_id = view.name(each.person_id), each.person_id
    text = quoted(each.words) if each.question.kind == "text" else each.words
    if each.question.path[-1] == "story":
        text += f" ({_may_be_told(each.beside)})"
    return Line(
        key,
        _hanging(who, text, width, MUTED if not person_id else ""),
        person_id=person_id,
        texts=(who, each.words),
    )


def _may_be_told(consent: str) -> str:
    if not consent:
        return _("not asked whether it may be told")
    return _("may be told: {consent}").format(consent=consent)


def _people(view: View, answers: FormAnswers, width: int) -> Iterator[Line]:
    """Yield what each person answered, on a form that is read person by person."""
    for each in answers.people:
        yield _person(view, each, width)


def _person(view: View, of_person: PersonAnswers, width: int) -> Line:
    asked = of_person.asked
    name = view.name(asked.person_id)
    role = labels.roles()[asked.role]
    said = [f"{each.question.text}: {each.words}" for each in of_person.answers]
    lines = [Content.assemble(plain(name, "bold"), plain(f"  {role}", MUTED))]
    lines += [
        plain(("  " if not number else "    ") + line)
        for text in said
        for number, line in enumerate(wrapped(text, width - 4))
    ]
    return Line(
        f"person:{asked.person_id}:{asked.role}",
        Content("\n").join(lines),
        person_id=asked.person_id,
        texts=(name, *said),
    )


def _hanging(name: str, text: str, width: int, style: str) -> Content:
    """Return a name with a text beside it, whose further lines stand under its first."""
    first, *rest = wrapped(text, max(20, width - _NAME - 1))
    lines = [Content.assemble(plain(fit(name, _NAME), style), plain(f" {first}"))]
    lines += [plain(" " * (_NAME + 1) + line) for line in rest]
    return Content("\n").join(lines)
