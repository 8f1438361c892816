from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import msgspec
import pytest

from revmentor import actions
from revmentor.actions import (
    cases,
    copies,
    enrolment,
    evaluations,
    firm,
    goals,
    imports,
    indicators,
    launch,
    messages,
    next_programme,
    pairs,
    participations,
    people,
    programmes,
    proposals,
    pulses,
    ratings,
    reflections,
    replies,
    resources,
    sessions,
    signals,
    skills,
    stand_ins,
    successes,
    talks,
    updates,
)
from revmentor.content import sample
from revmentor.exchange import document
from revmentor.model.case import Case
from revmentor.model.errors import Refused
from revmentor.model.indicator import Indicator
from revmentor.model.own_question import OwnQuestion
from revmentor.model.pair import RuleException, Snooze, StandIn
from revmentor.model.partial import PartialDocument
from revmentor.model.programme import Costs, Pairing, ProgrammeEvent, SignalSettings
from revmentor.model.reflection import Reflection
from revmentor.model.reply import Answers, SignUp
from revmentor.model.resource import Resource
from revmentor.model.session import Step
from revmentor.model.skill import Skill
from revmentor.model.skill_row import SkillRow
from revmentor.model.success import Success
from revmentor.rules.replies.arrivals import Arrival, JudgedReply
from revmentor.rules.replies.asked import AskedForm
from revmentor.store.workspace import Workspace
from tests.support.firm import (
    PROGRAMME,
    START,
    TODAY,
    day,
    exported,
    packed,
    person,
    raw_document,
    reply,
    running,
    session,
)
from tests.support.sheets import newcomers

MODULES = tuple(
    import_module(f"revmentor.actions.{each.name}") for each in iter_modules(actions.__path__)
)
Act = Callable[[Workspace], Any]


def _import(w: Workspace) -> Any:
    raw = packed(raw_document(people=[{"id": "zoe", "name": "Zoe"}]))
    return imports.import_document(w.change(), document.read_document(raw))


def _take_in(w: Workspace) -> Any:
    found = newcomers(w, sample.sample_path("participants.csv").read_bytes())
    return enrolment.take_in(w.change(today=TODAY), found)


def _reply(w: Workspace) -> Any:
    said = Answers(signup=SignUp(hopes="Fewer phone calls"))
    arrival = Arrival("a.json", "signup", "signup", "Common floor", TODAY, said, page=PAGE)
    new = JudgedReply(arrival, "new", w.snapshot.replies["rp-anna"])
    return replies.take_in(w.change(PROGRAMME, today=TODAY), [new])


PAGE = "0123456789abcdef0123"
AWAY = StandIn(mentor_id="giulia", start=day(20), end=day(21))


def _case(w: Workspace) -> Any:
    return cases.open_case(w.change(PROGRAMME), text="No time", on=TODAY, pair_id="giulia-anna")


AFTER_CLOSING = {"next_programme.begin_next", "programmes.follow_up"}


def _ready(path: Path, name: str) -> Workspace:
    """A programme in which an action can be done: closed, for what comes after the closing."""
    workspace = _begun(path)
    if name in AFTER_CLOSING:
        ACTS["programmes.close"](workspace)
    return workspace


def _begun(path: Path) -> Workspace:
    """A running programme with one of everything that an action may change."""
    workspace = running(path)
    planned = ProgrammeEvent(id="ev0001", kind="mentor_circle", on=TODAY)
    rests = Snooze(rule="R3", until=day(14), reason="a fair", on=TODAY)
    question = OwnQuestion(id="q1", form="pulse", words="Which day suits?", kind="text")
    firm.edit(workspace.change(), questions=(question,))
    bruno = workspace.snapshot.pairs["giulia-bruno"]
    step = Step(senior_id="anna", text="a pivot")
    workspace.commit(
        "more",
        put=[
            msgspec.structs.replace(workspace.snapshot.programmes[PROGRAMME], events=(planned,)),
            Success(id="su1", programme_id=PROGRAMME, on=TODAY, text="A pivot"),
            Case(id="c1", programme_id=PROGRAMME, opened_on=TODAY, text="No time"),
            Reflection(
                id="rf1",
                programme_id=PROGRAMME,
                person_id="elena",
                skill_id="trends",
                moment="baseline",
                text="The young decide.",
                on=START,
            ),
            reply("anna", page=PAGE),
            Skill(id="k1", name={"en": "Lathe"}),
            Resource(id="r1", programme_id=PROGRAMME, title="A sheet"),
            Indicator(id="i1", programme_id=PROGRAMME, name="Weekly users"),
            RuleException(
                id="e1",
                programme_id=PROGRAMME,
                senior_id="dario",
                rule="site",
                reason="travels",
                on=TODAY,
            ),
            msgspec.structs.replace(bruno, snoozes=(rests,)),
            msgspec.structs.replace(workspace.snapshot.pairs["luca-carla"], stand_ins=(AWAY,)),
            session("giulia", day(4), "anna", id="s3", steps=(step,), wants_talk=("anna",)),
        ],
    )
    return workspace


def _log(w: Workspace, **fields: Any) -> Any:
    given = {"due_on": day(3), "status": "held", "attendance": {"anna": "present"}, **fields}
    return sessions.log(w.change(PROGRAMME, today=TODAY), "giulia", **given)


ACTS: dict[str, Act] = {
    "enrolment.take_in": _take_in,
    "evaluations.record_form": lambda w: evaluations.record_form(
        w.change(PROGRAMME, today=TODAY), "anna", "senior", on=TODAY, own_gain="no more fear"
    ),
    "firm.edit": lambda w: firm.edit(w.change(), name="Valdarco S.p.A.", country="IT"),
    "firm.add_question": lambda w: firm.add_question(
        w.change(), form="pulse", words="Which day suits?", kind="choice", choices=["Mon", "Tue"]
    ),
    "firm.edit_question": lambda w: firm.edit_question(
        w.change(), "q1", form="pulse", words="Which day is best?", kind="text"
    ),
    "firm.remove_question": lambda w: firm.remove_question(w.change(), "q1"),
    "goals.add": lambda w: goals.add(
        w.change(PROGRAMME, today=TODAY),
        text="Meet online",
        person_id="carla",
        expected="weekly",
        starting_point="never",
    ),
    "goals.edit": lambda w: goals.edit(w.change(), "g-anna", target=5),
    "goals.remove": lambda w: goals.remove(w.change(), "g-anna"),
    "goals.judge": lambda w: goals.judge(w.change(), "g-anna", 1, on=TODAY, note="well done"),
    "imports.import_document": _import,
    "indicators.add": lambda w: indicators.add(w.change(PROGRAMME), name="Tools used last week"),
    "indicators.edit": lambda w: indicators.edit(
        w.change(), "i1", name="Users", kind="soft", unit="people", better="up", target=12
    ),
    "indicators.record_reading": lambda w: indicators.record_reading(
        w.change(today=TODAY), "i1", on=TODAY, value=9
    ),
    "indicators.remove": lambda w: indicators.remove(w.change(), "i1"),
    "launch.pass_item": lambda w: launch.pass_item(
        w.change(PROGRAMME, today=TODAY), "tools", reason="on loan"
    ),
    "launch.add_event": lambda w: launch.add_event(
        w.change(PROGRAMME, today=TODAY), "kick_off", on=START, held=True, there=["anna"]
    ),
    "launch.edit_event": lambda w: launch.edit_event(
        w.change(PROGRAMME, today=TODAY), "ev0001", held=True, decided="Mondays"
    ),
    "launch.remove_event": lambda w: launch.remove_event(w.change(PROGRAMME), "ev0001"),
    "launch.note_change": lambda w: launch.note_change(
        w.change(PROGRAMME, today=TODAY), on=TODAY, what="every two weeks", why="the fair"
    ),
    "pairs.place": lambda w: pairs.place(w.change(PROGRAMME), "luca", "dario", on=TODAY),
    "pairs.move": lambda w: pairs.move(w.change(), "giulia-bruno", "luca", on=TODAY),
    "pairs.move, same day": lambda w: pairs.move(w.change(), "luca-carla", "giulia", on=START),
    "pairs.end": lambda w: pairs.end(w.change(), "giulia-anna", on=TODAY, reason="both agreed"),
    "pairs.end_several": lambda w: pairs.end_several(
        w.change(), ["giulia-anna", "giulia-bruno"], on=TODAY, reason="the plant closed"
    ),
    "pairs.set_lock": lambda w: pairs.set_lock(w.change(), "giulia-anna", locked=True),
    "pairs.sign_charter": lambda w: pairs.sign_charter(
        w.change(), "giulia-anna", mentor_on=START, senior_on=None
    ),
    "pairs.record_exception": lambda w: pairs.record_exception(
        w.change(PROGRAMME), "dario", "site", reason="travels every week", on=TODAY
    ),
    "participations.enrol": lambda w: participations.enrol(w.change(PROGRAMME), "ettore", "senior"),
    "participations.edit": lambda w: participations.edit(
        w.change(PROGRAMME), "giulia", "mentor", slot="mon-09:00", max_seniors=3
    ),
    "participations.drop": lambda w: participations.drop(w.change(PROGRAMME), "elena", "senior"),
    "participations.recruit": lambda w: participations.recruit(
        w.change(PROGRAMME, today=TODAY), "ettore", "senior", "invited", on=TODAY
    ),
    "participations.answer_readiness": lambda w: participations.answer_readiness(
        w.change(PROGRAMME, today=TODAY), "anna", "senior", {"S1": True}, on=TODAY
    ),
    "participations.set_status": lambda w: participations.set_status(
        w.change(PROGRAMME), "giulia", "mentor", "withdrawn", on=TODAY, reason="a new post"
    ),
    "participations.acknowledge": lambda w: participations.acknowledge(
        w.change(PROGRAMME, today=TODAY), "anna", on=TODAY, understood=False, question="why me?"
    ),
    "participations.all_acknowledge": lambda w: participations.all_acknowledge(
        w.change(PROGRAMME, today=TODAY), ["anna", "bruno"], on=TODAY
    ),
    "people.add": lambda w: people.add(w.change(), name="Zoe Nuova", department="Sales"),
    "people.edit": lambda w: people.edit(w.change(), "anna", manager_id="ettore"),
    "people.leave": lambda w: people.leave(w.change(), "giulia", on=TODAY, reason="moved abroad"),
    "people.remove": lambda w: people.remove(w.change(), "ettore"),
    "programmes.create": lambda w: programmes.create(w.change(), name="Second", starts_on=TODAY),
    "programmes.edit": lambda w: programmes.edit(w.change(PROGRAMME), weeks=30),
    "programmes.set_standard_level": lambda w: programmes.set_standard_level(
        w.change(PROGRAMME), {"spreadsheets": 3}
    ),
    "programmes.remove_from_standard_level": lambda w: programmes.remove_from_standard_level(
        w.change(PROGRAMME), "video-meetings"
    ),
    "programmes.follow_up": lambda w: programmes.follow_up(
        w.change(PROGRAMME, today=TODAY + timedelta(days=62)),
        "60_days",
        {"anna": True, "bruno": False},
        on=TODAY + timedelta(days=61),
    ),
    "programmes.set_costs": lambda w: programmes.set_costs(
        w.change(PROGRAMME), Costs(mentor_hour=30, senior_hour=45)
    ),
    "programmes.close": lambda w: programmes.close(
        w.change(PROGRAMME, today=TODAY), on=TODAY, lessons="begin earlier", decision="repeat"
    ),
    "talks.record_talk": lambda w: talks.record_talk(
        w.change(PROGRAMME, today=TODAY), "anna", on=TODAY, note="it is settled"
    ),
    "programmes.tell_mid_point": lambda w: programmes.tell_mid_point(
        w.change(PROGRAMME, today=TODAY), with_names=True
    ),
    "ratings.rate": lambda w: ratings.rate(
        w.change(PROGRAMME, today=TODAY), "anna", "spreadsheets", 4, moment="final"
    ),
    "ratings.look_back": lambda w: ratings.look_back(
        w.change(PROGRAMME, today=TODAY), "anna", {"video-meetings": 0, "spreadsheets": 2}
    ),
    "ratings.clear": lambda w: ratings.clear(
        w.change(PROGRAMME, today=TODAY), "elena", "video-meetings"
    ),
    "cases.open_case": lambda w: _case(w),
    "cases.edit": lambda w: cases.edit(w.change(), "c1", due_on=TODAY, next_step="call"),
    "successes.edit": lambda w: successes.edit(
        w.change(), "su1", text="Anna taught the shop floor", on=TODAY, person_ids=("anna",)
    ),
    "successes.remove": lambda w: successes.remove(w.change(), "su1"),
    "pairs.correct": lambda w: pairs.correct(w.change(), "luca-carla", from_on=day(2)),
    "cases.close": lambda w: cases.close(w.change(), "c1", outcome="they meet again", on=TODAY),
    "next_programme.begin_next": lambda w: next_programme.begin_next(
        w.change(PROGRAMME),
        name="The second",
        starts_on=TODAY + timedelta(days=40),
        seniors=["anna", "bruno"],
        mentors=["giulia", "carla"],
    ),
    "proposals.accept": lambda w: proposals.accept(
        w.change(PROGRAMME), {"dario": "luca"}, on=TODAY
    ),
    "programmes.set_pairing": lambda w: programmes.set_pairing(
        w.change(PROGRAMME), Pairing(levels_above=1)
    ),
    "pairs.arrange": lambda w: pairs.arrange(
        w.change(), "giulia-anna", slot="tue-14:30", equipment="a laptop"
    ),
    "stand_ins.stand_in": lambda w: stand_ins.stand_in(
        w.change(), ["giulia-anna", "giulia-bruno"], "luca", start=day(13), end=day(15, 6)
    ),
    "stand_ins.take_out": lambda w: stand_ins.take_out(w.change(), ["luca-carla"], AWAY),
    "pairs.withdraw_exception": lambda w: pairs.withdraw_exception(w.change(), "e1"),
    "pulses.record_pulse": lambda w: pulses.record_pulse(
        w.change(PROGRAMME, today=TODAY), "anna", on=TODAY, answers={"P1": 2}
    ),
    "resources.add": lambda w: resources.add(w.change(PROGRAMME), title="A card for calls"),
    "resources.edit": lambda w: resources.edit(
        w.change(), "r1", title="Another title", link=None, skill_ids=(), phase="start"
    ),
    "resources.remove": lambda w: resources.remove(w.change(), "r1"),
    "signals.snooze": lambda w: signals.snooze(
        w.change(today=TODAY), "giulia-anna", "R3", until=day(14), reason="a fair"
    ),
    "reflections.say": lambda w: reflections.say(
        w.change(PROGRAMME, today=TODAY), "anna", "trends", "I ask first.", moment="final"
    ),
    "reflections.take_back": lambda w: reflections.take_back(
        w.change(PROGRAMME, today=TODAY), "elena", "trends"
    ),
    "skills.add": lambda w: skills.add(w.change(), name={"en": "ERP"}, tasks={"1": "find it"}),
    "skills.edit": lambda w: skills.edit(
        w.change(), "k1", name={"it": "Tornio"}, kind="experience", tasks={"1": "turn it"}
    ),
    "skills.remove": lambda w: skills.remove(w.change(), "k1"),
    "skills.bring_in": lambda w: skills.bring_in(
        w.change(), [SkillRow(row=2, id="", name={"en": "ERP"}, kind=None, tasks={})]
    ),
    "signals.wake": lambda w: signals.wake(w.change(), "giulia-bruno"),
    "programmes.set_signals": lambda w: programmes.set_signals(
        w.change(PROGRAMME), SignalSettings(low_rating=3)
    ),
    "successes.add": lambda w: successes.add(
        w.change(PROGRAMME, today=TODAY), text="Anna ran the call", on=TODAY
    ),
    "sessions.answer_steps": lambda w: sessions.answer_steps(
        w.change(PROGRAMME), [sessions.StepAnswer("s3", 0, "no", "no time")]
    ),
    "sessions.log, moved": lambda w: _log(w, status="moved", moved_to=day(3, 2)),
    "sessions.log, quick help": lambda w: _log(w, quick_help=True, minutes=10),
    "sessions.log_all": lambda w: sessions.log_all(
        w.change(PROGRAMME, today=TODAY),
        [
            sessions.SessionEntry(
                "giulia",
                {"due_on": day(week), "status": "held", "attendance": {"anna": "present"}},
            )
            for week in (5, 6)
        ],
    ),
    "sessions.log": _log,
    "sessions.log, corrected": lambda w: _log(w, due_on=day(1), session_id="s1", note="late"),
    "replies.ask": lambda w: replies.ask(
        w.change(PROGRAMME, today=TODAY), [AskedForm("anna", "final", "senior", "end")]
    ),
    "messages.record_sent": lambda w: messages.record_sent(
        w.change(PROGRAMME, today=TODAY), "invitation", ["anna"]
    ),
    "replies.remind": lambda w: replies.remind(w.change(PROGRAMME, today=TODAY), ["rp-anna"]),
    "replies.take_in": _reply,
    "copies.take_over": lambda w: copies.take_over(
        w.change(PROGRAMME, today=TODAY),
        w.snapshot.with_records({"people": {"anna": person("anna", site="Lecco")}}),
        ["people:anna"],
    ),
    "updates.update": lambda w: updates.update(
        w.change(PROGRAMME, today=TODAY),
        PartialDocument({}, {"people": [{"id": "anna", "site": "Lecco"}]}),
    ),
    "sessions.remove": lambda w: sessions.remove(w.change(), "s2"),
}
ONLY_ASK = {
    "enrolment.first_monday",
    "imports.is_empty",
    "imports.why_closed",
    "updates.why_it_stands",
}
PARTS = {
    "stand_ins.cut_stand_ins",
    "evaluations.put_form",
    "programmes.put_follow_up",
    "pulses.put_pulse",
    "ratings.put_rating",
    "reflections.put_saying",
    "enrolment.enrol",
    "enrolment.finish",
    "enrolment.leave_open",
    "pairs.end_pairs",
    "people.end_stay",
}
"""Parts of an action, that write nothing by themselves, or what an action put together."""
APART = {
    "archives.bring_back",
    "archives.put_away",
    "identity.change_id",
    "identity.merge",
    "rights.lift",
    "rights.note_privacy_notice",
    "rights.restrict",
}
"""What is tried with its undo in `test_archives`, `test_identity`, `test_rights`."""


def test_every_action_is_in_the_table() -> None:
    found = {
        f"{module.__name__.rsplit('.', 1)[-1]}.{name}"
        for module in MODULES
        for name, what in inspect.getmembers(module, inspect.isfunction)
        if what.__module__ == module.__name__ and not name.startswith("_")
    }
    assert found - ONLY_ASK - PARTS - APART == {name.split(",")[0] for name in ACTS}


@pytest.mark.parametrize("name", ACTS)
def test_an_action_is_one_durable_commit_and_can_be_undone(path: Path, name: str) -> None:
    workspace = _ready(path, name)
    before, generation = exported(workspace), workspace.generation
    ACTS[name](workspace)
    after = exported(workspace)
    assert after != before
    assert workspace.generation == generation + 1
    assert exported(Workspace.open(path)) == after
    assert workspace.undo()
    assert exported(workspace) == before
    assert exported(Workspace.open(path)) == before


@pytest.mark.parametrize("name", sorted(ACTS))
def test_an_action_says_in_words_what_undo_would_take_back(path: Path, name: str) -> None:
    workspace = _ready(path, name)
    ACTS[name](workspace)
    assert workspace.undoable
    assert "{" not in workspace.undoable


IN_A_CLOSED_PROGRAMME = sorted(
    name
    for name in ACTS
    if name.split(".")[0]
    not in {
        *("enrolment", "firm", "imports", "next_programme", "people", "programmes", "skills"),
        # The sentence of an update is in its list of problems.
        *("copies", "messages", "talks", "updates"),
    }
    or name.startswith(
        (
            "programmes.edit",
            "programmes.set",
            "programmes.close",
            "programmes.remove",
            "programmes.tell",
        )
    )
)


@pytest.mark.parametrize("name", IN_A_CLOSED_PROGRAMME)
def test_a_closed_programme_stands_as_it_is(path: Path, name: str) -> None:
    workspace = _begun(path)
    ACTS["programmes.close"](workspace)
    before = path.read_bytes()
    with pytest.raises(Refused, match=r"was closed on 24 Apr 2026"):
        ACTS[name](workspace)
    assert path.read_bytes() == before


def test_somebody_who_leaves_after_the_end_does_not_change_a_closed_programme(path: Path) -> None:
    workspace = _begun(path)
    ACTS["programmes.close"](workspace)
    before = workspace.snapshot.pairs
    people.leave(workspace.change(), "giulia", on=TODAY + timedelta(days=30), reason="retired")
    assert workspace.snapshot.pairs == before
