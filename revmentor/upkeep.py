"""The commands that look after the file: check, backup, restore, lock, unlock, rekey."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from revmentor.model.errors import NotSaved, Refused
from revmentor.store import cipher, encryption, form, generations, identities, reading, recovery
from revmentor.store.cipher import Key
from revmentor.store.disk import private_write
from revmentor.store.examine import Examined, examine
from revmentor.store.reading import Damaged, Reading
from revmentor.terminal import answer, key_for, new_passphrase, out_json, passphrase, say
from revmentor.words import _, moment, ngettext, plain_date, size


def run(options: argparse.Namespace, today: date) -> int:
    """Run one of the commands and return its exit status."""
    command = {
        "check": _check,
        "backup": _backup,
        "restore": _restore,
        "lock": _lock,
        "unlock": _unlock,
        "rekey": _rekey,
    }[options.command]
    return command(options, today)


def say_damage(error: Damaged, options: argparse.Namespace) -> None:
    """Say what is wrong with a file, what would be lost, and what to type; nothing is touched."""
    path = error.reading.path
    name = options.file
    offer = recovery.offer(error.reading, key_for(path, options))
    for line in recovery.explained(offer):
        say(line)
    say(_("Nothing was touched."))
    if offer.best:
        say(_("To go back to the last good copy:  revmentor restore {file} --last-good").format(
            file=name
        ))  # fmt: skip
    if offer.may_accept:
        say(_("To take the file as it is:         revmentor restore {file} --accept").format(
            file=name
        ))  # fmt: skip


# -- check, backup, restore ----------------------------------------------------------------------


def _check(options: argparse.Namespace, today: date) -> int:
    path = Path(options.file)
    found = examine(path, key_for(path, options))
    if options.json:
        out_json(found.as_data())
    else:
        _print_examined(found)
    return found.status


def _print_examined(examined: Examined) -> None:
    found = examined.found
    if examined.offer is not None:
        for line in recovery.explained(examined.offer):
            print(line)
    elif found.meta and found.snapshot:
        header = found.meta.file
        print(_("{file} is whole: every byte is as it was saved.").format(file=found.name))
        print(
            _("Change {n}, {size}, form {form}{encrypted}.").format(
                n=header.generation,
                size=size(found.size),
                form=header.schema,
                encrypted=_(", encrypted") if found.encrypted else "",
            )
        )
        records = form.count(found.snapshot)
        print(
            ngettext(
                "{n} record; every reference and rule holds.",
                "{n} records; every reference and rule holds.",
                records,
            )
        )
    sound = [each for each in examined.kept if each.sound]
    if sound:
        print(
            ngettext(
                "{n} earlier state is kept, back to {{moment}}.",
                "{n} earlier states are kept, back to {{moment}}.",
                len(sound),
            ).format(moment=moment(sound[-1].generation.written))
        )
    for name in examined.aside:
        print(_("Set aside, and never removed by revmentor: {name}").format(name=name))
    for note in examined.notes:
        print(f"! {note}")


def _backup(options: argparse.Namespace, today: date) -> int:
    path = Path(options.file)
    key = key_for(path, options)
    name = recovery.backup_name(path, today)
    target = Path(options.output) if options.output else name
    if target.is_dir():
        target = target / name.name
    copy = recovery.backup(path, target, key)
    print(
        _("Backup written and read back: {path} ({size})").format(
            path=copy.path, size=size(copy.size)
        )
    )
    return 0


def _restore(options: argparse.Namespace, today: date) -> int:
    path = Path(options.file)
    key = key_for(path, options)
    found = reading.read(path, key)
    if options.accept:
        workspace = recovery.accept(found, key)
        say(
            _("{file} was taken as it is, as change {n}. A copy of its bytes is kept.").format(
                file=found.name, n=workspace.generation
            )
        )
        return 0
    if options.last_good or options.generation is not None or options.source:
        return _go_back(found, key, options)
    return _list(found, key, options)


def _go_back(found: Reading, key: Key | None, options: argparse.Namespace) -> int:
    if found.state == "newer":
        raise Refused(found.what)
    source, label = _chosen(found, key, options)
    workspace = recovery.go_back(found, source, key, label)
    say(
        _("{file} now holds {label}, as change {n}.").format(
            file=found.name, label=label or source, n=workspace.generation
        )
    )
    if found.size:
        say(_("What stood there before is kept in {folder}.").format(
            folder=generations.folder_of(found.path).name
        ))  # fmt: skip
    if doubt := workspace.take_doubt():
        say(doubt)
    return 0


def _chosen(found: Reading, key: Key | None, options: argparse.Namespace) -> tuple[Path, str]:
    if options.source:
        return Path(options.source), ""
    for each in recovery.listing(found.path, key):
        wanted = options.generation in {None, each.generation.number}
        if wanted and (each.sound or options.generation is not None):
            return each.generation.path, each.label
    if options.generation is not None:
        raise Refused(
            _("No copy of change {n} is kept. revmentor restore {file} lists them.").format(
                n=options.generation, file=options.file
            )
        )
    raise Refused(_("No sound copy of {file} was found beside it.").format(file=found.name))


def _list(found: Reading, key: Key | None, options: argparse.Namespace) -> int:
    examined = examine(found.path, key)
    every = examined.kept
    if options.json:
        data = examined.as_data()
        out_json({"file": data["file"], "generations": data["generations"]})
        return 0
    if found.meta and found.usable:
        told = found.meta.told[0].what if found.meta.told else ""
        print(_line(_("now"), moment(found.written) if found.written else "", found.size, told))
    elif found.what:
        print(found.what)
    for each in every:
        what = each.what if each.sound else _("cannot be used: {why}").format(why=each.found.what)
        print(
            _line(
                str(each.generation.number),
                moment(each.generation.written),
                each.generation.size,
                what,
            )
        )
    if not every:
        print(_("No earlier state is kept."))
    else:
        say(
            _("To go back to one:  revmentor restore {file} --generation N").format(
                file=options.file
            )
        )
    return 0


def _line(number: str, when: str, octets: int, what: str) -> str:
    return f"{number:>6}  {when:<24}  {size(octets):>10}  {what}"


# -- lock, unlock, rekey -------------------------------------------------------------------------


def _usable(options: argparse.Namespace) -> tuple[Reading, Key | None]:
    path = Path(options.file)
    key = key_for(path, options) if reading.is_encrypted(path) else None
    found = reading.read(path, key)
    if not found.usable:
        return reading.opened(path, key), key
    return found, key


def _lock(options: argparse.Namespace, today: date) -> int:
    cipher.age()
    found, key = _usable(options)
    if found.encrypted and key is not None:
        return _lock_again(found, key, options, today)
    own = _own_key(options)
    recipients = _recipients(own, _escrow(options, ()))
    done = encryption.rewrite(found, None, own, recipients, _("file encrypted"))
    _said_locked(found, done)
    _sheet(found, own, options, today)
    return 0


def _lock_again(found: Reading, key: Key, options: argparse.Namespace, today: date) -> int:
    """Finish what an earlier lock could not, and write the sheet; the key stays."""
    if found.meta is None:
        raise Refused(found.what)
    if options.escrow:
        raise Refused(_("The file is encrypted already; rekey gives it another escrow key."))
    clear = encryption.unencrypted_copies(found.path)
    if clear:
        _said_locked(found, encryption.copies(found.path, key, found.meta.file.recipients))
    else:
        say(_("{file} is encrypted already.").format(file=found.name))
    _sheet(found, key.of(found.meta.file.recipients), options, today)
    return 0


def _own_key(options: argparse.Namespace) -> Key:
    """Return the key to encrypt with: the one given, this machine's, or a new one."""
    if options.identity:
        return identities.from_file(Path(options.identity), passphrase)
    if identities.files():
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


def _escrow(options: argparse.Namespace, before: tuple[str, ...]) -> tuple[str, ...]:
    """Return whose key shall open the file too; it is offered where somebody can be asked."""
    text = options.escrow
    if not text and not before and not options.identity:
        text = answer(_("An escrow key that may open it in an emergency (age1…, or nothing): "))
    if not text or not text.strip():
        return before
    cipher.recipient(text)
    return (text.strip(),)


def _recipients(key: Key, escrow: tuple[str, ...]) -> tuple[str, ...]:
    own = key.own[:1]
    return (*own, *(each for each in escrow if each not in own))


def _said_locked(found: Reading, done: encryption.Locked) -> None:
    say(
        ngettext(
            "{{file}} is encrypted, and so is {n} copy of it.",
            "{{file}} is encrypted, and so are {n} copies of it.",
            done.copies,
        ).format(file=found.name)
    )
    for name in done.left:
        say(
            _("This copy was encrypted for another key, and stays as it is: {name}").format(
                name=name
            )
        )
    say(_("What the disk held before may still be found on it by a specialist's tools."))


def _sheet(found: Reading, key: Key, options: argparse.Namespace, today: date) -> None:
    if not options.recovery_sheet:
        return
    firm = found.snapshot.firm.name if found.snapshot else ""
    text = encryption.recovery_sheet(found.path, firm, key, plain_date(today))
    target = Path(options.recovery_sheet)
    try:
        if target.exists() and target.is_file():
            raise Refused(_("{file} already exists; choose another name.").format(file=target))
        private_write(target, text.encode())
    except OSError as error:
        raise NotSaved(
            _("The recovery sheet was not written: {reason}.").format(
                reason=error.strerror or error
            )
        ) from error
    say(_("Recovery sheet: {path}. Print it, put it into a safe, and delete the file.").format(
        path=target
    ))  # fmt: skip


def _rekey(options: argparse.Namespace, today: date) -> int:
    found, key = _usable(options)
    if key is None or found.meta is None:
        raise Refused(
            _("{file} is not encrypted; revmentor lock encrypts it.").format(file=found.name)
        )
    before = tuple(each for each in found.meta.file.recipients if each not in key.own)
    escrow = () if options.no_escrow else _escrow(options, before)
    new = identities.from_file(Path(options.to), passphrase) if options.to else _new_key()
    done = encryption.rewrite(found, key, new, _recipients(new, escrow), _("encrypted anew"))
    _said_locked(found, done)
    say(_("Backups made before still open with the old key only."))
    _sheet(found, new, options, today)
    return 0


def _unlock(options: argparse.Namespace, today: date) -> int:
    found, key = _usable(options)
    if key is None:
        if encrypted_copies := _still_encrypted(found.path):
            key = key_for(encrypted_copies, options)
            encryption.copies(found.path, key, ())
        say(_("{file} is not encrypted.").format(file=found.name))
        return 0
    done = encryption.rewrite(found, key, None, (), _("encryption taken away"))
    say(_("{file} is no longer encrypted; anybody who has it can read it.").format(file=found.name))
    for name in done.left:
        say(
            _("This copy was encrypted for another key, and stays as it is: {name}").format(
                name=name
            )
        )
    return 0


def _still_encrypted(path: Path) -> Path | None:
    every = sorted(generations.folder_of(path).glob("*.json"))
    return next((each for each in every if reading.is_encrypted(each)), None)
