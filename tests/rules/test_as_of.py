"""What stood on a day: records of later days do not count, what lies ahead by its nature stays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.content.skills import catalogue
from revmentor.model.base import Record
from revmentor.model.case import Case
from revmentor.model.edition import Edition
from revmentor.model.errors import Refused
from revmentor.model.fields import Leaf, leaves
from revmentor.model.goal import Goal
from revmentor.model.indicator import Indicator, Reading
from revmentor.model.pair import Charter, Pair, RuleException, Snooze
from revmentor.model.participation import Acknowledgement, Recruiting
from revmentor.model.programme import ChangeMade, FollowUp, PassedItem, ProgrammeEvent
from revmentor.model.pulse import Pulse
from revmentor.model.reflection import Reflection
from revmentor.model.sent_message import SentMessage
from revmentor.model.session import Session
from revmentor.model.snapshot import TABLES, Document, Snapshot, to_document
from revmentor.model.success import Success
from revmentor.rules import integrity
from revmentor.rules.as_of import as_of, current_on, refuse_hidden
from tests.support.firm import (
    PROGRAMME,
    START,
    day,
    everybody,
    form,
    goal,
    pair,
    part,
    person,
    programme,
    rating,
    replied,
    reply,
    session,
    snapshot,
    talk,
)
from tests.support.record_strategies import documents
from tests.support.value_strategies import days

D = day(6, 2)
"""The Wednesday of week 6."""
LATER = D + timedelta(days=1)

AHEAD = {
    "people.joined_on",
    "programmes.starts_on",
    "programmes.events[].on",
    "programmes.archived.on",
    "goals.due_on",
    "pairs.pauses[].start",
    "pairs.pauses[].end",
    "pairs.stand_ins[].start",
    "pairs.stand_ins[].end",
    "pairs.snoozes[].until",
    "sessions.steps[].due_on",
    "cases.due_on",
    "participations.ask_again_on",
    "participations.recruiting.ask_again_on",
    "programmes.mid_point_edition.indicators[].readings[].on",
}
"""The days that may lie ahead of a day and are known on it all the same; a part of an edition is
there with it, and what was moved to another file is not in this one on any day."""


def then(*records: Record, on: date = D, **fields: Any) -> Snapshot:
    """What stood on a day of everybody's programme and of these records."""
    return as_of(snapshot(programme(**fields), *everybody(), *records), on)


# -- every day of the model is decided about -------------------------------------------------------


def _days() -> list[tuple[str, Leaf]]:
    return [(table, leaf) for table, kind in TABLES.items() for leaf in leaves(kind)
            if leaf.kind is date]  # fmt: skip


def _name(table: str, leaf: Leaf) -> str:
    return ".".join([f"{table}.{leaf.field}", *leaf.steps]).replace(".[]", "[]")


DECIDED = {
    "people.left_on": person("giulia", left_on=LATER),
    "people.privacy_notice_on": person("giulia", privacy_notice_on=LATER),
    "people.restricted_on": person("giulia", restricted_on=LATER),
    "programmes.closed_on": programme(closed_on=LATER),
    "programmes.mid_point_edition.on": programme(
        mid_point_edition=Edition(
            kind="mid_point", on=LATER, counts=(), slots=0, held=0, hours=0, kept_back=False
        )
    ),
    "programmes.launch_passed[].on": programme(
        launch_passed=(PassedItem(item="tools", reason="on loan", on=LATER),)
    ),
    "programmes.changes_made[].on": programme(
        changes_made=(ChangeMade(on=LATER, what="every two weeks"),)
    ),
    "programmes.follow_ups[].on": programme(
        closed_on=START, follow_ups=(FollowUp(kind="60_days", on=LATER),)
    ),
    "participations.status_on": part("anna", "senior", status="withdrawn", status_on=LATER),
    "participations.acknowledged.on": part(
        "anna", "senior", acknowledged=Acknowledgement(on=LATER)
    ),
    "participations.recruiting.on": part(
        "anna", "senior", recruiting=Recruiting(state="no", on=LATER)
    ),
    "goals.set_on": goal("anna", "spreadsheets", set_on=LATER),
    "goals.attainment_on": goal("anna", "spreadsheets", attainment=1, attainment_on=LATER),
    "ratings.on": rating("anna", "spreadsheets", 2, on=LATER),
    "pairs.from_on": pair("luca", "bruno", LATER),
    "pairs.until_on": pair("luca", "bruno", until_on=LATER, end_reason="moved on"),
    "pairs.charter.mentor_on": pair("luca", "bruno", charter=Charter(mentor_on=LATER)),
    "pairs.charter.senior_on": pair("luca", "bruno", charter=Charter(senior_on=LATER)),
    "pairs.snoozes[].on": pair(
        "luca", "bruno", snoozes=(Snooze(rule="R1", until=day(9), reason="fair", on=LATER),)
    ),
    "exceptions.on": RuleException(
        id="x", programme_id=PROGRAMME, senior_id="anna", rule="site", reason="fine", on=LATER
    ),
    "sessions.due_on": session("luca", LATER, "bruno", status="missed"),
    "sessions.held_on": session("luca", D, "bruno", held_on=LATER),
    "pulses.on": Pulse(id="pu", programme_id=PROGRAMME, person_id="anna", on=LATER),
    "indicators.readings[].on": Indicator(
        id="i", programme_id=PROGRAMME, name="Errors", readings=(Reading(on=LATER, value=1),)
    ),
    "evaluations.on": msgspec.structs.replace(form("anna", "senior"), on=LATER),
    "cases.opened_on": Case(id="c", programme_id=PROGRAMME, opened_on=LATER, text="quiet"),
    "cases.closed_on": Case(
        id="c", programme_id=PROGRAMME, opened_on=START, text="quiet", closed_on=LATER
    ),
    "talks.on": talk("anna", LATER, "s1"),
    "reflections.on": Reflection(
        id="rf",
        programme_id=PROGRAMME,
        person_id="anna",
        skill_id="trends",
        moment="final",
        text="I ask first.",
        on=LATER,
    ),
    "replies.asked_on": reply("anna", asked_on=LATER),
    "replies.reminded_on": reply("anna", reminded_on=LATER),
    "replies.received[].on": reply("anna", received=(replied(LATER),)),
    "replies.received[].filled_on": reply("anna", received=(replied(LATER),)),
    "messages.on": SentMessage(
        id="m", programme_id=PROGRAMME, message="invitation", on=LATER, person_ids=("anna",)
    ),
    "successes.on": Success(id="su", programme_id=PROGRAMME, on=LATER, text="a list for all"),
}
"""For every other day of a record: a record of which it is later than D, and nothing else is."""


def test_every_day_of_the_model_is_later_or_lies_ahead() -> None:
    assert sorted(_name(*each) for each in _days()) == sorted([*AHEAD, *DECIDED])


@pytest.mark.parametrize("name", DECIDED)
def test_what_is_later_does_not_count_and_counts_from_its_day_on(name: str) -> None:
    record, table = DECIDED[name], name.split(".")[0]
    leaf = next(leaf for table, leaf in _days() if _name(table, leaf) == name)
    every = snapshot(programme(), *everybody(), pair("luca", "bruno"), record)
    before = as_of(every, D).table(table).get(record.id)
    assert before is None or LATER not in set(leaf.values([before]))
    assert before != record
    assert as_of(every, LATER) is every


# -- what a record was before ----------------------------------------------------------------------


def test_an_end_takes_its_reason_with_it() -> None:
    ended = then(pair("luca", "bruno", until_on=LATER, end_reason="moved on")).pairs["luca-bruno"]
    assert (ended.until_on, ended.end_reason) == (None, None)
    stays = then(pair("luca", "bruno", until_on=D, end_reason="moved on")).pairs["luca-bruno"]
    assert (stays.until_on, stays.end_reason) == (D, "moved on")


def test_a_handover_of_a_later_day_leaves_the_senior_with_the_first_mentor() -> None:
    records = then(
        pair("luca", "bruno", until_on=LATER, end_reason="new pairing"),
        pair("giulia", "bruno", LATER),
    )
    assert [each.mentor_id for each in records.pairs.values()] == ["luca"]


def test_who_withdrew_later_takes_part() -> None:
    records = then(
        part("anna", "senior", status="withdrawn", status_on=LATER, status_reason="no time"),
        part("bruno", "senior", status="paused", status_on=D, status_reason="on leave"),
        part("carla", "senior", status="withdrawn", status_reason="no time"),
    )
    statuses = {who: records.participations[f"{who}-senior"] for who in ("anna", "bruno", "carla")}
    assert [each.status for each in statuses.values()] == ["active", "paused", "withdrawn"]
    assert statuses["anna"].status_reason is None


def test_an_answer_of_later_is_open_and_a_yes_counts_from_the_start() -> None:
    records = then(
        part("anna", "senior", recruiting=Recruiting(state="no", on=LATER)),
        part("bruno", "senior", recruiting=Recruiting(state="yes", on=LATER)),
        part("carla", "senior", recruiting=Recruiting(state="no", on=D)),
    )
    answers = [records.participations[f"{who}-senior"].recruiting for who in ("anna", "bruno")]
    assert answers == [Recruiting(state="invited"), None]
    assert records.participations["carla-senior"].recruiting == Recruiting(state="no", on=D)


def test_a_goal_judged_later_is_not_judged() -> None:
    judged: dict[str, Any] = {"attainment": 1, "attainment_note": "alone", "attainment_said": None}
    later = then(goal("anna", "spreadsheets", attainment_on=LATER, **judged))
    assert _attained(later) == (None, None, None)
    assert _attained(then(goal("anna", "spreadsheets", attainment_on=D, **judged))) == (
        1,
        "alone",
        D,
    )
    assert _attained(then(goal("anna", "spreadsheets", **judged))) == (1, "alone", None)


def _attained(records: Snapshot) -> tuple[int | None, str | None, date | None]:
    (only,) = (each for each in records.goals.values() if isinstance(each, Goal))
    return (only.attainment, only.attainment_note, only.attainment_on)


def test_a_closing_of_later_takes_its_lessons_decision_and_follow_ups_with_it() -> None:
    closed: dict[str, Any] = {
        "lessons": "begin earlier",
        "decision": "widen",
        "follow_ups": (FollowUp(kind="60_days", on=LATER + timedelta(days=60)),),
    }
    open_still = then(closed_on=LATER, **closed).programmes[PROGRAMME]
    assert open_still == programme()
    heard_later = then(closed_on=D, **closed).programmes[PROGRAMME]
    assert heard_later == programme(closed_on=D, lessons="begin earlier", decision="widen")


def test_an_event_of_a_later_day_is_only_planned() -> None:
    def event(on: date, **fields: Any) -> ProgrammeEvent:
        return ProgrammeEvent(id=f"ev{on}", kind="kick_off", on=on, **fields)

    said: dict[str, Any] = {"held": True, "there": ("anna",), "decided": "Mondays"}
    records = then(events=(event(D, **said), event(LATER, at="09:30", **said)))
    assert records.programmes[PROGRAMME].events == (event(D, **said), event(LATER, at="09:30"))


def test_of_a_charter_the_signatures_of_later_go() -> None:
    def signed(**on: date) -> Charter | None:
        clauses: Any = {"time": "yes"}
        record = pair("luca", "bruno", charter=Charter(clauses=clauses, **on))
        return then(record).pairs["luca-bruno"].charter

    one = signed(mentor_on=D, senior_on=LATER)
    assert one is not None
    assert (one.mentor_on, one.senior_on, one.clauses) == (D, None, {"time": "yes"})
    assert signed(mentor_on=LATER, senior_on=LATER) is None
    assert signed() == Charter(clauses={"time": "yes"})


# -- a programme that has not begun ----------------------------------------------------------------


def test_a_programme_to_come_stays_with_the_pairs_it_begins_with() -> None:
    before = START - timedelta(days=30)
    records = then(
        pair("luca", "bruno"),
        pair("luca", "anna", day(3)),
        pair("giulia", "carla", before, until_on=day(2), id="first"),
        pair("luca", "carla", id="second"),
        on=before,
    )
    assert sorted(records.programmes) == [PROGRAMME]
    assert sorted(records.pairs) == ["first", "luca-bruno"]
    assert records.pairs["first"].until_on is None


def test_who_changes_mentor_for_the_first_day_of_a_programme_is_with_the_new_one() -> None:
    before = START - timedelta(days=3)
    records = then(
        pair("luca", "bruno", before, until_on=START, end_reason="new pairing"),
        pair("giulia", "bruno"),
        on=before,
    )
    standing = [each.mentor_id for each in records.pairs.values() if each.until_on is None]
    assert (standing, len(records.pairs)) == (["giulia"], 2)


def test_the_programme_that_ran_is_shown_first_where_it_was_closed_since() -> None:
    following = msgspec.structs.replace(programme(), id="next", starts_on=day(30))
    for closed_on, expected in ((day(25), PROGRAMME), (None, "next")):
        every = snapshot(programme(closed_on=closed_on), following, *everybody())
        first = current_on(every, as_of(every, D), D)
        assert first is not None
        assert first.id == expected
    every = snapshot(programme(closed_on=day(25)), following, *everybody())
    now = current_on(every, as_of(every, day(26)), day(26))
    assert now == following


# -- sessions --------------------------------------------------------------------------------------


def test_planned_sessions_stay_and_what_became_of_later_slots_goes() -> None:
    records = then(
        pair("luca", "bruno"),
        session("luca", day(5), "bruno", id="held"),
        session("luca", day(7), "bruno", id="planned", status="planned"),
        *(
            session("luca", day(7, n), "bruno", id=status, status=status)
            for n, status in enumerate(("missed", "cancelled", "moved"), 1)
        ),
        session("luca", day(6), "bruno", id="late", held_on=LATER),
        session("luca", LATER, "bruno", id="early", held_on=D),
    )
    assert sorted(records.sessions) == ["early", "held", "planned"]


def test_a_session_that_makes_up_for_a_moved_one_is_planned_again() -> None:
    moved = session("luca", day(6), "bruno", id="moved", status="moved", reason="fair")
    held = session(
        "luca",
        day(8),
        "bruno",
        id="held",
        makes_up="moved",
        minutes=30,
        mode="remote",
        note="went well",
    )
    records = then(pair("luca", "bruno"), moved, held)
    assert records.sessions["moved"] is moved
    planned = session(
        "luca", day(8), "bruno", id="held", status="planned", makes_up="moved", mode="remote"
    )
    assert records.sessions["held"] == planned


def test_what_was_moved_later_had_no_session_in_its_place() -> None:
    records = then(
        pair("luca", "bruno"),
        session("luca", day(7), "bruno", id="moved", status="moved"),
        session("luca", day(8), "bruno", id="again", status="moved", makes_up="moved"),
        session("luca", day(9), "bruno", id="planned", status="planned", makes_up="again"),
    )
    assert records.sessions == {}


def test_a_session_brought_forward_was_moved_before_it_was_held() -> None:
    moved = session("luca", day(8), "bruno", id="moved", status="moved")
    held = session("luca", day(6), "bruno", id="held", makes_up="moved")
    assert then(pair("luca", "bruno"), moved, held).sessions == {"moved": moved, "held": held}


def test_sessions_that_make_up_for_each_other_end() -> None:
    one = session("luca", day(8), "bruno", id="one", status="moved", makes_up="other")
    other = session("luca", day(9), "bruno", id="other", status="moved", makes_up="one")
    assert then(pair("luca", "bruno"), one, other).sessions == {}


def test_a_session_to_come_is_for_those_who_were_paired_by_then() -> None:
    to_come = session("luca", day(8), "bruno", "anna", id="both", status="planned")
    anna_alone = session("luca", day(9), "anna", id="anna", status="planned")
    records = then(pair("luca", "bruno"), pair("luca", "anna", LATER), to_come, anna_alone)
    assert {key: list(each.attendance) for key, each in records.sessions.items()} == {
        "both": ["bruno"]
    }


def test_a_case_of_a_pair_of_later_is_about_no_pair() -> None:
    case = Case(id="c", programme_id=PROGRAMME, opened_on=START, text="quiet", pair_id="luca-bruno")
    assert then(pair("luca", "bruno", LATER), case).cases["c"].pair_id is None
    assert then(pair("luca", "bruno"), case).cases["c"] is case


# -- whole files -----------------------------------------------------------------------------------


def _snapshot(document: Document) -> Snapshot:
    tables: dict[str, Any] = {
        name: {each.id: each for each in document.records(name)} for name in TABLES
    }
    return Snapshot(firm=document.firm, **tables)


@given(documents(), days)
def test_what_stood_holds_together_and_stands_as_it_is(document: Document, on: date) -> None:
    stood = as_of(_snapshot(document), on)
    assert list(integrity.contradictions(to_document(stood), catalogue())) == []
    assert as_of(stood, on) is stood


@given(documents(), days, st.integers(0, 90))
def test_a_day_seen_from_a_later_one_is_the_same(document: Document, on: date, after: int) -> None:
    every = _snapshot(document)
    assert as_of(as_of(every, on + timedelta(days=after)), on) == as_of(every, on)


# -- what is not shown is not changed --------------------------------------------------------------


def _change(before: Snapshot, record: Record, table: str, **fields: Any) -> None:
    changed = msgspec.structs.replace(record, **fields)
    refuse_hidden({table: {record.id: changed}}, before, as_of(before, D), D)


def test_what_was_written_later_is_not_written_over() -> None:
    ended = pair("luca", "bruno", until_on=LATER, end_reason="moved on")
    level = rating("anna", "spreadsheets", 2, on=LATER)
    before = snapshot(programme(), *everybody(), ended, level)
    _change(before, ended, "pairs", rationale="both like lists")
    with pytest.raises(Refused, match=r"later than 11 Mar 2026, .* without --today"):
        _change(before, ended, "pairs", until_on=D)
    with pytest.raises(Refused):
        _change(before, level, "ratings", level=3)
    with pytest.raises(Refused):
        refuse_hidden({"pairs": {ended.id: None}}, before, as_of(before, D), D)
    fresh = Session(
        id="s", programme_id=PROGRAMME, mentor_id="luca", due_on=D, status="held",
        attendance={"bruno": "present"},
    )  # fmt: skip
    refuse_hidden({"sessions": {"s": fresh}}, before, as_of(before, D), D)


def test_a_pair_may_be_changed_on_which_nothing_is_later() -> None:
    standing = pair("luca", "bruno")
    before = snapshot(programme(), *everybody(), standing, rating("anna", "spreadsheets", 2))
    _change(before, standing, "pairs", until_on=D)
    assert isinstance(standing, Pair)
