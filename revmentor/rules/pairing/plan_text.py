"""A plan in words: how good it is, what it changes, the loads, what it leaves to a person."""

from __future__ import annotations

from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.i18n.numbers import number
from revmentor.rules import availability
from revmentor.rules.pairing import eligibility
from revmentor.rules.pairing.draft import Draft
from revmentor.rules.pairing.pair_text import hundredths, points_of
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.unplaced import Unplaced
from revmentor.rules.schedule.hours import monthly_hours, weeks_between


def placed(found: Proposal) -> str:
    """Return how many of how many are placed."""
    return _("{n} of {of} seniors placed").format(
        n=len(found.plan.mentor_of), of=len(found.question.instance)
    )


def proof(found: Proposal) -> str:
    """Say how well a plan is proven, and nothing more than that."""
    plan = found.plan
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
    if found.locks:
        return _("proven best around your locks")
    if found.question.instance.met:
        return _("proven best, keeping who has met")
    return _("proven best plan")


def hours(found: Proposal, mentor_id: str) -> str:
    """Return a mentor's hours a month in the plan, or why the mentor has no group."""
    if not found.planned.group_of(mentor_id):
        return unused(found, mentor_id)
    taken = monthly_hours(found.planned, mentor_id)
    agreed = found.view.programme.monthly_hours.mentor
    turn = weeks_between(found.planned, mentor_id)
    text = (
        _("{hours} h a month, each every {n} weeks")
        if turn > 1
        else _("{hours} h a month, each every week")
    ).format(hours=number(taken), n=turn)
    if taken > agreed:
        return _("{text}, {agreed} were agreed").format(text=text, agreed=number(agreed))
    return text


def unused(found: Proposal, mentor_id: str) -> str:
    """Return why a mentor has nobody in the plan."""
    least, most = eligibility.load(found.view, mentor_id)
    if not most:
        return _("takes no seniors now")
    asked = found.question.instance
    may = [s for s, of in asked.scores.items() if mentor_id in of]
    free = [s for s in may if asked.locked.get(s, mentor_id) == mentor_id]
    if not may:
        return _("no senior may go here")
    if not free:
        return _("whoever may go here is locked elsewhere")
    if len(free) < least:
        return ngettext(
            "only {n} senior may go here, at least {{least}} are needed",
            "only {n} seniors may go here, at least {{least}} are needed",
            len(free),
        ).format(least=least)
    if any(s not in found.plan.mentor_of for s in may):
        return _("too few for a group, without taking seniors from others")
    return _("everybody is placed elsewhere in this plan")


def change_text(found: Proposal, senior_id: str) -> str:
    """Say what the plan changes for a senior, beside what stands."""
    pair = found.view.pair_of_senior.get(senior_id)
    before = found.view.name(pair.mentor_id) if pair else ""
    return {
        "same": _("as before"),
        "new": _("new"),
        "moved": _("from {mentor}").format(mentor=before),
        "freed": _("no longer with {mentor}").format(mentor=before),
        "none": _("not placed"),
    }[found.change(senior_id)]


def cures(left: Unplaced) -> str:
    """Return what would help an unplaced senior, in a sentence."""
    if left.cures:
        return _("Helps: {cures}.").format(cures=_(", or ").join(c.text for c in left.cures))
    if left.searched:
        return _("No single change that was tried helps.")
    return _("There was no time to look for a change that helps.")


def why_left(found: Proposal, senior_id: str) -> str:
    """Say why a pair is left as it is."""
    view, pair = found.view, found.question.held[senior_id]
    part = view.seniors.get(senior_id)
    waits = (part and part.status == "paused") or view.is_active(senior_id, "senior")
    text = (
        _("{senior} stays with {mentor} while one of them is paused.")
        if waits
        else _("{senior} no longer takes part; end the pair with {mentor} to free the place.")
    )
    return text.format(senior=view.name(senior_id), mentor=view.name(pair.mentor_id))


def keeping(drawn: Draft) -> str:
    """Return what it costs that whoever has met stays together, or nothing."""
    asked = None if drawn.found.locks else drawn.keeping
    if asked is None or not (asked.cost or asked.fewer):
        return ""
    return _("keeping who has met: {cost}").format(cost=points_of(asked))


def locking(drawn: Draft) -> str:
    """Return what the locks of a draft cost, and who has met and would part; or nothing."""
    asked, view = drawn.locking, drawn.found.view
    if asked is None or not (asked.cost or asked.fewer or asked.parted):
        return ""
    text = _("your locks: {cost}").format(cost=points_of(asked))
    if asked.parted:
        names = listed([view.first_name(each) for each in asked.parted])
        text = _("{text}, parting {names}, who met").format(text=text, names=names)
    return text


def warnings(found: Proposal) -> list[str]:
    """Return what the plan leaves to a person: half-days that clash, pairs that wait."""
    view, lines = found.view, []
    for mentor_id, seniors in found.without_half_day.items():
        for senior_id in seniors:
            text = (
                _("{mentor} has no half-day of the week left for {senior} alone.")
                if availability.possible(view, mentor_id, senior_id)
                else _("{mentor} and {senior} have no half-day in common.")
            )
            lines.append(text.format(mentor=view.name(mentor_id), senior=view.name(senior_id)))
    lines += [why_left(found, senior_id) for senior_id in sorted(found.question.held)]
    if not found.plan.settled and found.plan.proof != "gap":
        lines.append(_("Time ran out before the most even of equal plans was found."))
    return lines
