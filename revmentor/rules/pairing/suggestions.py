"""The changes that may give a senior a mentor, the smallest first, each tried before it is offered.

A cure is offered only after the plan was solved again with it, and one more senior was placed, the
one it is for among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

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

SuggestionKind = Literal[
    "minimum", "maximum", "exception", "own_half_day", "met", "unlock", "places", "mentor"
]
OFFERED = 2
"""How many kinds of cures one senior is offered."""
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


def search(found: Proposal, senior_id: str, clock: Clock) -> tuple[tuple[Suggestion, ...], bool]:
    """Return what helps an unplaced senior, and whether there was time to look for it.

    Of one kind of change the one that places most is offered, then the one worth most.
    """
    cures: dict[SuggestionKind, Suggestion] = {}
    for kind, tries in _tries(found, senior_id):
        helping = []
        for change in tries if kind not in cures else ():
            plan = _tried(found, change.asked, senior_id, clock)
            if not clock.left:
                return tuple(cures.values()), False
            if plan:
                gained = len(plan.mentor_of) - len(found.plan.mentor_of)
                helping.append(
                    Suggestion(
                        kind, change.text, gained, plan.total, change.mentor_id, change.rules
                    )
                )
        if helping:
            cures[kind] = max(helping, key=lambda cure: (cure.places, cure.total))
        if len(cures) == OFFERED:
            break
    return tuple(cures.values()), True


def _tried(
    found: Proposal, changed: PairingProblem, senior_id: str, clock: Clock
) -> Assignment | None:
    """Return the plan that would be proposed then, if it places more, this senior among them."""
    try:
        plan = engine.solve(changed, clock)
        if len(plan.mentor_of) <= len(found.plan.mentor_of):
            return None
        if senior_id in plan.mentor_of:
            return plan
        other = engine.solve(replace(changed, must=frozenset({senior_id})), clock)
    except Refused:
        return None
    same = len(other.mentor_of) == len(plan.mentor_of) and _kept(changed, other) == _kept(
        changed, plan
    )
    return other if same else None


def _kept(asked: PairingProblem, plan: Assignment) -> int:
    return sum(plan.mentor_of.get(s) == asked.previous[s] for s in asked.met)


class _Try(NamedTuple):
    """A change to be tried: what it is in words, what is asked then, and whom it is about."""

    text: str
    asked: PairingProblem
    mentor_id: str | None = None
    rules: tuple[Rule, ...] = ()


def _tries(found: Proposal, senior_id: str) -> Iterator[tuple[SuggestionKind, Iterator[_Try]]]:
    """Yield the changes to be tried, the smallest first."""
    yield "minimum", _lower_minimum(found, senior_id)
    yield "maximum", _raise_maximum(found, senior_id)
    yield "exception", _exceptions(found, senior_id, rules=1)
    yield "unlock", _unlocked(found, senior_id)
    yield "own_half_day", _shared_half_days(found)
    yield "met", _let_move(found)
    yield "exception", _exceptions(found, senior_id, rules=2)
    yield "places", _more_places(found)
    yield "mentor", _another_mentor(found, senior_id)


def _lower_minimum(found: Proposal, senior_id: str) -> Iterator[_Try]:
    asked = found.question.instance
    for mentor_id in asked.scores[senior_id]:
        least, most = asked.loads[mentor_id]
        agreed = eligibility.load(found.view, mentor_id)[0]
        if least > 1:
            text = _("let {name} begin with {n} instead of {now}").format(
                name=found.view.name(mentor_id), n=agreed - 1, now=agreed
            )
            loads = asked.loads | {mentor_id: (least - 1, most)}
            yield _Try(text, replace(asked, loads=loads), mentor_id)


def _raise_maximum(found: Proposal, senior_id: str) -> Iterator[_Try]:
    """Yield one place more for each mentor who agreed to fewer than the programme allows."""
    view, asked = found.view, found.question.instance
    for mentor_id in view.active_mentors:
        if (senior_id, mentor_id) not in found.question.scores:
            continue
        agreed, own = eligibility.load(view, mentor_id)
        least, most = asked.loads.get(mentor_id, (agreed, 0))
        more = max(own + 1, agreed)
        if more <= view.programme.seniors_per_mentor.max:
            text = _("let {name} take {n} instead of {now}").format(
                name=view.name(mentor_id), n=more, now=own
            )
            loads = asked.loads | {mentor_id: (least, most + more - own)}
            yield _Try(
                text, replace(asked, loads=loads, scores=_opened(found, mentor_id)), mentor_id
            )


def _opened(found: Proposal, mentor_id: str) -> dict[str, dict[str, int]]:
    """Return the scores with those of a mentor who took nobody."""
    return {
        s: of | {mentor_id: found.question.scores[s, mentor_id].total}
        if (s, mentor_id) in found.question.scores
        else of
        for s, of in found.question.instance.scores.items()
    }


def _exceptions(found: Proposal, senior_id: str, *, rules: int) -> Iterator[_Try]:
    view, asked = found.view, found.question.instance
    most = points(found.weights)
    names = labels.pairing_rules()
    tries: list[tuple[int, _Try]] = []
    for mentor_id in asked.loads:
        broken = [each.rule for each in found.question.barred.get((senior_id, mentor_id), ())]
        opened = tuple(rule for rule in broken if rule in _OPENABLE)
        if len(opened) != rules or len(broken) != rules:
            continue
        worth = score(view, mentor_id, senior_id, most).total
        scores = asked.scores | {senior_id: asked.scores[senior_id] | {mentor_id: worth}}
        days = asked.half_days
        if days is not None:
            own = frozenset(availability.choices(view, mentor_id, senior_id))
            days = days | {senior_id: days.get(senior_id, {}) | {mentor_id: own}}
        text = _("record an exception with {mentor} ({rule})").format(
            mentor=view.name(mentor_id),
            rule=listed([names[rule] for rule in opened]),
        )
        tries.append(
            (worth, _Try(text, replace(asked, scores=scores, half_days=days), mentor_id, opened))
        )
    by_worth = sorted(tries, key=lambda each: each[0], reverse=True)
    yield from (change for _worth, change in by_worth[:3])


def _unlocked(found: Proposal, senior_id: str) -> Iterator[_Try]:
    view, asked = found.view, found.question.instance
    for locked, mentor_id in asked.locked.items():
        if mentor_id in asked.scores[senior_id]:
            text = _("unlock {senior} from {mentor}").format(
                senior=view.name(locked), mentor=view.name(mentor_id)
            )
            rest = {s: m for s, m in asked.locked.items() if s != locked}
            yield _Try(text, replace(asked, locked=rest), mentor_id)


def _shared_half_days(found: Proposal) -> Iterator[_Try]:
    asked = found.question.instance
    if asked.half_days is not None:
        text = _("let seniors of one mentor share a half-day")
        yield _Try(text, replace(asked, half_days=None))


def _let_move(found: Proposal) -> Iterator[_Try]:
    asked = found.question.instance
    if asked.met:
        text = _("let pairs that have met change, with a word to each")
        yield _Try(text, replace(asked, met=frozenset()))


def _more_places(found: Proposal) -> Iterator[_Try]:
    """Yield one place more for every mentor who takes as many as the programme allows."""
    view, asked = found.view, found.question.instance
    most = view.programme.seniors_per_mentor.max
    loads = {}
    for mentor_id, (least, top) in asked.loads.items():
        own = view.mentors[mentor_id].max_seniors
        loads[mentor_id] = (least, top + (own is None or own > most))
    text = _("let mentors take {n} seniors instead of {now}").format(n=most + 1, now=most)
    yield _Try(text, replace(asked, loads=loads))


def _another_mentor(found: Proposal, senior_id: str) -> Iterator[_Try]:
    """Yield one more mentor whom everybody may have, within the usual numbers."""
    view, asked = found.view, found.question.instance
    usual = view.programme.seniors_per_mentor
    new = " another"  # no id begins with a blank
    scores = {s: of | {new: 0} for s, of in asked.scores.items()}
    days = asked.half_days
    if days is not None:
        free = {s: view.snapshot.people[s].availability or availability.WEEK for s in days}
        days = {s: of | {new: frozenset(free[s])} for s, of in days.items()}
    wanted = [view.skill_name(need.skill_id) for need in lessons.needs(view, senior_id)]
    text = (
        _("win one more mentor, who teaches {skills}").format(skills=", ".join(wanted[:2]))
        if wanted
        else _("win one more mentor")
    )
    loads = asked.loads | {new: (usual.min, usual.max)}
    yield _Try(text, replace(asked, scores=scores, loads=loads, half_days=days))
