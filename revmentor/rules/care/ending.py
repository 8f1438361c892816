"""Lines of Today about the end: what is missing to close, follow-ups, how long records are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.programme import FollowUpKind
from revmentor.rules import restriction
from revmentor.rules.care.item import Item
from revmentor.rules.programme_view import View, with_records
from revmentor.rules.results import follow_ups, level_changes


def to_close(view: View) -> Item:
    """Return what is missing to close the programme."""
    missing = ", ".join(level_changes.missing_to_close(view)) or _("nothing is missing: close it")
    return Item("needs_you", "look", _("To close"), missing, "evaluation")


def follow_ups_due(view: View, on: date) -> Iterator[Item]:
    """Yield what a closed programme still waits for, also while the next one runs."""
    for programme in sorted(with_records(view.snapshot), key=lambda each: each.id):
        kind = follow_ups.due_follow_up(programme, on)
        if kind is None:
            continue
        its = view
        if programme != view.programme:
            its = view.over(view.snapshot, programme.id)
        if seniors := follow_ups.seniors_to_ask(its, on):
            text = _ask_what_is_used(kind, len(seniors)).format(name=programme.name)
            ids = (programme.id, kind)
            yield Item("needs_you", "due", _("Follow-up"), text, "follow_up", ids)


def _ask_what_is_used(kind: FollowUpKind, n: int) -> str:
    if kind == "60_days":
        return ngettext(
            "60 days after {{name}}: ask {n} senior what is still used",
            "60 days after {{name}}: ask {n} seniors what is still used",
            n,
        )
    return ngettext(
        "six months after {{name}}: ask {n} senior what is still used",
        "six months after {{name}}: ask {n} seniors what is still used",
        n,
    )


def kept_too_long(view: View, on: date) -> Iterator[Item]:
    """Yield that the records are kept for longer than was said."""
    if text := restriction.kept_too_long(view.firm, on):
        yield Item("needs_you", "look", _("Privacy"), text, "people")
