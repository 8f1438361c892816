"""Somebody is erased: from the file, from every copy of it, and from what lies about it.

First each copy is written anew, one at a time, then the file as one commit of which no copy is
kept. Where it is interrupted everything can still be read, and doing it again finishes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.person import Person
from revmentor.model.snapshot import Snapshot
from revmentor.rules.erasing import places as erasing
from revmentor.rules.erasing.places import Place
from revmentor.rules.erasing.removal import Replacement, name_of_nobody, without_person
from revmentor.rules.erasing.traces import Traces
from revmentor.store import drafts, recent, shared_folders, written_out
from revmentor.store.file import disk
from revmentor.store.file.header import Erased, Meta
from revmentor.store.history import copies, erased_log, generations
from revmentor.store.history.copies import Copy
from revmentor.store.workspace import Workspace
from revmentor.store.written_out import WrittenOut


@dataclass(frozen=True)
class Erasure:
    """Everything that tells of a person, as far as it can be known, and what is to become of it."""

    person: Person
    traces: Traces
    instead: Replacement | None
    places: tuple[Place, ...]
    kept: tuple[Copy, ...]
    written: tuple[WrittenOut, ...]
    out_of_reach: tuple[str, ...]

    @property
    def undecided(self) -> tuple[Place, ...]:
        """The places that stay, for a person to decide about."""
        return tuple(each for each in self.places if each.fate == "stays")

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
    for _copy, snapshot, _meta in () if found else copies.telling(_copies_of(workspace)):
        found = found or _meant(snapshot, word)
    if not found:
        raise Refused(_("There is nobody “{id}” in this file.").format(id=word), field="person")
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
) -> Erasure:
    """Return everything that tells of a person; nothing is changed."""
    snapshot, every = workspace.snapshot, tuple(_copies_of(workspace))
    traces = _known_by(person, snapshot, every)
    log = [each for _copy, _state, meta in copies.telling(every) for each in meta.log_of_erased]
    instead = _instead(snapshot, log, traces) if keep_figures else None
    after = without_person(snapshot, traces, _shown_id, instead)
    written = tuple(_written(workspace, traces, every, look_in))
    told = [each.what for each in workspace.meta.told]
    return Erasure(
        person,
        traces,
        instead,
        (
            *erasing.places(snapshot, after, traces),
            *erasing.in_sentences(told, traces),
            *_of_copies(every, traces),
            *_of_written(written),
            *_of_memory(workspace, traces),
        ),
        every,
        written,
        tuple(_out_of_reach(workspace)),
    )


def erase(
    workspace: Workspace,
    person: Person,
    *,
    on: date,
    keep_figures: bool = False,
    look_in: Sequence[Path] = (),
) -> Erasure:
    """Erase a person from everything that can be reached, and return what was done.

    Raises ``NotSaved`` where the disk refuses; doing it again then finishes it.
    """
    done: list[Erasure] = []

    def make(snapshot: Snapshot, meta: Meta) -> tuple[Snapshot, Meta]:
        found = look(workspace, person, keep_figures=keep_figures, look_in=look_in)
        done.append(found)
        logs = [state.log_of_erased for _each, _s, state in copies.telling(found.kept)]
        entry = _entry(found, on, [each for log in (meta.log_of_erased, *logs) for each in log])
        _clear_memory(workspace, found)
        erase_copies(found.kept, found.traces, found.instead, entry)
        after = without_person(
            snapshot, found.traces.among(snapshot.people.values()), erased_log.new_record_id,
            found.instead,
        )  # fmt: skip
        log = erased_log.joined(meta.log_of_erased, (entry,))
        return after, erased_log.with_log(erased_log.told_without(meta, found.traces), log)

    workspace.write_for_good(make, _("a person erased"))
    return done[0]


def erase_copies(
    every: Iterable[Copy], traces: Traces, instead: Replacement | None, entry: Erased
) -> None:
    """Write each copy that tells of somebody without the person; what cannot be read goes.

    Call it only while holding the lock; raises ``OSError``.
    """
    for each in every:
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


def _copies_of(workspace: Workspace) -> Iterator[Copy]:
    yield from copies.kept(workspace.path, workspace.key)
    yield from copies.beside(workspace.path, workspace.key, workspace.lineage)


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


def _shown_id(prefix: str) -> str:
    return f"{prefix}-…"


def _of_copies(every: Sequence[Copy], traces: Traces) -> Iterator[Place]:
    for each in every:
        name = f"{each.path.parent.name}/{each.path.name}"
        if each.snapshot is None or each.meta is None:
            yield Place(name, "", "", "file", _("it cannot be read"), "removed")
        elif traces.in_id(each.path.name) or _tells(each.snapshot, each.meta, traces):
            yield Place(name, "", "", "file", "", "rewritten")


def _tells(snapshot: Snapshot, meta: Meta, traces: Traces) -> bool:
    own = traces.among(snapshot.people.values())
    return (
        without_person(snapshot, own, _shown_id) != snapshot
        or erased_log.told_without(meta, own) != meta
    )


# -- what lies about -----------------------------------------------------------------------------


def _written(
    workspace: Workspace, traces: Traces, every: Sequence[Copy], look_in: Sequence[Path]
) -> Iterator[WrittenOut]:
    known = {workspace.path, *(each.path for each in every)}
    known |= set(copies.other_files(workspace.path, workspace.key, workspace.lineage))

    def tells(text: str) -> bool:
        return any(each.sure and each.kind in _WHOLE for each in traces.found_in(text))

    yield from written_out.telling([workspace.path.parent, *look_in], tells, known.__contains__)


_WHOLE = {"name", "email", "id"}


def _of_written(written: Sequence[WrittenOut]) -> Iterator[Place]:
    for each in written:
        if each.ours:
            yield Place(str(each.path), "", "", "file", _("it can be written again"), "removed")
        else:
            yield Place(str(each.path), "", "", "file", "", "stays")


def _of_memory(workspace: Workspace, traces: Traces) -> Iterator[Place]:
    """Yield what is remembered outside the file: drafts, and paths that tell of the person."""
    for place, text in drafts.in_words(workspace.path, workspace.lineage, workspace.key).items():
        if text is None or traces.found_in(text):
            yield Place(str(place), "", "", "file", _("a form that was not saved"), "removed")
    for path in sorted({*_remembered(traces)}):
        yield Place(path, "", "", "file", _("in the list of files opened last"), "removed")
    if traces.found_in(workspace.path.name):
        yield Place(str(workspace.path), "", "", "file", _("the file’s own name"), "stays")


def _remembered(traces: Traces) -> Iterator[str]:
    for path in (*recent.remembered(), *shared_folders.told_of()):
        if any(each.sure and each.kind in _WHOLE for each in traces.found_in(Path(path).name)):
            yield path


def _clear_memory(workspace: Workspace, found: Erasure) -> None:
    texts = drafts.in_words(workspace.path, workspace.lineage, workspace.key)
    if any(text is None or found.traces.found_in(text) for text in texts.values()):
        drafts.drop_draft(workspace.path, workspace.lineage)
    if names := {*_remembered(found.traces)}:
        recent.forget(names)
        shared_folders.forget_told(names)
    for each in found.written:
        if each.ours:
            each.path.unlink(missing_ok=True)
    disk.sweep(workspace.path, generations.folder_of(workspace.path))


def _out_of_reach(workspace: Workspace) -> Iterator[str]:
    for each in copies.other_files(workspace.path, workspace.key, workspace.lineage):
        yield _("{name} beside it is a file of its own: erase the person there too.").format(
            name=each.name
        )
    yield from generations.of_second_names(workspace.path)
    if place := shared_folders.shared_place(workspace.path):
        yield _("{name} may keep earlier versions of the file; they are removed there.").format(
            name=place.name
        )
    yield _("What was printed, and what was sent as a message.")
    yield _(
        "Backups, exports and pages on sticks and in other folders. When one of these backups is "
        "restored into this file, the person is erased again."
    )
    yield _("Calendars of others that took the events over.")
    yield _("What the disk held before: a specialist’s tools may still find it.")
