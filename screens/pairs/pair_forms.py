"""The forms of a pair: its end, its charter, its weekly occasion, an exception to a rule."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.actions import pairs
from revmentor.content import library
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model import labels
from revmentor.model.pair import Charter, Pair, RuleException
from revmentor.rules.pairing import eligibility
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options, options_of, person_options
from screens.base.refusals import beside
from screens.dialogs.not_again_row import not_again_row, who_said
from widgets.choice_rows import ChoiceRow, StatementRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import TextRow
from widgets.typed_rows import DateRow, SlotRow


def end_form(host: Host, view: View, pair: Pair) -> FormScreen[Pair]:
    """Return the form that ends a pair, without fault."""
    rows: list[FormRow] = [
        TextRow("reason", _("Why"), hint=_("in a few words, no blame")),
        DateRow("on", _("On"), max(host.today, pair.from_on)),
        not_again_row(view, pair),
    ]

    def save(tx: Transaction, values: Values) -> Pair:
        said_by = who_said(pair, values.pop("not_again"))
        with beside(end_reason="reason", until_on="on"):
            return pairs.end(tx, pair.id, not_again=said_by, **values)

    return FormScreen(
        _("End the pair of {mentor} and {senior}").format(
            mentor=view.first_name(pair.mentor_id), senior=view.first_name(pair.senior_id)
        ),
        rows,
        save,
        today=host.today,
        about=_(
            "Its sessions stay written; the senior can have another mentor. Whoever says “not "
            "again” is not proposed to the other any more."
        ),
    )


def end_many_form(host: Host, view: View, ending: Sequence[Pair]) -> FormScreen[list[Pair]]:
    """Return the form that ends several pairs at once, on one day and for one reason."""
    rows: list[FormRow] = [
        TextRow("reason", _("Why"), hint=_("in a few words, no blame")),
        DateRow("on", _("On"), max(host.today, *(each.from_on for each in ending))),
    ]

    def save(tx: Transaction, values: Values) -> list[Pair]:
        with beside(end_reason="reason", until_on="on"):
            return pairs.end_several(tx, [each.id for each in ending], **values)

    names = listed(
        [
            f"{view.first_name(each.mentor_id)} & {view.first_name(each.senior_id)}"
            for each in ending
        ]
    )
    return FormScreen(
        ngettext("End {n} pair", "End {n} pairs", len(ending)),
        rows,
        save,
        today=host.today,
        about=_("{names}. Their sessions stay written.").format(names=names),
    )


def charter_form(host: Host, view: View, pair: Pair) -> FormScreen[Pair]:
    """Return the charter: the days each side signed, and what became of the twelve clauses."""
    charter = pair.charter or Charter()
    marks: Options = [(None, "–"), *labels.clauses().items()]
    clauses = host.look(library.charter) or []
    rows: list[FormRow] = [
        DateRow("mentor_on", view.first_name(pair.mentor_id), charter.mentor_on or host.today,
                lean="over", needed=False, hint=_("signed on")),
        DateRow("senior_on", view.first_name(pair.senior_id), charter.senior_on or host.today,
                lean="over", needed=False, hint=_("signed on")),
        *(
            StatementRow(f"clause_{number}", f"{number} {title}", marks,
                         charter.clauses.get(number))
            for number, title, _text in clauses
        ),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Pair:
        kept = {
            number: state
            for number, state in charter.clauses.items()
            if number not in {each for each, _title, _text in clauses}
        }
        chosen = {
            number: mark
            for number, _title, _text in clauses
            if (mark := values[f"clause_{number}"])
        }
        return pairs.sign_charter(
            tx,
            pair.id,
            mentor_on=values["mentor_on"],
            senior_on=values["senior_on"],
            clauses={**kept, **chosen},
        )

    return FormScreen(
        _("The pair’s charter"),
        rows,
        save,
        today=host.today,
        about=_(
            "The day each side signed; empty where one has not yet. Each clause: yes, changed, or "
            "n.a., not for these two."
        ),
    )


def slot_form(host: Host, view: View, pair: Pair) -> FormScreen[Pair]:
    """Return the form of a pair's own weekly occasion, and of what the two need."""
    rows: list[FormRow] = [
        SlotRow("slot", _("Weekly slot"), pair.slot, hint=_("like Tue 14:30; may stay empty")),
        TextRow("equipment", _("Tools"), pair.equipment,
                placeholder=_("what they need and have: accounts, device, room, link")),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Pair:
        return pairs.arrange(tx, pair.id, **values)

    about = _("When the two meet every week.")
    if not view.programme.pairs_by.own_half_day:
        about = host.keyed(
            _(
                "It counts when every senior has a half-day of their own ({propose} on Pairs, then "
                "{weights}). Until then the mentor’s slot is for all."
            )
        )
    title = _("{mentor} & {senior}").format(
        mentor=view.first_name(pair.mentor_id), senior=view.first_name(pair.senior_id)
    )
    return FormScreen(title, rows, save, today=host.today, about=about)


def exception_form(
    host: Host, view: View, senior_id: str, mentor_id: str | None = None
) -> FormScreen[RuleException]:
    """Return the form that records an exception to one rule, meant for ``mentor_id`` if given."""
    rule, mentors = _likely_exception(view, senior_id, mentor_id)
    rows: list[FormRow] = [
        ChoiceRow("rule", _("Rule"), list(labels.pairing_rules().items()), rule),
        ChoiceRow(
            "mentor_id",
            _("With"),
            options_of(person_options(view, view.active_mentors), _("any mentor")),
            mentors[0] if len(mentors) == 1 else None,
        ),
        TextRow("reason", _("Because"), hint=_("who agreed to it")),
    ]
    if withdraw := _withdrawals(view, senior_id):
        rows.insert(0, ChoiceRow("what", _("What"), options_of(withdraw, _("a new one"))))

    def save(tx: Transaction, values: Values) -> RuleException:
        if chosen := values.pop("what", None):
            return pairs.withdraw_exception(tx, chosen)
        return pairs.record_exception(tx, senior_id, on=host.today, **values)

    return FormScreen(
        _("An exception for {name}").format(name=view.name(senior_id)), rows, save, today=host.today
    )


def _likely_exception(view: View, senior_id: str, mentor_id: str | None) -> tuple[str, list[str]]:
    """Return the rule most likely meant, and the mentors it keeps from the senior."""
    broken = [
        (each.rule, mentor_id)
        for mentor_id in ([mentor_id] if mentor_id else view.active_mentors)
        for each in eligibility.against(view, mentor_id, senior_id)
        if each.rule
    ]
    rule = broken[0][0] if broken else "reporting_line"
    return rule, [mentor_id for which, mentor_id in broken if which == rule]


def _withdrawals(view: View, senior_id: str) -> Options:
    """Return the exceptions of the senior that stand, as what can be withdrawn."""
    names = labels.pairing_rules()
    text = _("withdraw: {rule} ({reason})")
    return [
        (each.id, text.format(rule=names.get(each.rule, each.rule), reason=each.reason))
        for each in view.own(RuleException)
        if each.senior_id == senior_id
    ]
