"""One place of settings: ``settings.toml`` in the configuration folder, and the environment.

What is typed on the command line wins over the environment, and that over the file. What is not
understood is named with the place it stands in, and everything else counts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from revmentor.i18n.gettext import LANGUAGES, _
from revmentor.i18n.system_errors import reason_of
from revmentor.store.file import disk

NAMES = ("language", "dialect", "theme", "folder")
"""What can be set, in the file by its name and in the environment as ``REVMENTOR_LANGUAGE``."""
_DIALECTS = ("plain", "excel", "excel-it")
_MOST = 64 * 1024
_PREFIX = "REVMENTOR_"


class Settings(msgspec.Struct, frozen=True):
    """What somebody set; ``sources`` says of each name where it was read."""

    language: str | None = None
    dialect: Literal["plain", "excel", "excel-it"] | None = None
    theme: str | None = None
    folder: Path | None = None
    keys: Mapping[str, object] = msgspec.field(default_factory=dict)
    """The key chosen for each binding, as it stands in the file; who uses them looks at them."""
    keys_from: Path | None = None
    sources: Mapping[str, str] = msgspec.field(default_factory=dict)
    problems: tuple[str, ...] = ()


def settings_file() -> Path:
    """Return where settings may stand."""
    from platformdirs import user_config_path

    return user_config_path("revmentor") / "settings.toml"


def earlier_keys_file() -> Path:
    """Return where keys of one's own stood before there were settings; it counts while alone."""
    return settings_file().with_name("keys.json")


def read_settings() -> Settings:
    """Read what is set; what is not understood is among the problems."""
    file, problems = settings_file(), list[str]()
    read = _table(file, _toml, problems)
    found = {name: read.pop(name) for name in NAMES if name in read}
    values, sources = _understood(found, file.name, problems)
    typed = {name: os.environ[key] for name in NAMES if os.environ.get(key := variable(name))}
    own, own_sources = _understood(typed, "", problems)
    keys, keys_from = _keys(read.pop("keys", None), problems)
    problems += [_unknown(file.name, name) for name in read]
    return Settings(
        **values | own,
        keys=keys,
        keys_from=keys_from,
        sources=sources | own_sources,
        problems=tuple(problems),
    )


def variable(name: str) -> str:
    """Return the variable of the environment that sets something."""
    return _PREFIX + name.upper()


def in_place(file: str, problem: str) -> str:
    """Return what is not understood, with the place it stands in."""
    return _("{file}: {problem}").format(file=file, problem=problem)


# -- reading -------------------------------------------------------------------------------------


def _table(
    file: Path, parse: Callable[[str], dict[str, Any]], problems: list[str]
) -> dict[str, Any]:
    """Return what a file holds; nothing where there is none, or it cannot be read."""
    kind = disk.kind_of(file)
    if kind == "nothing":
        return {}
    try:
        if kind != "file":
            raise ValueError(_("it is no file"))
        raw, _stat = disk.read_file(file, _MOST)
        table = parse(raw.decode("utf-8"))
    except (OSError, ValueError) as error:
        why = reason_of(error)
        problems.append(_("{file} is not used: {why}.").format(file=file.name, why=why))
        return {}
    return table


def _toml(text: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    table: dict[str, Any] = tomllib.loads(text)
    return table


def _json(text: str) -> dict[str, Any]:
    import json

    why = _("it is not JSON like {example}").format(example='{"log": "f6"}')
    try:
        table = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(why) from error
    if not isinstance(table, dict):
        raise ValueError(why)
    return table


def _keys(table: object, problems: list[str]) -> tuple[Mapping[str, object], Path | None]:
    """Return the keys of the settings, else those that stood in a file of their own before."""
    file, earlier = settings_file(), earlier_keys_file()
    if table is None:
        keys = _table(earlier, _json, problems)
        return keys, earlier if keys else None
    if not isinstance(table, dict):
        problems.append(in_place(file.name, _("“keys” is a table, begun by a line [keys]")))
        return {}, None
    if disk.kind_of(earlier) == "file":
        text = _("{file} is not used: the keys stand in {settings}.")
        problems.append(text.format(file=earlier.name, settings=file.name))
    return table, file


def _unknown(file: str, name: str) -> str:
    from revmentor.rules.closest import did_you_mean

    known = [*NAMES, "keys"]
    text = _("there is no setting “{name}”; there are {names}.").format(
        name=name, names=", ".join(known)
    )
    return in_place(file, f"{text} {did_you_mean(name, known)}".strip())


def _understood(
    found: Mapping[str, object], file: str, problems: list[str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what is understood of some settings, and where each was read."""
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for name, value in found.items():
        place = file or variable(name)
        why = "" if isinstance(value, str) else _("write it in quotes")
        why = why or "".join(_against(name, str(value)))
        if why:
            told = _("{name}: {why}").format(name=name, why=why) if file else why
            problems.append(in_place(place, f"{told}."))
            continue
        values[name] = Path(str(value)).expanduser() if name == "folder" else value
        sources[name] = place
    return values, sources


def _against(name: str, value: str) -> Iterator[str]:
    """Yield what speaks against a value, of a few that are allowed."""
    allowed = {"language": LANGUAGES, "dialect": _DIALECTS}.get(name)
    if allowed and value not in allowed:
        text = _("“{value}” is none of {values}")
        yield text.format(value=value, values=", ".join(allowed))
    if name == "folder" and not _is_path(value):
        yield _("“{value}” is not a whole path, like ~/mentoring").format(value=value)


def _is_path(value: str) -> bool:
    try:
        return Path(value).expanduser().is_absolute()
    except (RuntimeError, ValueError):
        return False


# -- beginning a file ----------------------------------------------------------------------------


def template() -> str:
    """Return a file of settings in which nothing is set yet: every line is a remark."""
    lines = [
        _("# The settings of revmentor. Take the # away before what shall count."),
        "",
        '# language = "it"      # ' + ", ".join(LANGUAGES),
        '# dialect = "excel-it" # ' + ", ".join(_DIALECTS),
        '# theme = "light"',
        '# folder = "~/mentoring"  # ' + _("where pages are written without -o"),
        "",
        "# [keys]               # " + _("a key for the name of what it does"),
        '# log = "f6"',
    ]
    return "\n".join(lines) + "\n"


def begin_file() -> Path:
    """Write a file of settings in which nothing is set; raises ``FileExistsError``."""
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True, mode=disk.FOLDER_MODE)
    disk.put_new(file, template().encode("utf-8"))
    return file
