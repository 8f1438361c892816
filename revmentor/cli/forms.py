"""The command that writes the pages people answer themselves: forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from revmentor.actions import replies as actions
from revmentor.cli.options import FormsOptions
from revmentor.cli.pages import folder_of
from revmentor.cli.streams import (
    info,
    info_change,
    info_doubt,
    mentioning_force,
    print_change,
    write_json,
)
from revmentor.cli.terminal import chosen_view, key_in, opened_workspace, passphrase
from revmentor.exchange.cells import EXCEL
from revmentor.exchange.contract.base import VERSION
from revmentor.exchange.contract.replies import FormsGiven
from revmentor.exchange.forms import pages
from revmentor.exchange.forms.table import form_tables
from revmentor.exchange.replies import telling
from revmentor.i18n.gettext import _, language, ngettext
from revmentor.model.errors import Refused
from revmentor.model.reply import FormKind, Reply
from revmentor.rules.people.printed_for import EVERYBODY, for_people
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import (
    FORMS,
    AskedForm,
    fitting_forms,
    forms_to_give,
)
from revmentor.store import outputs
from revmentor.store.encryption import identities
from revmentor.store.history.erasure import person_meant
from revmentor.store.workspace import Workspace


def forms_command(options: FormsOptions) -> int:
    """Write a page for each person who is asked, and put down who was asked what."""
    workspace = opened_workspace(options)
    view = chosen_view(workspace, options.programme)
    if view is None:
        raise Refused(_("There is no programme, and so nothing to ask."))
    folder = folder_of(options)
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
    whom = for_people([person_meant(workspace, options.person).id]) if options.person else EVERYBODY
    try:
        return forms_to_give(
            view, _kinds(view, options), options.day, whom=whom, again=options.again
        )
    except Refused as error:
        hints = {
            "": _("--what names another kind of form."),
            "whose": _("--all writes the pages all the same."),
        }
        hint = hints.get(error.field, "")
        raise Refused(f"{error} {hint}".strip()) from error


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
