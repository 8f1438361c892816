"""Places that tell of a person, as they are read: in groups, a line each, and what stays said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from revmentor.i18n.gettext import _, ngettext
from revmentor.rules.erasing.places import Fate, Place


class PlaceGroup(msgspec.Struct, frozen=True):
    """Places under one heading, a line each."""

    title: str
    lines: tuple[str, ...]


def fates() -> dict[Fate, str]:
    """Return the word for what becomes of a place."""
    return {
        "removed": _("is removed"),
        "detached": _("no longer names the person"),
        "replaced": _("will say “somebody”"),
        "rewritten": _("is written anew without the person"),
        "stays": _("stays; decide by hand"),
    }


def trace_kinds() -> dict[str, str]:
    """Return the word for what tells of the person at a place."""
    return {
        "name": _("the name"),
        "first_name": _("the first name"),
        "second_name": _("the second name"),
        "surname": _("the surname"),
        "email": _("the e-mail"),
        "id": _("the id"),
        "record": _("an entry"),
        "file": _("a file"),
    }


def place_line(each: Place) -> str:
    """Return a place on one line: the entry, the field, what tells, and what becomes of it."""
    if each.kind == "file":  # one that stays says itself what to do
        fate = "" if each.fate == "stays" else fates()[each.fate]
        return " · ".join(filter(None, [each.where, each.text, fate]))
    is_whole = each.kind == "record"
    told = "" if is_whole else trace_kinds()[each.kind]
    text = each.text if is_whole else _("“{text}”").format(text=each.text)
    start = ".".join(filter(None, [each.id, each.field]))
    return " · ".join(filter(None, [start, told, text, fates()[each.fate]]))


def stays_sentences(stays: Sequence[Place]) -> Iterator[str]:
    """Yield what is to be done by hand about the places that stay: in the records, and files."""
    files = len({each.where for each in stays if each.kind == "file"})
    if doubtful := sum(1 for each in stays if each.kind != "file"):
        yield ngettext(
            "{n} place stays: it may be somebody else. Decide by hand.",
            "{n} places stay: they may be somebody else. Decide by hand.",
            doubtful,
        )
    if files:
        yield ngettext(
            "{n} file stays and tells of the person: do as its line says.",
            "{n} files stay and tell of the person: do as their lines say.",
            files,
        )


def groups(places: Sequence[Place]) -> Iterator[PlaceGroup]:
    """Yield the places where something is done: by list, then the copies, then other files."""
    done = [each for each in places if each.fate != "stays"]
    inside = [each for each in done if each.kind != "file"]
    for where, group in groupby(inside, key=lambda each: each.where):
        yield _group(_lists()[where], list(group))
    files = [each for each in done if each.kind == "file"]
    yield from _given(_("Kept states and copies"), [e for e in files if e.fate == "rewritten"])
    yield from _given(_("Files that go"), [e for e in files if e.fate != "rewritten"])


def stays_groups(stays: Sequence[Place]) -> Iterator[PlaceGroup]:
    """Yield the places that stay: those to decide about, each with its list, then the files."""
    doubtful = [each for each in stays if each.kind != "file"]
    if doubtful:
        yield PlaceGroup(_("To decide by hand"), tuple(map(_with_its_list, doubtful)))
    yield from _given(_("Files that stay"), [each for each in stays if each.kind == "file"])


def _with_its_list(each: Place) -> str:
    line = " · ".join(filter(None, [each.called, place_line(each)]))
    return f"{_lists()[each.where]}: {line}"


def on_the_next_sheet() -> str:
    """Return what to do so that nobody comes back with the firm's own sheet."""
    return _(
        "Take the person off the firm’s sheet before you bring it in again. A row with the same "
        "number is asked about; one without a number, or an exported document, brings the person "
        "back as somebody new."
    )


def _given(title: str, places: Sequence[Place]) -> Iterator[PlaceGroup]:
    if places:
        yield _group(title, places)


def _group(title: str, places: Sequence[Place]) -> PlaceGroup:
    return PlaceGroup(title, tuple(map(place_line, places)))


def _lists() -> dict[str, str]:
    return {
        "people": _("People"),
        "skills": _("Skills"),
        "programmes": _("Programmes"),
        "participations": _("Parts in a programme"),
        "goals": _("Goals"),
        "ratings": _("Levels"),
        "pairs": _("Pairs"),
        "exceptions": _("Exceptions"),
        "sessions": _("Sessions"),
        "pulses": _("Pulses"),
        "indicators": _("Indicators"),
        "evaluations": _("Final forms"),
        "cases": _("Cases"),
        "successes": _("Successes"),
        "resources": _("Resources"),
        "talks": _("Talks"),
        "reflections": _("Words on topics"),
        "replies": _("Forms that were asked"),
        "messages": _("Messages sent"),
        "firm": _("The firm"),
        "changes": _("The last changes"),
    }
