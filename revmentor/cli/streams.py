"""Where commands write: results to standard output or a file, everything else to standard error.

A stream that is closed, or a pipe that nobody reads any more, ends no command early.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TextIO

import msgspec

from revmentor.i18n.gettext import _
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import NeedsConfirmation, NotSaved, Refused, RevmentorError
from revmentor.model.text import visible

if TYPE_CHECKING:
    from revmentor.store.workspace import Workspace


P = ParamSpec("P")


class _Output(msgspec.Struct):
    """What came of a command's output so far."""

    lost: OSError | ValueError | None = None
    """Why standard output did not take the result, or the rest of it."""
    wanted: bool = False
    """Whether there was a result to write."""
    unheard: bool = False
    """Whether there is no standard error to say anything on."""
    change: bool = False
    """Whether something was changed, and said to be."""
    as_json: bool = False
    """Whether the result was asked for as JSON: then an error is one, too."""

    @property
    def missing(self) -> OSError | ValueError | None:
        """Why somebody who waits for a result does not get all of it."""
        return self.lost if self.wanted and not isinstance(self.lost, BrokenPipeError) else None


_output = _Output()


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
    global _output
    _output = _Output()
    _hold_closed_numbers()
    if sys.stdout is None:
        _output.lost = OSError(errno.EBADF, os.strerror(errno.EBADF))
        sys.stdout = _nowhere()
    if sys.stderr is None:
        _output.unheard = True
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _hold_closed_numbers() -> None:
    """Open nowhere under the number of each of the three streams that is closed."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 -- a stream has no block to close it


def end_output(status: int) -> int:
    """Write what is still to be written, and return the exit status.

    A result that could not be written makes 4 of 0 and 1. Whoever closed a pipe wanted no more of
    it: there the status is that of the command.
    """
    if (error := _unwritten(sys.stdout)) and _output.lost is None:
        _output.lost, _output.wanted = error, True
    if error := _output.missing:
        info(_loss(error))
        status = max(status, NotSaved.status)
    _unwritten(sys.stderr)
    return status


def _loss(error: OSError | ValueError) -> str:
    """Return the sentence for a result that standard output did not take."""
    closed = getattr(error, "errno", errno.EBADF) == errno.EBADF
    reason = _("it is closed") if closed else reason_of(error)
    text = (
        _("What was changed is saved; only its report could not be written: {reason}.")
        if _output.change
        else _("The result could not be written: {reason}.")
    )
    return text.format(reason=reason)


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


# -- what is written ----------------------------------------------------------------------------


def info(text: str) -> bool:
    """Say something beside the result, and tell whether it could be said."""
    try:
        sys.stderr.write(visible(text) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return False
    return not _output.unheard


def print_line(text: str) -> bool:
    """Write a line of a result, and tell whether it could be; what people typed stays text."""
    return _written(lambda: sys.stdout.write(visible(text) + "\n"))


def write(data: bytes) -> bool:
    """Write a result as it is, and tell whether it could be written."""

    def write() -> None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)

    return _written(write)


def _written(write: Callable[[], object]) -> bool:
    """Write to standard output while it takes anything; the command goes on in any case."""
    _output.wanted = True
    if _output.lost is None:
        try:
            write()
            sys.stdout.flush()
        except (OSError, ValueError) as error:
            _output.lost = error
    return _output.lost is None


def print_change(text: str) -> None:
    """Write a line of a result that says what was changed, or say it where that fails."""
    _output.change = True
    if not print_line(text):
        info(text)


def info_change(text: str) -> None:
    """Say what was changed, or write it as the result where nobody can be told beside it."""
    _output.change = True
    if not info(text) and not _output.wanted:
        print_line(text)


def info_doubt(workspace: Workspace) -> None:
    """Say what the disk did not confirm of the last save, where there is anything to say."""
    if doubt := workspace.take_doubt():
        info(doubt)


def info_error(error: RevmentorError) -> None:
    """Say the sentence of an error, and the list behind it where it says more."""
    info(str(error))
    if not isinstance(error, Refused):
        return
    problems = error.problems
    if len(problems) > 1 or any(problem.message != str(error) for problem in problems):
        for problem in problems:
            info(f"  {problem}")
    if rest := problems.rest():
        info(f"  {rest}")


def deliver(data: bytes, target: str | None, *, force: bool) -> None:
    """Write a result to where a person said: a file, a pipe, or standard output (also for ``-``).

    Raises :class:`Refused` for what may not be written over, :class:`NotSaved` where it fails.
    """
    from revmentor.store import outputs
    from revmentor.store.typed_paths import STANDARD_OUTPUT, typed_target

    path = STANDARD_OUTPUT if target in {None, "-"} else typed_target(target or "")
    if path == STANDARD_OUTPUT:
        write(data)
    elif outputs.is_stream(path):
        outputs.write_stream(path, data)
    else:
        with mentioning_force():
            outputs.write_out(path, data, force=force)


def look_at_target(target: str | None, *, force: bool) -> None:
    """Refuse what :func:`deliver` would refuse, before anything is changed."""
    from revmentor.store import outputs
    from revmentor.store.typed_paths import typed_target

    if target in {None, "-"}:
        return
    path = typed_target(target or "")
    if not outputs.is_stream(path):
        with mentioning_force():
            outputs.check_target(path, force=force)


@contextmanager
def mentioning_force() -> Iterator[None]:
    """Name ``--force`` to whoever would write over a file that is there."""
    try:
        yield
    except NeedsConfirmation as error:
        raise Refused(
            _("{what} Choose another name, or write over it with --force.").format(what=error)
        ) from error


def write_json(data: object) -> bool:
    """Write a result as JSON, and tell whether it could be written."""
    from revmentor.exchange.contract.base import json_bytes

    return write(json_bytes(data))


def expect_json(arguments: Sequence[str]) -> None:
    """Take note where a command was asked for JSON, whether or not the rest is understood."""
    _output.as_json = "--json" in arguments


def tell_error(error: Exception, status: int, text: str = "", *, said: bool = False) -> int:
    """Say what went wrong, also as JSON where that was asked for, and return the exit status.

    ``text`` is the sentence of an error that has none itself; ``said`` tells that it was said.
    """
    if text and not said:
        info(text)
    elif not said and isinstance(error, RevmentorError):
        info_error(error)
    if _output.as_json and not _output.wanted:  # else the result stands there already
        from revmentor.exchange.contract.errors import error_result

        write_json(error_result(error, status, text))
    return status
