"""Who may be paired with whom, and in words why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model.pair import Pair, Rule, RuleException
from revmentor.model.person import Person
from revmentor.model.programme import ReportingLineDepth
from revmentor.rules import availability
from revmentor.rules.pairing import lessons
from revmentor.rules.programme_view import View, remembered
from revmentor.rules.schedule.series import group_limit


class Objection(msgspec.Struct, frozen=True):
    """A reason against a pair. ``rule`` names one that an exception with a reason can open."""

    message: str
    rule: Rule | None = None


def objections(view: View, mentor_id: str, senior_id: str) -> list[Objection]:
    """Return every reason why two people may not be paired now; none means that they may.

    What is not known (no languages, no half-days given) speaks against nobody.
    """
    return _standing(view, mentor_id, senior_id) or against(view, mentor_id, senior_id)


def against(view: View, mentor_id: str, senior_id: str) -> list[Objection]:
    """Return the rules against a pair, whoever the two are with now; exceptions are let pass."""
    if mentor_id == senior_id:
        return [Objection(_("Nobody can be their own mentor."))]
    return [
        each
        for each in broken(view, mentor_id, senior_id)
        if not (each.rule and excepted(view, mentor_id, senior_id, each.rule))
    ]


def broken(view: View, mentor_id: str, senior_id: str) -> list[Objection]:
    """Return the rules against a pair, also those an exception lets pass."""
    return [
        Objection(message, rule)
        for rule, check in _CHECKS.items()
        if (message := check(view, mentor_id, senior_id))
    ]


def without_pair(view: View, senior_id: str) -> View:
    """Return the view as it would be without a senior's open pair: to ask who else fits."""
    pair = view.pair_of_senior.get(senior_id)
    if pair is None:
        return view
    return view.over(view.snapshot.with_records({"pairs": {pair.id: None}}))


def load(view: View, mentor_id: str) -> tuple[int, int]:
    """Return the least and the most seniors of a mentor: never more than one group session has."""
    least, most = agreed_load(view, mentor_id)
    return least, min(most, group_limit(view.programme) or most)


def has_group_limit(view: View, mentor_id: str) -> bool:
    """Tell whether a mentor has fewer places than agreed, since a group session has no more."""
    return places_of(view, mentor_id) < agreed_load(view, mentor_id)[1]


def agreed_load(view: View, mentor_id: str) -> tuple[int, int]:
    """Return the least and the most seniors that were agreed with a mentor, else with all."""
    part = view.mentors.get(mentor_id)
    all_of_us = view.programme.seniors_per_mentor
    least = part.min_seniors if part and part.min_seniors is not None else all_of_us.min
    most = part.max_seniors if part and part.max_seniors is not None else all_of_us.max
    return least, min(most, all_of_us.max)


def places_of(view: View, mentor_id: str) -> int:
    """Return how many seniors a mentor may have: the own limit, else the programme's."""
    return load(view, mentor_id)[1]


def exceptions(view: View, mentor_id: str, senior_id: str) -> list[RuleException]:
    """Return the exceptions recorded for a pair, also those for a senior with whomever."""
    return [
        each
        for each in view.own(RuleException)
        if each.senior_id == senior_id and each.mentor_id in {None, mentor_id}
    ]


def excepted(view: View, mentor_id: str, senior_id: str, rule: Rule) -> bool:
    """Tell whether a recorded exception opens this pair for this rule."""
    return any(each.rule == rule for each in exceptions(view, mentor_id, senior_id))


def below_minimum(view: View) -> list[str]:
    """Return the mentors who have seniors, but fewer than the least that was agreed."""
    return [
        each for each in view.active_mentors if 0 < len(view.group_of(each)) < load(view, each)[0]
    ]


def _standing(view: View, mentor_id: str, senior_id: str) -> list[Objection]:
    """Return what stands against a pair whatever the rules say: who takes part, who has a place."""
    sentences: list[str] = []
    if view.programme.closed_on:
        sentences.append(_("The programme is closed."))
    if mentor_id == senior_id:
        sentences.append(_("Nobody can be their own mentor."))
    if not view.is_active(mentor_id, "mentor"):
        text = _("{name} does not take part as a mentor now.")
        sentences.append(text.format(name=view.name(mentor_id)))
    if not view.is_active(senior_id, "senior"):
        text = _("{name} does not take part as a senior now.")
        sentences.append(text.format(name=view.name(senior_id)))
    if pair := view.pair_of_senior.get(senior_id):
        sentences.append(_is_paired(view, pair))
    elif len(view.group_of(mentor_id)) >= places_of(view, mentor_id):
        sentences.append(_is_full(view, mentor_id))
    return [Objection(sentence) for sentence in sentences]


def _is_paired(view: View, pair: Pair) -> str:
    return _("{senior} is paired with {mentor} since {day}; move or end that pair first.").format(
        senior=view.name(pair.senior_id),
        mentor=view.name(pair.mentor_id),
        day=plain_date(pair.from_on),
    )


def _is_full(view: View, mentor_id: str) -> str:
    places = places_of(view, mentor_id)
    if not places:
        return _("{name} takes no seniors now.").format(name=view.name(mentor_id))
    if has_group_limit(view, mentor_id):
        return ngettext(
            "{{name}} already has a senior, the most for one group session; “In a group” of the "
            "programme’s settings raises that.",
            "{{name}} already has {n} seniors, the most for one group session; “In a group” of the "
            "programme’s settings raises that.",
            places,
        ).format(name=view.name(mentor_id))
    return ngettext(
        "{{name}} already has a senior, the most that was agreed.",
        "{{name}} already has {n} seniors, the most that was agreed.",
        places,
    ).format(name=view.name(mentor_id))


def managers(view: View, person_id: str, depth: ReportingLineDepth) -> list[str]:
    """Return the managers above a person, nearest first, up to a depth; a cycle ends the list."""
    line: list[str] = []
    manager_id = _manager_of(view, person_id)
    while manager_id and manager_id not in {person_id, *line}:
        if depth != "any" and len(line) >= depth:
            break
        line.append(manager_id)
        manager_id = _manager_of(view, manager_id)
    return line


def _manager_of(view: View, person_id: str) -> str | None:
    person = view.snapshot.people.get(person_id)
    return person.manager_id if person else None


def _reporting_line(view: View, mentor_id: str, senior_id: str) -> str:
    depth = view.programme.reporting_line_depth
    for below, above in ((mentor_id, senior_id), (senior_id, mentor_id)):
        line = managers(view, below, depth)
        if above in line:
            low, high = view.name(below), view.name(above)
            if line[0] == above:
                return _("{high} is the manager of {low}.").format(high=high, low=low)
            return _("{low} is in the reporting line of {high}.").format(low=low, high=high)
    return ""


def _avoids(view: View, mentor_id: str, senior_id: str) -> str:
    for one, other in ((mentor_id, senior_id), (senior_id, mentor_id)):
        if _asked_against(view, one, other):
            return _("{one} asked not to be paired with {other}.").format(
                one=view.name(one), other=view.name(other)
            )
    return ""


def _asked_against(view: View, person_id: str, other_id: str) -> bool:
    """Tell whether somebody, on either side, asked not to be paired with another."""
    parts = (view.mentors.get(person_id), view.seniors.get(person_id))
    return any(part and other_id in part.avoids for part in parts)


@remembered
def _ended(view: View) -> Mapping[tuple[str, str], Sequence[Pair]]:
    """Return the pairs of the firm that have ended, by mentor and senior, in the order they did."""
    ended: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in sorted(
        view.snapshot.pairs.values(), key=lambda each: each.until_on or each.from_on
    ):
        if pair.until_on:
            ended[pair.sides].append(pair)
    return ended


def ended_pairs(view: View, mentor_id: str, senior_id: str) -> Sequence[Pair]:
    """Return the ended pairs of two people, of whichever programme, the last one last."""
    return _ended(view).get((mentor_id, senior_id), ())


def _not_again(view: View, mentor_id: str, senior_id: str) -> str:
    """Say who of the two asked, when an earlier pair of theirs ended, that it be not again."""
    for pair in reversed(ended_pairs(view, mentor_id, senior_id)):
        if pair.not_again and pair.until_on:
            return _("{names} said “not again” when their pair ended on {day}.").format(
                names=listed([view.name(each) for each in pair.not_again]),
                day=plain_date(pair.until_on),
            )
    return ""


def _two(view: View, mentor_id: str, senior_id: str) -> tuple[Person, Person]:
    return view.snapshot.people[mentor_id], view.snapshot.people[senior_id]


def shared_languages(view: View, mentor_id: str, senior_id: str) -> set[str] | None:
    """Return the languages two people share, folded; ``None`` where one gave none."""
    spoken = [{w.casefold() for w in each.languages} for each in _two(view, mentor_id, senior_id)]
    return spoken[0] & spoken[1] if all(spoken) else None


def _language(view: View, mentor_id: str, senior_id: str) -> str:
    if shared_languages(view, mentor_id, senior_id) == set():
        return _("They have no language in common.")
    return ""


def _half_day(view: View, mentor_id: str, senior_id: str) -> str:
    if availability.shared_half_days(view, mentor_id, senior_id) == []:
        return _("They have no half-day in common.")
    return ""


def _site(view: View, mentor_id: str, senior_id: str) -> str:
    mentor, senior = _two(view, mentor_id, senior_id)
    elsewhere = mentor.site and senior.site and mentor.site != senior.site
    if elsewhere and {mentor.works, senior.works} == {"on_site", "remote"}:
        return _("One works on site only, the other only at a distance, from another site.")
    return ""


def _teaching(view: View, mentor_id: str, senior_id: str) -> str:
    """Say that the mentor teaches nothing the senior needs; unknown offers or needs say nothing."""
    part = view.mentors.get(mentor_id)
    known = part and part.offers and lessons.needs(view, senior_id)
    if not known or lessons.lessons(view, mentor_id, senior_id):
        return ""
    return ngettext(
        "{{mentor}} teaches nothing that {{senior}} needs, {n} level above.",
        "{{mentor}} teaches nothing that {{senior}} needs, at least {n} levels above.",
        view.programme.pairs_by.levels_above,
    ).format(mentor=view.name(mentor_id), senior=view.name(senior_id))


_CHECKS: dict[Rule, Callable[[View, str, str], str]] = {
    "reporting_line": _reporting_line,
    "avoids": _avoids,
    "not_again": _not_again,
    "language": _language,
    "half_day": _half_day,
    "site": _site,
    "teaching": _teaching,
}
