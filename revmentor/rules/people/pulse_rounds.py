"""Each round of the pulse: in or not, what wants somebody, the statements, the comment."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, quoted
from revmentor.model import labels
from revmentor.model.pulse import Pulse
from revmentor.rules.care import pulses
from revmentor.rules.care.pulses import pulses_of
from revmentor.rules.people.sections import Line, Section, SideBySide, Tone
from revmentor.rules.people.subject import Subject


def pulse_section(of: Subject) -> Section:
    """Return each round of the pulse: in or not, what wants somebody, the statements, comments."""
    given = _by_round(of)
    lines = [
        line
        for number in sorted({*_rounds_asked(of), *given})
        for line in _round_lines(of, number, given.get(number))
    ]
    rounds = sorted(number for number in given if given[number].answers)
    table = _statements(of, rounds, given) if rounds else None
    if table:
        scale = of.wording.scale
        text = " · ".join(f"{mark} {word}" for mark, word in scale.items())
        lines.append(Line(text, tone="quiet", kept="confidential"))
    return Section(_("Pulse"), tuple(lines), table)


def _by_round(of: Subject) -> dict[int, Pulse]:
    """Return the pulse that counts of each round; 0 is what came before the first round."""
    own = (each for each in pulses_of(of.view).get(of.person_id, ()) if each.on <= of.today)
    return {_round_of(of, each): each for each in own}


def _round_of(of: Subject, pulse: Pulse) -> int:
    number = 0
    while pulses.opens_on(of.view, number + 1) <= pulse.on:
        number += 1
    return min(number, of.view.programme.weeks // pulses.EVERY_WEEKS)


def _rounds_asked(of: Subject) -> Iterator[int]:
    """Yield the rounds that opened while the person was in a pair."""
    programme = of.view.programme
    last = min(of.today, programme.closed_on or of.today)
    for number in range(1, programme.weeks // pulses.EVERY_WEEKS + 1):
        opened, closes = pulses.opens_on(of.view, number), pulses.opens_on(of.view, number + 1)
        was_paired = any(
            each.from_on < closes and (each.until_on is None or each.until_on >= opened)
            for each in of.pairs
        )
        if opened <= last and was_paired:
            yield number


def _round_lines(of: Subject, number: int, pulse: Pulse | None) -> Iterator[Line]:
    label = _("round {n}").format(n=number) if number else _("before the first")
    if pulse is None:
        yield Line(_("not in"), label, tone="quiet", kept="confidential")
        return
    tone: Tone = "talk" if pulse.wants_talk else "look" if _wants_an_eye(pulse) else "plain"
    yield Line(" · ".join(_pulse_in_words(pulse)), label, tone=tone, kept="confidential")
    if pulse.comment:
        text = quoted(of.naming.words(pulse.comment))
        yield Line(text, _("in words"), kept="confidential")


def _wants_an_eye(pulse: Pulse) -> bool:
    return pulses.weighs_too_much(pulse) or pulses.is_afraid(pulse) or pulse.fit == "not_for_me"


def _pulse_in_words(pulse: Pulse) -> Iterator[str]:
    yield _("in, {day}").format(day=plain_date(pulse.on))
    if pulse.method and pulse.method != "app":
        yield labels.methods()[pulse.method]
    yield _("asked to talk: {answer}").format(answer=yes_or_no(pulse.wants_talk))
    heavy = pulses.weighs_too_much(pulse) if pulses.BURDEN in pulse.answers else None
    yield _("weighs too much: {answer}").format(answer=yes_or_no(heavy))
    fit = labels.fits()[pulse.fit] if pulse.fit else _("not said")
    yield _("the match: {answer}").format(answer=fit)


def _statements(of: Subject, rounds: list[int], given: dict[int, Pulse]) -> SideBySide:
    """Return the statements by round, each mark 0 to 3 in the words of the side."""
    words = of.wording.statements[pulses.role_of(of.view, of.person_id)]
    heads = ["", *(str(number) if number else "–" for number in rounds)]
    rows = [
        (text, *(_mark(given[number], item) for number in rounds)) for item, text in words.items()
    ]
    return SideBySide(tuple(heads), tuple(rows), "confidential")


def _mark(pulse: Pulse, item: str) -> str:
    mark = pulse.answers.get(item)
    return "–" if mark is None else str(mark)


def yes_or_no(answer: bool | None) -> str:
    """Return an answer in a word; one that is not there is said to be so."""
    return _("not said") if answer is None else _("yes") if answer else _("no")
