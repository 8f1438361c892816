"""The row that asks, where a pair ends, who of the two says “not again”."""

from __future__ import annotations

from revmentor.i18n.gettext import _
from revmentor.model.pair import Pair
from revmentor.rules.programme_view import View
from widgets.choice_rows import ChoiceRow

_BOTH = " both"  # no id begins with a blank


def not_again_row(view: View, pair: Pair) -> ChoiceRow:
    """Return the row: nobody, one of the two, or both."""
    options = [
        ("", _("nobody")),
        *((each, view.first_name(each)) for each in pair.sides),
        (_BOTH, _("both")),
    ]
    return ChoiceRow("not_again", _("Says “not again”"), options, "")


def who_said(pair: Pair, chosen: str) -> tuple[str, ...]:
    """Return the ids of those of a pair whom a choice of the row means."""
    if chosen == _BOTH:
        return pair.sides
    return (chosen,) if chosen else ()
