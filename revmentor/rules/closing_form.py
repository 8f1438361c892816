"""What the final form asks, on the screen and on paper."""

from __future__ import annotations

from revmentor.model.base import Role
from revmentor.words import _


def questions(role: Role) -> dict[str, str]:
    """Return the closing questions, each answered from 1 to 5, the same for both sides but one."""
    asked = {
        "useful": _("Useful for my work"),
        "obvious_questions": _("I could ask the obvious"),
        "taught_too": _("I also taught something"),
        "respected_time": _("The time was respected"),
        "as_agreed": _("We did what we agreed"),
    }
    if role == "senior":
        asked["ease_before"] = _("At ease learning from a junior, before")
        asked["ease_after"] = _("The same, now")
    else:
        asked["confidence_before"] = _("Sure of myself explaining, before")
        asked["confidence_after"] = _("The same, now")
    return asked
