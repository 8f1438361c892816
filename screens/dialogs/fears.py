"""The fears of the sign-ups, gathered: how many said something, in words and without names."""

from __future__ import annotations

from revmentor.i18n.gettext import _, quoted
from revmentor.rules.launch.fears import gathered
from revmentor.rules.programme_view import View
from screens.dialogs.text import ToldScreen, sentences_screen


def fears_screen(view: View) -> ToldScreen:
    """Return what people of a programme fear; their names stay with the forms they filled."""
    fears = gathered(view)
    head = _("{n} of {of} people said what worries them.").format(n=fears.n, of=fears.of)
    print_it = _("For the kick-off on paper: revmentor paper FILE --what fears")
    said = [quoted(each) for each in fears.said]
    return sentences_screen(_("Fears"), [head, *said, *([print_it] if said else [])])
