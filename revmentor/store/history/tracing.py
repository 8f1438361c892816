"""What tells of a person beyond the records: copies, files written out, what is remembered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.snapshot import Snapshot
from revmentor.rules import archiving
from revmentor.rules.erasing.places import Fate, Place
from revmentor.rules.erasing.removal import without_person
from revmentor.rules.erasing.traces import Traces
from revmentor.store import drafts, recent, shared_folders, written_out
from revmentor.store.archive_places import place_of
from revmentor.store.file import disk
from revmentor.store.file.header import Meta
from revmentor.store.history import copies, erased_log, generations
from revmentor.store.history.copies import Copy
from revmentor.store.workspace import Workspace
from revmentor.store.written_out import WrittenKind, WrittenOut

Say = Callable[[str], object]
"""Gets a sentence that says what is being done, as it is done."""

_WHOLE = {"name", "email", "id"}


def to_nobody(_sentence: str) -> None:
    """Say nothing while it is done: it is quick, or nobody looks."""


def shown_id(prefix: str) -> str:
    """Return what stands for an id that is not drawn yet."""
    return f"{prefix}-…"


# -- the other states of the file ----------------------------------------------------------------


def copies_of(workspace: Workspace, say: Say = to_nobody) -> tuple[Copy, ...]:
    """Return every other state of a file that is kept in its folder or lies beside it."""
    every: list[Copy] = []
    for each in chain(
        copies.kept(workspace.path, workspace.key),
        copies.beside(workspace.path, workspace.key, workspace.lineage),
    ):
        every.append(each)
        say(
            ngettext(
                "{n} kept state or copy is read …", "{n} kept states and copies are read …",
                len(every),
            )
        )  # fmt: skip
    return tuple(every)


def of_copies(every: Sequence[Copy], traces: Traces, say: Say) -> Iterator[Place]:
    """Yield the copies that tell of the person, and those that cannot be read."""
    for number, each in enumerate(every, 1):
        say(
            _("Looking through the kept states and copies: {n} of {all}").format(
                n=number, all=len(every)
            )
        )
        name = f"{each.path.parent.name}/{each.path.name}"
        if each.snapshot is None or each.meta is None:
            yield Place(name, "", "", "file", _("it cannot be read"), "removed")
        elif traces.in_id(each.path.name) or _tells(each.snapshot, each.meta, traces):
            yield Place(name, "", "", "file", "", "rewritten")


def _tells(snapshot: Snapshot, meta: Meta, traces: Traces) -> bool:
    own = traces.among(snapshot.people.values())
    return (
        without_person(snapshot, own, shown_id) != snapshot
        or erased_log.told_without(meta, own) != meta
    )


# -- what lies about -----------------------------------------------------------------------------


def written(
    workspace: Workspace, traces: Traces, every: Sequence[Copy], look_in: Sequence[Path]
) -> Iterator[WrittenOut]:
    """Yield the files beside the file, and in some folders, that tell of the person."""
    known = {workspace.path, *(each.path for each in every)}
    known |= set(copies.other_files(workspace.path, workspace.key, workspace.lineage))

    def tells(text: str) -> bool:
        return any(each.sure and each.kind in _WHOLE for each in traces.found_in(text))

    yield from written_out.telling([workspace.path.parent, *look_in], tells, known.__contains__)


def of_written(workspace: Workspace, written: Sequence[WrittenOut]) -> Iterator[Place]:
    """Yield the place of each of these files: ours go, the others stay, and what to do is said."""
    archives = {
        os.path.realpath(place_of(workspace.path, each))
        for each, _where in archiving.archived(workspace.snapshot)
    }
    for each in written:
        fate: Fate = "removed" if each.ours else "stays"
        what = _what_to_do()[each.kind]
        if os.path.realpath(each.path) in archives:
            what = _("a programme was moved there: erase the person there too")
        yield Place(str(each.path), "", "", "file", what, fate)


def _what_to_do() -> dict[WrittenKind, str]:
    return {
        "page": _("it can be written again"),
        "unfinished": _("it was cut off while it was written"),
        "file": _("a revmentor file: delete it, or erase the person there too"),
        "document": _("an export: delete it, or export again"),
        "list": _("a list or sheet: delete it, or take the person out"),
        "other": _("delete it, or take the person out"),
    }


# -- what is remembered --------------------------------------------------------------------------


def of_memory(workspace: Workspace, traces: Traces) -> Iterator[Place]:
    """Yield what is remembered outside the file: drafts, and paths that tell of the person."""
    for place, text in drafts.in_words(workspace.path, workspace.lineage, workspace.key).items():
        if text is None or traces.found_in(text):
            yield Place(str(place), "", "", "file", _("a form that was not saved"), "removed")
    for path in sorted({*_remembered(traces)}):
        yield Place(path, "", "", "file", _("in the list of files opened last"), "removed")
    if traces.found_in(workspace.path.name):
        text = _("the file’s own name: give it another")
        yield Place(str(workspace.path), "", "", "file", text, "stays")


def _remembered(traces: Traces) -> Iterator[str]:
    for path in (*recent.remembered(), *shared_folders.told_of()):
        if any(each.sure and each.kind in _WHOLE for each in traces.found_in(Path(path).name)):
            yield path


def clear_memory(workspace: Workspace, traces: Traces, left: Sequence[WrittenOut]) -> None:
    """Let go what is remembered of the person, and the files of ours among those that tell."""
    texts = drafts.in_words(workspace.path, workspace.lineage, workspace.key)
    if any(text is None or traces.found_in(text) for text in texts.values()):
        drafts.drop_draft(workspace.path, workspace.lineage)
    if names := {*_remembered(traces)}:
        recent.forget(names)
        shared_folders.forget_told(names)
    for each in left:
        if each.ours:
            each.path.unlink(missing_ok=True)
    disk.sweep(workspace.path, generations.folder_of(workspace.path))


# -- what cannot be reached ----------------------------------------------------------------------


def out_of_reach(workspace: Workspace) -> Iterator[str]:
    """Yield, as sentences, where else the person may be told of."""
    for each in copies.other_files(workspace.path, workspace.key, workspace.lineage):
        yield _("{name} beside it is a file of its own: erase the person there too.").format(
            name=each.name
        )
    for programme, where in archiving.archived(workspace.snapshot):
        yield _("{name} was moved to {file}: erase the person there too.").format(
            name=programme.name, file=where.file
        )
    yield from generations.of_second_names(workspace.path)
    if place := shared_folders.shared_place(workspace.path):
        yield _("{name} may keep earlier versions of the file; they are removed there.").format(
            name=place.name
        )
    yield _("What was printed, and what was sent as a message.")
    yield _(
        "Backups, exports and pages on sticks and in other folders: delete them there. The command "
        "“revmentor erase” looks through another folder too, with --look-in. When one of these "
        "backups is restored into this file, the person is erased again."
    )
    yield _(
        "Spreadsheets, PDFs and encrypted files, also in this folder: they are not looked into."
    )
    yield _("Calendars of others that took the events over.")
    yield _("What the disk held before: a specialist’s tools may still find it.")
