"""The firms that the benchmarks are made with: the sample, sixty people, ten years of four hundred.

The two large ones are invented from a seed, so that every run measures the same file. Files that
were made once stay in the folder they were made in: ten years take a minute to write.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from revmentor.model.base import Record
from revmentor.model.firm import Firm
from revmentor.model.goal import Goal
from revmentor.model.pair import Charter, Pair
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.model.programme import Programme, SeniorsPerMentor
from revmentor.model.pulse import Pulse
from revmentor.model.rating import Moment, Rating
from revmentor.model.session import Exchange, Session, Step
from revmentor.store.workspace import Workspace
from tests.support.big_firm import HALF_DAYS, SKILLS

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 4, 24)
"""A Friday: the day on which every firm here is looked at, in week 12 of its last programme."""

_EXPERIENCE = ("negotiation", "difficult-clients", "company-politics")
_FIRST = ("Anna", "Bruno", "Carla", "Dario", "Elena", "Franco", "Giulia", "Ivo", "Luca", "Marta")
_LAST = ("Bianchi", "Conti", "De Luca", "Ferrante", "Neri", "Oberhofer", "Pezzini", "Russo", "Tosi")
_DEPARTMENTS = ("Sales", "Purchasing", "Design", "Production", "Accounts", "Quality", "Service")
_TAUGHT = (
    "Shared the offer with the customer and wrote into it together, at the same time.",
    "Set up a filter for the invoices, and a rule that sorts them into folders.",
    "Made a table of the complaints by month and drew it.",
)
_RECEIVED = (
    "How the price of a large order is talked about, and when it is better to be silent.",
    "Who in the firm decides on a change of a drawing, and why it is so.",
)


class Size(msgspec.Struct, frozen=True):
    """How large a firm is: its people, its programmes, and the weeks that each one runs."""

    mentors: int
    seniors: int
    programmes: int
    weeks: int
    week: int
    """The week in which the last programme stands on :data:`DAY`."""


SIXTY = Size(mentors=15, seniors=45, programmes=1, weeks=52, week=50)
TEN_YEARS = Size(mentors=106, seniors=294, programmes=20, weeks=24, week=12)
"""Two programmes a year: 49,502 sessions."""


def write_sample(path: Path) -> None:
    """Make a file with the sample in it, by the command line."""
    sample = ROOT / "sample_data" / "valdarco-3-week-12.json"
    for words in (["new", path], ["import", path, sample]):
        command = [sys.executable, "-m", "revmentor", *map(str, words)]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def write_firm(path: Path, size: Size) -> None:
    """Make a file with an invented firm of a size."""
    workspace = Workspace.create(path, Firm(name=f"Firm of {size.mentors + size.seniors}"))
    workspace.today = DAY
    workspace.commit("filled", put=_records(size))


def _records(size: Size) -> Iterator[Record]:
    chance = random.Random(size.mentors)
    mentors = [f"m{number:03}" for number in range(size.mentors)]
    seniors = [f"s{number:03}" for number in range(size.seniors)]
    heads = seniors[: max(1, len(seniors) // 20)]
    leads = dict.fromkeys(heads[1:], heads[0]) | {heads[0]: None}
    for number, who in enumerate([*mentors, *seniors]):
        yield Person(
            id=who,
            name=f"{_FIRST[number % 10]} {_LAST[number // 10 % 9]} {number:03}",
            email=f"{who}@firm.example",
            department=_DEPARTMENTS[number % 7],
            manager_id=leads.get(who, heads[number % len(heads)]),
            availability=tuple(sorted(chance.sample(HALF_DAYS, 5), key=HALF_DAYS.index)),
        )
    for place in range(size.programmes):
        yield from _programme(place, size, mentors, seniors, chance)


def _programme(
    place: int, size: Size, mentors: list[str], seniors: list[str], chance: random.Random
) -> Iterator[Record]:
    is_last = place == size.programmes - 1
    programme_id = f"pr{place + 1:02}"
    this_week = DAY - timedelta(days=DAY.weekday())
    begun = this_week - timedelta(weeks=size.week - 1)
    starts_on = begun - timedelta(weeks=26 * (size.programmes - 1 - place))
    weeks = size.week if is_last else size.weeks
    programme = Programme(
        id=programme_id,
        name=f"Common floor {starts_on.year}",
        starts_on=starts_on,
        weeks=size.weeks,
        formats=("individual", "group"),
        seniors_per_mentor=SeniorsPerMentor(min=2, max=4),
        standard_level={"video-meetings": 3, "spreadsheets": 2},
    )
    ends_on = programme.ends_on
    yield programme if is_last else msgspec.structs.replace(programme, closed_on=ends_on)
    groups: dict[str, list[str]] = {mentor: [] for mentor in mentors}
    for number, senior in enumerate(chance.sample(seniors, len(seniors))):
        groups[mentors[number % len(mentors)]].append(senior)
    for mentor, group in groups.items():
        yield from _group(programme, mentor, group, weeks, chance, is_closed=not is_last)


def _group(
    programme: Programme,
    mentor: str,
    group: list[str],
    weeks: int,
    chance: random.Random,
    *,
    is_closed: bool,
) -> Iterator[Record]:
    """Yield one mentor's year: who takes part, starting points, goals, pairs, sessions, pulses."""
    before = programme.starts_on - timedelta(days=7)
    offers = tuple(sorted({"spreadsheets", "video-meetings", *chance.sample(SKILLS, 2)}))
    give_back = chance.choice(_EXPERIENCE)
    near = f"{programme.id}-{mentor}"
    yield Participation(
        id=f"{near}-p", programme_id=programme.id, person_id=mentor, role="mentor", offers=offers
    )
    levels = [(mentor, skill, chance.randint(5, 6)) for skill in offers]
    for senior in group:
        yield Participation(
            id=f"{programme.id}-{senior}-p",
            programme_id=programme.id,
            person_id=senior,
            role="senior",
            offers=(give_back,),
        )
        yield Pair(
            id=f"{programme.id}-{senior}",
            programme_id=programme.id,
            mentor_id=mentor,
            senior_id=senior,
            from_on=programme.starts_on,
            charter=Charter(mentor_on=programme.starts_on, senior_on=programme.starts_on),
        )
        yield Goal(
            id=f"{programme.id}-{senior}-g",
            programme_id=programme.id,
            person_id=senior,
            text="Write the weekly table alone",
            skill_id=offers[0],
            target=4,
        )
        levels += [(senior, skill, chance.randint(0, 2)) for skill in offers[:3]]
    for person_id, skill_id, level in levels:
        moments: list[tuple[Moment, int, date]] = [("baseline", level, before)]
        if is_closed and person_id != mentor:
            moments.append(("final", level + chance.randint(1, 3), programme.ends_on))
        for moment, reached, on in moments:
            yield Rating(
                id=f"{programme.id}-{person_id}-{skill_id}-{moment}",
                programme_id=programme.id,
                person_id=person_id,
                skill_id=skill_id,
                level=reached,
                moment=moment,
                rated_by="mentor" if person_id != mentor else "coordinator",
                on=on,
            )
    weekday = chance.randrange(5)
    written = weeks if is_closed else weeks - 1  # this week is not logged yet
    for week in range(written):
        on = programme.starts_on + timedelta(weeks=week, days=weekday)
        yield _session(f"{near}-{week:02}", programme, mentor, group, on, chance)
        if week % 4 == 3:
            for person_id in (mentor, *group):
                yield Pulse(
                    id=f"{near}-{week:02}-{person_id}",
                    programme_id=programme.id,
                    person_id=person_id,
                    on=on,
                    answers={"learning": chance.randint(1, 3)},
                )


def _session(
    session_id: str,
    programme: Programme,
    mentor: str,
    group: list[str],
    on: date,
    chance: random.Random,
) -> Session:
    lot = chance.random()
    if on > DAY or lot < 0.08:
        is_missed = on <= DAY
        return Session(
            id=session_id,
            programme_id=programme.id,
            mentor_id=mentor,
            due_on=on,
            status="missed" if is_missed else "planned",
            reason="a fair" if is_missed else None,
            attendance=dict.fromkeys(group, "absent") if is_missed else {},
        )
    there = [senior for senior in group if chance.random() < 0.9] or group[:1]
    return Session(
        id=session_id,
        programme_id=programme.id,
        mentor_id=mentor,
        due_on=on,
        status="held",
        held_on=on,
        format="group" if len(group) > 1 else "individual",
        mode="on_site",
        minutes=chance.choice((30, 40, 45)),
        attendance={senior: "present" if senior in there else "absent" for senior in group},
        taught=(Exchange(skill_id=chance.choice(SKILLS), text=chance.choice(_TAUGHT)),),
        received=(Exchange(skill_id="negotiation", text=chance.choice(_RECEIVED)),),
        steps=tuple(
            Step(senior_id=senior, text="one table a day with it", due_on=on + timedelta(days=7))
            for senior in there[:1]
        ),
        ratings={person_id: chance.randint(3, 5) for person_id in (mentor, *there)},
        mentor_share=0.6,
    )
