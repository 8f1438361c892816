"""What a disk can be made to promise: bytes that were forced to it, names changed in one step.

Everything goes through ``os``, one call after the other, so that tests can let each of them fail.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from revmentor.i18n.gettext import _

FILE_MODE, FOLDER_MODE = 0o600, 0o700

MOST_OF_A_FILE = 1_000_000_000
"""The bytes of the largest file that is read; ten years of a large firm are a fiftieth of it."""

_NO_LINKS = {
    errno.EPERM,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.ENOSYS,
    errno.EMLINK,
    errno.EXDEV,
    errno.EINVAL,
}
"""How a file system says that it has no hard links, or no more of them."""


_STILL_WRITTEN = 3600.0
"""The seconds after which nobody writes a temporary file any more."""
_TEMPORARY = re.compile(r"\.(.+)\.[0-9a-f]{12}\.tmp", re.DOTALL)

Stamp = tuple[int, int, int]
"""How a file lies on the disk: its number there, its size, when it was last written."""


def stamp(lies: os.stat_result) -> Stamp:
    """Return what tells one lying of a file from another without reading it."""
    return lies.st_ino, lies.st_size, lies.st_mtime_ns


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, ``None`` where it cannot be looked at."""
    try:
        return stamp(os.stat(path))
    except OSError:
        return None


PathKind = Literal["file", "folder", "other", "nothing", "unreachable"]
"""What stands at a path: a device or a pipe is ``other``; a dead disk makes it ``unreachable``."""


def kind_of(path: str | os.PathLike[str]) -> PathKind:
    """Return what stands at a path, links followed; never raises.

    ``Path.exists`` and its like raise for a disk that went away (``ENOTCONN``, ``ESTALE``, ``EIO``,
    ``EACCES``): whoever asks about a path that a person or a list named asks here.
    """
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "nothing"
    except (OSError, ValueError):  # ValueError: a name with a NUL in it, or that no disk can hold
        return "unreachable"
    if stat.S_ISREG(mode):
        return "file"
    return "folder" if stat.S_ISDIR(mode) else "other"


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths are one: some disks know no large and small letters."""
    if one == other:
        return True
    name = one.name.casefold()
    if one.parent != other.parent or other.name.casefold() != name:
        return False
    try:
        os.stat(one), os.stat(other)
        return [each.casefold() for each in os.listdir(one.parent)].count(name) == 1
    except OSError:
        return False


def is_plain_file(path: str | os.PathLike[str]) -> bool:
    """Tell whether a file itself stands at a path, not a link to one; never raises."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def sync(handle: int) -> None:
    """Force what was written to the disk itself, not only to the drive's memory."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # a network disk has no such call, but has fsync
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk; Windows has no handle on a folder to flush."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _without_modes() -> Iterator[None]:
    """Go on where the file system keeps neither modes nor owners, or none that we may change."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise


def read_file(path: Path, most: int = MOST_OF_A_FILE) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a plain file and how it lies; raises ``OSError`` for anything else.

    A pipe would be waited for without end, a device has no end, and what is larger than ``most``
    is not read at all.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        lies = os.fstat(handle)
        if stat.S_ISDIR(lies.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        if not stat.S_ISREG(lies.st_mode):
            raise OSError(errno.EINVAL, _("it is no plain file"), path)
        # The size alone is no bound: a file may grow, and those of /proc say that they are empty.
        raw = b"" if lies.st_size > most else read_at_most(file, most, lies.st_size)
        if max(lies.st_size, len(raw)) > most:
            raise OSError(errno.EFBIG, _("it is too large"), path)
        return raw, lies


def beginning(path: Path) -> bytes:
    """Return the first 64 kB of a plain file: the whole first line of one of ours."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        return file.read(64 * 1024) or b"" if stat.S_ISREG(os.fstat(handle).st_mode) else b""


Owner = tuple[int, int]
"""The user and the group that a file belongs to."""


def owner_of(path: Path) -> Owner | None:
    """Return whom a file or folder belongs to, ``None`` where nothing is there."""
    try:
        lies = os.lstat(path)
    except FileNotFoundError:
        return None
    return lies.st_uid, lies.st_gid


def give(path: Path, owner: Owner | None) -> None:
    """Let a file or folder of ours belong to somebody, as far as that is permitted to us.

    What has another name too, or is a link, may be nothing of ours, and stays as it is.
    """
    lies = os.lstat(path)
    if owner is None or owner == (lies.st_uid, lies.st_gid):
        return
    if stat.S_ISDIR(lies.st_mode) or (stat.S_ISREG(lies.st_mode) and lies.st_nlink == 1):
        with _without_modes():
            os.chown(path, *owner, follow_symlinks=False)


def private_folder(folder: Path, owner: Owner | None = None) -> None:
    """Make a folder for its ``owner`` alone, where it is not there yet; a link is refused."""
    try:
        os.mkdir(folder, FOLDER_MODE)
    except FileExistsError:
        lies = os.lstat(folder)
        if not stat.S_ISDIR(lies.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder) from None
        if sys.platform != "win32" and stat.S_IMODE(lies.st_mode) != FOLDER_MODE:
            with _without_modes():
                os.chmod(folder, FOLDER_MODE)
    give(folder, owner)


def temporary_name(path: Path) -> Path:
    """Return a name beside a file that nobody else takes, and that :func:`sweep` knows again."""
    return path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")


def sweep(path: Path, folder: Path) -> None:
    """Remove what a program that was killed while it wrote left beside a file and in its folder.

    Call it only while holding the lock: nobody else is writing then.
    """
    inside = (each for each in folder.glob(".*.tmp") if _TEMPORARY.fullmatch(each.name))
    for left in (*temporaries(path), *inside):
        remove_file(left)


def temporaries(path: Path) -> list[Path]:
    """Return the temporary files that stand beside a file."""
    with contextlib.suppress(OSError), os.scandir(path.parent) as entries:
        return [
            Path(each.path)
            for each in entries
            if (name := _TEMPORARY.fullmatch(each.name)) and name[1] == path.name
        ]
    return []


def left_over(folder: Path) -> list[Path]:
    """Return the temporary files in a folder that nobody writes any more, and nobody sweeps.

    Those of a file with copies of its own are swept at its next save, and may be its newest state.
    """
    before = time.time() - _STILL_WRITTEN
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        return sorted(
            Path(each.path)
            for each in entries
            if (name := _TEMPORARY.fullmatch(each.name))
            and each.stat(follow_symlinks=False).st_mtime < before
            and kind_of(folder / f"{name[1]}.d") != "folder"
        )
    return []


def write_new(
    path: Path, chunks: Iterable[bytes], *, force: bool = True, owner: Owner | None = None
) -> None:
    """Write a file that is not there yet (0600, no link), and ``force`` it to the disk.

    It belongs to ``owner``, where that is permitted to us, without one to whoever runs this.
    Raises ``OSError`` and leaves nothing behind where any of that fails.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, FILE_MODE)
    try:
        try:
            if hasattr(os, "fchmod"):  # a umask may have taken too much away
                with _without_modes():
                    os.fchmod(handle, FILE_MODE)
            if owner is not None:
                _give_open(handle, owner)
            for chunk in chunks:
                left = memoryview(chunk)
                while left:
                    left = left[os.write(handle, left) :]
            if force:
                sync(handle)
        finally:
            os.close(handle)
    except BaseException:
        remove_file(path)
        raise


def _give_open(handle: int, owner: Owner) -> None:
    lies = os.fstat(handle)
    if owner != (lies.st_uid, lies.st_gid):
        with _without_modes():
            os.fchown(handle, *owner)


def write_beside(
    path: Path, chunks: Iterable[bytes], *, force: bool = True, owner: Owner | None = None
) -> Path:
    """Write a temporary file in the same folder, and return where it is."""
    temporary = temporary_name(path)
    write_new(temporary, chunks, force=force, owner=owner)
    return temporary


def keep_as(path: Path, name: Path) -> None:
    """Give a file a second name, or copy it where the file system has no second names.

    A name that is taken is left as it is: it was given before, by a program that was killed then.
    """
    try:
        os.link(path, name)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        temporary = name.with_name(f".{name.name}.{secrets.token_hex(6)}.tmp")
        try:
            write_new(temporary, [path.read_bytes()], owner=owner_of(path))
            shutil.copystat(path, temporary)
            os.replace(temporary, name)
        except BaseException:
            remove_file(temporary)
            raise


def remove_file(path: Path) -> None:
    """Remove a file if it is there and can be removed."""
    with contextlib.suppress(OSError):
        os.unlink(path)


def private_write(path: Path, data: bytes) -> None:
    """Write what leaves the house for its owner alone (0600); a file is replaced at once.

    A link, a pipe or a device would be replaced too: who takes a path that was typed looks first.
    """
    temporary = write_beside(path, [data])
    try:
        os.replace(temporary, path)
    except OSError:
        remove_file(temporary)
        raise


def put_in_place(path: Path, pieces: Sequence[bytes]) -> None:
    """Put bytes, forced to the disk, in the place of a file, which keeps its owner and its times.

    Raises ``OSError``, and leaves the file as it was.
    """
    times = path.stat()
    temporary = write_beside(path, pieces, owner=owner_of(path))
    try:
        os.utime(temporary, ns=(times.st_atime_ns, times.st_mtime_ns))
        os.replace(temporary, path)
    except OSError:
        remove_file(temporary)
        raise


def put_new(path: Path, data: bytes) -> None:
    """Write a whole file for its owner alone; a name that is taken raises ``FileExistsError``."""
    temporary = write_beside(path, [data])
    try:
        try:
            os.link(temporary, path)  # unlike a rename, this never replaces anything
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            write_new(path, [data])
    finally:
        remove_file(temporary)


_PIECE = 1024 * 1024


def read_at_most(file: BinaryIO, most: int, expected: int = _PIECE) -> bytes:
    """Return what a file or a pipe gives, and at most one byte more than ``most``.

    Memory is taken as the bytes come: what is asked for at once is taken at once.
    """
    pieces: list[bytes] = []
    left, piece = most + 1, expected + 1
    while left and (chunk := file.read(min(piece, left))):
        pieces.append(chunk)
        left, piece = left - len(chunk), _PIECE
    return b"".join(pieces)
