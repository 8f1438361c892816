"""When a file is not as it was left: what can be done, what would be lost, and doing it when asked.

Nothing here acts by itself. Whatever stands in the file's place is kept before it is replaced.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import msgspec

from revmentor.i18n.dates import moment, short_moment
from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import size
from revmentor.model.errors import Refused, WrongPassphrase
from revmentor.rules import differences
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk, inspection, tables
from revmentor.store.file.header import ChangeNote, Meta
from revmentor.store.file.storage import DurableStorage, Keep, not_saved
from revmentor.store.file.verdict import ASKS, Inspection
from revmentor.store.history import generations
from revmentor.store.history.generations import Generation
from revmentor.store.workspace import Workspace

_PLAUSIBLE = 10_000
"""How many changes a damaged header may be ahead of the last copy, and still be believed."""


@dataclass(frozen=True)
class Kept:
    """A state that was kept: a generation, and what a look at it found."""

    generation: Generation
    found: Inspection

    @property
    def sound(self) -> bool:
        """Whether it can be gone back to."""
        return self.found.usable

    @property
    def what(self) -> str:
        """What its commit did, as a sentence."""
        told = self.found.meta.told if self.found.meta else ()
        return told[0].what if told else ""

    @property
    def label(self) -> str:
        """Its number and moment: “change 41 of Tue 24 Nov 2026, 14:02”."""
        return _("change {n} of {moment}").format(
            n=self.generation.number, moment=moment(self.generation.written)
        )


@dataclass(frozen=True)
class Offer:
    """What can be done about a file: the best kept state, and what going back to it would lose."""

    found: Inspection
    best: Kept | None
    lost: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    """What only the open application still holds, where the file lacks what was saved there."""

    @property
    def may_accept(self) -> bool:
        """Whether the file can also be taken as it is."""
        return self.found.state in ASKS


def listing(path: Path, key: Key | None) -> Iterator[Kept]:
    """Yield every kept state of a file with a look at it, the newest first.

    The second copy of the last state comes before all, where it is none of the others.
    """
    place = Path(os.path.realpath(path))
    if twin := _twin(place, key):
        yield twin
    for each in generations.kept(place):
        try:
            yield Kept(each, _as_named(each, inspection.glance(each.path, key)))
        except WrongPassphrase as error:
            yield Kept(each, Inspection(each.path, "foreign", str(error), size=each.size))


def _as_named(each: Generation, found: Inspection) -> Inspection:
    """Return what was found, as long as it is the state that its name says."""
    header = found.meta.file if found.meta else None
    if header is None or (header.generation, header.lineage) == (each.number, each.lineage):
        return found
    text = _("{file} is another state, or another file, than its name says.")
    return Inspection(each.path, "foreign", text.format(file=each.name), size=found.size)


def _twin(path: Path, key: Key | None) -> Kept | None:
    """Return the second copy of the last state, where no generation is that state."""
    twin = generations.mirror_of(path)
    try:
        found = inspection.glance(twin, key)
    except WrongPassphrase:
        return None
    if not found.usable or found.meta is None:
        return None
    header, kept = found.meta.file, generations.kept(path)
    if kept and all(each.lineage != header.lineage for each in kept):
        return None
    if kept and header.generation <= kept[0].number:
        # The newest generation is that state, or a newer one; unless it is damaged itself.
        newest = inspection.glance(kept[0].path, key)
        if header.generation < kept[0].number or newest.usable:
            return None
    written = datetime.fromisoformat(header.written_at)
    return Kept(Generation(header.generation, written, header.lineage, twin, found.size), found)


def best(path: Path, key: Key | None) -> Kept | None:
    """Return the newest kept state that is sound, or ``None``."""
    return next((each for each in listing(path, key) if each.sound), None)


def offer(found: Inspection, key: Key | None, memory: Workspace | None = None) -> Offer:
    """Return what can be done about a file that was found to be in disorder.

    ``memory`` is the open file, where the application still holds it.
    """
    newest = best(found.path, key)
    if memory is not None and found.meta is not None and memory.lacks(found):
        held = [each for each in memory.changes if each not in found.meta.told]
        return Offer(found, newest, held=tuple(map(change_line, held[:8])))
    if newest is None:
        return Offer(found, None)
    return Offer(found, newest, tuple(_lost(found, newest, key)))


def _lost(found: Inspection, newest: Kept, key: Key | None) -> Iterator[str]:
    """Say what is in the file, as far as that can be known, and not in a kept state."""
    if found.snapshot is not None:
        good = inspection.inspect(newest.generation.path, key).snapshot
        if good is not None:
            yield from differences.sentences(good, found.snapshot, most=8)
    elif found.meta is not None:
        number = newest.generation.number
        for told in found.meta.told:
            if told.generation > number:
                yield change_line(told)
        rest = found.meta.file.generation - number - len(found.meta.told)
        if rest > 0:
            yield _("and {n} earlier changes").format(n=rest)
    elif newest.generation.path != generations.mirror_of(found.path):
        yield _("whatever was done after {moment}").format(moment=moment(newest.generation.written))


def change_line(told: ChangeNote) -> str:
    """Return a change as a line: ``Tue 14:02 · session of 3 March logged for Luca Bianchi``."""
    try:
        when = short_moment(datetime.fromisoformat(told.at))
    except ValueError:
        when = told.at
    return f"{when} · {told.what}"


def explained(found: Offer) -> Iterator[str]:
    """Yield the sentences of an offer: what, since when, the best copy, what would be lost."""
    look = found.found
    yield look.what
    for problem in look.problems[1:6]:
        yield f"  {problem}"
    if look.written:
        yield _("It was last written on {moment}, and is {size}.").format(
            moment=moment(look.written), size=size(look.size)
        )
    if found.held:
        yield _("What was saved here, and is not in the file:")
        yield from (f"  {line}" for line in found.held)
        return
    if found.best is None:
        yield _("No sound copy of it was found beside it.")
        return
    yield _("The last good copy is {label}.").format(label=found.best.label)
    if not found.lost:
        yield _("Going back to it loses nothing.")
    elif found.may_accept:
        yield _("What stands otherwise in the file:")
    else:
        yield _("Going back to it would lose:")
    for line in found.lost:
        yield f"  {line}"


def go_back(found: Inspection, to: Path, key: Key | None, label: str = "") -> Workspace:
    """Write a kept state (or a backup) into a file's place, and open it.

    ``found`` is the file as the person saw it: a file changed since raises ``Conflict``. What
    stands there now is kept, as a generation where it is sound, set aside as it is where not.
    Raises :class:`Refused` where the copy is not sound itself.
    """
    chosen = inspection.inspect(to, key)
    if not chosen.usable:
        raise Refused(_("This copy cannot be used. {why}").format(why=chosen.what))
    return _written(
        found,
        chosen,
        key,
        _("went back to {label}").format(label=label or to.name),
        "generation" if found.state == "sound" else "aside",
    )


def newer_copy(memory: Workspace, kept: Iterable[Kept]) -> Kept | None:
    """Return the newest sound copy, where it holds what the open application does, and more."""
    newest = next((each for each in kept if each.sound), None)
    if newest is None or newest.generation.number <= memory.generation:
        return None
    return None if memory.lacks(newest.found) else newest


def write_again(found: Inspection, memory: Workspace) -> None:
    """Write what an open application holds over a file that was damaged under it.

    Raises :class:`Refused` where a copy is newer than that, :class:`Overtaken` where the file is no
    longer as it was found.
    """
    if newest := newer_copy(memory, listing(found.path, memory.key)):
        raise Refused(
            _("{label} is newer than what is on the screen; go back to that one.").format(
                label=newest.label
            )
        )
    _keep_twin(found.path, memory.key)
    memory.write_again(found)


def accept_as_it_is(found: Inspection, key: Key | None) -> Workspace:
    """Take a file as it is, though another hand wrote it; its bytes are kept aside as well."""
    if found.state not in ASKS:
        raise Refused(_("There is nothing to accept: {why}").format(why=found.what or found.name))
    return _written(found, found, key, _("taken as it was, changed outside revmentor"), "aside")


def _written(
    found: Inspection, chosen: Inspection, key: Key | None, what: str, keep: Keep
) -> Workspace:
    if chosen.snapshot is None or chosen.meta is None:
        raise ValueError(chosen.state)
    storage = DurableStorage(found.path, key)
    storage.mark, storage.stamp = found.mark, found.stamp
    meta = _continued(found, chosen, key)
    if keep == "aside":
        _keep_twin(found.path, key)
    meta = storage.commit(meta, tables.tables(chosen.snapshot), what, keep)
    return Workspace.of(
        Inspection(
            found.path,
            "sound",
            meta=meta,
            snapshot=chosen.snapshot,
            mark=storage.mark,
            stamp=storage.stamp,
            encrypted=bool(meta.file.recipients),
        ),
        key,
        storage.doubt,
    )


def _continued(found: Inspection, chosen: Inspection, key: Key | None) -> Meta:
    """Return the meta table that goes on: from the file where it is in order, else from the copy.

    What a damaged header or another firm's says is not taken over; but no id is given out twice.
    For whom the file is encrypted is said by the file itself or its newest copy, never by an older
    one or a backup.
    """
    if chosen.meta is None:
        raise ValueError(chosen.state)
    base = found.meta if found.meta and found.usable else chosen.meta
    lineage = found.kept[0].lineage if found.kept else base.file.lineage
    ids, number = dict(chosen.meta.file.ids), base.file.generation
    if found.meta and found.meta.file.lineage == lineage:
        for table, count in found.meta.file.ids.items():
            ids[table] = max(count, ids.get(table, 0))
        told = found.meta.file.generation
        number = max(number, told if told - number < _PLAUSIBLE else 0)
    newest = None if found.meta and found.usable else best(found.path, key)
    of = newest.found.meta if newest and newest.found.meta else base
    header = msgspec.structs.replace(
        base.file,
        ids=ids,
        lineage=lineage,
        generation=number,
        recipients=of.file.recipients,
    )
    return Meta(changes=base.changes, file=header)


def _keep_twin(path: Path, key: Key | None) -> None:
    """Make the last state a generation, where the second copy of it is the only one."""
    twin = _twin(path, key)
    if twin is None or twin.found.meta is None:
        return
    header = twin.found.meta.file
    folder = generations.folder_of(path)
    name = folder / generations.copy_name(header.generation, header.written_at, header.lineage)
    if os.path.lexists(name):  # damaged, else the second copy would not be the only one
        name = generations.aside_name(path, "latest", datetime.now(timezone.utc))
    try:
        disk.keep_as(twin.generation.path, name)
    except OSError as error:
        raise not_saved(path, error) from error
