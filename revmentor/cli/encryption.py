"""The commands that encrypt a file: lock, unlock, rekey."""

from __future__ import annotations

from pathlib import Path

from revmentor.cli.options import FileOptions, LockOptions, RekeyOptions, UnlockOptions
from revmentor.cli.terminal import (
    ask,
    deliver,
    key_for,
    key_in,
    look_at_target,
    new_passphrase,
    own_file,
    passphrase,
    say,
    say_change,
)
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused
from revmentor.store import shared_folders
from revmentor.store.encryption import cipher, identities, rewrap
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import inspection
from revmentor.store.file.verdict import Inspection
from revmentor.store.history import generations


def _usable(options: FileOptions) -> tuple[Inspection, Key | None]:
    path = own_file(options)
    key = key_for(path, options) if inspection.is_file_encrypted(path) else None
    return inspection.opened_file(path, key), key


def lock(options: LockOptions) -> int:
    """Encrypt a file and its copies with this machine's key, or the one given."""
    cipher.age()
    _look_first(options)
    found, key = _usable(options)
    if found.encrypted and key is not None:
        return _lock_again(found, key, options)
    escrow = _escrow(options, ())
    own = _own_key(options)
    recipients = _recipients(own, escrow)
    done = rewrap.rewrite(found, key, own, recipients, _("file encrypted"))
    _said_locked(found, done)
    _sheet(found, own, options)
    return 0


def _look_first(options: LockOptions) -> None:
    """Refuse what would be refused, before anything is made or encrypted."""
    if options.escrow:
        cipher.recipient(options.escrow)
    look_at_target(options.recovery_sheet, force=options.force)


def _lock_again(found: Inspection, key: Key, options: LockOptions) -> int:
    """Finish what an earlier lock could not, and write the sheet; the key stays."""
    if found.meta is None:
        raise Refused(found.what)
    if options.escrow:
        raise Refused(_("The file is encrypted already; rekey gives it another escrow key."))
    recipients = found.meta.file.recipients
    if rewrap.unencrypted_copies(found.path):
        _said_locked(found, rewrap.copies(found.path, [key], recipients))
    else:
        say(_("{file} is encrypted already.").format(file=found.name))
    _sheet(found, key.of(recipients), options)
    return 0


def _own_key(options: LockOptions) -> Key:
    """Return the key to encrypt with: the one given, this machine's, or a new one."""
    if options.identity:
        return key_in(options.identity)
    if identities.identity_files():
        say(_("This machine has a key already; the file gets the same."))
        return Key(identities.unlocked(passphrase()).secrets[:1])
    return _new_key()


def _new_key() -> Key:
    typed = new_passphrase()
    say(_("Making the key; this takes a few seconds …"))
    place, key = identities.make(typed)
    say(_("The key lies in {path}, behind the passphrase. Without either, or a recovery sheet, "
          "nobody opens the file again.").format(path=place))  # fmt: skip
    return key


def _escrow(options: LockOptions, before: tuple[str, ...]) -> tuple[str, ...]:
    """Return whose key shall open the file too; it is offered where somebody can be asked."""
    if options.escrow:
        cipher.recipient(options.escrow)
        return (options.escrow.strip(),)
    if before or options.identity:
        return before
    while True:
        text = ask(
            _(
                "May a second key open the file in an emergency, say your office's (an escrow)?\n"
                "Its public part (it begins with age1), or just enter for no: "
            )
        )
        if not text:
            return ()
        try:
            cipher.recipient(text)
        except Refused as error:
            say(str(error))
        else:
            return (text,)


def _recipients(key: Key, escrow: tuple[str, ...]) -> tuple[str, ...]:
    own = key.own[:1]
    return (*own, *(each for each in escrow if each not in own))


def _said_locked(found: Inspection, done: rewrap.Locked) -> None:
    say_change(
        ngettext(
            "{{file}} is encrypted, and so is {n} copy of it.",
            "{{file}} is encrypted, and so are {n} copies of it.",
            done.copies,
        ).format(file=found.name)
    )
    _said_left(done)
    for each in shared_folders.siblings(found.path):
        say(_("This one beside it is not encrypted: {name}").format(name=each.name))
    say(_("What the disk held before may still be found on it by a specialist's tools."))


def _said_left(done: rewrap.Locked) -> None:
    for name in done.foreign:
        say(
            _("This copy was encrypted for another key, and stays as it is: {name}").format(
                name=name
            )
        )
    for name in done.damaged:
        say(_("This copy is damaged, and stays as it is: {name}").format(name=name))
    if done.doubt:
        say(done.doubt)


def _sheet(found: Inspection, key: Key, options: LockOptions) -> None:
    if options.recovery_sheet is None:
        return
    firm = found.snapshot.firm.name if found.snapshot else ""
    text = rewrap.recovery_sheet(found.path, firm, key, plain_date(options.day))
    deliver(text.encode("utf-8", "replace"), options.recovery_sheet, force=options.force)
    if options.recovery_sheet == "-":
        return
    say(_("Recovery sheet: {path}. Print it, put it into a safe, and delete the file.").format(
        path=options.recovery_sheet
    ))  # fmt: skip


def rekey(options: RekeyOptions) -> int:
    """Encrypt a file and its copies for a new key; the replaced one no longer opens them."""
    _look_first(options)
    found, key = _usable(options)
    if key is None or found.meta is None or not found.encrypted:
        raise Refused(
            _("{file} is not encrypted; revmentor lock encrypts it.").format(file=found.name)
        )
    before = found.meta.file.recipients[1:]  # the owner's own comes first, and is replaced
    escrow = () if options.no_escrow else _escrow(options, before)
    new = key_in(options.to) if options.to else _new_key()
    done = rewrap.rewrite(found, key, new, _recipients(new, escrow), _("encrypted anew"))
    _said_locked(found, done)
    say(_("Backups made before still open with the old key only."))
    _sheet(found, new, options)
    return 0


def unlock(options: UnlockOptions) -> int:
    """Write a file and its copies in the clear."""
    found, key = _usable(options)
    if found.encrypted:
        done = rewrap.rewrite(found, key, None, (), _("encryption taken away"))
        text = _("{file} is no longer encrypted; anybody who has it can read it.")
    else:
        keys = [key] if (key := key or _key_of_copies(found.path, options)) else []
        done = rewrap.copies(found.path, keys, ())
        text = _("{file} is not encrypted.")
    say_change(text.format(file=found.name))
    _said_left(done)
    return 0


def _key_of_copies(path: Path, options: UnlockOptions) -> Key | None:
    """Return the key where an unlock was interrupted, and copies are encrypted still."""
    every = sorted(generations.folder_of(path).glob("*.json"))
    encrypted = next((each for each in every if inspection.is_file_encrypted(each)), None)
    if encrypted is None:
        return None
    options.was_asked = False
    return key_for(encrypted, options)
