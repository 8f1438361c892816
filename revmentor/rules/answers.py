"""What must hold of what people said: follow-ups, indicators, final forms, talks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from datetime import date

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import COUNTED_YEARS
from revmentor.model.errors import Problem
from revmentor.model.programme import FollowUp, Programme
from revmentor.model.snapshot import Document
from revmentor.rules.results.follow_ups import due_on
from revmentor.rules.results.privacy import too_many

Roles = Container[tuple[str, str, str]]
"""Who takes part: the programme, the person and the role."""


def problems(document: Document, roles: Roles) -> Iterator[Problem]:
    """Find what does not hold of what people said, with the path to each field."""
    yield from _follow_ups(document, roles)
    yield from _indicators(document)
    yield from _forms(document, roles)
    yield from _talks(document)
    yield from _replies(document)


def _replies(document: Document) -> Iterator[Problem]:
    for place, reply in enumerate(document.replies):
        path = f"replies[{place}]"
        for number, each in enumerate(reply.received):
            if each.filled_on > each.on:
                text = _("it was filled in after the day on which it came in")
                yield Problem(f"{path}.received[{number}].filled_on", text)


def _follow_ups(document: Document, roles: Roles) -> Iterator[Problem]:
    for index, programme in enumerate(document.programmes):
        seen: set[str] = set()
        for place, each in enumerate(programme.follow_ups):
            path = f"programmes[{index}].follow_ups[{place}]"
            yield from _too_early(f"{path}.on", each, programme)
            if each.kind in seen:
                yield Problem(f"{path}.kind", _("the same follow-up stands here twice"))
            seen.add(each.kind)
            for person_id in each.still_using:
                if (programme.id, person_id, "senior") not in roles:
                    yield _no_senior(f"{path}.still_using.{person_id}", person_id)


def _no_senior(path: str, person_id: str) -> Problem:
    text = _("“{id}” takes no part in the programme as a senior")
    return Problem(path, text.format(id=person_id))


def _too_early(path: str, heard: FollowUp, programme: Programme) -> Iterator[Problem]:
    if heard.on.year not in COUNTED_YEARS:
        return  # that is said already
    if programme.closed_on is None:
        yield Problem(path, _("a follow-up is heard after the programme was closed"))
    elif heard.on < (due := due_on(programme, heard.kind) or heard.on):
        sentence = _("this follow-up is heard from {day} on")
        yield Problem(path, sentence.format(day=plain_date(due)))


def _indicators(document: Document) -> Iterator[Problem]:
    taking_part: defaultdict[str, set[str]] = defaultdict(set)
    for part in document.participations:
        taking_part[part.programme_id].add(part.person_id)
    known = {programme.id for programme in document.programmes}
    for place, each in enumerate(document.indicators):
        reason = too_many(each.people, len(taking_part[each.programme_id]))
        if reason and each.programme_id in known:
            yield Problem(f"indicators[{place}].people", reason)


def _forms(document: Document, roles: Roles) -> Iterator[Problem]:
    for place, form in enumerate(document.evaluations):
        for person_id in form.gained_by:
            path = f"evaluations[{place}].gained_by.{person_id}"
            if form.role == "senior":
                yield Problem(path, _("only a mentor’s form says it of each senior"))
            elif (form.programme_id, person_id, "senior") not in roles:
                yield _no_senior(path, person_id)


def _talks(document: Document) -> Iterator[Problem]:
    asked = _days_asked(document) if document.talks else {}
    for place, talk in enumerate(document.talks):
        days = [asked.get((each, talk.person_id), talk.on) for each in talk.asked_in]
        if max(days) > talk.on:
            text = _("it was asked for on {day}, later than this talk")
            yield Problem(f"talks[{place}].on", text.format(day=plain_date(max(days))))


def _days_asked(document: Document) -> dict[tuple[str, str], date]:
    """Return the day of every wish to talk, by the record that holds it and the person.

    A session that was moved is none: its day is later than the wish.
    """
    return {
        **{
            (session.id, who): session.day
            for session in document.sessions
            if session.status != "moved"
            for who in session.wants_talk
        },
        **{(each.id, each.person_id): each.on for each in document.pulses if each.wants_talk},
        **{
            (reply.id, reply.person_id): min(asked)
            for reply in document.replies
            if (asked := [each.on for each in reply.received if each.answers.wants_talk])
        },
    }
