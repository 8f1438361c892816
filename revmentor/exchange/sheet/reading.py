"""A sheet of people read beside a file: who is on it, what is open, and what would come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import cast

import msgspec

from revmentor.exchange.sheet import columns
from revmentor.exchange.sheet.file import chosen_grid, read_file
from revmentor.exchange.sheet.grid import SheetFile
from revmentor.exchange.sheet.headings import HeadedSheet, column_key, headed
from revmentor.exchange.sheet.identity import Identity, Matched
from revmentor.exchange.sheet.questions import LEAVE_OUT, Choice, Question, Questions
from revmentor.exchange.sheet.relations import Relations
from revmentor.exchange.sheet.rows import RowReader
from revmentor.exchange.sheet.said import SaidPerson
from revmentor.exchange.sheet.skill_words import SkillWords
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model import labels, validation
from revmentor.model.base import Role
from revmentor.model.import_row import Newcomer, RowState
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.model.skill import Skill
from revmentor.model.snapshot import Snapshot
from revmentor.model.text import shown
from revmentor.rules.programme_view import current
from revmentor.rules.same_person import People
from revmentor.store.transaction import Transaction


@dataclass(frozen=True)
class Surroundings:
    """What a sheet is read beside: the file, its skills, the day, and where new ids come from."""

    snapshot: Snapshot
    skills: Mapping[str, Skill]
    today: date
    new_id: Callable[[], str]
    parts: Mapping[tuple[str, Role], Participation] = field(default_factory=dict)
    """Who takes part in the programme, by person and role."""
    managers_matter: bool = True
    """Whether the reporting line keeps people from being a pair."""
    source_name: str = ""


def surroundings(tx: Transaction, source_name: str) -> Surroundings:
    """Return what a sheet is read beside, when it is brought in by a change of the file."""
    programme = tx.view.programme if tx.programme_id else current(tx.standing)
    view = tx.view_of(programme.id) if programme else None
    return Surroundings(
        tx.standing,
        tx.skills,
        tx.today,
        partial(tx.next_id, "people"),
        view.participations if view else {},
        managers_matter=programme is None or programme.reporting_line_depth != 0,
        source_name=source_name,
    )


@dataclass(frozen=True)
class UnreadRow:
    """A row that does not come in: it has a problem, or is left out."""

    row: int
    name: str
    state: RowState


@dataclass(frozen=True)
class Reading:
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
    reader = RowReader(sheet, questions, words, around.today)
    rows = [reader.read(line) for line in sheet.lines]
    identity = Identity(
        People(around.snapshot.people.values()),
        questions,
        around.new_id,
        around.snapshot.firm.name,
        are_answers=sheet.has("answered_on"),
    )
    for said in rows:
        said.is_left_out = said.is_left_out or _is_unwanted(said, questions)
    matched = identity.match([said for said in rows if not said.is_left_out])
    _role_of_all(matched, sheet, questions, around, grid.name)
    completed = _Completion(matched, questions, around, reader)
    newcomers = tuple(completed.newcomers())
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
        tuple(_unread(rows, taken)),
        tuple(_missing(newcomers, around)),
        sum(1 for each in matched if each.here is not None),
        {**remembered, **_named_columns(sheet, questions)},
    )


def _unread(rows: Sequence[SaidPerson], taken: set[int]) -> Iterator[UnreadRow]:
    for said in rows:
        if said.row not in taken:
            state: RowState = "problem" if said.problems else "left_out"
            yield UnreadRow(said.row, said.name, state)


def _is_unwanted(said: SaidPerson, questions: Questions) -> bool:
    """Tell whether somebody said that a row shall stay out."""
    return questions.answers.get(str(said.row)) == LEAVE_OUT and bool(
        questions.correction(str(said.row))
    )


def _named_columns(sheet: HeadedSheet, questions: Questions) -> dict[str, str]:
    """Return what somebody said the columns of a sheet hold, by the heading."""
    return {
        columns.plain(heading): questions.answers[column_key(sheet.headings, place)]
        for place, heading in enumerate(sheet.headings)
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
        if person_id not in on_sheet and not person.has_left_by(around.today):
            yield person


class _Completion:
    """Makes newcomers of matched rows: the person as a whole, and whom the row names."""

    def __init__(
        self,
        matched: Sequence[Matched],
        questions: Questions,
        around: Surroundings,
        reader: RowReader,
    ) -> None:
        self.matched = matched
        self.questions = questions
        self.around = around
        self.reader = reader
        people = dict(around.snapshot.people)
        self.persons: dict[int, Person] = {}
        for each in matched:
            if person := self._person(each):
                self.persons[each.said.row] = people[person.id] = person
        self.relations = Relations(
            people.values(),
            questions,
            around.new_id,
            managers_matter=around.managers_matter,
        )

    def managers(self) -> list[Newcomer]:
        """Return the managers who take no part and of whom only a name is known."""
        return [Newcomer(person) for person in self.relations.new_managers.values()]

    def newcomers(self) -> Iterator[Newcomer]:
        for each in self.matched:
            newcomer = self._newcomer(each) if each.said.row in self.persons else None
            if each.said.problems:
                self._ask_of_problem(each.said)
            elif newcomer is not None:
                yield newcomer

    def _ask_of_problem(self, said: SaidPerson) -> None:
        self.questions.ask(
            f"{said.row}",
            "problem",
            "; ".join(dict.fromkeys(said.problems)),
            [Choice(LEAVE_OUT, _("leave this row out"))],
            row=said.row,
        )

    def _person(self, each: Matched) -> Person | None:
        """Return a person as the sheet leaves him or her; ``None`` with the problems named."""
        said = each.said
        fields = {name: value for name, value in said.fields.items() if name != "left_on"}
        record: dict[str, object] = {}
        if each.here is not None:
            record = cast("dict[str, object]", msgspec.to_builtins(each.here))
            others = (each.here.id, *each.here.earlier_ids)
            if each.sheet_number and each.sheet_number not in others:
                record["earlier_ids"] = [*each.here.earlier_ids, each.sheet_number]
        record |= cast("dict[str, object]", msgspec.to_builtins(fields))
        if said.email and (other := self._owner_of_email(each)):
            record["email"] = self._asked_of_email(each, other)
        if not (said.name or record.get("name")):
            said.problems.append(_("no name stands in this row"))
            return None
        if each.here is not None and each.here.restricted_on is not None:
            sentence = _("the records of {name} are kept and not used")
            said.problems.append(sentence.format(name=shown(each.here.name)))
        record |= {"id": each.person_id, "name": said.name or record.get("name", "")}
        person, problems = validation.read_as(Person, record, "", arriving=True)
        for problem in problems:
            path = problem.path
            said.problems.append(
                f"{columns.label(path)}: {problem.message}" if path else problem.message
            )
        return person

    def _owner_of_email(self, each: Matched) -> Person | None:
        """Return somebody else of the file who has the e-mail of a row."""
        if each.here is not None and (each.here.email or "").casefold() == each.said.email:
            return None
        owners = (
            person
            for person in self.around.snapshot.people.values()
            if (person.email or "").casefold() == each.said.email and person.id != each.person_id
        )
        return next(owners, None)

    def _asked_of_email(self, each: Matched, other: Person) -> str | None:
        kept = each.here.email if each.here is not None else None
        given = self.questions.ask(
            f"{each.said.row}.whose_email",
            "email",
            _("the e-mail of {name} is that of {other} in the file").format(
                name=shown(each.said.name), other=shown(other.name)
            ),
            [Choice("keep", _("leave it as it was")), Choice("take", _("both have it"))],
            default="keep",
            row=each.said.row,
            cell=self.reader.sheet.cell_of(each.said.row, "email"),
        )
        return each.said.email if given == "take" else kept

    def _newcomer(self, each: Matched) -> Newcomer | None:
        said, person = each.said, self.persons[each.said.row]
        cell = self.reader.sheet.cell_of
        manager = self.relations.manager(said.manager, said.row, cell(said.row, "manager_id"))
        if (
            manager and manager != person.id
        ):  # who heads a firm is often put down as the own manager
            person = msgspec.structs.replace(person, manager_id=manager)
        roles, replaces = self._roles(each, person)
        leaves_on = self._leaving(each)
        if said.is_left_out:
            return None
        wished = {
            column: tuple(
                dict.fromkeys(
                    who
                    for words in getattr(said, column)
                    if (
                        who := self.relations.wished(
                            words, said.row, column, cell(said.row, column)
                        )
                    )
                    and who != person.id
                )
            )
            for column in ("prefers", "avoids")
        }
        return Newcomer(
            person,
            roles,
            dict(said.teaches),
            tuple(said.learns),
            tuple(said.exchanges),
            said.row,
            are_ranked=self.reader.skills.are_ranked,
            replaces_role=replaces,
            prefers=wished["prefers"],
            avoids=tuple(who for who in wished["avoids"] if who not in wished["prefers"]),
            max_seniors=said.max_seniors,
            slot=said.slot,
            offers_said=said.offers_said or None,
            wishes_said=said.wishes_said or None,
            leaves_on=leaves_on,
        )

    def _roles(self, each: Matched, person: Person) -> tuple[tuple[Role, ...], bool]:
        """Return the roles of a row; one that differs from what stands is asked about."""
        said = each.said
        standing = tuple(sorted(role for who, role in self.around.parts if who == person.id))
        roles = said.roles or ()
        if not standing or not roles or set(roles) == set(standing):
            return roles, False
        given = self.questions.ask(
            f"{said.row}.role_change",
            "role_change",
            _("{name} takes part as {here}, and the sheet says {there}").format(
                name=shown(person.name), here=_said_roles(standing), there=_said_roles(roles)
            ),
            [
                Choice("keep", _("leave it as it is")),
                Choice("change", _("as the sheet says, in place of it")),
                Choice("both", _("both roles")),
            ],
            default="keep",
            row=said.row,
            cell=self.reader.sheet.cell_of(said.row, "role"),
        )
        if given == "both":
            return ("mentor", "senior"), False
        return (roles, True) if given == "change" else (standing, False)

    def _leaving(self, each: Matched) -> date | None:
        """Return the day on which somebody of the file left, where the sheet is right in it."""
        said, here = each.said, each.here
        if not said.has_gone or (here is not None and here.left_on):
            return None
        day = cast("date", said.fields.get("left_on", self.around.today))
        choices = [
            Choice(LEAVE_OUT, _("leave this row out")),
            Choice("stays", _("still in the firm")),
        ]
        if here is not None:
            choices.insert(0, Choice("left", _("write down that they left")))
        given = self.questions.ask(
            f"{said.row}.left",
            "left",
            _("{name} left the firm on {day}, the sheet says").format(
                name=shown(said.name), day=plain_date(day)
            ),
            choices,
            default="left" if here is not None else LEAVE_OUT,
            is_safe=here is None,
            row=said.row,
            cell=self.reader.sheet.cell_of(said.row, "left_on")
            or self.reader.sheet.cell_of(said.row, "employment"),
        )
        if given == LEAVE_OUT:
            said.is_left_out = True
        return day if given == "left" else None


def _said_roles(roles: Sequence[Role]) -> str:
    return " + ".join(labels.roles()[role] for role in roles)
