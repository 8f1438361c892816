"""What must hold of the firm's own questions."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.i18n.gettext import _
from revmentor.model.errors import Problem
from revmentor.model.firm import Firm


def contradictions(firm: Firm) -> Iterator[Problem]:
    """Find a question that stands twice, and one to choose from with nothing to choose."""
    seen: set[str] = set()
    for place, each in enumerate(firm.questions):
        if each.id in seen:
            text = _("the id “{id}” stands twice in this list; ids must differ")
            yield Problem(f"firm.questions[{place}].id", text.format(id=each.id))
        seen.add(each.id)
        if (each.kind == "choice") != (len(each.choices) > 1):
            text = _("a question to choose from needs two choices or more, another one none")
            yield Problem(f"firm.questions[{place}].choices", text)
