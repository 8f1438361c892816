"""What can be said before any pairing: places, hours, and who can teach what is needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from math import ceil
from typing import Any

import msgspec

from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.programme import Programme
from revmentor.rules.pairing import eligibility, lessons
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours
from revmentor.rules.schedule.series import most_seniors


class Outlook(msgspec.Struct, frozen=True):
    """Places and hours; needs nobody can teach, with who has them; mentors nobody needs.

    ``group`` is how many seniors a mentor has when all are shared out evenly; ``hours`` what that
    takes a mentor a month, ``hours_senior`` each senior.
    """

    seniors: int
    mentors: int
    least: int
    most: int
    group: int
    hours: float
    hours_senior: float
    agreed: float
    agreed_senior: float
    untaught: Mapping[str, tuple[str, ...]]
    unneeded: tuple[str, ...]

    turn: int
    """After how many weeks a senior has a turn again."""
    alone: tuple[str, ...]
    """The seniors whom the rules leave no mentor at all."""
    loads: tuple[tuple[int, int], ...]
    """The least and the most of every mentor who takes anybody."""

    @property
    def enough(self) -> bool:
        """Whether groups of the agreed sizes can hold just these seniors, whoever may go where."""
        held = {0}
        for least, most in self.loads:
            held |= {n + load for n in held for load in range(least, most + 1)}
        return self.seniors in held


def look(view: View) -> Outlook:
    """Return the outlook of a programme."""
    able = _loads(view)
    seniors = len(view.active_seniors)
    group = ceil(seniors / len(able)) if able else 0
    agreed = view.programme.monthly_hours
    return Outlook(
        seniors,
        len(view.active_mentors),
        sum(least for least, _most in able),
        sum(most for _least, most in able),
        group,
        hours.mentor_hours(view.programme, group),
        hours.of_senior(view.programme, group),
        agreed.mentor,
        agreed.senior,
        _untaught(view),
        tuple(each for each in view.active_mentors if _is_unneeded(view, each)),
        hours.turn_weeks(view.programme, group),
        tuple(each for each in view.active_seniors if _is_alone(view, each)),
        tuple(able),
    )


def _loads(view: View) -> list[tuple[int, int]]:
    """Return the least and the most of every mentor who takes anybody."""
    loads = (eligibility.load(view, each) for each in view.active_mentors)
    return [(least, most) for least, most in loads if most]


def _is_unneeded(view: View, mentor_id: str) -> bool:
    """Tell whether a mentor offers something, and nobody needs any of it."""
    others = (senior_id for senior_id in view.active_seniors if senior_id != mentor_id)
    return bool(view.mentors[mentor_id].offers) and not any(
        lessons.lessons(view, mentor_id, senior_id) for senior_id in others
    )


def _is_alone(view: View, senior_id: str) -> bool:
    """Tell whether the rules leave a senior no mentor at all."""
    return all(eligibility.against(view, each, senior_id) for each in view.active_mentors)


def _untaught(view: View) -> dict[str, tuple[str, ...]]:
    """Return the skills nobody can teach to some who need them, with these seniors."""
    seniors: defaultdict[str, list[str]] = defaultdict(list)
    for senior_id in view.active_seniors:
        taught = _taught_to(view, senior_id)
        for need in lessons.needs(view, senior_id):
            if need.skill_id not in taught:
                seniors[need.skill_id].append(senior_id)
    return {skill_id: tuple(people) for skill_id, people in seniors.items()}


def _taught_to(view: View, senior_id: str) -> set[str]:
    """Return the skills that any mentor can bring a senior on in."""
    others = (mentor_id for mentor_id in view.active_mentors if mentor_id != senior_id)
    return {each.skill_id for m in others for each in lessons.lessons(view, m, senior_id)}


def ways_out(programme: Programme, group: int) -> list[str]:
    """Return what would bring the hours of both sides back to what was agreed.

    ``group`` is how many seniors a mentor has. Each way is tried by itself; nothing where the
    hours hold already.
    """

    def holds(**changes: Any) -> bool:
        return not over(msgspec.structs.replace(programme, **changes), group)

    if not group or holds():
        return []
    ways = [*_shorter(programme, holds), *_together(programme, holds), *_rarer(programme, holds)]
    if not ways:
        return [_("That is more than was agreed.")]
    return [_("That is more than was agreed. Ways out: {ways}.").format(ways=_("; ").join(ways))]


def _shorter(programme: Programme, holds: Callable[..., bool]) -> Iterator[str]:
    """Yield the longest sessions, of a quarter of an hour or more, with which the hours hold."""
    for minutes in range(programme.minutes - 1, 14, -1):
        if holds(minutes=minutes):
            yield _("sessions of {n} minutes").format(n=minutes)
            return


def _together(programme: Programme, holds: Callable[..., bool]) -> Iterator[str]:
    """Yield the ways in which seniors share a slot, where the hours hold with them."""
    shared = msgspec.structs.replace(programme.pairs_by, own_half_day=False)
    if holds(pairing=shared, formats=("individual",), individual=None):
        yield _("one slot that the seniors take in turn")
    if holds(pairing=shared, formats=("group",), individual=None):
        yield _("the whole group together")


def _rarer(programme: Programme, holds: Callable[..., bool]) -> Iterator[str]:
    """Yield how many weeks, eight at most, would have to lie between two slots."""
    for weeks in range(programme.every_weeks + 1, 9):
        if holds(every_weeks=weeks):
            yield _("a slot every {n} weeks").format(n=weeks)
            return


def over(programme: Programme, group: int) -> bool:
    """Tell whether a group of so many takes a mentor or a senior more than was agreed."""
    agreed = programme.monthly_hours
    of_mentor = hours.mentor_hours(programme, group)
    return hours.is_over(of_mentor, agreed.mentor) or hours.is_over(
        hours.of_senior(programme, group), agreed.senior
    )


def hours_told(programme: Programme) -> str:
    """Return what a cadence takes both sides a month, for the smallest and the largest group."""
    usual = programme.seniors_per_mentor
    sizes = sorted({usual.min, most_seniors(programme)})
    agreed = programme.monthly_hours
    sentences = [
        _("Hours a month: {told}. Agreed: {mentor} and {senior}.").format(
            told=_("; ").join(_hours_of_group(programme, size) for size in sizes),
            mentor=number(agreed.mentor),
            senior=number(agreed.senior),
        )
    ]
    largest = next((size for size in reversed(sizes) if over(programme, size)), None)
    if largest:
        sentences += ways_out(programme, largest)
    else:
        sentences += too_little(programme, sizes[-1])
    return " ".join(sentences)


def too_little(programme: Programme, group: int) -> list[str]:
    """Return that each senior of a group gets too little of it; nothing where it is enough.

    Too little is less than a third of the hours that were agreed for a senior.
    """
    hours_senior, agreed = hours.of_senior(programme, group), programme.monthly_hours.senior
    if not hours.is_over(agreed, 3 * hours_senior):
        return []
    text = ngettext(
        "With {n} senior that is too little: less than a third of the hours agreed.",
        "With {n} seniors that is too little: less than a third of the hours agreed for each.",
        group,
    )
    return [text]


def total_told(programme: Programme) -> str:
    """Return the hours of the whole programme, for a mentor with the largest group and a senior."""
    group = most_seniors(programme)
    months = programme.weeks / hours.WEEKS_A_MONTH
    return ngettext(
        "In all, with {n} senior: {{mentor}} hours for the mentor, {{senior}} for the senior.",
        "In all, with {n} seniors: {{mentor}} hours for the mentor, {{senior}} for each senior.",
        group,
    ).format(
        mentor=number(hours.mentor_hours(programme, group) * months),
        senior=number(hours.of_senior(programme, group) * months),
    )


def _hours_of_group(programme: Programme, size: int) -> str:
    return ngettext(
        "with {n} senior {{mentor}} for the mentor, {{senior}} for the senior",
        "with {n} seniors {{mentor}} for the mentor, {{senior}} for each senior",
        size,
    ).format(
        mentor=number(hours.mentor_hours(programme, size)),
        senior=number(hours.of_senior(programme, size)),
    )


def loads_told(view: View, today: date) -> list[str]:
    """Return the hours of every mentor with a group, planned and logged, and of each senior."""
    return [_load_told(view, each, today) for each in view.mentors if view.group_of(each)]


def _load_told(view: View, mentor_id: str, today: date) -> str:
    group = len(view.group_of(mentor_id))
    text = ngettext(
        "{{name}}, {n} senior: {{mentor}} hours a month planned, each senior {{senior}}",
        "{{name}}, {n} seniors: {{mentor}} hours a month planned, each senior {{senior}}",
        group,
    ).format(
        name=view.name(mentor_id),
        mentor=number(hours.mentor_hours(view.programme, group)),
        senior=number(hours.of_senior(view.programme, group)),
    )
    if spent := hours.logged_hours(view, mentor_id, today):
        text = _("{text}; {hours} logged in the last four weeks, as a month").format(
            text=text, hours=number(spent)
        )
    if over(view.programme, group):
        text = _("{text}; more than agreed").format(text=text)
    return f"{text}."


def _verdict(outlook: Outlook) -> str:
    if outlook.enough:
        return _("that can be done, as far as places go")
    if outlook.most < outlook.seniors:
        return _("too few places")
    return _("no groups of the agreed sizes hold just as many")


def capacity_sentences(view: View, outlook: Outlook) -> list[str]:
    """Return the outlook in sentences, what needs a person last."""
    groups = [outlook.group, *(len(view.group_of(each)) for each in view.mentors)]
    return [
        _places(outlook),
        *_planned_hours(view, outlook),
        *ways_out(view.programme, max(groups)),
        *_needing_a_person(view, outlook),
    ]


def _places(outlook: Outlook) -> str:
    return _(
        "{mentors} with places for {least} to {most} seniors, and {seniors}: {verdict}."
    ).format(
        mentors=ngettext("{n} mentor", "{n} mentors", outlook.mentors),
        least=outlook.least,
        most=outlook.most,
        seniors=ngettext("{n} senior", "{n} seniors", outlook.seniors),
        verdict=_verdict(outlook),
    )


def _planned_hours(view: View, outlook: Outlook) -> Iterator[str]:
    """Yield what an even group would take both sides, as long as nobody is paired."""
    if not outlook.group or view.open_pairs:
        return
    yield _("A mentor: {slot}: {hours} hours a month, {agreed} were agreed.").format(
        slot=_slot(view.programme), hours=number(outlook.hours), agreed=number(outlook.agreed)
    )
    yield _(
        "A senior: a turn every {n} weeks: {hours} hours a month, {agreed} were agreed."
    ).format(
        n=outlook.turn, hours=number(outlook.hours_senior), agreed=number(outlook.agreed_senior)
    )


def _slot(programme: Programme) -> str:
    """Return how long a slot takes, and how often there is one."""
    text = (
        _("{minutes} minutes and {preparation} of preparation, every week")
        if programme.every_weeks == 1
        else _("{minutes} minutes and {preparation} of preparation, every {n} weeks")
    )
    return text.format(
        minutes=programme.minutes,
        preparation=programme.preparation_minutes,
        n=programme.every_weeks,
    )


def _needing_a_person(view: View, outlook: Outlook) -> Iterator[str]:
    """Yield what no plan can mend: too few seniors, seniors or skills without a mentor."""
    if outlook.least > outlook.seniors:
        yield _("Not every mentor can have the least number; some will have nobody.")
    for senior_id in outlook.alone:
        yield _(
            "The rules leave {senior} no mentor; the proposal says why, and what helps."
        ).format(senior=view.name(senior_id))
    for skill_id, people in outlook.untaught.items():
        yield _("Nobody can teach {skill} to {seniors}.").format(
            skill=view.skill_name(skill_id), seniors=listed([view.name(s) for s in people])
        )
    for mentor_id in outlook.unneeded:
        yield _("Nobody needs what {name} teaches.").format(name=view.name(mentor_id))
