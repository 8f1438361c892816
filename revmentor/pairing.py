"""The command that proposes pairs, and makes them where it is told to."""

from __future__ import annotations

import argparse
from datetime import date

from revmentor.actions import pairing
from revmentor.exchange import pairing as written
from revmentor.model.errors import Refused
from revmentor.rules.matching.proposal import Proposal, propose
from revmentor.store.workspace import Workspace
from revmentor.terminal import opened, out, say, say_doubt, view_of
from revmentor.words import _, ngettext, plain_date


def run(options: argparse.Namespace, today: date) -> int:
    """Propose pairs, apply them where asked, and return 1 where somebody stays without a mentor."""
    workspace = opened(options)
    done = None
    if options.apply:
        found, done = workspace.make(lambda: _apply(workspace, options.programme, today))
        say_doubt(workspace)
    else:
        found = _proposed(workspace, options.programme)
    if options.json:
        out(written.as_json(found, applied=options.apply))
    else:
        out(written.text(found).encode("utf-8", "replace"))
    if done is not None:
        on = max(today, found.view.programme.starts_on)
        say(
            ngettext(
                "{n} change made, from {{day}}.", "{n} changes made, from {{day}}.", done
            ).format(day=plain_date(on))
            if done
            else _("Nothing was left to change.")
        )
    elif found.changes:
        say(_("Nothing was changed. To make these pairs: --apply"))
    return 1 if found.plan.unplaced else 0


def _proposed(workspace: Workspace, programme_id: str | None) -> Proposal:
    view = view_of(workspace, programme_id)
    if view is None:
        raise Refused(_("There is no programme to pair people for. Begin one first."))
    return propose(view)


def _apply(workspace: Workspace, programme_id: str | None, today: date) -> tuple[Proposal, int]:
    found = _proposed(workspace, programme_id)
    programme = found.view.programme
    pairing.accept(
        workspace,
        programme.id,
        {senior_id: found.plan.mentor_of.get(senior_id) for senior_id in found.seniors},
        on=max(today, programme.starts_on),
    )
    return found, len(found.changes)
