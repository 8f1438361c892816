"""Build the forms that people were asked on pages, and the replies that came in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

import msgspec

from revmentor.model.evaluation import Evaluation
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.model.pulse import Pulse
from revmentor.model.rating import Rating
from revmentor.model.reply import (
    Answers,
    FinalAnswers,
    FormKind,
    OwnLevel,
    OwnLevels,
    PulseAnswers,
    Received,
    Reply,
    SignUp,
)
from sample_data import answers, beginning, story
from sample_data.answers import Asked
from sample_data.days import PROGRAMME, day, known
from sample_data.launch import readiness, signed_up_on


@dataclass(frozen=True)
class Records:
    """The records that replies say again: whatever comes in on a page stands in one of them."""

    people: tuple[Person, ...]
    parts: tuple[Participation, ...]
    ratings: tuple[Rating, ...]
    pulses: tuple[Pulse, ...]
    evaluations: tuple[Evaluation, ...]


def replies(records: Records, today: date) -> tuple[Reply, ...]:
    """Return every page that was given out by a day, with what had come in of it.

    Who has no e-mail answers on paper, and has no page.
    """
    taking_part = [
        part
        for part in sorted(records.parts, key=attrgetter("person_id"))
        if part.said_yes and part.person_id not in story.NO_EMAIL
    ]
    given_out = [
        reply
        for form in (_sign_ups, _own_levels, _pulses, _final_forms)
        for reply in form(taking_part, records)
        if reply.asked_on <= today
    ]
    given_out.sort(key=attrgetter("asked_on"))
    return tuple(
        msgspec.structs.replace(
            reply,
            id=f"rp{number:04}",
            reminded_on=_by(reply.reminded_on, today),
            received=tuple(each for each in reply.received if each.on <= today),
        )
        for number, reply in enumerate(given_out, start=1)
    )


def _by(on: date | None, today: date) -> date | None:
    return on if on and on <= today else None


def _page(
    part: Participation, form: FormKind, edition: str, asked: Asked, answered: Received | None
) -> Reply:
    """Return a page of one person; who had not answered was reminded."""
    key = f"{form} {edition} {part.person_id}"
    reminded = day(asked.reminded) if asked.reminded else None
    is_late = reminded and (answered is None or answered.on > reminded)
    return Reply(
        id="rp",
        programme_id=PROGRAMME,
        person_id=part.person_id,
        form=form,
        role=part.role,
        edition=edition,
        asked_on=day(asked.on),
        page=hashlib.sha256(key.encode()).hexdigest()[:20],
        reminded_on=reminded if is_late else None,
        received=(answered,) if answered else (),
    )


def _received(on: date, said: Answers) -> Received:
    return Received(filled_on=on, on=on, way="page", answers=said)


def _sign_ups(parts: Iterable[Participation], records: Records) -> Iterator[Reply]:
    people = {each.id: each for each in records.people}
    for part in parts:
        who, person = part.person_id, people[part.person_id]
        said = SignUp(
            availability=person.availability,
            works=person.works,
            site=person.site,
            offers=part.offers,
            wishes=tuple(goal.skill for goal in story.GOALS if goal.person == who),
            hopes=part.hopes,
            fears=part.fears,
            readiness=readiness(who, part.role),
        )
        answered = _received(signed_up_on(who), Answers(signup=said, own=answers.heard_of(who)))
        yield _page(part, "signup", "signup", Asked(beginning.INVITED_ON), answered)


def _own_levels(parts: Iterable[Participation], records: Records) -> Iterator[Reply]:
    """Yield the mentors' pages: where they stand in what they learn, they say themselves."""
    for part in parts:
        own = [
            each
            for each in records.ratings
            if (each.person_id, each.rated_by, each.moment) == (part.person_id, "self", "baseline")
        ]
        if part.role != "mentor":
            continue
        levels = OwnLevels(levels={each.skill_id: OwnLevel(level=each.level) for each in own})
        answered = _received(own[0].on, Answers(levels=levels)) if own else None
        yield _page(part, "levels", "start", Asked(answers.LEVELS_ASKED), answered)


def _pulses(parts: Sequence[Participation], records: Records) -> Iterator[Reply]:
    for number, asked in answers.PULSE_PAGES.items():
        opened, closes = day(asked.on), answers.PULSE_PAGES.get(number + 1)
        given = {
            each.person_id: each
            for each in records.pulses
            if each.on >= opened and (closes is None or each.on < day(closes.on))
        }
        for part in parts:
            if not _had_left(part.person_id, opened):
                slip = given.get(part.person_id)
                said = _of_slip(slip) if slip else None
                yield _page(part, "pulse", f"round-{number}", asked, said)


def _of_slip(pulse: Pulse) -> Received:
    said = PulseAnswers(answers=pulse.answers, fit=pulse.fit, comment=pulse.comment)
    wants_talk = bool(pulse.wants_talk)
    return _received(pulse.on, Answers(wants_talk=wants_talk, own=pulse.own, pulse=said))


def _had_left(person_id: str, on: date) -> bool:
    """Tell whether somebody's pair had ended by a day."""
    change = story.CHANGES.get(person_id)
    return bool(change and change.pair_ended and known(change.on, on))


def _final_forms(parts: Iterable[Participation], records: Records) -> Iterator[Reply]:
    written = {each.person_id: each for each in records.evaluations}
    for part in parts:
        if part.person_id in answers.NO_FINAL_PAGE:
            continue
        form = written.get(part.person_id)
        said = _of_form(form) if form and form.method == "page" else None
        yield _page(part, "final", "end", answers.FINAL_ASKED, said)


def _of_form(form: Evaluation) -> Received:
    fields = {name: getattr(form, name) for name in FinalAnswers.__struct_fields__}
    return _received(form.on, Answers(own=form.own, final=FinalAnswers(**fields)))
