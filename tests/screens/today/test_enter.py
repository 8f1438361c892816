"""Enter on a line of Today: each kind of line leads to whom or what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from textual.screen import ModalScreen
from textual.widgets import OptionList

from revmentor.model.base import Record
from revmentor.model.case import Case
from revmentor.model.participation import Acknowledgement, Recruiting
from revmentor.model.programme import ProgrammeEvent
from revmentor.model.pulse import Pulse
from revmentor.model.session import Step
from revmentor.rules.care.item import Item, Target
from revmentor.rules.care.today import today
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace
from screens.base.step_screen import StepScreen
from screens.people.person_screen import PersonScreen
from tests.support.app_driver import WIDE, Sitting, sitting
from tests.support.firm import (
    MENTORS,
    PROGRAMME,
    SENIORS,
    TODAY,
    begin,
    day,
    form,
    pair,
    part,
    person,
    prepared,
    programme,
    rating,
    running,
    session,
)

Stage = tuple[Callable[[Path], Workspace], date]


def _wanting(path: Path) -> Workspace:
    """A file in which nearly everything of a programme under way wants somebody."""
    workspace = running(path)
    more: Sequence[Record] = [
        *(person(who, name=f"Zeno {who}") for who in ("idle", "asked", "later", "tired")),
        part("idle", "senior"),
        part("asked", "senior", recruiting=Recruiting(state="invited", on=day(1))),
        part("later", "senior",
             recruiting=Recruiting(state="not_now", on=day(1), ask_again_on=day(3))),
        part("tired", "senior", status="paused", status_on=day(2)),
        part("bruno", "senior", acknowledged=Acknowledgement(on=day(1), question="And my time?")),
        pair("luca", "dario", until_on=day(9), end_reason="moved away"),
        session("luca", day(8), "dario", id="s8", steps=(Step(senior_id="dario", text="call"),)),
        session("giulia", day(10), "anna", id="s10",
                steps=(Step(senior_id="anna", text="mail", due_on=day(11)),)),
        Pulse(id="pu", programme_id=PROGRAMME, person_id="elena", on=day(8), wants_talk=True),
        Case(id="e1", programme_id=PROGRAMME, opened_on=day(2), text="A room.", due_on=day(3)),
        Case(id="e2", programme_id=PROGRAMME, opened_on=day(2), text="A date.", due_on=day(3),
             pair_id="giulia-anna"),
    ]  # fmt: skip
    its = workspace.snapshot.programmes[PROGRAMME]
    event = ProgrammeEvent(id="ev", kind="mentor_circle", on=day(5))
    workspace.commit("more", put=[*more, msgspec.structs.replace(its, events=(event,))])
    return workspace


def _begun(path: Path) -> Workspace:
    return prepared(path, starts_on=TODAY + timedelta(days=10))


def _paired(path: Path) -> Workspace:
    return prepared(path, pair("giulia", "anna", TODAY + timedelta(days=10)),
                    starts_on=TODAY + timedelta(days=10))  # fmt: skip


def _empty(path: Path) -> Workspace:
    workspace = begin(path)
    workspace.commit("programme", put=[programme()])
    return workspace


def _closed(path: Path) -> Workspace:
    return prepared(
        path,
        *(rating(who, "video-meetings", 1) for who in SENIORS),
        *(pair("giulia", who) for who in SENIORS[:4]),
        *(form(who, "mentor") for who in MENTORS),
        closed_on=TODAY - timedelta(days=70),
    )


STAGES: dict[str, Stage] = {
    "no programme": (begin, TODAY),
    "nobody": (_empty, TODAY),
    "before": (_begun, TODAY),
    "paired": (_paired, TODAY),
    "wanting": (_wanting, TODAY),
    "pulse": (_wanting, day(8, 2)),
    "the end": (_wanting, day(30)),
    "closed": (_closed, TODAY),
}


def _kind(view: View, item: Item) -> tuple[str, ...]:
    """What a line leads to, and what it names first."""
    tables = ("people", "pairs", "sessions", "cases", "programmes")
    first = next(iter(item.ids), "")
    named = next((each for each in tables if first in getattr(view.snapshot, each)), "")
    return item.target, named, item.subject if not named else ""


async def _entered(here: Sitting, line: str) -> str:
    """Press enter on a line of Today, and tell what is wrong with where it led."""
    before = here.app.screen
    for panel in before.query(OptionList):
        ids = [option.id for option in panel.options]
        if line in ids:
            panel.focus()
            panel.highlighted = ids.index(line)
            await here.press("enter")
            return "" if here.app.screen is not before else "nothing happened"
    return "it is not shown"


def _shows(here: Sitting, view: View, item: Item) -> str:
    """What is wrong with what is shown after enter on a line; nothing where all is well."""
    screen, pairs = here.app.screen, view.snapshot.pairs
    people = {each for each in item.ids if each in view.snapshot.people}
    people |= {who for each in item.ids if each in pairs for who in pairs[each].sides}
    if not people or item.target == "answers":
        return ""
    if item.target == "person" and not isinstance(screen, PersonScreen):
        return "the page of the person is not shown"
    if isinstance(screen, PersonScreen | ModalScreen):
        names = {view.first_name(each) for each in people}
        return "" if any(each in here.words for each in names) else f"none of {names} is shown"
    assert isinstance(screen, StepScreen)
    stands_on = {*screen.people_here()}
    return "" if stands_on & people else f"the cursor stands on {stands_on or 'nobody'}"


async def _wrong(path: Path, on: date) -> list[str]:
    """Press enter on one line of each kind, and tell what went wrong."""
    async with sitting(path, on, WIDE) as here:
        view = here.app.view
        if view is None:
            return [await _entered(here, "new")]
        lines = today(view, on).items
    kinds = {_kind(view, each): place for place, each in reversed([*enumerate(lines)])}
    problems = []
    for kind, place in kinds.items():
        async with sitting(path, on, WIDE) as here:
            await here.press("plus")  # what is folded away is a line too
            if wrong := await _entered(here, str(place)) or _shows(here, view, lines[place]):
                problems.append(f"{kind} {lines[place].message}: {wrong}")
    return problems


@pytest.mark.parametrize("stage", STAGES)
async def test_enter_leads_somewhere_on_every_kind_of_line(path: Path, stage: str) -> None:
    build, on = STAGES[stage]
    build(path)
    assert [each for each in await _wrong(path, on) if each] == []


def test_no_kind_of_line_is_missing_from_those_tried(tmp_path: Path) -> None:
    tried = {"programme"}
    for name, (build, on) in STAGES.items():
        workspace = build(tmp_path / f"{name}.json")
        if workspace.snapshot.programmes:
            view = workspace.view(PROGRAMME)
            tried |= {each.target for each in today(view, on).items}
    assert {*get_args(Target)} == tried
