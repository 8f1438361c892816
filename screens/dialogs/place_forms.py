"""The forms that give a senior a mentor, or another one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from revmentor.actions import pairs
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair
from revmentor.rules.pairing import eligibility, handover, lessons, pair_text, score
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options
from screens.base.refusals import beside
from screens.dialogs.not_again_row import not_again_row, who_said
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import LongLineRow, ProseRow, TextRow
from widgets.typed_rows import DateRow


def _mentors(view: View, senior_id: str) -> Options:
    """Return the mentors, whoever may take this senior and fits best first."""
    view = eligibility.without_pair(view, senior_id)

    most = score.points(score.counted(view, view.programme.pairs_by.weights))
    scores = {
        each: score.score(view, each, senior_id, most).total
        for each in view.active_mentors
        if each != senior_id
    }

    def order(mentor_id: str) -> tuple[bool, int, int, str]:
        return (
            bool(eligibility.objections(view, mentor_id, senior_id)),
            -scores[mentor_id],
            len(view.group_of(mentor_id)),
            view.sort_key(mentor_id),
        )

    options: Options = []
    for mentor_id in sorted(scores, key=order):
        taught = [
            view.skill_name(each.skill_id) for each in lessons.lessons(view, mentor_id, senior_id)
        ]
        places = _("{n} of {of}").format(
            n=len(view.group_of(mentor_id)), of=eligibility.places_of(view, mentor_id)
        )
        fit = pair_text.hundredths(scores[mentor_id])
        text = f"{view.name(mentor_id)} · {fit} · {places}"
        options.append((mentor_id, f"{text} · {', '.join(taught)}" if taught else text))
    return options


def _start(host: Host, view: View) -> DateRow:
    day = max(host.today, view.programme.starts_on)
    return DateRow("on", _("From"), day)


def place_form(host: Host, view: View, senior_id: str) -> FormScreen[Pair]:
    """Return the form that gives a senior a mentor."""
    rows: list[FormRow] = [
        ChoiceRow("mentor_id", _("Mentor"), _mentors(view, senior_id)),
        _start(host, view),
        LongLineRow("rationale", _("Because"), hint=_("empty: what they teach")),
    ]

    def save(tx: Transaction, values: Values) -> Pair:
        if not values["mentor_id"]:
            raise Refused(_("There is no mentor yet; add one in People."), field="mentor_id")
        with way_out(host):
            return pairs.place(
                tx, values["mentor_id"], senior_id, on=values["on"], rationale=values["rationale"]
            )

    title = _("A mentor for {name}").format(name=view.name(senior_id))
    return FormScreen(title, rows, save, today=host.today)


@contextmanager
def way_out(host: Host) -> Iterator[None]:
    """Say, where a rule forbids a pair, that an exception opens it."""
    try:
        yield
    except Refused as error:
        rules = labels.pairing_rules()
        if not any(problem.path in rules for problem in error.problems):
            raise
        text = host.keyed(_("An exception with a reason opens this pair ({exception})."))
        raise Refused(f"{error} {text}", field=error.field, problems=error.problems) from error


def move_form(host: Host, view: View, pair: Pair) -> FormScreen[Pair]:
    """Return the form that gives a senior another mentor."""
    mentors = [each for each in _mentors(view, pair.senior_id) if each[0] != pair.mentor_id]
    rows: list[FormRow] = [
        ChoiceRow("mentor_id", _("To"), mentors),
        DateRow("on", _("From"), max(host.today, pair.from_on)),
        TextRow("reason", _("Why"), hint=_("in a few words, no blame")),
        not_again_row(view, pair),
        ProseRow("handover", _("Hand-over"), handover.note(view, pair)),
    ]

    def save(tx: Transaction, values: Values) -> Pair:
        if not values["mentor_id"]:
            raise Refused(_("There is no other mentor."), field="mentor_id")
        said_by = who_said(pair, values.pop("not_again"))
        with way_out(host), beside(until_on="on"):
            return pairs.move(tx, pair.id, not_again=said_by, **values)

    title = _("Another mentor for {name}").format(name=view.name(pair.senior_id))
    about = host.keyed(
        _("The history stays, and {mentor} has a place free. {message_pair} then writes to both."),
        mentor=view.first_name(pair.mentor_id),
    )
    return FormScreen(title, rows, save, today=host.today, about=about)
