"""Today: the coordinator's fifteen minutes a week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
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
from screens.base.step_screen import DRAWN_FROM, StepScreen
from screens.today.path import path_lines, step_of
from widgets.panel import Panel
from widgets.plain_text import PlainText
from widgets.signs import Sign, sign
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


_SEVERAL = "folded"
"""The id of the line that stands for all that is only worth an eye."""
_DOTS = 12
"""Of so many slots each is drawn, held or not."""
_STACKED_UNDER = 36
"""Under so many cells the sentences of a panel stand below whom they are about, not beside."""


class TodayScreen(StepScreen):
    """What the week brings, what needs the coordinator, what is worth an eye, what comes next."""

    STEP = "today"
    DRAWS_FROM = DRAWN_FROM
    PRINTS = "agenda"
    DEFAULT_CSS = """
    TodayScreen {
        & #panels { height: 1fr; scrollbar-size: 1 1; }
        & #coming {
            height: auto;
            padding: 0 0 0 1;
            border-top: blank;
            border-title-color: $foreground;
            border-title-style: bold;
        }
        & #detail { display: none; }
    }
    TodayScreen.-framed {
        & Panel, & #coming {
            border: round $border-blurred;
            border-subtitle-color: $foreground-muted;
            padding: 0 1;
            margin: 0;
        }
        & Panel:focus { border: round $primary; border-title-color: $text-primary; }
        & Panel:focus:ansi { border-title-color: $foreground; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "message", _("Message"), id="message",
                tooltip=_("Messages for this pair, or for many, to copy or open as mail")),
        Binding("b", "playbook", _("Playbook"), id="playbook", show=False,
                tooltip=_("What helps with this, and a case that follows it")),
        Binding("z", "snooze", _("Later"), id="snooze", show=False,
                tooltip=_("Let the signals of this line rest until a day, with a reason")),
        Binding("y", "talked", _("Talked"), id="talked", show=False,
                tooltip=_("Write down that you talked to whoever asked for it")),
        Binding("plus", "unfold", _("Show all"), id="show_all", show=False, key_display="+",
                tooltip=_("Show what is only worth an eye, or fold it away again")),
        Binding("n", "new", _("New programme"), id="new_programme", show=False,
                tooltip=_("Begin a programme")),
    ]  # fmt: skip
    HELP_TEXT = _(
        "The week first, then at most five things that need somebody; what is only worth an eye is "
        "one line, and {show_all} shows it. Enter goes to where a line is settled, {log} logs a "
        "session, {actions} shows what else fits the line. What is fine is not listed."
    )

    def __init__(self) -> None:
        """Begin with what is only worth an eye folded away."""
        super().__init__()
        self._agenda = nothing_yet()
        self._unfolded = False

    def compose_main(self) -> ComposeResult:
        """Place the panels."""
        with VerticalScroll(id="panels", can_focus=False):
            for name in ("week", "needs", "path", "eye"):
                yield Panel(id=name)
            yield PlainText(id="coming")

    @property
    def panels(self) -> list[Panel]:
        """The panels that are shown."""
        return [each for each in self.query(Panel) if each.display]

    @property
    def items(self) -> Panel:
        """The panel with the cursor, else the first one."""
        shown = self.panels
        focused = next((each for each in shown if each.has_focus), None)
        return focused or (shown[0] if shown else self.query_one("#needs", Panel))

    def show_view(self, view: View | None) -> None:
        """Show what wants a person on this day."""
        agenda = today(view, self.host.today) if view else nothing_yet()
        focused = self.focused
        self._agenda = agenda
        self._fill_panels(agenda, view)
        self.head(*self._headline(agenda, view))
        self._show_coming(agenda)
        if focused is None or (isinstance(focused, Panel) and not focused.display):
            self.focus_main()

    def _headline(self, agenda: Today, view: View | None) -> Iterator[Content]:
        if view is None:
            text = _(
                "Welcome. {new_programme} begins a programme, {bring_in} brings in a sheet of "
                "people, {go_people} adds them one by one."
            )
            yield plain(self.host.keyed(text), "bold")
        elif not agenda.needs and not agenda.to_log:
            yield plain(_("Nothing wants you this week."), "bold")

    def _fill_panels(self, agenda: Today, view: View | None) -> None:
        """Fill the week, what needs somebody, and what is worth an eye."""
        if view is None:
            step = _("{new_programme}  begins a programme: a name, a first day, a length in weeks")
            option = Option(plain(self.host.keyed(step)), id="new")
            self.query_one("#needs", Panel).fill("", [option])
            self._fill_path(None)
            return
        week = _("This week · {n} of {of} logged").format(n=agenda.slots_logged, of=agenda.slots)
        if 0 < agenda.slots <= _DOTS:
            dots = [sign("done")] * agenda.slots_logged
            dots += [sign("not_begun")] * (agenda.slots - agenda.slots_logged)
            week += "   " + "".join(dots)
        self._fill("week", week, agenda.this_week, "{log} " + _("log"))
        needs = _("Needs you · {n}").format(n=len(agenda.needs))
        self._fill("needs", needs, agenda.needs, "{actions} " + _("what to do"))
        self._fill_path(view)
        self._fill_eye(agenda)

    def _fill_path(self, view: View | None) -> None:
        """Fill how far each step is, as long as no session was written down."""
        options = path_lines(self.host, view, self.host.today, self._room())
        self.query_one("#path", Panel).fill(_("The path"), list(options))

    def _fill(self, name: str, title: str, items: Sequence[Item], note: str) -> None:
        places = {id(item): n for n, item in enumerate(self._agenda.items)}
        shown = [each for each in items if self.matches(each.subject, each.message)]
        width = min(max([12, *(cell_len(each.subject) for each in shown)]), 24)
        options = [Option(self._line(each, width), id=str(places[id(each)])) for each in shown]
        panel = self.query_one(f"#{name}", Panel)
        panel.fill(title, options, self.host.keyed(note) if self.is_wide else "")

    def _fill_eye(self, agenda: Today) -> None:
        """Fill what is worth an eye: one line for all of it, unless it was asked for."""
        items = agenda.worth_an_eye
        title = _("Worth an eye · {n}").format(n=len(items))
        if self._unfolded or self.filter_text:
            self._fill("eye", title, items, "{show_all} " + _("fold"))
            return
        urgent = sum(each.urgency == "talk" for each in items)
        text = ", ".join(dict.fromkeys(each.subject for each in items))
        show = self.host.keyed("   {show_all} " + _("shows them"))
        talk = (
            ngettext("{n} waits for a talk · ", "{n} wait for a talk · ", urgent) if urgent else ""
        )
        names = fit(text, max(8, self._room() - cell_len(show) - cell_len(talk))).rstrip()
        line = plain(talk, "bold $error") + plain(names, MUTED) + plain(show, MUTED)
        options = [Option(line, id=_SEVERAL)] if items else []
        self.query_one("#eye", Panel).fill(title, options)

    def _room(self) -> int:
        """How many cells a line of a panel has."""
        return self.main_width - (5 if self.is_framed else 2)

    def _line(self, item: Item, width: int) -> Content:
        style = MUTED if item.urgency == "quiet" else ""
        beside = self._room() - width - 4
        stacked = item.group != "this_week" and beside < _STACKED_UNDER
        lines = wrapped(item.message, self._room() - 2 if stacked else max(20, beside))
        hang = " " * (2 if stacked else width + 4)
        front = plain(f"{sign(_SIGNS[item.urgency])} ", _STYLES[item.urgency])
        if stacked:
            front += plain(item.subject, style or "bold") + Content("\n" + hang)
        else:
            front += plain(fit(item.subject, width) + "  ", style or "bold")
        text = (plain(line, style) for line in lines)
        return front + Content("\n" + hang).join(text)

    def _show_coming(self, agenda: Today) -> None:
        """Say what comes next, and where a closed programme goes on."""
        coming = self.query_one("#coming", PlainText)
        view = self.host.view
        lines: list[Content] = []
        if view and view.programme.closed_on:
            text = _("The programme is closed: {go_evaluation} shows what changed for both sides.")
            lines.append(plain(self.host.keyed(text)))
            lines.append(plain(self.host.keyed(_("{new_programme} begins the next one from it."))))
        for line in agenda.coming:
            first, *rest = wrapped(line, self._room() - 2)
            lines.append(plain(f"{sign('no_slot')} {first}"))
            lines += [plain("  " + each) for each in rest]
        coming.display = bool(lines)
        if lines and not coming.border_title:
            coming.border_title = plain(_("Coming"))
        coming.update(Content("\n").join(lines))

    def focus_main(self) -> None:
        """Put the focus on the first panel, or on the one it was on."""
        self.items.focus()

    def action_unfold(self) -> None:
        """Show what is only worth an eye, or fold it away again."""
        if self._agenda.worth_an_eye:
            self._unfolded = not self._unfolded
            self.show_view(self.host.view)
            eye = self.query_one("#eye", Panel)
            eye.highlighted = 0
            eye.focus(scroll_visible=False)
            eye.call_after_refresh(eye.show_line)

    def describe(self) -> None:
        """Nothing more to say of a line: it says all itself."""

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_open()

    def slot_here(self) -> SlotRef | None:
        """Return the slot the line is about, where it is about one."""
        item, view, pair = self._item(), self.host.view, self._pair_here()
        if item is None or view is None:
            return None
        if slot := item.slot:
            return None if _is_logged(view, slot) and self._others_wait(view) else slot
        for each in strip.waiting_weeks(view, self.host.today, pair.teachers if pair else []):
            whose = (
                each.session.attendance
                if each.session
                else turns.whose_turn(view, each.series, each.day)
            )
            if pair and pair.senior_id in whose:
                return each.ref
        return None

    def _others_wait(self, view: View) -> bool:
        """Tell whether a slot is still to be logged; what lacks but a reason stays with enter."""
        return bool(strip.waiting_weeks(view, self.host.today))

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
        if step := step_of(option.id):
            self.host.go(step)
        elif option.id == "new":
            self.action_new()
        elif option.id == _SEVERAL:
            self.action_unfold()
        else:
            from screens.today.opened_lines import open_line

            open_line(self.host, self.host.view, self._agenda.items[int(option.id)])

    def action_snooze(self) -> None:
        """Let a signal of the pair on the line rest."""
        view, item = self.host.view, self._item()
        if view is None or item is None:
            return
        pair = self._pair_here() if item.rule else None
        if pair is None:
            self.host.tell(_("Only a signal of a pair can rest; this line is settled where it is."))
            return
        from screens.dialogs.signal_forms import snooze_form

        self.host.ask(snooze_form(self.host, view, pair))

    def action_talked(self) -> None:
        """Write down that somebody was talked to who had asked for it."""
        from screens.dialogs.talk_form import ask_of_talk

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
        from screens.dialogs.messages import show_messages
        from screens.dialogs.texts import show_letters

        view, pair = self.host.view, self._pair_here()
        if view and pair:
            show_letters(self.host, view, pair)
        elif view:
            show_messages(self.host, view)
        else:
            self.host.tell(self.host.keyed(_("First begin a programme with {new_programme}.")))

    def action_playbook(self) -> None:
        """Show what helps with what the line says."""
        from screens.dialogs.texts import show_playbook

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


def _pair_of_slot(view: View, item: Item, day: date) -> Pair | None:
    """Return the pair that a slot to log is about: the first of the group whose turn it is."""
    session = view.snapshot.sessions.get(item.ids[-1])
    series = with_key(view, item.series)
    turn = turns.whose_turn(view, series, day) if series else []
    meant = set(session.attendance if session else turn)
    for pair in view.pairs:
        here = pair.stands_on(day) and item.ids[0] in {pair.mentor_id, pair.taught_by(day)}
        if here and pair.senior_id in meant:
            return pair
    return None


def _is_logged(view: View, slot: SlotRef) -> bool:
    session = view.snapshot.sessions.get(slot.session_id)
    return session is not None and session.status != "planned"
