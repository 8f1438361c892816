"""The proposal: the best plan as a draft beside what stands, moved and locked by hand, accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.worker import Worker, WorkerState, get_current_worker

from revmentor.actions import proposals
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused, RevmentorError
from revmentor.model.pair import Pair
from revmentor.model.snapshot import Snapshot
from revmentor.rules.pairing import capacity, plan_text, prices, unplaced
from revmentor.rules.pairing.draft import Draft, draw
from revmentor.rules.pairing.engine import TIME_LIMIT
from revmentor.rules.pairing.prices import Price, Unknown
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.pairing.unplaced import Unplaced
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.step_screen import StepScreen
from screens.dialogs.confirm import confirm_form
from screens.dialogs.text import ToldScreen, sentences_screen
from screens.pairs import proposal_rows as rows
from screens.pairs.balance import BalanceScreen
from screens.pairs.instead import InsteadScreen
from screens.pairs.pair_forms import exception_form
from screens.pairs.weights_form import pairing_form
from widgets.table import RowKey, Table
from widgets.text import MUTED, plain

Hand = tuple[dict[str, str], frozenset[str]]
"""What a person did to a draft: the mentor locked for a senior, and the changes left out."""


class ProposalScreen(StepScreen):
    """A plan that nobody has decided yet."""

    STEP = "pairs"
    PART = "proposal"
    OWN_UNDO = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "move", _("Move"), id="move_draft",
                tooltip=_("Another mentor for this senior, with what it costs everybody")),
        Binding("k", "lock", _("Keep"), id="lock_draft",
                tooltip=_("Keep this pair, and find the best plan around it; or let it go")),
        Binding("space", "tick", _("Tick"), id="tick",
                tooltip=_("Accept this change, or leave it out")),
        Binding("ctrl+s", "accept", _("Accept"), id="accept",
                tooltip=_("Make the ticked changes, all at once; undo takes them back")),
        Binding("ctrl+z", "undo_draft", _("Undo"), id="undo_draft",
                tooltip=_("Take back the last move, lock or tick of this draft")),
        Binding("ctrl+y", "redo_draft", _("Redo"), id="redo_draft", show=False,
                tooltip=_("Make it again")),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[Binding]] = (
        Binding("c", "balance", _("Balance"), id="balance",
                tooltip=_("Skill fit or give-back: both results, before you choose")),
        Binding("w", "weights", _("Weights"), id="weights",
                tooltip=_("How much each part of a score counts, and what a mentor may teach")),
        Binding("o", "outlook", _("Outlook"), id="outlook",
                tooltip=_("Places, hours, and what nobody can teach")),
        Binding("v", "exception", _("Exception"), id="exception_draft",
                tooltip=_("Let this senior pass one rule, with a reason")),
        Binding("f", "anew", _("Anew"), id="anew",
                tooltip=_("Forget the moves and locks of this draft")),
    )  # fmt: skip
    NEEDS_LINE = frozenset({"move", "lock", "tick", "accept", "exception"})
    HELP_TEXT = _(
        "A draft: nothing changes until {accept} accepts it. Each line says what it would "
        "change; space leaves it out, {move_draft} shows other mentors with the price for "
        "everybody, {lock_draft} keeps a pair, enter says why."
    )

    def __init__(self) -> None:
        """Begin without a draft; it is drawn when the screen is shown."""
        super().__init__()
        self._locks: dict[str, str] = {}
        self._left_out: set[str] = set()
        self._back: list[Hand] = []
        self._ahead: list[Hand] = []
        self._draft: Draft | None = None
        self._drawn_from: Snapshot | None = None
        self._unplaced: dict[str, Unplaced] = {}
        self._second: dict[str, Price | Unknown | None] = {}
        self._of: tuple[object, ...] = ()
        """The file and programme that the locks and the lines left out belong to."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey the draft's undo and redo where there is nothing to turn back."""
        hands = {"undo_draft": self._back, "redo_draft": self._ahead}.get(action)
        if hands is not None and not hands:
            return None
        return super().check_action(action, parameters)

    def compose_main(self) -> ComposeResult:
        """Place the table."""
        yield Table(id="table", header=False)

    # -- drawing ---------------------------------------------------------------------------------

    def show_view(self, view: View | None) -> None:
        """Show the draft; draw it anew where the records are not those it was drawn from."""
        if view is None:
            self.host.go("pairs")
            return
        if self._of != (of := (self.host.file.path, view.programme.id)):
            self._of, self._locks, self._left_out = of, {}, set()
            self._back, self._ahead = [], []
            self._drawn_from = None
        if self._drawn_from is not view.snapshot:
            self._draw(view)
        elif self._draft:
            self._show(self._draft)
        if self.focused is None:
            self.table.focus()

    def _draw(self, view: View) -> None:
        """Find the best plan beside the screen, which goes on answering."""
        self._drawn_from = view.snapshot
        self._locks = {s: m for s, m in self._locks.items() if s in view.active_seniors}
        locks = dict(self._locks)
        self._draft = None
        self.head(
            plain(_("Looking for the best plan …"), "bold"),
            plain(_("escape leaves; nothing is changed"), MUTED),
        )
        self._work("draw", lambda cancelled: _drawn(view, locks, cancelled))

    def on_screen_suspend(self) -> None:
        """Give up a search whose screen is left."""
        if self._draft is None:
            self.workers.cancel_group(self, "draw")
            self._drawn_from = None

    def _work(self, group: str, task: Callable[[Callable[[], bool]], object]) -> None:
        """Run a task in a thread of its own; an earlier one of the group is given up."""

        def run() -> object:
            worker = get_current_worker()
            return task(lambda: worker.is_cancelled)

        self.run_worker(run, group=group, thread=True, exclusive=True, exit_on_error=False)

    @on(Worker.StateChanged)
    def _worked(self, event: Worker.StateChanged) -> None:
        event.stop()
        worker: Worker[Any] = event.worker
        result: Any = worker.result
        if event.state is WorkerState.ERROR:
            self._failed(worker)
        elif event.state is WorkerState.SUCCESS and worker.group == "draw":
            self._draft, left = result
            self._unplaced = {each.senior_id: each for each in left}
            self._second = {}
            self._show(self._draft)
        elif event.state is WorkerState.SUCCESS and worker.group == "second":
            senior_id, price, proposal = result
            if self._draft and proposal is self._draft.proposal:
                self._second[senior_id] = price
                self.describe()

    def _failed(self, worker: Worker[Any]) -> None:
        if not isinstance(worker.error, RevmentorError):
            raise worker.error or RuntimeError(worker.name)
        if worker.group != "draw":
            self.host.warn(str(worker.error))
        elif self._locks and isinstance(worker.error, Refused):
            self.host.warn(str(worker.error))  # a lock that cannot be kept is taken away again
            self._locks.popitem()
            self._draw_again()
        else:
            self.head(plain(_("No plan"), "bold"))
            self.empty(str(worker.error))

    def _draw_again(self) -> None:
        if view := self.host.view:
            self._draw(view)

    def _show(self, draft: Draft) -> None:
        self.empty("")
        self._left_out &= set(draft.proposal.changes)
        self.head(*rows.draft_headline(self.host, draft, self._ticked(draft.proposal)))
        lines = rows.draft_lines(draft.proposal, self._unplaced, self._locks, self._left_out)
        self.table.fill(rows.columns(), [row for row, names in lines if self.matches(*names)])
        self.refresh_bindings()
        self.describe()

    def describe(self) -> None:
        """Say why this pair, or what stands against placing somebody."""
        if self._draft is None:
            return
        proposal, row = self._draft.proposal, self.table.row_key
        kind, key = row.kind, row.id
        if kind == "senior" and key in proposal.plan.mentor_of:
            if key in self._second:
                self.detail(*rows.draft_pair_detail(proposal, key, self._second[key]))
            else:
                self.detail(*rows.draft_pair_detail(proposal, key))
                self._work("second", lambda cancelled: _second(proposal, key, cancelled))
        elif kind == "senior" and key in self._unplaced:
            self.detail(*rows.unplaced_detail(self.host, proposal, self._unplaced[key]))
        elif kind == "mentor":
            self.detail(*rows.mentor_detail(proposal, key))
        elif kind == "held":
            self.detail(plain(plan_text.why_left(proposal, key)))
        else:
            self.detail()

    def _senior(self) -> str:
        key = self.table.row_key
        return key.id if key.kind == "senior" else ""

    def _ticked(self, proposal: Proposal) -> list[str]:
        return [each for each in proposal.changes if each not in self._left_out]

    def people_here(self) -> Sequence[str]:
        """Return the mentor or the senior of the line."""
        return [self.table.row_key.id]

    def go_to(self, key: str) -> None:
        """Go to a senior or a mentor, by id."""
        for kind in ("senior", "mentor"):
            self.table.call_after_refresh(self.table.go_to, RowKey(kind, key))

    # -- acting ----------------------------------------------------------------------------------

    @on(Table.RowSelected)
    def _selected(self) -> None:
        if self._draft is None:
            return
        proposal, row = self._draft.proposal, self.table.row_key
        kind, key = row.kind, row.id
        if kind == "senior":
            lines = rows.why_lines(proposal, key, self._unplaced.get(key), self._second.get(key))
        elif kind == "mentor":
            lines = rows.mentor_detail(proposal, key)
        else:
            lines = iter([plain(plan_text.why_left(proposal, key))])
        self.host.push_screen(ToldScreen(proposal.view.name(key), list(lines)))

    def action_move(self) -> None:
        """Show every mentor with the price, and lock the senior with the one that is chosen."""
        senior_id = self._senior()
        if self._draft is None or not senior_id:
            self.host.warn(_("Go to the line of a senior first."))
            return
        if senior_id in self._file_locks():
            self._warn_of_lock()
            return

        def move(mentor_id: str) -> None:
            self._remember()
            self._locks.pop(senior_id, None)  # the last lock is the first to go
            self._locks[senior_id] = mentor_id
            self._draw_again()

        self.host.ask(InsteadScreen(self._draft.proposal, senior_id), move)

    def _file_locks(self) -> dict[str, str]:
        if self._draft is None:
            return {}
        locked = self._draft.proposal.question.problem.locked
        return {s: m for s, m in locked.items() if s not in self._locks}

    def _warn_of_lock(self) -> None:
        text = _("This pair is locked on Pairs. Unlock it there first ({go_pairs}, then {lock}).")
        self.host.warn(self.host.keyed(text))

    def action_lock(self) -> None:
        """Keep the pair on the line, or let it go."""
        senior_id = self._senior()
        mentor_id = self._draft.proposal.plan.mentor_of.get(senior_id) if self._draft else None
        if mentor_id is None:
            self.host.warn(_("Go to the line of a senior who has a mentor first."))
        elif senior_id in self._file_locks():
            self._warn_of_lock()
        else:
            self._remember()
            if self._locks.pop(senior_id, None) is None:
                self._locks[senior_id] = mentor_id
            self._draw_again()

    def action_tick(self) -> None:
        """Accept the change on the line, or leave it out."""
        senior_id = self._senior()
        if self._draft is None or senior_id not in self._draft.proposal.changes:
            self.host.warn(_("Nothing changes on this line."))
            return
        self._remember()
        self._left_out ^= {senior_id}
        self._show(self._draft)

    async def action_accept(self) -> None:
        """Make the ticked changes."""
        if self._draft is None:
            return
        proposal, view = self._draft.proposal, self._draft.proposal.view
        ticked = self._ticked(proposal)
        locked = {s for s, m in self._locks.items() if proposal.plan.mentor_of.get(s) == m}
        if not ticked and not locked:
            self.host.tell(_("Nothing is ticked that would change anything."))
            return
        on_day = max(self.host.today, view.programme.starts_on)
        taken = {*ticked, *(s for s in locked if proposal.change(s) == "same")}
        drawn_from = self._drawn_from

        def make(tx: Transaction) -> list[Pair]:
            if tx.standing is not drawn_from:
                raise Refused(
                    _("The records changed meanwhile. Look at the new plan, then accept it.")
                )
            return proposals.accept(
                tx,
                {senior_id: proposal.plan.mentor_of.get(senior_id) for senior_id in taken},
                on=on_day,
                locked=locked & taken,
            )

        if await self.host.attempt(make) is None:
            return
        self._locks, self._left_out = {}, set()
        self._back, self._ahead = [], []
        self.host.go("pairs")
        self.host.tell(
            self.host.keyed(
                ngettext(
                    "{n} change made, from {{day}}. {{undo}} takes it back.",
                    "{n} changes made, from {{day}}. {{undo}} takes them back.",
                    len(taken),
                ),
                day=plain_date(on_day),
            )
        )

    def action_balance(self) -> None:
        """Show what more skill fit or more give-back would give."""
        if self._draft:
            self.host.ask(BalanceScreen(self._draft.proposal))

    def action_weights(self) -> None:
        """Change how pairs are proposed."""
        if view := self.host.view:
            self.host.ask(pairing_form(self.host, view))

    def action_outlook(self) -> None:
        """Say what there is to know before any pairing, and what the plan leaves to a person."""
        if view := self.host.view:
            notes = capacity.capacity_sentences(view, capacity.look(view))
            notes += capacity.loads_told(view, self.host.today)
            if self._draft:
                notes += rows.plan_sentences(self._draft)
            self.host.push_screen(sentences_screen(_("Outlook"), notes))

    def action_exception(self) -> None:
        """Record an exception for the senior on the line; the draft is drawn anew with it."""
        view, senior_id = self.host.view, self._senior()
        if view and senior_id:
            left = self._unplaced.get(senior_id)
            cures = [cure for cure in (left.suggestions if left else ()) if cure.rules]
            mentor_id = cures[0].mentor_id if cures else None
            self.host.ask(exception_form(self.host, view, senior_id, mentor_id))

    def action_anew(self) -> None:
        """Forget the moves, locks and ticks of the draft, once it was said what goes."""
        gone = len(self._locks) + len(self._left_out)
        if not gone:
            self._draw_again()
            return
        question = self.host.keyed(
            ngettext(
                "{n} move, lock or tick of this draft goes. {{undo_draft}} brings it back.",
                "{n} moves, locks or ticks of this draft go. {{undo_draft}} brings them back.",
                gone,
            )
        )
        form = confirm_form(self.host, _("Start over?"), question, _("Start over"))
        self.host.ask(form, lambda _yes: self._begin_anew())

    def _begin_anew(self) -> None:
        self._remember()
        self._locks, self._left_out = {}, set()
        self._draw_again()

    # -- the draft's own undo --------------------------------------------------------------------

    def _hand(self) -> Hand:
        return dict(self._locks), frozenset(self._left_out)

    def _remember(self) -> None:
        self._back.append(self._hand())
        self._ahead.clear()

    def action_undo_draft(self) -> None:
        """Take back the last move, lock or tick."""
        self._turn(self._back, self._ahead)

    def action_redo_draft(self) -> None:
        """Make the move, lock or tick again that was taken back last."""
        self._turn(self._ahead, self._back)

    def _turn(self, hands: list[Hand], way_back: list[Hand]) -> None:
        way_back.append(self._hand())
        locks, left_out = hands.pop()
        redrawn = locks != self._locks
        self._locks, self._left_out = dict(locks), set(left_out)
        if redrawn:
            self._draw_again()
        elif self._draft is not None:
            self._show(self._draft)
        self.refresh_bindings()


def _drawn(
    view: View, locks: dict[str, str], cancelled: Callable[[], bool]
) -> tuple[Draft, list[Unplaced]]:
    draft = draw(view.over(view.snapshot), locks, clock=Clock.of(TIME_LIMIT, cancelled))
    return draft, unplaced.with_reasons(
        draft.proposal, Clock.of(unplaced.SUGGESTION_SECONDS, cancelled)
    )


def _second(
    proposal: Proposal, senior_id: str, cancelled: Callable[[], bool]
) -> tuple[str, Price | Unknown | None, Proposal]:
    clock = Clock.of(prices.PRICE_SECONDS, cancelled)
    return senior_id, prices.runner_up(proposal, senior_id, clock), proposal
