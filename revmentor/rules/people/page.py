"""The page of a person: what the coordinator reads, and what the person is given of it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.person import Person
from revmentor.rules.people import (
    final_answers,
    following,
    forms_asked,
    group,
    learning,
    meeting,
    pulse_rounds,
)
from revmentor.rules.people.sections import Line, PersonPage, Section, filled
from revmentor.rules.people.subject import Subject
from revmentor.rules.programme_view import View, with_records


def person_page(of: Subject) -> PersonPage:
    """Return all that is known of a person in a programme, readable whatever became of either."""
    person = of.view.snapshot.people[of.person_id]
    return PersonPage(
        of.view.name(of.person_id),
        tuple(_facts(of, person)),
        _with_whom(of),
        filled(_sections(of)),
    )


def _sections(of: Subject) -> Iterator[Section]:
    yield following.signals_section(of)
    if "mentor" in of.roles:
        yield group.seniors_section(of)
    for role in reversed(of.roles):
        yield learning.levels_section(of, role)
    if of.roles:
        yield learning.goals_section(of)
        yield meeting.sessions_section(of)
    yield meeting.trying_section(of)
    yield meeting.exchange_section(of)
    yield pulse_rounds.pulse_section(of)
    for role in reversed(of.roles):
        yield final_answers.final_form_section(of, role)
    yield final_answers.seen_by_others_section(of)
    yield forms_asked.sign_up_section(of)
    yield forms_asked.replies_section(of)
    yield forms_asked.own_questions_section(of)
    yield following.cases_section(of)
    yield following.pairs_section(of)
    yield following.successes_section(of)
    yield _note(of)


def _note(of: Subject) -> Section:
    note = of.view.snapshot.people[of.person_id].note
    lines = (Line(of.naming.words(note), kept="confidential"),) if note else ()
    return Section(_("Note"), lines)


def _facts(of: Subject, person: Person) -> Iterator[str]:
    for role in reversed(of.roles):
        yield _role_in_words(of, role)
    if not of.roles:
        yield _("takes no part in this programme")
    yield from filter(None, (person.department, person.job_title, person.site))
    if person.left_on and person.has_left_by(of.today):
        text = _("left the firm on {day}").format(day=plain_date(person.left_on))
        yield f"{text}: {of.naming.words(person.left_reason)}" if person.left_reason else text
    if person.restricted_on:
        yield _("kept, not used")


def _role_in_words(of: Subject, role: Role) -> str:
    """Return the role; of somebody who does not take part now since when, and why."""
    part = of.view.participations[of.person_id, role]
    name = labels.roles()[role]
    if part.status == "active":
        return name
    status = labels.participation_statuses()[part.status]
    day = f" {plain_date(part.status_on)}" if part.status_on else ""
    why = f": {of.naming.words(part.status_reason)}" if part.status_reason else ""
    return f"{name}, {status}{day}{why}"


def _with_whom(of: Subject) -> str:
    """Return whom somebody is with, and since when."""
    still = [each for each in of.pairs if each.until_on is None]
    as_senior = [each for each in still if each.senior_id == of.person_id]
    texts = [
        _("with {name} since {day}").format(
            name=of.naming.other(each.mentor_id), day=plain_date(each.from_on)
        )
        for each in as_senior
    ]
    if seniors := len(still) - len(as_senior):
        texts.append(ngettext("with {n} senior", "with {n} seniors", seniors))
    return listed(texts) if texts else ""


def pages_about(of: Subject) -> list[tuple[str, PersonPage]]:
    """Return the page of each programme in which somebody has a part, with the programme's name.

    The programme on hand comes first, then the latest; one without a part only where it is alone.
    """
    views = _views_about(of.view, of.person_id)
    return [(each.programme.name, person_page(replace(of, view=each))) for each in views]


def _views_about(view: View, person_id: str) -> list[View]:
    parts = {
        each.programme_id
        for each in view.snapshot.participations.values()
        if each.person_id == person_id
    }
    others = [
        each
        for each in with_records(view.snapshot)
        if each.id in parts and each.id != view.programme.id
    ]
    others.sort(key=lambda each: (each.starts_on, each.id), reverse=True)
    views = [view.over(view.snapshot, each.id) for each in others]
    return [view, *views] if view.programme.id in parts or not views else views
