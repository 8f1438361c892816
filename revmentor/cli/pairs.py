"""The command that proposes pairs, and makes them where it is told to."""

from __future__ import annotations

from revmentor.actions import proposals
from revmentor.cli.options import PairOptions
from revmentor.cli.terminal import (
    chosen_view,
    opened_workspace,
    out,
    say,
    say_change,
    say_doubt,
    tell,
)
from revmentor.exchange import proposal as written
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused
from revmentor.rules.pairing.draft import Draft, draw
from revmentor.store.transaction import Transaction


def pair(options: PairOptions) -> int:
    """Propose pairs, apply them where asked, and return 1 where somebody stays without a mentor."""
    workspace = opened_workspace(options)
    view = chosen_view(workspace, options.programme)
    if view is None:
        raise Refused(_("There is no programme to pair people for. Begin one first."))
    done = None
    if options.apply:
        drawn, done = workspace.make(_apply, view.programme.id, today=options.day)
        say_doubt(workspace)
    else:
        drawn = draw(view)
    found = drawn.proposal
    if options.json:
        out(written.as_json(drawn, applied=options.apply))
    else:
        tell(written.proposal_text(drawn).removesuffix("\n"))
    if done is not None:
        on = max(options.day, found.view.programme.starts_on)
        say_change(
            ngettext(
                "{n} change made, from {{day}}.", "{n} changes made, from {{day}}.", done
            ).format(day=plain_date(on))
            if done
            else _("Nothing was left to change.")
        )
    elif found.changes:
        say(_("Nothing was changed. To make these pairs: --apply"))
    return 1 if found.plan.unplaced else 0


def _apply(tx: Transaction) -> tuple[Draft, int]:
    drawn = draw(tx.view)
    found = drawn.proposal
    proposals.accept(
        tx,
        {senior_id: found.plan.mentor_of.get(senior_id) for senior_id in found.seniors},
        on=max(tx.today, tx.view.programme.starts_on),
    )
    return drawn, len(found.changes)
