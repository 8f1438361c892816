"""The command that says what is set, and where."""

from __future__ import annotations

from revmentor.cli.options import SettingsOptions
from revmentor.cli.streams import info, print_change, print_line
from revmentor.i18n.gettext import _
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import NotSaved, Refused
from revmentor.store import settings
from revmentor.store.file.disk import kind_of


def settings_command(options: SettingsOptions) -> int:
    """Say each setting and where it was read; return 1 where something is not understood."""
    if options.begin:
        return _begin()
    file = settings.settings_file()
    found = settings.read_settings()
    print_line(_("File: {path}").format(path=file))
    if kind_of(file) != "file":
        print_line(_("It is not there yet: revmentor settings --begin"))
    for name in settings.NAMES:
        value = getattr(found, name)
        where = _("from {place}").format(place=found.sources.get(name))
        print_line(f"{name}: {value} ({where})" if value else f"{name}: " + _("not set"))
    keys = ", ".join(f"{name} {key}" for name, key in found.keys.items())
    print_line("keys: " + (keys or _("not set")))
    return 1 if found.problems else 0


def _begin() -> int:
    try:
        print_change(str(settings.begin_file()))
    except FileExistsError as error:
        text = _("{file} already exists.").format(file=settings.settings_file())
        raise Refused(text) from error
    except OSError as error:
        raise NotSaved(
            _("{file} was not written: {reason}.").format(
                file=settings.settings_file(), reason=reason_of(error)
            )
        ) from error
    info(_("Nothing is set yet: take the # away before what shall count."))
    return 0
