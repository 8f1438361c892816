"""The report is written from the Evaluation, for either audience."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.content.sample import Stage
from tests.support.app_driver import sitting

Begin = Callable[[Stage], Path]
JULY = date(2026, 7, 31)


async def test_r_writes_the_report_beside_the_file(valdarco: Begin) -> None:
    path = valdarco("evaluation")
    before = path.read_bytes()
    async with sitting(path, JULY) as here:
        await here.do("5 r enter")
        assert here.toasts[-1].endswith("report-coordinator-2026-07-31.html")
        await here.do("r right tab", "'sponsor.html", "enter")
        assert here.toasts[-1].endswith("sponsor.html")
    assert "Fulvio Bassi" in (path.parent / "report-coordinator-2026-07-31.html").read_text()
    assert "Fulvio Bassi" not in (path.parent / "sponsor.html").read_text()
    assert path.read_bytes() == before


async def test_a_report_never_takes_the_place_of_the_programme_s_file(valdarco: Begin) -> None:
    path = valdarco("evaluation")
    before = path.read_bytes()
    async with sitting(path, JULY) as here:
        await here.do("5 r tab", f"'{path.name}", "enter")
        assert "is a revmentor file" in here.words
        await here.do("ctrl+s ctrl+s")
        assert "is a revmentor file" in here.words
        await here.do("ctrl+u", "'no/such/folder/r.html", "enter")
        assert "There is no folder" in here.words
    assert path.read_bytes() == before


async def test_a_report_takes_the_place_of_another_file_only_after_a_yes_to_that_one(
    valdarco: Begin,
) -> None:
    path = valdarco("evaluation")
    mine, other = path.with_name("mine.html"), path.with_name("other.html")
    for each in (mine, other):
        each.write_text("mine")
    async with sitting(path, JULY) as here:
        await here.do("5 r tab", "'mine.html", "enter")
        assert "mine.html already exists." in here.words
        await here.do("enter")
        assert mine.read_text() == "mine"
        await here.do("ctrl+u", "'other.html", "ctrl+s")
        assert "other.html already exists." in here.words
        assert other.read_text() == "mine"
        await here.do("ctrl+s")
        assert here.toasts[-1].endswith("other.html")
    assert mine.read_text() == "mine"
    assert "Fulvio Bassi" in other.read_text()
