"""Shows every step and form in Italian: run as a script, since the language is chosen first.

It prints one JSON object: what each screen is called, and its lines; and under ``words`` what
people wrote, which may be cut.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from revmentor.i18n.gettext import set_language

set_language("it")

from revmentor.actions import imports  # noqa: E402
from revmentor.content.sample import Stage, sample_document  # noqa: E402
from revmentor.exchange import document  # noqa: E402
from revmentor.rules.programme_view import View  # noqa: E402
from revmentor.store.workspace import Workspace  # noqa: E402
from tests.screens import test_nobody_hidden as forms  # noqa: E402
from tests.screens.test_pictures import DAYS, OTHERS, STEPS  # noqa: E402
from tests.support.app_driver import NARROW, sitting  # noqa: E402
from tests.support.crowded_firm import CLOSED_ON, crowd  # noqa: E402
from tests.support.firm import TODAY  # noqa: E402

Shown = dict[str, list[str]]
LOOKED_AT = (
    *("today", "goals", "baselines", "pairs", "pairs-unplaced", "sessions", "evaluation"),
    *("evaluation-mid-point", "answers", "people", "person", "from-paper", "help"),
)


def sample(folder: Path, stage: Stage, name: str) -> Path:
    path = folder / f"{name}.json"
    found = document.read_document(sample_document(stage, "it"))
    imports.import_document(Workspace.create(path, found.firm).change(), found)
    return path


async def steps(folder: Path, shown: Shown) -> None:
    every = {**STEPS, **OTHERS}
    for name in LOOKED_AT:
        stage, keys = every[name]
        async with sitting(sample(folder, stage, name), DAYS[stage], NARROW) as here:
            await here.do(keys)
            shown[name] = here.lines


async def opened(path: Path, names: set[str], shown: Shown) -> None:
    async with sitting(path, TODAY, NARROW) as here:
        assert isinstance(here.app.view, View)
        for name in sorted(names):
            here.app.ask(forms.FORMS[name](here.app, here.app.view))
            await here.settled()
            shown[name] = here.lines
            here.app.pop_screen()
            await here.settled()


async def main() -> None:
    shown: Shown = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await steps(folder, shown)
        crowd(folder / "open.json", 5)
        await opened(folder / "open.json", forms.FORMS.keys() - forms.CLOSED, shown)
        crowd(folder / "closed.json", 5, closed_on=CLOSED_ON)
        await opened(folder / "closed.json", set(forms.CLOSED), shown)
        shown["words"] = [each.read_text(encoding="utf-8") for each in folder.glob("*.json")]
    sys.stdout.buffer.write(json.dumps(shown, ensure_ascii=False).encode())


if __name__ == "__main__":
    asyncio.run(main())
