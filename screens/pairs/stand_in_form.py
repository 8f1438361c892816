"""The forms of a stand-in: a colleague takes a mentor's sessions for some weeks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from revmentor.actions import stand_ins
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.pair import Pair, StandIn
from revmentor.rules.pairing import stand_ins as rules
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options, options_of
from screens.dialogs.place_forms import way_out
from widgets.choice_rows import ChecksRow, ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import TextRow
from widgets.typed_rows import DateRow


def ask_of_stand_in(host: Host, view: View, pair: Pair, then: Callable[[Pair], object]) -> None:
    """Ask who stands in for the mentor of a pair; first which one is meant where there are some."""

    def made(pairs: list[Pair]) -> None:
        then(pairs[0])

    standing = rules.standing(pair, host.today)
    if not standing:
        host.ask(stand_in_form(host, view, pair), made)
        return

    def chosen(which: list[StandIn | None]) -> None:
        host.ask(stand_in_form(host, view, pair, which[0]), made)

    host.ask(which_form(host, view, pair), chosen)


def which_form(host: Host, view: View, pair: Pair) -> FormScreen[list[StandIn | None]]:
    """Return the form that chooses a stand-in of a pair that is not over, or a new one."""
    standing = rules.standing(pair, host.today)
    options: Options = [(each, rules.told(view, each, host.today)) for each in standing]
    options.append((None, _("a new one")))

    def save(_tx: object, values: Values) -> list[StandIn | None]:
        return [values["which"]]

    rows: list[FormRow] = [ChoiceRow("which", _("Stand-in"), options, standing[0])]
    return FormScreen(_title(view, pair), rows, save, today=host.today, verb=_("Choose"))


def stand_in_form(
    host: Host, view: View, pair: Pair, old: StandIn | None = None
) -> FormScreen[list[Pair]]:
    """Return the form of a stand-in: who, from when to when, with whom; of an old one, or a new."""
    group = _group(view, pair)
    meant = [each.id for each in group if old is None or old in each.stand_ins]
    rows: list[FormRow] = [
        ChoiceRow("mentor_id", _("Stand-in"), _mentors(view, pair, old),
                  old.mentor_id if old else None),
        DateRow("start", _("From"), old.start if old else _first_day(host.today, pair)),
        DateRow("end", _("Last day"), old.end if old else None),
        TextRow("reason", _("Why"), old.reason if old else None,
                hint=_("like on leave")),
    ]  # fmt: skip
    if len(group) > 1:
        seniors = [(each.id, view.first_name(each.senior_id)) for each in group]
        rows.append(ChecksRow("seniors", _("With"), seniors, meant))
    if old:
        what = [(False, _("change it")), (True, _("take it out"))]
        rows.insert(0, ChoiceRow("out", _("What"), what, False))

    def save(tx: Transaction, values: Values) -> list[Pair]:
        seniors = values.pop("seniors", meant)
        if values.pop("out", False) and old:
            return stand_ins.take_out(tx, meant, old)
        with way_out(host):
            return stand_ins.stand_in(tx, seniors, **values, instead=old, sure=form.insists)

    form = FormScreen(
        _title(view, pair),
        rows,
        save,
        today=host.today,
        about=host.keyed(
            _(
                "The pair stays as it is, with its goals and its charter. Weekday and hour stay "
                "too; what is planned goes over, and comes back after the last day."
            )
        ),
    )
    return form


def _group(view: View, pair: Pair) -> list[Pair]:
    """Return the open pairs of the mentor, the seniors by name; of an ended pair it alone."""
    every = sorted(view.open_pairs, key=lambda one: view.sort_key(one.senior_id))
    return [each for each in every if each.mentor_id == pair.mentor_id] or [pair]


def _title(view: View, pair: Pair) -> str:
    return _("A stand-in for {name}").format(name=view.name(pair.mentor_id))


def _first_day(today: date, pair: Pair) -> date:
    return max(today, pair.from_on)


def _mentors(view: View, pair: Pair, old: StandIn | None) -> Options:
    """Return the other mentors, whoever may and has most hours left first; why not, of the rest."""
    others = [each for each in view.active_mentors if each not in pair.sides]
    if old and old.mentor_id not in others:
        others.append(old.mentor_id)
    against = {each: rules.objections(view, pair, each) for each in others}
    left = {each: rules.hours_left(view, each) for each in others}
    others.sort(key=lambda each: (bool(against[each]), -left[each], view.sort_key(each)))
    return options_of(
        [
            (
                each,
                f"{view.name(each)} · {against[each][0].message}"
                if against[each]
                else f"{view.name(each)} · {_free(view, each, left[each])}",
            )
            for each in others
        ]
    )


def _free(view: View, mentor_id: str, left: float) -> str:
    """Return how many seniors a mentor has, and the hours a month that are left."""
    n = len(view.group_of(mentor_id))
    seniors = ngettext("{n} senior", "{n} seniors", n)
    hours = _("{hours} hours left").format(hours=number(max(left, 0.0)))
    return f"{seniors} · {hours}"
