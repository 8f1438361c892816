"""Lists for scripts and spreadsheets, as JSON or CSV.

The JSON holds the ids of the document and the names beside them; where it has a group, the CSV has
a sentence in one cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from revmentor.exchange.cells import PLAIN, Dialect, table
from revmentor.exchange.contract.base import VERSION, json_bytes
from revmentor.exchange.contract.lists import (
    ROWS,
    Exchanged,
    GoalRow,
    LevelRow,
    PairRow,
    PersonRow,
    PersonStatus,
    Row,
    SessionRow,
    SignalRow,
    TableName,
    TriedStep,
)
from revmentor.model.goal import Goal
from revmentor.model.pair import Pair
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.model.rating import Rating
from revmentor.model.session import Exchange, Session, Step
from revmentor.model.snapshot import Snapshot
from revmentor.rules.care import cases, pair_signals
from revmentor.rules.discretion import discreet
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip, turns
from revmentor.rules.schedule.slots import week_of_session


def rows(view: View, what: TableName, today: date, *, with_notes: bool = False) -> list[Row]:
    """Return a list of one programme; what was said in confidence only ``with_notes``."""
    return list(_MAKERS[what](view if with_notes else discreet(view), today))


def _all_rows(
    of: View | Snapshot, what: TableName, today: date, *, with_notes: bool
) -> Sequence[Row]:
    """Return a list; of a file without a programme its people, and nothing else."""
    if isinstance(of, View):
        return rows(of, what, today, with_notes=with_notes)
    people = sorted(of.people.values(), key=lambda each: each.id)
    return [_apart(of, each, today) for each in people] if what == "people" else []


def as_json(
    of: View | Snapshot, what: TableName, today: date, *, with_notes: bool = False
) -> bytes:
    """Return a list of a programme as JSON, or of a file without one."""
    return json_bytes(
        {
            "version": VERSION,
            "programme_id": of.programme.id if isinstance(of, View) else None,
            "today": today,
            what: _all_rows(of, what, today, with_notes=with_notes),
        }
    )


def as_csv(
    of: View | Snapshot,
    what: TableName,
    today: date,
    dialect: Dialect = PLAIN,
    *,
    with_notes: bool = False,
) -> bytes:
    """Return a list as CSV, with the heads alone where there is nothing in it."""
    columns = ROWS[what].__struct_fields__
    listed = _all_rows(of, what, today, with_notes=with_notes)
    cells = ({column: getattr(row, column) for column in columns} for row in listed)
    return table(columns, cells, dialect)


def _people(view: View, today: date) -> Iterator[PersonRow]:
    held = _sessions_held(view, today)
    for person_id in sorted(view.snapshot.people):
        person = view.snapshot.people[person_id]
        parts = view.parts_of(person_id)
        pair = view.pair_of_senior.get(person_id)
        seniors = list(view.group_of(person_id))
        yield _person(
            view.snapshot,
            person,
            roles=sorted(part.role for part in parts),
            status=_status(person, parts, today),
            **_recruiting(parts),
            mentor_id=pair.mentor_id if pair else None,
            mentor=view.name(pair.mentor_id) if pair else None,
            seniors=seniors,
            senior_names=_names(view, seniors),
            sessions_held=held[person_id],
        )


def _person(snapshot: Snapshot, person: Person, **of_programme: Any) -> PersonRow:
    manager = snapshot.people.get(person.manager_id or "")
    return PersonRow(
        id=person.id,
        name=person.name,
        email=person.email,
        department=person.department,
        job_title=person.job_title,
        site=person.site,
        manager_id=person.manager_id,
        manager=manager.name if manager else None,
        **of_programme,
    )


def _apart(snapshot: Snapshot, person: Person, today: date) -> PersonRow:
    """Return somebody of a file without a programme."""
    return _person(
        snapshot,
        person,
        roles=[],
        status=_status(person, [], today),
        **_recruiting([]),
        mentor_id=None,
        mentor=None,
        seniors=[],
        senior_names=[],
        sessions_held=0,
    )


def _recruiting(parts: Sequence[Participation]) -> dict[str, Any]:
    """Return what came of asking somebody, where all of the own roles say the same."""
    answers = {
        (each.state, each.ask_again_on) if (each := part.recruiting) else None for part in parts
    }
    state, day = (answers.pop() or (None, None)) if len(answers) == 1 else (None, None)
    return {"recruiting": state, "ask_again_on": day}


def _status(person: Person, parts: Sequence[Participation], today: date) -> PersonStatus | None:
    """Return how somebody takes part, or was asked to; ``None`` for who has no role."""
    if person.has_left_by(today):
        return "left"
    states: tuple[PersonStatus, ...] = (
        "active", "paused", "withdrawn", "invited", "not_now", "no",
    )  # fmt: skip
    own = {
        part.recruiting.state if part.recruiting and not part.said_yes else part.status
        for part in parts
    }
    return next((state for state in states if state in own), None)


def _sessions_held(view: View, today: date) -> Counter[str]:
    """Return in how many sessions each person was, as a mentor or as a senior."""
    return Counter(
        person_id
        for session in view.sessions
        if session.status == "held" and session.day <= today
        for person_id in (session.mentor_id, *_who(session, present=True))
    )


def _who(session: Session, *, present: bool) -> list[str]:
    """Return the seniors of a session who were there, or those who were not."""
    return [who for who, how in session.attendance.items() if (how == "present") is present]


def _names(view: View, people: Iterable[str]) -> list[str]:
    return [view.name(person_id) for person_id in people]


def _pairs(view: View, today: date) -> Iterator[PairRow]:
    for pair in view.pairs:
        held = _days_held(view, pair, today)
        charter = pair.charter
        yield PairRow(
            id=pair.id,
            mentor_id=pair.mentor_id,
            mentor=view.name(pair.mentor_id),
            senior_id=pair.senior_id,
            senior=view.name(pair.senior_id),
            from_on=pair.from_on,
            until_on=pair.until_on,
            end_reason=pair.end_reason,
            locked=pair.locked,
            rationale=pair.rationale,
            charter_mentor_on=charter.mentor_on if charter else None,
            charter_senior_on=charter.senior_on if charter else None,
            status=pair_signals.signals_of(view, pair, today).status,
            sessions_held=len(held),
            last_session_on=max(held, default=None),
        )


def _days_held(view: View, pair: Pair, today: date) -> list[date]:
    """Return the days on which a pair met."""
    return [
        session.day
        for session in view.own_sessions_of_pair(pair)
        if session.status == "held"
        and session.attendance[pair.senior_id] == "present"
        and session.day <= today
    ]


def _sessions(view: View, today: date) -> Iterator[SessionRow]:
    """Yield what was written down, then the slots that are due and were not."""
    for session in sorted([*view.sessions, *view.quick_helps], key=lambda s: (s.day, s.id)):
        yield session_row(view, session)
    for cell in strip.weeks_of_day(view, today):
        if cell.slot and cell.slot <= today and cell.is_open:
            yield _slot_not_logged(view, cell, cell.slot)


def session_row(view: View, session: Session) -> SessionRow:
    """Return a session as it stands in the list."""
    seniors, absent = sorted(session.attendance), sorted(_who(session, present=False))
    return SessionRow(
        id=session.id,
        week=week_of_session(view, session),
        due_on=session.due_on,
        held_on=session.held_on,
        status=session.status,
        mentor_id=session.mentor_id,
        mentor=view.name(session.mentor_id),
        seniors=seniors,
        senior_names=_names(view, seniors),
        absent=absent,
        absent_names=_names(view, absent),
        minutes=session.minutes,
        preparation_minutes=session.preparation_minutes,
        format=session.format,
        mode=session.mode,
        link=session.link,
        reason=session.reason,
        taught=[_exchanged(view, each) for each in session.taught],
        received=[_exchanged(view, each) for each in session.received],
        steps=[_step(view, each) for each in session.steps],
        guide_id=session.guide_id,
        quick_help=session.quick_help,
        makes_up=session.makes_up,
    )


def _exchanged(view: View, exchange: Exchange) -> Exchanged:
    skill = view.skill_name(exchange.skill_id) if exchange.skill_id else None
    return Exchanged(skill_id=exchange.skill_id, skill=skill, text=exchange.text)


def _step(view: View, step: Step) -> TriedStep:
    return TriedStep(
        senior_id=step.senior_id,
        senior=view.name(step.senior_id),
        text=step.text,
        decision=step.decision,
        due_on=step.due_on,
        done=step.done,
    )


def _slot_not_logged(view: View, cell: strip.StripWeek, slot: date) -> SessionRow:
    seniors = list(turns.whose_turn(view, cell.series, slot))
    return SessionRow(
        id=None,
        week=cell.week,
        due_on=slot,
        held_on=None,
        status="not_logged",
        mentor_id=cell.mentor_id,
        mentor=view.name(cell.mentor_id),
        seniors=seniors,
        senior_names=_names(view, seniors),
        absent=[],
        absent_names=[],
        minutes=None,
        preparation_minutes=None,
        format=None,
        mode=None,
        link=None,
        reason=None,
        taught=[],
        received=[],
        steps=[],
        guide_id=None,
        quick_help=False,
        makes_up=None,
    )


def _signals(view: View, today: date) -> Iterator[SignalRow]:
    for pair in view.open_pairs:
        read = pair_signals.signals_of(view, pair, today)
        for signal in read.signals:
            case = next(cases.following(view, signal.rule, pair.id, None), None)
            yield SignalRow(
                pair_id=pair.id,
                mentor_id=pair.mentor_id,
                mentor=view.name(pair.mentor_id),
                senior_id=pair.senior_id,
                senior=view.name(pair.senior_id),
                status=read.status,
                rule=signal.rule,
                colour=signal.colour,
                message=signal.message,
                case_id=case.id if case else None,
            )


def _goals(view: View, _today: date) -> Iterator[GoalRow]:
    for goal in view.goals:
        yield _goal(view, goal)


def _goal(view: View, goal: Goal) -> GoalRow:
    return GoalRow(
        id=goal.id,
        person_id=goal.person_id,
        person=view.name(goal.person_id) if goal.person_id else None,
        text=goal.text,
        skill_id=goal.skill_id,
        skill=view.skill_name(goal.skill_id) if goal.skill_id else None,
        target=goal.target,
        expected=goal.expected,
        starting_point=goal.starting_point,
        weight=goal.weight,
        due_on=goal.due_on,
        set_by=goal.set_by,
        set_on=goal.set_on,
        attainment=goal.attainment,
        attainment_said=goal.attainment_said,
        attainment_on=goal.attainment_on,
    )


def _levels(view: View, _today: date) -> Iterator[LevelRow]:
    for rating in view.all_ratings:
        yield _level(view, rating)


def _level(view: View, rating: Rating) -> LevelRow:
    return LevelRow(
        id=rating.id,
        person_id=rating.person_id,
        person=view.name(rating.person_id),
        skill_id=rating.skill_id,
        skill=view.skill_name(rating.skill_id),
        level=rating.level,
        moment=rating.moment,
        rated_by=rating.rated_by,
        on=rating.on,
        tasks_done=sorted(task for task, was_done in rating.tasks.items() if was_done),
        tasks_watched=sorted(rating.tasks),
    )


_MAKERS: dict[TableName, Callable[[View, date], Iterator[Row]]] = {
    "people": _people,
    "pairs": _pairs,
    "sessions": _sessions,
    "signals": _signals,
    "goals": _goals,
    "levels": _levels,
}
