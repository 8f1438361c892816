"""What differs between two states of the records, in words a coordinator understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext, quoted
from revmentor.model.base import Record
from revmentor.model.sent_message import SentMessage
from revmentor.model.skill import Skill
from revmentor.model.snapshot import Snapshot
from revmentor.model.text import shown
from revmentor.rules.programme_view import skill_name

DifferenceKind = Literal["added", "removed", "changed"]


class Difference(msgspec.Struct, frozen=True):
    """One record that is there, not there, or other than before; ``fields`` differ in it."""

    table: str
    id: str
    kind: DifferenceKind
    fields: tuple[str, ...] = ()

    @classmethod
    def between(
        cls, table: str, record_id: str, old: Record | None, new: Record | None
    ) -> Difference:
        """Return the difference between two states of one record, which must differ."""
        if old is None or new is None:
            return cls(table, record_id, "added" if old is None else "removed")
        return cls(table, record_id, "changed", tuple(changed_fields(old, new)))


def changed_fields(old: msgspec.Struct, new: msgspec.Struct) -> dict[str, tuple[Any, Any]]:
    """Return the fields in which two states of one record differ, each with both values."""
    both = {name: (getattr(old, name), getattr(new, name)) for name in old.__struct_fields__}
    return {name: values for name, values in both.items() if values[0] != values[1]}


def differences(old: Snapshot, new: Snapshot) -> list[Difference]:
    """Return every record in which two states differ, table by table, ordered by id."""
    return list(_differences(old, new))


def _differences(old: Snapshot, new: Snapshot) -> Iterator[Difference]:
    for name, table in old.tables():
        other = new.table(name)
        if table is other:
            continue
        for record_id in sorted(table.keys() | other.keys()):
            before, after = table.get(record_id), other.get(record_id)
            if before != after:
                yield Difference.between(name, record_id, before, after)


def counts_text(old: Snapshot, new: Snapshot) -> str:
    """Return the differences counted: “2 sessions added, 1 person changed”; empty without any."""
    counts = Counter((each.table, each.kind) for each in _differences(old, new))
    parts = [_counted(table, kind, n) for (table, kind), n in counts.items()]
    if old.firm != new.firm:
        parts.insert(0, _("the firm changed"))
    return ", ".join(parts)


def _counted(table: str, kind: DifferenceKind, n: int) -> str:
    things = counted_entries(table, n)
    texts: dict[DifferenceKind, str] = {
        "added": _("{things} added"),
        "removed": _("{things} removed"),
        "changed": _("{things} changed"),
    }
    return texts[kind].format(things=things)


def counted_entries(table: str, n: int) -> str:
    """Return so many entries of a list of the file: “2 sessions”."""
    words = {
        "people": ngettext("{n} person", "{n} people", n),
        "skills": ngettext("{n} skill", "{n} skills", n),
        "programmes": ngettext("{n} programme", "{n} programmes", n),
        "participations": ngettext("{n} participation", "{n} participations", n),
        "goals": ngettext("{n} goal", "{n} goals", n),
        "ratings": ngettext("{n} rating", "{n} ratings", n),
        "pairs": ngettext("{n} pair", "{n} pairs", n),
        "exceptions": ngettext("{n} exception", "{n} exceptions", n),
        "sessions": ngettext("{n} session", "{n} sessions", n),
        "pulses": ngettext("{n} pulse", "{n} pulses", n),
        "indicators": ngettext("{n} indicator", "{n} indicators", n),
        "evaluations": ngettext("{n} final form", "{n} final forms", n),
        "cases": ngettext("{n} case", "{n} cases", n),
        "successes": ngettext("{n} success", "{n} successes", n),
        "resources": ngettext("{n} resource", "{n} resources", n),
        "talks": ngettext("{n} talk", "{n} talks", n),
        "reflections": ngettext("{n} reflection", "{n} reflections", n),
        "replies": ngettext("{n} reply", "{n} replies", n),
        "messages": ngettext("{n} message sent", "{n} messages sent", n),
    }
    return words[table]


def sentences(old: Snapshot, new: Snapshot, most: int = 20) -> list[str]:
    """Return the first differences as sentences, and how many more there are."""
    every = differences(old, new)
    lines = [sentence(each, old, new) for each in every[:most]]
    if old.firm != new.firm:
        lines.insert(0, _("the firm changed"))
    if len(every) > most:
        lines.append(ngettext("and {n} more", "and {n} more", len(every) - most))
    return lines


def sentence(difference: Difference, old: Snapshot, new: Snapshot) -> str:
    """Return one difference as a sentence: “Rosa Di Bella: department “Sales” → “Sales EU””."""
    before = old.table(difference.table).get(difference.id)
    after = new.table(difference.table).get(difference.id)
    name = _name_of(difference, old, new)
    if difference.kind == "added":
        return _("{name}: added").format(name=name)
    if difference.kind == "removed":
        return _("{name}: removed").format(name=name)
    parts = [_changed(field, before, after) for field in difference.fields[:2]]
    if len(difference.fields) > 2:
        parts.append("…")
    return f"{name}: {', '.join(parts)}"


def _name_of(difference: Difference, old: Snapshot, new: Snapshot) -> str:
    """Return what a record is called: in the new state, where it is still there."""
    for snapshot in (new, old):
        if record := snapshot.table(difference.table).get(difference.id):
            return called(snapshot, record)
    return difference.id


def _changed(field: str, before: object, after: object) -> str:
    """Return in words what one field was and is."""
    old_value, new_value = getattr(before, field), getattr(after, field)
    return f"{field.replace('_', ' ')} {_in_words(old_value)} → {_in_words(new_value)}"


def called(snapshot: Snapshot, record: Record) -> str:
    """Return what a record is called: people by name, sessions by day and mentor."""
    if isinstance(record, Skill):
        return shown(skill_name(record))
    for field in ("name", "text", "title"):
        if isinstance(own_name := getattr(record, field, None), str):
            return shown(own_name)
    if isinstance(record, SentMessage):
        return _("message “{id}”, {day}").format(id=record.message, day=plain_date(record.on))
    if getattr(record, "mentor_id", None):
        return _called_after_mentor(snapshot, record)
    return _called_after_person(snapshot, record)


def _called_after_mentor(snapshot: Snapshot, record: Any) -> str:
    mentor = _person(snapshot, record.mentor_id)
    if day := getattr(record, "due_on", None):
        return _("session of {day}, {name}").format(day=plain_date(day), name=mentor)
    if senior_id := getattr(record, "senior_id", None):
        return _("{mentor} and {senior}").format(mentor=mentor, senior=_person(snapshot, senior_id))
    return _called_after_person(snapshot, record)


def _called_after_person(snapshot: Snapshot, record: Record) -> str:
    person_id = getattr(record, "person_id", None) or getattr(record, "senior_id", None)
    if not person_id:
        return record.id
    name, skill_id = _person(snapshot, person_id), getattr(record, "skill_id", None)
    return f"{name}, {skill_id}" if skill_id else name


def _person(snapshot: Snapshot, person_id: str) -> str:
    person = snapshot.people.get(person_id)
    return shown(person.name if person else person_id)


def _in_words(value: Any) -> str:
    if value is None or value in ((), {}, ""):
        return _("nothing")
    if isinstance(value, date):
        return plain_date(value)
    if isinstance(value, str):
        return quoted(shown(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return f"{value:g}"
    return "…"
