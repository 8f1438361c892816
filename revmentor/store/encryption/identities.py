"""The identities of this machine: what opens encrypted files, each behind a passphrase.

An identity is an X25519 key pair of age. It lies in the configuration folder as an age file that a
passphrase opens; the file it opens need not know of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from revmentor.i18n.gettext import _
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import NotSaved, Refused, Unreadable, WrongPassphrase
from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk

_SECRET = re.compile(r"^AGE-SECRET-KEY-1[A-Z0-9]+$", re.MULTILINE)


def identity_folder() -> Path:
    """Return the folder of the identities; it may not be there yet."""
    from platformdirs import user_config_path

    return user_config_path("revmentor") / "identities"


def identity_files() -> list[Path]:
    """Return the identities of this machine, the newest first."""
    try:
        files = [each for each in identity_folder().iterdir() if each.suffix == ".age"]
        return sorted(files, key=lambda each: (each.stat().st_mtime_ns, each.name), reverse=True)
    except OSError:
        return []


def make(passphrase: str) -> tuple[Path, Key]:
    """Make an identity behind a passphrase, and return where it lies and its key."""
    if not passphrase:
        raise Refused(_("A passphrase may not be empty."), field="passphrase")
    from revmentor.store.encryption import scrypt

    pyrage = cipher.age()
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    text = f"# revmentor, public key: {public}\n{identity}\n".encode()
    protected = scrypt.protected(text, passphrase)
    place = identity_folder() / f"{public[:20]}.age"
    try:
        identity_folder().parent.mkdir(parents=True, exist_ok=True, mode=disk.FOLDER_MODE)
        disk.private_folder(identity_folder())
        disk.write_new(place, [protected])
        for each in (identity_folder(), identity_folder().parent, identity_folder().parent.parent):
            disk.sync_folder(each)
    except OSError as error:
        raise NotSaved(
            _("The identity was not saved: {reason}.").format(reason=reason_of(error))
        ) from error
    return place, Key((str(identity),))


def unlocked(passphrase: str) -> Key:
    """Return the key of every identity of this machine that the passphrase opens.

    Raises :class:`WrongPassphrase` where it opens none.
    """
    if not identity_files():
        raise WrongPassphrase(
            _(
                "There is no identity on this machine. If you have the key in a file, or on its "
                "recovery sheet, give it with --identity FILE."
            )
        )
    return Key(tuple(_refuse_none(opened_by(passphrase))))


def opened_by(passphrase: str) -> list[str]:
    """Return the secrets of every identity of this machine that a passphrase opens."""
    return [secret for each in identity_files() for secret in _opened(each, passphrase)]


def _refuse_none(secrets: list[str]) -> list[str]:
    """Return what a passphrase opened; raises :class:`WrongPassphrase` where that is nothing."""
    if not secrets:
        raise WrongPassphrase(_("That is not the passphrase; nothing was opened."))
    return secrets


def _opened(path: Path, passphrase: str) -> list[str]:
    pyrage = cipher.age()
    try:
        text = pyrage.passphrase.decrypt(path.read_bytes(), passphrase).decode()
    except (OSError, UnicodeDecodeError, pyrage.DecryptError):
        return []
    return _SECRET.findall(text)


def from_file(path: Path, ask: Callable[[], str]) -> Key:
    """Return the key in an identity file, plain as ``age-keygen`` writes it or behind a passphrase.

    Raises :class:`Unreadable` where there is none, :class:`WrongPassphrase` for a wrong passphrase.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            _("{file} cannot be read: {reason}.").format(file=path, reason=reason_of(error))
        ) from error
    if cipher.is_encrypted(raw):
        return _checked(path, _refuse_none(_opened(path, ask())))
    return _checked(path, _SECRET.findall(raw.decode("utf-8", "replace")))


def _checked(path: Path, secrets: list[str]) -> Key:
    pyrage = cipher.age()
    try:
        for each in secrets:
            pyrage.x25519.Identity.from_str(each)
    except pyrage.IdentityError as error:
        raise Unreadable(
            _("The key in {file} has a typing mistake; compare it letter by letter.").format(
                file=path
            )
        ) from error
    if not secrets:
        raise Unreadable(
            _("{file} holds no key: a line that begins with AGE-SECRET-KEY-1.").format(file=path)
        )
    return Key(tuple(secrets))
