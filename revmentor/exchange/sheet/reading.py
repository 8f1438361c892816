"""A sheet of people read beside a file: who is on it, what is open, and what would come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from revmentor.exchange.sheet.cell_questions import CellQuestions
from revmentor.exchange.sheet.completion import Completion
from revmentor.exchange.sheet.file import chosen_grid, read_file
from revmentor.exchange.sheet.grid import SheetFile
from revmentor.exchange.sheet.headings import HeadedSheet, column_key, headed, remembered_as
from revmentor.exchange.sheet.identity import Identity, Matched
from revmentor.exchange.sheet.questions import LEAVE_OUT, TAKE, Choice, Question, Questions
from revmentor.exchange.sheet.reporting_line import ask_of_circles
from revmentor.exchange.sheet.rows import RowReader
from revmentor.exchange.sheet.said import SaidPerson
from revmentor.exchange.sheet.settled import fingerprints
from revmentor.exchange.sheet.skill_words import SkillWords
from revmentor.exchange.sheet.spellings import ask_of_spellings
from revmentor.exchange.sheet.surroundings import Surroundings
from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.import_row import Newcomer, RowState
from revmentor.model.person import Person
from revmentor.model.skill import Skill
from revmentor.rules.same_person import People


class UnreadRow(msgspec.Struct, frozen=True):
    """A row that does not come in: it has a problem, or is left out, or left as it is."""

    row: int
    name: str
    state: RowState


class Reading(msgspec.Struct, frozen=True):
    """A sheet as it was read, with everything that is asked about it."""

    file: SheetFile
    grid_name: str
    sheet: HeadedSheet
    questions: Questions
    newcomers: tuple[Newcomer, ...]
    new_skills: tuple[Skill, ...]
    unread: tuple[UnreadRow, ...]
    missing: tuple[Person, ...]
    """Who takes part in the programme and is not on the sheet."""
    here: int
    """How many of the sheet's people are in the file."""
    remembered: Mapping[str, str]
    """What the firm's headings hold, with those of this sheet that somebody named."""

    @property
    def settled(self) -> dict[str, str]:
        """What was answered about the firm's sheets, this one with them."""
        return self.questions.settled.all

    @property
    def asked(self) -> list[Question]:
        """All questions: first those that are open, then by row, the whole sheet's before."""
        is_open = {each.key for each in self.questions.open}
        return sorted(
            self.questions.asked.values(), key=lambda each: (each.key not in is_open, each.row or 0)
        )


def read(raw: bytes, questions: Questions, around: Surroundings) -> Reading:
    """Read a sheet beside a file; raises :class:`Refused` where it cannot be read at all.

    What is open afterwards stands in ``questions``; :meth:`Questions.refuse_open` refuses it.
    """
    return read_opened(read_file(raw, questions), questions, around)


def read_opened(file: SheetFile, questions: Questions, around: Surroundings) -> Reading:
    """Read a sheet whose file was opened before, as :func:`read` does."""
    grid = chosen_grid(file, questions)
    words = SkillWords(around.skills)
    remembered = around.snapshot.firm.columns
    sheet = headed(grid, questions, remembered, words)
    questions.settled.read_rows(fingerprints((line.row, sheet.read(line)) for line in sheet.lines))
    cells = CellQuestions(sheet, questions)
    reader = RowReader(cells, words, around.today)
    rows = [reader.read(line) for line in sheet.lines]
    people = People(around.snapshot.people.values())
    identity = Identity(
        people,
        questions,
        around.new_id,
        around.snapshot.firm.name,
        are_answers=sheet.has("answered_on"),
        was_erased=around.was_erased,
    )
    for said in rows:
        said.is_left_out = said.is_left_out or _is_unwanted(said, questions)
    ask_of_spellings(rows, around.snapshot.people.values(), cells)
    known = identity.match([said for said in rows if not said.is_left_out])
    matched = [each for each in known if not each.is_restricted]
    restricted = {each.said.row for each in known if each.is_restricted}
    for row in restricted:
        questions.withdraw(row)
    _role_of_all(matched, sheet, questions, around, grid.name)
    completed = Completion(matched, cells, around, people, are_ranked=reader.skills.are_ranked)
    newcomers = tuple(completed.newcomers())
    ask_of_circles(newcomers, around.snapshot.people, cells)
    taken = {each.row for each in newcomers}
    return Reading(
        file,
        grid.name,
        sheet,
        questions,
        (*completed.managers(), *newcomers),
        tuple(
            Skill(id=skill_id, name={"en": words_said, "it": words_said})
            for words_said, skill_id in reader.skills.new_skills.items()
        ),
        tuple(_unread(rows, taken, restricted)),
        tuple(_missing(newcomers, around)),
        sum(1 for each in known if each.here is not None),
        {**remembered, **_named_columns(sheet, questions)},
    )


def _unread(
    rows: Sequence[SaidPerson], taken: set[int], restricted: set[int]
) -> Iterator[UnreadRow]:
    for said in rows:
        if said.row not in taken:
            state: RowState = "problem" if said.problems else "left_out"
            if said.row in restricted:
                state = "restricted"
            yield UnreadRow(said.row, said.name, state)


def _is_unwanted(said: SaidPerson, questions: Questions) -> bool:
    """Tell whether somebody said that a row shall stay out."""
    key = str(said.row)
    if questions.answers.get(key) not in {None, LEAVE_OUT, TAKE}:
        return False  # no answer to anything
    return questions.correction(key) == LEAVE_OUT


def _named_columns(sheet: HeadedSheet, questions: Questions) -> dict[str, str]:
    """Return what somebody said the columns of a sheet hold, by the heading."""
    return {
        remembered_as(sheet.headings, place): questions.answers[column_key(sheet.headings, place)]
        for place in range(len(sheet.headings))
        if column_key(sheet.headings, place) in questions.answers
    }


def _role_of_all(
    matched: Sequence[Matched],
    sheet: HeadedSheet,
    questions: Questions,
    around: Surroundings,
    grid_name: str,
) -> None:
    """Ask once in which role everybody of a sheet without roles takes part."""
    rows = [each.said for each in matched]
    if sheet.has("role", "is_mentor", "is_senior") or any(said.roles is not None for said in rows):
        return
    known = {person_id for person_id, _role in around.parts}
    if all(each.person_id in known for each in matched):
        return  # a list that only says more of people who take part
    source = f"{around.source_name} {grid_name}".casefold()
    guess = next((role for role in ("mentor", "senior") if role in source), None)
    if guess is None and sheet.has("teaches") != sheet.has("learns"):
        guess = "mentor" if sheet.has("teaches") else "senior"
    given = questions.ask(
        "role",
        "role_of_all",
        _("the sheet names no roles. In which role do its people take part?"),
        [
            Choice("mentor", _("all as mentors")),
            Choice("senior", _("all as seniors")),
            Choice("both", _("all in both roles")),
            Choice("none", _("in none yet")),
        ],
        default=guess or "none",
        about=str([questions.settled.row(said.row) for said in rows]),
    )
    roles: dict[str | None, tuple[Role, ...]] = {
        "mentor": ("mentor",),
        "senior": ("senior",),
        "both": ("mentor", "senior"),
    }
    for said in rows:
        said.roles = roles.get(given, ())
        if said.roles == ("senior",) and not sheet.has("learns"):
            # One column of skills: what a senior's list names is wished.
            said.learns, said.teaches = [*said.learns, *said.teaches], {}
            said.wishes_said, said.offers_said = said.offers_said, ""


def _missing(newcomers: Sequence[Newcomer], around: Surroundings) -> Iterator[Person]:
    on_sheet = {each.person.id for each in newcomers}
    part_ids = sorted(
        {who for (who, _role), part in around.parts.items() if part.status != "withdrawn"}
    )
    if not on_sheet & set(part_ids):
        return
    for person_id in part_ids:
        person = around.snapshot.people[person_id]
        if person_id in on_sheet or person.restricted_on is not None:
            continue
        if not person.has_left_by(around.today):
            yield person
