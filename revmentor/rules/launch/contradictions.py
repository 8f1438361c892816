"""What must hold of the launch list and of the programme's own days."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.i18n.gettext import _
from revmentor.model.errors import Problem
from revmentor.model.programme import Programme


def contradictions(path: str, programme: Programme) -> Iterator[Problem]:
    """Find what stands twice, and what is said of a day that was not held."""
    passed: set[str] = set()
    for place, line in enumerate(programme.launch_passed):
        if line.item in passed:
            text = _("the same line of the launch list is let pass twice")
            yield Problem(f"{path}.launch_passed[{place}].item", text)
        passed.add(line.item)
    seen: set[str] = set()
    for place, event in enumerate(programme.events):
        if event.id in seen:
            text = _("the id “{id}” stands twice in this list; ids must differ")
            yield Problem(f"{path}.events[{place}].id", text.format(id=event.id))
        seen.add(event.id)
        if (event.there or event.decided) and not event.held:
            text = _("who was there and what was decided is said of an event that was held")
            yield Problem(f"{path}.events[{place}].held", text)
