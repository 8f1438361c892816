"""The resource library: the firm's own material, and the cards we ship."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import resources
from revmentor.content import library
from revmentor.content.library import Card
from revmentor.i18n.gettext import _, addressed_by
from revmentor.model.resource import Resource
from revmentor.rules.programme_view import View
from screens.base.host import Host
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from screens.dialogs.resource_form import phases, resource_form
from widgets.text import MUTED, plain


def show_resources(host: Host, view: View, place: int = 0) -> None:
    """Show the library: what fits the phase of the programme first, the firm's own before ours."""
    with addressed_by(view.firm.address):
        cards = host.look(library.cards)
    if cards is None:
        return
    phase = library.phase_of(view.programme.week_of(host.today), view.programme.weeks)
    own = sorted(
        view.own(Resource),
        key=lambda each: (each.phase not in {phase, None}, each.title.casefold(), each.id),
    )
    cards.sort(key=lambda each: each.phase not in {phase, "any"})
    host.push_screen(ResourcesScreen(view, own, cards, phase, place))


class ResourcesScreen(ShelfScreen):
    """The library; what the firm added can be changed and taken out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", _("New"), id="new_resource"),
        Binding("e", "edit", _("Edit"), id="edit_resource"),
        Binding("x", "remove", _("Remove"), id="remove_resource"),
        Binding("c", "copy", _("Copy"), id="copy_resource"),
    ]

    def __init__(
        self, view: View, own: Sequence[Resource], cards: Sequence[Card], phase: str, place: int
    ) -> None:
        """Show the firm's own resources, then the cards."""
        self._view, self._own, self._cards, self._place = view, own, cards, place
        entries = [_resource_entry(view, each, phase) for each in own]
        entries += [_card(view, each, phase) for each in cards]
        keys = _(
            "{new_resource} new, {edit_resource} edit, {remove_resource} remove, "
            "{copy_resource} copy, esc closes"
        )
        super().__init__(_("Resources"), entries, keys)

    def on_mount(self) -> None:
        """Begin where the list was left."""
        super().on_mount()
        self.move_to(min(self._place, len(self._entries) - 1))

    @property
    def _resource(self) -> Resource | None:
        return self._own[self.at] if self.at < len(self._own) else None

    def take(self) -> None:
        """Do nothing: the text stands below."""

    def action_add(self) -> None:
        """Add a resource of the firm."""
        self.host.ask(resource_form(self.host, self._view), lambda _made: self._again(0))

    def action_edit(self) -> None:
        """Change the resource under the cursor."""
        if resource := self._resource_or_say():
            place = self.at
            form = resource_form(self.host, self._view, resource)
            self.host.ask(form, lambda _made: self._again(place))

    async def action_remove(self) -> None:
        """Take the resource under the cursor out."""
        resource = self._resource_or_say()
        if resource and await self.host.attempt(lambda tx: resources.remove(tx, resource.id)):
            self.host.tell(self.host.keyed(_("Resource removed. {undo} brings it back.")))
            self._again(self.at)

    def action_copy(self) -> None:
        """Copy the text under the cursor."""
        if resource := self._resource:
            text = f"{resource.title}\n{resource.link or ''}\n"
        else:
            card = self._cards[self.at - len(self._own)]
            text = "\n\n".join((card.title, *card.paragraphs)) + "\n"
        self.host.copy(text, _("Copied."))

    def _resource_or_say(self) -> Resource | None:
        if self._resource is None:
            self.host.tell(
                _("This card comes with revmentor; docs/contents.md says how to change it.")
            )
        return self._resource

    def _again(self, place: int) -> None:
        """Show the list as it is now."""
        host, view = self.host, self.host.view
        self.dismiss(None)
        if view:
            show_resources(host, view, place)


def _resource_entry(view: View, resource: Resource, phase: str) -> ListEntry:
    when = dict(phases()).get(resource.phase or "", "")
    beside = _("for this phase") if resource.phase == phase else when
    lines = [plain(resource.link or _("Where it lies is not written down yet."))]
    if resource.skill_ids:
        lines.append(_for(view, resource.skill_ids))
    return ListEntry(resource.title, beside, lines)


def _card(view: View, card: Card, phase: str) -> ListEntry:
    lines = [
        Content("\n").join([plain(line) for line in paragraph.split("\n")])
        for paragraph in card.paragraphs
    ]
    if card.skills:
        lines.append(_for(view, card.skills))
    return ListEntry(
        card.title, _("card, for this phase") if card.phase == phase else _("card"), lines
    )


def _for(view: View, skill_ids: Sequence[str]) -> Content:
    names = ", ".join(view.skill_name(each) for each in skill_ids)
    return plain(_("For: {skills}").format(skills=names), MUTED)
