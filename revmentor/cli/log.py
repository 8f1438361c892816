"""The command that writes down what became of a session, by options or by questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from revmentor.actions import sessions
from revmentor.cli import log_questions
from revmentor.cli.log_options import LogOptions
from revmentor.cli.log_said import account_of, answers_of, typed_day
from revmentor.cli.streams import info, info_doubt, print_change, print_line, write_json
from revmentor.cli.terminal import can_answer, chosen_view, opened_workspace
from revmentor.content import library
from revmentor.exchange.contract.base import VERSION
from revmentor.exchange.contract.lists import SessionRow
from revmentor.exchange.contract.log import SessionLogged
from revmentor.exchange.session_told import session_lines
from revmentor.exchange.tables import session_row
from revmentor.i18n.dates import long_date
from revmentor.i18n.gettext import _, listed
from revmentor.model.errors import NeedsConfirmation, Refused, WrongUsage
from revmentor.model.session import Session
from revmentor.rules.people.who_is_meant import person_called
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.series import with_key
from revmentor.rules.schedule.strip import SlotRef
from revmentor.rules.sessions import from_slot, likely_slot
from revmentor.store.transaction import Transaction
from revmentor.store.workspace import Workspace


def log_command(options: LogOptions) -> int:
    """Write down what became of a session; at a terminal it asks where nothing is said."""
    asks = not options.says_what and can_answer()
    if not (asks or options.says_what):
        raise WrongUsage(
            _("Say what became of the session, as with --taught TEXT or --status missed. "
              "At a terminal, and without these, it asks.")
        )  # fmt: skip
    workspace = opened_workspace(options)
    view = chosen_view(workspace, options.programme)
    if view is None or not view.pairs:
        raise Refused(_("There are no pairs yet, and so no session to log."))
    if view.programme.closed_on:
        raise Refused(_("The programme is closed; its sessions stand as they are."))
    slots = _slots(view, options)
    slot = log_questions.ask_all(view, slots, options) if asks else _one_of(view, slots, options)
    if slot is None:
        info(_("Nothing was written down."))
        return 0
    if asks and not _confirmed(workspace, view, slot, options):
        info(_("Nothing was written down."))
        return 0
    before = workspace.generation
    row, lines = _made(workspace, view, slot, options, dry_run=options.dry_run)
    info_doubt(workspace)
    change = before if workspace.generation > before else None
    _tell(row, lines[:1] if asks else lines, options, change)
    return 0


def _made(
    workspace: Workspace, view: View, slot: SlotRef, options: LogOptions, *, dry_run: bool
) -> tuple[SessionRow, list[str]]:
    """Log the session, or only try it; return it as scripts and as people read it."""

    def log(tx: Transaction) -> tuple[SessionRow, list[str]]:
        logged = _log(tx, view, slot, options)
        return session_row(tx.view, logged), [*session_lines(tx.view, logged)]

    try:
        return workspace.make(log, view.programme.id, today=options.day, dry_run=dry_run)
    except NeedsConfirmation as error:
        text = _("{what} If it is meant: --sure")
        raise Refused(text.format(what=error), field=error.field) from error


def _log(tx: Transaction, view: View, slot: SlotRef, options: LogOptions) -> Session:
    series = with_key(view, slot.series_key)
    if series is None:
        raise Refused(_("This slot is not there any more; look again."))
    today, old = options.day, view.snapshot.sessions.get(slot.session_id)
    account = account_of(view, slot, options, today)
    moved = options.status == "moved"
    if options.moved_to and not moved:
        raise Refused(_("--moved-to goes with --status moved."), field="moved_to")
    return sessions.log(
        tx,
        series.mentor_id,
        session_id=old.id if old else None,
        moved_to=typed_day(options.moved_to, today) if options.moved_to else None,
        answers=answers_of(view, slot, list(account.attendance), options),
        sure=options.sure,
        **from_slot.session_fields(view, series, slot.day, account, library.guide_id, old),
    )


def _confirmed(workspace: Workspace, view: View, slot: SlotRef, options: LogOptions) -> bool:
    """Say what would be written down, and ask whether it is right."""
    try:
        _row, lines = _made(workspace, view, slot, options, dry_run=True)
    except Refused as error:
        if not isinstance(error.__cause__, NeedsConfirmation) or options.sure:
            raise
        options.sure = log_questions.ask_sure(str(error.__cause__))
        return options.sure and _confirmed(workspace, view, slot, options)
    for line in lines:
        info(line)
    return options.dry_run or log_questions.ask_right()


def _tell(row: SessionRow, lines: Sequence[str], options: LogOptions, change: int | None) -> None:
    done = not options.dry_run
    if options.json:
        write_json(SessionLogged(version=VERSION, done=done, change=change, session=row))
        return
    if not done:
        info(_("Nothing was changed. This would be written down:"))
    for line in lines:
        (print_change if done else print_line)(line)


# -- which session -------------------------------------------------------------------------------


def _slots(view: View, options: LogOptions) -> list[SlotRef]:
    """Return the slots that may be meant, the likeliest first; raises :class:`Refused`."""
    every = likely_slot.slots_to_log(view, options.day)
    named = [person_called(view, each) for each in options.people]
    own = likely_slot.of_people(view, every, named) if named else every
    whose = listed([view.name(each) for each in named])
    if options.due:
        day = typed_day(options.due, options.day, past=True)
        on_day = [each for each in own if each.day == day]
        if not on_day:
            raise Refused(_no_slot(view, day, own, options.day), field="due_on")
        return on_day
    if not own:
        text = _("No slot of {names} is open.") if named else _("No slot is open.")
        raise Refused(text.format(names=whose), field="due_on")
    return own


def _no_slot(view: View, day: date, slots: Sequence[SlotRef], today: date) -> str:
    text = _("No slot is open on {day}.").format(day=long_date(day))
    near = [each for each in slots if each.day <= today] or slots[:3]
    if not near:
        return text
    others = _("Open are: {slots}.").format(slots="; ".join(_named(view, near)))
    return f"{text} {others}"


def _one_of(view: View, slots: Sequence[SlotRef], options: LogOptions) -> SlotRef:
    """Return the one slot that is meant; where several wait for somebody, the oldest.

    Raises :class:`Refused` where nobody is named and several people's slots may be meant.
    """
    past = [each for each in slots if each.day <= options.day]
    if not past and not options.due and options.status in {None, "held", "missed"}:
        text = _("Nothing waits to be logged; the next slot is {slot}.")
        raise Refused(text.format(slot=log_questions.slot_name(view, slots[0])), field="due_on")
    likely = past or list(slots[:1])
    mentors = {likely_slot.mentor_of(view, each) for each in likely}
    if len(mentors) > 1:
        text = _("Several sessions wait: {slots}. Name the mentor or the senior.")
        raise Refused(text.format(slots="; ".join(_named(view, likely))), field="person")
    return likely[0]


def _named(view: View, slots: Sequence[SlotRef]) -> Iterator[str]:
    for slot in slots:
        yield log_questions.slot_name(view, slot)
