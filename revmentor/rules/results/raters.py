"""Who says so: whose ratings stand behind a change, and how own ones compare with others'."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.model.base import Role
from revmentor.model.rating import Moment, Rater, Rating, level_of
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes
from revmentor.rules.results.level_changes import LevelChange
from revmentor.rules.results.statistics import RaterGap, Shift, rater_gap, response_shift


def is_own(view: View, rating: Rating) -> bool:
    """Tell whether a person rated herself: as such, or as the coordinator who takes part."""
    if rating.rated_by == "coordinator":
        return _is_the_coordinator(view, rating.person_id)
    return rating.rated_by == "self"


def _is_the_coordinator(view: View, person_id: str) -> bool:
    """Tell whether a participant is the coordinator, whom the firm knows by name."""
    person, name = view.snapshot.people.get(person_id), view.firm.coordinator
    return person is not None and name is not None and person.name.casefold() == name.casefold()


def all_own(view: View, rows: Sequence[LevelChange]) -> bool:
    """Tell whether every start and end of some rows is a person's own rating; of none it is not.

    An end by another rater, which is not compared, is one of them.
    """
    ratings = [rating for row in rows for rating in (row.baseline, row.end) if rating]
    return bool(ratings) and all(is_own(view, rating) for rating in ratings)


def shift(view: View, role: Role) -> Shift:
    """Return how people see their start afterwards, over skills they rated themselves all along.

    Looking back is always the own view: beside a start that somebody else rated, the difference
    would be that of two raters, and it is not counted.
    """
    rows = level_changes.changes(view, role)
    moments: tuple[Moment, ...] = ("baseline", "then", "final")
    baseline, then, final = ([_own_level(view, row, moment) for row in rows] for moment in moments)
    return response_shift(baseline, then, final)


def _own_level(view: View, row: LevelChange, moment: Moment) -> int | None:
    return level_of(view.rating_by(row.person_id, row.skill_id, moment, "self"))


def self_and_others(view: View, moment: Moment) -> RaterGap:
    """Return how far people's own ratings lie above those of others, of one skill at one moment.

    The two are compared here, and never mixed in a change.
    """
    both = [
        _own_and_other(view, person_id, skill_id, moment)
        for person_id, skill_id, when in view.ratings
        if when == moment
    ]
    return rater_gap(
        [level_of(own) for own, _other in both], [level_of(other) for _own, other in both]
    )


def self_gap(view: View, person_id: str, skill_id: str, moment: Moment) -> int | None:
    """Return how many levels a person's own rating lies above that of others at one moment."""
    own, other = _own_and_other(view, person_id, skill_id, moment)
    return own.level - other.level if own and other else None


_OTHERS: tuple[Rater, ...] = ("task", "mentor", "senior", "coordinator")


def _own_and_other(
    view: View, person_id: str, skill_id: str, moment: Moment
) -> tuple[Rating | None, Rating | None]:
    ratings = (view.rating_by(person_id, skill_id, moment, rater) for rater in _OTHERS)
    other = next((rating for rating in ratings if rating and not is_own(view, rating)), None)
    return view.rating_by(person_id, skill_id, moment, "self"), other
