"""Signals: let one rest until a day, wake it, and say from when on they speak."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from revmentor.actions import pairs
from revmentor.actions.programmes import open_view
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair, Snooze
from revmentor.model.programme import Programme, SignalSettings
from revmentor.rules.care import pair_signals
from revmentor.store.workspace import Workspace

LONGEST = timedelta(weeks=13)
"""How long a signal rests at most: what should rest longer is better settled."""


def snooze(
    workspace: Workspace,
    pair_id: str,
    rule: str,
    *,
    until: date | None,
    reason: str | None,
    today: date,
) -> Pair:
    """Let a signal of a pair rest until a day, for a written reason; then it speaks again."""
    old = pairs.get(workspace, pair_id)
    view = open_view(workspace, old.programme_id)
    if rule not in {each.rule for each in pair_signals.read(view, old, today).signals}:
        raise Refused(_("This signal does not speak now."), field="rule")
    if until is None or until <= today:
        raise Refused(_("Choose a day to come."), field="until")
    if until > today + LONGEST:
        raise Refused(
            _("A signal rests for three months at most, until {day}.").format(
                day=plain_date(today + LONGEST)
            ),
            field="until",
        )
    if not reason:
        raise Refused(_("Write down why it may rest, in a few words."), field="reason")
    rests = Snooze(rule=rule, until=until, reason=reason, on=today)
    others = tuple(each for each in old.snoozes if each.rule != rule and each.until > today)
    pair = msgspec.structs.replace(old, snoozes=(*others, rests))
    workspace.commit(
        _("a signal of {mentor} and {senior} rests until {day}").format(
            mentor=view.name(old.mentor_id),
            senior=view.name(old.senior_id),
            day=plain_date(until),
        ),
        put=[pair],
    )
    return pair


def wake(workspace: Workspace, pair_id: str, rule: str | None = None) -> Pair:
    """Let a signal of a pair that rests speak again, or all of them."""
    old = pairs.get(workspace, pair_id)
    view = open_view(workspace, old.programme_id)
    left = tuple(each for each in old.snoozes if rule and each.rule != rule)
    if left == old.snoozes:
        raise Refused(_("No signal of this pair rests."))
    pair = msgspec.structs.replace(old, snoozes=left)
    workspace.commit(
        _("the signals of {mentor} and {senior} speak again").format(
            mentor=view.name(old.mentor_id), senior=view.name(old.senior_id)
        ),
        put=[pair],
    )
    return pair


def set_settings(workspace: Workspace, programme_id: str, settings: SignalSettings) -> Programme:
    """Set from when on signals speak in a programme."""
    view = open_view(workspace, programme_id)
    usual = settings == SignalSettings()
    programme = msgspec.structs.replace(view.programme, signals=None if usual else settings)
    workspace.commit(_("settings of signals changed"), put=[programme])
    return programme
