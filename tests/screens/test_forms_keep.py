"""Opening a form and saving it changes nothing, whatever stands in the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from revmentor.actions import pairs, participations, people, programmes, sessions
from revmentor.content.sample import Stage
from revmentor.exchange import document
from revmentor.model.session import Exchange
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
JANUARY = date(2026, 1, 23)


def exported(path: Path) -> bytes:
    return document.document_bytes(Workspace.open(path).snapshot)


async def test_a_group_session_keeps_its_ratings_and_a_skill_without_words(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    workspace = Workspace.open(path)
    group = next(s for s in workspace.snapshot.sessions.values() if len(s.ratings) > 3)
    changed = msgspec.structs.replace(group, taught=(Exchange(skill_id="ai-assistants"),))
    workspace.commit("a skill without words", put=[changed])
    before = exported(path)
    async with sitting(path, FRIDAY) as here:
        here.app.go("sessions", group.id)
        await here.pilot.pause()
        await here.do("enter")
        assert "Session ·" in here.text
        await here.do("ctrl+s")
        assert "Session ·" not in here.text
    assert exported(path) == before


async def test_levels_and_offers_that_a_form_does_not_offer_stay(valdarco: Begin) -> None:
    path = valdarco("baselines")
    workspace = Workspace.open(path)
    programmes.set_standard_level(
        workspace.change("pr0001"), {"shared-calendar": 7, "negotiation": 7}
    )
    participations.edit(workspace.change("pr0001"), "V027", "mentor", offers=("negotiation",))
    participations.edit(workspace.change("pr0001"), "V003", "senior", offers=("dashboards",))
    goal = next(g for g in workspace.snapshot.goals.values() if g.person_id == "V027")
    workspace.commit(
        "a goal elsewhere",
        put=[msgspec.structs.replace(goal, skill_id="spreadsheets", target=7)],
    )
    before = exported(path)
    async with sitting(path, JANUARY) as here:
        await here.do("1 a d ctrl+s")
        here.app.go("goals", f"goal:{goal.id}")
        await here.pilot.pause()
        await here.do("e ctrl+s")
        here.app.go("people", "V027")
        await here.pilot.pause()
        await here.do("t ctrl+s")
        here.app.go("people", "V003")
        await here.pilot.pause()
        await here.do("r ctrl+s")
    assert exported(path) == before


async def test_a_new_person_is_one_change(valdarco: Begin) -> None:
    path = valdarco("baselines")
    before = exported(path)
    async with sitting(path, JANUARY) as here:
        await here.do("p n", "'Zora Zeta", "tab right right enter")
        assert "mentor + senior" in here.text
        await here.do("ctrl+z")
    assert exported(path) == before


async def test_a_new_person_of_a_closed_programme_is_a_person_of_the_firm(
    valdarco: Begin,
) -> None:
    path = valdarco("evaluation")
    async with sitting(path, date(2026, 7, 31)) as here:
        await here.do("p n", "'Zora Zeta", "enter")
        assert "Takes part as" in here.text  # the heading of the column, the form is closed
        assert "New person" not in here.text
    assert sum(p.name == "Zora Zeta" for p in Workspace.open(path).snapshot.people.values()) == 1


async def test_cancelling_a_slot_to_come_cancels_it(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("4 right enter left left tab", "'Fair week", "enter")
    made = max(Workspace.open(path).snapshot.sessions.values(), key=lambda each: each.id)
    assert (made.status, made.reason) == ("cancelled", "Fair week")


async def test_a_planned_session_that_is_due_is_logged_as_held(valdarco: Begin) -> None:
    path = valdarco("sessions")
    planned = sessions.log(
        Workspace.open(path).change("pr0001", today=date(2026, 4, 20)),
        "V034",
        due_on=date(2026, 4, 23),
        status="planned",
        attendance={"V003": "present"},
    )
    async with sitting(path, FRIDAY) as here:
        here.app.go("sessions", planned.id)
        await here.pilot.pause()
        await here.do("enter ctrl+s")
    assert Workspace.open(path).snapshot.sessions[planned.id].status == "held"


async def test_the_second_session_of_a_week_can_be_opened(valdarco: Begin) -> None:
    path = valdarco("sessions")
    first = next(
        s for s in Workspace.open(path).snapshot.sessions.values() if s.mentor_id == "V027"
    )
    group = [p.senior_id for p in Workspace.open(path).view("pr0001").open_pairs]
    senior = next(each for each in group if each in first.attendance)
    second = sessions.log(
        Workspace.open(path).change("pr0001", today=FRIDAY),
        "V027",
        due_on=date.fromordinal(first.due_on.toordinal() + 2),
        status="held",
        attendance={senior: "present"},
    )
    async with sitting(path, FRIDAY) as here:
        here.app.go("sessions", second.id)
        await here.pilot.pause()
        await here.do("enter")
        assert "Several sessions in week" in here.text
        await here.do("right enter")
        assert "Session · Giulia Ferrante" in here.text


async def test_today_acts_again_after_its_filter(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("slash", "'rosa", "escape enter")
        assert getattr(here.app.screen, "STEP", "") == "pairs"


async def test_somebody_with_both_roles_withdraws_in_the_one_chosen(valdarco: Begin) -> None:
    path = valdarco("baselines")
    participations.enrol(Workspace.open(path).change("pr0001"), "V003", "mentor")
    async with sitting(path, JANUARY) as here:
        here.app.go("people", "V003")
        await here.pilot.pause()
        await here.do("a w tab 1 tab tab", "'too much", "enter")
    view = Workspace.open(path).view("pr0001")
    assert view.is_active("V003", "senior")
    assert not view.is_active("V003", "mentor")


async def test_whoever_left_can_be_back(valdarco: Begin) -> None:
    path = valdarco("sessions")
    people.leave(Workspace.open(path).change(), "V003", on=FRIDAY, reason=None)
    async with sitting(path, FRIDAY) as here:
        here.app.go("people", "V003")
        await here.pilot.pause()
        await here.do("a w enter")
    assert Workspace.open(path).view("pr0001").is_active("V003", "senior")


async def test_a_pair_does_not_end_in_the_future(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await here.do("3 down x", "'trade fair", "tab", "'1/6/2026", "enter")
        assert "has not come yet" in here.words
    assert path.read_bytes() == before


async def test_the_exception_form_guesses_the_rule_that_stands_in_the_way(
    valdarco: Begin,
) -> None:
    path = valdarco("pairs")
    workspace = Workspace.open(path)
    senior = workspace.view("pr0001").open_pairs[0].senior_id
    participations.edit(workspace.change("pr0001"), senior, "senior", avoids=("V044",))
    async with sitting(path, date(2026, 1, 30)) as here:
        here.app.go("pairs", workspace.view("pr0001").pair_of_senior[senior].id)
        await here.pilot.pause()
        await here.do("a v tab tab", "'they agreed", "enter")
    made = list(Workspace.open(path).snapshot.exceptions.values())
    assert [(each.rule, each.senior_id) for each in made][-1][1] == senior


def test_the_most_can_be_lowered_to_what_there_is_now(valdarco: Begin) -> None:
    workspace = Workspace.open(valdarco("sessions"))
    view = workspace.view("pr0001")
    full = max(view.mentors, key=lambda each: len(view.group_of(each)))
    pair = next(p for p in view.open_pairs if p.mentor_id == full)
    pairs.end(workspace.change(), pair.id, on=FRIDAY, reason="moves to another site")
    most = msgspec.structs.replace(view.programme.seniors_per_mentor, max=3)
    programmes.edit(workspace.change("pr0001"), seniors_per_mentor=most)
    assert workspace.view("pr0001").programme.seniors_per_mentor.max == 3
