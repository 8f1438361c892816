"""Whether two names, e-mails or staff numbers are likely those of one person."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from revmentor.model.person import Person
from revmentor.model.text import LETTERS_APART, cleaned, has_piled_marks

LIKELY = 0.84
"""How alike two names are at least that may be one name with a slip of the pen."""


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Return a text for comparing: small, no accents, no signs, single spaces."""
    if has_piled_marks(text):  # to take them apart takes the square of their number
        return " ".join(text.casefold().split())
    letters = unicodedata.normalize("NFKD", cleaned(text).casefold().translate(LETTERS_APART))
    letters = "".join(each for each in letters if not unicodedata.combining(each))
    return " ".join(re.sub(r"[^\w]|_", " ", letters.replace("'", "").replace("’", "")).split())


@lru_cache(maxsize=50_000)
def name_key(name: str) -> tuple[str, ...]:
    """Return the words of a name in no order: “De Luca Anna” and “anna de luca” are alike."""
    return tuple(sorted(folded(name).split()))


def same_name(one: str, other: str) -> bool:
    """Tell whether two names have the same words."""
    return name_key(one) == name_key(other)


def shares_a_word(one: str, other: str) -> bool:
    """Tell whether two names have a word in common, as after a wedding."""
    return not set(name_key(one)).isdisjoint(name_key(other))


def likely_same_name(one: str, other: str) -> bool:
    """Tell whether two names differ by no more than a slip of the pen, or an initial."""
    if same_name(one, other):
        return True
    first, second = name_key(one), name_key(other)
    if len(first) == len(second) and len(first) > 1:
        left, right = set(first) - set(second), set(second) - set(first)
        if len(left) == 1 and len(right) == 1:
            short, long = sorted((left.pop(), right.pop()), key=len)
            if len(short) == 1:
                return long.startswith(short)
    return difflib.SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= LIKELY


def bare_number(person_id: str) -> str:
    """Return a staff number without what a spreadsheet takes away: zeros at its head, and letters.

    “V027”, “027” and “27” are alike; a number without a digit stays as it is.
    """
    digits = re.sub(r"^\D*0*(?=\d)", "", person_id)
    return digits if digits and digits.isdigit() else person_id.casefold()


class People:
    """The people of a file, to be found by number, e-mail or name."""

    def __init__(self, people: Iterable[Person]) -> None:
        """Take the people in; each may be known by other numbers as well."""
        self.by_id: dict[str, Person] = {}
        self.by_email: defaultdict[str, list[Person]] = defaultdict(list)
        self.by_name: defaultdict[tuple[str, ...], list[Person]] = defaultdict(list)
        self.by_bare_number: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_word: defaultdict[str, dict[str, Person]] = defaultdict(dict)
        for person in people:
            self.add(person)

    def add(self, person: Person) -> None:
        """Let one more person be found."""
        for number in (*person.earlier_ids, person.id):
            self.by_id[number] = person
            self.by_bare_number[bare_number(number)].append(person)
        if person.email:
            self.by_email[person.email.casefold()].append(person)
        self.by_name[name_key(person.name)].append(person)
        for word in name_key(person.name):
            self._by_word[word][person.id] = person

    def named(self, text: str) -> list[Person]:
        """Return whoever may be meant by a name as people write it, the surest first.

        The whole name, else a surname with an initial (“De Luca O.”), else the surname alone.
        """
        if whole := self.by_name.get(name_key(text)):
            return whole
        words = folded(text).split()
        known: dict[str, Person] = {}
        for word in words:
            known |= self._by_word.get(word, {})
        return [person for person in known.values() if _may_be_called(person.name, words)]


def _may_be_called(name: str, words: list[str]) -> bool:
    """Tell whether a person may be called so: each word is one of the name, or its initial."""
    left = folded(name).split()
    whole = 0
    for word in sorted(words, key=len, reverse=True):
        match = next((each for each in left if each == word), None)
        if match is None and len(word) <= 2:
            match = next((each for each in left if each[0] == word[0]), None)
        if match is None:
            return False
        whole += len(word) > 2
        left.remove(match)
    return whole > 0
