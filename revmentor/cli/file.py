"""The commands that look after the file: check, backup, restore, lock, unlock, rekey."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from revmentor.cli.options import (
    BackupOptions,
    CheckOptions,
    FileOptions,
    OpenOptions,
    RestoreOptions,
)
from revmentor.cli.terminal import (
    force_is_the_way,
    key_for,
    out_json,
    own_file,
    say,
    say_change,
    say_doubt,
    tell,
    tell_change,
)
from revmentor.i18n.dates import moment
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import size
from revmentor.model.errors import Refused, WrongUsage
from revmentor.model.text import shell_word
from revmentor.rules import differences
from revmentor.store import typed_paths
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk, inspection, tables
from revmentor.store.file.verdict import Damaged, Inspection
from revmentor.store.history import backup, generations, recovery
from revmentor.store.history.examine import Examined, examine
from revmentor.store.history.recovery import Offer


def say_damage(error: Damaged, options: FileOptions | OpenOptions) -> None:
    """Say what is wrong with a file, what would be lost, and what to type; nothing is touched."""
    path = error.reading.path
    offer = recovery.offer(error.reading, key_for(path, options))
    for line in recovery.explained(offer):
        say(line)
    say(_("Nothing was touched."))
    for line in _ways(offer, shell_word(str(own_file(options)))):
        say(line)


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
    found = examine(path, key_for(path, options), options.today)
    if options.json:
        out_json(found.as_data())
    else:
        _print_examined(found, shell_word(str(path)))
    return found.status


def _print_examined(examined: Examined, name: str) -> None:
    found = examined.inspection
    if examined.offer is not None:
        for line in recovery.explained(examined.offer):
            tell(line)
        for line in _ways(examined.offer, name):
            tell(line)
    elif found.meta and found.snapshot:
        header = found.meta.file
        tell(_("{file} is whole: every byte is as it was saved.").format(file=found.name))
        tell(
            _("Change {n}, {size}, form {form}{encrypted}.").format(
                n=header.generation,
                size=size(found.size),
                form=header.schema,
                encrypted=_(", encrypted") if found.encrypted else "",
            )
        )
        records = tables.count(found.snapshot)
        tell(
            ngettext(
                "{n} record; every reference and rule holds.",
                "{n} records; every reference and rule holds.",
                records,
            )
        )
    sound = [each for each in examined.kept if each.sound]
    if sound:
        tell(
            ngettext(
                "{n} earlier state is kept, back to {{moment}}.",
                "{n} earlier states are kept, back to {{moment}}.",
                len(sound),
            ).format(moment=moment(sound[-1].generation.written))
        )
    for aside in examined.aside:
        tell(_("Set aside, and never removed by revmentor: {name}").format(name=aside))
    for fault in examined.faults:
        tell(f"! {fault}")
    for remark in examined.remarks:
        tell(remark)


def back_up(options: BackupOptions) -> int:
    """Write a copy of a file elsewhere, and read it back."""
    path = own_file(options)
    key = key_for(path, options)
    name = backup.name_for(path, options.day)
    if options.output == "-":
        raise WrongUsage(_("A backup is read back once it is written: name a file or a folder."))
    target = name if options.output is None else typed_paths.typed_path(options.output)
    kind = disk.kind_of(target)
    if kind == "folder":
        target = backup.free_name(target / name.name)
    elif kind == "nothing" and (
        not target.suffix or (options.output or "").endswith(("/", os.sep))
    ):
        raise Refused(
            _(
                "There is no folder {folder}. Is the stick plugged in? A file is named {example}."
            ).format(folder=target, example=f"{target.name}.json")
        )
    with force_is_the_way():
        copy = backup.write_backup(path, target, key, force=options.force)
    tell_change(
        _("Backup written and read back: {path} ({size})").format(
            path=copy.path, size=size(copy.size)
        )
    )
    return 0


def restore(options: RestoreOptions) -> int:
    """List the copies kept of a file, or go back to one."""
    path = own_file(options)
    key = key_for(path, options)
    found = inspection.inspect(path, key)
    if options.accept:
        workspace = recovery.accept_as_it_is(found, key)
        say_change(
            _("{file} was taken as it is, as change {n}. A copy of its bytes is kept.").format(
                file=found.name, n=workspace.generation
            )
        )
        say_doubt(workspace)
        return 0
    if options.last_good or options.generation is not None or options.source:
        return _go_back(found, key, options)
    return _list(found, key, options)


def _go_back(found: Inspection, key: Key | None, options: RestoreOptions) -> int:
    if found.state == "newer":
        raise Refused(found.what)
    if options.last_good and found.usable:
        raise Refused(
            _("{file} is whole; nothing to go back from. For an earlier state: --change N").format(
                file=found.name
            )
        )
    source, label = _chosen(found, key, options)
    workspace = recovery.go_back(found, source, key, label)
    say_change(
        _("{file} now holds {label}, as change {n}.").format(
            file=found.name, label=label or source, n=workspace.generation
        )
    )
    if found.snapshot and (differs := differences.counts_text(found.snapshot, workspace.snapshot)):
        say(_("Compared with what stood there: {differs}.").format(differs=differs))
    if found.size:
        say(_("What stood there before is kept in the folder {folder}.").format(
            folder=generations.folder_of(found.path).name
        ))  # fmt: skip
    say_doubt(workspace)
    return 0


def _chosen(found: Inspection, key: Key | None, options: RestoreOptions) -> tuple[Path, str]:
    if options.source:
        source = typed_paths.typed_path(options.source)
        if why := typed_paths.trouble(source, disk.MOST_OF_A_FILE):
            raise Refused(why)
        return source, ""
    for each in recovery.listing(found.path, key):
        wanted = options.generation in {None, each.generation.number}
        if wanted and each.sound:
            return each.generation.path, each.label
        if wanted and options.generation is not None:
            raise Refused(_("This copy cannot be used. {why}").format(why=each.inspection.what))
    if options.generation is not None:
        raise Refused(
            _("No copy of change {n} is kept. revmentor restore {file} lists them.").format(
                n=options.generation, file=shell_word(str(own_file(options)))
            )
        )
    raise Refused(_("No sound copy of {file} was found beside it.").format(file=found.name))


def _list(found: Inspection, key: Key | None, options: RestoreOptions) -> int:
    examined = examine(found.path, key)
    every = examined.kept
    if options.json:
        data = examined.as_data()
        out_json({"file": data["file"], "generations": data["generations"]})
        return 0
    if found.meta and found.usable:
        told = found.meta.told[0].what if found.meta.told else ""
        tell(_line(_("now"), moment(found.written) if found.written else "", found.size, told))
    elif found.what:
        tell(found.what)
    for each in every:
        what = each.what if each.sound else _("cannot be used: {why}").format(why=each.inspection.what)
        tell(
            _line(
                str(each.generation.number),
                moment(each.generation.written),
                each.generation.size,
                what,
            )
        )
    if not every:
        tell(_("No earlier state is kept."))
    else:
        say(
            _("To go back to one:  revmentor restore {file} --change N").format(
                file=shell_word(str(own_file(options)))
            )
        )
    return 0


def _line(number: str, when: str, octets: int, what: str) -> str:
    return f"{number:>6}  {when:<24}  {size(octets):>10}  {what}"
