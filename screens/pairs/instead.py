"""Another mentor for one senior: every mentor with the price for everybody, or the rule against."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.worker import get_current_worker

from revmentor.i18n.gettext import _
from revmentor.model.errors import RevmentorError
from revmentor.rules.pairing import pair_text, prices
from revmentor.rules.pairing.prices import Price, Unknown
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.solver import Clock
from widgets.dialog import Dialog
from widgets.prose import Prose
from widgets.table import Column, Row, Table
from widgets.text import cell, plain

PriceAnswer = Price | Unknown | str | None
"""A price, the sentence why it cannot be, or ``None``: still being looked for."""


class InsteadScreen(ModalScreen[str | None]):
    """The mentors, and what each would mean for this senior and for everybody."""

    CSS_PATH = "instead.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", _("Back"), id="instead_back"),
    ]

    def __init__(self, proposal: Proposal, senior_id: str) -> None:
        """Ask for every mentor who takes part."""
        super().__init__()
        self._proposal, self._senior = proposal, senior_id
        self._answers: dict[str, PriceAnswer] = dict.fromkeys(
            sorted(proposal.view.active_mentors, key=self._order)
        )

    def _order(self, mentor_id: str) -> tuple[bool, int, str]:
        score = self._proposal.question.scores.get((self._senior, mentor_id))
        return (
            score is None,
            -(score.total if score else 0),
            self._proposal.view.sort_key(mentor_id),
        )

    def compose(self) -> ComposeResult:
        """Place the table."""
        with Dialog(classes="box") as box:
            box.border_title = plain(
                _("A mentor for {senior}").format(senior=self._proposal.view.name(self._senior))
            )
            box.border_subtitle = plain(_("enter chooses, escape goes back"))
            yield Table(id="mentors")
            yield Prose("", classes="about")

    class Answered(Message):
        """What one mentor would mean was found."""

        def __init__(self, mentor_id: str, answer: Price | Unknown | str) -> None:
            super().__init__()
            self.mentor_id = mentor_id
            self.answer = answer

    def on_mount(self) -> None:
        """Show the mentors, and begin to look for the prices."""
        proposal, senior_id = self._proposal, self._senior
        for mentor_id in self._answers:
            if (senior_id, mentor_id) in proposal.question.barred:  # this takes no search
                self._answers[mentor_id] = prices.instead(proposal, senior_id, mentor_id)
        self._fill()
        table = self.query_one(Table)
        table.go_to(proposal.plan.mentor_of.get(senior_id, ""))
        table.focus()
        mentors = [each for each, answer in self._answers.items() if answer is None]

        def run() -> None:
            worker = get_current_worker()
            for each in mentors:
                clock = Clock.of(prices.PRICE_SECONDS, lambda: worker.is_cancelled)
                try:
                    answer = prices.instead(proposal, senior_id, each, clock)
                except RevmentorError as error:
                    answer = str(error)
                self.post_message(self.Answered(each, answer))

        self.run_worker(run, thread=True, exclusive=True, exit_on_error=False)

    def on_instead_screen_answered(self, event: Answered) -> None:
        """Show one more price."""
        self._answers[event.mentor_id] = event.answer
        self._fill()

    def _fill(self) -> None:
        columns = [
            Column("who", _("mentor"), 22),
            Column("score", _("score"), 5),
            Column("what", _("for everybody")),
        ]
        self.query_one(Table).fill(columns, [self._row(each) for each in self._answers])
        self._describe()

    def _row(self, mentor_id: str) -> Row:
        score = self._proposal.question.scores.get((self._senior, mentor_id))
        here = self._proposal.plan.mentor_of.get(self._senior) == mentor_id
        answer = self._answers[mentor_id]
        if here:
            meaning = cell(_("in this plan"), "bold")
        elif answer is None:
            meaning = cell("…", "dim")
        elif isinstance(answer, str):
            meaning = cell(answer, "dim")
        else:
            meaning = cell(pair_text.price_text(self._proposal.view, answer))
        points = f"{pair_text.hundredths(score.total):>4}" if score else "   –"
        name = cell(self._proposal.view.name(mentor_id), "" if score else "dim")
        return Row(mentor_id, (name, points, meaning))

    @on(Table.RowHighlighted)
    def _describe(self) -> None:
        mentor_id = self.query_one(Table).key
        answer = self._answers.get(mentor_id)
        if isinstance(answer, str):
            lines = [plain(answer)]
        else:
            taught = pair_text.lesson_text(self._proposal.view, mentor_id, self._senior)
            lines = [plain("; ".join(taught[:3]))] if taught else []
            notes = (
                pair_text.own_goals_text(self._proposal.view, mentor_id, self._senior),
                pair_text.earlier_text(self._proposal.view, mentor_id, self._senior),
            )
            lines += [plain(note, "$warning") for note in notes if note]
            if isinstance(answer, Price) and mentor_id != self._proposal.plan.mentor_of.get(
                self._senior
            ):
                lines.append(plain(pair_text.price_text(self._proposal.view, answer)))
        self.query_one(".about", Prose).update(Content("\n").join(lines))

    @on(Table.RowSelected)
    def _chosen(self) -> None:
        mentor_id = self.query_one(Table).key
        if mentor_id == self._proposal.plan.mentor_of.get(self._senior):
            self.dismiss(None)
        elif isinstance(self._answers.get(mentor_id), Price | Unknown):
            self.dismiss(mentor_id)
        else:
            self.app.bell()
