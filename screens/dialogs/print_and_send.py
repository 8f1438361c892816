"""The form that prints and sends: what, for whom, and where it goes; `r` opens it anywhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from revmentor.exchange import printables
from revmentor.exchange.forms import pages
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.rules.people.printed_for import EVERYBODY, PrintedFor, for_people, for_the_week
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import (
    FORMS,
    asked_forms,
    fitting_forms,
    forms_to_give,
    not_answered,
)
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options
from screens.dialogs.print_targets import Target
from screens.dialogs.printed import (
    SHEETS,
    Order,
    Printed,
    folder_for,
    person_page,
    print_out,
    things,
)
from widgets.choice_rows import ChecksRow, ChoiceRow
from widgets.desktop import shows_folders
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import PathRow

_FOR_ONE = {"person"}
_FOR_ALL = {"report", "fears"}
_OF_A_WEEK = {"agenda"}
"""What is for one person, what for nobody in particular, and what first for those of the week."""
_NAMED = 3


def print_form(
    host: Host, view: View | None, people: Sequence[str] = (), first: str = ""
) -> FormScreen[Printed]:
    """Return the form, prefilled with whom the line is about and with what comes ``first``.

    Without a programme there is only the page of a person.
    """
    every = things() if view else {"person": things()["person"]}
    what = first if first in every else next(iter(every))
    target = Target(host.file.path.parent)
    rows: list[FormRow] = [
        ChoiceRow("what", _("What"), [*every.items()], what),
        *([_whose_row(view, people, what)] if view else []),
        ChoiceRow("person_id", _("Person"), _everybody(host, view), people[0] if people else None),
        *(_form_rows(view, host.today) if view else []),
        ChoiceRow(
            "with_notes",
            _("Notes"),
            [(False, _("kept back")), (True, _("what was noted in confidence, too"))],
            False,
        ),
        PathRow("path", _("Where"), None, placeholder=_("beside the programme’s file")),
        *_folder_row(),
    ]

    def save(tx: Transaction, values: Values) -> Printed:
        if view is None:
            printed = person_page(host, values, target, insisted=form.insists)
        else:
            whom = _whom(tx.view, people, values, host.today)
            printed = print_out(tx, Order(host, tx.view, whom, values, target, form.insists))
        return printed if values.get("open") else replace(printed, folder=None)

    form: FormScreen[Printed] = FormScreen(
        _("Print and send"),
        rows,
        save,
        today=host.today,
        verb=_("Write"),
        live=lambda values: _about(host, view, people, values),
        hides=_hidden,
    )
    return form


def _whose_row(view: View, people: Sequence[str], what: str) -> ChoiceRow:
    options: Options = [("one", _("one person")), ("week", _("this week")), ("all", _("all"))]
    if len(people) > 1:
        names = [view.first_name(each) for each in people]
        group = ngettext("{{name}} and {n} other", "{{name}} and {n} others", len(people) - 1)
        line = " & ".join(names) if len(people) < _NAMED else group.format(name=names[0])
        return ChoiceRow("whose", _("For"), [("line", line), *options], "line")
    value = "one" if people else "week" if what in _OF_A_WEEK else "all"
    return ChoiceRow("whose", _("For"), options, value)


def _form_rows(view: View, today: date) -> Sequence[FormRow]:
    """Return the rows of the pages to answer, and of the report."""
    kinds = [each for each in FORMS if asked_forms(view, each, today)]
    fitting = [each for each in fitting_forms(view, today) if each in kinds]
    forms: Options = [(each, labels.form_kinds()[each]) for each in kinds or FORMS]
    return [
        ChoiceRow("form", _("Form"), forms, fitting[0] if fitting else None),
        ChoiceRow(
            "again",
            _("Of them"),
            [(False, _("who has not answered")), (True, _("all who are asked"))],
            False,
        ),
        ChoiceRow(
            "audience",
            _("Reader"),
            [("coordinator", _("coordinator, with names")), ("sponsor", _("sponsor, without"))],
            "coordinator",
        ),
        ChecksRow("with_appendix", _("Appendix"), [("yes", _("open, and on paper too"))], ()),
    ]


def _folder_row() -> Sequence[FormRow]:
    if not shows_folders(os.environ, sys.platform):
        return []
    return [ChecksRow("open", _("Then"), [("folder", _("open the folder"))], ("folder",))]


def _everybody(host: Host, view: View | None) -> Options:
    people = host.file.shown.people
    in_order = sorted(people, key=view.sort_key) if view else list(people)
    return [(each, people[each].name) for each in in_order]


def _hidden(values: Values) -> set[str]:
    """Return the rows that do not matter for what is chosen."""
    what = values["what"]
    shown = {"what"}
    if what in _FOR_ONE:
        shown |= {"person_id", "with_notes"}
    elif what not in _FOR_ALL:
        shown |= {"whose"} | ({"person_id"} if values["whose"] == "one" else set())
    if what == "pages":
        shown |= {"form"} if values["whose"] == "one" else {"form", "again"}
    if what == "report":
        shown |= {"audience", "with_appendix"}
    if what != "messages":
        shown |= {"path", "open"}
    if what == "report" and values["audience"] == "sponsor":
        shown -= {"path", "open", "with_appendix"}
    return {
        "whose", "person_id", "form", "again", "audience", "with_appendix", "with_notes", "path",
        "open",
    } - shown  # fmt: skip


def _whom(view: View, people: Sequence[str], values: Values, today: date) -> PrintedFor:
    """Return whom it is for."""
    match values["whose"]:
        case "line":
            return for_people(people)
        case "one":
            return for_people({values["person_id"]} - {None})
        case "week":
            return for_the_week(view, today)
        case _:
            return EVERYBODY


def _about(host: Host, view: View | None, people: Sequence[str], values: Values) -> str:
    """Say what will be written."""
    what = values["what"]
    if view is None or what == "person":
        return _("A page for this person: others stand in it by their role. Nothing is sent.")
    if what in SHEETS:
        return _sheets_told(view, _whom(view, people, values, host.today), values, host.today)
    if what == "pages":
        return _pages_told(host, view, _whom(view, people, values, host.today), values)
    return {
        "calendar": _(
            "A file for each person, to take into a calendar of its own. Nobody is invited."
        ),
        "report": _("A page for the browser: open it, read it, print it. Nothing is sent."),
        "messages": _("Each letter is shown before it is copied or opened as mail."),
    }[what]


def _sheets_told(view: View, whom: PrintedFor, values: Values, today: date) -> str:
    """Return how many sheets it is, and where they go unless that is typed."""
    kind = next(each for each in printables.KINDS if each == values["what"])
    sheets = printables.sheets(view, kind, today, whom)
    if not sheets:
        return printables.nobody_for(kind)
    text = ngettext(
        "{n} sheet for the browser to print{{where}}",
        "{n} sheets for the browser to print{{where}}",
        len(sheets),
    )
    if printables.on_a_sheet(kind, sheets) > 1:
        text = ngettext(
            "{n} slip, four to a sheet{{where}}", "{n} slips, four to a sheet{{where}}", len(sheets)
        )
    path = f": {folder_for(kind, today)}/{printables.file_name(kind)}"
    return text.format(where="." if values.get("path") else path)


def _pages_told(host: Host, view: View, whom: PrintedFor, values: Values) -> str:
    """Return how many pages it is, and of a form for all how many have answered it."""
    form = values.get("form")
    if form is None:
        return ""
    try:
        given = forms_to_give(view, [form], host.today, whom=whom, again=bool(values["again"]))
    except Refused as error:
        return str(error)
    told = [ngettext("{n} page to answer.", "{n} pages to answer.", len(given))]
    if whom == EVERYBODY:
        of = len(asked_forms(view, form, host.today))
        answered = of - len(not_answered(view, form, host.today))
        text = ngettext("{{k}} of {n} has answered.", "{{k}} of {n} have answered.", of)
        told.append(text.format(k=answered))
    how = (
        _("The file is locked: the answers are encrypted in the page.")
        if host.file.recipients
        else _("One page each, for a computer or a phone; {file} opens a mail for each.").format(
            file=pages.MAILS
        )
    )
    return " ".join([*told, how])
