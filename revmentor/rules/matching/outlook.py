"""What can be said before any pairing: places, hours, and who can teach what is needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from revmentor.rules import cadence
from revmentor.rules.matching import permitted, teaching
from revmentor.rules.view import View
from revmentor.words import _, listed, ngettext, number


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
    loads = [permitted.load(view, each) for each in view.active_mentors]
    able = [(least, most) for least, most in loads if most]
    seniors = len(view.active_seniors)
    group = ceil(seniors / len(able)) if able else 0
    slot = cadence.hours_a_slot(view)
    own = view.programme.pairs_by.own_half_day
    meeting = view.programme.minutes / 60 * 52 / 12 / view.programme.every_weeks
    agreed = view.programme.monthly_hours
    return Outlook(
        seniors,
        len(view.active_mentors),
        sum(least for least, _most in able),
        sum(most for _least, most in able),
        group,
        slot * (group if own else min(group, 1)),
        meeting / (1 if own else max(group, 1)),
        agreed.mentor,
        agreed.senior,
        _untaught(view),
        tuple(
            mentor_id
            for mentor_id in view.active_mentors
            if view.mentors[mentor_id].offers
            and not any(teaching.lessons(view, mentor_id, s) for s in _others(view, mentor_id))
        ),
        view.programme.every_weeks * (1 if own else max(group, 1)),
        tuple(
            senior_id
            for senior_id in view.active_seniors
            if all(permitted.against(view, each, senior_id) for each in view.active_mentors)
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
            for lesson in teaching.lessons(view, mentor_id, senior_id)
        }
        for need in teaching.needs(view, senior_id):
            if need.skill_id not in taught:
                found[need.skill_id].append(senior_id)
    return {skill_id: tuple(people) for skill_id, people in found.items()}


def ways_out(view: View, found: Outlook) -> list[str]:
    """Return what would bring the hours of both sides back to what was agreed."""
    programme = view.programme
    own, minutes, weeks = programme.pairs_by.own_half_day, programme.minutes, programme.every_weeks

    def holds(*, minutes: int = minutes, weeks: int = weeks, own: bool = own) -> bool:
        slot = (minutes + programme.preparation_minutes) / 60 * 52 / 12 / weeks
        senior = minutes / 60 * 52 / 12 / weeks / (1 if own else found.group)
        return slot * (found.group if own else 1) <= found.agreed and senior <= found.agreed_senior

    if not found.group or holds():
        return []
    ways = []
    shorter = next((each for each in range(minutes - 1, 14, -1) if holds(minutes=each)), None)
    if shorter:
        ways.append(_("sessions of {n} minutes").format(n=shorter))
    if own and holds(own=False):
        ways.append(_("one slot that the seniors take in turn"))
    rarer = next((each for each in range(weeks + 1, 9) if holds(weeks=each)), None)
    if rarer:
        ways.append(_("a slot every {n} weeks").format(n=rarer))
    if not ways:
        return [_("That is more than was agreed.")]
    return [_("That is more than was agreed. Ways out: {ways}.").format(ways=_("; ").join(ways))]


def _verdict(found: Outlook) -> str:
    if found.enough:
        return _("that can be done, as far as places go")
    if found.most < found.seniors:
        return _("too few places")
    return _("no groups of the agreed sizes hold just as many")


def sentences(view: View, found: Outlook) -> list[str]:
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
    if found.group:
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
    lines += ways_out(view, found)
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
