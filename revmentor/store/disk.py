"""What a disk can be made to promise: bytes that were forced to it, names changed in one step.

Everything goes through ``os``, one call after the other, so that tests can let each of them fail.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o600, 0o700

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


Stamp = tuple[int, int, int]
"""How a file lies on the disk: its number there, its size, when it was last written."""


def stamp(found: os.stat_result) -> Stamp:
    """Return what tells one lying of a file from another without reading it."""
    return found.st_ino, found.st_size, found.st_mtime_ns


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, ``None`` where it cannot be looked at."""
    try:
        return stamp(os.stat(path))
    except OSError:
        return None


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
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync(handle)
    finally:
        os.close(handle)


def private_folder(folder: Path) -> None:
    """Make a folder for its owner alone, where it is not there yet; a link is refused."""
    try:
        os.mkdir(folder, FOLDER_MODE)
    except FileExistsError:
        found = os.lstat(folder)
        if not stat.S_ISDIR(found.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder) from None
        if os.name != "nt" and stat.S_IMODE(found.st_mode) != FOLDER_MODE:
            os.chmod(folder, FOLDER_MODE)


def temporary_name(path: Path) -> Path:
    """Return a name beside a file that nobody else takes, and that :func:`sweep` knows again."""
    return path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")


def sweep(path: Path, folder: Path) -> None:
    """Remove what a program that was killed while it wrote left beside a file and in its folder.

    Call it only while holding the lock: nobody else is writing then.
    """
    for left in (*temporaries(path), *folder.glob(".*.tmp")):
        remove(left)


def temporaries(path: Path) -> list[Path]:
    """Return the temporary files that stand beside a file."""
    start, end = f".{path.name}.", ".tmp"
    with contextlib.suppress(OSError), os.scandir(path.parent) as entries:
        return [
            Path(each.path)
            for each in entries
            if each.name.startswith(start) and each.name.endswith(end)
        ]
    return []


def write_new(path: Path, chunks: Iterable[bytes], *, force: bool = True) -> None:
    """Write a file that is not there yet (0600, no link), and ``force`` it to the disk.

    Raises ``OSError`` and leaves nothing behind where any of that fails.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, FILE_MODE)
    try:
        try:
            if hasattr(os, "fchmod"):  # a umask may have taken too much away
                os.fchmod(handle, FILE_MODE)
            for chunk in chunks:
                left = memoryview(chunk)
                while left:
                    left = left[os.write(handle, left) :]
            if force:
                sync(handle)
        finally:
            os.close(handle)
    except BaseException:
        remove(path)
        raise


def write_beside(path: Path, chunks: Iterable[bytes], *, force: bool = True) -> Path:
    """Write a temporary file in the same folder, and return where it is."""
    temporary = temporary_name(path)
    write_new(temporary, chunks, force=force)
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
            write_new(temporary, [path.read_bytes()])
            shutil.copystat(path, temporary)
            os.replace(temporary, name)
        except BaseException:
            remove(temporary)
            raise


def remove(path: Path) -> None:
    """Remove a file if it is there and can be removed."""
    with contextlib.suppress(OSError):
        os.unlink(path)


def private_write(path: Path, data: bytes) -> None:
    """Write what leaves the house for its owner alone (0600); a plain file is replaced at once."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    temporary = write_beside(path, [data])
    try:
        os.replace(temporary, path)
    except OSError:
        remove(temporary)
        raise
