"""The firm's own skills, beside those that come with revmentor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from revmentor.content.skills import catalogue
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused
from revmentor.model.skill import Skill, SkillKind
from revmentor.model.skill_row import SkillRow
from revmentor.rules import skill_rows
from revmentor.rules.programme_view import skill_name
from revmentor.rules.skill_uses import uses_of
from revmentor.store.transaction import Transaction


def add(
    tx: Transaction,
    *,
    name: Mapping[str, str | None],
    kind: SkillKind = "digital",
    tasks: Mapping[str, str | None] | None = None,
) -> Skill:
    """Add a skill: its name by language, one at least, and its tasks by their ids."""
    skill = tx.new(
        Skill, name=_named(name), kind=kind, tasks=skill_rows.tasks_said((), tasks or {})
    )
    _refuse_taken_name(tx, skill)
    tx.put(skill)
    return tx.commit_as(_("skill added: {name}").format(name=skill_name(skill)), skill)


def edit(
    tx: Transaction,
    skill_id: str,
    *,
    name: Mapping[str, str | None],
    kind: SkillKind,
    tasks: Mapping[str, str | None],
) -> Skill:
    """Change a skill. A task keeps its id, so what was watched before stays with its place."""
    old = tx.get(Skill, skill_id)
    skill = msgspec.structs.replace(
        old,
        name=_named({**old.name, **name}),
        kind=kind,
        tasks=skill_rows.tasks_said(old.tasks, tasks),
    )
    _refuse_taken_name(tx, skill)
    tx.put(skill)
    return tx.commit_as(_("skill changed: {name}").format(name=skill_name(skill)), skill)


def remove(tx: Transaction, skill_id: str) -> Skill:
    """Take a skill out that nothing uses, and return what it was."""
    skill = tx.get(Skill, skill_id)
    if uses := uses_of(tx.snapshot, skill_id):
        raise Refused(
            _(
                "“{name}” is in use: {uses}. Take it out there first, or leave it and change its "
                "name."
            ).format(name=skill_name(skill), uses=", ".join(uses))
        )
    tx.remove(skill)
    return tx.commit_as(_("skill removed: {name}").format(name=skill_name(skill)), skill)


def bring_in(tx: Transaction, rows: Sequence[SkillRow]) -> list[skill_rows.SkillDifference]:
    """Take a sheet of skills in: add the new, change what differs, leave what is the same.

    A skill is known by its id, else by its name. Raises :class:`Refused` with a problem for each
    row that cannot be, and then nothing has changed.
    """
    found = skill_rows.differences(tx.snapshot.skills, catalogue(), rows)
    for each in found:
        if each.state == "new":
            tx.put(each.skill if each.row.id else _numbered(tx, each.skill))
        elif each.state == "changed":
            tx.put(each.skill)
    if not tx.is_empty:
        count = sum(each.state != "same" for each in found)
        what = ngettext("{n} skill brought in", "{n} skills brought in", count)
        tx.commit_as(what, None, brought_in=True)
    return found


def _numbered(tx: Transaction, skill: Skill) -> Skill:
    """Return a skill with an id that no other has, also none of the same sheet."""
    while (skill_id := tx.next_id("skills")) in tx.snapshot.skills:
        continue
    return msgspec.structs.replace(skill, id=skill_id)


def _named(name: Mapping[str, str | None]) -> dict[str, str]:
    given = {code: text for code, text in name.items() if text}
    if not given:
        raise Refused(_("A skill needs a name, in one language at least."), field="name")
    return given


def _refuse_taken_name(tx: Transaction, skill: Skill) -> None:
    """Refuse a name that another skill has, in whatever language: two could not be told apart."""
    if name := skill_rows.name_taken(skill, tx.skills):
        raise Refused(
            _("There is a skill “{name}” already; choose another name.").format(name=name),
            field="name",
        )
