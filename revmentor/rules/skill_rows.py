"""What a sheet of skills would change: what is new, what differs and where, what is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from revmentor.i18n.gettext import _, language
from revmentor.model.errors import Problem, Problems, Refused
from revmentor.model.skill import Skill, Task
from revmentor.model.skill_row import SkillRow
from revmentor.model.text import unaccented
from revmentor.rules.programme_view import skill_name, task_name

SkillRowState = Literal["new", "changed", "same"]


class SkillDifference(msgspec.Struct, frozen=True):
    """A row beside what is known: the skill as it would be, and each field before and after."""

    row: SkillRow
    state: SkillRowState
    skill: Skill
    changes: Mapping[str, tuple[Any, Any]] = msgspec.field(default_factory=dict)


def tasks_said(old: Sequence[Task], texts: Mapping[str, str | None]) -> tuple[Task, ...]:
    """Return the tasks after some were said anew, by their ids; one without words is no task.

    What was not changed stays as it is, in both languages.
    """
    known = {task.id: task for task in old}
    said = {task_id: task for task_id, task in known.items() if task_id not in texts}
    for task_id, text in texts.items():
        before = known.get(task_id)
        if text and before and task_name(before) == text:
            said[task_id] = before
        elif text:
            said[task_id] = Task(id=task_id, text={language(): text})
    return tuple(said[each] for each in sorted(said))


def name_taken(skill: Skill, others: Mapping[str, Skill]) -> str:
    """Return the name that another skill has too, in whatever language, or nothing."""
    names = _plain_names(skill.name)
    for other in others.values():
        if other.id != skill.id:
            for text in other.name.values():
                if unaccented(text) in names:
                    return text
    return ""


def differences(
    own: Mapping[str, Skill], shipped: Mapping[str, Skill], rows: Sequence[SkillRow]
) -> list[SkillDifference]:
    """Return what each row changes; raises :class:`Refused` with a problem for each that cannot be.

    A skill is known by its id, else by its name in either language.
    """
    found = [_difference(own, shipped, row) for row in rows]
    problems = Problems(
        (each for each in found if isinstance(each, Problem)),
        _twice([each for each in found if isinstance(each, SkillDifference)]),
    )
    if problems:
        raise Refused(
            _("The sheet of skills was not taken in: {problems}.").format(
                problems=problems.counted()
            ),
            problems=problems,
        )
    return [each for each in found if isinstance(each, SkillDifference)]


def _difference(
    own: Mapping[str, Skill], shipped: Mapping[str, Skill], row: SkillRow
) -> SkillDifference | Problem:
    of_revmentor = _known(shipped, row)
    if of_revmentor:
        if row.tasks or row.id:
            return _problem(
                row,
                _("“{name}” comes with revmentor and stands as it is; take the row out.").format(
                    name=skill_name(of_revmentor)
                ),
            )
        return SkillDifference(row, "same", of_revmentor)
    old = _known(own, row)
    if not (row.name or old):
        return _problem(row, _("The skill has no name; write one, in one language at least."))
    skill = _as_said(old or Skill(id=row.id or f"row {row.row}", name={}), row)
    if name := name_taken(skill, {**shipped, **own}):
        return _problem(row, _("There is a skill “{name}” already.").format(name=name))
    if old is None:
        return SkillDifference(row, "new", skill)
    changes = dict(_changes(old, skill))
    return SkillDifference(row, "changed" if changes else "same", skill, changes)


def _known(skills: Mapping[str, Skill], row: SkillRow) -> Skill | None:
    """Return the skill that a row speaks of: the one of its id, else the first of its name."""
    if row.id:
        return skills.get(row.id)
    names = _plain_names(row.name)
    return next((each for each in skills.values() if names & _plain_names(each.name)), None)


def _plain_names(name: Mapping[str, str]) -> set[str]:
    return {unaccented(text) for text in name.values()}


def _as_said(old: Skill, row: SkillRow) -> Skill:
    return msgspec.structs.replace(
        old,
        name={**old.name, **row.name},
        kind=row.kind or old.kind,
        tasks=tasks_said(old.tasks, row.tasks),
    )


def _changes(old: Skill, new: Skill) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield each field that differs, by the heading it has on the sheet, before and after."""
    before, after = as_cells(old), as_cells(new)
    for heading in sorted(before.keys() | after.keys()):
        pair = before.get(heading), after.get(heading)
        if pair[0] != pair[1]:
            yield heading, pair


def as_cells(skill: Skill) -> dict[str, str]:
    """Return a skill as a row of the sheet says it, by heading."""
    return {
        "id": skill.id,
        **{f"name_{code}": text for code, text in skill.name.items()},
        "kind": skill.kind,
        **{f"task_{task.id}": task_name(task) for task in skill.tasks},
    }


def _twice(found: Sequence[SkillDifference]) -> Iterator[Problem]:
    """Find rows that speak of one skill, or give two the same name."""
    rows: dict[str, int] = {}
    for each in found:
        keys = {each.skill.id, *(f"“{unaccented(text)}”" for text in each.skill.name.values())}
        if first := next((rows[key] for key in sorted(keys) if key in rows), None):
            yield _problem(each.row, _("It is the skill of row {row} again.").format(row=first))
        for key in keys:
            rows.setdefault(key, each.row.row)


def _problem(row: SkillRow, text: str) -> Problem:
    return Problem(_("row {row}").format(row=row.row), text)
