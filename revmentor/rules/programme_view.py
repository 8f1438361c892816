"""One programme of a snapshot, indexed for questions.

A view is made from a snapshot when somebody asks and thrown away when the snapshot changes; it
stores nothing of its own, so it cannot disagree with the records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, language
from revmentor.model.base import Record, Role
from revmentor.model.errors import Refused
from revmentor.model.evaluation import Evaluation
from revmentor.model.firm import Firm
from revmentor.model.goal import Goal
from revmentor.model.pair import Pair
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.model.programme import Programme
from revmentor.model.rating import Moment, Rater, Rating
from revmentor.model.reflection import Reflection, ReflectionMoment
from revmentor.model.session import Session
from revmentor.model.skill import Skill, Task
from revmentor.model.snapshot import TABLE_OF, Snapshot
from revmentor.rules.person_names import surname_first

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Record)
_UNASKED: Any = object()


def remembered(rule: Callable[Concatenate[View, P], T]) -> Callable[Concatenate[View, P], T]:
    """Keep what a rule answers about a view on that view: a view never changes, nor the answer.

    The arguments are hashable, and the answer does not depend on the language. Every caller gets
    the same answer, and so none may change it. Two threads may both find an answer: the same one.
    """

    @wraps(rule)
    def answer(view: View, /, *args: P.args, **kwargs: P.kwargs) -> T:
        question = (rule, args, *kwargs.items())
        known: T = view.answers.get(question, _UNASKED)
        if known is _UNASKED:
            known = view.answers[question] = rule(view, *args, **kwargs)
        return known

    return answer


class View:
    """Everything of one programme, ready to be asked."""

    def __init__(
        self, snapshot: Snapshot, programme_id: str, skills: Mapping[str, Skill], today: date
    ) -> None:
        """Look at one programme; ``skills`` are the shipped and the firm's own, by id.

        Whoever leaves the firm after ``today`` has not left.
        """
        self.snapshot = snapshot
        self.today = today
        self.programme: Programme = snapshot.programmes[programme_id]
        self.skills = skills
        self.answers: dict[tuple[Any, ...], Any] = {}
        """What rules answered about this view, by rule and arguments; see :func:`remembered`."""
        self._own: dict[type[Record], Any] = {}
        self._of_each: dict[type[Record], Mapping[str, list[Any]]] | None = None
        """The records of every programme, once a rule led from this one to another."""

    def own(self, kind: type[R]) -> Sequence[R]:
        """Return the programme's records of a kind, ordered by id."""
        known: Sequence[R] | None = self._own.get(kind)
        if known is None:
            known = self._own[kind] = sorted(self._found(kind), key=lambda record: record.id)
        return known

    def _found(self, kind: type[R]) -> list[R]:
        every: Any = self.snapshot.table(TABLE_OF[kind]).values()
        if self._of_each is None:
            return [record for record in every if record.programme_id == self.programme.id]
        if kind not in self._of_each:
            of_each: defaultdict[str, list[Any]] = defaultdict(list)
            for record in every:
                of_each[record.programme_id].append(record)
            self._of_each[kind] = of_each
        return self._of_each[kind].get(self.programme.id, [])

    def over(self, snapshot: Snapshot, programme_id: str = "") -> View:
        """Return the same look, on the same day, at other records or another programme."""
        view = View(snapshot, programme_id or self.programme.id, self.skills, self.today)
        view.take_over(self)
        if snapshot is self.snapshot and view.programme.id != self.programme.id:
            if self._of_each is None:
                self._of_each = {}
            view._of_each = self._of_each
        return view

    def take_over(self, other: View) -> None:
        """Take over what another view gathered of tables in which nothing differs."""
        if other.programme.id == self.programme.id:
            for kind, records in other._own.items():
                name = TABLE_OF[kind]
                if other.snapshot.table(name) is self.snapshot.table(name):
                    self._own[kind] = records

    @property
    def firm(self) -> Firm:
        """The firm of the file."""
        return self.snapshot.firm

    @cached_property
    def participations(self) -> dict[tuple[str, Role], Participation]:
        """The programme's participations, by person and role."""
        return {(each.person_id, each.role): each for each in self.own(Participation)}

    @cached_property
    def _parts(self) -> Mapping[str, list[Participation]]:
        parts_of: defaultdict[str, list[Participation]] = defaultdict(list)
        for part in self.own(Participation):
            parts_of[part.person_id].append(part)
        return parts_of

    def parts_of(self, person_id: str) -> Sequence[Participation]:
        """Return a person's participations, one for each role, ordered by id."""
        return self._parts.get(person_id, ())

    def participation(self, person_id: str, role: Role) -> Participation:
        """Return a person's part in a role; raises :class:`Refused` where there is none."""
        part = self.participations.get((person_id, role))
        if part is None:
            raise Refused(
                _("{name} does not take part in this role.").format(name=self.name(person_id))
            )
        return part

    def refuse_stranger(self, person_id: str, *, field: str = "") -> None:
        """Raise :class:`Refused` for somebody who does not take part."""
        if person_id not in self.participants:
            raise Refused(
                _("{name} does not take part.").format(name=self.name(person_id)), field=field
            )

    def takes_part(self, part: Participation) -> bool:
        """Tell whether somebody takes part, or did: said yes when asked, or was in a pair."""
        return part.said_yes or (part.person_id, part.role) in self._in_a_pair

    @cached_property
    def _in_a_pair(self) -> set[tuple[str, Role]]:
        mentors: set[tuple[str, Role]] = {
            (teacher, "mentor") for each in self.pairs for teacher in each.teachers
        }
        return mentors | {(each.senior_id, "senior") for each in self.pairs}

    @cached_property
    def only_asked(self) -> list[Participation]:
        """Whoever was asked and takes no part: invited, not now, no; ordered by surname."""
        parts = [each for each in self.participations.values() if not self.takes_part(each)]
        return sorted(parts, key=lambda part: (self.sort_key(part.person_id), part.id))

    def _with_role(self, role: Role) -> dict[str, Participation]:
        parts = [
            part
            for (_, has), part in self.participations.items()
            if has == role and self.takes_part(part)
        ]
        parts.sort(key=lambda part: (self.sort_key(part.person_id), part.id))
        return {part.person_id: part for part in parts}

    @cached_property
    def mentors(self) -> dict[str, Participation]:
        """Every mentor's participation by person, withdrawn ones too, ordered by surname.

        Whoever was only asked is none.
        """
        return self._with_role("mentor")

    @cached_property
    def seniors(self) -> dict[str, Participation]:
        """Every senior's participation by person, withdrawn ones too, ordered by surname.

        Whoever was only asked is none.
        """
        return self._with_role("senior")

    def is_active(self, person_id: str, role: Role) -> bool:
        """Tell whether a person takes part in this role now."""
        part = self.participations.get((person_id, role))
        person = self.snapshot.people.get(person_id)
        return (
            part is not None
            and part.status == "active"
            and part.said_yes
            and person is not None
            and not self.has_left(person_id)
        )

    def has_left(self, person_id: str) -> bool:
        """Tell whether somebody left the firm; of a closed programme, before it was closed."""
        person = self.snapshot.people.get(person_id)
        closed_on = self.programme.closed_on
        return person is not None and person.has_left_by(closed_on or self.today)

    @cached_property
    def active_mentors(self) -> list[str]:
        """The mentors who take part now, ordered by surname."""
        return [each for each in self.mentors if self.is_active(each, "mentor")]

    @cached_property
    def active_seniors(self) -> list[str]:
        """The seniors who take part now, ordered by surname."""
        return [each for each in self.seniors if self.is_active(each, "senior")]

    @cached_property
    def participants(self) -> list[str]:
        """Everybody of the programme once, mentors first, ordered by surname."""
        return list(dict.fromkeys([*self.mentors, *self.seniors]))

    # -- names ---------------------------------------------------------------------------------

    @remembered
    def sort_key(self, person_id: str) -> str:
        """Return what a person is sorted by: the name, and the id where two have the same."""
        person = self.snapshot.people.get(person_id)
        return f"{surname_first(person.name)}\0{person_id}" if person else person_id

    @cached_property
    def _names(self) -> dict[str, str]:
        return display_names(self.snapshot.people.values())

    def name(self, person_id: str) -> str:
        """Return a person's name, with the department where two people share it."""
        return self._names.get(person_id, person_id)

    @cached_property
    def _first_words(self) -> Mapping[str, int]:
        return Counter(self.name(each).split(" ", 1)[0] for each in self.participants)

    def first_name(self, person_id: str) -> str:
        """Return the first word of a name, or the whole where two participants share it."""
        name = self.name(person_id)
        short = name.split(" ", 1)[0]
        return short if self._first_words.get(short, 0) <= 1 else name

    def pair_name(self, pair: Pair) -> str:
        """Return both names of a pair, the mentor's first."""
        return f"{self.name(pair.mentor_id)} & {self.name(pair.senior_id)}"

    def skill_name(self, skill_id: str) -> str:
        """Return a skill's name in the language in use."""
        skill = self.skills.get(skill_id)
        return skill_name(skill) if skill else skill_id

    def tasks(self, skill_id: str) -> tuple[Task, ...]:
        """Return the observable tasks of a skill; empty where it has none."""
        skill = self.skills.get(skill_id)
        return skill.tasks if skill else ()

    # -- pairs ---------------------------------------------------------------------------------

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Every pair of the programme, open and ended, ordered by id."""
        return self.own(Pair)

    @cached_property
    def open_pairs(self) -> list[Pair]:
        """The pairs that have not ended."""
        return [pair for pair in self.pairs if pair.until_on is None]

    @cached_property
    def pairs_of_mentor(self) -> Mapping[str, list[Pair]]:
        """The pairs of each mentor, open and ended, ordered by id."""
        pairs_of: defaultdict[str, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            pairs_of[pair.mentor_id].append(pair)
        return pairs_of

    @cached_property
    def pair_of_senior(self) -> dict[str, Pair]:
        """The open pair of each senior who has one."""
        return {pair.senior_id: pair for pair in self.open_pairs}

    @remembered
    def group_of(self, mentor_id: str, day: date | None = None) -> Sequence[str]:
        """Return a mentor's seniors now (or on a day), ordered by surname."""
        seniors = {
            pair.senior_id
            for pair in self.pairs_of_mentor.get(mentor_id, [])
            if (pair.until_on is None if day is None else pair.stands_on(day))
        }
        return sorted(seniors, key=self.sort_key)

    @remembered
    def met_on(self, mentor_id: str, day: date, place_of: str = "") -> Sequence[str]:
        """Return whom a mentor teaches on a day, ordered by surname.

        Of the own seniors without those another one stands in for then, or of those of whoever's
        place the mentor takes.
        """
        pairs = self.pairs_of_mentor.get(place_of or mentor_id, [])
        met = {p.senior_id for p in pairs if p.stands_on(day) and p.taught_by(day) == mentor_id}
        return sorted(met, key=self.sort_key)

    @cached_property
    def stood_in_for(self) -> Mapping[str, list[Pair]]:
        """The pairs that each mentor stands in for, stood or will, ordered by id."""
        pairs_of: defaultdict[str, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            for mentor_id in pair.teachers[1:]:
                pairs_of[mentor_id].append(pair)
        return pairs_of

    def places_taken(self, mentor_id: str) -> list[str]:
        """Return the mentors a mentor stands in for at any time, ordered by surname."""
        absent = {pair.mentor_id for pair in self.stood_in_for.get(mentor_id, [])}
        return sorted(absent, key=self.sort_key)

    def place_of(self, session: Session, senior_id: str) -> str:
        """Return in whose place a session's mentor met a senior; empty for the own senior."""
        for pair in self.stood_in_for.get(session.mentor_id, []):
            days = (session.due_on, session.day)
            if pair.senior_id == senior_id and any(
                pair.stands_on(day) and pair.taught_by(day) == session.mentor_id for day in days
            ):
                return pair.mentor_id
        return ""

    @cached_property
    def unplaced(self) -> list[str]:
        """The active seniors without an open pair."""
        return [each for each in self.active_seniors if each not in self.pair_of_senior]

    # -- sessions ------------------------------------------------------------------------------

    @cached_property
    def sessions(self) -> list[Session]:
        """Every session of the programme but for quick helps, ordered by its day and id."""
        return [each for each in self._all_sessions if not each.quick_help]

    @cached_property
    def quick_helps(self) -> list[Session]:
        """The questions answered beside the sessions, ordered by their day and id."""
        return [each for each in self._all_sessions if each.quick_help]

    @cached_property
    def _all_sessions(self) -> list[Session]:
        return sorted(self.own(Session), key=lambda session: (session.day, session.id))

    @cached_property
    def sessions_of(self) -> Mapping[str, list[Session]]:
        """The sessions of each mentor, ordered by day."""
        sessions_of: defaultdict[str, list[Session]] = defaultdict(list)
        for session in self.sessions:
            sessions_of[session.mentor_id].append(session)
        return sessions_of

    def sessions_of_pair(self, pair: Pair) -> list[Session]:
        """Return the sessions that were for this pair's senior, ordered by day.

        Those of whoever stood in for the mentor are among them.
        """
        own = [
            session
            for session in self.sessions_of.get(pair.mentor_id, [])
            if pair.senior_id in session.attendance and pair.stands_on(session.day)
        ]
        instead = [
            session
            for mentor_id in pair.teachers[1:]
            for session in self.sessions_of.get(mentor_id, [])
            if pair.senior_id in session.attendance
            and pair.stands_on(session.day)
            and self.place_of(session, pair.senior_id) == pair.mentor_id
        ]
        if not instead:
            return own
        return sorted([*own, *instead], key=lambda session: (session.day, session.id))

    def own_sessions_of_pair(self, pair: Pair) -> list[Session]:
        """Return the sessions of a pair that its mentor held or was to hold, ordered by day."""
        return [each for each in self.sessions_of_pair(pair) if each.mentor_id == pair.mentor_id]

    @cached_property
    def first_session(self) -> dict[str, date]:
        """The day of each person's first held session, as mentor or as senior who was there."""
        first: dict[str, date] = {}
        for session in self.sessions:
            if session.status == "held":
                there = [who for who, how in session.attendance.items() if how == "present"]
                for person_id in (session.mentor_id, *there):
                    first.setdefault(person_id, session.day)
        return first

    # -- levels, goals and forms -----------------------------------------------------------------

    @cached_property
    def ratings(self) -> dict[tuple[str, str, Moment], Rating]:
        """The rating that counts for each person, skill and moment: the latest one."""
        return {(each.person_id, each.skill_id, each.moment): each for each in self.all_ratings}

    @cached_property
    def all_ratings(self) -> list[Rating]:
        """Every rating of the programme, ordered by its day and id."""
        return sorted(self.own(Rating), key=lambda each: (each.on, each.id))

    def rating(self, person_id: str, skill_id: str, moment: Moment) -> Rating | None:
        """Return the rating that counts, or ``None``."""
        return self.ratings.get((person_id, skill_id, moment))

    @cached_property
    def reflections(self) -> dict[tuple[str, str, ReflectionMoment], Reflection]:
        """What was said of topics of perspective, by person, skill and moment."""
        return {(each.person_id, each.skill_id, each.moment): each for each in self.own(Reflection)}

    @cached_property
    def _ratings_by(self) -> dict[tuple[str, str, Moment, Rater], Rating]:
        return {
            (each.person_id, each.skill_id, each.moment, each.rated_by): each
            for each in self.all_ratings
        }

    def rating_by(
        self, person_id: str, skill_id: str, moment: Moment, rater: Rater
    ) -> Rating | None:
        """Return the latest rating that one kind of rater gave at a moment, or ``None``."""
        return self._ratings_by.get((person_id, skill_id, moment, rater))

    @cached_property
    def _goals(self) -> Mapping[str | None, list[Goal]]:
        goals_of: defaultdict[str | None, list[Goal]] = defaultdict(list)
        for goal in self.own(Goal):
            goals_of[goal.person_id].append(goal)
        return goals_of

    @cached_property
    def goals(self) -> list[Goal]:
        """Every goal of the programme, ordered by id: those of all first, then each person's."""
        by_person = sorted(self._goals, key=lambda each: (each is not None, each or ""))
        return [goal for each in by_person for goal in self._goals[each]]

    def goals_of(self, person_id: str | None) -> list[Goal]:
        """Return a person's goals, or the programme's for ``None``, ordered by id."""
        return self._goals.get(person_id, [])

    @cached_property
    def evaluations(self) -> dict[tuple[str, Role], Evaluation]:
        """The final form of each person and role; the latest, where there are two."""
        forms = [e for e in self.own(Evaluation) if (e.person_id, e.role) in self.participations]
        return {
            (each.person_id, each.role): each for each in sorted(forms, key=lambda e: (e.on, e.id))
        }


def view_of(
    snapshot: Snapshot, programme_id: str, skills: Mapping[str, Skill], today: date
) -> View:
    """Return one programme ready to be asked.

    Raises :class:`Refused` for an unknown id, and for what lies in a file of its own.
    """
    if programme_id not in snapshot.programmes:
        raise Refused(_("There is no programme “{id}” in this file.").format(id=programme_id))
    programme = snapshot.programmes[programme_id]
    if archived := programme.archived:
        raise Refused(
            _("{name} was moved to {file} on {day}; open that file, or bring it back.").format(
                name=programme.name, file=archived.file, day=plain_date(archived.on)
            )
        )
    return View(snapshot, programme_id, skills, today)


def still_open(view: View) -> View:
    """Return a view whose programme takes changes; raises :class:`Refused` where it is closed."""
    if view.programme.closed_on:
        raise Refused(
            _("{name} was closed on {day} and stands as it is.").format(
                name=view.programme.name, day=plain_date(view.programme.closed_on)
            )
        )
    return view


def skill_name(skill: Skill) -> str:
    """Return a skill's name in the language in use, else in whatever language it has."""
    return skill.name.get(language()) or next(iter(skill.name.values()), skill.id)


def task_name(task: Task) -> str:
    """Return what a task is called in the language in use, else in whatever language it has."""
    return task.text.get(language()) or next(iter(task.text.values()), task.id)


def display_names(people: Iterable[Person]) -> dict[str, str]:
    """Return the name of each person; people who share one get their department or id with it."""
    by_name: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        by_name[person.name.casefold()].append(person)
    names: dict[str, str] = {}
    for same in by_name.values():
        departments = {person.department for person in same}
        for person in same:
            if len(same) == 1:
                names[person.id] = person.name
            elif len(departments) == len(same) and person.department:
                names[person.id] = f"{person.name} ({person.department})"
            else:
                names[person.id] = f"{person.name} ({person.id})"
    return names


def with_records(snapshot: Snapshot) -> list[Programme]:
    """Return the programmes whose records are in the file, and not in a file of their own."""
    return [each for each in snapshot.programmes.values() if each.archived is None]


def current(snapshot: Snapshot) -> Programme | None:
    """Return the programme to show first: the latest open one, else the latest."""
    every = sorted(with_records(snapshot), key=lambda p: (p.starts_on, p.id))
    still_open = [programme for programme in every if programme.closed_on is None]
    shown = still_open or every
    return shown[-1] if shown else None
