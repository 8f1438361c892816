"""Build the four Valdarco documents, each in two languages, from the sheet and the written story.

Run it from anywhere: ``python sample_data/build.py [FOLDER]``. It is deterministic; the four
documents show one programme on four days, and everything dated later than its day is left out of a
document. FOLDER is where they are written; without it they lie beside this script.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import msgspec

from revmentor.content.skills import catalogue
from revmentor.model.base import Role
from revmentor.model.case import Case
from revmentor.model.evaluation import Evaluation
from revmentor.model.firm import ClosedDays, Firm
from revmentor.model.goal import Attainment, Goal
from revmentor.model.indicator import Indicator, Reading
from revmentor.model.pair import Charter, Pair, Pause
from revmentor.model.participation import Acknowledgement, Participation
from revmentor.model.person import Person
from revmentor.model.programme import Costs, MonthlyHours, Programme
from revmentor.model.pulse import Method, Pulse
from revmentor.model.rating import Moment, Rater, Rating
from revmentor.model.resource import Resource
from revmentor.model.session import Done, Exchange, Session, Step
from revmentor.model.snapshot import Document
from revmentor.model.success import Success
from revmentor.model.talk import Talk
from sample_data import answers, launch, story
from sample_data.days import CLOSED_ON, MID_TERM, PROGRAMME, STARTS_ON, day, known
from sample_data.italian import in_italian
from sample_data.replies import Records, replies
from sample_data.sessions import SLOTS, Said, Slot

HERE = Path(__file__).resolve().parent
ATTAINED_ON = date(2026, 7, 20)
FILES = {
    "valdarco-1-goals.json": date(2026, 1, 16),
    "valdarco-2-paired.json": date(2026, 1, 30),
    "valdarco-3-week-12.json": MID_TERM,
    "valdarco-4-closed.json": CLOSED_ON,
}
"""Each document, and the day on which the firm's file looked like that."""

CLOSING_QUESTIONS = (
    "useful",
    "obvious_questions",
    "taught_too",
    "respected_time",
    "as_agreed",
)
MENTOR_GOAL_SKILLS = {goal.skill for goal in story.GOALS if goal.person in story.SLOTS}
"""The skills of the mentors' own goals: experience and growth, outside the DigComp framework."""

Row = dict[str, str]


def read_sheet() -> list[Row]:
    """Return the participants sheet, one row per person."""
    with (HERE / "participants.csv").open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet, delimiter=";"))


def people(rows: list[Row], today: date) -> tuple[Person, ...]:
    """Return the firm's people, without the ages the sheet lets slip, and who was only asked."""
    taking_part = tuple(person(row, today) for row in rows)
    return tuple(sorted((*taking_part, *launch.people_only_asked()), key=lambda each: each.id))


def person(row: Row, today: date) -> Person:
    """Return one person of the sheet."""
    key = row["matricola"]
    change = story.CHANGES.get(key)
    left_on = known(change.on, today) if change and change.left_firm else None
    return Person(
        id=key,
        name=f"{row['nome']} {row['cognome']}",
        email=None if key in story.NO_EMAIL else email(row["nome"], row["cognome"]),
        department=row["reparto"],
        job_title=row["mansione"].replace("(46 anni)", "").strip(),
        site=row["sede"],
        manager_id=row["responsabile"] or None,
        languages=story.LANGUAGES.get(key, ("it",)),
        availability=tuple(story.AVAILABILITY.get(key, "").split()),
        works=story.WORKS.get(key),
        left_on=left_on,
        left_reason=change.left_firm if change and left_on else None,
        privacy_notice_on=day("01-14"),
    )


def email(name: str, surname: str) -> str:
    """Return an address like g.ferrante@valdarco.example."""
    plain = unicodedata.normalize("NFD", f"{name[0]}.{surname}".casefold())
    return "".join(c for c in plain if c.isascii() and c not in " '") + "@valdarco.example"


def programme(today: date) -> Programme:
    """Return the one programme, with its closing words once it is closed."""
    closed = today >= CLOSED_ON
    return Programme(
        id=PROGRAMME,
        name="Common floor",
        starts_on=STARTS_ON,
        weeks=24,
        purposes=("digital skills", "know-how", "leadership of the juniors", "working together"),
        sponsor="Ettore Valdarco",
        minutes=25,
        preparation_minutes=10,
        formats=("individual", "group"),
        modes=("on_site", "remote"),
        monthly_hours=MonthlyHours(senior=2.0, mentor=6.0),
        standard_level=dict.fromkeys(story.STANDARD, 3),
        launch_passed=launch.passed(today),
        events=launch.events(today),
        changes_made=launch.changes_made(today),
        closed_on=CLOSED_ON if closed else None,
        lessons=story.LESSONS if closed else None,
        decision="repeat" if closed else None,
        costs=Costs(mentor_hour=24.0, senior_hour=38.0, external=450.0) if closed else None,
    )


def participations(rows: list[Row], today: date) -> tuple[Participation, ...]:
    """Return everybody's part in the programme."""
    made = []
    for number, row in enumerate(rows, start=1):
        key = row["matricola"]
        is_mentor = key in story.SLOTS
        offered = row["insegna"] if is_mentor else row["offre_vuole"]
        role: Role = "mentor" if is_mentor else "senior"
        change = story.CHANGES.get(key)
        changed_on = known(change.on, today) if change else None
        made.append(
            Participation(
                id=f"pt{number:04}",
                programme_id=PROGRAMME,
                person_id=key,
                role=role,
                max_seniors=story.MAX_SENIORS.get(key),
                slot=story.SLOTS.get(key),
                offers=tuple(skill.partition(":")[0] for skill in offered.split("|")),
                hopes=answers.HOPES.get(key),
                fears=answers.FEARS.get(key),
                status=change.status if change and changed_on else "active",
                status_on=changed_on,
                status_reason=change.reason if change and changed_on else None,
                recruiting=launch.said_yes(key, role),
                acknowledged=acknowledgement(key, today),
                in_annual_objectives=True if key in story.IN_OBJECTIVES else None,
            )
        )
    return (*made, *launch.parts_only_asked(len(made) + 1, today))


def acknowledgement(key: str, today: date) -> Acknowledgement | None:
    """Return how somebody heard the goals, at the kick-off or later."""
    first = day(story.ACKNOWLEDGED_LATER.get(key, "01-28"))
    if today < first:
        return None
    second = story.UNDERSTOOD_LATER.get(key, "")
    on = known(second, today)
    return Acknowledgement(
        on=on or first, understood=not second or on is not None, question=story.QUESTIONS.get(key)
    )


def goals(today: date) -> tuple[Goal, ...]:
    """Return the programme's goals, then each person's."""
    rated = today >= ATTAINED_ON
    made = [
        Goal(
            id=f"g{number:04}",
            programme_id=PROGRAMME,
            text=text,
            expected=expected,
            starting_point=start,
            due_on=day("07-17"),
            set_by="Ettore Valdarco",
            set_on=day("01-12"),
            attainment=score if rated else None,
            attainment_on=ATTAINED_ON if rated else None,
            attainment_note=note if rated else None,
        )
        for number, (text, expected, start, score, note) in enumerate(story.PROGRAMME_GOALS, 1)
    ]
    for number, row in enumerate(story.GOALS, start=len(made) + 1):
        score = attainment(row) if rated else None
        made.append(
            Goal(
                id=f"g{number:04}",
                programme_id=PROGRAMME,
                text=row.text,
                person_id=row.person,
                skill_id=row.skill,
                target=row.target,
                why=row.why,
                due_on=day("07-17"),
                set_by="Ornella De Luca",
                set_on=day("01-15" if row.person in story.SLOTS else "01-14"),
                attainment=score,
                attainment_on=None if score is None else ATTAINED_ON,
            )
        )
    return tuple(made)


def attainment(row: story.GoalRow) -> Attainment | None:
    """Return how far a goal on a skill was reached, from the final level alone."""
    if row.final is None:
        return None
    if row.final >= row.target:
        return min(2, row.final - row.target)
    return -1 if row.final >= row.start else -2


def ratings(rows: list[Row], today: date) -> tuple[Rating, ...]:
    """Return the starting points in the order of the sheet, then the final levels."""
    made = [
        *moment_ratings(rows, "baseline", day("01-19")),
        *moment_ratings(rows, "final", day("07-06")),
    ]
    return tuple(
        msgspec.structs.replace(rating, id=f"r{number:04}")
        for number, rating in enumerate(made, start=1)
        if rating.on <= today
    )


def moment_ratings(rows: list[Row], moment: Moment, first: date) -> list[Rating]:
    """Return the ratings of one moment, three people a working day from the first day on."""
    made = []
    for place, row in enumerate(rows):
        key, working_day = row["matricola"], place // 3
        on = first + timedelta(days=working_day + 2 * (working_day // 5))
        for skill, level in levels(row, moment).items():
            rated_by = rater(key, skill)
            seen = story.EVIDENCE.get((skill, level)) if rated_by == "task" else None
            if moment == "final":
                seen = story.FINAL_EVIDENCE.get((key, skill), seen)
            digital = skill not in MENTOR_GOAL_SKILLS
            made.append(
                Rating(
                    id="r",
                    programme_id=PROGRAMME,
                    person_id=key,
                    skill_id=skill,
                    level=level,
                    moment=moment,
                    rated_by=rated_by,
                    on=on,
                    evidence=seen,
                    tasks=ticked(skill, level) if rated_by == "task" else {},
                    framework="digcomp" if digital else None,
                    framework_version="3.0" if digital else None,
                )
            )
    return made


def ticked(skill: str, level: int) -> dict[str, bool]:
    """Return the observable tasks of a skill, as many done alone as the level says, at most all."""
    return {task.id: int(task.id) <= level for task in catalogue()[skill].tasks}


def levels(row: Row, moment: Moment) -> dict[str, int]:
    """Return one person's levels at a moment; none where a final is missing."""
    key, at_end = row["matricola"], moment == "final"
    found: dict[str, int] = {}
    if key in story.LEVELS:
        standard = story.LEVELS[key][at_end]
        found = {skill: int(level) for skill, level in zip(story.STANDARD, standard, strict=False)}
    elif not at_end:
        taught = (offer.split(":") for offer in row["insegna"].split("|"))
        found = {skill: int(level) for skill, level in taught}
    for goal in story.GOALS:
        level = goal.final if at_end else goal.start
        if goal.person != key or level is None:
            continue
        if found.setdefault(goal.skill, level) != level:
            raise ValueError(f"{key}: two levels in {goal.skill}")
    return found


def rater(key: str, skill: str) -> Rater:
    """Return who rates a person in a skill, at the start and at the end alike."""
    if skill in MENTOR_GOAL_SKILLS:
        return "self"
    return "task" if skill in story.RATED_BY_TASK or key == story.COORDINATOR else "coordinator"


def pairs(today: date) -> tuple[Pair, ...]:
    """Return the pairs made on 29 January, with what has become of them."""
    if today < day("01-29"):
        return ()
    made = []
    for number, row in enumerate(story.PAIRS, start=1):
        change = story.CHANGES.get(row.senior)
        changed_on = known(change.on, today) if change else None
        mentor_on, senior_on = known(row.mentor_on, today), known(row.senior_on, today)
        pair = Pair(
            id=f"pa{number:04}",
            programme_id=PROGRAMME,
            mentor_id=row.mentor,
            senior_id=row.senior,
            from_on=day("01-29"),
            locked=row.locked,
            rationale=row.rationale,
            equipment=launch.equipment(row.senior, today),
            charter=Charter(mentor_on=mentor_on, senior_on=senior_on) if mentor_on else None,
        )
        if change and changed_on and change.pair_ended:
            pair = msgspec.structs.replace(pair, until_on=changed_on, end_reason=change.pair_ended)
        elif change and changed_on:
            pause = Pause(start=changed_on, end=day(change.pause_until), reason=change.reason)
            pair = msgspec.structs.replace(pair, pauses=(pause,))
        made.append(pair)
    return tuple(made)


def sessions(rows: list[Row], today: date) -> tuple[Session, ...]:
    """Return the sessions logged so far, numbered in the order in which they were logged."""
    sites = {row["matricola"]: row["sede"] for row in rows}
    logged = sorted(SLOTS, key=lambda slot: (logged_on(slot), due_on(slot), slot.mentor))
    logged = [slot for slot in logged if logged_on(slot) <= today]
    return tuple(
        session(f"s{number:04}", slot, logged, sites) for number, slot in enumerate(logged, 1)
    )


def due_on(slot: Slot) -> date:
    """Return the day of a slot: its mentor's weekday in its week."""
    weekday = ("mon", "tue", "wed", "thu", "fri").index(story.SLOTS[slot.mentor][:3])
    return STARTS_ON + timedelta(weeks=slot.week - 1, days=weekday)


def logged_on(slot: Slot) -> date:
    """Return the day a slot was logged: the day itself, or the week after the mid-term."""
    return MID_TERM + timedelta(days=3) if slot.extras.logged_late else due_on(slot)


def session(key: str, slot: Slot, logged: list[Slot], sites: dict[str, str]) -> Session:
    """Return one session, its steps as they stand after the sessions logged so far."""
    more, due, seniors = slot.extras, due_on(slot), slot.seniors.split()
    group, took_place = len(seniors) > 1, more.status in ("held", "moved")
    came = [slot.mentor, *(senior for senior in seniors if senior not in more.away)]
    minutes, preparation = (40, 15) if group else (25, 10)
    return Session(
        id=key,
        programme_id=PROGRAMME,
        mentor_id=slot.mentor,
        due_on=due,
        status=more.status,
        held_on=(day(more.held_on) if more.held_on else due) if took_place else None,
        reason=more.reason,
        format="group" if group else "individual",
        mode="on_site" if len({sites[who] for who in [slot.mentor, *seniors]}) == 1 else "remote",
        minutes=(more.minutes or minutes) if took_place else None,
        preparation_minutes=(more.preparation or preparation) if took_place else None,
        attendance={senior: more.away.get(senior, "present") for senior in seniors},
        taught=said(slot.taught),
        received=said(slot.received),
        steps=tuple(step(slot, senior, logged) for senior in slot.steps),
        ratings=dict(zip(came, map(int, slot.stars), strict=True)) if took_place else {},
        mentor_share=more.share,
        seen_by=more.seen_by,
        wants_talk=more.talk,
        note=more.note,
    )


def said(words: Said | None) -> tuple[Exchange, ...]:
    """Return what was taught or given back, if anything."""
    return (Exchange(skill_id=words[0], text=words[1]),) if words else ()


def step(slot: Slot, senior: str, logged: list[Slot]) -> Step:
    """Return a step, open until the senior's next session says whether it was tried."""
    seen_again = any(
        later.week > slot.week and later.stars and senior in later.seniors.split()
        for later in logged
    )
    done: Done = "pending"
    if seen_again and senior not in slot.extras.later:
        done = "no" if senior in slot.extras.undone else "yes"
    return Step(
        senior_id=senior,
        text=slot.steps[senior],
        decision="later" if senior in slot.extras.later else "try",
        due_on=due_on(slot) + timedelta(weeks=2 if slot.week == 9 else 1),
        done=done,
        reason=slot.extras.undone[senior] if done == "no" else None,
    )


def pulses(today: date) -> tuple[Pulse, ...]:
    """Return the pulses handed in so far."""
    answered = [
        (on, key, digits)
        for on, slips in story.PULSES.items()
        for key, digits in slips.items()
        if known(on, today)
    ]
    return tuple(
        Pulse(
            id=f"pu{number:04}",
            programme_id=PROGRAMME,
            person_id=key,
            on=day(on),
            answers={f"P{item}": int(digit) for item, digit in enumerate(digits, start=1)},
            wants_talk=(on, key) in story.WANTS_TALK,
            fit="unsure" if (on, key) in story.PULSE_UNSURE else "good",
            comment=story.PULSE_COMMENTS.get((on, key)),
            own=answers.fits_in(key, on),
            method=answered_by(key, day(on)),
        )
        for number, (on, key, digits) in enumerate(answered, start=1)
    )


def answered_by(key: str, on: date) -> Method:
    """Return how somebody answered the pulse of a day: on a page, since there are any."""
    if key in story.NO_EMAIL:
        return "paper"
    return "page" if on >= min(day(each.on) for each in answers.PULSE_PAGES.values()) else "app"


def indicators(today: date) -> tuple[Indicator, ...]:
    """Return the firm's numbers with the readings taken so far."""
    made = []
    for number, (name, unit, better, target, readings) in enumerate(story.INDICATORS, start=1):
        taken = (reading.split() for reading in readings.split(", "))
        made.append(
            Indicator(
                id=f"i{number:04}",
                programme_id=PROGRAMME,
                name=name,
                unit=unit,
                better=better,
                readings=tuple(
                    Reading(on=day(on), value=float(value))
                    for on, value in taken
                    if known(on, today)
                ),
                target=float(target),
                people=target if unit.startswith("people") else None,
            )
        )
    return tuple(made)


def evaluations(today: date) -> tuple[Evaluation, ...]:
    """Return the final forms of both sides, in the order of the people."""
    made = []
    for number, form in enumerate(story.EVALUATIONS, start=1):
        is_mentor = form.person in story.SLOTS
        topic = "confidence" if is_mentor else "ease"
        used = story.USED.get(form.person)
        climate = story.CLIMATE.get(form.person)
        more: dict[str, int | str] = {}
        if climate:
            more |= {"climate_before": int(climate[0]), "climate_after": int(climate[1])}
        if used:
            more |= {"tools_used": used[0], "minutes_saved": used[1]}
        questions = (*CLOSING_QUESTIONS, f"{topic}_before", f"{topic}_after")
        made.append(
            Evaluation(
                id=f"e{number:04}",
                programme_id=PROGRAMME,
                person_id=form.person,
                role="mentor" if is_mentor else "senior",
                on=day(form.on),
                answers={**dict(zip(questions, map(int, form.answers), strict=True)), **more},
                own_gain=form.own,
                other_gain=form.other or None,
                gained_by=answers.GAINED_BY.get(form.person, {}),
                would_recommend=form.recommend,
                would_repeat=form.repeat,
                story=form.story or None,
                consent=story.CONSENTS.get(form.person) if form.story else None,
                next_step=form.next_step,
                own=answers.habit(form.person),
                method=form_method(form.person),
            )
        )
    return tuple(form for form in made if form.on <= today)


def form_method(key: str) -> Method:
    """Return how somebody answered the final form."""
    if key in story.NO_EMAIL:
        return "paper"
    return "interview" if key in answers.IN_A_TALK else "page"


def cases(today: date) -> tuple[Case, ...]:
    """Return what the coordinator follows, settled or not."""
    pair_of = {row.senior: f"pa{number:04}" for number, row in enumerate(story.PAIRS, start=1)}
    return tuple(
        Case(
            id=f"c{number:04}",
            programme_id=PROGRAMME,
            opened_on=day(row.opened),
            text=row.text,
            pair_id=pair_of[row.senior],
            rule=row.rule or None,
            owner="Ornella De Luca",
            next_step=row.next_step,
            due_on=day(row.due),
            closed_on=known(row.closed, today),
            outcome=row.outcome if known(row.closed, today) else None,
        )
        for number, row in enumerate(story.CASES, start=1)
        if known(row.opened, today)
    )


def successes(today: date) -> tuple[Success, ...]:
    """Return the successes told so far."""
    return tuple(
        Success(
            id=f"su{number:04}",
            programme_id=PROGRAMME,
            on=day(on),
            text=text,
            person_ids=tuple(who.split()),
            consents={each: story.CONSENTS[each] for each in who.split() if each in story.CONSENTS},
        )
        for number, (on, text, who) in enumerate(story.SUCCESSES, start=1)
        if known(on, today)
    )


def talks(said: tuple[Session, ...], slips: tuple[Pulse, ...], today: date) -> tuple[Talk, ...]:
    """Return the talks that were held with whoever had asked for one until then."""
    return tuple(
        Talk(
            id=f"ta{number:04}",
            programme_id=PROGRAMME,
            person_id=who,
            on=day(on),
            asked_in=(
                *(each.id for each in said if who in each.wants_talk and each.day <= day(on)),
                *(
                    each.id
                    for each in slips
                    if each.person_id == who and each.wants_talk and each.on <= day(on)
                ),
            ),
            note=note,
        )
        for number, (on, who, note) in enumerate(answers.TALKS, start=1)
        if known(on, today)
    )


def resources() -> tuple[Resource, ...]:
    """Return the material for the sessions."""
    return tuple(
        Resource(
            id=f"re{number:04}",
            programme_id=PROGRAMME,
            title=title,
            skill_ids=tuple(skills.split()),
            phase=phase,
        )
        for number, (title, skills, phase) in enumerate(story.RESOURCES, start=1)
    )


def document(today: date) -> Document:
    """Return the firm's whole file as it stood on a day."""
    rows = sorted(read_sheet(), key=lambda row: row["matricola"])
    told = Records(
        people=people(rows, today),
        parts=participations(rows, today),
        ratings=ratings(rows, today),
        pulses=pulses(today),
        evaluations=evaluations(today),
    )
    logged = sessions(rows, today)
    return Document(
        firm=firm(),
        people=told.people,
        programmes=(programme(today),),
        participations=told.parts,
        goals=goals(today),
        ratings=told.ratings,
        pairs=pairs(today),
        sessions=logged,
        pulses=told.pulses,
        indicators=indicators(today),
        evaluations=told.evaluations,
        cases=cases(today),
        successes=successes(today),
        resources=resources(),
        talks=talks(logged, told.pulses, today),
        replies=replies(told, today),
        messages=launch.messages(today),
    )


def firm() -> Firm:
    """Return the firm, with its own closed days and questions."""
    closed_week = ClosedDays(start=day("04-06"), end=day("04-10"), label="Plant closed")
    return Firm(
        name="Meccanica Valdarco S.r.l.",
        country="IT",
        language="it",
        timezone="Europe/Rome",
        patron_day="02-15",
        closed_days=(closed_week,),
        questions=answers.OWN_QUESTIONS,
    )


def documents() -> dict[str, Document]:
    """Return the four documents by file name, in English and in Italian."""
    english = {name: document(today) for name, today in FILES.items()}
    italian = {
        str(Path(name).with_suffix(".it.json")): in_italian(made) for name, made in english.items()
    }
    return english | italian


def main() -> None:
    """Write the documents, each read back once."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    for name, made in documents().items():
        text = msgspec.json.format(msgspec.json.encode(made, order="deterministic"), indent=2)
        msgspec.json.decode(text, type=Document)
        (folder / name).write_bytes(text + b"\n")


if __name__ == "__main__":
    main()
