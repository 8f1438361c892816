"""What a programme is for, who pays for it, in whose objectives it stands, what was changed."""

from __future__ import annotations

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.rules.programme_view import View


def aims(view: View) -> list[str]:
    """Return what the programme is for, and who is its sponsor, as far as that was said."""
    programme = view.programme
    lines = []
    if programme.purposes:
        lines.append(_("For: {purposes}").format(purposes=", ".join(programme.purposes)))
    if programme.sponsor:
        lines.append(_("Sponsor: {name}").format(name=programme.sponsor))
    return lines


def in_objectives(view: View) -> str:
    """Return in how many people's annual objectives it stands; empty while nobody said."""
    parts = [
        part
        for part in view.participations.values()
        if view.is_active(part.person_id, part.role) and part.in_annual_objectives is not None
    ]
    said = {part.person_id for part in parts}
    having = {part.person_id for part in parts if part.in_annual_objectives}
    if not said:
        return ""
    return ngettext(
        "in the annual objectives of {{n}} of {n} person of whom it is known",
        "in the annual objectives of {{n}} of {n} people of whom it is known",
        len(said),
    ).format(n=len(having))


def changes(view: View) -> list[str]:
    """Return what was changed in the programme, each with its day and why."""
    return [
        _("{day}: {what} ({why})").format(day=plain_date(each.on), what=each.what, why=each.why)
        if each.why
        else _("{day}: {what}").format(day=plain_date(each.on), what=each.what)
        for each in view.programme.changes_made
    ]
