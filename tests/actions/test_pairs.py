from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import pairs, participations, people, sessions
from tests.support.firm import PROGRAMME, START, TODAY, day, prepared, running
from tests.support.refusal import refused


def test_a_pair_begins_on_its_day_with_its_rationale(path: Path) -> None:
    workspace = prepared(path)
    made = pairs.place(workspace.change(PROGRAMME), "giulia", "anna", on=START)
    assert (made.id, made.from_on, made.until_on, made.locked) == ("pa0001", START, None, False)
    assert made.rationale == "teaches Running remote meetings"
    assert workspace.undoable == "Anna De Luca paired with Giulia Ferrante"


def test_one_s_own_words_stand_before_the_rationale(path: Path) -> None:
    workspace = prepared(path)
    made = pairs.place(
        workspace.change(PROGRAMME), "giulia", "anna", on=START, rationale="neighbours"
    )
    assert made.rationale == "neighbours"


def test_a_fifth_senior_is_refused_in_words(path: Path) -> None:
    workspace = prepared(path)
    for who in ("anna", "bruno", "carla", "dario"):
        pairs.place(workspace.change(PROGRAMME), "giulia", who, on=START)
    with refused(workspace, "Giulia Ferrante already has 4 seniors, the most that was agreed."):
        pairs.place(workspace.change(PROGRAMME), "giulia", "elena", on=START)


def test_a_senior_has_one_mentor_at_a_time(path: Path) -> None:
    workspace = running(path)
    words = "Anna De Luca is paired with Giulia Ferrante since 2 Feb 2026; move or end that pair"
    with refused(workspace, words, "mentor_id"):
        pairs.place(workspace.change(PROGRAMME), "luca", "anna", on=TODAY)


def test_the_own_boss_is_refused_until_an_exception_with_a_reason(path: Path) -> None:
    workspace = running(path)
    people.edit(workspace.change(), "dario", manager_id="luca")
    with refused(workspace, "Luca Bianchi is the manager of Dario Neri."):
        pairs.place(workspace.change(PROGRAMME), "luca", "dario", on=TODAY)
    with refused(workspace, "An exception needs its reason", "reason"):
        pairs.record_exception(
            workspace.change(PROGRAMME), "dario", "reporting_line", reason="", on=TODAY
        )
    pairs.record_exception(
        workspace.change(PROGRAMME), "dario", "reporting_line", reason="both asked for it", on=TODAY
    )
    assert pairs.place(workspace.change(PROGRAMME), "luca", "dario", on=TODAY).senior_id == "dario"


@pytest.mark.parametrize(
    ("mentor", "senior", "words"),
    [
        ("giulia", "giulia", "Nobody can be their own mentor."),
        ("ettore", "dario", "Ettore Valdarco does not take part as a mentor now."),
        ("giulia", "ettore", "Ettore Valdarco does not take part as a senior now."),
    ],
)
def test_who_takes_no_part_is_not_paired(path: Path, mentor: str, senior: str, words: str) -> None:
    workspace = running(path)
    with refused(workspace, words):
        pairs.place(workspace.change(PROGRAMME), mentor, senior, on=TODAY)


def test_a_move_ends_the_old_pair_and_begins_the_new_one_on_one_day(path: Path) -> None:
    workspace = running(path)
    fresh = pairs.move(workspace.change(), "giulia-anna", "luca", on=TODAY, reason="same office")
    old = workspace.snapshot.pairs["giulia-anna"]
    assert (old.until_on, old.end_reason) == (TODAY, "same office")
    assert (fresh.mentor_id, fresh.senior_id, fresh.from_on) == ("luca", "anna", TODAY)
    assert workspace.view(PROGRAMME).group_of("luca") == ["anna", "carla"]


def test_a_pair_that_never_met_is_changed_in_place_on_its_first_day(path: Path) -> None:
    workspace = running(path)
    fresh = pairs.move(workspace.change(), "luca-carla", "giulia", on=START)
    assert fresh.id == "luca-carla"
    assert len(workspace.snapshot.pairs) == 3


@pytest.mark.parametrize(
    ("mentor", "on", "words"),
    [
        ("giulia", TODAY, "Anna De Luca already is with Giulia Ferrante."),
        ("luca", START - timedelta(days=1), "The pair began on 2 Feb 2026; it cannot end before."),
        ("ettore", TODAY, "Ettore Valdarco does not take part as a mentor now."),
    ],
)
def test_a_move_that_cannot_be_is_refused(path: Path, mentor: str, on: Any, words: str) -> None:
    workspace = running(path)
    with refused(workspace, words):
        pairs.move(workspace.change(), "giulia-anna", mentor, on=on)


def test_a_locked_pair_is_not_moved_until_it_is_unlocked(path: Path) -> None:
    workspace = running(path)
    pairs.set_lock(workspace.change(), "giulia-anna", locked=True)
    with refused(workspace, "This pair is locked. Unlock it first."):
        pairs.move(workspace.change(), "giulia-anna", "luca", on=TODAY)
    pairs.set_lock(workspace.change(), "giulia-anna", locked=False)
    pairs.move(workspace.change(), "giulia-anna", "luca", on=TODAY)


@pytest.mark.parametrize(
    ("said_by", "kept"),
    [
        ((), ()),
        (("anna",), ("anna",)),
        (("anna", "giulia"), ("giulia", "anna")),
    ],
)
def test_who_says_not_again_at_the_end_is_written_down(
    path: Path, said_by: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    workspace = running(path)
    ended = pairs.end(workspace.change(), "giulia-anna", on=TODAY, reason="x", not_again=said_by)
    assert ended.not_again == kept
    if kept:
        with refused(workspace, "said “not again” when their pair ended on 24 Apr 2026."):
            pairs.place(workspace.change(PROGRAMME), "giulia", "anna", on=TODAY)
    else:
        pairs.place(workspace.change(PROGRAMME), "giulia", "anna", on=TODAY)


def test_a_stranger_cannot_say_not_again(path: Path) -> None:
    workspace = running(path)
    words = " is not of the pair of Giulia Ferrante and Anna De Luca."
    with refused(workspace, words, "not_again"):
        pairs.end(
            workspace.change(), "giulia-anna", on=TODAY, reason="x", not_again=("anna", "carla")
        )


def test_a_move_keeps_who_said_not_again_also_of_a_pair_that_never_met(path: Path) -> None:
    workspace = running(path)
    fresh = pairs.move(workspace.change(), "luca-carla", "giulia", on=START, not_again=("carla",))
    assert fresh.id != "luca-carla"
    old = workspace.snapshot.pairs["luca-carla"]
    assert (old.until_on, old.not_again) == (START, ("carla",))
    with refused(workspace, "said “not again”"):
        pairs.move(workspace.change(), fresh.id, "luca", on=TODAY)


def test_a_pair_ends_with_a_reason_and_keeps_its_history(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Write down why, in a few words without fault.", "end_reason"):
        pairs.end(workspace.change(), "giulia-anna", on=TODAY, reason=None)
    with refused(workspace, "The pair began on 2 Feb 2026", "until_on"):
        pairs.end(workspace.change(), "giulia-anna", on=START - timedelta(days=1), reason="x")
    ended = pairs.end(workspace.change(), "giulia-anna", on=TODAY, reason="both agreed")
    assert (ended.until_on, ended.end_reason) == (TODAY, "both agreed")
    assert len(workspace.snapshot.sessions) == 2
    with refused(workspace, "The pair of Giulia Ferrante and Anna De Luca ended on 24 Apr 2026."):
        pairs.end(workspace.change(), "giulia-anna", on=TODAY, reason="again")


def test_a_pair_can_be_ended_while_a_later_session_is_planned(path: Path) -> None:
    workspace = running(path)
    sessions.log(
        workspace.change(PROGRAMME, today=TODAY),
        "luca",
        due_on=day(14),
        status="planned",
        attendance={"carla": "present"},
    )
    assert (
        pairs.end(workspace.change(), "luca-carla", on=TODAY, reason="both agreed").until_on
        == TODAY
    )


def test_a_refusal_about_the_past_names_people_not_ids(path: Path) -> None:
    workspace = running(path)
    pairs.end(workspace.change(), "luca-carla", on=day(5), reason="both agreed")
    with refused(workspace, "Carla Russo"):
        pairs.place(workspace.change(PROGRAMME), "giulia", "carla", on=day(3))


def test_each_side_signs_the_charter_on_its_day(path: Path) -> None:
    workspace = running(path)
    pairs.sign_charter(workspace.change(), "giulia-anna", mentor_on=START, senior_on=None)
    signed = pairs.sign_charter(
        workspace.change(), "giulia-anna", mentor_on=START, senior_on=day(1, 2)
    )
    assert signed.charter is not None
    assert (signed.charter.mentor_on, signed.charter.senior_on) == (START, day(1, 2))


def test_an_unknown_pair_is_refused_by_name(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "There is no pair “nope” in this file."):
        pairs.set_lock(workspace.change(), "nope", locked=True)


def test_one_person_may_hold_both_roles_but_each_only_once(path: Path) -> None:
    workspace = prepared(path)
    participations.enrol(workspace.change(PROGRAMME), "giulia", "senior")
    assert "giulia" in workspace.view(PROGRAMME).seniors
    with refused(workspace, "Giulia Ferrante already takes part in this role.", "role"):
        participations.enrol(workspace.change(PROGRAMME), "giulia", "senior")


def test_the_first_day_of_a_pair_is_corrected_up_to_its_first_session(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "A session of the two stands on 2 Feb 2026", "from_on"):
        pairs.correct(workspace.change(), "giulia-anna", from_on=day(2))
    earlier = START - timedelta(days=4)
    pairs.correct(workspace.change(), "giulia-anna", from_on=earlier)
    assert workspace.snapshot.pairs["giulia-anna"].from_on == earlier
    pairs.correct(workspace.change(), "luca-carla", from_on=day(3))
    assert workspace.undoable == "pair of Luca Bianchi and Carla Russo corrected"
    workspace.undo()
    assert workspace.snapshot.pairs["luca-carla"].from_on == START


def test_why_a_pair_ended_is_corrected_and_not_left_out(path: Path) -> None:
    workspace = running(path)
    pairs.end(workspace.change(), "luca-carla", on=day(5), reason="no tmie")
    pairs.place(workspace.change(PROGRAMME), "giulia", "carla", on=day(6))
    with refused(workspace, "Write down why, in a few words without fault.", "end_reason"):
        pairs.correct(workspace.change(), "luca-carla", from_on=START)
    pairs.correct(workspace.change(), "luca-carla", from_on=START, end_reason="no time")
    assert workspace.snapshot.pairs["luca-carla"].end_reason == "no time"
    with refused(workspace, "an end comes after its beginning", "from_on"):
        pairs.correct(workspace.change(), "luca-carla", from_on=day(7), end_reason="no time")
    with refused(workspace, "Carla Russo"):
        second = workspace.view(PROGRAMME).pair_of_senior["carla"]
        pairs.correct(workspace.change(), second.id, from_on=day(3))
