"""A pair of a plan in words: what is taught, what comes back, what was checked, the price."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.i18n.dates import half_day
from revmentor.i18n.gettext import _, language_name, listed, ngettext
from revmentor.i18n.numbers import number
from revmentor.model import labels
from revmentor.rules import availability
from revmentor.rules.pairing import eligibility
from revmentor.rules.pairing import lessons as teaching
from revmentor.rules.pairing.prices import Price, Unknown
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.score import SCORE_PARTS, part_names, points
from revmentor.rules.programme_view import View


def lesson_text(view: View, mentor_id: str, senior_id: str) -> list[str]:
    """Return what is taught: “Video meetings 1 → 4, Luca has 6”; a level not known is not shown."""
    first = view.first_name(mentor_id)
    found = []
    for each in teaching.lessons(view, mentor_id, senior_id):
        skill = view.skill_name(each.skill_id)
        text = (
            _("{skill} to {level}").format(skill=skill, level=each.reaches)
            if each.senior_level is None
            else f"{skill} {each.senior_level} → {each.reaches}"
        )
        if each.mentor_level is not None:
            text = _("{lesson}, {mentor} has {level}").format(
                lesson=text, mentor=first, level=each.mentor_level
            )
        found.append(text)
    return found


def not_rated(view: View, mentor_id: str, senior_id: str) -> str:
    """Return who of a pair has no level yet in what is taught, in a sentence, or nothing."""
    taught = teaching.lessons(view, mentor_id, senior_id)
    missing = [
        view.first_name(person_id)
        for person_id, levels in (
            (senior_id, [each.senior_level for each in taught]),
            (mentor_id, [each.mentor_level for each in taught]),
        )
        if None in levels
    ]
    if not missing:
        return ""
    return _("not rated in all of it yet: {names}").format(names=listed(missing))


def give_back_text(view: View, mentor_id: str, senior_id: str) -> str:
    """Return what comes back, in a sentence; also that nothing wished for does."""
    first = view.first_name(mentor_id)
    wished = teaching.give_backs(view, mentor_id, senior_id)
    if wished:
        return _("gives back {skills}, as {mentor} wishes").format(
            skills=listed([view.skill_name(each) for each in wished]), mentor=first
        )
    if not teaching.wishes(view, mentor_id):
        return _("{mentor} has written down no wish yet").format(mentor=first)
    return _("offers nothing that {mentor} wishes to learn").format(mentor=first)


def checks(view: View, mentor_id: str, senior_id: str) -> list[str]:
    """Return what was checked of a pair, rule by rule, and what an exception opened, and why."""
    return [*_checked(view, mentor_id, senior_id), *_exceptions(view, mentor_id, senior_id)]


def _checked(view: View, mentor_id: str, senior_id: str) -> Iterator[str]:
    mentor, senior = view.snapshot.people[mentor_id], view.snapshot.people[senior_id]
    broken = {each.rule for each in eligibility.broken(view, mentor_id, senior_id)}
    depth = view.programme.reporting_line_depth
    if depth and "reporting_line" not in broken:
        yield {
            1: _("neither is the manager of the other"),
            2: _("not within two steps of a reporting line"),
            "any": _("not in one reporting line"),
        }[depth]
    shared = eligibility.shared_languages(view, mentor_id, senior_id)
    if shared is None:
        yield _("languages not known")
    elif shared:
        yield _("{languages} in common").format(
            languages=listed(sorted(map(language_name, shared)))
        )
    days = availability.shared_half_days(view, mentor_id, senior_id)
    if days is None:
        yield _("half-days not known")
    elif days:
        yield _("{days} in common").format(days=listed([half_day(each) for each in days]))
    if mentor.site and senior.site:
        yield _("same site") if mentor.site == senior.site else _("other site")
    if "avoids" not in broken:
        yield _("neither asked against it")


def _exceptions(view: View, mentor_id: str, senior_id: str) -> Iterator[str]:
    """Yield the exceptions without which a rule would forbid the pair."""
    names = labels.pairing_rules()
    broken = {each.rule for each in eligibility.broken(view, mentor_id, senior_id)}
    for each in view.snapshot.exceptions.values():
        mine = each.programme_id == view.programme.id and each.senior_id == senior_id
        if mine and each.mentor_id in {None, mentor_id} and each.rule in broken:
            yield _("exception to {rule}: {reason}").format(
                rule=names[each.rule], reason=each.reason
            )


def parts(found: Proposal, senior_id: str) -> list[tuple[str, int, int]]:
    """Return the parts of a pair's score: the name, the points, the most there can be."""
    names, most = part_names(), points(found.weights)
    score = found.question.scores[senior_id, found.plan.mentor_of[senior_id]]
    return [(names[part], score.parts[part], most[part]) for part in SCORE_PARTS]


def price(view: View, asked: Price | Unknown | None) -> str:
    """Return what the second best would mean, in a sentence that begins with its mentor."""
    if asked is None:
        return _("no other way is left")
    if isinstance(asked, Unknown):
        return price_text(view, asked)
    if asked.mentor_id is None:
        senior = view.first_name(asked.senior_id)
        return _("nobody else: {senior} would have no mentor").format(senior=senior)
    return _("{mentor}: {cost}").format(
        mentor=view.first_name(asked.mentor_id), cost=price_text(view, asked)
    )


def price_text(view: View, asked: Price | Unknown) -> str:
    """Return a price in words: who is placed, points of a hundred over everybody, who changes."""
    if isinstance(asked, Unknown):
        return _("there was no time to find the price")
    return "; ".join([points_of(asked), *_who(view, asked)])


def points_of(asked: Price) -> str:
    """Return how many more or fewer are placed, else the points over everybody."""
    if asked.fewer > 0:
        return ngettext("{n} fewer placed", "{n} fewer placed", asked.fewer)
    if asked.fewer < 0:
        return ngettext("{n} more placed", "{n} more placed", -asked.fewer)
    if asked.cost > 0:
        return _("costs {points}").format(points=hundredths(asked.cost))
    if asked.cost < 0:
        return _("adds {points}").format(points=hundredths(-asked.cost))
    return _("costs nothing")


def _who(view: View, asked: Price) -> Iterator[str]:
    for people, text in (
        (asked.freed, _("{names} would have no mentor")),
        (asked.placed, _("{names} would get one")),
        (asked.moved, _("{names} would change")),
        (
            asked.parted,
            ngettext(
                "{{names}} has met the mentor",
                "{{names}} have met their mentors",
                len(asked.parted),
            ),
        ),
    ):
        if people:
            yield text.format(names=listed([view.first_name(each) for each in people]))


def hundredths(score: int) -> str:
    """Return points of 10,000 as points of a hundred: 8,240 is 82.4."""
    return number(score / 100)
