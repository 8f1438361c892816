"""What Today says, of one file or of those of every client."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from revmentor.cli.options import StatusOptions
from revmentor.cli.streams import info_error, print_line, write
from revmentor.cli.terminal import chosen_view, opened_workspace
from revmentor.i18n.gettext import _
from revmentor.model.errors import RevmentorError

if TYPE_CHECKING:
    from revmentor.exchange.contract.today import Status
    from revmentor.store.workspace import Workspace


def print_status(
    workspace: Workspace, programme_id: str | None, today: date, *, with_notes: bool = False
) -> int:
    """Write what Today says as plain text; return how many things want a person.

    What was said in confidence is written only where asked for.
    """
    from revmentor.exchange import status

    view = chosen_view(workspace, programme_id)
    firm = workspace.snapshot.firm.name
    told = status.status_text(view, firm, today, with_notes=with_notes)
    print_line(told.text.removesuffix("\n"))
    if not with_notes and told != status.status_text(view, firm, today, with_notes=True):
        print_line(_("What was said in confidence is left out; --with-notes tells it."))
    return told.wanting


def status_command(options: StatusOptions) -> int:
    """Write what Today says, as text or as JSON; return 1 where something wants a person."""
    if len(options.files) > 1:
        return max(_one_of_several(options, file) for file in options.files)
    workspace = opened_workspace(options)
    if not options.json:
        with_notes = options.with_notes
        wanting = print_status(workspace, options.programme, options.day, with_notes=with_notes)
        return 1 if wanting else 0
    from revmentor.exchange.contract.base import json_bytes

    told = _status(workspace, options, None)
    write(json_bytes(told))
    return 1 if told.wanting else 0


def _status(workspace: Workspace, options: StatusOptions, file: str | None) -> Status:
    from revmentor.exchange import status

    view = chosen_view(workspace, options.programme)
    firm = workspace.snapshot.firm.name
    return status.as_shape(view, firm, options.day, file, with_notes=options.with_notes)


def _one_of_several(options: StatusOptions, file: str) -> int:
    """Write a line about one file of several; one that cannot be read keeps none of the others."""
    from revmentor.exchange import clients
    from revmentor.exchange.contract.base import json_line
    from revmentor.exchange.contract.errors import error_result

    options.take(file)
    try:
        workspace = opened_workspace(options)
        view = chosen_view(workspace, options.programme)
        told = _status(workspace, options, file)
    except RevmentorError as error:
        info_error(error)
        if options.json:
            write(json_line(error_result(error, error.status, file=file)))
        return error.status
    if options.json:
        write(json_line(told))
    else:
        client = clients.client_of(workspace, view, options.day, with_notes=options.with_notes)
        print_line(clients.line_of(file, client))
    return 1 if told.wanting else 0
