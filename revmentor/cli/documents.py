"""The commands that write something for others: calendars, pages to print, the report."""

from __future__ import annotations

from collections.abc import Mapping

from revmentor.actions import programmes
from revmentor.cli.options import (
    CalendarOptions,
    FolderOptions,
    ForSomeOptions,
    PaperOptions,
    ReportOptions,
    SchemaOptions,
)
from revmentor.cli.pages import deliver_page, folder_of
from revmentor.cli.streams import (
    deliver,
    info,
    info_change,
    info_doubt,
    look_at_target,
    mentioning_force,
    print_change,
)
from revmentor.cli.terminal import chosen_view, opened_workspace
from revmentor.exchange import calendar, printables
from revmentor.exchange.calendar_folder import MOST_OF_A_CALENDAR
from revmentor.exchange.file_names import plain_name
from revmentor.exchange.report import page
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused, WrongUsage
from revmentor.rules.people.printed_for import EVERYBODY, PrintedFor, for_people, for_the_week
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.calendar_days import without_holidays
from revmentor.store import outputs
from revmentor.store.history.erasure import person_meant
from revmentor.store.workspace import Workspace


def calendars(options: CalendarOptions) -> int:
    """Write one calendar for the programme and one for each person into a folder."""
    workspace = opened_workspace(options)
    view = chosen_view(workspace, options.programme)
    if view is None:
        raise Refused(_("There is no programme, and so no session to write down."))
    edition = calendar.Edition(options.day, workspace.generation, workspace.lineage)
    folder = folder_of(options)
    before = outputs.standing(folder, ".ics", MOST_OF_A_CALENDAR)
    made = calendar.calendars(view, edition, before, _for_whom(workspace, view, options))
    if not made.files:
        raise Refused(_("There is no session to come, and so no calendar to write."))
    _write(options, made.files)
    for name in outputs.take_away(folder, made.outlived):
        info(_("{file} was an earlier calendar; it was removed.").format(file=name))
    if missing := without_holidays(view.firm):
        info(missing)
    info(
        ngettext("{n} calendar written.", "{n} calendars written.", len(made.files))
        + " "
        + _("Take each into a calendar of its own, which can be emptied before the next time.")
    )
    return 0


def print_sheets(options: PaperOptions) -> int:
    """Write the sheets to print, one page of the browser for each kind."""
    workspace = opened_workspace(options)
    view = chosen_view(workspace, options.programme)
    if view is None:
        raise Refused(_("There is no programme, and so nothing to print."))
    whom = _for_whom(workspace, view, options)
    named = [each for each in printables.KINDS if each == options.what]
    files: dict[str, bytes] = {}
    for kind in named or printables.SHEETS:
        try:
            data = printables.sheets_html(view, kind, options.day, whom)
        except Refused as error:
            if named:
                raise
            info(str(error))
        else:
            files[printables.file_name(kind)] = data
    if not files:
        raise Refused(_("There is nothing to print."))
    _write(options, files)
    info(_("Open them in a browser and print; each sheet is a page."))
    return 0


def _for_whom(workspace: Workspace, view: View, options: ForSomeOptions) -> PrintedFor:
    """Return whom something is written for: all, if nobody and no week is named."""
    if options.week:
        return for_the_week(view, options.day)
    if options.people:
        return for_people([person_meant(workspace, each).id for each in options.people])
    return EVERYBODY


def report(options: ReportOptions) -> int:
    """Write the report of the final evaluation, to a file or to standard output."""
    workspace = opened_workspace(options)
    view = chosen_view(workspace, options.programme)
    if view is None:
        raise Refused(_("There is no programme, and so nothing to report."))
    if options.mid_point:
        view = _told_mid_point(workspace, view, options)
    if options.appendix and options.audience != "coordinator":
        raise WrongUsage(_("--appendix is for the coordinator: the sponsor’s page has none."))
    data = page.report_html(
        view,
        options.audience,
        options.day,
        with_names=options.release_names,
        with_appendix=options.appendix,
    )
    name = _("report {firm} {day}").format(firm=view.firm.name, day=options.day)
    deliver_page(data, plain_name(name), options)
    return 0


def _told_mid_point(workspace: Workspace, view: View, options: ReportOptions) -> View:
    """Make the edition of the mid-point, and return the programme with it."""
    if options.audience != "sponsor":
        raise WrongUsage(_("--mid-point makes an edition for the sponsor: --audience sponsor."))
    look_at_target(options.output, force=options.force)
    workspace.make(
        lambda tx: programmes.tell_mid_point(tx, with_names=options.release_names),
        view.programme.id,
        today=options.day,
    )
    info_doubt(workspace)
    info_change(_("The edition of the mid-point stands from now on."))
    return workspace.view(view.programme.id)


def schema(options: SchemaOptions) -> int:
    """Write the JSON Schema of what a command writes, to a file or to standard output."""
    from revmentor.exchange.contract.schemas import schema_bytes

    deliver(schema_bytes(options.what), options.output, force=options.force)
    return 0


def _write(options: FolderOptions, files: Mapping[str, bytes]) -> None:
    """Write files into the folder that was named, and say where they are."""
    folder = folder_of(options)
    with mentioning_force():
        outputs.write_all(folder, files, force=options.force)
    for name in files:
        print_change(str(folder / name))
