"""Whom a sheet means by a name in another person's row: managers, and rather with or not with."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from typing import Literal

from revmentor.content.sheet_words import sheet_words
from revmentor.exchange.sheet import names, values
from revmentor.exchange.sheet.cell_questions import CellQuestions
from revmentor.exchange.sheet.questions import NOBODY, Choice, choice_of
from revmentor.i18n.gettext import _
from revmentor.model.person import Person
from revmentor.model.text import shown
from revmentor.rules.same_person import LIKELY, People, bare_number, folded, name_key, same_name

WishColumn = Literal["prefers", "avoids"]
NEW_PERSON = "new"
_MOST_COMPARED = 2_000
"""Names among which one with a slip of the pen is looked for."""


class Relations:
    """Finds the people of the file and of the sheet that a sheet names."""

    def __init__(
        self,
        everybody: Iterable[Person],
        cells: CellQuestions,
        new_id: Callable[[], str],
        *,
        managers_matter: bool,
    ) -> None:
        """Take everybody who may be meant; where the reporting line counts, ``managers_matter``."""
        self.everybody = list(everybody)
        self.people = People(self.everybody)
        self._by_plain_name = {" ".join(name_key(each.name)): each for each in self.everybody}
        self.cells = cells
        self.new_id = new_id
        self.managers_matter = managers_matter
        self.new_managers: dict[str, Person] = {}
        """Managers whom only a name is known of, by what the sheet calls them."""

    def manager(self, words: str, row: int) -> str | None:
        """Return the id of a manager, given by number, e-mail or name; ``None`` for nobody."""
        if not words:
            return None
        number = values.staff_number(words)
        if person := self.people.by_id.get(number):
            return person.id
        if found := self.people.by_email.get(values.email(words) or "", []):
            return found[0].id
        if likely := self._of_number(number):
            return self._ask_manager(words, likely, row, is_sure=False)
        named = self._named(words) or self._alike(words)
        if len(named) == 1 and same_name(named[0].name, names.whole_name(words, "first_last").text):
            return named[0].id
        is_sure = len(named) == 1 and bool(self._named(words))
        return self._ask_manager(words, named, row, is_sure=is_sure)

    def _of_number(self, number: str) -> list[Person]:
        has_digit = any(letter.isdigit() for letter in number)
        return self.people.by_bare_number.get(bare_number(number), []) if has_digit else []

    def _named(self, words: str) -> list[Person]:
        bare = re.sub(r"[(\[].*?[)\]]", " ", words)
        return self.people.named(names.whole_name(bare, "first_last").text)

    def _ask_manager(
        self, words: str, likely: list[Person], row: int, *, is_sure: bool
    ) -> str | None:
        is_name = _is_like_a_name(words)
        choices = [choice_of(each) for each in likely]
        if is_name:
            choices.append(Choice(NEW_PERSON, _("somebody who takes no part")))
        choices.append(Choice(NOBODY, _("leave it empty")))
        only = likely[0] if len(likely) == 1 else None
        stranger = NEW_PERSON if is_name else NOBODY
        key = f"manager:{words.casefold()}"
        given = self.cells.ask(
            row,
            "manager_id",
            "manager",
            self._question(words, only, likely),
            choices,
            default=only.id if only else None if likely else stranger,
            is_safe=is_sure or (not likely and (is_name or not self.managers_matter)),
            is_free=self.cells.questions.answers.get(key, "") in self.people.by_id,
            key=key,
        )
        if given == NEW_PERSON:
            return self._stranger(words).id
        person = self.people.by_id.get(given or NOBODY)
        return person.id if person else None

    @staticmethod
    def _question(words: str, only: Person | None, likely: list[Person]) -> str:
        if only is not None:
            text = _("the manager “{words}” is taken for {name} ({id})")
            return text.format(words=shown(words), name=shown(only.name), id=only.id)
        if likely:
            return _("who is the manager “{words}”?").format(words=shown(words))
        return _("the manager “{words}” stands neither in the sheet nor in the file").format(
            words=shown(words)
        )

    def _stranger(self, words: str) -> Person:
        """Return a manager whom only the name is known of; the same name is the same person."""
        key = words.casefold()
        if key not in self.new_managers:
            name = names.whole_name(words, "first_last").text
            self.new_managers[key] = Person(id=self.new_id(), name=name)
            self.people.add(self.new_managers[key])
        return self.new_managers[key]

    def wished(self, words: str, row: int, column: WishColumn) -> str | None:
        """Return the id of somebody whom another would rather, or rather not, be with."""
        if person := self.people.by_id.get(values.staff_number(words)):
            return person.id
        named = self._named(words)
        if len(named) == 1:
            return named[0].id
        likely = named or self._alike(words)
        only = likely[0] if len(likely) == 1 else None
        given = self.cells.ask(
            row,
            column,
            "with",
            _("who is “{words}”, with whom somebody would rather, or rather not, work?").format(
                words=shown(words)
            ),
            [
                *(choice_of(each) for each in likely),
                Choice(NOBODY, _("nobody of these")),
            ],
            default=only.id if only else None if likely else NOBODY,
            is_safe=not likely and column == "prefers",
            key=f"with:{words.casefold()}",
        )
        return None if given in {None, NOBODY} else given

    def _alike(self, words: str) -> list[Person]:
        """Return people whose names differ from some words by a slip of the pen."""
        if len(self._by_plain_name) > _MOST_COMPARED:
            return []
        plain = " ".join(name_key(words))
        near = difflib.get_close_matches(plain, self._by_plain_name, n=3, cutoff=LIKELY)
        return [self._by_plain_name[name] for name in near]


def _is_like_a_name(words: str) -> bool:
    """Tell whether some words are a first name and a surname, and no office, number or list."""
    plain = names.whole_name(words, "first_last").text
    parts = folded(plain).split()
    return (
        2 <= len(parts) <= 4
        and not any(letter.isdigit() or letter in "@/()[]" for letter in words)
        and sheet_words().offices.isdisjoint(parts)
    )
