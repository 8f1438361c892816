"""Series: the slots that come round for a mentor, and who is there on a day.

A mentor whose seniors take turns, or come as a group, has one series. Where the group also meets
one by one it has two, and where every senior has an own slot there is one for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from revmentor.model.session import Session
from revmentor.rules.programme_view import View, remembered

SeriesKind = Literal["turns", "group", "individual", "own"]


@dataclass(frozen=True)
class Series:
    """The slots of a mentor, at most one a week: of seniors in turn, of the group, of each alone.

    ``turns``: each slot is for one senior, in rotation. ``group``: for all. ``individual``: beside
    the group's slots, for one senior in rotation. ``own``: for ``senior_id``, every time.
    """

    mentor_id: str
    kind: SeriesKind
    senior_id: str = ""
    apart: bool = False
    """Whether the mentor's group also meets one to one, in a series of its own."""

    @property
    def key(self) -> str:
        """What tells one series of a file from another."""
        if self.kind == "own":
            return f"{self.mentor_id}/{self.senior_id}"
        return f"{self.mentor_id}/alone" if self.kind == "individual" else self.mentor_id

    @property
    def in_turn(self) -> bool:
        """Whether a slot is for one senior of several."""
        return self.kind in {"turns", "individual"}

    def takes(self, session: Session) -> bool:
        """Tell whether a session belongs to this series."""
        if session.mentor_id != self.mentor_id:
            return False
        if self.kind == "own":
            return self.senior_id in session.attendance
        if not self.apart:
            return True
        is_group = session.format == "group" or (
            session.format is None and len(session.attendance) > 1
        )
        return is_group == (self.kind == "group")


@remembered
def series_of(view: View, mentor_id: str) -> list[Series]:
    """Return the series of a mentor, the group's before those of one senior."""
    programme = view.programme
    if programme.pairs_by.own_half_day:
        seniors = {pair.senior_id for pair in view.pairs_of_mentor.get(mentor_id, [])}
        return [Series(mentor_id, "own", each) for each in sorted(seniors, key=view.sort_key)]
    if "group" not in programme.formats:
        return [Series(mentor_id, "turns")]
    if programme.individual:
        return [
            Series(mentor_id, "group", apart=True),
            Series(mentor_id, "individual", apart=True),
        ]
    return [Series(mentor_id, "turns" if "individual" in programme.formats else "group")]


@remembered
def all_series(view: View) -> list[Series]:
    """Return the series of all mentors, ordered by the mentor's surname."""
    return [each for mentor_id in view.mentors for each in series_of(view, mentor_id)]


def with_key(view: View, key: str) -> Series | None:
    """Return the series with a key."""
    return next((each for each in all_series(view) if each.key == key), None)


def of_session(view: View, session: Session) -> Series:
    """Return the series a session belongs to; the first, if it belongs to several or to none."""
    mine = series_of(view, session.mentor_id)
    fitting = [each for each in mine if each.takes(session)]
    return next(iter([*fitting, *mine]), Series(session.mentor_id, "turns"))


@remembered
def here_on(view: View, series: Series, day: date) -> list[str]:
    """Return the seniors a series is for on a day: paired then, and neither side pausing."""
    return [
        senior_id
        for senior_id in view.group_of(series.mentor_id, day)
        if (series.kind != "own" or senior_id == series.senior_id)
        and not pauses(view, series.mentor_id, senior_id, day)
    ]


def pauses(view: View, mentor_id: str, senior_id: str, day: date) -> bool:
    """Tell whether a pair's clock stands still: the pair pauses, or one of the two does."""
    for part in (view.mentors.get(mentor_id), view.seniors.get(senior_id)):
        if part and part.status == "paused" and (part.status_on or day) <= day:
            return True
    return any(
        pair.senior_id == senior_id
        and pair.stands_on(day)
        and any(pause.holds(day) for pause in pair.pauses)
        for pair in view.pairs_of_mentor.get(mentor_id, [])
    )
