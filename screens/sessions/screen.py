"""Sessions: mentors by weeks as a strip of signs, and the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import sessions
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.session import Session, SessionStatus
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes
from revmentor.rules.schedule import strip as strip_rules
from revmentor.rules.schedule.series import Series, all_series, of_session, with_key
from revmentor.rules.schedule.slots import slot_day, week_of_session, weeks
from revmentor.rules.schedule.strip import SlotRef, StripWeek, waiting_weeks
from screens.base.host import finished
from screens.base.step_screen import StepScreen
from screens.dialogs.firm_form import firm_form
from screens.dialogs.resources import show_resources
from screens.dialogs.success_form import success_form
from screens.dialogs.texts import show_guides
from screens.sessions import rows
from screens.sessions.log_form import choose_session_form, log_form, logged_text
from screens.sessions.paper_grid import show_paper
from screens.sessions.quick_form import quick_form
from widgets.signs import sign
from widgets.table import Column, Row, Table
from widgets.text import MUTED, cell, plain


class SessionsScreen(StepScreen):
    """What became of every slot."""

    STEP = "sessions"
    PRINTS = "agenda"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quick", _("Quick help"), id="quick",
                tooltip=_("Log a question answered in under a quarter of an hour")),
        Binding("g", "guides", _("Guides"), id="guides",
                tooltip=_("Guides for the sessions, those of this phase first")),
        Binding("x", "remove", _("Remove"), id="remove",
                tooltip=_("Take out a session written by mistake")),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[Binding]] = (
        Binding("w", "paper", _("Paper"), id="from_paper",
                tooltip=_("Type several slots that stand on paper, in one grid")),
        Binding("u", "success", _("Success"), id="success",
                tooltip=_("Write down a success worth telling")),
        Binding("d", "closed_days", _("Closed days"), id="closed_days",
                tooltip=_("Days on which the firm is closed, and public holidays")),
        Binding("o", "resources", _("Resources"), id="resources",
                tooltip=_("Material and cards for the sessions")),
    )  # fmt: skip
    NEEDS_LINE = frozenset({"cancelled", "missed", "moved", "remove"})
    HELP_TEXT = _(
        "A row for each mentor or own slot, a column for each week. Enter opens or logs the "
        "session of a week; {log} logs the slot most likely meant, from anywhere. That it was "
        "missed, cancelled or moved is said there."
    )

    def compose_main(self) -> ComposeResult:
        """Place the strip."""
        yield Table(id="table", cursor="cell", fixed_columns=1)

    def show_view(self, view: View | None) -> None:
        """Show the strip."""
        if view is None or not view.pairs:
            self.head(plain(_("Sessions"), "bold"))
            self.empty(self._no_pairs())
            return
        self.empty("")
        week = view.programme.week_of(self.host.today)
        last = weeks(view)
        wide = 3 if last * 3 + 19 <= self.table_width else 2
        columns = [Column("who", "", 19)]
        columns += [Column(str(n), rows.week_head(n, week), wide) for n in range(1, last + 1)]
        lines = list(self._rows(view))
        fresh = not self.table.row_count
        self.table.cell_padding = 0
        self.table.fill(columns, lines)
        if fresh and lines:
            self.table.move_cursor(column=max(1, min(week, last)))
        self._headline(view)
        self.describe()
        if self.focused is None:
            self.table.focus()

    def _rows(self, view: View) -> Iterator[Row]:
        """Yield a row for every series of a mentor with seniors."""
        for series in all_series(view):
            has_seniors = series.place_of or view.pairs_of_mentor.get(series.mentor_id)
            if has_seniors and self.matches(view.name(series.mentor_id), rows.name(view, series)):
                yield Row(series.key, tuple(self._cells(view, series)))

    def _no_pairs(self) -> str:
        return self.host.keyed(
            _("There are no pairs yet. Press {go_pairs} and give each senior a mentor.")
        )

    def _cells(self, view: View, series: Series) -> Iterator[Text]:
        alone = series.kind == "individual"
        yield cell(f" {rows.name(view, series)}", "dim" if alone else "bold")
        for each in strip_rules.strip(view, series, self.host.today):
            mark, style = rows.SIGNS[each.state]
            shown = " " if each.state == "none" else sign(mark)
            yield cell(shown, style)

    def _headline(self, view: View) -> None:
        counted = level_changes.exchange(view)
        text = _("{held} of {of} sessions held").format(held=counted.held, of=counted.settled)
        late = len(waiting_weeks(view, self.host.today))
        rest = ngettext("{n} to log", "{n} to log", late) if late else _("nothing to log")
        signs = [(sign(status), word) for status, word in labels.session_statuses().items()]
        signs.insert(1, (sign("due"), _("to log")))
        signs.append((sign("no_slot"), _("to come")))
        self.head(
            Content.assemble(
                plain(text, "bold"),
                plain(f"   {rest}", "$warning" if late else MUTED),
            ),
            plain("  ".join(f"{mark} {word}" for mark, word in signs), MUTED),
        )

    def _series(self) -> tuple[View, Series] | None:
        """Return the series of the line under the cursor."""
        view = self.host.view
        series = with_key(view, self.table.key) if view and self.table.key else None
        return (view, series) if view and series else None

    def _cell(self) -> tuple[View, StripWeek] | None:
        line = self._series()
        if line is None or not self.table.column_key.isdigit():
            return None
        view, series = line
        strip = strip_rules.strip(view, series, self.host.today)
        week = int(self.table.column_key)
        return (view, strip[week - 1]) if week <= len(strip) else None

    def people_here(self) -> Sequence[str]:
        """Return the mentor of the line, and the seniors of the week or else of the group."""
        line, here = self._series(), self._cell()
        if line is None:
            return []
        view, series = line
        met = [each for session in here[1].sessions for each in session.attendance] if here else []
        group = series.its_own(view.group_of(series.whose))
        return list(dict.fromkeys([series.mentor_id, *(met or group)]))

    @on(Table.CellHighlighted)
    def _cell_changed(self) -> None:
        self.describe()

    def describe(self) -> None:
        """Say what became of the slot under the cursor."""
        if here := self._cell():
            self.detail(*rows.described(*here))
        elif line := self._series():
            self.detail(plain(rows.name(*line)))
        else:
            self.detail()

    def slot_here(self) -> SlotRef | None:
        """Return the slot of the cell, unless what stands in it is settled already."""
        here = self._cell()
        if here is None:
            return None
        _view, each = here
        if each.is_open and each.slot and each.state == "due":
            return SlotRef(each.series.key, each.slot)
        planned = next((s for s in each.sessions if s.status == "planned"), None)
        return SlotRef(each.series.key, planned.due_on, planned.id) if planned else None

    @on(Table.CellSelected)
    async def _selected(self) -> None:
        await self._open(None)

    async def _pick(self, then: Callable[[Session | None], object], *, slot: bool) -> None:
        """Take the one thing that stands in the week under the cursor, or ask which is meant."""
        here = self._cell()
        if here is None:
            return
        view, each = here
        things: list[Session | None] = [*each.sessions]
        # Quick help fills no slot: a week without anything else still has a session to log.
        if slot and (each.is_open or not each.sessions):
            things.insert(0, None)
        if not slot or each.sessions or each.state == "none":
            things += rows.quick_helps(view, each)
        if len(things) == 1:
            await finished(then(things[0]))
        elif things:
            form = choose_session_form(self.host, view, each, things)
            self.host.ask(form, lambda chosen: then(chosen[0]))

    async def _open(self, status: SessionStatus | None) -> None:
        await self._pick(lambda session: self._log(session, status), slot=True)

    def _log(self, old: Session | None, status: SessionStatus | None) -> None:
        here = self._cell()
        if here is None:
            return
        view, each = here
        if old and old.quick_help:
            form = quick_form(self.host, view, each.mentor_id, old)
        else:
            day = each.slot or slot_day(view, each.series, each.week)
            form = log_form(self.host, view, each.series, day, old, status)
        self.host.ask(form, lambda session: self.host.tell(logged_text(view, session)))

    def action_quick(self) -> None:
        """Log quick help."""
        view, line = self.host.view, self._series()
        if view is None or not view.open_pairs:
            self.host.tell(self._no_pairs())
            return
        form = quick_form(self.host, view, line[1].mentor_id if line else "")
        self.host.ask(form, lambda _made: self.host.tell(_("Quick help logged.")))

    def action_paper(self) -> None:
        """Type several slots from paper."""
        if view := self.host.view:
            show_paper(self.host, view)

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

    def action_closed_days(self) -> None:
        """Write down on which days the firm is closed."""
        self.host.ask(firm_form(self.host, focus="closed_days"))

    def action_resources(self) -> None:
        """Show the resource library."""
        if view := self.host.view:
            show_resources(self.host, view)

    async def action_cancelled(self) -> None:
        """Log the slot as cancelled."""
        await self._open("cancelled")

    async def action_moved(self) -> None:
        """Log the slot as moved to another day."""
        await self._open("moved")

    async def action_missed(self) -> None:
        """Log the slot as missed."""
        await self._open("missed")

    async def action_remove(self) -> None:
        """Take a session out; undo brings it back."""
        await self._pick(self._remove, slot=False)

    async def _remove(self, session: Session | None) -> None:
        if session and await self.host.attempt(lambda tx: sessions.remove(tx, session.id)):
            self.host.tell(self.host.keyed(_("Session removed. {undo} brings it back.")))

    def go_to(self, key: str) -> None:
        """Go to a session, by id, or to a mentor."""
        view = self.host.view
        session = self.host.file.snapshot.sessions.get(key)
        if view and session:
            week = str(week_of_session(view, session))
            line = of_session(view, session).key
            self.table.call_after_refresh(self.table.go_to, line, week)
        else:
            super().go_to(key)
