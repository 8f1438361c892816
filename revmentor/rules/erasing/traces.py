"""What tells of a person in a text: the name in any order, parts of it, the e-mail, the id.

Case, accents and letters nobody sees make no difference; words are whole words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.person import Person
from revmentor.model.text import cleaned, shown
from revmentor.rules.person_names import PARTICLES

TraceKind = Literal["name", "first_name", "second_name", "surname", "email", "id"]

_SHORTEST_OWN_ID = 4
"""An id of fewer digits alone is a number like any other where it stands in a text."""


class Trace(msgspec.Struct, frozen=True, order=True):
    """A place in a text that tells of a person: from one letter up to another."""

    start: int
    end: int
    kind: TraceKind
    sure: bool
    """Whether it can be nobody else."""


class Traces(msgspec.Struct, frozen=True, dict=True):
    """What a person is known by: every name, e-mail and id, and who else bears a part of them."""

    names: frozenset[str]
    emails: frozenset[str]
    ids: frozenset[str]
    of_others: frozenset[str] = frozenset()
    """The words of other people's names, folded."""
    names_of_others: frozenset[str] = frozenset()
    """Other people's whole names, folded."""

    @classmethod
    def of(cls, persons: Iterable[Person], others: Iterable[Person]) -> Traces:
        """Return what one person is known by, as ``persons`` told it over time, among others."""
        own, rest = list(persons), list(others)
        return cls(
            names=frozenset(each.name for each in own),
            emails=frozenset(each.email for each in own if each.email),
            ids=frozenset(each for one in own for each in (one.id, *one.earlier_ids)),
            of_others=frozenset(word for each in rest for word in _words(each.name)),
            names_of_others=frozenset(" ".join(_words(each.name)) for each in rest),
        )

    def among(self, others: Iterable[Person]) -> Traces:
        """Return the same among other people."""
        rest = [each for each in others if each.id not in self.ids]
        return Traces(
            self.names,
            self.emails,
            self.ids,
            frozenset(word for each in rest for word in _words(each.name)),
            frozenset(" ".join(_words(each.name)) for each in rest),
        )

    @cached_property
    def _patterns(self) -> list[tuple[TraceKind, re.Pattern[str], bool]]:
        patterns: list[tuple[TraceKind, re.Pattern[str], bool]] = [
            ("email", _whole(re.escape(_folded(email))), True) for email in sorted(self.emails)
        ]
        for name in sorted(self.names):
            words = _words(name)
            sure = " ".join(words) not in self.names_of_others
            if len(words) > 1:
                turns = [words[place:] + words[:place] for place in range(len(words))]
                either = "|".join(r"[\W_]+".join(map(re.escape, each)) for each in turns)
                patterns.append(("name", _whole(f"(?:{either})"), sure))
        for own in sorted(self.ids):
            is_number = own.isdigit() and len(own) < _SHORTEST_OWN_ID
            patterns.append(("id", _whole(re.escape(_folded(own))), not is_number))
        for name in sorted(self.names):
            patterns += self._parts(_words(name))
        return patterns

    @cached_property
    def _whole_names_of_others(self) -> re.Pattern[str]:
        """The whole names of other people, but such as are this person's name as well."""
        own = {" ".join(_words(name)) for name in self.names}
        whole = [name.split() for name in sorted(self.names_of_others - own) if " " in name]
        either = "|".join(r"[\W_]+".join(map(re.escape, words)) for words in whole)
        return _whole(f"(?:{either})") if either else re.compile(r"(?!)")

    def _parts(self, words: list[str]) -> Iterator[tuple[TraceKind, re.Pattern[str], bool]]:
        if not words:
            return
        first, rest = words[0], words[1:]
        second = [word for word in rest[:-1] if word not in PARTICLES and len(word) > 1]
        if second:  # “Maria Grazia” of Maria Grazia Tosi, together and alone
            both = r"[\W_]+".join(map(re.escape, [first, *second]))
            yield "first_name", _whole(both), first not in self.of_others
        for word in second:
            yield "second_name", _whole(re.escape(word)), word not in self.of_others
        yield "first_name", _whole(re.escape(first)), first not in self.of_others
        own = [word for word in rest if word not in PARTICLES and len(word) > 1]
        if own:
            sure = not any(word in self.of_others for word in own)
            yield "surname", _whole(r"[\W_]+".join(map(re.escape, rest))), sure

    def found_in(self, text: str) -> list[Trace]:
        """Return every place of a text that tells of the person, in order, none within another."""
        folded, places = _folded_with_places(text)
        taken: list[Trace] = []
        others = [match.span() for match in self._whole_names_of_others.finditer(folded)]
        for kind, pattern, sure in self._patterns:
            for match in pattern.finditer(folded):
                if kind not in {"email", "id"} and _lies_in(match.span(), others):
                    continue  # “Luca” in “Ornella De Luca”
                start, end = places[match.start()], places[match.end() - 1] + 1
                if kind in {"surname", "second_name"} and not text[start].isupper():
                    continue  # “bianchi” are white ones
                if all(end <= each.start or each.end <= start for each in taken):
                    taken.append(Trace(start, end, kind, sure))
        return sorted(taken)

    def without(self, text: str) -> str:
        """Return a text with “somebody” wherever it surely tells of the person."""
        pieces, at = [], 0
        for each in self.found_in(text):
            if each.sure:
                pieces += [text[at : each.start], _("somebody")]
                at = each.end
        return "".join([*pieces, text[at:]]) if pieces else text

    def in_id(self, record_id: str) -> bool:
        """Tell whether the id of a record is made of the person's id or name."""
        return any(each.sure for each in self.found_in(record_id))


def sentence_around(text: str, trace: Trace, most: int = 100) -> str:
    """Return the sentence of a text in which something stands, on one line."""
    start = max(text.rfind(mark, 0, trace.start) for mark in ".!?\n") + 1
    ends = [place for mark in ".!?\n" if (place := text.find(mark, trace.end)) >= 0]
    return shown(text[start : min(ends, default=len(text)) + 1].strip(), most)


def _lies_in(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])")


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", _folded(name))


def _folded(text: str) -> str:
    return _folded_with_places(text)[0]


def _folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without case, accents and unseen letters, and where each letter came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter.isascii():
            letters.append(letter.lower())
            places.append(place)
            continue
        if not cleaned(letter) or unicodedata.category(letter) in {"Mn", "Cf", "Cc"}:
            continue
        for each in unicodedata.normalize("NFKD", letter).casefold():
            if unicodedata.category(each) != "Mn":
                letters.append(each)
                places.append(place)
    return "".join(letters), places
