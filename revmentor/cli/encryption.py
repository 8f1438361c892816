"""The commands that encrypt a file: lock, unlock, rekey."""

from __future__ import annotations

from pathlib import Path

from revmentor.cli.options import FileOptions, LockOptions, RekeyOptions, UnlockOptions
from revmentor.cli.streams import deliver, info, info_change, look_at_target
from revmentor.cli.terminal import ask, key_for, key_in, new_passphrase, own_file, passphrase
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused, WrongUsage
from revmentor.store import shared_folders
from revmentor.store.archive_places import in_the_clear, said_of_keys
from revmentor.store.encryption import cipher, identities, rewrap
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.inspection import is_file_encrypted, opened_file
from revmentor.store.file.verdict import Inspection
from revmentor.store.history import generations


def _usable(options: FileOptions) -> tuple[Inspection, Key | None]:
    path = own_file(options)
    key = key_for(path, options) if is_file_encrypted(path) else None
    return opened_file(path, key), key


def lock(options: LockOptions) -> int:
    """Encrypt a file and its copies with this machine's key, or the one given."""
    cipher.age()
    _look_first(options)
    inspection, key = _usable(options)
    if inspection.encrypted and key is not None:
        return _lock_again(inspection, key, options)
    escrow = _escrow(options, ())
    own = _own_key(options)
    recipients = _recipients(own, escrow)
    done = rewrap.rewrite(inspection, key, own, recipients, _("file encrypted"))
    _info_locked(inspection, done)
    _info_archives(inspection, in_the_clear(), encrypted=False)
    _sheet(inspection, own, options)
    return 0


def _look_first(options: LockOptions) -> None:
    """Refuse what would be refused, before anything is made or encrypted."""
    if options.new_key and options.identity:
        raise WrongUsage(_("--new-key makes a key, and --identity gives one: choose one of them."))
    if options.escrow:
        cipher.recipient(options.escrow)
    look_at_target(options.recovery_sheet, force=options.force)


def _lock_again(inspection: Inspection, key: Key, options: LockOptions) -> int:
    """Finish what an earlier lock could not, and write the sheet; the key stays."""
    if inspection.meta is None:
        raise Refused(inspection.what)
    if options.escrow:
        raise Refused(_("The file is encrypted already; rekey gives it another escrow key."))
    if options.new_key:
        raise Refused(_("The file is encrypted already; rekey gives it a new key."))
    recipients = inspection.meta.file.recipients
    if rewrap.unencrypted_copies(inspection.path):
        _info_locked(inspection, rewrap.copies(inspection.path, [key], recipients))
    else:
        info(_("{file} is encrypted already.").format(file=inspection.name))
    _info_archives(inspection, in_the_clear(), encrypted=False)
    _sheet(inspection, key.of(recipients), options)
    return 0


def _own_key(options: LockOptions) -> Key:
    """Return the key to encrypt with: the one given, this machine's, or a new one."""
    if options.identity:
        return key_in(options.identity)
    if identities.identity_files() and not options.new_key:
        info(
            _(
                "This machine has a key already; the file gets the same. "
                "lock --new-key makes one for this file alone."
            )
        )
        return Key(identities.unlocked(passphrase()).secrets[:1])
    return _new_key()


def _new_key() -> Key:
    typed = new_passphrase()
    if identities.opened_by(typed):
        info(
            _(
                "Another key of this machine has the same passphrase: who knows it opens both. "
                "rekey gives the file another one."
            )
        )
    info(_("Making the key; this takes a few seconds …"))
    place, key = identities.make(typed)
    info(_("The key lies in {path}, behind the passphrase. Without either, or a recovery sheet, "
          "nobody opens the file again.").format(path=place))  # fmt: skip
    return key


def _escrow(options: LockOptions, before: tuple[str, ...]) -> tuple[str, ...]:
    """Return whose key shall open the file too; it is offered where somebody can be asked."""
    if options.escrow:
        cipher.recipient(options.escrow)
        return (options.escrow.strip(),)
    if before or options.identity:
        return before
    return _escrow_typed()


def _escrow_typed() -> tuple[str, ...]:
    """Ask for a second public key until one is typed that can be one, or nothing."""
    while text := ask(
        _(
            "May a second key open the file in an emergency, say your office's (an escrow)?\n"
            "Its public part (it begins with age1), or just enter for no: "
        )
    ):
        try:
            cipher.recipient(text)
        except Refused as error:
            info(str(error))
        else:
            return (text,)
    return ()


def _recipients(key: Key, escrow: tuple[str, ...]) -> tuple[str, ...]:
    own = key.own[:1]
    return (*own, *(each for each in escrow if each not in own))


def _info_locked(inspection: Inspection, done: rewrap.Locked) -> None:
    info_change(
        ngettext(
            "{{file}} is encrypted, and so is {n} copy of it.",
            "{{file}} is encrypted, and so are {n} copies of it.",
            done.copies,
        ).format(file=inspection.name)
    )
    _info_left(done)
    for each in shared_folders.siblings(inspection.path):
        info(_("This one beside it is not encrypted: {name}").format(name=each.name))
    info(_("What the disk held before may still be found on it by a specialist's tools."))


def _info_archives(inspection: Inspection, text: str, *, encrypted: bool) -> None:
    """Say of each file that a programme was moved to, and that is encrypted or not, what to do."""
    if inspection.snapshot:
        told = said_of_keys(inspection.path, inspection.snapshot, text, encrypted=encrypted)
        for sentence in told:
            info(sentence)


def _info_left(done: rewrap.Locked) -> None:
    for name in done.foreign:
        info(
            _("This copy was encrypted for another key, and stays as it is: {name}").format(
                name=name
            )
        )
    for name in done.damaged:
        info(_("This copy is damaged, and stays as it is: {name}").format(name=name))
    if done.doubt:
        info(done.doubt)


def _sheet(inspection: Inspection, key: Key, options: LockOptions) -> None:
    if options.recovery_sheet is None:
        return
    firm = inspection.snapshot.firm.name if inspection.snapshot else ""
    text = rewrap.recovery_sheet(inspection.path, firm, key, plain_date(options.day))
    deliver(text.encode("utf-8", "replace"), options.recovery_sheet, force=options.force)
    if options.recovery_sheet == "-":
        return
    info(_("Recovery sheet: {path}. Print it, put it into a safe, and delete the file.").format(
        path=options.recovery_sheet
    ))  # fmt: skip


def rekey(options: RekeyOptions) -> int:
    """Encrypt a file and its copies for a new key; the replaced one no longer opens them."""
    _look_first(options)
    inspection, key = _usable(options)
    if key is None or inspection.meta is None or not inspection.encrypted:
        raise Refused(
            _("{file} is not encrypted; revmentor lock encrypts it.").format(file=inspection.name)
        )
    before = inspection.meta.file.recipients[1:]  # the owner's own comes first, and is replaced
    escrow = () if options.no_escrow else _escrow(options, before)
    new = key_in(options.to) if options.to else _new_key()
    done = rewrap.rewrite(inspection, key, new, _recipients(new, escrow), _("encrypted anew"))
    _info_locked(inspection, done)
    info(_("Backups made before still open with the old key only."))
    text = _("{name} lies in {file}, which keeps the key it had: revmentor rekey {word}")
    _info_archives(inspection, text, encrypted=True)
    _info_archives(inspection, in_the_clear(), encrypted=False)
    _sheet(inspection, new, options)
    return 0


def unlock(options: UnlockOptions) -> int:
    """Write a file and its copies in the clear."""
    inspection, key = _usable(options)
    if inspection.encrypted:
        done = rewrap.rewrite(inspection, key, None, (), _("encryption taken away"))
        text = _("{file} is no longer encrypted; anybody who has it can read it.")
    else:
        keys = [key] if (key := key or _key_of_copies(inspection.path, options)) else []
        done = rewrap.copies(inspection.path, keys, ())
        text = _("{file} is not encrypted.")
    info_change(text.format(file=inspection.name))
    _info_left(done)
    text = _("{name} lies in {file}, which is still encrypted: revmentor unlock {word}")
    _info_archives(inspection, text, encrypted=True)
    return 0


def _key_of_copies(path: Path, options: UnlockOptions) -> Key | None:
    """Return the key where an unlock was interrupted, and copies are encrypted still."""
    every = sorted(generations.folder_of(path).glob("*.json"))
    encrypted = next((each for each in every if is_file_encrypted(each)), None)
    if encrypted is None:
        return None
    options.was_asked = False
    return key_for(encrypted, options)
