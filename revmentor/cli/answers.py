"""The command that brings replies in, and tells who has not answered: answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

from revmentor.actions import replies as actions
from revmentor.cli.options import AnswersOptions
from revmentor.cli.streams import (
    info,
    info_change,
    info_doubt,
    print_line,
    write_json,
)
from revmentor.cli.terminal import chosen_view, key_in, opened_workspace, passphrase
from revmentor.exchange.answers_file import read_answers
from revmentor.exchange.forms import pages
from revmentor.exchange.replies import telling
from revmentor.exchange.replies.sources import MOST_OF_A_SOURCE, Brought, brought_in
from revmentor.i18n.gettext import _, ngettext, quoted
from revmentor.model.errors import Problem, Refused, WrongUsage
from revmentor.model.text import shown
from revmentor.rules.programme_view import View
from revmentor.rules.replies import arrivals
from revmentor.rules.replies.asked import (
    AskedForm,
    open_replies,
)
from revmentor.store import typed_paths
from revmentor.store.encryption import identities
from revmentor.store.encryption.cipher import Key, opened_with
from revmentor.store.reply_files import reply_files
from revmentor.store.transaction import Transaction
from revmentor.store.typed_paths import typed_path
from revmentor.store.workspace import Workspace


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
        names = ", ".join(quoted(shown(each, 60)) for each in read.not_read)
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
