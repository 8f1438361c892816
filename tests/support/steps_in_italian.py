"""Shows every step in Italian: run as a script, since the language is chosen before any screen."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from revmentor.i18n.gettext import set_language

set_language("it")

from revmentor.actions import imports  # noqa: E402
from revmentor.content import sample  # noqa: E402
from revmentor.exchange import document  # noqa: E402
from revmentor.store.workspace import Workspace  # noqa: E402
from tests.support.app_driver import sitting  # noqa: E402


async def main(path: Path) -> None:
    found = document.read_document(sample.sample_document("evaluation"))
    imports.import_document(Workspace.create(path, found.firm).change(), found)
    shown = []
    async with sitting(path, date(2026, 10, 1)) as here:
        for key in ("0", "1", "2 escape", "3", "4", "5", "p"):
            await here.do(key)
            shown.append(here.text)
            await here.do("escape")
    sys.stdout.buffer.write("\f".join(shown).encode())


asyncio.run(main(Path(sys.argv[1])))
