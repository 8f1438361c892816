"""Starting points, a level or a sentence each: what is asked, and what is not written down yet."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.rules.goals import levels, topics
from revmentor.rules.goals.levels import AskedLevel
from revmentor.rules.goals.topics import AskedTopic
from revmentor.rules.programme_view import View


def asked(view: View) -> Sequence[AskedLevel | AskedTopic]:
    """Return every starting point asked of the people who take part now."""
    return (*levels.everything_asked(view), *topics.everything_asked(view))


def missing(view: View) -> Sequence[AskedLevel | AskedTopic]:
    """Return the starting points that nobody wrote down yet."""
    return (*levels.missing_levels(view, "baseline"), *topics.missing(view, "baseline"))


def complete(view: View) -> tuple[int, int]:
    """Return how many people have every starting point asked of them, and how many there are."""
    lacking = {each.person_id for each in missing(view)}
    people = {each.person_id for each in asked(view)}
    return len(people - lacking), len(people)
