"""Skills as people write them: “Excel avanzato (pivot), Power BI; ChatGPT”."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

import msgspec

from revmentor.content import skills as catalogue
from revmentor.content.sheet_words import sheet_words
from revmentor.exchange.sheet import values
from revmentor.i18n.gettext import language
from revmentor.model.skill import Skill
from revmentor.rules.same_person import folded

_PIECES = re.compile(r"[;|\n]+|,(?!\d)")
_SMALLER = re.compile(r"\s*[+&/]\s*|\s+ed?\s+|\s+and\s+|\s+und\s+")
_LEVEL_BEHIND = re.compile(
    r"^(.*?)\s*(?::\s*|[(\[]\s*(?=[\d★⭐])|\s(?=[\d★⭐][\d★⭐/\s]*$))([^()\[\]]+?)\s*[)\]]?$"
)
_LEVEL_WORD = re.compile(r"\s*[-–,(]?\s*\b([^\W\d_]+)\b\s*[)]?")


class SaidSkill(msgspec.Struct, frozen=True):
    """One skill as it was written, and what it is taken for."""

    words: str
    skill_id: str | None
    is_exact: bool
    level: int | None = None
    level_words: str | None = None
    """The level as it was written, where that was no plain number."""


class SkillWords:
    """The skills of a file, to be found by id, by name in either language, and by common words."""

    def __init__(self, skills: Mapping[str, Skill]) -> None:
        """Take the skills in: the shipped ones, and the firm's own, which come first."""
        self.skills = skills
        self._exact: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._near: dict[str, list[str]] = {}
        """What was looked for before: the same words stand in many rows."""
        for skill_id, phrases in sheet_words().skills.items():
            if skill_id in skills:
                self._words |= dict.fromkeys(phrases, skill_id)
        for skill_id, skill in skills.items():
            for name in (skill_id, *skill.name.values(), *catalogue.short_names(skill_id)):
                self._exact[folded(name)] = skill_id
        self._longest_first = sorted({**self._words, **self._exact}, key=len, reverse=True)

    def name(self, skill_id: str) -> str:
        """Return what a skill is called, in the language in use; an unknown id as it is."""
        skill = self.skills.get(skill_id)
        return skill.name.get(language()) or next(iter(skill.name.values())) if skill else skill_id

    def is_digital(self, skill_id: str) -> bool:
        """Tell whether a skill is a digital one, which a column of levels is about."""
        return skill_id in self.skills and self.skills[skill_id].kind == "digital"

    def new_id(self, words: str) -> str:
        """Return an id for a skill of the firm's own: its words, as far as an id can have them."""
        stem = "-".join(folded(words).encode("ascii", "ignore").decode().split())[:40] or "skill"
        return stem if stem not in self.skills else f"{stem}-2"

    def exact(self, text: str) -> str | None:
        """Return the skill that is called so; ``None`` where none is."""
        return self._exact.get(folded(text))

    def headed(self, heading: str) -> str | None:
        """Return the skill that a column is headed by, by a name or by a common word."""
        return self.exact(heading) or self._words.get(folded(heading))

    def read(self, cell: str) -> list[SaidSkill]:
        """Return the skills a cell names, each once, in its order; nobody knows some of them."""
        said: dict[str, SaidSkill] = {}
        for piece in _pieces(cell):
            for each in self._piece(piece):
                said.setdefault(each.skill_id or folded(each.words), each)
        return list(said.values())

    def near(self, words: str) -> list[str]:
        """Return the ids of skills whose names look like some words, the likest first."""
        if words not in self._near:
            self._near[words] = self._looked_for(words)
        return self._near[words]

    def _looked_for(self, words: str) -> list[str]:
        names = difflib.get_close_matches(folded(words), list(self._exact), n=6, cutoff=0.64)
        return list(dict.fromkeys(self._exact[name] for name in names))[:4]

    def _piece(self, piece: str) -> Iterator[SaidSkill]:
        words, level, level_words = self._level_of(piece)
        if skill_id := self.exact(words):
            yield SaidSkill(words, skill_id, True, level, level_words)
            return
        if skill_id := self._words.get(folded(words)):
            yield SaidSkill(words, skill_id, False, level, level_words)
            return
        smaller = [each for each in _SMALLER.split(words) if each.strip()]
        if len(smaller) > 1 and any(self._known(each) for each in smaller):
            for each in smaller:
                yield from self._piece(each)
            return
        yield SaidSkill(words, self._known(words), False, level, level_words)

    def _known(self, words: str) -> str | None:
        """Return the skill whose longest word or name stands among some words."""
        text = f" {folded(words)} "
        phrase = next((each for each in self._longest_first if f" {each} " in text), None)
        return None if phrase is None else self._exact.get(phrase) or self._words[phrase]

    def _level_of(self, piece: str) -> tuple[str, int | None, str | None]:
        """Return a piece without the level in it, the level, and its words where it has such."""
        if not re.search(r"[:\d★⭐]", piece) and self.exact(piece):
            return piece, None, None
        if parts := _LEVEL_BEHIND.match(piece):
            if read := values.level(parts[2]):
                return parts[1].strip(), read.level, None if read.is_number else parts[2].strip()
            if ":" in piece:
                return parts[1].strip(), None, parts[2].strip()
        for word in _LEVEL_WORD.finditer(piece):
            read = values.level(word[1]) if len(word[1]) > 2 else None
            bare = " ".join((piece[: word.start(1)] + piece[word.end(1) :]).strip(" -–,").split())
            if read and not read.is_number and self._known(bare):
                return bare, read.level, word[1]
        return piece, None, None


def _pieces(cell: str) -> Iterator[str]:
    """Yield the parts of a cell; a comma or a bar within brackets divides nothing."""
    held: list[str] = []
    masked = re.sub(r"\([^)]*\)", lambda match: _held(held, match[0]), cell)
    for piece in _PIECES.split(masked):
        text = re.sub(r"\x00(\d+)\x00", lambda match: held[int(match[1])], piece).strip()
        if text:
            yield text


def _held(held: list[str], text: str) -> str:
    held.append(text)
    return f"\x00{len(held) - 1}\x00"
