"""The words for what stands in the fields of records: choices, days, answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from revmentor.content import library
from revmentor.i18n.dates import half_day, plain_date
from revmentor.i18n.gettext import _, language_name
from revmentor.i18n.numbers import number
from revmentor.i18n.typed import typed_slot
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.errors import RevmentorError
from revmentor.rules.results import form_questions


def readiness_questions() -> dict[str, str]:
    """Return the questions of the readiness lists; none where a firm's own cannot be read."""
    try:
        return dict(library.readiness())
    except RevmentorError:
        return {}


def final_answers(role: Role, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return what was answered on the final form, by what was asked."""
    asked = form_questions.questions_in_full(role)
    beside = {"tools_used": _("Used last week"), "minutes_saved": _("Minutes saved a week")}
    return {
        {**asked, **beside}.get(item, item): _("{n} of 5").format(n=mark)
        if item in asked
        else plainly(mark)
        for item, mark in answers.items()
    }


def plainly(value: Any) -> str:
    """Return a day as the language writes it, a number with its sign, and text as it is."""
    if isinstance(value, date):
        return plain_date(value)
    if isinstance(value, int | float):
        return number(value)
    try:
        return plain_date(date.fromisoformat(value)) if len(value) == len("2026-04-24") else value
    except ValueError:
        return str(value)


def words_of() -> dict[str, Callable[[Any], str]]:
    """Return the fields whose values have a word of their own, each with how it is found."""
    named: dict[str, Mapping[Any, str]] = {
        "role": labels.roles(),
        "state": labels.recruiting_states(),
        "message": {each.id: each.title for each in library.messages()},
        "status": {**labels.participation_statuses(), **labels.session_statuses()},
        "works": labels.workplaces(),
        "moment": {**labels.reflection_moments(), **labels.moments(), "final": _("at the end")},
        "rated_by": labels.raters(),
        "attendance": labels.attendances(),
        "done": labels.steps_done(),
        "method": labels.methods(),
        "way": labels.methods(),
        "form": labels.form_kinds(),
        "kind": {
            **labels.skill_kinds(),
            **labels.indicator_kinds(),
            **labels.event_kinds(),
            **labels.own_question_kinds(),
            **labels.follow_ups(),
        },
        "better": labels.better(),
        "decision": {**labels.decisions(), **labels.step_decisions()},
        "formats": labels.formats(),
        "modes": labels.modes(),
        "reporting_line_depth": labels.reporting_line_depths(),
        "holidays": labels.holidays(),
        "item": labels.launch_items(),
        "address": labels.addresses(),
        "consents": labels.consents(),
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
        "language": language_name,
        "slot": typed_slot,
        "mentor_share": lambda share: f"{number(share * 100, 0)}%",
    }


def _lookup(words: Mapping[Any, str]) -> Callable[[Any], str]:
    return lambda value: words[value] if value in words else plainly(value)


def pulse_answers(role: Role, answers: Mapping[str, int]) -> dict[str, str]:
    """Return what was answered in a pulse, by what a side was asked."""
    try:
        items = library.pulse()
    except RevmentorError:  # a firm's own text that cannot be read: the numbers stand
        return {item: str(mark) for item, mark in answers.items()}
    scale = items["scale"].fields
    return {
        items[item].fields[role].rstrip(".") if item in items else item: scale[str(mark)]
        for item, mark in answers.items()
    }
