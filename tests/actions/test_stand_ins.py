"""A colleague takes a mentor's sessions for some weeks; the pair stays, and all goes on after."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.actions import pairs, participations, people, sessions, stand_ins
from revmentor.model.errors import NeedsConfirmation, Refused
from revmentor.model.pair import Pair, StandIn
from revmentor.model.programme import SeniorsPerMentor
from revmentor.rules.erasing import removal
from revmentor.rules.schedule import turns
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, START, TODAY, day, exported, running, session
from tests.support.refusal import refused

BOTH = ("giulia-anna", "giulia-bruno")
FROM, TO = day(13), day(15, 6)


def away(workspace: Workspace, *pair_ids: str, **fields: Any) -> list[Pair]:
    given: dict[str, Any] = {"start": FROM, "end": TO, **fields}
    mentor = given.pop("mentor_id", "luca")
    return stand_ins.stand_in(
        workspace.change(PROGRAMME, today=TODAY), pair_ids or BOTH, mentor, **given
    )


def plan(workspace: Workspace, on: date, *there: str) -> str:
    planned = sessions.log(
        workspace.change(PROGRAMME, today=TODAY),
        "giulia",
        due_on=on,
        status="planned",
        attendance=dict.fromkeys(there, "present"),
    )
    return planned.id


def test_the_pair_stays_and_the_stand_in_is_written_in_it(path: Path) -> None:
    workspace = running(path)
    before = workspace.snapshot.pairs["giulia-anna"]
    away(workspace, reason="on leave")
    after = workspace.snapshot.pairs["giulia-anna"]
    assert (after.mentor_id, after.until_on, after.charter) == ("giulia", None, before.charter)
    assert after.stand_ins == (StandIn(mentor_id="luca", start=FROM, end=TO, reason="on leave"),)
    assert workspace.undoable == (
        "Luca Bianchi stands in for Giulia Ferrante from 27 Apr 2026 to 17 May 2026"
    )


def test_undo_brings_the_file_back_to_the_byte(path: Path) -> None:
    workspace = running(path)
    plan(workspace, FROM, "anna")
    before = exported(workspace)
    away(workspace)
    workspace.undo()
    assert exported(workspace) == before


def test_a_planned_session_goes_over_and_comes_back_where_the_days_are_cut(path: Path) -> None:
    workspace = running(path)
    first, last = plan(workspace, FROM, "anna"), plan(workspace, day(15), "bruno")
    [anna, _bruno] = away(workspace)
    assert workspace.snapshot.sessions[first].mentor_id == "luca"
    assert workspace.snapshot.sessions[last].mentor_id == "luca"
    away(workspace, end=day(14), instead=anna.stand_ins[0])
    assert workspace.snapshot.sessions[first].mentor_id == "luca"
    assert workspace.snapshot.sessions[last].mentor_id == "giulia"
    stand_in = workspace.snapshot.pairs["giulia-anna"].stand_ins[0]
    stand_ins.take_out(workspace.change(), BOTH, stand_in)
    assert workspace.snapshot.sessions[first].mentor_id == "giulia"
    assert not workspace.snapshot.pairs["giulia-bruno"].stand_ins


def test_of_a_planned_group_only_who_goes_over_leaves(path: Path) -> None:
    workspace = running(path)
    planned = plan(workspace, FROM, "anna", "bruno")
    away(workspace, "giulia-anna")
    every = [each for each in workspace.snapshot.sessions.values() if each.due_on == FROM]
    assert {(each.mentor_id, *each.attendance) for each in every} == {
        ("giulia", "bruno"),
        ("luca", "anna"),
    }
    assert workspace.snapshot.sessions[planned].mentor_id == "giulia"


def test_what_is_moved_into_the_weeks_is_planned_with_the_stand_in(path: Path) -> None:
    workspace = running(path)
    away(workspace)
    sessions.log(
        workspace.change(PROGRAMME, today=TODAY),
        "giulia",
        due_on=day(12),
        status="moved",
        attendance={"anna": "excused"},
        moved_to=day(13, 2),
    )
    [planned] = [each for each in workspace.snapshot.sessions.values() if each.makes_up]
    assert planned.mentor_id == "luca"


def test_the_stand_in_logs_a_session_and_the_mentor_may_too(path: Path) -> None:
    workspace = running(path)
    away(workspace, start=day(10), end=day(12))
    for mentor, on in (("luca", day(11)), ("giulia", day(12))):
        sessions.log(
            workspace.change(PROGRAMME, today=TODAY),
            mentor,
            due_on=on,
            status="held",
            attendance={"anna": "present"},
        )
    with refused(workspace, "Anna De Luca was not paired with Luca Bianchi on 30 Mar 2026."):
        sessions.log(
            workspace.change(PROGRAMME, today=TODAY),
            "luca",
            due_on=day(9),
            status="held",
            attendance={"anna": "present"},
        )


def test_days_on_which_the_two_met_are_not_taken_away(path: Path) -> None:
    workspace = running(path)
    [anna] = away(workspace, "giulia-anna", start=day(10), end=day(12))
    workspace.commit("met", put=[session("luca", day(11), "anna", id="met")])
    words = "Luca Bianchi and Anna De Luca have a session on 13 Apr 2026; these days stay."
    with refused(workspace, words, "end"):
        away(workspace, "giulia-anna", start=day(10), end=day(10), instead=anna.stand_ins[0])
    with refused(workspace, words, "end"):
        stand_ins.take_out(workspace.change(), ["giulia-anna"], anna.stand_ins[0])


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"mentor_id": "giulia"}, "Giulia Ferrante is the mentor of this pair.", "mentor_id"),
        (
            {"mentor_id": "ettore"},
            "Ettore Valdarco does not take part as a mentor now.",
            "mentor_id",
        ),
        ({"end": FROM.replace(day=1)}, "The last day is before the first.", "end"),
        ({"start": date(2026, 1, 1)}, "are together only from 2 Feb 2026 on.", "start"),
    ],
)
def test_who_and_when_it_cannot_be(
    path: Path, fields: dict[str, Any], words: str, field: str
) -> None:
    workspace = running(path)
    with refused(workspace, words, field):
        away(workspace, **fields)


def test_nobody_ticked_is_refused(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Tick at least one senior.", "seniors"):
        stand_ins.stand_in(workspace.change(PROGRAMME), [], "luca", start=FROM, end=TO)


def test_two_do_not_stand_in_on_one_day(path: Path) -> None:
    workspace = running(path)
    away(workspace, "giulia-anna")
    words = "Luca Bianchi stands in with Anna De Luca from 27 Apr 2026 to 17 May 2026 already."
    with refused(workspace, words, "start"):
        away(workspace, "giulia-anna", start=TO, end=day(16))


def test_the_rules_of_pairs_hold_and_an_exception_opens_them(path: Path) -> None:
    workspace = running(path)
    participations.edit(workspace.change(PROGRAMME), "bruno", "senior", avoids=("luca",))
    people.edit(workspace.change(), "anna", manager_id="luca")
    with refused(workspace, "Bruno Tosi asked not to be paired with Luca Bianchi.", "mentor_id"):
        away(workspace, "giulia-bruno")
    with refused(workspace, "Luca Bianchi is the manager of Anna De Luca.", "mentor_id"):
        away(workspace, "giulia-anna")
    pairs.record_exception(
        workspace.change(PROGRAMME), "bruno", "avoids", reason="for three weeks", on=TODAY
    )
    assert away(workspace, "giulia-bruno")


def test_more_than_was_agreed_is_told_first(path: Path) -> None:
    workspace = running(path)
    run = workspace.snapshot.programmes[PROGRAMME]
    few = msgspec.structs.replace(run, seniors_per_mentor=SeniorsPerMentor(min=1, max=2))
    workspace.commit("few", put=[few])
    words = "Luca Bianchi then has 3 seniors and 4.3 hours a month; 2 and 6 were agreed."
    with pytest.raises(NeedsConfirmation, match=words):
        away(workspace)
    assert away(workspace, sure=True)


def test_two_slots_at_one_hour_are_told_first(path: Path) -> None:
    workspace = running(path)
    for who in ("giulia", "luca"):
        participations.edit(workspace.change(PROGRAMME), who, "mentor", slot="tue-09:00")
    with pytest.raises(NeedsConfirmation, match="an own slot at that hour, Tue 09:00"):
        away(workspace)
    participations.edit(workspace.change(PROGRAMME), "luca", "mentor", slot="tue-10:00")
    assert away(workspace)


def test_whoever_is_away_too_is_told_first(path: Path) -> None:
    workspace = running(path)
    away(workspace, "luca-carla", mentor_id="giulia")
    with pytest.raises(NeedsConfirmation, match="Luca Bianchi is away too: Giulia Ferrante"):
        away(workspace, "giulia-anna")


# -- ends ------------------------------------------------------------------------------------------


def test_the_end_of_the_pair_cuts_it_with_what_was_planned(path: Path) -> None:
    workspace = running(path)
    away(workspace, "giulia-anna", start=day(12), end=TO)
    workspace.commit(
        "planned", put=[session("luca", day(14), "anna", id="later", status="planned")]
    )
    pairs.end(workspace.change(today=TODAY), "giulia-anna", on=TODAY, reason="both agreed")
    ended = workspace.snapshot.pairs["giulia-anna"]
    assert [(each.start, each.end) for each in ended.stand_ins] == [(day(12), TODAY)]
    assert "later" not in workspace.snapshot.sessions


def test_the_end_of_the_pair_before_it_leaves_nothing_of_it(path: Path) -> None:
    workspace = running(path)
    away(workspace)
    pairs.move(workspace.change(today=TODAY), "giulia-anna", "luca", on=TODAY)
    assert workspace.snapshot.pairs["giulia-anna"].stand_ins == ()


def test_a_stand_in_who_withdraws_is_cut_with_a_sentence(path: Path) -> None:
    workspace = running(path)
    away(workspace, start=day(12))
    planned = plan_with(workspace, "luca", day(14), "anna")
    participations.set_status(
        workspace.change(PROGRAMME), "luca", "mentor", "withdrawn", on=TODAY, reason="a new post"
    )
    assert workspace.undoable == ("Luca Bianchi withdrew; stands in for Giulia Ferrante no more")
    assert [each.end for each in workspace.snapshot.pairs["giulia-anna"].stand_ins] == [TODAY]
    assert workspace.snapshot.sessions[planned].mentor_id == "giulia"
    workspace.undo()
    assert workspace.snapshot.pairs["giulia-anna"].stand_ins[0].end == TO


def plan_with(workspace: Workspace, mentor: str, on: date, *there: str) -> str:
    workspace.commit("planned", put=[session(mentor, on, *there, id="sx", status="planned")])
    return "sx"


def test_a_stand_in_who_leaves_the_firm_is_cut_with_a_sentence(path: Path) -> None:
    workspace = running(path)
    away(workspace)
    people.leave(workspace.change(), "luca", on=TODAY, reason="moved abroad")
    assert workspace.undoable == (
        "Luca Bianchi left the firm; stands in for Giulia Ferrante no more"
    )
    assert workspace.snapshot.pairs["giulia-bruno"].stand_ins == ()


def test_the_first_day_of_a_pair_is_not_corrected_past_it(path: Path) -> None:
    workspace = running(path)
    away(workspace, "luca-carla", mentor_id="giulia", start=day(3), end=day(4))
    with refused(workspace, "Somebody stands in from 16 Feb 2026 on", "from_on"):
        pairs.correct(workspace.change(), "luca-carla", from_on=day(5))


def test_afterwards_all_goes_on_as_before(path: Path) -> None:
    workspace = running(path)
    alone = turns.next_turns(workspace.view(PROGRAMME), "giulia", TODAY)
    away(workspace)
    view = workspace.view(PROGRAMME)
    own = turns.next_turns(view, "giulia", TODAY)
    instead = [each for each in turns.next_turns(view, "luca", TODAY) if each.series.place_of]
    assert [(each.day, each.seniors) for each in sorted([*own, *instead], key=lambda x: x.day)] == [
        (each.day, each.seniors) for each in alone
    ]
    assert [each.day for each in instead] == [day(13), day(14), day(15)]
    assert own[0].day == day(16)


def test_a_closed_programme_has_none(path: Path) -> None:
    workspace = running(path)
    run = workspace.snapshot.programmes[PROGRAMME]
    workspace.commit("closed", put=[msgspec.structs.replace(run, closed_on=TODAY)])
    with pytest.raises(Refused, match="was closed"):
        away(workspace, start=START, end=day(2))


def test_of_an_erased_stand_in_the_days_go_with_the_person(path: Path) -> None:
    workspace = running(path)
    away(workspace)
    workspace.commit("met", put=[session("luca", day(12), "carla", id="own")])
    left = removal.removed(workspace.snapshot, ["luca"])
    assert left.pairs["giulia-anna"].stand_ins == ()
    assert left.pairs["giulia-anna"].until_on is None
    after = workspace.view(PROGRAMME).over(left)
    assert [each.day for each in turns.next_turns(after, "giulia", TODAY)][:3] == [
        day(13),
        day(14),
        day(15),
    ]


def test_whoever_is_not_ticked_any_more_has_none(path: Path) -> None:
    workspace = running(path)
    [anna, _bruno] = away(workspace)
    away(workspace, "giulia-anna", end=day(14), instead=anna.stand_ins[0])
    pairs_now = workspace.snapshot.pairs
    assert [each.end for each in pairs_now["giulia-anna"].stand_ins] == [day(14)]
    assert pairs_now["giulia-bruno"].stand_ins == ()
