"""A pair of a plan in words: what is taught, what comes back, what was checked, the price."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from revmentor.i18n.dates import half_day, plain_date
from revmentor.i18n.gettext import _, language_name, listed, ngettext
from revmentor.i18n.numbers import number
from revmentor.model import labels
from revmentor.model.pair import Rule
from revmentor.rules import availability
from revmentor.rules.goals.levels import in_words
from revmentor.rules.pairing import eligibility
from revmentor.rules.pairing import lessons as teaching
from revmentor.rules.pairing.prices import Price, Unknown
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.score import SCORE_PARTS, part_names, points
from revmentor.rules.programme_view import View


def lesson_text(view: View, mentor_id: str, senior_id: str) -> list[str]:
    """Return what is taught: “Video meetings 1 → 4, Luca has 6”; a level not known is not shown."""
    mentor = view.first_name(mentor_id)
    return [
        view.skill_name(each.skill_id)
        if in_words(view, senior_id, each.skill_id)
        else _lesson(view, each, mentor)
        for each in teaching.lessons(view, mentor_id, senior_id)
    ]


def _lesson(view: View, lesson: teaching.Lesson, mentor: str) -> str:
    skill = view.skill_name(lesson.skill_id)
    text = (
        _("{skill} to {level}").format(skill=skill, level=lesson.reaches)
        if lesson.senior_level is None
        else f"{skill} {lesson.senior_level} → {lesson.reaches}"
    )
    if lesson.mentor_level is None:
        return text
    return _("{lesson}, {mentor} has {level}").format(
        lesson=text, mentor=mentor, level=lesson.mentor_level
    )


def not_rated(view: View, mentor_id: str, senior_id: str) -> str:
    """Return who of a pair has no level yet in what is taught, in a sentence, or nothing."""
    every = teaching.lessons(view, mentor_id, senior_id)
    taught = [each for each in every if not in_words(view, senior_id, each.skill_id)]
    levels = {
        senior_id: [each.senior_level for each in taught],
        mentor_id: [each.mentor_level for each in taught],
    }
    missing = [view.first_name(who) for who, of_person in levels.items() if None in of_person]
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


def own_goals_text(view: View, mentor_id: str, senior_id: str) -> str:
    """Return which of the senior's own goals the mentor does not teach, or nothing."""
    taught, rest = teaching.own_goals(view, mentor_id, senior_id)
    if not rest:
        return ""
    skills = ", ".join(view.skill_name(each) for each in rest)
    if taught:
        return _("own goals not taught: {skills}").format(skills=skills)
    return _("teaches none of {senior}'s own goals ({skills})").format(
        senior=view.first_name(senior_id), skills=skills
    )


def earlier_text(view: View, mentor_id: str, senior_id: str) -> str:
    """Return when the two last were a pair and why it ended, in a sentence, or nothing."""
    ended = eligibility.ended_pairs(view, mentor_id, senior_id)
    if not ended or not ended[-1].until_on:
        return ""
    day = plain_date(ended[-1].until_on)
    if not ended[-1].end_reason:
        return _("were a pair until {day}").format(day=day)
    return _("were a pair until {day}: {reason}").format(day=day, reason=ended[-1].end_reason)


def checks(view: View, mentor_id: str, senior_id: str) -> list[str]:
    """Return what was checked of a pair, rule by rule, and what an exception opened, and why."""
    broken = {each.rule for each in eligibility.broken(view, mentor_id, senior_id)}
    sentences = (
        "" if "reporting_line" in broken else _reporting_line(view),
        _languages(view, mentor_id, senior_id),
        _half_days(view, mentor_id, senior_id),
        _sites(view, mentor_id, senior_id),
        "" if {"avoids", "not_again"} & broken else _("neither asked against it"),
    )
    return [*filter(None, sentences), *_exceptions(view, mentor_id, senior_id, broken)]


def _reporting_line(view: View) -> str:
    """Say how far two people are known not to be in one reporting line, if that is a rule."""
    depth = view.programme.reporting_line_depth
    if not depth:
        return ""
    return {
        1: _("neither is the manager of the other"),
        2: _("not within two steps of a reporting line"),
        "any": _("not in one reporting line"),
    }[depth]


def _languages(view: View, mentor_id: str, senior_id: str) -> str:
    shared = eligibility.shared_languages(view, mentor_id, senior_id)
    if shared is None:
        return _("languages not known")
    names = listed(sorted(map(language_name, shared)))
    return _("{languages} in common").format(languages=names) if shared else ""


def _half_days(view: View, mentor_id: str, senior_id: str) -> str:
    days = availability.shared_half_days(view, mentor_id, senior_id)
    if days is None:
        return _("half-days not known")
    return _("{days} in common").format(days=listed(list(map(half_day, days)))) if days else ""


def _sites(view: View, mentor_id: str, senior_id: str) -> str:
    mentor, senior = view.snapshot.people[mentor_id], view.snapshot.people[senior_id]
    if not mentor.site or not senior.site:
        return ""
    return _("same site") if mentor.site == senior.site else _("other site")


def _exceptions(
    view: View, mentor_id: str, senior_id: str, broken: Collection[Rule | None]
) -> Iterator[str]:
    """Yield the exceptions without which a rule would forbid the pair."""
    names = labels.pairing_rules()
    for exception in eligibility.exceptions(view, mentor_id, senior_id):
        if exception.rule in broken:
            yield _("exception to {rule}: {reason}").format(
                rule=names[exception.rule], reason=exception.reason
            )


def parts(proposal: Proposal, senior_id: str) -> list[tuple[str, int, int]]:
    """Return the parts of a pair's score: the name, the points, the most there can be."""
    names, most = part_names(), points(proposal.question.counted)
    score = proposal.question.scores[senior_id, proposal.plan.mentor_of[senior_id]]
    return [(names[part], score.parts[part], most[part]) for part in SCORE_PARTS]


def price(view: View, second: Price | Unknown | None) -> str:
    """Return what the second best would mean, in a sentence that begins with its mentor."""
    if second is None:
        return _("no other way is left")
    if isinstance(second, Unknown):
        return price_text(view, second)
    if second.mentor_id is None:
        senior = view.first_name(second.senior_id)
        return _("nobody else: {senior} would have no mentor").format(senior=senior)
    return _("{mentor}: {cost}").format(
        mentor=view.first_name(second.mentor_id), cost=price_text(view, second)
    )


def price_text(view: View, price: Price | Unknown) -> str:
    """Return a price in words: who is placed, points of a hundred over everybody, who changes."""
    if isinstance(price, Unknown):
        return _("there was no time to find the price")
    return "; ".join([points_of(price), *_who(view, price)])


def points_of(price: Price) -> str:
    """Return how many more or fewer are placed, else the points over everybody, and of how many."""
    if price.fewer > 0:
        return ngettext("{n} fewer placed", "{n} fewer placed", price.fewer)
    if price.fewer < 0:
        return ngettext("{n} more placed", "{n} more placed", -price.fewer)
    total = hundredths(price.total)
    if price.cost > 0:
        return _("costs {points} of {total} points").format(
            points=hundredths(price.cost), total=total
        )
    if price.cost < 0:
        return _("adds {points} to {total} points").format(
            points=hundredths(-price.cost), total=total
        )
    return _("costs nothing")


def _who(view: View, price: Price) -> Iterator[str]:
    """Yield a sentence for each group of people whom the other plan touches."""
    for people, text in (
        (price.freed, _("{names} would have no mentor")),
        (price.placed, _("{names} would get one")),
        (price.moved, _("{names} would change")),
        (price.emptied, _("{names} would have nobody")),
        (price.filled, _("{names} would get a group")),
        (
            price.parted,
            ngettext(
                "{{names}} has met the mentor",
                "{{names}} have met their mentors",
                len(price.parted),
            ),
        ),
    ):
        if people:
            yield text.format(names=listed([view.first_name(each) for each in people]))


def hundredths(score: int) -> str:
    """Return points of 10,000 as points of a hundred: 8,240 is 82.4."""
    return number(score / 100)
