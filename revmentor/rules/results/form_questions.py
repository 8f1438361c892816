"""What the final form asks, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping

from revmentor.i18n.gettext import _
from revmentor.model.base import Role

COMPARED: Mapping[Role, tuple[str, ...]] = {
    "senior": ("ease", "climate"),
    "mentor": ("confidence", "feedback", "climate"),
}
"""The questions asked for before and for now, each as ``…_before`` and ``…_after``."""


def questions(role: Role) -> dict[str, str]:
    """Return the closing questions, each answered from 1 to 5, the same for both sides but some."""
    texts = {
        "useful": _("Useful for my work"),
        "obvious_questions": _("I could ask the obvious"),
        "taught_too": _("I also taught something"),
        "respected_time": _("The time was respected"),
        "as_agreed": _("We did what we agreed"),
    }
    for item in COMPARED[role]:
        texts[f"{item}_before"] = _("{what}, before").format(what=compared_questions(item))
        texts[f"{item}_after"] = _("The same, now")
    return texts


def questions_in_full(role: Role) -> dict[str, str]:
    """Return the closing questions, each by itself: “the same, now” says what it asks for."""
    now = {
        f"{item}_after": _("{what}, now").format(what=compared_questions(item))
        for item in COMPARED[role]
    }
    return {**questions(role), **now}


def compared_questions(item: str) -> str:
    """Return what a question asks for before and for now."""
    return {
        "ease": _("At ease learning from a junior"),
        "confidence": _("Sure of myself explaining"),
        "feedback": _("Sure of myself giving feedback"),
        "climate": _("Young and old get on well here"),
    }[item]


def compared_shortly(item: str) -> str:
    """Return the same in a word or two, for a line that counts several."""
    return {
        "ease": _("at ease"),
        "confidence": _("explaining"),
        "feedback": _("giving feedback"),
        "climate": _("climate"),
    }[item]
