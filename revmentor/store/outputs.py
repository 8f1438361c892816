"""What leaves the house: a report, an export, a calendar, a backup, written where a person said.

A revmentor file, its folder and what a link leads to are never written over; any other file only
where that is meant. What cannot be written whole leaves nothing behind.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import NeedsConfirmation, NotSaved, Refused
from revmentor.store.encryption import cipher
from revmentor.store.file import disk
from revmentor.store.history import generations
from revmentor.store.typed_paths import (
    descriptor_of,
    link_target,
    no_folder,
    stands,
    trouble,
    why_unread,
)

_FIRST_TABLE = re.compile(rb'\s*\{\s*"meta"\s*:')
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_APPLICATION = re.compile(rb'"application"\s*:\s*"revmentor"')


# -- files -------------------------------------------------------------------------------------


def write_out(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file for its owner alone, all of it or nothing; ``force`` writes over another.

    Raises what :func:`check_target` raises, and :class:`NotSaved` where the disk refuses.
    """
    check_target(path, force=force)
    try:
        if force:
            disk.private_write(path, data)
        else:
            disk.put_new(path, data)
    except FileExistsError as error:  # it was not there a moment ago
        raise _taken(path) from error
    except OSError as error:
        raise _not_written(path, error) from error


def write_all(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write files into a folder, which is made where it is missing; all are looked at first."""
    check_folder(folder, files, force=force)
    try:
        _make(folder)
    except OSError as error:
        raise _not_written(folder, error) from error
    for name, data in files.items():
        write_out(folder / name, data, force=force)


def check_folder(folder: Path, names: Iterable[str], *, force: bool) -> None:
    """Look whether files may be written into a folder, as :func:`check_target` does for each."""
    taken: list[Path] = []
    if disk.kind_of(folder) == "nothing":
        _refuse_no_folder(_nearest(folder))
        refuse_owned(folder / "any")
    else:
        _refuse_no_folder(folder)
        for name in names:
            try:
                check_target(folder / name, force=force)
            except NeedsConfirmation:
                taken.append(folder / name)
    if taken:
        raise _taken(*taken)


def standing(folder: Path, ending: str, most: int) -> dict[str, bytes]:
    """Return what stands in the plain files of an ending in a folder, by their names.

    What cannot be read, is a link or has more bytes than ``most`` is not among it.
    """
    if disk.kind_of(folder) != "folder":
        return {}
    found: dict[str, bytes] = {}
    with suppress(OSError):
        for path in sorted(folder.glob(f"*{ending}")):
            with suppress(OSError):
                if disk.is_plain_file(path):
                    found[path.name] = disk.read_file(path, most)[0]
    return found


def take_away(folder: Path, names: Iterable[str]) -> list[str]:
    """Remove files from a folder, and return the names of those that are gone."""
    paths = [folder / name for name in names]
    for path in paths:
        disk.remove_file(path)
    return [path.name for path in paths if disk.kind_of(path) == "nothing"]


def check_target(path: Path, *, force: bool) -> None:
    """Look whether a file may be written at a path.

    Raises :class:`Refused` where none may, and :class:`NeedsConfirmation` where one is there that
    only a person's word gives up, unless ``force`` is that word.
    """
    _refuse_no_folder(path.parent)
    kind = disk.kind_of(path)
    if kind in {"folder", "other"}:
        raise Refused(trouble(path))
    if _is_of_revmentor(path):
        raise Refused(
            _(
                "{file} is a revmentor file, or encrypted: nothing is written over it. "
                "Choose another name."
            ).format(file=path)
        )
    refuse_owned(path)
    if target := link_target(path):
        raise Refused(
            _("{file} is a link to {target}; name that file itself, or another.").format(
                file=path, target=target
            )
        )
    if kind == "unreachable":
        raise Refused(trouble(path))
    if kind == "file" and not force:
        raise _taken(path)


def _is_of_revmentor(path: Path) -> bool:
    """Tell whether a file is one of ours by its first bytes, or by the copies kept beside it.

    An encrypted one cannot be told from other people's: it counts as ours.
    """
    place = Path(os.path.realpath(path))
    if generations.copies_stand(place):
        return True
    if disk.kind_of(place) != "file":
        return False
    try:
        start = disk.beginning(place)
    except OSError as error:
        raise Refused(why_unread(path, error)) from error
    ours = _FIRST_TABLE.match(start) and _APPLICATION.search(start)
    return bool(ours) or cipher.is_encrypted(start)


def refuse_owned(path: Path) -> None:
    """Refuse a path in the folder of a revmentor file, in whichever case it is typed."""
    for folder in Path(os.path.realpath(path)).parents:
        name, ending = folder.name[:-2], folder.name[-2:]
        if not name or ending.casefold() != ".d":
            continue
        file = folder.with_name(name)
        if disk.is_same(folder, generations.folder_of(file)) and _is_of_revmentor(file):
            raise Refused(
                _("The folder {folder} is for the copies of {file} alone; choose another.").format(
                    folder=folder, file=name
                )
            )


# -- folders -----------------------------------------------------------------------------------


def _refuse_no_folder(folder: Path) -> None:
    if why := no_folder(folder):
        raise Refused(why)


def _nearest(folder: Path) -> Path:
    """Return a missing folder where a link of its name stands, else the nearest one around it."""
    return next(each for each in (folder, *folder.parents) if stands(each))


def _make(folder: Path) -> None:
    """Make a folder, and those around it that are missing, for its owner alone."""
    missing = [each for each in (folder, *folder.parents) if disk.kind_of(each) == "nothing"]
    for each in reversed(missing):
        each.mkdir(mode=disk.FOLDER_MODE, exist_ok=True)


def _taken(path: Path, *more: Path) -> NeedsConfirmation:
    if more:
        return NeedsConfirmation(
            ngettext(
                "{{file}} and {n} other already exist.",
                "{{file}} and {n} others already exist.",
                len(more),
            ).format(file=path)
        )
    return NeedsConfirmation(_("{file} already exists.").format(file=path))


def _not_written(path: Path, error: OSError) -> NotSaved:
    return NotSaved(
        _("{file} was not written: {reason}.").format(file=path, reason=reason_of(error))
    )


# -- what is no file ---------------------------------------------------------------------------


def is_stream(path: Path) -> bool:
    """Tell whether a path hands on what is written into it: a pipe, a terminal, ``/dev/null``.

    A whole disk (``/dev/sda``) takes what is written too, and loses what it held: it is none.
    """
    if descriptor_of(path) is not None:
        return True
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def write_stream(path: Path, data: bytes) -> None:
    """Write into a pipe or a device; a pipe that nobody reads from is not waited for.

    Whoever reads may stop before the end. Raises :class:`Refused` and :class:`NotSaved`.
    """
    number = descriptor_of(path)
    try:
        if number is None:
            handle = os.open(path, os.O_WRONLY | _AT_ONCE)
            if _AT_ONCE:
                os.set_blocking(handle, True)
        else:
            handle = os.dup(number)
        with open(handle, "wb", buffering=0) as stream:  # noqa: PTH123 -- a number, not a path
            left = memoryview(data)
            while left:
                left = left[stream.write(left) :]
    except BrokenPipeError:
        return
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise Refused(_("Nobody reads from {file}.").format(file=path)) from error
        raise _not_written(path, error) from error
