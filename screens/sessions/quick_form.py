"""The form that logs a question answered beside the sessions."""

from __future__ import annotations

from revmentor.actions import sessions
from revmentor.i18n.gettext import _
from revmentor.model.session import Exchange, Session
from revmentor.rules.programme_view import View
from revmentor.rules.sessions.checks import QUICK_HELP_MINUTES
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options
from screens.sessions import log_rows as parts
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import SentencesRow
from widgets.typed_rows import DateRow, NumberRow


def quick_form(
    host: Host, view: View, mentor_id: str = "", old: Session | None = None
) -> FormScreen[Session]:
    """Return the form that logs a question answered in under a quarter of an hour."""
    # Whoever stands in today helps too, and the mentor may still.
    together = [
        (teacher, pair.senior_id)
        for pair in view.open_pairs
        for teacher in dict.fromkeys([pair.mentor_id, pair.taught_by(host.today)])
    ]
    options: Options = [
        (each, " & ".join(map(view.first_name, each)))
        for each in sorted(together, key=lambda each: each[0] != mentor_id)
    ]
    chosen = None
    if old:
        chosen = (old.mentor_id, next(iter(old.attendance)))
        if chosen not in dict(options):
            names = " & ".join(view.first_name(each) for each in chosen)
            options.append((chosen, names))
    rows: list[FormRow] = [
        SentencesRow("taught", _("About"), parts.words(old.taught) if old else None,
                needed=_("Write in a few words what it was about.")),
        ChoiceRow("pair", _("Who"), options, chosen),
        NumberRow("minutes", _("Minutes"), old.minutes if old else 10,
                  low=1, high=QUICK_HELP_MINUTES),
        DateRow("on", _("On"), old.day if old else host.today, lean="over"),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Session:
        mentor, senior = values["pair"]
        return sessions.log(
            tx,
            mentor,
            session_id=old.id if old else None,
            due_on=values["on"],
            status="held",
            attendance={senior: "present"},
            quick_help=True,
            format="individual",
            minutes=values["minutes"],
            taught=(Exchange(text=values["taught"]),),
        )

    return FormScreen(
        _("Quick help"),
        rows,
        save,
        today=host.today,
        about=_("A question answered beside the sessions. It fills no slot; its minutes count."),
    )
