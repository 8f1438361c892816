"""Forms of cases: open one, follow it, close it."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from revmentor.actions import cases
from revmentor.content.library import Remedy
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.case import Case
from revmentor.model.pair import Pair
from revmentor.rules.care import cases as followed
from revmentor.rules.pairing import pair_endings
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options, options_of, person_options
from screens.dialogs.place_forms import move_form
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import LongLineRow, ProseRow, TextRow
from widgets.typed_rows import DateRow


def case_form(
    host: Host,
    view: View,
    whose: Pair | str,
    remedy: Remedy | None = None,
    rule: str | None = None,
) -> FormScreen[Case]:
    """Return the form that opens a case of a pair or of a mentor, with the first move of a remedy.

    If it was a case before, the second move stands there.
    """
    pair = whose if isinstance(whose, Pair) else None
    person_id = whose if isinstance(whose, str) else None
    like = Case(
        id="new",
        programme_id=view.programme.id,
        opened_on=host.today,
        text=remedy.title if remedy else _("a new case"),
        rule=rule,
        pair_id=pair.id if pair else None,
        person_id=person_id,
    )
    again = followed.before(view, like)
    move = (remedy.lasting if again else remedy.first) if remedy else None
    rows: list[FormRow] = [
        LongLineRow("text", _("What"), remedy.title if remedy else None),
        ProseRow("next_step", _("Next"), move),
        TextRow("owner", _("Whose"), view.firm.coordinator, hint=_("who follows it")),
        DateRow("due_on", _("Until"), host.today + timedelta(days=7)),
    ]

    def save(tx: Transaction, values: Values) -> Case:
        return cases.open_case(
            tx, on=host.today, pair_id=like.pair_id, person_id=person_id, rule=rule, **values
        )

    return FormScreen(
        _("A case: {who}").format(who=whose_case(view, like)),
        rows,
        save,
        today=host.today,
        about=_again(view, like, len(again)),
    )


def loose_case_form(host: Host, view: View, old: Case | None = None) -> FormScreen[Case]:
    """Return the form of a case that is about no pair: of somebody, or of the programme.

    Of an open case of a pair all but whom it is about is corrected.
    """
    about: Options = options_of(person_options(view, view.participants), view.programme.name)
    rows: list[FormRow] = [
        TextRow("text", _("What"), old.text if old else None),
        *([] if old and old.pair_id else
          [ChoiceRow("person_id", _("About"), about, old.person_id if old else None)]),
        ProseRow("next_step", _("Next"), old.next_step if old else None),
        TextRow("owner", _("Whose"), old.owner if old else view.firm.coordinator,
                hint=_("who follows it")),
        DateRow("due_on", _("Until"), old.due_on if old else host.today + timedelta(days=7),
                needed=old is None),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Case:
        if old:
            return cases.edit(tx, old.id, **values)
        return cases.open_case(tx, on=host.today, **values)

    title = (
        _("A case: {who}").format(who=whose_case(view, old)) if old else _("A case without a pair")
    )
    return FormScreen(title, rows, save, today=host.today)


def _again(view: View, case: Case, times: int) -> str:
    if not times:
        return ""
    text = ngettext("This was a case {n} time before.", "This was a case {n} times before.", times)
    if followed.proposes_rematch(view, case):
        text += " " + _("A new pairing is the way out, without fault.")
    return text


def whose_case(view: View, case: Case) -> str:
    """Return whom a case is about: a pair, a person, or the firm."""
    pair = view.snapshot.pairs.get(case.pair_id or "")
    if pair:
        return f"{view.first_name(pair.mentor_id)} & {view.first_name(pair.senior_id)}"
    return view.name(case.person_id) if case.person_id else view.firm.name


def follow_form(host: Host, view: View, case: Case) -> FormScreen[tuple[Case, str]]:
    """Return the form that goes on with a case, closes it, or turns to a new pairing."""
    proposes = followed.proposes_rematch(view, case)
    ways: Options = [("on", _("goes on")), ("done", _("is settled"))]
    if proposes:
        ways.append(("rematch", _("new pairing")))
    rows: list[FormRow] = [
        ChoiceRow("way", _("The case"), ways, "rematch" if proposes else "on"),
        ProseRow("next_step", _("Next"), case.next_step),
        DateRow("due_on", _("Until"), host.today + timedelta(days=7)),
        ProseRow("outcome", _("Outcome"), None),
    ]

    def save(tx: Transaction, values: Values) -> tuple[Case, str]:
        way: str = values["way"]
        if way == "on":
            due_on, next_step = values["due_on"], values["next_step"]
            return cases.edit(tx, case.id, due_on=due_on, next_step=next_step), way
        outcome = values["outcome"]
        if way == "rematch":
            pair = view.snapshot.pairs.get(case.pair_id or "")
            if pair:
                pair_endings.refuse_locked(pair, field="way")
            # The case is closed by the new pairing, and not before it is made.
            outcome = outcome or _("a new pairing, without fault")
            return msgspec.structs.replace(case, outcome=outcome), way
        return cases.close(tx, case.id, outcome=outcome, on=host.today), way

    about = _("{who}: {text} · opened on {day}").format(
        who=whose_case(view, case), text=case.text, day=plain_date(case.opened_on)
    )
    if case.owner:
        about = _("{about} · followed by {name}.").format(about=about, name=case.owner)
    return FormScreen(
        _("Case"),
        rows,
        save,
        today=host.today,
        about=" ".join(filter(None, (about, _again(view, case, len(followed.before(view, case)))))),
    )


def follow(host: Host, view: View, case: Case) -> None:
    """Show a case to go on with; a new pairing opens the form that makes one."""

    def then(outcome: tuple[Case, str]) -> None:
        followed_up, way = outcome
        pair = view.snapshot.pairs.get(case.pair_id or "")
        if way == "rematch" and pair and host.view:
            host.ask(move_form(host, host.view, pair), lambda new: moved(new, followed_up))

    async def moved(new: Pair, followed_up: Case) -> None:
        await host.attempt(
            lambda tx: cases.close(tx, case.id, outcome=followed_up.outcome, on=host.today)
        )
        host.go("pairs", new.id)

    host.ask(follow_form(host, view, case), then)
