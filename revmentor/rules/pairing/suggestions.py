"""The changes that may give a senior a mentor, the smallest first, each tried before it is offered.

A suggestion is offered only after the plan was solved again with it, and one more senior was
placed, the one it is for among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from revmentor.i18n.gettext import _, listed
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.model.pair import Rule
from revmentor.rules import availability
from revmentor.rules.pairing import eligibility, engine, lessons
from revmentor.rules.pairing.problem import Assignment, PairingProblem
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.score import points, score
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.programme_view import View

SuggestionKind = Literal[
    "minimum", "maximum", "exception", "own_half_day", "met", "unlock", "places", "mentor"
]
OFFERED = 2
"""How many kinds of suggestions one senior is offered."""
_OPENABLE: tuple[Rule, ...] = ("reporting_line", "half_day", "site", "language")
"""The rules an exception is proposed for; nobody is talked into whom they declined."""


@dataclass(frozen=True)
class Suggestion:
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
        if len(plan.mentor_of) <= len(proposal.plan.mentor_of):
            return None
        if senior_id in plan.mentor_of:
            return plan
        other = engine.solve(replace(changed, must=frozenset({senior_id})), clock)
    except Refused:
        return None
    return other if _first_aims(changed, other) == _first_aims(changed, plan) else None


def _first_aims(problem: PairingProblem, plan: Assignment) -> tuple[int, int]:
    """Return what comes before the score: how many a plan places, and how many met pairs it keeps.

    Two plans alike in both are equal proposals.
    """
    kept = sum(plan.mentor_of.get(s) == problem.previous[s] for s in problem.met)
    return len(plan.mentor_of), kept


@dataclass(frozen=True)
class _Try:
    """A change to be tried: in words, the problem with it, and whom and which rules it is about."""

    text: str
    problem: PairingProblem
    mentor_id: str | None = None
    rules: tuple[Rule, ...] = ()


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
    problem = proposal.question.problem
    for mentor_id in problem.scores[senior_id]:
        least, most = problem.loads[mentor_id]
        agreed = eligibility.load(proposal.view, mentor_id)[0]
        if least > 1:
            text = _("let {name} begin with {n} instead of {now}").format(
                name=proposal.view.name(mentor_id), n=agreed - 1, now=agreed
            )
            loads = problem.loads | {mentor_id: (least - 1, most)}
            yield _Try(text, replace(problem, loads=loads), mentor_id)


def _raise_maximum(proposal: Proposal, senior_id: str) -> Iterator[_Try]:
    """Yield one place more for each mentor who agreed to fewer than the programme allows."""
    view, problem = proposal.view, proposal.question.problem
    for mentor_id in view.active_mentors:
        agreed, own = eligibility.load(view, mentor_id)
        more = max(own + 1, agreed)
        may = (senior_id, mentor_id) in proposal.question.scores
        if may and more <= view.programme.seniors_per_mentor.max:
            text = _("let {name} take {n} instead of {now}").format(
                name=view.name(mentor_id), n=more, now=own
            )
            least, most = problem.loads.get(mentor_id, (agreed, 0))
            loads = problem.loads | {mentor_id: (least, most + more - own)}
            changed = replace(problem, loads=loads, scores=_opened(proposal, mentor_id))
            yield _Try(text, changed, mentor_id)


def _opened(proposal: Proposal, mentor_id: str) -> dict[str, dict[str, int]]:
    """Return the scores with those of a mentor who took nobody."""
    return {
        s: of | {mentor_id: proposal.question.scores[s, mentor_id].total}
        if (s, mentor_id) in proposal.question.scores
        else of
        for s, of in proposal.question.problem.scores.items()
    }


def _exceptions(proposal: Proposal, senior_id: str, *, rules: int) -> Iterator[_Try]:
    """Yield the exceptions to so many rules that would open the best pairs."""
    most = points(proposal.weights)
    tries = []
    for mentor_id in proposal.question.problem.loads:
        objections = proposal.question.barred.get((senior_id, mentor_id), ())
        opened = tuple(each.rule for each in objections if each.rule in _OPENABLE)
        if len(opened) == rules == len(objections):
            worth = score(proposal.view, mentor_id, senior_id, most).total
            tries.append((worth, _exception(proposal, senior_id, mentor_id, opened, worth)))
    for _worth, each in sorted(tries, key=lambda one: -one[0])[:3]:
        yield each


def _exception(
    proposal: Proposal, senior_id: str, mentor_id: str, rules: tuple[Rule, ...], worth: int
) -> _Try:
    """Return the exception that opens a pair to its score and its half-days."""
    problem, names = proposal.question.problem, labels.pairing_rules()
    scores = problem.scores | {senior_id: problem.scores[senior_id] | {mentor_id: worth}}
    days = problem.half_days
    if days is not None:
        own = frozenset(availability.choices(proposal.view, mentor_id, senior_id))
        days = days | {senior_id: days.get(senior_id, {}) | {mentor_id: own}}
    text = _("record an exception with {mentor} ({rule})").format(
        mentor=proposal.view.name(mentor_id), rule=listed([names[rule] for rule in rules])
    )
    return _Try(text, replace(problem, scores=scores, half_days=days), mentor_id, rules)


def _unlocked(proposal: Proposal, senior_id: str) -> Iterator[_Try]:
    view, problem = proposal.view, proposal.question.problem
    for locked, mentor_id in problem.locked.items():
        if mentor_id in problem.scores[senior_id]:
            text = _("unlock {senior} from {mentor}").format(
                senior=view.name(locked), mentor=view.name(mentor_id)
            )
            others = {s: m for s, m in problem.locked.items() if s != locked}
            yield _Try(text, replace(problem, locked=others), mentor_id)


def _shared_half_days(proposal: Proposal) -> Iterator[_Try]:
    problem = proposal.question.problem
    if problem.half_days is not None:
        text = _("let seniors of one mentor share a half-day")
        yield _Try(text, replace(problem, half_days=None))


def _let_move(proposal: Proposal) -> Iterator[_Try]:
    problem = proposal.question.problem
    if problem.met:
        text = _("let pairs that have met change, with a word to each")
        yield _Try(text, replace(problem, met=frozenset()))


def _more_places(proposal: Proposal) -> Iterator[_Try]:
    """Yield one place more for every mentor who takes as many as the programme allows."""
    view, problem = proposal.view, proposal.question.problem
    most = view.programme.seniors_per_mentor.max
    loads = {}
    for mentor_id, (least, top) in problem.loads.items():
        own = view.mentors[mentor_id].max_seniors
        loads[mentor_id] = (least, top + (own is None or own > most))
    text = _("let mentors take {n} seniors instead of {now}").format(n=most + 1, now=most)
    yield _Try(text, replace(problem, loads=loads))


def _another_mentor(proposal: Proposal, senior_id: str) -> Iterator[_Try]:
    """Yield one more mentor whom everybody may have, within the usual numbers."""
    view, problem = proposal.view, proposal.question.problem
    usual = view.programme.seniors_per_mentor
    new = " another"  # no id begins with a blank
    scores = {s: of | {new: 0} for s, of in problem.scores.items()}
    days = problem.half_days
    if days is not None:
        days = {s: of | {new: _free(view, s)} for s, of in days.items()}
    loads = problem.loads | {new: (usual.min, usual.max)}
    changed = replace(problem, scores=scores, loads=loads, half_days=days)
    yield _Try(_one_more(view, senior_id), changed)


def _free(view: View, person_id: str) -> frozenset[str]:
    """Return the half-days on which somebody is free; who gave none is free on all ten."""
    return frozenset(view.snapshot.people[person_id].availability or availability.WEEK)


def _one_more(view: View, senior_id: str) -> str:
    wanted = [view.skill_name(need.skill_id) for need in lessons.needs(view, senior_id)]
    if not wanted:
        return _("win one more mentor")
    return _("win one more mentor, who teaches {skills}").format(skills=", ".join(wanted[:2]))
