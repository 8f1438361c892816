"""Skill fit or give-back: a slider whose every position shows what it would give."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.worker import Worker, WorkerState, get_current_worker

from revmentor.actions import programmes
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import RevmentorError
from revmentor.model.programme import Programme
from revmentor.rules.pairing import balance
from revmentor.rules.pairing.balance import Position
from revmentor.rules.pairing.engine import TIME_LIMIT
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.solver import Clock
from screens.base.host import Host
from widgets.dialog import Dialog
from widgets.prose import Prose
from widgets.table import Column, Row, Table
from widgets.text import cell, plain


class BalanceScreen(ModalScreen[Programme | None]):
    """Each position with both results; enter keeps one as the programme's setting."""

    CSS_PATH = "instead.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", _("Back"), id="balance_back"),
    ]
    host = getters.app(Host)

    def __init__(self, proposal: Proposal) -> None:
        """Begin at the position that is set now."""
        super().__init__()
        self._proposal = proposal
        self._positions = {
            str(weights.give_back): weights for weights in balance.positions(proposal.weights)
        }
        self._results: dict[str, Position] = {}

    def compose(self) -> ComposeResult:
        """Place the table."""
        with Dialog(classes="box") as box:
            box.border_title = plain(_("Skill fit or give-back"))
            box.border_subtitle = plain(_("enter keeps it, escape goes back"))
            yield Table(id="positions")
            yield Prose(
                plain(
                    _(
                        "Skill fit: the levels that the mentors of the plan can close. Give-back: "
                        "the pairs in which the senior offers what the mentor wishes to learn."
                    )
                ),
                classes="about",
            )

    def on_mount(self) -> None:
        """Show the positions, and begin to look for the plans."""
        self._fill()
        table = self.query_one(Table)
        table.go_to(str(self._proposal.weights.give_back))
        table.focus()
        proposal = self._proposal

        def run() -> list[Position]:
            worker = get_current_worker()
            return balance.compare(proposal, Clock.of(TIME_LIMIT, lambda: worker.is_cancelled))

        self.run_worker(run, thread=True, exclusive=True, exit_on_error=False)

    @on(Worker.StateChanged)
    def _compared(self, event: Worker.StateChanged) -> None:
        event.stop()
        if event.state is WorkerState.SUCCESS:
            self._results = {
                str(each.weights.give_back): each for each in event.worker.result or ()
            }
            self._fill()
        elif event.state is WorkerState.ERROR:
            if not isinstance(event.worker.error, RevmentorError):
                raise event.worker.error or RuntimeError(event.worker.name)
            self.host.warn(str(event.worker.error))
            self.dismiss(None)

    def _fill(self) -> None:
        columns = [
            Column("share", _("skill : give-back"), 18),
            Column("fit", _("levels closed"), 14),
            Column("back", _("two-way pairs"), 14),
            Column("changes", _("beside this draft")),
        ]
        self.query_one(Table).fill(columns, [self._row(key) for key in self._positions])

    def _row(self, key: str) -> Row:
        weights = self._positions[key]
        now = weights == self._proposal.weights
        share = f"{weights.skill_need:>3} : {weights.give_back:<3}"
        result = self._results.get(key)
        if result is None:
            return Row(key, (share, "…", "", cell(_("set now") if now else "", "bold")))
        plan, of = result.proposal, len(result.proposal.plan.mentor_of)
        moved = sum(
            plan.plan.mentor_of.get(s) != self._proposal.plan.mentor_of.get(s) for s in plan.seniors
        )
        meaning = (
            _("set now")
            if now
            else ngettext("{n} other pair", "{n} other pairs", moved)
            if moved
            else _("the same pairs")
        )
        two_way = _("{n} of {of}").format(n=plan.two_way, of=of)
        return Row(
            key,
            (
                cell(share, "bold" if now else ""),
                f"{plan.skill_fit:>4}",
                two_way,
                cell(meaning, "dim"),
            ),
        )

    @on(Table.RowSelected)
    async def _chosen(self) -> None:
        weights = self._positions[self.query_one(Table).key]
        if weights == self._proposal.weights:
            self.dismiss(None)
            return
        programme = self._proposal.view.programme
        settings = msgspec.structs.replace(programme.pairs_by, weights=weights)
        changed = await self.host.attempt(lambda tx: programmes.set_pairing(tx, settings))
        self.dismiss(changed)
