"""What a row says of skills: taught, wished and given in return, with levels and ranks."""

from __future__ import annotations

from collections.abc import Mapping

from revmentor.exchange.sheet import values
from revmentor.exchange.sheet.cell_questions import CellQuestions
from revmentor.exchange.sheet.columns import SKILL
from revmentor.exchange.sheet.questions import AS_SAID, Choice
from revmentor.exchange.sheet.said import SaidPerson
from revmentor.exchange.sheet.skill_words import SaidSkill, SkillWords
from revmentor.i18n.gettext import _
from revmentor.model.text import shown

NEW_SKILL = "new"
_LEVELS = tuple(str(level) for level in range(9))


class SkillReader:
    """Reads the skills of the rows of one sheet; words are asked about once for all rows."""

    def __init__(self, cell_questions: CellQuestions, words: SkillWords) -> None:
        """Take what is the same for all rows: the columns, the answers, the skills."""
        self.cell_questions = cell_questions
        self.sheet = cell_questions.sheet
        self.words = words
        self.new_skills: dict[str, str] = {}
        """Skills of the firm's own that were asked for: the id of each, by its words."""
        self._ranks = self._meaning_of_skill_columns()

    @property
    def are_ranked(self) -> bool:
        """Whether wishes were given as an order, 1 first."""
        return self._ranks == "ranks"

    def read(self, said: SaidPerson, cells: Mapping[str, str]) -> None:
        """Read what the cells of a row say of skills into what is said of its person."""
        # A column of levels is about what a mentor teaches; of a senior it says nothing sure.
        usual = values.level(cells.get("level", "")) if said.roles != ("senior",) else None
        if usual and not usual.is_number:
            meant = self._level(said, cells["level"], usual.level)
            usual = None if meant is None else values.ReadLevel(meant, is_number=True)
        for each in self._named(said, cells.get("teaches", ""), "teaches"):
            level = each.level
            if each.level_words:
                level = self._level(said, each.level_words, each.level)
            if level is None and usual and self.words.is_digital(str(each.skill_id)):
                level = usual.level
            said.teaches[str(each.skill_id)] = level
        said.learns = self._ids(said, cells.get("learns", ""), "learns")
        said.exchanges = self._ids(said, cells.get("exchanges", ""), "exchanges")
        self._skill_columns(said, cells)

    def _ids(self, said: SaidPerson, cell: str, column: str) -> list[str]:
        named = (str(each.skill_id) for each in self._named(said, cell, column))
        return list(dict.fromkeys(named))

    def _named(self, said: SaidPerson, cell: str, column: str) -> list[SaidSkill]:
        """Return the skills a cell names that are known, or were said to be one; keep its words."""
        chosen = []
        is_exact = True
        for each in self.words.read(cell):
            settled = each if each.is_exact else self._settled(said, each, column)
            is_exact = is_exact and each.is_exact and not each.level_words
            if settled:
                chosen.append(settled)
        if cell and not is_exact:
            words = " ".join(cell.split())
            if column == "teaches":
                said.offers_said = _joined(said.offers_said, words)
            else:
                said.wishes_said = _joined(said.wishes_said, words)
        return chosen

    def _settled(self, said: SaidPerson, each: SaidSkill, column: str) -> SaidSkill | None:
        """Ask for what skill some words stand, once for all rows; ``None`` where for none."""
        near = [skill for skill in self.words.near(each.words) if skill != each.skill_id]
        likely = [each.skill_id] if each.skill_id else []
        text = (
            _("“{words}” is taken for {skill}")
            if each.skill_id
            else _("“{words}” is no skill of the list; it is kept as said")
        )
        choices = [
            *(Choice(skill, self.words.name(skill)) for skill in (*likely, *near)),
            Choice(NEW_SKILL, _("a skill of the firm’s own")),
            Choice(AS_SAID, _("keep it as said")),
        ]
        given = self.cell_questions.ask(
            said.row,
            column,
            "skill",
            text.format(
                words=shown(each.words),
                skill=self.words.name(each.skill_id) if each.skill_id else "",
            ),
            choices,
            default=each.skill_id or AS_SAID,
            is_safe=True,
            is_free=True,
            key=f"skill:{_spaced(each.words).casefold()}",
        )
        if given == NEW_SKILL:
            words = _spaced(each.words)
            given = self.new_skills.setdefault(words, self.words.new_id(words))
        if given in {None, AS_SAID}:
            return None
        if given not in self.words.skills and given not in self.new_skills.values():
            said.problems.append(
                _("there is no skill “{id}” in the list").format(id=shown(str(given)))
            )
            return None
        return SaidSkill(each.words, given, False, each.level, each.level_words)

    def _level(self, said: SaidPerson, words: str, likely: int | None) -> int | None:
        """Ask which level some words mean, once for all rows."""
        text = (
            _("“{words}” is no level from 0 to 8")
            if likely is None
            else _("“{words}” is taken for level {n}")
        )
        given = self.cell_questions.ask(
            said.row,
            "level" if self.sheet.has("level") else "teaches",
            "level",
            text.format(words=shown(words), n=likely),
            [Choice(level, level) for level in _LEVELS],
            default=None if likely is None else str(likely),
            is_safe=True,
            key=f"level:{_spaced(words).casefold()}",
        )
        return None if given is None else int(given)

    # -- a column for each skill ---------------------------------------------------------------

    def _meaning_of_skill_columns(self) -> str | None:
        """Ask what the numbers in columns headed by skills are: an order of wishes, or levels."""
        columns = [column for column in self.sheet.held.values() if column.startswith(SKILL)]
        if not columns:
            return None
        places = [place for place, column in self.sheet.held.items() if column in columns]
        rows = [[line.cells[p] for p in places if p < len(line.cells)] for line in self.sheet.lines]
        are_ranks = all(
            sorted(filter(None, row))
            == [str(n) for n in range(1, len(list(filter(None, row))) + 1)]
            for row in rows
        )
        are_crosses = not any(values.level(cell) for row in rows for cell in row)
        likely = "ranks" if are_ranks and len(columns) > 1 else "crosses" if are_crosses else None
        return self.cell_questions.questions.ask(
            "skill_columns",
            "ranks",
            _("the columns {names}: an order of wishes (1 first), levels, or crosses?").format(
                names=", ".join(self.words.name(each.removeprefix(SKILL)) for each in columns)
            ),
            [
                Choice("ranks", _("order of wishes, 1 first")),
                Choice("levels", _("levels of what is taught")),
                Choice("crosses", _("crosses at what is taught or wished")),
            ],
            default=likely,
            about=f"{columns} {likely}",
        )

    def _skill_columns(self, said: SaidPerson, cells: Mapping[str, str]) -> None:
        held = {
            column.removeprefix(SKILL): cell
            for column, cell in cells.items()
            if column.startswith(SKILL) and cell
        }
        if self._ranks == "levels" and said.roles != ("senior",):
            for skill_id, cell in held.items():
                if read := values.level(cell):
                    said.teaches.setdefault(skill_id, read.level)
        elif self._ranks == "ranks":
            ranked = {skill_id: values.level(cell) for skill_id, cell in held.items()}
            order = sorted(ranked, key=lambda each: rank.level if (rank := ranked[each]) else 9)
            said.learns = list(dict.fromkeys([*said.learns, *order]))
        elif self._ranks == "crosses":
            crossed = [skill_id for skill_id, cell in held.items() if values.yes_or_no(cell)]
            if said.roles and "mentor" in said.roles:
                said.teaches = {**dict.fromkeys(crossed), **said.teaches}
            else:
                said.learns = list(dict.fromkeys([*said.learns, *crossed]))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _joined(before: str, words: str) -> str:
    return f"{before}; {words}" if before else words
