"""Answers: what people said, round by round and form by form, and who has not answered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from revmentor.actions import replies as actions
from revmentor.exchange import messages
from revmentor.exchange.answers.forms import OWN, FormAnswers, form_answers
from revmentor.exchange.forms import pages
from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model import labels
from revmentor.rules.care import talks
from revmentor.rules.care.pulse_rounds import PulseRound
from revmentor.rules.programme_view import View
from revmentor.rules.replies import came_in as arrived
from revmentor.rules.replies.asked import AskedForm
from revmentor.rules.replies.came_in import CameIn, FormKey
from revmentor.rules.replies.editions import round_number
from screens.base.step_screen import StepScreen
from screens.dialogs.talk_form import ask_of_talk
from screens.evaluation.answer_line import Line
from screens.evaluation.answer_lines import lines_of
from widgets.signs import sign
from widgets.table import Table
from widgets.text import CHOSEN, MUTED, plain


class AnswerList(OptionList):
    """The lines of a form; the arrows to the side turn to the form before and after."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "screen.turn(-1)", _("Before"), id="form_before", key_display="◂",
                tooltip=_("The round or form before")),
        Binding("right", "screen.turn(1)", _("Next"), id="form_after", key_display="▸",
                tooltip=_("The round or form after")),
        Binding("enter", "select", _("Open"), id="open", tooltip=_("Go to the person on the line")),
    ]  # fmt: skip


class AnswersScreen(StepScreen):
    """What people said on each form: both sides, statement by statement."""

    STEP = "evaluation"
    PRINTS = "pages"
    PART = "answers"
    CSS_PATH = "answers.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "remind", _("Remind"), id="remind",
                tooltip=_("One mail to all who have not answered, by blind copy")),
        Binding("y", "talked", _("Talked"), id="talked", show=False,
                tooltip=_("Write down that you talked to whoever asked for it")),
    ]  # fmt: skip
    HELP_TEXT = _(
        "What people answered, on paper, on a page or in a talk; left and right turn to another "
        "round or form. Two rounds are compared by those who answered both, and names stand where "
        "a call is wanted: the rest is confidential. {remind} reminds who is missing."
    )

    def __init__(self) -> None:
        """Begin with the round that is open, else the last one."""
        super().__init__()
        self._key: FormKey | None = None
        self._lines: list[Line] = []
        self._answers: FormAnswers | None = None

    def compose_main(self) -> ComposeResult:
        """Place the list of lines; the table stays empty here."""
        yield AnswerList(id="answers", markup=False, compact=True)
        table = Table(id="table")
        table.display = False
        yield table

    @property
    def answer_list(self) -> OptionList:
        """The list of lines."""
        return self.query_one("#answers", OptionList)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a reminder only where somebody can still answer."""
        if action == "remind":
            return bool(self._answers and self._to_remind(self._answers.came_in))
        return super().check_action(action, parameters)

    # -- showing ---------------------------------------------------------------------------------

    def show_view(self, view: View | None) -> None:
        """Show the answers to one form."""
        if view is None or not view.participations:
            self._answers = None
            self.answer_list.display = False
            self.head(plain(_("Answers"), "bold"))
            self.empty(
                self.host.keyed(
                    _("Nobody takes part yet. Press {go_people} and add mentors and seniors.")
                )
            )
            return
        self.empty("")
        self.table.display, self.answer_list.display = False, True
        keys = arrived.form_keys(view, self.host.today)
        if self._key not in keys:
            self._key = arrived.form_at_hand(view, self.host.today)
        self._answers = answers = form_answers(view, self._key, self.host.today)
        self._fill(view, answers)
        self.head(*self._headline(keys, answers))
        self.describe()
        if self.focused is None:
            self.answer_list.focus()

    def _fill(self, view: View, answers: FormAnswers) -> None:
        """Fill the list; the cursor keeps its place."""
        here = self._line()
        lines = [
            each
            for each in lines_of(view, answers, self._room())
            if not self.filter_text or (each.key and self.matches(*each.texts))
        ]
        if not any(each.key for each in lines):
            lines = [Line("nothing", plain(self._nothing(answers), MUTED))]
        self._lines = lines
        self.answer_list.set_options(
            [Option(each.shown, id=each.key or None, disabled=not each.key) for each in lines]
        )
        keys = [each.key for each in lines]
        first = next(place for place, each in enumerate(keys) if each)
        self.answer_list.highlighted = keys.index(here.key) if here and here.key in keys else first
        if self.answer_list.highlighted == first:
            self.answer_list.call_after_refresh(self.answer_list.scroll_home, animate=False)

    def _room(self) -> int:
        """Return the cells that a line has: beside the rail, and beside the detail."""
        beside = 31 if self.is_wide else 6
        return self.size.width - beside - (46 if self.has_class("-huge") else 0)

    def _nothing(self, answers: FormAnswers) -> str:
        if self.filter_text:
            return _("No line holds “{text}”.").format(text=self.filter_text)
        if answers.came_in.asked:
            return _("Nobody has answered yet.")
        return _("Nobody was asked yet.")

    def _headline(self, keys: list[FormKey], answers: FormAnswers) -> Iterator[Content]:
        yield self._strip(keys)
        came_in = answers.came_in
        told = [_came_in_text(came_in)] if came_in.asked else []
        if answers.round is not None:
            told.append(_days_of(answers.round))
        yield plain(" · ".join(told))
        wants = []
        calls = sum(each.talked_on is None for each in answers.calls)
        if calls:
            wants.append(f"{sign('look')} " + ngettext("{n} to call", "{n} to call", calls))
        if self._to_remind(came_in):
            n = len(came_in.missing)
            text = ngettext(
                "{n} not yet in, {{remind}} reminds", "{n} not yet in, {{remind}} reminds", n
            )
            wants.append(self.host.keyed(text))
        comments = sum(each.question.path[0] != OWN for each in answers.sayings)
        if answers.round is not None and comments:
            wants.append(ngettext("{n} comment", "{n} comments", comments))
        if wants:
            yield plain(" · ".join(wants), MUTED)

    def _strip(self, keys: list[FormKey]) -> Content:
        """Return the names of the forms side by side, the one that is shown marked."""
        parts: list[Content] = []
        for key in _nearby(keys, self._key, self._room()):
            style = CHOSEN if key == self._key else MUTED
            parts.append(plain(f" {_short(key)} ", style))
        return Content("").join(parts)

    def _line(self) -> Line | None:
        """Return the line under the cursor."""
        place = self.answer_list.highlighted
        return self._lines[place] if place is not None and place < len(self._lines) else None

    @on(OptionList.OptionHighlighted, "#answers")
    def _moved(self) -> None:
        self.describe()

    def describe(self) -> None:
        """Say how many of each side gave which answer, and how it was the round before."""
        line = self._line()
        self.detail(*(line.details if line else ()))

    def focus_main(self) -> None:
        """Put the focus on the list of lines."""
        self.answer_list.focus()

    def go_to(self, key: str) -> None:
        """Turn to a form by its edition, or for somebody who is missing to the one at hand."""
        if (view := self.host.view) is None:
            return
        keys = arrived.form_keys(view, self.host.today)
        of_edition = [each for each in keys if each[1] == key]
        self._turn_to(of_edition[-1] if of_edition else arrived.form_at_hand(view, self.host.today))

    # -- keys ------------------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Turn to the form before or after."""
        if (view := self.host.view) is None or self._key is None:
            return
        keys = arrived.form_keys(view, self.host.today)
        place = keys.index(self._key) + by if self._key in keys else 0
        if 0 <= place < len(keys):
            self._turn_to(keys[place])

    def _turn_to(self, key: FormKey) -> None:
        """Show another form, from its first line."""
        if key != self._key:
            self._key, self._lines = key, []
            self.answer_list.highlighted = None
            self.reread()

    @on(OptionList.OptionSelected, "#answers")
    def _selected(self) -> None:
        line = self._line()
        if line and line.person_id:
            self.host.go("people", line.person_id)

    def _to_remind(self, came_in: CameIn) -> list[AskedForm]:
        return list(came_in.missing) if came_in.can_remind else []

    async def action_remind(self) -> None:
        """Open one mail to those who have not answered, and write down the day."""
        view, answers = self.host.view, self._answers
        if view is None or answers is None or not (asked := self._to_remind(answers.came_in)):
            return
        letter = pages.reminder(view, asked)
        nowhere = [each for each in asked if not view.snapshot.people[each.person_id].email]
        names = listed(list(dict.fromkeys(view.name(each.person_id) for each in nowhere)))
        if letter.email:
            self.app.open_url(messages.blind_copy(letter))
        replies = [each.id for each in arrived.replies_to_remind(view, asked)]
        if replies and await self.host.attempt(lambda tx: actions.remind(tx, replies)) is None:
            return
        if not letter.email:
            told = _("No e-mail of them is known; the text of the reminder is copied.")
            self.host.copy(f"{letter.subject}\n\n{letter.body}\n", told)
            return
        told = ngettext("A mail to {n} person is open; nothing was sent by revmentor.",
                        "A mail to {n} people is open; nothing was sent by revmentor.",
                        len(asked) - len(nowhere))  # fmt: skip
        if nowhere:
            told += " " + _("No e-mail is known of {names}.").format(names=names)
        self.host.tell(told)

    def action_talked(self) -> None:
        """Write down that the person on the line was talked to who had asked for it."""
        view, line = self.host.view, self._line()
        if view and line:
            wishes = talks.wishes_of(view, line.person_id, self.host.today)
            ask_of_talk(self.host, view, wishes)


def _came_in_text(came_in: CameIn) -> str:
    """Return how many answered, of how many, and in which ways."""
    answered = len(came_in.answered)
    text = _("{n} of {of} in").format(n=answered, of=len(came_in.asked))
    ways = [f"{n} {labels.methods()[way]}" for way, n in came_in.ways]
    return f"{text}: {', '.join(ways)}" if ways else text


def _days_of(of_round: PulseRound) -> str:
    first, last = short_date(of_round.opens_on), short_date(of_round.last_day)
    return _("{first} to {last}").format(first=first, last=last)


def _nearby(keys: list[FormKey], here: FormKey | None, room: int) -> list[FormKey]:
    """Return the forms that stand on the strip: of many those near the one shown, none cut."""
    place = keys.index(here) if here in keys else 0
    by_distance = sorted(range(len(keys)), key=lambda each: (abs(each - place), -each))
    widths = accumulate(cell_len(_short(keys[each])) + 2 for each in by_distance)
    shown = [each for each, width in zip(by_distance, widths, strict=True) if width <= room]
    return [keys[each] for each in sorted(shown)]


def _short(key: FormKey) -> str:
    """Return a word or two for a form on the strip."""
    form, edition = key
    names = {
        "signup": _("Sign-up"),
        "levels": _("Levels"),
        "pulse": _("Pulse {n}").format(n=round_number(edition)),
        "final": _("Final"),
        "follow_up": _("60 days") if edition == "60_days" else _("6 months"),
    }
    return names[form]
