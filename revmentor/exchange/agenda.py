"""The agenda of a session to come, on paper: who, where and when, the guide, the last steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from revmentor.content import library
from revmentor.exchange.print_page import Page, SheetLine
from revmentor.i18n.dates import long_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model import labels
from revmentor.rules.pairing import lessons as teaching
from revmentor.rules.people.printed_for import PrintedFor
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import midpoint
from revmentor.rules.schedule.slots import minutes_of, slot_time, week_of
from revmentor.rules.schedule.turns import Turn, next_turns
from revmentor.rules.sessions import from_slot, steps


def agendas(view: View, whom: PrintedFor, today: date) -> Iterator[Page]:
    """Yield the agenda of each mentor's next session; of a week, of all that it still brings."""
    for mentor_id in view.active_mentors:
        turns = [each for each in next_turns(view, mentor_id, today) if whom.takes_turn(view, each)]
        for turn in turns if whom.week_with else turns[:1]:
            yield _agenda(view, turn)


def _agenda(view: View, turn: Turn) -> Page:
    mentor_id = turn.series.mentor_id
    week = week_of(view, turn.series, turn.day)
    halfway = midpoint.is_on(view, mentor_id, turn.seniors, turn.day)
    weeks, group = view.programme.weeks, len(turn.seniors) > 1
    guide = library.guide_of(week, weeks, group=group, halfway=halfway)
    length = guide.nearest(minutes_of(view, turn.series))
    return Page(
        _("Our session"),
        f"{view.name(mentor_id)} & {listed([view.name(each) for each in turn.seniors])}",
        intro=[
            *_where_and_when(view, turn),
            f"{guide.title}: {guide.purpose}",
            *_to_learn(view, mentor_id, turn.seniors),
            *_last_steps(view, mentor_id, turn.seniors),
        ],
        rows=[
            SheetLine(
                ngettext("{n} minute", "{n} minutes", block.minutes), f"{block.label}: {block.text}"
            )
            for block in guide.lengths[length]
        ],
        asks=[
            _("What was taught"),
            _("What came back. {question}").format(question=guide.give_back),
            _("The one step to try, and until when"),
        ],
    )


def _where_and_when(view: View, turn: Turn) -> Iterator[str]:
    """Yield the day and time of a slot, and where it is as far as that is known."""
    yield f"{long_date(turn.day)} {slot_time(view, turn.series)}".strip()
    usual = from_slot.usual(
        view, turn.series, turn.day, dict.fromkeys(turn.seniors), library.guide_id
    )
    if usual.mode:
        place = [labels.modes()[usual.mode]]
        if usual.link and usual.mode == "remote":
            place.append(usual.link)
        yield _("Where: {place}").format(place=" · ".join(place))


def _to_learn(view: View, mentor_id: str, seniors: Sequence[str]) -> Iterator[str]:
    skills = dict.fromkeys(
        view.skill_name(lesson.skill_id)
        for senior_id in seniors
        for lesson in teaching.lessons(view, mentor_id, senior_id)
    )
    if skills:
        yield _("To learn: {skills}").format(skills=", ".join(list(skills)[:4]))


def _last_steps(view: View, mentor_id: str, seniors: Sequence[str]) -> Iterator[str]:
    pairs = [
        pair for pair in view.open_pairs if mentor_id in pair.teachers and pair.senior_id in seniors
    ]
    agreed = [
        f"{view.first_name(pair.senior_id)}: {step}"
        for pair in sorted(pairs, key=lambda each: view.sort_key(each.senior_id))
        if (step := steps.last_agreed(view, pair))
    ]
    if agreed:
        yield _("Last time’s step: {steps}").format(steps="; ".join(agreed))
