"""The command that proposes pairs, and makes them where it is told to."""

from __future__ import annotations

import argparse
from datetime import date

from revmentor.actions import pairing
from revmentor.cli.terminal import opened, out, say, say_change, say_doubt, tell, view_of
from revmentor.exchange import proposal as written
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused
from revmentor.rules.pairing.draft import Draft, draw
from revmentor.store.workspace import Workspace


def run(options: argparse.Namespace, today: date) -> int:
    """Propose pairs, apply them where asked, and return 1 where somebody stays without a mentor."""
    workspace = opened(options)
    done = None
    if options.apply:
        drawn, done = workspace.make(lambda: _apply(workspace, options.programme, today))
        say_doubt(workspace)
    else:
        drawn = _drawn(workspace, options.programme)
    found = drawn.found
    if options.json:
        out(written.as_json(drawn, applied=options.apply))
    else:
        tell(written.text(drawn).removesuffix("\n"))
    if done is not None:
        on = max(today, found.view.programme.starts_on)
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


def _drawn(workspace: Workspace, programme_id: str | None) -> Draft:
    view = view_of(workspace, programme_id)
    if view is None:
        raise Refused(_("There is no programme to pair people for. Begin one first."))
    return draw(view)


def _apply(workspace: Workspace, programme_id: str | None, today: date) -> tuple[Draft, int]:
    drawn = _drawn(workspace, programme_id)
    found, programme = drawn.found, drawn.found.view.programme
    pairing.accept(
        workspace,
        programme.id,
        {senior_id: found.plan.mentor_of.get(senior_id) for senior_id in found.seniors},
        on=max(today, programme.starts_on),
    )
    return drawn, len(found.changes)
