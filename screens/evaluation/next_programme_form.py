"""The form that begins the next programme from one that is closed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from revmentor.actions import next_programme as actions
from revmentor.actions.enrolment import first_monday
from revmentor.content import skills as content
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model.programme import Programme
from revmentor.rules.programme_view import View
from revmentor.rules.results import next_programme
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options
from widgets.choice_rows import ChecksRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import TextRow
from widgets.told_row import ToldRow
from widgets.typed_rows import DateRow


def next_form(host: Host, view: View) -> FormScreen[Programme]:
    """Return the form that begins the next programme: those below the standard level first."""
    candidates = next_programme.candidates(view)
    below = [each for each in candidates if each.below]
    chosen = tuple(each.person_id for each in below or candidates)
    seniors = [(each.person_id, _senior(view, each)) for each in candidates]
    old_mentors = next_programme.mentors(view)
    teachers = [(each, view.name(each)) for each in old_mentors]
    teachers += _graduates(view, candidates, old_mentors)
    rows: list[FormRow] = [
        TextRow("name", _("Name"), _next_name(view.programme.name),
                needed=_("A programme needs a name.")),
        DateRow("starts_on", _("First day"), first_monday(host.today), hint=_("usually a Monday")),
        ChecksRow("seniors", _("Seniors"), seniors, chosen),
        ChecksRow("mentors", _("Mentors"), teachers,
                  tuple(each for each in old_mentors if each not in chosen)),
    ]  # fmt: skip
    if steps := next_programme.next_steps(view):
        rows.append(ToldRow("next_steps", list(_told_steps(view, steps))))

    def save(tx: Transaction, values: Values) -> Programme:
        values.pop("next_steps", None)
        return actions.begin_next(tx, **values)

    about = _(
        "People keep their last level as the new starting point, and goals they did not reach; the "
        "programme’s own goals come along to be read anew. Who is below the standard level stands "
        "first; who reached it may teach."
    )
    return FormScreen(_("The next programme"), rows, save, today=host.today, about=about)


def _told_steps(view: View, steps: Sequence[next_programme.NextStep]) -> Iterator[str]:
    """Yield what people said that they want to do next, to read before the people are chosen."""
    yield _("Next steps, as said in the final forms. Goals shows them again:")
    for each in steps:
        yield f"{view.name(each.person_id)}: {each.text}"


def _graduates(
    view: View, candidates: Iterable[next_programme.Candidate], old_mentors: Container[str]
) -> Options:
    """Return those who reached the level and may teach, without the mentors of before."""
    return [
        (each.person_id, _graduate(view, each))
        for each in candidates
        if each.graduated and each.person_id not in old_mentors
    ]


def _next_name(name: str) -> str:
    """Return a name for the next one: counted on, where it ends in a small number."""
    if numbered := re.fullmatch(r"(.*\D)(\d{1,2})", name):
        return f"{numbered[1]}{int(numbered[2]) + 1}"
    return f"{name} 2"


_ROOM = 48
"""The cells that one line of ticks has: a name with its skills, else with their number."""


def _line(view: View, person_id: str, skills: Sequence[str], named: str, counted: str) -> str:
    """Return a person with some skills, by their names where there is room."""
    name = view.name(person_id)
    words = listed([content.short_name(each, view.skill_name(each)) for each in skills])
    text = named.format(name=name, skills=words)
    return text if len(text) <= _ROOM else counted.format(name=name)


def _senior(view: View, each: next_programme.Candidate) -> str:
    if not each.below:
        return view.name(each.person_id)
    counted = ngettext(
        "{{name}} · below in {n} skill", "{{name}} · below in {n} skills", len(each.below)
    )
    return _line(view, each.person_id, each.below, _("{name} · below in {skills}"), counted)


def _graduate(view: View, each: next_programme.Candidate) -> str:
    counted = ngettext(
        "{{name}} · could teach {n} skill", "{{name}} · could teach {n} skills", len(each.offers)
    )
    return _line(view, each.person_id, each.offers, _("{name} · could teach {skills}"), counted)
