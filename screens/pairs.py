"""Pairs: mentors with their places, seniors without one, and why two fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import pairs
from revmentor.actions import signals as signal_actions
from revmentor.model.pair import Pair
from revmentor.rules import cadence, matching, signals
from revmentor.rules.matching import outlook
from revmentor.rules.view import View
from revmentor.words import _, number, plain_date
from screens.forms.pairs import charter_form, end_form, exception_form, move_form, place_form
from screens.forms.signals import snooze_form
from screens.host import StepScreen
from screens.shelves import show_letters, show_playbook
from screens.told import sentences_screen
from widgets.signs import Sign, sign
from widgets.table import Column, Row, Table
from widgets.text import MUTED, cell, plain

_STATUS: dict[signals.Status, tuple[Sign, str]] = {
    "red": ("talk", "bold red"),
    "amber": ("look", "bold yellow"),
    "green": ("well", "green"),
    "grey": ("early", "dim"),
}


class PairsScreen(StepScreen):
    """Who is with whom."""

    STEP = "pairs"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "propose", _("Propose"), id="propose",
                tooltip=_("The best plan for everybody, as a draft beside what stands")),
        Binding("n", "place", _("Place"), id="place", tooltip=_("Give this senior a mentor")),
        Binding("m", "move", _("Move"), id="move", tooltip=_("Give this senior another mentor")),
        Binding("k", "lock", _("Lock"), id="lock",
                tooltip=_("Lock the pair, so that nothing moves it; or unlock it")),
        Binding("x", "end", _("End"), id="end", tooltip=_("End the pair, without fault")),
        Binding("c", "charter", _("Charter"), id="charter",
                tooltip=_("The days the pair's charter was signed")),
        Binding("z", "snooze", _("Later"), id="snooze_pair", show=False,
                tooltip=_("Let a signal of this pair rest until a day, with a reason")),
        Binding("w", "message", _("Message"), id="message_pair", show=False,
                tooltip=_("Messages for this pair, filled, to copy or open as mail")),
        Binding("b", "playbook", _("Playbook"), id="playbook_pair", show=False,
                tooltip=_("What helps this pair, and a case that follows it")),
        Binding("o", "outlook", _("Outlook"), id="outlook_pairs", show=False,
                tooltip=_("Places, hours, and what nobody can teach, before any pairing")),
        Binding("v", "exception", _("Exception"), id="exception", show=False,
                tooltip=_("Let this senior pass one rule, with a reason")),
    ]  # fmt: skip
    NEEDS_LINE = frozenset(
        {"place", "move", "lock", "end", "charter", "exception", "snooze", "message", "playbook"}
    )
    HELP_TEXT = _(
        "Every mentor with the places taken and free, the hours a month, and the seniors. A senior "
        "without a mentor stands first. a proposes the best plan for everybody, as a draft; n "
        "places by hand, m moves, k locks, x ends a pair, v records an exception to a rule. The "
        "rules are checked as you place; each refusal says why."
    )

    def compose_main(self) -> ComposeResult:
        """Place the table."""
        yield Table(id="table", header=False)

    def show_view(self, view: View | None) -> None:
        """Show mentors, their seniors, and who has none."""
        if view is None or not view.participations:
            self.head(plain(_("Pairs"), "bold"))
            self.empty(_("Nobody takes part yet. Press p and add mentors and seniors."))
            return
        self.empty("")
        columns = [
            Column("who", "", 28),
            Column("places", "", 9),
            Column("why", ""),
            Column("sign", "", 2),
        ]
        self.table.fill(columns, list(self._rows(view)))
        self.head(self._headline(view))
        self.describe()
        if self.focused is None:
            self.table.focus()

    def _headline(self, view: View) -> Content:
        placed = len(view.active_seniors) - len(view.unplaced)
        text = _("{n} of {of} seniors placed").format(n=placed, of=len(view.active_seniors))
        few = matching.below_minimum(view)
        if few:
            names = ", ".join(view.first_name(each) for each in few)
            rest = _("fewer than agreed: {names}").format(names=names)
            return Content.assemble(plain(text, "bold"), plain(f"   {rest}", "$warning"))
        return plain(text, "bold")

    def _rows(self, view: View) -> Iterator[Row]:
        for senior_id in view.unplaced:
            if self.matches(view.name(senior_id)):
                wishes = ", ".join(
                    view.skill_name(goal.skill_id)
                    for goal in view.goals_of(senior_id)
                    if goal.skill_id
                )
                yield Row(
                    f"senior:{senior_id}",
                    (
                        Text.assemble(
                            cell(f"{sign('talk')} ", "bold red"), cell(view.name(senior_id), "bold")
                        ),
                        cell(_("no mentor"), "red"),
                        cell(wishes, "dim"),
                        "",
                    ),
                )
        for mentor_id in view.mentors:
            yield from self._group(view, mentor_id)

    def _group(self, view: View, mentor_id: str) -> Iterator[Row]:
        group = view.group_of(mentor_id)
        active = view.is_active(mentor_id, "mentor")
        if not active and not group:
            return
        names = [view.name(each) for each in (mentor_id, *group)]
        if not self.matches(*names):
            return
        places = matching.places(view, mentor_id)
        marks = sign("taken") * len(group) + sign("free") * max(0, places - len(group))
        hours = cadence.monthly_hours(view, mentor_id)
        text = _("{hours} hours a month").format(hours=number(hours)) if group else _("free")
        if not active:
            text = _("takes no part now")
        yield Row(
            f"mentor:{mentor_id}",
            (cell(names[0], "bold"), cell(marks[:9]), cell(text, "dim"), ""),
        )
        for senior_id in group:
            pair = view.pair_of_senior[senior_id]
            yield Row(f"pair:{pair.id}", self._pair_cells(view, pair))

    def _pair_cells(self, view: View, pair: Pair) -> tuple[str | Text, ...]:
        read = signals.read(view, pair, self.host.today)
        found = read.signals
        mark, style = _STATUS[read.status]
        lock = f"{sign('locked')} " if pair.locked else ""
        why = found[0].message if found else pair.rationale or ""
        return (
            cell(f"   {view.name(pair.senior_id)}"),
            cell(f"{lock}{_('locked') if pair.locked else ''}", "dim"),
            cell(why, "" if found else "dim"),
            cell(sign(mark), style),
        )

    def _pair(self) -> Pair | None:
        kind, _colon, key = self.table.key.partition(":")
        return self.host.file.snapshot.pairs.get(key) if kind == "pair" else None

    def _pair_or_say(self) -> Pair | None:
        pair = self._pair()
        if pair is None:
            self.host.warn(_("Go to the line of a senior who has a mentor first."))
        return pair

    def _senior(self) -> str:
        kind, _colon, key = self.table.key.partition(":")
        if kind == "senior":
            return key
        pair = self._pair()
        return pair.senior_id if pair else ""

    def go_to(self, key: str) -> None:
        """Go to a pair, a senior without one, or a mentor, by id."""
        for kind in ("pair", "senior", "mentor"):
            self.call_after_refresh(self.table.go_to, f"{kind}:{key}")

    def describe(self) -> None:
        """Say why this pair, or what a mentor teaches."""
        view = self.host.view
        if view is None:
            return
        kind, _colon, key = self.table.key.partition(":")
        pair = self._pair()
        if pair:
            self.detail(*self._described(view, pair))
        elif kind == "mentor" and key in view.mentors:
            offers = ", ".join(view.skill_name(each) for each in view.mentors[key].offers)
            self.detail(
                plain(view.name(key), "bold"),
                plain(_("teaches {skills}").format(skills=offers or "–")),
            )
        elif kind == "senior":
            self.detail(
                plain(view.name(key), "bold"),
                plain(_("a proposes the best plan for everybody; n gives a mentor by hand."),
                      MUTED),
            )  # fmt: skip

    def _described(self, view: View, pair: Pair) -> Iterator[Content]:
        names = f"{view.name(pair.mentor_id)} & {view.name(pair.senior_id)}"
        since = _("since {day}").format(day=plain_date(pair.from_on))
        yield Content.assemble(plain(names, "bold"), plain(f"  {since}", MUTED))
        parts = [
            f"{view.skill_name(each.skill_id)} "
            f"{'·' if each.senior_level is None else each.senior_level} → {each.target}"
            for each in matching.lessons(view, pair.mentor_id, pair.senior_id)
        ]
        back = [
            view.skill_name(each)
            for each in matching.give_backs(view, pair.mentor_id, pair.senior_id)
        ]
        taught = _("Teaches {skills}").format(skills=", ".join(parts)) if parts else ""
        given = _("gives back {skills}").format(skills=", ".join(back)) if back else ""
        yield plain(" · ".join(filter(None, (taught, given))) or (pair.rationale or ""))
        read = signals.read(view, pair, self.host.today)
        notes = [each.message for each in read.signals] or [_charter(pair)]
        yield plain("; ".join(notes), "$warning" if read.signals else MUTED)
        for case in view.snapshot.cases.values():
            if case.pair_id == pair.id and case.closed_on is None:
                due = plain_date(case.due_on) if case.due_on else _("no day")
                text = _("case: {text}, {day}").format(text=case.text, day=due)
                yield plain(text, "$warning")
        for signal, rests in read.resting:
            yield plain(
                _("rests until {day}, {reason}: {message}").format(
                    day=plain_date(rests.until), reason=rests.reason, message=signal.message
                ),
                MUTED,
            )

    @on(Table.RowSelected)
    def _selected(self) -> None:
        kind = self.table.key.partition(":")[0]
        if kind == "senior":
            self.action_place()
        elif kind == "pair":
            self.action_charter()

    def action_outlook(self) -> None:
        """Say what there is to know before any pairing."""
        if view := self.host.view:
            self.host.push_screen(
                sentences_screen(_("Outlook"), outlook.sentences(view, outlook.look(view)))
            )

    def action_propose(self) -> None:
        """Show the best plan for everybody."""
        self.host.go("proposal")

    def action_place(self) -> None:
        """Give the senior on the line a mentor; without one on the line, the first unplaced."""
        view = self.host.view
        if view is None:
            return
        kind, _colon, key = self.table.key.partition(":")
        senior_id = key if kind == "senior" else next(iter(view.unplaced), "")
        if not senior_id:
            self.host.tell(_("Every senior has a mentor. m moves one to another mentor."))
            return
        self.host.ask(place_form(self.host, view, senior_id), lambda pair: self._placed(pair))

    def _placed(self, pair: Pair) -> None:
        view = self.host.view
        if view and view.unplaced:
            self.go_to(view.unplaced[0])
        else:
            self.go_to(pair.id)

    def action_move(self) -> None:
        """Give the senior on the line another mentor."""
        if self.table.key.startswith("senior:"):
            self.action_place()
            return
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            if pair.locked:
                self.host.warn(_("This pair is locked. k unlocks it."))
                return
            self.host.ask(move_form(self.host, view, pair), lambda made: self.go_to(made.id))

    def action_lock(self) -> None:
        """Lock the pair, or unlock it."""
        pair = self._pair_or_say()
        if pair:
            self.host.attempt(lambda: pairs.lock(self.host.file, pair.id, locked=not pair.locked))

    def action_end(self) -> None:
        """End the pair."""
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            self.host.ask(end_form(self.host, view, pair))

    def action_charter(self) -> None:
        """Write down the days the charter was signed."""
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            self.host.ask(charter_form(self.host, view, pair))

    def action_message(self) -> None:
        """Show the messages for the pair, filled and ready to copy."""
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            show_letters(self.host, view, pair)

    def action_playbook(self) -> None:
        """Show what helps this pair."""
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            show_playbook(self.host, view, pair)

    def action_snooze(self) -> None:
        """Let a signal of the pair rest; where one rests already and none speaks, wake it."""
        view, pair = self.host.view, self._pair_or_say()
        if view is None or pair is None:
            return
        read = signals.read(view, pair, self.host.today)
        if read.signals:
            self.host.ask(snooze_form(self.host, view, pair))
        elif read.resting:
            if self.host.attempt(lambda: signal_actions.wake(self.host.file, pair.id)):
                self.host.tell(_("The signals of this pair speak again."))
        else:
            self.host.tell(_("No signal speaks of this pair."))

    def action_exception(self) -> None:
        """Record an exception for the senior on the line."""
        view, senior_id = self.host.view, self._senior()
        if view and senior_id:
            self.host.ask(
                exception_form(self.host, view, senior_id),
                lambda _made: self.host.tell(_("Exception recorded.")),
            )


def _charter(pair: Pair) -> str:
    charter = pair.charter
    signed = [
        word
        for word, day in (
            (_("mentor"), charter.mentor_on if charter else None),
            (_("senior"), charter.senior_on if charter else None),
        )
        if day
    ]
    if len(signed) == 2:
        return _("charter signed by both")
    if signed:
        return _("charter signed by the {side} only").format(side=signed[0])
    return _("charter not signed yet")
