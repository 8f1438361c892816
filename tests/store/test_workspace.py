from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.actions import goals, imports, pairs, people, ratings, sessions
from revmentor.content import sample
from revmentor.exchange import document
from revmentor.model.base import Record
from revmentor.model.errors import Refused
from revmentor.model.evaluation import Evaluation
from revmentor.model.indicator import Indicator, Reading
from revmentor.model.person import Person
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, begin, day, exported, rating, running, session


def steps(workspace: Workspace) -> list[Callable[[], Any]]:
    return [
        lambda: people.add(workspace.change(), name="Zoe Nuova"),
        lambda: people.edit(workspace.change(), "anna", department="Sales", site="Modena"),
        lambda: ratings.rate(workspace.change(PROGRAMME, today=TODAY), "dario", "forms-surveys", 2),
        lambda: ratings.rate(workspace.change(PROGRAMME, today=TODAY), "dario", "forms-surveys", 3),
        lambda: pairs.place(workspace.change(PROGRAMME), "luca", "dario", on=TODAY),
        lambda: pairs.move(workspace.change(), "giulia-bruno", "luca", on=TODAY),
        lambda: people.leave(workspace.change(), "luca", on=TODAY, reason="moved abroad"),
        lambda: goals.remove(workspace.change(), "g-anna"),
        lambda: sessions.remove(workspace.change(), "s2"),
        lambda: workspace.commit("cleared", remove=[workspace.snapshot.goals["g-all"]]),
    ]


def test_undo_over_many_steps_gives_every_earlier_document_back(path: Path) -> None:
    workspace = running(path)
    before = []
    for step in steps(workspace):
        before.append(exported(workspace))
        step()
    for earlier in reversed(before):
        workspace.undo()
        assert exported(workspace) == earlier
        assert exported(Workspace.open(path)) == earlier


def test_undo_says_what_it_took_back(path: Path) -> None:
    workspace = running(path)
    people.add(workspace.change(), name="Zoe Nuova")
    assert workspace.undoable == "Zoe Nuova added"
    assert workspace.undo() == "Zoe Nuova added"


def test_there_is_nothing_to_undo_in_a_file_just_opened(path: Path) -> None:
    running(path)
    workspace = Workspace.open(path)
    assert workspace.undoable == ""
    before = path.read_bytes()
    with pytest.raises(Refused, match="nothing to undo"):
        workspace.undo()
    assert path.read_bytes() == before


def test_an_id_is_not_given_out_again_after_an_undo_or_a_removal(path: Path) -> None:
    workspace = begin(path)
    seen: list[str] = []
    for _turn in range(3):
        seen.append(people.add(workspace.change(), name="Zoe").id)
        workspace.undo()
    seen.append(people.add(workspace.change(), name="Zoe").id)
    people.remove(workspace.change(), seen[-1])
    seen.append(people.add(Workspace.open(path).change(), name="Zoe").id)
    assert len(set(seen)) == len(seen)


def test_listeners_hear_of_every_change_and_of_no_refusal(path: Path) -> None:
    workspace = running(path)
    heard: list[int] = []
    workspace.subscribe(lambda: heard.append(workspace.generation))
    people.add(workspace.change(), name="Zoe")
    with pytest.raises(Refused):
        people.add(workspace.change(), name="")
    workspace.undo()
    assert len(heard) == 2
    assert heard == sorted(set(heard))


def test_a_view_asked_for_before_a_change_is_not_shown_after_it(path: Path) -> None:
    workspace = running(path)
    assert workspace.view(PROGRAMME).name("anna") == "Anna De Luca"
    people.edit(workspace.change(), "anna", name="Anna Rossi")
    assert workspace.view(PROGRAMME).name("anna") == "Anna Rossi"


def test_reload_takes_over_what_somebody_else_wrote(path: Path) -> None:
    mine, theirs = running(path), Workspace.open(path)
    assert mine.reload() is False
    people.add(theirs.change(), name="Zoe")
    assert mine.reload() is True
    assert exported(mine) == exported(theirs)
    mine.undo()  # what the other one did not touch can still be taken back
    assert "Zoe" in {each.name for each in mine.snapshot.people.values()}


@pytest.mark.parametrize(
    "record",
    [
        rating("anna", "spreadsheets", 9),
        rating("anna", "spreadsheets", True),
        Person(id="zoe", name=""),
        Person(id="zoe", name="Zoe\x1b[31m"),
        Person(id="zoe", name="\u202eZoe"),
        Person(id="zoe", name="\ud800"),
        Person(id="zoe", name="a" * 201),
        Person(id="zoe nuova", name="Zoe"),
        Person(id="zoe", name="Zoe", manager_id="nobody"),
        session("giulia", day(3), "anna", mentor_share=1.5),
        session("giulia", day(3), "anna", mentor_share=float("nan")),
        session("giulia", day(3), "anna", note="\x00"),
    ],
    ids=repr,
)
def test_a_record_over_the_limits_of_its_type_is_refused(path: Path, record: Record) -> None:
    workspace = running(path)
    before, held = path.read_bytes(), workspace.snapshot
    with pytest.raises(Refused):
        workspace.commit("broken", put=[record])
    assert path.read_bytes() == before
    assert workspace.snapshot is held


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
@pytest.mark.parametrize("where", ["reading", "answer", "extra"])
def test_a_number_that_json_cannot_hold_never_makes_a_file_unreadable(
    path: Path, where: str, number: float
) -> None:
    workspace = running(path)
    record: Record = {
        "reading": Indicator(
            id="i1",
            programme_id=PROGRAMME,
            name="Hours",
            readings=(Reading(on=TODAY, value=number),),
        ),
        "answer": Evaluation(
            id="e1",
            programme_id=PROGRAMME,
            person_id="anna",
            role="senior",
            on=TODAY,
            answers={"q1": number},
        ),
        "extra": Person(id="zoe", name="Zoe", extra={"n": number}),
    }[where]
    before = path.read_bytes()
    with pytest.raises(Refused):
        workspace.commit("broken", put=[record])
    assert path.read_bytes() == before


def test_records_cannot_be_changed_behind_the_back_of_the_file(path: Path) -> None:
    workspace = running(path)
    with pytest.raises(AttributeError):
        workspace.snapshot.people["anna"].name = "Eve"  # type: ignore[misc]  # wrong on purpose


def test_a_file_opens_as_it_was_left(path: Path) -> None:
    workspace = begin(path)
    imports.import_document(
        workspace.change(), document.read_document(sample.sample_document("evaluation"))
    )
    opened = Workspace.open(path)
    assert opened.snapshot == workspace.snapshot
    assert opened.generation == workspace.generation


CHILD = """
import sys
from revmentor.actions import people
from revmentor.store.workspace import Workspace
workspace = Workspace.open(sys.argv[1])
while True:
    person = people.add(workspace.change(), name="Zoe")
    print(workspace.generation, person.id, flush=True)
"""


def test_a_killed_process_loses_nothing_it_had_acknowledged(path: Path) -> None:
    begin(path)
    for lines in range(1, 11):
        with subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        ) as child:
            assert child.stdout is not None
            said = [child.stdout.readline() for _n in range(lines)]
            os.kill(child.pid, signal.SIGKILL)
            said += child.stdout.read().splitlines()
        whole = [line.split() for line in said if len(line.split()) == 2]
        opened = Workspace.open(path)
        assert opened.generation >= int(whole[-1][0])
        assert {person_id for _generation, person_id in whole} <= set(opened.snapshot.people)
        assert msgspec.json.decode(path.read_bytes())
