"""Generated documents that hold: every list, every reference sound, and awkward text in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st

from revmentor.model import pair as pairs
from revmentor.model import programme
from revmentor.model import session as sessions
from revmentor.model.participation import (
    Acknowledgement,
    Participation,
    ParticipationStatus,
    Recruiting,
    RecruitingState,
)
from revmentor.model.person import Person, Works
from revmentor.model.skill import Skill, SkillKind, Task
from revmentor.model.snapshot import ID_PREFIX, Document
from revmentor.rules.results.follow_ups import due_on
from tests.support.ledger_strategies import about_people
from tests.support.value_strategies import (
    days,
    extras,
    firms,
    ids,
    later,
    levels,
    lines,
    one_of_type,
    perhaps,
    proses,
    skill_ids,
    some,
    spans,
)

T = TypeVar("T")


def _tasks(task_ids: list[str]) -> st.SearchStrategy[tuple[Task, ...]]:
    texts = st.dictionaries(st.sampled_from(["en", "it"]), lines, min_size=1)
    return st.tuples(*(st.builds(Task, id=st.just(each), text=texts) for each in task_ids))


def _passed(items: set[Any]) -> st.SearchStrategy[tuple[programme.PassedItem, ...]]:
    kind = programme.PassedItem
    made = (st.builds(kind, item=st.just(each), reason=lines, on=days) for each in items)
    return st.tuples(*made)


_recruiting = st.builds(
    lambda on, again, **fields: Recruiting(
        on=on, ask_again_on=again and later(on or again, again.day), **fields
    ),
    state=one_of_type(RecruitingState),
    on=perhaps(days),
    again=perhaps(days),
    readiness=st.dictionaries(ids, st.booleans(), max_size=2),
)


class Maker:
    """Builds one document step by step, each list upon those before it."""

    def __init__(self, draw: st.DrawFn, *, full: bool) -> None:
        self.draw = draw
        self.least = 1 if full else 0

    def ids(self, table: str, least: int, most: int) -> list[str]:
        ours = st.integers(1, 12).map(lambda n: f"{ID_PREFIX[table]}{n:04d}")
        return self.draw(st.lists(ours | ids, min_size=least, max_size=most, unique=True))

    def pick(self, among: Sequence[T]) -> T:
        return self.draw(st.sampled_from(among))

    def build(self, kind: type[Any], record_id: str, /, **fields: Any) -> Any:
        drawn = {
            name: self.draw(value) if isinstance(value, st.SearchStrategy) else value
            for name, value in {**fields, "extra": extras}.items()
        }
        return kind(id=record_id, **drawn)

    def document(self) -> Document:
        self.own_skills = [
            self.build(
                Skill,
                f"own-{each}",
                kind=one_of_type(SkillKind),
                name=st.dictionaries(st.sampled_from(["en", "it"]), lines, min_size=1),
                digcomp=some(st.sampled_from(["1.1", "5.4"])),
                tasks=st.lists(st.sampled_from("123"), unique=True).flatmap(_tasks),
            )
            for each in self.ids("skills", self.least, 2)
        ]
        self.skills = st.sampled_from([*skill_ids[:5], *(each.id for each in self.own_skills)])
        self.people = self._people()
        self.who = st.sampled_from([each.id for each in self.people])
        self.programmes = [self._programme(each) for each in self.ids("programmes", self.least, 2)]
        self.parts: list[Participation] = []
        self.pairs: list[pairs.Pair] = []
        for each in self.programmes:
            self.parts += self._parts(each)
        for each in self.programmes:
            self._pairs(each)
        self.sessions = self._sessions()
        self.programmes = [self._followed(each) for each in self.programmes]
        lists = about_people(self) if self.programmes else {}
        return Document(
            firm=self.draw(firms),
            people=tuple(self.people),
            skills=tuple(self.own_skills),
            programmes=tuple(self.programmes),
            participations=tuple(self.parts),
            pairs=tuple(self.pairs),
            sessions=tuple(self.sessions),
            **lists,
        )

    def _people(self) -> list[Person]:
        found: list[Person] = []
        for each in self.ids("people", 3, 5):
            above = [other.id for other in found]
            joined = self.draw(perhaps(days))
            found.append(
                self.build(
                    Person,
                    each,
                    name=lines,
                    email=perhaps(lines),
                    department=perhaps(lines),
                    site=perhaps(lines),
                    manager_id=perhaps(st.sampled_from(above)) if above else None,
                    languages=some(lines),
                    availability=some(st.sampled_from(["mon-am", "fri-pm"])),
                    works=perhaps(one_of_type(Works)),
                    style=st.dictionaries(ids, st.integers(1, 5), max_size=2),
                    joined_on=joined,
                    left_on=perhaps(st.just(later(joined or date(2027, 1, 1), 9))),
                    note=perhaps(proses),
                )
            )
        return found

    def _programme(self, record_id: str) -> programme.Programme:
        starts = self.draw(days)
        low = self.draw(st.integers(1, 3))
        formats = self.draw(st.sampled_from([("individual",), ("group",), ("group", "individual")]))
        return self.build(  # type: ignore[no-any-return]  # built by a type at run time
            programme.Programme,
            record_id,
            name=lines,
            starts_on=starts,
            weeks=st.integers(1, 40),
            purposes=some(lines),
            every_weeks=st.integers(1, 4),
            minutes=st.integers(5, 480),
            formats=st.just(formats),
            group_max=perhaps(st.integers(low, 20)) if "group" in formats else st.none(),
            seniors_per_mentor=programme.SeniorsPerMentor(
                min=low, max=self.draw(st.integers(low, 4))
            ),
            monthly_hours=programme.MonthlyHours(
                senior=self.draw(st.floats(0, 200)), mentor=self.draw(st.floats(0, 200))
            ),
            standard_level=st.dictionaries(self.skills, levels, max_size=2),
            reporting_line_depth=one_of_type(programme.ReportingLineDepth),
            holidays=one_of_type(programme.Holidays),
            launch_passed=st.sets(st.sampled_from(["tools", "heard"])).flatmap(_passed),
            events=st.lists(st.sampled_from("ab"), unique=True).flatmap(self._events),
            changes_made=some(
                st.builds(programme.ChangeMade, on=days, what=lines, why=perhaps(lines))
            ),
            closed_on=perhaps(st.just(later(starts, self.draw(st.integers(0, 400))))),
            lessons=perhaps(proses),
            decision=perhaps(one_of_type(programme.ClosingDecision)),
            costs=perhaps(
                st.builds(
                    programme.Costs,
                    mentor_hour=st.floats(0, 500),
                    senior_hour=st.floats(0, 500),
                    external=st.floats(0, 1e6),
                    currency=st.sampled_from(["EUR", "CHF"]),
                )
            ),
        )

    def _events(self, event_ids: list[str]) -> st.SearchStrategy[Any]:
        kinds: st.SearchStrategy[Any] = one_of_type(programme.EventKind)
        fields: dict[str, Any] = {"kind": kinds, "on": days}
        planned = {**fields, "at": perhaps(st.just("09:30"))}
        held = {**fields, "held": st.just(True), "there": some(self.who)}
        held["decided"] = perhaps(proses)
        return st.tuples(
            *(
                st.builds(programme.ProgrammeEvent, id=st.just(each), **planned)
                | st.builds(programme.ProgrammeEvent, id=st.just(each), **held)
                for each in event_ids
            )
        )

    def _followed(self, run: programme.Programme) -> programme.Programme:
        """Return a programme with what was heard after its closing, where it is closed."""
        if run.closed_on is None:
            return run
        seniors = [
            each.person_id
            for each in self.parts
            if each.programme_id == run.id and each.role == "senior"
        ]
        who = st.sampled_from(seniors) if seniors else st.nothing()
        kinds: st.SearchStrategy[Any] = one_of_type(programme.FollowUpKind)
        found = [
            programme.FollowUp(
                kind=kind,
                on=later(due_on(run, kind) or run.closed_on, self.draw(st.integers(0, 400))),
                still_using=self.draw(
                    st.dictionaries(who, st.booleans(), max_size=2 if seniors else 0)
                ),
                note=self.draw(perhaps(proses)),
            )
            for kind in self.draw(st.lists(kinds, unique=True, max_size=2))
        ]
        return msgspec.structs.replace(run, follow_ups=tuple(found))

    def _parts(self, run: programme.Programme) -> list[Participation]:
        roles = [(each.id, role) for each in self.people for role in ("mentor", "senior")]
        first = [(self.people[0].id, "mentor"), (self.people[1].id, "senior")]
        taken = self.draw(st.lists(st.sampled_from(roles), unique=True, max_size=6))
        wanted = list(dict.fromkeys([*(first if self.least else ()), *taken]))
        return [
            self.build(
                Participation,
                f"{run.id}.{index}",
                programme_id=run.id,
                person_id=who,
                role=role,
                max_seniors=perhaps(st.integers(0, 20)),
                slot=perhaps(st.sampled_from(["mon-09:00", "fri-16:30"])),
                offers=some(self.skills),
                status=one_of_type(ParticipationStatus),
                status_reason=perhaps(lines),
                recruiting=perhaps(_recruiting),
                acknowledged=perhaps(
                    st.builds(
                        Acknowledgement,
                        on=days,
                        understood=st.booleans(),
                        question=perhaps(proses),
                    )
                ),
                prefers=(wished := self.draw(some(self.who))),
                avoids=tuple(sorted({*self.draw(some(self.who))} - {*wished})),
            )
            for index, (who, role) in enumerate(wanted)
        ]

    def _pairs(self, run: programme.Programme) -> None:
        mine = [each for each in self.parts if each.programme_id == run.id]
        mentors = [each.person_id for each in mine if each.role == "mentor"]
        groups: defaultdict[str, list[pairs.Pair]] = defaultdict(list)
        for senior in (each.person_id for each in mine if each.role == "senior"):
            able = [each for each in mentors if each != senior]
            start = self.draw(days)
            for turn in range(self.draw(st.integers(self.least, 2)) if able else 0):
                end = later(start, self.draw(st.integers(1, 90)))
                last = self.draw(st.booleans())
                made = self.build(
                    pairs.Pair,
                    f"{run.id}.{senior[:20]}.{turn}",
                    programme_id=run.id,
                    mentor_id=self.pick(able),
                    senior_id=senior,
                    from_on=start,
                    until_on=None if last else end,
                    end_reason=perhaps(lines),
                    not_again=() if last else some(st.just(senior)),
                    locked=st.booleans(),
                    equipment=perhaps(lines),
                    charter=perhaps(
                        st.builds(
                            pairs.Charter,
                            mentor_on=perhaps(days),
                            clauses=st.dictionaries(ids, one_of_type(pairs.Clause), max_size=2),
                        )
                    ),
                    pauses=some(spans.map(lambda span: pairs.Pause(**span))),
                )
                made = self._stood_in_for(made, [x for x in able if x != made.mentor_id], end)
                if _places_left(groups[made.mentor_id], made, run.seniors_per_mentor.max):
                    groups[made.mentor_id].append(made)
                    self.pairs.append(made)
                if last:
                    break
                start = end

    def _stood_in_for(self, pair: pairs.Pair, able: list[str], end: date) -> pairs.Pair:
        """Give a pair somebody who stands in for a while, where there is anybody."""
        if not able or not self.draw(st.booleans()):
            return pair
        first = later(pair.from_on, self.draw(st.integers(0, (end - pair.from_on).days)))
        stand_in = pairs.StandIn(
            mentor_id=self.pick(able),
            start=first,
            end=later(first, self.draw(st.integers(0, (end - first).days))),
            reason=self.draw(perhaps(lines)),
        )
        return msgspec.structs.replace(pair, stand_ins=(stand_in,))

    def _sessions(self) -> list[sessions.Session]:
        found = []
        chosen = st.lists(st.sampled_from(self.pairs), min_size=self.least, max_size=3)
        for index, base in enumerate(self.draw(chosen) if self.pairs else []):
            longest = (base.until_on - base.from_on).days if base.until_on else 60
            due = later(base.from_on, self.draw(st.integers(0, longest)))
            there = [
                each.senior_id
                for each in self.pairs
                if (each.programme_id, each.mentor_id) == (base.programme_id, base.mentor_id)
                and each.stands_on(due)
            ]
            status = self.draw(one_of_type(sessions.SessionStatus))
            attendance = {each: self.draw(one_of_type(sessions.Attendance)) for each in there}
            rating = [base.mentor_id, *(who for who, how in attendance.items() if how == "present")]
            found.append(
                self.build(
                    sessions.Session,
                    f"s{index + 1:04d}",
                    programme_id=base.programme_id,
                    mentor_id=base.mentor_id,
                    due_on=due,
                    status=status,
                    held_on=due if status == "held" and self.draw(st.booleans()) else None,
                    attendance=attendance,
                    minutes=perhaps(st.integers(0, 1440)),
                    taught=some(
                        st.builds(
                            sessions.Exchange, skill_id=perhaps(self.skills), text=perhaps(lines)
                        )
                    ),
                    steps=some(st.builds(sessions.Step, senior_id=self.who, text=lines)),
                    ratings=st.dictionaries(
                        st.sampled_from(rating), st.integers(1, 5), max_size=2 * (status == "held")
                    ),
                    mentor_share=perhaps(st.floats(0, 1)),
                    seen_by=perhaps(lines),
                    wants_talk=some(self.who),
                    note=perhaps(proses),
                )
            )
        return found


def _places_left(group: Sequence[pairs.Pair], fresh: pairs.Pair, most: int) -> bool:
    every = [*group, fresh]
    return all(sum(other.stands_on(each.from_on) for other in every) <= most for each in every)


@st.composite
def documents(draw: st.DrawFn, *, full: bool = False) -> Document:
    """A document that holds; with ``full`` no list of it is empty."""
    return Maker(draw, full=full).document()
