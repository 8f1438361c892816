"""Somebody is to be erased: first every place that tells of the person, then the last question."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused
from revmentor.model.person import Person
from revmentor.rules.erasing.places import Place, place_line, stays_sentences
from revmentor.store.history import erasure
from revmentor.store.history.erasure import Erasure
from screens.base.host import Host
from screens.base.options import Options
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from widgets.form import FormScreen, Values
from widgets.rows import ChoiceRow, TextRow
from widgets.text import plain


def ask_to_erase(host: Host, person: Person) -> None:
    """Show every place that tells of a person, and then ask whether to erase it."""
    found = host.look(lambda: erasure.look(host.file, person))
    if found is None:
        return
    shelf = ShelfScreen(
        _("What tells of {name}").format(name=person.name),
        list(_entries(found)),
        _("enter goes on to the last question, escape closes"),
    )
    host.ask(shelf, lambda _place: host.ask(erase_form(host, person, found), host.tell))


def erase_form(host: Host, person: Person, found: Erasure) -> FormScreen[str]:
    """Return the last question before a person is erased; the id is typed to answer it."""
    ways: Options = [
        (False, _("everything goes")),
        (True, _("the figures stay, with somebody without a name")),
    ]

    def save(_tx: object, values: Values) -> str:
        if values["confirm"] != person.id:
            raise Refused(
                _("To erase the person for good, type {id} here.").format(id=person.id),
                field="confirm",
            )
        done = erasure.erase(host.file, person, on=host.today, keep_figures=values["keep_figures"])
        return _told(done)

    return FormScreen(
        _("Erase {name} for good").format(name=person.name),
        [
            ChoiceRow("keep_figures", _("What stays"), ways, False),
            TextRow("confirm", _("Type the id"), hint=person.id),
        ],
        save,
        today=host.today,
        about=_summary(found),
        verb=_("Erase"),
    )


def _entries(found: Erasure) -> Iterator[ListEntry]:
    """Yield what tells of the person, a line for each list, copy or file, and what is beyond."""
    for where, group in groupby(found.places, key=_where):
        every = list(group)
        lines = [plain(place_line(each)) for each in every]
        yield ListEntry(where, str(len(every)), lines)
    beyond = [plain(each) for each in found.out_of_reach]
    yield ListEntry(_("What is not reached from here"), "", beyond)


def _where(each: Place) -> str:
    return each.where


def _summary(found: Erasure) -> str:
    text = ngettext(
        "{n} place tells of the person. Nothing brings the person back, not even undo.",
        "{n} places tell of the person. Nothing brings the person back, not even undo.",
        len(found.places),
    )
    return " ".join([text, *stays_sentences(found.undecided)])


def _told(done: Erasure) -> str:
    return " ".join([_("Erased."), *stays_sentences(done.undecided)])
