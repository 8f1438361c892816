"""The words of ours that the page of a person is made with."""

from __future__ import annotations

from revmentor.content import library, skills
from revmentor.rules.care import pulses
from revmentor.rules.people.subject import ROLES, Wording
from revmentor.rules.programme_view import View


def wording(view: View) -> Wording:
    """Return the words of the pulse and the short names of skills, in the language in use."""
    items = library.pulse()
    return Wording(
        {role: {each: items[each].fields[role] for each in pulses.ITEMS} for role in ROLES},
        dict(items["scale"].fields),
        {each: skills.short_name(each, view.skill_name(each)) for each in view.skills},
    )
