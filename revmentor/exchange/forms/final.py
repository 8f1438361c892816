"""The final form: what both sides gained, before and now, a story, the next step."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.exchange.forms.question import Form, Question, Section
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import AskedForm
from revmentor.rules.results import final_forms
from revmentor.rules.results.form_questions import questions_in_full

_MARKS = [(mark, str(mark)) for mark in range(1, 6)]


def final_form(view: View, asked: AskedForm) -> Form:
    """Return the final form of one person in a role; a mentor is asked of each senior."""
    return Form(
        asked,
        _("What changed"),
        [_("The last form of {programme}. Leave out what you cannot say.").format(
            programme=view.programme.name)],
        [
            Section(_("What you gained"), [_text("own_gain", _("What I gained"))]),
            Section(_("What the others gained"), list(_of_the_others(view, asked))),
            Section(_("Before and now"), list(_marked(asked)), folded=False),
            *([Section(_("Last week"), list(_last_week()))] if asked.role == "senior" else []),
            Section(_("Looking back, looking ahead"), list(_closing())),
        ],
    )  # fmt: skip


def _of_the_others(view: View, asked: AskedForm) -> Iterator[Question]:
    is_mentor = asked.role == "mentor"
    seniors = final_forms.seniors_of(view, asked.person_id) if is_mentor else []
    for each in seniors:
        text = _("What {name} gained, as I saw it").format(name=view.name(each))
        yield Question(("final", "gained_by", each), "text", text)
    if not seniors:
        yield _text("other_gain", _("What the other side gained, as I saw it"))


def _marked(asked: AskedForm) -> Iterator[Question]:
    for item, text in questions_in_full(asked.role).items():
        ends = (_("not at all"), _("fully"))
        yield Question(("final", "answers", item), "choice", text, _MARKS, ends=ends)


def _last_week() -> Iterator[Question]:
    yield Question(
        ("final", "answers", "tools_used"),
        "line",
        _("Which of the tools you learned did you use last week?"),
        hint=_("tools, with commas between; or: none"),
        longest=400,
    )
    yield Question(
        ("final", "answers", "minutes_saved"),
        "number",
        _("How many minutes a week do they save you?"),
        low=0,
        high=2400,
    )


def _closing() -> Iterator[Question]:
    yield _text("story", _("One story worth telling"))
    yield Question(
        ("final", "consent"),
        "choice",
        _("May we tell it to others in the firm?"),
        [*labels.consents().items()],
    )
    yield _text("next_step", _("My next step"))
    ends = (_("not at all"), _("certainly"))
    marks = [(mark, str(mark)) for mark in range(11)]
    yield Question(
        ("final", "would_recommend"), "choice", _("Would you recommend it?"), marks, ends=ends
    )
    yes_no = [(True, _("yes")), (False, _("no"))]
    yield Question(("final", "would_repeat"), "choice", _("Would you do it again?"), yes_no)


def _text(field: str, text: str) -> Question:
    return Question(("final", field), "text", text)
