"""The final form of either side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from revmentor.actions import evaluations
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.evaluation import Evaluation
from revmentor.rules.programme_view import View
from revmentor.rules.replies import own_answers
from revmentor.rules.results import final_forms
from revmentor.rules.results.form_questions import questions
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import yes_no
from screens.base.own_rows import own_questions, own_rows, taken_out
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import LongLineRow
from widgets.typed_rows import DateRow, NumberRow


def evaluation_form(host: Host, view: View, person_id: str, role: Role) -> FormScreen[Evaluation]:
    """Return a person's final form."""
    old = view.evaluations.get((person_id, role))
    answers: dict[str, Any] = dict(old.answers) if old else {}
    seniors = final_forms.seniors_of(view, person_id) if role == "mentor" else []
    mark_rows = [_mark(name, text, answers.get(name)) for name, text in questions(role).items()]
    own = own_questions(view, "final", role)
    own_before = own_answers.of_final(view, old) if old else {}
    rows = [
        *_gain_rows(view, person_id, role, old),
        *mark_rows,
        *_used(role, answers),
        *_closing_rows(old),
        *own_rows(own, own_before),
        *_how_rows(old, host.today),
    ]

    def save(tx: Transaction, values: Values) -> Evaluation:
        own_now = taken_out(values, own, own_before)
        asked = (*questions(role), *(_USED if role == "senior" else ()))
        given = {name: values.pop(name) for name in asked}
        of_each = {who: values.pop(_OF + who) for who in seniors}
        return evaluations.record_form(
            tx,
            person_id,
            role,
            answers=_kept_answers(answers, given),
            gained_by={who: text for who, text in of_each.items() if text},
            own=own_now,
            **values,
        )

    return FormScreen(
        _("Final form · {name}, {role}").format(
            name=view.name(person_id), role=labels.roles()[role]
        ),
        rows,
        save,
        today=host.today,
        about=_("1 is not at all, 5 fully. What is left out is shown as missing, never guessed."),
    )


_USED = ("tools_used", "minutes_saved")
"""What only a senior is asked."""


def _kept_answers(before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers given now, and those from before that the form does not ask for."""
    kept = {name: value for name, value in before.items() if name not in given}
    return {**kept, **{name: mark for name, mark in given.items() if mark is not None}}


_OF = "gained_by_"
"""What the field of a mentor's word on one senior begins with; the senior's id follows."""


def _gain_rows(view: View, person_id: str, role: Role, old: Evaluation | None) -> list[FormRow]:
    """Return what both sides gained, as the person sees it: a mentor says it of each senior."""
    own = LongLineRow("own_gain", _("I gained"), old.own_gain if old else None)
    before = old.other_gain if old else None
    of_all = LongLineRow("other_gain", _("They gained"), before, hint=_("as I saw it"))
    if role == "senior":
        return [own, of_all]
    of_each: list[FormRow] = [
        LongLineRow(
            _OF + who,
            _("{name} gained").format(name=view.first_name(who)),
            old.gained_by.get(who) if old else None,
            hint=_("as I saw it"),
        )
        for who in final_forms.seniors_of(view, person_id)
    ]
    return [own, *of_each, *([of_all] if before or not of_each else [])]


def _closing_rows(old: Evaluation | None) -> list[FormRow]:
    """Return whether the person would do it again, a story, and the next step."""
    return [
        NumberRow("would_recommend", _("Recommends"), old.would_recommend if old else None,
                  low=0, high=10, needed=False, hint=_("0 to 10")),
        ChoiceRow("would_repeat", _("Would repeat"), yes_no(), old.would_repeat if old else None),
        LongLineRow("story", _("One story"), old.story if old else None),
        ChoiceRow("consent", _("May be told"),
                  [(None, _("not asked yet")), *labels.consents().items()],
                  old.consent if old else None),
        LongLineRow("next_step", _("Next step"), old.next_step if old else None),
    ]  # fmt: skip


def _how_rows(old: Evaluation | None, today: date) -> list[FormRow]:
    """Return how the form was answered, and when."""
    return [
        ChoiceRow("method", _("Answered"), [*labels.methods().items()],
                  old.method if old else "interview"),
        DateRow("on", _("On"), old.on if old else today, lean="over"),
    ]  # fmt: skip


def _used(role: Role, answers: dict[str, Any]) -> list[FormRow]:
    """Return what a senior is asked of the week before: tools used, minutes saved."""
    if role == "mentor":
        return []
    tools, minutes = answers.get("tools_used"), answers.get("minutes_saved")
    return [
        LongLineRow("tools_used", _("Used last week"), tools if isinstance(tools, str) else None,
                placeholder=_("tools, with commas between; or: none")),
        NumberRow("minutes_saved", _("Saves a week"),
                  minutes if isinstance(minutes, int | float) else None, low=0, high=2400,
                  needed=False, hint=_("minutes")),
    ]  # fmt: skip


class _MarkRow(ChoiceRow):
    """A question with its marks: the label takes what room it needs."""

    DEFAULT_CSS = """
    _MarkRow .form--label { width: 1fr; }
    _MarkRow Choice { width: 36; }
    """


def _mark(name: str, text: str, value: object) -> FormRow:
    marks = [(None, "–"), *((n, str(n)) for n in range(1, 6))]
    return _MarkRow(name, text, marks, value if isinstance(value, int) else None)
