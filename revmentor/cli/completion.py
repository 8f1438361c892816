"""The command that writes what lets a shell complete: built by shtab from the one parser."""

from __future__ import annotations

from revmentor.cli.options import CompletionOptions
from revmentor.cli.parser import whole_parser
from revmentor.cli.parsing import Parser
from revmentor.cli.streams import write

_FILES = {"FILE", "SOURCE", "PATH", "SHEET", "KEY", "BACKUP", "HANDOVER", "COPY"}
"""The values that are files, as the help names them."""
_FOLDERS = {"DIR"}


def completion_command(options: CompletionOptions) -> int:
    """Write the completion for a shell to standard output."""
    import shtab

    parser = whole_parser()
    for each in (parser, *parser.commands.values()):
        _mark_paths(each)
    text = shtab.complete(parser, shell=options.shell)
    write(text.rstrip().encode("utf-8") + b"\n")
    return 0


def _mark_paths(parser: Parser) -> None:
    """Let the values that are files and folders be completed as such."""
    import shtab

    for action in parser.arguments:
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # shtab reads it
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # as above
