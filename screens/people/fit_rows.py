"""The rows by which pairs are fitted: languages, half-days, place, style, with whom and not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from revmentor.content.style import style_questions
from revmentor.i18n.dates import half_day, weekday_short
from revmentor.i18n.gettext import _
from revmentor.i18n.typed import parse_languages, typed_languages
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.participation import Participation
from revmentor.model.person import Person, Works
from revmentor.rules.availability import WEEK
from revmentor.rules.programme_view import View
from screens.base.options import options_of, person_options
from widgets.choice_rows import ChecksRow, ChoiceRow, StatesRow
from widgets.form import Values
from widgets.form_row import FormRow
from widgets.signs import sign
from widgets.states import State
from widgets.text_rows import TextRow
from widgets.typed_rows import DateRow

_HALVES = {"mornings": "am", "afternoons": "pm"}
_Wish = Literal["prefers", "avoids"]


def language_row(person: Person) -> FormRow:
    """Return the row of the languages somebody speaks."""
    text = typed_languages(person.languages)
    return TextRow("languages", _("Languages"), text, hint=_("like Italian, English"))


def more_row(person: Person) -> FormRow:
    """Return the row that opens the others; it is open where something stands in them."""
    known = (
        person.languages or person.works or person.availability or person.joined_on or person.style
    )
    options = [(False, _("not now")), (True, _("languages, half-days, place"))]
    return ChoiceRow("more", _("More"), options, bool(known))


def folded_rows(person: Person) -> list[FormRow]:
    """Return the rows that `more_row` opens."""
    names = {"mornings": _("Mornings"), "afternoons": _("Afternoons")}
    places = options_of([*labels.workplaces().items()], _("not said"))
    marks: list[tuple[Any, str]] = [(None, "–"), *((mark, str(mark)) for mark in range(1, 6))]
    return [
        language_row(person),
        *(
            ChecksRow(
                row,
                name,
                [(each, weekday_short(each[:3])) for each in _of_half(_HALVES[row])],
                person.availability,
            )
            for row, name in names.items()
        ),
        ChoiceRow("works", _("Works"), places, person.works),
        DateRow("joined_on", _("Joined on"), person.joined_on, needed=False, lean="over"),
        *(
            ChoiceRow(f"style_{each.id}", each.name, marks, person.style.get(each.id),
                      hint=each.ends)
            for each in style_questions()
        ),
    ]  # fmt: skip


def hidden(values: Values) -> set[str]:
    """Return the rows that stay closed for what is chosen."""
    styles = {f"style_{each.id}" for each in style_questions()}
    return set() if values.get("more") else {"languages", *_HALVES, "works", "joined_on", *styles}


def _of_half(half: str) -> list[str]:
    return [each for each in WEEK if each.endswith(half)]


def read_person(values: Values, old: Person) -> Values:
    """Return the fields of a person from the rows of the form.

    What it does not ask for stays, and so does the order and writing of what was not changed.
    """
    fields = {name: value for name, value in values.items() if not name.startswith("style_")}
    del fields["more"]
    free = {*fields.pop("mornings"), *fields.pop("afternoons")}
    fields["availability"] = _kept(old.availability, [each for each in WEEK if each in free])
    spoken = parse_languages(fields["languages"] or "")
    unchanged = spoken == parse_languages(typed_languages(old.languages))
    fields["languages"] = old.languages if unchanged else spoken
    answers = {each.id: values[f"style_{each.id}"] for each in style_questions()}
    marks = {**old.style, **answers}
    fields["style"] = {question: mark for question, mark in marks.items() if mark is not None}
    return fields


def known_text(person: Person) -> str:
    """Return in one line what is known of a person by which pairs are fitted; or nothing."""
    places: dict[Works, str] = {
        "on_site": _("works on site"),
        "remote": _("works at a distance"),
        "both": _("works on site and at a distance"),
    }
    facts = [
        typed_languages(person.languages),
        ", ".join(half_day(each) for each in WEEK if each in person.availability),
        places[person.works] if person.works else "",
    ]
    facts += [
        f"{each.name} {person.style[each.id]}/5"
        for each in style_questions()
        if each.id in person.style
    ]
    return " · ".join(filter(None, facts))


def _kept(old: tuple[str, ...], new: Sequence[str]) -> tuple[str, ...]:
    """Return what was chosen, in the order it stood in where it is the same."""
    return old if set(old) == set(new) else tuple(new)


def wishes_row(view: View, person_id: str, role: Role, part: Participation | None) -> FormRow:
    """Return with whom of the other side somebody would rather be paired, and with whom not."""
    said: dict[str, _Wish] = {}
    if part:
        said |= dict.fromkeys(part.prefers, "prefers")
        said |= dict.fromkeys(part.avoids, "avoids")
    others = view.seniors if role == "mentor" else view.mentors
    people = [each for each in dict.fromkeys((*others, *said)) if each != person_id]
    states: list[State[_Wish | None]] = [
        State(None, sign("unticked")),
        State("prefers", sign("rather"), _("rather with"), stands_out=True),
        State("avoids", sign("not_with"), _("not with"), stands_out=True),
    ]
    values = [said.get(each) for each in people]
    return StatesRow("wishes", _("With whom"), person_options(view, people), states, values)


def read_wishes(values: Values, part: Participation | None) -> Values:
    """Return the fields of a participation from the rows of its form."""
    wishes = values.pop("wishes")
    old = {"prefers": part.prefers, "avoids": part.avoids} if part else {}
    for wish in ("prefers", "avoids"):
        chosen = [who for who, said in wishes.items() if said == wish]
        values[wish] = _kept(old.get(wish, ()), chosen)
    return values
