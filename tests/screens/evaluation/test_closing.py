"""The end and what comes after it: tasks, mid-point, cost, follow-ups, the next programme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.content.sample import Stage
from revmentor.store.workspace import Workspace
from tests.support.app_driver import WIDE, sitting

Begin = Callable[[Stage], Path]
APRIL, OCTOBER = date(2026, 4, 24), date(2026, 10, 1)


async def test_observable_tasks_are_ticked_one_by_one_at_the_end(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, APRIL) as here:
        await here.do("5", "/", "'Bassi", "enter", "t")
        assert "Observed tasks · Fulvio Bassi" in here.words
        await here.do("space down down space tab 3 ctrl+s")
        assert "☑ switch on a second factor" in here.words
        assert "☐ save a password in a manager" in here.words
    (made,) = (
        each for each in Workspace.open(path).snapshot.ratings.values() if each.moment == "final"
    )
    assert (made.rated_by, made.level) == ("task", 3)
    assert made.tasks == {"1": True, "2": False, "3": True}


async def test_a_starting_point_is_ticked_in_the_grid(valdarco: Begin) -> None:
    path = valdarco("baselines")
    async with sitting(path, date(2026, 1, 23)) as january:
        await january.do("2 t space ctrl+s")
        assert "☑ switch on a second factor" in january.words


async def test_ticks_of_a_start_stand_after_the_first_session(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = Workspace.open(path).snapshot.ratings
    async with sitting(path, APRIL) as april:
        await april.do("2 t space ctrl+s")
        assert "stands since the first session" in april.words
    assert Workspace.open(path).snapshot.ratings == before


async def test_a_digit_means_a_step_until_ends_are_rated(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, APRIL) as here:
        await here.do("5 4")
        assert here.app.screen.STEP == "sessions"  # type: ignore[attr-defined]
        await here.do("5 enter")
        assert "digits rate" in here.words
        await here.do("4")
        assert "end 4, observed task. ctrl+z takes it back." in here.words
        await here.do("escape 1")
        assert here.app.screen.STEP == "goals"  # type: ignore[attr-defined]
    finals = [r for r in Workspace.open(path).snapshot.ratings.values() if r.moment == "final"]
    assert [each.level for each in finals] == [4]


async def test_the_mid_point_has_levels_of_its_own(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, APRIL) as here:
        await here.do("5 a d")
        assert "No checkpoint to compare for 18 people" in here.words
        assert "the mid-point is week 13" in here.words
        await here.do("down down down down down enter 3")
        assert "mid-point 3, observed task. ctrl+z takes it back." in here.words
        assert "1 better, 0 the same, 0 lower, of 1" in here.words
        assert "17 not compared: 1 to 18 of 18 better" in here.words
        await here.do("a d")
        assert "No end to compare for 18 people" in here.words
    (made,) = (
        r for r in Workspace.open(path).snapshot.ratings.values() if r.moment == "checkpoint"
    )
    assert made.level == 3


async def test_the_filter_finds_what_became_of_a_level(valdarco: Begin) -> None:
    async with sitting(valdarco("evaluation"), OCTOBER) as here:
        await here.do("5", "/", "'lower")
        assert here.app.screen.table.row_count == 1  # type: ignore[attr-defined]
        await here.do("escape", "/", "'no such thing")
        assert "No line holds “no such thing”." in here.words


async def test_what_an_hour_costs_says_what_all_of_them_do(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, APRIL) as here:
        await here.do("5 a u", "'30", "tab", "'40", "tab", "'500")
        assert "in all." in here.words
        assert "€0" not in here.words
        await here.do("enter")
    costs = Workspace.open(path).snapshot.programmes["pr0001"].costs
    assert costs is not None
    assert (costs.mentor_hour, costs.senior_hour, costs.external) == (30, 40, 500)


async def test_a_follow_up_comes_back_on_today_and_stands_beside_the_evaluation(
    valdarco: Begin,
) -> None:
    path = valdarco("evaluation")
    async with sitting(path, date(2026, 9, 21)) as early:
        assert "Follow-up" not in early.text
    async with sitting(path, OCTOBER) as here:
        assert "60 days after Common floor: ask 17 seniors what is still used" in here.words
        await here.do("enter")
        assert "60 days later · Common floor" in here.words
        await here.do("space right space space ctrl+s")
        assert "60 days after" not in here.words
        await here.do("5")
        assert "60 days later 1 of 2 still use it · 16 not reached" in here.words
        assert "11 better, 3 the same, 1 lower, of 15" in here.words
    (heard,) = Workspace.open(path).snapshot.programmes["pr0001"].follow_ups
    assert (heard.kind, sorted(heard.still_using.values())) == ("60_days", [False, True])


async def test_the_next_programme_keeps_people_and_levels(valdarco: Begin) -> None:
    path = valdarco("evaluation")
    async with sitting(path, OCTOBER) as here:
        await here.do("5 n")
        assert "☑ Loredana Iannone · below in Video" in here.words
        assert "☐ Fulvio Bassi" in here.words
        await here.do("ctrl+s")
        assert "Common floor 2 begun: people and levels kept." in here.toasts
        assert "Common floor 2 · starts in" in here.words
        await here.do("2")
        assert "13 of 13 people rated" in here.words
        await here.do("ctrl+z")
        assert "Take it back?" in here.text
        await here.do("ctrl+s")
    assert list(Workspace.open(path).snapshot.programmes) == ["pr0001"]


async def test_next_steps_go_along_to_the_next_programme(valdarco: Begin) -> None:
    async with sitting(valdarco("evaluation"), OCTOBER, WIDE) as here:
        await here.do("5 n tab tab tab tab")
        assert "Loredana Iannone: A fixed time, as since the talk with Luca." in here.words
        await here.do(
            "ctrl+s", "1 slash", "'loredana", "enter", "down down down down down down down down"
        )
        said = "Next step, said at the end of Common floor: “A fixed time, as since the talk with"
        assert said in here.words
        await here.do("n")
        assert said in here.words


async def test_a_closed_programme_is_looked_at_and_not_changed(valdarco: Begin) -> None:
    path = valdarco("evaluation")
    before = path.read_bytes()
    async with sitting(path, date(2026, 7, 31)) as here:
        await here.do("5 enter")
        assert here.toasts[-1] == "The programme is closed and stands as it is."
        await here.do("a w")
        assert here.toasts[-1] == "The first follow-up is heard from 22 Sep 2026 on."
        await here.do("enter 4")  # digits mean steps
        assert here.app.screen.STEP == "sessions"  # type: ignore[attr-defined]
    assert path.read_bytes() == before


async def test_the_cursor_stays_on_the_indicator_that_was_read(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, APRIL) as here:
        await here.do("5 a v down down enter", "'51", "enter")
        await here.do("enter", "'50", "enter")  # the same one again
    third = list(Workspace.open(path).snapshot.indicators.values())[2]
    assert [one.value for one in third.readings if one.on == APRIL] == [50]


async def test_an_empty_final_form_is_not_a_form(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, APRIL) as here:
        await here.do("5 f ctrl+s")
        assert "Nothing is answered yet." in here.words
    assert not Workspace.open(path).snapshot.evaluations


async def test_tasks_say_that_the_start_was_rated_otherwise(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), APRIL) as here:
        await here.do("5", "/", "'Bassi", "enter", "down t")
        assert "The start was rated otherwise (coordinator)" in here.words
