"""The command line. Results go to standard output, everything else to standard error.

Exit status: 0 done; 1 done, and something needs attention; 2 wrong usage; 3 the file is in use;
4 the file cannot be read or is damaged; 6 the input was refused and nothing changed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from revmentor.arguments import parsed
from revmentor.model.errors import Refused, RevmentorError, WrongUsage
from revmentor.model.text import visible
from revmentor.words import _, ngettext, set_language, system_language

if TYPE_CHECKING:
    from revmentor.rules.view import View
    from revmentor.store.workspace import Workspace

_WEEK_OF_STEP = {"baselines": -1, "pairs": 0, "sessions": 12, "evaluation": 26}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    set_language(_wanted_language(arguments))
    try:
        return _run(parsed(arguments))
    except RevmentorError as error:
        _say_why(error)
        return error.status
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- to the end
        return 0
    except KeyboardInterrupt:
        return 130


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
    return _export(options, today)


def _say(text: str) -> None:
    print(visible(text), file=sys.stderr)


def _say_why(error: RevmentorError) -> None:
    """Say the sentence, and the list behind it where it says more."""
    _say(str(error))
    problems = error.problems if isinstance(error, Refused) else ()
    if len(problems) > 1 or any(each.message != str(error) for each in problems):
        for problem in problems:
            _say(f"  {problem}")


def _out(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _open(options: argparse.Namespace, today: date) -> int:
    if options.file is None:
        if not _has_terminal():
            raise WrongUsage(_("Which file? Write: revmentor FILE, or revmentor --help"))
        return _show(None, options)
    from revmentor.store.workspace import Workspace

    workspace = Workspace.open(options.file)
    if not _has_terminal():
        _print_status(workspace, None, today)
        return 0
    return _show(workspace, options)


def _show(workspace: Workspace | None, options: argparse.Namespace, step: str = "today") -> int:
    from revmentor.app import RevmentorApp

    app = RevmentorApp(workspace, today=options.today, first_screen=step)
    app.run(mouse=not options.no_mouse)
    return app.return_code or 0


def _demo(options: argparse.Namespace, today: date) -> int:
    from revmentor.actions import imports
    from revmentor.content import sample
    from revmentor.exchange import document, shift
    from revmentor.store.workspace import Workspace

    step = options.step
    found = document.read(sample.document(step))
    found = shift.to_week(found, _WEEK_OF_STEP[step], today)
    if step == "evaluation":
        found = shift.reopened(found)
    folder = Path(tempfile.mkdtemp(prefix="revmentor-demo-"))
    workspace = Workspace.create(folder / "valdarco.revmentor.json", found.firm)
    imports.document(workspace, found)
    _say(_("A scratch copy of the sample: {path}").format(path=workspace.path))
    if not _has_terminal():
        _print_status(workspace, None, today)
        return 0
    return _show(workspace, options, "today" if step == "sessions" else step)


def _new(options: argparse.Namespace) -> int:
    from revmentor.model.firm import Firm
    from revmentor.store.workspace import Workspace

    path = Path(options.file)
    if not path.name.split(".")[0].strip():
        raise WrongUsage(_("Give the file a name, like acme.revmentor.json."))
    name = (
        options.firm
        or path.name.split(".")[0].replace("-", " ").replace("_", " ").title()
        or path.name
    )
    workspace = Workspace.create(path, Firm(name=name))
    _say(
        _("Begun: {path} ({firm}). Open it with: revmentor {file}").format(
            path=workspace.path, firm=name, file=options.file
        )
    )
    return 0


def _view(workspace: Workspace, programme_id: str | None) -> View | None:
    if programme_id:
        return workspace.view(programme_id)
    programme = workspace.current_programme()
    return workspace.view(programme.id) if programme else None


def _print_status(workspace: Workspace, programme_id: str | None, today: date) -> None:
    from revmentor.exchange import status

    view = _view(workspace, programme_id)
    _out(status.text(view, workspace.snapshot.firm.name, today).encode("utf-8", "replace"))


def _status(options: argparse.Namespace, today: date) -> int:
    from revmentor.exchange import status
    from revmentor.store.workspace import Workspace

    workspace = Workspace.open(options.file)
    if not options.json:
        _print_status(workspace, options.programme, today)
        return 0
    view = _view(workspace, options.programme)
    _out(status.as_json(view, workspace.snapshot.firm.name, today))
    return 0


def _import(options: argparse.Namespace, today: date) -> int:
    from revmentor.store.workspace import Workspace

    workspace = Workspace.open(options.file)
    try:
        raw = Path(options.source).read_bytes()
    except OSError as error:
        raise Refused(
            _("{source} cannot be read: {reason}.").format(
                source=options.source, reason=error.strerror
            )
        ) from error
    try:
        lines, data = _take_in(workspace, raw, options, today)
    except Refused as error:
        if options.json:
            _out_json({"done": False, "problems": [vars(each) for each in error.problems]})
        if options.dry_run:
            _say_why(error)
            return 1
        raise
    if doubt := workspace.take_doubt():
        _say(doubt)
    if options.json:
        _out_json({"done": not options.dry_run, **data, "problems": []})
    else:
        for line in lines:
            print(visible(line))
    return 0


def _out_json(data: dict[str, object]) -> None:
    import msgspec

    _out(msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n")


def _take_in(
    workspace: Workspace, raw: bytes, options: argparse.Namespace, today: date
) -> tuple[list[str], dict[str, object]]:
    from revmentor.exchange import document, sheet

    if document.looks_like_one(raw):
        from revmentor.actions import imports

        done = imports.document(workspace, document.read(raw), dry_run=options.dry_run)
        lines = [
            f"{name}: {ngettext('{n} added', '{n} added', n)}" for name, n in done.added.items()
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
    from revmentor.exchange import document, status
    from revmentor.store.storage import private_write
    from revmentor.store.workspace import Workspace

    workspace = Workspace.open(options.file)
    if options.what == "status":
        view = _view(workspace, options.programme)
        data = status.as_json(view, workspace.snapshot.firm.name, today)
    else:
        data = document.write(workspace.snapshot)
    if not options.output:
        _out(data)
        return 0
    target = Path(options.output)
    if target.exists() and target.samefile(workspace.path):
        raise Refused(
            _("{path} is the file itself; choose another name for the export.").format(path=target)
        )
    try:
        private_write(target, data)
    except OSError as error:
        raise Refused(
            _("{path} cannot be written: {reason}.").format(
                path=options.output, reason=error.strerror
            )
        ) from error
    return 0


if __name__ == "__main__":
    sys.exit(main())
