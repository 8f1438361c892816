"""Who is left without a mentor, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model.pair import Rule
from revmentor.rules.pairing import eligibility, lessons, suggestions
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.pairing.suggestions import Suggestion

SUGGESTION_SECONDS = 5.0
"""How long suggestions are looked for, for all who are unplaced together."""

_GroupState = Literal["full", "unused", "open"]


class Unplaced(msgspec.Struct, frozen=True):
    """A senior without a mentor. ``searched`` tells whether there was time to look for help."""

    senior_id: str
    why: tuple[str, ...]
    suggestions: tuple[Suggestion, ...] = ()
    searched: bool = True


def with_reasons(proposal: Proposal, clock: Clock | None = None) -> list[Unplaced]:
    """Return everybody the plan leaves out, with reasons and suggestions, by their surnames."""
    clock = clock or Clock.of(SUGGESTION_SECONDS)
    return [
        Unplaced(
            senior_id,
            tuple(_why(proposal, senior_id)),
            *suggestions.search(proposal, senior_id, clock),
        )
        for senior_id in proposal.seniors
        if senior_id not in proposal.plan.mentor_of
    ]


def _why(proposal: Proposal, senior_id: str) -> Iterator[str]:
    """Yield the reasons, by what keeps each mentor who may have the senior from it."""
    scores = proposal.question.scores
    may = [m for m in proposal.view.active_mentors if (senior_id, m) in scores]
    if not may:
        yield from _barred(proposal, senior_id)
    by_group: dict[_GroupState, list[str]] = {"full": [], "unused": [], "open": []}
    for mentor_id in may:
        by_group[_group_state(proposal, mentor_id)].append(mentor_id)
    for state, mentors in by_group.items():
        if mentors:
            yield _why_not(proposal, state, len(mentors)).format(
                mentors=_names(proposal, mentors), senior=proposal.view.name(senior_id)
            )


def _group_state(proposal: Proposal, mentor_id: str) -> _GroupState:
    """Tell whether a mentor's group in the plan is full, has a place, or is not there at all."""
    group = len(proposal.planned.group_of(mentor_id))
    if group >= eligibility.places_of(proposal.view, mentor_id):
        return "full"
    return "open" if group else "unused"


def _why_not(proposal: Proposal, state: _GroupState, mentors: int) -> str:
    """Return the sentence why mentors in one state cannot have a senior."""
    if state == "full":
        return ngettext(
            "{{mentors}}, who could teach {{senior}}, has no place left.",
            "{{mentors}}, who could teach {{senior}}, have no place left.",
            mentors,
        )
    if state == "unused":
        return _("{mentors} would have too few seniors, without taking them from others.")
    if proposal.question.problem.half_days is not None:
        return _("{mentors} could, but has no half-day of the week left, or others would change.")
    return _("{mentors} could, but then others would have to change.")


def _barred(proposal: Proposal, senior_id: str) -> Iterator[str]:
    """Say which rule stands between a senior and the mentors, many in one sentence."""
    view, barred = proposal.view, proposal.question.barred
    by_rule = _mentors_by_rule(proposal, senior_id)
    for rule, mentors in by_rule.items():
        if len(mentors) == 1 or rule is None:
            yield barred[senior_id, mentors[0]][0].message
        else:
            yield _by_rule(proposal, senior_id, rule, mentors)
    if "teaching" in by_rule:
        wanted = [view.skill_name(need.skill_id) for need in lessons.needs(view, senior_id)]
        yield _("Needed: {skills}.").format(skills=", ".join(wanted))


def _mentors_by_rule(proposal: Proposal, senior_id: str) -> dict[Rule | None, list[str]]:
    """Return the mentors a senior may not have, by the first rule against each."""
    by_rule: dict[Rule | None, list[str]] = {}
    for mentor_id in proposal.view.active_mentors:
        if objections := proposal.question.barred.get((senior_id, mentor_id)):
            by_rule.setdefault(objections[0].rule, []).append(mentor_id)
    return by_rule


def _by_rule(proposal: Proposal, senior_id: str, rule: Rule, mentors: list[str]) -> str:
    """Return the sentence of one rule against several mentors."""
    view = proposal.view
    everyone = len(mentors) == len(view.active_mentors)
    names = _("All mentors") if everyone else _names(proposal, mentors)
    return _sentences()[rule].format(mentors=names, senior=view.name(senior_id))


def _sentences() -> dict[Rule, str]:
    """Return a sentence for each rule that stands between one senior and several mentors."""
    return {
        "reporting_line": _("{mentors} are in one reporting line with {senior}."),
        "avoids": _("Between {senior} and {mentors} one asked not to be paired with the other."),
        "not_again": _("After a pair of {senior} with {mentors} one said “not again”."),
        "language": _("{mentors} have no language in common with {senior}."),
        "half_day": _("{mentors} have no half-day in common with {senior}."),
        "site": _("{mentors} cannot meet {senior}: one only on site, one only at a distance."),
        "teaching": _("{mentors} teach nothing that {senior} needs."),
    }


def _names(proposal: Proposal, people: list[str]) -> str:
    return listed([proposal.view.name(each) for each in sorted(people, key=proposal.view.sort_key)])
