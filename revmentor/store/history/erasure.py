"""Somebody is erased: from the file, from every copy of it, and from what lies about it.

First each copy is written anew, one at a time, then the file as one commit of which no copy is
kept. Where it is interrupted everything can still be read, and doing it again finishes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.person import Person
from revmentor.model.snapshot import Snapshot
from revmentor.rules.closest import did_you_mean
from revmentor.rules.erasing import places as erasing
from revmentor.rules.erasing.places import Place
from revmentor.rules.erasing.removal import Replacement, name_of_nobody, without_person
from revmentor.rules.erasing.traces import Traces
from revmentor.store.file import disk
from revmentor.store.file.header import Erased, Meta
from revmentor.store.history import copies, erased_log, tracing
from revmentor.store.history.copies import Copy
from revmentor.store.history.tracing import Say, to_nobody
from revmentor.store.workspace import Workspace
from revmentor.store.written_out import WrittenOut


class Erasure(msgspec.Struct, frozen=True):
    """Everything that tells of a person, as far as it can be known, and what is to become of it."""

    person: Person
    traces: Traces
    instead: Replacement | None
    places: tuple[Place, ...]
    kept: tuple[Copy, ...]
    written: tuple[WrittenOut, ...]
    out_of_reach: tuple[str, ...]
    undecided: tuple[Place, ...]
    """The places that stay, for a person to decide about; once it is done, as they read then."""

    def as_data(self) -> dict[str, object]:
        """Return all of it for a script."""
        return {
            "person": {"id": self.person.id, "name": self.person.name},
            "instead": self.instead.id if self.instead else None,
            "places": [each.as_data() for each in self.places],
            "undecided": len(self.undecided),
            "out_of_reach": list(self.out_of_reach),
        }


def person_meant(workspace: Workspace, word: str) -> Person:
    """Return whom an id or a name means; somebody who is in the copies only is found too."""
    found = _meant(workspace.snapshot, word)
    for _copy, snapshot, _meta in () if found else copies.telling(tracing.copies_of(workspace)):
        found = found or _meant(snapshot, word)
    if not found:
        text = _("There is nobody “{id}” in this file.").format(id=word)
        known = [f"{each.name} ({each.id})" for each in workspace.snapshot.people.values()]
        raise Refused(f"{text} {did_you_mean(word, known)}".strip(), field="person")
    if len(found) > 1:
        text = _("Several people are called “{name}”: {ids}. Name one by the id.")
        ids = ", ".join(each.id for each in found)
        raise Refused(text.format(name=word, ids=ids), field="person")
    return found[0]


def _meant(snapshot: Snapshot, word: str) -> list[Person]:
    return [snapshot.people[each] for each in erasing.persons_called(snapshot, word)]


def look(
    workspace: Workspace,
    person: Person,
    *,
    keep_figures: bool = False,
    look_in: Sequence[Path] = (),
    say: Say = to_nobody,
) -> Erasure:
    """Return everything that tells of a person; nothing is changed.

    ``say`` hears what is being looked through, and may end it by raising.
    """
    snapshot, every = workspace.snapshot, tracing.copies_of(workspace, say)
    traces = _known_by(person, snapshot, every)
    log = [each for _copy, _state, meta in copies.telling(every) for each in meta.log_of_erased]
    instead = _instead(snapshot, log, traces) if keep_figures else None
    after = without_person(snapshot, traces, tracing.shown_id, instead)
    of_copies = tuple(tracing.of_copies(every, traces, say))
    say(_("Looking through the files in the folder …"))
    written = tuple(tracing.written(workspace, traces, every, look_in))
    told = [each.what for each in workspace.meta.told]
    places = (
        *erasing.places(snapshot, after, traces),
        *erasing.in_sentences(told, traces),
        *of_copies,
        *tracing.of_written(workspace, written),
        *tracing.of_memory(workspace, traces),
    )
    out_of_reach = tuple(tracing.out_of_reach(workspace))
    stays = tuple(each for each in places if each.fate == "stays")
    return Erasure(person, traces, instead, places, every, written, out_of_reach, stays)


def erase(
    workspace: Workspace,
    person: Person,
    *,
    on: date,
    keep_figures: bool = False,
    look_in: Sequence[Path] = (),
    say: Say = to_nobody,
) -> Erasure:
    """Erase a person from everything that can be reached, and return what was done.

    ``say`` hears what is being done. Raises ``NotSaved`` where the disk refuses; doing it again
    then finishes it.
    """
    done: list[Erasure] = []

    def make(snapshot: Snapshot, meta: Meta) -> tuple[Snapshot, Meta]:
        found = look(workspace, person, keep_figures=keep_figures, look_in=look_in, say=say)
        done.append(found)
        logs = [state.log_of_erased for _each, _s, state in copies.telling(found.kept)]
        entry = _entry(found, on, [each for log in (meta.log_of_erased, *logs) for each in log])
        tracing.clear_memory(workspace, found.traces, found.written)
        erase_copies(found.kept, found.traces, found.instead, entry, say)
        say(_("Writing the file …"))
        after = without_person(
            snapshot, found.traces.among(snapshot.people.values()), erased_log.new_record_id,
            found.instead,
        )  # fmt: skip
        log = erased_log.joined(meta.log_of_erased, (entry,))
        return after, erased_log.with_log(erased_log.told_without(meta, found.traces), log)

    workspace.write_for_good(make, _("a person erased"))
    return replace(done[0], undecided=_left(workspace, done[0]))


def _left(workspace: Workspace, done: Erasure) -> tuple[Place, ...]:
    """Return the places that stay as they read now, their records as they are called now."""
    snapshot, told = workspace.snapshot, [each.what for each in workspace.meta.told]
    traces = done.traces.among(snapshot.people.values())
    places = (*erasing.places(snapshot, snapshot, traces), *erasing.in_sentences(told, traces))
    files = [each for each in done.undecided if each.kind == "file"]
    return (*(each for each in places if each.fate == "stays"), *files)


def erase_copies(
    every: Sequence[Copy],
    traces: Traces,
    instead: Replacement | None,
    entry: Erased,
    say: Say = to_nobody,
) -> None:
    """Write each copy that tells of somebody without the person; what cannot be read goes.

    Call it only while holding the lock; raises ``OSError``.
    """
    for number, each in enumerate(every, 1):
        say(
            _("Writing the kept states and copies anew: {n} of {all}").format(
                n=number, all=len(every)
            )
        )
        if each.snapshot is None or each.meta is None:
            each.path.unlink(missing_ok=True)
            disk.sync_folder(each.path.parent)
            continue
        own = traces.among(each.snapshot.people.values())
        snapshot = without_person(each.snapshot, own, erased_log.new_record_id, instead)
        meta = erased_log.told_without(each.meta, own)
        if snapshot != each.snapshot or meta != each.meta:
            log = erased_log.joined(meta.log_of_erased, (entry,))
            each.write(snapshot, erased_log.with_log(meta, log))
        if own.in_id(each.path.name):  # a conflict copy is called after whoever saved it
            each.rename(f"{erased_log.new_record_id('copy')}.json")


# -- what tells of the person ------------------------------------------------------------------


def _known_by(person: Person, snapshot: Snapshot, every: Sequence[Copy]) -> Traces:
    """Return what a person is and was known by, in the file and in every copy."""
    ids = {person.id, *person.earlier_ids}
    persons = [person]
    for _copy, state, _meta in copies.telling(every):
        persons += [state.people[each] for each in ids if each in state.people]
    others = [each for each in snapshot.people.values() if each.id not in ids]
    return Traces.of(persons, others)


def _instead(snapshot: Snapshot, log: Sequence[Erased], traces: Traces) -> Replacement:
    """Return somebody without a name; the one of an attempt that was interrupted, if there was."""
    begun = next((e for e in log if e.instead and erased_log.is_of(e, traces.ids)), None)
    new_id = begun.instead if begun and begun.instead else erased_log.new_record_id("p")
    return Replacement(new_id, name_of_nobody(snapshot))


def _entry(found: Erasure, on: date, log: Sequence[Erased]) -> Erased:
    instead = found.instead.id if found.instead else None
    for each in log:
        if each.instead == instead and erased_log.is_of(each, found.traces.ids):
            return each
    return erased_log.entry(found.traces.ids, on, instead)
