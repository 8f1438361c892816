"""Who is left without a mentor, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model.pair import Rule
from revmentor.rules.pairing import eligibility, lessons, suggestions
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.pairing.suggestions import Suggestion

SUGGESTION_SECONDS = 5.0
"""How long cures are looked for, for all who are unplaced together."""


@dataclass(frozen=True)
class Unplaced:
    """A senior without a mentor. ``searched`` tells whether there was time to look for cures."""

    senior_id: str
    why: tuple[str, ...]
    cures: tuple[Suggestion, ...] = ()
    searched: bool = True


def with_reasons(found: Proposal, clock: Clock | None = None) -> list[Unplaced]:
    """Return everybody the plan leaves out, with reasons and cures, in the order of surnames."""
    clock = clock or Clock.of(SUGGESTION_SECONDS)
    return [
        Unplaced(
            senior_id, tuple(_why(found, senior_id)), *suggestions.search(found, senior_id, clock)
        )
        for senior_id in found.seniors
        if senior_id not in found.plan.mentor_of
    ]


def _why(found: Proposal, senior_id: str) -> Iterator[str]:
    may = [m for m in found.view.active_mentors if (senior_id, m) in found.question.scores]
    if not may:
        yield from _barred(found, senior_id)
        return
    full: list[str] = []
    unused: list[str] = []
    others: list[str] = []
    for mentor_id in may:
        group = len(found.planned.group_of(mentor_id))
        if group >= eligibility.places_of(found.view, mentor_id):
            full.append(mentor_id)
        else:
            (others if group else unused).append(mentor_id)
    names = {"senior": found.view.name(senior_id)}
    if full:
        yield ngettext(
            "{{mentors}}, who could teach {{senior}}, has no place left.",
            "{{mentors}}, who could teach {{senior}}, have no place left.",
            len(full),
        ).format(mentors=_names(found, full), **names)
    if unused:
        yield _("{mentors} would have too few seniors, without taking them from others.").format(
            mentors=_names(found, unused)
        )
    if others:
        text = (
            _("{mentors} could, but has no half-day of the week left, or others would change.")
            if found.question.instance.half_days is not None
            else _("{mentors} could, but then others would have to change.")
        )
        yield text.format(mentors=_names(found, others))


def _barred(found: Proposal, senior_id: str) -> Iterator[str]:
    """Say which rule stands between a senior and the mentors, many in one sentence."""
    view, sentences = found.view, _sentences()
    by_rule: defaultdict[Rule | None, list[str]] = defaultdict(list)
    for mentor_id in view.active_mentors:
        for each in found.question.barred.get((senior_id, mentor_id), ())[:1]:
            by_rule[each.rule].append(mentor_id)
    for rule, mentors in by_rule.items():
        if len(mentors) == 1 or rule is None:
            yield found.question.barred[senior_id, mentors[0]][0].message
        else:
            everyone = len(mentors) == len(view.active_mentors)
            yield sentences[rule].format(
                mentors=_("All mentors") if everyone else _names(found, mentors),
                senior=view.name(senior_id),
            )
    if "teaching" in by_rule:
        wanted = [view.skill_name(need.skill_id) for need in lessons.needs(view, senior_id)]
        yield _("Needed: {skills}.").format(skills=", ".join(wanted))


def _sentences() -> dict[Rule, str]:
    """Return a sentence for each rule that stands between one senior and several mentors."""
    return {
        "reporting_line": _("{mentors} are in one reporting line with {senior}."),
        "avoids": _("Between {senior} and {mentors} one asked not to be paired with the other."),
        "language": _("{mentors} have no language in common with {senior}."),
        "half_day": _("{mentors} have no half-day in common with {senior}."),
        "site": _("{mentors} cannot meet {senior}: one only on site, one only at a distance."),
        "teaching": _("{mentors} teach nothing that {senior} needs."),
    }


def _names(found: Proposal, people: list[str]) -> str:
    return listed([found.view.name(each) for each in sorted(people, key=found.view.sort_key)])
