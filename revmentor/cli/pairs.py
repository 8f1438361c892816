"""The command that proposes pairs, and makes them where it is told to."""

from __future__ import annotations

from datetime import date

from revmentor.actions import proposals
from revmentor.cli.options import PairOptions
from revmentor.cli.streams import info, info_change, info_doubt, print_line, write
from revmentor.cli.terminal import chosen_view, opened_workspace
from revmentor.exchange import proposal as written
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused
from revmentor.rules.pairing.draft import Draft, draw
from revmentor.store.transaction import Transaction

_MANY = 100
"""From how many seniors on a plan takes seconds, and a word is said before."""


def pair(options: PairOptions) -> int:
    """Propose pairs, apply them where asked, and return 1 where somebody stays without a mentor."""
    workspace = opened_workspace(options)
    view = chosen_view(workspace, options.programme)
    if view is None:
        raise Refused(_("There is no programme to pair people for. Begin one first."))
    if len(view.active_seniors) > _MANY:
        info(_("Looking for the best plan …"))
    if options.apply:
        drawn, changes = workspace.make(_apply, view.programme.id, today=options.day)
        info_doubt(workspace)
        _write_proposal(drawn, options)
        _info_applied(changes, max(options.day, drawn.proposal.view.programme.starts_on))
    else:
        drawn = draw(view)
        _write_proposal(drawn, options)
        if drawn.proposal.changes:
            info(_("Nothing was changed. To make these pairs: --apply"))
    return 1 if drawn.proposal.plan.unplaced else 0


def _write_proposal(drawn: Draft, options: PairOptions) -> None:
    if options.json:
        write(written.as_json(drawn, applied=options.apply))
    else:
        print_line(written.proposal_text(drawn).removesuffix("\n"))


def _info_applied(changes: int, on: date) -> None:
    info_change(
        ngettext(
            "{n} change made, from {{day}}.", "{n} changes made, from {{day}}.", changes
        ).format(day=plain_date(on))
        if changes
        else _("Nothing was left to change.")
    )


def _apply(tx: Transaction) -> tuple[Draft, int]:
    """Make the proposed pairs; return the proposal, and how many changes that were."""
    drawn = draw(tx.view)
    proposal = drawn.proposal
    proposals.accept(
        tx,
        {senior_id: proposal.plan.mentor_of.get(senior_id) for senior_id in proposal.seniors},
        on=max(tx.today, tx.view.programme.starts_on),
    )
    return drawn, len(proposal.changes)
