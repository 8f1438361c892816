"""The command that moves an ended programme to a file of its own, and back."""

from __future__ import annotations

from pathlib import Path

from revmentor.actions import archives
from revmentor.cli.options import ArchiveOptions
from revmentor.cli.streams import info, info_change, info_doubt, print_line, write_json
from revmentor.cli.terminal import opened_workspace, passphrase, programme_meant
from revmentor.exchange import archives_told
from revmentor.exchange.file_names import archive_path
from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import size
from revmentor.model.errors import WrongPassphrase, WrongUsage
from revmentor.model.programme import Programme
from revmentor.model.text import shell_word
from revmentor.rules import archiving
from revmentor.store import archive_files, typed_paths
from revmentor.store.workspace import Workspace


def archive_command(options: ArchiveOptions) -> int:
    """Move a programme, bring one back, or say what can be moved."""
    workspace = opened_workspace(options)
    if options.programme is None:
        if options.output or options.back or options.source:
            raise WrongUsage(_("Which programme? Name it: --programme ID"))
        if options.json:
            write_json(archives_told.as_data(workspace, options.day, moved=None))
        else:
            _list(workspace, options)
        return 0
    programme = programme_meant(workspace, options.programme)
    if options.back or options.source:
        _bring_back(workspace, programme, options)
    else:
        _put_away(workspace, programme, options)
    info_doubt(workspace)
    if options.json:
        write_json(archives_told.as_data(workspace, options.day, moved=programme.id))
    return 0


def _list(workspace: Workspace, options: ArchiveOptions) -> None:
    """Print every programme of the file: where it lies, or why it cannot be moved."""
    told = archives_told.as_data(workspace, options.day, moved=None).programmes
    for each in told:
        can = _("{name} can be moved. {entries}").format(
            name=each.name, entries=archiving.what_goes(each.records)
        )
        print_line(f"{each.id}  {' '.join(filter(None, [each.why_not or can, each.trouble]))}")
    file = shell_word(options.file)
    if not all(each.why_not for each in told):
        info(_("To move one:  revmentor archive {file} --programme ID").format(file=file))
    if any(each.lies_in for each in told):
        text = _("To bring one back:  revmentor archive {file} --programme ID --back")
        info(text.format(file=file))


def _put_away(workspace: Workspace, programme: Programme, options: ArchiveOptions) -> None:
    archiving.refuse_unready(workspace.snapshot, programme, options.day)
    path = _target(workspace, programme, options)
    archive_files.refuse_taken(workspace, programme.id, path)
    info(_("Writing {file} …").format(file=path.name))
    archive = archive_files.write_archive(workspace, programme.id, path)
    workspace.make(
        lambda tx: archives.put_away(
            tx, programme.id, archive.records, archive.name, archive.lineage
        ),
        today=options.day,
    )
    info_change(
        _("{name} lies in {file} now; {here} has {size}.").format(
            name=programme.name,
            file=archive.path,
            here=workspace.path.name,
            size=size(workspace.path.stat().st_size),
        )
    )


def _target(workspace: Workspace, programme: Programme, options: ArchiveOptions) -> Path:
    if options.output is None:
        return archive_path(workspace.path, programme)
    if options.output == "-":
        raise WrongUsage(_("A programme is moved to a file, not to standard output."))
    return typed_paths.typed_target(options.output)


def _bring_back(workspace: Workspace, programme: Programme, options: ArchiveOptions) -> None:
    path = typed_paths.typed_path(options.source) if options.source else None
    try:
        records = archive_files.read_archive(workspace, programme, path, options.key)
    except WrongPassphrase:
        from revmentor.store.encryption import identities

        info(_("The archive has another passphrase than the file, or the file has none."))
        key = identities.unlocked(passphrase())
        records = archive_files.read_archive(workspace, programme, path, key)
    workspace.make(lambda tx: archives.bring_back(tx, programme.id, records), today=options.day)
    info_change(
        _(
            "{name} is in {file} again. Its own file stays; delete it if you no longer want it."
        ).format(name=programme.name, file=workspace.path.name)
    )
