"""Rows whose people are known, made whole: the person, the roles, and whom the row names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

import msgspec

from revmentor.exchange.sheet.cell_questions import CellQuestions
from revmentor.exchange.sheet.columns import label
from revmentor.exchange.sheet.identity import Matched
from revmentor.exchange.sheet.questions import LEAVE_OUT, Choice
from revmentor.exchange.sheet.relations import Relations, WishColumn
from revmentor.exchange.sheet.said import SaidPerson
from revmentor.exchange.sheet.surroundings import Surroundings
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model import labels, validation
from revmentor.model.base import Role
from revmentor.model.import_row import Newcomer
from revmentor.model.participation import RecruitingState
from revmentor.model.person import Person
from revmentor.model.text import shown
from revmentor.rules.same_person import People


class Completion:
    """Makes newcomers of the matched rows of one sheet."""

    def __init__(
        self,
        matched: Sequence[Matched],
        cells: CellQuestions,
        around: Surroundings,
        people: People,
        *,
        are_ranked: bool,
    ) -> None:
        """Take the rows, who is in the file, and whether wishes are given as an order."""
        self.matched = matched
        self.cells = cells
        self.around = around
        self.people = people
        self.are_ranked = are_ranked
        everybody = dict(around.snapshot.people)
        self.persons: dict[int, Person] = {}
        for each in matched:
            if person := self._person(each):
                self.persons[each.said.row] = everybody[person.id] = person
        self.relations = Relations(
            everybody.values(), cells, around.new_id, managers_matter=around.managers_matter
        )

    def managers(self) -> list[Newcomer]:
        """Return the managers who take no part and of whom only a name is known."""
        return [Newcomer(person) for person in self.relations.new_managers.values()]

    def newcomers(self) -> Iterator[Newcomer]:
        """Yield who comes in; a row with a problem is asked about instead."""
        for each in self.matched:
            newcomer = self._newcomer(each) if each.said.row in self.persons else None
            if each.said.problems:
                self._ask_of_problem(each.said)
            elif newcomer is not None:
                yield newcomer

    def _ask_of_problem(self, said: SaidPerson) -> None:
        self.cells.questions.ask(
            f"{said.row}",
            "problem",
            "; ".join(dict.fromkeys(said.problems)),
            [Choice(LEAVE_OUT, _("leave this row out"))],
            row=said.row,
        )

    # -- the person ----------------------------------------------------------------------------

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
        if said.email and (other := self._owner_of_email(each, said.email)):
            record["email"] = self._asked_of_email(each, other)
        if not (said.name or record.get("name")):
            said.problems.append(_("no name stands in this row"))
            return None
        record |= {"id": each.person_id, "name": said.name or record.get("name", "")}
        person, problems = validation.read_as(Person, record, "", arriving=True)
        for problem in problems:
            path = problem.path
            said.problems.append(f"{label(path)}: {problem.message}" if path else problem.message)
        return person

    def _owner_of_email(self, each: Matched, email: str) -> Person | None:
        """Return somebody else of the file who has the e-mail of a row."""
        owners = self.people.by_email.get(email, [])
        if each.here in owners:
            return None
        return next((person for person in owners if person.id != each.person_id), None)

    def _asked_of_email(self, each: Matched, other: Person) -> str | None:
        kept = each.here.email if each.here is not None else None
        given = self.cells.ask(
            each.said.row,
            "email",
            "email",
            _("the e-mail of {name} is that of {other} in the file").format(
                name=shown(each.said.name), other=shown(other.name)
            ),
            [Choice("keep", _("leave it as it was")), Choice("take", _("both have it"))],
            default="keep",
            key=f"{each.said.row}.whose_email",
            about=other.id,
        )
        return each.said.email if given == "take" else kept

    # -- what the row says beside --------------------------------------------------------------

    def _newcomer(self, each: Matched) -> Newcomer | None:
        said, person = each.said, self.persons[each.said.row]
        manager = self.relations.manager(said.manager, said.row)
        # Who heads a firm is often put down as the own manager.
        if manager and manager != person.id:
            person = msgspec.structs.replace(person, manager_id=manager)
        roles, replaces = self._roles(each, person)
        leaves_on = self._leaving(each)
        if said.is_left_out:
            return None
        prefers = self._wished(said, person, "prefers", said.prefers)
        avoids = self._wished(said, person, "avoids", said.avoids)
        return Newcomer(
            person,
            roles,
            dict(said.teaches),
            tuple(said.learns),
            tuple(said.exchanges),
            said.row,
            are_ranked=self.are_ranked,
            replaces_role=replaces,
            prefers=prefers,
            avoids=tuple(who for who in avoids if who not in prefers),
            max_seniors=said.max_seniors,
            slot=said.slot,
            recruiting=said.recruiting,
            ask_again_on=said.ask_again_on,
            offers_said=said.offers_said or None,
            wishes_said=said.wishes_said or None,
            leaves_on=leaves_on,
        )

    def _wished(
        self, said: SaidPerson, person: Person, column: WishColumn, named: Sequence[str]
    ) -> tuple[str, ...]:
        """Return the ids of those whom a row names in a column, each once."""
        found = (self.relations.wished(words, said.row, column) for words in named)
        return tuple(dict.fromkeys(who for who in found if who and who != person.id))

    def _roles(self, each: Matched, person: Person) -> tuple[tuple[Role, ...], bool]:
        """Return the roles of a row; one that differs from what stands is asked about."""
        said = each.said
        every: tuple[Role, ...] = ("mentor", "senior")
        standing = tuple(role for role in every if (person.id, role) in self.around.parts)
        roles = said.roles or ()
        if said.recruiting and not roles:
            if not standing:
                said.problems.append(_for_which_role(said.recruiting))
            return standing, False
        if not standing or not roles or set(roles) == set(standing):
            return roles, False
        key = f"{said.row}.role_change"
        given = self.cells.ask(
            said.row,
            "role",
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
            key=key,
            about="+".join(standing),
        )
        if given == "both":
            # The next sheet that names one of the two changes nothing.
            settled = self.cells.questions.settled
            settled.put(settled.place(key, "mentor+senior"), "keep")
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
        given = self.cells.ask(
            said.row,
            "left_on" if self.cells.sheet.has("left_on") else "employment",
            "left",
            _("{name} left the firm on {day}, the sheet says").format(
                name=shown(said.name), day=plain_date(day)
            ),
            choices,
            default="left" if here is not None else LEAVE_OUT,
            is_safe=here is None,
            key=f"{said.row}.left",
        )
        if given == LEAVE_OUT:
            said.is_left_out = True
        return day if given == "left" else None


def _for_which_role(state: RecruitingState) -> str:
    said = labels.recruiting_states()[state]
    text = _("“{answer}”: for which role? Write mentor or senior as the role of the row")
    return text.format(answer=said)


def _said_roles(roles: Sequence[Role]) -> str:
    return " + ".join(labels.roles()[role] for role in roles)
