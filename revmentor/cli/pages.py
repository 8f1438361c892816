"""Where pages and folders of pages go: where it was said, else where the settings say."""

from __future__ import annotations

from pathlib import Path

from revmentor.cli.options import ExportOptions, FileOptions, FolderOptions, ReportOptions
from revmentor.cli.streams import deliver, info, print_change
from revmentor.cli.terminal import is_shown
from revmentor.i18n.gettext import _
from revmentor.model.errors import WrongUsage
from revmentor.store.settings import read_settings
from revmentor.store.typed_paths import typed_path


def folder_of(options: FolderOptions) -> Path:
    """Return the folder that was named for several files, else that of the settings."""
    if options.output == "-":
        raise WrongUsage(_("These are several files: name a folder for them."))
    if options.output:
        return typed_path(options.output)
    folder = _set_folder(options)
    if folder is None:
        raise WrongUsage(
            _("Which folder? Name it with -o, like -o pages, or set one: revmentor settings")
        )
    return folder


def deliver_page(data: bytes, name: str, options: ReportOptions | ExportOptions) -> None:
    """Write a page of HTML to where it was said; never onto a terminal that would show its markup.

    There it becomes a file under its own name, in the folder of the settings or the one at hand.
    """
    if options.output or not is_shown():
        deliver(data, options.output, force=options.force)
        return
    folder = _set_folder(options) or Path()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{name}.html"
    deliver(data, str(path), force=options.force)
    print_change(str(path))
    info(_("It is a page: open it in a browser, and print it there. -o names another file."))


def _set_folder(options: FileOptions) -> Path | None:
    """Return the folder of the settings, with one in it for each client's file."""
    folder = read_settings().folder
    return folder / Path(options.file).name.split(".")[0] if folder else None
