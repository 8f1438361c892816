"""Steps: the one thing each senior tries between two sessions, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from revmentor.model.session import Session, Step
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours


@dataclass(frozen=True)
class AskedStep:
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
    """Return the last step a senior agreed with a mentor, before a day if one is given."""
    for session in reversed(view.sessions_of.get(mentor_id, [])):
        if before is not None and session.day >= before:
            continue
        for index, step in enumerate(session.steps):
            if step.senior_id == senior_id:
                return AskedStep(session, index)
    return None


def waiting_step(view: View, mentor_id: str, senior_id: str, before: date) -> AskedStep | None:
    """Return the step to ask a senior about in a session on a day, if there is one."""
    found = latest_step(view, mentor_id, senior_id, before)
    return found if found and _is_open(found.step) else None


def steps_to_ask(view: View, today: date) -> list[AskedStep]:
    """Return the steps that nobody asked about in time, the oldest first.

    The next session asks. Here is what it left out, and what waits longer than a turn since its
    day.
    """
    return sorted(_to_ask(view, today), key=lambda each: (_due(each), each.key))


def _to_ask(view: View, today: date) -> Iterator[AskedStep]:
    for pair in view.open_pairs:
        turn = timedelta(weeks=hours.weeks_between(view, pair.mentor_id))
        mine = view.sessions_of_pair(pair)
        met = [
            each.day
            for each in mine
            if each.status == "held" and each.attendance[pair.senior_id] == "present"
        ]
        last = max((each for each in met if each <= today), default=date.min)
        for session in mine:
            for index, step in enumerate(session.steps):
                found = AskedStep(session, index)
                if step.senior_id != pair.senior_id or not _is_open(step):
                    continue
                if (session.day < last and _due(found) <= today) or _due(found) < today - turn:
                    yield found


def _due(asked: AskedStep) -> date:
    return asked.step.due_on or asked.session.day + timedelta(weeks=1)


def _is_open(step: Step) -> bool:
    return step.decision == "try" and step.done == "pending"


def was_tried(session: Session, senior_id: str) -> bool:
    """Tell whether a senior agreed on a step in a session and did not leave it undone."""
    return any(
        step.senior_id == senior_id and step.decision == "try" and step.done != "no"
        for step in session.steps
    )
