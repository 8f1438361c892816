"""Forms of pairs: place, move, end, charter, exception."""

from __future__ import annotations

from revmentor.actions import pairs
from revmentor.content import library
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.pair import Charter, Pair, RuleException
from revmentor.rules.pairing import eligibility, handover, lessons, pair_text, score
from revmentor.rules.programme_view import View
from screens.forms.options import Options, person_options
from screens.host import Host, options_of
from widgets.form import FormScreen, Values
from widgets.rows import ChoiceRow, DateRow, FormRow, ProseRow, StatementRow, TextRow


def _mentors(view: View, senior_id: str) -> Options:
    """Return the mentors, whoever may take this senior and fits best first."""
    view = eligibility.without_pair(view, senior_id)

    most = score.points(view.programme.pairs_by.weights)
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
            n=len(view.group_of(mentor_id)), of=eligibility.places(view, mentor_id)
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
        TextRow("rationale", _("Because"), hint=_("empty: what they teach")),
    ]

    def save(values: Values) -> Pair:
        if not values["mentor_id"]:
            raise Refused(_("There is no mentor yet; add one in People."), field="mentor_id")
        try:
            return pairs.place(
                host.file,
                view.programme.id,
                values["mentor_id"],
                senior_id,
                on=values["on"],
                rationale=values["rationale"],
            )
        except Refused as error:
            raise _with_way_out(error) from error

    title = _("A mentor for {name}").format(name=view.name(senior_id))
    return FormScreen(title, rows, save, today=host.today)


def _with_way_out(error: Refused) -> Refused:
    if any(problem.path for problem in error.problems):
        text = _("An exception with a reason opens this pair (v).")
        return Refused(f"{error} {text}", field=error.field, problems=error.problems)
    return error


def move_form(host: Host, view: View, pair: Pair) -> FormScreen[Pair]:
    """Return the form that gives a senior another mentor."""
    mentors = [each for each in _mentors(view, pair.senior_id) if each[0] != pair.mentor_id]
    rows: list[FormRow] = [
        ChoiceRow("mentor_id", _("To"), mentors),
        DateRow("on", _("From"), max(host.today, pair.from_on)),
        TextRow("reason", _("Why"), hint=_("in a few words, no blame")),
        ProseRow("handover", _("Hand-over"), handover.note(view, pair)),
    ]

    def save(values: Values) -> Pair:
        if not values["mentor_id"]:
            raise Refused(_("There is no other mentor."), field="mentor_id")
        try:
            return pairs.move(host.file, pair.id, **values)
        except Refused as error:
            field = "on" if error.field == "until_on" else error.field
            raise _with_way_out(
                Refused(str(error), field=field, problems=error.problems)
            ) from error

    title = _("Another mentor for {name}").format(name=view.name(pair.senior_id))
    about = _("The history stays, and {mentor} has a place free. w then writes to both.").format(
        mentor=view.first_name(pair.mentor_id)
    )
    return FormScreen(title, rows, save, today=host.today, about=about)


def end_form(host: Host, view: View, pair: Pair) -> FormScreen[Pair]:
    """Return the form that ends a pair, without fault."""
    rows: list[FormRow] = [
        TextRow("reason", _("Why"), hint=_("in a few words, no blame")),
        DateRow("on", _("On"), max(host.today, pair.from_on)),
    ]

    def save(values: Values) -> Pair:
        try:
            return pairs.end(host.file, pair.id, today=host.today, **values)
        except Refused as error:
            names = {"end_reason": "reason", "until_on": "on"}
            raise Refused(str(error), field=names.get(error.field, "")) from error

    return FormScreen(
        _("End the pair of {mentor} and {senior}").format(
            mentor=view.first_name(pair.mentor_id), senior=view.first_name(pair.senior_id)
        ),
        rows,
        save,
        today=host.today,
        about=_("Its sessions stay written; the senior can have another mentor."),
    )


def charter_form(host: Host, view: View, pair: Pair) -> FormScreen[Pair]:
    """Return the charter: the days each side signed, and what became of the twelve clauses."""
    charter = pair.charter or Charter()
    marks: Options = [
        (None, "–"),
        ("yes", _("yes")),
        ("changed", _("changed")),
        ("not_applicable", _("n.a.")),
    ]
    clauses = host.look(library.charter) or []
    rows: list[FormRow] = [
        DateRow("mentor_on", view.first_name(pair.mentor_id), charter.mentor_on or host.today,
                needed=False, hint=_("signed on")),
        DateRow("senior_on", view.first_name(pair.senior_id), charter.senior_on or host.today,
                needed=False, hint=_("signed on")),
        *(
            StatementRow(f"clause_{number}", f"{number} {title}", marks,
                         charter.clauses.get(number))
            for number, title, _text in clauses
        ),
    ]  # fmt: skip

    def save(values: Values) -> Pair:
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
            host.file,
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
    """Return the form of a pair's own weekly occasion."""
    rows: list[FormRow] = [
        TextRow("slot", _("Weekly slot"), pair.slot, hint=_("like tue-14:30; may stay empty"))
    ]

    def save(values: Values) -> Pair:
        return pairs.set_slot(host.file, pair.id, values["slot"])

    about = _("When the two meet every week.")
    if not view.programme.pairs_by.own_half_day:
        about = _(
            "It counts when every senior has a half-day of their own (a on Pairs, then w). Until "
            "then the mentor’s slot is for all."
        )
    title = _("{mentor} & {senior}").format(
        mentor=view.first_name(pair.mentor_id), senior=view.first_name(pair.senior_id)
    )
    return FormScreen(title, rows, save, today=host.today, about=about)


def exception_form(
    host: Host, view: View, senior_id: str, mentor_id: str | None = None
) -> FormScreen[RuleException]:
    """Return the form that records an exception to one rule, meant for ``mentor_id`` if given."""
    found = [
        (each.rule, mentor_id)
        for mentor_id in ([mentor_id] if mentor_id else view.active_mentors)
        for each in eligibility.against(view, mentor_id, senior_id)
        if each.rule
    ]
    rule = found[0][0] if found else "reporting_line"
    mentors = [mentor_id for which, mentor_id in found if which == rule]
    standing = [
        each
        for each in view.snapshot.exceptions.values()
        if each.programme_id == view.programme.id and each.senior_id == senior_id
    ]
    names = eligibility.rule_names()
    rows: list[FormRow] = [
        ChoiceRow("rule", _("Rule"), list(names.items()), rule),
        ChoiceRow(
            "mentor_id",
            _("With"),
            options_of(person_options(view, view.active_mentors), _("any mentor")),
            mentors[0] if len(mentors) == 1 else None,
        ),
        TextRow("reason", _("Because"), hint=_("who agreed to it")),
    ]
    if standing:
        withdraw = [
            (
                each.id,
                _("withdraw: {rule} ({reason})").format(
                    rule=names.get(each.rule, each.rule), reason=each.reason
                ),
            )
            for each in standing
        ]
        rows.insert(0, ChoiceRow("what", _("What"), options_of(withdraw, _("a new one"))))

    def save(values: Values) -> RuleException:
        if chosen := values.pop("what", None):
            return pairs.withdraw_exception(host.file, chosen)
        return pairs.record_exception(
            host.file, view.programme.id, senior_id, on=host.today, **values
        )

    return FormScreen(
        _("An exception for {name}").format(name=view.name(senior_id)), rows, save, today=host.today
    )
