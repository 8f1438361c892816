"""The first step of a new programme: what to begin from, and what that takes."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.content import skills
from revmentor.content.templates import Template, templates
from revmentor.i18n.gettext import _, listed
from revmentor.rules.pairing import capacity
from revmentor.rules.programme_view import skill_name
from screens.base.host import Host
from screens.goals.programme_form import planned
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values


def template_form(host: Host) -> FormScreen[str]:
    """Return the form that chooses a template, by its id; empty stands for none."""
    options = [("", _("none: the usual values")), *((each.id, each.title) for each in templates())]
    return FormScreen(
        _("New programme · what to begin from"),
        [ChoiceRow("template", _("Template"), options, "")],
        lambda _tx, values: str(values["template"]),
        today=host.today,
        verb=_("Go on"),
        live=lambda values: _told(host, values),
    )


def with_id(template_id: str) -> Template | None:
    """Return the template with an id; nothing where none was chosen."""
    return next((each for each in templates() if each.id == template_id), None)


def _told(host: Host, values: Values) -> str:
    """Return what a template is, and the hours it takes both sides."""
    template = with_id(str(values.get("template") or ""))
    programme = planned(host, template)
    about = list(_about(template)) if template else []
    return " ".join([*about, capacity.hours_told(programme), capacity.total_told(programme)])


def _about(template: Template) -> Iterator[str]:
    yield _("{title}: {about}.").format(title=template.title, about=template.about)
    if standard := template.fields["standard_level"]:
        known = skills.with_own({})
        named = [f"{skill_name(known[each])} {level}" for each, level in standard.items()]
        yield _("Level for all: {skills}.").format(skills=listed(named))
    yield _("Goal: {goal}.").format(goal="; ".join(each.text for each in template.goals))
