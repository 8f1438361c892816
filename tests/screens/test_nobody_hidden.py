"""Whoever stands in a form is seen: at every size, with few people or with many."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Region
from textual.widget import Widget

import screens.forms
from revmentor.content.sample import Stage
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import series
from revmentor.rules.schedule import strip as strip_rules
from revmentor.rules.schedule.strip import Cell
from screens.forms import (
    afterwards,
    between,
    cases,
    closing,
    confirm,
    evaluation,
    file,
    goals,
    indicators,
    pairing,
    pairs,
    people,
    programme,
    pulses,
    ratings,
    report,
    resources,
    sessions,
    signals,
    successes,
)
from screens.from_paper import PaperScreen, blanks
from screens.host import Host, step_names
from tests.house import PROGRAMME, TODAY
from tests.screens.crowds import CLOSED_ON, MENTOR, crowd, seniors_of
from tests.screens.sitting import Sitting, sitting
from widgets.choice import Checks, Choice, Picker
from widgets.form import FormScreen
from widgets.frame import Rail
from widgets.rows import LineInput
from widgets.states import States

SIZES = pytest.mark.parametrize(
    "size",
    [(60, 20), (80, 24), (100, 24), (120, 40)],
    ids=["60x20", "80x24", "100x24", "120x40"],
)
Begin = Callable[[Stage], Path]
Open = Callable[[Host, View], FormScreen[Any]]
SENIOR = "s01"
SKILL = "video-meetings"


def _pair(view: View) -> Any:
    return view.pairs[0]


def _series(view: View) -> series.Series:
    return series.of_mentor(view, MENTOR)[0]


def _week(view: View) -> Cell:
    return next(each for each in strip_rules.strip(view, _series(view), TODAY) if each.sessions)


def _record(view: View, table: str) -> Any:
    return next(iter(getattr(view.snapshot, table).values()))


FORMS: dict[str, Open] = {
    "afterwards.follow_up_form": lambda h, v: afterwards.follow_up_form(h, v, "60_days"),
    "between.quick_form": between.quick_form,
    "between.steps_form": between.steps_form,
    "cases.case_form": lambda h, v: cases.case_form(h, v, _pair(v)),
    "cases.follow_form": lambda h, v: cases.follow_form(h, v, _record(v, "cases")),
    "closing.close_form": lambda h, v: closing.close_form(h, v, ["3 final ratings"]),
    "closing.cost_form": closing.cost_form,
    "closing.next_form": closing.next_form,
    "confirm.confirm_form": lambda h, _v: confirm.confirm_form(h, "Undo", "12 records go.", "Undo"),
    "evaluation.evaluation_form": lambda h, v: evaluation.evaluation_form(h, v, SENIOR, "senior"),
    "file.elsewhere_form": lambda h, _v: file.elsewhere_form(h, h.file),
    "goals.goal_form": lambda h, v: goals.goal_form(h, v, SENIOR, None),
    "goals.acknowledge_form": lambda h, v: goals.acknowledge_form(h, v, SENIOR),
    "goals.judge_form": lambda h, v: goals.judge_form(h, v, _record(v, "goals")),
    "indicators.indicator_form": indicators.indicator_form,
    "indicators.reading_form": lambda h, v: indicators.reading_form(h, _record(v, "indicators")),
    "pairing.pairing_form": pairing.pairing_form,
    "pairs.place_form": lambda h, v: pairs.place_form(h, v, SENIOR),
    "pairs.move_form": lambda h, v: pairs.move_form(h, v, _pair(v)),
    "pairs.end_form": lambda h, v: pairs.end_form(h, v, _pair(v)),
    "pairs.charter_form": lambda h, v: pairs.charter_form(h, v, _pair(v)),
    "pairs.slot_form": lambda h, v: pairs.slot_form(h, v, _pair(v)),
    "pairs.exception_form": lambda h, v: pairs.exception_form(h, v, SENIOR),
    "people.person_form": lambda h, v: people.person_form(h, v, None),
    "people.part_form": lambda h, v: people.part_form(h, v, MENTOR, "mentor"),
    "people.status_form": lambda h, v: people.status_form(h, v, SENIOR, ["senior"]),
    "people.import_form": lambda h, _v: people.import_form(h),
    "programme.programme_form": lambda h, v: programme.programme_form(h, v.programme),
    "programme.choose_form": programme.choose_form,
    "programme.standard_form": programme.standard_form,
    "programme.firm_form": lambda h, _v: programme.firm_form(h),
    "pulses.pulse_form": lambda h, v: pulses.pulse_form(h, v, SENIOR),
    "ratings.rating_form": lambda h, v: ratings.rating_form(
        h, v, SENIOR, SKILL, "final", "coordinator"
    ),
    "ratings.tasks_form": lambda h, v: ratings.tasks_form(h, v, SENIOR, SKILL, "final"),
    "ratings.look_back_form": lambda h, v: ratings.look_back_form(h, v, SENIOR, "senior"),
    "report.report_form": report.report_form,
    "resources.resource_form": resources.resource_form,
    "sessions.log_form": lambda h, v: sessions.log_form(
        h, v, _series(v), TODAY, v.snapshot.sessions["planned"]
    ),
    "sessions.choose_form": lambda h, v: sessions.choose_form(
        h, v, _week(v), [*_week(v).sessions, None]
    ),
    "signals.snooze_form": lambda h, v: signals.snooze_form(h, v, _pair(v)),
    "signals.settings_form": signals.settings_form,
    "successes.success_form": successes.success_form,
    "from_paper": lambda h, v: PaperScreen(h, v, blanks(v, TODAY)[:5]),
}
CLOSED = {"afterwards.follow_up_form", "closing.next_form"}
"""The forms of a programme that is closed."""
CROWDED = {"people.part_form", "sessions.log_form", "successes.success_form"}


def test_every_form_is_looked_at() -> None:
    makers = {
        f"{module.name}.{name}"
        for module in pkgutil.iter_modules(screens.forms.__path__)
        for name, maker in vars(import_module(f"screens.forms.{module.name}")).items()
        if inspect.isfunction(maker)
        and maker.__module__ == f"screens.forms.{module.name}"
        and str(maker.__annotations__.get("return", "")).startswith("FormScreen")
    }
    assert makers == FORMS.keys() - {"from_paper"}


def room(here: Sitting, widget: Widget) -> Region:
    """The cells in which a field of the form, or a button, can be seen."""
    rows = here.app.screen.query_one("#rows")
    around = rows if rows in widget.ancestors else here.app.screen
    return around.region.intersection(here.app.screen.region)


def words_in(here: Sitting, region: Region) -> str:
    """What can be read in a part of the screen, its lines joined."""
    lines = here.lines[region.y : region.bottom]
    return " ".join(" ".join(line[region.x : region.right] for line in lines).split())


def everything_in(picker: Picker) -> str:
    """What a choice draws from its first line to its last, in sight or not."""
    strips = picker.render_lines(Region(0, 0, *picker.outer_size))
    return " ".join(" ".join(strip.text for strip in strips).split())


def named(picker: Picker, index: int) -> str:
    return " ".join(picker.labels[index].split())


async def hidden_in(here: Sitting, picker: Picker) -> AsyncIterator[str]:
    """What a choice does not show: an option anywhere in it, or the one that the cursor is on."""
    places = range(len(picker.labels))
    if isinstance(picker, Choice):
        chosen = picker.cursor
        for index in sorted(places, key=lambda each: len(picker.labels[each]))[-1:]:
            picker.cursor = index
            await here.settled()
            if named(picker, index) not in everything_in(picker):
                yield f"{named(picker, index)} is not drawn"
        picker.cursor = chosen
    else:
        drawn = everything_in(picker)
        for index in places:
            if named(picker, index) not in drawn:
                yield f"{named(picker, index)} is not drawn"
    lines = () if isinstance(picker, Choice) else ("down",) * min(3, len(places) - 1)
    for key in ("left", "right", *lines):
        await here.press(key)
        in_sight = words_in(here, picker.region.intersection(room(here, picker)))
        if picker.has_focus and places and named(picker, picker.cursor) not in in_sight:
            yield f"the cursor is on {named(picker, picker.cursor)}, out of sight"


async def hidden(here: Sitting) -> AsyncIterator[str]:
    """What somebody who goes from field to field through a form does not see."""
    for widget in here.app.screen.focus_chain:
        widget.focus()
        await here.settled()
        if isinstance(widget, Picker):
            async for what in hidden_in(here, widget):
                yield what
        elif not room(here, widget).contains_region(widget.region):
            yield f"{widget} has the cursor, and lies outside"


async def looked_through(path: Path, size: tuple[int, int], makers: Iterable[str]) -> list[str]:
    """Open forms one after the other; return what each of them hides."""
    found = []
    async with sitting(path, TODAY, size) as here:
        assert isinstance(here.app.view, View)
        for name in makers:
            here.app.ask(FORMS[name](here.app, here.app.view))
            await here.settled()
            found += [f"{name}: {what}" async for what in hidden(here)]
            here.app.pop_screen()
            await here.settled()
    return found


@SIZES
async def test_no_form_hides_an_option_or_a_field(path: Path, size: tuple[int, int]) -> None:
    crowd(path, 17)
    assert await looked_through(path, size, FORMS.keys() - CLOSED) == []


@SIZES
@pytest.mark.parametrize("seniors", [pytest.param(25, marks=pytest.mark.long), 40])
async def test_nobody_is_hidden_in_a_crowd(path: Path, size: tuple[int, int], seniors: int) -> None:
    crowd(path, seniors)
    assert await looked_through(path, size, CROWDED) == []


@SIZES
@pytest.mark.parametrize("seniors", [17, pytest.param(25, marks=pytest.mark.long), 40])
async def test_nobody_is_hidden_after_the_closing(
    path: Path, size: tuple[int, int], seniors: int
) -> None:
    crowd(path, seniors, closed_on=CLOSED_ON)
    assert await looked_through(path, size, CLOSED) == []


@SIZES
async def test_who_was_there_stays_in_sight_as_ticks_and_messages_grow(
    path: Path, size: tuple[int, int]
) -> None:
    crowd(path, 17)
    async with sitting(path, TODAY, size) as here:
        assert isinstance(here.app.view, View)
        form = FORMS["sessions.log_form"](here.app, here.app.view)
        here.app.ask(form)
        await here.settled()
        there = form.query_one(States)
        there.focus()
        for _name in there.labels:
            await here.press("space", "space", "right")
        form.rows["step_due"].query_one(LineInput).value = "soon"
        await here.press("ctrl+s")
        assert "Write a day that exists" in here.words
        there.focus()
        await here.settled()
        assert [what async for what in hidden_in(here, there)] == []


async def test_a_smaller_terminal_leaves_the_field_with_the_cursor_in_sight(path: Path) -> None:
    crowd(path, 17)
    async with sitting(path, TODAY, (120, 40)) as here:
        assert isinstance(here.app.view, View)
        form = FORMS["sessions.log_form"](here.app, here.app.view)
        here.app.ask(form)
        await here.settled()
        for field in (form.query_one(States), form.query(LineInput).last()):
            field.focus()
            await here.settled()
            for size in ((80, 24), (60, 20), (120, 40)):
                await here.pilot.resize_terminal(*size)
                await here.settled()
                if isinstance(field, Picker):
                    assert [what async for what in hidden_in(here, field)] == []
                else:
                    assert room(here, field).contains_region(field.region)


async def test_a_refusal_of_a_long_list_is_read_beside_the_buttons(path: Path) -> None:
    crowd(path, 17)
    async with sitting(path, TODAY) as here:
        assert isinstance(here.app.view, View)
        form = FORMS["programme.standard_form"](here.app, here.app.view)
        here.app.ask(form)
        await here.settled()
        form.query_one(Checks).ticked = frozenset()
        await here.press("ctrl+s")
        assert "Tick at least one skill with space." in here.words


async def test_all_seventeen_are_asked_who_still_uses_it(path: Path) -> None:
    """What is stored is what was seen: the names with a tick, and no other."""
    workspace = crowd(path, 17, closed_on=CLOSED_ON)
    async with sitting(path, TODAY) as here:
        assert isinstance(here.app.view, View)
        here.app.ask(FORMS["afterwards.follow_up_form"](here.app, here.app.view))
        await here.settled()
        for who in seniors_of(17):
            assert here.app.view.first_name(who) in here.words
        await here.press("left", "space")
        last = next(line for line in reversed(here.lines) if "☑" in line)
        await here.press("ctrl+s")
    workspace.reload()
    heard = workspace.view(PROGRAMME).programme.follow_ups[0].still_using
    assert list(heard.values()) == [True]
    assert workspace.view(PROGRAMME).first_name(*heard) in last.split("☑")[1]


@pytest.mark.parametrize("stage", ["baselines", "pairs", "sessions", "evaluation"])
@pytest.mark.parametrize("size", [(100, 24), (120, 24), (120, 40), (160, 24)])
async def test_the_rail_shows_every_step(
    valdarco: Begin, stage: Stage, size: tuple[int, int]
) -> None:
    async with sitting(valdarco(stage), date(2026, 7, 31), size) as here:
        rail = here.app.screen.query_one(Rail)
        names = words_in(here, rail.region)
        for name, _short in step_names().values():
            assert name in names
        assert "people have" in names  # how far each step is has room too
