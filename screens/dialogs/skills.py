"""The skills: the firm's own, to be added and changed, and those that come with revmentor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import skills
from revmentor.content.skills import catalogue
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.skill import Skill
from revmentor.model.text import unaccented
from revmentor.rules.programme_view import skill_name, task_name
from revmentor.rules.skill_uses import uses_of
from screens.base.host import Host
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from screens.dialogs.skill_form import skill_form
from widgets.text import MUTED, plain


def show_skills(host: Host, place: int = 0) -> None:
    """Show all skills, the firm's own first."""
    own = sorted(host.file.snapshot.skills.values(), key=lambda each: unaccented(skill_name(each)))
    host.push_screen(SkillsScreen(host, own, place))


class SkillsScreen(ShelfScreen):
    """The skills; those of the firm's own can be changed and taken out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", _("New"), id="new_skill"),
        Binding("e", "edit", _("Edit"), id="edit_skill"),
        Binding("x", "remove", _("Remove"), id="remove_skill"),
    ]

    def __init__(self, host: Host, own: Sequence[Skill], place: int) -> None:
        """Show the firm's own skills, then the others."""
        self._own = own
        shipped = list(catalogue().values())
        entries = [_entry(host, each, is_own=True) for each in own]
        entries += [_entry(host, each, is_own=False) for each in shipped]
        keys = _("{new_skill} new, {edit_skill} edit, {remove_skill} remove, esc closes")
        super().__init__(_("Skills"), entries, keys, place)

    @property
    def _skill(self) -> Skill | None:
        """The skill under the cursor, where it is the firm's own."""
        if self.at < len(self._own):
            return self._own[self.at]
        self.host.tell(_("This skill comes with revmentor and stands as it is."))
        return None

    def take(self) -> None:
        """Change the skill under the cursor."""
        self.action_edit()

    def action_add(self) -> None:
        """Add a skill of the firm's own."""
        self.host.ask(skill_form(self.host), self._again)

    def action_edit(self) -> None:
        """Change the skill under the cursor."""
        if skill := self._skill:
            self.host.ask(skill_form(self.host, skill), self._again)

    async def action_remove(self) -> None:
        """Take the skill under the cursor out, where nothing uses it."""
        skill = self._skill
        if skill and await self.host.attempt(lambda tx: skills.remove(tx, skill.id)):
            self.host.tell(self.host.keyed(_("Skill removed. {undo} brings it back.")))
            self._again(None)

    def _again(self, made: Skill | None) -> None:
        """Show the list as it is now, the cursor on what was made."""
        host, place = self.host, self.at
        self.dismiss(None)
        own = sorted(host.file.snapshot.skills.values(), key=lambda e: unaccented(skill_name(e)))
        places = [index for index, each in enumerate(own) if made and each.id == made.id]
        show_skills(host, places[0] if places else place)


def _entry(host: Host, skill: Skill, *, is_own: bool) -> ListEntry:
    kind = labels.skill_kinds()[skill.kind]
    beside = _("{kind}, the firm's own").format(kind=kind) if is_own else kind
    return ListEntry(skill_name(skill), beside, list(_said(host, skill)))


def _said(host: Host, skill: Skill) -> Iterator[Content]:
    """Yield what a skill is called in the other language, its tasks, and where it is used."""
    others = [text for text in skill.name.values() if text != skill_name(skill)]
    if others:
        yield plain(" · ".join(others), MUTED)
    if skill.tasks:
        lines = [plain(f"· {task_name(task)}") for task in skill.tasks]
        yield Content("\n").join([plain(_("Worth watching:"), MUTED), *lines])
    else:
        yield plain(_("No observable tasks are written down."), MUTED)
    if uses := uses_of(host.file.snapshot, skill.id):
        yield plain(_("In use: {uses}").format(uses=", ".join(uses)), MUTED)
