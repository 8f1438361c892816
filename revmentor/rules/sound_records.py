"""What a single record may say, beyond its types: what a form refuses, an action and a document do.

Asked of whatever comes in. A file that holds such a record already opens, and may keep it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revmentor.i18n.gettext import _
from revmentor.model.base import Record
from revmentor.model.errors import Problem, Refused
from revmentor.model.participation import Participation
from revmentor.model.programme import Programme
from revmentor.model.session import Session
from revmentor.model.snapshot import Snapshot
from revmentor.rules.schedule.series import group_limit


def refuse_unsound(changed: Mapping[str, Mapping[str, Record | None]], before: Snapshot) -> None:
    """Raise :class:`Refused` for what a change brings in; what stood there may stay."""
    new = [
        (f"{table}.{record_id}", problem)
        for table, records in changed.items()
        for record_id, record in records.items()
        if record is not None
        for problem in unsound_fields(record)
        if problem not in _standing(before, table, record_id)
    ]
    if new:
        first = new[0][1]
        raise Refused(
            first.message[:1].upper() + first.message[1:] + ".",
            field=first.path,
            problems=tuple(Problem(f"{place}.{each.path}", each.message) for place, each in new),
        )


def _standing(before: Snapshot, table: str, record_id: str) -> list[Problem]:
    record = before.table(table).get(record_id)
    return list(unsound_fields(record)) if record is not None else []


def unsound_fields(record: Record) -> Iterator[Problem]:
    """Yield what a record may not say, each with the field it is said in."""
    if isinstance(record, Programme):
        yield from _of_programme(record)
    elif isinstance(record, Session):
        yield from _of_session(record)
    elif isinstance(record, Participation):
        yield from _of_participation(record)


def _of_programme(programme: Programme) -> Iterator[Problem]:
    if programme.seniors_per_mentor.min > programme.seniors_per_mentor.max:
        yield Problem("seniors_per_mentor", _("the minimum is above the maximum"))
    if not programme.formats:
        yield Problem("formats", _("tick at least one format"))
    if not programme.modes:
        yield Problem("modes", _("tick at least one place"))
    if programme.individual and "group" not in programme.formats:
        yield Problem("individual", _("tick group too, or leave this empty"))
    if programme.group_max and "group" not in programme.formats:
        yield Problem("group_max", _("tick group too, or leave this empty"))
    largest, least = group_limit(programme), programme.seniors_per_mentor.min
    if largest and largest < least:
        text = _(
            "a mentor has at least {least} seniors: write {least} or more, or lower that first"
        )
        yield Problem("group_max", text.format(least=least))


def _of_participation(part: Participation) -> Iterator[Problem]:
    if set(part.prefers) & set(part.avoids):
        text = _("nobody can be wished for and declined at once; take the name out of one list")
        yield Problem("avoids", text)


def _of_session(session: Session) -> Iterator[Problem]:
    if session.ratings and session.status != "held":
        text = _("only a session that was held can be rated; leave this empty")
        yield Problem("ratings", text)
    there = {who for who, how in session.attendance.items() if how == "present"}
    if session.status == "held" and not session.ratings.keys() <= there | {session.mentor_id}:
        yield Problem("ratings", _("only whoever was there can rate a session"))
