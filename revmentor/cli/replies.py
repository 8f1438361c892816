"""The commands for what people answer themselves: forms, answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from revmentor.actions import replies as actions
from revmentor.cli.options import AnswersOptions, FormsOptions
from revmentor.cli.streams import (
    info,
    info_change,
    info_doubt,
    mentioning_force,
    print_change,
    print_line,
    write_json,
)
from revmentor.cli.terminal import chosen_view, opened_workspace, passphrase
from revmentor.exchange.answers_file import read_answers
from revmentor.exchange.cells import EXCEL
from revmentor.exchange.contract.base import VERSION
from revmentor.exchange.contract.replies import FormsGiven
from revmentor.exchange.forms import pages
from revmentor.exchange.forms.table import form_tables
from revmentor.exchange.replies import telling
from revmentor.exchange.replies.sources import MOST_OF_A_SOURCE, Brought, brought_in
from revmentor.i18n.gettext import _, language, ngettext
from revmentor.model.errors import Problem, Refused, WrongUsage
from revmentor.model.reply import FormKind, Reply
from revmentor.model.text import shown
from revmentor.rules.programme_view import View
from revmentor.rules.replies import arrivals
from revmentor.rules.replies.asked import (
    FORMS,
    AskedForm,
    fitting_forms,
    forms_to_give,
    open_replies,
)
from revmentor.store import outputs, typed_paths
from revmentor.store.encryption import identities
from revmentor.store.encryption.cipher import Key, opened_with
from revmentor.store.history.erasure import person_meant
from revmentor.store.reply_files import reply_files
from revmentor.store.transaction import Transaction
from revmentor.store.typed_paths import typed_path
from revmentor.store.workspace import Workspace


def forms_command(options: FormsOptions) -> int:
    """Write a page for each person who is asked, and put down who was asked what."""
    workspace = opened_workspace(options)
    view = chosen_view(workspace, options.programme)
    if view is None:
        raise Refused(_("There is no programme, and so nothing to ask."))
    if options.output == "-":
        raise WrongUsage(_("These are several files: name a folder for them."))
    folder = typed_path(options.output)
    if options.shape == "table":
        return _write_tables(view, folder, options)
    asked = _asked(workspace, view, options)
    recipients = _recipients(workspace, options)
    with mentioning_force():
        names = [*pages.page_names(view, asked), pages.MAILS]
        outputs.check_folder(folder, names, force=options.force)
        given = workspace.make(
            lambda tx: actions.ask(tx, asked), view.programme.id, today=options.day
        )
        view = workspace.view(view.programme.id)
        made = pages.form_pages(view, given, recipients)
        outputs.write_all(folder, made.files, force=options.force)
    info_doubt(workspace)
    _print_forms(view, given, made, folder, options, sealed=bool(recipients))
    return 0


def _write_tables(view: View, folder: Path, options: FormsOptions) -> int:
    """Write the questions as tables, to build a form of the firm from."""
    files = {
        name: data
        for kind in _kinds(view, options)
        for name, data in form_tables(view, kind, options.day, EXCEL[language()]).items()
    }
    if not files:
        raise Refused(_("Nobody is asked a form today."))
    with mentioning_force():
        outputs.write_all(folder, files, force=options.force)
    for name in files:
        print_change(str(folder / name))
    info(
        _("Each column is a question, and below it what may be answered. Bring the answers in as "
          "they come: answers FILE TABLE.")
    )  # fmt: skip
    return 0


def _asked(workspace: Workspace, view: View, options: FormsOptions) -> list[AskedForm]:
    """Return who is asked what; raises :class:`Refused` where nobody is."""
    person_id = person_meant(workspace, options.person).id if options.person else ""
    try:
        return forms_to_give(
            view, _kinds(view, options), options.day, person_id=person_id, again=options.again
        )
    except Refused as error:
        hints = {
            "": _("--what names another kind of form."),
            "whose": _("--all writes the pages all the same."),
        }
        raise Refused(f"{error} {hints.get(error.field, '')}".strip()) from error


def _kinds(view: View, options: FormsOptions) -> Sequence[FormKind]:
    if options.what:
        wanted = options.what.replace("-", "_")
        return [each for each in FORMS if each == wanted]
    return fitting_forms(view, options.day)


def _recipients(workspace: Workspace, options: FormsOptions) -> tuple[str, ...]:
    """Return the public keys that answers are encrypted for: those of the file, or one's own."""
    if workspace.recipients:
        return workspace.recipients
    if not options.sealed:
        return ()
    if options.identity:
        from revmentor.cli.terminal import key_in

        return key_in(options.identity).own[:1]
    if not identities.identity_files():
        raise Refused(
            _("There is no key on this machine yet: lock makes one, or give one with --identity.")
        )
    return identities.unlocked(passphrase()).own[:1]


def _print_forms(
    view: View,
    given: Sequence[Reply],
    made: pages.FormPages,
    folder: Path,
    options: FormsOptions,
    *,
    sealed: bool,
) -> None:
    forms = tuple(
        telling.form_given(view, reply, name)
        for reply, (name, _letter) in zip(given, made.letters, strict=True)
    )
    if options.json:
        write_json(FormsGiven(version=VERSION, folder=str(folder), sealed=sealed, forms=forms))
        return
    for name in made.files:
        print_change(str(folder / name))
    info_change(
        ngettext("{n} page written.", "{n} pages written.", len(forms))
        + " "
        + _("{file} opens a mail for each; nothing was sent.").format(file=pages.MAILS)
    )
    if sealed:
        info(_("The answers are encrypted in the page, and opened with the key of the file."))


def answers_command(options: AnswersOptions) -> int:
    """Bring replies in, or tell who has not answered; return 1 where a reply was refused."""
    workspace = opened_workspace(options)
    view = chosen_view(workspace, options.programme)
    if view is None:
        raise Refused(_("There is no programme, and so nobody was asked anything."))
    if options.remind and (options.sources or options.json):
        raise WrongUsage(_("--remind prints a mail: it goes without replies, and without --json."))
    if options.remind:
        return _remind(workspace, view, options)
    if not options.sources:
        return _print_asked(view, options)
    return _take_in(workspace, view, _brought(workspace, view, options), options)


def _brought(workspace: Workspace, view: View, options: AnswersOptions) -> Brought:
    """Read every source that was named."""
    answers = (
        read_answers(typed_paths.read_source(typed_path(options.answers)))
        if options.answers
        else None
    )
    sources = _sources(options.sources)
    return brought_in(view, sources, _Unsealing(workspace, options), options.day, answers)


def _sources(named: Sequence[str]) -> Iterator[tuple[str, bytes] | Problem]:
    for each in named:
        if each != "-":
            yield from reply_files(typed_path(each), MOST_OF_A_SOURCE)
            continue
        if sys.stdin is None:
            raise Refused(_("Standard input is closed; name a file."))
        if sys.stdin.isatty():
            info(_("Type or paste it, and end it with ctrl+d on a line of its own."))
        yield _("pasted"), typed_paths.read_source(typed_paths.STANDARD_INPUT)


class _Unsealing:
    """Opens what was encrypted for the file, with its key or the one given; asked for once."""

    def __init__(self, workspace: Workspace, options: AnswersOptions) -> None:
        self.workspace, self.options = workspace, options
        self.key: Key | None = workspace.key

    def __call__(self, raw: bytes) -> bytes:
        if self.key is None:
            self.key = self._asked_for()
        return opened_with(raw, self.key)

    def _asked_for(self) -> Key:
        if self.options.identity:
            from revmentor.cli.terminal import key_in

            return key_in(self.options.identity)
        return identities.unlocked(passphrase())


def _take_in(workspace: Workspace, view: View, read: Brought, options: AnswersOptions) -> int:
    stood = workspace.generation

    def take_in(tx: Transaction) -> actions.TakenIn:
        nonlocal stood
        stood = workspace.generation
        judged = arrivals.judged(tx.view, read.arrivals, tx.today, keep_first=options.keep_first)
        return actions.take_in(tx, judged, form_columns=read.form_columns)

    done = workspace.make(take_in, view.programme.id, today=options.day, dry_run=options.dry_run)
    changed = workspace.generation > stood
    after = workspace.view(view.programme.id)
    told = telling.replies_taken(
        after,
        done.replies,
        read.problems,
        done.notes,
        done=not options.dry_run,
        change=stood if changed else None,
    )
    if options.json:
        write_json(told)
    else:
        _print_taken(after, done, read, options)
    info_doubt(workspace)
    return 1 if "refused" in told.counts else 0


def _print_taken(view: View, done: actions.TakenIn, read: Brought, options: AnswersOptions) -> None:
    for each in done.replies:
        print_line(telling.reply_line(view, each))
        for note in done.notes.get(each.arrival.source, ()):
            print_line(f"  {note}")
    for problem in read.problems:
        print_line(f"{problem.path}: {problem.message}")
    if read.not_read:
        names = ", ".join(f"“{shown(each, 60)}”" for each in read.not_read)
        info(_("Not read, and nothing of it is kept: {names}").format(names=names))
    n = len(done.taken)
    if options.dry_run:
        info(_("Nothing was changed."))
    elif n:
        info_change(ngettext("{n} reply taken in.", "{n} replies taken in.", n))
    else:
        info(_("No reply was taken in; nothing was changed."))
    if not options.dry_run:
        for line in telling.missing_lines(view, {each.arrival.form for each in done.replies}):
            info(line)


def _print_asked(view: View, options: AnswersOptions) -> int:
    """Print who was asked what, and who has not answered."""
    told = telling.forms_asked(view)
    if options.json:
        write_json(told)
    elif not told.forms:
        print_line(_("Nobody was asked to answer a page yet; forms writes them."))
    else:
        answered = len(told.forms) - len(told.missing)
        text = ngettext("{{k}} of {n} answered.", "{{k}} of {n} answered.", len(told.forms))
        print_line(text.format(k=answered))
        for line in telling.missing_lines(view):
            print_line(line)
    return 1 if told.missing else 0


def _remind(workspace: Workspace, view: View, options: AnswersOptions) -> int:
    """Print a mail to exactly those who have not answered, one for each form; note the day."""
    missing = open_replies(view, options.day)
    if not missing:
        info(_("Everybody who was asked has answered."))
        return 0
    for _form, of_form in groupby(missing, key=lambda each: each.form):
        replies = list(of_form)
        letter = pages.reminder(
            view, [AskedForm.of(each)
                   for each in replies]
        )  # fmt: skip
        print_line(_("To, by blind copy: {addresses}").format(addresses=letter.email or "–"))
        print_line(_("Who: {names}").format(names=letter.name))
        print_line(_("Subject: {subject}").format(subject=letter.subject))
        print_line("")
        print_line(letter.body)
        print_line("")
    ids = [each.id for each in missing]
    workspace.make(
        lambda tx: actions.remind(tx, ids),
        view.programme.id,
        today=options.day,
        dry_run=options.dry_run,
    )
    info_doubt(workspace)
    if not options.dry_run:
        info_change(_("It is noted that they were reminded. Nothing was sent."))
    return 1
