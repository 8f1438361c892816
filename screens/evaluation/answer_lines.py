"""What Answers shows, line by line: how many said what, whom to call, who is missing, the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from textual.content import Content

from revmentor.exchange.answers.forms import (
    CountedQuestion,
    FormAnswers,
    PersonAnswers,
    Saying,
)
from revmentor.i18n.dates import plain_date, short_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.rules.care.pulse_rounds import CallReason, Statement
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import reply_to
from revmentor.rules.results.sides import SIDES
from widgets.signs import heights, sign
from widgets.text import MUTED, fit, plain, wrapped

DRAWN_FROM = 4
"""From so many people of a side on, how many said what is drawn; below that it is said."""
_SIDE = 15
"""The cells that the numbers of one side have."""
_NAME = 22
_STATEMENT = 56
"""A statement has no more cells than that, so that its numbers stand near it."""
_NAMED = 3
"""So many who were reminded are named; more are counted."""


@dataclass(frozen=True)
class Line:
    """One line of the list: what keeps its place, what it shows, and what is said of it below.

    A line without a ``key`` is a heading; ``person_id`` is whom it is about.
    """

    key: str
    shown: Content
    details: tuple[Content, ...] = ()
    person_id: str = ""
    texts: tuple[str, ...] = ()
    """What the filter looks through."""


def lines_of(view: View, answers: FormAnswers, width: int) -> list[Line]:
    """Return the lines of a form, the statements first."""
    sections = (
        list(_statements(answers, width)),
        list(_against(answers, width)),
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


# -- how many said what ----------------------------------------------------------------------------


def _statements(answers: FormAnswers, width: int) -> Iterator[Line]:
    """Yield each question with its two sides; what has a drawing has the numbers beside it."""
    by_path: dict[tuple[str, ...], dict[Role, CountedQuestion]] = {}
    for each in answers.counted:
        by_path.setdefault(each.question.path, {})[each.role] = each
    if not by_path:
        return
    room = max(20, min(width - 2 * _SIDE, _STATEMENT))
    yield Line("", _sides_head(answers, room))
    for path, sides in _in_order(by_path):
        if _is_scale(sides):
            yield _scale_line(answers, path[-1], sides, room)
        else:
            yield _choice_line(path[-1], sides, width)


def _in_order(
    by_path: dict[tuple[str, ...], dict[Role, CountedQuestion]],
) -> list[tuple[tuple[str, ...], dict[Role, CountedQuestion]]]:
    """Return the questions as they are read: those with a scale first, in the order asked."""
    return sorted(by_path.items(), key=lambda each: not _is_scale(each[1]))


def _is_scale(sides: dict[Role, CountedQuestion]) -> bool:
    counted = next(iter(sides.values()))
    return counted.question.path[:2] in {("pulse", "answers"), ("final", "answers")}


def _sides_head(answers: FormAnswers, room: int) -> Content:
    n = {role: sum(each.role == role for each in answers.came_in.answered) for role in SIDES}
    seniors = ngettext("{n} senior", "{n} seniors", n["senior"])
    mentors = ngettext("{n} mentor", "{n} mentors", n["mentor"])
    scale = (
        _("bars: 3 2 1 0 · agree: 3 or 2")
        if answers.came_in.form == "pulse"
        else _("bars: 5 4 3 2 1 · agree: 5 or 4")
    )
    return Content.assemble(
        plain(fit(scale, room), MUTED), plain(fit(seniors, _SIDE), "bold"), plain(mentors, "bold")
    )


def _scale_line(
    answers: FormAnswers, item: str, sides: dict[Role, CountedQuestion], room: int
) -> Line:
    """Return one statement: in two lines where the sides are asked in different words."""
    texts = list(dict.fromkeys(each.question.text for each in sides.values()))
    cells = [_side(sides.get(role)) for role in SIDES]
    first = Content.assemble(
        plain(fit(texts[0], room - 1) + " "), *(plain(fit(each, _SIDE)) for each in cells)
    )
    others = [plain(fit(_("mentors: {text}").format(text=each), room), MUTED) for each in texts[1:]]
    details: list[Content] = []
    for role in SIDES:
        if role in sides:
            details += [_said(sides[role]), _before(answers, sides[role])]
    return Line(
        f"item:{item}",
        Content("\n").join([first, *others]),
        tuple(each for each in details if each.plain),
        texts=tuple(texts),
    )


def agreeing(counted: CountedQuestion) -> int:
    """Return how many chose one of the two answers that agree most."""
    return sum(n for _value, _words, n in counted.counts[-2:])


def _side(counted: CountedQuestion | None) -> str:
    if counted is None or not counted.n:
        return "–"
    of = _("{k} of {n}").format(k=agreeing(counted), n=counted.n)
    if counted.n < DRAWN_FROM:
        return _("{count} agree").format(count=of)
    drawn = heights([n for _value, _words, n in reversed(counted.counts)])
    return f"{drawn} {of}"


def _said(counted: CountedQuestion) -> Content:
    """Return how many of a side gave each answer, in words."""
    told = [
        f"{n} {words}" if not words.isdigit() else _("{n} said {mark}").format(n=n, mark=words)
        for _value, words, n in _as_read(counted)
        if n
    ]
    return Content.assemble(
        plain(f"{_side_name(counted.role)}  ", MUTED),
        plain(" · ".join(told) if told else _("nobody answered")),
    )


def _as_read(counted: CountedQuestion) -> Sequence[tuple[Any, str, int]]:
    """Return the answers in the order in which they are read: of marks the highest first."""
    is_marked = all(type(value) is int for value, _words, _n in counted.counts)
    return counted.counts[::-1] if is_marked else counted.counts


def _side_name(role: Role) -> str:
    return _("Seniors") if role == "senior" else _("Mentors")


def _before(answers: FormAnswers, counted: CountedQuestion) -> Content:
    """Return how a side answered it in the round before; nothing, where nobody of it did."""
    statement = counted.statement
    if statement is None or answers.round is None or not sum(statement.before):
        return plain("")
    told = _("round {n}: {k} of {of} agreed").format(
        n=answers.round.compared_with, k=statement.agreed_before, of=sum(statement.before)
    )
    return plain(f"{told} · {_moved(statement)}", MUTED)


def _moved(statement: Statement) -> str:
    if not statement.in_both:
        return _("nobody in both")
    return _("{n} in both: {up} higher, {down} lower").format(
        n=statement.in_both, up=statement.higher, down=statement.lower
    )


def _choice_line(item: str, sides: dict[Role, CountedQuestion], width: int) -> Line:
    """Return a question whose answers are words, with how many of each side chose which."""
    texts = list(dict.fromkeys(each.question.text for each in sides.values()))
    lines = [plain(line) for line in wrapped(texts[0], width)]
    for role in SIDES:
        if role in sides and sides[role].n:
            of = ngettext("of {n}", "of {n}", sides[role].n)
            told = f"{_said(sides[role]).plain} ({of})"
            lines += [plain(f"  {line}") for line in wrapped(told, width - 2)]
    if len(lines) == 1:
        lines.append(plain("  " + _("nobody answered"), MUTED))
    return Line(f"item:{item}", Content("\n").join(lines), texts=tuple(texts))


def _against(answers: FormAnswers, width: int) -> Iterator[Line]:
    """Yield what moved most since the round before, by those who answered both times."""
    of_round = answers.round
    if of_round is None or of_round.compared_with is None:
        return
    statements = [each for each in answers.counted if each.statement and each.statement.in_both]
    if not statements:
        return
    ups = _most_moved(statements, 1)
    downs = _most_moved(statements, -1)
    parts = [_("higher {what}").format(what=ups) if ups else ""]
    parts.append(_("lower {what}").format(what=downs) if downs else "")
    told = ", ".join(filter(None, parts)) or _("nothing moved of what was answered both times")
    head = _("Against round {n}").format(n=of_round.compared_with)
    text = f"{head}: {told}"
    yield Line("against", Content("\n").join(plain(each) for each in wrapped(text, width)))


def _most_moved(counted: Sequence[CountedQuestion], way: int) -> str:
    """Return the statement that most of a side moved on in one way, net, or an empty string."""

    def net(each: CountedQuestion) -> int:
        return way * (each.statement.higher - each.statement.lower) if each.statement else 0

    most = max(counted, key=net, default=None)
    if most is None or net(most) < 1 or most.statement is None:
        return ""
    text = _("“{text}” ({side}: {up} higher, {down} lower, of {n})")
    return text.format(
        text=most.question.text.rstrip("."),
        side=_side_name(most.role).lower(),
        up=most.statement.higher,
        down=most.statement.lower,
        n=most.statement.in_both,
    )


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
    if answers.round is not None:
        text = ngettext("Comments · {n} (confidential)", "Comments · {n} (confidential)",
                        len(sayings))  # fmt: skip
    else:
        text = f"{sayings[0].question.text} · {len(sayings)}"
    return Content("\n").join(plain(each, "bold") for each in wrapped(text, width))


def _saying(view: View, answers: FormAnswers, key: str, each: Saying, width: int) -> Line:
    if answers.round is not None:
        who, person_id = labels.roles()[each.role], ""
    else:
        who, person_id = view.name(each.person_id), each.person_id
    text = f"“{each.words}”" if each.question.kind == "text" else each.words
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
