"""The forms of a goal, and of who has heard the goals."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.actions import goals, participations
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model import labels
from revmentor.model.goal import Goal
from revmentor.model.rating import Rating, level_of
from revmentor.model.skill import SkillKind
from revmentor.rules.goals import quality
from revmentor.rules.programme_view import View, skill_name
from revmentor.rules.results import next_programme
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options, level_options, options_of, skill_options
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import LongLineRow, TextRow
from widgets.typed_rows import DateRow


def goal_form(host: Host, view: View, person_id: str | None, old: Goal | None) -> FormScreen[Goal]:
    """Return the form of a goal: of the programme (no person), of a senior, of a mentor."""
    rows = [
        *(_level_rows(view, person_id, old) if person_id else ()),
        *_word_rows(person_id, old),
        *_count_rows(view, old),
    ]

    def hides(values: Values) -> set[str]:
        if person_id is None:
            return set()
        return {"starting_point"} if values.get("skill_id") else {"target"}

    def save(tx: Transaction, values: Values) -> Goal:
        if not values.get("skill_id"):
            values["skill_id"] = values["target"] = None
        if not values["text"] and values["skill_id"]:
            values["text"] = skill_name(view.skills[values["skill_id"]])
        if old:
            return goals.edit(tx, old.id, **values)
        return goals.add(tx, person_id=person_id, **values)

    wanted = _wanted_next(view, person_id) if person_id and old is None else ""
    who = view.name(person_id) if person_id else view.programme.name
    title = _("Goal of {name}") if old else _("New goal of {name}")
    return FormScreen(
        title.format(name=who),
        rows,
        save,
        today=host.today,
        live=lambda values: f"{wanted}{_advice(view, person_id, values)}",
        hides=hides,
    )


def _wanted_next(view: View, person_id: str) -> str:
    """Return what somebody wanted to do next at the end of the programme before."""
    steps = next_programme.steps_before(view, person_id)
    return "".join(f"{said_before(each)}. " for each in steps)


def said_before(step: next_programme.NextStep) -> str:
    """Return a next step, with the programme at whose end it was said."""
    text = _("Next step, said at the end of {programme}: “{step}”")
    return text.format(programme=step.programme, step=step.text)


def _level_rows(view: View, person_id: str, old: Goal | None) -> list[FormRow]:
    """Return the skill of somebody's goal, and the level to reach."""
    return [
        ChoiceRow("skill_id", _("Skill"),
                  options_of(_skills(view, person_id, old), _("none: in words")),
                  old.skill_id if old else _first_skill(view, person_id)),
        ChoiceRow("target", _("To reach"), level_options(_target(old)), _target(old)),
    ]  # fmt: skip


def _word_rows(person_id: str | None, old: Goal | None) -> list[FormRow]:
    """Return the goal in words: what, seen when, from where, shown by what, and why."""
    hint = _("verb and object; empty: the skill’s name")
    return [
        TextRow("text", _("Goal"), old.text if old else None,
                placeholder=hint if person_id else _("a verb and its object")),
        LongLineRow("expected", _("Seen when"), old.expected if old else None,
                placeholder=_("what will be seen once it is reached")),
        LongLineRow("starting_point", _("At present"), old.starting_point if old else None,
                placeholder=_("how it is now")),
        LongLineRow("evidence", _("Shown by"), old.evidence if old else None,
                placeholder=_("a task, a certificate, a count …")),
        LongLineRow("why", _("Because"), old.why if old else None,
                placeholder=_("why it matters to the job")),
    ]  # fmt: skip


def _count_rows(view: View, old: Goal | None) -> list[FormRow]:
    """Return by when, how much the goal counts, and from where it is scored."""
    return [
        DateRow("due_on", _("By"), old.due_on if old else view.programme.ends_on, needed=False),
        ChoiceRow("weight", _("Counts"), [(1, _("once")), (2, _("twice")), (3, _("thrice"))],
                  old.weight if old else 1),
        ChoiceRow("baseline_score", _("Begins from"), [*labels.baseline_scores().items()],
                  old.baseline_score if old else -1),
    ]  # fmt: skip


def _advice(view: View, person_id: str | None, values: Values) -> str:
    """Return what a good goal would still say, and where the person stands now."""
    skill_id = values.get("skill_id")
    start = view.rating(person_id, skill_id, "baseline") if person_id and skill_id else None
    open_points = quality.prompts(_draft(view, start, values), view.programme)
    now = _("Now at {level}. ").format(level=start.level) if start else ""
    if not open_points:
        return now + _("Specific, measurable, achievable, relevant, timed: all is said.")
    return now + _("A good goal also says: {list}.").format(
        list=" · ".join(each.message for each in open_points)
    )


def _draft(view: View, start: Rating | None, values: Values) -> quality.GoalDraft:
    """Return the goal as it stands in the form."""
    skill_id = values.get("skill_id")
    return quality.GoalDraft(
        text=values.get("text") or (skill_name(view.skills[skill_id]) if skill_id else None),
        seen=values.get("expected") or values.get("evidence"),
        why=values.get("why"),
        due_on=values.get("due_on"),
        baseline=level_of(start),
        target=values.get("target") if skill_id else None,
        in_words=not skill_id,
        at_present=values.get("starting_point"),
    )


def _target(old: Goal | None) -> int:
    return old.target if old and old.target is not None else 3


def _skills(view: View, person_id: str, old: Goal | None = None) -> Options:
    kinds: tuple[SkillKind, ...] = ("digital", "perspective")
    if (person_id, "mentor") in view.participations:
        kinds = ("experience", "mentor_growth")
        if (person_id, "senior") in view.participations:
            kinds = ("digital", "perspective", "experience", "mentor_growth")
    also = (old.skill_id,) if old and old.skill_id else ()
    return skill_options(view.skills, *kinds, also=also)


def _first_skill(view: View, person_id: str) -> str | None:
    taken = {goal.skill_id for goal in view.goals_of(person_id)}
    free = [skill_id for skill_id, _name in _skills(view, person_id) if skill_id not in taken]
    standard = [skill_id for skill_id in free if skill_id in view.programme.standard_level]
    first = [*standard, *free]
    return str(first[0]) if first else None


def heard_form(host: Host, view: View, people: Sequence[str]) -> FormScreen[object]:
    """Return the form in which it is written down that several people heard the goals."""
    rows: list[FormRow] = [DateRow("on", _("On"), host.today, lean="over")]

    def save(tx: Transaction, values: Values) -> object:
        return participations.all_acknowledge(tx, people, **values)

    names = listed([view.name(each) for each in people])
    return FormScreen(
        ngettext("{n} person has heard the goals", "{n} people have heard the goals", len(people)),
        rows,
        save,
        today=host.today,
        about=_(
            "Heard and understood: {names}. A question is written down person by person."
        ).format(names=names),
    )


def acknowledge_form(host: Host, view: View, person_id: str) -> FormScreen[object]:
    """Return the form in which a person's hearing of the goals is written down."""
    heard = view.parts_of(person_id)[0].acknowledged
    rows: list[FormRow] = [
        ChoiceRow(
            "understood",
            _("Understood"),
            [(True, _("yes")), (False, _("not yet"))],
            heard.understood if heard else True,
        ),
        DateRow("on", _("On"), heard.on if heard else host.today, lean="over"),
        LongLineRow("question", _("Question"), heard.question if heard else None),
    ]

    def save(tx: Transaction, values: Values) -> object:
        return participations.acknowledge(tx, person_id, **values)

    return FormScreen(
        _("{name} has heard the goals").format(name=view.name(person_id)),
        rows,
        save,
        today=host.today,
    )
