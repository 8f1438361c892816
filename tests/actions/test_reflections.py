"""What somebody says of a topic is written down, corrected, and stands like any starting point."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from revmentor.actions import ratings, reflections
from revmentor.exchange.evaluation import sponsor
from revmentor.exchange.report.coordinator import coordinator_appendix
from revmentor.store.transaction import Transaction
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, START, TODAY, goal, prepared, reflection, running
from tests.support.refusal import refused

TOPIC = "inclusion-sustainability"


def change(workspace: Workspace) -> Transaction:
    return workspace.change(PROGRAMME, today=TODAY)


def test_a_second_sentence_takes_the_place_of_the_first(path: Path) -> None:
    workspace = prepared(path, goal("anna", TOPIC))
    first = reflections.say(change(workspace), "anna", TOPIC, "The young decide.")
    second = reflections.say(change(workspace), "anna", TOPIC, "I ask first.", on=START)
    assert second.id == first.id
    assert list(workspace.snapshot.reflections.values()) == [second]
    reflections.take_back(change(workspace), "anna", TOPIC)
    assert not workspace.snapshot.reflections
    with refused(workspace, "Nothing was written down here."):
        reflections.take_back(change(workspace), "anna", TOPIC)


def test_the_start_stands_after_the_first_session_and_the_end_may_be_said(path: Path) -> None:
    workspace = running(path)
    workspace.commit("said", put=[goal("anna", TOPIC), reflection("anna")])
    with refused(workspace, "stands since the first session", "text"):
        reflections.say(change(workspace), "anna", TOPIC, "Otherwise.")
    with refused(workspace, "stands since the first session"):
        reflections.take_back(change(workspace), "anna", TOPIC)
    reflections.say(change(workspace), "anna", TOPIC, "I ask first.", moment="final")


def test_what_cannot_be_said_is_refused(path: Path) -> None:
    workspace = prepared(path, goal("anna", TOPIC))
    with refused(workspace, "Write what was said, in a sentence.", "text"):
        reflections.say(change(workspace), "anna", TOPIC, None)
    with refused(workspace, "has not come yet", "on"):
        reflections.say(change(workspace), "anna", TOPIC, "A", on=TODAY + timedelta(days=1))
    with refused(workspace, "is rated by a level, and not answered by a sentence", "text"):
        reflections.say(change(workspace), "anna", "spreadsheets", "A")
    with refused(workspace, "here is no skill “dancing”", "skill_id"):
        reflections.say(change(workspace), "anna", "dancing", "A")
    with refused(workspace, "is answered by a sentence before and after", "level"):
        ratings.rate(change(workspace), "anna", TOPIC, 3)


def test_the_coordinator_reads_both_sentences_and_the_sponsor_neither(path: Path) -> None:
    workspace = prepared(
        path,
        goal("anna", TOPIC),
        reflection("anna", text="The young decide."),
        reflection("anna", "final", text="I ask first."),
        closed_on=TODAY,
    )
    view = workspace.view(PROGRAMME)
    (section,) = [
        each for each in coordinator_appendix(view) if each.title == "What they see otherwise"
    ]
    assert section.tables[0].rows == [
        ["Anna De Luca", "Sustainability, diversity and inclusion", "The young decide.",
         "I ask first."]
    ]  # fmt: skip
    told = sponsor.as_json(view, with_names=True).decode()
    assert "I ask first" not in told
    assert "The young decide" not in told
