"""What tells the forms of one kind apart: the round of a pulse, the kind of a follow-up."""

from __future__ import annotations

from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.reply import FormKind

_ROUND = "round-"


def pulse_edition(number: int) -> str:
    """Return the edition of a round of the pulse: ``round-3``."""
    return f"{_ROUND}{number}"


def round_number(edition: str) -> int:
    """Return the number of a pulse's round: 3 of ``round-3``; 0 where it is none."""
    number = edition.removeprefix(_ROUND)
    return int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0


def form_title(form: FormKind, edition: str) -> str:
    """Return what a form is called, with the round of a pulse and the kind of a follow-up."""
    name = labels.form_kinds()[form]
    if form == "pulse" and (number := round_number(edition)):
        return _("{form}, round {n}").format(form=name, n=number)
    if form == "pulse":
        return _("{form}, before round 1").format(form=name)
    when = {str(kind): text for kind, text in labels.follow_ups().items()}
    later = when.get(edition, "").lower()
    return f"{name}, {later}" if later else name
