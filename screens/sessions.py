"""Sessions: mentors by weeks as a strip of signs, and the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import sessions
from revmentor.model.session import Session, SessionStatus
from revmentor.rules import cadence, outcome
from revmentor.rules.view import View
from revmentor.words import _, ngettext, short_date
from screens.forms.sessions import choose_form, log_form, logged
from screens.forms.successes import success_form
from screens.host import StepScreen
from screens.shelves import show_guides
from widgets.signs import Sign, sign
from widgets.table import Column, Row, Table
from widgets.text import MUTED, cell, plain

_SIGNS: dict[cadence.CellState, tuple[Sign, str]] = {
    "none": ("no_slot", "dim"),
    "future": ("no_slot", "dim"),
    "due": ("due", "bold yellow"),
    "planned": ("planned", ""),
    "held": ("held", ""),
    "missed": ("missed", "bold red"),
    "cancelled": ("cancelled", "red"),
    "moved": ("moved", ""),
}


class SessionsScreen(StepScreen):
    """What became of every slot."""

    STEP = "sessions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "cancelled", _("Cancelled"), id="cancelled",
                tooltip=_("Log the slot as cancelled, with a reason")),
        Binding("m", "missed", _("Missed"), id="missed",
                tooltip=_("Log the slot as missed, with a reason")),
        Binding("s", "success", _("Success"), id="success", show=False,
                tooltip=_("Write down a success worth telling")),
        Binding("g", "guides", _("Guides"), id="guides",
                tooltip=_("Guides for the sessions, those of this phase first")),
        Binding("x", "remove", _("Remove"), id="remove",
                tooltip=_("Take out a session written by mistake")),
    ]  # fmt: skip
    NEEDS_LINE = frozenset({"cancelled", "missed", "remove"})
    HELP_TEXT = _(
        "One row for each mentor, one column for each week. Enter on a cell opens the session of "
        "that week, or logs it; l logs the slot that is most likely meant, from anywhere. Move "
        "with the arrow keys; what was taught, given back and tried stands under the strip."
    )

    def compose_main(self) -> ComposeResult:
        """Place the strip."""
        yield Table(id="table", cursor="cell", fixed_columns=1)

    def show_view(self, view: View | None) -> None:
        """Show the strip."""
        if view is None or not view.pairs:
            self.head(plain(_("Sessions"), "bold"))
            self.empty(_("There are no pairs yet. Press 3 and give each senior a mentor."))
            return
        self.empty("")
        week = view.programme.week_of(self.host.today)
        last = cadence.weeks(view)
        wide = 3 if last * 3 + 19 <= self.table.size.width else 2
        columns = [Column("who", "", 19)]
        columns += [Column(str(n), _week_head(n, week), wide) for n in range(1, last + 1)]
        rows = [
            Row(mentor_id, tuple(self._cells(view, mentor_id)))
            for mentor_id in view.mentors
            if self.matches(view.name(mentor_id))
            and any(pair.mentor_id == mentor_id for pair in view.pairs)
        ]
        fresh = not self.table.row_count
        self.table.cell_padding = 0
        self.table.fill(columns, rows)
        if fresh and rows:
            self.table.move_cursor(column=max(1, min(week, last)))
        self._headline(view)
        self.describe()
        if self.focused is None:
            self.table.focus()

    def _cells(self, view: View, mentor_id: str) -> Iterator[Text]:
        yield cell(f" {view.name(mentor_id)}", "bold")
        for each in cadence.strip(view, mentor_id, self.host.today):
            mark, style = _SIGNS[each.state]
            shown = " " if each.state == "none" else sign(mark)
            yield cell(shown, style)

    def _headline(self, view: View) -> None:
        counted = outcome.exchange(view)
        text = _("{held} of {of} sessions held").format(held=counted.held, of=counted.settled)
        cells = [
            each
            for mentor_id in view.mentors
            for each in cadence.strip(view, mentor_id, self.host.today)
        ]
        late = sum(each.state == "due" for each in cells)
        rest = ngettext("{n} to log", "{n} to log", late) if late else _("nothing to log")
        signs = [
            (sign("held"), _("held")),
            (sign("due"), _("to log")),
            (sign("missed"), _("missed")),
            (sign("cancelled"), _("cancelled")),
            (sign("moved"), _("moved")),
            (sign("planned"), _("planned")),
            (sign("no_slot"), _("to come")),
        ]
        self.head(
            Content.assemble(
                plain(text, "bold"),
                plain(f"   {rest}", "$warning" if late else MUTED),
            ),
            plain("  ".join(f"{mark} {word}" for mark, word in signs), MUTED),
        )

    def _cell(self) -> tuple[View, str, cadence.Cell] | None:
        view, mentor_id = self.host.view, self.table.key
        if view is None or not mentor_id or not self.table.column_key.isdigit():
            return None
        strip = cadence.strip(view, mentor_id, self.host.today)
        week = int(self.table.column_key)
        return (view, mentor_id, strip[week - 1]) if week <= len(strip) else None

    @on(Table.CellHighlighted)
    def _cell_changed(self) -> None:
        self.describe()

    def describe(self) -> None:
        """Say what became of the slot under the cursor."""
        found = self._cell()
        if found is None:
            self.detail(plain(self.host.view.name(self.table.key) if self.host.view else ""))
            return
        view, mentor_id, each = found
        self.detail(*self._described(view, mentor_id, each))

    def _described(self, view: View, mentor_id: str, each: cadence.Cell) -> Iterator[Content]:
        week = _("week {week}").format(week=each.week)
        day = f", {short_date(each.day)}" if each.day else ""
        title = f"{view.name(mentor_id)} · {week}{day}"
        if not each.sessions:
            text = {
                "none": _("no slot this week"),
                "future": _("to come"),
                "due": _("not logged yet: enter logs it"),
            }.get(each.state, "")
            yield plain(title, "bold")
            yield plain(text, MUTED)
            return
        session = each.sessions[0]
        yield plain(f"{title} · {_status(session.status)}", "bold")
        yield from _told(view, session)
        if len(each.sessions) > 1:
            yield plain(
                ngettext(
                    "and {n} more this week", "and {n} more this week", len(each.sessions) - 1
                ),
                MUTED,
            )

    def slot_here(self) -> tuple[str, date] | None:
        """Return the slot of the cell, unless a session stands in it already."""
        found = self._cell()
        if found is None or found[2].slot is None or found[2].state not in {"due", "planned"}:
            return None
        return found[1], found[2].slot

    @on(Table.CellSelected)
    def _selected(self) -> None:
        self._open(None)

    def _open(self, status: SessionStatus | None) -> None:
        found = self._cell()
        if found is None:
            return
        view, mentor_id, each = found
        if len(each.sessions) > 1:
            form = choose_form(self.host, view, each)
            self.host.ask(form, lambda session: self._log(session.due_on, session, status))
            return
        old = each.sessions[0] if each.sessions else None
        self._log(each.day or cadence.slot_day(view, mentor_id, each.week), old, status)

    def _log(self, day: date, old: Session | None, status: SessionStatus | None) -> None:
        view = self.host.view
        if view is not None:
            self.host.ask(
                log_form(self.host, view, self.table.key, day, old, status),
                lambda session: self.host.tell(logged(view, session)),
            )

    def action_success(self) -> None:
        """Write down a success."""
        if view := self.host.view:
            self.host.ask(
                success_form(self.host, view),
                lambda _made: self.host.tell(_("Written down; the palette shows them all.")),
            )

    def action_guides(self) -> None:
        """Show the guides, those of this phase first."""
        if view := self.host.view:
            show_guides(self.host, view)

    def action_cancelled(self) -> None:
        """Log the slot as cancelled."""
        self._open("cancelled")

    def action_missed(self) -> None:
        """Log the slot as missed."""
        self._open("missed")

    def action_remove(self) -> None:
        """Take the session out; undo brings it back."""
        found = self._cell()
        if found is None or not found[2].sessions:
            return
        session = found[2].sessions[0]
        if self.host.attempt(lambda: sessions.remove(self.host.file, session.id)):
            self.host.tell(_("Session removed. ctrl+z brings it back."))

    def go_to(self, key: str) -> None:
        """Go to a session, by id, or to a mentor."""
        view = self.host.view
        session = self.host.file.snapshot.sessions.get(key)
        if view and session:
            week = str(view.programme.week_of(session.due_on))
            self.call_after_refresh(self.table.go_to, session.mentor_id, week)
        else:
            super().go_to(key)


def _week_head(number: int, now: int) -> str:
    """Return the head of a week: every other one is numbered, this week among them."""
    return str(number) if number % 2 == now % 2 else ""


def _status(status: SessionStatus) -> str:
    return {
        "planned": _("planned"),
        "held": _("held"),
        "missed": _("missed"),
        "cancelled": _("cancelled"),
        "moved": _("moved"),
    }[status]


def _told(view: View, session: Session) -> Iterator[Content]:
    who = ", ".join(
        view.first_name(senior_id) + ("" if how == "present" else f" ({_attended(how)})")
        for senior_id, how in session.attendance.items()
    )
    minutes = _("{n} min").format(n=session.minutes) if session.minutes else ""
    yield plain(" · ".join(filter(None, (who, minutes, session.reason))), MUTED)
    parts = []
    for label, given in (
        (_("Taught"), session.taught),
        (_("Given back"), session.received),
    ):
        words = "; ".join(
            each.text or (view.skill_name(each.skill_id) if each.skill_id else "") for each in given
        )
        if words:
            parts.append(f"{label}: {words}")
    if parts:
        yield plain(" · ".join(parts))
    steps = "; ".join(f"{view.first_name(each.senior_id)}: {each.text}" for each in session.steps)
    if steps:
        yield plain(_("To try: {steps}").format(steps=steps), MUTED)


def _attended(how: str) -> str:
    return {"absent": _("absent"), "excused": _("excused")}.get(how, how)
