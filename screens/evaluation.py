"""Evaluation: start to end for every person and skill, both sides, goals and forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import ratings
from revmentor.model.base import Role
from revmentor.rules import outcome
from revmentor.rules.view import View
from revmentor.words import _, ngettext, plain_date
from screens.evaluation_rows import (
    PARTS,
    TOP,
    Part,
    form_rows,
    goal_rows,
    level_rows,
    summary,
)
from screens.forms.evaluation import evaluation_form
from screens.forms.goals import judge_form
from screens.forms.programme import close_form
from screens.forms.ratings import look_back_form, rater_name
from screens.forms.report import report_form
from screens.host import StepScreen
from screens.indicators import show_indicators
from widgets.levels import LevelTable
from widgets.signs import sign
from widgets.table import Column, Row, Table
from widgets.text import MUTED, plain


class EvaluationScreen(StepScreen):
    """What changed, for both sides."""

    STEP = "evaluation"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "part", _("Side"), id="side",
                tooltip=_("Seniors, mentors, goals, final forms: the next of them")),
        Binding("f", "form", _("Final form"), id="final_form",
                tooltip=_("What this person says at the end")),
        Binding("t", "look_back", _("Looking back"), id="look_back", show=False,
                tooltip=_("Where this person sees the own start from today")),
        Binding("i", "indicators", _("Indicators"), id="indicators",
                tooltip=_("Numbers of the firm, with their readings over time")),
        Binding("r", "report", _("Report"), id="report",
                tooltip=_("Write the report as a page for the browser")),
        Binding("c", "close", _("Close"), id="close",
                tooltip=_("Close the programme with its lessons and decision")),
    ]  # fmt: skip
    NEEDS_LINE = frozenset({"form", "close", "look_back"})
    HELP_TEXT = _(
        "Each row shows a person and a skill from start to end. A digit rates the end, by the same "
        "kind of rater as the start, since only like is compared with like. s turns from seniors "
        "to mentors, to goals, to final forms; enter opens the line. Whoever has no end stays in "
        "the list with the reason. r writes the report, i keeps numbers of the firm; c closes the "
        "programme."
    )

    def __init__(self) -> None:
        """Begin with the seniors."""
        super().__init__()
        self._part: Part = "senior"

    def compose_main(self) -> ComposeResult:
        """Place the table."""
        yield LevelTable(id="table")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to close only what is open."""
        view = self.host.view if self.is_mounted else None
        if action == "close" and view and view.programme.closed_on:
            return False
        return super().check_action(action, parameters)

    def show_view(self, view: View | None) -> None:
        """Show one of the four parts."""
        if view is None or not view.participations:
            self.head(plain(_("Evaluation"), "bold"))
            self.empty(_("Nobody takes part yet. Press p and add mentors and seniors."))
            return
        levels_shown = self._part in {"senior", "mentor"}
        self.query_one(LevelTable).rates = levels_shown and view.programme.closed_on is None
        columns, rows = self._content(view)
        if not rows:
            self.head(self._title())
            self.empty(
                _("No mentor has a goal yet, and that is a finding. Press 1 and set one with n.")
                if self._part == "mentor"
                else _("Nothing to compare yet. Press 2 and write down the starting points.")
            )
            return
        self.empty("")
        self.table.fill(columns, rows)
        self.head(self._title(view), *summary(view, self._part))
        self.describe()
        if self.focused is None:
            self.table.focus()

    def _title(self, view: View | None = None) -> Content:
        names: dict[Part, str] = {
            "senior": _("Seniors"),
            "mentor": _("Mentors"),
            "goals": _("Goals"),
            "forms": _("Final forms"),
        }
        parts = [
            plain(f" {names[each]} ", "bold $text on $primary" if each == self._part else MUTED)
            for each in PARTS
        ]
        if view and view.programme.closed_on:
            day = plain_date(view.programme.closed_on)
            parts.append(plain("   " + _("closed on {day}").format(day=day), "$success"))
        return Content(" ").join(parts)

    @property
    def _cells(self) -> int:
        """The cells that one level takes in the drawing."""
        return 4 if self.is_wide else 3

    def _scale(self) -> str:
        return (" " * (self._cells - 1)).join(str(level) for level in range(TOP + 1))

    def _content(self, view: View) -> tuple[list[Column], list[Row]]:
        if self._part == "goals":
            return (
                [
                    Column("who", _("For"), 20),
                    Column("goal", _("Goal")),
                    Column("verdict", _("It was"), 25),
                ],
                list(goal_rows(view, self.matches)),
            )
        if self._part == "forms":
            return (
                [
                    Column("who", _("Who"), 22),
                    Column("role", "", 7),
                    Column("form", _("Form"), 11),
                    Column("gain", _("Own gain")),
                ],
                list(form_rows(view, self.matches)),
            )
        return (
            [
                Column("who", "", 19),
                Column("skill", "", 9),
                Column("way", self._scale(), TOP * self._cells + 1),
                Column("start", _("start"), 5),
                Column("end", _("end"), 3),
                Column("goal", _("goal")),
            ],
            list(level_rows(view, self._part, self._cells, self.matches)),
        )

    def describe(self) -> None:
        """Say how the change under the cursor is known, or why there is none."""
        view = self.host.view
        if view is None:
            return
        kind, _colon, key = self.table.key.partition(":")
        if self._part == "goals":
            goal = self.host.file.snapshot.goals.get(key)
            if goal:
                note = goal.attainment_note or goal.expected or goal.why or ""
                self.detail(plain(goal.text, "bold"), plain(note, MUTED))
        elif self._part == "forms":
            form = view.evaluations.get((kind, "mentor" if key == "mentor" else "senior"))
            lines = [plain(view.name(kind), "bold")]
            if form:
                gains = [form.own_gain, form.other_gain, form.story]
                lines += [plain(text) for text in gains if text]
            else:
                lines.append(plain(_("no final form yet: enter or f writes it down"), MUTED))
            self.detail(*lines)
        elif kind:
            self.detail(*self._described(view, kind, key))

    def _described(self, view: View, person_id: str, skill_id: str) -> Iterator[Content]:
        role: Role = "senior" if self._part == "senior" else "mentor"
        yield Content.assemble(
            plain(view.name(person_id), "bold"), plain(f" · {view.skill_name(skill_id)}")
        )
        start = view.rating(person_id, skill_id, "baseline")
        end = view.rating(person_id, skill_id, "final")
        then = view.rating(person_id, skill_id, "then")
        told = [
            _("{level} on {day}, {who}").format(
                level=rating.level, day=plain_date(rating.on), who=rater_name(rating.rated_by)
            )
            for rating in (start, end)
            if rating
        ]
        if then:
            told.append(_("seen afterwards the start was {level}").format(level=then.level))
        yield plain(f" {sign('moved')} ".join(told), MUTED)
        gone = outcome.departure(view, person_id, role)
        if end and end.evidence:
            yield plain(end.evidence)
        elif gone:
            yield plain(gone, "$warning")
        elif end is None:
            yield plain(_("no end yet: a digit rates it"), MUTED)

    # -- changing --------------------------------------------------------------------------------

    def _levels_row(self) -> tuple[View, str, str] | None:
        view = self.host.view
        person_id, _colon, skill_id = self.table.key.partition(":")
        if view is None or self._part not in {"senior", "mentor"} or not person_id:
            return None
        return view, person_id, skill_id

    @on(LevelTable.Rated)
    def _rated(self, event: LevelTable.Rated) -> None:
        """Rate the end, by the kind of rater that rated the start, and move down."""
        if (found := self._levels_row()) is None:
            return
        view, person_id, skill_id = found
        start = view.rating(person_id, skill_id, "baseline")
        made = self.host.attempt(
            lambda: ratings.rate(
                self.host.file,
                view.programme.id,
                person_id,
                skill_id,
                event.level,
                today=self.host.today,
                moment="final",
                rated_by=start.rated_by if start else "coordinator",
            )
        )
        if made:
            self.table.go_down()
            self.host.tell(
                _("{name}, {skill}: end {level}. ctrl+z takes it back.").format(
                    name=view.name(person_id), skill=view.skill_name(skill_id), level=made.level
                )
            )

    @on(LevelTable.Cleared)
    def _cleared(self) -> None:
        """Take the final rating back."""
        if (found := self._levels_row()) is None:
            return
        view, person_id, skill_id = found
        self.host.attempt(
            lambda: ratings.clear(
                self.host.file,
                view.programme.id,
                person_id,
                skill_id,
                today=self.host.today,
                moment="final",
            )
        )

    def action_part(self) -> None:
        """Turn to the next part."""
        self._part = PARTS[(PARTS.index(self._part) + 1) % len(PARTS)]
        self.table.reset()
        self.reread()

    @on(Table.RowSelected)
    def _selected(self) -> None:
        if self._part == "goals":
            view = self.host.view
            goal = self.host.file.snapshot.goals.get(self.table.key.partition(":")[2])
            if view and goal:
                self.host.ask(judge_form(self.host, view, goal))
        else:
            self.action_form()

    def action_form(self) -> None:
        """Open the final form of the person on the line."""
        view = self.host.view
        person_id, _colon, rest = self.table.key.partition(":")
        if view is None or self._part == "goals" or not person_id:
            return
        role: Role = "mentor" if "mentor" in {self._part, rest} else "senior"
        self.host.ask(evaluation_form(self.host, view, person_id, role))

    def action_look_back(self) -> None:
        """Ask the person on the line where the start was, seen from today."""
        if (found := self._levels_row()) is None:
            self.host.tell(_("Go to a person’s line among seniors or mentors first."))
            return
        view, person_id, _skill = found
        role: Role = "senior" if self._part == "senior" else "mentor"
        self.host.ask(
            look_back_form(self.host, view, person_id, role),
            lambda made: self.host.tell(
                ngettext("{n} answer written down.", "{n} answers written down.", len(made))
            ),
        )

    def action_indicators(self) -> None:
        """Show the numbers of the firm."""
        if view := self.host.view:
            show_indicators(self.host, view)

    def action_report(self) -> None:
        """Write the report."""
        if view := self.host.view:
            self.host.ask(
                report_form(self.host, view),
                lambda path: self.host.tell(_("Written: {path}").format(path=path)),
            )

    def action_close(self) -> None:
        """Close the programme."""
        view = self.host.view
        if view is None:
            return
        if view.programme.closed_on:
            self.host.tell(_("The programme is closed already."))
            return
        self.host.ask(close_form(self.host, view, outcome.missing_to_close(view)))
