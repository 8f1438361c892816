from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from revmentor.actions import indicators
from tests.support.firm import PROGRAMME, TODAY, day, running
from tests.support.refusal import refused


def test_readings_are_kept_in_the_order_of_their_days(path: Path) -> None:
    workspace = running(path)
    made = indicators.add(workspace.change(PROGRAMME), name="Weekly users", unit="people", target=8)
    for on, value in ((day(5), 7.0), (day(1), 3.0), (day(5), 6.5)):
        indicators.record_reading(workspace.change(today=TODAY), made.id, on=on, value=value)
    kept = workspace.snapshot.indicators[made.id]
    assert [(each.on, each.value) for each in kept.readings] == [(day(1), 3.0), (day(5), 6.5)]


def test_a_reading_is_of_a_day_that_was(path: Path) -> None:
    workspace = running(path)
    made = indicators.add(workspace.change(PROGRAMME), name="Weekly users")
    tomorrow = TODAY + timedelta(days=1)
    with refused(workspace, "25 Apr 2026 has not come yet", "on"):
        indicators.record_reading(workspace.change(today=TODAY), made.id, on=tomorrow, value=3)


def test_an_indicator_without_a_name_or_of_no_id_is_refused(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Write what is counted.", "name"):
        indicators.add(workspace.change(PROGRAMME), name=None)
    with refused(workspace, "There is no indicator “i9” in this file."):
        indicators.record_reading(workspace.change(today=TODAY), "i9", on=TODAY, value=3)


def test_what_is_counted_can_be_said_better_and_the_readings_stay(path: Path) -> None:
    workspace = running(path)
    made = indicators.add(workspace.change(PROGRAMME), name="Users")
    indicators.record_reading(workspace.change(today=TODAY), made.id, on=TODAY, value=3)
    changed = indicators.edit(
        workspace.change(),
        made.id,
        name="Weekly users",
        kind="soft",
        unit=None,
        better="up",
        target=None,
    )
    assert (changed.name, changed.kind, len(changed.readings)) == ("Weekly users", "soft", 1)
