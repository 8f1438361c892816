"""What the log of a session asks: who was there, ratings, skills, steps, and how each is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.model.session import Attendance, Exchange, Session, Step
from revmentor.rules.programme_view import View
from revmentor.rules.sessions import from_slot
from revmentor.rules.sessions.ratings import typed_ratings
from screens.base.options import Options, options_of, skill_options
from widgets.choice_rows import StatesRow
from widgets.form_row import RowError
from widgets.signs import sign
from widgets.states import State
from widgets.text_rows import TextRow


class StarsRow(TextRow):
    """Ratings of 1 to 5, typed one after the other; a dash leaves one out."""

    def read(self, today: date) -> object:
        """Return the ratings in the order typed, ``None`` for a dash."""
        return read_stars(self.text)


def read_stars(text: str) -> list[int | None]:
    """Return ratings typed one after the other; raises :class:`RowError`."""
    try:
        return typed_ratings(text)
    except Refused as error:
        raise RowError(str(error)) from error


def presence(
    view: View, people: list[str], invited: Mapping[str, Attendance | None], *, new: bool
) -> StatesRow:
    """Return the row that says who was there."""
    states: list[State[Attendance | None]] = [
        State("present", sign("ticked"), stands_out=True),
        State("absent", sign("missed"), labels.attendances()["absent"]),
        State("excused", sign("cancelled"), labels.attendances()["excused"]),
        State(None, sign("unticked"), _("not invited")),
    ]
    names = [(each, view.first_name(each)) for each in people]
    values = [("present" if new else invited[each]) if each in invited else None for each in people]
    return StatesRow("attendance", _("There"), names, states, values, hint=_("space changes"))


def words(given: Sequence[Exchange]) -> str | None:
    """Return what was taught or given back, as it was typed."""
    return given[0].text if given else None


def stars(old: Session | None, people: list[str]) -> str | None:
    """Return the ratings as they are typed: of the mentor, then of whoever was there, in order."""
    if old is None or not old.ratings:
        return None
    mentor_id, *seniors = people
    there = [mentor_id, *(who for who in seniors if old.attendance.get(who) == "present")]
    return "".join(str(old.ratings.get(each, "-")) for each in there).rstrip("-")


def taught_skills(view: View, mentor_id: str, invited: Iterable[str]) -> Options:
    """Return the skills a session may be about, the likeliest first."""
    order = from_slot.likely_taught(view, mentor_id, invited)
    others = [(each, name) for each, name in skill_options(view.skills, "digital", "perspective")
              if each not in order]  # fmt: skip
    options = [(each, view.skill_name(each)) for each in order] + others
    return options_of(options, _("no skill"))


def received_skills(view: View, group: Iterable[str]) -> Options:
    """Return what may have come back, the likeliest first."""
    order = from_slot.likely_received(view, group)
    others = [(each, name) for each, name in skill_options(view.skills, "experience")
              if each not in order]  # fmt: skip
    options = [(each, view.skill_name(each)) for each in order] + others
    return options_of(options, _("no skill"))


def common_step(old: Session | None, there: Iterable[str]) -> str | None:
    """Return the step that everybody took, where all took the same."""
    texts = {who: step.text for who, step in from_slot.first_steps(old).items()}
    same = set(texts.values())
    return same.pop() if len(same) == 1 and set(texts) >= set(there) else None


def own_step(old: Session | None, there: Iterable[str], who: str) -> str | None:
    """Return the step that somebody took for himself or herself."""
    if common_step(old, there):
        return None
    step = from_slot.first_steps(old).get(who)
    return step.text if step else None


def first_step(old: Session | None) -> Step | None:
    """Return the step that decision and day are shown of."""
    return old.steps[0] if old and old.steps else None
