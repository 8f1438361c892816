"""All that is kept about one person as a page to read: in words, not in codes of the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from revmentor.content import library
from revmentor.content.style import style_questions
from revmentor.exchange.person import Entry
from revmentor.i18n.dates import half_day, plain_date
from revmentor.i18n.gettext import _, language, language_name
from revmentor.i18n.numbers import number
from revmentor.i18n.typed import typed_slot
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.errors import RevmentorError
from revmentor.model.own_question import OwnQuestion
from revmentor.rules.people.sections import PersonPage
from revmentor.rules.results import form_questions

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
        self._labels = {**questions, **_readiness(), **_labels()}
        self._words_of = _words_of()

    def line(self, table: str, entry: Entry) -> str:
        """Return a record in a line."""
        if table == "cases":  # the rule is the name of a signal; the text says what it was about
            entry = {name: value for name, value in entry.items() if name != "rule"}
        if table == "pulses":
            entry = {**entry, "answers": self._pulse(entry.get("answers") or {})}
        if table == "evaluations":
            entry = {**entry, "answers": _form(entry["role"], entry.get("answers") or {})}
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
        return words(value) if words else _plainly(value)

    def _pulse(self, answers: Mapping[str, int]) -> dict[str, str]:
        try:
            items = library.pulse()
        except RevmentorError:  # a firm's own text that cannot be read: the numbers stand
            return {item: str(mark) for item, mark in answers.items()}
        scale = items["scale"].fields
        return {
            items[item].fields[self._role].rstrip(".") if item in items else item: scale[str(mark)]
            for item, mark in answers.items()
        }


def _readiness() -> dict[str, str]:
    """Return the questions of the readiness lists; none where a firm's own cannot be read."""
    try:
        return dict(library.readiness())
    except RevmentorError:
        return {}


def _form(role: Role, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return what was answered on the final form, by what was asked."""
    asked = form_questions.questions_in_full(role)
    beside = {"tools_used": _("Used last week"), "minutes_saved": _("Minutes saved a week")}
    return {
        {**asked, **beside}.get(item, item): _("{n} of 5").format(n=mark)
        if item in asked
        else _plainly(mark)
        for item, mark in answers.items()
    }


def _plainly(value: Any) -> str:
    """Return a day as the language writes it, a number with its sign, and text as it is."""
    if isinstance(value, date):
        return plain_date(value)
    if isinstance(value, int | float):
        return number(value)
    try:
        return plain_date(date.fromisoformat(value)) if len(value) == len("2026-04-24") else value
    except ValueError:
        return str(value)


def _words_of() -> dict[str, Callable[[Any], str]]:
    """Return the fields whose values have a word of their own, each with how it is found."""
    named: dict[str, Mapping[Any, str]] = {
        "role": labels.roles(),
        "state": labels.recruiting_states(),
        "message": {each.id: each.title for each in library.messages()},
        "status": {**labels.participation_statuses(), **labels.session_statuses()},
        "works": labels.workplaces(),
        "moment": {**labels.moments(), "final": _("at the end")},
        "rated_by": labels.raters(),
        "attendance": labels.attendances(),
        "done": labels.steps_done(),
        "method": labels.methods(),
        "fit": labels.fits(),
        "consent": labels.consents(),
        "attainment_said": labels.verdicts(),
        "baseline_score": labels.baseline_scores(),
        "rule": labels.pairing_rules(),
        "format": labels.formats(),
        "mode": labels.modes(),
        "framework": {"digcomp": "DigComp"},
        "guide_id": {each.id: each.title for each in library.guides()},
        **{str(clause): labels.clauses() for clause in range(1, 13)},
    }
    return {
        **{key: _lookup(words) for key, words in named.items()},
        "availability": half_day,
        "languages": language_name,
        "slot": typed_slot,
        "mentor_share": lambda share: f"{number(share * 100, 0)}%",
    }


def _lookup(words: Mapping[Any, str]) -> Callable[[Any], str]:
    return lambda value: words.get(value, str(value))


def _labels() -> dict[str, str]:
    """Return the word for each field that is told."""
    return {
        "name": _("name"),
        **{each.id: each.name for each in style_questions()},
        "email": _("e-mail"),
        "department": _("department"),
        "job_title": _("work"),
        "site": _("site"),
        "manager": _("manager"),
        "languages": _("languages"),
        "availability": _("half-days"),
        "works": _("works"),
        "style": _("working style"),
        "availability_said": _("days, in their words"),
        "joined_on": _("joined on"),
        "left_on": _("left on"),
        "left_reason": _("why"),
        "privacy_notice_on": _("privacy notice given on"),
        "restricted_on": _("not used since"),
        "earlier_ids": _("earlier ids"),
        "note": _("note"),
        "programme": _("programme"),
        "role": _("role"),
        "offers": _("teaches or gives back"),
        "offers_said": _("teaches, in their words"),
        "wishes_said": _("wishes, in their words"),
        "hopes": _("hopes"),
        "fears": _("fears"),
        "prefers": _("rather with"),
        "avoids": _("rather not with"),
        "slot": _("weekly slot"),
        "min_seniors": _("seniors, at least"),
        "max_seniors": _("seniors, at most"),
        "in_annual_objectives": _("among the year’s objectives"),
        "recruiting": _("asked to take part"),
        "state": _("status"),
        "readiness": _("Before you say yes"),
        "status": _("status"),
        "status_on": _("since"),
        "status_reason": _("why"),
        "ask_again_on": _("ask again on"),
        "acknowledged": _("heard the goals"),
        "with": _("with"),
        "from_on": _("from"),
        "until_on": _("until"),
        "end_reason": _("why it ended"),
        "rationale": _("why this pair"),
        "handover": _("what the new mentor was told"),
        "not_again": _("you asked not to be paired again"),
        "equipment": _("Tools"),
        "charter": _("charter"),
        "pauses": _("pauses"),
        "stand_ins": _("stand-in"),
        "mentor_on": _("signed by the mentor on"),
        "senior_on": _("signed by the senior on"),
        "clauses": _("clauses"),
        "start": _("from"),
        "end": _("until"),
        "understood": _("understood"),
        "question": _("asked"),
        "due_on": _("due on"),
        "format": _("how many met"),
        "mode": _("where"),
        "link": _("link"),
        "quick_help": _("quick help"),
        "guide_id": _("guide"),
        "held_on": _("held on"),
        "attendance": _("you were"),
        "minutes": _("minutes"),
        "preparation_minutes": _("minutes of preparation"),
        "mentor_share": _("share of talking, the mentor’s"),
        "seen_by": _("seen by"),
        "taught": _("taught"),
        "received": _("given back"),
        "steps": _("your steps"),
        "rating": _("your rating"),
        "wants_talk": _("you asked to talk"),
        "reason": _("why"),
        "text": _("text"),
        "skill": _("skill"),
        "target": _("target level"),
        "expected": _("what will be seen"),
        "starting_point": _("starting point"),
        "why": _("why"),
        "baseline_score": _("score at the start"),
        "weight": _("weight"),
        "set_on": _("set on"),
        "set_by": _("set by"),
        "attainment": _("score reached"),
        "attainment_on": _("judged on"),
        "attainment_note": _("note on it"),
        "attainment_said": _("judged as"),
        "evidence": _("seen in"),
        "level": _("level"),
        "moment": _("when"),
        "rated_by": _("rated by"),
        "tasks": _("tasks watched"),
        "framework": _("framework"),
        "framework_version": _("version"),
        "on": _("on"),
        "answers": _("answers"),
        "fit": _("fit"),
        "comment": _("comment"),
        "own": _("Own questions"),
        "method": _("answered by"),
        "own_gain": _("what you gained"),
        "other_gain": _("what the other side gained"),
        "would_recommend": _("would recommend it, 0 to 10"),
        "would_repeat": _("would do it again"),
        "story": _("story"),
        "consent": _("may the story be told"),
        "next_step": _("next step"),
        "opened_on": _("opened on"),
        "closed_on": _("closed on"),
        "outcome": _("outcome"),
        "owner": _("who follows it"),
        "by": _("by"),
        "of": _("of"),
        "rule": _("rule"),
        "message": _("message"),
        "done": _("what came of it"),
    }
