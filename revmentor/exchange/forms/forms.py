"""The form of somebody who is asked, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from revmentor.content import library
from revmentor.exchange.forms.final import final_form
from revmentor.exchange.forms.follow_up import follow_up_form
from revmentor.exchange.forms.own_levels import levels_form
from revmentor.exchange.forms.pulse import pulse_form
from revmentor.exchange.forms.question import Form, Question, Section
from revmentor.exchange.forms.sign_up import sign_up_form
from revmentor.i18n.gettext import _
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


def form_of(view: View, asked: AskedForm) -> Form:
    """Return the form that somebody is asked to answer."""
    form = _FORMS[asked.form](view, asked)
    own = [
        own_question(each) for each in view.firm.questions if each.is_asked(asked.form, asked.role)
    ]
    if not own:
        return form
    last = Section(_("From {firm}").format(firm=view.firm.name), own)
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
