"""The command that compares a file with a copy of it, and takes single entries over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from revmentor.actions import copies as actions
from revmentor.actions.copies import TakenOver
from revmentor.cli.options import CompareOptions
from revmentor.cli.streams import info, info_doubt, print_change, print_line, write_json
from revmentor.cli.terminal import opened_workspace, passphrase
from revmentor.exchange import comparison as telling
from revmentor.exchange.comparison import ToldComparison, ToldDifference
from revmentor.exchange.contract.base import VERSION
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused, WrongPassphrase
from revmentor.model.text import shell_word, visible
from revmentor.store import shared_folders, typed_paths
from revmentor.store.history import other_copy
from revmentor.store.history.other_copy import OtherCopy
from revmentor.store.workspace import Workspace


def compare_command(options: CompareOptions) -> int:
    """Say what differs from a copy, after taking over what was asked; 1 while the two differ."""
    workspace = opened_workspace(options)
    copy = _read(workspace, _copy_meant(workspace, options), options)
    told = _told(workspace, copy, options)
    keys = _keys(told.every, options)
    taken, change = None, None
    if keys:
        stood = workspace.generation
        taken = workspace.make(
            lambda tx: actions.take_over(tx, copy.snapshot, keys),
            today=options.day,
            dry_run=options.dry_run,
        )
        info_doubt(workspace)
        change = stood if workspace.generation > stood else None
    along = told.names(taken.along) if taken else []
    after = told.every if change is None else _told(workspace, copy, options).every
    if options.json:
        write_json(_as_data(workspace, copy, after, change, taken, along, options))
    else:
        _print(workspace, copy, after, taken, along, options)
    return 1 if after else 0


def _copy_meant(workspace: Workspace, options: CompareOptions) -> Path:
    """Return the copy that was named, else the one conflict copy beside the file."""
    if options.copy is not None:
        return typed_paths.typed_path(options.copy)
    beside = shared_folders.conflict_copies(workspace.path)
    if len(beside) == 1:
        return beside[0]
    if not beside:
        raise Refused(_("No conflict copy lies beside the file; name the one to compare it with."))
    names = ", ".join(shell_word(each.name) for each in beside)
    raise Refused(_("Several conflict copies lie beside the file; name one: {names}").format(
        names=names
    ))  # fmt: skip


def _read(workspace: Workspace, path: Path, options: CompareOptions) -> OtherCopy:
    """Read the copy, with the key of the file or a passphrase of its own."""
    from revmentor.store.encryption import identities

    try:
        return other_copy.read_copy(workspace, path, options.key)
    except WrongPassphrase:
        info(_("The copy has another passphrase than the file, or the file has none."))
        return other_copy.read_copy(workspace, path, identities.unlocked(passphrase()))


def _told(workspace: Workspace, copy: OtherCopy, options: CompareOptions) -> ToldComparison:
    here, with_notes = workspace.snapshot, options.with_notes
    return telling.told(here, copy.snapshot, copy.before, with_notes=with_notes)


def _keys(every: Sequence[ToldDifference], options: CompareOptions) -> list[str]:
    if options.take_all:
        return [each.key for each in every if each.is_missing_here]
    return list(dict.fromkeys(options.take))


def _print(
    workspace: Workspace,
    copy: OtherCopy,
    every: Sequence[ToldDifference],
    taken: TakenOver | None,
    along: Sequence[str],
    options: CompareOptions,
) -> None:
    if taken is not None:
        _print_taken(taken, along, options)
    for line in other_copy.about(workspace, copy):
        print_line(line)
    for line in telling.lines(every):
        print_line(line)
    print_line(telling.counts_text(every))
    if any(each.key for each in every):
        info(_("To take one over:  revmentor compare {file} {copy} --take KEY").format(
            file=shell_word(options.file), copy=shell_word(str(copy.path))
        ))  # fmt: skip
    if not options.with_notes and any(f.confidential for e in every for f in e.fields):
        info(_("What was said in confidence is left out; --with-notes tells it."))
    info(telling.afterwards(copy.path.name, every))


def _print_taken(taken: TakenOver, along: Sequence[str], options: CompareOptions) -> None:
    n = len(taken.records) + taken.firm
    if options.dry_run:
        info(_("Nothing was changed. It would do this:"))
    print_change(ngettext("{n} entry taken over", "{n} entries taken over", n))
    for name in along:
        print_change(_("  came along: {name}").format(name=name))


def _as_data(
    workspace: Workspace,
    copy: OtherCopy,
    every: Sequence[ToldDifference],
    change: int | None,
    taken: TakenOver | None,
    along: Sequence[str],
    options: CompareOptions,
) -> dict[str, object]:
    return {
        "version": VERSION,
        "done": not options.dry_run,
        "file": visible(str(workspace.path)),
        "copy": visible(str(copy.path)),
        "is_copy": copy.is_of_this_file,
        "change": change,
        "about": other_copy.about(workspace, copy),
        "counts": telling.counted(every),
        "differences": telling.as_data(every),
        "taken": list(taken.keys) if taken else [],
        "along": list(along),
    }
