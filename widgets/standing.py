"""What stands in a field, as plain data that can be kept, and put back into a field like it.

Options are kept by their labels: what was chosen is found again though others came or went.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget
from textual.widgets import Input, TextArea

from widgets.checks import Checks
from widgets.choice import Choice
from widgets.states import States


def standing(field: Widget) -> object:
    """Return what stands in a field; ``None`` for a passphrase, which is kept nowhere."""
    if isinstance(field, Input):
        return None if field.password else field.value
    if isinstance(field, TextArea):
        return field.text
    if isinstance(field, Choice):
        return field.labels[field.cursor] if field.labels else None
    if isinstance(field, Checks):
        return [field.labels[index] for index in sorted(field.ticked)]
    if isinstance(field, States):
        return dict(zip(field.labels, field.turned, strict=True))
    return None


def put_back(field: Widget, state: object) -> None:
    """Put what stood in a field back into it; what no longer fits is left out."""
    match field, state:
        case Input(), str():
            field.value = state
        case TextArea(), str():
            field.text = state
        case Choice(), _ if state in field.labels:
            field.cursor = list(field.labels).index(str(state))
        case Checks(), list():
            field.ticked = _places(field.labels, state)
        case States(), dict():
            field.put_back(state)


def _places(labels: Sequence[str], ticked: Sequence[object]) -> frozenset[int]:
    """Return where the labels stand that were ticked."""
    return frozenset(place for place, label in enumerate(labels) if label in ticked)
