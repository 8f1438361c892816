"""Managers whom a sheet puts in a circle: asked about by row and name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from revmentor.exchange.sheet.cell_questions import CellQuestions
from revmentor.exchange.sheet.questions import Choice
from revmentor.i18n.gettext import _
from revmentor.model.import_row import Newcomer
from revmentor.model.person import Person
from revmentor.model.text import shown
from revmentor.rules.circles import circles

_MOST_NAMED = 6


def ask_of_circles(
    newcomers: Iterable[Newcomer], people: Mapping[str, Person], cells: CellQuestions
) -> None:
    """Ask of each circle of managers that the sheet would close, in the row that closes it."""
    on_sheet = {each.person.id: each for each in newcomers}
    managers = {who: person.manager_id for who, person in people.items()}
    managers |= {who: each.person.manager_id for who, each in on_sheet.items()}
    for circle in circles(managers):
        rows = [on_sheet[who] for who in circle if who in on_sheet and on_sheet[who].row]
        # What stands in the file already would stay, were the cell empty.
        new = [each for each in rows if _is_new(each.person, people)]
        if new:
            first = min(new, key=lambda each: each.row)
            at = circle.index(first.person.id)
            names = [_named(who, on_sheet, people) for who in circle[at:] + circle[:at]]
            _ask(first.row, names, cells)


def _is_new(person: Person, people: Mapping[str, Person]) -> bool:
    here = people.get(person.id)
    return here is None or here.manager_id != person.manager_id


def _ask(row: int, names: Sequence[str], cells: CellQuestions) -> None:
    told = [*names[:_MOST_NAMED], *(["…"] if len(names) > _MOST_NAMED else []), names[0]]
    cells.ask(
        row,
        "manager_id",
        "problem",
        _("the reporting line goes round in a circle: {names}").format(names=" → ".join(told)),
        [Choice("", _("leave the manager empty"))],
        default=None,
        is_free=True,
    )


def _named(who: str, on_sheet: Mapping[str, Newcomer], people: Mapping[str, Person]) -> str:
    newcomer = on_sheet.get(who)
    if newcomer is None or not newcomer.row:
        person = newcomer.person if newcomer else people[who]
        return _("{name} (in the file)").format(name=shown(person.name))
    return _("{name} (row {n})").format(name=shown(newcomer.person.name), n=newcomer.row)
