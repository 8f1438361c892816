"""What commands say, where they say it, and how they ask for a passphrase.

Results go to standard output, everything else to standard error. A passphrase is only ever typed at
a terminal: never an argument, never taken from the environment or a pipe.
"""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TextIO

from revmentor.i18n.gettext import _, listed
from revmentor.model.errors import (
    NeedsConfirmation,
    NotSaved,
    PassphraseNeeded,
    Refused,
    RevmentorError,
    Unreadable,
)
from revmentor.model.text import visible

if TYPE_CHECKING:
    from revmentor.cli.options import FileOptions, Keys, OpenOptions
    from revmentor.rules.programme_view import View
    from revmentor.store.encryption.cipher import Key
    from revmentor.store.workspace import Workspace


P = ParamSpec("P")


@dataclass
class _Told:
    """What came of a command's words so far."""

    lost: OSError | ValueError | None = None
    """Why standard output did not take the result, or the rest of it."""
    wanted: bool = False
    """Whether there was a result to write."""
    unheard: bool = False
    """Whether there is no standard error to say anything on."""
    change: bool = False
    """Whether something was changed, and said to be."""


_told = _Told()


# -- the streams -------------------------------------------------------------------------------


def in_order(command: Callable[P, int]) -> Callable[P, int]:
    """Run a command so that neither what its output can write nor a closed one ends it early."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> int:
        begin_output()
        try:
            status = command(*args, **kwargs)
        except SystemExit as end:  # the help, and what it does not understand
            status = end.code if isinstance(end.code, int) else 0
        return end_output(status)

    return run


def begin_output() -> None:
    """Make the streams safe: a letter that one cannot write becomes a sign, a closed one is held.

    Else the next file that is opened would take the number of the closed one, and its words.
    """
    global _told
    _told = _Told()
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        _told.lost = OSError(errno.EBADF, os.strerror(errno.EBADF))
        sys.stdout = _nowhere()
    if sys.stderr is None:
        _told.unheard = True
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 -- to the end


def end_output(status: int) -> int:
    """Write what is still to be written, and return the exit status.

    A result that could not be written makes 4 of 0 and 1. Whoever closed a pipe wanted no more of
    it: there the status is that of the command.
    """
    if (error := _unwritten(sys.stdout)) and _told.lost is None:
        _told.lost, _told.wanted = error, True
    if _told.lost is not None and _told.wanted and not isinstance(_told.lost, BrokenPipeError):
        closed = getattr(_told.lost, "errno", errno.EBADF) == errno.EBADF
        reason = _("it is closed") if closed else getattr(_told.lost, "strerror", _told.lost)
        text = (
            _("What was changed is saved; only its report could not be written: {reason}.")
            if _told.change
            else _("The result could not be written: {reason}.")
        )
        say(text.format(reason=reason))
        status = max(status, NotSaved.status)
    _unwritten(sys.stderr)
    return status


def _unwritten(stream: TextIO) -> OSError | ValueError | None:
    """Return why a stream takes no more, after which it takes everything and keeps nothing.

    What it did not take would be tried again when the interpreter ends, and complained of.
    """
    try:
        stream.flush()
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
            stream.flush()
        return error
    return None


# -- what is said ------------------------------------------------------------------------------


def say(text: str) -> bool:
    """Say something beside the result, and tell whether it could be said."""
    try:
        sys.stderr.write(visible(text) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return False
    return not _told.unheard


def tell(text: str) -> bool:
    """Write a line of a result, and tell whether it could be; what people typed stays text."""
    return _written(lambda: sys.stdout.write(visible(text) + "\n"))


def out(data: bytes) -> bool:
    """Write a result as it is, and tell whether it could be written."""

    def write() -> None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)

    return _written(write)


def _written(write: Callable[[], object]) -> bool:
    """Write to standard output while it takes anything; the command goes on in any case."""
    _told.wanted = True
    if _told.lost is None:
        try:
            write()
            sys.stdout.flush()
        except (OSError, ValueError) as error:
            _told.lost = error
    return _told.lost is None


def tell_change(text: str) -> None:
    """Write a line of a result that says what was changed, or say it where that fails."""
    _told.change = True
    if not tell(text):
        say(text)


def say_change(text: str) -> None:
    """Say what was changed, or write it as the result where nobody can be told beside it."""
    _told.change = True
    if not say(text) and not _told.wanted:
        tell(text)


def say_doubt(workspace: Workspace) -> None:
    """Say what the disk did not confirm of the last save, where there is anything to say."""
    if doubt := workspace.take_doubt():
        say(doubt)


def say_why(error: RevmentorError) -> None:
    """Say the sentence of an error, and the list behind it where it says more."""
    say(str(error))
    problems = error.problems if isinstance(error, Refused) else ()
    if len(problems) > 1 or any(each.message != str(error) for each in problems):
        for problem in problems:
            say(f"  {problem}")
    if isinstance(error, Refused) and (rest := error.problems.rest()):
        say(f"  {rest}")


def deliver(data: bytes, target: str | None, *, force: bool) -> None:
    """Write a result to where a person said: a file, a pipe, or standard output (also for ``-``).

    Raises :class:`Refused` for what may not be written over, :class:`NotSaved` where it fails.
    """
    from revmentor.store import outputs
    from revmentor.store.typed_paths import STANDARD_OUTPUT, typed_target

    path = STANDARD_OUTPUT if target in {None, "-"} else typed_target(target or "")
    if path == STANDARD_OUTPUT:
        out(data)
    elif outputs.is_stream(path):
        outputs.write_stream(path, data)
    else:
        with force_is_the_way():
            outputs.write_out(path, data, force=force)


def look_at_target(target: str | None, *, force: bool) -> None:
    """Refuse what :func:`deliver` would refuse, before anything is changed."""
    from revmentor.store import outputs
    from revmentor.store.typed_paths import typed_target

    if target in {None, "-"}:
        return
    path = typed_target(target or "")
    if not outputs.is_stream(path):
        with force_is_the_way():
            outputs.check_target(path, force=force)


@contextmanager
def force_is_the_way() -> Iterator[None]:
    """Say how a file that is there is written over, where that is doubted."""
    try:
        yield
    except NeedsConfirmation as error:
        raise Refused(
            _("{what} Choose another name, or write over it with --force.").format(what=error)
        ) from error


def out_json(data: dict[str, object]) -> bool:
    """Write a result as JSON, and tell whether it could be written."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return out(text.encode("utf-8", "replace") + b"\n")  # a name need not be text


def has_terminal() -> bool:
    """Tell whether somebody sits at a terminal that can draw."""
    both = _is_terminal(sys.stdin) and _is_terminal(sys.stdout)
    return both and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; it is ``None`` where it was closed before we began."""
    return stream is not None and stream.isatty()


def can_ask() -> bool:
    """Tell whether there is a terminal at which a passphrase can be typed unseen."""
    if os.name == "nt":
        return _is_terminal(sys.stdin)
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def passphrase(prompt: str = "") -> str:
    """Ask for a passphrase; raises :class:`PassphraseNeeded` where nobody can be asked."""
    if not can_ask():
        raise PassphraseNeeded(
            _(
                "The passphrase has to be typed at a terminal, and there is none. "
                "For scripts: --identity FILE, with an age identity."
            )
        )
    from getpass import getpass

    try:
        return getpass(prompt or _("Passphrase (nothing shows while you type): "))
    except (EOFError, UnicodeDecodeError) as error:
        raise PassphraseNeeded(_("No passphrase could be read; nothing was opened.")) from error


def ask(question: str) -> str:
    """Ask a question and return the answer; empty where nobody sits there to give one."""
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stderr)):
        return ""
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def new_passphrase() -> str:
    """Ask for a passphrase twice; raises :class:`Refused` where the two differ or are empty."""
    first = passphrase(
        _("A passphrase of eight characters or more; nothing shows while you type: ")
    )
    if len(first) < 8:
        raise Refused(_("A passphrase has at least eight characters; four words are better."))
    if passphrase(_("Once more: ")) != first:
        raise Refused(_("The two differ; nothing was changed."))
    return first


def key_for(path: Path, options: Keys) -> Key | None:
    """Return what opens a file: nothing where it is not encrypted, else what the options give.

    Without ``--identity`` the passphrase is asked for.
    """
    from revmentor.store.encryption import identities
    from revmentor.store.file import inspection

    if not options.was_asked:
        options.was_asked = True
        if options.identity:
            options.key = key_in(options.identity)
        else:
            encrypted = inspection.is_file_encrypted(path)
            options.key = identities.unlocked(passphrase()) if encrypted else None
    return options.key


def key_in(text: str) -> Key:
    """Return the key in the file of an identity, by the path that was typed.

    Raises :class:`Unreadable` where there is no such file.
    """
    from revmentor.store import typed_paths
    from revmentor.store.encryption import identities

    path = _to_read(text)
    if why := typed_paths.trouble(path, typed_paths.MOST_OF_A_KEY):
        raise Unreadable(why)
    return identities.from_file(path, passphrase)


def own_file(options: FileOptions | OpenOptions) -> Path:
    """Return the path of a command's file.

    Raises :class:`Unreadable` where what stands there can be none. Where nothing stands there,
    whoever opens it knows whether copies of it are kept.
    """
    from revmentor.store import typed_paths
    from revmentor.store.file import disk

    path = _to_read(options.file or "")
    if disk.kind_of(path) == "nothing" and disk.kind_of(path.parent) == "folder":
        return path
    if why := typed_paths.trouble(path, disk.MOST_OF_A_FILE):
        raise Unreadable(why)
    return path


def _to_read(text: str) -> Path:
    """Return the path that was typed of a file without which nothing can be done."""
    from revmentor.store.typed_paths import typed_path

    try:
        return typed_path(text)
    except Refused as error:
        raise Unreadable(str(error)) from error


def chosen_view(workspace: Workspace, programme_id: str | None) -> View | None:
    """Return the programme of an id or a name, else the one to show first; ``None`` without any.

    Where a file holds several and none is named, it is said which one was taken.
    """
    every = sorted(workspace.snapshot.programmes.values(), key=lambda each: each.id)
    if programme_id:
        named = [each.id for each in every if each.name.casefold() == programme_id.casefold()]
        known = programme_id in workspace.snapshot.programmes
        return workspace.view(named[0] if not known and len(named) == 1 else programme_id)
    programme = workspace.current_programme()
    if programme and len(every) > 1:
        others = listed([f"{each.name} ({each.id})" for each in every if each != programme])
        text = _("This is {name} ({id}). --programme ID takes another: {others}.")
        say(text.format(name=programme.name, id=programme.id, others=others))
    return workspace.view(programme.id) if programme else None


def opened_workspace(options: FileOptions | OpenOptions) -> Workspace:
    """Open the file of a command."""
    from revmentor.store.workspace import Workspace

    path = own_file(options)
    workspace = Workspace.open(path, key_for(path, options))
    workspace.today = options.today
    return workspace
