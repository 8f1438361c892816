"""Series: the slots that come round for a mentor, and who is there on a day.

A mentor whose seniors take turns, or come as a group, has one series. Where the group also meets
one by one it has two, and where every senior has an own slot there is one for each. Whoever stands
in for another mentor has the other's series beside the own ones: same weekday, same hour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec
from msgspec.structs import replace

from revmentor.model.pair import Pair
from revmentor.model.participation import Participation
from revmentor.model.programme import Programme
from revmentor.model.session import Session
from revmentor.rules.programme_view import View, remembered

SeriesKind = Literal["turns", "group", "individual", "own"]


class Series(msgspec.Struct, frozen=True):
    """The slots of a mentor, at most one a week: of seniors in turn, of the group, of each alone.

    ``turns``: each slot is for one senior, in rotation. ``group``: for all. ``individual``: beside
    the group's slots, for one senior in rotation. ``own``: for ``senior_id``, every time.
    """

    mentor_id: str
    kind: SeriesKind
    senior_id: str = ""
    apart: bool = False
    """Whether the mentor's group also meets one to one, in a series of its own."""
    place_of: str = ""
    """The mentor in whose place these are held; empty for the own slots."""

    @property
    def key(self) -> str:
        """What tells one series of a file from another."""
        whose = f"{self.mentor_id}/for/{self.place_of}" if self.place_of else self.mentor_id
        if self.kind == "own":
            return f"{whose}/{self.senior_id}"
        return f"{whose}/alone" if self.kind == "individual" else whose

    @property
    def whose(self) -> str:
        """The mentor whose seniors it is for, and whose weekday and hour it keeps."""
        return self.place_of or self.mentor_id

    @property
    def in_turn(self) -> bool:
        """Whether a slot is for one senior of several."""
        return self.kind in {"turns", "individual"}

    def its_own(self, seniors: Iterable[str]) -> list[str]:
        """Return those of some seniors whom this series can be for."""
        return [each for each in seniors if self.kind != "own" or each == self.senior_id]

    def takes(self, view: View, session: Session) -> bool:
        """Tell whether a session belongs to this series."""
        if session.mentor_id != self.mentor_id:
            return False
        places = {view.place_of(session, each) for each in session.attendance} or {""}
        if self.place_of not in places:
            return False
        if self.kind == "own":
            return self.senior_id in session.attendance
        return not self.apart or _is_group(session) == (self.kind == "group")


def _is_group(session: Session) -> bool:
    if session.format is None:
        return len(session.attendance) > 1
    return session.format == "group"


def meets_as_group(programme: Programme) -> bool:
    """Tell whether all seniors of a mentor come to one session together."""
    if programme.pairs_by.own_half_day or "group" not in programme.formats:
        return False
    return programme.individual is not None or "individual" not in programme.formats


def group_limit(programme: Programme) -> int | None:
    """Return how many seniors a mentor has at most because they all come to one session."""
    return programme.group_max if meets_as_group(programme) else None


def most_seniors(programme: Programme) -> int:
    """Return how many seniors a mentor can have at most, as agreed and as one session holds."""
    most = programme.seniors_per_mentor.max
    return min(most, group_limit(programme) or most)


@remembered
def series_of(view: View, mentor_id: str) -> list[Series]:
    """Return the series of a mentor, the group's before those of one senior.

    Those in place of others come after the own ones.
    """
    own = view.pairs_of_mentor.get(mentor_id, [])
    instead = view.stood_in_for.get(mentor_id, [])
    series = _series_for(view, mentor_id, own)
    for absent in view.places_taken(mentor_id):
        pairs = [each for each in instead if each.mentor_id == absent]
        series += [replace(each, place_of=absent) for each in _series_for(view, mentor_id, pairs)]
    return series


def _series_for(view: View, mentor_id: str, pairs: Iterable[Pair]) -> list[Series]:
    programme = view.programme
    if programme.pairs_by.own_half_day:
        seniors = {pair.senior_id for pair in pairs}
        return [Series(mentor_id, "own", each) for each in sorted(seniors, key=view.sort_key)]
    if "group" not in programme.formats:
        return [Series(mentor_id, "turns")]
    if programme.individual:
        return [
            Series(mentor_id, "group", apart=True),
            Series(mentor_id, "individual", apart=True),
        ]
    return [Series(mentor_id, "group" if meets_as_group(programme) else "turns")]


@remembered
def all_series(view: View) -> list[Series]:
    """Return the series of all mentors, ordered by the mentor's surname."""
    return [each for mentor_id in view.mentors for each in series_of(view, mentor_id)]


def with_key(view: View, key: str) -> Series | None:
    """Return the series with a key."""
    return next((each for each in all_series(view) if each.key == key), None)


def of_session(view: View, session: Session) -> Series:
    """Return the series a session belongs to; the first, if it belongs to several or to none."""
    of_mentor = series_of(view, session.mentor_id)
    fitting = [each for each in of_mentor if each.takes(view, session)]
    return next(iter([*fitting, *of_mentor]), Series(session.mentor_id, "turns"))


@remembered
def here_on(view: View, series: Series, day: date) -> list[str]:
    """Return the seniors a series is for on a day: paired then, and neither side pausing.

    Where another mentor stands in it is for nobody; that mentor's series is.
    """
    return [
        senior_id
        for senior_id in series.its_own(view.met_on(series.mentor_id, day, series.place_of))
        if not pauses(view, series.whose, senior_id, day, series.mentor_id)
    ]


def group_on(view: View, series: Series, day: date) -> Sequence[str]:
    """Return with whom a session of a series may be on a day: the mentor's seniors, or others."""
    if series.place_of:
        return view.met_on(series.mentor_id, day, series.place_of)
    return view.group_of(series.mentor_id, day)


def pauses(view: View, mentor_id: str, senior_id: str, day: date, teacher: str = "") -> bool:
    """Tell whether a pair's clock stands still: the pair pauses, or one of the two does.

    While a ``teacher`` stands in, that one's pauses count and not the mentor's.
    """
    return (
        _person_pauses(view.mentors.get(teacher or mentor_id), day)
        or _person_pauses(view.seniors.get(senior_id), day)
        or any(_pair_pauses(p, day) for p in _with_pauses(view).get((mentor_id, senior_id), ()))
    )


@remembered
def _with_pauses(view: View) -> Mapping[tuple[str, str], Sequence[Pair]]:
    """Return the pairs that ever paused, by their sides; most never do."""
    pairs: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in view.pairs:
        if pair.pauses:
            pairs[pair.sides].append(pair)
    return pairs


def _person_pauses(part: Participation | None, day: date) -> bool:
    return part is not None and part.status == "paused" and (part.status_on or day) <= day


def _pair_pauses(pair: Pair, day: date) -> bool:
    return pair.stands_on(day) and any(pause.holds(day) for pause in pair.pauses)
