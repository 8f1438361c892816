"""The form of somebody who is asked, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from revmentor.content import library
from revmentor.exchange.forms.final import final_form
from revmentor.exchange.forms.follow_up import follow_up_form
from revmentor.exchange.forms.own_levels import levels_form
from revmentor.exchange.forms.pulse import pulse_form
from revmentor.exchange.forms.question import Form, Question, Section
from revmentor.exchange.forms.sign_up import sign_up_form
from revmentor.i18n.gettext import _, addressed_by
from revmentor.model.own_question import OwnQuestion
from revmentor.model.reply import FormKind
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import AskedForm

_FORMS: Mapping[FormKind, Callable[[View, AskedForm], Form]] = {
    "signup": sign_up_form,
    "levels": levels_form,
    "pulse": pulse_form,
    "final": final_form,
    "follow_up": follow_up_form,
}


def form_of(view: View, asked: AskedForm, address: str | None = None) -> Form:
    """Return the form that somebody is asked to answer, spoken to as the firm does.

    Another ``address`` (``tu``, ``lei``) is for what comes back on a form of an earlier day.
    """
    own = [each for each in view.firm.questions if each.is_asked(asked.form, asked.role)]
    with addressed_by(address or view.firm.address):
        form = _FORMS[asked.form](view, asked)
        if not own:
            return form
        title = _("From {firm}").format(firm=view.firm.name)
        last = Section(title, [own_question(each) for each in own])
        return replace(form, sections=[*form.sections, last])


def own_question(question: OwnQuestion) -> Question:
    """Return a question of the firm's own, whose answer stands by its id."""
    path = ("own", question.id)
    if question.kind == "text":
        return Question(path, "text", question.words)
    if question.kind == "choice":
        return Question(path, "choice", question.words, [(each, each) for each in question.choices])
    scale = library.pulse()["scale"].fields
    marks = [(mark, scale[str(mark)]) for mark in range(4)]
    return Question(path, "choice", question.words, marks)
