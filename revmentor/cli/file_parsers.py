"""The commands about the file itself: copies, people's rights, the handing over, encryption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revmentor.cli.arguments import (
    add_common,
    add_dry_run,
    add_file,
    add_force,
    add_json,
    add_output,
    add_person,
    add_with_notes,
    count,
    day,
)
from revmentor.i18n.gettext import _

if TYPE_CHECKING:
    from revmentor.cli.arguments import Commands


def add_copies(commands: Commands) -> None:
    """Add the commands that look after the file and its copies."""
    check = commands.add_parser("check", help=_("look at the file, its copies and its records"))
    add_file(check)
    add_json(check)
    add_common(check)

    _add_compare(commands)
    _add_archive(commands)

    backup = commands.add_parser("backup", help=_("write a copy, and read it back"))
    add_file(backup)
    backup.add_argument(
        "-o", "--output", metavar="PATH", help=_("a file or a folder, on a stick for example")
    )
    add_force(backup)
    add_common(backup)

    restore = commands.add_parser(
        "restore",
        help=_("list the copies kept of a file, and go back to one"),
        description=_("Without an option it lists the copies and changes nothing."),
    )
    add_file(restore)
    which = restore.add_mutually_exclusive_group()
    which.add_argument("--last-good", action="store_true", help=_("go back to the last good copy"))
    which.add_argument(
        "--change",
        "--generation",
        dest="generation",
        metavar="N",
        type=count,
        help=_("go back to the copy of change N"),
    )
    which.add_argument("--from", dest="source", metavar="BACKUP", help=_("go back to a backup"))
    which.add_argument(
        "--accept", action="store_true", help=_("take a file changed outside revmentor as it is")
    )
    restore.add_argument(
        "--other-firm",
        action="store_true",
        help=_("take a backup though it is of another firm than the file"),
    )
    add_json(restore)
    add_common(restore)


def _add_compare(commands: Commands) -> None:
    compare = commands.add_parser(
        "compare",
        help=_("say what differs from a copy, and take single entries over"),
        description=_(
            "It compares the file with a conflict copy, a backup, or another file of the same "
            "firm, entry by entry, in words. The copy is never changed. A key stands in brackets "
            "behind each entry that can be taken over; what it needs comes along."
        ),
    )
    add_file(compare)
    compare.add_argument(
        "copy",
        nargs="?",
        metavar="COPY",
        help=_("the copy; without it, the one conflict copy that lies beside the file"),
    )
    which = compare.add_mutually_exclusive_group()
    which.add_argument(
        "--take",
        metavar="KEY",
        action="append",
        default=[],
        help=_("take this entry over as it stands in the copy; may be given several times"),
    )
    which.add_argument(
        "--take-all",
        action="store_true",
        help=_("take over all that is new or other in the copy, but what was changed only here"),
    )
    add_dry_run(compare)
    add_with_notes(compare)
    add_json(compare)
    add_common(compare)


def _add_archive(commands: Commands) -> None:
    archive = commands.add_parser(
        "archive",
        help=_("move an ended programme to a file of its own, or bring it back"),
        description=_(
            "A file of many years stays small: sessions, levels and all else of an ended programme "
            "go to a file of their own, which opens like any other. Who taught whom stays here. "
            "Without --programme it lists the programmes and changes nothing."
        ),
    )
    add_file(archive)
    archive.add_argument(
        "--programme",
        metavar="ID",
        help=_("the programme to move, by id or name, like --programme pr0001"),
    )
    which = archive.add_mutually_exclusive_group()
    which.add_argument(
        "-o", "--output", metavar="PATH", help=_("the file to move it to; without it, one beside")
    )
    which.add_argument("--back", action="store_true", help=_("bring it back from where it lies"))
    which.add_argument(
        "--from", dest="source", metavar="ARCHIVE", help=_("bring it back from this file")
    )
    add_json(archive)
    add_common(archive)


def add_rights(commands: Commands) -> None:
    """Add the commands for what people may ask about themselves."""
    erase = commands.add_parser(
        "erase",
        help=_("erase a person from the file and all copies of it"),
        description=_(
            "It shows every place that tells of the person, and empties it; nothing brings the "
            "person back. With --dry-run it only shows."
        ),
    )
    add_file(erase)
    add_person(erase)
    erase.add_argument(
        "--keep-figures",
        action="store_true",
        help=_("keep somebody without a name in the place, so that counts and levels stay"),
    )
    erase.add_argument(
        "--look-in",
        metavar="DIR",
        action="append",
        default=[],
        help=_("look for calendars and pages in this folder too"),
    )
    add_dry_run(erase)
    add_json(erase)
    add_common(erase)


def add_restriction(commands: Commands) -> None:
    """Add the commands that keep records unused, and say what is kept and why."""
    restrict = commands.add_parser(
        "restrict",
        help=_("keep a person’s records without using them"),
        description=_("No list, plan, message or report is made of them; the open pairs end."),
    )
    add_file(restrict)
    add_person(restrict)
    restrict.add_argument("--lift", action="store_true", help=_("use them again"))
    add_common(restrict)

    privacy = commands.add_parser(
        "privacy",
        help=_("print the record of processing, and the notice for participants"),
        description=_("In plain words, filled in from the file. It is no legal advice."),
    )
    add_file(privacy)
    privacy.add_argument("--what", choices=("record", "notice"), help=_("only this one"))
    privacy.add_argument(
        "--given-on",
        type=day,
        metavar="DATE",
        help=_("write down that everybody without a notice was given it on this day"),
    )
    privacy.add_argument(
        "--keep-until",
        type=day,
        metavar="DATE",
        help=_("set the day until which the records may be kept"),
    )
    add_output(privacy)
    add_common(privacy)


def add_closing(commands: Commands) -> None:
    """Add the command that ends the work for a client."""
    close = commands.add_parser(
        "close-client",
        help=_("write the file to hand over, and remove everything here"),
        description=_(
            "It writes one file, reads it back and says its SHA-256. Only with --remove the file "
            "here, its copies, its draft and its place in the list of recent files go."
        ),
    )
    add_file(close)
    close.add_argument(
        "-o", "--output", metavar="HANDOVER", required=True, help=_("the file to hand over")
    )
    close.add_argument("--remove", action="store_true", help=_("remove everything here, for good"))
    add_force(close)
    add_common(close)


def add_encryption(commands: Commands) -> None:
    """Add the commands that encrypt a file, change its key, and take the encryption away."""
    lock = commands.add_parser("lock", help=_("encrypt the file and its copies"))
    rekey = commands.add_parser("rekey", help=_("encrypt it with a new key"))
    for each in (lock, rekey):
        add_file(each)
        each.add_argument(
            "--escrow", metavar="AGE1…", help=_("a public key that may open it in an emergency")
        )
        each.add_argument(
            "--recovery-sheet", metavar="PATH", help=_("write the key as a sheet to print")
        )
        add_force(each)
        add_common(each)
    lock.add_argument(
        "--new-key",
        action="store_true",
        help=_("make a key for this file alone, though this machine has one: a key for a client"),
    )
    rekey.set_defaults(new_key=False)
    rekey.add_argument("--no-escrow", action="store_true", help=_("let nobody else open it"))
    rekey.add_argument("--to", metavar="KEY", help=_("the new key: a file with an age identity"))

    unlock = commands.add_parser("unlock", help=_("take the encryption away"))
    add_file(unlock)
    add_common(unlock)
