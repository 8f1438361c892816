"""How many of each side said what, drawn or said, and what moved since the round before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from textual.content import Content

from revmentor.exchange.answers.forms import CountedQuestion, FormAnswers
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Role
from revmentor.rules.care.pulse_rounds import Statement
from revmentor.rules.programme_view import View
from revmentor.rules.results.sides import SIDES
from screens.evaluation.answer_line import Line
from widgets.signs import heights
from widgets.text import MUTED, fit, plain, wrapped

DRAWN_FROM = 4
"""From so many people of a side on, how many said what is drawn; below that it is said."""
_SIDE = 15
"""The cells that the numbers of one side have."""
_STATEMENT = 56
"""A statement has no more cells than that, so that its numbers stand near it."""


_ByPath = dict[tuple[str, ...], dict[Role, CountedQuestion]]
"""Of each question, by its path, how each side answered it."""


def statement_lines(answers: FormAnswers, width: int) -> Iterator[Line]:
    """Yield each question with its two sides; what has a drawing has the numbers beside it."""
    asked = _by_path(each for each in answers.counted if not each.is_own)
    if asked:
        yield Line("", _sides_head(answers, _room(width), _scale_of(answers)))
        yield from _lines(answers, asked, width)


def own_question_lines(view: View, answers: FormAnswers, width: int) -> Iterator[Line]:
    """Yield the firm's own questions that have choices, drawn and counted as the statements are."""
    own = _by_path(each for each in answers.counted if each.is_own)
    if not own:
        return
    yield Line("", plain(_("From {firm}").format(firm=view.firm.name), "bold"))
    if any(map(_is_scale, own.values())):
        yield Line("", _sides_head(answers, _room(width), _("bars: 3 2 1 0 · agree: 3 or 2")))
    yield from _lines(answers, own, width)


def _by_path(counted: Iterable[CountedQuestion]) -> _ByPath:
    by_path: _ByPath = {}
    for each in counted:
        by_path.setdefault(each.question.path, {})[each.role] = each
    return by_path


def _room(width: int) -> int:
    """Return the cells that a statement has beside the numbers of its sides."""
    return max(20, min(width - 2 * _SIDE, _STATEMENT))


def _lines(answers: FormAnswers, by_path: _ByPath, width: int) -> Iterator[Line]:
    for path, sides in _in_order(by_path):
        if _is_scale(sides):
            yield _scale_line(answers, path[-1], sides, _room(width))
        else:
            yield _choice_line(path[-1], sides, width)


def _in_order(by_path: _ByPath) -> list[tuple[tuple[str, ...], dict[Role, CountedQuestion]]]:
    """Return the questions as they are read: those with a scale first, in the order asked."""
    return sorted(by_path.items(), key=lambda each: not _is_scale(each[1]))


def _is_scale(sides: dict[Role, CountedQuestion]) -> bool:
    counted = next(iter(sides.values()))
    if counted.is_own:
        return counted.is_marked
    return counted.question.path[:2] in {("pulse", "answers"), ("final", "answers")}


def _scale_of(answers: FormAnswers) -> str:
    if answers.came_in.form == "pulse":
        return _("bars: 3 2 1 0 · agree: 3 or 2")
    return _("bars: 5 4 3 2 1 · agree: 5 or 4")


def _sides_head(answers: FormAnswers, room: int, scale: str) -> Content:
    n = {role: sum(each.role == role for each in answers.came_in.answered) for role in SIDES}
    seniors = ngettext("{n} senior", "{n} seniors", n["senior"])
    mentors = ngettext("{n} mentor", "{n} mentors", n["mentor"])
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
    return sum(n for _value, _words, n in _offered(counted)[-2:])


def _offered(counted: CountedQuestion) -> Sequence[tuple[Any, str, int]]:
    """Return the answers that were offered, without what somebody answered beside them."""
    return counted.counts[: len(counted.question.choices)]


def _side(counted: CountedQuestion | None) -> str:
    if counted is None or not counted.n:
        return "–"
    of = _("{k} of {n}").format(k=agreeing(counted), n=counted.n)
    if counted.n < DRAWN_FROM:
        return _("{count} agree").format(count=of)
    drawn = heights([n for _value, _words, n in reversed(_offered(counted))])
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


def against_lines(answers: FormAnswers, width: int) -> Iterator[Line]:
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
