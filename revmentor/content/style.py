"""The questions of working style: one mark from 1 to 5 each, and what its two ends mean."""

from __future__ import annotations

import msgspec

from revmentor.i18n.gettext import _


class StyleQuestion(msgspec.Struct, frozen=True):
    """A question of working style. Its id stands in `people.style`, and never changes."""

    id: str
    name: str
    low: str
    high: str

    @property
    def ends(self) -> str:
        """What 1 and 5 mean, in a few words."""
        return _("1 {low}, 5 {high}").format(low=self.low, high=self.high)


def style_questions() -> tuple[StyleQuestion, ...]:
    """Return the questions, in the order in which they are asked."""
    return (
        StyleQuestion("pace", _("Pace"), _("thorough"), _("quick")),
        StyleQuestion("plan", _("Session"), _("as it comes"), _("planned")),
        StyleQuestion("learns", _("Learns by"), _("listening"), _("trying")),
        StyleQuestion("contact", _("In between"), _("writes"), _("calls")),
    )
