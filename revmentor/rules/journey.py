"""The five steps of the journey: what state each is in, and what it still lacks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.participation import Participation
from revmentor.model.programme import Programme
from revmentor.rules.goals import levels, starting_points
from revmentor.rules.pairing import eligibility
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes
from revmentor.rules.schedule import strip

StepName = Literal["goals", "baselines", "pairs", "sessions", "evaluation"]
StepState = Literal["not_begun", "under_way", "done", "needs_you"]
STEPS: tuple[StepName, ...] = ("goals", "baselines", "pairs", "sessions", "evaluation")


class JourneyStep(msgspec.Struct, frozen=True):
    """One step: its state, and in words how far it is and what it lacks."""

    name: StepName
    state: StepState
    progress: str
    lacks: tuple[str, ...] = ()


def phase(programme: Programme, today: date) -> str:
    """Return in a few words where a programme stands: ``week 12 of 24``, ``starts in 9 days``."""
    if programme.closed_on:
        return _("closed")
    if today < programme.starts_on:
        return ngettext(
            "starts in {n} day", "starts in {n} days", (programme.starts_on - today).days
        )
    week = programme.week_of(today)
    if week > programme.weeks:
        return _("closing")
    return _("week {week} of {weeks}").format(week=week, weeks=programme.weeks)


def has_begun(view: View, today: date) -> bool:
    """Tell whether the first week has come, or a session was held before it."""
    return today >= view.programme.starts_on or bool(view.first_session)


def steps(view: View, today: date) -> list[JourneyStep]:
    """Return the five steps in order."""
    makers: tuple[Callable[[View, date], JourneyStep], ...] = (
        _goals,
        _baselines,
        _pairs,
        _sessions,
        _evaluation,
    )
    return [make(view, today) for make in makers]


def is_ahead_of_sessions(view: View) -> bool:
    """Tell whether nothing was written down yet of any session, and a first one is to come."""
    return not view.sessions and view.programme.closed_on is None


def path(view: View | None, today: date) -> list[JourneyStep]:
    """Return the five steps, in a file without a programme with what each of them is."""
    if view is not None:
        return steps(view, today)
    texts: dict[StepName, str] = {
        "goals": _("what it is for, the level for all, each person’s goals"),
        "baselines": _("what each senior can do today, written down before"),
        "pairs": _("who teaches whom: proposed, and yours to change"),
        "sessions": _("half an hour a week, logged in a minute"),
        "evaluation": _("what changed for both sides, and the report"),
    }
    return [JourneyStep(name, "not_begun", texts[name]) for name in STEPS]


def _state(done: int, of: int, *, late: bool) -> StepState:
    if of and done >= of:
        return "done"
    if late:
        return "needs_you"
    return "under_way" if done else "not_begun"


def _taking_part(view: View) -> list[str]:
    return [
        each
        for each in view.participants
        if view.is_active(each, "mentor") or view.is_active(each, "senior")
    ]


def goals_lack(view: View) -> list[str]:
    """Return in words what the goals still lack."""
    people = _taking_part(view)
    without = sum(not view.goals_of(each) for each in people)
    unheard = len(unacknowledged(view))
    lacks = []
    if not view.goals_of(None):
        lacks.append(_("no goal of the programme yet"))
    if not view.programme.standard_level:
        lacks.append(_("no standard level yet"))
    if not people:
        lacks.append(_nobody(view))
    if without:
        lacks.append(ngettext("{n} person without a goal", "{n} people without a goal", without))
    if unheard:
        lacks.append(
            ngettext(
                "{n} person has not acknowledged the goals",
                "{n} people have not acknowledged the goals",
                unheard,
            )
        )
    return lacks


def _nobody(view: View) -> str:
    return _("nobody takes part any more") if view.participations else _("nobody takes part yet")


def _goals(view: View, today: date) -> JourneyStep:
    people = _taking_part(view)
    having = sum(bool(view.goals_of(each)) for each in people)
    common = bool(view.goals_of(None)) + bool(view.programme.standard_level)
    heard = len(people) - len(unacknowledged(view))
    done = having + heard + common if people else min(common, 1)
    state = _state(done, 2 * len(people) + 2, late=has_begun(view, today))
    text = ngettext("{{k}} of {n} person has goals", "{{k}} of {n} people have goals", len(people))
    progress = text.format(k=having) if people else _nobody(view)
    return JourneyStep("goals", state, progress, tuple(goals_lack(view)))


def unacknowledged(view: View) -> list[str]:
    """Return the active participants who have not heard and understood the goals."""
    unheard = dict.fromkeys(
        person_id
        for (person_id, role), part in view.participations.items()
        if view.is_active(person_id, role) and not _has_heard(part)
    )
    return sorted(unheard, key=view.sort_key)


def question_of(view: View, person_id: str) -> str:
    """Return what somebody asked when hearing the goals; empty where nothing was asked."""
    heard = (part.acknowledged for part in view.parts_of(person_id) if part.acknowledged)
    return next((each.question for each in heard if each.question), "")


def open_questions(view: View) -> list[tuple[str, str]]:
    """Return who has not understood the goals and asked something, with the question."""
    asked = ((each, question_of(view, each)) for each in unacknowledged(view))
    return [(person_id, question) for person_id, question in asked if question]


def _has_heard(part: Participation) -> bool:
    return part.acknowledged is not None and part.acknowledged.understood


def _baselines(view: View, today: date) -> JourneyStep:
    done, of = starting_points.complete(view)
    lacking = len(starting_points.missing(view))
    lacks = []
    if lacking:
        lacks.append(ngettext("{n} starting point missing", "{n} starting points missing", lacking))
    state = _state(done, of, late=has_begun(view, today) and bool(of))
    if state == "not_begun" and lacking < len(starting_points.asked(view)):
        state = "under_way"
    text = ngettext("{{k}} of {n} person rated", "{{k}} of {n} people rated", of)
    progress = text.format(k=done) if of else _("nothing to rate")
    return JourneyStep("baselines", state, progress, tuple(lacks))


def _pairs(view: View, today: date) -> JourneyStep:
    of = len(view.active_seniors)
    done = of - len(view.unplaced)
    lacks = []
    if view.unplaced:
        lacks.append(
            ngettext(
                "{n} senior without a mentor", "{n} seniors without a mentor", len(view.unplaced)
            )
        )
    if few := eligibility.below_minimum(view):
        lacks.append(
            ngettext(
                "{n} mentor has fewer seniors than agreed",
                "{n} mentors have fewer seniors than agreed",
                len(few),
            )
        )
    state = _state(done, of, late=has_begun(view, today) and bool(of))
    text = ngettext("{{k}} of {n} senior placed", "{{k}} of {n} seniors placed", of)
    progress = text.format(k=done) if of else _("no senior to place")
    return JourneyStep("pairs", state, progress, tuple(lacks))


def _sessions(view: View, today: date) -> JourneyStep:
    late = len(strip.waiting_weeks(view, today))
    counted = level_changes.exchange(view)
    lacks = []
    if late:
        lacks.append(ngettext("{n} slot not logged", "{n} slots not logged", late))
    state = _state_of_sessions(view, today, late=bool(late))
    of = counted.settled
    text = ngettext("{{k}} of {n} session held", "{{k}} of {n} sessions held", of)
    progress = text.format(k=counted.held) if of else _("no session held")
    return JourneyStep("sessions", state, progress, tuple(lacks))


def _state_of_sessions(view: View, today: date, *, late: bool) -> StepState:
    closed = view.programme.closed_on is not None
    over = closed or today > view.programme.ends_on
    if over and view.sessions and not late:
        return "done"
    if over and late and not closed:
        return "needs_you"
    return "under_way" if view.sessions else "not_begun"


def _evaluation(view: View, today: date) -> JourneyStep:
    if view.programme.closed_on:
        return JourneyStep("evaluation", "done", _("closed"))
    finals = len([r for r in view.ratings.values() if r.moment == "final"])
    of = finals + len(levels.missing_levels(view, "final"))
    over = today > view.programme.ends_on
    begun = bool(finals or view.evaluations)
    state: StepState = "needs_you" if over else "under_way" if begun else "not_begun"
    text = ngettext("{{k}} of {n} final rating", "{{k}} of {n} final ratings", of)
    progress = text.format(k=finals) if of else _("nothing to rate")
    lacks = tuple(level_changes.missing_to_close(view)) if over or begun else ()
    return JourneyStep("evaluation", state, progress, lacks)
