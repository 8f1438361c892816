"""Who the rows of a sheet are: people of the file, people of another row, or new ones.

Nobody is merged silently and nobody doubled silently: whoever is not the same beyond doubt is asked
about. Known beyond doubt is a staff number under one name, and an e-mail of one person under it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import msgspec

from revmentor.exchange.sheet.questions import (
    LEAVE_OUT,
    OTHER,
    SAME,
    STOP,
    Choice,
    Questions,
    choice_of,
)
from revmentor.exchange.sheet.said import SaidPerson
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import PersonId
from revmentor.model.errors import Refused
from revmentor.model.person import Person
from revmentor.model.text import shown
from revmentor.rules.same_person import (
    People,
    bare_number,
    likely_same_name,
    name_key,
    same_name,
    shares_a_word,
)

CLIENT_FROM = 2
"""So many numbers under wholly other names, and half of those that are here: another client."""


class Matched(msgspec.Struct):
    """A row, and whom it is about."""

    said: SaidPerson
    here: Person | None = None
    """The person of the file; ``None`` for somebody new."""
    person_id: PersonId = ""
    sheet_number: str = ""
    """A number of the sheet by which the person of the file is to be known as well."""

    @property
    def is_restricted(self) -> bool:
        """Whether the records of the person are kept and not used."""
        return self.here is not None and self.here.restricted_on is not None


class Identity:
    """Decides for all rows of one sheet who they are."""

    def __init__(
        self,
        people: People,
        questions: Questions,
        new_id: Callable[[], str],
        firm: str,
        *,
        are_answers: bool,
        was_erased: Callable[[str], bool],
    ) -> None:
        """Take the people of the file, the answers, where new ids come from, and the firm.

        Rows that ``are_answers`` to a form are each a whole one: of two, the later one stands.
        """
        self.people = people
        self.are_answers = are_answers
        self.was_erased = was_erased
        self.questions = questions
        self.new_id = new_id
        self.firm = firm
        self._claimed: set[str] = set()
        """People of the file that a row stands for by its number."""

    def match(self, rows: Sequence[SaidPerson]) -> list[Matched]:
        """Return each row that stays, with whom it is about; a row that is another's is joined."""
        self._ask_client(rows)
        kept = self._without_repeats(rows)
        for said in kept:
            person = self.people.by_id.get(said.number)
            if person and (same_name(person.name, said.name) or not said.name):
                self._claimed.add(person.id)
        matched = [self._matched(said) for said in kept]
        for each in matched:
            self._settle(each)
        self._refuse_two_in_one(matched)
        return [each for each in matched if not each.said.is_left_out]

    # -- another client ------------------------------------------------------------------------

    def _ask_client(self, rows: Sequence[SaidPerson]) -> None:
        """Ask whether the sheet is another client's: its numbers stand for others here."""
        here = [
            (said, self.people.by_id[said.number])
            for said in rows
            if said.number in self.people.by_id
        ]
        others = [
            (said, person)
            for said, person in here
            if said.name and not shares_a_word(said.name, person.name)
        ]
        if len(others) < CLIENT_FROM or len(others) * 2 < len(here):
            return
        said, person = others[0]
        given = self.questions.ask(
            "client",
            "client",
            ngettext(
                "another client? {n} number is somebody else’s in the file of {{firm}}: "
                "{{number}} is {{here}} here, {{there}} in the sheet",
                "another client? {n} numbers are somebody else’s in the file of {{firm}}: "
                "{{number}} is {{here}} here, {{there}} in the sheet",
                len(others),
            ).format(
                firm=shown(self.firm),
                number=shown(said.number),
                here=shown(person.name),
                there=shown(said.name),
            ),
            [
                Choice(SAME, _("no, the same firm: ask me of each")),
                Choice(STOP, _("yes: bring nothing in")),
            ],
            about=str([(each.number, each.name, here.name) for each, here in others]),
        )
        if given == STOP:
            raise Refused(_("It is the sheet of another client; nothing is brought in."))

    # -- the same person twice in the sheet ----------------------------------------------------

    def _without_repeats(self, rows: Sequence[SaidPerson]) -> list[SaidPerson]:
        kept: list[SaidPerson] = []
        by_number: dict[str, SaidPerson] = {}
        by_bare_number: dict[tuple[str, tuple[str, ...]], SaidPerson] = {}
        # Of one name, first those without a number: two numbers are two people.
        by_name: defaultdict[tuple[str, ...], list[SaidPerson]] = defaultdict(list)
        unnumbered: defaultdict[tuple[str, ...], list[SaidPerson]] = defaultdict(list)
        for said in rows:
            before = by_number.get(said.number) if said.number else None
            if before is None and said.number and said.name:
                before = by_bare_number.get((bare_number(said.number), name_key(said.name)))
            if before is None and said.name:
                of_the_name = (unnumbered if said.number else by_name)[name_key(said.name)]
                before = next((each for each in of_the_name if _may_be_one(each, said)), None)
            if before is not None and self._is_repeat(before, said):
                continue
            kept.append(said)
            if said.number:
                by_number.setdefault(said.number, said)
                alike = (bare_number(said.number), name_key(said.name))
                by_bare_number.setdefault(alike, said)
            by_name[name_key(said.name)].append(said)
            if not said.number:
                unnumbered[name_key(said.name)].append(said)
        return kept

    def _is_repeat(self, before: SaidPerson, said: SaidPerson) -> bool:
        """Ask whether a row is the person of an earlier one; one that is goes into that one."""
        is_one_name = same_name(before.name, said.name)
        text = (
            _("{name} stands in row {row} already")
            if is_one_name
            else _("the number {number} stands in row {row} already, for {other}")
        )
        given = self.questions.ask(
            f"{said.row}.again",
            "again",
            text.format(
                name=shown(said.name),
                row=before.row,
                number=shown(said.number),
                other=shown(before.name),
            ),
            [
                Choice(SAME, _("the same person; what the later row says counts")),
                Choice(OTHER, _("somebody else of that name")),
                Choice(LEAVE_OUT, _("leave this row out")),
            ],
            default=SAME if is_one_name and _agree(before, said) else None,
            row=said.row,
            about=self.questions.settled.row(before.row),
        )
        if given == OTHER:
            if said.number == before.number:
                said.number = ""
            return False
        if given == SAME:
            _join(before, said, is_answer=self.are_answers)
        return True

    # -- the same person as one of the file ----------------------------------------------------

    def _settle(self, each: Matched) -> None:
        """Keep who a row is that was asked about, also where that is somebody new."""
        row, settled = each.said.row, self.questions.settled
        is_asked = not self.questions.asked.keys().isdisjoint({f"{row}.person", f"{row}.again"})
        if is_asked and not each.said.is_left_out:
            settled.put(settled.place(f"{row}.is"), each.person_id)

    def _matched(self, said: SaidPerson) -> Matched:
        settled = self.questions.settled
        known = self.people.by_id.get(settled.get(settled.place(f"{said.row}.is")) or "")
        if known is not None and f"{said.row}.person" not in self.questions.answers:
            self._claimed.add(known.id)
            is_others = self.people.by_id.get(said.number, known) is not known
            return Matched(said, known, known.id, "" if is_others else said.number)
        person = self.people.by_id.get(said.number) if said.number else None
        if person is not None:
            return self._by_number(said, person)
        if likely := self._likely(said):
            return self._by_likeness(said, likely)
        return self._new(said)

    def _new(self, said: SaidPerson) -> Matched:
        if said.number and not said.is_left_out and self.was_erased(said.number):
            said.is_left_out = self._is_erased(said)
        return Matched(said, None, said.number or self.new_id())

    def _is_erased(self, said: SaidPerson) -> bool:
        """Ask whether a row with the number of somebody who was erased is that person."""
        given = self.questions.ask(
            f"{said.row}.erased",
            "erased",
            _("the number {number} was of somebody who was erased. Is {name} somebody new?").format(
                number=shown(said.number), name=shown(said.name)
            ),
            [
                Choice(LEAVE_OUT, _("no, or not known: leave this row out")),
                Choice(OTHER, _("somebody new, with this number")),
            ],
            default=LEAVE_OUT,
            row=said.row,
        )
        return given != OTHER

    def _by_number(self, said: SaidPerson, person: Person) -> Matched:
        if not said.name or same_name(said.name, person.name):
            return Matched(said, person, person.id)
        likely = shares_a_word(said.name, person.name) or likely_same_name(said.name, person.name)
        given = self.questions.ask(
            f"{said.row}.person",
            "new_name",
            _("the number {number} is {here} in the file, and {there} in the sheet").format(
                number=shown(said.number), here=shown(person.name), there=shown(said.name)
            ),
            [
                Choice(SAME, _("the same person, under the new name")),
                Choice(OTHER, _("somebody else, who gets a number of ours")),
                Choice(LEAVE_OUT, _("leave this row out")),
            ],
            default=SAME if likely else None,
            row=said.row,
            about=person.name,
        )
        if given == OTHER:  # perhaps somebody who came in so before
            said.number = ""
            others = [each for each in self._likely(said) if each.id != person.id]
            return self._by_likeness(said, others) if others else self._new(said)
        said.is_left_out = given == LEAVE_OUT
        return Matched(said, person, person.id)

    def _likely(self, said: SaidPerson) -> list[Person]:
        """Return people of the file that a row may be about though its number is not theirs."""
        likely: dict[str, Person] = {}
        if said.email:
            for person in self.people.by_email.get(said.email, []):
                if likely_same_name(person.name, said.name) or not said.name:
                    likely[person.id] = person
        for person in self.people.by_name.get(name_key(said.name), []):
            likely[person.id] = person
        if said.number:
            for person in self.people.by_bare_number.get(bare_number(said.number), []):
                if shares_a_word(person.name, said.name):
                    likely[person.id] = person
        return [person for person in likely.values() if person.id not in self._claimed]

    def _by_likeness(self, said: SaidPerson, likely: list[Person]) -> Matched:
        """Ask whether a row is somebody of the file, unless that is beyond doubt."""
        only = likely[0] if len(likely) == 1 else None
        sure = [each for each in likely if not said.number and _is_beyond_doubt(said, each)]
        if len(sure) == 1:
            self._claimed.add(sure[0].id)
            return Matched(said, sure[0], sure[0].id)
        given = self.questions.ask(
            f"{said.row}.person",
            "person",
            _("{name}{number} is not in the file, but {others} is. The same person?").format(
                name=shown(said.name),
                number=f" ({said.number})" if said.number else "",
                others=_or(f"{shown(each.name)} ({each.id})" for each in likely),
            ),
            [
                *(choice_of(each) for each in likely),
                Choice(OTHER, _("somebody else, new to the file")),
                Choice(LEAVE_OUT, _("leave this row out")),
            ],
            default=only.id if only else None,
            row=said.row,
        )
        person = next((each for each in likely if each.id == given), None)
        if person is not None:
            return Matched(said, person, person.id, sheet_number=said.number)
        said.is_left_out = given == LEAVE_OUT
        return self._new(said)

    @staticmethod
    def _refuse_two_in_one(matched: Iterable[Matched]) -> None:
        """Name rows that would both be one person of the file."""
        rows: dict[str, SaidPerson] = {}
        for each in matched:
            if each.said.is_left_out:
                continue
            first = rows.setdefault(each.person_id, each.said)
            if first is not each.said:
                each.said.problems.append(
                    _("row {row} is {name} already; they cannot both be the same person").format(
                        row=first.row, name=shown(first.name)
                    )
                )


def _may_be_one(one: SaidPerson, other: SaidPerson) -> bool:
    """Tell whether two rows of one name may be one person: no two numbers, no two e-mails."""
    if one.number and other.number:
        return False
    return not (one.email and other.email and one.email != other.email)


def _agree(one: SaidPerson, other: SaidPerson) -> bool:
    """Tell whether two rows say nothing of roles and departments that differs."""
    roles = not one.roles or not other.roles or set(one.roles) == set(other.roles)
    departments = {row.fields.get("department") for row in (one, other)} - {None}
    return roles and len({str(each).casefold() for each in departments}) < 2


def _is_beyond_doubt(said: SaidPerson, person: Person) -> bool:
    """Tell whether a row without a number is one person: by e-mail and name, or by name alone."""
    if not same_name(said.name, person.name):
        return False
    if said.email and person.email:
        return said.email == person.email.casefold()
    return said.fields.get("department") in {None, person.department}


def _join(before: SaidPerson, later: SaidPerson, *, is_answer: bool) -> None:
    """Let what a later row says count in the earlier one.

    Lists are put together, unless the later row is an answer of its own that has one.
    """
    before.number = before.number or later.number
    before.email = later.email or before.email
    before.roles = later.roles or before.roles
    before.fields |= later.fields
    before.manager = later.manager or before.manager
    before.teaches = {**({} if is_answer and later.teaches else before.teaches), **later.teaches}
    for mine, theirs in (
        (before.learns, later.learns),
        (before.exchanges, later.exchanges),
        (before.prefers, later.prefers),
        (before.avoids, later.avoids),
    ):
        if is_answer and theirs:
            mine.clear()
        mine += [each for each in theirs if each not in mine]
    before.offers_said = later.offers_said or before.offers_said
    before.wishes_said = later.wishes_said or before.wishes_said
    before.max_seniors = later.max_seniors or before.max_seniors
    before.slot = later.slot or before.slot
    if later.recruiting:
        before.recruiting, before.ask_again_on = later.recruiting, later.ask_again_on
    before.has_gone = later.has_gone


def _or(parts: Iterable[str]) -> str:
    between = _("or")
    return f" {between} ".join(parts)
