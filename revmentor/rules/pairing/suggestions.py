"""The changes that may give a senior a mentor, the smallest first, each tried before it is offered.

A suggestion is offered only after the records were changed as it says, the plan was proposed again,
and one more senior was placed, the one it is for among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from revmentor.i18n.gettext import _, listed
from revmentor.model import labels
from revmentor.model.base import Record
from revmentor.model.errors import Refused
from revmentor.model.pair import Rule, RuleException
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.model.programme import MOST_PLACES
from revmentor.model.snapshot import TABLE_OF
from revmentor.rules.pairing import eligibility, engine, lessons
from revmentor.rules.pairing.problem import Assignment, PairingProblem
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.question import pose_again
from revmentor.rules.pairing.score import points, score
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.series import group_limit, most_seniors

SuggestionKind = Literal[
    "minimum", "maximum", "exception", "own_half_day", "met", "unlock", "places", "mentor"
]
OFFERED = 2
"""How many kinds of suggestions one senior is offered."""
_OPENABLE: tuple[Rule, ...] = ("reporting_line", "half_day", "site", "language")
"""The rules an exception is proposed for; nobody is talked into whom they declined."""
_NEW = " another"
"""The id of a mentor who is not there yet: no id begins with a blank."""


class Suggestion(msgspec.Struct, frozen=True):
    """A change that was tried and helps: in words, and what it would place and cost.

    ``places`` is how many more seniors are placed, ``total`` what the plan is worth then.
    """

    kind: SuggestionKind
    text: str
    places: int
    total: int
    mentor_id: str | None = None
    rules: tuple[Rule, ...] = ()


def search(proposal: Proposal, senior_id: str, clock: Clock) -> tuple[tuple[Suggestion, ...], bool]:
    """Return what helps an unplaced senior, and whether there was time to look for it.

    Of one kind of change the one that places most is offered, then the one worth most.
    """
    offered: dict[SuggestionKind, Suggestion] = {}
    if not clock.left:
        return (), False
    for kind, tries in _tries(proposal, senior_id):
        if kind in offered:
            continue
        helping = []
        for each in tries:
            plan = _tried(proposal, each.problem, senior_id, clock)
            if not clock.left:
                return tuple(offered.values()), False
            if plan:
                helping.append(_suggestion(proposal, kind, each, plan))
        if helping:
            offered[kind] = max(helping, key=lambda each: (each.places, each.total))
        if len(offered) == OFFERED:
            break
    return tuple(offered.values()), True


def _suggestion(
    proposal: Proposal, kind: SuggestionKind, change: _Try, plan: Assignment
) -> Suggestion:
    """Return a change that helped, with what it places and costs."""
    gained = len(plan.mentor_of) - len(proposal.plan.mentor_of)
    return Suggestion(kind, change.text, gained, plan.total, change.mentor_id, change.rules)


def _tried(
    proposal: Proposal, changed: PairingProblem, senior_id: str, clock: Clock
) -> Assignment | None:
    """Return the plan that would be proposed then, if it places more, this senior among them."""
    try:
        plan = engine.solve(changed, clock)
    except Refused:
        return None
    more = len(plan.mentor_of) > len(proposal.plan.mentor_of)
    return plan if more and senior_id in plan.mentor_of else None


class _Try(msgspec.Struct, frozen=True):
    """A change to be tried: in words, the problem with it, and whom and which rules it is about."""

    text: str
    problem: PairingProblem
    mentor_id: str | None = None
    rules: tuple[Rule, ...] = ()


def _with(
    proposal: Proposal,
    *records: Record,
    anew: Sequence[tuple[str, str]] = (),
    locks: Mapping[str, str] | None = None,
) -> PairingProblem:
    """Return the problem with some records put in: what would be proposed on from there.

    ``anew`` are the pairs, senior and mentor, whose rules or score are touched; ``locks`` stand in
    place of those of the draft.
    """
    view = proposal.view
    tables: dict[str, dict[str, Record | None]] = {}
    for record in records:
        tables.setdefault(TABLE_OF[type(record)], {})[record.id] = record
    changed = view.over(view.snapshot.with_records(tables))
    locks = proposal.locks if locks is None else locks
    return pose_again(proposal.question, changed, locks=locks, anew=anew).problem


def _tries(proposal: Proposal, senior_id: str) -> Iterator[tuple[SuggestionKind, Iterator[_Try]]]:
    """Yield the changes to be tried, the smallest first."""
    yield "minimum", _lower_minimum(proposal, senior_id)
    yield "maximum", _raise_maximum(proposal, senior_id)
    yield "exception", _exceptions(proposal, senior_id, rules=1)
    yield "unlock", _unlocked(proposal, senior_id)
    yield "own_half_day", _shared_half_days(proposal)
    yield "met", _let_move(proposal)
    yield "exception", _exceptions(proposal, senior_id, rules=2)
    yield "places", _more_places(proposal)
    yield "mentor", _another_mentor(proposal, senior_id)


def _lower_minimum(proposal: Proposal, senior_id: str) -> Iterator[_Try]:
    view, problem = proposal.view, proposal.question.problem
    for mentor_id in problem.scores[senior_id]:
        agreed = eligibility.load(view, mentor_id)[0]
        # Beside pairs that are held the least may be reached already.
        if problem.loads[mentor_id][0] > 1:
            text = _("let {name} begin with {n} instead of {now}").format(
                name=view.name(mentor_id), n=agreed - 1, now=agreed
            )
            yield _Try(text, _agreed(proposal, mentor_id, min_seniors=agreed - 1), mentor_id)


def _raise_maximum(proposal: Proposal, senior_id: str) -> Iterator[_Try]:
    """Yield one place more for each mentor who agreed to fewer than the programme allows."""
    view = proposal.view
    for mentor_id in view.active_mentors:
        least, own = eligibility.load(view, mentor_id)
        more = max(own + 1, least)
        may = (senior_id, mentor_id) in proposal.question.scores
        if may and more <= most_seniors(view.programme):
            text = _("let {name} take {n} instead of {now}").format(
                name=view.name(mentor_id), n=more, now=own
            )
            yield _Try(text, _agreed(proposal, mentor_id, max_seniors=more), mentor_id)


def _agreed(proposal: Proposal, mentor_id: str, **fields: int) -> PairingProblem:
    """Return the problem where a mentor agreed to something else."""
    part = proposal.view.mentors[mentor_id]
    return _with(proposal, msgspec.structs.replace(part, **fields))


def _exceptions(proposal: Proposal, senior_id: str, *, rules: int) -> Iterator[_Try]:
    """Yield the exceptions to so many rules that would open the best pairs."""
    most = points(proposal.question.counted)
    tries = []
    for mentor_id in proposal.question.problem.loads:
        objections = proposal.question.barred.get((senior_id, mentor_id), ())
        opened = tuple(each.rule for each in objections if each.rule in _OPENABLE)
        if len(opened) == rules == len(objections):
            worth = score(proposal.view, mentor_id, senior_id, most).total
            tries.append((worth, mentor_id, opened))
    for _worth, mentor_id, opened in sorted(tries, key=lambda one: -one[0])[:3]:
        yield _exception(proposal, senior_id, mentor_id, opened)


def _exception(proposal: Proposal, senior_id: str, mentor_id: str, rules: tuple[Rule, ...]) -> _Try:
    """Return the exception that opens a pair."""
    view, names = proposal.view, labels.pairing_rules()
    text = _("record an exception with {mentor} ({rule})").format(
        mentor=view.name(mentor_id), rule=listed([names[rule] for rule in rules])
    )
    records = [
        RuleException(
            id=f" {rule}",
            programme_id=view.programme.id,
            senior_id=senior_id,
            rule=rule,
            reason=text,
            on=view.programme.starts_on,
            mentor_id=mentor_id,
        )
        for rule in rules
    ]
    problem = _with(proposal, *records, anew=[(senior_id, mentor_id)])
    return _Try(text, problem, mentor_id, rules)


def _unlocked(proposal: Proposal, senior_id: str) -> Iterator[_Try]:
    view, problem = proposal.view, proposal.question.problem
    for locked, mentor_id in problem.locked.items():
        if mentor_id in problem.scores[senior_id]:
            text = _("unlock {senior} from {mentor}").format(
                senior=view.name(locked), mentor=view.name(mentor_id)
            )
            pair = view.pair_of_senior.get(locked)
            freed = [msgspec.structs.replace(pair, locked=False)] if pair else []
            others = {s: m for s, m in proposal.locks.items() if s != locked}
            yield _Try(text, _with(proposal, *freed, locks=others), mentor_id)


def _shared_half_days(proposal: Proposal) -> Iterator[_Try]:
    if proposal.question.problem.half_days is not None:
        text = _("let seniors of one mentor share a half-day")
        by = msgspec.structs.replace(proposal.view.programme.pairs_by, own_half_day=False)
        yield _Try(text, _changed(proposal, pairing=by))


def _changed(proposal: Proposal, **fields: Any) -> PairingProblem:
    """Return the problem where something else is set for the programme."""
    return _with(proposal, msgspec.structs.replace(proposal.view.programme, **fields))


def _let_move(proposal: Proposal) -> Iterator[_Try]:
    problem = proposal.question.problem
    if problem.met:
        text = _("let pairs that have met change, with a word to each")
        yield _Try(text, replace(problem, met=frozenset()))


def _more_places(proposal: Proposal) -> Iterator[_Try]:
    """Yield one place more for every mentor who takes as many as the programme allows."""
    usual = proposal.view.programme.seniors_per_mentor
    largest = group_limit(proposal.view.programme)
    if largest and largest <= usual.max:
        yield from _larger_groups(proposal, largest)
    elif usual.max < MOST_PLACES:
        text = _("let mentors take {n} seniors instead of {now}").format(
            n=usual.max + 1, now=usual.max
        )
        more = msgspec.structs.replace(usual, max=usual.max + 1)
        yield _Try(text, _changed(proposal, seniors_per_mentor=more))


def _larger_groups(proposal: Proposal, now: int) -> Iterator[_Try]:
    """Yield one senior more in a group session, and in a mentor's group where that is as large."""
    usual, n = proposal.view.programme.seniors_per_mentor, now + 1
    if n <= MOST_PLACES:
        text = _("let {n} come to one group session instead of {now}").format(n=n, now=now)
        more = msgspec.structs.replace(usual, max=max(usual.max, n))
        yield _Try(text, _changed(proposal, group_max=n, seniors_per_mentor=more))


def _another_mentor(proposal: Proposal, senior_id: str) -> Iterator[_Try]:
    """Yield one more mentor within the usual numbers; known is only what is taught."""
    view = proposal.view
    offers = tuple(need.skill_id for need in lessons.needs(view, senior_id)[:2])
    person = Person(id=_NEW, name=_NEW)
    part = Participation(
        id=_NEW, programme_id=view.programme.id, person_id=_NEW, role="mentor", offers=offers
    )
    anew = [(each, _NEW) for each in proposal.question.problem.scores]
    problem = _with(proposal, person, part, anew=anew)
    yield _Try(_one_more(view, offers), problem)


def _one_more(view: View, offers: Sequence[str]) -> str:
    if not offers:
        return _("win one more mentor")
    skills = ", ".join(view.skill_name(each) for each in offers)
    return _("win one more mentor, who teaches {skills}").format(skills=skills)
