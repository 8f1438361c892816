"""The paths people type, paste or drop: how they are read, and what is said where one is no file.

Every path of a form and of the command line goes this way. Nothing here waits: a pipe that stands
in a folder is not opened, a device has no end, and what is too large is not read at all.
"""

from __future__ import annotations

import errno
import os
import re
import shlex
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import size
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import Refused
from revmentor.model.text import hidden_character
from revmentor.store.file import disk

MOST_BROUGHT_IN = 256_000_000
"""The bytes of the largest sheet or document that is taken in."""
MOST_OF_A_KEY = 1_000_000
"""The bytes of the largest file that is looked at for an identity."""
STANDARD_INPUT = Path("/dev/stdin")
"""What ``-`` stands for where something is read; its name is understood on every system."""
STANDARD_OUTPUT = Path("/dev/stdout")
"""What ``-`` stands for where something is written."""

_QUOTES = {"'": "'", '"': '"', "“": "”", "‘": "’", "«": "»"}
_ESCAPED = re.compile(r"\\(\W)")
"""A letter that a terminal wrote behind a backslash when a file was dropped on it."""
_FILE_ADDRESS = re.compile(r"file:(?://([^/]*))?(/.*)", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
"""What stands for the bytes of a name that is no text."""
_BREAK = re.compile("[\t\n\u2028\u2029]")
_DESCRIPTOR = re.compile(r"/dev/(?:(stdin)|(stdout)|(stderr)|fd/(\d{1,4}))|/proc/self/fd/(\d{1,4})")
_SHOWN = 60
"""How many letters of a name that cannot be one are shown."""


# -- what was typed ----------------------------------------------------------------------------


def typed_path(text: str, beside: Path | None = None) -> Path:
    """Return the path that was typed; one that is not absolute lies in the folder ``beside``.

    A name that exists exactly as typed is taken as it is. Else it is freed of blanks and quotes
    around it, read as a ``file://`` address or without the backslashes of a terminal, and ``~`` is
    one's home folder. Raises :class:`Refused` for what can be the name of no file.
    """
    folder, readings = beside or Path(), list(_readings(text))
    for reading in readings:
        for path in (folder / reading, folder / _at_home(reading)):
            if reading and stands(path):
                return path
    cleaned = readings[-1]
    _refuse_unfit(cleaned)
    try:
        path = folder / Path(cleaned).expanduser()
    except (RuntimeError, ValueError) as error:  # ~nobody
        raise Refused(
            _("There is no home folder for {path}; a file of that name is written ./{path}").format(
                path=_short(cleaned)
            )
        ) from error
    _refuse_impossible(path)
    return path


def typed_target(text: str, beside: Path | None = None) -> Path:
    """Return where a file shall be written; a name that ends like one of a folder must be one."""
    path = typed_path(text, beside)
    ends_like_a_folder = text.strip().strip("'\"").endswith(("/", os.sep))
    if ends_like_a_folder and disk.kind_of(path) != "folder":
        raise Refused(_("There is no folder {folder}.").format(folder=path))
    return path


@contextmanager
def said_beside(field: str) -> Iterator[None]:
    """Let what is refused about a path be said beside the field it was typed into."""
    try:
        yield
    except Refused as error:
        if error.field:
            raise
        raise type(error)(str(error), field=field) from error


def _readings(text: str) -> Iterator[str]:
    """Yield what was typed, each time freed of one thing more."""
    yield text
    text = text.strip()
    yield text
    bare = _unquoted(text)
    yield bare
    if address := _FILE_ADDRESS.fullmatch(bare):
        yield _from_address(address) or bare
    elif bare == text and sys.platform != "win32":  # there a backslash divides folders
        yield _ESCAPED.sub(r"\1", bare)


def _unquoted(text: str) -> str:
    """Return a text without the quotes around it, as a shell or a person puts them."""
    if len(text) < 2 or _QUOTES.get(text[0]) != text[-1]:
        return text
    if text[0] in "'\"" and sys.platform != "win32":
        with suppress(ValueError):  # an apostrophe within
            words = shlex.split(text)
            if len(words) == 1:
                return words[0]
    return text[1:-1]


def _from_address(address: re.Match[str]) -> str:
    """Return the path of a ``file:`` address; empty where it lies on another machine."""
    import platform
    from urllib.parse import unquote_to_bytes

    host, path = address.groups()
    if host and host.casefold() not in {"localhost", platform.node().casefold()}:
        return ""
    path = os.fsdecode(unquote_to_bytes(path))
    return path[1:] if sys.platform == "win32" else path


def _at_home(text: str) -> Path:
    with suppress(RuntimeError, ValueError):
        return Path(text).expanduser()
    return Path(text)


def stands(path: Path) -> bool:
    """Tell whether a name is taken, if only by a link that leads nowhere."""
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def _refuse_unfit(text: str) -> None:
    if not text.strip():
        raise Refused(_("Type the path of the file."))
    if _ADDRESS.match(text):
        raise Refused(
            _("{address} is no file of this machine. Save it here first, and name that.").format(
                address=_short(text)
            )
        )
    line_break = _BREAK.search(text)
    code = (
        f"U+{ord(line_break[0]):04X}" if line_break else hidden_character(_NOT_UTF8.sub("", text))
    )
    if code:
        raise Refused(
            _("{path} holds a hidden control character ({code}); no file is named so.").format(
                path=_short(text), code=code
            )
        )


def _refuse_impossible(path: Path) -> None:
    """Refuse a name that this machine cannot give to a file."""
    try:
        path.lstat()
    except ValueError as error:
        raise Refused(_impossible(path)) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise Refused(_impossible(path)) from error


def _impossible(path: Path) -> str:
    return _("{path} cannot be a file’s name here: it is too long, or in other letters.").format(
        path=_short(str(path))
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


# -- what stands there -------------------------------------------------------------------------


def descriptor_of(path: Path) -> int | None:
    """Return the number of what the shell opened already, where a path is one of its names for it.

    That is how ``<(…)`` and ``>(…)`` come: somebody is at the other end.
    """
    name = _DESCRIPTOR.fullmatch(str(path))
    if not name:
        return None
    for number, stream in enumerate(name.groups()[:3]):
        if stream:
            return number
    return int(name[4] or name[5])


def trouble(path: Path, most: int = disk.MOST_OF_A_FILE) -> str:
    """Return why a file cannot be read, as a sentence; empty where it can."""
    if descriptor_of(path) is not None:
        return ""
    try:
        lies = path.stat()
    except (OSError, ValueError) as error:
        return why_unread(path, error)
    if stat.S_ISDIR(lies.st_mode):
        return _("{file} is a folder, not a file.").format(file=path)
    if not stat.S_ISREG(lies.st_mode):
        return _("{file} is a pipe or a device, not a file.").format(file=path)
    return _too_large(path, most) if lies.st_size > most else ""


def no_folder(path: Path) -> str:
    """Return why nothing can lie in a folder, as a sentence; empty where something can."""
    try:
        lies = path.stat()
    except FileNotFoundError:
        return _astray(path) or _("There is no folder {folder}.").format(folder=path)
    except (OSError, ValueError) as error:
        return why_unread(path, error)
    return "" if stat.S_ISDIR(lies.st_mode) else _no_folder(path)


def why_unread(path: Path, error: OSError | ValueError) -> str:
    """Return the sentence that says why there is no reading a path, and what helps."""
    if not isinstance(error, OSError):
        return _impossible(path)
    if isinstance(error, FileNotFoundError):
        missing = _("There is no file {file}.").format(file=path)
        return _astray(path) or no_folder(path.parent) or missing
    if isinstance(error, NotADirectoryError):
        return _no_folder(_file_on_the_way(path))
    if isinstance(error, PermissionError):
        return _("This account may not read {file}; ask whoever owns it.").format(file=path)
    if error.errno == errno.ELOOP:
        return _("{file} is a link that leads back to itself; name the file itself.").format(
            file=path
        )
    return _("{file} cannot be read: {reason}. Is its disk or network still there?").format(
        file=path, reason=reason_of(error)
    )


def _file_on_the_way(path: Path) -> Path:
    """Return what stands on the way to a path and is no folder."""
    on_the_way = (each for each in path.parents if disk.kind_of(each) in {"file", "other"})
    return next(on_the_way, path.parent)


def _too_large(path: Path, most: int) -> str:
    return _("{file} is too large: nothing over {most} is read.").format(file=path, most=size(most))


def _no_folder(path: Path) -> str:
    return _("{file} is a file, not a folder; nothing lies in it.").format(file=path)


def _astray(path: Path) -> str:
    """Return the sentence for a link that leads nowhere; empty for anything else."""
    target = link_target(path)
    text = _("{file} is a link to {target}, and nothing is there.")
    return text.format(file=path, target=target) if target else ""


def link_target(path: Path) -> str:
    """Return where a link leads; empty where a path is none."""
    try:
        return os.fspath(path.readlink())
    except (OSError, ValueError):
        return ""


def read_source(path: Path, most: int = MOST_BROUGHT_IN) -> bytes:
    """Return all that a file holds, or what the shell opened gives; raises :class:`Refused`."""
    number = descriptor_of(path)
    if number is None and (why := trouble(path, most)):
        raise Refused(why)
    try:
        if number is None:
            return disk.read_file(path, most)[0]
        raw = _drained(path, number, most)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise Refused(_too_large(path, most)) from error
        raise Refused(why_unread(path, error)) from error
    if len(raw) > most:
        raise Refused(_too_large(path, most))
    return raw


def _drained(path: Path, number: int, most: int) -> bytes:
    with open(os.dup(number), "rb") as stream:  # noqa: PTH123 -- a number, not a path
        lies = os.fstat(number)
        if stat.S_ISREG(lies.st_mode) and lies.st_size > most:
            raise Refused(_too_large(path, most))
        return disk.read_at_most(stream, most)
