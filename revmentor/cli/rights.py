"""The commands for what people may ask about themselves: erase, restrict, privacy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from revmentor.actions import firm, rights
from revmentor.cli.options import CloseClientOptions, EraseOptions, PrivacyOptions, RestrictOptions
from revmentor.cli.streams import (
    deliver,
    info,
    info_change,
    info_doubt,
    mentioning_force,
    print_line,
    write_json,
)
from revmentor.cli.terminal import ask, has_terminal, key_for, opened_workspace, own_file
from revmentor.exchange.contract.base import VERSION
from revmentor.exchange.privacy import PrivacyText, privacy_text
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import size
from revmentor.model.errors import Refused, WrongUsage
from revmentor.rules import restriction
from revmentor.rules.erasing.wording import groups, on_the_next_sheet, stays_groups, stays_sentences
from revmentor.store import typed_paths
from revmentor.store.file import disk
from revmentor.store.history import closing, erasure
from revmentor.store.history.erasure import Erasure


def erase(options: EraseOptions) -> int:
    """Erase a person everywhere; return 1 where something stays for somebody to decide about."""
    workspace = opened_workspace(options)
    person = erasure.person_meant(workspace, options.person)
    look_in = [_folder(each) for each in options.look_in]
    found = erasure.look(workspace, person, keep_figures=options.keep_figures, look_in=look_in)
    if not options.json:
        for line in lines(found):
            print_line(line)
    if not options.dry_run:
        _refuse_unsure(found)
        found = erasure.erase(
            workspace,
            person,
            on=options.day,
            keep_figures=options.keep_figures,
            look_in=look_in,
        )
        info_change(_("{name} is erased. Nothing brings the person back.").format(
            name=found.person.name
        ))  # fmt: skip
        for sentence in (*stays_sentences(found.undecided), on_the_next_sheet()):
            info(sentence)
        info_doubt(workspace)
    elif not options.json:
        info(_("Nothing was changed."))
    if options.json:
        write_json({"version": VERSION, "done": not options.dry_run, **found.as_data()})
    return 1 if found.undecided else 0


def restrict(options: RestrictOptions) -> int:
    """Keep a person's records without using them, or use them again."""
    workspace = opened_workspace(options)
    person = erasure.person_meant(workspace, options.person)
    if options.lift:
        workspace.make(lambda tx: rights.lift(tx, person.id), today=options.day)
        text = _("The records of {name} are used again.")
    else:
        workspace.make(lambda tx: rights.restrict(tx, person.id, on=options.day), today=options.day)
        text = _("The records of {name} are kept and not used; the open pairs ended.")
    info_change(text.format(name=person.name))
    info_doubt(workspace)
    return 0


def privacy(options: PrivacyOptions) -> int:
    """Write the record of processing and the notice; note a day that was given."""
    workspace = opened_workspace(options)
    given_on, keep_until = options.given_on, options.keep_until
    if keep_until:
        workspace.make(lambda tx: firm.edit(tx, keep_until=keep_until), today=options.day)
        info_change(_("The day until which the records may be kept is set."))
    if given_on:
        given = workspace.make(
            lambda tx: rights.note_privacy_notice(tx, on=given_on), today=options.day
        )
        text = ngettext("Written down for {n} person.", "Written down for {n} people.", len(given))
        info_change(text)
    snapshot = workspace.snapshot
    wanted: list[PrivacyText] = [options.what] if options.what else ["record", "notice"]
    texts = [
        privacy_text(
            each, snapshot.firm, people=len(snapshot.people), encrypted=workspace.encrypted
        )
        for each in wanted
    ]
    deliver("\n".join(texts).encode(), options.output, force=options.force)
    if lacking := restriction.without_notice(snapshot.people.values()):
        info(
            ngettext(
                "Not written down as given the notice: {n} person, {{names}}.",
                "Not written down as given the notice: {n} people, {{names}}.",
                len(lacking),
            ).format(names=", ".join(each.name for each in lacking))
        )
    info_doubt(workspace)
    return 0


def close_client(options: CloseClientOptions) -> int:
    """Write the file to hand over and, where that is asked for, remove everything here."""
    path = own_file(options)
    key = key_for(path, options)
    if options.output == "-":
        raise WrongUsage(_("What is handed over is read back: name a file."))
    with mentioning_force():
        target = typed_paths.typed_path(options.output)
        handed = closing.hand_over(path, target, key, force=options.force)
    print_line(
        _("To hand over: {path} ({size}), read back.").format(
            path=handed.path, size=size(handed.size)
        )
    )
    print_line(f"SHA-256  {handed.sha256}")
    if key is not None:
        info(_("It is encrypted; hand the key over too, or unlock the file first."))
    if not options.remove:
        info(_("Nothing was removed. With --remove everything here goes."))
        return 0
    stays = closing.remove(path, handed, key)
    info_change(_("{file}, its copies and its draft are removed.").format(file=path.name))
    info(_("What is not reached from here:"))
    for sentence in stays:
        info(f"  {sentence}")
    return 0


def _folder(text: str) -> Path:
    folder = typed_paths.typed_path(text)
    if disk.kind_of(folder) != "folder":
        raise Refused(_("There is no folder {folder}.").format(folder=text))
    return folder


def _refuse_unsure(found: Erasure) -> None:
    """Ask whoever sits at a terminal; a script has said it by running the command."""
    if not has_terminal():
        return
    question = _("Erase {name} ({id}) for good? Type the id: ").format(
        name=found.person.name, id=found.person.id
    )
    if ask(question).strip() != found.person.id:
        raise Refused(_("Nothing was changed."))


def lines(found: Erasure) -> Iterator[str]:
    """Yield every place that tells of a person, then what cannot be reached."""
    yield ngettext(
        "{n} place tells of {{name}} ({{id}}):", "{n} places tell of {{name}} ({{id}}):",
        len(found.places),
    ).format(name=found.person.name, id=found.person.id)  # fmt: skip
    for group in (*groups(found.places), *stays_groups(found.undecided)):
        yield group.title
        yield from (f"  {line}" for line in group.lines)
    yield from stays_sentences(found.undecided)
    yield _("What is not reached from here:")
    for sentence in found.out_of_reach:
        yield f"  {sentence}"
