"""All that is kept about one person as a page to read: in words, not in codes of the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from revmentor.content import library
from revmentor.exchange.field_labels import field_labels
from revmentor.exchange.field_words import (
    final_answers,
    plainly,
    pulse_answers,
    readiness_questions,
    words_of,
)
from revmentor.exchange.person import Entry
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, language
from revmentor.model.base import Role
from revmentor.model.own_question import OwnQuestion
from revmentor.rules.people.sections import PersonPage

_NOT_TOLD = {
    "id", "skill_id", "makes_up", "asked_in", "pair_id", "locked", "snoozes",
}  # fmt: skip
"""What only ties records together; a skill is told by its name."""
_ONLY_IF_SO = {"not_again", "wants_talk", "in_annual_objectives", "quick_help"}
"""What is told where it is so, and else is nothing worth a word."""


def as_page(
    data: Entry,
    pages: Sequence[tuple[str, PersonPage]] = (),
    questions: Sequence[OwnQuestion] = (),
) -> bytes:
    """Return what is kept about a person as a page of HTML that needs no network.

    ``pages`` stand before the records, each with its programme (:mod:`person_overview`);
    ``questions`` are the firm's own, by whose words the answers to them are told.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = FileSystemLoader(Path(library.__file__).parent)
    environment = Environment(autoescape=True, undefined=StrictUndefined, loader=folder)
    template = environment.get_template("person.html.j2")
    title = _("What is kept about {name}").format(name=data["person"]["name"])
    text = template.render(
        language=language(),
        title=title,
        firm=data["firm"],
        about=_about(data),
        pages=pages,
        records=_("All that is kept, record by record"),
        sections=list(_sections(data, {each.id: each.words for each in questions})),
    )
    return text.encode("utf-8")


def _about(data: Entry) -> str:
    on = _("As it stood on {day}.").format(day=plain_date(data["today"]))
    for each in data["elsewhere"]:
        text = _("What was kept in {programme} lies in another file: {file}.")
        on += " " + text.format(programme=each["programme"], file=each["file"])
    if data["with_notes"]:
        return on + " " + _("Others are named by their role.")
    text = _("Others are named by their role. Notes made in confidence are not in it.")
    return f"{on} {text}"


def _titles() -> dict[str, str]:
    return {
        "participations": _("Your part"),
        "pairs": _("Pairs"),
        "sessions": _("Sessions"),
        "goals": _("Goals"),
        "ratings": _("Levels"),
        "reflections": _("Said of topics"),
        "pulses": _("Pulses"),
        "evaluations": _("Final forms"),
        "said_by_mentors": _("What your mentors said you gained"),
        "said_of_seniors": _("What you said your seniors gained"),
        "successes": _("Successes"),
        "cases": _("What the coordinator follows"),
        "talks": _("Talks"),
        "exceptions": _("Exceptions from a rule of pairing"),
        "messages": _("Messages you were sent"),
    }


def _sections(data: Entry, questions: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    words = _Words({each["role"] for each in data["participations"]}, questions)
    yield _("You"), [words.line("person", data["person"])]
    for key, title in _titles().items():
        yield title, [words.line(key, each) for each in data[key]]


class _Words:
    """Puts the records of one person into words."""

    def __init__(self, roles: set[Role], questions: Mapping[str, str]) -> None:
        """Take the roles of the person (a pulse is worded for a side), and the firm's questions."""
        self._role: Role = "senior" if roles == {"senior"} else "mentor"
        self._labels = {**questions, **readiness_questions(), **_labels()}
        self._words_of = words_of()

    def line(self, table: str, entry: Entry) -> str:
        """Return a record in a line."""
        if table == "cases":  # the rule is the name of a signal; the text says what it was about
            entry = {name: value for name, value in entry.items() if name != "rule"}
        if table == "pulses":
            entry = {**entry, "answers": pulse_answers(self._role, entry.get("answers") or {})}
        if table == "evaluations":
            entry = {**entry, "answers": final_answers(entry["role"], entry.get("answers") or {})}
        return " · ".join(self._pieces(entry))

    def _pieces(self, entry: Mapping[str, Any]) -> Iterator[str]:
        for key, value in entry.items():
            is_empty = value is None or (isinstance(value, str | list | dict) and not value)
            if key in _NOT_TOLD or is_empty or (value is False and key in _ONLY_IF_SO):
                continue
            yield f"{self._labels.get(key, key)}: {self._in_words(key, value)}"

    def _in_words(self, key: str, value: Any) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, Mapping):
            return "; ".join(self._pieces(value))
        if isinstance(value, Iterable) and not isinstance(value, str):
            return "; ".join(self._in_words(key, each) for each in value)
        words = self._words_of.get(key)
        return words(value) if words else plainly(value)


def _labels() -> dict[str, str]:
    """Return the word for each field that is told, to the person whose it is."""
    return {
        **field_labels(),
        "not_again": _("you asked not to be paired again"),
        "attendance": _("you were"),
        "steps": _("your steps"),
        "rating": _("your rating"),
        "wants_talk": _("you asked to talk"),
        "own_gain": _("what you gained"),
    }
