"""The report is written from the Evaluation, for either audience."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.content.sample import Stage
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

Begin = Callable[[Stage], Path]
JULY = date(2026, 7, 31)
JUNE = date(2026, 6, 5)


async def test_r_writes_the_report_beside_the_file(valdarco: Begin) -> None:
    path = valdarco("evaluation")
    before = path.read_bytes()
    async with sitting(path, JULY) as here:
        await here.do("5 r enter")
        assert here.toasts[-1].endswith("report-coordinator-2026-07-31.html")
    assert "Fulvio Bassi" in (path.parent / "report-coordinator-2026-07-31.html").read_text()
    assert path.read_bytes() == before


async def test_the_sponsor_s_page_is_shown_before_it_is_written_and_then_stands(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    async with sitting(path, JUNE) as here:
        await here.do("5 r tab right enter")
        assert "told only where you release them: “Common floor”" in here.words
        assert "one edition of its mid-point" in here.words
        await here.do("down down down down")  # they scroll the page
        assert "took part · 15 or more" in here.words
        await here.do("tab tab", "'sponsor.html", "enter")
        assert here.toasts[-1].endswith("sponsor.html")
        first = (path.parent / "sponsor.html").read_text()
        await here.do("r tab right enter")
        assert "Typed words" not in here.words  # what was released stands too
        await here.do("tab", "'again.html", "enter")
    assert (path.parent / "again.html").read_text() == first
    assert "Fulvio Bassi" not in first
    assert "Common floor" not in first
    (run,) = Workspace.open(path).snapshot.programmes.values()
    told = run.mid_point_edition
    assert told is not None
    assert (told.kind, told.on) == ("mid_point", JUNE)


async def test_before_the_first_day_the_sponsor_has_no_page(valdarco: Begin) -> None:
    path = valdarco("pairs")
    before = path.read_bytes()
    async with sitting(path, date(2026, 1, 16)) as here:
        await here.do("5 r tab right enter")
        assert "nothing to tell its sponsor yet" in here.toasts[-1]
    assert path.read_bytes() == before


async def test_released_words_stand_on_the_sponsor_s_page(valdarco: Begin) -> None:
    path = valdarco("evaluation")
    async with sitting(path, JULY) as here:
        await here.do("5 r tab right enter tab right tab", "'sponsor.html", "enter")
    assert "Common floor" in (path.parent / "sponsor.html").read_text()


async def test_a_report_never_takes_the_place_of_the_programme_s_file(valdarco: Begin) -> None:
    path = valdarco("evaluation")
    before = path.read_bytes()
    async with sitting(path, JULY) as here:
        await here.do("5 r tab tab tab", f"'{path.name}", "enter")
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
        await here.do("5 r tab tab tab", "'mine.html", "enter")
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
