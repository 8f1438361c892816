"""Between sessions: quick help, steps, moves, the charter, cards, cases that come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.actions import cases, pairs, programmes
from revmentor.content.sample import Stage
from revmentor.exchange import document
from revmentor.model.programme import MonthlyHours, Pairing
from revmentor.model.session import Session
from revmentor.store.workspace import Workspace
from screens.today.screen import Items
from tests.support.app_driver import WIDE, Sitting, sitting


def highlighted(here: Sitting) -> str:
    option = here.app.screen.query_one("#items", Items).highlighted_option
    return str(option.prompt) if option else ""


Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
LUCA, NADIA = "pa0005", "pa0006"


def newest(path: Path) -> Session:
    found = Workspace.open(path).snapshot.sessions
    return found[max(found)]


def exported(path: Path) -> bytes:
    return document.document_bytes(Workspace.open(path).snapshot)


async def test_quick_help_is_written_beside_the_slots(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = exported(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("4 q", "'where the shared folder went", "tab tab", "'8", "enter")
        assert "58 of 62 sessions held   4 to log" in here.text
        assert "1 quick help" in here.words  # in the week under the cursor
        made = newest(path)
        assert (made.quick_help, made.minutes, made.held_on) == (True, 8, FRIDAY)
        await here.do("x right enter")  # the missed session of the week stands first
        assert "Session removed" in here.toasts[-1]
    assert exported(path) == before


async def test_a_quarter_of_an_hour_is_a_session(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        await here.do("4 q", "'pivots", "tab tab", "'15", "enter")
        assert "Write a whole number from 1 to 14." in here.text
    assert path.read_bytes() == before


async def test_steps_nobody_asked_about_are_asked_on_today(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do(*["down"] * 8, "enter")
        assert "Steps that were to be tried" in here.text
        assert "Loredana was to try: Move the bank" in here.words
        await here.do("right right tab", "'afraid", "right enter")
        assert "1 step answered." in here.toasts
        assert "Steps tried" not in here.text
        await here.do("home b")  # the playbook knows the reason
        assert "Afraid of getting it wrong  fits a reason given" in here.text
    steps = [s for each in Workspace.open(path).snapshot.sessions.values() for s in each.steps]
    (step,) = [each for each in steps if each.text == "Move the bank portal's password"]
    assert (step.done, step.reason) == ("no", "afraid to break it")


async def test_a_moved_session_plans_its_new_day_and_the_slot_there_stays_open(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("4 right enter left tab tab", "'7/5/2026", "enter")
        made = newest(path)
        assert (made.status, made.due_on) == ("planned", date(2026, 5, 7))
    moved = Workspace.open(path).snapshot.sessions[made.makes_up or ""]
    assert (moved.status, moved.due_on) == ("moved", date(2026, 4, 28))
    async with sitting(path, date(2026, 5, 8), WIDE) as here:
        # Luca's own slot of the week is still to log, and so is what was moved to it.
        mine = [line for line in here.lines if "Luca Bianchi" in line]
        assert any("Tue 5 May" in line for line in mine)
        assert any("Thu 7 May" in line for line in mine)


async def test_the_clauses_of_the_charter_are_kept_changed_or_left_out(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("3 down a c", "tab tab right tab right right tab right right right enter")
    charter = Workspace.open(path).snapshot.pairs[LUCA].charter
    assert charter is not None
    assert charter.clauses == {"1": "yes", "2": "changed", "3": "not_applicable"}
    assert (charter.mentor_on, charter.senior_on) == (date(2026, 1, 29), date(2026, 1, 30))


async def test_the_firms_own_material_stands_before_the_cards(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = Workspace.open(path).snapshot.resources
    async with sitting(path, FRIDAY) as here:
        await here.do("4 a o")
        assert "card" in here.text
        await here.do("n", "'[b]Video course[/]", "tab", "'intranet, page 7", "enter")
        assert "[b]Video course[/]" in here.text
        made = [
            each
            for each in Workspace.open(path).snapshot.resources.values()
            if each.id not in before
        ]
        assert [(each.title, each.link) for each in made] == [
            ("[b]Video course[/]", "intranet, page 7")
        ]
        await here.do("end x")  # a card of ours
        assert "This card comes with revmentor" in here.toasts[-1]
        await here.do("c")
        assert here.app.clipboard.startswith("Telling a success")


async def test_a_case_that_comes_back_leads_to_a_new_pairing_with_a_hand_over(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    workspace = Workspace.open(path)
    first = cases.open_case(
        workspace.change("pr0001"), text="No time", on=date(2026, 3, 2), pair_id=LUCA, rule="R2"
    )
    cases.close(workspace.change(), first.id, outcome="shorter sessions", on=date(2026, 3, 20))
    cases.close(workspace.change(), "c0002", outcome="a fixed hour", on=date(2026, 4, 22))
    async with sitting(path, FRIDAY) as here:
        await here.do("b enter")
        assert "This was a case 2 times before. A new pairing is the way out" in here.words
        await here.do("enter")
    async with sitting(path, date(2026, 5, 1)) as here:
        assert "Luca & Loredana again, a new pairing is the way out" in here.words
        while "again, a new pairing" not in highlighted(here):
            await here.do("down")
        await here.do("enter enter")
        assert "This pair is locked. Unlock it first." in here.words
        pairs.set_lock(here.app.file.change(), LUCA, locked=False)
        await here.do("escape escape enter enter")
        assert "Another mentor for Loredana Iannone" in here.words
        assert "6 sessions with Luca Bianchi" in here.words
        await here.do("enter")
    view = Workspace.open(path).view("pr0001")
    (again,) = [
        each
        for each in view.snapshot.cases.values()
        if each.pair_id == LUCA and each.id != first.id and each.opened_on == FRIDAY
    ]
    assert again.outcome == "a new pairing, without fault"
    fresh = next(each for each in view.open_pairs if view.first_name(each.senior_id) == "Loredana")
    assert fresh.mentor_id != view.snapshot.pairs[LUCA].mentor_id
    assert view.snapshot.pairs[LUCA].until_on is not None
    assert fresh.handover is not None
    assert "Step: Move the bank portal's password" in fresh.handover


async def test_b_on_a_mentors_line_shows_what_helps_a_mentor(valdarco: Begin) -> None:
    path = valdarco("sessions")
    programmes.edit(Workspace.open(path).change("pr0001"), monthly_hours=MonthlyHours(mentor=1))
    async with sitting(path, FRIDAY) as here:
        while "hours a month planned" not in highlighted(here):
            await here.do("down")
        await here.do("b")
        assert "Playbook: " in here.text
        await here.do("enter enter")
    made = max(Workspace.open(path).snapshot.cases.values(), key=lambda each: each.id)
    assert made.pair_id is None
    assert made.person_id in Workspace.open(path).view("pr0001").mentors


async def test_with_own_slots_every_pair_has_its_line(valdarco: Begin) -> None:
    path = valdarco("sessions")
    workspace = Workspace.open(path)
    programmes.edit(workspace.change("pr0001"), pairing=Pairing(own_half_day=True))
    pairs.arrange(workspace.change(), NADIA, slot="thu-15:00")
    async with sitting(path, FRIDAY, WIDE) as here:
        await here.do("4")
        assert "Luca & Loredana" in here.text
        assert "Luca & Nadia" in here.text
        await here.do("0 end")
        assert "Thu 23 Apr 15:00 · Nadia" in here.text


async def test_the_group_and_one_to_one_beside_it_are_two_lines(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("1 a v tab tab tab tab tab tab tab tab", "'4", "enter")
        await here.do("4")
        assert here.text.count("one to one") == 6
