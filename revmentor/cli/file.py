"""The commands that look after the file and its copies: check, backup, restore."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from revmentor.cli.options import (
    BackupOptions,
    CheckOptions,
    FileOptions,
    OpenOptions,
    RestoreOptions,
)
from revmentor.cli.streams import (
    info,
    info_change,
    info_doubt,
    mentioning_force,
    print_change,
    print_line,
    write_json,
)
from revmentor.cli.terminal import key_for, own_file, ways_to_compare
from revmentor.exchange.contract.base import VERSION
from revmentor.i18n.dates import moment
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import size
from revmentor.model.errors import NeedsConfirmation, Refused, WrongUsage
from revmentor.model.text import shell_word, visible
from revmentor.rules import differences
from revmentor.store import typed_paths
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk, tables
from revmentor.store.file.inspection import inspect
from revmentor.store.file.verdict import Damaged, Inspection
from revmentor.store.history import backup, generations, recovery
from revmentor.store.history.examine import Examined, examine
from revmentor.store.history.recovery import Kept, Offer
from revmentor.store.workspace import Workspace


def info_damage(error: Damaged, options: FileOptions | OpenOptions) -> None:
    """Say what is wrong with a file, what would be lost, and what to type; nothing is touched."""
    path = error.reading.path
    offer = recovery.offer(error.reading, key_for(path, options))
    for line in recovery.explained(offer):
        info(line)
    info(_("Nothing was touched."))
    for line in _ways(offer, shell_word(str(own_file(options)))):
        info(line)


def _ways(offer: Offer, name: str) -> Iterator[str]:
    """Yield what to type, one command for each way out; ``name`` is the file as it is typed."""
    if offer.best:
        yield _("To go back to the last good copy:  revmentor restore {file} --last-good").format(
            file=name
        )
    if offer.may_accept:
        yield _("To take the file as it is:         revmentor restore {file} --accept").format(
            file=name
        )


# -- check, backup, restore ----------------------------------------------------------------------


def check_file(options: CheckOptions) -> int:
    """Look at a file, its copies and its records; return 1 where something needs attention."""
    path = own_file(options)
    examined = examine(path, key_for(path, options), options.today)
    if options.json:
        write_json({"version": VERSION, **examined.as_data()})
    else:
        for line in _examined_lines(examined, shell_word(str(path))):
            print_line(line)
        for line in ways_to_compare(path, options.file):
            print_line(line)
    return examined.status


def _examined_lines(examined: Examined, name: str) -> Iterator[str]:
    """Yield the state of a file, then of its copies; ``name`` is the file as it is typed."""
    if examined.offer is not None:
        yield from recovery.explained(examined.offer)
        yield from _ways(examined.offer, name)
    else:
        yield from _sound_lines(examined.inspection)
    yield from _kept_lines(examined.kept)
    for aside in examined.aside:
        yield _("Set aside, and never removed by revmentor: {name}").format(name=aside)
    for fault in examined.faults:
        yield f"! {fault}"
    yield from examined.remarks


def _sound_lines(inspection: Inspection) -> Iterator[str]:
    if not (inspection.meta and inspection.snapshot):
        return
    header = inspection.meta.file
    yield _("{file} is whole: every byte is as it was saved.").format(file=inspection.name)
    yield _("Change {n}, {size}, form {form}{encrypted}.").format(
        n=header.generation,
        size=size(inspection.size),
        form=header.schema,
        encrypted=_(", encrypted") if inspection.encrypted else "",
    )
    yield ngettext(
        "{n} record; every reference and rule holds.",
        "{n} records; every reference and rule holds.",
        tables.count(inspection.snapshot),
    )


def _kept_lines(kept: Sequence[Kept]) -> Iterator[str]:
    sound = [state for state in kept if state.sound]
    if sound:
        yield ngettext(
            "{n} earlier state is kept, back to {{moment}}.",
            "{n} earlier states are kept, back to {{moment}}.",
            len(sound),
        ).format(moment=moment(sound[-1].generation.written))


def back_up(options: BackupOptions) -> int:
    """Write a copy of a file elsewhere, and read it back."""
    path = own_file(options)
    key = key_for(path, options)
    target = _backup_target(path, options)
    with mentioning_force():
        copy = backup.write_backup(path, target, key, force=options.force)
    print_change(
        _("Backup written and read back: {path} ({size})").format(
            path=copy.path, size=size(copy.size)
        )
    )
    return 0


def _backup_target(path: Path, options: BackupOptions) -> Path:
    """Return where a backup goes: the file that was named, or a free name in the folder."""
    name = backup.name_for(path, options.day)
    if options.output is None:
        named, target = "", name
    elif options.output == "-":
        raise WrongUsage(_("A backup is read back once it is written: name a file or a folder."))
    else:
        named, target = options.output, typed_paths.typed_path(options.output)
    kind = disk.kind_of(target)
    if kind == "folder":
        return backup.free_name(target / name.name)
    is_folder = not target.suffix or named.endswith(("/", os.sep))
    if kind == "nothing" and is_folder:
        raise Refused(
            _(
                "There is no folder {folder}. Is the stick plugged in? A file is named {example}."
            ).format(folder=target, example=f"{target.name}.json")
        )
    return target


def restore(options: RestoreOptions) -> int:
    """List the copies kept of a file, or go back to one."""
    path = own_file(options)
    key = key_for(path, options)
    inspection = inspect(path, key)
    if options.accept:
        return _accept(inspection, key, options)
    if options.last_good or options.generation is not None or options.source:
        return _go_back(inspection, key, options)
    return _list(inspection, key, options)


def _accept(inspection: Inspection, key: Key | None, options: RestoreOptions) -> int:
    workspace = recovery.accept_as_it_is(inspection, key)
    info_change(
        _("{file} was taken as it is, as change {n}. A copy of its bytes is kept.").format(
            file=inspection.name, n=workspace.generation
        )
    )
    info_doubt(workspace)
    _write_change(workspace, options)
    return 0


def _write_change(workspace: Workspace, options: RestoreOptions) -> None:
    """Write as JSON which change it was, where that was asked for."""
    if options.json:
        file = visible(str(workspace.path))
        write_json({"version": VERSION, "done": True, "file": file, "change": workspace.generation})


def _go_back(inspection: Inspection, key: Key | None, options: RestoreOptions) -> int:
    if inspection.state == "newer":
        raise Refused(inspection.what)
    if options.last_good and inspection.usable:
        raise Refused(
            _("{file} is whole; nothing to go back from. For an earlier state: --change N").format(
                file=inspection.name
            )
        )
    source, label = _chosen(inspection, key, options)
    try:
        workspace = recovery.go_back(inspection, source, key, label, other_firm=options.other_firm)
    except NeedsConfirmation as error:
        text = _("{what} If it is to hold the other firm from now on: --other-firm")
        raise Refused(text.format(what=error)) from error
    info_change(
        _("{file} now holds {label}, as change {n}.").format(
            file=inspection.name, label=label or source, n=workspace.generation
        )
    )
    _info_replaced(inspection, workspace)
    info_doubt(workspace)
    _write_change(workspace, options)
    return 0


def _info_replaced(inspection: Inspection, workspace: Workspace) -> None:
    """Say what stood in a file before, as far as it is known, and where that is kept."""
    before = inspection.snapshot
    if before and (differs := differences.counts_text(before, workspace.snapshot)):
        info(_("Compared with what stood there: {differs}.").format(differs=differs))
    if inspection.size:
        info(_("What stood there before is kept in the folder {folder}.").format(
            folder=generations.folder_of(inspection.path).name
        ))  # fmt: skip


def _chosen(inspection: Inspection, key: Key | None, options: RestoreOptions) -> tuple[Path, str]:
    """Return the copy to go back to, and what it is called."""
    if options.source:
        source = typed_paths.typed_path(options.source)
        if why := typed_paths.trouble(source, disk.MOST_OF_A_FILE):
            raise Refused(why)
        return source, ""
    kept = recovery.listing(inspection.path, key)
    if options.generation is None:
        state = next((state for state in kept if state.sound), None)
        if state is None:
            text = _("No sound copy of {file} was found beside it.")
            raise Refused(text.format(file=inspection.name))
    else:
        state = _numbered(kept, options.generation, options)
    return state.generation.path, state.label


def _numbered(kept: Iterator[Kept], number: int, options: RestoreOptions) -> Kept:
    """Return the first state of a number; raises :class:`Refused` where it cannot be used."""
    state = next((state for state in kept if state.generation.number == number), None)
    if state is None:
        raise Refused(
            _("No copy of change {n} is kept. revmentor restore {file} lists them.").format(
                n=number, file=shell_word(str(own_file(options)))
            )
        )
    if not state.sound:
        raise Refused(_("This copy cannot be used. {why}").format(why=state.inspection.what))
    return state


def _list(inspection: Inspection, key: Key | None, options: RestoreOptions) -> int:
    examined = examine(inspection.path, key)
    if options.json:
        data = examined.as_data()
        write_json({"version": VERSION, "file": data["file"], "generations": data["generations"]})
        return 0
    for line in (*_now_lines(inspection), *map(_kept_line, examined.kept)):
        print_line(line)
    if not examined.kept:
        print_line(_("No earlier state is kept."))
    else:
        info(
            _("To go back to one:  revmentor restore {file} --change N").format(
                file=shell_word(str(own_file(options)))
            )
        )
    return 0


def _now_lines(inspection: Inspection) -> Iterator[str]:
    """Yield the state of the file itself: as one of the list, or why it is none."""
    if inspection.meta and inspection.usable:
        changes = inspection.meta.told
        written = moment(inspection.written) if inspection.written else ""
        yield _line(_("now"), written, inspection.size, changes[0].what if changes else "")
    elif inspection.what:
        yield inspection.what


def _kept_line(state: Kept) -> str:
    unusable = _("cannot be used: {why}")
    what = state.what if state.sound else unusable.format(why=state.inspection.what)
    copy = state.generation
    return _line(str(copy.number), moment(copy.written), copy.size, what)


def _line(number: str, when: str, octets: int, what: str) -> str:
    return f"{number:>6}  {when:<24}  {size(octets):>10}  {what}"
