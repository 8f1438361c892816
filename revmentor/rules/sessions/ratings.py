"""How it was: ratings of a session as they are typed, one after the other."""

from __future__ import annotations

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused


def typed_ratings(text: str) -> list[int | None]:
    """Read ratings of 1 to 5 typed one after the other, ``None`` for a dash: ``45-``.

    Raises :class:`Refused` for anything else.
    """
    typed = text.replace(" ", "").replace(",", "")
    if any(each not in "12345-" for each in typed):
        raise Refused(
            _("Type a digit from 1 to 5 for each, or - for none, like 45-."), field="ratings"
        )
    return [None if each == "-" else int(each) for each in typed]
