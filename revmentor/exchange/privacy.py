"""The record of processing and the notice for participants, filled in with what the firm says."""

from __future__ import annotations

from typing import Literal

from revmentor.content import library
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, addressed_by
from revmentor.model.firm import Firm

PrivacyText = Literal["record", "notice"]


def privacy_text(what: PrivacyText, firm: Firm, *, people: int, encrypted: bool) -> str:
    """Return one of the two texts as lines of plain text."""
    with addressed_by(firm.address):
        section = next(each for each in library.privacy() if each.id == what)
    until = (
        _("until {day}").format(day=plain_date(firm.keep_until))
        if firm.keep_until
        else _("to be completed: no day is set in the file")
    )
    filled = {
        "firm": firm.name,
        "coordinator": firm.coordinator or _("the coordinator of the programme"),
        "people": str(people),
        "keep_until": until,
        "encrypted": _("it is") if encrypted else _("it is not"),
    }
    lines = [section.title.upper()]
    for paragraph in section.body:
        text = paragraph
        for name, value in filled.items():
            text = text.replace(f"{{{name}}}", value)
        lines += ["", text]
    lines += ["", _("No legal advice: let whoever looks after data protection read it first.")]
    return "\n".join(lines) + "\n"
