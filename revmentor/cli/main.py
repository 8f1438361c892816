"""The command line. Results go to standard output, everything else to standard error.

Exit status: 0 done; 1 done, and something needs attention; 2 wrong usage; 3 the file is in use;
4 the file cannot be read or is damaged; 5 wrong passphrase, or nobody to ask for it; 6 the input
was refused and nothing changed; 70 a fault of our own.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from revmentor.cli.parser import parsed
from revmentor.cli.streams import (
    expect_json,
    in_order,
    info,
    info_change,
    info_doubt,
    tell_error,
)
from revmentor.cli.terminal import (
    ask,
    has_terminal,
    key_for,
    opened_workspace,
    own_file,
    say_if_large,
)
from revmentor.i18n.gettext import _, language, set_language, system_language
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import RevmentorError, Unreadable, WrongUsage
from revmentor.model.text import shell_word
from revmentor.store.settings import Settings, read_settings

if TYPE_CHECKING:
    from revmentor.store.encryption.cipher import Key
    from revmentor.store.file.verdict import Inspection
    from revmentor.store.workspace import Workspace
from revmentor.cli import options as cli
from revmentor.cli.log_options import LogOptions
from revmentor.cli.options import CommandOptions, DemoOptions, FileOptions, NewOptions, OpenOptions

_COMMANDS: dict[type[CommandOptions], tuple[str, str]] = {
    cli.StatusOptions: ("status", "status_command"),
    cli.SchemaOptions: ("documents", "schema"),
    LogOptions: ("log", "log_command"),
    cli.ImportOptions: ("imports", "import_command"),
    cli.TemplateOptions: ("imports", "template_command"),
    cli.SkillsOptions: ("skills", "skills_command"),
    cli.ExportOptions: ("exports", "export_command"),
    cli.PairOptions: ("pairs", "pair"),
    cli.CalendarOptions: ("documents", "calendars"),
    cli.PaperOptions: ("documents", "print_sheets"),
    cli.FormsOptions: ("forms", "forms_command"),
    cli.AnswersOptions: ("answers", "answers_command"),
    cli.MessageOptions: ("message", "message_command"),
    cli.ReportOptions: ("documents", "report"),
    cli.CheckOptions: ("file", "check_file"),
    cli.CompareOptions: ("compare", "compare_command"),
    cli.ArchiveOptions: ("archive", "archive_command"),
    cli.BackupOptions: ("file", "back_up"),
    cli.RestoreOptions: ("file", "restore"),
    cli.EraseOptions: ("rights", "erase"),
    cli.RestrictOptions: ("rights", "restrict"),
    cli.PrivacyOptions: ("rights", "privacy"),
    cli.CloseClientOptions: ("rights", "close_client"),
    cli.SettingsOptions: ("settings", "settings_command"),
    cli.CompletionOptions: ("completion", "completion_command"),
    cli.ManualOptions: ("manual", "manual_command"),
    cli.LockOptions: ("encryption", "lock"),
    cli.UnlockOptions: ("encryption", "unlock"),
    cli.RekeyOptions: ("encryption", "rekey"),
}
"""The module and function of each command that needs no screen, imported when it is run."""


@in_order
def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    settings = read_settings()
    set_language(_wanted_language(arguments, settings))
    expect_json(arguments)
    try:
        options = parsed(arguments)
        if not draws(options):
            for problem in read_settings().problems if settings.problems else ():
                info(problem)  # read again: the language is known only now
        return _run(options)
    except RevmentorError as error:
        return tell_error(error, error.status)
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:  # a folder that is gone, a disk that was pulled out
        text = _("This could not be done: {reason}.").format(reason=reason_of(error))
        return tell_error(error, 4, text)
    except Exception as error:  # noqa: BLE001 -- the last handler: a traceback quotes what it holds
        return _crashed(error)


def _crashed(error: Exception) -> int:
    """Write a report of a fault of our own, say where it is, and return the exit status."""
    from revmentor.app import crash_report

    lines = list(crash_report.last_sentences(crash_report.write_report(error), kept=False))
    for line in lines:
        info(line)
    return tell_error(error, crash_report.STATUS, " ".join(lines), said=True)


def draws(options: CommandOptions) -> bool:
    """Tell whether a command draws the application, which says itself what is wrong."""
    return isinstance(options, OpenOptions | DemoOptions) and has_terminal()


def _wanted_language(arguments: Sequence[str], settings: Settings) -> str:
    """Find --lang before anything is parsed, since the help itself is translated."""
    for index, word in enumerate(arguments):
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
    return settings.language or system_language()


def _run(options: CommandOptions) -> int:
    """Run a command; of a damaged file it is said what can be done."""
    try:
        return _command(options)(options)
    except Unreadable as error:
        return _told_unreadable(error, options)


def _command(options: CommandOptions) -> Callable[[Any], int]:
    here: dict[type[CommandOptions], Callable[[Any], int]] = {
        OpenOptions: _open,
        DemoOptions: _demo,
        NewOptions: _new,
    }
    kind = type(options)
    if kind in here:
        return here[kind]
    module, name = _COMMANDS[kind]
    command: Callable[[Any], int] = getattr(import_module(f"revmentor.cli.{module}"), name)
    return command


def _told_unreadable(error: Unreadable, options: CommandOptions) -> int:
    from revmentor.store.file.verdict import Damaged

    if isinstance(error, Damaged) and isinstance(options, FileOptions | OpenOptions):
        from revmentor.cli import file

        file.info_damage(error, options)
        return tell_error(error, error.status, said=True)
    return tell_error(error, error.status)


def _open(options: OpenOptions) -> int:
    if options.file is None:
        if not has_terminal():
            raise WrongUsage(_("Which file? Write: revmentor FILE, or revmentor --help"))
        return _show(None, options)
    if not has_terminal():
        from revmentor.cli.status import print_status

        print_status(opened_workspace(options), None, options.day)
        return 0
    gc.disable()  # what the start makes is no garbage; the application searches for it again
    from revmentor.store.file.verdict import Damaged
    from revmentor.store.workspace import Workspace

    path = own_file(options)
    key = key_for(path, options)
    say_if_large(path)
    try:
        return _show(Workspace.open(path, key), options)
    except Damaged as error:
        return _show(None, options, damaged=error.reading, key=key)


def _show(
    workspace: Workspace | None,
    options: OpenOptions | DemoOptions,
    step: str = "today",
    *,
    damaged: Inspection | None = None,
    key: Key | None = None,
) -> int:
    from revmentor.app.app import RevmentorApp

    app = RevmentorApp(
        workspace,
        today=options.today,
        first_screen=step,
        damaged=damaged,
        key=key,
    )
    try:
        app.run(mouse=not options.no_mouse)
    finally:
        gc.enable()
        app.remove_samples()
    for line in app.last_words:
        info(line)
    return app.return_code or 0


def _demo(options: DemoOptions) -> int:
    from revmentor.app.sample_copy import sample_copy
    from revmentor.store import scratch_copies

    step = options.step
    workspace = sample_copy(step, options.today)
    info(_("A scratch copy of the sample: {path}").format(path=workspace.path))
    if not has_terminal():
        from revmentor.cli.status import print_status

        print_status(workspace, None, options.day)
        return 0
    try:
        return _show(workspace, options, "today" if step == "sessions" else step)
    finally:
        scratch_copies.remove(workspace.path)


def _new(options: NewOptions) -> int:
    from revmentor.model.firm import Firm
    from revmentor.rules.schedule.calendar_days import without_holidays
    from revmentor.store.typed_paths import typed_path
    from revmentor.store.workspace import Workspace

    path = typed_path(options.file)
    stem = path.name.split(".")[0]
    if not stem.strip():
        raise WrongUsage(_("Give the file a name, like acme.revmentor.json."))
    name = options.firm or stem.replace("-", " ").replace("_", " ").title() or path.name
    workspace = Workspace.create(path, Firm(name=name, country=_country(options)))
    info_doubt(workspace)
    info_change(
        _("Begun: {path} ({firm}). Open it with: revmentor {file}").format(
            path=workspace.path, firm=name, file=shell_word(str(path))
        )
    )
    if missing := without_holidays(workspace.snapshot.firm):
        info(missing)
    return 0


def _country(options: NewOptions) -> str | None:
    """Return the country that was given, or is typed now, else that of the language in use."""
    from revmentor.rules.schedule.calendar_days import usual_country

    usual = usual_country(language())
    given = options.country
    if given is None:
        question = _("Country, two letters like IT; its public holidays count ({otherwise}): ")
        given = ask(question.format(otherwise=usual or _("empty: none")))
    return given.strip().upper() or usual


if __name__ == "__main__":
    sys.exit(main())
