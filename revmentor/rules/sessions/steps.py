"""Steps: the one thing each senior tries between two sessions, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from revmentor.model.pair import Pair
from revmentor.model.session import Session, Step
from revmentor.rules.pairing.meetings import has_come
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours


class AskedStep(msgspec.Struct, frozen=True):
    """A step of a senior that nobody has said anything of yet, and where it stands."""

    session: Session
    index: int

    @property
    def step(self) -> Step:
        """The step."""
        return self.session.steps[self.index]

    @property
    def key(self) -> str:
        """What tells it from every other step of a file."""
        return f"{self.session.id}-{self.index}"


def latest_step(
    view: View, mentor_id: str, senior_id: str, before: date | None = None
) -> AskedStep | None:
    """Return the last step a senior agreed with a mentor, before a day if one is given.

    With whoever stood in for the mentor, or whom the mentor stands in for, counts too.
    """
    for session in reversed(_of_both(view, mentor_id, senior_id)):
        if before is None or session.day < before:
            for step in _steps_of(session, senior_id):
                return step
    return None


def _of_both(view: View, mentor_id: str, senior_id: str) -> Sequence[Session]:
    """Return a mentor's sessions, and those of the pair in which somebody stood in."""
    own = view.sessions_of.get(mentor_id, [])
    pairs = [*view.pairs_of_mentor.get(mentor_id, []), *view.stood_in_for.get(mentor_id, [])]
    shared = [each for each in pairs if each.senior_id == senior_id and each.stand_ins]
    if not shared:
        return own
    every = {each.id: each for each in own}
    every |= {each.id: each for pair in shared for each in view.sessions_of_pair(pair)}
    return sorted(every.values(), key=lambda each: (each.day, each.id))


def last_agreed(view: View, pair: Pair) -> str:
    """Return the step to try that a pair agreed on when it last met, or an empty string."""
    met = [each for each in view.sessions_of_pair(pair) if has_come(each, pair.senior_id)]
    steps = _steps_of(met[-1], pair.senior_id) if met else iter(())
    return next((each.step.text for each in steps if each.step.decision == "try"), "")


def waiting_step(view: View, mentor_id: str, senior_id: str, before: date) -> AskedStep | None:
    """Return the step to ask a senior about in a session on a day, if there is one."""
    latest = latest_step(view, mentor_id, senior_id, before)
    return latest if latest and _is_open(latest.step) else None


def steps_to_ask(view: View, today: date) -> list[AskedStep]:
    """Return the steps that nobody asked about in time, the oldest first.

    The next session asks. Here is what it left out, and what waits longer than a turn since its
    day.
    """
    return sorted(_to_ask(view, today), key=lambda each: (_due(each), each.key))


def lost_steps(view: View, today: date) -> list[AskedStep]:
    """Return the last steps that no session will ask about any more, the oldest first.

    It is the last step that a pair agreed, where the pair has ended, or the programme has. Who
    withdrew or left the firm is not asked.
    """
    is_over = today > view.programme.ends_on
    ended = [
        each
        for each in view.pairs
        if (is_over or (each.until_on and each.until_on <= today))
        and view.is_active(each.senior_id, "senior")
    ]
    every = {step.key: step for pair in ended for step in _last_steps(view, pair, today)}
    asked = {each.key for each in steps_to_ask(view, today)}
    lost = [each for each in every.values() if each.key not in asked and _is_open(each.step)]
    return sorted(lost, key=lambda each: (_due(each), each.key))


def _last_steps(view: View, pair: Pair, today: date) -> list[AskedStep]:
    """Return what a senior agreed to try in the last session in which a pair agreed anything."""
    for session in reversed(view.sessions_of_pair(pair)):
        steps = list(_steps_of(session, pair.senior_id))
        if session.day <= today and steps:
            return steps
    return []


def _to_ask(view: View, today: date) -> Iterator[AskedStep]:
    for pair in view.open_pairs:
        turn = timedelta(weeks=hours.weeks_between(view, pair.mentor_id))
        last = _last_met(view, pair, today)
        for session in view.sessions_of_pair(pair):
            for step in _steps_of(session, pair.senior_id):
                left_out = session.day < last and _due(step) <= today
                if _is_open(step.step) and (left_out or _due(step) < today - turn):
                    yield step


def _last_met(view: View, pair: Pair, today: date) -> date:
    """Return the day on which a pair last met; long ago, where it never did."""
    days = (each.day for each in view.sessions_of_pair(pair) if has_come(each, pair.senior_id))
    return max((day for day in days if day <= today), default=date.min)


def _steps_of(session: Session, senior_id: str) -> Iterator[AskedStep]:
    for index, step in enumerate(session.steps):
        if step.senior_id == senior_id:
            yield AskedStep(session, index)


def _due(step: AskedStep) -> date:
    return step.step.due_on or step.session.day + timedelta(weeks=1)


def _is_open(step: Step) -> bool:
    return step.decision == "try" and step.done == "pending"


def was_tried(session: Session, senior_id: str) -> bool:
    """Tell whether a senior agreed on a step in a session and did not leave it undone."""
    return any(
        step.senior_id == senior_id and step.decision == "try" and step.done != "no"
        for step in session.steps
    )
