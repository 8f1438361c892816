"""The pictures of the guides, taken from the application on the sample.

    python -m tests.support.guide_pictures LANGUAGE [FOLDER [NAME ...]]

They lie in FOLDER/LANGUAGE (docs/pictures), one for each of ``PICTURES``, and are the same bytes
whenever they are taken: the days are fixed, the clock stands, and no path is in them.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from unittest.mock import patch

from revmentor.content.sample import Stage
from revmentor.i18n.gettext import set_language
from revmentor.model.firm import Firm
from revmentor.store import recent
from revmentor.store.workspace import Workspace
from tests.support.sample_file import filled_sample

SIZE = (100, 30)
ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"
FILE = Path("valdarco.revmentor.json")
SHEET = "participants_as_it_came.csv"
MONDAY, JANUARY, LAUNCH = date(2026, 1, 12), date(2026, 1, 23), date(2026, 1, 30)
FRIDAY, JULY = date(2026, 4, 24), date(2026, 7, 31)


Opened = Literal["nothing", "new file", "several"]


@dataclass(frozen=True)
class Picture:
    """What is open (a moment of the sample, or else), the day, and the keys to what is shown."""

    opened: Stage | Opened
    on: date
    keys: tuple[str, ...]


TYPED = {
    "en": {"taught": "filters in the shared sheet", "received": "how a price is made"},
    "it": {"taught": "i filtri nel foglio condiviso", "received": "come nasce un prezzo"},
}
"""What is typed into a form, in the language of the picture."""

PICTURES = {
    "first": Picture("nothing", MONDAY, ()),
    "sheet": Picture("new file", MONDAY, ("i", f"'{SHEET}", "enter", "ctrl+s")),
    "goals": Picture("baselines", JANUARY, ("1 down down",)),
    "levels": Picture("baselines", JANUARY, ("2 enter 1 2",)),
    "plan": Picture("baselines", JANUARY, ("3 d down",)),
    "today": Picture("sessions", FRIDAY, ()),
    "log": Picture("sessions", FRIDAY, ("l down", "'{taught}", "down", "'{received}")),
    "actions": Picture("sessions", FRIDAY, ("3 down a",)),
    "message": Picture("sessions", FRIDAY, ("m",)),
    "answers": Picture("sessions", FRIDAY, ("j left",)),
    "person": Picture("sessions", FRIDAY, ("p", "/", "'iannone", "enter enter")),
    "print": Picture("sessions", FRIDAY, ("r",)),
    "history": Picture("pairs", LAUNCH, ("3 down k", "down k", "h down")),
    "clients": Picture("several", FRIDAY, ("ctrl+o",)),
    "evaluation": Picture("evaluation", JULY, ("5 down down down",)),
}


def take(language: str, folder: Path, names: Iterable[str]) -> None:
    """Take pictures by their names in a language, into a folder."""
    set_language(language)
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        with _own_place():
            drawn = asyncio.run(_drawn(PICTURES[name], language))
            (folder / f"{name}.svg").write_text(drawn, "utf-8")


async def _drawn(picture: Picture, language: str) -> str:
    # Labels are translated when the screens are imported: after the language was chosen.
    from tests.support.app_driver import sitting

    with patch("revmentor.store.file.header.iso", return_value=f"{picture.on}T09:00:00+00:00"):
        file = _file(picture, language)
        async with sitting(file, picture.on, SIZE) as here:
            await here.do(*(each.format_map(TYPED[language]) for each in picture.keys))
            drawn: str = here.app.export_screenshot(title="revmentor")
    return re.sub(r"terminal-\d+", "terminal", drawn)


def _file(picture: Picture, language: str) -> Path | None:
    """Make the files of a picture; return the one that is opened."""
    if picture.opened == "nothing":
        return None
    if picture.opened == "new file":
        return Workspace.create(FILE, Firm(name="Meccanica Valdarco S.r.l.", country="IT")).path
    if picture.opened != "several":
        return filled_sample(FILE, picture.opened, language).path
    closed = Path("bellini.revmentor.json")
    filled_sample(closed, "evaluation", language, firm="Tessitura Bellini S.r.l.")
    begun = Workspace.create(Path("ferri.revmentor.json"), Firm(name="Studio Ferri", country="IT"))
    for days, path in ((53, begun.path), (4, closed), (1, FILE)):
        recent.remember(path.absolute(), picture.on - timedelta(days))
    return filled_sample(FILE, "sessions", language).path


@contextmanager
def _own_place() -> Iterator[None]:
    """Work in a folder of its own, with the sheet in it, as somebody who has no settings."""
    homes = ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    before = Path.cwd()
    with TemporaryDirectory() as place, patch.dict(os.environ, dict.fromkeys(homes, place)):
        os.environ["TZ"] = "UTC"
        time.tzset()
        shutil.copy(ROOT / "sample_data" / SHEET, place)
        os.chdir(place)
        try:
            yield
        finally:
            os.chdir(before)


def main() -> None:
    """Take the pictures of one language."""
    language, *rest = sys.argv[1:]
    folder = Path(rest[0]).resolve() if rest else FOLDER
    take(language, folder / language, rest[1:] or PICTURES)


if __name__ == "__main__":
    main()
