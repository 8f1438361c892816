"""Several slots that stand on paper, typed into one grid: a line for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from revmentor.actions import sessions
from revmentor.actions.sessions import SessionEntry, StepAnswer
from revmentor.content import library
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model.errors import Refused
from revmentor.model.session import Attendance, Done, Session, SessionStatus
from revmentor.model.text import unaccented
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip, turns
from revmentor.rules.schedule.series import Series, group_on
from revmentor.rules.sessions import steps
from revmentor.rules.sessions.from_slot import Account, session_fields
from revmentor.rules.sessions.named_steps import named_steps
from revmentor.rules.sessions.steps import AskedStep
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.sessions import log_rows as parts
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow, RowError
from widgets.inputs import LineInput
from widgets.text import fit, plain

_AT_ONCE = 60
"""More lines than that are typed in a second round."""


class Blank(msgspec.Struct, frozen=True):
    """A slot that nobody logged, or a session that was planned, and whom it was probably for."""

    series: Series
    day: date
    seniors: tuple[str, ...]
    session: Session | None = None


def blanks(view: View, today: date) -> list[Blank]:
    """Return what waits to be logged up to a day, the oldest first, with whose turn each was."""
    return [
        Blank(
            each.series,
            each.day,
            tuple(
                sorted(each.session.attendance, key=view.sort_key)
                if each.session
                else turns.whose_turn(view, each.series, each.day)
            ),
            each.session,
        )
        for each in strip.waiting_weeks(view, today)
    ]


def show_paper(host: Host, view: View) -> None:
    """Show the grid, unless every slot is logged."""
    waiting = blanks(view, host.today)
    if view.programme.closed_on:
        host.warn(_("The programme is closed; its sessions stand as they are."))
    elif not waiting:
        host.tell(_("Every slot up to today is logged."))
    else:
        host.ask(PaperScreen(host, view, waiting[:_AT_ONCE]), host.tell)


class PaperCell(LineInput):
    """A cell of the grid: up and down stay in the column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "line(1)", _("Down"), show=False),
        Binding("up", "line(-1)", _("Up"), show=False),
    ]

    def action_line(self, by: int) -> None:
        """Go to the same column of the next line, or of the one before."""
        column = [each for each in self.screen.query(PaperCell) if each.name == self.name]
        place = column.index(self) + by
        if 0 <= place < len(column):
            column[place].focus()


class PaperHead(FormRow):
    """What the columns are called."""

    DEFAULT_CSS = """
    PaperHead {
        color: $text-muted;
        height: 1;
        & .form--label { width: 14; }
        & .-text { width: 1fr; padding: 0 0 0 1; height: 1; }
        & .-what { width: 4; padding: 0 1; }
        & .-who { width: 14; padding: 0 1; }
        & .-tried { width: 7; }
        & .-stars { width: 6; padding: 0 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """Place the names over their columns."""
        with Horizontal():
            yield Static("", classes="form--label")
            yield Static("", classes="-what")
            yield Static(plain(_("taught")), classes="-text")
            yield Static(plain(_("back")), classes="-text")
            yield Static(plain(_("to try")), classes="-text")
            yield Static(plain(_("tried")), classes="-tried")
            yield Static(plain(_("1-5")), classes="-stars")
            yield Static(plain(_("there")), classes="-who")

    @cached_property
    def entry(self) -> Widget:
        """Nothing to type in."""
        return Static("")

    def read(self, today: date) -> object:
        """Return nothing."""
        return None

    async def say(self, message: str) -> None:
        """Say nothing: nothing can be wrong here."""


class PaperRow(FormRow):
    """One slot: what became of it, what stands on the sheet, and who was there."""

    DEFAULT_CSS = """
    PaperRow {
        & .form--label { width: 14; }
        & Input { width: 1fr; margin: 0 1 0 0; }
        & Input.-textual-compact { padding: 0; }
        & .-what { width: 3; }
        & .-who { width: 14; margin: 0; }
        & .-tried { width: 6; }
        & .-stars { width: 5; }
        & .form--message { padding: 0 0 0 14; }
    }
    """

    def __init__(self, place: int, view: View, blank: Blank) -> None:
        """Show a slot with the names of those it was for."""
        day = plain_date(blank.day).rsplit(" ", 1)[0]
        label = f"{day} {view.first_name(blank.series.mentor_id)}"
        super().__init__(f"line_{place}", fit(label, 13).rstrip())
        self._view, self._blank = view, blank
        self._group = group_on(view, blank.series, blank.day)
        self._wrong = "what"
        """The cell that the message is about."""

    def compose(self) -> ComposeResult:
        """Place the cells in a line."""
        with Horizontal():
            yield Static(plain(self.label), classes="form--label", markup=False)
            yield from self.entries

    @cached_property
    def entries(self) -> Sequence[PaperCell]:
        """Make the cells, in the order of the head."""
        names = ", ".join(map(self._view.first_name, self._blank.seniors))
        asked = bool(self._asked(self._blank.seniors))
        return (
            self._cell("what", "", "-what"),
            self._cell("taught", "", "-text"),
            self._cell("received", "", "-text"),
            self._cell("step", "", "-text"),
            self._cell("tried", "", "-tried", _("y/n") if asked else "·"),
            self._cell("stars", "", "-stars"),
            self._cell("who", names, "-who"),
        )

    def _cell(self, name: str, value: str, classes: str, placeholder: str = "") -> PaperCell:
        return PaperCell(value, name=name, placeholder=placeholder, classes=classes, compact=True)

    @property
    def entry(self) -> Widget:
        """The first cell."""
        return self.entries[0]

    def focus_field(self) -> None:
        """Put the cursor into the cell that is wrong, or the first."""
        next(each for each in self.entries if each.name == self._wrong).focus()

    @property
    def raw(self) -> object:
        """What is typed in the line."""
        return tuple(each.value for each in self.entries)

    def _no(self, cell: str, message: str) -> RowError:
        self._wrong = cell
        return RowError(message)

    def _asked(self, seniors: Iterable[str]) -> list[AskedStep]:
        """Return the steps to ask about in this session."""
        mentor_id = self._blank.series.mentor_id
        waiting = [steps.waiting_step(self._view, mentor_id, s, self._blank.day) for s in seniors]
        return [each for each in waiting if each]

    def read(self, today: date) -> object:
        """Return the session as an :class:`SessionEntry`, or ``None`` for a line left alone."""
        typed = {each.name or "": each.value.strip() for each in self.entries}
        what = typed["what"].casefold()
        if not what:
            if any(typed[each] for each in ("taught", "received", "step", "tried", "stars")):
                raise self._no(
                    "what", _("Say first what became of it: h held, m missed, c cancelled.")
                )
            return None
        statuses: dict[str, SessionStatus] = {
            _("h"): "held",
            _("m"): "missed",
            _("c"): "cancelled",
        }
        if what not in statuses:
            raise self._no(
                "what", _("h is held, m missed, c cancelled; empty leaves the slot open.")
            )
        there = self._people(typed["who"])
        return SessionEntry(
            self._blank.series.mentor_id,
            self._fields(typed, statuses[what], there),
            self._blank.session.id if self._blank.session else None,
            self._answers(typed["tried"], there),
        )

    def _answers(self, typed: str, there: list[str]) -> tuple[StepAnswer, ...]:
        """Return what came of the last steps of those who were there."""
        answers: dict[str, Done] = {_("y"): "yes", _("n"): "no"}
        if not typed:
            return ()
        asked = self._asked(there)
        if typed.casefold() not in answers or not asked:
            text = (
                _("y if the last step was tried, n if not; empty if nobody asked.")
                if asked
                else _("No step of theirs waits for an answer; leave this empty.")
            )
            raise self._no("tried", text)
        done = answers[typed.casefold()]
        return tuple(StepAnswer(each.session.id, each.index, done) for each in asked)

    def _fields(
        self, typed: dict[str, str], status: SessionStatus, there: list[str]
    ) -> dict[str, Any]:
        if status != "held":
            self._refuse_unheld(typed)
        try:
            account = self._account(typed, status, there)
            blank = self._blank
            return session_fields(
                self._view, blank.series, blank.day, account, library.guide_id, blank.session
            )
        except (RowError, Refused) as error:
            raise self._no("stars", str(error)) from error

    def _refuse_unheld(self, typed: dict[str, str]) -> None:
        """Refuse what only a session that was held can have."""
        for each in ("received", "step", "tried", "stars"):
            if typed[each]:
                raise self._no(each, _("Only a session that was held has this; write why instead."))

    def _account(self, typed: dict[str, str], status: SessionStatus, there: list[str]) -> Account:
        """Return what the line says; of a session that was not held, why, under “taught”."""
        held = status == "held"
        own_steps = named_steps(self._view, typed["step"], there)
        return Account(
            status=status,
            attendance=self._attendance(there, held=held),
            reason=None if held else typed["taught"] or None,
            taught=typed["taught"] or None if held else None,
            received=typed["received"] or None,
            step=None if own_steps else typed["step"] or None,
            own_steps=own_steps,
            stars=parts.read_stars(typed["stars"]),
        )

    def _attendance(self, there: list[str], *, held: bool) -> dict[str, Attendance]:
        """Return who of the group was there; where nobody met, all were meant to be."""
        names = self._group if self._blank.series.kind == "group" else there
        return {each: "present" if each in there or not held else "absent" for each in names}

    def _people(self, typed: str) -> list[str]:
        """Return the seniors named, by the beginning of a name."""
        people: list[str] = []
        for beginning in filter(None, (each.strip() for each in typed.split(","))):
            fitting = self._fitting(beginning)
            if len(fitting) != 1:
                raise self._no("who", self._unclear(beginning, fitting))
            people += [each for each in fitting if each not in people]
        if not people:
            raise self._no("who", _("Write whom the session was for."))
        return sorted(people, key=self._view.sort_key)

    def _fitting(self, beginning: str) -> list[str]:
        """Return those of the group whose name begins so; with just that first name, only them."""
        begins = unaccented(beginning)
        exact = [s for s in self._group if unaccented(self._view.first_name(s)) == begins]
        return exact or [
            each
            for each in self._group
            if unaccented(self._view.first_name(each)).startswith(begins)
            or unaccented(self._view.name(each)).startswith(begins)
        ]

    def _unclear(self, part: str, fitting: Sequence[str]) -> str:
        names = listed([self._view.name(each) for each in fitting or self._group])
        if fitting:
            return _("“{part}” can be {names}; write more of the name.").format(
                part=part, names=names
            )
        mentor = self._view.first_name(self._blank.series.mentor_id)
        return _("“{part}” was not with {mentor} then; {names} were.").format(
            part=part, mentor=mentor, names=names
        )


class PaperScreen(FormScreen[str]):
    """The grid; enter saves every line with a letter at its beginning, all at once."""

    DEFAULT_CSS = """
    PaperScreen > #form { width: 118; }
    """

    def __init__(self, host: Host, view: View, waiting: Sequence[Blank]) -> None:
        """Show a line for each slot."""
        rows: list[FormRow] = [PaperHead("head", "")]
        rows += [PaperRow(place, view, blank) for place, blank in enumerate(waiting)]

        def save(tx: Transaction, values: Values) -> str:
            typed = [(name, entry) for name, entry in values.items() if entry is not None]
            try:
                entries = [entry for _name, entry in typed]
                logged = sessions.log_all(tx, entries, sure=self.insists)
            except Refused as error:
                place = error.problems[0].path.partition(".")[0]
                field = typed[int(place)][0] if place.isdigit() else ""
                raise type(error)(error.problems[0].message, field=field) from error
            return ngettext("{n} session logged.", "{n} sessions logged.", len(logged))

        super().__init__(
            _("From paper"),
            rows,
            save,
            today=host.today,
            focus="line_0",
            about=_(
                "h held, m missed, c cancelled (why stands under taught); empty leaves the slot "
                "open. Up and down stay in the column. Ratings: the mentor’s first, like 45. A "
                "step for each: Anna: share a sheet; Bruno: send an invitation."
            ),
        )
