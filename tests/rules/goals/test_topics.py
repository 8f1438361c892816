"""Topics of perspective are answered in words: no level is asked, counted or missing."""

from __future__ import annotations

from revmentor.rules.goals import levels, starting_points, topics
from revmentor.rules.pairing import lessons, pair_text
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes
from tests.support.firm import goal, look, part, rating, reflection

TOPIC = "inclusion-sustainability"
ASKED = goal("anna", TOPIC)
OFFERS = part("giulia", "mentor", offers=(TOPIC,))


def missing(view: View) -> list[str]:
    return [each.skill_id for each in starting_points.missing(view) if each.person_id == "anna"]


def test_a_topic_of_a_goal_is_asked_for_in_words_and_not_by_a_level() -> None:
    view = look(ASKED, OFFERS)
    assert topics.asked_of(view, "anna", "senior") == [TOPIC]
    assert TOPIC not in levels.asked_of(view, "anna", "senior")
    assert TOPIC not in levels.asked_of(view, "giulia", "mentor"), "nor of who brings it"
    assert not topics.asked_of(view, "giulia", "mentor")
    assert missing(view) == [TOPIC]
    assert level_changes.changes(view, "senior") == []


def test_a_sentence_is_a_starting_point_and_then_one_is_missing_at_the_end() -> None:
    before = look(ASKED, reflection("anna"))
    assert missing(before) == []
    assert starting_points.complete(before)[0] == 1
    assert [each.person_id for each in topics.missing(before, "final")] == ["anna"]
    assert "1 topic at the end" in level_changes.missing_to_close(before)
    both = look(ASKED, reflection("anna"), reflection("anna", "final"))
    assert topics.missing(both, "final") == []


def test_levels_of_an_older_file_are_read_as_any_others() -> None:
    view = look(ASKED, rating("anna", TOPIC, 1), rating("anna", TOPIC, 3, "final"))
    assert topics.asked_of(view, "anna", "senior") == []
    (row,) = level_changes.changes(view, "senior")
    assert (row.skill_id, row.levels) == (TOPIC, 2)


def test_who_offers_a_topic_can_bring_it_without_levels_above() -> None:
    view = look(ASKED, OFFERS, part("luca", "mentor", offers=("spreadsheets",)))
    assert [each.skill_id for each in lessons.lessons(view, "giulia", "anna")] == [TOPIC]
    assert lessons.lessons(view, "luca", "anna") == []
    said = "Sustainability, diversity and inclusion"
    assert pair_text.lesson_text(view, "giulia", "anna") == [said]
    assert pair_text.not_rated(view, "giulia", "anna") == ""
