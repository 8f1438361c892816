"""What the machine says when it fails, in the reader's language."""

from __future__ import annotations

import errno

from revmentor.i18n.gettext import _


def reason_of(error: BaseException) -> str:
    """Return why the machine refused, as it stands after “could not be written:”.

    The machine says it in English; what it says most often has its words here, so that a sentence
    of ours does not change its language half-way. Anything else stays as the machine says it.
    """
    if isinstance(error, OSError) and error.errno in (said := _reasons()):
        return said[error.errno]
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _reasons() -> dict[int | None, str]:
    return {
        errno.ENOENT: _("No such file or directory"),
        errno.EACCES: _("Permission denied"),
        errno.EPERM: _("Operation not permitted"),
        errno.ENOSPC: _("No space left on device"),
        errno.EDQUOT: _("Disk quota exceeded"),
        errno.EROFS: _("Read-only file system"),
        errno.EIO: _("Input/output error"),
        errno.ENODEV: _("No such device"),
        errno.ENXIO: _("No such device or address"),
        errno.EBUSY: _("Device or resource busy"),
        errno.EEXIST: _("File exists"),
        errno.EISDIR: _("Is a directory"),
        errno.ENOTDIR: _("Not a directory"),
        errno.ENOTEMPTY: _("Directory not empty"),
        errno.ENAMETOOLONG: _("File name too long"),
        errno.EFBIG: _("File too large"),
        errno.EINVAL: _("Invalid argument"),
        errno.EBADF: _("Bad file descriptor"),
        errno.EPIPE: _("Broken pipe"),
        errno.ELOOP: _("Too many levels of symbolic links"),
        errno.EMFILE: _("Too many open files"),
        errno.ETIMEDOUT: _("Connection timed out"),
        errno.ESTALE: _("Stale file handle"),
        errno.ENOTCONN: _("Transport endpoint is not connected"),
        errno.EXDEV: _("Invalid cross-device link"),
    }
