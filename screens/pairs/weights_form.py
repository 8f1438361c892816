"""The form of how pairs are proposed: the weights, and what a mentor may teach."""

from __future__ import annotations

from revmentor.actions import programmes
from revmentor.i18n.gettext import _
from revmentor.model.programme import Pairing, Programme, Weights
from revmentor.rules.pairing import plan_text
from revmentor.rules.pairing.score import SCORE_PARTS, ScorePart, part_names
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.typed_rows import NumberRow


def pairing_form(host: Host, view: View) -> FormScreen[Programme]:
    """Return the form of the settings of pairing."""
    now, names = view.programme.pairs_by, part_names()
    hints: dict[ScorePart, str] = {
        "skill_need": _("the gap a mentor closes"),
        "give_back": _("offered and wished for"),
        "other_department": _("another one counts"),
    }
    rows: list[FormRow] = [
        NumberRow(
            part,
            names[part],
            getattr(now.weights, part),
            low=0,
            high=100,
            hint=hints.get(part, ""),
        )
        for part in SCORE_PARTS
    ]
    rows += _rules(now)

    def save(tx: Transaction, values: Values) -> Programme:
        weights = Weights(**{part: values.pop(part) for part in SCORE_PARTS})
        return programmes.set_pairing(tx, Pairing(weights=weights, **values))

    return FormScreen(
        _("How pairs are proposed"),
        rows,
        save,
        today=host.today,
        about=_("Shares of the score, 0 to 100; only how they stand to each other counts."),
    )


def _rules(now: Pairing) -> list[FormRow]:
    """Return what is asked of every plan, beside the weights."""
    return [
        NumberRow(
            "levels_above",
            _("Levels above"),
            now.levels_above,
            low=1,
            high=6,
            hint=_("to teach a skill"),
        ),
        ChoiceRow(
            "own_half_day",
            _("Own half-day"),
            [(False, _("seniors of a mentor may share one")), (True, _("for every senior"))],
            now.own_half_day,
        ),
        ChoiceRow(
            "own_goal",
            _("Own goals"),
            [(times, plan_text.own_goal_text(times)) for times in range(1, 10)],
            now.own_goal,
        ),
        ChoiceRow(
            "group_for_each",
            _("Mentors"),
            [
                (True, _("none with nobody, where all can")),
                (False, _("one may have nobody")),
            ],
            now.group_for_each,
        ),
    ]
