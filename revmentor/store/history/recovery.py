"""When a file is not as it was left: what can be done, what would be lost, and doing it when asked.

Nothing here acts by itself. Whatever stands in the file's place is kept before it is replaced.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path

import msgspec

from revmentor.i18n.dates import moment, short_moment
from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import size
from revmentor.model.errors import NeedsConfirmation, Refused, WrongPassphrase
from revmentor.model.snapshot import Snapshot
from revmentor.rules import differences
from revmentor.rules.another_firm import another_firm
from revmentor.store.archive_places import why_homeless
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk, tables
from revmentor.store.file.header import ChangeNote, Erased, Header, Meta
from revmentor.store.file.inspection import glance, inspect
from revmentor.store.file.storage import DurableStorage, Keep, not_saved
from revmentor.store.file.verdict import ASKS, Inspection
from revmentor.store.history import copies, erased_log, erasure, generations
from revmentor.store.history.erased_log import Again
from revmentor.store.history.generations import Generation
from revmentor.store.workspace import Workspace

_PLAUSIBLE = 10_000
"""How many changes a damaged header may be ahead of the last copy, and still be believed."""


class Kept(msgspec.Struct, frozen=True):
    """A state that was kept: a generation, and a look at it."""

    generation: Generation
    inspection: Inspection

    @property
    def sound(self) -> bool:
        """Whether it can be gone back to."""
        return self.inspection.usable

    @property
    def what(self) -> str:
        """What its commit did, as a sentence."""
        changes = self.inspection.meta.told if self.inspection.meta else ()
        return changes[0].what if changes else ""

    @property
    def label(self) -> str:
        """Its number and moment: “change 41 of Tue 24 Nov 2026, 14:02”."""
        return _("change {n} of {moment}").format(
            n=self.generation.number, moment=moment(self.generation.written)
        )


class Offer(msgspec.Struct, frozen=True):
    """What can be done about a file: the best kept state, and what going back to it would lose."""

    inspection: Inspection
    best: Kept | None
    lost: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    """What only the open application still holds, where the file lacks what was saved there."""
    other_firm: str = ""
    """That the file is of another firm than its copies, as a sentence."""

    @property
    def may_accept(self) -> bool:
        """Whether the file can also be taken as it is."""
        return self.inspection.state in ASKS


def listing(path: Path, key: Key | None) -> Iterator[Kept]:
    """Yield every kept state of a file with a look at it, the newest first.

    The second copy of the last state comes before all, where it is none of the others.
    """
    place = Path(os.path.realpath(path))
    if mirror := _mirror(place, key):
        yield mirror
    for each in generations.kept(place):
        try:
            yield Kept(each, _as_named(each, glance(each.path, key)))
        except WrongPassphrase as error:
            yield Kept(each, Inspection(each.path, "foreign", str(error), size=each.size))


def _as_named(each: Generation, inspection: Inspection) -> Inspection:
    """Return the look at a copy, as long as it is the state that its name says."""
    header = inspection.meta.file if inspection.meta else None
    if header is None or (header.generation, header.lineage) == (each.number, each.lineage):
        return inspection
    text = _("{file} is another state, or another file, than its name says.")
    return Inspection(each.path, "foreign", text.format(file=each.name), size=inspection.size)


def _mirror(path: Path, key: Key | None) -> Kept | None:
    """Return the second copy of the last state, where no generation is that state."""
    mirror = generations.mirror_of(path)
    try:
        inspection = glance(mirror, key)
    except WrongPassphrase:
        return None
    if not inspection.usable or inspection.meta is None:
        return None
    header = inspection.meta.file
    if not _stands_alone(header, generations.kept(path), key):
        return None
    written = datetime.fromisoformat(header.written_at)
    copy = Generation(header.generation, written, header.lineage, mirror, inspection.size)
    return Kept(copy, inspection)


def _stands_alone(header: Header, kept: Sequence[Generation], key: Key | None) -> bool:
    """Tell whether a second copy belongs to the generations, and none of them is as new."""
    if not kept:
        return True
    if all(each.lineage != header.lineage for each in kept):
        return False
    if header.generation > kept[0].number:
        return True
    # The newest generation is that state, or a newer one; unless it is damaged itself.
    newest = glance(kept[0].path, key)
    return header.generation == kept[0].number and not newest.usable


def best(path: Path, key: Key | None) -> Kept | None:
    """Return the newest kept state that is sound, or ``None``."""
    return next((each for each in listing(path, key) if each.sound), None)


def offer(inspection: Inspection, key: Key | None, memory: Workspace | None = None) -> Offer:
    """Return what can be done about a file that was found to be in disorder.

    ``memory`` is the open file, where the application still holds it.
    """
    newest = best(inspection.path, key)
    if memory is not None and inspection.meta is not None and memory.lacks(inspection):
        held = [each for each in memory.changes if each not in inspection.meta.told]
        return Offer(inspection, newest, held=tuple(map(change_line, held[:8])))
    if newest is None:
        return Offer(inspection, None)
    good = inspect(newest.generation.path, key).snapshot if inspection.snapshot else None
    return Offer(
        inspection,
        newest,
        tuple(_lost(inspection, newest, good)),
        other_firm=_of_two_firms(good, inspection.snapshot),
    )


def _of_two_firms(mine: Snapshot | None, theirs: Snapshot | None) -> str:
    """Return the sentence that names two firms, where two states are known, of one each."""
    return (mine and theirs and another_firm(mine.firm, theirs.firm)) or ""


def _lost(inspection: Inspection, newest: Kept, good: Snapshot | None) -> Iterator[str]:
    """Say what is in the file, as far as that can be known, and not in a kept state."""
    if inspection.snapshot is not None:
        if good is not None:
            yield from differences.sentences(good, inspection.snapshot, most=8)
    elif inspection.meta is not None:
        yield from changes_after(inspection.meta, newest.generation.number)
    elif newest.generation.path != generations.mirror_of(inspection.path):
        yield _("whatever was done after {moment}").format(moment=moment(newest.generation.written))


def changes_after(meta: Meta, number: int) -> Iterator[str]:
    """Yield the changes that a header names after one number, then how many it no longer names."""
    for note in meta.told:
        if note.generation > number:
            yield change_line(note)
    rest = meta.file.generation - number - len(meta.told)
    if rest > 0:
        yield _("and {n} earlier changes").format(n=rest)


def change_line(note: ChangeNote) -> str:
    """Return a change as a line: ``Tue 14:02 · session of 3 March logged for Luca Bianchi``."""
    try:
        when = short_moment(datetime.fromisoformat(note.at))
    except ValueError:
        when = note.at
    return f"{when} · {note.what}"


def explained(offered: Offer) -> Iterator[str]:
    """Yield the sentences of an offer: what, since when, the best copy, what would be lost."""
    inspection = offered.inspection
    yield inspection.what
    if offered.other_firm:
        yield offered.other_firm
    for problem in inspection.problems[1:6]:
        yield f"  {problem}"
    if inspection.written:
        yield _("It was last written on {moment}, and is {size}.").format(
            moment=moment(inspection.written), size=size(inspection.size)
        )
    if offered.held:
        yield _("What was saved here, and is not in the file:")
        yield from (f"  {line}" for line in offered.held)
    elif offered.best is None:
        yield _("No sound copy of it was found beside it.")
    else:
        yield from _of_the_best(offered, offered.best)


def _of_the_best(offered: Offer, newest: Kept) -> Iterator[str]:
    """Yield what the best copy is, and what going back to it would lose."""
    yield _("The last good copy is {label}.").format(label=newest.label)
    if not offered.lost:
        yield _("Going back to it loses nothing.")
    elif offered.may_accept:
        yield _("What stands otherwise in the file:")
    else:
        yield _("Going back to it would lose:")
    for line in offered.lost:
        yield f"  {line}"


def go_back(
    inspection: Inspection,
    to: Path,
    key: Key | None,
    label: str = "",
    *,
    other_firm: bool = False,
) -> Workspace:
    """Write a kept state (or a backup) into a file's place, and open it.

    ``inspection`` is the file as the person saw it: a file changed since raises ``Conflict``. What
    stands there now is kept, as a generation where it is sound, set aside as it is where not.
    Raises :class:`Refused` where the copy is not sound itself, or says that a programme lies in a
    file of its own that is not there, :class:`NeedsConfirmation` where it
    is of another firm and ``other_firm`` does not say that this is meant.
    """
    chosen = inspect(to, key)
    if not chosen.usable:
        raise Refused(_("This copy cannot be used. {why}").format(why=chosen.what))
    if not other_firm and (said := _other_firm(inspection, chosen, key)):
        raise NeedsConfirmation(said)
    now, then = inspection.snapshot, chosen.snapshot
    if (
        inspection.usable
        and now
        and then
        and (why := why_homeless(inspection.path, now, then, key))
    ):
        raise Refused(why)
    return _written(
        inspection,
        chosen,
        key,
        _("went back to {label}").format(label=label or to.name),
        "generation" if inspection.state == "sound" else "aside",
    )


def _other_firm(inspection: Inspection, chosen: Inspection, key: Key | None) -> str:
    """Return the sentence that names both firms, where a copy is of another than the file.

    A file in disorder is known by its newest sound copy. An earlier state of the file itself is
    fine, whatever its firm was called then.
    """
    own = inspection
    if not inspection.usable:
        newest = best(inspection.path, key)
        own = inspect(newest.generation.path, key) if newest else inspection
    if own.meta and chosen.meta and own.meta.file.lineage == chosen.meta.file.lineage:
        folder = os.path.realpath(generations.folder_of(inspection.path))
        if os.path.realpath(chosen.path.parent) == folder:
            return ""
    return _of_two_firms(own.snapshot, chosen.snapshot)


def newer_copy(memory: Workspace, kept: Iterable[Kept]) -> Kept | None:
    """Return the newest sound copy, where it holds what the open application does, and more."""
    newest = next((each for each in kept if each.sound), None)
    if newest is None or newest.generation.number <= memory.generation:
        return None
    return None if memory.lacks(newest.inspection) else newest


def write_again(inspection: Inspection, memory: Workspace) -> None:
    """Write what an open application holds over a file that was damaged under it.

    Raises :class:`Refused` where a copy is newer than that, :class:`Overtaken` where the file is no
    longer as it was found.
    """
    if newest := newer_copy(memory, listing(inspection.path, memory.key)):
        raise Refused(
            _("{label} is newer than what is on the screen; go back to that one.").format(
                label=newest.label
            )
        )
    _keep_mirror(inspection.path, memory.key)
    memory.write_again(inspection)


def now_holds(workspace: Workspace, label: str) -> str:
    """Return what a file holds once one went back in it, and where the rest is kept."""
    return _(
        "Now it holds {label}. What stood there before is kept in the folder {folder}."
    ).format(label=label, folder=generations.folder_of(workspace.path).name)


def accept_as_it_is(inspection: Inspection, key: Key | None) -> Workspace:
    """Take a file as it is, though another hand wrote it; its bytes are kept aside as well."""
    if inspection.state not in ASKS:
        raise Refused(
            _("There is nothing to accept: {why}").format(why=inspection.what or inspection.name)
        )
    return _written(
        inspection, inspection, key, _("taken as it was, changed outside revmentor"), "aside"
    )


def _written(
    inspection: Inspection, chosen: Inspection, key: Key | None, what: str, keep: Keep
) -> Workspace:
    if chosen.snapshot is None or chosen.meta is None:
        raise ValueError(chosen.state)
    storage = DurableStorage(inspection.path, key)
    storage.mark, storage.stamp = inspection.mark, inspection.stamp
    meta = _continued(inspection, chosen, key)
    log = _log_of_erased(inspection, chosen, key)
    own_log = erased_log.with_log(meta, chosen.meta.log_of_erased)
    snapshot, meta, again = erased_log.applied_again(chosen.snapshot, own_log, log)
    if keep == "aside":
        _keep_mirror(inspection.path, key)
    meta = storage.commit(meta, tables.tables(snapshot), what, keep)
    _erase_kept(storage, again)
    return Workspace.of(
        Inspection(
            inspection.path,
            "sound",
            meta=meta,
            snapshot=snapshot,
            mark=storage.mark,
            stamp=storage.stamp,
            encrypted=bool(meta.file.recipients),
        ),
        key,
        storage.doubt,
    )


def _continued(inspection: Inspection, chosen: Inspection, key: Key | None) -> Meta:
    """Return the meta table that goes on: from the file where it is in order, else from the copy.

    What a damaged header or another firm's says is not taken over; but no id is given out twice.
    For whom the file is encrypted is said by the file itself or its newest copy, never by an older
    one or a backup.
    """
    if chosen.meta is None:
        raise ValueError(chosen.state)
    base = inspection.meta if inspection.meta and inspection.usable else chosen.meta
    lineage = inspection.kept[0].lineage if inspection.kept else base.file.lineage
    ids, number = dict(chosen.meta.file.ids), base.file.generation
    if inspection.meta and inspection.meta.file.lineage == lineage:
        ids, number = _no_further_back(ids, number, inspection.meta.file)
    header = msgspec.structs.replace(
        base.file,
        ids=ids,
        lineage=lineage,
        generation=number,
        recipients=_recipients(inspection, base, key),
    )
    return Meta(changes=base.changes, file=header)


def _log_of_erased(inspection: Inspection, chosen: Inspection, key: Key | None) -> list[Erased]:
    """Return who was erased, by whatever is left of the file: it, its copies, what is chosen."""
    metas = [inspection.meta, chosen.meta]
    metas += [each.inspection.meta for each in listing(inspection.path, key) if each.sound]
    return list(erased_log.joined(*(each.log_of_erased for each in metas if each)))


def _erase_kept(storage: DurableStorage, again: Sequence[Again]) -> None:
    """Erase those who came back with an older state from what was set aside of it, too."""
    try:
        for each in again:
            with storage.alone():
                kept = copies.kept(storage.path, storage.key)
                readable = [copy for copy in kept if copy.snapshot is not None]
                erasure.erase_copies(readable, each.traces, each.instead, each.entry)
    except OSError as error:
        raise not_saved(storage.path, error) from error


def _no_further_back(
    ids: Mapping[str, int], number: int, header: Header
) -> tuple[dict[str, int], int]:
    """Return the counters of ids and of changes, none lower than a header has it.

    A damaged header may hold any number: one that is far ahead is not believed.
    """
    highest = dict(ids)
    for table, count in header.ids.items():
        highest[table] = max(count, highest.get(table, 0))
    is_plausible = header.generation - number < _PLAUSIBLE
    return highest, max(number, header.generation) if is_plausible else number


def _recipients(inspection: Inspection, base: Meta, key: Key | None) -> tuple[str, ...]:
    """Return for whom the file is encrypted: as it says itself, else as its newest copy does."""
    if inspection.meta and inspection.usable:
        return base.file.recipients
    newest = best(inspection.path, key)
    meta = newest.inspection.meta if newest and newest.inspection.meta else base
    return meta.file.recipients


def _keep_mirror(path: Path, key: Key | None) -> None:
    """Make the last state a generation, where the second copy of it is the only one."""
    mirror = _mirror(path, key)
    if mirror is None or mirror.inspection.meta is None:
        return
    header = mirror.inspection.meta.file
    folder = generations.folder_of(path)
    name = folder / generations.copy_name(header.generation, header.written_at, header.lineage)
    if os.path.lexists(name):  # damaged, else the second copy would not be the only one
        name = generations.aside_name(path, "latest", datetime.now(timezone.utc))
    try:
        disk.keep_as(mirror.generation.path, name)
    except OSError as error:
        raise not_saved(path, error) from error
