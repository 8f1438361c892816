"""The form of one rating, for whoever wants to write the evidence beside the level."""

from __future__ import annotations

from revmentor.actions import ratings
from revmentor.content import skills as content
from revmentor.model.base import Role
from revmentor.model.rating import Moment, Rater, Rating
from revmentor.rules import levels
from revmentor.rules.view import View
from revmentor.words import _
from screens.forms.options import Options, level_options
from screens.host import Host, options_of
from widgets.form import FormScreen, Values
from widgets.rows import ChoiceRow, DateRow, FormRow, TextRow

RATERS: tuple[Rater, ...] = ("coordinator", "task", "self", "mentor", "senior", "certificate")


def rater_name(rater: Rater) -> str:
    """Return who rated, in words."""
    return {
        "coordinator": _("coordinator"),
        "task": _("observed task"),
        "self": _("themselves"),
        "mentor": _("mentor"),
        "senior": _("senior"),
        "certificate": _("certificate"),
    }[rater]


def rating_form(
    host: Host, view: View, person_id: str, skill_id: str, moment: Moment, rater: Rater
) -> FormScreen[Rating]:
    """Return the form of a person's level in a skill, with what it was seen in."""
    old = view.rating(person_id, skill_id, moment)
    raters: Options = [(each, rater_name(each)) for each in RATERS]
    rows: list[FormRow] = [
        ChoiceRow(
            "level", _("Level"), level_options(old.level if old else None), old.level if old else 1
        ),
        ChoiceRow("rated_by", _("Rated by"), raters, old.rated_by if old else rater),
        DateRow("on", _("On"), old.on if old else host.today),
        TextRow("evidence", _("Seen in"), old.evidence if old else None),
    ]

    def save(values: Values) -> Rating:
        return ratings.rate(
            host.file,
            view.programme.id,
            person_id,
            skill_id,
            values["level"],
            today=host.today,
            moment=moment,
            rated_by=values["rated_by"],
            on=values["on"],
            evidence=values["evidence"],
            keep_evidence=False,
        )

    tasks = ", ".join(content.tasks(skill_id))
    return FormScreen(
        f"{view.name(person_id)} · {view.skill_name(skill_id)}",
        rows,
        save,
        today=host.today,
        about=_("Worth watching: {tasks}").format(tasks=tasks) if tasks else "",
    )


def look_back_form(host: Host, view: View, person_id: str, role: Role) -> FormScreen[list[Rating]]:
    """Return the form that asks where somebody was at the start, seen from the end.

    What was written down then is not shown: it would be the answer.
    """
    skills = [
        skill_id
        for skill_id in levels.asked_of(view, person_id, role)
        if view.rating(person_id, skill_id, "baseline")
    ]
    rows: list[FormRow] = [
        ChoiceRow(
            skill_id,
            content.short_name(skill_id, view.skill_name(skill_id)),
            options_of(level_options(), "–"),
        )
        for skill_id in skills
    ]

    def save(values: Values) -> list[Rating]:
        return ratings.look_back(host.file, view.programme.id, person_id, values, today=host.today)

    form = FormScreen(
        _("Looking back · {name}").format(name=view.name(person_id)),
        rows,
        save,
        today=host.today,
        about=_(
            "Asked of the person at the end: where were you really at the start? The levels "
            "written down then stay hidden, and stay: this is a third number beside them."
        ),
    )
    form.add_class("-covers")
    return form
