"""The follow-up: whether what was learned is still used some time after the closing."""

from __future__ import annotations

from revmentor.exchange.forms.question import Form, Question, Section
from revmentor.i18n.gettext import _
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import AskedForm


def follow_up_form(view: View, asked: AskedForm) -> Form:
    """Return the follow-up of one senior."""
    yes_no = [(True, _("yes")), (False, _("no"))]
    return Form(
        asked,
        _("Some time after"),
        [_("One question about {programme}, now that it is over.").format(
            programme=view.programme.name)],
        [
            Section(
                _("And now?"),
                [
                    Question(
                        ("follow_up", "still_using"),
                        "choice",
                        _("Do you still use what you learned?"),
                        yes_no,
                    ),
                    Question(("follow_up", "note"), "text", _("What has stayed, what has not?")),
                ],
            )
        ],
    )  # fmt: skip
