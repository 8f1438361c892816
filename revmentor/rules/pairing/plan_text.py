"""A plan in words: how good it is, what it changes, the loads, what it leaves to a person."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.programme import Pairing, Weights
from revmentor.rules import availability
from revmentor.rules.pairing import eligibility, pair_text, score
from revmentor.rules.pairing.draft import Draft
from revmentor.rules.pairing.pair_text import hundredths, points_of
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.score import SCORE_PARTS, part_names
from revmentor.rules.pairing.unplaced import Unplaced
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.hours import monthly_hours, weeks_between

MANY, MANY_AFTER_OTHERS = 3, 2
"""From how many on parts of the same small share are said together in one line."""


def placed(proposal: Proposal) -> str:
    """Return how many of how many are placed."""
    return _("{n} of {of} seniors placed").format(
        n=len(proposal.plan.mentor_of), of=len(proposal.question.problem)
    )


def proof(proposal: Proposal) -> str:
    """Say how well a plan is proven, and nothing more than that."""
    plan = proposal.plan
    if plan.places_gap:
        return ngettext(
            "not proven best, time ran out: {n} more might be placed",
            "not proven best, time ran out: up to {n} more might be placed",
            plan.places_gap,
        )
    if plan.proof == "gap":
        return _("not proven best, time ran out: at most {points} better").format(
            points=hundredths(plan.gap)
        )
    if proposal.locks:
        return _("proven best around your locks")
    if proposal.question.problem.met:
        return _("proven best, keeping who has met")
    return _("proven best plan")


def by_which(proposal: Proposal) -> str:
    """Say whether the weights are the usual ones; `settings` says which they are."""
    usual = proposal.weights == Weights() and _own_goal(proposal) == Pairing().own_goal
    return _("by the usual weights") if usual else _("by your own weights")


def _own_goal(proposal: Proposal) -> int:
    return proposal.view.programme.pairs_by.own_goal


def weights_line(proposal: Proposal) -> str:
    """Return by which weights, for one line: those of the smallest share as one."""
    shares = _shares(proposal)
    least = [each for each in shares if each[1] == shares[-1][1]]
    weights = _listed(shares)
    if len(least) >= (MANY if len(least) == len(shares) else MANY_AFTER_OTHERS):
        others = _("{n} others {share} each").format(n=len(least), share=least[0][1])
        single = _listed(shares[: -len(least)])
        weights = f"{single}, {others}" if single else others
    return _("by {weights}; own goals × {n}").format(weights=weights, n=_own_goal(proposal))


def _listed(shares: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {share}" for name, share in shares)


def _shares(proposal: Proposal) -> list[tuple[str, int]]:
    names = part_names()
    counted = proposal.question.counted
    shares = [(names[part], getattr(counted, part)) for part in SCORE_PARTS]
    return sorted((each for each in shares if each[1]), key=lambda each: -each[1])


def not_counted(proposal: Proposal) -> str:
    """Return which parts of the score have no weight, as nobody entered anything, or nothing."""
    parts, names = score.not_counted(proposal.view, proposal.weights), part_names()
    if not parts:
        return ""
    return _("not counted, as nothing is known: {parts}").format(
        parts=", ".join(names[part] for part in parts)
    )


def own_goal_text(times: int) -> str:
    """Return how much an own goal counts beside a skill of the standard level."""
    if times == 1:
        return _("as much as a skill for all")
    if times == 2:
        return _("twice as much as a skill for all")
    return _("{n} times as much as a skill for all").format(n=times)


def settings(proposal: Proposal) -> list[str]:
    """Return by what a plan is the best, in sentences: shares, own goals, a group for each."""
    each = proposal.view.programme.pairs_by.group_for_each
    silent = not_counted(proposal)
    return [
        _("{total} points for all together, {by}: {weights}.").format(
            total=hundredths(proposal.plan.total),
            by=by_which(proposal),
            weights=_listed(_shares(proposal)),
        ),
        *([silent[0].upper() + silent[1:] + "."] if silent else ()),
        _("An own goal counts {times}.").format(times=own_goal_text(_own_goal(proposal))),
        _("No mentor is left with nobody where all can have a group.")
        if each
        else _("A mentor may be left with nobody."),
    ]


def hours(proposal: Proposal, mentor_id: str) -> str:
    """Return a mentor's hours a month in the plan, or why the mentor has no group."""
    if not proposal.planned.group_of(mentor_id):
        return unused(proposal, mentor_id)
    taken = monthly_hours(proposal.planned, mentor_id)
    agreed = proposal.view.programme.monthly_hours.mentor
    turn = weeks_between(proposal.planned, mentor_id)
    text = (
        _("{hours} h a month, each every {n} weeks")
        if turn > 1
        else _("{hours} h a month, each every week")
    ).format(hours=number(taken), n=turn)
    if taken > agreed:
        return _("{text}, {agreed} were agreed").format(text=text, agreed=number(agreed))
    return text


def unused(proposal: Proposal, mentor_id: str) -> str:
    """Return why a mentor has nobody in the plan."""
    least, most = eligibility.load(proposal.view, mentor_id)
    may = _who_may_go(proposal, mentor_id)
    if not most:
        return _("takes no seniors now")
    if not may:
        return _("no senior may go here")
    free = _free_to_go(proposal, mentor_id)
    if not free:
        return _("whoever may go here is locked elsewhere")
    if len(free) < least:
        return ngettext(
            "only {n} senior may go here, at least {{least}} are needed",
            "only {n} seniors may go here, at least {{least}} are needed",
            len(free),
        ).format(least=least)
    if not proposal.plan.mentor_of.keys() >= set(may):
        return _("too few for a group, without taking seniors from others")
    if mentor_id in proposal.question.problem.volunteers:
        return _("a group here would take a place, or another mentor's group")
    return _("everybody is placed elsewhere in this plan")


def _who_may_go(proposal: Proposal, mentor_id: str) -> list[str]:
    """Return the seniors who may go to a mentor."""
    return [s for s, of in proposal.question.problem.scores.items() if mentor_id in of]


def _free_to_go(proposal: Proposal, mentor_id: str) -> list[str]:
    """Return those of them whom no lock holds elsewhere."""
    locked = proposal.question.problem.locked
    may = _who_may_go(proposal, mentor_id)
    return [s for s in may if locked.get(s, mentor_id) == mentor_id]


def change_text(proposal: Proposal, senior_id: str) -> str:
    """Say what the plan changes for a senior, beside what stands."""
    pair = proposal.view.pair_of_senior.get(senior_id)
    before = proposal.view.name(pair.mentor_id) if pair else ""
    return {
        "same": _("as before"),
        "new": _("new"),
        "moved": _("from {mentor}").format(mentor=before),
        "freed": _("no longer with {mentor}").format(mentor=before),
        "none": _("not placed"),
    }[proposal.change(senior_id)]


def suggestions(unplaced: Unplaced) -> str:
    """Return what would help an unplaced senior, in a sentence."""
    if unplaced.suggestions:
        texts = _(", or ").join(each.text for each in unplaced.suggestions)
        return _("Helps: {cures}.").format(cures=texts)
    if unplaced.searched:
        return _("No single change that was tried helps.")
    return _("There was no time to look for a change that helps.")


def why_left(proposal: Proposal, senior_id: str) -> str:
    """Say why a pair is left as it is."""
    view, pair = proposal.view, proposal.question.held[senior_id]
    part = view.seniors.get(senior_id)
    waits = (part and part.status == "paused") or view.is_active(senior_id, "senior")
    text = (
        _("{senior} stays with {mentor} while one of them is paused.")
        if waits
        else _("{senior} no longer takes part; end the pair with {mentor} to free the place.")
    )
    return text.format(senior=view.name(senior_id), mentor=view.name(pair.mentor_id))


def keeping(draft: Draft) -> str:
    """Return what it costs that whoever has met stays together, or nothing."""
    price = None if draft.proposal.locks else draft.keeping
    if price is None or not (price.cost or price.fewer):
        return ""
    return _("keeping who has met: {cost}").format(cost=points_of(price))


def filling(draft: Draft) -> str:
    """Return what it costs that no mentor is left with nobody, or nothing."""
    price, view = draft.filling, draft.proposal.view
    if price is None or not (price.filled or price.cost):
        return ""
    text = _("a group for each mentor: {cost}").format(cost=points_of(price))
    if not price.filled:
        return text
    names = listed([view.first_name(each) for each in price.filled])
    return _("{text}, else {names} would have nobody").format(text=text, names=names)


def own_goals(proposal: Proposal) -> str:
    """Return how many own goals of the seniors the plan's mentors can teach, or nothing."""
    taught, every = proposal.own_goals
    if not every:
        return ""
    return ngettext(
        "{{taught}} of {n} own goal has a mentor who can teach it",
        "{{taught}} of {n} own goals have a mentor who can teach them",
        every,
    ).format(taught=taught)


def unmet_wishes(proposal: Proposal, mentor_id: str) -> str:
    """Return which wishes of a mentor nobody of the group meets, in a sentence, or nothing."""
    unmet = proposal.unmet_wishes(mentor_id) if proposal.planned.group_of(mentor_id) else []
    if not unmet:
        return ""
    return _("nobody in the group meets the wish for {skills}").format(
        skills=", ".join(proposal.view.skill_name(each) for each in unmet)
    )


def unmet(proposal: Proposal) -> list[str]:
    """Return in sentences what the plan meets for nobody: own goals untaught, wishes unmet."""
    view = proposal.view
    seniors = (
        _named(view, s, pair_text.own_goals_text(view, proposal.plan.mentor_of[s], s))
        for s in proposal.seniors
        if s in proposal.plan.mentor_of
    )
    mentors = (_named(view, m, unmet_wishes(proposal, m)) for m in view.active_mentors)
    return [text for text in (*seniors, *mentors) if text]


def _named(view: View, person_id: str, text: str) -> str:
    """Return a sentence about a person with the name before it; nothing of nothing."""
    return f"{view.name(person_id)}: {text}." if text else ""


def locking(draft: Draft) -> str:
    """Return what the locks of a draft cost, and who has met and would part; or nothing."""
    price, view = draft.locking, draft.proposal.view
    if price is None or not (price.cost or price.fewer or price.parted):
        return ""
    text = _("your locks: {cost}").format(cost=points_of(price))
    if not price.parted:
        return text
    names = listed([view.first_name(each) for each in price.parted])
    return _("{text}, parting {names}, who met").format(text=text, names=names)


def warnings(proposal: Proposal) -> list[str]:
    """Return what the plan leaves to a person: half-days that clash, pairs that wait."""
    sentences = [
        _half_day_lacking(proposal.view, mentor_id, senior_id)
        for mentor_id, seniors in proposal.without_half_day.items()
        for senior_id in seniors
    ]
    sentences += [why_left(proposal, senior_id) for senior_id in sorted(proposal.question.held)]
    if not proposal.plan.settled and proposal.plan.proof != "gap":
        sentences.append(_("Time ran out before the most even of equal plans was found."))
    return sentences


def _half_day_lacking(view: View, mentor_id: str, senior_id: str) -> str:
    text = (
        _("{mentor} has no half-day of the week left for {senior} alone.")
        if availability.possible(view, mentor_id, senior_id)
        else _("{mentor} and {senior} have no half-day in common.")
    )
    return text.format(mentor=view.name(mentor_id), senior=view.name(senior_id))
