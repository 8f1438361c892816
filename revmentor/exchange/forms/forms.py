"""The form of somebody who is asked, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from revmentor.exchange.forms.final import final_form
from revmentor.exchange.forms.follow_up import follow_up_form
from revmentor.exchange.forms.own_levels import levels_form
from revmentor.exchange.forms.pulse import pulse_form
from revmentor.exchange.forms.question import Form
from revmentor.exchange.forms.sign_up import sign_up_form
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
    return _FORMS[asked.form](view, asked)
