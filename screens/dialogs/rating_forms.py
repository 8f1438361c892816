"""The form of one rating, for whoever wants to write the evidence beside the level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from revmentor.actions import ratings
from revmentor.content import skills as content
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.errors import Refused
from revmentor.model.rating import Moment, Rater, Rating, level_of
from revmentor.model.skill import Task
from revmentor.rules.goals import levels
from revmentor.rules.programme_view import View, task_name
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options, level_options, options_of
from widgets.choice_rows import ChecksRow, ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.signs import sign
from widgets.text_rows import LongLineRow
from widgets.typed_rows import DateRow


def rating_form(
    host: Host, view: View, person_id: str, skill_id: str, moment: Moment, rater: Rater
) -> FormScreen[Rating]:
    """Return the form of a person's level in a skill, with what it was seen in."""
    old = view.rating(person_id, skill_id, moment)
    raters: Options = [*labels.raters().items()]
    rows: list[FormRow] = [
        _level_row(old),
        ChoiceRow("rated_by", _("Rated by"), raters, old.rated_by if old else rater),
        DateRow("on", _("On"), old.on if old else host.today, lean="over"),
        LongLineRow("evidence", _("Seen in"), old.evidence if old else None),
    ]

    def save(tx: Transaction, values: Values) -> Rating:
        return _rate(tx, (person_id, skill_id, moment), values)

    tasks = ", ".join(task_name(each) for each in view.tasks(skill_id))
    return FormScreen(
        f"{view.name(person_id)} · {view.skill_name(skill_id)}",
        rows,
        save,
        today=host.today,
        about=_("Worth watching: {tasks}").format(tasks=tasks) if tasks else "",
    )


def _level_row(old: Rating | None) -> ChoiceRow:
    """Return the row of a level; where none stands yet, none is chosen before somebody does."""
    level = level_of(old)
    options = level_options(level)
    return ChoiceRow("level", _("Level"), options if old else options_of(options, "–"), level)


def _rate(
    tx: Transaction,
    what: tuple[str, str, Moment],
    values: Values,
    tasks: Mapping[str, bool] | None = None,
) -> Rating:
    """Write down the level of a person in a skill at a moment, as a form says it."""
    person_id, skill_id, moment = what
    if values["level"] is None:
        raise Refused(_("Say a level: a digit from 0 to 6 chooses it."), field="level")
    return ratings.rate(
        tx,
        person_id,
        skill_id,
        values["level"],
        moment=moment,
        rated_by=values["rated_by"],
        on=values["on"],
        evidence=values["evidence"],
        keep_evidence=False,
        tasks=tasks,
    )


def tasks_form(
    host: Host, view: View, person_id: str, skill_id: str, moment: Moment
) -> FormScreen[Rating]:
    """Return the form that ticks a skill's observable tasks one by one, and says the level."""
    known = view.tasks(skill_id)
    old = view.rating_by(person_id, skill_id, moment, "task") or view.rating(
        person_id, skill_id, moment
    )

    def save(tx: Transaction, values: Values) -> Rating:
        ticked = values.pop("tasks")
        return _rate(
            tx,
            (person_id, skill_id, moment),
            {**values, "rated_by": "task"},
            tasks={each.id: each.id in ticked for each in known},
        )

    return FormScreen(
        _("Observed tasks · {name}, {skill}").format(
            name=view.name(person_id), skill=view.skill_name(skill_id)
        ),
        _task_rows(known, old, host.today),
        save,
        today=host.today,
        about=_watching(view, person_id, skill_id, moment),
    )


def _task_rows(known: Sequence[Task], old: Rating | None, today: date) -> list[FormRow]:
    """Return the tasks to tick, and the level they were seen at."""
    options: Options = [(each.id, task_name(each)) for each in known]
    done = tuple(each.id for each in known if old and old.tasks.get(each.id))
    watched_on = old.on if old and old.rated_by == "task" else today
    return [
        ChecksRow("tasks", _("Done alone"), options, done),
        _level_row(old),
        DateRow("on", _("Watched on"), watched_on, lean="over"),
        LongLineRow("evidence", _("Seen in"), old.evidence if old else None),
    ]


def _watching(view: View, person_id: str, skill_id: str, moment: Moment) -> str:
    """Return what ticking means, and whether this end will have a start to be compared with."""
    about = _(
        "Watch each task and tick what was done alone. What is not ticked counts as watched and "
        "not done. The level is yours to say; the tasks show what it was seen in."
    )
    start = view.rating(person_id, skill_id, "baseline")
    if moment in {"baseline", "then"} or start is None:
        return about
    if view.rating_by(person_id, skill_id, "baseline", "task"):
        return about
    return (
        about
        + " "
        + _(
            "The start was rated otherwise ({who}): this level is kept, and a change is counted "
            "only between ratings of one kind."
        ).format(who=labels.raters()[start.rated_by])
    )


def ask_tasks(host: Host, view: View, person_id: str, skill_id: str, moment: Moment) -> None:
    """Open the ticks of a skill's observable tasks, where it has any."""
    if view.tasks(skill_id):
        host.ask(tasks_form(host, view, person_id, skill_id, moment))
    else:
        host.tell(
            _("{skill} has no observable tasks; enter rates it.").format(
                skill=view.skill_name(skill_id)
            )
        )


def ticks(view: View, rating: Rating | None, skill_id: str) -> str:
    """Return what was watched for a rating: each task with its tick, or an empty string."""
    if rating is None or not rating.tasks:
        return ""
    return "  ".join(
        f"{sign('ticked' if rating.tasks[each.id] else 'unticked')} {task_name(each)}"
        for each in view.tasks(skill_id)
        if each.id in rating.tasks
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

    def save(tx: Transaction, values: Values) -> list[Rating]:
        return ratings.look_back(tx, person_id, values)

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
