"""How commands ask: for a passphrase, for an answer, and for the file they are about.

A passphrase is only ever typed at a terminal: never an argument, never taken from the environment
or a pipe.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from revmentor.cli.streams import info
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.i18n.numbers import size
from revmentor.model.errors import PassphraseNeeded, Refused, Unreadable
from revmentor.model.text import visible

if TYPE_CHECKING:
    from revmentor.cli.options import FileOptions, KeyOptions, OpenOptions
    from revmentor.model.programme import Programme
    from revmentor.rules.programme_view import View
    from revmentor.store.encryption.cipher import Key
    from revmentor.store.workspace import Workspace

_MOST_NAMED = 3
"""How many other programmes of a file are named."""


def has_terminal() -> bool:
    """Tell whether somebody sits at a terminal that can draw."""
    both = _is_terminal(sys.stdin) and _is_terminal(sys.stdout)
    return both and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; it is ``None`` where it was closed before we began."""
    return stream is not None and stream.isatty()


def is_shown() -> bool:
    """Tell whether what is written to standard output is shown on a terminal."""
    return _is_terminal(sys.stdout)


def can_ask() -> bool:
    """Tell whether there is a terminal at which a passphrase can be typed unseen."""
    if sys.platform == "win32":
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
    if not can_answer():
        return ""
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def can_answer() -> bool:
    """Tell whether somebody sits there who reads a question and can answer it."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stderr)


def answer(question: str) -> str | None:
    """Ask a question and return the answer, or ``None`` where the input has ended."""
    sys.stderr.write(visible(question))
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


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


def key_for(path: Path, options: KeyOptions) -> Key | None:
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


def ways_to_compare(path: Path, typed: str) -> Iterator[str]:
    """Yield what to type to compare a file with each conflict copy that lies beside it."""
    from revmentor.model.text import shell_word
    from revmentor.store import shared_folders

    text = _("To compare the two:  revmentor compare {file} {copy}")
    for each in shared_folders.conflict_copies(path):
        yield text.format(file=shell_word(typed), copy=shell_word(str(each)))


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
    if programme_id:
        return workspace.view(programme_meant(workspace, programme_id).id)
    programme = workspace.current_programme()
    if programme is None:
        return None
    others = [each for each in _programmes(workspace) if each != programme and not each.archived]
    if others:
        latest = sorted(others, key=lambda each: (each.starts_on, each.id), reverse=True)
        few = [f"{each.name} ({each.id})" for each in latest[:_MOST_NAMED]]
        if more := len(latest) - len(few):
            few.append(ngettext("{n} more", "{n} more", more).format(n=more))
        names = listed(few)
        text = _("This is {name} ({id}). --programme ID takes another: {others}.")
        info(text.format(name=programme.name, id=programme.id, others=names))
    return workspace.view(programme.id)


def _programmes(workspace: Workspace) -> list[Programme]:
    return sorted(workspace.shown.programmes.values(), key=lambda programme: programme.id)


def programme_meant(workspace: Workspace, text: str) -> Programme:
    """Return the programme of an id, or the one of a name."""
    if programme := workspace.shown.programmes.get(text):
        return programme
    named = [each for each in _programmes(workspace) if each.name.casefold() == text.casefold()]
    if len(named) == 1:
        return named[0]
    from revmentor.rules.closest import did_you_mean

    known = [f"{each.name} ({each.id})" for each in _programmes(workspace)]
    sentence = _("There is no programme “{id}” in this file.").format(id=text)
    raise Refused(f"{sentence} {did_you_mean(text, known)}".strip())


def opened_workspace(options: FileOptions | OpenOptions) -> Workspace:
    """Open the file of a command."""
    from revmentor.store.workspace import Workspace

    path = own_file(options)
    key = key_for(path, options)
    say_if_large(path)
    workspace = Workspace.open(path, key)
    workspace.today = options.today
    return workspace


_LARGE = 40_000_000
"""From so many bytes on a file takes a second or more to read."""


def say_if_large(path: Path) -> None:
    """Say to whoever waits at a terminal that a large file is being read."""
    with suppress(OSError):
        octets = path.stat().st_size
        if octets >= _LARGE and sys.stderr.isatty():
            text = _("Reading {file}, {size} … ctrl+c leaves it as it is.")
            info(text.format(file=path.name, size=size(octets)))
