"""Steps of several seniors in one text: “Anna: share a sheet; Bruno: send an invitation”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from revmentor.model.text import unaccented
from revmentor.rules.programme_view import View


def named_steps(view: View, text: str, people: Sequence[str]) -> dict[str, str]:
    """Return the own step of each senior whom a text names, by the beginning of a first name.

    Empty where the text names nobody, or any part of it not exactly one: it is of all then.
    """
    steps: dict[str, str] = {}
    for part in filter(None, (each.strip() for each in text.split(";"))):
        name, _colon, step = part.partition(":")
        fitting = _called(view, name.strip(), people)
        if len(fitting) != 1 or not step.strip():
            return {}
        steps[fitting[0]] = step.strip()
    return steps


def _called(view: View, beginning: str, people: Iterable[str]) -> list[str]:
    begins = unaccented(beginning)
    names = {each: unaccented(view.first_name(each)) for each in people}
    exact = [each for each, name in names.items() if name == begins]
    return exact or [each for each, name in names.items() if begins and name.startswith(begins)]
