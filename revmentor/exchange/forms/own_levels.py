"""Own starting levels: the tasks of each skill, where one stands, and topics in words."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.content import skills
from revmentor.exchange.forms.question import Form, Question, Section
from revmentor.i18n.gettext import _
from revmentor.rules.goals import levels, topics
from revmentor.rules.programme_view import View, task_name
from revmentor.rules.replies.asked import AskedForm


def levels_form(view: View, asked: AskedForm) -> Form:
    """Return the own starting levels of one person in a role."""
    person_id, role = asked.person_id, asked.role
    sections = [_skill(view, each) for each in levels.asked_of(view, person_id, role)]
    if in_words := topics.asked_of(view, person_id, role):
        sections.append(Section(_("In a sentence"), [_topic(view, each) for each in in_words]))
    return Form(
        asked,
        _("Where you stand today"),
        [
            _(
                "Tick what you can do alone today, then choose the sentence that fits best. Nobody "
                "is marked by it: at the end it shows how far you came."
            )
        ],
        sections,
    )


def _skill(view: View, skill_id: str) -> Section:
    return Section(view.skill_name(skill_id), list(_of_skill(view, skill_id)))


def _of_skill(view: View, skill_id: str) -> Iterator[Question]:
    path = ("levels", "levels", skill_id)
    if tasks := view.tasks(skill_id):
        yield Question(
            (*path, "tasks"),
            "ticks",
            _("I can do this alone"),
            [(each.id, task_name(each)) for each in tasks],
            each_ticked=True,
        )
    yield Question(
        (*path, "level"),
        "choice",
        _("All in all"),
        [(level, skills.meaning(level)) for level in range(levels.HIGHEST_DRAWN + 1)],
    )


def _topic(view: View, skill_id: str) -> Question:
    text = _("{topic}: what do you think today?").format(topic=view.skill_name(skill_id))
    return Question(("levels", "sentences", skill_id), "text", text)
