"""Whoever stands in a form is seen: at every size, with few people or with many."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.geometry import Region
from textual.widget import Widget

import screens
from revmentor.content.sample import Stage
from revmentor.model.pair import StandIn
from revmentor.model.programme import Archived, Programme
from revmentor.rules.care.talks import Wish
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import series
from revmentor.rules.schedule import strip as strip_rules
from revmentor.rules.schedule.strip import StripWeek
from revmentor.store.history import erasure
from screens.base.host import Host
from screens.base.step_screen import step_names
from screens.dialogs import (
    case_forms,
    confirm,
    ended_pairs,
    event_forms,
    firm_form,
    follow_up_form,
    launch,
    own_questions,
    place_forms,
    print_and_send,
    rating_forms,
    reflection_form,
    resource_form,
    signal_forms,
    skill_form,
    success_form,
    talk_form,
    which_person_form,
)
from screens.evaluation import (
    closing_forms,
    final_form,
    indicator_forms,
    judge_form,
    next_programme_form,
    sponsor_form,
)
from screens.file import archive, new_file_forms, save_elsewhere_form
from screens.goals import goal_forms, programme_form, standard_form, template_form
from screens.pairs import pair_forms, stand_in_form, weights_form
from screens.people import (
    about_person,
    erase_form,
    erased_form,
    identity_forms,
    person_forms,
    pulse_form,
    recruiting_forms,
)
from screens.sessions import log_form, quick_form
from screens.sessions.paper_grid import PaperScreen, blanks
from screens.today import steps_form
from tests.support.app_driver import Sitting, sitting
from tests.support.crowded_firm import CLOSED_ON, MENTOR, crowd, seniors_of
from tests.support.firm import PROGRAMME, TODAY
from widgets.choice import Choice
from widgets.form import FormScreen
from widgets.frame import Rail
from widgets.inputs import LineInput
from widgets.levels import Levels
from widgets.picker import Picker
from widgets.states import States

SIZES = pytest.mark.parametrize(
    "size",
    [
        (60, 20),
        (80, 24),
        pytest.param((100, 24), marks=pytest.mark.long),
        pytest.param((120, 40), marks=pytest.mark.long),
    ],
    ids=["60x20", "80x24", "100x24", "120x40"],
)
"""Where there is more room less is hidden: the larger two are tried with the long tests."""
Begin = Callable[[Stage], Path]
Open = Callable[[Host, View], FormScreen[Any]]
SENIOR = "s01"
SKILL = "video-meetings"


def _pair(view: View) -> Any:
    return view.pairs[0]


def _stood_in(view: View) -> Any:
    other = next(each for each in view.active_mentors if each not in _pair(view).sides)
    away = StandIn(mentor_id=other, start=TODAY, end=TODAY)
    return msgspec.structs.replace(_pair(view), stand_ins=(away,))


def _moved(view: View) -> Programme:
    return msgspec.structs.replace(view.programme, archived=Archived(file="first.json", on=TODAY))


def _series(view: View) -> series.Series:
    return series.series_of(view, MENTOR)[0]


def _week(view: View) -> StripWeek:
    return next(each for each in strip_rules.strip(view, _series(view), TODAY) if each.sessions)


def _record(view: View, table: str) -> Any:
    return next(iter(getattr(view.snapshot, table).values()))


FORMS: dict[str, Open] = {
    "follow_up_form": lambda h, v: follow_up_form.follow_up_form(h, v, "60_days"),
    "event_form": event_forms.event_form,
    "change_form": lambda h, _v: event_forms.change_form(h),
    "pass_form": lambda h, v: launch.pass_form(h, v, "tools"),
    "loose_case_form": case_forms.loose_case_form,
    "correct_form": lambda h, v: ended_pairs.correct_form(h, v, _pair(v)),
    "own_question_form": lambda h, _v: own_questions.own_question_form(h),
    "quick_form": quick_form.quick_form,
    "steps_form": steps_form.steps_form,
    "case_form": lambda h, v: case_forms.case_form(h, v, _pair(v)),
    "follow_form": lambda h, v: case_forms.follow_form(h, v, _record(v, "cases")),
    "close_form": lambda h, v: closing_forms.close_form(h, v, ["3 final ratings"]),
    "cost_form": closing_forms.cost_form,
    "new_file_form": lambda h, _v: new_file_forms.new_file_form(h),
    "passphrase_form": lambda h, _v: new_file_forms.passphrase_form(h, Path("acme.json")),
    "template_form": lambda h, _v: template_form.template_form(h),
    "next_form": next_programme_form.next_form,
    "confirm_form": lambda h, _v: confirm.confirm_form(h, "Undo", "12 records go.", "Undo"),
    "evaluation_form": lambda h, v: final_form.evaluation_form(h, v, SENIOR, "senior"),
    "where_form": lambda h, v: archive.where_form(h, v.programme),
    "from_form": lambda h, v: archive.from_form(h, _moved(v), f"There is no file {'x' * 60}."),
    "elsewhere_form": lambda h, _v: save_elsewhere_form.elsewhere_form(h, h.file),
    "goal_form": lambda h, v: goal_forms.goal_form(h, v, SENIOR, None),
    "acknowledge_form": lambda h, v: goal_forms.acknowledge_form(h, v, SENIOR),
    "judge_form": lambda h, v: judge_form.judge_form(h, v, _record(v, "goals")),
    "indicator_form": lambda h, _v: indicator_forms.indicator_form(h),
    "reading_form": lambda h, v: indicator_forms.reading_form(h, _record(v, "indicators")),
    "pairing_form": weights_form.pairing_form,
    "place_form": lambda h, v: place_forms.place_form(h, v, SENIOR),
    "move_form": lambda h, v: place_forms.move_form(h, v, _pair(v)),
    "heard_form": lambda h, v: goal_forms.heard_form(h, v, seniors_of(17)),
    "end_many_form": lambda h, v: pair_forms.end_many_form(h, v, v.open_pairs),
    "end_form": lambda h, v: pair_forms.end_form(h, v, _pair(v)),
    "stand_in_form": lambda h, v: stand_in_form.stand_in_form(h, v, _pair(v)),
    "which_form": lambda h, v: stand_in_form.which_form(h, v, _stood_in(v)),
    "charter_form": lambda h, v: pair_forms.charter_form(h, v, _pair(v)),
    "slot_form": lambda h, v: pair_forms.slot_form(h, v, _pair(v)),
    "exception_form": lambda h, v: pair_forms.exception_form(h, v, SENIOR),
    "person_form": lambda h, v: person_forms.person_form(h, v, None),
    "part_form": lambda h, v: person_forms.part_form(h, v, MENTOR, "mentor"),
    "status_form": lambda h, v: person_forms.status_form(h, v, SENIOR, ["senior"]),
    "about_form": lambda h, v: about_person.about_form(h, v, v.snapshot.people[SENIOR]),
    "recruiting_form": lambda h, v: recruiting_forms.recruiting_form(h, v, SENIOR),
    "readiness_form": lambda h, v: recruiting_forms.readiness_form(h, v, SENIOR, "senior"),
    "id_form": lambda h, v: identity_forms.id_form(h, v.snapshot.people[SENIOR]),
    "same_person_form": lambda h, v: identity_forms.same_person_form(h, v.snapshot.people[SENIOR]),
    "erase_form": lambda h, v: erase_form.erase_form(
        h, v.snapshot.people[SENIOR], erasure.look(h.file, v.snapshot.people[SENIOR])
    ),
    "erased_form": lambda h, _v: erased_form.erased_form(h, "1 person in it was erased."),
    "which_person_form": lambda h, v: which_person_form.which_person_form(h, v, seniors_of(17)),
    "programme_form": lambda h, v: programme_form.programme_form(h, v.programme),
    "choose_programme_form": programme_form.choose_programme_form,
    "standard_form": standard_form.standard_form,
    "firm_form": lambda h, _v: firm_form.firm_form(h),
    "pulse_form": lambda h, v: pulse_form.pulse_form(h, v, SENIOR),
    "rating_form": lambda h, v: rating_forms.rating_form(
        h, v, SENIOR, SKILL, "final", "coordinator"
    ),
    "tasks_form": lambda h, v: rating_forms.tasks_form(h, v, SENIOR, SKILL, "final"),
    "look_back_form": lambda h, v: rating_forms.look_back_form(h, v, SENIOR, "senior"),
    "reflection_form": lambda h, v: reflection_form.reflection_form(
        h, v, SENIOR, "inclusion-sustainability", "final"
    ),
    "print_form": lambda h, v: print_and_send.print_form(h, v, seniors_of(17), "pages"),
    "resource_form": resource_form.resource_form,
    "skill_form": lambda h, _v: skill_form.skill_form(h),
    "log_form": lambda h, v: log_form.log_form(
        h, v, _series(v), TODAY, v.snapshot.sessions["planned"]
    ),
    "choose_session_form": lambda h, v: log_form.choose_session_form(
        h, v, _week(v), [*_week(v).sessions, None]
    ),
    "snooze_form": lambda h, v: signal_forms.snooze_form(h, v, _pair(v)),
    "settings_form": signal_forms.settings_form,
    "success_form": success_form.success_form,
    "sponsor_form": sponsor_form.sponsor_form,
    "talk_form": lambda h, v: talk_form.talk_form(
        h, v, [Wish(who, TODAY, "s") for who in seniors_of(3)]
    ),
    "from_paper": lambda h, v: PaperScreen(h, v, blanks(v, TODAY)[:5]),
}
CLOSED = {"follow_up_form", "next_form"}
"""The forms of a programme that is closed."""
CROWDED = {"part_form", "log_form", "success_form", "same_person_form"}


def test_every_form_is_looked_at() -> None:
    makers = [
        name
        for module in pkgutil.walk_packages(screens.__path__, "screens.")
        for name, maker in vars(import_module(module.name)).items()
        if inspect.isfunction(maker)
        and maker.__module__ == module.name
        and str(maker.__annotations__.get("return", "")).startswith("FormScreen")
    ]
    assert sorted(makers) == sorted(FORMS.keys() - {"from_paper"})


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
@pytest.mark.parametrize("third", range(3))
async def test_no_form_hides_an_option_or_a_field(
    path: Path, size: tuple[int, int], third: int
) -> None:
    crowd(path, 17)
    assert await looked_through(path, size, sorted(FORMS.keys() - CLOSED)[third::3]) == []


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
        form = FORMS["log_form"](here.app, here.app.view)
        here.app.ask(form)
        await here.settled()
        await form.action_unfold()
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
        form = FORMS["log_form"](here.app, here.app.view)
        here.app.ask(form)
        await here.settled()
        await form.action_unfold()
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
        form = FORMS["standard_form"](here.app, here.app.view)
        here.app.ask(form)
        await here.settled()
        skills = form.query_one(Levels)
        skills.turned = (0,) * len(skills.turned)
        await here.press("ctrl+s")
        assert "Tick at least one skill." in here.words


async def test_all_seventeen_are_asked_who_still_uses_it(path: Path) -> None:
    """What is stored is what was seen: the names with a tick, and no other."""
    workspace = crowd(path, 17, closed_on=CLOSED_ON)
    async with sitting(path, TODAY) as here:
        assert isinstance(here.app.view, View)
        here.app.ask(FORMS["follow_up_form"](here.app, here.app.view))
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
