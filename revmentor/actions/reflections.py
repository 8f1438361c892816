"""What somebody says of a topic of perspective, before and after."""

from __future__ import annotations

from datetime import date

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.reflection import Reflection, ReflectionMoment
from revmentor.rules.goals import levels
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction


def say(
    tx: Transaction,
    person_id: str,
    skill_id: str,
    text: str | None,
    *,
    moment: ReflectionMoment = "baseline",
    on: date | None = None,
) -> Reflection:
    """Write down what somebody says of a topic; a second sentence takes the place of the first.

    The one of the start is refused after the person's first session, and never changed after it.
    """
    reflection = put_saying(tx, person_id, skill_id, text, moment=moment, on=on or tx.today)
    return tx.commit_as(_what(tx.view, reflection), reflection)


def put_saying(
    tx: Transaction,
    person_id: str,
    skill_id: str,
    text: str | None,
    *,
    moment: ReflectionMoment,
    on: date,
) -> Reflection:
    """Put a sentence in as :func:`say` does, as a part of a larger change."""
    view = tx.open_view
    _refuse_levels(view, skill_id)
    if not text:
        raise Refused(_("Write what was said, in a sentence."), field="text")
    old = view.reflections.get((person_id, skill_id, moment))
    if problem := levels.refusal(view, person_id, moment, on, old, tx.today):
        raise Refused(problem, field="on" if on > tx.today else "text")
    reflection = tx.new(
        Reflection,
        replaces=old,
        person_id=person_id,
        skill_id=skill_id,
        moment=moment,
        text=text,
        on=on,
    )
    tx.put(reflection)
    return reflection


def take_back(
    tx: Transaction, person_id: str, skill_id: str, *, moment: ReflectionMoment = "baseline"
) -> Reflection:
    """Take back what was written down, and return it; a start stands once sessions began."""
    view = tx.open_view
    old = view.reflections.get((person_id, skill_id, moment))
    if old is None:
        raise Refused(_("Nothing was written down here."))
    if problem := levels.refusal(view, person_id, moment, old.on, old, tx.today):
        raise Refused(problem)
    tx.remove(old)
    return tx.commit_as(_what(view, old), old)


def _what(view: View, reflection: Reflection) -> str:
    return _("what {name} says of {topic}").format(
        name=view.name(reflection.person_id), topic=view.skill_name(reflection.skill_id)
    )


def _refuse_levels(view: View, skill_id: str) -> None:
    skill = view.skills.get(skill_id)
    if skill is None:
        raise Refused(_("There is no skill “{id}”.").format(id=skill_id), field="skill_id")
    if skill.kind != "perspective":
        raise Refused(
            _("{skill} is rated by a level, and not answered by a sentence.").format(
                skill=view.skill_name(skill_id)
            ),
            field="text",
        )
