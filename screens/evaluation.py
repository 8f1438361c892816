"""Evaluation: start to end for every person and skill, both sides, goals and forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import ratings
from revmentor.content import skills as content
from revmentor.model.base import Role
from revmentor.rules import attainment, outcome
from revmentor.rules.view import View
from revmentor.words import _, ngettext, number, plain_date
from screens.baselines import rater_name
from screens.forms.evaluation import evaluation_form
from screens.forms.goals import judge_form
from screens.forms.programme import close_form
from screens.host import StepScreen
from widgets.signs import sign, way
from widgets.table import Column, Row, Table
from widgets.text import MUTED, cell, plain

Part = Literal["senior", "mentor", "goals", "forms"]
PARTS: tuple[Part, ...] = ("senior", "mentor", "goals", "forms")
_TOP = 6


class EvaluationTable(Table):
    """The rows in which digits rate the end, as they rated the start."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(level), f"screen.rate({level})", _("Rate the end"), id=f"rate_{level}",
                    show=level == 0, key_display="0-6",
                    tooltip=_("Rate the end of this row, and move down"))
            for level in range(9)
        ),
        Binding("full_stop,delete,backspace", "screen.clear", _("Take back"), id="clear",
                show=False, key_display=".", tooltip=_("Take the final rating back")),
    ]  # fmt: skip


class EvaluationScreen(StepScreen):
    """What changed, for both sides."""

    STEP = "evaluation"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "part", _("Side"), id="side",
                tooltip=_("Seniors, mentors, goals, final forms: the next of them")),
        Binding("f", "form", _("Final form"), id="final_form",
                tooltip=_("What this person says at the end")),
        Binding("c", "close", _("Close"), id="close",
                tooltip=_("Close the programme with its lessons and decision")),
    ]  # fmt: skip
    NEEDS_LINE = frozenset({"rate", "clear", "form", "close"})
    HELP_TEXT = _(
        "Each row shows a person and a skill from start to end. A digit rates the end, by the same "
        "kind of rater as the start, since only like is compared with like. s turns from seniors "
        "to mentors, to goals, to final forms; enter opens the line. Whoever has no end stays in "
        "the list with the reason. c closes the programme."
    )

    def __init__(self) -> None:
        """Begin with the seniors."""
        super().__init__()
        self._part: Part = "senior"

    def compose_main(self) -> ComposeResult:
        """Place the table."""
        yield EvaluationTable(id="table")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits rate only where levels are shown."""
        if action in {"rate", "clear"} and self._part not in {"senior", "mentor"}:
            return False
        return super().check_action(action, parameters)

    def show_view(self, view: View | None) -> None:
        """Show one of the four parts."""
        if view is None or not view.participations:
            self.head(plain(_("Evaluation"), "bold"))
            self.empty(_("Nobody takes part yet. Press p and add mentors and seniors."))
            return
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
        self.head(self._title(view), *self._summary(view))
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

    def _content(self, view: View) -> tuple[list[Column], list[Row]]:
        if self._part == "goals":
            return (
                [
                    Column("who", _("For"), 20),
                    Column("goal", _("Goal")),
                    Column("verdict", _("It was"), 25),
                ],
                list(self._goal_rows(view)),
            )
        if self._part == "forms":
            return (
                [
                    Column("who", _("Who"), 22),
                    Column("role", "", 7),
                    Column("form", _("Form"), 11),
                    Column("gain", _("Own gain")),
                ],
                list(self._form_rows(view)),
            )
        return (
            [
                Column("who", "", 19),
                Column("skill", "", 9),
                Column("way", self._scale(), _TOP * self._cells + 1),
                Column("start", _("start"), 5),
                Column("end", _("end"), 3),
                Column("goal", _("goal")),
            ],
            list(self._level_rows(view, self._part)),
        )

    @property
    def _cells(self) -> int:
        """The cells that one level takes in the drawing."""
        return 4 if self.is_wide else 3

    def _scale(self) -> str:
        return (" " * (self._cells - 1)).join(str(level) for level in range(_TOP + 1))

    def _level_rows(self, view: View, role: Role) -> Iterator[Row]:
        shown = ""
        for change in outcome.changes(view, role):
            if change.baseline is None and not view.is_active(change.person_id, role):
                continue
            name = view.name(change.person_id)
            skill = content.short_name(change.skill_id, view.skill_name(change.skill_id))
            if not self.matches(name, skill):
                continue
            title = cell("" if shown == name else name, "bold")
            shown = name
            start = change.baseline.level if change.baseline else None
            end = change.final.level if change.final else None
            drawn = way(start, end, change.target, step=self._cells, top=_TOP)
            yield Row(
                f"{change.person_id}:{change.skill_id}",
                (
                    title,
                    skill,
                    cell(drawn, _style(change)),
                    cell("  –" if start is None else f"  {start}"),
                    cell("–" if end is None else str(end)),
                    _verdict(change),
                ),
            )

    def _goal_rows(self, view: View) -> Iterator[Row]:
        for person_id in (None, *view.participants):
            title = view.name(person_id) if person_id else view.programme.name
            for goal in view.goals_of(person_id):
                if not self.matches(title, goal.text):
                    continue
                style = "dim" if goal.attainment is None else ""
                yield Row(
                    f"goal:{goal.id}",
                    (
                        cell(title, "bold"),
                        goal.text,
                        cell(attainment.verdict(goal.attainment), style),
                    ),
                )
                title = ""

    def _form_rows(self, view: View) -> Iterator[Row]:
        for role, people in (("mentor", view.mentors), ("senior", view.seniors)):
            for person_id in people:
                side: Role = "mentor" if role == "mentor" else "senior"
                form = view.evaluations.get((person_id, side))
                if not self.matches(view.name(person_id)):
                    continue
                state = cell(plain_date(form.on)) if form else cell(_("missing"), "yellow")
                gone = outcome.departure(view, person_id, side)
                gain = (form.own_gain or "") if form else gone
                yield Row(
                    f"{person_id}:{side}",
                    (
                        cell(view.name(person_id), "bold"),
                        _("mentor") if side == "mentor" else _("senior"),
                        state,
                        cell(gain, "" if form else "dim"),
                    ),
                )

    def _summary(self, view: View) -> Iterator[Content]:
        if self._part in {"senior", "mentor"}:
            role: Role = "senior" if self._part == "senior" else "mentor"
            counts = outcome.summary(outcome.changes(view, role))
            yield plain(_counted(counts))
            if role == "senior" and view.programme.standard_level:
                standard = outcome.standard_level(view)
                yield plain(
                    _("At the standard level {n} of {of}, from {start} at the start").format(
                        n=standard.reached, of=standard.of, start=standard.at_start
                    )
                    + _median(counts),
                    MUTED,
                )
            else:
                given = outcome.exchange(view)
                yield plain(
                    _("{n} give-backs in {held} sessions; in {k} of {of} pairs").format(
                        n=given.give_backs,
                        held=given.held,
                        k=given.pairs_with_give_back,
                        of=given.pairs,
                    ),
                    MUTED,
                )
        elif self._part == "goals":
            mine = [
                goal
                for goal in self.host.file.snapshot.goals.values()
                if goal.programme_id == view.programme.id
            ]
            judged = [goal for goal in mine if goal.attainment is not None]
            reached = sum((goal.attainment or 0) >= 0 for goal in judged)
            yield plain(
                _("{n} of {of} judged, {reached} of them reached").format(
                    n=len(judged), of=len(mine), reached=reached
                )
            )
        else:
            roles = len(view.mentors) + len(view.seniors)
            yield plain(_("{n} of {of} forms are here").format(n=len(view.evaluations), of=roles))
        if not view.programme.closed_on:
            yield _to_close(view)

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
        told = [
            _("{level} on {day}, {who}").format(
                level=rating.level, day=plain_date(rating.on), who=rater_name(rating.rated_by)
            )
            for rating in (start, end)
            if rating
        ]
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

    def action_rate(self, level: int) -> None:
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
                level,
                today=self.host.today,
                moment="final",
                rated_by=start.rated_by if start else "coordinator",
            )
        )
        if made:
            self.table.go_down()

    def action_clear(self) -> None:
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

    def action_close(self) -> None:
        """Close the programme."""
        view = self.host.view
        if view is None:
            return
        if view.programme.closed_on:
            self.host.tell(_("The programme is closed already."))
            return
        self.host.ask(close_form(self.host, view, outcome.missing_to_close(view)))


def _style(change: outcome.Change) -> str:
    gained = change.levels
    if gained is None:
        return "dim"
    return "green" if gained > 0 else "red" if gained < 0 else ""


def _verdict(change: outcome.Change) -> Text:
    if change.target is None:
        return cell("")
    if change.final is None:
        return cell(str(change.target), "dim")
    if change.final.level >= change.target:
        return cell(f"{change.target} {sign('reached')}", "green")
    if change.levels is not None and change.levels < 0:
        return cell(f"{change.target} {_('lower')}", "red")
    return cell(f"{change.target} {'=' if change.levels == 0 else ''}")


def _counted(counts: outcome.BeforeAfter) -> str:
    if not counts.pairs:
        return ngettext("No end yet for {n} person", "No end yet for {n} people", counts.missing)
    text = _("{better} better, {same} the same, {worse} lower, of {n}").format(
        better=counts.improved, same=counts.same, worse=counts.worse, n=counts.pairs
    )
    if counts.missing:
        low, high = counts.bounds
        text += (
            " · "
            + ngettext("{n} without an end", "{n} without an end", counts.missing)
            + ": "
            + _("{low} to {high} of {of}").format(low=low, high=high, of=counts.started)
        )
    return text


def _median(counts: outcome.BeforeAfter) -> str:
    if counts.median_change is None:
        return ""
    return " · " + _("median {n} levels a person").format(n=number(counts.median_change))


def _to_close(view: View) -> Content:
    missing = outcome.missing_to_close(view)
    if not missing:
        return plain(_("Nothing is missing: c closes the programme"), "$success")
    return plain(_("Missing to close: {list}").format(list=", ".join(missing)), MUTED)
