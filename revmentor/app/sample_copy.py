"""A scratch copy of the sample firm, moved in time to the week that a step is about."""

from __future__ import annotations

from datetime import date

from revmentor.actions import imports
from revmentor.content import sample
from revmentor.content.sample import Stage
from revmentor.exchange import document, sample_dates
from revmentor.i18n.dates import local_today
from revmentor.i18n.gettext import language
from revmentor.store import scratch_copies
from revmentor.store.workspace import Workspace

_WEEK_OF_STAGE: dict[Stage, int] = {"baselines": -1, "pairs": 0, "sessions": 12, "evaluation": 26}


def sample_copy(stage: Stage, fixed_today: date | None = None) -> Workspace:
    """Write a scratch copy of the sample, in the language in use, and return it, open.

    ``fixed_today`` is the day to take for today, in place of the machine's own.
    """
    records = document.read_document(sample.sample_document(stage, language()))
    records = sample_dates.to_week(records, _WEEK_OF_STAGE[stage], fixed_today or local_today())
    if stage == "evaluation":
        records = sample_dates.reopened(records)
    folder = scratch_copies.new_folder()
    workspace = Workspace.create(folder / "valdarco.revmentor.json", records.firm)
    workspace.today = fixed_today
    imports.import_document(workspace.change(), records)
    return workspace
