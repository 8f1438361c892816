"""Somebody is to be erased: first every place that tells of the person, then the last question."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused
from revmentor.model.person import Person
from revmentor.rules.erasing.wording import (
    PlaceGroup,
    groups,
    on_the_next_sheet,
    stays_groups,
    stays_sentences,
)
from revmentor.store.history import erasure
from revmentor.store.history.erasure import Erasure
from revmentor.store.history.tracing import Say
from revmentor.store.workspace import Workspace
from screens.base.host import Host
from screens.base.options import Options
from screens.base.working import WorkingScreen
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.text import plain
from widgets.text_rows import TextRow


def ask_to_erase(host: Host, person: Person) -> None:
    """Look for every place that tells of a person, show them, and then ask whether to erase it."""
    path, key = host.file.path, host.file.key

    def look(say: Say) -> Erasure:
        return erasure.look(Workspace.open(path, key), person, say=say)

    working = WorkingScreen(
        _("What tells of {name}").format(name=person.name),
        look,
        _("escape leaves; nothing is changed"),
        may_leave=True,
    )
    host.ask(working, lambda found: _show(host, person, found))


def _show(host: Host, person: Person, found: Erasure) -> None:
    shelf = ShelfScreen(
        _("What tells of {name}").format(name=person.name),
        list(_entries(found)),
        _("enter goes on to the last question, escape closes"),
    )
    form = erase_form(host, person, found)
    host.ask(shelf, lambda _place: host.ask(form, lambda keep: _erase(host, person, keep)))


def erase_form(host: Host, person: Person, found: Erasure) -> FormScreen[bool]:
    """Return the last question before a person is erased; the id is typed to answer it.

    It returns whether the figures stay.
    """
    ways: Options = [
        (False, _("everything goes")),
        (True, _("the figures stay, with somebody without a name")),
    ]

    def save(_tx: object, values: Values) -> bool:
        if values["confirm"] != person.id:
            raise Refused(
                _("To erase the person for good, type {id} here.").format(id=person.id),
                field="confirm",
            )
        return bool(values["keep_figures"])

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


def _erase(host: Host, person: Person, keep_figures: bool) -> None:
    """Erase the person beside the screen, through a workspace of its own: this one waits."""
    path, key, today = host.file.path, host.file.key, host.today

    def erase(say: Say) -> tuple[Erasure, str]:
        own = Workspace.open(path, key)
        done = erasure.erase(own, person, on=today, keep_figures=keep_figures, say=say)
        return done, own.take_doubt()

    working = WorkingScreen(
        _("Erase {name} for good").format(name=person.name),
        erase,
        _("Until it is done nothing else can be changed. Should it be cut off, do it again."),
        may_leave=False,
    )
    host.ask(working, lambda result: _erased(host, *result))


def _erased(host: Host, done: Erasure, doubt: str) -> None:
    """Say that it is done, and what is left to do by hand."""
    host.look(host.file.refresh)
    shelf = ShelfScreen(
        _("{name} is erased").format(name=done.person.name),
        [*_stays(done), _next_sheet(), *_beyond(done)],
        _("escape closes"),
    )
    host.ask(shelf)
    if doubt:
        host.warn(doubt)


def _entries(found: Erasure) -> Iterator[ListEntry]:
    """Yield what tells of the person: first what is left to decide, then what is done."""
    yield from _stays(found)
    yield from map(_entry, groups(found.places))
    yield from _beyond(found)


def _stays(found: Erasure) -> Iterator[ListEntry]:
    yield from map(_entry, stays_groups(found.undecided))


def _next_sheet() -> ListEntry:
    return ListEntry(_("The next sheet"), "", [plain(on_the_next_sheet())])


def _beyond(found: Erasure) -> Iterator[ListEntry]:
    sentences = [plain(each) for each in found.out_of_reach]
    yield ListEntry(_("What is not reached from here"), "", sentences)


def _entry(group: PlaceGroup) -> ListEntry:
    return ListEntry(group.title, str(len(group.lines)), [plain(line) for line in group.lines])


def _summary(found: Erasure) -> str:
    text = ngettext(
        "{n} place tells of the person. Nothing brings the person back, not even undo.",
        "{n} places tell of the person. Nothing brings the person back, not even undo.",
        len(found.places),
    )
    return " ".join([text, *stays_sentences(found.undecided)])
