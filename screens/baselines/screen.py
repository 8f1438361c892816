"""Baselines: people by skills; in the grid a digit rates the cell and moves on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import ratings, reflections
from revmentor.content import skills as content
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.rating import Moment, Rater
from revmentor.rules.goals import levels, starting_points, topics
from revmentor.rules.programme_view import View, task_name
from screens.base.step_screen import StepScreen
from screens.dialogs.rating_forms import ask_tasks, rating_form, ticks
from screens.dialogs.reflection_form import reflection_form
from screens.dialogs.skills import show_skills
from widgets.form import FormScreen
from widgets.rating_table import LevelTable
from widgets.signs import bar, sign
from widgets.table import Column, Row, Table
from widgets.text import MUTED, cell, plain
from widgets.typed_rows import DateRow


class BaselinesScreen(StepScreen):
    """The starting point of everybody, written down before the first session."""

    STEP = "baselines"
    PRINTS = "levels"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "side", _("Other side"), id="side", tooltip=_("Seniors or mentors")),
        Binding("t", "tasks", _("Tasks"), id="tasks",
                tooltip=_("Tick the observable tasks of this skill one by one")),
        Binding("v", "direction", _("Direction"), id="direction", show=False,
                tooltip=_("After a digit: down, skill by skill, or right, person by person")),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[Binding]] = (
        Binding("w", "rater", _("Rated by"), id="rater", tooltip=_("Who rates: the next kind")),
        Binding("d", "day", _("Day"), id="day",
                tooltip=_("The day the levels were observed, when it was not today")),
        Binding("u", "moment", _("Moment"), id="moment",
                tooltip=_("Starting point or checkpoint")),
        Binding("o", "own_skills", _("Own skills"), id="own_skills",
                tooltip=_("The skills, and those of the firm's own")),
    )  # fmt: skip
    NEEDS_LINE = frozenset({"rater", "day", "moment", "tasks"})
    HELP_TEXT = _(
        "The starting point, before the first session: a row for each person, a column for each "
        "skill. Enter goes into the grid; there a digit from 0 to 6 rates, a full stop takes it "
        "back, enter asks what was seen."
    )

    def __init__(self) -> None:
        """Begin with the seniors, rated by the coordinator, today."""
        super().__init__()
        self._side: Role = "senior"
        self._rater: Rater = "coordinator"
        self._moment: Moment = "baseline"
        self._on: date | None = None
        self._goes_right = False
        """Whether a digit moves on to the person's next skill, and not to the next person."""

    def compose_main(self) -> ComposeResult:
        """Place the grid."""
        yield LevelTable(
            takes_a_level=self._takes_a_level, id="table", cursor="cell", fixed_columns=1
        )

    def _takes_a_level(self) -> bool:
        """Tell whether the cell under the cursor is not answered by a sentence."""
        view = self.host.view
        return not (view and self._is_topic(view, self.table.key, self.table.column_key))

    def show_view(self, view: View | None) -> None:
        """Show the grid of one side."""
        people = self._people(view) if view else []
        if view is None or not people:
            self.head(plain(_("Baselines"), "bold"))
            self.empty(
                self.host.keyed(
                    _(
                        "Nobody to rate yet. Press {go_people} and add people, or {go_goals} and "
                        "set the standard level."
                    )
                )
            )
            return
        skills = self._skills(view)
        if not skills:
            self.head(plain(_("Baselines"), "bold"))
            self.empty(
                self.host.keyed(
                    _(
                        "No skill to rate yet. Press {go_goals} and set the standard level with "
                        "{standard}."
                    )
                )
            )
            return
        self.empty("")
        self.query_one(LevelTable).rates = view.programme.closed_on is None
        self.table.cell_padding = 0
        rows = [
            self._row(view, person_id, skills)
            for person_id in people
            if self.matches(view.name(person_id))
        ]
        fresh = not self.table.row_count
        self.table.fill(self._columns(view, skills), rows)
        if fresh or self.table.cursor_column == 0:
            self.table.move_cursor(column=1)
        self._headline(view)
        self.describe()
        if self.focused is None:
            self.table.focus()

    def people_here(self) -> Sequence[str]:
        """Return who is rated on the line."""
        return [self.table.key]

    def _people(self, view: View) -> list[str]:
        return view.active_seniors if self._side == "senior" else view.active_mentors

    def _skills(self, view: View) -> list[str]:
        """Return the columns: the standard skills or what is taught, then the rest, by demand."""
        counts: Counter[str] = Counter()
        taught: set[str] = set()
        for person_id in self._people(view):
            asked = levels.asked_of(view, person_id, self._side)
            counts.update(list(asked))
            taught |= {skill_id for skill_id, each in asked.items() if each.need == "teaches"}
        standard = list(view.programme.standard_level) if self._side == "senior" else []
        others = counts.keys() - set(standard)
        rated = [
            *(each for each in standard if each in counts),
            *sorted(others, key=lambda each: (each not in taught, -counts[each], each)),
        ]
        said = (topics.asked_of(view, each, self._side) for each in self._people(view))
        return [*dict.fromkeys((*rated, *chain.from_iterable(said)))]

    def _columns(self, view: View, skills: list[str]) -> list[Column]:
        columns = [Column("who", "", 27 if self.is_wide else 21)]
        columns += [
            Column(each, content.short_name(each, view.skill_name(each)), 9) for each in skills
        ]
        return columns

    def _row(self, view: View, person_id: str, skills: list[str]) -> Row:
        asked = levels.asked_of(view, person_id, self._side)
        cells = [cell(f" {view.name(person_id)}", "bold")]
        cells += [self._cell(view, person_id, each, asked.get(each)) for each in skills]
        return Row(person_id, tuple(cells))

    def _is_topic(self, view: View, person_id: str, skill_id: str) -> bool:
        """Tell whether a cell is answered by a sentence."""
        return skill_id in topics.asked_of(view, person_id, self._side)

    def _cell(
        self, view: View, person_id: str, skill_id: str, asked: levels.AskedLevel | None
    ) -> Text:
        if self._is_topic(view, person_id, skill_id):
            if topics.said(view, person_id, skill_id, "baseline"):
                return cell("  " + _("said"), "green")
            return cell("  _", "bold")
        rating = view.rating(person_id, skill_id, self._moment)
        if rating is None:
            return cell("  ·" if asked is None else "  _", "dim" if asked is None else "bold")
        target = asked.target if asked else None
        reached = target is not None and rating.level >= target
        mark = sign("reached") if reached else " "
        style = "" if asked is None or not reached else "green"
        return cell(f"  {rating.level} {bar(rating.level)}{mark}", style)

    def _headline(self, view: View) -> None:
        lacking = starting_points.missing(view)
        done, of = starting_points.complete(view)
        side = _("Seniors") if self._side == "senior" else _("Mentors")
        moment = labels.moments()[self._moment]
        day = plain_date(self._on) if self._on else _("today")
        first = Content.assemble(
            plain(f"{side} · {moment}", "bold"),
            plain(
                "   "
                + _("rated by {who}, {day}").format(who=labels.raters()[self._rater], day=day),
                MUTED,
            ),
            plain(f" · {levels.standard_text(view)}" if self._side == "senior" else "", MUTED),
        )
        progress = _("{n} of {of} people rated").format(n=done, of=of)
        if lacking:
            rest = ngettext("{n} cell is missing", "{n} cells are missing", len(lacking))
            second = Content.assemble(plain(progress), plain(f"   {rest}", "$warning"))
        else:
            second = Content.assemble(
                plain(progress), plain("   " + _("nothing is missing"), "$success")
            )
        table = self.query_one(LevelTable)
        if table.entered or (lacking and table.row_count):
            second = Content.assemble(second, plain("   " + self._in_the_grid(), "bold"))
        self.head(first, second)

    def _in_the_grid(self) -> str:
        """Return what digits do, and where they lead; before that, how to get to them."""
        if not self.query_one(LevelTable).entered:
            return _("enter, then digits rate")
        return _("digits rate, to the right") if self._goes_right else _("digits rate, downwards")

    @on(Table.CellSelected)
    def _selected(self) -> None:
        view, skill_id = self.host.view, self.table.column_key
        if view and self.table.key and self._is_topic(view, self.table.key, skill_id):
            self.host.ask(reflection_form(self.host, view, self.table.key, skill_id, "baseline"))
        elif view and self.table.key and skill_id != "who":
            self.host.ask(
                rating_form(self.host, view, self.table.key, skill_id, self._moment, self._rater)
            )

    @on(Table.CellHighlighted)
    def _cell_changed(self) -> None:
        self.describe()

    def describe(self) -> None:
        """Say who, which skill, and what the level means."""
        view = self.host.view
        person_id, skill_id = self.table.key, self.table.column_key
        if view is None or not person_id:
            return
        if skill_id == "who":
            self.detail(plain(view.name(person_id), "bold"))
            return
        self.detail(*self._described(view, person_id, skill_id))

    def _described(self, view: View, person_id: str, skill_id: str) -> Iterator[Content]:
        yield Content.assemble(
            plain(view.name(person_id), "bold"), plain(f" · {view.skill_name(skill_id)}")
        )
        if self._is_topic(view, person_id, skill_id):
            yield plain(
                topics.said(view, person_id, skill_id, "baseline")
                or _("not said yet: enter writes down a sentence, no level is given"),
                MUTED,
            )
            return
        asked = levels.asked_of(view, person_id, self._side).get(skill_id)
        rating = view.rating(person_id, skill_id, self._moment)
        if rating:
            yield plain(
                _("{level}  {meaning} · {who}, {day}").format(
                    level=rating.level,
                    meaning=content.meaning(rating.level),
                    who=labels.raters()[rating.rated_by],
                    day=plain_date(rating.on),
                )
            )
        else:
            yield plain(
                _("not rated yet") if asked else _("not asked, but may be rated"),
                MUTED,
            )
        parts = []
        if asked and asked.target is not None:
            parts.append(
                _("to reach {level}: {meaning}").format(
                    level=asked.target, meaning=content.meaning(asked.target)
                )
            )
        watched = ticks(view, rating, skill_id)
        tasks = view.tasks(skill_id)
        if tasks and not watched:
            names = ", ".join(task_name(each) for each in tasks)
            parts.append(_("watch: {tasks}").format(tasks=names))
        yield plain(" · ".join(parts), MUTED)
        if watched:
            yield plain(watched)

    def action_tasks(self) -> None:
        """Tick the observable tasks of the cell's skill."""
        view, skill_id = self.host.view, self.table.column_key
        if view and self.table.key and skill_id != "who" and not view.programme.closed_on:
            ask_tasks(self.host, view, self.table.key, skill_id, self._moment)

    @on(LevelTable.Rated)
    async def _rated(self, event: LevelTable.Rated) -> None:
        """Rate the cell and move down."""
        view = self.host.view
        person_id, skill_id = self.table.key, self.table.column_key
        if view is None or not person_id or skill_id == "who":
            return
        rating = await self.host.attempt(
            lambda tx: ratings.rate(
                tx,
                person_id,
                skill_id,
                event.level,
                moment=self._moment,
                rated_by=self._rater,
                on=self._on,
            )
        )
        if rating:
            self._go_on()

    def _go_on(self) -> None:
        """Move on to the next person of the skill, or to the next skill of the person."""
        if self._goes_right:
            self.table.go_right(first=1)
        else:
            self.table.go_down()

    @on(LevelTable.Turned)
    def _turned(self) -> None:
        """Say what digits do now."""
        if view := self.host.view:
            self._headline(view)

    def action_direction(self) -> None:
        """Let a digit move on the other way."""
        self._goes_right = not self._goes_right
        if view := self.host.view:
            self._headline(view)

    @on(LevelTable.Cleared)
    async def _cleared(self) -> None:
        """Take the rating of the cell back."""
        view = self.host.view
        person_id, skill_id = self.table.key, self.table.column_key
        if view and person_id and self._is_topic(view, person_id, skill_id):
            await self.host.attempt(lambda tx: reflections.take_back(tx, person_id, skill_id))
        elif view and person_id and skill_id != "who":
            await self.host.attempt(
                lambda tx: ratings.clear(tx, person_id, skill_id, moment=self._moment)
            )

    def action_side(self) -> None:
        """Turn to the other side."""
        self._side = "mentor" if self._side == "senior" else "senior"
        self.reread()

    def action_rater(self) -> None:
        """Turn to the next kind of rater."""
        raters = [*labels.raters()]
        self._rater = raters[(raters.index(self._rater) + 1) % len(raters)]
        self.reread()

    def action_moment(self) -> None:
        """Turn between starting point and checkpoint."""
        self._moment = "checkpoint" if self._moment == "baseline" else "baseline"
        self.reread()

    def action_own_skills(self) -> None:
        """Show the skills, and those of the firm's own."""
        show_skills(self.host)

    def action_day(self) -> None:
        """Choose the day the levels were observed."""

        def save(_tx: object, values: dict[str, date | None]) -> bool:
            self._on = values["on"]
            return True

        form: FormScreen[bool] = FormScreen(
            _("The levels were observed on"),
            [DateRow("on", _("Day"), self._on or self.host.today, lean="over")],
            save,
            today=self.host.today,
        )
        self.host.ask(form, lambda _made: self.reread())
