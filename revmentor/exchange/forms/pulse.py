"""The pulse: seven statements, how it fits, and a free line."""

from __future__ import annotations

from revmentor.content import library
from revmentor.exchange.forms.question import Form, Question, Section
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.rules.care import pulses
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import AskedForm


def pulse_form(_view: View, asked: AskedForm) -> Form:
    """Return the pulse of one person, in the words of the side the person is on."""
    items = library.pulse()
    scale = items["scale"].fields
    marks = [(mark, scale[str(mark)]) for mark in range(4)]
    statements = [
        Question(("pulse", "answers", each), "choice", items[each].fields[asked.role], marks)
        for each in pulses.ITEMS
    ]
    return Form(
        asked,
        _("Forty seconds"),
        [items["about"].fields["text"]],
        [
            Section(_("How is it going?"), statements),
            Section(
                _("All in all"),
                [
                    Question(
                        ("pulse", "fit"),
                        "choice",
                        items["fit"].fields[asked.role],
                        [*labels.fits().items()],
                    ),
                    Question(("pulse", "comment"), "text", items["comment"].fields[asked.role]),
                ],
            ),
        ],
    )
