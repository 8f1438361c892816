"""Build what surrounds the sessions: who was asked, the programme's days, the launch, messages."""

from __future__ import annotations

from datetime import date

from revmentor.model.participation import Participation, Recruiting
from revmentor.model.person import Person
from revmentor.model.programme import ChangeMade, PassedItem, ProgrammeEvent
from revmentor.model.sent_message import SentMessage
from sample_data import answers, beginning
from sample_data.days import PROGRAMME, day, known

_CODES = {"mentor": "M", "senior": "S"}


def people_only_asked() -> tuple[Person, ...]:
    """Return who was asked and takes no part."""
    return tuple(
        Person(
            id=row.person,
            name=row.name,
            email=row.email,
            department=row.department,
            job_title=row.job_title,
            site=row.site,
            manager_id=row.manager,
            languages=("it",),
            privacy_notice_on=day("01-14"),
        )
        for row in beginning.ONLY_ASKED
    )


def parts_only_asked(first_number: int, today: date) -> tuple[Participation, ...]:
    """Return what came of asking them, with ids that go on from a number."""
    return tuple(
        Participation(
            id=f"pt{number:04}",
            programme_id=PROGRAMME,
            person_id=row.person,
            role=row.role,
            recruiting=_answer(row, today),
        )
        for number, row in enumerate(beginning.ONLY_ASKED, start=first_number)
    )


def _answer(row: beginning.OnlyAsked, today: date) -> Recruiting:
    answered = known(row.answered, today)
    if not answered:
        return Recruiting(state="invited", on=day(beginning.INVITED_ON))
    ask_again = day(row.ask_again) if row.ask_again else None
    return Recruiting(state=row.answer, on=answered, ask_again_on=ask_again)


def said_yes(person_id: str, role: str) -> Recruiting:
    """Return the yes of somebody who signed up, with the readiness list where it was answered."""
    return Recruiting(state="yes", on=signed_up_on(person_id), readiness=readiness(person_id, role))


def signed_up_on(person_id: str) -> date:
    """Return the day on which somebody signed up."""
    return next(day(on) for on, who in answers.SIGNED_UP.items() if person_id in who.split())


def readiness(person_id: str, role: str) -> dict[str, bool]:
    """Return what somebody answered of the readiness list of a side."""
    given = beginning.READINESS.get(person_id, "")
    return {f"{_CODES[role]}{n}": digit == "1" for n, digit in enumerate(given, start=1)}


def events(today: date) -> tuple[ProgrammeEvent, ...]:
    """Return the programme's own days, planned or held."""
    return tuple(
        _event(f"ev{number:04}", row, today)
        for number, row in enumerate(beginning.EVENTS, start=1)
        if known(row.planned, today)
    )


def _event(key: str, row: beginning.EventRow, today: date) -> ProgrammeEvent:
    on = day(row.on)
    if on > today:
        return ProgrammeEvent(id=key, kind=row.kind, on=on, at=row.at)
    invited = {
        "kick_off": f"{beginning.SENIORS} {beginning.MENTORS}",
        "briefing": beginning.SENIORS,
        "mentor_circle": beginning.MENTORS,
    }[row.kind].split()
    there = tuple(each for each in invited if each not in row.away)
    return ProgrammeEvent(
        id=key, kind=row.kind, on=on, at=row.at, held=True, there=there, decided=row.decided
    )


def passed(today: date) -> tuple[PassedItem, ...]:
    """Return the lines of the launch list that were let pass."""
    return tuple(
        PassedItem(item=item, reason=reason, on=day(on))
        for item, on, reason in beginning.PASSED
        if known(on, today)
    )


def changes_made(today: date) -> tuple[ChangeMade, ...]:
    """Return what was changed in the programme."""
    return tuple(
        ChangeMade(on=day(on), what=what, why=why)
        for on, what, why in beginning.CHANGES_MADE
        if known(on, today)
    )


def equipment(senior_id: str, today: date) -> str | None:
    """Return what a pair needs and has, by its senior; nothing while it was still lacking."""
    later = beginning.EQUIPPED_LATER.get(senior_id, "01-29")
    return beginning.EQUIPMENT[senior_id] if known(later, today) else None


def messages(today: date) -> tuple[SentMessage, ...]:
    """Return who was told what."""
    return tuple(
        SentMessage(
            id=f"m{number:04}",
            programme_id=PROGRAMME,
            message=message,
            on=day(on),
            person_ids=tuple(people.split()),
        )
        for number, (message, on, people) in enumerate(beginning.MESSAGES, start=1)
        if known(on, today)
    )
