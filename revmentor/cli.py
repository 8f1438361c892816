"""The command line. Results go to standard output, everything else to standard error.

Exit status: 0 done; 1 done, and something needs attention; 2 wrong usage; 3 the file is in use;
4 the file cannot be read or is damaged; 5 wrong passphrase, or nobody to ask for it; 6 the input
was refused and nothing changed; 70 a fault of our own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from revmentor.arguments import parsed
from revmentor.i18n.gettext import _, ngettext, set_language, system_language
from revmentor.model.errors import Refused, RevmentorError, Unreadable, WrongUsage
from revmentor.model.text import shell_word
from revmentor.terminal import (
    deliver,
    has_terminal,
    in_order,
    key_for,
    opened,
    out,
    out_json,
    own_file,
    say,
    say_change,
    say_doubt,
    say_why,
    tell,
    tell_change,
    view_of,
)

if TYPE_CHECKING:
    from revmentor.store.encryption.cipher import Key
    from revmentor.store.file.verdict import Reading
    from revmentor.store.workspace import Workspace

_DEMO = "revmentor-demo-"
_WEEK_OF_STEP = {"baselines": -1, "pairs": 0, "sessions": 12, "evaluation": 26}


@in_order
def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    set_language(_wanted_language(arguments))
    try:
        options = parsed(arguments)
        try:
            return _run(options)
        except Unreadable as error:
            _say_unreadable(error, options)
            return error.status
    except RevmentorError as error:
        say_why(error)
        return error.status
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:  # a folder that is gone, a disk that was pulled out
        say(_("This could not be done: {reason}.").format(reason=error.strerror or error))
        return 4
    except Exception as error:  # noqa: BLE001 -- the last handler: a traceback quotes what it holds
        from revmentor import crash

        for line in crash.sentences(crash.report(error), kept=False):
            say(line)
        return crash.STATUS


def _wanted_language(arguments: Sequence[str]) -> str:
    """Find --lang before anything is parsed, since the help itself is translated."""
    for index, word in enumerate(arguments):
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
    return system_language()


def _run(options: argparse.Namespace) -> int:
    today = options.today or date.today()  # noqa: DTZ011 -- the day on the coordinator's wall
    if options.command == "open":
        return _open(options, today)
    if options.command == "demo":
        return _demo(options, today)
    if options.command == "new":
        return _new(options)
    if options.command == "status":
        return _status(options, today)
    if options.command == "import":
        return _import(options, today)
    if options.command == "export":
        return _export(options, today)
    if options.command == "pair":
        from revmentor import pairing

        return pairing.run(options, today)
    if options.command in {"calendar", "paper", "report"}:
        from revmentor import handouts

        commands = {
            "calendar": handouts.calendars,
            "paper": handouts.pages,
            "report": handouts.evaluation,
        }
        return commands[options.command](options, today)
    from revmentor import upkeep

    return upkeep.run(options, today)


def _say_unreadable(error: Unreadable, options: argparse.Namespace) -> None:
    from revmentor.store.file.verdict import Damaged

    if isinstance(error, Damaged):
        from revmentor import upkeep

        upkeep.say_damage(error, options)
    else:
        say_why(error)


def _open(options: argparse.Namespace, today: date) -> int:
    if options.file is None:
        if not has_terminal():
            raise WrongUsage(_("Which file? Write: revmentor FILE, or revmentor --help"))
        return _show(None, options)
    if not has_terminal():
        _print_status(opened(options), None, today)
        return 0
    from revmentor.store.file.verdict import Damaged
    from revmentor.store.workspace import Workspace

    path = own_file(options)
    key = key_for(path, options)
    try:
        return _show(Workspace.open(path, key), options)
    except Damaged as error:
        return _show(None, options, damaged=error.reading, key=key)


def _show(
    workspace: Workspace | None,
    options: argparse.Namespace,
    step: str = "today",
    *,
    damaged: Reading | None = None,
    key: Key | None = None,
    is_scratch: bool = False,
) -> int:
    from revmentor.app import RevmentorApp

    app = RevmentorApp(
        workspace,
        today=options.today,
        first_screen=step,
        damaged=damaged,
        key=key,
        is_scratch=is_scratch,
    )
    app.run(mouse=not options.no_mouse)
    for line in app.last_words:
        say(line)
    return app.return_code or 0


def _demo(options: argparse.Namespace, today: date) -> int:
    from revmentor.actions import imports
    from revmentor.content import sample
    from revmentor.exchange import document, sample_dates
    from revmentor.store.workspace import Workspace

    step = options.step
    found = document.read(sample.document(step))
    found = sample_dates.to_week(found, _WEEK_OF_STEP[step], today)
    if step == "evaluation":
        found = sample_dates.reopened(found)
    _sweep_demos()
    folder = Path(tempfile.mkdtemp(prefix=_DEMO))
    workspace = Workspace.create(folder / "valdarco.revmentor.json", found.firm)
    workspace.today = options.today
    imports.document(workspace, found)
    say(_("A scratch copy of the sample: {path}").format(path=workspace.path))
    if not has_terminal():
        _print_status(workspace, None, today)
        return 0
    try:
        return _show(workspace, options, "today" if step == "sessions" else step, is_scratch=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep_demos() -> None:
    """Remove scratch copies of earlier days: of a demo that was killed, or ran without a screen."""
    yesterday = time.time() - 24 * 60 * 60
    for folder in Path(tempfile.gettempdir()).glob(f"{_DEMO}*"):
        with suppress(OSError):
            lies = folder.lstat()
            if stat.S_ISDIR(lies.st_mode) and lies.st_mtime < yesterday and _is_mine(lies):
                shutil.rmtree(folder, ignore_errors=True)


def _is_mine(lies: os.stat_result) -> bool:
    return os.name == "nt" or lies.st_uid == os.getuid()


def _new(options: argparse.Namespace) -> int:
    from revmentor.model.firm import Firm
    from revmentor.store.typed_paths import typed_path
    from revmentor.store.workspace import Workspace

    path = typed_path(options.file)
    if not path.name.split(".")[0].strip():
        raise WrongUsage(_("Give the file a name, like acme.revmentor.json."))
    name = (
        options.firm
        or path.name.split(".")[0].replace("-", " ").replace("_", " ").title()
        or path.name
    )
    workspace = Workspace.create(path, Firm(name=name))
    say_doubt(workspace)
    say_change(
        _("Begun: {path} ({firm}). Open it with: revmentor {file}").format(
            path=workspace.path, firm=name, file=shell_word(str(path))
        )
    )
    return 0


def _print_status(workspace: Workspace, programme_id: str | None, today: date) -> None:
    from revmentor.exchange import status

    view = view_of(workspace, programme_id)
    tell(status.text(view, workspace.snapshot.firm.name, today).removesuffix("\n"))


def _status(options: argparse.Namespace, today: date) -> int:
    from revmentor.exchange import status

    workspace = opened(options)
    if not options.json:
        _print_status(workspace, options.programme, today)
        return 0
    view = view_of(workspace, options.programme)
    out(status.as_json(view, workspace.snapshot.firm.name, today))
    return 0


def _import(options: argparse.Namespace, today: date) -> int:
    from revmentor.store import shared_folders

    workspace = opened(options)
    for line in shared_folders.worth_saying(workspace.path):
        say(line)
    raw = _brought_in(options.source)
    try:
        lines, data = workspace.make(lambda: _take_in(workspace, raw, options, today))
    except Refused as error:
        if options.json:
            out_json({"done": False, "problems": [vars(each) for each in error.problems]})
        if options.dry_run:
            say_why(error)
            return 1
        raise
    say_doubt(workspace)
    if options.json:
        written = out_json({"done": not options.dry_run, **data, "problems": []})
        lines = [] if written else lines
    elif options.dry_run:
        say(_("Nothing was changed. An import would do this:"))
    for line in lines:
        if options.dry_run:
            tell(line)
        else:
            tell_change(line)
    return 0


def _brought_in(source: str) -> bytes:
    """Return what shall be taken in: a file, or standard input for ``-``."""
    from revmentor.store import typed_paths

    if source != "-":
        return typed_paths.read_source(typed_paths.typed_path(source))
    if sys.stdin is None:
        raise Refused(_("Standard input is closed; name a file."))
    if sys.stdin.isatty():
        say(_("Type or paste it, and end it with ctrl+d on a line of its own."))
    return typed_paths.read_source(typed_paths.STANDARD_INPUT)


def _take_in(
    workspace: Workspace, raw: bytes, options: argparse.Namespace, today: date
) -> tuple[list[str], dict[str, object]]:
    from revmentor.exchange import document, sheet

    if document.looks_like_one(raw):
        from revmentor.actions import imports

        done = imports.document(workspace, document.read(raw), dry_run=options.dry_run)
        lines = [
            name + ": " + ngettext("{n} added", "{n} added", n) for name, n in done.added.items()
        ]
        lines.append(ngettext("{n} already there", "{n} already there", done.equal))
        return lines, {"added": done.added, "equal": done.equal}
    from revmentor.actions import enrolment

    people = sheet.read(raw, workspace.skills, workspace.snapshot.people)
    enrolled = enrolment.take_in(workspace, people, today=today, dry_run=options.dry_run)
    lines = [
        ngettext("{n} person added", "{n} people added", enrolled.people),
        ngettext("{n} already there", "{n} already there", len(enrolled.already)),
        _(
            "in {programme}: {mentors} as mentors, {seniors} as seniors, {goals} wishes as goals"
        ).format(
            programme=enrolled.programme,
            mentors=enrolled.mentors,
            seniors=enrolled.seniors,
            goals=enrolled.goals,
        ),
    ]
    return lines, {
        "people": enrolled.people,
        "already": enrolled.already,
        "programme": enrolled.programme,
        "mentors": enrolled.mentors,
        "seniors": enrolled.seniors,
        "goals": enrolled.goals,
    }


def _export(options: argparse.Namespace, today: date) -> int:
    from revmentor.exchange import document, status, tables
    from revmentor.exchange.evaluation import full, sponsor

    if options.audience == "sponsor" and options.what != "evaluation":
        raise WrongUsage(
            _("“{what}” names people; the sponsor is given --what evaluation.").format(
                what=options.what
            )
        )
    workspace = opened(options)
    if options.what in tables.COLUMNS:
        view = view_of(workspace, options.programme)
        written = tables.as_csv if options.format == "csv" else tables.as_json
        data = written(view, options.what, today)
    elif options.what == "evaluation":
        view = view_of(workspace, options.programme)
        written_by = sponsor if options.audience == "sponsor" else full
        made = written_by.as_csv if options.format == "csv" else written_by.as_json
        data = made(view, today)
    elif options.format == "csv":
        raise WrongUsage(
            _("“{what}” is not a list; only {lists} can be written as CSV.").format(
                what=options.what, lists=", ".join([*tables.COLUMNS, "evaluation"])
            )
        )
    elif options.what == "status":
        view = view_of(workspace, options.programme)
        data = status.as_json(view, workspace.snapshot.firm.name, today)
    else:
        data = document.write(workspace.snapshot)
    deliver(data, options.output, force=options.force)
    return 0


if __name__ == "__main__":
    sys.exit(main())
