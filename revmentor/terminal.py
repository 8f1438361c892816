"""What commands say, where they say it, and how they ask for a passphrase.

Results go to standard output, everything else to standard error. A passphrase is only ever typed at
a terminal: never an argument, never taken from the environment or a pipe.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from revmentor.model.errors import Doubtful, PassphraseNeeded, Refused, RevmentorError, Unreadable
from revmentor.model.text import visible
from revmentor.words import _, listed

if TYPE_CHECKING:
    from revmentor.rules.view import View
    from revmentor.store.cipher import Key
    from revmentor.store.workspace import Workspace


def say(text: str) -> None:
    """Say something beside the result."""
    print(visible(text), file=sys.stderr)


def tell(text: str) -> None:
    """Write a line of a result; what people typed in it stays text."""
    print(visible(text))


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


def out(data: bytes) -> None:
    """Write a result."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


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
            outputs.check(path, force=force)


@contextmanager
def force_is_the_way() -> Iterator[None]:
    """Say how a file that is there is written over, where that is doubted."""
    try:
        yield
    except Doubtful as error:
        raise Refused(
            _("{what} Choose another name, or write over it with --force.").format(what=error)
        ) from error


def out_json(data: dict[str, object]) -> None:
    """Write a result as JSON."""
    import msgspec

    out(msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n")


def has_terminal() -> bool:
    """Tell whether somebody sits at a terminal that can draw."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def can_ask() -> bool:
    """Tell whether there is a terminal at which a passphrase can be typed unseen."""
    if os.name == "nt":
        return sys.stdin.isatty()
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


def answer(question: str) -> str:
    """Ask a question and return the answer; empty where nobody sits there to give one."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    print(question, end="", file=sys.stderr, flush=True)
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


def key_for(path: Path, options: argparse.Namespace) -> Key | None:
    """Return what opens a file: nothing where it is not encrypted, else what the options give.

    Without ``--identity`` the passphrase is asked for.
    """
    from revmentor.store import identities, reading

    if not hasattr(options, "key"):  # asked once, however often it is needed
        if options.identity:
            options.key = key_in(options.identity)
        else:
            encrypted = reading.is_encrypted(path)
            options.key = identities.unlocked(passphrase()) if encrypted else None
    found: Key | None = options.key
    return found


def key_in(text: str) -> Key:
    """Return the key in the file of an identity, by the path that was typed.

    Raises :class:`Unreadable` where there is no such file.
    """
    from revmentor.store import identities, typed_paths

    path = _to_read(text)
    if why := typed_paths.trouble(path, typed_paths.MOST_OF_A_KEY):
        raise Unreadable(why)
    return identities.from_file(path, passphrase)


def own_file(options: argparse.Namespace) -> Path:
    """Return the path of a command's file.

    Raises :class:`Unreadable` where what stands there can be none. Where nothing stands there,
    whoever opens it knows whether copies of it are kept.
    """
    from revmentor.store import disk, typed_paths

    path = _to_read(options.file)
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


def to_type(path: Path) -> str:
    """Return a path as it is written in a command, so that the command can be pasted."""
    text = str(path)
    if text.startswith("-"):  # it would be an option
        text = os.curdir + os.sep + text
    if os.name == "nt":
        from subprocess import list2cmdline

        return list2cmdline([text])
    return shlex.quote(text)


def view_of(workspace: Workspace, programme_id: str | None) -> View | None:
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


def opened(options: argparse.Namespace) -> Workspace:
    """Open the file of a command."""
    from revmentor.store.workspace import Workspace

    path = own_file(options)
    return Workspace.open(path, key_for(path, options))
