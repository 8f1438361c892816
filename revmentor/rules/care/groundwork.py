"""Lines of Today about what a programme stands on: people, goals, starting points, places."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.i18n.gettext import _, ngettext
from revmentor.rules import journey
from revmentor.rules.care.item import Item, Urgency
from revmentor.rules.goals import starting_points
from revmentor.rules.pairing import eligibility
from revmentor.rules.programme_view import View


def people_and_goals(view: View, *, begun: bool) -> Iterator[Item]:
    """Yield that nobody takes part, or what the goals lack."""
    if not view.participations:
        yield Item("needs_you", "look", _("People"), _("nobody takes part yet"), "people")
        return
    for text in journey.goals_lack(view):
        yield Item("needs_you", "look" if not begun else "due", _("Goals"), text, "goals")


def starting_points_missing(view: View, *, begun: bool) -> Iterator[Item]:
    """Yield how many people have no full starting point."""
    lacking = starting_points.missing(view)
    if not lacking or not view.participations:
        return
    people = {each.person_id for each in lacking}
    text = ngettext(
        "{n} person has no full starting point",
        "{n} people have no full starting point",
        len(people),
    )
    if not begun:
        text += _(", to be written before the first session")
    yield Item("needs_you", "look", _("Baselines"), text, "baselines")


_MANY = 4
"""More seniors without a mentor than that are one thing to do, not as many."""


def unplaced(view: View) -> Iterator[Item]:
    """Yield the seniors without a mentor."""
    urgency: Urgency = "talk" if view.pairs else "look"
    if len(view.unplaced) > _MANY:
        text = ngettext(
            "{n} senior has no mentor; a plan is proposed on Pairs",
            "{n} seniors have no mentor; a plan is proposed on Pairs",
            len(view.unplaced),
        )
        yield Item("needs_you", urgency, _("Pairs"), text, "pairs")
        return
    for senior_id in view.unplaced:
        name = view.name(senior_id)
        yield Item("needs_you", urgency, name, _("has no mentor"), "pairs", (senior_id,))


def small_groups(view: View) -> Iterator[Item]:
    """Yield the mentors with fewer seniors than were agreed at least."""
    for mentor_id in eligibility.below_minimum(view):
        n = len(view.group_of(mentor_id))
        yield Item(
            "needs_you",
            "look",
            view.name(mentor_id),
            ngettext("has {n} senior", "has {n} seniors", n)
            + _(", agreed were at least {least}").format(
                least=eligibility.load(view, mentor_id)[0]
            ),
            "pairs",
            (mentor_id,),
            mild=True,
        )
