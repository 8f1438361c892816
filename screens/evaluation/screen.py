"""Evaluation: start to end for every person and skill, both sides, goals and forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import ratings
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.programme import Programme
from revmentor.model.rating import Moment
from revmentor.rules.programme_view import View
from revmentor.rules.results import follow_ups, level_changes
from screens.base.step_screen import StepScreen
from screens.dialogs.follow_up_form import follow_up_form
from screens.dialogs.rating_forms import ask_tasks, look_back_form
from screens.evaluation.closing_forms import close_form, cost_form
from screens.evaluation.indicators import show_indicators
from screens.evaluation.parts import PARTS, Part
from screens.evaluation.rows import room_of
from widgets.rating_table import LevelTable
from widgets.table import Table
from widgets.text import CHOSEN, MUTED, plain


class EvaluationScreen(StepScreen):
    """What changed, for both sides."""

    STEP = "evaluation"
    PRINTS = "report"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "part", _("Side"), id="side",
                tooltip=_("Seniors, mentors, gave and gained, goals, final forms: the next")),
        Binding("t", "tasks", _("Tasks"), id="tasks",
                tooltip=_("Tick the observable tasks of this skill one by one")),
        Binding("f", "form", _("Final form"), id="final_form",
                tooltip=_("What this person says at the end")),
        Binding("n", "next", _("Next programme"), id="next_programme",
                tooltip=_("Begin the next programme from this one: people and levels kept")),
        Binding("r", "app.print_and_send", _("Report"), id="print_and_send",
                tooltip=_("Write the report as a page for the browser, or print something else")),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[Binding]] = (
        Binding("d", "moment", _("Mid-point"), id="mid_point",
                tooltip=_("Start to mid-point, or start to end")),
        Binding("o", "look_back", _("Looking back"), id="look_back",
                tooltip=_("Where this person sees the own start from today")),
        Binding("v", "indicators", _("Indicators"), id="indicators",
                tooltip=_("Numbers of the firm, with their readings over time")),
        Binding("u", "cost", _("Cost"), id="cost",
                tooltip=_("What an hour costs, and what was paid outside")),
        Binding("w", "follow_up", _("Follow-up"), id="follow_up",
                tooltip=_("After the closing: who still uses what was learned")),
        Binding("c", "close", _("Close"), id="close",
                tooltip=_("Close the programme with its lessons and decision")),
    )  # fmt: skip
    NEEDS_LINE = frozenset({"form", "close", "look_back", "tasks"})
    WHILE_OPEN = frozenset({"close", "tasks", "look_back", "cost", "form"})
    AFTER_CLOSING = frozenset({"follow_up", "next"})
    HELP_TEXT = _(
        "Each person and skill from start to end. Enter goes into the grid, where a digit rates "
        "the end, by who rated the start; {side} turns to the mentors, to what was gained, "
        "goals and final forms; {actions} holds the rest."
    )

    def __init__(self) -> None:
        """Begin with the seniors, at the end."""
        super().__init__()
        self._part: Part = PARTS[0]
        self._end: Moment = "final"
        self._answer = ("", "")
        """What was rated last, and the line it is said on: the one the cursor went to."""

    def compose_main(self) -> ComposeResult:
        """Place the table."""
        yield LevelTable(takes_a_level=lambda: self._levels_row() is not None, id="table")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to a closed programme what comes after, and to an open one the rest."""
        view = self.host.view if self.is_mounted else None
        closed = bool(view and view.programme.closed_on)
        if action in (self.WHILE_OPEN if closed else self.AFTER_CLOSING):
            return False
        if action in {"tasks", "look_back"} and not self._shows_levels:
            return False
        return super().check_action(action, parameters)

    @property
    def _shows_levels(self) -> bool:
        return self._part.levels_of is not None

    def show_view(self, view: View | None) -> None:
        """Show one of the five parts."""
        if view is None or not view.participations:
            self.head(plain(_("Evaluation"), "bold"))
            self.empty(
                self.host.keyed(
                    _("Nobody takes part yet. Press {go_people} and add mentors and seniors.")
                )
            )
            return
        self.query_one(LevelTable).rates = self._shows_levels and not view.programme.closed_on
        room = room_of(view, self.main_width)
        rows = list(self._part.rows(view, room, self.matches, self._end))
        if not rows:
            self.head(self._title())
            self.empty(
                _("No line holds “{text}”.").format(text=self.filter_text)
                if self.filter_text
                else self.host.keyed(self._part.nothing())
            )
            return
        self.empty("")
        self.table.fill(self._part.columns(room, self._end), rows)
        self.head(self._title(view), *self._part.summary(self.host, view, self._end))
        self.describe()
        if self.focused is None:
            self.table.focus()

    def _title(self, view: View | None = None) -> Content:
        parts = [
            plain(f" {each.title()} ", CHOSEN if each == self._part else MUTED) for each in PARTS
        ]
        strip = Content(" ").join(parts)
        note = self._note(view)
        beside = strip + plain(f"  {note}", "bold") if note else strip
        return beside if beside.cell_length <= self.main_width else strip

    def _note(self, view: View | None) -> str:
        """Return what stands beside the parts: what digits do, or that the programme is closed."""
        if self.query_one(LevelTable).entered:
            return _("digits rate") if self._end == "final" else _("rate mid-point")
        if self._shows_levels and self._end == "checkpoint":
            return _("mid-point")
        if view and view.programme.closed_on:
            return _("closed {day}").format(day=plain_date(view.programme.closed_on))
        return ""

    def people_here(self) -> Sequence[str]:
        """Return whom the line is about: one person, or both of a pair."""
        view = self.host.view
        return self._part.people_of(view, self.table.row_key) if view else []

    def describe(self) -> None:
        """Say how what stands under the cursor is known, or why there is nothing."""
        if view := self.host.view:
            key = self.table.row_key
            details = list(self._part.details(self.host, view, key, self._end))
            answer, place = self._answer
            if answer and place == self.table.key:
                details = [plain(answer, MUTED), *details]
            self.detail(*details)

    # -- changing --------------------------------------------------------------------------------

    def _levels_row(self) -> tuple[View, str, str] | None:
        view = self.host.view
        key = self.table.row_key
        return (view, key.id, key.part) if view and key.kind == "level" else None

    @on(LevelTable.Rated)
    async def _rated(self, event: LevelTable.Rated) -> None:
        """Rate the end or the mid-point, by the kind of rater of the start, and move down."""
        if (row := self._levels_row()) is None:
            return
        view, person_id, skill_id = row
        start = view.rating(person_id, skill_id, "baseline")
        rating = await self.host.attempt(
            lambda tx: ratings.rate(
                tx,
                person_id,
                skill_id,
                event.level,
                moment=self._end,
                rated_by=start.rated_by if start else "coordinator",
            )
        )
        if rating:
            self.table.go_down()
            text = self.host.keyed(
                _("{name}, {skill}: end {level}, {who}. {undo} takes it back.")
                if self._end == "final"
                else _("{name}, {skill}: mid-point {level}, {who}. {undo} takes it back."),
                name=view.name(person_id),
                skill=view.skill_name(skill_id),
                level=rating.level,
                who=labels.raters()[rating.rated_by],
            )
            self._answer = (text, self.table.key)
            self.describe()

    @on(LevelTable.Cleared)
    async def _cleared(self) -> None:
        """Take the final rating back."""
        if (row := self._levels_row()) is None:
            return
        _view, person_id, skill_id = row
        await self.host.attempt(lambda tx: ratings.clear(tx, person_id, skill_id, moment=self._end))

    @on(LevelTable.Turned)
    def _turned(self) -> None:
        """Say what digits do now."""
        if (view := self.host.view) and self.table.row_count:
            self.head(self._title(view), *self._part.summary(self.host, view, self._end))

    def action_part(self) -> None:
        """Turn to the next part."""
        self._part = PARTS[(PARTS.index(self._part) + 1) % len(PARTS)]
        self.table.reset()
        self.reread()

    @on(Table.RowSelected)
    def _selected(self) -> None:
        view = self.host.view
        if view and view.programme.closed_on:
            self.host.tell(_("The programme is closed and stands as it is."))
        elif view:
            self._part.enter(self.host, view, self.table.row_key)

    def action_form(self) -> None:
        """Open the final form of the person on the line; of a pair the senior's."""
        if view := self.host.view:
            self._part.open_form(self.host, view, self.table.row_key)

    def action_tasks(self) -> None:
        """Tick the observable tasks of the line's skill."""
        if row := self._levels_row():
            ask_tasks(self.host, *row, self._end)

    def action_moment(self) -> None:
        """Turn between the end and the mid-point."""
        self._end = "checkpoint" if self._end == "final" else "final"
        if not self._shows_levels:
            self._part = PARTS[0]
            self.table.reset()
        self.reread()

    def action_look_back(self) -> None:
        """Ask the person on the line where the start was, seen from today."""
        row, role = self._levels_row(), self._part.levels_of
        if row is None or role is None:
            self.host.tell(_("Go to a person’s line among seniors or mentors first."))
            return
        view, person_id, _skill = row
        self.host.ask(
            look_back_form(self.host, view, person_id, role),
            lambda answers: self.host.tell(
                ngettext("{n} answer written down.", "{n} answers written down.", len(answers))
            ),
        )

    def action_indicators(self) -> None:
        """Show the numbers of the firm."""
        if view := self.host.view:
            show_indicators(self.host, view)

    def action_cost(self) -> None:
        """Say what an hour costs, and what was paid outside."""
        if view := self.host.view:
            self.host.ask(cost_form(self.host, view))

    def action_follow_up(self) -> None:
        """Write down who still uses it, once the follow-up waits, or correct the last one."""
        view = self.host.view
        if view is None:
            return
        kind = follow_ups.at_hand(view.programme, self.host.today)
        if kind is None:
            due = follow_ups.due_on(view.programme, "60_days")
            when = plain_date(due) if due else ""
            self.host.tell(_("The first follow-up is heard from {day} on.").format(day=when))
            return
        if not follow_ups.seniors_to_ask(view, self.host.today):
            self.host.tell(_("Nobody is left to ask: no senior had a starting point."))
            return
        self.host.ask(follow_up_form(self.host, view, kind))

    def action_next(self) -> None:
        """Begin the next programme from this one."""
        if view := self.host.view:
            self.host.begin_next(view)

    def action_close(self) -> None:
        """Close the programme, and offer what comes next."""
        view = self.host.view
        if view is None:
            return
        if view.programme.closed_on:
            self.host.tell(_("The programme is closed already."))
            return
        self.host.ask(
            close_form(self.host, view, level_changes.missing_to_close(view)), self._after_closing
        )

    def _after_closing(self, programme: Programme) -> None:
        if programme.decision != "stop":
            self.host.tell(
                self.host.keyed(
                    _("Closed. {next_programme} begins the next programme from this one.")
                )
            )
