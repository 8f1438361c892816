"""What a sheet would change, or has changed, told to a script and to a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, get_args

import msgspec

from revmentor.exchange.contract.base import VERSION
from revmentor.exchange.sheet.columns import label
from revmentor.exchange.sheet.questions import Question
from revmentor.exchange.sheet.reading import Reading
from revmentor.i18n.dates import half_day, plain_date
from revmentor.i18n.gettext import _, language_name, ngettext
from revmentor.i18n.typed import typed_slot
from revmentor.model import labels
from revmentor.model.errors import MOST_KEPT
from revmentor.model.firm import Firm
from revmentor.model.import_row import Newcomer, RowOutcome, RowState
from revmentor.model.skill import Skill
from revmentor.model.snapshot import Snapshot
from revmentor.model.text import one_line, shown
from revmentor.rules.programme_view import skill_name


def as_data(reading: Reading, outcomes: Sequence[RowOutcome], firm: Firm) -> dict[str, Any]:
    """Return a reading as the JSON of ``import`` has it: a contract, in docs/scripting.md."""
    sheet, file = reading.sheet, reading.file
    rows = list(_rows(reading, outcomes))
    return {
        "version": VERSION,
        "firm": firm.name,
        "source": {
            "sheet": reading.grid_name or None,
            "encoding": file.encoding or file.kind,
            "separator": file.separator,
            "heading_row": sheet.heading_row,
        },
        "columns": [
            {"heading": sheet.headings[place], "as": column} for place, column in sheet.held.items()
        ],
        "rows": rows,
        "questions": [_question(each) for each in reading.asked],
        "not_read": reading.sheet.not_read,
        "counts": counts(reading, rows),
    }


def counts(reading: Reading, rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many rows are in each state, how many people are here, and what is asked."""
    states = [row["state"] for row in rows]
    named = {state: states.count(state) for state in get_args(RowState)}
    return {
        **named,
        "here": reading.here,
        "questions": len(reading.asked),
        "open": len(reading.questions.open),
    }


def _rows(reading: Reading, outcomes: Sequence[RowOutcome]) -> Iterator[dict[str, Any]]:
    """Yield every row of the sheet in its order, then who is not on it."""
    by_row = {each.row: each for each in reading.newcomers if each.row}
    told: dict[int, dict[str, Any]] = {}
    for outcome in outcomes:
        if newcomer := by_row.get(outcome.row):
            told[outcome.row] = _row(newcomer, outcome)
    for unread in reading.unread:
        told[unread.row] = _bare_row(unread.row, unread.state, None, unread.name)
    yield from (told[row] for row in sorted(told))
    for outcome in outcomes:
        if not outcome.row:
            person = next(each for each in reading.newcomers if each.person.id == outcome.person_id)
            yield {**_row(person, outcome), "row": None}
    for person_missing in reading.missing:
        yield _bare_row(None, "missing", person_missing.id, person_missing.name)


def _row(newcomer: Newcomer, outcome: RowOutcome) -> dict[str, Any]:
    fields = msgspec.to_builtins(newcomer.person)
    said = {
        "teaches": dict(newcomer.teaches),
        "learns": list(newcomer.learns),
        "exchanges": list(newcomer.exchanges),
        "prefers": list(newcomer.prefers),
        "avoids": list(newcomer.avoids),
        "max_seniors": newcomer.max_seniors,
        "slot": newcomer.slot,
        "recruiting": newcomer.recruiting,
        "ask_again_on": msgspec.to_builtins(newcomer.ask_again_on),
        "offers_said": newcomer.offers_said,
        "wishes_said": newcomer.wishes_said,
    }
    return {
        **_bare_row(outcome.row, outcome.state, newcomer.person.id, newcomer.person.name),
        "roles": list(newcomer.roles),
        "fields": {
            **{name: value for name, value in fields.items() if name not in {"id", "name"}},
            **{name: value for name, value in said.items() if value},
        },
        "changes": {
            field: [msgspec.to_builtins(old), msgspec.to_builtins(new)]
            for field, (old, new) in outcome.changes.items()
        },
    }


def _bare_row(row: int | None, state: str, person_id: str | None, name: str) -> dict[str, Any]:
    return {
        "row": row,
        "state": state,
        "id": person_id,
        "name": name,
        "roles": [],
        "fields": {},
        "changes": {},
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "row": question.row,
        "cell": question.cell,
        "kind": question.kind,
        "text": question.text,
        "candidates": [choice.value for choice in question.choices],
        "default": question.default,
    }


# -- for people --------------------------------------------------------------------------------


class Names(msgspec.Struct, frozen=True):
    """What skills and people are called whom a change names by their ids."""

    skills: Mapping[str, str]
    people: Mapping[str, str]

    @classmethod
    def after(cls, snapshot: Snapshot, skills: Mapping[str, Skill]) -> Names:
        """Return the names as they stand once the sheet has come in."""
        return cls(
            {each: skill_name(skill) for each, skill in skills.items()},
            {each: person.name for each, person in snapshot.people.items()},
        )


def lines(
    data: Mapping[str, Any], reading: Reading, names: Names, most: int = MOST_KEPT
) -> list[str]:
    """Return a reading as a person reads it: the difference, the questions, what is not read."""
    told = [counted(data["counts"])]
    shown_rows = [row for row in data["rows"] if row["state"] != "same"]
    told += [row_line(row, names) for row in islice(shown_rows, most)]
    told += _rest(len(shown_rows) - most)
    asked = [each for each in reading.asked if each.answer is None]
    told += [question_line(each) for each in islice(asked, most)]
    told += _rest(len(asked) - most)
    if data["not_read"]:
        told.append(not_read_line(data["not_read"]))
    return told


def _rest(more: int) -> list[str]:
    return [ngettext("and {n} more line", "and {n} more lines", more)] if more > 0 else []


def counted(numbers: Mapping[str, int]) -> str:
    """Return how many rows are new, changed and so on, in a line."""
    told = {
        "new": ngettext("{n} new", "{n} new", numbers["new"]),
        "changed": ngettext("{n} changed", "{n} changed", numbers["changed"]),
        "same": ngettext("{n} the same", "{n} the same", numbers["same"]),
        "left_out": ngettext("{n} left out", "{n} left out", numbers["left_out"]),
        "restricted": ngettext("{n} restricted", "{n} restricted", numbers["restricted"]),
        "problem": ngettext("{n} with a problem", "{n} with a problem", numbers["problem"]),
        "missing": ngettext("{n} not on the sheet", "{n} not on the sheet", numbers["missing"]),
    }
    always = {"new", "changed", "same"}
    return " · ".join(text for state, text in told.items() if numbers[state] or state in always)


_SIGNS: Mapping[RowState, str] = {
    "new": "+",
    "changed": "~",
    "same": "=",
    "missing": "-",
    "problem": "!",
    "left_out": "·",
    "restricted": "·",
}


def _unread() -> dict[str, str]:
    """Return what is said of a row that does not come in, by its state."""
    return {
        "missing": _("takes part and is not on the sheet; nothing is changed"),
        "problem": _("a problem"),
        "left_out": _("left out"),
        "restricted": _("restricted: left as it is"),
    }


def row_line(row: Mapping[str, Any], names: Names) -> str:
    """Return what becomes of one row, in a line that begins with its sign."""
    place = _("row {n}").format(n=row["row"]) if row["row"] else _("no row")
    head = f"{_SIGNS[row['state']]} {place}  {one_line(row['name'])}"
    if row["state"] == "new":
        return " · ".join([head, *_new_parts(row)])
    if told := _unread().get(row["state"]):
        return f"{head} · {told}"
    changes = (
        f"{label(field)} {_in_words(field, old, names)} → {_in_words(field, new, names)}"
        for field, (old, new) in row["changes"].items()
    )
    return " · ".join([head, *changes])


def _new_parts(row: Mapping[str, Any]) -> list[str]:
    parts = [" + ".join(labels.roles()[role] for role in row["roles"]) or _("no role")]
    if department := row["fields"].get("department"):
        parts.append(shown(department))
    return parts


def _worded(words: Callable[[], Mapping[Any, str]]) -> Callable[[str], str]:
    """Return what gives a code its word; what has none stays as it is."""
    return lambda code: words().get(code, code)


_SKILLS = {"offers", "goals", "levels"}
_PEOPLE = {"prefers", "avoids", "manager_id"}
_WORDS: Mapping[str, Callable[[str], str]] = {
    "slot": typed_slot,
    "availability": half_day,
    "languages": language_name,
    "role": _worded(labels.roles),
    "roles": _worded(labels.roles),
    "works": _worded(labels.workplaces),
    "joined_on": lambda day: plain_date(date.fromisoformat(day)),
    "left_on": lambda day: plain_date(date.fromisoformat(day)),
    "ask_again_on": lambda day: plain_date(date.fromisoformat(day)),
    "recruiting": _worded(labels.recruiting_states),
}
"""How a value is told of which the records have a code."""


def _in_words(field: str, value: object, names: Names) -> str:
    """Return what stands in a field as a person writes it."""
    if value is None or value in ("", [], ()):
        return "–"
    several = value if isinstance(value, list | tuple) else [value]
    if field in _SKILLS | _PEOPLE:
        known = names.skills if field in _SKILLS else names.people
        words = [known.get(str(each), str(each)) for each in several]
    else:
        word = _WORDS.get(field, str)
        words = [word(str(each)) for each in several]
    return shown(", ".join(words))


def question_line(question: Question) -> str:
    """Return a question in a line, with the answers it has and how it is answered."""
    return " ".join(part for part in ("?", question.place, question.with_choices) if part)


def not_read_line(headings: Iterable[str]) -> str:
    """Return which columns are not read, by their headings."""
    return _("Not read: {columns} (nothing of them is kept)").format(
        columns=", ".join(shown(heading) for heading in headings)
    )
