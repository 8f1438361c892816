"""An id that is changed, and two people who are one: everything that names them follows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revmentor.actions import identity
from revmentor.content import skills
from revmentor.model.base import Record
from revmentor.model.pair import Pair
from revmentor.model.person import Person
from revmentor.model.pulse import Pulse
from revmentor.model.references import named, with_ids
from revmentor.model.session import Step
from revmentor.model.snapshot import TABLES, Document, to_document
from revmentor.model.success import Success
from revmentor.rules import integrity
from revmentor.rules.identity import with_new_ids
from revmentor.store.workspace import Workspace
from tests.support.firm import (
    PROGRAMME,
    TODAY,
    begin,
    day,
    exported,
    form,
    goal,
    pair,
    part,
    person,
    rating,
    running,
    session,
    snapshot,
    talk,
)
from tests.support.record_strategies import documents
from tests.support.refusal import refused


def named_ids(workspace: Workspace) -> set[str]:
    """Every id of a person that anything in the file names."""
    return {
        target
        for _table, records in workspace.snapshot.tables()
        for record in records.values()
        for _place, tables, target in named(record)
        if tables == ("people",)
    }


def told_of_anna(workspace: Workspace) -> None:
    """Let Anna be named wherever a person can be."""
    workspace.commit(
        "more of Anna",
        put=[
            person("bruno", manager_id="anna"),
            part("luca", "mentor", prefers=("carla",), avoids=("anna",)),
            session(
                "giulia",
                day(3),
                "anna",
                id="s3",
                ratings={"anna": 4},
                wants_talk=("anna",),
                steps=(Step(senior_id="anna", text="try it"),),
            ),
            talk("anna", day(4), "s3"),
            form("giulia", "mentor", gained_by={"anna": "a habit"}),
            Success(
                id="su", programme_id=PROGRAMME, on=TODAY, text="x", person_ids=("anna", "carla")
            ),
        ],
    )


# -- another id -----------------------------------------------------------------------------------


def test_everything_that_named_the_old_id_names_the_new_one(path: Path) -> None:
    workspace = running(path)
    told_of_anna(workspace)
    before = exported(workspace)
    assert "anna" in named_ids(workspace)
    identity.change_id(workspace.change(), "anna", "A-101")
    assert "A-101" in named_ids(workspace)
    assert "anna" not in named_ids(workspace)
    assert "anna" not in workspace.snapshot.people
    anna = workspace.snapshot.people["A-101"]
    assert (anna.name, anna.earlier_ids) == ("Anna De Luca", ("anna",))
    assert workspace.snapshot.sessions["s3"].ratings == {"A-101": 4}
    assert workspace.undo() == "Anna De Luca: id anna is now A-101"
    assert exported(workspace) == before


def test_an_id_may_go_back_to_what_it_was(path: Path) -> None:
    workspace = running(path)
    identity.change_id(workspace.change(), "anna", "A-101")
    identity.change_id(workspace.change(), "A-101", "anna")
    assert workspace.snapshot.people["anna"].earlier_ids == ("A-101",)


@pytest.mark.parametrize(
    ("new_id", "words"),
    [
        ("bruno", "“bruno” is the id of Bruno Tosi"),
        ("anna", "That is the id already."),
        ("", "is not an id of up to 64"),
        ("-rf", "is not an id of up to 64"),
        ("../x", "is not an id of up to 64"),
        ("an na", "is not an id of up to 64"),
        ("a\u200bnna", "a letter that nobody sees"),
        ("x" * 65, "is not an id of up to 64"),
    ],
)
def test_an_id_that_cannot_be_one_is_refused(path: Path, new_id: str, words: str) -> None:
    workspace = running(path)
    with refused(workspace, words, "new_id"):
        identity.change_id(workspace.change(), "anna", new_id)


def test_an_id_that_was_anothers_is_not_given_again(path: Path) -> None:
    workspace = running(path)
    identity.change_id(workspace.change(), "anna", "A-101")
    with refused(workspace, "“anna” was the id of Anna De Luca before", "new_id"):
        identity.change_id(workspace.change(), "bruno", "anna")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(full=True), st.data())
def test_whatever_holds_still_holds_with_another_id(
    document: Document, data: st.DataObject
) -> None:
    before = snapshot(*(each for name in TABLES for each in document.records(name)))
    who = data.draw(st.sampled_from(sorted(before.people)))
    after = with_new_ids(before, {"people": {who: "quite-new"}})
    assert not list(integrity.contradictions(to_document(after), skills.catalogue()))
    counts = [[len(table) for _name, table in each.tables()] for each in (before, after)]
    assert counts[0] == counts[1]
    assert who not in {
        target
        for _table, records in after.tables()
        for record in records.values()
        for _place, tables, target in named(record)
        if "people" in tables
    }


# -- an id that is named no more ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "after"),
    [
        (pair("giulia", "anna"), None),
        (person("bruno", manager_id="anna"), person("bruno")),
        (
            part("luca", "mentor", prefers=("anna", "carla")),
            part("luca", "mentor", prefers=("carla",)),
        ),
        (goal("anna", "spreadsheets"), goal(None, "spreadsheets", id="anna-spreadsheets")),
        (
            session("giulia", day(1), "anna", "bruno", steps=(Step(senior_id="anna", text="x"),)),
            session("giulia", day(1), "bruno"),
        ),
    ],
)
def test_what_cannot_be_without_the_id_goes_and_the_rest_stays(
    record: Record, after: Record | None
) -> None:
    assert with_ids(record, {"people": {"anna": None}}) == after


# -- two people made one --------------------------------------------------------------------------


def twice(path: Path, **fields: Any) -> Workspace:
    """Anna stands there a second time, as ``anna2``, with a part, and nothing that contradicts."""
    workspace = running(path)
    second = person("anna2", name="De Luca, Anna", email="anna@valdarco.example", **fields)
    workspace.commit(
        "typed again", put=[second, part("anna2", "senior", offers=("difficult-clients",))]
    )
    return workspace


def test_all_that_names_the_second_names_the_first(path: Path) -> None:
    workspace = twice(path, department="Sales", manager_id="ettore")
    workspace.commit(
        "of the second",
        put=[
            rating("anna2", "dashboards", 2, on=day(1) - timedelta(days=3)),
            goal("anna2", "dashboards", id="g2"),
            person("bruno", manager_id="anna2"),
            part("luca", "mentor", avoids=("anna2", "anna")),
        ],
    )
    before = exported(workspace)
    kept = identity.merge(workspace.change(), "anna", "anna2")
    assert kept == Person(
        id="anna",
        name="Anna De Luca",
        email="anna@valdarco.example",
        department="Sales",
        manager_id="ettore",
        earlier_ids=("anna2",),
    )
    assert "anna2" not in named_ids(workspace)
    assert workspace.snapshot.people["bruno"].manager_id == "anna"
    parts = [
        each for each in workspace.snapshot.participations.values() if each.person_id == "anna"
    ]
    assert [each.offers for each in parts] == [("negotiation", "difficult-clients")]
    assert workspace.snapshot.participations["luca-mentor"].avoids == ("anna",)
    assert workspace.snapshot.goals["g2"].person_id == "anna"
    assert "two people made one" in workspace.undo()
    assert exported(workspace) == before


def test_a_manager_who_was_oneself_is_nobody(path: Path) -> None:
    workspace = twice(path, manager_id="anna")
    assert identity.merge(workspace.change(), "anna", "anna2").manager_id is None


def test_what_both_said_alike_stands_once(path: Path) -> None:
    workspace = twice(path)
    workspace.commit(
        "both",
        put=[
            rating("anna2", "video-meetings", 1),
            Pulse(id="pu1", programme_id=PROGRAMME, person_id="anna", on=TODAY, wants_talk=True),
            Pulse(id="pu2", programme_id=PROGRAMME, person_id="anna2", on=TODAY, wants_talk=True),
            talk("anna2", TODAY, "pu2", id="t2"),
        ],
    )
    identity.merge(workspace.change(), "anna", "anna2")
    assert list(workspace.snapshot.pulses) == ["pu1"]
    assert workspace.snapshot.talks["t2"].asked_in == ("pu1",)
    mine = [each for each in workspace.snapshot.ratings.values() if each.person_id == "anna"]
    assert sorted(each.skill_id for each in mine) == ["spreadsheets", "video-meetings"]


def pulse_of(who: str, answer: int) -> Pulse:
    return Pulse(
        id=who, programme_id=PROGRAMME, person_id=who, on=TODAY, answers={"useful": answer}
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([pair("luca", "anna2", date(2026, 3, 2))], "Both have a mentor at the same time"),
        (
            [rating("anna2", "video-meetings", 3)],
            "Both have a level in Running remote meetings (starting point), and not the same: "
            "Anna De Luca 1, De Luca, Anna 3.",
        ),
        ([part("anna2", "mentor"), pair("anna2", "anna")], "The two were a pair, from 2 Feb 2026"),
        ([pulse_of("anna", 1), pulse_of("anna2", 2)], "Both answered a pulse on 24 Apr 2026"),
        (
            [
                form("anna", "senior", would_repeat=True),
                form("anna2", "senior", would_repeat=False),
            ],
            "Both filled in a final form in the same role",
        ),
    ],
)
def test_what_contradicts_is_refused_and_named(path: Path, more: list[Record], words: str) -> None:
    workspace = twice(path)
    made = [each for each in more if isinstance(each, Pair) and each.id == "anna2-anna"]
    if made:
        workspace.commit("free", remove=[workspace.snapshot.pairs["giulia-anna"],
                                         *workspace.snapshot.sessions.values()])  # fmt: skip
    workspace.commit("of the second", put=more)
    with refused(workspace, words, "gone_id"):
        identity.merge(workspace.change(), "anna", "anna2")


def test_two_pairs_one_after_the_other_are_one_persons(path: Path) -> None:
    workspace = twice(path)
    workspace.commit(
        "later", put=[pair("giulia", "anna", until_on=day(8)), pair("luca", "anna2", day(8))]
    )
    identity.merge(workspace.change(), "anna", "anna2")
    assert workspace.view(PROGRAMME).pair_of_senior["anna"].mentor_id == "luca"


def test_one_cannot_be_made_one_with_oneself(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Choose two people; this is one.", "gone_id"):
        identity.merge(workspace.change(), "anna", "anna")
    with refused(workspace, "There is nobody “zoe” in this file."):
        identity.merge(workspace.change(), "anna", "zoe")
    assert begin(path.with_name("other.json")).snapshot.people == {}
