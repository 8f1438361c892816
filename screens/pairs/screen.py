"""Pairs: mentors with their places, seniors without one, and why two fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from revmentor.actions import pairs
from revmentor.i18n.gettext import _
from revmentor.model.pair import Pair
from revmentor.rules.care import pair_signals, talks
from revmentor.rules.pairing import capacity
from revmentor.rules.programme_view import View
from screens.base.step_screen import StepScreen
from screens.dialogs.ended_pairs import correct_form
from screens.dialogs.place_forms import move_form, place_form
from screens.dialogs.signal_forms import snooze_form
from screens.dialogs.talk_form import ask_of_talk
from screens.dialogs.text import ToldScreen, sentences_screen
from screens.dialogs.texts import show_letters, show_playbook
from screens.pairs import rows
from screens.pairs.pair_forms import (
    charter_form,
    end_form,
    end_many_form,
    exception_form,
    slot_form,
)
from screens.pairs.stand_in_form import ask_of_stand_in
from widgets.table import Column, RowKey, Table
from widgets.text import MUTED, plain


class PairsScreen(StepScreen):
    """Who is with whom."""

    STEP = "pairs"
    PRINTS = "charter"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "propose", _("Draft"), id="propose",
                tooltip=_("The best plan for everybody, as a draft beside what stands")),
        Binding("n", "place", _("Place"), id="place", tooltip=_("Give this senior a mentor")),
        Binding("u", "move", _("Move"), id="move", tooltip=_("Give this senior another mentor")),
        Binding("e", "correct", _("Correct"), id="correct_pair", show=False,
                tooltip=_("Correct the day on which the pair began")),
        Binding("k", "lock", _("Keep"), id="lock",
                tooltip=_("Lock the pair, so that nothing moves it; or unlock it")),
        Binding("x", "end", _("End"), id="end", tooltip=_("End the pair, without fault")),
        Binding("z", "snooze", _("Later"), id="snooze_pair", show=False,
                tooltip=_("Let a signal of this pair rest until a day, with a reason")),
        Binding("y", "talked", _("Talked"), id="talked_pair", show=False,
                tooltip=_("Write down that you talked to whoever of the pair asked for it")),
        Binding("m", "message", _("Message"), id="message_pair",
                tooltip=_("Messages for this pair, filled, to copy or open as mail")),
        Binding("b", "playbook", _("Playbook"), id="playbook_pair", show=False,
                tooltip=_("What helps this pair, and a case that follows it")),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[Binding]] = (
        Binding("c", "charter", _("Charter"), id="charter",
                tooltip=_("The days the pair's charter was signed")),
        Binding("w", "slot", _("Slot, tools"), id="pair_slot",
                tooltip=_("The pair's own weekly slot, and the tools the two need")),
        Binding("s", "stand_in", _("Stand-in"), id="stand_in",
                tooltip=_("A colleague takes the sessions for some weeks")),
        Binding("v", "exception", _("Exception"), id="exception",
                tooltip=_("Let this senior pass one rule, with a reason")),
        Binding("o", "outlook", _("Outlook"), id="outlook_pairs",
                tooltip=_("Places, hours, and what nobody can teach, before any pairing")),
    )  # fmt: skip
    NEEDS_LINE = frozenset(
        {
            "place",
            "move",
            "lock",
            "end",
            "correct",
            "charter",
            "exception",
            "snooze",
            "talked",
            "message",
            "playbook",
            "slot",
            "stand_in",
        }
    )
    HELP_TEXT = _(
        "Each mentor with places, hours and seniors; who has no mentor stands first. {propose} "
        "drafts the best plan for everybody, {place} places by hand; the rules are checked, and "
        "a refusal says why."
    )

    def compose_main(self) -> ComposeResult:
        """Place the table."""
        yield Table(id="table", header=False, ticks=_pair_of)

    def show_view(self, view: View | None) -> None:
        """Show mentors, their seniors, and who has none."""
        if view is None or not view.participations:
            self.head(plain(_("Pairs"), "bold"))
            self.empty(
                self.host.keyed(
                    _("Nobody takes part yet. Press {go_people} and add mentors and seniors.")
                )
            )
            return
        self.empty("")
        columns = [
            Column("who", "", 28),
            Column("places", "", 9),
            Column("why", ""),
            Column("sign", "", 2),
        ]
        lines = rows.lines(view, self.host.today)
        self.table.fill(columns, [row for row, names in lines if self.matches(*names)])
        self.head(rows.headline(view))
        self.describe()
        if self.focused is None:
            self.table.focus()

    def _pair(self) -> Pair | None:
        key = self.table.row_key
        return self.host.file.snapshot.pairs.get(key.id) if key.kind == "pair" else None

    def _pair_or_say(self) -> Pair | None:
        pair = self._pair()
        if pair is None:
            self.host.warn(_("Go to the line of a senior who has a mentor first."))
        return pair

    def _senior(self) -> str:
        key = self.table.row_key
        if key.kind == "senior":
            return key.id
        pair = self._pair()
        return pair.senior_id if pair else ""

    def people_here(self) -> Sequence[str]:
        """Return the mentor or the senior of the line, or both of a pair."""
        pair = self._pair()
        return pair.sides if pair else [self.table.row_key.id]

    def go_to(self, key: str) -> None:
        """Go to a pair, a senior without one, or a mentor, by id."""
        for kind in ("pair", "senior", "mentor"):
            self.table.call_after_refresh(self.table.go_to, RowKey(kind, key))

    def describe(self) -> None:
        """Say why this pair, or what a mentor teaches."""
        view = self.host.view
        if view is None:
            return
        key, pair = self.table.row_key, self._pair()
        if pair:
            self.detail(*rows.pair_detail(view, pair, self.host.today))
        elif key.kind == "mentor" and key.id in view.mentors:
            offers = ", ".join(view.skill_name(each) for each in view.mentors[key.id].offers)
            self.detail(
                plain(view.name(key.id), "bold"),
                plain(_("teaches {skills}").format(skills=offers or "–")),
            )
        elif key.kind == "senior":
            text = _(
                "{propose} proposes the best plan for everybody; {place} gives a mentor by hand."
            )
            self.detail(plain(view.name(key.id), "bold"), plain(self.host.keyed(text), MUTED))

    @on(Table.RowSelected)
    def _selected(self) -> None:
        kind = self.table.row_key.kind
        if kind == "senior":
            self.action_place()
        elif kind == "pair":
            self.action_overview()
        elif kind == "mentor":
            self.host.show_person(self.table.row_key.id)

    def action_overview(self) -> None:
        """Tell all there is to know of the pair on the line."""
        view, pair = self.host.view, self._pair()
        if view and pair:
            self.host.push_screen(ToldScreen(*rows.overview(self.host, view, pair)))

    def action_outlook(self) -> None:
        """Say what there is to know before any pairing."""
        if view := self.host.view:
            self.host.push_screen(
                sentences_screen(
                    _("Outlook"),
                    capacity.capacity_sentences(view, capacity.look(view))
                    + capacity.loads_told(view, self.host.today),
                )
            )

    def action_propose(self) -> None:
        """Show the best plan for everybody."""
        self.host.go("proposal")

    def action_place(self) -> None:
        """Give the senior on the line a mentor; without one on the line, the first unplaced."""
        view = self.host.view
        if view is None:
            return
        key = self.table.row_key
        senior_id = key.id if key.kind == "senior" else next(iter(view.unplaced), "")
        if not senior_id:
            self.host.tell(
                self.host.keyed(_("Every senior has a mentor. {move} moves one to another mentor."))
            )
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
        if self.table.row_key.kind == "senior":
            self.action_place()
            return
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            if pair.locked:
                self.host.warn(self.host.keyed(_("This pair is locked. {lock} unlocks it.")))
                return
            self.host.ask(move_form(self.host, view, pair), lambda new: self.go_to(new.id))

    async def action_lock(self) -> None:
        """Lock the pair, or unlock it."""
        pair = self._pair_or_say()
        if pair:
            await self.host.attempt(lambda tx: pairs.set_lock(tx, pair.id, locked=not pair.locked))

    def action_end(self) -> None:
        """End the pair, or all that are ticked."""
        view = self.host.view
        if view and (ticked := self._ticked()):
            self.host.ask(end_many_form(self.host, view, ticked), lambda _made: self.table.untick())
        elif view and (pair := self._pair_or_say()):
            self.host.ask(end_form(self.host, view, pair))

    def _ticked(self) -> list[Pair]:
        """Return the pairs that are ticked and stand."""
        pairs_now = self.host.file.snapshot.pairs
        found = [pairs_now[each] for each in self.table.ticked if each in pairs_now]
        return [each for each in found if each.until_on is None]

    def action_correct(self) -> None:
        """Correct the day on which the pair began."""
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            self.host.ask(correct_form(self.host, view, pair))

    def action_charter(self) -> None:
        """Write down the days the charter was signed."""
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            self.host.ask(charter_form(self.host, view, pair))

    def action_slot(self) -> None:
        """Write down the pair's own weekly slot."""
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            self.host.ask(slot_form(self.host, view, pair))

    def action_stand_in(self) -> None:
        """Write down who takes the mentor's sessions for some weeks."""
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            ask_of_stand_in(self.host, view, pair, lambda made: self.go_to(made.id))

    def action_message(self) -> None:
        """Show the messages for the pair, or all that are ticked, filled and ready to copy."""
        view = self.host.view
        if view and (ticked := self._ticked()):
            show_letters(self.host, view, *ticked)
        elif view and (pair := self._pair_or_say()):
            show_letters(self.host, view, pair)

    def action_playbook(self) -> None:
        """Show what helps this pair."""
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            show_playbook(self.host, view, pair)

    def action_talked(self) -> None:
        """Write down that one of the pair was talked to who had asked for it."""
        view, pair = self.host.view, self._pair_or_say()
        if view and pair:
            ask_of_talk(self.host, view, talks.of_pair(view, pair, self.host.today))

    def action_snooze(self) -> None:
        """Let a signal of the pair rest, or wake one that rests."""
        view, pair = self.host.view, self._pair_or_say()
        if view is None or pair is None:
            return
        read = pair_signals.signals_of(view, pair, self.host.today)
        if read.signals or read.resting:
            self.host.ask(snooze_form(self.host, view, pair))
        else:
            self.host.tell(_("No signal speaks of this pair."))

    def action_exception(self) -> None:
        """Record an exception for the senior on the line."""
        view, senior_id = self.host.view, self._senior()
        if view and senior_id:
            self.host.ask(
                exception_form(self.host, view, senior_id),
                lambda exception: self.host.tell(
                    _("Exception recorded.")
                    if exception.id in self.host.file.snapshot.exceptions
                    else _("Exception withdrawn.")
                ),
            )


def _pair_of(key: str) -> str:
    """Return the pair that a line ticks."""
    return key.id if isinstance(key, RowKey) and key.kind == "pair" else ""
