"""Today: the coordinator's fifteen minutes a week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.pair import Pair
from revmentor.rules.care import mentor_signals, talks
from revmentor.rules.care.item import Item, Urgency
from revmentor.rules.care.talks import Wish
from revmentor.rules.care.today import Today, nothing_yet, today
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip, turns
from revmentor.rules.schedule.series import with_key
from revmentor.rules.schedule.strip import SlotRef
from screens.base.step_screen import StepScreen
from screens.dialogs.case_forms import follow
from screens.dialogs.event_forms import event_form
from screens.dialogs.follow_up_form import follow_up_form
from screens.dialogs.launch import show_launch
from screens.dialogs.messages import show_messages
from screens.dialogs.signal_forms import snooze_form
from screens.dialogs.talk_form import ask_of_talk
from screens.dialogs.texts import show_letters, show_playbook
from screens.today.steps_form import steps_form
from widgets.signs import Sign, sign
from widgets.table import Table
from widgets.text import MUTED, fit, plain, wrapped

_SIGNS: dict[Urgency, Sign] = {
    "talk": "talk",
    "look": "look",
    "missed": "missed",
    "due": "due",
    "quiet": "no_slot",
}
_STYLES: dict[Urgency, str] = {
    "talk": "bold $error",
    "look": "bold $warning",
    "missed": "$warning",
    "due": "",
    "quiet": MUTED,
}


class Items(OptionList):
    """The list of things, whose Enter is a key worth showing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", _("Open"), id="open", tooltip=_("Go to what the line is about")),
    ]


class TodayScreen(StepScreen):
    """What wants the coordinator, what the week brings, what comes next."""

    STEP = "today"
    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", _("New programme"), id="new_programme", show=False,
                tooltip=_("Begin a programme")),
        Binding("m", "message", _("Message"), id="message",
                tooltip=_("Messages for this pair, or for many, to copy or open as mail")),
        Binding("b", "playbook", _("Playbook"), id="playbook",
                tooltip=_("What helps with this, and a case that follows it")),
        Binding("z", "snooze", _("Later"), id="snooze",
                tooltip=_("Let the signals of this line rest until a day, with a reason")),
        Binding("y", "talked", _("Talked"), id="talked", show=False,
                tooltip=_("Write down that you talked to whoever asked for it")),
    ]  # fmt: skip
    HELP_TEXT = _(
        "What wants you from all steps, the most urgent first; what is fine is not listed. "
        "Enter goes to where a line is settled, {log} logs a session, {actions} shows what else "
        "fits the line."
    )

    def compose_main(self) -> ComposeResult:
        """Place the list of things; the table stays empty here."""
        yield Items(id="items", markup=False, compact=True)
        table = Table(id="table")
        table.display = False
        yield table

    @property
    def items(self) -> OptionList:
        """The list of things."""
        return self.query_one("#items", OptionList)

    def show_view(self, view: View | None) -> None:
        """Show what wants a person on this day."""
        agenda = today(view, self.host.today) if view else nothing_yet()
        self._agenda = agenda
        highlighted = self.items.highlighted_option
        before = highlighted.id if highlighted else ""
        self.items.set_options(list(self._options(agenda, view)))
        ids = [option.id for option in self.items.options]
        first = next((i for i, o in enumerate(self.items.options) if not o.disabled), None)
        self.items.highlighted = ids.index(before) if before in ids else first
        self.head(self._headline(agenda, view))
        self.detail(*self._coming(agenda))
        if self.focused is None:
            self.items.focus()

    def _headline(self, agenda: Today, view: View | None) -> Content:
        if view is None:
            text = _(
                "Welcome. Press {new_programme} to begin a programme, or {go_people} to add people."
            )
            return plain(self.host.keyed(text), "bold")
        if not agenda.wanting:
            return plain(_("Nothing wants you this week."), "bold")
        things = ngettext("{n} thing wants you", "{n} things want you", agenda.wanting)
        minutes = ngettext("about {n} minute", "about {n} minutes", agenda.minutes)
        return Content.assemble(plain(things, "bold"), plain(f", {minutes}", MUTED))

    def _options(self, agenda: Today, view: View | None) -> Iterator[Option]:
        if view is None:
            step = _("{new_programme}  begins a programme: a name, a first day, a length in weeks")
            yield Option(plain(self.host.keyed(step)), id="new")
            return
        shown = 0
        titles = {
            "needs_you": _("Needs you"),
            "this_week": _("This week · {n} of {of} slots logged").format(
                n=agenda.slots_logged, of=agenda.slots
            ),
        }
        for group, title in titles.items():
            numbered = [
                (i, item)
                for i, item in enumerate(agenda.items)
                if item.group == group and self.matches(item.subject, item.message)
            ]
            if not numbered:
                continue
            if shown:
                yield Option(plain(""), disabled=True)
            shown += 1
            yield Option(plain(title, "bold"), disabled=True)
            width = max(len(item.subject) for _i, item in numbered)
            for index, item in numbered:
                yield Option(self._line(item, min(max(width, 12), 24)), id=str(index))

    def _line(self, item: Item, width: int) -> Content:
        style = MUTED if item.urgency == "quiet" else ""
        room = max(20, self.size.width - (30 if self.is_wide else 2) - width - 6)
        lines = wrapped(item.message, room)
        hang = " " * (width + 4)
        return Content.assemble(
            plain(f"{sign(_SIGNS[item.urgency])} ", _STYLES[item.urgency]),
            plain(fit(item.subject, width), style or "bold"),
            plain("  " + lines[0], style),
            *(Content("\n") + plain(hang + line, style) for line in lines[1:]),
        )

    def _coming(self, agenda: Today) -> Iterator[Content]:
        view = self.host.view
        if view and view.programme.closed_on:
            text = _("The programme is closed: {go_evaluation} shows what changed for both sides.")
            yield plain(self.host.keyed(text))
            yield plain(self.host.keyed(_("{new_programme} begins the next one from it.")), MUTED)
        if agenda.coming:
            yield plain(_("Coming"), "bold")
            for line in agenda.coming:
                yield plain(f"{sign('no_slot')} {line}")

    def focus_main(self) -> None:
        """Put the focus on the list of things."""
        self.items.focus()

    def describe(self) -> None:
        """Nothing more to say of a line: it says all itself."""

    @on(OptionList.OptionSelected, "#items")
    def _selected(self) -> None:
        self.action_open()

    def slot_here(self) -> SlotRef | None:
        """Return the slot the line is about, where it is about one."""
        item, view, pair = self._item(), self.host.view, self._pair_here()
        if item is None or view is None:
            return None
        if slot := _slot(item):
            return slot
        for each in strip.waiting_weeks(view, self.host.today, [pair.mentor_id] if pair else []):
            whose = (
                each.session.attendance
                if each.session
                else turns.whose_turn(view, each.series, each.day)
            )
            if pair and pair.senior_id in whose:
                return each.ref
        return None

    def _item(self) -> Item | None:
        """Return what the line under the cursor is about."""
        option = self.items.highlighted_option
        if option is None or option.id is None or not option.id.isdigit():
            return None
        return self._agenda.items[int(option.id)]

    def action_open(self) -> None:
        """Go to the place where the line is settled."""
        option = self.items.highlighted_option
        if option is None or option.id is None:
            return
        if option.id == "new":
            self.action_new()
            return
        view, item = self.host.view, self._agenda.items[int(option.id)]
        if slot := _slot(item):
            self.host.log_session(slot)
        elif item.target == "follow_up":
            self._follow_up(item)
        elif view and item.target == "steps":
            self.host.ask(steps_form(self.host, view), self.host.tell)
        elif view and item.target == "launch":
            show_launch(self.host, view)
        elif view and item.target == "events":
            self.host.ask(event_form(self.host, view, item.ids[0]))
        elif item.target == "case":
            if view:
                follow(self.host, view, view.snapshot.cases[item.ids[0]])
        else:
            self._go_to(item)

    def _follow_up(self, item: Item) -> None:
        """Ask who still uses it, in the programme that the line is about."""
        programme_id, kind = item.ids
        theirs = self.host.file.view(programme_id)
        self.host.ask(
            follow_up_form(self.host, theirs, "60_days" if kind == "60_days" else "6_months")
        )

    def _go_to(self, item: Item) -> None:
        """Go to the step that settles the line, or to the page of whom it is about."""
        if item.target == "programme":
            self.host.go("goals")
        elif item.target == "person":
            self.host.show_person(item.ids[0])
        else:
            self.host.go(item.target, item.ids[0] if item.ids else "")

    def action_snooze(self) -> None:
        """Let a signal of the pair on the line rest."""
        view, item = self.host.view, self._item()
        if view is None or item is None:
            return
        pair = self._pair_here() if item.rule else None
        if pair is None:
            self.host.tell(_("Only a signal of a pair can rest; this line is settled where it is."))
            return
        self.host.ask(snooze_form(self.host, view, pair))

    def action_talked(self) -> None:
        """Write down that somebody was talked to who had asked for it."""
        view, item = self.host.view, self._item()
        if view and item:
            ask_of_talk(self.host, view, _wishes(view, item, self.host.today))

    def _pair_here(self) -> Pair | None:
        """Return the pair that the line is about: of a signal, of a case, or of a slot."""
        view, item = self.host.view, self._item()
        if view is None or item is None:
            return None
        if item.rule and set(item.rule.split(",")) <= mentor_signals.RULES:
            return None
        for each in item.ids:
            if each in view.snapshot.pairs:
                return view.snapshot.pairs[each]
        if item.target == "log" and item.on:
            return _pair_of_slot(view, item, item.on)
        return None

    def people_here(self) -> Sequence[str]:
        """Return whom the line is about: a person, both of a pair, who asked for a case."""
        view, item = self.host.view, self._item()
        if view is None or item is None:
            return []
        pair = self._pair_here()
        if pair is None and item.target == "case":
            case = view.snapshot.cases[item.ids[0]]
            pair = view.snapshot.pairs.get(case.pair_id or "")
            if case.person_id:
                return [case.person_id]
        named = [each for each in item.ids if each in view.snapshot.people]
        return pair.sides if pair else named

    def action_message(self) -> None:
        """Show the messages for the pair on the line, else those for many, ready to copy."""
        view, pair = self.host.view, self._pair_here()
        if view and pair:
            show_letters(self.host, view, pair)
        elif view:
            show_messages(self.host, view)
        else:
            self.host.tell(self.host.keyed(_("First begin a programme with {new_programme}.")))

    def action_playbook(self) -> None:
        """Show what helps with what the line says."""
        view, item = self.host.view, self._item()
        mentor_id = (
            next((each for each in item.ids if view and each in view.mentors), "")
            if (item and item.rule)
            else ""
        )
        whose = self._pair_here() or mentor_id
        if view and whose:
            show_playbook(self.host, view, whose)
        else:
            self.host.tell(_("Go to a line about a pair or a mentor first."))

    def action_new(self) -> None:
        """Begin a programme."""
        self.host.begin_programme()


def _wishes(view: View, item: Item, today: date) -> list[Wish]:
    """Return the wishes to talk that a line is about: of a pair, of a mentor, of a person."""
    pairs = [view.snapshot.pairs[each] for each in item.ids if each in view.snapshot.pairs]
    of_pairs = [wish for pair in pairs for wish in talks.of_pair(view, pair, today)]
    return of_pairs or [wish for each in item.ids for wish in talks.wishes_of(view, each, today)]


def _slot(item: Item) -> SlotRef | None:
    """Return the slot a line is about."""
    if item.target != "log" or item.on is None:
        return None
    return SlotRef(item.series, item.on, item.ids[1] if len(item.ids) > 1 else "")


def _pair_of_slot(view: View, item: Item, day: date) -> Pair | None:
    """Return the pair that a slot to log is about: the first of the group whose turn it is."""
    session = view.snapshot.sessions.get(item.ids[-1])
    series = with_key(view, item.series)
    turn = turns.whose_turn(view, series, day) if series else []
    meant = set(session.attendance if session else turn)
    for pair in view.pairs:
        here = pair.mentor_id == item.ids[0] and pair.stands_on(day)
        if here and pair.senior_id in meant:
            return pair
    return None
