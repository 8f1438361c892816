"""The templates that a programme begins from: its cadence and places, its goals, its level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from revmentor.content import library
from revmentor.content.library import TextSection
from revmentor.i18n.gettext import _
from revmentor.model.errors import RevmentorError
from revmentor.model.programme import MonthlyHours, Programme, SeniorsPerMentor


class ProgrammeGoal(msgspec.Struct, frozen=True):
    """A goal of a programme in words: what, how it is now, what will be seen once it is reached."""

    text: str
    now: str
    seen: str


class Template(msgspec.Struct, frozen=True):
    """A way to set up a programme; ``fields`` are those of the programme that it fills."""

    id: str
    title: str
    about: str
    fields: Mapping[str, Any]
    goals: Sequence[ProgrammeGoal]

    def programme(self, starts_on: date) -> Programme:
        """Return the programme that it would make from a day on."""
        return Programme(id="new", name=self.title, starts_on=starts_on, **self.fields)


def templates() -> list[Template]:
    """Return the templates in their order, in the language in use."""
    return [_template(each) for each in library.templates()]


def _template(section: TextSection) -> Template:
    try:
        fields = _fields(section)
    except ValueError as error:
        text = _("The template {id} cannot be read: {reason}.")
        raise RevmentorError(text.format(id=section.id, reason=error)) from error
    return Template(section.id, section.title, section.fields["about"], fields, _goals(section))


def _fields(section: TextSection) -> dict[str, Any]:
    told = section.fields
    least, most = (int(each) for each in told["seniors"].split("-"))
    mentor, senior = (float(each) for each in told["hours"].split(","))
    line = told["line"]
    levels = (each.rpartition(" ") for each in library.listed_words(told["standard"]))
    return {
        "weeks": int(told["weeks"]),
        "every_weeks": int(told["every"]),
        "minutes": int(told["minutes"]),
        "preparation_minutes": int(told["prepare"]),
        "formats": library.listed_words(told["formats"]),
        "modes": library.listed_words(told["modes"]),
        "seniors_per_mentor": SeniorsPerMentor(min=least, max=most),
        "monthly_hours": MonthlyHours(mentor=mentor, senior=senior),
        "reporting_line_depth": line if line == "any" else int(line),
        "standard_level": {skill_id: int(level) for skill_id, _blank, level in sorted(levels)},
    }


def _goals(section: TextSection) -> tuple[ProgrammeGoal, ...]:
    told = section.fields
    numbers = [key.removeprefix("goal ") for key in told if key.startswith("goal ")]
    return tuple(
        ProgrammeGoal(told[f"goal {n}"], told.get(f"now {n}", ""), told.get(f"seen {n}", ""))
        for n in numbers
    )
