"""The page of a person: all that is known of somebody in one place, to read and to go on from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from revmentor.content.person_words import wording
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.pair import Pair
from revmentor.model.person import Person
from revmentor.rules import archiving
from revmentor.rules.people.naming import ByName
from revmentor.rules.people.page import pages_about
from revmentor.rules.people.sections import PersonPage, Section
from revmentor.rules.people.subject import Subject
from revmentor.rules.programme_view import View
from screens.dialogs.texts import show_letters
from screens.dialogs.which_person_form import which_person_form
from screens.people.person_actions import PersonActions
from widgets.page_lines import section_lines
from widgets.text import MUTED, plain

_TWO_COLUMNS = 120
"""From so many cells on a page has two columns."""
_GAP = 3
_RAIL, _BESIDE_RAIL = 100, 27
"""From so many cells on the rail stands at the left, and what it takes."""


class PersonScreen(PersonActions):
    """All that is known of one person."""

    STEP = "people"
    PART = "person"
    PRINTS = "person"
    CSS_PATH = "person_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", _("Edit"), id="edit_person",
                tooltip=_("Change what is known of this person")),
        Binding("m", "message", _("Message"), id="message_person",
                tooltip=_("Messages for this person, filled, to copy or open as mail")),
        Binding("r", "app.print_and_send", _("Print"), id="print_and_send",
                tooltip=_("Write this page for the person, or print something else")),
        Binding("escape", "app.step_back", _("Back"), id="back", key_display="esc",
                tooltip=_("Back to where this page was opened")),
        Binding("P", "app.person", _("With"), id="person", key_display="P",
                tooltip=_("The page of somebody this person is with")),
    ]  # fmt: skip
    HELP_TEXT = _(
        "All that is known of one person. {edit_person} changes it, {message_person} writes, "
        "{actions} says what else can be done; {person} goes to whom this person is with, "
        "{print_and_send} writes the page for the person."
    )

    def __init__(self) -> None:
        """Make a page that is about nobody yet."""
        super().__init__()
        self._trail: list[str] = []
        """Whose pages were opened one from the other, the one on screen last."""
        self._came_from = self.STEP

    def turn_to(self, person_id: str, came_from: str) -> None:
        """Turn to a person; escape leads back to the screen or to the page one came from."""
        if came_from == self.PART:
            self._trail.append(person_id)
            self.reread()
        else:
            self._trail, self._came_from = [person_id], came_from
        if self.is_mounted:
            self.page.scroll_home(animate=False)

    def step_back(self) -> str:
        """Go back to the page one came from, or to the screen."""
        if len(self._trail) > 1:
            self._trail.pop()
            self.reread()
            self.page.scroll_home(animate=False)
            return ""
        return self._came_from

    def compose_main(self) -> ComposeResult:
        """Place the page."""
        with VerticalScroll(id="page"):
            yield Static("", id="top", markup=False)
            with Horizontal(id="columns"):
                yield Static("", id="left", markup=False)
                yield Static("", id="right", markup=False)

    @property
    def page(self) -> VerticalScroll:
        """What scrolls."""
        return self.query_one("#page", VerticalScroll)

    @property
    def person_id(self) -> str:
        """Whom the page is about."""
        return self._trail[-1] if self._trail else ""

    @property
    def person(self) -> Person | None:
        """Whom the page is about, while the person is in the file."""
        return self.host.file.shown.people.get(self.person_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no filter, and nothing that needs somebody else where there is nobody."""
        if action == "filter":
            return False
        if action == "message" and self.is_mounted:
            return bool(self._pairs())
        return super().check_action(action, parameters)

    def show_view(self, view: View | None) -> None:
        """Show the page as the records have it now."""
        person = self.person
        if view is None or person is None:
            self.head(plain(_("This person is not in the file any more."), "bold"))
            self._place([], [])
            return
        of = self.host.look(
            lambda: Subject(view, person.id, self.host.today, ByName(view), wording(view))
        )
        if of is None:
            return
        pages = pages_about(of)
        self.head(*self._headline(pages[0][1]), *self._elsewhere())
        sections = [
            (f"{each.title} · {programme}" if len(pages) > 1 else each.title, each)
            for programme, page in pages
            for each in page.sections
        ]
        self._draw([Section(title, each.lines, each.table) for title, each in sections])
        if self.focused is None:
            self.page.focus()

    def _elsewhere(self) -> Iterator[Content]:
        """Say that more of a person may lie in other files than in this one."""
        if n := len(archiving.archived(self.host.file.snapshot)):
            text = ngettext(
                "{n} programme lies in a file of its own: look there too.",
                "{n} programmes lie in files of their own: look there too.",
                n,
            )
            yield plain(text.format(n=n), MUTED)

    def _headline(self, page: PersonPage) -> Sequence[Content]:
        first = plain(page.name, "bold") + plain(f"  {' · '.join(page.facts)}", MUTED)
        others = len(self.people_here())
        if not others:
            return [first]
        text = _("{person} opens that page") if others == 1 else _("{person} opens the page of one")
        where = self.host.keyed(text)
        return [first, plain(" · ".join(filter(None, [page.beside, where])), MUTED)]

    def _draw(self, sections: Sequence[Section]) -> None:
        """Draw what is a table of people over the whole width, the rest in one or two columns."""
        width = self.size.width - (_BESIDE_RAIL if self.size.width >= _RAIL else 2) - 3
        if self.size.width < _TWO_COLUMNS:
            self._place([section_lines(each, width) for each in sections], [])
            return
        top = [each for each in sections if each.table and each.table.kept == "of_others"]
        room = (width - _GAP) // 2
        blocks = [section_lines(each, room) for each in sections if each not in top]
        self._place(
            *_in_two(blocks), [line for each in top for line in [*section_lines(each, width), _AIR]]
        )

    def _place(
        self,
        left: Sequence[Sequence[Content]],
        right: Sequence[Sequence[Content]],
        top: Sequence[Content] = (),
    ) -> None:
        self.query_one("#top", Static).update(Content("\n").join(top))
        self.query_one("#top").display = bool(top)
        self.query_one("#columns").set_class(bool(right), "-two")
        for name, blocks in (("#left", left), ("#right", right)):
            lines = [line for block in blocks for line in [*block, _AIR]]
            self.query_one(name, Static).update(Content("\n").join(lines[:-1]))

    def focus_main(self) -> None:
        """Put the focus on what scrolls."""
        self.page.focus()

    def people_here(self) -> Sequence[str]:
        """Return whom the person is with, or was."""
        person = self.person
        with_whom = [who for pair in self._pairs() for who in pair.sides]
        return [each for each in dict.fromkeys(with_whom) if person and each != person.id]

    def _pairs(self) -> list[Pair]:
        """Return the person's pairs; the open ones, where there are any."""
        view, person = self.host.view, self.person
        own = [each for each in view.pairs if person and person.id in each.sides] if view else []
        return [each for each in own if each.until_on is None] or own

    # -- acting ----------------------------------------------------------------------------------

    def action_message(self) -> None:
        """Show the messages for the person's pair; of several it is asked which is meant."""
        view, person = self.host.view, self.person
        if view is None or person is None:
            return
        with_whom = {each: pair for pair in self._pairs() for each in pair.sides}
        with_whom.pop(person.id, None)
        if len(with_whom) == 1:
            show_letters(self.host, view, *with_whom.values())
        elif with_whom:
            self.host.ask(
                which_person_form(self.host, view, list(with_whom)),
                lambda who: show_letters(self.host, view, with_whom[who]),
            )

    @property
    def printed_for(self) -> Sequence[str]:
        """Whom `r` prints for: the person the page is about."""
        return [self.person_id]


_AIR = Content("")
"""The line between two sections."""


def _in_two(
    blocks: Sequence[Sequence[Content]],
) -> tuple[Sequence[Sequence[Content]], Sequence[Sequence[Content]]]:
    """Return the blocks in two columns of about one height, in the order one reads them."""
    heights = [len(each) + 1 for each in blocks]
    cuts = range(1, len(blocks) + 1)
    best = min(
        cuts, key=lambda cut: max(sum(heights[:cut]), sum(heights[cut:])), default=len(blocks)
    )
    return blocks[:best], blocks[best:]
