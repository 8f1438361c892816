"""What the log of a session asks: who was there, ratings, skills, steps, and how each is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.session import Attendance, Exchange, Session, Step
from revmentor.rules.pairing import lessons
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.calendar_days import is_closed, next_working_day
from screens.base.options import Options, options_of, skill_options
from widgets.rows import RowError, StatesRow, TextRow
from widgets.signs import sign
from widgets.states import State


class StarsRow(TextRow):
    """Ratings of 1 to 5, typed one after the other; a dash leaves one out."""

    def read(self, today: date) -> object:
        """Return the ratings in the order typed, ``None`` for a dash."""
        return read_stars(self.text)


def read_stars(text: str) -> list[int | None]:
    """Return ratings typed one after the other; raises :class:`RowError`."""
    typed = text.replace(" ", "").replace(",", "")
    if any(each not in "12345-" for each in typed):
        raise RowError(_("Type a digit from 1 to 5 for each, or - for none, like 45-."))
    return [None if each == "-" else int(each) for each in typed]


def presence(view: View, people: list[str], invited: dict[str, Any], *, new: bool) -> StatesRow:
    """Return the row that says who was there."""
    states: list[State[Attendance | None]] = [
        State("present", sign("ticked")),
        State("absent", sign("missed"), _("absent")),
        State("excused", sign("cancelled"), _("excused")),
        State(None, sign("unticked"), _("not invited")),
    ]
    names = [(each, view.first_name(each)) for each in people]
    values = [("present" if new else invited[each]) if each in invited else None for each in people]
    return StatesRow("attendance", _("There"), names, states, values, hint=_("space changes"))


def words(given: Sequence[Exchange]) -> str | None:
    """Return what was taught or given back, as it was typed."""
    return given[0].text if given else None


def exchange(
    skill_id: str | None, text: str | None, old: tuple[Exchange, ...]
) -> tuple[Exchange, ...]:
    """Something counts as taught or given back once it is said in words; the rest stays."""
    if not text and old and old[0].text is None:
        return old  # a skill without words, from a document: it stays
    first = (Exchange(skill_id=skill_id, text=text),) if text else ()
    return (*first, *old[1:])


def stars(old: Session | None, people: list[str]) -> str | None:
    """Return the ratings as they are typed: of the mentor, then of whoever was there, in order."""
    if old is None or not old.ratings:
        return None
    mentor_id, *seniors = people
    there = [mentor_id, *(who for who in seniors if old.attendance.get(who) == "present")]
    return "".join(str(old.ratings.get(each, "-")) for each in there).rstrip("-")


def taught_skill(
    view: View, mentor_id: str, invited: Iterable[str], old: Session | None = None
) -> tuple[Options, str | None]:
    """Return the skills a session may be about, the likeliest first, and the one guessed."""
    part = view.mentors.get(mentor_id)
    wished = [
        lesson.skill_id
        for senior_id in invited
        for lesson in lessons.lessons(view, mentor_id, senior_id)
    ]
    order = [*dict.fromkeys([*wished, *(part.offers if part else ())])]
    others = [(each, name) for each, name in skill_options(view.skills, "digital", "perspective")
              if each not in order]  # fmt: skip
    options = [(each, view.skill_name(each)) for each in order] + others
    chosen = old.taught[0].skill_id if old and old.taught else order[0] if order else None
    return options_of(options, _("no skill")), chosen


def received_skill(
    view: View, group: Iterable[str], old: Session | None = None
) -> tuple[Options, str | None]:
    """Return what may have come back, the likeliest first, and the one guessed."""
    offered = [
        skill_id
        for senior_id in group
        for skill_id in (view.seniors[senior_id].offers if senior_id in view.seniors else ())
    ]
    order = [*dict.fromkeys(offered)]
    others = [(each, name) for each, name in skill_options(view.skills, "experience")
              if each not in order]  # fmt: skip
    options = [(each, view.skill_name(each)) for each in order] + others
    chosen = old.received[0].skill_id if old and old.received else order[0] if order else None
    return options_of(options, _("no skill")), chosen


def decisions() -> Options:
    """Return what a senior may decide about a step."""
    return [("try", _("tries it")), ("later", _("later")), ("not_for_us", _("not for us"))]


def common_step(old: Session | None, there: Iterable[str]) -> str | None:
    """Return the step that everybody took, where all took the same."""
    texts = {who: step.text for who, step in _firsts(old).items()}
    same = set(texts.values())
    return same.pop() if len(same) == 1 and set(texts) >= set(there) else None


def own_step(old: Session | None, there: Iterable[str], who: str) -> str | None:
    """Return the step that somebody took for himself or herself."""
    if common_step(old, there):
        return None
    step = _firsts(old).get(who)
    return step.text if step else None


def first_step(old: Session | None) -> Step | None:
    """Return the step that decision and day are shown of."""
    return old.steps[0] if old and old.steps else None


def _firsts(old: Session | None) -> dict[str, Step]:
    found: dict[str, Step] = {}
    for step in old.steps if old else ():
        found.setdefault(step.senior_id, step)
    return found


def read_steps(
    values: Mapping[str, Any], there: Sequence[str], old: Session | None
) -> tuple[Step, ...]:
    """Return the steps of a session: the common one for all, an own one where one is written."""
    firsts = _firsts(old)
    shown = first_step(old)
    made = [step for who, step in firsts.items() if who not in there]
    for who in there:
        text = values.get(f"step_{who}") or values["step"]
        if not text:
            continue
        before = firsts.get(who)
        decision, due_on = values["decision"], values["step_due"]
        if before and shown and (decision, due_on) == (shown.decision, shown.due_on):
            decision, due_on = before.decision, before.due_on
        due_on = due_on or values["due_on"] + timedelta(weeks=1)
        if before and before.text == text:
            made.append(msgspec.structs.replace(before, decision=decision, due_on=due_on))
        else:
            made.append(Step(senior_id=who, text=text, decision=decision, due_on=due_on))
    rest = [step for step in (old.steps if old else ()) if step not in firsts.values()]
    before_it = list(firsts)
    made.sort(key=lambda each: before_it.index(each.senior_id) if each.senior_id in firsts else 99)
    return (*made, *rest)


def try_by(view: View, day: date) -> date:
    """Return the day a step is tried by: in a week, or on the first working day after."""
    in_a_week = day + timedelta(weeks=1)
    found = next_working_day(
        in_a_week, lambda each: is_closed(view.firm, each), until=in_a_week + timedelta(weeks=8)
    )
    return found or in_a_week
