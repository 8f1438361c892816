"""Sessions that move, steps that are answered, quick help, paper, and what else pairs can do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import pairs, proposals, sessions
from revmentor.actions.sessions import SessionEntry, StepAnswer
from revmentor.model.errors import NeedsConfirmation, Refused
from revmentor.model.firm import ClosedDays, Firm
from revmentor.model.pair import Charter, RuleException
from revmentor.model.programme import Individual, Pairing
from revmentor.model.session import Attendance, Exchange, Session, Step
from revmentor.rules.schedule import series, strip
from revmentor.store.workspace import Workspace
from tests.support.firm import (
    PROGRAMME,
    TODAY,
    day,
    everybody,
    pair,
    person,
    prepared,
    programme,
    running,
    session,
)
from tests.support.refusal import refused

ANNA: dict[str, Attendance] = {"anna": "present"}
BOTH: dict[str, Attendance] = {"anna": "present", "bruno": "present"}
NEXT_WEDNESDAY = day(13, 2)


def log(workspace: Workspace, mentor: str = "giulia", **fields: Any) -> Session:
    given = {"due_on": day(3), "status": "held", "attendance": ANNA, **fields}
    tx = workspace.change(PROGRAMME, today=given.pop("today", TODAY))
    return sessions.log(tx, mentor, **given)


def move(workspace: Workspace, to: date | None = NEXT_WEDNESDAY, **fields: Any) -> Session:
    given = {"due_on": day(12), "status": "moved", "reason": "a fair", "moved_to": to, **fields}
    return log(workspace, **given)


def plans(workspace: Workspace) -> list[Session]:
    return [each for each in workspace.snapshot.sessions.values() if each.makes_up]


def beginning(path: Path, *records: Any, **fields: Any) -> Workspace:
    """Anna and Bruno with Giulia in a programme with these fields; nobody met yet."""
    return prepared(path, pair("giulia", "anna"), pair("giulia", "bruno"), *records, **fields)


def closed(path: Path) -> Workspace:
    """A firm that is closed in week 3, with Anna and Bruno at Giulia's."""
    firm = Firm(name="F", closed_days=(ClosedDays(start=day(3), end=day(3, 6)),))
    workspace = Workspace.create(path, firm)
    couple = (pair("giulia", "anna"), pair("giulia", "bruno"))
    workspace.commit("people", put=[programme(), *everybody(), *couple])
    return workspace


# -- moved -----------------------------------------------------------------------------------------


def test_a_moved_session_plans_the_one_that_makes_up_for_it(path: Path) -> None:
    workspace = running(path)
    moved = move(workspace, attendance=BOTH, format="group", mode="remote", link="meet/x")
    (plan,) = plans(workspace)
    assert (plan.makes_up, plan.status, plan.due_on) == (moved.id, "planned", day(13, 2))
    assert plan.id != moved.id
    assert (plan.mentor_id, plan.attendance) == ("giulia", BOTH)
    assert (plan.format, plan.mode, plan.link) == ("group", "remote", "meet/x")
    assert (plan.held_on, plan.reason) == (None, None)
    assert Workspace.open(path).snapshot.sessions[plan.id] == plan


def test_the_move_and_its_plan_are_one_change_to_take_back(path: Path) -> None:
    workspace = running(path)
    before = dict(workspace.snapshot.sessions)
    move(workspace)
    assert workspace.undo() == "session of 20 Apr 2026 moved for Giulia Ferrante"
    assert workspace.snapshot.sessions == before


def test_who_was_absent_is_planned_for_all_the_same(path: Path) -> None:
    workspace = running(path)
    move(workspace, attendance={"anna": "excused", "bruno": "absent"})
    assert plans(workspace)[0].attendance == BOTH


def test_another_day_written_for_a_moved_session_moves_the_plan(path: Path) -> None:
    workspace = running(path)
    moved = move(workspace)
    (first,) = plans(workspace)
    move(workspace, to=day(14), session_id=moved.id)
    (second,) = plans(workspace)
    assert (second.id, second.due_on, second.makes_up) == (first.id, day(14), moved.id)


def test_a_correction_that_says_no_new_day_leaves_the_plan_as_it_is(path: Path) -> None:
    workspace = running(path)
    moved = move(workspace)
    move(workspace, to=None, session_id=moved.id, reason="a fair in Bologna")
    assert [each.due_on for each in plans(workspace)] == [day(13, 2)]


def test_a_session_is_moved_without_another_day(path: Path) -> None:
    workspace = running(path)
    assert move(workspace, to=None).status == "moved"
    assert plans(workspace) == []


@pytest.mark.parametrize("status", ["held", "missed", "cancelled", "planned"])
def test_a_session_that_was_not_moved_after_all_loses_its_plan(path: Path, status: str) -> None:
    workspace = running(path)
    moved = move(workspace)
    log(workspace, due_on=day(12), status=status, session_id=moved.id)
    assert plans(workspace) == []
    assert len(workspace.snapshot.sessions) == 3
    workspace.undo()
    assert [each.makes_up for each in plans(workspace)] == [moved.id]


@pytest.mark.parametrize("status", ["held", "missed", "cancelled", "planned"])
def test_another_day_counts_only_for_a_session_that_was_moved(path: Path, status: str) -> None:
    workspace = running(path)
    log(workspace, status=status, moved_to=day(13, 2))
    assert plans(workspace) == []


def test_a_moved_session_taken_out_takes_its_plan_with_it(path: Path) -> None:
    workspace = running(path)
    moved = move(workspace)
    sessions.remove(workspace.change(), moved.id)
    assert set(workspace.snapshot.sessions) == {"s1", "s2"}
    workspace.undo()
    assert len(plans(workspace)) == 1


def test_a_make_up_that_was_held_stays_when_the_moved_session_is_taken_out(path: Path) -> None:
    workspace = running(path)
    moved = move(workspace, to=day(12, 2))
    (plan,) = plans(workspace)
    log(workspace, due_on=day(12, 2), session_id=plan.id)
    sessions.remove(workspace.change(), moved.id)
    stays = workspace.snapshot.sessions[plan.id]
    assert (stays.status, stays.makes_up) == ("held", None)


def test_the_make_up_stays_one_when_it_was_held(path: Path) -> None:
    workspace = running(path)
    moved = move(workspace, to=day(12, 2))
    (plan,) = plans(workspace)
    held = log(workspace, due_on=day(12, 2), session_id=plan.id)
    assert (held.status, held.makes_up, held.held_on) == ("held", moved.id, day(12, 2))


def test_what_has_taken_place_already_is_not_moved_again(path: Path) -> None:
    workspace = running(path)
    moved = move(workspace, to=day(12, 2))
    (plan,) = plans(workspace)
    log(workspace, due_on=day(12, 2), session_id=plan.id)
    words = "What was moved has taken place already; open that session instead."
    with refused(workspace, words, "moved_to"):
        move(workspace, to=day(13), session_id=moved.id)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (day(12), "Moved to the day it was on; write another day."),
        (day(1), "There already is a session of Giulia Ferrante on 2 Feb 2026"),
        (day(0), "Anna De Luca was not paired with Giulia Ferrante on 26 Jan 2026, only from"),
    ],
)
def test_a_day_one_cannot_move_to_is_refused_beside_that_day(
    path: Path, to: date, words: str
) -> None:
    workspace = running(path)
    with refused(workspace, words, "moved_to"):
        move(workspace, to=to)


def test_moving_to_a_closed_day_is_asked_about_beside_that_day(path: Path) -> None:
    workspace = closed(path)
    with pytest.raises(NeedsConfirmation, match="The firm is closed on 16 Feb 2026") as caught:
        move(workspace, to=day(3), due_on=day(2))
    assert caught.value.field == "moved_to"
    assert not workspace.snapshot.sessions
    move(workspace, to=day(3), due_on=day(2), sure=True)
    assert [each.due_on for each in plans(workspace)] == [day(3)]


def test_a_day_corrected_in_the_same_change_is_free_to_move_to(path: Path) -> None:
    workspace = running(path)
    wrong = log(workspace, due_on=day(12, 2), status="planned")
    move(workspace, to=day(12, 2), due_on=day(12), session_id=wrong.id)
    assert [each.due_on for each in plans(workspace)] == [day(12, 2)]


def test_what_was_held_after_all_is_made_up_for_by_nothing(path: Path) -> None:
    workspace = running(path)
    moved = move(workspace, to=day(12, 2), due_on=day(11))
    (plan,) = plans(workspace)
    log(workspace, due_on=day(12, 2), session_id=plan.id)
    log(workspace, due_on=day(11), session_id=moved.id)
    assert plans(workspace) == []


def test_a_pair_ends_though_a_session_after_the_end_was_moved_to_before_it(path: Path) -> None:
    workspace = running(path)
    moved = move(workspace, due_on=day(13), to=day(12, 4))
    pairs.end(workspace.change(), "giulia-anna", on=TODAY, reason="both agreed")
    assert moved.id not in workspace.snapshot.sessions


# -- steps -----------------------------------------------------------------------------------------


def stepped(path: Path) -> Workspace:
    """Two steps agreed in week 3, one each."""
    workspace = running(path)
    agreed = tuple(Step(senior_id=who, text="a pivot") for who in ("anna", "bruno"))
    workspace.commit("s", put=[session("giulia", day(3), "anna", "bruno", id="s3", steps=agreed)])
    return workspace


def done(workspace: Workspace) -> list[tuple[str, str | None]]:
    return [(each.done, each.reason) for each in workspace.snapshot.sessions["s3"].steps]


def test_a_session_answers_the_steps_of_the_one_before_in_one_change(path: Path) -> None:
    workspace = stepped(path)
    answers = [StepAnswer("s3", 0, "yes"), StepAnswer("s3", 1, "no", "no time")]
    log(workspace, due_on=day(4), attendance=BOTH, answers=answers)
    assert done(workspace) == [("yes", None), ("no", "no time")]
    assert len(Workspace.open(path).snapshot.sessions) == 4
    assert workspace.undo() == "session of 23 Feb 2026 logged for Giulia Ferrante"
    assert done(workspace) == [("pending", None), ("pending", None)]
    assert len(workspace.snapshot.sessions) == 3


def test_a_session_that_is_refused_answers_nothing(path: Path) -> None:
    workspace = stepped(path)
    with refused(workspace, "There already is a session"):
        log(workspace, due_on=day(3), answers=[StepAnswer("s3", 0, "yes")])


def test_steps_are_answered_by_themselves(path: Path) -> None:
    workspace = stepped(path)
    answers = [StepAnswer("s3", 0, "yes"), StepAnswer("s3", 1, "no", "no time")]
    assert sessions.answer_steps(workspace.change(PROGRAMME), answers) == 2
    assert done(workspace) == [("yes", None), ("no", "no time")]
    assert workspace.undo() == "2 steps answered"
    assert sessions.answer_steps(workspace.change(PROGRAMME), answers[:1]) == 1
    assert workspace.undoable == "1 step answered"


@pytest.mark.parametrize("said", ["yes", "pending"])
def test_a_reason_is_kept_only_for_a_step_that_was_not_tried(path: Path, said: Any) -> None:
    workspace = stepped(path)
    sessions.answer_steps(workspace.change(PROGRAMME), [StepAnswer("s3", 0, "no", "no time")])
    sessions.answer_steps(workspace.change(PROGRAMME), [StepAnswer("s3", 0, said, "no time")])
    assert done(workspace)[0] == (said, None)


def test_no_answer_at_all_is_refused(path: Path) -> None:
    workspace = stepped(path)
    with refused(workspace, "Nothing is answered yet."):
        sessions.answer_steps(workspace.change(PROGRAMME), [])


def test_an_answer_to_a_step_of_the_corrected_session_keeps_the_correction(path: Path) -> None:
    workspace = stepped(path)
    answers = [StepAnswer("s3", 0, "yes")]
    corrected: dict[str, Any] = {
        "due_on": day(3, 2),
        "attendance": BOTH,
        "session_id": "s3",
        "minutes": 45,
    }
    log(workspace, answers=answers, **corrected)
    found = workspace.snapshot.sessions["s3"]
    assert (found.due_on, found.minutes) == (day(3, 2), 45)


# -- quick help ------------------------------------------------------------------------------------


def help_out(workspace: Workspace, **fields: Any) -> Session:
    return log(workspace, **{"quick_help": True, "minutes": 10, **fields})


@pytest.mark.parametrize("minutes", [1, 14])
def test_quick_help_takes_up_to_fourteen_minutes(path: Path, minutes: int) -> None:
    workspace = running(path)
    made = help_out(workspace, minutes=minutes)
    view = workspace.view(PROGRAMME)
    assert [each.id for each in view.quick_helps] == [made.id]
    assert made.id not in [each.id for each in view.sessions]
    assert workspace.undoable == "quick help of 16 Feb 2026 by Giulia Ferrante"


@pytest.mark.parametrize("minutes", [None, 0, 15, 60])
def test_what_takes_longer_than_quick_help_is_a_session(path: Path, minutes: int | None) -> None:
    workspace = running(path)
    words = "Quick help takes 1 to 14 minutes; what takes longer is a session."
    with refused(workspace, words, "minutes"):
        help_out(workspace, minutes=minutes)


@pytest.mark.parametrize("fields", [{"attendance": BOTH}, {"status": "planned"}])
def test_quick_help_was_given_to_one_senior(path: Path, fields: dict[str, Any]) -> None:
    workspace = running(path)
    with refused(workspace, "Quick help was given to one senior, and has been given."):
        help_out(workspace, **fields)


def test_quick_help_in_the_future_or_to_a_stranger_is_refused(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "27 Apr 2026 has not come yet", "due_on"):
        help_out(workspace, due_on=day(13))
    with refused(workspace, "Carla Russo was not paired with Giulia Ferrante", "due_on"):
        help_out(workspace, attendance={"carla": "present"})


def test_quick_help_is_given_beside_a_session_and_more_than_once_a_day(path: Path) -> None:
    workspace = running(path)
    made = [help_out(workspace, due_on=day(1)) for _ in range(2)]
    assert len({each.id for each in made}) == 2
    log(workspace)
    help_out(workspace)
    view = workspace.view(PROGRAMME)
    assert (len(view.sessions), len(view.quick_helps)) == (3, 3)


def test_quick_help_is_given_on_a_closed_day_too(path: Path) -> None:
    assert help_out(closed(path)).day == day(3)


# -- closed days -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["held", "planned"])
def test_a_session_on_a_closed_day_is_asked_about_first(path: Path, status: str) -> None:
    workspace = closed(path)
    with pytest.raises(NeedsConfirmation, match=r"^The firm is closed on 16 Feb 2026\.$") as caught:
        log(workspace, status=status)
    assert caught.value.field == "due_on"
    assert not workspace.snapshot.sessions
    assert log(workspace, status=status, sure=True).status == status


def test_the_day_it_was_held_is_the_one_that_may_be_closed(path: Path) -> None:
    workspace = closed(path)
    log(workspace, held_on=day(4))
    with pytest.raises(NeedsConfirmation, match="The firm is closed on 18 Feb 2026"):
        log(workspace, due_on=day(2), held_on=day(3, 2))


@pytest.mark.parametrize("status", ["missed", "cancelled", "moved"])
def test_what_did_not_take_place_on_a_closed_day_is_written_down(path: Path, status: str) -> None:
    assert log(closed(path), status=status).status == status


def test_being_sure_helps_against_nothing_else(path: Path) -> None:
    workspace = closed(path)
    with refused(workspace, "Nobody was there: choose missed or cancelled instead."):
        log(workspace, attendance={"anna": "absent"}, sure=True)


# -- several at once -------------------------------------------------------------------------------


def entry(on: date, mentor: str = "giulia", **fields: Any) -> SessionEntry:
    return SessionEntry(mentor, {"due_on": on, "status": "held", "attendance": ANNA, **fields})


def log_all(workspace: Workspace, *entries: SessionEntry) -> list[Session]:
    return sessions.log_all(workspace.change(PROGRAMME, today=TODAY), entries)


def test_sessions_typed_from_paper_are_one_change(path: Path) -> None:
    workspace = running(path)
    carla = entry(day(3), "luca", attendance={"carla": "present"})
    missed = entry(day(4), status="missed", reason="a fair")
    made = log_all(workspace, entry(day(3)), missed, carla)
    assert [(each.mentor_id, each.day, each.status) for each in made] == [
        ("giulia", day(3), "held"),
        ("giulia", day(4), "missed"),
        ("luca", day(3), "held"),
    ]
    assert len({each.id for each in made}) == 3
    assert made[0].held_on == day(3)
    assert set(Workspace.open(path).snapshot.sessions) == {"s1", "s2", *(m.id for m in made)}
    assert workspace.undo() == "3 sessions logged from paper"
    assert set(workspace.snapshot.sessions) == {"s1", "s2"}


def test_of_sessions_typed_from_paper_all_are_kept_or_none(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "27 Apr 2026 has not come yet"):
        log_all(workspace, entry(day(3)), entry(day(13)))


def test_every_problem_names_its_place_and_its_field(path: Path) -> None:
    workspace = running(path)
    with pytest.raises(Refused) as caught:
        log_all(
            workspace,
            entry(day(3)),
            entry(day(13)),
            entry(day(4), attendance={}),
            entry(day(5), minutes=0),
            entry(day(6), "anna"),
            entry(day(7)),
        )
    assert [each.path for each in caught.value.problems] == [
        "1.due_on",
        "2.attendance",
        "3.minutes",
        "4.",
    ]


def test_one_slot_typed_twice_is_named_at_its_second_place(path: Path) -> None:
    workspace = running(path)
    with pytest.raises(Refused) as caught:
        log_all(workspace, entry(day(3)), entry(day(4)), entry(day(3)))
    assert [str(each) for each in caught.value.problems] == [
        "2.due_on: There already is a session of Giulia Ferrante on 16 Feb 2026; "
        "open that one instead."
    ]


def test_a_closed_day_on_paper_is_asked_about_once_and_then_written_down(path: Path) -> None:
    workspace = closed(path)
    entries = [entry(day(2, 1)), entry(day(3)), entry(day(3, 1))]
    with pytest.raises(NeedsConfirmation, match=r"^The firm is closed on 16 Feb 2026\.$") as caught:
        log_all(workspace, *entries)
    assert [each.path for each in caught.value.problems] == ["1.due_on", "2.due_on"]
    made = sessions.log_all(workspace.change(PROGRAMME, today=TODAY), entries, sure=True)
    assert len(made) == 3


def test_what_cannot_be_is_said_before_what_is_unlikely(path: Path) -> None:
    workspace = closed(path)
    with refused(workspace, "27 Apr 2026 has not come yet"):
        log_all(workspace, entry(day(3)), entry(day(13)))


def test_an_empty_sheet_is_refused(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Nothing is typed in yet"):
        log_all(workspace)


# -- what is refused -------------------------------------------------------------------------------


def apart(path: Path) -> Workspace:
    """Anna was with Giulia in weeks 3 to 5 and from week 8 on; Bruno in weeks 3 to 5 only."""
    span: dict[str, Any] = {"until_on": day(5), "end_reason": "both agreed"}
    return prepared(
        path,
        pair("giulia", "anna", day(3), id="p1", **span),
        pair("giulia", "anna", day(8), id="p2"),
        pair("giulia", "bruno", day(3), id="p3", **span),
    )


@pytest.mark.parametrize(
    ("on", "who", "words"),
    [
        (day(2), "anna", "Anna De Luca was not paired with Giulia Ferrante on 9 Feb 2026, "
         "only from 16 Feb 2026 on."),
        (day(6), "anna", "Anna De Luca was not paired with Giulia Ferrante on 9 Mar 2026."),
        (day(5, 1), "bruno", "Bruno Tosi was not paired with Giulia Ferrante on 3 Mar 2026, "
         "only until 2 Mar 2026."),
        (day(4), "carla", "Carla Russo was not paired with Giulia Ferrante on 23 Feb 2026."),
    ],
)  # fmt: skip
def test_the_refusal_says_when_the_two_were_a_pair(
    path: Path, on: date, who: str, words: str
) -> None:
    workspace = apart(path)
    with pytest.raises(Refused) as caught:
        log(workspace, due_on=on, attendance={who: "present"})
    assert (str(caught.value), caught.value.field) == (words, "due_on")


@pytest.mark.parametrize("on", [day(3), day(5), day(8)])
def test_the_first_and_the_last_day_of_a_pair_belong_to_it(path: Path, on: date) -> None:
    assert log(apart(path), due_on=on).day == on


def test_a_session_held_took_at_least_a_minute(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "A session that was held took at least a minute.", "minutes"):
        log(workspace, minutes=0)
    assert log(workspace, minutes=1).minutes == 1
    assert log(workspace, due_on=day(4), status="missed", minutes=0).status == "missed"


def test_two_sessions_are_planned_for_one_slot_no_more_than_held(path: Path) -> None:
    workspace = running(path)
    log(workspace, due_on=day(13), status="planned")
    with refused(workspace, "There already is a session of Giulia Ferrante on 27 Apr 2026"):
        log(workspace, due_on=day(13), status="planned", attendance=BOTH)


def test_the_group_and_one_senior_are_met_on_one_day_beside_each_other(path: Path) -> None:
    workspace = beginning(path, formats=("group",), individual=Individual())
    log(workspace, attendance=BOTH)
    log(workspace)
    view = workspace.view(PROGRAMME)
    group, alone = series.series_of(view, "giulia")
    assert strip.strip(view, group, TODAY)[2].state == "held"
    assert strip.strip(view, alone, TODAY)[2].state == "held"
    for again in (ANNA, BOTH):
        with refused(workspace, "There already is a session of Giulia Ferrante on 16 Feb 2026"):
            log(workspace, attendance=again)


def test_without_sessions_alone_a_group_is_met_once_a_day(path: Path) -> None:
    workspace = beginning(path, formats=("group",))
    log(workspace, attendance=BOTH)
    with refused(workspace, "There already is a session of Giulia Ferrante on 16 Feb 2026"):
        log(workspace)


def test_a_session_for_two_is_refused_where_one_of_them_was_met_already(path: Path) -> None:
    workspace = beginning(path, pairing=Pairing(own_half_day=True))
    log(workspace, attendance={"bruno": "present"})
    with refused(workspace, "There already is a session of Giulia Ferrante on 16 Feb 2026"):
        log(workspace, attendance=BOTH)


# -- pairs -----------------------------------------------------------------------------------------


def test_a_move_keeps_what_the_new_mentor_was_told(path: Path) -> None:
    workspace = running(path)
    told = "1 session with Giulia Ferrante.\nStep: a pivot."
    fresh = pairs.move(workspace.change(), "giulia-anna", "luca", on=TODAY, handover=told)
    assert Workspace.open(path).snapshot.pairs[fresh.id].handover == told
    assert workspace.snapshot.pairs["giulia-anna"].handover is None


def test_a_move_without_a_word_hands_nothing_over(path: Path) -> None:
    workspace = running(path)
    assert pairs.move(workspace.change(), "giulia-anna", "luca", on=TODAY).handover is None


def test_a_proposal_that_is_accepted_hands_over_what_was_written_down(path: Path) -> None:
    workspace = running(path)
    taught = (Exchange(skill_id="video-meetings"), Exchange(text="invitations"))
    agreed = (Step(senior_id="anna", text="a meeting"),)
    log(workspace, taught=taught, steps=agreed, note="PRIVATE", ratings={"anna": 1})
    (fresh,) = proposals.accept(workspace.change(PROGRAMME), {"anna": "luca"}, on=TODAY)
    assert fresh.handover is not None
    assert fresh.handover.splitlines() == [
        "2 sessions with Giulia Ferrante, the last on Mon 16 Feb.",
        "Worked on: Running remote meetings.",
        "Last time: invitations.",
        "Step: a meeting (to be asked about).",
    ]
    assert workspace.snapshot.pairs[fresh.id].handover == fresh.handover


def test_a_proposal_hands_nothing_over_of_two_who_never_met(path: Path) -> None:
    workspace = running(path)
    pairs.set_lock(workspace.change(), "giulia-anna", locked=True)
    begun = proposals.accept(
        workspace.change(PROGRAMME), {"carla": "giulia", "dario": "luca"}, on=TODAY
    )
    assert [each.handover for each in begun] == [None, None]


def test_a_pair_gets_a_slot_of_its_own_and_gives_it_back(path: Path) -> None:
    workspace = running(path)
    assert pairs.arrange(workspace.change(), "giulia-anna", slot="tue-14:30").slot == "tue-14:30"
    assert workspace.undoable == "slot and tools of Giulia Ferrante and Anna De Luca"
    assert Workspace.open(path).snapshot.pairs["giulia-anna"].slot == "tue-14:30"
    assert pairs.arrange(workspace.change(), "giulia-anna", slot=None).slot is None


@pytest.mark.parametrize("slot", ["xyz-10:00", "tue-24:00", "tue-9:00", "tuesday", "tue-am"])
def test_a_slot_that_is_no_time_of_the_working_week_is_refused(path: Path, slot: str) -> None:
    workspace = running(path)
    with refused(workspace, "", "slot"):
        pairs.arrange(workspace.change(), "giulia-anna", slot=slot)


def test_an_exception_is_taken_back_and_the_pair_made_by_it_stays(path: Path) -> None:
    workspace = prepared(path, person("dario", manager_id="luca"))
    given: dict[str, Any] = {"reason": "both asked for it", "on": TODAY}
    made = pairs.record_exception(workspace.change(PROGRAMME), "dario", "reporting_line", **given)
    placed = pairs.place(workspace.change(PROGRAMME), "luca", "dario", on=TODAY)
    back: RuleException = pairs.withdraw_exception(workspace.change(), made.id)
    assert back == made
    assert not workspace.snapshot.exceptions
    assert workspace.snapshot.pairs[placed.id].until_on is None
    assert workspace.undo() == "exception withdrawn for Dario Neri"
    assert workspace.snapshot.exceptions == {made.id: made}


def test_a_rule_speaks_again_once_its_exception_was_taken_back(path: Path) -> None:
    workspace = prepared(path, person("dario", manager_id="luca"))
    given: dict[str, Any] = {"reason": "both asked for it", "on": TODAY}
    made = pairs.record_exception(workspace.change(PROGRAMME), "dario", "reporting_line", **given)
    pairs.withdraw_exception(workspace.change(), made.id)
    with refused(workspace, "Luca Bianchi is the manager of Dario Neri."):
        pairs.place(workspace.change(PROGRAMME), "luca", "dario", on=TODAY)
    with refused(workspace, f"There is no exception “{made.id}” in this file."):
        pairs.withdraw_exception(workspace.change(), made.id)


def test_signing_keeps_the_clauses_unless_others_are_given(path: Path) -> None:
    workspace = running(path)
    sign: dict[str, Any] = {"mentor_on": day(1), "senior_on": None}
    pairs.sign_charter(workspace.change(), "giulia-anna", **sign, clauses={"time": "changed"})
    later: dict[str, Any] = {"mentor_on": day(1), "senior_on": day(2)}
    kept = pairs.sign_charter(workspace.change(), "giulia-anna", **later)
    assert kept.charter == Charter(mentor_on=day(1), senior_on=day(2), clauses={"time": "changed"})
    other = pairs.sign_charter(workspace.change(), "giulia-anna", **later, clauses={"place": "yes"})
    assert other.charter == Charter(mentor_on=day(1), senior_on=day(2), clauses={"place": "yes"})
    emptied = pairs.sign_charter(workspace.change(), "giulia-anna", **later, clauses={})
    assert emptied.charter == Charter(mentor_on=day(1), senior_on=day(2))
    assert Workspace.open(path).snapshot.pairs["giulia-anna"].charter == emptied.charter
