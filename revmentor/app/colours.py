"""The theme that somebody chose, kept from start to start in the configuration folder."""

from __future__ import annotations

from pathlib import Path

import msgspec

from revmentor.store.file import disk
from widgets.themes import THEMES, usual_theme

_MOST = 1024


def theme_file() -> Path:
    """Return where the chosen theme stands, like ``"light"``."""
    from platformdirs import user_config_path

    return user_config_path("revmentor") / "theme.json"


def chosen_theme() -> str:
    """Return the name of the theme that was chosen last, else of the usual one."""
    try:
        if disk.kind_of(theme_file()) != "file":
            return usual_theme()
        raw, _stat = disk.read_file(theme_file(), _MOST)
        name = msgspec.json.decode(raw, type=str)
    except (OSError, msgspec.MsgspecError):
        return usual_theme()
    return name if name in THEMES else usual_theme()


def keep_theme(name: str) -> None:
    """Keep a theme for the next start; raises ``OSError`` where it cannot be written."""
    file = theme_file()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    disk.private_write(file, msgspec.json.encode(name))
