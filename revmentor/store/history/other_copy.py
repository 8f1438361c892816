"""Another state of the open file, beside it or elsewhere: read to be compared, never written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from revmentor.i18n.dates import moment
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused, RevmentorError, Unreadable
from revmentor.model.person import Person
from revmentor.model.snapshot import Snapshot
from revmentor.model.text import shell_word, shown
from revmentor.rules import archiving
from revmentor.rules.another_firm import another_firm
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk
from revmentor.store.file.header import ChangeNote, Erased, Meta
from revmentor.store.file.inspection import inspect
from revmentor.store.file.verdict import ASKS
from revmentor.store.history import erased_log, generations
from revmentor.store.history.erased_log import Again
from revmentor.store.typed_paths import trouble
from revmentor.store.workspace import Workspace


class OtherCopy(msgspec.Struct, frozen=True):
    """What a copy holds, without those who were erased from the open file since."""

    path: Path
    snapshot: Snapshot
    meta: Meta
    is_of_this_file: bool
    """Whether it is a copy of the open file, and not another file of the same firm."""
    erased_here: int
    """How many people of the copy were erased here, and so are left out."""
    erased_there: tuple[Person, ...]
    """Who stands here and was erased in the copy."""
    before: Snapshot | None
    """The records as they were when the two were one, where that state is still kept."""


def read_copy(workspace: Workspace, path: Path, key: Key | None) -> OtherCopy:
    """Return what a copy of the open file holds, or another file of the same firm.

    Raises :class:`Refused` for the file itself and for another firm's, :class:`Unreadable` for what
    is gone, damaged, newer or none of ours, ``WrongPassphrase`` where the key does not open it.
    """
    if os.path.realpath(path) == os.path.realpath(workspace.path):
        raise Refused(_("{file} is the file itself; name a copy of it.").format(file=path.name))
    if why := trouble(path, disk.MOST_OF_A_FILE):
        raise Unreadable(why)
    found = inspect(path, key)
    if found.meta is None or found.snapshot is None or not (found.usable or found.state in ASKS):
        raise Unreadable(found.what)
    _refuse_archive(workspace, path, found.meta.file.lineage)
    is_of_this_file = found.meta.file.lineage == workspace.lineage
    if not is_of_this_file and (why := _is_another_firms(workspace, found.snapshot)):
        raise Refused(why)
    snapshot, again = without_erased(workspace, found.snapshot, found.meta)
    return OtherCopy(
        path,
        snapshot,
        found.meta,
        is_of_this_file,
        len(again),
        tuple(_erased_there(workspace, found.snapshot, found.meta)),
        _before(workspace, found.meta) if is_of_this_file else None,
    )


def _refuse_archive(workspace: Workspace, path: Path, lineage: str) -> None:
    """Raise :class:`Refused` for the file that a programme was moved to: it comes back as one."""
    for programme, where in archiving.archived(workspace.snapshot):
        if where.lineage == lineage:
            raise Refused(
                _(
                    "{file} is the file that {name} was moved to, no copy of this one. To bring "
                    "the programme back: revmentor archive {word} --programme {id} --back"
                ).format(
                    file=path.name,
                    name=programme.name,
                    word=shell_word(str(workspace.path)),
                    id=programme.id,
                )
            )


def without_erased(
    workspace: Workspace, theirs: Snapshot, meta: Meta
) -> tuple[Snapshot, Sequence[Again]]:
    """Return the records of another file without those who were erased here, and who they are."""
    log = _erased_here(workspace, theirs, meta)
    snapshot, _meta, again = erased_log.applied_again(theirs, meta, log)
    return snapshot, again


def _before(workspace: Workspace, theirs: Meta) -> Snapshot | None:
    """Return the last state that both come from, if a copy of it is kept beside the file."""
    last = _last_in_both(workspace.meta, theirs)
    if last is None:
        return None
    if last.generation == workspace.generation:
        return workspace.snapshot
    for each in generations.kept(workspace.path):
        if each.number == last.generation and each.lineage == workspace.lineage:
            with suppress(RevmentorError):
                return inspect(each.path, workspace.key).snapshot
    return None


def _is_another_firms(workspace: Workspace, theirs: Snapshot) -> str:
    sentence = another_firm(workspace.snapshot.firm, theirs.firm)
    only = _("Only files of one firm are compared.")
    return f"{sentence} {only}" if sentence else ""


def _erased_here(workspace: Workspace, theirs: Snapshot, meta: Meta) -> list[Erased]:
    """Return the entries of the log that somebody of a copy is meant by.

    Only those who do not stand here are tried, as each id costs some milliseconds.
    """
    gone = [each for each in theirs.people.values() if each.id not in workspace.snapshot.people]
    since = [each for each in workspace.meta.log_of_erased if each not in meta.log_of_erased]
    return [each for each in since if any(_is_of(each, person) for person in gone)]


def _erased_there(workspace: Workspace, theirs: Snapshot, meta: Meta) -> list[Person]:
    """Return who stands here and was erased in a copy."""
    left = [each for each in workspace.snapshot.people.values() if each.id not in theirs.people]
    since = [each for each in meta.log_of_erased if each not in workspace.meta.log_of_erased]
    return [person for person in left if any(_is_of(each, person) for each in since)]


def _is_of(erased: Erased, person: Person) -> bool:
    return erased_log.is_of(erased, (person.id, *person.earlier_ids))


def about(workspace: Workspace, copy: OtherCopy) -> list[str]:
    """Say how a copy and the open file came apart, and who was erased in one of them."""
    told = [_how_apart(workspace, copy)]
    if copy.erased_here:
        told.append(
            ngettext(
                "{n} person of the copy was erased here, and is left out of all this.",
                "{n} people of the copy were erased here, and are left out of all this.",
                copy.erased_here,
            )
        )
    text = _("{name} was erased in the copy, and still stands here: have this person erased too.")
    told.extend(text.format(name=shown(each.name, 80)) for each in copy.erased_there)
    return told


def _how_apart(workspace: Workspace, copy: OtherCopy) -> str:
    if not copy.is_of_this_file:
        return _("{file} is another file of the same firm, no copy of this one.").format(
            file=copy.path.name
        )
    last = _last_in_both(workspace.meta, copy.meta)
    if last is None:
        return _("The two went their own ways longer ago than their last changes tell.")
    here = workspace.generation - last.generation
    there = copy.meta.file.generation - last.generation
    if here == there == 0:
        return _("The two are the same state.")
    if there == 0:
        return ngettext(
            "The copy is an older state: since then {n} change was made here, and none there.",
            "The copy is an older state: since then {n} changes were made here, and none there.",
            here,
        )
    if here == 0:
        return ngettext(
            "The copy is ahead: {n} change was made there since, and none here.",
            "The copy is ahead: {n} changes were made there since, and none here.",
            there,
        )
    return _(
        "The two were one until {moment}. Changes since then: here {here}, in the copy {there}."
    ).format(moment=moment(datetime.fromisoformat(last.at)), here=here, there=there)


def _last_in_both(one: Meta, other: Meta) -> ChangeNote | None:
    """Return the last change that both states tell of.

    Once somebody was erased in one of them, a sentence may be another one than in the other.
    """
    in_words = one.log_of_erased == other.log_of_erased

    def mark(note: ChangeNote) -> tuple[int, str, str]:
        return note.generation, note.at, note.what if in_words else ""

    theirs = {mark(each) for each in other.told}
    return next((each for each in one.told if mark(each) in theirs), None)
