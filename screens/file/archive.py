"""The ended programmes: each in this file, or in a file of its own, and the way there and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from revmentor.actions import archives
from revmentor.exchange.file_names import archive_path
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import size
from revmentor.model.errors import RevmentorError, WrongPassphrase
from revmentor.model.programme import Programme
from revmentor.model.snapshot import Snapshot
from revmentor.rules import archiving
from revmentor.store import archive_files, archive_places
from revmentor.store.archive_files import ArchiveFile
from revmentor.store.encryption.cipher import Key
from revmentor.store.history.tracing import Say
from revmentor.store.transaction import Transaction
from revmentor.store.typed_paths import typed_path, typed_target
from screens.base.host import Host
from screens.base.working import WorkingScreen
from screens.dialogs.confirm import confirm_form
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from screens.file.new_file_forms import passphrase_form
from widgets.form import FormScreen, Values
from widgets.text import MUTED, plain
from widgets.text_rows import PathRow


def show_ended_programmes(host: Host) -> None:
    """Show the programmes that are closed, the oldest first; enter moves one, or brings it back."""
    every = [each for each in archiving.oldest_first(host.file.snapshot) if each.closed_on]
    if not every:
        host.tell(_("No programme is closed yet."))
        return
    shelf = ShelfScreen(
        _("Archive of ended programmes"),
        [_entry(host, each) for each in every],
        _("enter moves it to a file of its own, or brings it back; esc closes"),
    )
    host.ask(shelf, lambda place: _chosen(host, every, place))


def _entry(host: Host, programme: Programme) -> ListEntry:
    snapshot = host.file.snapshot
    closed = plain_date(programme.closed_on) if programme.closed_on else ""
    if archived := programme.archived:
        lines = [
            _("It lies in {file} since {day}.").format(
                file=archived.file, day=plain_date(archived.on)
            ),
            _("Enter brings it back."),
        ]
        return ListEntry(programme.name, archived.file, [plain(each) for each in lines])
    why = archiving.why_not(snapshot, programme, host.today)
    goes = archiving.what_goes(len(archiving.records_that_go(snapshot, programme.id)))
    about = why or _("Enter moves it to a file of its own. {entries}").format(entries=goes)
    stays = _(
        "Who taught whom and the final forms stay here too. What else happened in it is then no "
        "longer told on the pages of people."
    )
    return ListEntry(
        programme.name,
        _("closed on {day}").format(day=closed),
        [plain(about), *([] if why else [plain(stays, MUTED)])],
    )


def _chosen(host: Host, every: Sequence[Programme], place: int) -> None:
    programme = every[place]
    if programme.archived:
        question = _("{name} comes back from {file}. That file stays as it is.").format(
            name=programme.name, file=programme.archived.file
        )
        form = confirm_form(host, _("Bring it back?"), question, _("Bring it back"))
        host.ask(form, lambda _yes: _read(host, programme))
    elif why := archiving.why_not(host.file.snapshot, programme, host.today):
        host.warn(why)
    else:
        host.ask(where_form(host, programme), lambda path: _write(host, programme, path))


# -- there -----------------------------------------------------------------------------------------


def where_form(host: Host, programme: Programme) -> FormScreen[Path]:
    """Return the form that asks for the file a programme is moved to."""
    path = archive_path(host.file.path, programme)
    needed = _("Type where to: a folder that is there, and a name that is free.")

    def save(_tx: object, values: Values) -> Path:
        place = typed_target(values["path"], host.file.path.parent)
        archive_files.refuse_taken(host.file, programme.id, place)
        return place

    return FormScreen(
        _("Move {name} to a file of its own").format(name=programme.name),
        [PathRow("path", _("File"), path.name, needed=needed)],
        save,
        today=host.today,
        about=_(
            "It opens like any other file, and comes back when you want. In this file the "
            "programme can then no longer be looked at. Back both files up."
        ),
        verb=_("Move"),
    )


def _write(host: Host, programme: Programme, path: Path) -> None:
    workspace = host.file

    def write(say: Say) -> ArchiveFile:
        say(_("Writing {file} …").format(file=path.name))
        return archive_files.write_archive(workspace, programme.id, path)

    working = WorkingScreen(
        programme.name,
        write,
        _("Nothing is taken out of this file before the other one is read back."),
        may_leave=False,
    )
    host.ask(working, lambda archive: _put_away(host, programme, archive))


async def _put_away(host: Host, programme: Programme, archive: ArchiveFile) -> None:
    def put_away(tx: Transaction) -> Programme:
        return archives.put_away(tx, programme.id, archive.records, archive.name, archive.lineage)

    if await host.attempt(put_away):
        text = _("{name} lies in {file} now; {here} has {size}.")
        here = host.file.path
        host.tell(
            text.format(
                name=programme.name,
                file=archive.path.name,
                here=here.name,
                size=size(here.stat().st_size),
            )
        )


# -- and back --------------------------------------------------------------------------------------


class _Found(msgspec.Struct, frozen=True):
    """What an archive holds; without records it could not be read, and ``why`` says why."""

    records: Snapshot | None = None
    why: str = ""
    needs_passphrase: bool = False


def _read(
    host: Host, programme: Programme, path: Path | None = None, key: Key | None = None
) -> None:
    """Read the archive of a programme beside the screen; its passphrase may be another one."""
    workspace = host.file

    def read(say: Say) -> _Found:
        say(_("Reading the file …"))
        try:
            return _Found(archive_files.read_archive(workspace, programme, path, key))
        except WrongPassphrase:
            return _Found(needs_passphrase=True)
        except RevmentorError as error:
            return _Found(why=str(error))

    working = WorkingScreen(
        programme.name, read, _("Nothing changes before it is read."), may_leave=True
    )
    host.ask(working, lambda found: _bring_back(host, programme, path, found))


async def _bring_back(host: Host, programme: Programme, path: Path | None, found: _Found) -> None:
    records = found.records
    if found.needs_passphrase:
        place = path or archive_places.place_of(host.file.path, programme)
        form = passphrase_form(host, place)
        host.ask(form, lambda key: _read(host, programme, path, key))
    elif records is None:
        host.ask(from_form(host, programme, found.why), lambda place: _read(host, programme, place))
    elif await host.attempt(lambda tx: archives.bring_back(tx, programme.id, records)):
        host.tell(_("{name} is in this file again.").format(name=programme.name))


def from_form(host: Host, programme: Programme, why: str) -> FormScreen[Path]:
    """Return the form that asks where an archive lies that is not where it was, and says why."""
    file = archiving.where(programme).file

    def save(_tx: object, values: Values) -> Path:
        return typed_path(values["path"], host.file.path.parent)

    return FormScreen(
        _("Where does {name} lie?").format(name=programme.name),
        [PathRow("path", _("File"), file, needed=_("Type where the file lies."))],
        save,
        today=host.today,
        about=f"{why} " + _("Name the file it was moved to, or a copy of that one."),
        verb=_("Bring it back"),
    )
