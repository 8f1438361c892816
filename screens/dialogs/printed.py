"""What is printed and sent: each thing is written by what the command line writes it with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from revmentor.actions import replies
from revmentor.exchange import calendar, printables
from revmentor.exchange.calendar_folder import MOST_OF_A_CALENDAR
from revmentor.exchange.file_names import plain_name
from revmentor.exchange.forms import pages
from revmentor.exchange.person import as_json, person_data
from revmentor.exchange.person_overview import overview_page
from revmentor.exchange.report import page as report
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused
from revmentor.rules.people.printed_for import PrintedFor
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import forms_to_give
from revmentor.store import outputs
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.dialogs.print_targets import Target
from widgets.form import Values

OtherThing = Literal["calendar", "report", "person", "pages", "messages"]
SHEETS: frozenset[str] = frozenset(printables.KINDS)


class Printed(msgspec.Struct, frozen=True):
    """What came of the form: a sentence, the folder it is about, and what follows it.

    For a sponsor the page is shown before it is written; messages are a list of their own.
    """

    told: str = ""
    folder: Path | None = None
    then: Literal["", "sponsor", "messages"] = ""
    whom: PrintedFor | None = None


class Order(msgspec.Struct, frozen=True):
    """What was chosen in the form, and where it goes."""

    host: Host
    view: View
    whom: PrintedFor
    values: Values
    target: Target
    insisted: bool

    def write(self, files: Mapping[str, bytes], folder: Path) -> None:
        """Write files into a folder."""
        self.target.write(folder, files, insisted=self.insisted)


def things() -> dict[str, str]:
    """Return what each thing is called that is printed or sent, in the order of a programme."""
    others: dict[OtherThing, str] = {
        "calendar": _("Calendar"),
        "report": _("Report"),
        "person": _("The page of a person"),
        "pages": _("Pages to answer"),
        "messages": _("Messages"),
    }
    every: list[tuple[str, str]] = [*printables.titles().items(), *others.items()]
    return dict(every)


def folder_for(what: str, today: date) -> str:
    """Return the folder beside the file that a thing goes into, where none is named."""
    day = today.isoformat()
    if what in SHEETS:
        return _("to-print") + f"-{day}"
    return {"calendar": _("calendars"), "pages": _("pages") + f"-{day}"}.get(what, "")


def print_out(tx: Transaction, order: Order) -> Printed:
    """Write what was chosen."""
    what = order.values["what"]
    if what in SHEETS:
        return _sheets(order)
    if what == "pages":
        return _pages(tx, order)
    return _OTHERS[what](order)


def _sheets(order: Order) -> Printed:
    what = next(each for each in printables.KINDS if each == order.values["what"])
    data = printables.sheets_html(order.view, what, order.host.today, order.whom)
    folder, name = order.target.place(
        order.values["path"], folder_for(what, order.host.today), printables.file_name(what)
    )
    order.write({name: data}, folder)
    return _written(folder / name, folder)


def _calendars(order: Order) -> Printed:
    file = order.host.file
    typed, own = order.values["path"], folder_for("calendar", order.host.today)
    folder, _name = order.target.place(typed, own)
    edition = calendar.Edition(order.host.today, file.generation, file.lineage)
    before = outputs.standing(folder, ".ics", MOST_OF_A_CALENDAR)
    made = calendar.calendars(order.view, edition, before, order.whom)
    if not made.files:
        text = _("There is no session to come, and so no calendar to write.")
        raise Refused(text, field="people")
    order.write(made.files, folder)
    outputs.take_away(folder, made.outlived)
    text = ngettext(
        "{n} calendar written into {{folder}}.", "{n} calendars written into {{folder}}.",
        len(made.files),
    )  # fmt: skip
    return Printed(text.format(folder=folder), folder)


def _report(order: Order) -> Printed:
    if order.values["audience"] == "sponsor":
        return Printed(then="sponsor")
    name = report.file_name("coordinator", order.host.today)
    folder, name = order.target.place(order.values["path"], "", name)
    data = report.report_html(
        order.view,
        "coordinator",
        order.host.today,
        with_appendix=bool(order.values["with_appendix"]),
    )
    order.write({name: data}, folder)
    return _written(folder / name, folder)


def _pages(tx: Transaction, order: Order) -> Printed:
    form, again = order.values["form"], order.values["again"]
    asked = forms_to_give(tx.view, [form], order.host.today, whom=order.whom, again=again)
    folder, _name = order.target.place(order.values["path"], folder_for("pages", order.host.today))
    names = [*pages.page_names(tx.view, asked), pages.MAILS]
    order.target.check(folder, names, insisted=order.insisted)
    given = replies.ask(tx, asked)
    made = pages.form_pages(tx.view, given, order.host.file.recipients)
    outputs.write_all(folder, made.files, force=order.insisted)
    text = ngettext(
        "{n} page written into {{folder}}.", "{n} pages written into {{folder}}.", len(given)
    )
    mails = _("{file} there opens a mail for each.").format(file=pages.MAILS)
    return Printed(f"{text.format(folder=folder)} {mails}", folder)


def _messages(order: Order) -> Printed:
    return Printed(then="messages", whom=order.whom)


def person_page(host: Host, values: Values, target: Target, *, insisted: bool) -> Printed:
    """Write the page of a person, as the person is given it."""
    snapshot, today = host.file.snapshot, host.today
    if values["person_id"] is None:
        raise Refused(_("There is nobody in the file yet."), field="person_id")
    person = snapshot.people[values["person_id"]]
    stem = "-".join(filter(None, (plain_name(person.name), plain_name(person.id))))
    folder, name = target.place(values["path"], "", f"{stem}-{today.isoformat()}.html")
    about = (snapshot, host.file.skills, person.id, today)
    if name.endswith(".json"):
        raw = as_json(person_data(*about, with_notes=values["with_notes"]))
    else:
        raw = overview_page(*about, with_notes=values["with_notes"])
    target.write(folder, {name: raw}, insisted=insisted)
    return _written(folder / name, folder)


def _person(order: Order) -> Printed:
    return person_page(order.host, order.values, order.target, insisted=order.insisted)


def _written(path: Path, folder: Path) -> Printed:
    return Printed(_("Written: {path}").format(path=path), folder)


_OTHERS: Mapping[str, Callable[[Order], Printed]] = {
    "calendar": _calendars,
    "report": _report,
    "person": _person,
    "messages": _messages,
}
