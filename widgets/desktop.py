"""Whether a desktop is there to show a folder: far away or on a bare console there is none."""

from __future__ import annotations

from collections.abc import Mapping

_OWN_DESKTOP = ("darwin", "win32")


def shows_folders(environment: Mapping[str, str], platform: str) -> bool:
    """Tell whether a folder that is opened here is seen by who sits at the terminal."""
    if "SSH_CONNECTION" in environment or "SSH_TTY" in environment:
        return False
    if platform in _OWN_DESKTOP:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
