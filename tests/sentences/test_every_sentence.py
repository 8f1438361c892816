"""Every sentence is said where it is true, and not said near it; a new one gets both cases."""

from __future__ import annotations

import pytest

from tests.sentences import (
    test_answers,
    test_drawings,
    test_evaluation,
    test_first_sheet,
    test_papers,
    test_person,
    test_report,
    test_sponsor,
    test_today,
)
from tests.sentences.table import Sentence, Tell, check_near, check_true, written

TABLES = (
    test_drawings,
    test_report,
    test_first_sheet,
    test_sponsor,
    test_today,
    test_evaluation,
    test_papers,
    test_answers,
    test_drawings,
    test_person,
)
MODULES = (
    "revmentor/exchange/agenda.py",
    "revmentor/exchange/attestation.py",
    "revmentor/exchange/messages.py",
    "revmentor/exchange/printables.py",
    "revmentor/exchange/report/both_sides.py",
    "revmentor/exchange/report/common.py",
    "revmentor/exchange/report/coordinator.py",
    "revmentor/exchange/report/drawings.py",
    "revmentor/exchange/report/effort.py",
    "revmentor/exchange/report/final_words.py",
    "revmentor/exchange/report/first_sheet.py",
    "revmentor/exchange/report/goals_told.py",
    "revmentor/exchange/report/levels.py",
    "revmentor/exchange/report/page.py",
    "revmentor/exchange/report/plain_words.py",
    "revmentor/exchange/report/sponsor.py",
    "revmentor/exchange/report/topics.py",
    "revmentor/exchange/status.py",
    "revmentor/rules/care/attention.py",
    "revmentor/rules/care/beginning.py",
    "revmentor/rules/care/cases.py",
    "revmentor/rules/care/ending.py",
    "revmentor/rules/care/groundwork.py",
    "revmentor/rules/care/today.py",
    "revmentor/rules/care/unwritten.py",
    "revmentor/rules/care/waiting.py",
    "revmentor/rules/care/week.py",
    "revmentor/rules/journey.py",
    "revmentor/rules/people/final_answers.py",
    "revmentor/rules/people/following.py",
    "revmentor/rules/people/forms_asked.py",
    "revmentor/rules/people/group.py",
    "revmentor/rules/people/learning.py",
    "revmentor/rules/people/meeting.py",
    "revmentor/rules/people/naming.py",
    "revmentor/rules/people/page.py",
    "revmentor/rules/people/pulse_rounds.py",
    "revmentor/rules/results/cost.py",
    "revmentor/rules/results/final_forms.py",
    "revmentor/rules/results/findings.py",
    "revmentor/rules/results/follow_ups.py",
    "revmentor/rules/results/glance.py",
    "revmentor/rules/results/level_changes.py",
    "revmentor/rules/results/next_programme.py",
    "revmentor/rules/results/raters.py",
    "revmentor/rules/results/released.py",
    "revmentor/rules/results/side_changes.py",
    "revmentor/rules/results/sponsor.py",
    "revmentor/rules/results/standard.py",
    "screens/evaluation/answer_counts.py",
    "screens/evaluation/answer_lines.py",
    "screens/evaluation/details.py",
    "screens/evaluation/summary.py",
)

ROWS = [
    pytest.param(row, table.tell, id=f"{table.__name__.rpartition('_')[2]}: {row.reads}")
    for table in TABLES
    for row in table.SENTENCES
]


@pytest.mark.parametrize(("row", "tell"), ROWS)
def test_a_sentence_is_said_where_it_is_true(row: Sentence, tell: Tell) -> None:
    check_true(row, tell)


@pytest.mark.parametrize(("row", "tell"), ROWS)
def test_a_sentence_is_not_said_where_it_is_not(row: Sentence, tell: Tell) -> None:
    check_near(row, tell)


def test_every_sentence_has_a_case_in_which_it_is_not_said() -> None:
    texts = written(*MODULES).keys()
    held = {each.msgid for table in TABLES for each in table.SENTENCES}
    words = {word for table in TABLES for word in table.WORDS}
    assert sorted(texts - held - words) == []


def test_the_list_of_mere_words_holds_nothing_else() -> None:
    texts = written(*MODULES).keys()
    for table in TABLES:
        assert sorted(table.WORDS - texts) == [], "not in the source any more"
        held = {each.msgid for each in table.SENTENCES}
        assert sorted(table.WORDS & held) == [], "a mere word, and a sentence"
