"""What can be said before any pairing: places, hours, and who can teach what is needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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

_HAIR = 1e-6
"""What two sums of minutes may differ by and still be the same hours."""


@dataclass(frozen=True)
class Outlook:
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
    loads = [eligibility.load(view, each) for each in view.active_mentors]
    able = [(least, most) for least, most in loads if most]
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
        tuple(
            mentor_id
            for mentor_id in view.active_mentors
            if view.mentors[mentor_id].offers
            and not any(lessons.lessons(view, mentor_id, s) for s in _others(view, mentor_id))
        ),
        hours.turn_weeks(view.programme, group),
        tuple(
            senior_id
            for senior_id in view.active_seniors
            if all(eligibility.against(view, each, senior_id) for each in view.active_mentors)
        ),
        tuple(able),
    )


def _others(view: View, mentor_id: str) -> Iterator[str]:
    return (senior_id for senior_id in view.active_seniors if senior_id != mentor_id)


def _untaught(view: View) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for senior_id in view.active_seniors:
        taught = {
            lesson.skill_id
            for mentor_id in view.active_mentors
            if mentor_id != senior_id
            for lesson in lessons.lessons(view, mentor_id, senior_id)
        }
        for need in lessons.needs(view, senior_id):
            if need.skill_id not in taught:
                found[need.skill_id].append(senior_id)
    return {skill_id: tuple(people) for skill_id, people in found.items()}


def ways_out(programme: Programme, group: int) -> list[str]:
    """Return what would bring the hours of both sides back to what was agreed.

    ``group`` is how many seniors a mentor has. Each way is tried by itself; nothing where the
    hours hold already.
    """

    def holds(**changes: Any) -> bool:
        return not over(msgspec.structs.replace(programme, **changes), group)

    if not group or holds():
        return []
    minutes, weeks = programme.minutes, programme.every_weeks
    ways = []
    shorter = next((each for each in range(minutes - 1, 14, -1) if holds(minutes=each)), None)
    if shorter:
        ways.append(_("sessions of {n} minutes").format(n=shorter))
    shared = msgspec.structs.replace(programme.pairs_by, own_half_day=False)
    if holds(pairing=shared, formats=("individual",), individual=None):
        ways.append(_("one slot that the seniors take in turn"))
    if holds(pairing=shared, formats=("group",), individual=None):
        ways.append(_("the whole group together"))
    rarer = next((each for each in range(weeks + 1, 9) if holds(every_weeks=each)), None)
    if rarer:
        ways.append(_("a slot every {n} weeks").format(n=rarer))
    if not ways:
        return [_("That is more than was agreed.")]
    return [_("That is more than was agreed. Ways out: {ways}.").format(ways=_("; ").join(ways))]


def over(programme: Programme, group: int) -> bool:
    """Tell whether a group of so many takes a mentor or a senior more than was agreed."""
    agreed = programme.monthly_hours
    return (
        hours.mentor_hours(programme, group) - agreed.mentor > _HAIR
        or hours.of_senior(programme, group) - agreed.senior > _HAIR
    )


def hours_told(programme: Programme) -> str:
    """Return what a cadence takes both sides a month, for the smallest and the largest group."""
    sizes = sorted({programme.seniors_per_mentor.min, programme.seniors_per_mentor.max})
    told = _("; ").join(
        ngettext(
            "with {n} senior {{mentor}} for the mentor, {{senior}} for the senior",
            "with {n} seniors {{mentor}} for the mentor, {{senior}} for each senior",
            size,
        ).format(
            mentor=number(hours.mentor_hours(programme, size)),
            senior=number(hours.of_senior(programme, size)),
        )
        for size in sizes
    )
    agreed = programme.monthly_hours
    lines = [
        _("Hours a month: {told}. Agreed: {mentor} and {senior}.").format(
            told=told, mentor=number(agreed.mentor), senior=number(agreed.senior)
        )
    ]
    largest = next((each for each in reversed(sizes) if over(programme, each)), None)
    if largest:
        lines += ways_out(programme, largest)
    return " ".join(lines)


def loads_told(view: View, today: date) -> list[str]:
    """Return the hours of every mentor with a group, planned and logged, and of each senior."""
    lines = []
    for mentor_id in view.mentors:
        group = len(view.group_of(mentor_id))
        if not group:
            continue
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
        lines.append(f"{text}.")
    return lines


def _verdict(found: Outlook) -> str:
    if found.enough:
        return _("that can be done, as far as places go")
    if found.most < found.seniors:
        return _("too few places")
    return _("no groups of the agreed sizes hold just as many")


def capacity_sentences(view: View, found: Outlook) -> list[str]:
    """Return the outlook in sentences, what needs a person last."""
    mentors = ngettext("{n} mentor", "{n} mentors", found.mentors)
    seniors = ngettext("{n} senior", "{n} seniors", found.seniors)
    lines = [
        _("{mentors} with places for {least} to {most} seniors, and {seniors}: {verdict}.").format(
            mentors=mentors,
            least=found.least,
            most=found.most,
            seniors=seniors,
            verdict=_verdict(found),
        )
    ]
    if found.group and not view.open_pairs:
        programme = view.programme
        slot = _("{minutes} minutes and {preparation} of preparation, every {n} weeks").format(
            minutes=programme.minutes,
            preparation=programme.preparation_minutes,
            n=programme.every_weeks,
        )
        if programme.every_weeks == 1:
            slot = _("{minutes} minutes and {preparation} of preparation, every week").format(
                minutes=programme.minutes, preparation=programme.preparation_minutes
            )
        lines.append(
            _("A mentor: {slot}: {hours} hours a month, {agreed} were agreed.").format(
                slot=slot, hours=number(found.hours), agreed=number(found.agreed)
            )
        )
        lines.append(
            _(
                "A senior: a turn every {n} weeks: {hours} hours a month, {agreed} were agreed."
            ).format(
                n=found.turn, hours=number(found.hours_senior), agreed=number(found.agreed_senior)
            )
        )
    groups = [len(view.group_of(each)) for each in view.mentors]
    lines += ways_out(view.programme, max([found.group, *groups]))
    if found.least > found.seniors:
        lines.append(_("Not every mentor can have the least number; some will have nobody."))
    for senior_id in found.alone:
        lines.append(
            _("The rules leave {senior} no mentor; the proposal says why, and what helps.").format(
                senior=view.name(senior_id)
            )
        )
    for skill_id, people in found.untaught.items():
        lines.append(
            _("Nobody can teach {skill} to {seniors}.").format(
                skill=view.skill_name(skill_id), seniors=listed([view.name(s) for s in people])
            )
        )
    for mentor_id in found.unneeded:
        lines.append(_("Nobody needs what {name} teaches.").format(name=view.name(mentor_id)))
    return lines
